from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, PreviewableMixin, TranslatableMixin
from wagtail.search import index

from communes.folding import fold
from ui.previews import BothLanguagesPreviewMixin

from ..forms import QuizForm
from .questions import Question


class Quiz(BothLanguagesPreviewMixin, index.Indexed, PreviewableMixin, TranslatableMixin, ClusterableModel):
    """Questions sat together and marked by the server."""

    title = models.CharField(_("title"), max_length=120)
    pass_mark = models.PositiveSmallIntegerField(_("pass mark"), default=75, help_text=_("Per cent of the points."))

    base_form_class = QuizForm
    panels = [
        FieldPanel("title"),
        FieldPanel("pass_mark"),
        InlinePanel("places", heading=_("Questions"), label=_("Question"), icon="help", min_num=1),
    ]
    search_fields = [
        index.SearchField("folded_title"),
        index.AutocompleteField("folded_title"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        constraints = [
            models.CheckConstraint(condition=models.Q(pass_mark__lte=100), name="a_pass_mark_is_a_percentage"),
        ]

    def __str__(self):
        return self.title

    @property
    def key(self):
        return self.translation_key

    @property
    def folded_title(self):
        return fold(self.title)

    def questions(self):
        """Those that are published, in their order, each with its choices."""
        keys = [place.question_id for place in self.places.all()]
        found = Question.objects.live().with_choices().in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def get_preview_template(self, request, mode_name):
        return "quizzes/quiz.html"

    def get_preview_context(self, request, mode_name):
        return super().get_preview_context(request, mode_name) | {"quiz": self, "questions": self.questions()}


class QuizQuestion(TranslatableMixin, Orderable):
    """A question's place in a quiz."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="places")
    question = models.ForeignKey(Question, models.PROTECT, related_name="places", verbose_name=_("question"))

    panels = [FieldPanel("question")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("question of a quiz")
        verbose_name_plural = _("questions of a quiz")

    def __str__(self):
        return str(self.question)
