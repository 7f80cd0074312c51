"""Verbs on reorganisations. Each locks the plans first, so that two tabs or two administrators do a thing once."""

from collections import defaultdict
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from ..models import Reorganisation, Status, Succession, Unit
from ..signals import decided, succeeded
from .births import newborn
from .carrying import carry_hamlets
from .checking import troubles
from .provinces import communes_along


@transaction.atomic
def approve(plan: Reorganisation, user, today: date) -> bool:
    """The plan waits for its day, or takes effect if it has come. False if somebody did it before.

    ValidationError with a sentence for each line that cannot be; then nothing has changed.
    """
    plan = _locked(plan.pk)
    if not plan.can_be_edited:
        return False
    _refuse_troubles(plan)
    plan.status, plan.approved_by, plan.approved_at = Status.APPROVED, user, timezone.now()
    plan.undone_by = plan.undone_at = None
    plan.save()
    _tell(plan, user)
    if plan.effective_on <= today:
        _take_effect(plan)
        _tell(plan, user)
    return True


@transaction.atomic
def undo(plan: Reorganisation, user) -> bool:
    """An approved plan no longer waits. False if it does not wait, because it took effect or was undone before."""
    plan = _locked(plan.pk)
    if not plan.can_be_undone:
        return False
    plan.status, plan.undone_by, plan.undone_at = Status.UNDONE, user, timezone.now()
    plan.save()
    _tell(plan, user)
    return True


def take_effect(today: date) -> tuple[list[Reorganisation], list[tuple[Reorganisation, ValidationError]]]:
    """Every approved plan whose day has come, each whole or not at all: what took effect, and what could not."""
    done, failed = [], []
    for plan in Reorganisation.objects.due(today):
        try:
            with transaction.atomic():
                locked = _locked(plan.pk)
                if locked.can_be_undone:
                    _refuse_troubles(locked)
                    _take_effect(locked)
                    _tell(locked, None)
                    done.append(locked)
        except ValidationError as error:
            failed.append((plan, error))
    return done, failed


def _locked(pk):
    """All plans wait for each other: there are few, and each looks at the others."""
    plans = {plan.pk: plan for plan in Reorganisation.objects.select_for_update().order_by("pk")}
    if pk not in plans:
        raise Reorganisation.DoesNotExist
    return plans[pk]


def _tell(plan, user):
    decided.send(Reorganisation, reorganisation=plan, user=user, what=str(plan.status))


def _refuse_troubles(plan):
    if found := troubles(plan):
        raise ValidationError([trouble.sentence for trouble in found])


def _take_effect(plan):
    """The old units end, the new ones begin, and whoever keeps something by unit is told."""
    changes = list(plan.changes.select_related("predecessor__parent", "province"))
    units = _happen(plan, changes)
    _happen(plan, communes_along(changes, units))
    plan.status, plan.took_effect_at = Status.IN_EFFECT, timezone.now()
    plan.save()


def _happen(plan, changes):
    """{code: unit} of the new ones."""
    units = _newborns(plan, changes)
    ended = {change.predecessor_id for change in changes}
    Unit.objects.filter(pk__in=ended).update(valid_to=plan.effective_on - timedelta(days=1))
    for change in changes:
        Succession.objects.create(
            predecessor=change.predecessor,
            successor=units[change.successor_code],
            share=change.share,
            effective_on=plan.effective_on,
            legal_reference=plan.legal_reference,
        )
    for change in changes:
        if change.is_whole:
            pair = {"predecessor": change.predecessor, "successor": units[change.successor_code]}
            carry_hamlets(**pair)
            succeeded.send(Reorganisation, **pair, effective_on=plan.effective_on)
    return units


def _newborns(plan, changes):
    """{code: unit}, saved."""
    by_code = defaultdict(list)
    for change in changes:
        by_code[change.successor_code].append(change)
    units = {code: newborn(own, plan.effective_on) for code, own in by_code.items()}
    for unit in units.values():
        unit.save()
    return units
