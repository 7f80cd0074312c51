"""What is going to become of communes: entered ahead, waiting for its day."""

from collections import Counter, defaultdict

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from ..ledger.boundaries import renamed
from .units import Kind, Succession, Unit


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    APPROVED = "approved", _("approved, waits for its day")
    IN_EFFECT = "in_effect", _("in effect")
    UNDONE = "undone", _("undone")


class ReorganisationQuerySet(models.QuerySet):
    def waiting(self):
        """Approved, and not in effect yet."""
        return self.filter(status=Status.APPROVED)

    def due(self, day):
        return self.waiting().filter(effective_on__lte=day).order_by("effective_on", "pk")


class Reorganisation(ClusterableModel):
    """Mergers, splits and transfers of communes by one legal act, on one day. No unit changes before that day."""

    title = models.CharField(_("title"), max_length=200, help_text=_("As in “Merger of Hòa Thịnh and Tây Hòa”."))
    effective_on = models.DateField(_("first day"), help_text=_("The day from which the new communes exist."))
    legal_reference = models.CharField(
        _("legal reference"), max_length=200, help_text=_("Number and day of the resolution, as in “1660/NQ-UBTVQH15”.")
    )
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    entered_at = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)
    approved_at = models.DateTimeField(_("approved at"), null=True, editable=False)
    undone_at = models.DateTimeField(_("undone at"), null=True, editable=False)
    took_effect_at = models.DateTimeField(_("took effect at"), null=True, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = ReorganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("reorganisation of communes")
        verbose_name_plural = _("reorganisations of communes")
        ordering = ["-effective_on", "-pk"]

    def __str__(self):
        return self.title

    @property
    def can_be_edited(self):
        return self.status in (Status.DRAFT, Status.UNDONE)

    @property
    def can_be_undone(self):
        return self.status == Status.APPROVED

    @property
    def kind(self):
        """In words: merger, split, partial transfer or new name."""
        changes = list(self.changes.all())
        is_divided = any(change.share != Succession.Share.WHOLE for change in changes)
        is_joined = max(Counter(change.successor_code for change in changes).values(), default=0) > 1
        words = {
            (False, False): _("new name"),
            (False, True): _("merger"),
            (True, False): _("split"),
            (True, True): _("partial transfer"),
        }
        return words[is_divided, is_joined]

    @property
    def renamed(self) -> set[int]:
        """Ids of the units that go on whole and alone, under another name."""
        steps = [(change.predecessor_id, change.successor_code, change.share) for change in self.changes.all()]
        return set(renamed(steps))

    @property
    def is_of_provinces(self) -> bool:
        return any(unit.kind == Kind.PROVINCE for unit in self.changes_by_predecessor)

    @property
    def head(self) -> str:
        """What its lines are about, as the head of a table."""
        return gettext("Province") if self.is_of_provinces else gettext("Commune")

    @property
    def changes_by_predecessor(self) -> dict:
        """{unit: its changes}, in the order they were entered."""
        found = defaultdict(list)
        for change in self.changes.all():
            found[change.predecessor].append(change)
        return dict(found)


class Change(models.Model):
    """A commune, or a part of one, going over into a commune that exists from the day on."""

    reorganisation = ParentalKey(Reorganisation, on_delete=models.CASCADE, related_name="changes")
    predecessor = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("commune or province of today")
    )
    share = models.CharField(_("share"), max_length=10, choices=Succession.Share, default=Succession.Share.WHOLE)
    successor_code = models.CharField(_("code afterwards"), max_length=5, help_text=_("Text: leading zeros count."))
    successor_name = models.CharField(
        _("name afterwards"), max_length=120, help_text=_("With its type, as in “Xã Hòa Thịnh”.")
    )
    province = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("province afterwards"),
        help_text=_("Empty: the same as before."),
    )
    fraction = models.DecimalField(
        _("fraction"),
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("Only for parts, if it is known: 0.25 is a quarter."),
    )

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.predecessor} → {self.successor_name}"

    @property
    def is_whole(self):
        return self.share == Succession.Share.WHOLE

    @property
    def province_after(self):
        return self.province or self.predecessor.parent
