"""On the first page of the editor: what whoever signed in has to check."""

from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component

from accounts.permissions import is_trainer

from ..models import ChangeFlag
from .flags import versions
from .telling import edit_url, owner_of


class FlagsPanel(Component):
    name = "flags"
    template_name = "courses/admin/flags_panel.html"
    order = 5

    def __init__(self, request):
        self.request = request

    @cached_property
    def flagged(self):
        """One's own, and what belongs to nobody."""
        if not is_trainer(self.request.user):
            return []
        wanted = set(ChangeFlag.objects.raised().values_list("object_key", "locale_id"))
        found = versions({key for key, _locale in wanted}) if wanted else []
        own = [one for one in found if (one.translation_key, one.locale_id) in wanted and self.is_mine(one)]
        return [{"version": one, "edit_url": edit_url(one)} for one in own]

    def is_mine(self, version):
        return owner_of(version) in (self.request.user, None)

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {"flagged": self.flagged}
