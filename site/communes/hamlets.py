"""Verbs on the hamlets of a commune. Each refuses with a ValidationError that says what to do."""

import re
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .folding import fold
from .ledger.carrying import move
from .models import Hamlet, HamletKind, Unit
from .models.hamlets import NAME_LENGTH, kind_of
from .succession import successors

MOST_AT_ONCE = 300
# “1. ”, “2) ”, “- ” before a name in a list that was copied.
BULLET = re.compile(r"^\s*(?:\d+\s*[.)]\s+|[-–•*+]\s*)")


def names_in(text: str, kind: HamletKind) -> list[str]:
    """A name for each line, with its type; a line without one gets that of `kind`."""
    lines = (" ".join(BULLET.sub("", line).replace("\t", " ").split()) for line in re.split(r"[\r\n;]+", text))
    return [_with_type(line, kind) for line in lines if fold(line)]


def _with_type(name, kind):
    if kind == HamletKind.OTHER or kind_of(name) != HamletKind.OTHER:
        return name
    return f"{kind.label.capitalize()} {name}"


def in_order(hamlets: Iterable[Hamlet]) -> list[Hamlet]:
    """As people count: Thôn 2 before Thôn 10."""
    return sorted(hamlets, key=lambda hamlet: [_as_number(word) for word in hamlet.search_name.split()])


def _as_number(word):
    return (0, int(word), "") if word.isdecimal() else (1, 0, word)


@transaction.atomic
def add_hamlets(unit: Unit, text: str, kind: HamletKind = HamletKind.OTHER) -> tuple[list[Hamlet], list[str]]:
    """Those that are new, and the names that were there already. All or nothing where a name cannot be."""
    names = names_in(text, kind)
    if not names:
        raise ValidationError(_("Write the name of the hamlet."))
    if len(names) > MOST_AT_ONCE:
        raise ValidationError(_("These are too many at once. Paste at most %(most)s lines.") % {"most": MOST_AT_ONCE})
    taken, new, known = _taken(unit), [], []
    for name in names:
        _refuse_long(name)
        hamlet = Hamlet(unit=unit, name=name)
        hamlet.fold_name()
        if hamlet.search_name in taken:
            known.append(name)
        else:
            taken.add(hamlet.search_name)
            new.append(hamlet)
    return Hamlet.objects.bulk_create(new, batch_size=500), known


@transaction.atomic
def rename_hamlet(hamlet: Hamlet, name: str) -> None:
    name = " ".join(name.split())
    _refuse_long(name)
    if not fold(name):
        raise ValidationError(_("Write the name of the hamlet."))
    _refuse_taken(name, _taken(hamlet.unit, hamlet))
    hamlet.name = name
    hamlet.save()


@transaction.atomic
def merge_hamlets(hamlet: Hamlet, into: Hamlet, today: date) -> None:
    """The first becomes part of the second; whatever is kept of it is counted there from now on."""
    rows = {row.pk: row for row in Hamlet.objects.select_for_update().filter(pk__in=[hamlet.pk, into.pk])}
    if len(rows) < 2:
        raise ValidationError(_("Choose two different hamlets."))
    if any(not row.is_current for row in rows.values()) or hamlet.unit_id != into.unit_id:
        raise ValidationError(_("One of the two has ended meanwhile. Look at the list again."))
    hamlet = rows[hamlet.pk]
    hamlet.merged_into, hamlet.valid_to = into, today
    hamlet.save()


def close_hamlet(hamlet: Hamlet, today: date) -> None:
    """It is no more, and part of none."""
    Hamlet.objects.current().filter(pk=hamlet.pk).update(valid_to=today)


@transaction.atomic
def reopen_hamlet(hamlet: Hamlet) -> None:
    """What was closed or merged by mistake."""
    _refuse_taken(hamlet.name, _taken(hamlet.unit, hamlet))
    hamlet.valid_to = hamlet.merged_into = None
    hamlet.save()


@transaction.atomic
def assign_hamlet(hamlet: Hamlet, unit: Unit) -> None:
    """A hamlet of a divided commune goes to one of those that came of it."""
    if unit not in successors(hamlet.unit):
        raise ValidationError(_("%(unit)s did not come of %(former)s.") % {"unit": unit, "former": hamlet.unit})
    move(hamlet, unit, _taken(unit))
    hamlet.save()


def _taken(unit, but=None):
    """The names in use, while nobody else changes them."""
    Unit.objects.select_for_update().get(pk=unit.pk)
    others = unit.hamlets.current().exclude(pk=but.pk if but else None)
    return set(others.values_list("search_name", flat=True))


def _refuse_long(name):
    if len(name) > NAME_LENGTH:
        words = {"most": NAME_LENGTH, "name": f"{name[:40]}…"}
        raise ValidationError(_("A name has at most %(most)s letters: “%(name)s” is longer.") % words)


def _refuse_taken(name, taken):
    if fold(name)[:NAME_LENGTH] in taken:
        raise ValidationError(_("There is a hamlet called “%(name)s” already.") % {"name": name})
