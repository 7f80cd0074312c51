from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..folding import fold
from ..naming import spelling
from .units import Unit

NAME_LENGTH = 200


class HamletKind(models.TextChoices):
    """As people call it, at the beginning of the name."""

    THON = "thon", "thôn"
    BUON = "buon", "buôn"
    TO_DAN_PHO = "to_dan_pho", "tổ dân phố"
    KHU_PHO = "khu_pho", "khu phố"
    KHOI_PHO = "khoi_pho", "khối phố"
    KHOM = "khom", "khóm"
    AP = "ap", "ấp"
    BAN = "ban", "bản"
    LANG = "lang", "làng"
    XOM = "xom", "xóm"
    OTHER = "other", _("other")


def kind_of(name: str) -> HamletKind:
    """“Buôn Ma Giai” → buôn. With its accents: Bàn Thạch is no bản."""
    words = f"{spelling(name)} "
    return next((kind for kind in HamletKind if words.startswith(f"{spelling(kind.label)} ")), HamletKind.OTHER)


class HamletQuerySet(models.QuerySet):
    def current(self):
        return self.filter(valid_to__isnull=True)


class Hamlet(models.Model):
    """A thôn, buôn or tổ dân phố of a commune, kept by those who work there."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="hamlets", verbose_name=_("commune"))
    name = models.CharField(_("name"), max_length=NAME_LENGTH, help_text=_("With its type, as in “Buôn Ma Giai”."))
    kind = models.CharField(_("kind"), max_length=10, choices=HamletKind, default=HamletKind.OTHER, editable=False)
    # The name as people compare it; made when it is saved.
    search_name = models.CharField(max_length=NAME_LENGTH, editable=False)
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    objects = HamletQuerySet.as_manager()

    class Meta:
        verbose_name = _("hamlet")
        verbose_name_plural = _("hamlets")
        ordering = ["search_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "unit",
                "search_name",
                condition=models.Q(valid_to=None),
                name="one_hamlet_of_a_name_per_unit",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | models.Q(valid_to__isnull=False),
                name="a_merged_hamlet_has_ended",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.fold_name()
        super().save(*args, **kwargs)

    def fold_name(self):
        """What is kept beside the name, so that it can be compared."""
        self.name = " ".join(self.name.split())
        self.search_name, self.kind = fold(self.name)[:NAME_LENGTH], kind_of(self.name)

    def clean(self):
        self.fold_name()
        if not self.search_name:
            raise ValidationError({"name": _("Write the name of the hamlet.")})

    @property
    def is_current(self):
        return self.valid_to is None

    @property
    def present(self):
        """Itself, or the one it is part of today."""
        hamlet, seen = self, set()
        while hamlet.merged_into_id and hamlet.pk not in seen:
            seen.add(hamlet.pk)
            hamlet = hamlet.merged_into
        return hamlet
