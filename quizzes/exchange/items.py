"""A question on its way in or out, whatever the file was called. Pure."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from ui.sanitize import clean_html, clean_text

KINDS = (
    "choice", "true-false", "sequencing", "matching", "fill-in", "numeric", "hot-spot", "long-fill-in",
)  # fmt: skip
RIGHT = Decimal(100)
IMPORTED, CHANGED, REFUSED = "imported", "changed", "refused"
LONGEST = {"stem": 10_000, "text": 1_000, "match": 1_000, "feedback": 2_000}
MOST_CHOICES = 60
ANYTHING = "*"  # as an accepted answer: whatever nothing else is


class RefusedError(Exception):
    """One question cannot come in; the reason is a sentence for people. The others go on."""


class UnreadableError(Exception):
    """The file as a whole cannot be read; the reason is a sentence for people. Nothing comes in."""

    def __init__(self, reason, line=None):
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True)
class File:
    """A picture or a sound that belongs to a question."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Area:
    """A rectangle on the picture, in per cent of its width and height."""

    left: Decimal
    top: Decimal
    width: Decimal
    height: Decimal


@dataclass(frozen=True)
class ItemChoice:
    """What is offered or accepted; `weight` is its share of the points, in per cent."""

    text: str
    weight: Decimal = Decimal(0)
    feedback: str = ""
    match: str = ""
    tolerance: Decimal | None = None
    area: Area | None = None
    picture: File | None = None
    identifier: str = ""


@dataclass(frozen=True)
class Item:
    """A question. Sequencing keeps its choices in the right order; fill-in and numeric list what they accept."""

    interaction: str
    stem: str
    choices: tuple[ItemChoice, ...] = ()
    identifier: str = ""
    title: str = ""
    stem_html: str = ""  # cleaned, and only where the plain words have lost something
    is_multiple: bool = False
    is_shuffled: bool = True
    is_partial: bool = False
    takes_away: bool = False
    points: Decimal = Decimal(1)
    explanation: str = ""
    right_feedback: str = ""
    wrong_feedback: str = ""
    tags: tuple[str, ...] = ()
    category: str = ""
    ignores_case: bool = True
    ignores_accents: bool = False
    picture: File | None = None
    sounds: tuple[File, ...] = ()
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Row:
    """What became of one question of the file."""

    item: Item | None
    outcome: str
    reasons: tuple[str, ...] = ()
    line: int | None = None
    title: str = ""


@dataclass(frozen=True)
class Reading:
    """A whole file, read."""

    rows: tuple[Row, ...]

    @property
    def counts(self):
        return Counter(row.outcome for row in self.rows)

    @property
    def items(self):
        return [row.item for row in self.rows if row.item]


def row(read, *given, line=None, title="") -> Row:
    """The row of one question: `read(*given, changes)` gives an item, notes changes, or refuses."""
    changes = []
    try:
        item = finished(read(*given, changes), changes)
    except RefusedError as error:
        return Row(None, REFUSED, (str(error),), line, title)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return Row(None, REFUSED, (_("Something in it is written in a way that we cannot read."),), line, title)
    item = replace(item, line=line)
    return Row(item, CHANGED if changes else IMPORTED, tuple(dict.fromkeys(changes)), line, item.title)


def finished(item: Item, changes: list) -> Item:
    """The item with clean words and an identifier, if it makes sense."""
    item = _named(_clean(item, changes), changes)
    if reason := fault(item):
        raise RefusedError(reason)
    item = replace(item, title=item.title or short(item.stem))
    return item if item.identifier else replace(item, identifier=fingerprint(item))


def _named(item, changes):
    """Words for what has none but a picture: not everybody sees it."""
    choices = list(item.choices)
    for n, choice in enumerate(choices, 1):
        if choice.picture and not choice.text:
            choices[n - 1] = replace(choice, text=_("Picture %(number)s") % {"number": n})
            changes.append(_("A choice is a picture without words. It was given a number; please describe it."))
    stem = item.stem or (item.title if item.picture else "")
    return replace(item, choices=tuple(choices), stem=stem)


def short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:79].rstrip() + "…"


def fingerprint(item: Item) -> str:
    """The same question always gets the same name, wherever in a file it stands."""
    apart = replace(item, identifier="", category="", tags=(), stem_html="", line=None)
    words = [repr(replace(apart, choices=(), picture=None, sounds=())), [_mark(choice) for choice in item.choices]]
    words += [digest(file.content) for file in (item.picture, *item.sounds) if file]
    return "sha-" + digest(json.dumps(words, ensure_ascii=False).encode())


def _mark(choice):
    return [repr(replace(choice, identifier="", picture=None)), choice.picture and digest(choice.picture.content)]


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:20]


def fold_space(text):
    return " ".join(text.split())


def _clean(item, changes):
    words = {
        name: _clean_words(getattr(item, name), changes)
        for name in ("title", "stem", "explanation", "right_feedback", "wrong_feedback", "category", "identifier")
    }
    words["title"] = fold_space(words["title"])[:250]
    words["stem_html"] = clean_html(item.stem_html) if item.stem_html else ""
    words["identifier"] = words["identifier"].strip()[:190]
    words["points"] = Decimal(plain(item.points))
    words["tags"] = tuple(dict.fromkeys(tag[:90] for t in item.tags if (tag := _clean_words(t, changes).strip())))
    return replace(item, **words, choices=tuple(_clean_choice(choice, changes) for choice in item.choices))


def _clean_choice(choice, changes):
    words = {name: _clean_words(getattr(choice, name), changes) for name in ("text", "feedback", "match")}
    spread = choice.tolerance if choice.tolerance is None else Decimal(plain(choice.tolerance))
    return replace(choice, **words, weight=Decimal(plain(choice.weight)), tolerance=spread)


def _clean_words(text, changes):
    """Words as the bank keeps them; what looks like markup would be taken out there, so it is said here."""
    cleaned = clean_text(text) if "<" in text or "&" in text else text
    if cleaned != text:
        changes.append(_("What looked like code in its words was taken out."))
    return cleaned.strip()


def fault(item: Item) -> str:
    """Why an item cannot be asked, as a sentence; empty if it can."""
    if item.interaction not in KINDS:
        return _("“%(kind)s” is no kind of question that we know.") % {"kind": item.interaction}
    if not item.stem and not item.picture:
        return _("It asks nothing: there are no words and no picture.")
    if len(item.stem) > LONGEST["stem"] or len(item.choices) > MOST_CHOICES:
        return _("It is too long, or offers too many choices.")
    if any(len(getattr(c, name)) > LONGEST[name] for c in item.choices for name in ("text", "match", "feedback")):
        return _("One of its choices is too long.")
    if any(abs(c.weight) > 100 for c in item.choices) or not 0 <= item.points <= 1000:
        return _("Its points make no sense.")
    return FAULTS[item.interaction](item)


def _choice_fault(item):
    rights = [c for c in item.choices if c.weight > 0]
    if len(item.choices) < 2:
        return _("It offers fewer than two choices.")
    if not rights:
        return _("No choice is marked as right.")
    if any(not c.text and not c.picture for c in item.choices):
        return _("One of its choices is empty.")
    texts = [fold_space(c.text) for c in item.choices if not c.picture]
    if len(set(texts)) < len(texts):
        return _("Two of its choices say the same.")
    if not item.is_multiple and max(c.weight for c in rights) < RIGHT:
        return _("No choice gives all the points.")
    return ""


def _true_false_fault(item):
    if [c.weight for c in item.choices] not in ([RIGHT, 0], [0, RIGHT]):
        return _("A true-or-false question has exactly two choices, and one is right.")
    return ""


def _sequencing_fault(item):
    texts = [fold_space(c.text) for c in item.choices]
    if len(texts) < 2 or not all(texts) or len(set(texts)) < len(texts):
        return _("It needs at least two things to put in order, all different.")
    return ""


def _matching_fault(item):
    pairs = [c for c in item.choices if c.text or c.picture]
    texts = [fold_space(c.text) for c in pairs if c.text]
    if len(pairs) < 2 or not all(c.match for c in item.choices):
        return _("It needs at least two pairs.")
    if len(set(texts)) < len(texts):
        return _("Two of its choices say the same.")
    return ""


def _fill_in_fault(item):
    if not any(c.weight == RIGHT and c.text for c in item.choices):
        return _("No answer gives all the points.")
    return ""


def _numeric_fault(item):
    for choice in item.choices:
        if (choice.text != ANYTHING and number(choice.text) is None) or (choice.tolerance or 0) < 0:
            return _("“%(text)s” is not a number.") % {"text": choice.text[:40]}
    return _fill_in_fault(item)


def _hot_spot_fault(item):
    if not item.picture:
        return _("The picture to tap on is missing.")
    if not all(c.area and c.text for c in item.choices) or not any(c.weight > 0 for c in item.choices):
        return _("It needs areas with names, and one that is right.")
    if any(not _inside(c.area) for c in item.choices):
        return _("An area lies outside the picture.")
    return ""


def _inside(area):
    return (
        min(area.left, area.top) >= 0
        and min(area.width, area.height) > 0
        and area.left + area.width <= 100
        and area.top + area.height <= 100
    )


FAULTS = {
    "choice": _choice_fault,
    "true-false": _true_false_fault,
    "sequencing": _sequencing_fault,
    "matching": _matching_fault,
    "fill-in": _fill_in_fault,
    "numeric": _numeric_fault,
    "hot-spot": _hot_spot_fault,
    "long-fill-in": lambda item: "",
}


def number(text) -> Decimal | None:
    """A plain decimal, as files write it (1.5, -3, 1e3); None for anything else."""
    try:
        value = Decimal(str(text).strip())
    except ArithmeticError:
        return None
    return value if value.is_finite() and abs(value.adjusted()) < 30 else None


def plain(value: Decimal) -> str:
    """1E+2 → 100; 33.33000 → 33.33; never in powers of ten."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def share(count: int) -> Decimal:
    """What each of several right choices is worth."""
    return (RIGHT / count).quantize(Decimal("0.00001")).normalize() + 0 if count else RIGHT


def unique(rows):
    """The rows as they come, each item under a name of its own; the same question twice is refused the second time."""
    seen = {}
    for one in rows:
        yield _unlike(one, seen)


def _unlike(one, seen):
    if not one.item:
        return one
    same, mark = seen.get(one.item.identifier), fingerprint(one.item)
    if same is None:
        seen[one.item.identifier] = mark
        return one
    if same == mark:
        return replace(one, item=None, outcome=REFUSED, reasons=(_("The same question stands in this file before."),))
    reasons = (*one.reasons, _("Another question of this file has the same identifier; this one was given its own."))
    item = replace(one.item, identifier=f"{one.item.identifier[:165]}-{mark[4:]}")
    return _unlike(replace(one, item=item, outcome=CHANGED, reasons=reasons), seen)
