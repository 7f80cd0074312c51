"""Six digits, shown by one person and typed by another who was there: that something was done for real."""

import secrets
import time
from datetime import timedelta

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from wagtail.log_actions import log

from accounts.models import User
from accounts.permissions import can_confirm
from learners.models import Learner

from ..models import ClaimCode, ServiceClaim
from .claiming import tell

DIGITS = 6
# So many wrong codes of one trainer or official in so many seconds, then none is looked at.
MISSES, WINDOW = 10, 15 * 60
# How long used and late codes stay, before they are swept away.
KEPT = timedelta(days=1)


class TooManyTries(Exception):
    """So many wrong codes were tried that for now no code is looked at."""


def digest(digits: str) -> str:
    return salted_hmac("courses.claims", digits, algorithm="sha256").hexdigest()


@transaction.atomic
def issue(claim: ServiceClaim) -> str:
    """A new code of this claim; the one before is worth nothing any more."""
    Learner.objects.select_for_update().get(pk=claim.learner_id)
    now = timezone.now()
    ClaimCode.objects.filter(expires_at__lt=now - KEPT).delete()
    claim.codes.filter(used_at=None).delete()
    digits = new_digits()
    while ClaimCode.objects.live(now).filter(digest=digest(digits)).exists():
        digits = new_digits()
    claim.codes.create(digest=digest(digits), made_at=now, expires_at=now + ClaimCode.LIFE)
    return digits


def new_digits() -> str:
    return str(secrets.randbelow(10**DIGITS)).zfill(DIGITS)


def drop_codes(learner: Learner) -> None:
    ClaimCode.objects.filter(claim__learner=learner, used_at=None).delete()


def find(user: User, typed: str) -> ServiceClaim | None:
    """Whose code this is; None if it is wrong, used, late or of another commune. Raises TooManyTries."""
    key = f"claims:misses:{user.pk}:{int(time.time() // WINDOW)}"
    cache.add(key, 0, WINDOW)
    # Counted before it is looked at, so that many at once count as many.
    if cache.incr(key) > MISSES:
        raise TooManyTries
    code = _live(user, typed)
    if code is None:
        return None
    cache.decr(key)
    return code.claim


def _live(user, typed, codes=None):
    digits = "".join(sign for sign in typed if not sign.isspace())
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    codes = ClaimCode.objects.all() if codes is None else codes
    found = codes.live(timezone.now()).select_related("claim__learner").filter(digest=digest(digits)).first()
    is_open = found and found.claim.confirmed_at is None and found.claim.learner.erased_at is None
    return found if is_open and can_confirm(user, found.claim.learner.unit_id) else None


@transaction.atomic
def answer(user: User, typed: str, was_done: bool) -> ServiceClaim | None:
    """Uses the code up; the claim is confirmed, or stays as it was. None as in `find`: a second click does nothing."""
    claim = find(user, typed)
    if claim is None:
        return None
    # In the order in which events are taken in.
    learner = Learner.objects.select_for_update().get(pk=claim.learner_id)
    code = _live(user, typed, ClaimCode.objects.select_for_update(of=("self",)))
    if code is None:
        return None
    code.used_at = timezone.now()
    code.save(update_fields=["used_at"])
    claim = code.claim
    if was_done:
        before = list(learner.service_claims.all())
        claim.confirmed_at, claim.confirmed_by, claim.confirmed_unit_id = code.used_at, user, learner.unit_id
        claim.save(update_fields=["confirmed_at", "confirmed_by", "confirmed_unit"])
        tell(learner, before)
    log(instance=claim, action="courses.confirm" if was_done else "courses.decline", user=user)
    return claim
