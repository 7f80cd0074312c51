"""A question as plain values, in the words of its language: what is shown, sat, marked and kept."""

import json
from hashlib import sha256

from .interactions import Interaction
from .models import Question, Quiz
from .models.quizzes import Contents
from .scoring import match_key, weight


def quiz_sheet(quiz: Quiz, contents: Contents) -> dict:
    """A quiz with all that may be asked in it, as an attempt is marked by it."""
    return {
        "title": quiz.title,
        "pass_mark": quiz.pass_mark,
        "rules": quiz.rules,
        "slots": contents.slots,
        "is_shuffled": quiz.is_shuffled,
        "questions": {sheet["key"]: sheet for sheet in map(question_sheet, contents.questions)},
    }


def digest(sheet: dict) -> str:
    return sha256(json.dumps(sheet, sort_keys=True).encode()).hexdigest()


def question_sheet(question: Question) -> dict:
    """With the key to the answers: it stays on the server, but for the quick checks of a lesson."""
    return {
        "key": str(question.key),
        "interaction": question.interaction,
        "stem": question.stem,
        "picture": question.picture_id,
        "points": question.points,
        **{name: getattr(question, name) for name in RULES},
        "explanation": question.explanation,
        "right_feedback": question.right_feedback,
        "wrong_feedback": question.wrong_feedback,
        "choices": [choice_sheet(choice) for choice in question.choices.all()],
    }


RULES = ("is_multiple", "is_partial", "takes_away", "ignores_case", "ignores_accents")


def choice_sheet(choice) -> dict:
    return {
        "key": str(choice.key),
        "text": choice.text,
        "match": choice.match,
        "is_right": choice.is_right,
        "weight": None if choice.weight is None else str(choice.weight),
        "tolerance": None if choice.tolerance is None else str(choice.tolerance),
        "area": choice.area,
        "feedback": choice.feedback,
    }


def offered(question: Question) -> list:
    """The choices in the order they are shown to everybody: one that tells nothing where the order is the answer."""
    choices = list(question.choices.all())
    if question.interaction == Interaction.SEQUENCING or question.is_shuffled:
        choices.sort(key=lambda choice: sha256(f"{question.key} {choice.key}".encode()).digest())
    return [choice for choice in choices if choice.text] if question.interaction == Interaction.MATCHING else choices


def matches(question: Question) -> list[tuple[str, str]]:
    """(key, words) of what things are matched with, each once, in the order of their words."""
    words = sorted({choice.match for choice in question.choices.all() if choice.match})
    return [(match_key({"key": str(question.key)}, match), match) for match in words]


def in_order(question: Question, sent: list[str]) -> list[str]:
    """Without a script an order is sent as "key=place", one for each thing."""
    if question.interaction != Interaction.SEQUENCING or not all("=" in text for text in sent):
        return sent
    places = [text.partition("=")[::2] for text in sent]
    if len({place for _key, place in places}) < len(places):
        return []  # two things in one place
    return [key for key, place in sorted(places, key=lambda one: one[1].zfill(3))]


def practice_key(question: Question) -> dict:
    """What a script needs to mark a quick check by itself: the same rules as `scoring`, for one who only practises."""
    sheet = question_sheet(question)
    names = ("interaction", "ignores_case", "ignores_accents", "explanation", "right_feedback", "wrong_feedback")
    choices = [
        {"key": c["key"], "match": match_key(sheet, c["match"]), "text": c["text"], "worth": float(weight(c))}
        | {"tolerance": float(c["tolerance"] or 0), "feedback": c["feedback"]}
        for c in sheet["choices"]
    ]
    return {name: sheet[name] for name in names} | {"choices": choices}
