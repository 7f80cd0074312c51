"""The people who can sign in to a demo, and what it remembers between two starts."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from django.utils.crypto import get_random_string

from accounts.models import Membership, Role, User
from communes.models import Kind, Unit

# Without the letters and digits that are easily taken for one another.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Account:
    name: str
    role: Role | None = None
    kind: Kind | None = None
    code: str = ""

    @property
    def email(self):
        return f"{self.name}@demo.example"


ACCOUNTS = [
    Account("trainer", Role.TRAINER, Kind.COMMUNE, "22276"),
    Account("commune", Role.COMMUNE_OFFICIAL, Kind.COMMUNE, "22276"),
    Account("province", Role.PROVINCE_OFFICIAL, Kind.PROVINCE, "66"),
    Account("admin"),
]


def sign_ins(path: Path) -> dict[str, str]:
    """A password for each account: made at random on the first start, then kept in the file at `path`."""
    is_first = not path.exists()
    if is_first:
        path.touch(mode=0o600)
        path.write_text(json.dumps({account.email: _password() for account in ACCOUNTS}, indent=2))
    passwords = json.loads(path.read_text())
    for account in ACCOUNTS:
        _provide(account, passwords[account.email], is_first)
    return passwords


def _password():
    return "-".join(get_random_string(4, SIGNS) for _part in range(3))


def _provide(account, password, is_first):
    user = User.objects.filter(email=account.email).first()
    if user and is_first:
        user.set_password(password)
        user.save()
    create = User.objects.create_user if account.role else User.objects.create_superuser
    user = user or create(account.email, password)
    if account.role and not user.memberships.exists():
        unit = Unit.objects.current().get(kind=account.kind, code=account.code)
        Membership.objects.create(user=user, role=account.role, unit=unit)


class Done:
    """Which steps were done with which inputs: fingerprints kept in a file beside the database."""

    def __init__(self, path: Path):
        self.path = path
        self.kept = json.loads(path.read_text()) if path.exists() else {}

    def is_fresh(self, step: str, inputs: str) -> bool:
        return self.kept.get(step) == inputs

    def forget(self, *steps: str) -> None:
        """These steps, or all of them."""
        self.kept = {step: inputs for step, inputs in self.kept.items() if steps and step not in steps}

    def keep(self, step: str, inputs: str) -> None:
        self.kept[step] = inputs
        self.path.write_text(json.dumps(self.kept, indent=2))


def fingerprint(*paths: Path) -> str:
    """Of the files at and below the paths: their names and what they hold."""
    digest = hashlib.sha256()
    for path in sorted(file for top in paths for file in ([top] if top.is_file() else top.rglob("*"))):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(str(path).encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
