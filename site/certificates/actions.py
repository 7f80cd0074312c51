"""Verbs on certificates."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from communes.models import Unit
from courses.catalogue import courses, in_language
from learners.actions import give_consent, state_residence
from learners.models import Learner, Purpose

from .consent import VERSION, consent_text
from .models import Certificate
from .signals import certificate_issued, certificates_merged


@transaction.atomic
def issue_certificate(
    learner: Learner, course_key: UUID, holder_name: str, unit: Unit, locale: str, at: datetime | None = None
) -> Certificate:
    """The certificate of this learner for this course, made only once; refused until the course is completed."""
    # Two certificates of one person at once: the second waits here, and then sees the first.
    Learner.objects.select_for_update().get(pk=learner.pk)
    before = list(learner.certificates.current())
    for held in before:
        if held.course_key == course_key:
            return held
    progress = learner.course_progress.filter(course_key=course_key, completed_at__isnull=False).first()
    if progress is None:
        raise PermissionDenied(_("The course is not completed yet, so there is no certificate for it."))
    certificate = Certificate.objects.create(
        learner=learner,
        course_key=course_key,
        course_title=course_title(course_key, locale),
        holder_name=holder_name,
        unit=unit,
        locale=locale,
        channel=progress.completed_channel,
        issued_at=at or timezone.now(),
    )
    certificate_issued.send(Certificate, certificate=certificate, before=before)
    return certificate


def course_title(course_key: UUID, locale: str) -> str:
    """The title of today in the language of the certificate, else in the site's own."""
    course = courses().get(course_key)
    if course is None:
        raise PermissionDenied(_("This course is no longer offered, so no certificate can be issued for it."))
    return in_language(course.titles, locale)


@transaction.atomic
def claim_certificate(learner: Learner, course_key: UUID, holder_name: str, unit: Unit, locale: str) -> Certificate:
    """What a person tells about themselves, the consent and the certificate: all of it together, and once."""
    # A second click waits here until the first is done, then finds its certificate.
    learner = Learner.objects.select_for_update().get(pk=learner.pk)
    held = Certificate.objects.current().filter(learner=learner, course_key=course_key).first()
    if held and not held.is_withdrawn:
        return held
    learner.name = holder_name
    learner.save(update_fields=["name"])
    state_residence(learner, unit)
    give_consent(learner, Purpose.CERTIFICATE, VERSION, consent_text())
    if held:
        return restore_certificate(held, holder_name)
    return issue_certificate(learner, course_key, holder_name, unit, locale)


def restore_certificate(certificate: Certificate, holder_name: str) -> Certificate:
    """Its holder agrees again: the same code, day and commune, which have been counted, and the name of now."""
    certificate.holder_name = holder_name
    certificate.withdrawn_at = None
    certificate.save(update_fields=["holder_name", "withdrawn_at"])
    return certificate


@transaction.atomic
def withdraw_certificate(certificate: Certificate) -> None:
    """The holder no longer agrees: the name goes and the code proves nothing; the count stays."""
    if certificate.is_withdrawn:
        return
    certificate.withdrawn_at = timezone.now()
    certificate.holder_name = ""
    certificate.save(update_fields=["withdrawn_at", "holder_name"])
    certificate.replaces.update(withdrawn_at=certificate.withdrawn_at, holder_name="")
    if not certificate.learner.certificates.valid().exists():
        end_consent(certificate.learner, certificate.withdrawn_at)


@transaction.atomic
def withdraw_all(learner: Learner, at: datetime) -> None:
    """The same for everything that this person holds."""
    learner.certificates.valid().update(withdrawn_at=at, holder_name="")
    end_consent(learner, at)


def end_consent(learner, at):
    learner.consents.filter(purpose=Purpose.CERTIFICATE, withdrawn_at=None).update(withdrawn_at=at)


@transaction.atomic
def merge_certificates(source: Learner, target: Learner) -> None:
    """One person who was taken for two: of two certificates for a course, one counts; the codes of both stay true."""
    before = [list(Certificate.objects.current().filter(learner=one)) for one in (source, target)]
    held = {row.course_key: row for row in before[1]}
    for row in before[0]:
        if own := held.get(row.course_key):
            _replace(*sorted([row, own], key=lambda one: (one.is_withdrawn, one.issued_at, one.code)))
    source.certificates.update(learner=target)
    after = list(Certificate.objects.current().filter(learner=target))
    certificates_merged.send(Certificate, source_before=before[0], target_before=before[1], after=after)


def _replace(kept, younger):
    """The older one counts, unless its holder took it back."""
    younger.replaced_by = kept
    younger.save(update_fields=["replaced_by"])
    Certificate.objects.filter(replaced_by=younger).update(replaced_by=kept)
