from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, PreviewableMixin, TranslatableMixin
from wagtail.search import index

from communes.folding import fold
from ui.previews import BothLanguagesPreviewMixin

from ..forms import QuizForm
from ..sitting import NO_RULES
from .questions import Difficulty, Question, Topic


class Review(models.TextChoices):
    """What a person sees of a marked sitting."""

    AFTER_PASSING = "after-passing", _("right answers once it is passed")
    ALWAYS = "always", _("right answers at once")
    SCORE = "score", _("only the score")


class Contents(NamedTuple):
    questions: list[Question]
    # What is asked, fixed or drawn, by keys: see `drawing.drawn`.
    slots: list[dict]


class Quiz(BothLanguagesPreviewMixin, index.Indexed, PreviewableMixin, TranslatableMixin, ClusterableModel):
    """Questions sat together and marked by the server."""

    title = models.CharField(_("title"), max_length=120)
    pass_mark = models.PositiveSmallIntegerField(_("pass mark"), default=75, help_text=_("Per cent of the points."))

    is_shuffled = models.BooleanField(_("questions in any order"), default=False)
    is_on_one_page = models.BooleanField(_("all questions on one page"), default=False)
    review = models.CharField(
        _("what people see afterwards"), max_length=20, choices=Review, default=Review.AFTER_PASSING
    )
    attempts_allowed = models.PositiveSmallIntegerField(
        _("number of attempts"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    wait_minutes = models.PositiveIntegerField(_("minutes between attempts"), default=0)
    minutes = models.PositiveSmallIntegerField(
        _("minutes for an attempt"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    is_supervised = models.BooleanField(_("only in the presence of a trainer"), default=False)

    base_form_class = QuizForm
    panels = [
        FieldPanel("title"),
        FieldPanel("pass_mark"),
        InlinePanel("places", heading=_("Questions"), label=_("Question"), icon="help"),
        InlinePanel(
            "draws",
            heading=_("Questions drawn by chance"),
            label=_("Draw"),
            icon="rotate",
            help_text=_("Each attempt gets other questions, as many as you say, out of all that fit."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("is_shuffled"),
                FieldPanel("is_on_one_page"),
                FieldPanel("review"),
                FieldRowPanel([FieldPanel("attempts_allowed"), FieldPanel("wait_minutes")]),
                FieldPanel("minutes", help_text=_("Leave it empty: most people learn better without a clock.")),
                FieldPanel(
                    "is_supervised", help_text=_("A trainer opens the quiz by a code for people who are there.")
                ),
            ],
            heading=_("Rules"),
            classname="collapsed",
        ),
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
        """All that may be asked and are published, each with its choices: the fixed ones in order, then the rest."""
        return self.contents().questions

    def contents(self) -> "Contents":
        fixed = [place.question_id for place in self.places.all()]
        draws = [(draw.count, list(draw.pool().values_list("pk", flat=True))) for draw in self.draws.all()]
        pools = [key for _count, pool in draws for key in pool]
        found = Question.objects.live().with_choices().in_bulk([*fixed, *pools])
        keys = {pk: str(question.key) for pk, question in found.items()}
        slots = [{"question": keys[pk]} for pk in fixed if pk in keys]
        slots += [{"count": count, "pool": sorted({keys[pk] for pk in pool})} for count, pool in draws]
        return Contents([found[pk] for pk in dict.fromkeys([*fixed, *pools]) if pk in found], slots)

    @property
    def rules(self):
        return {name: getattr(self, name) for name in NO_RULES} | {"review": self.review}

    def get_preview_template(self, request, mode_name):
        return "quizzes/quiz.html"

    def get_preview_context(self, request, mode_name):
        contents = self.contents()
        shown = {"quiz": self, "questions": contents.questions, "version": {"sheet": {"slots": contents.slots}}}
        return super().get_preview_context(request, mode_name) | shown


class QuizDraw(Orderable):
    """So many questions by chance, out of those that fit."""

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="draws")
    count = models.PositiveSmallIntegerField(_("how many"), default=5, validators=[MinValueValidator(1)])
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, verbose_name=_("topic"))
    difficulty = models.PositiveSmallIntegerField(_("difficulty"), choices=Difficulty, null=True, blank=True)

    panels = [FieldRowPanel([FieldPanel("count"), FieldPanel("topic"), FieldPanel("difficulty")])]

    class Meta(Orderable.Meta):
        verbose_name = _("draw of questions")
        verbose_name_plural = _("draws of questions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(topic__isnull=False) | models.Q(difficulty__isnull=False), name="a_draw_says_of_what"
            )
        ]

    def __str__(self):
        return f"{self.count} {self.topic or ''} {self.get_difficulty_display() or ''}".strip()

    def clean(self):
        if not self.topic_id and not self.difficulty:
            raise ValidationError({"topic": _("Say among which questions to draw: choose a topic or a difficulty.")})

    def pool(self):
        """The published questions that fit, in the quiz's language."""
        fitting = {"question_tags__tag": self.topic_id, "difficulty": self.difficulty}
        return Question.objects.live().filter(
            locale=self.quiz.locale_id, **{name: value for name, value in fitting.items() if value}
        )


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
