"""How far the figures of a unit can be trusted: what stood out in sittings, and what people knew when asked again."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, F, Q, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from certificates.models import Recheck
from courses.catalogue import course_of_quiz, in_language
from quizzes.models import EvidenceTotals

from . import gate
from .estimates import of_all
from .figures import View
from .models import MonthlyTotals, TotalsQuerySet
from .tables import Table

ALL_COURSES = "all courses"
CLEAN = "clean"
COLUMNS = ("passed", CLEAN, "with_sign", "speed", "same_answers", "helpers_phone")
OUTCOMES = ("drawn", "waiting", "not-reached", "declined", "answered", "knew", "did_not_know")
# Right answers, of three, with which a person shows that they know it.
ENOUGH = 2


@dataclass(frozen=True)
class Evidence:
    """Of the unit of a view, in the boundaries drawn there, as its reader may see it."""

    view: View

    @cached_property
    def rows(self) -> list[tuple[str, list[int | None]]]:
        """(course, its numbers as in COLUMNS), and all courses at the end; None where one must not be shown."""
        keys = sorted({key for _unit, key, *_numbers in self._sums}, key=self._title)
        rows = [(unit, of, *numbers) for unit, key, *numbers in self._sums for of in (key, ALL_COURSES)]
        shown = [*keys, *([ALL_COURSES] if keys else [])]
        table = self.view.table(rows, shown, COLUMNS)
        parts = {ALL_COURSES: keys}
        return [(self._title(key), self._numbers(table, key, parts.get(key, []))) for key in shown]

    @cached_property
    def _sums(self) -> list[tuple]:
        """(unit, quiz key, its numbers as in COLUMNS)"""
        measures = {column: Sum(column) for column in COLUMNS if column != CLEAN}
        rows = EvidenceTotals.objects.filter(unit__in=self.view.units).order_by().values("unit", "quiz_key")
        rows = rows.annotate(**measures).annotate(clean=F("passed") - F("with_sign")).filter(passed__gt=0)
        return list(rows.values_list("unit", "quiz_key", *COLUMNS))

    def _title(self, key):
        if key == ALL_COURSES:
            return _("All courses")
        course = course_of_quiz(key)
        return in_language(course.titles, get_language()) if course else _("A course no longer offered")

    @cached_property
    def rechecks(self) -> dict[str, int | None]:
        """How many people, by OUTCOMES."""
        answered = Q(outcome=Recheck.Outcome.ANSWERED)
        counts = {
            "drawn": Count("pk"),
            "waiting": Count("pk", Q(outcome="")),
            "not-reached": Count("pk", ~Q(outcome__in=["", Recheck.Outcome.DECLINED, Recheck.Outcome.ANSWERED])),
            "declined": Count("pk", Q(outcome=Recheck.Outcome.DECLINED)),
            "answered": Count("pk", answered),
            "knew": Count("pk", answered & Q(right__gte=ENOUGH)),
            "did_not_know": Count("pk", answered & Q(right__lt=ENOUGH)),
        }
        found = Recheck.objects.filter(certificate__unit__in=self.view.units).order_by().values("certificate__unit")
        rows = found.annotate(**counts).values_list("certificate__unit", *OUTCOMES)
        people = [(unit, name, n) for unit, *numbers in rows for name, n in zip(OUTCOMES, numbers, strict=True)]
        table = self.view.table(people, OUTCOMES, ("people",))
        parts = {"drawn": ("waiting", "not-reached", "declined", "answered"), "answered": ("knew", "did_not_know")}
        return {name: self._numbers(table, name, parts.get(name, []))[0] for name in OUTCOMES}

    @cached_property
    def estimate(self) -> tuple[int, int, int] | None:
        """(certificates, at least, at most) of people who would know it again; None where too little is known."""
        asked, knew = self.rechecks["answered"], self.rechecks["knew"]
        rows = [(unit, None, number) for unit, number in self._certificates]
        (held,) = self._numbers(self.view.table(rows, [None], ("certificates",)), None)
        found = of_all(knew, asked, held) if None not in (asked, knew, held) else None
        return found and (held, *found)

    @property
    def _certificates(self):
        """(unit, certificates of all courses)"""
        at = MonthlyTotals.measures.index("certificates")
        sums = self.view.totals_in(MonthlyTotals)
        return [(unit, numbers[at]) for unit, *numbers in TotalsQuerySet.by_course(sums).sums("unit")]

    def _numbers(self, table: Table, column, parts: Iterable = ()) -> list[int | None]:
        """As they may be shown; `parts` are the columns beside it of which this one is the sum."""
        row, found = self.view.row, table.numbers(self.view.row, column)
        if self.view.is_own or not parts:
            return found
        exact = table.counts.get((row, column), table.nothing)
        beside = zip(*(table.counts.get((row, part), table.nothing) for part in parts), strict=True)
        guarded = [gate.shown_total(number, own) for number, own in zip(exact, beside, strict=True)]
        return [min(one or 0, other or 0) or None for one, other in zip(found, guarded, strict=True)]
