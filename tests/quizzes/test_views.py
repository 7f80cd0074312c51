"""Sitting a quiz on its page, with and without a script."""

import uuid

import pytest

from quizzes.models import Attempt
from tests.quizzes.factory import in_language, question, quiz, right_answers
from tests.records.phone import NOBODY, Phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def exam(site_tree):
    return quiz(questions=[question(explanation="Vì thế."), question("Hai?", right=("A", "B"), wrong=("C",))])


@pytest.fixture
def phone():
    return Phone()


def url(exam, language="vi"):
    return ("" if language == "vi" else f"/{language}") + f"/quizzes/{exam.key}/"


def test_the_page_holds_no_key_to_the_answers(client, exam):
    page = client.get(url(exam)).text
    for secret in ("is_right", "data-right", "vì sao", "Vì thế.", "feedback", "explanation"):
        assert secret not in page
    quiz = page.partition("<main")[2]
    assert quiz.count('type="radio"') == 2 and quiz.count('type="checkbox"') == 3


def test_the_page_is_the_same_for_everyone(client, exam):
    response = client.get(url(exam))
    assert not response.cookies and "csrf" not in response.text
    assert "public" in response["Cache-Control"]
    assert Phone().get(url(exam)).text == response.text


def test_handing_in_leads_to_the_result(phone, exam):
    response = phone.post(url(exam), **right_answers(exam))
    attempt = Attempt.objects.get()
    assert response.status_code == 302 and response.url == f"/quizzes/attempts/{attempt.pk}/"
    assert attempt.is_passed
    assert phone.get(response.url).status_code == 200


def test_missing_answers_keep_what_was_chosen(phone, exam):
    answers = right_answers(exam)
    key, (chosen,) = answers.popitem() if len(next(iter(answers.values()))) == 2 else next(iter(answers.items()))
    response = phone.post(url(exam), **{key: chosen})
    assert response.status_code == 422
    assert f'value="{chosen}" checked' in response.text and response.text.count(" checked") == 1
    assert 'role="alert"' in response.text
    assert not Attempt.objects.exists() and "no-store" in response["Cache-Control"]


def test_nothing_at_all_is_asked_again(phone, exam):
    assert phone.post(url(exam)).status_code == 422


@pytest.mark.parametrize("gone", ["\0", "x", NOBODY, "🙂" * 1000])
def test_a_choice_that_is_gone_is_asked_again(phone, exam, gone):
    answers = right_answers(exam)
    answers[str(exam.questions()[0].key)] = gone
    assert phone.post(url(exam), **answers).status_code == 422


def test_a_double_click_is_one_attempt(phone, exam):
    for _click in range(2):
        phone.post(url(exam), **right_answers(exam))
    assert Attempt.objects.count() == 1


def test_sent_again_after_a_lost_answer_is_one_attempt_of_one_person(phone, exam):
    fields = right_answers(exam) | {"attempt": str(uuid.uuid4()), "device": phone.device, "learner": phone.learner}
    for _time in range(2):
        phone.forget_cookies()
        phone.post(url(exam), **fields)
    assert str(Attempt.objects.get().learner_id) == phone.learner


@pytest.mark.parametrize("key", ["", "x", "\0", "0"])
def test_keys_that_are_none_are_no_keys(phone, exam, key):
    response = phone.post(url(exam), **right_answers(exam), attempt=key, device=key, learner=key)
    assert response.status_code == 302


def test_naming_somebody_else_is_refused(phone, exam, lan):
    response = phone.post(url(exam), **right_answers(exam), learner=str(lan.pk))
    assert response.status_code == 403 and "<h1>" in response.text
    assert not Attempt.objects.exists()


def test_a_stranger_does_not_see_the_result(phone, exam):
    result = phone.post(url(exam), **right_answers(exam)).url
    stranger = Phone()
    assert stranger.get(result).status_code == 404
    stranger.post(url(exam), **right_answers(exam))
    assert stranger.get(result).status_code == 404


def test_after_a_hand_over_the_result_is_gone(phone, exam):
    result = phone.post(url(exam), **right_answers(exam)).url
    phone.post("/people/another/")
    response = phone.get("/en" + result)
    assert response.status_code == 404
    assert "This result belongs to another person or phone." in response.text


def test_the_result_is_kept_by_no_cache(phone, exam):
    result = phone.post(url(exam), **right_answers(exam)).url
    assert "no-store" in phone.get(result)["Cache-Control"]


def test_an_unknown_quiz_says_so(client, site_tree):
    response = client.get(f"/en/quizzes/{uuid.uuid4()}/")
    assert response.status_code == 404
    assert "This quiz is not here any more." in response.text


def test_a_result_that_never_was_says_so(client, site_tree):
    assert client.get(f"/en/quizzes/attempts/{uuid.uuid4()}/").status_code == 404


def test_each_language_has_its_words(client, exam):
    assert "Bài kiểm tra (en)" in client.get(url(exam, "en")).text
    assert "Bài kiểm tra (en)" not in client.get(url(exam)).text


def test_an_attempt_is_in_the_words_it_was_sat_in(phone, exam):
    phone.post(url(exam, "en"), **right_answers(in_language(exam, "en")))
    attempt = Attempt.objects.get()
    assert (attempt.locale, attempt.quiz_key) == ("en", exam.key)
    assert attempt.sheet[0]["stem"].endswith("(en)")


def test_better_in_another_language_than_not_at_all(client, site_tree):
    exam = quiz(questions=[question(languages=("vi",))], languages=("vi",))
    assert "Bài kiểm tra" in client.get(url(exam, "en")).text


def test_a_failed_sitting_does_not_give_the_key_away(phone, exam):
    result = phone.post(url(exam), **(right_answers(exam) | {str(exam.questions()[0].key): wrong(exam)})).url
    page = phone.get("/en" + result).text
    assert "Not yet" in page and "Right is:" not in page


def wrong(exam):
    return next(str(choice.key) for choice in exam.questions()[0].choices.all() if not choice.is_right)


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_only_looking_and_handing_in(client, exam, method):
    assert getattr(client, method)(url(exam)).status_code in (403, 405)


def test_a_post_from_another_site_is_refused(exam):
    response = Phone(**{"sec-fetch-site": "cross-site"}).post(url(exam), **right_answers(exam))
    assert response.status_code == 403
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("query", ["?page=-1", "?%ff", "?q=" + "x" * 3000])
def test_a_junk_query_breaks_nothing(client, exam, query):
    assert client.get(url(exam) + query).status_code == 200


def test_the_page_takes_the_same_queries_however_many_questions(client, exam, django_assert_max_num_queries):
    long = quiz("Dài", 12)
    client.get(url(exam))
    with django_assert_max_num_queries(12):
        client.get(url(long) + "?fresh=1")


def test_a_quiz_whose_questions_are_drafts_says_so(client, exam):
    for asked in exam.questions():
        asked.live = False
        asked.save()
    page = client.get(url(exam)).text
    assert "<form" not in page.split("<main")[1].split("</main")[0]
    assert "chưa có câu hỏi" in page
