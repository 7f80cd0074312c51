from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from ui.fields import PlainTextField


class Framework(ClusterableModel):
    """What people of an audience should be able to do, as a document of the State lists it."""

    code = models.CharField(_("code"), max_length=30)
    version = models.CharField(_("version"), max_length=30)
    title = models.CharField(_("title"), max_length=200)
    audience = models.CharField(_("audience"), max_length=200, blank=True, help_text=_("For whom it was written."))
    source = PlainTextField(_("source document"), blank=True, help_text=_("Number, day and issuer of the document."))

    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("version")]),
        FieldPanel("title"),
        FieldPanel("audience"),
        FieldPanel("source"),
        InlinePanel("competencies", heading=_("Competencies"), label=_("Competency"), icon="tag"),
    ]

    class Meta:
        verbose_name = _("competency framework")
        verbose_name_plural = _("competency frameworks")
        ordering = ["code", "version"]
        constraints = [models.UniqueConstraint("code", "version", name="one_framework_per_code_and_version")]

    def __str__(self):
        return f"{self.code} {self.version}"


class Competency(Orderable):
    """One thing that a person is able to do."""

    framework = ParentalKey(Framework, on_delete=models.CASCADE, related_name="competencies")
    code = models.CharField(_("code"), max_length=30)
    title = models.CharField(_("title"), max_length=200)

    panels = [FieldRowPanel([FieldPanel("code"), FieldPanel("title")])]

    class Meta(Orderable.Meta):
        verbose_name = _("competency")
        verbose_name_plural = _("competencies")
        constraints = [models.UniqueConstraint("framework", "code", name="one_competency_per_framework_and_code")]

    def __str__(self):
        return f"{self.code} {self.title}"
