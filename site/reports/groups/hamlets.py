"""Hamlets of the own commune put into words: how many there, and where a class would help most."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import advice
from ..advice import HamletAdvice
from ..tables import Figures
from ..wording import number
from .adults import adults_by_hamlet
from .gaps import share
from .reading import Groups
from .wording import percent, words_for_nothing


def hamlets_context(groups: Groups) -> dict:
    rows = hamlet_rows(groups)
    return {
        "hamlets": rows,
        "hamlet_advice": [hamlet_words(one) for one in advised(rows)],
        "hamlets_left_out": left_out(rows),
    }


def hamlet_rows(groups: Groups) -> list[dict]:
    """Empty where the commune has entered no hamlets, and from outside."""
    found = groups.hamlets
    if not found.keys() - {None}:
        return []
    adults = adults_by_hamlet(groups.view.unit, groups.view.today)
    return [
        hamlet_row(hamlet, times, adults.get(hamlet.pk) if hamlet else None)
        for hamlet, times in found.items()
        if hamlet or any(times.so_far)
    ]


def hamlet_row(hamlet, times, adults) -> dict:
    """`figures` are those of the period, `so_far` and the coverage since the beginning."""
    so_far = Figures(*times.so_far)
    return {
        "name": hamlet.name if hamlet else words_for_nothing(""),
        "is_hamlet": bool(hamlet),
        "figures": times.in_period,
        "so_far": so_far,
        "adults": adults,
        "coverage": percent(share(so_far.certificates, adults)),
    }


def advised(rows: list[dict]) -> list[HamletAdvice]:
    """Where one class of the commune would reach most people."""
    return advice.hamlets(
        HamletAdvice(row["name"], row["adults"], row["so_far"].learners, row["so_far"].certificates)
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
    unsaid = sum(row["so_far"].certificates for row in rows if not row["is_hamlet"])
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
