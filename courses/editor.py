"""What a trainer sees first in the editor: the courses, each with its lessons."""

from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component
from wagtail.permission_policies.pages import PagePermissionPolicy

from .models import CoursePage


class CoursesPanel(Component):
    name = "courses"
    template_name = "courses/admin/courses_panel.html"
    order = 10

    def __init__(self, request):
        self.request = request

    @cached_property
    def courses(self):
        """Those that this person may work on, the site's own language first."""
        allowed = PagePermissionPolicy().explorable_instances(self.request.user)
        courses = CoursePage.objects.filter(pk__in=allowed.values("pk")).select_related("locale").order_by("path")
        return sorted(courses, key=lambda course: course.locale_id)

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {"courses": self.courses}
