"""Nothing goes live that the gates refuse, whichever road it takes; drafts are always saved."""

import logging

from wagtail_localize.models import Translation

from .checking import refusals_of

logger = logging.getLogger(__name__)
SCHEDULED = "wagtail.publish.scheduled"


class NotReady(Exception):
    """Publishing was refused; `sentences` say what to do."""

    def __init__(self, thing, found):
        self.thing, self.sentences = thing, [finding.sentence for finding in found]
        super().__init__(f"{thing}: {' '.join(self.sentences)}")


def guard(thing) -> None:
    """Raises NotReady where a gate refuses."""
    if found := refusals_of(thing):
        raise NotReady(thing, found)


class GatedMixin:
    """For pages and snippets that are published: all roads of Wagtail come past `publish`."""

    def publish(self, revision, *args, log_action=True, **kwargs):
        try:
            guard(revision.as_object())
        except NotReady as refusal:
            if log_action != SCHEDULED:
                raise
            # The clock has nobody to tell it to, and whatever else is due must not wait for it.
            logger.error("Not published as scheduled: %s", refusal)
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            return None
        return super().publish(revision, *args, log_action=log_action, **kwargs)

    def save(self, *args, **kwargs):
        """wagtail-localize writes a translation that is live already before it is published."""
        if self.live and not kwargs.get("update_fields") and is_translated_here(self):
            guard(self)
        return super().save(*args, **kwargs)


def is_translated_here(thing) -> bool:
    return Translation.objects.filter(
        source__object_id=thing.translation_key, target_locale_id=thing.locale_id, enabled=True
    ).exists()
