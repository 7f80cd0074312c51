"""The page by e-mail: once for each month and person, to those who may still see it."""

import logging
from collections import Counter
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from communes.models import Unit

from ..audit.actions import note
from ..audit.models import Action
from . import months
from .actions import freeze_if_changed
from .figures import figures_of
from .models import Letter, Snapshot, Subscription
from .paper import render_pdf
from .reading import audience_of, may_read, view_for
from .sentences import sentences

logger = logging.getLogger(__name__)
# By then what phones had kept of the last days has mostly arrived.
FIRST_DAY_OF_SENDING = 2


def begin_letters(user, unit, language: str) -> Subscription:
    """Exact figures for the own office, else those that may be handed on."""
    values = {"audience": audience_of(user, unit), "language": language, "is_active": True}
    return Subscription.objects.update_or_create(user=user, unit=unit, defaults=values)[0]


def stop_letters(user, unit) -> None:
    Subscription.objects.filter(user=user, unit=unit).update(is_active=False)


def follow(predecessor: Unit, successor: Unit) -> None:
    """Whoever got the page of a unit gets that of the one into which it went over whole, once."""
    for row in Subscription.objects.filter(unit=predecessor, is_active=True):
        if Subscription.objects.filter(user=row.user_id, unit=successor).update(is_active=True):
            row.is_active = False
        else:
            row.unit = successor
        row.save()


def send_due(today: date) -> Counter:
    """Sends what is due and not sent; counts of `sent`, `ended` and `failed`."""
    done = Counter()
    if today.day < FIRST_DAY_OF_SENDING:
        return done
    month = months.chosen("", today)
    if not month.is_closed:
        return done
    waiting = Subscription.objects.filter(is_active=True).exclude(letters__month=month.first)
    for pk in list(waiting.order_by("pk").values_list("pk", flat=True)):
        done[_send_one(pk, month, today)] += 1
    return done


def _send_one(pk, month, today) -> str:
    try:
        return _send(pk, month, today)
    except Exception:
        # Whatever keeps one letter back must not keep back the others; it is tried again next time.
        logger.exception("The committee page of subscription %s could not be sent", pk)
        return "failed"


@transaction.atomic
def _send(pk, month, today) -> str:
    subscription = Subscription.objects.select_for_update(of=["self"]).select_related("user", "unit__parent").get(pk=pk)
    if not subscription.is_active or subscription.letters.filter(month=month.first).exists():
        return "waited"
    user, unit = subscription.user, subscription.unit
    if not (user.is_active and user.email and unit.is_current and may_read(user, unit, subscription.audience)):
        stop_letters(user, unit)
        return "ended"
    view = view_for(user, unit, subscription.audience, today)
    snapshot = freeze_if_changed(unit, month, subscription.audience, figures_of(view, month))
    # Noted first: what can't be noted is not sent, and what can't be sent is not noted.
    Letter.objects.create(subscription=subscription, month=month.first, snapshot=snapshot)
    note(user, Action.EXPORT, unit, "committee letter", number=snapshot.number)
    letter(subscription, snapshot, month).send()
    return "sent"


def letter(subscription: Subscription, snapshot: Snapshot, month) -> EmailMessage:
    """A few sentences and the page as PDF, in the reader's language."""
    with override(subscription.language):
        context = {
            "unit": subscription.unit,
            "month": month.name,
            "sentences": sentences(snapshot.figures),
            "snapshot": snapshot,
            "page_url": _absolute("reports:snapshot", snapshot.number),
            "end_url": _absolute("reports:end_letters", subscription.pk),
        }
        subject = _("Committee page: %(place)s, %(month)s") % {"place": subscription.unit.name, "month": month.name}
        text = render_to_string("reports/committee/letter.txt", context)
    message = EmailMessage(subject, text, None, [subscription.user.email])
    message.attach(f"{snapshot.number}.pdf", render_pdf(snapshot, subscription.language), "application/pdf")
    return message


def _absolute(name, *args):
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse(name, args=args)}"
