"""Figures of questions as a trainer reads them."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from communes.models import Unit
from quizzes.item_statistics import Finding, Flag, Sums, Unknown

from .items import EVERYBODY, Item, group
from .suppression import SMALLEST

LABELS = {
    Flag.WRONG_KEY: gettext_lazy("Probably a wrong key"),
    Flag.MISLEADING: gettext_lazy("Misleading choice"),
    Flag.TOO_EASY: gettext_lazy("Too easy"),
    Flag.FINE: gettext_lazy("Nothing stands out"),
    Flag.TOO_FEW: gettext_lazy("Too few people yet"),
}
SENTENCES = {
    Flag.WRONG_KEY: gettext_lazy(
        "Those who do well elsewhere get this one wrong. Check which answer is marked as right; "
        "if it was the wrong one, correct it and mark again."
    ),
    Flag.MISLEADING: gettext_lazy(
        "“%(choice)s” does not count as right, but it draws too many people, or those who know the rest. "
        "Could it be right as well? Else say it more clearly."
    ),
    Flag.TOO_EASY: gettext_lazy(
        "At least 95 of 100 people are right at the first try. It may encourage people, "
        "but it tells little of what they have learnt."
    ),
    Flag.FINE: "",
    Flag.TOO_FEW: gettext_lazy("Before 30 people have answered, a figure is mostly chance."),
}
REASONS = {
    Unknown.ALONE: gettext_lazy("nothing else to compare with"),
    Unknown.TOO_FEW: gettext_lazy("too few people yet"),
    Unknown.ALL_THE_SAME: gettext_lazy("everybody did alike here"),
    Unknown.REST_THE_SAME: gettext_lazy("everybody did alike elsewhere"),
}
# From which correlation on.
STRENGTHS = [
    (0.3, pgettext_lazy("how well a question tells who knows", "well")),
    (0.1, pgettext_lazy("how well a question tells who knows", "a little")),
    (-0.1, pgettext_lazy("how well a question tells who knows", "hardly")),
    (-1.1, pgettext_lazy("how well a question tells who knows", "the wrong way round")),
]
KINDS = {
    "xã": gettext_lazy("Rural communes (xã)"),
    "phường": gettext_lazy("Wards (phường)"),
    "đặc khu": gettext_lazy("Special zones (đặc khu)"),
    "": gettext_lazy("Place not known"),
}


def flag(finding: Finding, item: Item) -> dict:
    words = {key: text for key, text, _is_right in item.choices}
    sentence = str(SENTENCES[finding.flag])
    if finding.choice:
        sentence %= {"choice": words.get(finding.choice, "")}
    return {"name": finding.flag.value, "label": LABELS[finding.flag], "sentence": sentence}


def discrimination(sums: Sums | None) -> str:
    """“well (0.42)”, or why it can't be told."""
    if sums is None:
        return _("hidden")
    value = sums.discrimination
    if value is None:
        return str(REASONS[sums.why_no_discrimination])
    words = next(words for least, words in STRENGTHS if value >= least)
    return f"{words} ({number_format(round(value, 2) + 0.0, 2).replace('-', '−')})"


def time(sums: Sums | None) -> str:
    """How long the person in the middle took."""
    if sums is None:
        return _("hidden")
    if not sums.timed:
        return _("not measured")
    if sums.timed < SMALLEST:
        return str(REASONS[Unknown.TOO_FEW])
    start, end = sums.median_span
    if not start:
        return _("under %(end)s s") % {"end": end}
    if end is None:
        return _("over %(start)s s") % {"start": start}
    return _("%(start)s–%(end)s s") % {"start": start, "end": end}


def group_choices(languages) -> list[tuple[str, list[tuple[str, str]]]]:
    """All ways to look at a part of the people, the same whoever has answered."""
    provinces = Unit.objects.current().provinces().values_list("pk", "name")
    return [
        (_("Language"), [(group("language", code), str(name)) for code, name in languages]),
        (_("Kind of commune"), [(group("kind", kind), str(words)) for kind, words in KINDS.items()]),
        (
            _("Province"),
            [(group("province", pk), name) for pk, name in provinces] + [(group("province", None), str(KINDS[""]))],
        ),
    ]


def group_names(choices) -> dict[str, str]:
    return {EVERYBODY: _("Everybody")} | {key: words for _way, several in choices for key, words in several}
