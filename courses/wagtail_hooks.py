from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet

from . import copying_desk, sound_desk
from .editor import CoursesPanel
from .models import LessonPage
from .viewsets import RehearsalViewSet

register_snippet(RehearsalViewSet)
hooks.register("after_publish_page", sound_desk.tell_of_stale_sound)


@hooks.register("construct_homepage_panels")
def begin_with_courses(request, panels):
    panels.append(CoursesPanel(request))


@hooks.register("register_admin_urls")
def sound_urls():
    return [
        path("sound/", sound_desk.report, name="sound_report"),
        path("sound/lessons/<int:pk>/", sound_desk.lesson_sound, name="sound_of_lesson"),
        path("sound/quizzes/<int:pk>/", sound_desk.quiz_sound, name="sound_of_quiz"),
    ]


@hooks.register("register_admin_urls")
def rehearsal_urls():
    return [path("rehearsals/<int:pk>/bring-in/", copying_desk.bring_in, name="courses_bring_in_screens")]


@hooks.register("register_reports_menu_item")
def sound_menu_item():
    return MenuItem(_("Sound"), reverse("sound_report"), icon_name="media", order=1300)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def sound_button(page, user, *args, **kwargs):
    if issubclass(page.specific_class or type(page), LessonPage) and page.permissions_for_user(user).can_edit():
        yield Button(_("Sound"), reverse("sound_of_lesson", args=[page.pk]), icon_name="media", priority=12)
