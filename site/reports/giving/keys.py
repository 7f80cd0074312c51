"""Making, finding and revoking API keys."""

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import constant_time_compare

from communes.models import Unit
from communes.succession import is_renaming

from ..audit.actions import note
from ..audit.models import Action
from .models import ApiKey

# So that a leaked key is recognised by whoever scans for such things.
MARK = "bdhvs"
# Last use is noted no finer, so that polling writes little.
FINENESS = timedelta(minutes=10)


def make(by, name: str, unit, per_minute: int = 60) -> tuple[ApiKey, str]:
    """The key, and its whole text, which is never seen again."""
    prefix, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    key = ApiKey.objects.create(
        name=name, unit=unit, prefix=prefix, digest=digest(secret), per_minute=per_minute, made_by=by.user
    )
    note(by, Action.CHANGE, unit, "api key made", api_key=prefix)
    return key, f"{MARK}_{prefix}_{secret}"


def find(text: str) -> ApiKey | None:
    """The valid key of this text."""
    mark, _line, rest = text.partition("_")
    prefix, _line, secret = rest.partition("_")
    key = ApiKey.objects.valid().select_related("unit__parent").filter(prefix=prefix).first()
    if mark != MARK or key is None or not constant_time_compare(key.digest, digest(secret)):
        return None
    return key


def digest(secret: str) -> str:
    """A plain hash is enough: the secret is 256 bits of chance, not a word that somebody chose."""
    return hashlib.sha256(secret.encode()).hexdigest()


def use(key: ApiKey) -> None:
    now = timezone.now()
    if key.last_used_at is None or now - key.last_used_at > FINENESS:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)


def follow(predecessor: Unit, successor: Unit) -> None:
    """Keys go along with a place that only takes a new name. Of one that becomes part of another they open what it
    was: nobody gave them the rest.
    """
    if is_renaming(predecessor, successor):
        ApiKey.objects.filter(unit=predecessor).update(unit=successor)


def revoke(by, key: ApiKey) -> None:
    if ApiKey.objects.valid().filter(pk=key.pk).update(revoked_at=timezone.now()):
        note(by, Action.CHANGE, key.unit, "api key revoked", api_key=key.prefix)
