"""What happens to ways of signing in."""

import secrets

from django.db import IntegrityError, transaction

from .models import LEARNERS_HOST, Address, User


def user_with(digest: str, kind: str, masked: str) -> tuple[User, bool]:
    """Who signs in with a proved address, and whether they are new; never one of the staff."""
    known = Address.objects.select_related("user").filter(digest=digest).first()
    if known:
        return known.user, False
    try:
        return sign_up(digest, kind, masked), True
    except IntegrityError:  # the right code was sent twice at once
        return Address.objects.get(digest=digest).user, False


@transaction.atomic
def sign_up(digest: str, kind: str, masked: str) -> User:
    """A learner's user has no password and an address of no host, so that a code is the only way in."""
    user = User.objects.create_user(secrets.token_hex(12) + LEARNERS_HOST)
    Address.objects.create(user=user, kind=kind, digest=digest, masked=masked)
    return user
