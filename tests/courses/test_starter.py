"""What the small files of starter content can say, and what is made of it."""

import pytest
from wagtail.models import Locale

from courses.management.commands.load_courses import Command, courses
from courses.models import CoursePage
from courses.starter import Starter
from quizzes.drawing import drawn
from quizzes.interactions import Interaction
from quizzes.models import Difficulty, Question, Quiz, Topic
from quizzes.scoring import mark, right_answer
from quizzes.sheets import question_sheet
from tests.courses import factory

pytestmark = pytest.mark.django_db


def words(text):
    return {"vi": text, "en": f"{text} (en)"}


def asked(name, interaction="choice", choices=(), **fields):
    offered = choices or [{"text": words("Một"), "right": True}, {"text": words("Hai")}]
    return {"key": name, "interaction": interaction, "stem": words(name), "choices": offered} | fields


ORDERED = [{"text": words(text)} for text in ("Mở", "Điền", "Gửi")]
PAIRED = [
    {"text": words("Wi-Fi"), "match": words("Nhà văn hóa")},
    {"text": words("Dữ liệu"), "match": words("Gói cước")},
    {"match": words("Ổ điện")},
]
TYPED = [{"text": words("VNeID")}, {"text": words("Zalo"), "right": False, "feedback": words("Gần rồi")}]
NUMBER = [{"text": {"vi": "12", "en": "12"}, "tolerance": 0.5}]
KINDS = [
    asked("chon"),
    asked("nhieu", multiple=True, partial=True),
    asked("dung-sai", "true-false"),
    asked("thu-tu", "sequencing", ORDERED, partial=True),
    asked("noi", "matching", PAIRED),
    asked("chu", "fill-in", TYPED),
    asked("so", "numeric", NUMBER),
]


def starter(language="vi"):
    return Starter(Locale.objects.get_or_create(language_code=language)[0])


def made(question, language="vi"):
    starter(language).question(question, "khoa")
    return Question.objects.with_choices().get(stem=words(question["stem"]["vi"])[language])


def marked(question, answer):
    sheet = question_sheet(made(question))
    return mark([sheet], {sheet["key"]: answer})[0]


@pytest.mark.parametrize("question", KINDS, ids=lambda question: question["key"])
def test_every_kind_can_be_answered_right(question):
    sheet = question_sheet(made(question))
    assert sheet["interaction"] == question["interaction"]
    assert mark([sheet], {sheet["key"]: right_answer(sheet)})[0]["is_right"]


def test_what_is_typed_is_accepted_unless_it_is_called_wrong():
    question = KINDS[5]
    assert marked(question, ["vneid"])["is_right"]
    assert not marked(question | {"key": "chu-2", "stem": words("Chữ 2")}, ["Zalo"])["is_right"]


def test_a_number_may_be_off_by_its_tolerance():
    assert marked(KINDS[6], ["12,5"])["is_right"]
    assert not marked(KINDS[6] | {"key": "so-2", "stem": words("Số 2")}, ["13"])["is_right"]


def test_several_may_be_right_and_a_part_may_count():
    question = made(KINDS[1])
    assert question.is_multiple and question.is_partial


def test_a_bank_question_says_how_hard_it_is_and_what_it_is_about():
    question = made(asked("kho", difficulty="hard", topics=["course-phone", "phone-wifi"]))
    assert question.difficulty == Difficulty.HARD
    assert question.topic_names == "course-phone, phone-wifi"


def test_topics_are_the_same_in_every_language():
    for language in ("vi", "en"):
        made(asked("chung", topics=["course-phone"]), language)
    assert Topic.objects.get().slug == "course-phone"
    assert Topic.objects.get().question_tags.count() == 2


def quiz(**fields):
    bank = [asked(f"kho-{n}", topics=["t"], difficulty="easy" if n < 2 else "hard") for n in range(4)]
    return {"key": "quiz", "title": words("Bài"), "pass_mark": 70, "questions": [asked("luon")], "bank": bank} | fields


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_quiz_asks_fixed_questions_and_draws_others(language):
    made = starter(language).quiz(quiz(draws=[{"topic": "t", "count": 2}]))
    contents = Quiz.objects.get(pk=made.pk).contents()
    assert len(contents.questions) == 5 and {row.locale.language_code for row in contents.questions} == {language}
    assert len(drawn(contents.slots, "lan")) == 3
    assert drawn(contents.slots, "lan") != drawn(contents.slots, "nam")


def test_a_draw_may_ask_for_a_difficulty():
    made = starter().quiz(quiz(draws=[{"topic": "t", "difficulty": "easy", "count": 9}]))
    assert [row.stem for row in Quiz.objects.get(pk=made.pk).questions()] == ["luon", "kho-0", "kho-1"]


def test_the_same_draw_and_the_same_questions_in_every_language():
    pools = []
    for language in ("vi", "en"):
        made = starter(language).quiz(quiz(questions=[], draws=[{"topic": "t", "count": 2}]))
        pools.append(Quiz.objects.get(pk=made.pk).contents().slots)
    assert pools[0] == pools[1]


def test_every_kind_there_is_has_a_place_here_but_pictures_and_own_words():
    kinds = {question["interaction"] for question in KINDS}
    assert kinds == {*Interaction.values} - {"hot-spot", "long-fill-in"}


def test_a_course_that_comes_later_finds_its_place(site_tree, client):
    """A site that has had some of them for long, and a course of its own."""
    first, second, third = courses()[:3]
    Command().load_course(second)
    factory.course("Khóa của xã", lessons=0, questions=0)
    Command().load_course(first)
    Command().load_course(third)
    shown = [page.title for page in CoursePage.objects.filter(locale__language_code="vi").order_by("path")]
    assert shown == [first["title"]["vi"], second["title"]["vi"], "Khóa của xã", third["title"]["vi"]]
    assert all(client.get(page.url).status_code == 200 for page in CoursePage.objects.all())


def test_every_block_of_a_rehearsal_has_a_key_that_is_the_same_in_all_languages(site_tree):
    """So that it can be translated."""
    from courses.starter import read_rehearsal

    def keys(code):
        made = starter(code).rehearsal(read_rehearsal("activate-vneid"))
        parts = [part for screen in made.screens.get_prep_value() for part in screen["value"]["parts"]]
        return [part["id"] for part in parts] + [
            item["id"] for part in parts if isinstance(part["value"], dict) for item in part["value"].get("taps", [])
        ]

    assert len(set(keys("vi"))) == len(keys("vi")) and keys("vi") == keys("en")
