from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from communes.folding import fold
from ui.fields import PlainTextField
from ui.previews import BothLanguagesPreviewMixin

from ..editing import kinds_with
from ..forms import QuestionForm
from ..interactions import Interaction
from ..panels import CompetencyBoxes, Folded, KindCards, PlaceInput, RowsPanel, part, parts


class Difficulty(models.IntegerChoices):
    EASY = 1, _("easy")
    MEDIUM = 2, _("medium")
    HARD = 3, _("hard")


class Topic(TagBase):
    """What questions are about, as trainers name it: to find them, and to draw among them."""

    free_tagging = True

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class QuestionTag(ItemBase):
    tag = models.ForeignKey(Topic, models.CASCADE, related_name="question_tags")
    content_object = ParentalKey("quizzes.Question", on_delete=models.CASCADE, related_name="question_tags")


def file_field(model, words):
    return models.ForeignKey(model, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=words)


class QuestionQuerySet(models.QuerySet):
    def live(self):
        """Those that people are asked; the others are still being written."""
        return self.filter(live=True)

    def with_choices(self):
        """All that is shown of them, in two queries."""
        choices = Choice.objects.select_related("picture", "sound")
        return self.select_related("picture", "sound").prefetch_related(models.Prefetch("choices", choices))


class Question(
    BothLanguagesPreviewMixin,
    index.Indexed,
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    ClusterableModel,
):
    """A question of the bank: for a quick check inside a lesson, or for a quiz."""

    stem = PlainTextField(_("question"))
    interaction = models.CharField(_("kind"), max_length=20, choices=Interaction, default=Interaction.CHOICE)
    picture = file_field("wagtailimages.Image", _("picture"))
    sound = file_field("wagtaildocs.Document", _("sound"))
    is_multiple = models.BooleanField(_("several right choices"), default=False)
    is_shuffled = models.BooleanField(_("choices in any order"), default=False)
    # Marking.
    points = models.PositiveSmallIntegerField(_("points"), default=1)
    is_partial = models.BooleanField(_("points for a part"), default=False)
    takes_away = models.BooleanField(_("wrong answers take points away"), default=False)
    ignores_case = models.BooleanField(_("capital letters do not matter"), default=True)
    ignores_accents = models.BooleanField(_("accents do not matter"), default=True)
    # What people are told.
    explanation = PlainTextField(_("explanation"), blank=True, help_text=_("Shown after the answer, right or wrong."))
    right_feedback = PlainTextField(_("what to say when it is right"), blank=True)
    wrong_feedback = PlainTextField(_("what to say when it is wrong"), blank=True)
    # To find it.
    identifier = models.CharField(_("identifier"), max_length=255, blank=True, db_index=True, editable=False)
    difficulty = models.PositiveSmallIntegerField(_("difficulty"), choices=Difficulty, null=True, blank=True)
    topics = ClusterTaggableManager(_("topics"), through=QuestionTag, blank=True)
    competencies = ParentalManyToManyField("quizzes.Competency", blank=True, verbose_name=_("competencies"))

    objects = QuestionQuerySet.as_manager()

    base_form_class = QuestionForm
    panels = [
        FieldPanel("interaction", heading=_("What kind of question?"), icon="list-ul", widget=KindCards),
        FieldPanel("stem", heading=_("Question"), icon="help"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("picture"), FieldPanel("sound")])],
            heading=_("Picture and sound"),
            icon="image",
        ),
        RowsPanel(
            "choices",
            heading=_("Choices"),
            label=_("Choice"),
            icon="list-ul",
            max_num=20,
            help_text=_("Mark what is right, and say for each choice why it is right or wrong."),
            attrs=kinds_with("choices"),
        ),
        MultiFieldPanel(
            [
                part("is_multiple", help_text=_("People have to find them all.")),
                part("is_shuffled"),
                part("ignores_case"),
                part("ignores_accents", help_text=_("“hoa thinh” is then as good as “Hòa Thịnh”.")),
            ],
            heading=_("Answering"),
            icon="edit",
            attrs=kinds_with("answering"),
        ),
        MultiFieldPanel(
            [FieldPanel("explanation"), part("right_feedback"), part("wrong_feedback")],
            heading=_("What people are told"),
            icon="comment",
        ),
        MultiFieldPanel(
            [
                FieldPanel("points"),
                part("is_partial", help_text=_("Else only the whole answer earns the points.")),
                part("takes_away", help_text=_("People then dare less. Leave it out unless a rule asks for it.")),
            ],
            heading=_("Points"),
            icon="tasks",
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel("difficulty"), FieldPanel("topics"), FieldPanel("competencies", widget=CompetencyBoxes)],
            heading=_("To find it again"),
            icon="tag",
            classname="collapsed",
        ),
    ]
    search_fields = [
        index.SearchField("folded_stem"),
        index.AutocompleteField("folded_stem"),
        index.FilterField("id"),
        index.FilterField("locale_id"),
        index.FilterField("interaction"),
        index.FilterField("difficulty"),
    ]
    override_translatable_fields = [SynchronizedField("identifier")]

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

    @property
    def topic_names(self):
        return ", ".join(sorted(row.tag.name for row in self.question_tags.all()))

    def get_preview_template(self, request, mode_name):
        return "quizzes/question_preview.html"

    def get_preview_context(self, request, mode_name):
        from ..sheets import question_sheet

        return super().get_preview_context(request, mode_name) | {"question": question_sheet(self)}


class Choice(TranslatableMixin, Orderable):
    """One thing offered as an answer, or one answer that is accepted where people type."""

    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="choices")
    text = models.CharField(_("text"), max_length=250, blank=True)
    is_right = models.BooleanField(_("right"), default=False)
    feedback = models.CharField(_("what to say when it is chosen"), max_length=400, blank=True)
    match = models.CharField(_("goes with"), max_length=250, blank=True)
    # Per cent of the points; none: all of them if it is right.
    weight = models.DecimalField(_("worth in per cent"), max_digits=8, decimal_places=5, null=True, blank=True)
    tolerance = models.DecimalField(_("may be off by"), max_digits=20, decimal_places=8, null=True, blank=True)
    # {"x", "y", "width", "height"} in per cent of the question's picture.
    area = models.JSONField(_("place on the picture"), null=True, blank=True)
    picture = file_field("wagtailimages.Image", _("picture"))
    sound = file_field("wagtaildocs.Document", _("sound"))

    panels = [
        parts(FieldPanel("text"), part("match"), part("tolerance"), of="choices"),
        part("is_right"),
        part("area", widget=PlaceInput),
        part("feedback"),
        Folded(
            [
                part("weight", help_text=_("Empty: all points if it is right, none if it is wrong.")),
                parts(FieldPanel("picture"), FieldPanel("sound"), of="choice_files"),
            ],
            attrs=kinds_with("choice_more"),
        ),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("choice")
        verbose_name_plural = _("choices")

    def __str__(self):
        return self.text

    @property
    def key(self):
        return self.translation_key
