"""Writing to whoever answers for a lesson or rehearsal that it is to be checked."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from ..models import ChangeFlag


def owner_of(version):
    """Who last edited it, else who made it; None where it came with the site."""
    revision = version.latest_revision
    return (revision and revision.user) or getattr(version, "owner", None)


def edit_url(version) -> str:
    if isinstance(version, Page):
        return reverse("wagtailadmin_pages:edit", args=[version.pk])
    return reverse("wagtailsnippets_courses_rehearsal:edit", args=[version.pk])


def tell_owner(version) -> None:
    """Once: of two at the same moment, one writes."""
    flags = ChangeFlag.objects.raised().filter(object_key=version.translation_key, locale_id=version.locale_id)
    owner = owner_of(version)
    if not (owner and owner.email) or not flags.filter(told_at=None).update(told_at=timezone.now()):
        return
    context = {
        "version": version,
        "edit_url": f"{settings.WAGTAILADMIN_BASE_URL}{edit_url(version)}",
        "list_url": f"{settings.WAGTAILADMIN_BASE_URL}{reverse('freshness')}",
    }
    with override(language_of(owner)):
        subject = _("Please check: %(title)s") % {"title": version.title}
        send_mail(subject, render_to_string("courses/changed_mail.txt", context), None, [owner.email])


def language_of(user) -> str:
    profile = getattr(user, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or settings.LANGUAGE_CODE
