"""Groups put into words for the page of a unit."""

from django.utils.translation import gettext as _

from learners.models import AgeBand, Ethnicity, Sex
from records.channels import Channel

from ..figures import View
from ..wording import number
from .adults import adults_by_group
from .counting import AGE_BAND, CHANNEL, ETHNICITY, NOT_STATED, SEX
from .gaps import ALL, COMPARED, Gap, gaps
from .hamlets import hamlets_context
from .reading import Groups
from .wording import percent, points, words_for_nothing

LABELS = {AGE_BAND: AgeBand, SEX: Sex, CHANNEL: Channel, ETHNICITY: Ethnicity}


def groups_context(view: View) -> dict:
    """For `reports/_groups.html`."""
    groups = Groups(view)
    rows = gap_rows(groups) if view.unit else []
    tables = [table for dimension in LABELS if (table := table_of(groups, dimension))]
    return hamlets_context(groups) | {
        "tables": tables,
        "is_known": bool(tables) or any(groups.so_far(dimension).keys() - {NOT_STATED} for dimension in LABELS),
        "gaps": rows,
        "no_gaps": why_none(rows),
        "is_own": view.is_own,
    }


def table_of(groups: Groups, dimension: str) -> dict | None:
    """None where nobody said anything: so of ethnicity nothing is seen where nobody agreed."""
    found = groups.at(dimension)
    if not found.keys() - {NOT_STATED}:
        return None
    labels = dict(LABELS[dimension].choices) | {NOT_STATED: words_for_nothing(dimension)}
    rows = [(label, found[value]) for value, label in labels.items() if value in found]
    # Whoever began in one way may complete in another, so there is no share of one way.
    return {"key": dimension, "title": titles()[dimension], "rows": rows, "has_share": dimension != CHANNEL}


def titles() -> dict:
    return {AGE_BAND: _("By age"), SEX: _("Women and men"), CHANNEL: _("How they learnt"), ETHNICITY: _("By ethnicity")}


def gap_rows(groups: Groups) -> list[dict]:
    view = groups.view
    certified = {ALL: view.figures_so_far.certificates}
    for group, (dimension, value) in COMPARED.items():
        figures = groups.so_far(dimension).get(value)
        certified[group] = figures.certificates if figures else (0 if view.is_own else None)
    adults = adults_by_group(view.unit, view.today, view.boundaries.is_today)
    return [gap_row(gap, certified) for gap in gaps(certified, adults) if gap.group != "minority" or gap.certified]


def gap_row(gap: Gap, certified) -> dict:
    return {
        "name": names()[gap.group],
        "coverage": percent(gap.coverage),
        "counts": f"{number(gap.certified)} / {number(gap.adults)}" if gap.coverage is not None else "",
        "all": percent(gap.all_coverage),
        "points": points(gap.points),
        "why_not": why_not(gap),
    }


def why_none(rows: list[dict]) -> str:
    """The one reason, where nothing can be worked out for any group."""
    reasons = {row["why_not"] for row in rows}
    return reasons.pop() if len(reasons) == 1 else ""


def names() -> dict:
    return {"60+": _("60 or older"), "women": _("Women"), "minority": _("Other peoples than Kinh")}


def why_not(gap: Gap) -> str:
    """A figure that can't be worked out says why."""
    if gap.all_adults is None:
        return _("The number of adults here has not been entered.")
    if gap.adults is None:
        return _("The number of adults of this group has not been entered.")
    if None in (gap.certified, gap.all_certified):
        return _("Fewer than 5 certified people: too few to be told.")
    return ""
