"""The tables of figures that an official may take away."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from communes.models import Unit
from courses.catalogue import course_titles

from ..attendance.reading import NUMBERS
from ..figures import View
from ..models import ClassTotals, DailyTotals, ForRealTotals
from ..rollups import ANY_COURSE, FOR_REAL
from ..tables import ALL, Table
from . import aims, reading
from .places import Places
from .running import shown
from .sheets import Column, Sheet, Type

MONTHS, PLACES, DAYS, REHEARSALS, CLASSES = "months", "places", "days", "rehearsals", "classes"


def sheet_of(what: str, view: View) -> Sheet | None:
    """None where there is no such table for this reader."""
    if what == DAYS and view.is_own:
        return days_sheet(view)
    if what == PLACES and not view.is_commune:
        return places_sheet(view)
    if what == REHEARSALS:
        return rehearsals_sheet(view)
    if what == CLASSES and view.classes.is_known:
        return classes_sheet(view)
    return months_sheet(view) if what == MONTHS else None


def choices(view: View) -> list[tuple[str, str]]:
    """(what, its name) of all tables that this reader may take away."""
    found = [(MONTHS, _("By month and course") if view.is_commune else _("By commune, month and course"))]
    if not view.is_commune:
        found.append((PLACES, _("By province, so far") if view.unit is None else _("By commune, so far")))
    if view.is_own:
        found.append((DAYS, _("By day and course")))
    found.append((REHEARSALS, _("Rehearsed and done for real, so far")))
    return [*found, (CLASSES, _("Classes by month"))] if view.classes.is_known else found


def months_sheet(view: View) -> Sheet:
    places = Places(view)
    above = [] if view.unit else columns_of_province()
    columns = *above, *columns_of_place(places), Column(_("month"), Type.MONTH), Column(_("course"))
    title = _("Figures of %(place)s by month and course") % {"place": whole(view)}
    return Sheet(title, remark(places), (*columns, *measures()), _months(places, titles(), words_of(places), under()))


def _months(places, names, words, few) -> Iterator[list]:
    view, wanted = places.view, set(places.view.period.months)
    for month in reading.by_month(places):
        if month.month in wanted and month.is_told(view.is_own):
            course = names.get(month.course, names[None])
            yield [*words[month.place], month.month, course, *told(month.numbers(view.is_own), few)]


def days_sheet(view: View) -> Sheet:
    places = Places(view)
    columns = *columns_of_place(places), Column(_("day"), Type.DAY), Column(_("course"))
    title = _("Figures of %(place)s by day and course") % {"place": whole(view)}
    names, unit = titles(), view.unit
    rows = (
        [unit.code, unit.name, day, names.get(course, names[None]), *numbers]
        for day, course, *numbers in reading.by_day(places)
        if view.period.first <= day <= view.period.last
    )
    return Sheet(title, remark(places), (*columns, *measures()), rows)


def places_sheet(view: View) -> Sheet:
    """A province by commune, the country by province; each person once, since the beginning."""
    places = Places(view)
    columns = *columns_of_place(places), Column(_("up to"), Type.DAY)
    title = _("Figures of %(place)s by place, so far") % {"place": whole(view)}
    rows = _communes(places, words_of(places), under()) if view.unit else _provinces(places, under())
    return Sheet(title, remark(places), (*columns, *measures(), *aims.columns()), rows)


def _communes(places, words, few) -> Iterator[list]:
    view, found = places.view, reading.so_far(places)
    counts = {pk: view.people.certificates(pk, view.today) for pk in found}
    wanted = aims.Aims(view, places.by_code, counts)
    for place in places.by_code:
        yield [*words[place.pk], view.today, *told(shown(found[place.pk]), few), *wanted.cells(place)]


def _provinces(places, few) -> Iterator[list]:
    view, nothing = places.view, reading.Province([None] * len(reading.MEASURES), Table((reading.CERTIFICATES,)))
    provinces = list(Unit.objects.current().provinces().order_by("code"))
    known = reading.by_province(places)
    found = {place.pk: known.get(place.pk, nothing) for place in provinces}
    counts = {pk: one.certificates.certificates(ALL, view.today) for pk, one in found.items()}
    wanted = aims.Aims(view, provinces, counts)
    for place in provinces:
        yield [place.code, place.name, view.today, *told(found[place.pk].numbers, few), *wanted.cells(place)]


def rehearsals_sheet(view: View) -> Sheet:
    """What was rehearsed, said to be done for real and confirmed, so far, where there is anything to tell."""
    places = Places(view)
    columns = *columns_of_place(places), Column(_("up to"), Type.DAY), Column(_("rehearsal"))
    numbers = [Column(str(ForRealTotals._meta.get_field(name).verbose_name), Type.NUMBER) for name in FOR_REAL]
    title = _("Rehearsed and done for real in %(place)s") % {"place": whole(view)}
    return Sheet(title, remark(places), (*columns, *numbers), _rehearsals(view, under()))


def _rehearsals(view, few) -> Iterator[list]:
    for place in [view.unit] if view.is_commune else view.places:
        for words, *numbers in view.for_real.rows(place.pk):
            if any(numbers):
                yield [place.code, name_of(place), view.today, words, *told(numbers, few)]


def classes_sheet(view: View) -> Sheet:
    """Classes held and who came, by place and month, where there is anything to tell."""
    columns = Column(_("code")), Column(pgettext("of a place", "name")), Column(_("month"), Type.MONTH)
    names = ["sessions" if view.is_own else "told_sessions", *NUMBERS[1:]]
    numbers = [Column(str(ClassTotals._meta.get_field(name).verbose_name), Type.NUMBER) for name in names]
    title = _("Classes in %(place)s by month") % {"place": view.unit.name if view.unit else _("Việt Nam")}
    return Sheet(title, remark(Places(view)), (*columns, *numbers), _classes(view, under()))


def _classes(view, few) -> Iterator[list]:
    for place in [view.unit] if view.is_commune else view.places:
        for line in view.classes.months_of(place.pk):
            yield [place.code, name_of(place), line.of, *told(line.numbers, few)]


def words_of(places: Places) -> dict[int, tuple]:
    """What stands in the first columns of each commune."""
    own = {place.pk: (place.code, name_of(place)) for place in places.by_code}
    if places.view.unit:
        return own
    return {place.pk: (place.parent.code, place.parent.name, *own[place.pk]) for place in places.by_code}


def name_of(place: Unit) -> str:
    """Two may bear one name one after the other."""
    if place.is_current:
        return place.name
    return _("%(place)s (until %(day)s)") % {"place": place.name, "day": f"{place.valid_to:%d/%m/%Y}"}


def whole(view: View) -> str:
    return view.unit.name if view.unit else _("Việt Nam")


def columns_of_province() -> list[Column]:
    return [Column(_("code of the province")), Column(_("province"))]


def columns_of_place(places: Places) -> list[Column]:
    """The head says how places are drawn, where this makes a difference."""
    way = f" ({drawn_in_words(places.view)})" if places.differ else ""
    return [Column(_("code")), Column(pgettext("of a place", "name") + way)]


def drawn_in_words(view: View) -> str:
    return _("in today’s boundaries") if view.boundaries.is_today else _("in the boundaries of the time")


def titles() -> dict[UUID | None, str]:
    """The courses in the reader's language; under None what to call those that are no more."""
    return course_titles() | {ANY_COURSE: _("Any course, each person once"), None: _("A course no longer offered")}


def measures() -> list[Column]:
    return [Column(str(DailyTotals._meta.get_field(name).verbose_name), Type.NUMBER) for name in reading.MEASURES]


def under() -> str:
    return _("under 5")


def told(numbers, few: str) -> list:
    return [few if number is None else number for number in numbers]


def remark(places: Places) -> str:
    """What a reader of the file must know about its numbers."""
    sentence = remark_from_outside()
    if places.view.is_own:
        sentence = _("Exact figures for the commune itself. Outside it they are rounded.")
    if not places.differ:
        return sentence
    today, time = _("Places stand in today’s boundaries."), _("Places stand in the boundaries of the time.")
    return f"{sentence} {today if places.view.boundaries.is_today else time}"


def remark_from_outside() -> str:
    return _("Counts are rounded down to fives; fewer than five people are “under 5” or left out.")
