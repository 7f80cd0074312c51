"""Freezing a page, finding it again, and whether nobody changed it since."""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from communes.models import Unit

from .models import Snapshot
from .numbers import FIRST_DIGEST, new_number


@transaction.atomic
def freeze(unit, month, audience: str, figures: dict, user=None) -> Snapshot:
    """A new page, its digest chained to the one before of this unit."""
    # One after the other: two at once would chain to the same page.
    Unit.objects.select_for_update().get(pk=unit.pk)
    last = Snapshot.objects.filter(unit=unit).order_by("-sequence").first()
    snapshot = Snapshot(
        number=_free_number(unit, month),
        unit=unit,
        sequence=last.sequence + 1 if last else 1,
        month=month.first,
        audience=audience,
        made_at=timezone.now(),
        made_by=user,
        figures=figures,
    )
    snapshot.digest = snapshot.digest_after(last.digest if last else FIRST_DIGEST)
    snapshot.save()
    return snapshot


def freeze_if_changed(unit, month, audience: str, figures: dict, user=None) -> Snapshot:
    """The newest page of the month where it still says the same, else a new one."""
    newest = Snapshot.objects.about(unit, month.first, audience).first()
    return newest if newest and newest.figures == figures else freeze(unit, month, audience, figures, user)


def _free_number(unit, month):
    number = new_number(unit.code, month.first)
    while Snapshot.objects.filter(number=number).exists():
        number = new_number(unit.code, month.first)
    return number


def broken(unit_id) -> Iterator[Snapshot]:
    """Those of one unit which are not what was frozen, or before which one is missing."""
    before, expected = FIRST_DIGEST, 1
    for snapshot in Snapshot.objects.filter(unit=unit_id).order_by("sequence").iterator():
        if snapshot.sequence != expected or snapshot.digest != snapshot.digest_after(before):
            yield snapshot
        before, expected = snapshot.digest, snapshot.sequence + 1


def holds(snapshot: Snapshot) -> bool:
    """Whether it and all before it are as they were frozen."""
    return all(other.sequence > snapshot.sequence for other in broken(snapshot.unit_id))
