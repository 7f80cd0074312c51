"""A person's own small secret on a shared phone: four digits, or three pictures in their order."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from .models import Learner, Secret
from .pictures import PICTURES

PICTURES_IN_A_SECRET = 3
FREE_TRIES = 3
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)


def is_secret(kind: str, typed: str) -> bool:
    """Whether this can be a secret at all: "0412", or "boat hen sun"."""
    if kind == Secret.DIGITS:
        return len(typed) == 4 and typed.isascii() and typed.isdigit()
    chosen = typed.split()
    return kind == Secret.PICTURES and len(chosen) == PICTURES_IN_A_SECRET and PICTURES.keys() >= set(chosen)


def wait_after(misses: int) -> timedelta:
    """Three tries are free; then each wait is twice the one before, an hour at most."""
    if misses < FREE_TRIES:
        return timedelta(0)
    return min(FIRST_WAIT * 2 ** min(misses - FREE_TRIES, 10), LONGEST_WAIT)


def set_secret(learner: Learner, kind: str, typed: str) -> None:
    _keep(learner, make_password(typed), kind)


def take_secret_away(learner: Learner) -> None:
    _keep(learner, "", "")


def _keep(learner, secret, kind):
    learner.secret, learner.secret_kind, learner.secret_misses, learner.secret_shut_until = secret, kind, 0, None
    learner.save(update_fields=["secret", "secret_kind", "secret_misses", "secret_shut_until"])


@transaction.atomic
def fits(learner: Learner, typed: str, now: datetime | None = None) -> bool:
    """Looks at a try and counts it; while the person has to wait, not even the right one fits."""
    now = now or timezone.now()
    # Tries at the same moment are looked at one after the other.
    row = Learner.objects.select_for_update().get(pk=learner.pk)
    is_shut = row.secret_shut_until is not None and row.secret_shut_until > now
    if is_shut:
        learner.secret_shut_until = row.secret_shut_until
        return False
    is_right = check_password(typed, row.secret) if row.secret else True
    row.secret_misses = 0 if is_right else row.secret_misses + 1
    wait = wait_after(row.secret_misses)
    learner.secret_shut_until = row.secret_shut_until = now + wait if wait else None
    row.save(update_fields=["secret_misses", "secret_shut_until"])
    return is_right


def seconds_to_wait(learner: Learner, now: datetime | None = None) -> int:
    if learner.secret_shut_until is None:
        return 0
    return max(0, round((learner.secret_shut_until - (now or timezone.now())).total_seconds()))
