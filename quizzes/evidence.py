"""What speaks for or against a passed sitting having been the person's own work. Pure.

None of it proves anything about one person: neighbours learn together, and some read fast. Taken over a whole commune
it tells an official how far a figure can be trusted. So it is kept, counted, and held against nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

# Nobody reads so fast: twice the pace of a practised reader, and a second to answer each question.
WORDS_A_SECOND = 8
# Neighbours of one table make the same mistakes; more of them in one hour on one phone seldom do.
BURST = timedelta(hours=1)
SAME_MISTAKES, SAME_WITHOUT_MISTAKES = 3, 5
# How many people answer on a helper's phone in a day before it says something.
MANY = 5
DAY = timedelta(days=1)


class Sign(StrEnum):
    """Standard words of the field for what stands out in a sitting."""

    SPEED = "speed"
    SAME_ANSWERS = "same-answers"
    HELPERS_PHONE = "helpers-phone"


@dataclass(frozen=True)
class Sitting:
    """One sitting as it is compared with others; `given` is {question key: answer as texts}."""

    learner: UUID
    quiz: UUID
    at: datetime
    given: dict
    mistakes: int
    words: int
    seconds: int | None = None
    is_supervised: bool = False


def signs(own: Sitting, beside: Iterable[Sitting], is_helpers: bool) -> dict[str, dict]:
    """{sign: what was seen}; `beside` are other sittings handed in by the same phone, `is_helpers` whether a trainer's.

    A sitting that a trainer watched speaks for itself.
    """
    if own.is_supervised:
        return {}
    beside = [other for other in beside if not other.is_supervised]
    found = {
        Sign.SPEED: too_fast(own),
        Sign.SAME_ANSWERS: same_answers(own, beside),
        Sign.HELPERS_PHONE: many_people(own, beside) if is_helpers else None,
    }
    return {str(sign): seen for sign, seen in found.items() if seen}


def too_fast(own: Sitting) -> dict | None:
    """In less time than the questions can be read."""
    least = own.words // WORDS_A_SECOND + len(own.given)
    if own.seconds is None or own.seconds >= least:
        return None
    return {"seconds": own.seconds, "least": least}


def same_answers(own: Sitting, beside: Iterable[Sitting]) -> dict | None:
    """The very same answers, from several people, within an hour; more people are needed where all is right."""
    near = (one for one in beside if one.quiz == own.quiz and abs(one.at - own.at) <= BURST)
    people = {one.learner for one in near if one.given == own.given} | {own.learner}
    needed = SAME_MISTAKES if own.mistakes else SAME_WITHOUT_MISTAKES
    return {"people": len(people), "mistakes": own.mistakes} if len(people) >= needed else None


def many_people(own: Sitting, beside: Iterable[Sitting]) -> dict | None:
    people = {one.learner for one in beside if abs(one.at - own.at) <= DAY} | {own.learner}
    return {"people": len(people)} if len(people) >= MANY else None


def words_of(sheet: Iterable[dict]) -> int:
    """How many words had to be read."""
    texts = (text for row in sheet for text in [row["stem"], *(choice["text"] for choice in row["choices"])])
    return sum(len(text.split()) for text in texts)
