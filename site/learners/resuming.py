"""Going on with another phone, by words said from one to the other."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .actions import leave, take_over
from .codes import Code, is_too_near
from .merging import merge
from .models import Device, Learner, ResumeCode, ResumeTry

SOON = timedelta(minutes=15)
LIVES = {"soon": SOON, "day": timedelta(days=1), "week": timedelta(days=7)}
# A code that is read from one screen to the next is short; one that lives longer is longer.
SHORT, LONG = 2, 4
TRIES_PER_HOUR = 20
DAY = timedelta(days=1)


class TooManyTries(Exception):
    """So many wrong codes were tried that for now no code is looked at."""


def digest(code: Code) -> str:
    return salted_hmac("learners.resume", code.canonical, algorithm="sha256").hexdigest()


@transaction.atomic
def issue_code(learner: Learner, life: timedelta = SOON, leaves: Device | None = None) -> Code:
    """A new code of this person; the one before is worth nothing any more."""
    Learner.objects.select_for_update().get(pk=learner.pk)
    now = timezone.now()
    ResumeCode.objects.filter(expires_at__lt=now - DAY).delete()
    learner.resume_codes.filter(used_at=None).delete()
    digits = SHORT if life <= SOON and not is_braked(SHORT, now) else LONG
    code = Code.new(digits)
    while ResumeCode.objects.live(now).filter(digest=digest(code)).exists():
        code = Code.new(digits)
    learner.resume_codes.create(digest=digest(code), digits=digits, leaves=leaves, made_at=now, expires_at=now + life)
    return code


def is_braked(digits: int, now) -> bool:
    """Whether one more try would bring those who guess, all together, too near to a code of this length."""
    tried = ResumeTry.objects.filter(digits=digits, at__gt=now - DAY).aggregate(hits=Sum("live", default=0))["hits"]
    return is_too_near(tried + live_codes(digits, now), digits)


def live_codes(digits, now):
    return ResumeCode.objects.live(now).filter(digits=digits).count()


def note_try(network: str, digits: int, now) -> ResumeTry:
    """Counted before it is looked at, so that many at once count as many. Raises TooManyTries."""
    ResumeTry.objects.filter(at__lt=now - DAY).delete()
    own = salted_hmac("learners.resume.network", network, algorithm="sha256").hexdigest()
    row = ResumeTry.objects.create(at=now, network=own, digits=digits, live=live_codes(digits, now))
    lately = ResumeTry.objects.filter(network=own, at__gt=now - timedelta(hours=1)).count()
    if lately > TRIES_PER_HOUR or is_braked(digits, now):
        row.delete()
        raise TooManyTries
    return row


def redeem_code(device: Device, code: Code, network: str, is_also_me: bool = False) -> Learner | None:
    """The person of the code takes this phone; None if it is wrong, used or too old, without saying which.

    With `is_also_me`, who holds the phone now is the same person, and all of it becomes one.
    """
    now = timezone.now()
    if len(code.digits) not in (SHORT, LONG):
        return None
    tried = note_try(network, len(code.digits), now)
    learner = _use(device, code, now, is_also_me)
    if learner:
        tried.delete()
    return learner


@transaction.atomic
def _use(device, code, now, is_also_me):
    row = ResumeCode.objects.select_for_update().live(now).filter(digest=digest(code)).first()
    if row is None:
        return None
    row.used_at = now
    row.save(update_fields=["used_at"])
    learner, guest = row.learner, device.current
    device.learners.add(learner)
    device.former.remove(learner)
    take_over(device, learner)
    if is_also_me and guest and guest != learner:
        learner = merge(guest, learner)
    if row.leaves and row.leaves.pk != device.pk:
        leave(row.leaves, learner)
    return learner
