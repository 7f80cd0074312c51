"""The editor's form: asks the gates before anything is published, and takes a lighter picture at a tap."""

from .checking import refusals_of
from .weight import LIGHTEN

PUBLISHING = ("action-publish", "action-submit", "action-restart-workflow")


class GatedFormMixin:
    def clean(self):
        data = super().clean()
        if self.data.get(LIGHTEN, "").isdecimal() and data:
            lighten(data.get("steps") or data.get("screens") or [], int(self.data[LIGHTEN]))
        return data

    def _post_clean(self):
        super()._post_clean()
        if self.is_to_be_published and not self.errors:
            for finding in refusals_of(self.instance):
                self.add_error(None, finding.sentence)

    @property
    def is_to_be_published(self):
        """Saving a draft, or sending it back to its author, is always possible."""
        if self.is_deferred_validation:
            return False
        return any(name in self.data for name in PUBLISHING) or self.data.get("workflow-action-name") == "approve"


def lighten(steps, picture: int) -> None:
    """Ticks the lighter version wherever this picture stands in a lesson or on the screens of a rehearsal."""
    for step in steps:
        for block in step.value.get("body") or step.value.get("parts") or []:
            values = block.value if block.block_type == "instructions" else [block.value]
            for value in values if block.block_type in ("picture", "instructions") else []:
                if value["image"] and value["image"].pk == picture:
                    value["is_light"] = True
