import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records.channels import Channel

from .codes import new_code, spaced


class CertificateQuerySet(models.QuerySet):
    def valid(self):
        return self.filter(withdrawn_at__isnull=True)

    def current(self):
        """Those that count: one for each person and course."""
        return self.filter(replaced_by=None)

    def with_place(self):
        return self.select_related("unit__parent__parent")


class Certificate(models.Model):
    """Proof that a learner completed a course: issued once, with the words of that day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("code"), max_length=12, unique=True, default=new_code, editable=False)
    learner = models.ForeignKey("learners.Learner", models.CASCADE, related_name="certificates")
    course_key = models.UUIDField(editable=False)
    # Frozen when issued: a course may be renamed and a commune merged, a certificate keeps the words of its day.
    course_title = models.CharField(_("course"), max_length=255, editable=False)
    holder_name = models.CharField(_("name"), max_length=120, blank=True)
    unit = models.ForeignKey("communes.Unit", models.PROTECT, related_name="certificates", verbose_name=_("unit"))
    locale = models.CharField(max_length=20, editable=False)
    # How the course had been completed by then; empty where that was not recorded.
    channel = models.CharField(max_length=10, choices=Channel, blank=True, editable=False)
    issued_at = models.DateTimeField(_("issued at"), default=timezone.now, editable=False)
    # The holder asked to be forgotten: the code then proves nothing.
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    # The holder was taken for two people and had one twice: the other one counts, this code stays true.
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, editable=False, related_name="replaces")

    objects = CertificateQuerySet.as_manager()
    # Nobody asks Wagtail where a unit is used, and keeping that index costs more than the certificate itself.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "course_key"],
                condition=models.Q(replaced_by=None),
                name="one_certificate_per_learner_and_course",
            )
        ]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        """The page of its holder."""
        return reverse("certificates:certificate", args=[self.pk])

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None

    @property
    def spaced_code(self):
        return spaced(self.code)

    @property
    def place(self):
        """“Xã Hòa Thịnh, tỉnh Đắk Lắk”, as they were called on that day: a unit is dated and keeps its name."""
        return self.unit.full_name


class RecheckQuerySet(models.QuerySet):
    def open(self):
        return self.filter(outcome="")

    def answered(self):
        return self.filter(outcome=Recheck.Outcome.ANSWERED)


class Recheck(models.Model):
    """A holder picked by chance is asked three questions in person. Whatever comes of it, the certificate stays."""

    class Outcome(models.TextChoices):
        ANSWERED = "answered", _("answered")
        NOT_REACHED = "not-reached", _("not reached")
        DECLINED = "declined", _("did not want to")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    certificate = models.ForeignKey(
        Certificate, models.CASCADE, related_name="rechecks", verbose_name=_("certificate"), editable=False
    )
    # Those drawn together; of how many is kept, so that nobody can throw away a sample that came out badly.
    sample = models.UUIDField(editable=False)
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    drawn_at = models.DateTimeField(_("drawn at"), default=timezone.now, editable=False)
    # [{"key", "stem", "answers": [text, …], "choices": [text, …], "is_right": null until asked}]
    questions = models.JSONField(default=list, editable=False)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True, editable=False)
    right = models.PositiveSmallIntegerField(_("right answers"), null=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), null=True, editable=False)

    objects = RecheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("re-check")
        verbose_name_plural = _("re-checks")
        ordering = ["-drawn_at", "id"]

    def __str__(self):
        return f"{self.certificate} {self.get_outcome_display()}".strip()
