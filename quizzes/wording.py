"""A marked question in the words that people read. Pure."""

from .interactions import PICKED, Interaction
from .scoring import match_key, weight


def answered(question: dict) -> list[str]:
    """What was answered, a line for each part of it."""
    given = question["given"]
    if question["interaction"] == Interaction.MATCHING:
        return _pairs(question, given)
    words = {choice["key"]: choice["text"] for choice in question["choices"]}
    return [words.get(text, text) for text in given]


def right(question: dict) -> list[str]:
    """What would have been right: for what is typed, the first of the answers that earn all the points."""
    choices, interaction = question["choices"], question["interaction"]
    if interaction in PICKED:
        return [choice["text"] for choice in choices if choice["is_right"]]
    if interaction == Interaction.SEQUENCING:
        return [choice["text"] for choice in choices]
    if interaction == Interaction.MATCHING:
        return [f"{choice['text']} → {choice['match']}" for choice in choices if choice["text"]]
    return [choice["text"] for choice in choices if weight(choice) == 1][:1]


def _pairs(question, given):
    lefts = {choice["key"]: choice["text"] for choice in question["choices"]}
    matches = {match_key(question, choice["match"]): choice["match"] for choice in question["choices"]}
    pairs = [pair.partition("=")[::2] for pair in given]
    return [f"{lefts[left]} → {matches[match]}" for left, match in pairs]
