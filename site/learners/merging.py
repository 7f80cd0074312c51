"""One person who was taken for two."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from .about import about_of, put_together
from .actions import change_about, state_residence
from .models import Device, Learner, LearnerAlias
from .signals import learners_merged

OWN_FIELDS = ["name", "picture"]
SECRET_FIELDS = ["secret", "secret_kind", "secret_misses", "secret_shut_until"]


@transaction.atomic
def merge(source: Learner, target: Learner) -> Learner:
    """Everything of the source becomes the target's, who keeps their own name, secret, account and residence.

    Each part folds what it keeps when it hears `learners_merged`; all of it is stored together, or nothing.
    """
    if source.pk == target.pk:
        return target
    # In one order, so that two merges of the same people wait for each other.
    both = Learner.objects.select_for_update().filter(pk__in=[source.pk, target.pk]).order_by("pk")
    rows = {row.pk: row for row in both}
    source, target = rows[source.pk], rows[target.pk]
    if source.user_id and target.user_id:
        raise PermissionDenied(_("Both have a sign-in of their own, so they can't be put together."))
    learners_merged.send(Learner, source=source, target=target)
    _give_what_is_missing(source, target)
    _move_phones(source, target)
    source.consents.update(learner=target)
    source.aliases.update(learner=target)
    LearnerAlias.objects.create(key=source.pk, learner=target)
    source.delete()
    return target


def _give_what_is_missing(source, target):
    for field in OWN_FIELDS:
        setattr(target, field, getattr(target, field) or getattr(source, field))
    if not target.secret:
        for field in SECRET_FIELDS:
            setattr(target, field, getattr(source, field))
    user, source.user = source.user, None
    source.save(update_fields=["user"])
    target.user = target.user or user
    target.created_at = min(target.created_at, source.created_at)
    target.save()
    _say_what_is_missing(source, target)
    if target.unit_id is None and source.unit_id:
        state_residence(target, source.unit)


def _say_what_is_missing(source, target):
    """A hamlet only if both live in one commune; consents move with what was said under them."""
    said, more = about_of(target), about_of(source)
    if target.unit_id not in (None, source.unit_id):
        more = more._replace(hamlet_id=None)
    change_about(target, said, put_together(said, more))


def _move_phones(source, target):
    for relation in ("devices", "former_devices"):
        phones = list(getattr(source, relation).all())
        getattr(target, relation).add(*phones)
    target.former_devices.remove(*target.devices.all())
    Device.objects.filter(current=source).update(current=target)
