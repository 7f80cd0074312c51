"""When the target will be reached, or why that cannot be said, in sentences."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.models import Kind

from ..figures import View, view_of
from ..wording import decimal, number, target_number
from . import inherited
from .inherited import ended
from .models import GoalKind
from .pace import Standing, Status, Why, share
from .reading import Targets


def target_context(view: View, targets: Targets) -> dict:
    """Of a province or commune; empty for the country."""
    unit = view.unit
    if unit is None:
        return {}
    found, target = targets.standing(unit, view.people.certificates(view.row, view.today)), targets.target(unit)
    said = sentences(found, target, targets.adults(unit), unit)
    return {
        "aim_sentences": [*said, *ended(targets.ended(unit), target)],
        "coverage_parts": parts(found, targets.adults(unit)),
        "population_url": reverse("reports:population", args=[unit.pk]),
        "targets_url": reverse("reports:targets", args=[unit.pk]),
        "indicators_url": reverse("reports:indicators", args=[unit.pk]),
    }


def parts(found: Standing, adults) -> str:
    """Numerator and denominator, and where the latter is from."""
    if not found.adults:
        return ""
    words = {"people": number(found.people or None), "adults": number(found.adults), "age": adults.age_from}
    sentence = _("%(people)s / %(adults)s people of %(age)s and older") % words
    if adults.is_sum:
        return f"{sentence} ({_('the sum of all communes')})"
    if adults.former.counts:
        return f"{sentence} ({inherited.of_former(adults.former)})"
    return f"{sentence} ({adults.source}, {adults.counted_on:%d/%m/%Y})"


def sentences(found: Standing, target, adults, unit) -> list[str]:
    """When the target will be reached, or why that cannot be said; also what it is, where no share can be told."""
    if reason := missing(found, target, adults, unit):
        return [reason]
    if found.why:
        return [WHY[found.why]()]
    if found.status == Status.REACHED:
        return []
    if found.share is not None:
        return [forecast(found)]
    words = {"target": wanted(target), "day": f"{target.last_day:%d/%m/%Y}", "gap": number(found.gap)}
    first = _("Below the target of %(target)s until %(day)s: %(gap)s people are missing.") % words
    return [first, forecast(found)]


def wanted(target) -> str:
    if target.kind == GoalKind.SHARE:
        return target_number(target.number, target.kind)
    return _("%(number)s people") % {"number": decimal(target.number)}


NOT_ALL = gettext_lazy(
    "There is no share yet: for %(lacking)s of %(communes)s communes nobody has entered how many adults live there."
)

OTHER_AGES = gettext_lazy("There is no share yet: the communes counted adults from different ages.")


def missing(found, target, adults, unit) -> str:
    if found.share is None and not (target and target.kind == GoalKind.COUNT):
        if unit.kind == Kind.PROVINCE and adults.communes and adults.lacking < adults.communes:
            words = {"lacking": number(adults.lacking), "communes": number(adults.communes)}
            return NOT_ALL % words if adults.lacking else str(OTHER_AGES)
        return inherited.why_none(adults.former) or _(
            "There is no share yet, because nobody has entered how many adults live here."
        )
    return _("No target has been set for this time.") if target is None else ""


def forecast(found: Standing) -> str:
    if found.arrives_on:
        words = {"month": f"{found.arrives_on:%m/%Y}".lstrip("0"), "pace": number(round(found.pace))}
        return _("At this pace (%(pace)s people a month) the target is reached in %(month)s.") % words
    return WHY[found.why_no_forecast]()


WHY = {
    Why.NO_ADULTS: lambda: _("There is no share yet, because nobody has entered how many adults live here."),
    Why.NO_TARGET: lambda: _("No target has been set for this time."),
    Why.OTHER_AGE: lambda: _("Adults were counted from another age than the target has, so the two are not compared."),
    Why.TOO_MANY: lambda: _("The target asks for more people than there are adults here. Please look at both again."),
    Why.NO_MONTH: lambda: _("There is no forecast yet: no month is complete."),
    Why.NO_PACE: lambda: _("There is no forecast: in the last three months nobody new received a certificate."),
    Why.TOO_FAR: lambda: _("At the present pace it would take more than ten years."),
}  # fmt: skip


def coverage_rows(user, unit, today: date) -> list[tuple[date, int, object]]:
    """(month, people so far, share or None) of the last twelve months, newest first."""
    view = view_of(user, unit, "12-months", today)
    adults, counts = Targets([unit], today).adults(unit).number, view.people.certificates(view.row, today)
    return [(month, people, share(people, adults)) for month, people in counts[-12:]][::-1]
