"""Standings, shares and spans of time in words."""

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ..advice import FILLS, TOWARDS, UNCOVERED, Advice
from ..wording import number
from .standing import LATE, NEAR, REACHED, UNKNOWN, Standing
from .trend import QUARTER, YEAR


def status_words(status: str) -> str:
    return {
        REACHED: pgettext("a target", "reached"),
        NEAR: pgettext("a target", "nearly there"),
        LATE: pgettext("a target", "behind"),
        UNKNOWN: pgettext("a target", "no target"),
    }[status]


def per_cent(value: int | None) -> str:
    return "–" if value is None else _("%(value)s\u00a0%%") % {"value": value}


def share_words(value: int | None, people: int | None) -> str:
    """Where there is somebody, there is a share: 100 of two million are under 1 %, not none."""
    return _("under %(share)s") % {"share": per_cent(1)} if value == 0 and people else per_cent(value)


def coverage_words(standing: Standing) -> str:
    """ "41 %", or how many people where that is all that is known."""
    if standing.coverage is not None:
        return share_words(standing.coverage, standing.figures.certificates)
    return number(standing.figures.certificates)


def place_words(standing: Standing) -> str:
    """One place of the map, whole: for screen readers, and on pointing."""
    words = {
        "place": standing.place.name,
        "coverage": coverage_words(standing),
        "status": status_words(standing.status),
        "goal": per_cent(standing.aim.goal_share),
    }
    if standing.coverage is None:
        return _("%(place)s: %(coverage)s people with a certificate") % words
    if standing.aim.goal_share is None:
        return _("%(place)s: %(coverage)s of adults") % words
    return _("%(place)s: %(coverage)s of adults, target %(goal)s, %(status)s") % words


def span_words(first: date, step: str) -> str:
    """For a table: 11/2026, quarter IV/2026 or 2026."""
    if step == YEAR:
        return f"{first:%Y}"
    if step == QUARTER:
        return _("Quarter %(quarter)s/%(year)s") % {"quarter": quarter(first), "year": first.year}
    return f"{first:%m/%Y}"


def short_span(first: date, step: str) -> str:
    """For a chart; a year's first month and quarter name the year."""
    if step == YEAR:
        return f"{first:%Y}"
    if step == QUARTER:
        return _("Q%(quarter)s/%(year)s") % {"quarter": quarter(first), "year": f"{first:%y}"}
    if first.month == 1:
        return date_format(first, pgettext("January and its year in a chart, as a date format", "M y"))
    return date_format(first, pgettext("a month in a chart, as a date format", "M"))


def quarter(first: date) -> int:
    return (first.month + 2) // 3


def reason(advice: Advice) -> str:
    """Why a class there, in one sentence."""
    words = {"people": number(advice.people), "classes": number(advice.classes)}
    if advice.points:
        words["points"] = _points(advice.points)
    if advice.kind == FILLS:
        sentence = ngettext(
            "%(people)s more person and the target is reached: one class is enough.",
            "%(people)s more people and the target is reached: one class is enough.",
            advice.people,
        )
    elif advice.kind == TOWARDS and advice.points:
        sentence = ngettext(
            "%(people)s person short of the target; a class of 20 adds %(points)s points.",
            "%(people)s people short of the target; a class of 20 adds %(points)s points.",
            advice.people,
        )
    elif advice.kind == TOWARDS:
        sentence = ngettext(
            "%(people)s person short of the target, as many as %(classes)s classes of 20.",
            "%(people)s people short of the target, as many as %(classes)s classes of 20.",
            advice.people,
        )
    elif advice.kind == UNCOVERED:
        sentence = ngettext(
            "%(people)s adult still without a certificate.",
            "%(people)s adults still without a certificate.",
            advice.people,
        )
    else:
        sentence = ngettext(
            "%(people)s person has begun and has no certificate yet.",
            "%(people)s people have begun and have no certificate yet.",
            advice.people,
        )
    return sentence % words


def _points(tenths: int) -> str:
    """5 as “0.5”, in Vietnamese “0,5”."""
    return number_format(tenths / 10, 1)
