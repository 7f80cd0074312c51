"""Up to four places side by side."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ..charts import LETTERS
from ..wording import number
from .pictures import compared
from .reading import Overview
from .standing import Standing
from .wording import per_cent, share_words, status_words

MOST = len(LETTERS)


def chosen(parts: Iterable[Standing], asked: Iterable[str]) -> list[Standing]:
    """In the order asked for, each once; ids of other places are passed over."""
    by_id = {str(one.place.pk): one for one in parts}
    return [by_id[pk] for pk in dict.fromkeys(asked) if pk in by_id]


def comparison(overview: Overview, asked: list[str]) -> dict:
    wanted = chosen(overview.parts, asked)
    found = wanted[:MOST]
    months = {one.place.pk: overview.months_of(one.place.pk) for one in found}
    return {
        "chosen": list(zip(LETTERS, found, strict=False)),
        "chosen_ids": {one.place.pk for one in found},
        "left_out": len(wanted) - len(found),
        "places": overview.parts,
        "most": MOST,
        "lines": rows(found, overview),
        "trend": compared(found, months) if found else None,
    }


def rows(standings: list[Standing], overview: Overview) -> list[tuple[str, list[str]]]:
    """The lines of the table: a measure, and what each place shows."""
    for_real = {one.place.pk: overview.view.for_real.of_people(one.place.pk) for one in standings}
    measures = [
        (_("Coverage"), lambda one: share_words(one.coverage, one.figures.certificates)),
        (_("Target"), lambda one: per_cent(one.aim.goal_share)),
        (_("Where it stands"), lambda one: status_words(one.status)),
        (_("Hold a certificate"), lambda one: number(one.figures.certificates)),
        (_("Adults"), lambda one: number(one.aim.adults) if one.aim.adults else _("not entered")),
        (_("New certificates this month"), lambda one: number(one.gained)),
        (_("Began"), lambda one: number(one.figures.learners)),
        (_("Did a first lesson"), lambda one: number(one.figures.reached)),
        (_("Completed, of those who began"), lambda one: per_cent(one.figures.share)),
        (_("Passed at first try"), lambda one: per_cent(one.figures.first_pass_share)),
        (_("Rehearsed by themselves"), lambda one: number(for_real[one.place.pk][2])),
        (_("Did it for real, confirmed"), lambda one: number(for_real[one.place.pk][1])),
    ]
    return [(words, [measure(one) for one in standings]) for words, measure in measures]
