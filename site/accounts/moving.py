"""Roles when communes are merged or divided: they go along with a whole commune; of a divided one they go nowhere."""

from django.utils.translation import gettext as _

from communes.ledger.preview import Table
from communes.models import Unit

from .models import Membership


def follow(predecessor: Unit, successor: Unit) -> None:
    """Every role in a commune is held in what it has become, once."""
    own = Membership.objects.filter(unit=predecessor)
    held = set(Membership.objects.filter(unit=successor).values_list("user_id", "role"))
    doubles = [membership.pk for membership in own if (membership.user_id, membership.role) in held]
    own.filter(pk__in=doubles).delete()
    own.update(unit=successor)


def whose_roles_move(plan) -> Table | None:
    """Each role, and what becomes of it."""
    groups = plan.changes_by_predecessor
    memberships = Membership.objects.filter(unit__in=groups).select_related("user", "unit").order_by("unit", "user")
    rows = [
        (
            str(membership.user),
            f"{membership.get_role_display()}, {membership.unit.name}",
            _fate(groups[membership.unit]),
        )
        for membership in memberships
    ]
    if not rows:
        return None
    return Table(_("Roles"), (_("Person"), _("Role"), _("What becomes of it")), rows)


def _fate(changes):
    if len(changes) == 1 and changes[0].is_whole:
        return _("Goes along to %(successor)s") % {"successor": changes[0].successor_name}
    return _("Goes nowhere: give the person a role in one of the new communes")
