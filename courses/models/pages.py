from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from quizzes.interactions import Interaction
from ui.fields import PlainTextField
from ui.previews import BothLanguagesPreviewMixin
from ui.refusals import NotHere

from ..blocks import StepBlock
from ..gates.forms import GatedFormMixin
from ..gates.panels import GatePanel
from ..gates.refusing import GatedMixin
from ..sharing import LONGEST_POST
from ..sharing_panels import sharing_panel
from .freshness import CheckedMixin
from .requirements import RequirementsMixin, requirements_panel


class CoursePage(BothLanguagesPreviewMixin, RequirementsMixin, Page):
    """A course: a few lessons and a quiz, for which there is a certificate."""

    summary = models.CharField(_("what it gives"), max_length=160, help_text=_("One sentence."))
    icon = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("icon"),
    )
    quiz = models.ForeignKey(
        "quizzes.Quiz", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("quiz")
    )
    post = PlainTextField(_("post for Zalo"), max_length=LONGEST_POST, blank=True)
    loudspeaker = PlainTextField(_("script for the loudspeaker"), max_length=3000, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        InlinePanel(
            "outcomes", label=_("Outcome"), heading=_("After this course people can …"), icon="check", max_num=6
        ),
        FieldPanel("quiz"),
        requirements_panel(),
        FieldPanel("icon", help_text=_("A simple square drawing, shown beside the title.")),
        sharing_panel(),
    ]
    override_translatable_fields = [SynchronizedField("slug"), SynchronizedField("is_quiz_optional")]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["courses.LessonPage"]
    admin_default_ordering = "ord"
    template = "courses/course_page.html"
    card_template = "courses/_card.html"

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    @property
    def key(self):
        return self.translation_key

    @cached_property
    def lessons(self):
        return list(LessonPage.objects.child_of(self).live().order_by("path").defer_streamfields())

    def get_context(self, request, *args, **kwargs):
        from ..handouts import kilobytes

        # A preview may be of what nobody has saved, and what it leads to is what is published.
        weight = None if getattr(request, "is_preview", False) else kilobytes(request, [self])
        return super().get_context(request, *args, **kwargs) | {"handout_kb": weight}

    @property
    def minutes(self):
        return sum(lesson.minutes for lesson in self.lessons)

    @property
    def checked_on(self):
        """The oldest check among its lessons: a course is as fresh as its stalest part."""
        return min((lesson.checked_on for lesson in self.lessons if lesson.checked_on), default=None)


class CourseOutcome(TranslatableMixin, Orderable):
    """Something people can do after a course."""

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="outcomes")
    text = models.CharField(_("text"), max_length=120)

    panels = [FieldPanel("text")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")

    def __str__(self):
        return self.text


SIMPLE = {Interaction.CHOICE, Interaction.TRUE_FALSE}


class LessonForm(GatedFormMixin, WagtailAdminPageForm):
    pass


class LessonPage(GatedMixin, CheckedMixin, BothLanguagesPreviewMixin, Page):
    """A lesson: a few steps, the same for everyone who reads it."""

    summary = models.CharField(_("summary"), max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=5)
    is_optional = models.BooleanField(
        _("optional"), default=False, help_text=_("The course is completed without it, too.")
    )
    steps = StreamField([("step", StepBlock())], verbose_name=_("steps"))
    source = PlainTextField(_("source"), help_text=_("The rule or paper that the lesson rests on."))
    reviewer = models.CharField(_("reviewer"), max_length=120, blank=True)
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)

    base_form_class = LessonForm
    content_panels = [
        GatePanel(heading=_("Before it goes live"), icon="tasks"),
        *Page.content_panels,
        FieldPanel("summary", help_text=_("One sentence.")),
        FieldPanel("steps", help_text=_("Each step is one screen: one thing to read or to do.")),
        FieldPanel("is_optional"),
        FieldPanel("minutes", help_text=_("How long an unhurried reader takes.")),
        MultiFieldPanel(
            [FieldPanel("source"), FieldPanel("reviewer"), FieldPanel("checked_on")],
            heading=_("Where this comes from"),
            icon="doc-full-inverse",
            help_text=_("Shown under the lesson, so that people can trust it."),
        ),
    ]
    override_translatable_fields = [SynchronizedField(name) for name in ("slug", "reviewer", "is_optional")]
    parent_page_types = ["courses.CoursePage"]
    subpage_types = []
    template = "courses/lesson_page.html"

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    @property
    def key(self):
        return self.translation_key

    @cached_property
    def course(self):
        return self.get_parent().specific

    @cached_property
    def published(self):
        """The same lesson and its course as the catalogue keeps them; None while one of them is a draft."""
        from ..catalogue import lesson_in_language

        return lesson_in_language(self.key, self.locale.language_code)

    @property
    def known_urls(self):
        """Its addresses by language, so that the link to the other language costs no question."""
        return self.published.lesson.urls if self.published else {}

    def serve(self, request, *args, **kwargs):
        """A lesson is open as long as its course is."""
        if not self.published and not self.course.live:
            raise NotHere(_("This lesson is not here any more. Choose another from the home page."))
        return super().serve(request, *args, **kwargs)

    def has_practice(self):
        """Whether some of its quick checks are more than choices, and need what a lesson else does without."""
        asked = (block.value for step in self.steps for block in step.value["body"] if block.block_type == "check")
        return any(question and question.interaction not in SIMPLE for question in asked)

    def has_rehearsal(self):
        """Whether one of its cards waits to be told that its rehearsal was done."""
        return any(block.block_type == "rehearsal" for step in self.steps for block in step.value["body"])

    def get_context(self, request, *args, **kwargs):
        from ..state import after_lesson

        place = self.published or self.draft_place()
        following = after_lesson(self.key, self.locale.language_code) if self.published else None
        return super().get_context(request, *args, **kwargs) | place._asdict() | {"following": following}

    def draft_place(self):
        from ..catalogue import Place

        keys = [lesson.pk for lesson in self.course.lessons]
        position = keys.index(self.pk) + 1 if self.pk in keys else len(keys) + 1
        return Place(self, self.course.key, self.course.title, self.course.url, position, max(len(keys), position))
