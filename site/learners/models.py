import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .pictures import PICTURES


class Secret(models.TextChoices):
    """What a person does to be let in where others share the phone."""

    DIGITS = "digits", _("four digits")
    PICTURES = "pictures", _("three pictures")


class AgeBand(models.TextChoices):
    YOUNGEST = "14-17", _("14 to 17")
    YOUNG = "18-34", _("18 to 34")
    MIDDLE = "35-59", _("35 to 59")
    OLD = "60+", _("60 or older")


class Sex(models.TextChoices):
    FEMALE = "female", _("woman")
    MALE = "male", _("man")


class Ethnicity(models.TextChoices):
    KINH = "kinh", _("Kinh")
    OTHER = "other", _("another people")


class Learner(models.Model):
    """A person who learns; an account is not needed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="learner"
    )
    name = models.CharField(_("full name"), max_length=120, blank=True)
    picture = models.CharField(_("picture"), max_length=20, choices=PICTURES, blank=True)
    # Only its hash; nobody can read it, a trainer can take it away.
    secret = models.CharField(max_length=128, blank=True, editable=False)
    secret_kind = models.CharField(max_length=10, choices=Secret, blank=True, editable=False)
    # Wrong tries since the last right one, and until when no other is looked at.
    secret_misses = models.PositiveSmallIntegerField(default=0, editable=False)
    secret_shut_until = models.DateTimeField(null=True, editable=False)
    # Where the person lives now. Certificates and totals keep the unit of their own day.
    unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, blank=True, related_name="learners")
    # What a person may say besides; empty where it was not said. For counting only, and never asked twice.
    age_band = models.CharField(_("age"), max_length=5, choices=AgeBand, blank=True)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex, blank=True)
    # Only while a consent for it is in force.
    ethnicity = models.CharField(_("ethnicity"), max_length=5, choices=Ethnicity, blank=True)
    hamlet = models.ForeignKey("communes.Hamlet", models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    erased_at = models.DateTimeField(_("erased at"), null=True, editable=False)

    class Meta:
        verbose_name = _("learner")
        verbose_name_plural = _("learners")

    def __str__(self):
        return self.name or str(_("A learner without a name"))


class Device(models.Model):
    """A phone, known by a signed cookie, and the people who share it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learners = models.ManyToManyField(Learner, related_name="devices")
    # Who holds the phone now; nobody just after it was handed over.
    current = models.ForeignKey(Learner, models.SET_NULL, null=True, related_name="+")
    # Who left the phone: what they did here and the phone has not sent yet is still theirs. Nobody is shown to anybody.
    former = models.ManyToManyField(Learner, related_name="former_devices")
    # A computer of the culture house: whoever leaves it, or stays away, is gone from it.
    is_public = models.BooleanField(default=False)
    # A trainer signed in here, so that people are helped with it.
    is_trainers = models.BooleanField(default=False)
    last_seen_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("phone")
        verbose_name_plural = _("phones")

    def __str__(self):
        return str(self.pk)


class Purpose(models.TextChoices):
    CERTIFICATE = "certificate", _("certificate")
    ETHNICITY = "ethnicity", _("ethnicity")


class Consent(models.Model):
    """What a person agreed to, in the words that were shown."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose)
    version = models.CharField(max_length=20)
    text = models.TextField()
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self):
        return f"{self.purpose} {self.version}"


class LearnerAlias(models.Model):
    """The key of a person who turned out to be another: news that still comes under it is that other's."""

    key = models.UUIDField(primary_key=True)
    learner = models.ForeignKey(Learner, models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name = _("former key of a learner")
        verbose_name_plural = _("former keys of learners")

    def __str__(self):
        return f"{self.key} → {self.learner_id}"


class ResumeCodeQuerySet(models.QuerySet):
    def live(self, now):
        return self.filter(used_at=None, expires_at__gt=now)


class ResumeCode(models.Model):
    """Words by which one person goes on with another phone, once. Only a keyed hash of them is kept."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="resume_codes")
    digest = models.CharField(max_length=64, db_index=True)
    # How many digits follow the words: the more, the longer the code may live.
    digits = models.PositiveSmallIntegerField()
    # The phone that the person leaves with it; null if both keep the person.
    leaves = models.ForeignKey(Device, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    objects = ResumeCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("resume code")
        verbose_name_plural = _("resume codes")

    def __str__(self):
        return f"{self.learner_id} {self.expires_at}"


class ResumeTry(models.Model):
    """One try of a code that did not fit: kept for a day, to see how near anybody can come by guessing."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    # A keyed hash of the network it came from.
    network = models.CharField(max_length=64)
    digits = models.PositiveSmallIntegerField()
    # How many codes of this length there were to be hit.
    live = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("try of a resume code")
        verbose_name_plural = _("tries of resume codes")
        indexes = [models.Index(fields=["network", "at"])]

    def __str__(self):
        return f"{self.at} {self.digits}"
