import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST = timedelta(hours=12)
# People come early and stay on.
BEFORE, AFTER = timedelta(minutes=30), timedelta(minutes=30)


class ClassSessionQuerySet(models.QuerySet):
    def of_trainer(self, user):
        """Own classes; an administrator sees all."""
        return self if user.is_superuser else self.filter(led_by=user)

    def held(self):
        """Somebody came."""
        return self.filter(Q(noted_count__gt=0) | Q(headcount__gt=0), cancelled_at=None)

    def open_at(self, moment):
        """Whoever is there may say so."""
        return self.filter(starts_at__lte=moment + BEFORE, ends_at__gte=moment - AFTER, cancelled_at=None)

    def recount(self):
        """How many are noted, anew from the rows: where people were taken away without a word."""
        rows = Attendance.objects.filter(session=OuterRef("pk")).order_by().values("session")
        counted = Subquery(rows.annotate(number=Count("*")).values("number"))
        return self.update(noted_count=Coalesce(counted, 0))

    def with_places(self):
        return self.select_related("unit__parent", "hamlet")


class ClassSession(models.Model):
    """A meeting of a class: people learn together in one place, led by a trainer."""

    # What `attended` events name.
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    # Six digits by which people join. Empty once they were given on to a later class.
    code = models.CharField(_("code"), max_length=6, blank=True, editable=False)
    unit = models.ForeignKey("communes.Unit", models.PROTECT, related_name="class_sessions", verbose_name=_("commune"))
    hamlet = models.ForeignKey(
        "communes.Hamlet", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("hamlet")
    )
    place = models.CharField(_("place"), max_length=120, help_text=_("As people call it: “Nhà văn hóa thôn 2”."))
    starts_at = models.DateTimeField(_("begins at"))
    ends_at = models.DateTimeField(_("ends at"))
    # The translation key of a course; null where no single one is taught.
    course_key = models.UUIDField(_("course"), null=True, blank=True)
    led_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="class_sessions", verbose_name=_("led by")
    )
    # How many are noted by name: as many as there are rows, so that nobody has to count them.
    noted_count = models.PositiveIntegerField(_("noted by name"), default=0, editable=False)
    # Counted by hand, if at all.
    headcount = models.PositiveIntegerField(_("people counted"), null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, editable=False)

    objects = ClassSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint("code", condition=~Q(code=""), name="one_class_per_code"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_class_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("starts_at") + LONGEST), name="a_class_lasts_at_most_12_hours"
            ),
        ]
        indexes = [models.Index(fields=["led_by", "starts_at"]), models.Index(fields=["unit", "starts_at"])]

    def __str__(self):
        return f"{self.place}, {timezone.localtime(self.starts_at):%d/%m/%Y}"

    @property
    def present(self) -> int:
        """How many came: counted by hand or noted by name, whichever is more."""
        return max(self.headcount or 0, self.noted_count)

    @property
    def is_held(self) -> bool:
        return self.cancelled_at is None and self.present > 0

    @property
    def opens_at(self):
        return self.starts_at - BEFORE

    @property
    def closes_at(self):
        return self.ends_at + AFTER

    @property
    def spaced_code(self):
        """“482 132”, as it is written on a board."""
        return f"{self.code[:3]} {self.code[3:]}"


class Attendance(models.Model):
    """A person was in a class: a projection of events, thrown away and made again."""

    session = models.ForeignKey(ClassSession, models.PROTECT, related_name="attendances")
    learner = models.ForeignKey("learners.Learner", models.CASCADE, related_name="attendances")
    # Where the person lived then; filled by the first statement of residence.
    unit = models.ForeignKey("communes.Unit", models.PROTECT, null=True, related_name="+")
    # When the class began, for whoever counts by month; moves along with it.
    attended_at = models.DateTimeField(_("attended at"))

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [models.UniqueConstraint("session", "learner", name="one_attendance_per_session_and_learner")]

    def __str__(self):
        return f"{self.learner_id} {self.session_id}"
