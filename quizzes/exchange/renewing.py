"""Questions of the bank that follow their file, many at once: what publishing them one by one would have done."""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision, WorkflowState
from wagtail.signals import published

from ..models import Choice, Question


def publish(questions: list[Question], user=None) -> None:
    """Writes the questions with the choices in their memory, each with a revision that is live."""
    if not questions:
        return
    now, kind = timezone.now(), ContentType.objects.get_for_model(Question)
    links = {field.name for field in Question._meta.concrete_fields if field.is_relation}
    for question in questions:
        question.clean_fields(exclude=links)
    _write_choices(questions)
    revisions = [_revision(question, kind, now) for question in questions]
    _forget_plans(questions, kind)
    Revision.objects.bulk_create(revisions)
    for question, revision in zip(questions, revisions, strict=True):
        question.latest_revision = question.live_revision = revision
        question.first_published_at, question.last_published_at = question.first_published_at or now, now
        question.has_unpublished_changes = question.expired = False
    _put(Question, questions)
    ModelLogEntry.objects.bulk_create(_entry(q, r, kind, now, user) for q, r in zip(questions, revisions, strict=True))
    for question, revision in zip(questions, revisions, strict=True):
        published.send(Question, instance=question, revision=revision)
    # Those who wait for a saved question (kept pages) hear of one: it is as good as all.
    questions[-1].save(update_fields=["expired"])


def _write_choices(questions):
    choices = [choice for question in questions for choice in question.choices.all()]
    kept = [choice.pk for choice in choices if choice.pk]
    Choice.objects.filter(question__in=questions).exclude(pk__in=kept).delete()
    _put(Choice, [choice for choice in choices if choice.pk])
    Choice.objects.bulk_create(choice for choice in choices if not choice.pk)


def _put(model, rows):
    """Rows that are there, as they now are: cleaned as on every way into the database, and in one statement."""
    names = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=names)


def _revision(question, kind, now):
    return Revision(
        content_type=kind, base_content_type=kind, object_id=str(question.pk), created_at=now,
        object_str=str(question), content=question.serializable_data(),
    )  # fmt: skip


def _forget_plans(questions, kind):
    """What was to be published later, or waits to be approved, is overtaken."""
    keys = [str(question.pk) for question in questions]
    Revision.objects.filter(content_type=kind, object_id__in=keys, approved_go_live_at__isnull=False).update(
        approved_go_live_at=None
    )
    for state in WorkflowState.objects.active().filter(base_content_type=kind, object_id__in=keys):
        state.cancel()


def _entry(question, revision, kind, now, user):
    return ModelLogEntry(
        content_type=kind, object_id=str(question.pk), label=str(question), action="wagtail.publish", timestamp=now,
        user=user, revision=revision, content_changed=True,
    )  # fmt: skip
