"""Beside the figures of places: of how many adults they are, and what is wanted of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from communes.models import Confidence, Unit

from ..figures import View
from ..overview.wording import status_words
from ..rollups import ANY_COURSE
from ..targets.headline import WHY
from ..targets.models import GoalKind, Target
from ..targets.pace import Standing, Why, share
from ..targets.reading import Adults, Targets
from .reading import CERTIFICATES
from .sheets import Column, Type

Counts = Sequence[tuple[date, int]]
UNDER_5 = "under 5"


class Aims:
    """Of many units in three queries, as they are drawn; `counts` by the unit's id, as `Table.certificates` gives them.

    What is known at the end of the day `on`, of one course or of any.
    """

    def __init__(
        self,
        view: View,
        units: Sequence[Unit],
        counts: Mapping[int, Counts],
        on: date | None = None,
        course: UUID = ANY_COURSE,
    ):
        self.targets, self.counts = Targets(units, on or view.today, course, is_today=view.boundaries.is_today), counts

    def standing(self, unit: Unit) -> Standing:
        return self.targets.standing(unit, self.counts[unit.pk])

    def told(self, unit: Unit) -> dict:
        """As machines are told."""
        found, adults = self.standing(unit), self.targets.adults(unit)
        target = told_target(self.targets.target(unit), unit, found)
        return {
            "adults": told_adults(adults),
            "coverage": told_coverage(found.people or None, adults),
            "target": target and target | {"status": found.status.value},
        }

    def cells(self, unit: Unit) -> list:
        """As a row of a file goes on; empty where nobody has said it."""
        found, adults, target = self.standing(unit), self.targets.adults(unit), self.targets.target(unit)
        status = status_words(found.status.value) if target is None or not found.why else str(WHY[found.why]())
        wanted = "" if found.wanted is None else found.wanted
        return [*cells_of(adults, found.people or None), wanted, target.last_day if target else "", status]


def columns() -> list[Column]:
    return [
        *columns_of_adults(),
        Column(_("wanted: people with a certificate"), Type.NUMBER),
        Column(_("wanted by"), Type.DAY, on_paper=False),
        Column(_("against the target")),
    ]


def columns_of_adults() -> list[Column]:
    return [
        Column(_("adults"), Type.NUMBER),
        Column(_("adult from the age of"), Type.NUMBER, on_paper=False),
        Column(_("source")),
        Column(_("counted on"), Type.DAY),
        Column(_("confidence"), on_paper=False),
        Column(_("certified, % of adults"), Type.SHARE),
    ]


def columns_of_target() -> list[Column]:
    return [
        Column(_("target"), Type.NUMBER),
        Column(_("target: measured in")),
        Column(_("target: from the age of"), Type.NUMBER),
        Column(_("target: from"), Type.DAY),
        Column(_("target: until"), Type.DAY),
        Column(_("target: set for the place with the code")),
        Column(_("wanted: people with a certificate"), Type.NUMBER),
        Column(_("missing: people"), Type.NUMBER),
    ]


def cells_of_target(target: dict | None) -> list:
    """As told to machines; people are left out where their number says nothing."""
    if target is None:
        return [""] * len(columns_of_target())
    days = (date.fromisoformat(target[name]) for name in ("first_day", "last_day"))
    people = ["" if target["why"] else target[name] for name in ("people", "missing")]
    kind = dict(GoalKind.choices)[target["kind"]]
    return [target["number"], str(kind), target["age_from"], *days, target["set_for"], *people]


def cells_of(adults: Adults, people: int | None) -> list:
    """`people` with a certificate, as shown; the share is of that number."""
    if adults.number is None:
        return [""] * len(columns_of_adults())
    source, part = source_in_words(adults), per_cent(people, adults)
    day, confidence = adults.counted_on or "", dict(Confidence.choices).get(adults.confidence, "")
    return [adults.number, adults.age_from, source, day, str(confidence), "" if part is None else part]


def source_in_words(adults: Adults) -> str:
    return _("the sum of all communes") if adults.is_sum else adults.source


def per_cent(people: int | None, adults: Adults) -> float | None:
    """Rounded down to tenths; None under five people, and where nobody has counted the adults."""
    found = None if people is None else share(people, adults.number)
    return None if found is None else float(found)


def told_adults(adults: Adults) -> dict | None:
    if adults.number is None and not adults.is_sum:
        return None
    return {
        "number": adults.number,
        "age_from": adults.age_from,
        "source": source_in_words(adults),
        "counted_on": adults.counted_on.isoformat() if adults.counted_on else None,
        "confidence": adults.confidence or None,
        "is_sum": adults.is_sum,
        "communes_not_counted": adults.lacking,
    }


def told_target(target: Target | None, unit: Unit, found: Standing) -> dict | None:
    """What is wanted, of whom and when; how many people that is and how many are missing, or why that can't be said."""
    if target is None:
        return None
    return {
        "set_for": unit.code if target.unit.kind == unit.kind else unit.parent.code,
        "kind": target.kind,
        "number": float(target.number),
        "age_from": target.age_from,
        "first_day": target.first_day.isoformat(),
        "last_day": target.last_day.isoformat(),
        "people": found.wanted,
        "missing": found.gap,
        "why": found.why.value if found.why else None,
    }


def told_coverage(people: int | None, adults: Adults) -> dict:
    """Numerator, denominator and their share, or why there is none."""
    why = Why.NO_ADULTS.value if not adults.number else UNDER_5 if people is None else None
    return {CERTIFICATES: people, "adults": adults.number, "per_cent": per_cent(people, adults), "why": why}
