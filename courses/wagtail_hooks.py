from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet

from accounts.desks import TrainersMenuItem

from . import copying_desk, sharing_views, sound_desk
from .claims import desk as claims
from .editor import CoursesPanel
from .freshness import desk as freshness
from .freshness.panel import FlagsPanel
from .gates import desk as gates_desk
from .gates.refusing import guard
from .models import CoursePage, LessonPage
from .viewsets import RehearsalViewSet, TermViewSet

register_snippet(RehearsalViewSet)
register_snippet(TermViewSet)
hooks.register("after_publish_page", sound_desk.tell_of_stale_sound)


@hooks.register("construct_homepage_panels")
def begin_with_courses(request, panels):
    panels.append(CoursesPanel(request))
    panels.append(FlagsPanel(request))


@hooks.register("register_admin_urls")
def sound_urls():
    return [
        path("sound/", sound_desk.report, name="sound_report"),
        path("sound/lessons/<int:pk>/", sound_desk.lesson_sound, name="sound_of_lesson"),
        path("sound/quizzes/<int:pk>/", sound_desk.quiz_sound, name="sound_of_quiz"),
    ]


@hooks.register("before_copy_page")
def look_at_copies(request, page):
    """A copy that is live at once is published by no other road."""
    if request.method == "POST" and request.POST.get("publish_copies"):
        for lesson in LessonPage.objects.live().descendant_of(page, inclusive=True):
            guard(lesson)


@hooks.register("register_admin_urls")
def gate_urls():
    return [path("gates/", gates_desk.report, name="gates_report")]


@hooks.register("register_reports_menu_item")
def gates_menu_item():
    return MenuItem(_("Before it goes live"), reverse("gates_report"), icon_name="tasks", order=1310)


@hooks.register("register_admin_urls")
def rehearsal_urls():
    return [path("rehearsals/<int:pk>/bring-in/", copying_desk.bring_in, name="courses_bring_in_screens")]


@hooks.register("register_admin_urls")
def freshness_and_claims_urls():
    return [
        path("done-for-real/", claims.confirm, name="confirm_claims"),
        path("freshness/", freshness.listing, name="freshness"),
        path("freshness/<slug:kind>/<int:pk>/still-right/", freshness.still_right, name="freshness_still_right"),
        path("freshness/<slug:kind>/<int:pk>/changed/", freshness.changed, name="freshness_changed"),
    ]


@hooks.register("register_log_actions")
def name_reports(actions):
    actions.register_action(
        "courses.changed", _("Say that the screen has changed"), _("Said that the screen has changed")
    )
    actions.register_action("courses.confirm", _("Confirm what was done"), _("Confirmed what was done for real"))
    actions.register_action("courses.decline", _("Say it was not so"), _("Said it was not done for real"))


@hooks.register("register_admin_menu_item")
def claims_menu_item():
    return TrainersMenuItem(_("Confirm what was done"), reverse("confirm_claims"), icon_name="check", order=858)


@hooks.register("register_reports_menu_item")
def freshness_menu_item():
    return TrainersMenuItem(_("Freshness"), reverse("freshness"), icon_name="date", order=1290)


@hooks.register("register_reports_menu_item")
def sound_menu_item():
    return MenuItem(_("Sound"), reverse("sound_report"), icon_name="media", order=1300)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def sound_button(page, user, *args, **kwargs):
    if issubclass(page.specific_class or type(page), LessonPage) and page.permissions_for_user(user).can_edit():
        yield Button(_("Sound"), reverse("sound_of_lesson", args=[page.pk]), icon_name="media", priority=12)


@hooks.register("register_admin_urls")
def sharing_urls():
    return [path("sharing/start/", sharing_views.start, name="start_sharing")]


@hooks.register("register_page_header_buttons")
def share_button(page, user, *args, **kwargs):
    """For trainers: what to print and to pass on, in the language of the page."""
    if issubclass(page.specific_class or type(page), CoursePage) and page.live:
        with override(page.locale.language_code):
            address = reverse("courses:share", args=[page.translation_key])
        yield Button(_("Handout and share pack"), address, icon_name="download", priority=13)
