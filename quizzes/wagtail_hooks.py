from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .bulk_actions import AddTopics, Copy, DeleteUnused, SetDifficulty
from .desk import question_picture
from .viewsets import LearningViewSetGroup

register_snippet(LearningViewSetGroup)
for action in (Copy, AddTopics, SetDifficulty, DeleteUnused):
    # After Wagtail's own, so that ours stands in its place.
    hooks.register("register_bulk_action", action, order=1)


@hooks.register("register_admin_urls")
def editor_urls():
    return [path("questions/pictures/<int:pk>/", question_picture, name="question_picture")]
