from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from .fields import PlainTextField


class Link(TranslatableMixin):
    """An address outside this site. Lessons name a link; only this registry holds the address."""

    title = models.CharField(_("words to show"), max_length=120)
    url = models.URLField(_("address"), max_length=300)
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)

    panels = [FieldPanel("title"), FieldPanel("url"), FieldPanel("checked_on")]
    override_translatable_fields = []

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self):
        return self.title

    @property
    def state(self):
        """How its address answered the last time, in words."""
        check = getattr(self, "last_check", None)
        return check.words if check else ""


class Term(TranslatableMixin):
    """A word that not everybody knows, with what it means in plain words. Lessons explain it where it comes first."""

    term = models.CharField(_("word"), max_length=80, help_text=_("As it stands in the lessons, such as OTP."))
    also = PlainTextField(_("other forms of it"), blank=True, help_text=_("One a line."))
    meaning = PlainTextField(
        _("what it means"), validators=[MaxLengthValidator(240)], help_text=_("One or two plain sentences.")
    )
    instead = models.CharField(
        _("everyday words to use instead"),
        max_length=120,
        blank=True,
        help_text=_("Only for the language of offices: whoever writes a lesson is then reminded of them."),
    )
    is_only_for_authors = models.BooleanField(
        _("only for authors"), default=False, help_text=_("Readers don't see it underlined, nor in the list of words.")
    )

    panels = [
        FieldPanel("term"),
        FieldPanel("also"),
        FieldPanel("meaning"),
        FieldPanel("instead"),
        FieldPanel("is_only_for_authors"),
    ]
    override_translatable_fields = [SynchronizedField("is_only_for_authors")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("word explained")
        verbose_name_plural = _("words explained")

    def __str__(self):
        return self.term

    @property
    def forms(self) -> tuple[str, ...]:
        """All spellings of it, the word itself first."""
        return (self.term, *filter(None, map(str.strip, self.also.splitlines())))


class LinkCheckQuerySet(models.QuerySet):
    def broken(self):
        return self.filter(failing_days__gte=LinkCheck.DAYS)


class LinkCheck(models.Model):
    """How the address of a link answered when it was last asked for."""

    # A site may be down for a day: only what fails on so many different days is broken.
    DAYS = 2

    class Trouble(models.TextChoices):
        MISSING = "missing", _("The page is not there any more")
        REFUSED = "refused", _("The site does not let us in")
        FAULTY = "faulty", _("The site itself has a fault")
        UNKNOWN = "unknown", _("There is no site of this name")
        SILENT = "silent", _("The site does not answer")
        UNSAFE = "unsafe", _("The site's certificate is not in order")
        CUT = "cut", _("The connection was cut")
        PRIVATE = "private", _("The address is not on the public internet")

    link = models.OneToOneField(Link, models.CASCADE, related_name="last_check")
    checked_at = models.DateTimeField(_("checked at"))
    # As HTTP says it; null where nothing was answered.
    status = models.PositiveSmallIntegerField(null=True)
    trouble = models.CharField(max_length=10, choices=Trouble, blank=True)
    # Where it led in the end, if not to itself.
    leads_to = models.TextField(blank=True)
    failing_since = models.DateTimeField(null=True)
    # On how many different days in a row it failed.
    failing_days = models.PositiveSmallIntegerField(default=0)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("check of a link")
        verbose_name_plural = _("checks of links")

    def __str__(self):
        return f"{self.link_id} {self.trouble or self.status}"

    @property
    def is_broken(self):
        return self.failing_days >= self.DAYS

    @property
    def words(self):
        if not self.trouble:
            return gettext("Moved to %(url)s") % {"url": self.leads_to} if self.leads_to else gettext("Works")
        said = f"{self.get_trouble_display()} ({self.status})" if self.status else self.get_trouble_display()
        if self.is_broken:
            day = timezone.localdate(self.failing_since)
            return gettext("Broken since %(day)s: %(what)s") % {"day": f"{day:%d/%m/%Y}", "what": said}
        return gettext("Failed once: %(what)s") % {"what": said}
