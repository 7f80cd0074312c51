from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from accounts.desks import TrainersMenuItem

from . import marking_desk
from .bulk_actions import AddTopics, Copy, DeleteUnused, SetDifficulty
from .desk import question_picture
from .viewsets import LearningViewSetGroup

register_snippet(LearningViewSetGroup)
for action in (Copy, AddTopics, SetDifficulty, DeleteUnused):
    # After Wagtail's own, so that ours stands in its place.
    hooks.register("register_bulk_action", action, order=1)


@hooks.register("register_admin_urls")
def editor_urls():
    return [
        path("questions/pictures/<int:pk>/", question_picture, name="question_picture"),
        path("questions/<int:pk>/mark-again/", marking_desk.mark_again, name="quizzes_mark_again"),
        path("answers/", marking_desk.to_read, name="quizzes_to_read"),
        path("answers/<uuid:pk>/", marking_desk.read, name="quizzes_read"),
    ]


@hooks.register("register_admin_menu_item")
def answers_to_read():
    return TrainersMenuItem(_("Answers to read"), reverse("quizzes_to_read"), icon_name="edit", order=855)
