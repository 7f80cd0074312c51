from wagtail.snippets.models import register_snippet

from .viewsets import LearningViewSetGroup

register_snippet(LearningViewSetGroup)
