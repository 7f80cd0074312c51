"""Groups put into words for the page of a unit."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learners.models import AgeBand, Ethnicity, Sex
from records.channels import Channel

from .. import advice
from ..advice import HamletAdvice
from ..figures import View
from ..wording import number
from .adults import adults_by_group, adults_by_hamlet
from .counting import AGE_BAND, CHANNEL, ETHNICITY, NOT_STATED, SEX
from .gaps import ALL, COMPARED, Gap, gaps, share
from .reading import Groups

LABELS = {AGE_BAND: AgeBand, SEX: Sex, CHANNEL: Channel, ETHNICITY: Ethnicity}


def groups_context(view: View) -> dict:
    """For `reports/_groups.html`."""
    groups = Groups(view)
    rows = gap_rows(groups) if view.unit else []
    hamlets = hamlet_rows(groups)
    return {
        "tables": [table for dimension in LABELS if (table := table_of(groups, dimension))],
        "hamlets": hamlets,
        "hamlet_advice": [hamlet_words(one) for one in advised(hamlets)],
        "hamlets_left_out": left_out(hamlets),
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


def words_for_nothing(dimension) -> str:
    return _("Not recorded") if dimension == CHANNEL else _("Not stated")


def hamlet_rows(groups: Groups) -> list[dict]:
    """Empty where the commune has entered no hamlets, and from outside."""
    found = groups.hamlets
    if not found.keys() - {None}:
        return []
    adults = adults_by_hamlet(groups.view.unit, groups.view.today)
    return [
        {
            "name": hamlet.name if hamlet else words_for_nothing(""),
            "is_hamlet": bool(hamlet),
            "figures": figures,
            "adults": adults.get(hamlet.pk) if hamlet else None,
            "coverage": percent(share(figures.certificates, adults.get(hamlet.pk) if hamlet else None)),
        }
        for hamlet, figures in found.items()
        if hamlet or not figures.is_nothing
    ]


def advised(rows: list[dict]) -> list[HamletAdvice]:
    """Where one class of the commune would reach most people."""
    return advice.hamlets(
        HamletAdvice(row["name"], row["adults"], row["figures"].learners, row["figures"].certificates)
        for row in rows
        if row["is_hamlet"]
    )


def hamlet_words(one: HamletAdvice) -> dict:
    words = {"adults": number(one.adults or 0), "learners": number(one.learners), "certified": number(one.certified)}
    words["left"] = number(one.left)
    if one.adults is None:
        reason = ngettext(
            "%(learners)s began, %(certified)s hold a certificate: %(left)s person to go.",
            "%(learners)s began, %(certified)s hold a certificate: %(left)s people to go.",
            one.left,
        )
    else:
        reason = ngettext(
            "%(adults)s adults, %(certified)s hold a certificate: %(left)s person to go.",
            "%(adults)s adults, %(certified)s hold a certificate: %(left)s people to go.",
            one.left,
        )
    return {"words": one.what, "reason": reason % words}


def left_out(rows: list[dict]) -> str:
    """What the advice cannot know, in a sentence: hamlets that nobody has counted, people who did not say theirs."""
    uncounted = [row["name"] for row in rows if row["is_hamlet"] and row["adults"] is None]
    unsaid = sum(row["figures"].certificates for row in rows if not row["is_hamlet"])
    said = []
    if uncounted and len(uncounted) == sum(row["is_hamlet"] for row in rows):
        said.append(_("Only people who began are known, because nobody has entered the adults of the hamlets."))
    elif uncounted:
        said.append(_("Left out, because their adults have not been entered: %(names)s.") % {"names": some(uncounted)})
    if unsaid:
        sentence = ngettext(
            "%(count)s person with a certificate has not said which hamlet.",
            "%(count)s people with a certificate have not said which hamlet.",
            unsaid,
        )
        said.append(sentence % {"count": number(unsaid)})
    return " ".join(said)


def some(names: list[str], most: int = 5) -> str:
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")


def gap_rows(groups: Groups) -> list[dict]:
    view = groups.view
    certified = {ALL: view.figures_so_far.certificates}
    for group, (dimension, value) in COMPARED.items():
        figures = groups.at(dimension).get(value)
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


def percent(value: float | None) -> str:
    """One decimal, as the language writes it; empty where it is not known."""
    return "" if value is None else f"{number_format(round(value, 1), 1)}\u00a0%"


def points(value: float | None) -> str:
    if value is None:
        return ""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{number_format(abs(value), 1)}"
