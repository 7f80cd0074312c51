"""What becomes of API keys by a reorganisation, before it is approved."""

from django.db.models import Q
from django.utils.translation import gettext as _

from communes.ledger.preview import Table

from .models import ApiKey


def whose_keys_move(plan) -> Table | None:
    """Each key that opens a unit which changes, or a commune of it, and what becomes of it."""
    groups, renamed = plan.changes_by_predecessor, plan.renamed
    keys = ApiKey.objects.valid().filter(Q(unit__in=groups) | Q(unit__parent__in=groups, unit__valid_to=None))
    rows = [
        # Communes of a province that goes over only follow it.
        (str(key), key.unit.name, _fate(key.unit, groups.get(key.unit), key.unit_id in renamed))
        for key in keys.select_related("unit").order_by("unit", "pk")
    ]
    return Table(_("API keys"), (_("Key"), _("Opens"), _("What becomes of it")), rows) if rows else None


def _fate(unit, changes, is_renamed):
    if changes is None:
        return _("Goes along with %(unit)s") % {"unit": unit.name}
    names = ", ".join(dict.fromkeys(change.successor_name for change in changes))
    if is_renamed:
        return _("Goes along to %(successor)s") % {"successor": names}
    words = {"unit": unit.name, "successor": names}
    return _("Shows %(unit)s as it was until then; make a new one for %(successor)s") % words
