"""Order in the question bank: finding, copying, changing many at once, deleting; drafts and versions."""

import pytest
from django.core.management import call_command

from courses.models import LessonPage
from quizzes.bank import copy_question
from quizzes.models import Competency, Framework, Question
from tests.quizzes.factory import in_language, locale, question, quiz
from tests.quizzes.test_authoring import ADD, edit, rows_of, speak_english, typed

pytestmark = pytest.mark.django_db
LIST = "/admin/snippets/quizzes/question/"


@pytest.fixture
def desk(client, site_tree, trainer):
    client.force_login(trainer)
    speak_english(trainer)
    return client


def asked(stem="Một?", **fields):
    return question(stem, languages=["vi"], **fields)


def with_topics(row, *names):
    row.topics.add(*names)
    row.save()
    return row


def do(desk, action, *rows, **form):
    ids = "&".join(f"id={row.pk}" for row in rows)
    return desk.post(f"/admin/bulk/quizzes/question/{action}/?{ids}&next={LIST}", form)


def listed(desk, **query):
    return desk.get(LIST, {"locale": "vi"} | query).content.decode()


# Finding


def test_questions_are_found_by_topic_and_difficulty(desk):
    with_topics(asked("Một?", difficulty=1), "An toàn")
    topic = with_topics(asked("Hai?", difficulty=3), "Thanh toán").topics.get()
    for query in ({"topics": topic.pk}, {"difficulty": 3}, {"difficulty": 3, "q": "hai"}):
        page = listed(desk, **query)
        assert "Hai?" in page and "Một?" not in page


def test_questions_are_found_by_competency(desk):
    call_command("load_frameworks")
    row = asked("Hai?")
    row.competencies = [Competency.objects.first()]
    row.save()
    asked("Một?")
    page = listed(desk, competencies=Competency.objects.first().pk)
    assert "Hai?" in page and "Một?" not in page


def test_the_list_leads_to_where_a_question_is_used(desk):
    row = quiz(questions=1).questions()[0]
    assert f"/usage/{row.pk}/" in listed(desk)


# Copying


def test_a_copy_says_the_same_and_shares_no_key(desk):
    row = with_topics(asked(right=("A",), wrong=("B",), identifier="moodle-7"), "An toàn")
    do(desk, "copy", row)
    copy = Question.objects.exclude(pk=row.pk).get()
    assert copy.stem == row.stem and not copy.live and not copy.identifier
    assert [(c.text, c.is_right) for c in copy.choices.all()] == [("A", True), ("B", False)]
    assert [topic.name for topic in copy.topics.all()] == ["An toàn"]
    assert {copy.key, *[c.key for c in copy.choices.all()]}.isdisjoint({row.key, *[c.key for c in row.choices.all()]})


def test_copying_leaves_the_first_one_as_it_is(desk):
    row = asked()
    keys = [choice.key for choice in row.choices.all()]
    copy_question(row)
    again = Question.objects.get(pk=row.pk)
    assert again.live and [choice.key for choice in again.choices.all()] == keys


# Many at once


def test_topics_are_added_to_many(desk):
    first, second = with_topics(asked("Một?"), "Cũ"), asked("Hai?")
    do(desk, "add_topics", first, second, topics="An toàn, VNeID")
    names = {topic.name for topic in Question.objects.get(pk=first.pk).topics.all()}
    assert names == {"Cũ", "An toàn", "VNeID"}
    assert Question.objects.get(pk=second.pk).topics.count() == 2


def test_a_difficulty_is_set_and_a_draft_stays_a_draft(desk):
    row = asked("Đã đăng?")
    row.stem = "Đang sửa?"
    row.save_revision()
    do(desk, "set_difficulty", row, difficulty="3")
    row.refresh_from_db()
    assert (row.stem, row.difficulty, row.live) == ("Đã đăng?", 3, True)
    draft = row.get_latest_revision_as_object()
    assert (draft.stem, draft.difficulty) == ("Đang sửa?", 3)


def test_only_what_nobody_asks_is_deleted(desk, course):
    used, unused = Question.objects.filter(locale=locale("vi")).first(), asked("Thừa?")
    do(desk, "delete", used, unused)
    assert Question.objects.filter(pk=used.pk).exists()
    assert not Question.objects.filter(pk=unused.pk).exists()


@pytest.mark.parametrize("action", ["copy", "add_topics", "set_difficulty", "delete"])
def test_an_official_changes_nothing(client, site_tree, commune_official, action):
    row = asked()
    client.force_login(commune_official)
    assert do(client, action, row, topics="X", difficulty="3").status_code in (302, 403)
    assert Question.objects.get().topics.count() == 0 and Question.objects.get().difficulty is None


# Drafts and versions


def draft(**form):
    return {name: value for name, value in typed(**form).items() if name != "action-publish"}


def test_a_draft_may_be_half_done_and_is_asked_nowhere(desk):
    desk.post(ADD, draft(choices=[("Không ai", False)]))
    row = Question.objects.get()
    assert not row.live
    sat = quiz(questions=[asked("Một?")], languages=["vi"])
    sat.places.create(question=row, locale=row.locale, sort_order=9)
    assert [q.stem for q in sat.questions()] == ["Một?"]


def test_an_edited_question_is_asked_as_published_until_it_is_published_again(desk):
    row = asked("Đã đăng?")
    desk.post(edit(row), draft(stem="Đang sửa?", choices=rows_of(row)))
    assert Question.objects.get().stem == "Đã đăng?"
    desk.post(edit(row), typed(stem="Đang sửa?", choices=rows_of(row)))
    assert Question.objects.get().stem == "Đang sửa?"


def test_versions_are_listed_and_compared(desk):
    row = asked("Đã đăng?")
    for stem in ("Lần hai?", "Lần ba?"):
        desk.post(edit(row), typed(stem=stem, choices=rows_of(row)))
    first, second = row.revisions.order_by("pk")
    assert f"/revisions/{first.pk}/" in desk.get(f"{LIST}history/{row.pk}/").content.decode()
    page = desk.get(f"{LIST}history/{row.pk}/revisions/compare/{first.pk}...{second.pk}/")
    assert page.status_code == 200 and "ba" in page.content.decode()


def test_a_lesson_shows_nothing_where_its_question_is_not_published(client, course):
    lesson = LessonPage.objects.get(title="Bài 1", locale=locale("vi"))
    check = Question.objects.get(stem__startswith="Bài 1: kiểm tra?", locale=locale("vi"))
    assert "Bài 1: kiểm tra?" in client.get(lesson.url).content.decode()
    check.unpublish()
    page = client.get(lesson.url)
    assert page.status_code == 200 and "Bài 1: kiểm tra?" not in page.content.decode()


# Frameworks


def test_frameworks_are_loaded_once_and_edits_stay(db):
    call_command("load_frameworks")
    Framework.objects.update(title="Đã sửa")
    call_command("load_frameworks")
    assert Framework.objects.get().title == "Đã sửa" and Competency.objects.count() == 6


def test_a_trainer_writes_a_framework_and_ticks_its_competencies(desk):
    call_command("load_frameworks")
    assert desk.get("/admin/snippets/quizzes/framework/").status_code == 200
    safety = Competency.objects.get(title="An toàn")
    desk.post(ADD, typed() | {"competencies": [str(safety.pk)]})
    assert list(Question.objects.get().competencies.all()) == [safety]
    assert "Khung năng lực số cho người học" in desk.get(ADD).content.decode()


def test_a_question_in_english_is_a_question_of_its_own(desk):
    row = question()
    copy = copy_question(in_language(row, "en"))
    assert copy.locale == locale("en") and copy.translation_key != row.translation_key
