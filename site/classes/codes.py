"""Six digits that are written on a board, for the people in the room."""

import secrets
from datetime import datetime, timedelta

from .models import ClassSession

DIGITS = 6
# So long after a class its code still says “it is over”; then it may be given to another.
KEPT = timedelta(days=30)
# Of so many drawn at random one is free, unless nearly all are taken.
DRAWN = 20


class NoCodeFree(Exception):
    """Nearly a million classes are waiting."""


def free_code(now: datetime) -> str:
    """A code that no class of these days has; taken off one that is long past, if need be."""
    drawn = [str(secrets.randbelow(10**DIGITS)).zfill(DIGITS) for _number in range(DRAWN)]
    ClassSession.objects.filter(code__in=drawn, ends_at__lt=now - KEPT).update(code="")
    taken = set(ClassSession.objects.filter(code__in=drawn).values_list("code", flat=True))
    for code in drawn:
        if code not in taken:
            return code
    raise NoCodeFree
