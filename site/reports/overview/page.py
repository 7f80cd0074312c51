"""The page of a place, its parts put together for the template."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from communes.models import Kind

from ..advice import advise, stops
from ..figures import View
from ..wording import number
from .cards import cards
from .content import tally
from .pictures import map_of, trend_of
from .reading import Overview
from .trend import MONTH, STEPS
from .wording import coverage_words, per_cent, reason, status_words

LINES = 4  # of advice


def overview_context(view: View, step: str, overview: Overview | None = None) -> dict:
    overview = overview or Overview(view)
    is_province = view.unit is not None and view.unit.kind == Kind.PROVINCE
    parts = overview.parts
    return {
        "cards": cards(overview),
        "trend": trend_of(overview, step if step in STEPS else MONTH),
        "map": map_of(parts, map_title(view)) if len(parts) > 1 else None,
        "map_title": map_title(view),
        "advice": advice(view, overview),
        "course_urls": courses(view),
        "compare_url": reverse("reports:compare", args=[view.unit.pk]) if is_province and len(parts) > 1 else "",
        "content": tally(get_language(), timezone.localdate()),
        "has_aims": any(one.aim.adults or one.aim.goal for one in parts),
        "lead": lead(overview),
    }


def map_title(view: View) -> str:
    return _("The provinces as tiles") if view.unit is None else _("The communes as tiles")


def headline(overview: Overview) -> str:
    """How many adults hold a certificate, in a sentence; empty where that is not known."""
    own, unit = overview.own, overview.view.unit
    if own.coverage is None:
        return ""
    words = {
        "day": f"{overview.view.today:%d/%m/%Y}",
        "coverage": coverage_words(own),
        "place": unit.name_in_sentence if unit else _("Việt Nam"),
    }
    return _("By %(day)s, %(coverage)s of the adults of %(place)s hold a certificate.") % words


def lead(overview: Overview) -> str:
    """Beside the target, in a sentence; empty where there is none."""
    own, aim = overview.own, overview.own.aim
    if own.coverage is None or aim.goal_share is None:
        return ""
    words = {
        "goal": per_cent(aim.goal_share),
        "status": status_words(own.status),
        "day": f"{aim.last:%d/%m/%Y}" if aim.last else "",
        "people": number(own.missing),
    }
    if not own.missing:
        return _("The target of %(goal)s by %(day)s is reached.") % words
    return _("The target is %(goal)s by %(day)s: %(status)s, %(people)s people to go.") % words


def advice(view: View, overview: Overview) -> list[dict]:
    """Of a province, communes; of a commune, the courses where most people stop."""
    if view.is_commune:
        return [{"words": one.what, "reason": reason(one)} for one in stops(view.courses)]
    standings = {one.place.pk: one for one in overview.parts}
    return [
        {
            "words": one.what.name,
            "url": reverse("reports:unit", args=[one.what.pk]),
            "reason": reason(one),
            "standing": standings[one.what.pk],
        }
        for one in advise(overview.parts, LINES)
    ]


def courses(view: View) -> list[tuple]:
    """(title, address of its page, figures)."""
    return [
        (
            title,
            reverse("reports:course", args=[view.unit.pk, key])
            if view.unit
            else reverse("reports:country_course", args=[key]),
            view.by_course.at(view.row, key),
        )
        for key, title in view.titles.items()
    ]
