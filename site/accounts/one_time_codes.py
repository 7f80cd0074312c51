"""Six digits sent to a phone number or e-mail address, to prove that it is one's own."""

import secrets
from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .addresses import TypedAddress
from .channels import channel_for
from .models import Address, OneTimeCode, User

LIFE = timedelta(minutes=10)
TRIES = 5
# Sent to one address in an hour: each costs money, and each is five tries.
CODES_PER_HOUR = 3


class TooManyCodes(Exception):
    """This address, or everybody together, asked for too many codes."""


def send_code(to: TypedAddress) -> None:
    """Raises TooManyCodes; otherwise nothing tells whether anybody signs in with this address."""
    now = timezone.now()
    OneTimeCode.objects.filter(made_at__lt=now - timedelta(days=1)).delete()
    if OneTimeCode.objects.filter(address=to.digest, made_at__gt=now - timedelta(hours=1)).count() >= CODES_PER_HOUR:
        raise TooManyCodes
    code = f"{secrets.randbelow(10**6):06}"
    OneTimeCode.objects.create(address=to.digest, code=make_password(code), made_at=now)
    text = _("%(code)s is your code for Bình dân học vụ số. It is good for ten minutes. Tell it to nobody.")
    channel_for(to.kind).send(to.address, _("Your code"), text % {"code": code})


@transaction.atomic
def is_right(to: TypedAddress, typed: str) -> bool:
    """Looks at the newest code only; it is used up when right, or after five wrong tries."""
    since = timezone.now() - LIFE
    row = OneTimeCode.objects.select_for_update().filter(address=to.digest).order_by("-made_at").first()
    if row is None or row.is_used or row.made_at < since or row.tries >= TRIES:
        return False
    row.tries += 1
    row.is_used = len(typed) == 6 and check_password(typed, row.code)
    row.save(update_fields=["tries", "is_used"])
    return row.is_used


@transaction.atomic
def user_of(address: TypedAddress) -> User:
    """Who signs in with a proved address, made on the spot; never one of the staff, and no way into the editor."""
    known = Address.objects.select_related("user").filter(digest=address.digest).first()
    if known:
        return known.user
    user = User.objects.create_user(f"{secrets.token_hex(12)}@learner.invalid", is_active=False)
    Address.objects.create(user=user, kind=address.kind, digest=address.digest, masked=address.masked)
    return user
