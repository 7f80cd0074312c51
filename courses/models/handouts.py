from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, TranslatableMixin


class KeyPoint(TranslatableMixin, Orderable):
    """What people should keep in mind from a course: printed large on its handout."""

    page = ParentalKey("courses.CoursePage", on_delete=models.CASCADE, related_name="key_points")
    text = models.CharField(_("text"), max_length=110)

    panels = [FieldPanel("text")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("key point")
        verbose_name_plural = _("key points")

    def __str__(self):
        return self.text
