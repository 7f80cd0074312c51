from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from ui.blocks import EDITORIAL_BLOCKS


class CheckBlock(SnippetChooserBlock):
    """A question of the bank, asked in passing, with feedback at once."""

    def __init__(self, target_model="quizzes.Question", **kwargs):
        super().__init__(target_model, **kwargs)

    def bulk_to_python(self, values):
        """All questions of a lesson and their choices in two queries."""
        found = self.model_class.objects.with_choices().in_bulk(values)
        return [found.get(value) for value in values]

    class Meta:
        icon = "help"
        label = _("Check question")
        template = "courses/blocks/check.html"


class RehearsalBlock(SnippetChooserBlock):
    """The way to a rehearsal and back."""

    def __init__(self, target_model="courses.Rehearsal", **kwargs):
        super().__init__(target_model, **kwargs)

    class Meta:
        icon = "mobile-alt"
        label = _("Rehearsal")
        template = "courses/blocks/rehearsal.html"


class StepBlock(blocks.StructBlock):
    """One screen of a lesson: one thing to read or do."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    body = blocks.StreamBlock(
        [*EDITORIAL_BLOCKS, ("check", CheckBlock()), ("rehearsal", RehearsalBlock())], label=_("Content")
    )

    class Meta:
        icon = "doc-full"
        label = _("Step")
        label_format = "{title}"
        template = "courses/blocks/step.html"
