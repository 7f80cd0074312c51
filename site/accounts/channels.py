"""How a word reaches a person: one small class for each way, named in the settings."""

from django.conf import settings
from django.core.mail import send_mail
from django.utils.module_loading import import_string


class ConsoleChannel:
    """For trying out, and until an operator has a gateway: the words appear where the server runs."""

    def send(self, address: str, subject: str, text: str) -> None:
        print(f"To {address}: {text}", flush=True)


class EmailChannel:
    def send(self, address: str, subject: str, text: str) -> None:
        send_mail(subject, text, None, [address])


def channel_for(kind: str):
    """The channel for "email" or "phone"; a class with `send(address, subject, text)`, an OSError if it can't."""
    return import_string(settings.OUTBOUND_CHANNELS[kind])()
