"""The rules of progress. Pure: they give the same answer in whatever order the news arrives."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Done:
    """What one learner has done of one course."""

    lessons_completed_at: dict  # lesson key → moment of its first completion
    passed_at: datetime | None


def earliest(*moments: datetime | None) -> datetime | None:
    return min((moment for moment in moments if moment), default=None)


def completed_at(done: Done, lesson_keys, has_quiz: bool) -> datetime | None:
    """When the last thing that counts was done: every lesson, and the quiz if there is one; None until then."""
    moments = [done.lessons_completed_at.get(key) for key in lesson_keys]
    if has_quiz:
        moments.append(done.passed_at)
    return max(moments) if moments and all(moments) else None


def is_later_step(moment: datetime, step: str, last_moment: datetime | None, last_step: str) -> bool:
    """Whether this is where the learner now is; of two steps at one moment the greater id wins, always the same."""
    return last_moment is None or (moment, step) > (last_moment, last_step)
