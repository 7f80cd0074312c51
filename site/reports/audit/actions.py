"""Noting who did what with figures."""

from django.http import HttpRequest

from communes.models import Unit

from .models import Action, AuditEntry


def note(by, action: Action, unit: Unit | None, what: str, *, key: str = "", **detail) -> AuditEntry:
    """Add one entry, in one insert. `by`: the request, the user, or None where a key or the clock asked.

    `what`: a word for the kind of thing ("figures.csv", "target"); `detail`: plain values, nothing about a person.
    """
    user = getattr(by, "user", by)
    if isinstance(by, HttpRequest):
        by.is_noted = True
    return AuditEntry.objects.create(
        user_id=getattr(user, "pk", None),
        key=key,
        action=action,
        unit_id=getattr(unit, "pk", None),
        what=what[:80],
        detail=detail,
    )
