"""The figures at the top of a page, each with what it is a part of, or why it cannot be computed."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from ..tables import Figures
from ..wording import number
from .reading import Overview
from .standing import Share
from .wording import share_words


class Card(NamedTuple):
    label: str
    value: str
    detail: str


def cards(overview: Overview) -> list[Card]:
    figures, adults = overview.own.figures, overview.own.aim.adults
    claimed, confirmed, rehearsed = overview.view.for_real.of_people(overview.view.row)
    return [
        of_adults(_("Coverage"), _("Hold a certificate"), figures.certificates, overview),
        of_adults(_("Reach"), _("Did a first lesson"), figures.reached, overview, is_second=adults is None),
        began(overview),
        of_people(_("Completed a course"), Share(figures.completions, figures.learners), of_learners()),
        of_people(_("Passed at first try"), tries(figures), _("%(part)s / %(whole)s people who sat a quiz")),
        of_people(_("Rehearsed by themselves"), Share(rehearsed, figures.learners), of_learners()),
        Card(_("Did it for real"), number(confirmed), for_real(claimed)),
        Card(_("New certificates"), number(overview.own.gained), _("people, this month")),
    ]


def of_adults(share_label, count_label, people, overview, is_second=False) -> Card:
    """Of all adults, where it is known how many there are; else people, and what is missing."""
    aim = overview.own.aim
    if not aim.adults:
        return Card(count_label, number(people), _("people; adult population not entered") if is_second else no_share())
    share = Share(people, aim.adults)
    words = {"part": number(people), "whole": number(aim.adults), "age": aim.age_from}
    return Card(
        share_label, share_words(share.value, share.part), _("%(part)s / %(whole)s people from age %(age)s") % words
    )


def no_share() -> str:
    return _("people; no per cent, because the adult population has not been entered")


def of_learners() -> str:
    return _("%(part)s / %(whole)s people who began")


def of_people(label: str, share: Share, sentence: str) -> Card:
    if not share.whole:
        return Card(label, "–", share.reason or (_("nobody has begun") if share.whole == 0 else _("too few people")))
    return Card(
        label,
        share_words(share.value, share.part),
        sentence % {"part": number(share.part), "whole": number(share.whole)},
    )


def tries(figures: Figures) -> Share:
    return Share(figures.first_passes, figures.tried, "" if figures.tried else _("nobody has sat a quiz"))


def began(overview: Overview) -> Card:
    """This month, beside the month before."""
    now, before = ([None, *(figures.learners for _month, figures in overview.months)][n] for n in (-1, -2))
    gap = (now or 0) - (before or 0)
    detail = _("as many as last month")
    if gap:
        words = _("%(count)s more than last month") if gap > 0 else _("%(count)s fewer than last month")
        detail = words % {"count": number(abs(gap))}
    return Card(_("Began this month"), number(now), detail)


def for_real(claimed: int | None) -> str:
    words = {"count": number(claimed)}
    return _("people, confirmed; %(count)s say so") % words
