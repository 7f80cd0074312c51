"""Phone numbers and e-mail addresses as people type them. Pure."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

MOBILE = re.compile(r"\+84[35789]\d{8}")


@dataclass(frozen=True)
class TypedAddress:
    kind: str  # "email" or "phone"
    address: str

    @property
    def digest(self) -> str:
        """A keyed hash: enough to know it again, not enough to write to anybody."""
        return salted_hmac("accounts.address", self.address, algorithm="sha256").hexdigest()

    @property
    def masked(self) -> str:
        """09x xxx 123, l…@example.org"""
        if self.kind == "phone":
            return f"0{self.address[3]}x xxx {self.address[-3:]}"
        name, _at, host = self.address.rpartition("@")
        return f"{name[0]}…@{host}"


def read_address(typed: str) -> TypedAddress:
    """ "0912 345 678" or "+84912345678" or an e-mail address; ValidationError says what to change."""
    typed = typed.strip()[:254]
    if "@" in typed:
        try:
            validate_email(typed)
        except ValidationError as error:
            raise ValidationError(_("This e-mail address has a slip in it. Check it and try again.")) from error
        return TypedAddress("email", typed.lower())
    number = re.sub(r"[\s.()-]", "", typed)
    number = re.sub(r"^(00|\+)?84(0)?|^0", "+84", number, count=1)
    if not (number.isascii() and MOBILE.fullmatch(number)):
        raise ValidationError(_("Type a mobile number of ten digits, such as 0912 345 678, or an e-mail address."))
    return TypedAddress("phone", number)
