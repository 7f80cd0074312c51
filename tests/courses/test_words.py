"""The starter glossary, and the words of each course for the wall, for a chat and for the village loudspeaker."""

import re
import unicodedata
from functools import cache

import pytest
import yaml

from courses.starter import CONTENT
from tests.courses.test_content import (
    ADDRESS,
    LANGUAGES,
    LONG_NUMBER,
    MARKUP,
    WORDS_IN_A_SENTENCE,
    every_course,
    read,
    sentences,
    under,
)

GLOSSARY = CONTENT / "words" / "glossary.yaml"
every_language = pytest.mark.parametrize("code", sorted(LANGUAGES))
# In sixty seconds: one word is one syllable in Vietnamese, more in English.
SPOKEN = {"vi": range(130, 171), "en": range(120, 156)}
NUMBER = re.compile(r"\d+")
HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org)\b")


@cache
def glossary():
    return yaml.safe_load(GLOSSARY.read_text())


def forms(term, code):
    return [term["term"][code], *term.get("also", {}).get(code, [])]


def stands_in(text, form):
    return re.search(rf"(?<!\w){re.escape(form.casefold())}(?!\w)", text.casefold())


@cache
def said_in_lessons(code):
    """All words of all lessons in a language, without their markup."""
    lessons = [read(path.name)["lessons"] for path in CONTENT.glob("*.yaml") if path.stem != "links"]
    found = [
        words[code]
        for path, words in under(lessons)
        if isinstance(words, dict) and code in words and not path.endswith(("/slug", "/source"))
    ]
    return MARKUP.sub("", "\n".join(found))


def shared(name):
    """What a course gives away: its key points, its post and its script."""
    course = read(name)
    return [*course["handout"], course["post"], course["loudspeaker"]]


def test_the_glossary_is_whole_in_both_languages():
    for term in glossary():
        needed = [term["term"], term["meaning"], *([term["instead"]] if "instead" in term else [])]
        assert all(words.keys() == LANGUAGES and all(map(str.strip, words.values())) for words in needed), term["key"]
        assert term.keys() <= {"key", "term", "also", "meaning", "instead", "only_for_authors"}, term["key"]
        assert term.get("also", {}).keys() <= LANGUAGES, term["key"]


def test_letters_of_the_glossary_are_composed():
    assert unicodedata.is_normalized("NFC", GLOSSARY.read_text())


def test_keys_of_terms_are_used_once():
    keys = [term["key"] for term in glossary()]
    assert len({*keys}) == len(keys) and all(re.fullmatch(r"[a-z0-9-]+", key) for key in keys)


@every_language
def test_a_word_has_one_explanation(code):
    found = [form.casefold() for term in glossary() for form in forms(term, code)]
    assert sorted(found) == sorted({*found})


@every_language
def test_meanings_are_short(code):
    for term in glossary():
        assert len(term["meaning"][code]) <= 200, term["key"]
        assert len(sentences(term["meaning"][code])) <= 3, term["key"]
        assert max(len(one.split()) for one in sentences(term["meaning"][code])) <= WORDS_IN_A_SENTENCE, term["key"]


@every_language
def test_no_word_is_explained_by_itself(code):
    for term in glossary():
        for words in (term["meaning"], term.get("instead", {code: ""})):
            assert not any(stands_in(words[code], form) for form in forms(term, code)), term["key"]


@every_language
def test_words_for_readers_stand_in_lessons(code):
    for term in glossary():
        if not term.get("only_for_authors"):
            assert any(stands_in(said_in_lessons(code), form) for form in forms(term, code)), term["key"]


def test_words_to_avoid_are_for_authors_and_have_others_instead():
    for term in glossary():
        assert ("instead" in term) == term.get("only_for_authors", False), term["key"]


@every_language
def test_our_own_lessons_do_as_the_glossary_says(code):
    avoided = [form for term in glossary() if "instead" in term for form in forms(term, code)]
    assert [form for form in avoided if stands_in(said_in_lessons(code), form)] == []


@every_course
@every_language
def test_what_is_passed_on_does_as_the_glossary_says(name, code):
    avoided = [form for term in glossary() if "instead" in term for form in forms(term, code)]
    for words in shared(name):
        assert [form for form in avoided if stands_in(words[code], form)] == []


@every_course
def test_a_handout_has_a_few_short_points(name):
    points = read(name)["handout"]
    assert 4 <= len(points) <= 6
    assert all(point.keys() == LANGUAGES and max(map(len, point.values())) <= 110 for point in points)
    assert all(len({point[code] for point in points}) == len(points) for code in LANGUAGES)


@every_course
@every_language
def test_a_post_is_short_and_says_that_it_is_free(name, code):
    post = read(name)["post"][code]
    assert len(post.strip()) <= 450
    assert {"vi": "miễn phí", "en": "free"}[code] in post
    assert {"vi": "không cần tài khoản", "en": "account"}[code] in post


@every_course
@every_language
def test_a_script_takes_a_minute_to_read(name, code):
    assert len(read(name)["loudspeaker"][code].split()) in SPOKEN[code]


@every_course
def test_a_script_greets_says_three_things_and_ends_with_thanks(name):
    script = read(name)["loudspeaker"]["vi"].strip()
    assert script.startswith("Kính thưa bà con.") and script.endswith("Xin cảm ơn bà con.")
    assert re.findall(r"^Điều thứ (\w+)\.", script, re.MULTILINE) == ["nhất", "hai", "ba"]
    assert script.split("\n\n")[-1].count("mời bà con") == 1


@every_course
@every_language
def test_nothing_read_aloud_needs_to_be_seen(name, code):
    """Figures, brackets and addresses are misheard."""
    assert re.findall(r"[\d()“”@#/•]|\.\w", read(name)["loudspeaker"][code]) == []


@every_course
@every_language
def test_what_is_passed_on_names_no_address_but_those_of_the_registry(name, code):
    hosts = {link["url"].split("/")[2] for link in read("links.yaml").values()}
    assert not ADDRESS.search(read(name)["post"][code]) and not HOST.search(read(name)["post"][code])
    for words in [*shared(name), *(term["meaning"] for term in glossary())]:
        assert not ADDRESS.search(words[code]) and {*HOST.findall(words[code])} <= hosts | {"gov.vn"}


@every_course
@every_language
def test_numbers_that_are_passed_on_stand_in_the_lessons(name, code):
    for words in shared(name):
        assert not LONG_NUMBER.search(words[code])
        for number in NUMBER.findall(words[code]):
            assert stands_in(said_in_lessons(code), number), number
