"""What a gate refuses goes live by no road; what is live stays, and drafts are always saved."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Revision, Task, Workflow, WorkflowPage, WorkflowTask
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from courses.gates.refusing import NotReady, guard
from courses.models import LessonPage, Rehearsal
from courses.starter import Starter, read_rehearsal
from tests.courses.factory import course as make_course
from tests.courses.factory import lesson as make_lesson
from tests.courses.test_authoring import add_to, edit, written
from tests.quizzes.factory import locale

pytestmark = pytest.mark.django_db
UNSAFE = "<p>Gọi bác Lan: 0912 345 678.</p>"
REFUSED = "có thể là số hay địa chỉ của một người thật"


@pytest.fixture
def desk(client, course, trainer):
    client.force_login(trainer)
    return client


@pytest.fixture
def draft(desk, course):
    """A lesson with a telephone number in it, saved as a draft."""
    desk.post(add_to(course), written(text=UNSAFE))
    return LessonPage.objects.get(slug="bai-moi")


def is_live(page):
    return type(page).objects.get(pk=page.pk).live


def test_a_draft_is_saved_whatever_is_in_it(draft):
    assert "0912 345 678" in str(draft.get_latest_revision_as_object().steps.get_prep_value())


def test_a_new_lesson_is_not_published_by_its_editor(desk, course):
    answer = desk.post(add_to(course), written(text=UNSAFE) | {"action-publish": "1"})
    assert REFUSED in answer.text
    assert not LessonPage.objects.filter(slug="bai-moi", live=True).exists()


def test_a_draft_is_not_published_by_its_editor_and_nothing_typed_is_lost(desk, draft):
    answer = desk.post(edit(draft), written("Tên mới", text=UNSAFE) | {"action-publish": "1"})
    assert REFUSED in answer.text and "Tên mới" in answer.text
    assert not is_live(draft)


def test_the_editor_shows_what_refuses_before_anything_is_published(desk, draft):
    page = desk.get(edit(draft)).text
    assert "data-gates" in page and REFUSED in page


def test_what_is_live_stays_live(desk, course):
    lesson = course.lessons[0]
    LessonPage.objects.filter(pk=lesson.pk).update(summary="Gọi 0912 345 678")
    desk.post(edit(lesson), written(text=UNSAFE))
    desk.post(edit(lesson), written(text=UNSAFE) | {"action-publish": "1"})
    assert is_live(lesson)
    assert "0912 345 678" not in str(LessonPage.objects.get(pk=lesson.pk).steps.get_prep_value())


def test_what_is_mended_is_published(desk, draft):
    desk.post(edit(draft), written() | {"action-publish": "1"})
    assert is_live(draft)


def test_bulk_publishing_refuses_and_says_why(desk, draft):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = desk.post(f"{address}?id={draft.pk}&next=/admin/", {"include_descendants": ""}, follow=True)
    assert REFUSED in answer.text
    assert not is_live(draft)


def test_a_copy_is_not_live_where_the_lesson_would_not_be_published_today(desk, course):
    lesson = course.lessons[0]
    LessonPage.objects.filter(pk=lesson.pk).update(summary="Gọi 0912 345 678")
    words = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": course.pk}
    address = reverse("wagtailadmin_pages:copy", args=[lesson.pk])
    assert REFUSED in desk.post(address, words | {"publish_copies": "on"}, follow=True).text
    assert not LessonPage.objects.filter(slug="ban-sao").exists()
    desk.post(address, words)
    assert not LessonPage.objects.get(slug="ban-sao").live


def test_code_that_publishes_is_refused(draft):
    with pytest.raises(NotReady, match="0912 345 678"):
        draft.get_latest_revision().publish()
    assert not is_live(draft)


@pytest.fixture
def in_review(desk, draft, trainer, administrator):
    """The draft, handed in by a road that did not look, waits for approval."""
    flow = Workflow.objects.create(name="Duyệt bài", active=True)
    task = GroupApprovalTask.objects.create(name="Đọc lại", active=True)
    task.groups.set(trainer.groups.all())
    WorkflowTask.objects.create(workflow=flow, task=Task.objects.get(pk=task.pk), sort_order=0)
    WorkflowPage.objects.create(workflow=flow, page=draft.get_parent())
    return flow, flow.start(draft, administrator)


def test_a_lesson_is_not_submitted_for_moderation(desk, draft, trainer):
    flow = Workflow.objects.create(name="Duyệt bài", active=True)
    WorkflowPage.objects.create(workflow=flow, page=draft.get_parent())
    task = GroupApprovalTask.objects.create(name="Đọc lại", active=True)
    WorkflowTask.objects.create(workflow=flow, task=Task.objects.get(pk=task.pk), sort_order=0)
    answer = desk.post(edit(draft), written(text=UNSAFE) | {"action-submit": "1"})
    assert REFUSED in answer.text
    assert not draft.workflow_states.exists()


def test_approving_refuses_and_the_lesson_still_waits(desk, draft, in_review):
    _flow, state = in_review
    address = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.current_task_state.pk])
    answer = desk.post(address, follow=True)
    assert REFUSED in answer.text
    assert not is_live(draft)
    state.refresh_from_db()
    assert state.status == "in_progress"


def test_approving_within_the_editor_refuses(desk, draft, in_review):
    words = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    assert REFUSED in desk.post(edit(draft), written(text=UNSAFE) | words).text
    assert not is_live(draft)


def test_sending_it_back_to_its_author_is_always_possible(desk, draft, in_review):
    _flow, state = in_review
    words = {"action-workflow-action": "1", "workflow-action-name": "reject", "workflow-action-extra-data": "{}"}
    desk.post(edit(draft), written(text=UNSAFE) | words)
    state.refresh_from_db()
    assert state.status == "needs_changes"


def test_what_is_to_go_live_later_is_refused_at_once(desk, draft):
    later = (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    answer = desk.post(edit(draft), written(text=UNSAFE, go_live_at=later) | {"action-publish": "1"})
    assert REFUSED in answer.text
    assert not draft.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_the_clock_publishes_what_is_ready_and_passes_over_what_is_not(desk, course, draft):
    ready = LessonPage(title="Bài hai", slug="bai-hai", source="Luật", locale=course.locale)
    course.add_child(instance=ready)
    ready.live = False
    ready.save()
    ready.save_revision()
    now = timezone.now()
    due = {draft.get_latest_revision().pk: now - timedelta(hours=2), ready.get_latest_revision().pk: now}
    for pk, moment in due.items():
        Revision.objects.filter(pk=pk).update(approved_go_live_at=moment)
    call_command("publish_scheduled")
    assert not is_live(draft)
    assert is_live(ready)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


@pytest.fixture
def translated(site_tree, trainer):
    """A lesson handed over to wagtail-localize for English; a function gives its words and publishes it."""
    lesson = make_course(languages=["vi"], lessons=0, questions=0)
    lesson = make_lesson(lesson, languages=["vi"], check=False, steps=1)
    lesson.steps.raw_data[0]["value"]["body"][0]["id"] = str(lesson.pk)
    lesson.save_revision().publish()
    for page in (lesson.get_parent().specific, lesson):
        source, _made = TranslationSource.get_or_create_from_instance(page)
        translation = Translation.objects.create(source=source, target_locale=locale("en"))
        if page != lesson:
            translation.save_target(publish=True)
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string, locale=locale("en"), context=segment.context, data="Words"
        )
    return translation


def unsafe_words(translation):
    own = StringTranslation.objects.filter(context__object=translation.source.object, context__path="title")
    own.update(data="Call 0912 345 678")


@pytest.mark.django_db(transaction=True)
def test_a_translation_is_published_only_as_far_as_it_may(translated):
    translated.save_target(publish=True)
    english = LessonPage.objects.get(locale=locale("en"))
    assert english.live and english.title == "Words"
    unsafe_words(translated)
    with pytest.raises(NotReady):
        translated.save_target(publish=True)
    english.refresh_from_db()
    assert english.live and english.title == "Words"


@pytest.mark.django_db(transaction=True)
def test_a_new_translation_stays_a_draft(translated):
    unsafe_words(translated)
    with pytest.raises(NotReady):
        translated.save_target(publish=True)
    assert not LessonPage.objects.filter(locale=locale("en"), live=True).exists()


@pytest.mark.django_db(transaction=True)
def test_publishing_a_translation_on_its_screen_says_why_not(client, administrator, translated):
    translated.save_target(publish=False)
    unsafe_words(translated)
    english = LessonPage.objects.get(locale=locale("en"))
    client.force_login(administrator)
    answer = client.post(edit(english), {"action": "publish"}, follow=True)
    assert REFUSED in answer.text
    assert not is_live(english)


@pytest.fixture
def rehearsal(site_tree):
    return Starter(locale("vi")).rehearsal(read_rehearsal("refuse-otp"))


def spoil(rehearsal):
    rehearsal.intro = "Gọi 0912 345 678."
    return rehearsal.save_revision()


def test_a_rehearsal_is_refused_too_and_the_live_one_stays(rehearsal):
    with pytest.raises(NotReady):
        spoil(rehearsal).publish()
    assert "0912" not in Rehearsal.objects.get(pk=rehearsal.pk).intro


def test_a_rehearsal_is_refused_in_its_editor(client, trainer, rehearsal):
    client.force_login(trainer)
    spoil(rehearsal)
    page = client.get(reverse(rehearsal.snippet_viewset.get_url_name("edit"), args=[rehearsal.pk])).text
    assert "data-gates" in page and REFUSED in page


@pytest.mark.django_db(transaction=True)
def test_a_translated_rehearsal_never_goes_live_unsafe(rehearsal):
    # As the editor keeps them: the starter content gives no ids to what is on a screen.
    words = {"title": "Mở", "instruction": "Bấm Gửi", "hint": "", "spoken": ""}
    button = {"type": "button", "id": "b", "value": {"text": "Gửi", "does": "on", "screen": "", "say": ""}}
    rehearsal.screens = [{"type": "screen", "id": "a", "value": words | {"parts": [button]}}]
    rehearsal.save_revision().publish()
    source, _made = TranslationSource.get_or_create_from_instance(rehearsal)
    translation = Translation.objects.create(source=source, target_locale=locale("en"))
    for segment in source.stringsegment_set.all():
        words = "Call 0912 345 678" if segment.context.path == "intro" else "Words"
        StringTranslation.objects.create(
            translation_of=segment.string, locale=locale("en"), context=segment.context, data=words
        )
    with pytest.raises(NotReady):
        translation.save_target(publish=True)
    assert not Rehearsal.objects.filter(locale=locale("en"), live=True).exists()


def test_the_starter_lessons_of_tests_pass(course):
    for lesson in course.lessons:
        guard(lesson)


def test_a_trainer_sees_all_lessons_at_once_those_to_mend_first(desk, draft, course):
    page = desk.get(reverse("gates_report")).text
    assert page.index(f'href="{edit(draft)}"') < page.index(f'href="{edit(course.lessons[0])}"')
    assert "w-status--critical" in page


def test_who_may_edit_nothing_sees_no_lesson(client, course, commune_official):
    client.force_login(commune_official)
    assert course.lessons[0].title not in client.get(reverse("gates_report"), follow=True).text
