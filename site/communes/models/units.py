from django.db import models
from django.utils.translation import gettext_lazy as _

from .. import naming


class Kind(models.TextChoices):
    PROVINCE = "province", _("province")
    DISTRICT = "district", _("district")
    COMMUNE = "commune", _("commune")


class UnitQuerySet(models.QuerySet):
    def current(self):
        return self.filter(valid_to__isnull=True)

    def former(self):
        return self.filter(valid_to__isnull=False)

    def since(self, day):
        """Those that were there on that day or came later."""
        return self.filter(models.Q(valid_to=None) | models.Q(valid_to__gte=day))

    def provinces(self):
        return self.filter(kind=Kind.PROVINCE)

    def communes(self):
        return self.filter(kind=Kind.COMMUNE)

    def with_names(self):
        """With what a full name needs, however deep."""
        return self.select_related("parent__parent")


class Unit(models.Model):
    """A province, commune or former district, during the time it bears this name and these boundaries.

    A code alone is no key: most codes of July 2025 were in use before, many for another place.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    code = models.CharField(_("code"), max_length=5, help_text=_("Text: leading zeros count."))
    name = models.CharField(_("name"), max_length=120, help_text=_("With its type, as in “Xã Hòa Thịnh”."))
    type = models.CharField(_("type"), max_length=20, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    # Null: since before this register begins.
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    area_km2 = models.FloatField(_("area in km²"), null=True, blank=True)
    # What people type is compared with these; `naming` makes them from the name and those around it.
    search_name = models.CharField(max_length=120, editable=False, db_index=True)
    search_context = models.CharField(max_length=250, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["search_name", "code"]
        constraints = [
            models.UniqueConstraint("kind", "code", "valid_from", name="one_unit_per_kind_code_and_start"),
            models.UniqueConstraint(
                "kind", "code", condition=models.Q(valid_from=None), name="one_oldest_unit_per_kind_and_code"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from=None)
                | models.Q(valid_to=None)
                | models.Q(valid_from__lte=models.F("valid_to")),
                name="a_unit_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["parent", "kind", "valid_to"])]

    def __str__(self):
        return self.name

    @property
    def is_current(self):
        return self.valid_to is None

    @property
    def bare_name(self):
        """Without its type: Hòa Thịnh."""
        return naming.bare(self.name)

    @property
    def name_in_sentence(self):
        """Tỉnh Phú Yên as “tỉnh Phú Yên”."""
        return naming.in_a_sentence(self.name)

    @property
    def short_name(self):
        """Xã Hòa Thịnh, Đắk Lắk."""
        return f"{self.name}, {self.province.bare_name}" if self.parent else self.name

    @property
    def full_name(self):
        """Xã Hòa Thịnh, tỉnh Đắk Lắk; former units name their district and province."""
        return ", ".join([self.name, *(unit.name_in_sentence for unit in self.above)])

    @property
    def above(self):
        """The units that hold this one, the nearest first."""
        return [self.parent, *self.parent.above] if self.parent else []

    @property
    def province(self):
        return self.above[-1] if self.parent else self


class Succession(models.Model):
    """One unit becoming another, wholly or in part, on one day."""

    class Share(models.TextChoices):
        WHOLE = "whole", _("whole")
        MAIN_PART = "main_part", _("main part")
        PART = "part", _("part")

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="origins")
    share = models.CharField(_("share"), max_length=10, choices=Share)
    effective_on = models.DateField(_("effective on"))
    legal_reference = models.CharField(_("legal reference"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint("predecessor", "successor", "effective_on", name="one_succession_per_pair_and_day"),
        ]

    def __str__(self):
        return f"{self.predecessor} → {self.successor}"
