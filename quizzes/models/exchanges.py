import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(days=2)


class Origin(models.Model):
    """Where a question of the bank came from: under which name, and as what it stood in the file."""

    question = models.OneToOneField("quizzes.Question", models.CASCADE, related_name="origin")
    identifier = models.CharField(max_length=255)
    locale = models.ForeignKey("wagtailcore.Locale", models.CASCADE, related_name="+")
    # Of the item in the file: as long as it stays, what a trainer has changed here since is left alone.
    mark = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("origin of a question")
        verbose_name_plural = _("origins of questions")
        constraints = [models.UniqueConstraint(fields=["identifier", "locale"], name="a_question_comes_in_once")]

    def __str__(self):
        return self.identifier


class QuestionImportQuerySet(models.QuerySet):
    def out_of_date(self):
        return self.filter(created_at__lt=timezone.now() - KEPT_FOR)


class QuestionImport(models.Model):
    """A file that a trainer has handed in, looked at, and perhaps brought in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    locale = models.ForeignKey("wagtailcore.Locale", models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    # [{"title", "interaction", "line", "outcome", "reasons"}]: first what would come in, in the end what came in.
    rows = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    brought_in_at = models.DateTimeField(null=True)

    objects = QuestionImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of questions")
        verbose_name_plural = _("imports of questions")

    def __str__(self):
        return self.name
