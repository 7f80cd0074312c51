"""The number of the content as it stands: bumped on every change, re-read at most once a second by each process."""

import time

from django.db import transaction
from django.db.models import F

from .models import ContentGeneration

RECHECK_SECONDS = 1
_known = {"number": None, "at": 0.0}


def current() -> int:
    if _known["number"] is None or time.monotonic() - _known["at"] > RECHECK_SECONDS:
        _known["number"] = ContentGeneration.objects.filter(pk=1).values_list("number", flat=True).first() or 0
        _known["at"] = time.monotonic()
    return _known["number"]


def bump() -> None:
    """Called by whatever changed content; others see it once it is committed."""
    if not ContentGeneration.objects.filter(pk=1).update(number=F("number") + 1):
        ContentGeneration.objects.get_or_create(pk=1, defaults={"number": 1})
    forget()
    transaction.on_commit(forget)


def forget() -> None:
    _known["number"] = None
