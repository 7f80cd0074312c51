"""Units, months and courses as machines name them; a `Problem` says what is wrong with them."""

import re
from datetime import date
from http import HTTPStatus
from uuid import UUID

from django.utils.translation import gettext as _

from communes.models import Kind, Unit
from communes.register import REFORM
from communes.succession import successors

from ..boundaries import TIME, TODAY
from ..periods import FIRST_DAY
from ..rollups import ANY_COURSE
from .problems import Problem

MONTH = re.compile(r"(\d{4})-(\d{2})")
ANY = "any"


def unit_asked(scope: Unit, code: str | None, drawn: str = TODAY) -> Unit:
    """A unit of today within the key's own, or of the time if so drawn; without a code the own.

    Where the key's own was merged or divided, it and those with which it ended.
    """
    found = Unit.objects.exclude(kind=Kind.DISTRICT).select_related("parent")
    if not scope.is_current:
        return _as_it_was(scope, code, found)
    today = found.current()
    unit = today.filter(pk=scope.pk).first() if code is None else today.filter(code=code).first()
    if unit is None and code is not None and drawn == TIME:
        unit = found.since(REFORM).filter(code=code).order_by("-valid_to").first()
    if unit and scope.pk in (unit.pk, unit.parent_id):
        return unit
    if unit is None and (former := former_unit(code)):
        raise gone(former)
    raise not_within(scope, code)


def _as_it_was(scope, code, units):
    if code in (None, scope.code):
        return scope
    unit = units.since(REFORM).filter(parent=scope, code=code).order_by("-valid_to").first()
    if unit is None:
        raise not_within(scope, code)
    return unit


def not_within(scope: Unit, code: str) -> Problem:
    sentence = _("There is no unit %(code)s within %(scope)s. Codes are text: leading zeros count.")
    return Problem(HTTPStatus.NOT_FOUND, sentence % {"code": code[:20], "scope": scope.name_in_sentence})


def former_unit(code: str) -> Unit | None:
    """The latest that bore this code."""
    return Unit.objects.former().filter(code=code[:10]).with_names().order_by("-valid_to", "kind").first()


def gone(unit: Unit) -> Problem:
    found = successors(unit)
    sentence = _("%(unit)s was a unit until %(day)s. Ask for what it became: %(successors)s.")
    names = ", ".join(f"{one.code} {one.name}" for one in found) or "–"
    words = {"unit": f"{unit.code} {unit.full_name}", "day": f"{unit.valid_to:%d/%m/%Y}", "successors": names}
    return Problem(HTTPStatus.GONE, sentence % words, successors=[told(one) for one in found])


def told(unit: Unit) -> dict:
    """A unit, as it is told to machines."""
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "within": unit.parent.code if unit.parent else None,
        "valid_from": unit.valid_from.isoformat() if unit.valid_from else None,
        "valid_to": unit.valid_to.isoformat() if unit.valid_to else None,
    }


def months_asked(first: str | None, last: str | None, today: date) -> tuple[date, date]:
    """The first days of the first and last month."""
    start = month_asked(first, "from", today) if first is not None else FIRST_DAY
    end = month_asked(last, "to", today) if last is not None else today.replace(day=1)
    if start > end:
        raise unclear(_("The period is the wrong way round: “from” is later than “to”."))
    return start, end


def month_asked(text: str, name: str, today: date) -> date:
    match = MONTH.fullmatch(text)
    if not match or not 1 <= int(match[2]) <= 12 or int(match[1]) < 1:
        raise unclear(_("“%(name)s” is no month. Write it like 2026-03.") % {"name": name})
    month = date(int(match[1]), int(match[2]), 1)
    if month > today:
        raise unclear(_("“%(name)s” is in the future.") % {"name": name})
    if month < FIRST_DAY:
        raise unclear(_("The figures begin with 2025-07; “%(name)s” is before.") % {"name": name})
    return month


def course_asked(text: str | None) -> UUID | None:
    """None for all; ANY_COURSE for people, each once."""
    if text is None:
        return None
    try:
        return ANY_COURSE if text == ANY else UUID(text)
    except ValueError:
        raise unclear(_("“course” is no key of a course. Take one from /api/v1/courses, or “any”.")) from None


def boundaries_asked(text: str | None) -> str:
    if text not in (None, TODAY, TIME):
        sentence = _("“boundaries” is “today” or “time”: the communes of today, or those there were at the time.")
        raise Problem(HTTPStatus.BAD_REQUEST, sentence)
    return text or TODAY


def unclear(sentence: str) -> Problem:
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, sentence)
