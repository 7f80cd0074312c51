"""The rules of progress. Pure: they give the same answer in whatever order the news arrives."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID


@dataclass(frozen=True)
class Rule:
    """What of a course counts: all of it has to be done."""

    lesson_keys: tuple[UUID, ...] = ()
    rehearsals: dict[UUID, str] = field(default_factory=dict)  # key → the way in which it counts, or one with less help
    pass_mark: int | None = None  # per cent; None where no quiz counts


class Rehearsed(NamedTuple):
    """When a rehearsal was first gone through: in any way, at least with hints, alone."""

    show: datetime | None = None
    help: datetime | None = None
    alone: datetime | None = None


@dataclass(frozen=True)
class Done:
    """What one learner has done of one course."""

    lessons_completed_at: dict  # lesson key → moment of its first completion
    passed_at: datetime | None
    rehearsed: dict[UUID, Rehearsed] = field(default_factory=dict)


def earliest(*moments: datetime | None) -> datetime | None:
    return min((moment for moment in moments if moment), default=None)


def completed_at(done: Done, rule: Rule) -> datetime | None:
    """When the last thing that counts was done; None until then, and where nothing counts."""
    moments = [done.lessons_completed_at.get(key) for key in rule.lesson_keys]
    moments += [getattr(done.rehearsed.get(key, Rehearsed()), mode) for key, mode in rule.rehearsals.items()]
    if rule.pass_mark is not None:
        moments.append(done.passed_at)
    return max(moments) if moments and all(moments) else None


def is_later_step(moment: datetime, step: str, last_moment: datetime | None, last_step: str) -> bool:
    """Whether this is where the learner now is; of two steps at one moment the greater id wins, always the same."""
    return last_moment is None or (moment, step) > (last_moment, last_step)
