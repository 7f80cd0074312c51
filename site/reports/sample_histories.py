"""What sample people do and when, drawn by lot. Pure: the same lot gives the same history."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from .rollups import ZONE

BEGINS_ON = date(2025, 7, 1)
# How busy each month is beside a campaign that grows steadily: Tết, the rice of spring, the coffee of winter.
SEASONS = {1: 0.9, 2: 0.35, 3: 1.1, 4: 0.7, 5: 1.0, 6: 1.1, 7: 1.2, 8: 1.1, 9: 1.15, 10: 1.1, 11: 0.8, 12: 0.6}
GROWTH = 0.12  # a month
LESSON = timedelta(minutes=6)


@dataclass(frozen=True)
class Study:
    """How one person goes through one course."""

    lessons: list[tuple[datetime, int]]  # when each lesson begins, and how many of its steps are done (-1: all)
    sittings: list[tuple[datetime, bool]]  # when the quiz is sat, and whether it is passed
    claimed_at: datetime | None  # when a certificate is asked for


def start_days(until: date) -> dict[date, float]:
    """Every day of the campaign with its share: more from month to month, fewer on busy and festive days."""
    days = [BEGINS_ON + timedelta(days=number) for number in range((until - BEGINS_ON).days + 1)]
    return {day: _busyness(day) for day in days}


def _busyness(day):
    months = (day - BEGINS_ON).days / 30.4
    is_tet = date(2026, 2, 14) <= day <= date(2026, 2, 23)
    evening_class = 1.6 if day.weekday() in (1, 3, 5) else 0.7
    return (1 + GROWTH * months) * SEASONS[day.month] * evening_class * (0.05 if is_tet else 1)


def evening(lot, day: date) -> datetime:
    """Mostly after the work of the day, sometimes at noon."""
    minute = lot.randint(18 * 60 + 30, 20 * 60 + 45) if lot.random() < 0.8 else lot.randint(11 * 60, 13 * 60)
    return datetime.combine(day, time(minute // 60, minute % 60), ZONE)


def study(lot, begins_on: date, lesson_count: int) -> Study:
    """One in four stops midway; of the others some fail the quiz, and most of those try again."""
    read = lesson_count if lot.random() < 0.75 else lot.randint(1, lesson_count)
    stops = read < lesson_count or lot.random() < 0.04
    lessons, moment = [], evening(lot, begins_on)
    for number in range(read):
        if number and lot.random() < 0.4:
            moment = evening(lot, moment.date() + timedelta(days=lot.choice([1, 1, 2, 3, 7])))
        lessons.append((moment, lot.randint(1, 2) if stops and number == read - 1 else -1))
        moment += LESSON + timedelta(minutes=lot.randint(1, 6))
    return Study(lessons, *([], None) if stops else _quiz(lot, moment))


def _quiz(lot, moment):
    sittings = [(moment, lot.random() < 0.72)]
    while not sittings[-1][1] and len(sittings) < 4 and lot.random() < 0.8:
        moment += timedelta(minutes=lot.randint(4, 15), days=lot.choice([0, 0, 1, 2]))
        sittings.append((moment, lot.random() < 0.75))
    claims = sittings[-1][1] and lot.random() < 0.92
    return sittings, moment + timedelta(minutes=lot.randint(2, 9), days=lot.choice([0, 0, 0, 1])) if claims else None


def key(seed: int, number: int, size: int = 48) -> UUID:
    """The key of a sample person: begins with the letters SAMPLE, and is never one that a phone makes by lot."""
    tail = (seed % 2**14) << size | number
    return UUID(int=int.from_bytes(b"SAMPLE") << 80 | 0x8 << 76 | 0b10 << 62 | tail)


# Every key there can be, whatever the seed.
FIRST_KEY, LAST_KEY = UUID("53414d50-4c45-8000-8000-000000000000"), UUID("53414d50-4c45-8fff-bfff-ffffffffffff")
