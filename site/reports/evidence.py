"""How far the figures of a unit can be trusted: what stood out in sittings, and what people knew when asked again."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from certificates.models import Recheck
from communes.models import Kind, Unit
from courses.catalogue import course_of_quiz, in_language
from quizzes.models import EvidenceTotals

from .estimates import of_all
from .gate import shown
from .models import MonthlyTotals

ALL = "all courses"
CLEAN = "clean"
COLUMNS = ("passed", CLEAN, "with_sign", "speed", "same_answers", "helpers_phone")
OUTCOMES = ("drawn", "waiting", "not-reached", "declined", "answered", "knew", "did_not_know")
# Right answers, of three, with which a person shows that they know it.
ENOUGH = 2


@dataclass(frozen=True)
class Evidence:
    """Of one unit; `is_own`: its own official reads it, to whom small groups are shown."""

    unit: Unit
    is_own: bool

    @cached_property
    def rows(self) -> list[tuple[str, list[int | None]]]:
        """(course, its numbers as in COLUMNS), and all courses at the end; None where one must not be shown."""
        counts = Counter({(row, column): n for row, numbers in self._sums.items() for column, n in numbers.items()})
        for (_row, column), number in list(counts.items()):
            counts[ALL, column] += number
        rows = [*self._sums, *([ALL] if self._sums else [])]
        return [(self._title(row), [shown(counts[row, column], self.is_own) for column in COLUMNS]) for row in rows]

    @cached_property
    def _sums(self) -> dict:
        """{quiz key: {column: number}}"""
        totals = {measure: Sum(measure) for measure in EvidenceTotals.MEASURES}
        rows = EvidenceTotals.objects.filter(self._here("unit")).order_by().values("quiz_key").annotate(**totals)
        return {
            row["quiz_key"]: {column: row[column] for column in EvidenceTotals.MEASURES}
            | {CLEAN: row["passed"] - row["with_sign"]}
            for row in sorted(rows, key=lambda row: self._title(row["quiz_key"]))
            if row["passed"]
        }

    def _title(self, key):
        if key == ALL:
            return _("All courses")
        course = course_of_quiz(key)
        return in_language(course.titles, get_language()) if course else _("A course no longer offered")

    @cached_property
    def rechecks(self) -> dict[str, int | None]:
        """How many people, by OUTCOMES."""
        found = Recheck.objects.filter(self._here("certificate__unit"))
        answered = Q(outcome=Recheck.Outcome.ANSWERED)
        counts = found.aggregate(
            drawn=Count("pk"),
            waiting=Count("pk", Q(outcome="")),
            declined=Count("pk", Q(outcome=Recheck.Outcome.DECLINED)),
            answered=Count("pk", answered),
            knew=Count("pk", answered & Q(right__gte=ENOUGH)),
            did_not_know=Count("pk", answered & Q(right__lt=ENOUGH)),
        )
        counts["not-reached"] = counts["drawn"] - counts["waiting"] - counts["declined"] - counts["answered"]
        return {name: shown(counts[name], self.is_own) for name in OUTCOMES}

    @cached_property
    def estimate(self) -> tuple[int, int, int] | None:
        """(certificates, at least, at most) of people who would know it again; None where too little is known."""
        asked, knew = self.rechecks["answered"], self.rechecks["knew"]
        certificates = MonthlyTotals.objects.filter(unit=self.unit).by_course().aggregate(n=Sum("certificates"))["n"]
        held = shown(certificates or 0, self.is_own)
        found = of_all(knew, asked, held) if None not in (asked, knew, held) else None
        return found and (held, *found)

    def _here(self, field):
        here = Q(**{field: self.unit.pk})
        return here | Q(**{f"{field}__parent": self.unit.pk}) if self.unit.kind == Kind.PROVINCE else here
