"""Coverage against the target, in sentences."""

from datetime import date
from itertools import accumulate

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import can_enter_figures
from communes.models import Kind

from ..figures import View, view_of
from ..periods import ALL_TIME
from ..wording import decimal, number, target_number
from .models import GoalKind
from .pace import Standing, Status, Why, share
from .reading import Targets


def counts_of(view: View) -> list[tuple[date, int]]:
    """People with a certificate up to the end of each month, as this reader may see them."""
    period = next(choice for choice in view.choices if choice.key == ALL_TIME)
    months = list(period.months)
    numbers = (view.people.at(view.row, month).certificates or 0 for month in months)
    return list(zip(months, accumulate(numbers), strict=True))


def target_context(view: View, user) -> dict:
    """Of a province or commune; empty for the country."""
    unit = view.unit
    if unit is None:
        return {}
    targets = Targets([unit], view.today)
    counts, target = counts_of(view), targets.target(unit)
    found = targets.standing(unit, counts)
    can_enter = can_enter_figures(user, unit)
    return {
        "coverage": found,
        "coverage_headline": headline(found, view.today),
        "coverage_sentences": sentences(found, target, targets.adults(unit), unit),
        "coverage_parts": parts(found, targets.adults(unit)),
        "status_words": STATUS[found.status](),
        "population_url": reverse("reports:population", args=[unit.pk]) if can_enter else "",
        "targets_url": reverse("reports:targets", args=[unit.pk]) if can_enter else "",
        "indicators_url": reverse("reports:indicators", args=[unit.pk]),
    }


STATUS = {
    Status.REACHED: lambda: _("reached"),
    Status.NEAR: lambda: _("nearly on the way"),
    Status.LATE: lambda: _("behind"),
    Status.UNKNOWN: lambda: "",
}


def headline(found: Standing, today: date) -> str:
    """Empty where nobody knows how many adults there are."""
    if found.share is None:
        return ""
    words = {"month": f"{today:%m/%Y}".lstrip("0"), "share": percent(found.share)}
    return _("By %(month)s: %(share)s of the adults hold a certificate.") % words


def percent(value) -> str:
    return f"{decimal(value)}\u00a0%"


def parts(found: Standing, adults) -> str:
    """Numerator and denominator, and where the latter is from."""
    if not found.adults:
        return ""
    words = {"people": number(found.people or None), "adults": number(found.adults), "age": adults.age_from}
    sentence = _("%(people)s / %(adults)s people of %(age)s and older") % words
    if adults.is_sum:
        return f"{sentence} ({_('the sum of all communes')})"
    return f"{sentence} ({adults.source}, {adults.counted_on:%d/%m/%Y})"


def sentences(found: Standing, target, adults, unit) -> list[str]:
    """How far the target is, and when it will be reached; or why that cannot be said."""
    if reason := missing(found, target, adults, unit):
        return [reason]
    if found.why:
        return [WHY[found.why]()]
    words = {"target": wanted(target), "day": f"{target.last_day:%d/%m/%Y}", "gap": number(found.gap)}
    if found.status == Status.REACHED:
        return [_("The target of %(target)s until %(day)s is reached.") % words]
    first = _("Below the target of %(target)s until %(day)s: %(gap)s people are missing.") % words
    return [first, forecast(found)]


def wanted(target) -> str:
    if target.kind == GoalKind.SHARE:
        return target_number(target.number, target.kind)
    return _("%(number)s people") % {"number": decimal(target.number)}


def missing(found, target, adults, unit) -> str:
    if found.share is None and not (target and target.kind == GoalKind.COUNT):
        if unit.kind == Kind.PROVINCE and adults.communes and adults.lacking < adults.communes:
            words = {"lacking": number(adults.lacking), "communes": number(adults.communes)}
            return (
                _(
                    "There is no share yet: for %(lacking)s of %(communes)s communes nobody has entered how many adults there are."
                )
                % words
            )
        return _("There is no share yet, because nobody has entered how many adults live here.")
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
    adults = Targets([unit], today).adults(unit).number
    return [(month, people, share(people, adults)) for month, people in counts_of(view)[-12:]][::-1]
