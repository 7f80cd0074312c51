"""The tables of figures that an official may take away."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from communes.models import Kind, Unit
from courses.catalogue import courses, in_language

from .. import gate
from ..figures import View
from ..models import DailyTotals, ForRealTotals
from ..rollups import ANY_COURSE, FOR_REAL
from . import reading
from .sheets import Column, Sheet, Type

MONTHS, PLACES, DAYS, REHEARSALS = "months", "places", "days", "rehearsals"


def sheet_of(what: str, view: View) -> Sheet | None:
    """None where there is no such table for this reader."""
    if what == DAYS and view.is_own:
        return days_sheet(view)
    if what == PLACES and not view.is_commune:
        return places_sheet(view)
    if what == REHEARSALS:
        return rehearsals_sheet(view)
    return months_sheet(view) if what == MONTHS else None


def choices(view: View) -> list[tuple[str, str]]:
    """(what, its name) of all tables that this reader may take away."""
    found = [(MONTHS, _("By month and course") if view.is_commune else _("By commune, month and course"))]
    if not view.is_commune:
        found.append((PLACES, _("By province, so far") if view.unit is None else _("By commune, so far")))
    if view.is_own:
        found.append((DAYS, _("By day and course")))
    return [*found, (REHEARSALS, _("Rehearsed and done for real, so far"))]


def months_sheet(view: View) -> Sheet:
    columns = [
        Column(_("code")),
        Column(pgettext("of a place", "name")),
        Column(_("month"), Type.MONTH),
        Column(_("course")),
    ]
    if view.unit is None:
        columns[:0] = [Column(_("code of the province")), Column(_("province"))]
    title = _("Figures of %(place)s by month and course") % {"place": view.unit.name if view.unit else _("Việt Nam")}
    return Sheet(title, remark(view), (*columns, *measures()), _months(view, titles(), under()))


def _months(view, names, few) -> Iterator[list]:
    wanted = set(view.period.months)
    places = places_of(view)
    for month in reading.by_month(communes_of(view).values("pk"), view.today):
        if month.month in wanted and month.is_told(view.is_own):
            course = names.get(month.course, names[None])
            yield [*places[month.place], month.month, course, *told(month.numbers(view.is_own), few)]


def days_sheet(view: View) -> Sheet:
    columns = Column(_("code")), Column(pgettext("of a place", "name")), Column(_("day"), Type.DAY), Column(_("course"))
    title = _("Figures of %(place)s by day and course") % {"place": view.unit.name if view.unit else _("Việt Nam")}
    names, unit = titles(), view.unit
    rows = (
        [unit.code, unit.name, day, names.get(course, names[None]), *numbers]
        for day, course, *numbers in reading.by_day(unit.pk)
        if view.period.first <= day <= view.period.last
    )
    return Sheet(title, remark(view), (*columns, *measures()), rows)


def places_sheet(view: View) -> Sheet:
    """A province by commune, the country by province; each person once, since the beginning."""
    columns = Column(_("code")), Column(pgettext("of a place", "name")), Column(_("up to"), Type.DAY)
    title = _("Figures of %(place)s by place, so far") % {"place": view.unit.name if view.unit else _("Việt Nam")}
    return Sheet(title, remark(view), (*columns, *measures()), _places(view, under()))


def _places(view, few) -> Iterator[list]:
    nothing = (0,) * len(reading.MEASURES)
    found = reading.so_far(communes_of(view).values("pk"))
    if view.unit:
        for pk, (code, name) in places_of(view).items():
            yield [code, name, view.today, *told([gate.shown(n) for n in found.get(pk, nothing)], few)]
        return
    below = {}
    for pk, above in communes_of(view).values_list("pk", "parent"):
        below.setdefault(above, []).append(found.get(pk, nothing))
    for pk, code, name in Unit.objects.current().provinces().order_by("code").values_list("pk", "code", "name"):
        parts = list(zip(*below.get(pk, [nothing]), strict=True))
        yield [code, name, view.today, *told([gate.shown_total(sum(part), part) for part in parts], few)]


def rehearsals_sheet(view: View) -> Sheet:
    """What was rehearsed, said to be done for real and confirmed, so far, where there is anything to tell."""
    columns = (
        Column(_("code")),
        Column(pgettext("of a place", "name")),
        Column(_("up to"), Type.DAY),
        Column(_("rehearsal")),
    )
    numbers = [Column(str(ForRealTotals._meta.get_field(name).verbose_name), Type.NUMBER) for name in FOR_REAL]
    title = _("Rehearsed and done for real in %(place)s") % {"place": view.unit.name if view.unit else _("Việt Nam")}
    return Sheet(title, remark(view), (*columns, *numbers), _rehearsals(view, under()))


def _rehearsals(view, few) -> Iterator[list]:
    for place in [view.unit] if view.is_commune else view.places:
        for words, *numbers in view.for_real.rows(place.pk):
            if any(numbers):
                yield [place.code, place.name, view.today, words, *told(numbers, few)]


def communes_of(view: View):
    """Today's communes of the view."""
    units = Unit.objects.current().communes()
    if view.unit is None:
        return units.filter(parent__kind=Kind.PROVINCE)
    return units.filter(pk=view.unit.pk) if view.is_commune else units.filter(parent=view.unit)


def places_of(view: View) -> dict[int, tuple]:
    """What stands in the first columns of each commune."""
    fields = ("code", "name") if view.unit else ("parent__code", "parent__name", "code", "name")
    return {pk: tuple(words) for pk, *words in communes_of(view).order_by("code").values_list("pk", *fields)}


def titles() -> dict[UUID | None, str]:
    """The courses in the reader's language; under None what to call those that are no more."""
    language = get_language()
    offered = {key: in_language(course.titles, language) for key, course in courses().items()}
    return offered | {ANY_COURSE: _("Any course, each person once"), None: _("A course no longer offered")}


def measures() -> list[Column]:
    return [Column(str(DailyTotals._meta.get_field(name).verbose_name), Type.NUMBER) for name in reading.MEASURES]


def under() -> str:
    return _("under 5")


def told(numbers, few: str) -> list:
    return [few if number is None else number for number in numbers]


def remark(view: View) -> str:
    """What a reader of the file must know about its numbers."""
    if view.is_own:
        return _("Exact figures for the commune itself. Outside it they are rounded.")
    return remark_from_outside()


def remark_from_outside() -> str:
    return _("Counts are rounded down to fives; fewer than five people are “under 5” or left out.")
