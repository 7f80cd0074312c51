"""The checklist at the head of the editor."""

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from .checking import findings_of, refusals


class GatePanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/admin/gates.html"

        @cached_property
        def findings(self):
            return findings_of(self.instance) if self.instance.pk else None

        def get_context_data(self, parent_context=None):
            found = self.findings
            context = {"is_new": found is None, "refusals": refusals(found or [])}
            context["informs"] = [finding for finding in found or [] if not finding.refuses]
            return super().get_context_data(parent_context) | context
