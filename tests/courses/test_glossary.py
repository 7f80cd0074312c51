"""Words explained: in lessons, on a page of their own, and kept by trainers."""

import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale

from courses.narration import passages_of
from courses.starter import Starter, read_glossary
from tests.courses.factory import course, lesson
from ui.models import Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site_tree):
    return with_text(lesson(course(lessons=0), steps=1, check=False), "<p>Không đọc mã OTP cho ai.</p>")


def with_text(page, *texts):
    raw = list(page.steps.raw_data)
    raw[0]["value"]["body"] = [{"type": "text", "id": str(number), "value": text} for number, text in enumerate(texts)]
    page.steps = raw
    page.save_revision().publish()
    return page


def term(word="mã OTP", code="vi", **fields):
    locale = Locale.objects.get(language_code=code)
    return Term.objects.create(term=word, meaning="Mã chỉ dùng một lần.", locale=locale, **fields)


def test_a_lesson_explains_a_word_where_it_comes_first(client, page):
    term()
    html = client.get(page.url).text
    assert 'popovertarget="term-1">mã OTP</button> cho ai.' in html
    assert 'id="term-1" popover' in html
    assert html.count("Mã chỉ dùng một lần.") == 1


def test_a_lesson_without_such_words_has_no_section_for_them(client, page):
    assert "popover" not in client.get(page.url).text


def test_words_of_another_language_stay_out(client, page):
    term(code="en")
    assert "popover" not in client.get(page.url).text


def test_what_is_read_aloud_and_its_sound_stay_the_same(client, page):
    before = [passage.hash for passage in passages_of(page)]
    silent = client.get(page.url).text
    term()
    assert [passage.hash for passage in passages_of(page)] == before
    lengths = [part.split('"')[0] for part in client.get(page.url).text.split('data-read="')[1:]]
    assert lengths == [part.split('"')[0] for part in silent.split('data-read="')[1:]]


def test_a_changed_word_is_seen_at_once(client, page):
    word = term()
    client.get(page.url)
    word.meaning = "Mã bí mật."
    word.save()
    assert "Mã bí mật." in client.get(page.url).text


def test_the_glossary_costs_a_lesson_made_anew_at_most_one_query(client, page, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        return len(queries)

    term()
    client.get(page.url)
    known = asked()
    with_text(page, "<p>Không có gì.</p>")
    client.get(page.url)
    assert asked() == known


def test_a_meaning_is_short(site_tree):
    word = term()
    word.meaning = "a" * 241
    with pytest.raises(ValidationError):
        word.full_clean()


def test_all_words_stand_on_a_page_in_order(client, site_tree):
    term("vân tay")
    term("Ấn bản")
    html = client.get(reverse("courses:words")).text
    assert html.index("Ấn bản") < html.index("vân tay")
    assert reverse("courses:words") in client.get("/").text


def test_a_word_can_be_linked_to_on_that_page_in_both_languages(client, site_tree):
    term("passcode", "en")
    assert "passcode" in client.get("/en/learning/words/").text
    assert client.get(reverse("courses:words")).status_code == 200


def test_trainers_find_a_word_without_accents(client, site_tree, trainer):
    term("hồ sơ", also="bộ hồ sơ")
    term("vân tay")
    client.force_login(trainer)
    html = client.get(reverse("wagtailsnippets_ui_term:list"), {"q": "bo ho so"}).text
    assert "hồ sơ" in html
    assert "vân tay" not in html


def test_a_trainer_adds_a_word(client, site_tree, trainer):
    client.force_login(trainer)
    words = {"term": "OTP", "also": "mã OTP", "meaning": "Mã dùng một lần.", "instead": ""}
    client.post(reverse("wagtailsnippets_ui_term:add") + "?locale=vi", words)
    assert Term.objects.get().forms == ("OTP", "mã OTP")


def test_officials_may_not(client, site_tree, commune_official):
    client.force_login(commune_official)
    assert client.get(reverse("wagtailsnippets_ui_term:add")).status_code in (302, 403)


SAMPLE = {
    "key": "ho-so",
    "term": {"vi": "hồ sơ", "en": "file"},
    "also": {"vi": ["bộ hồ sơ", "hồ sơ giấy"]},
    "meaning": {"vi": "Giấy tờ.", "en": "Papers."},
    "instead": {"vi": "giấy tờ"},
}


def starter(code):
    return Starter(Locale.objects.get(language_code=code))


def test_a_starter_word_has_the_same_key_in_both_languages(site_tree):
    made = [starter(code).term(SAMPLE) for code in ("vi", "en")]
    assert made[0].translation_key == made[1].translation_key
    assert [word.forms for word in made] == [("hồ sơ", "bộ hồ sơ", "hồ sơ giấy"), ("file",)]
    assert [word.instead for word in made] == ["giấy tờ", ""]


def test_a_word_that_is_there_already_is_left_alone(site_tree):
    word = starter("vi").term(SAMPLE)
    Term.objects.filter(pk=word.pk).update(meaning="Của bà con.")
    assert starter("vi").term(SAMPLE).meaning == "Của bà con."


def test_a_word_that_a_language_does_not_have_is_passed_over(site_tree):
    assert starter("en").term({**SAMPLE, "term": {"vi": "hồ sơ"}}) is None


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_starter_glossary_fits(site_tree, language):
    made = [starter(language).term(one) for one in read_glossary()]
    for word in filter(None, made):
        word.full_clean()
    forms = [form.casefold() for word in filter(None, made) for form in word.forms]
    assert len(forms) == len(set(forms))
