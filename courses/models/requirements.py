from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from ..checklist import checklist
from ..completion import Rule
from .progress import RehearsalMode


class RequirementsMixin(models.Model):
    """What of a course counts."""

    is_quiz_optional = models.BooleanField(_("the quiz is only for practice"), default=False)

    class Meta:
        abstract = True

    @cached_property
    def rule(self):
        """What counts of it as it is written here, saved or not."""
        rehearsals = {row.rehearsal.key: row.mode for row in self.required_rehearsals.all() if row.rehearsal.live}
        lessons = tuple(lesson.key for lesson in self.lessons if not lesson.is_optional)
        return Rule(lessons, rehearsals, None if self.is_quiz_optional or not self.quiz else self.quiz.pass_mark)

    @cached_property
    def rule_in_force(self):
        """What counts is said by the course in the site's own language; the others follow it."""
        from ..catalogue import courses

        course = courses().get(self.key)
        return course.rule if course and self.locale.language_code != settings.LANGUAGE_CODE else self.rule

    @property
    def checklist(self):
        """What counts, as it is read by everyone: nothing of it done."""
        from ..catalogue import in_language, rehearsals

        titles = {key: in_language(words, self.locale.language_code) for key, words in rehearsals().items()}
        return checklist(self.rule_in_force, titles)


class CourseRehearsal(TranslatableMixin, Orderable):
    """A rehearsal without which a course is not completed."""

    page = ParentalKey("courses.CoursePage", on_delete=models.CASCADE, related_name="required_rehearsals")
    rehearsal = models.ForeignKey("courses.Rehearsal", models.CASCADE, related_name="+", verbose_name=_("rehearsal"))
    mode = models.CharField(_("way"), max_length=5, choices=RehearsalMode, default=RehearsalMode.ALONE)

    panels = [
        FieldPanel("rehearsal"),
        FieldPanel("mode", help_text=_("Who does it with less help has done this too.")),
    ]
    override_translatable_fields = [SynchronizedField("mode")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("rehearsal that counts")
        verbose_name_plural = _("rehearsals that count")

    def __str__(self):
        return f"{self.rehearsal} ({self.get_mode_display()})"


def requirements_panel():
    return MultiFieldPanel(
        [
            InlinePanel("required_rehearsals", label=_("Rehearsal that counts")),
            FieldPanel("is_quiz_optional"),
        ],
        heading=_("What counts towards the certificate"),
        icon="tick",
        help_text=_(
            "Every lesson counts, but for those that say they are optional; and the quiz, where there is one. "
            "Other languages follow what is said in the site's own. Changing this takes nobody's certificate away."
        ),
    )
