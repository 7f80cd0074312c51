"""An item as the question bank can hold it, with every change told. Pure."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from django.utils import translation
from django.utils.translation import gettext as _

from ..interactions import fault
from .items import CHANGED, RIGHT, Item, Row, plain, share

LONGEST = {"text": 250, "match": 250, "feedback": 400}


def fitted(row: Row, language: str) -> Row:
    """The row with what the bank will really hold, or with the reason why it can hold nothing of it."""
    if not row.item:
        return row
    changes = []
    item = _fitted(row.item, language, changes)
    reason = _too_long(item) or fault(_as_question(item))
    if reason:
        return replace(row, item=None, outcome="refused", reasons=(*row.reasons, reason))
    if not changes:
        return replace(row, item=item)
    return replace(row, item=item, outcome=CHANGED, reasons=tuple(dict.fromkeys((*row.reasons, *changes))))


def _fitted(item, language, changes):
    points = item.points.quantize(Decimal(1), ROUND_HALF_UP) or (Decimal(1) if item.points else Decimal(0))
    if points != item.points:
        changes.append(_("Its points were rounded to %(points)s.") % {"points": plain(points)})
    if len(item.sounds) > 1:
        changes.append(_("Only its first sound was kept."))
    choices = tuple(_choice(choice, changes) for choice in item.choices)
    if item.interaction == "true-false":
        choices = tuple(replace(c, text=_truth(c.text, language)) for c in choices)
    item = replace(item, points=points, sounds=item.sounds[:1], choices=choices)
    return _weighed(item, changes) if item.interaction == "choice" else item


def _choice(choice, changes):
    if len(choice.feedback) > LONGEST["feedback"]:
        changes.append(_("What it says to a choice was too long; its end was cut off."))
        choice = replace(choice, feedback=choice.feedback[: LONGEST["feedback"] - 1].rstrip() + "…")
    if choice.tolerance is not None:
        choice = replace(choice, tolerance=_rounded(choice.tolerance, "0.00000001"))
    return replace(choice, weight=_rounded(choice.weight, "0.00001"), text=" ".join(choice.text.split()))


def _rounded(value, step):
    return Decimal(plain(value.quantize(Decimal(step))))


def _truth(text, language):
    with translation.override(language):
        return {"True": _("True"), "False": _("False")}.get(text, text)


def _weighed(item, changes):
    """One right choice of several that are worth everything; points for a part where weights say so."""
    rights = sum(choice.weight == RIGHT for choice in item.choices)
    if not item.is_multiple and rights > 1:
        changes.append(_("Several answers were right, each alone; now people look for all of them."))
        made = tuple(replace(c, weight=share(rights)) if c.weight == RIGHT else c for c in item.choices)
        return replace(item, choices=made, is_multiple=True, is_partial=True)
    if not item.is_multiple and any(0 < c.weight < RIGHT for c in item.choices):
        item = replace(item, is_partial=True)
    if not item.takes_away and not item.is_multiple and any(c.weight < 0 for c in item.choices):
        changes.append(_("Wrong answers took points away; here they do not, unless you set it so."))
    return item


def _too_long(item):
    if any(len(getattr(choice, name)) > LONGEST[name] for choice in item.choices for name in ("text", "match")):
        return _("One of its choices is too long.")
    if any(c.tolerance is not None and c.tolerance >= Decimal(10) ** 11 for c in item.choices):
        return _("Its tolerance is too large.")
    return ""


def _as_question(item: Item) -> dict:
    """As `interactions.fault` asks for it."""
    return {
        "interaction": item.interaction,
        "is_multiple": item.is_multiple,
        "has_picture": bool(item.picture),
        "choices": [
            {"text": c.text, "match": c.match, "is_right": is_right(item, c), "area": area_of(c)} for c in item.choices
        ],
    }


def is_right(item, choice) -> bool:
    if item.interaction in ("sequencing", "matching"):
        return False
    return choice.weight > 0 if item.is_multiple else choice.weight == RIGHT


def area_of(choice):
    if not choice.area:
        return None
    return {
        "x": float(choice.area.left), "y": float(choice.area.top), "width": float(choice.area.width),
        "height": float(choice.area.height),
    }  # fmt: skip


def usual_weights(item) -> list[Decimal]:
    """What choices are worth where nothing else is said: right ones share the points, wrong ones take as much away."""
    rights = sum(is_right(item, choice) for choice in item.choices)
    each = share(rights) if item.is_multiple else RIGHT
    wrong = -each if item.is_multiple and item.is_partial else Decimal(0)
    return [each if is_right(item, choice) else wrong for choice in item.choices]


def kept_weights(item) -> list[Decimal | None]:
    """The weights that have to be kept: none where they are the usual ones."""
    weights = [choice.weight for choice in item.choices]
    if item.interaction in ("sequencing", "matching") or weights == usual_weights(item):
        return [None] * len(weights)
    if item.interaction in ("fill-in", "numeric"):
        return [None if weight in (0, RIGHT) else weight for weight in weights]
    if item.is_multiple and not item.is_partial:
        return [None] * len(weights)
    return weights
