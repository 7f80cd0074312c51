"""Marking. Pure: plain values in, plain values out."""


def percentage(earned: int, possible: int) -> int:
    """Rounded down, so that nobody passes on a rounding."""
    return earned * 100 // possible if possible else 0


def is_right(given: set[str], right: set[str]) -> bool:
    """One point for exactly the right choices; none for a part of them."""
    return bool(right) and given == right


def mark(questions: list[dict], answers: dict[str, list[str]]) -> list[dict]:
    """The sheet of an attempt: each question as sat, with what was chosen and whether it was right.

    `questions`: [{"key", "stem", "explanation", "choices": [{"key", "text", "is_right", "feedback"}]}];
    `answers`: {question key: [choice key, …]}. Keys that the question does not offer count as nothing.
    """
    return [_marked(question, set(answers.get(question["key"], []))) for question in questions]


def _marked(question, given):
    offered = {choice["key"] for choice in question["choices"]}
    right = {choice["key"] for choice in question["choices"] if choice["is_right"]}
    return question | {"given": sorted(given & offered), "is_right": is_right(given & offered, right)}
