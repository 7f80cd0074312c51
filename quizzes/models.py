import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, PreviewableMixin, TranslatableMixin
from wagtail.search import index

from communes.folding import fold
from ui.fields import PlainTextField
from ui.previews import BothLanguagesPreviewMixin

from .forms import QuestionForm, QuizForm
from .interactions import Interaction


class Question(BothLanguagesPreviewMixin, index.Indexed, PreviewableMixin, TranslatableMixin, ClusterableModel):
    """A question of the bank: for a quick check inside a lesson, or for a quiz."""

    stem = PlainTextField(_("question"))
    interaction = models.CharField(_("kind"), max_length=20, choices=Interaction, default=Interaction.CHOICE)
    is_multiple = models.BooleanField(_("several right choices"), default=False)
    explanation = PlainTextField(_("explanation"), blank=True, help_text=_("Shown after the answer, right or wrong."))

    base_form_class = QuestionForm
    panels = [
        FieldPanel("stem", heading=_("Question"), icon="help"),
        InlinePanel(
            "choices",
            heading=_("Choices"),
            label=_("Choice"),
            icon="list-ul",
            min_num=2,
            max_num=8,
            help_text=_("Mark what is right, and say for each choice why it is right or wrong."),
        ),
        FieldPanel("explanation"),
        FieldPanel("interaction"),
        FieldPanel("is_multiple", help_text=_("People have to find them all.")),
    ]
    search_fields = [
        index.SearchField("folded_stem"),
        index.AutocompleteField("folded_stem"),
        index.FilterField("locale_id"),
        index.FilterField("interaction"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self):
        return self.stem[:80]

    @property
    def folded_stem(self):
        return fold(self.stem)

    @property
    def key(self):
        return self.translation_key

    def get_preview_template(self, request, mode_name):
        return "quizzes/question_preview.html"


class Choice(TranslatableMixin, Orderable):
    """One thing offered as an answer."""

    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="choices")
    text = models.CharField(_("text"), max_length=250)
    is_right = models.BooleanField(_("right"), default=False)
    feedback = models.CharField(_("what to say when it is chosen"), max_length=400, blank=True)

    panels = [FieldPanel("text"), FieldPanel("is_right"), FieldPanel("feedback")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("choice")
        verbose_name_plural = _("choices")

    def __str__(self):
        return self.text

    @property
    def key(self):
        return self.translation_key


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
        """The questions in their order, each with its choices."""
        places = self.places.select_related("question").prefetch_related("question__choices")
        return [place.question for place in places]

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


class AttemptQuerySet(models.QuerySet):
    def passed(self):
        return self.filter(is_passed=True)


class Attempt(models.Model):
    """One sitting of a quiz by one learner. Its key is that of the event it follows from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey("learners.Learner", models.CASCADE, related_name="attempts")
    # The translation key: the quiz may be sat in any language, and its row may go.
    quiz_key = models.UUIDField(db_index=True, editable=False)
    quiz_title = models.CharField(max_length=120, editable=False)
    locale = models.CharField(max_length=20, editable=False)
    started_at = models.DateTimeField(_("started at"), null=True, editable=False)
    submitted_at = models.DateTimeField(_("submitted at"), editable=False)
    # Frozen at submission: the quiz may change afterwards, the words sat and the score may not.
    sheet = models.JSONField(editable=False)
    earned = models.PositiveSmallIntegerField(_("points earned"), editable=False)
    possible = models.PositiveSmallIntegerField(_("points possible"), editable=False)
    score = models.PositiveSmallIntegerField(_("score"), editable=False)
    pass_mark = models.PositiveSmallIntegerField(_("pass mark"), editable=False)
    is_passed = models.BooleanField(_("passed"), editable=False)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["submitted_at", "id"]
        indexes = [models.Index(fields=["learner", "quiz_key"])]

    def __str__(self):
        return f"{self.quiz_title}: {self.score} %"
