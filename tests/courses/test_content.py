"""The starter courses as files: whole in both languages, plain, sourced, and asking nothing that is not ours to ask."""

import re
import unicodedata
from functools import cache

import pytest
import yaml

from courses.starter import CONTENT, Starter
from quizzes.interactions import DIVISIBLE, PICKED, TYPED, fault
from quizzes.models import Choice, Question
from quizzes.notation import numbers

LANGUAGES = {"vi", "en"}
WORDS_IN_A_SENTENCE = 24
END = re.compile(r"(?<=[.!?…:;])[”’)]*\s+|\n+|<br>")
# A citizen number or a telephone number has no place in a lesson, not even as an example.
LONG_NUMBER = re.compile(r"(?<!\d)\d(?:[ .]?\d){8,11}(?!\d)")
ADDRESS = re.compile(r"https?://|www\.")
MARKUP = re.compile(r"</?([a-z]+)[^>]*>")
PLACES_FOR_ADDRESSES = {"links.yaml"}


@cache
def read(name):
    return yaml.safe_load((CONTENT / name).read_text())


FILES = sorted(path.name for path in CONTENT.glob("*.yaml"))
COURSES = [name for name in FILES if name not in PLACES_FOR_ADDRESSES]
every_course = pytest.mark.parametrize("name", COURSES)


def under(value, path=""):
    """Every value inside, with the way to it."""
    yield path, value
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in pairs:
        yield from under(inner, f"{path}/{step}")


def pairs_of_words(name):
    return [(path, value) for path, value in under(read(name)) if isinstance(value, dict) and LANGUAGES & value.keys()]


def sentences(text):
    return [one for one in END.split(MARKUP.sub("", text)) if one.strip()]


def blocks(lesson, kind):
    return [block[kind] for step in lesson["steps"] for block in step["blocks"] if kind in block]


def pictures(course):
    """All that name a file, in steps and in instructions."""
    return [value for _path, value in under(course["lessons"]) if isinstance(value, dict) and "file" in value]


def of_quiz(course):
    return [*course["quiz"].get("questions", []), *course["quiz"].get("bank", [])]


def questions(course):
    return [check for lesson in course["lessons"] for check in blocks(lesson, "check")] + of_quiz(course)


def kind(question):
    return question.get("interaction", "choice")


@every_course
def test_everything_is_said_in_both_languages(name):
    for path, words in pairs_of_words(name):
        assert words.keys() == LANGUAGES, path
        assert all(isinstance(text, str) and text.strip() for text in words.values()), path


@every_course
def test_sentences_are_short(name):
    wordy = [
        f"{path}: {one}"
        for path, words in pairs_of_words(name)
        if "/source" not in path
        for text in words.values()
        for one in sentences(text)
        if len(one.split()) > WORDS_IN_A_SENTENCE
    ]
    assert wordy == []


@every_course
@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_sentences_are_shorter_still_on_average(name, code):
    lengths = [len(one.split()) for _path, words in pairs_of_words(name) for one in sentences(words[code])]
    assert sum(lengths) / len(lengths) <= 10


@every_course
def test_letters_are_composed(name):
    text = (CONTENT / name).read_text()
    assert unicodedata.is_normalized("NFC", text)


@every_course
def test_every_lesson_says_where_it_is_from_and_shows_and_asks_something(name):
    for lesson in read(name)["lessons"]:
        assert lesson["source"] and lesson["checked_on"] and 1 <= lesson["minutes"] <= 10, lesson["key"]
        assert pictures({"lessons": [lesson]}), lesson["key"]
        assert blocks(lesson, "check"), lesson["key"]
        assert 3 <= len(lesson["steps"]) <= 7, lesson["key"]


@every_course
def test_every_picture_is_there_and_described(name):
    course = read(name)
    assert (CONTENT / "pictures" / course["icon"]).exists()
    for picture in pictures(course):
        assert (CONTENT / "pictures" / picture["file"]).exists(), picture
        assert all(10 < len(picture["alt"][code]) <= 250 for code in LANGUAGES), picture


def test_every_picture_is_used():
    used = {name for course in map(read, COURSES) for name in [course["icon"], *(p["file"] for p in pictures(course))]}
    assert {path.name for path in (CONTENT / "pictures").iterdir()} == used


@every_course
def test_nothing_looks_like_a_citizen_or_telephone_number(name):
    assert LONG_NUMBER.findall((CONTENT / name).read_text()) == []


@every_course
def test_links_are_only_named(name):
    assert not ADDRESS.search((CONTENT / name).read_text())
    named = {link for lesson in read(name)["lessons"] for link in blocks(lesson, "link")}
    assert named <= read("links.yaml").keys()


def test_links_lead_only_to_the_state():
    for name, link in read("links.yaml").items():
        assert link["checked_on"] and link["title"].keys() == LANGUAGES, name
        assert re.match(r"https://[\w.-]+\.gov\.vn/", link["url"]), name


@every_course
def test_text_is_bold_at_most(name):
    assert set(MARKUP.findall((CONTENT / name).read_text())) <= {"b"}


@every_course
def test_every_question_is_sound(name):
    for question in questions(read(name)):
        choices = [plain(choice, kind(question)) for choice in question["choices"]]
        sound = {"interaction": kind(question), "is_multiple": question.get("multiple", False), "has_picture": False}
        assert fault(sound | {"choices": choices}) == "", question["key"]
        assert "partial" not in question or kind(question) in DIVISIBLE or question.get("multiple"), question["key"]


def plain(choice, interaction):
    words = {name: choice.get(name, {"vi": ""})["vi"] for name in ("text", "match")}
    return words | {"is_right": choice.get("right", interaction in TYPED), "area": None}


@every_course
def test_every_answer_is_answered(name):
    """What a person picks is explained; where there is no picking, the whole is."""
    for question in questions(read(name)):
        if kind(question) in PICKED:
            assert all(choice.get("feedback") for choice in question["choices"]), question["key"]
        else:
            assert question.get("explanation"), question["key"]


@every_course
def test_numbers_are_the_same_in_every_language(name):
    for question in questions(read(name)):
        if kind(question) == "numeric":
            for choice in question["choices"]:
                assert numbers(choice["text"]["vi"]) & numbers(choice["text"]["en"]), question["key"]


@every_course
def test_words_fit_where_they_are_kept(name):
    room = {field: Choice._meta.get_field(field).max_length for field in ("text", "match", "feedback")}
    for question in questions(read(name)):
        for choice in question["choices"]:
            for field in room.keys() & choice.keys():
                assert max(map(len, choice[field].values())) <= room[field], question["key"]


@every_course
def test_true_stands_before_false(name):
    for question in questions(read(name)):
        if kind(question) == "true-false":
            assert [choice["text"]["vi"] for choice in question["choices"]] == ["Đúng", "Sai"], question["key"]


@every_course
def test_the_right_choice_is_not_always_at_the_same_place(name):
    picked = [q for q in questions(read(name)) if kind(q) == "choice" and not q.get("multiple")]
    places = [next(n for n, c in enumerate(q["choices"]) if c.get("right")) for q in picked]
    assert all(places.count(place) <= len(places) * 0.6 for place in {0, 1, 2}), places


@every_course
def test_keys_are_used_once(name):
    course = read(name)
    asked = [question["key"] for question in of_quiz(course)]
    lessons = [lesson["key"] for lesson in course["lessons"]]
    assert len({*asked}) == len(asked) and len({*lessons}) == len(lessons)
    for lesson in course["lessons"]:
        steps = [step["key"] for step in lesson["steps"]]
        checks = [check["key"] for check in blocks(lesson, "check")]
        assert len({*steps}) == len(steps) and len({*checks}) == len(checks), lesson["key"]


def test_courses_stand_in_an_order_of_their_own():
    assert len({read(name)["order"] for name in COURSES}) == len(COURSES)
    keys = [read(name)["key"] for name in COURSES]
    assert [f"{key}.yaml" for key in keys] == COURSES


def test_addresses_are_used_once():
    for code in LANGUAGES:
        courses = [read(name)["slug"][code] for name in COURSES]
        assert len({*courses}) == len(courses)
        for name in COURSES:
            lessons = [lesson["slug"][code] for lesson in read(name)["lessons"]]
            assert len({*lessons}) == len(lessons) and all(re.fullmatch(r"[a-z0-9-]+", slug) for slug in lessons)


@every_course
def test_a_quiz_that_draws_can_draw_enough_and_all_of_its_bank(name):
    quiz = read(name)["quiz"]
    bank, draws = quiz.get("bank", []), quiz.get("draws", [])
    pools = [{q["key"] for q in bank if fits(q, draw)} for draw in draws]
    assert all(len(pool) > draw["count"] for pool, draw in zip(pools, draws, strict=True)), "nothing to choose from"
    assert set().union(*pools) == {question["key"] for question in bank}
    assert 8 <= len(quiz.get("questions", [])) + sum(draw["count"] for draw in draws) <= 12


def fits(question, draw):
    return draw["topic"] in question["topics"] and draw.get("difficulty") in (None, question.get("difficulty"))


def test_topics_belong_to_one_course():
    """A draw looks in the whole bank: a topic shared with another course would mix the two."""
    owners = {}
    for name in COURSES:
        for question in of_quiz(read(name)):
            for topic in question.get("topics", []):
                assert re.fullmatch(r"[a-z0-9-]+", topic)
                assert owners.setdefault(topic, name) == name


@pytest.mark.django_db
@every_course
def test_nothing_is_shown_in_its_right_order(name):
    """The order shown comes of the keys, once for all: one that is right already asks nothing."""
    from wagtail.models import Locale

    from quizzes.sheets import offered

    course = read(name)
    starter = Starter(Locale.objects.get_or_create(language_code="vi")[0])
    for question, path in [*checks_with_paths(course), *((one, [course["quiz"]["key"]]) for one in of_quiz(course))]:
        if kind(question) == "sequencing":
            made = starter.question(question, *path)
            shown = [choice.text for choice in offered(Question.objects.with_choices().get(pk=made.pk))]
            assert shown != [choice["text"]["vi"] for choice in question["choices"]], question["key"]


def checks_with_paths(course):
    """As `Starter.step` names them."""
    for lesson in course["lessons"]:
        for step in lesson["steps"]:
            for block in step["blocks"]:
                if "check" in block:
                    yield block["check"], [course["key"], lesson["key"], step["key"]]


@every_course
def test_a_rehearsal_that_counts_is_met_in_a_lesson_of_the_course(name):
    course = read(name)
    met = {key for lesson in course["lessons"] for key in blocks(lesson, "rehearsal")}
    assert course.get("rehearsals", {}).keys() <= met
    assert set(course.get("rehearsals", {}).values()) <= {"show", "help", "alone"}


def test_some_course_asks_for_a_rehearsal_alone():
    assert any("alone" in read(name).get("rehearsals", {}).values() for name in COURSES)
