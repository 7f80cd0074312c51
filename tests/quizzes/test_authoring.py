"""The question bank and quizzes in the real editor."""

import json

import pytest
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from courses.models import LessonPage
from quizzes.models import Interaction, Question, Quiz
from tests.quizzes.factory import in_language, locale, question, quiz

pytestmark = pytest.mark.django_db
ADD = "/admin/snippets/quizzes/question/add/?locale=vi"


@pytest.fixture
def desk(client, site_tree, trainer):
    client.force_login(trainer)
    return client


def typed(stem="Mã OTP cho ai?", choices=(("Không ai", True), ("Công an", False)), gone=(), **fields):
    """A question form as the browser sends it: (text, is right[, id]) for each choice, those in `gone` deleted."""
    rows = [
        {"text": row[0], "feedback": "", "id": row[2] if len(row) > 2 else ""} | ({"is_right": "on"} if row[1] else {})
        for row in choices
    ]
    for number in gone:
        rows[number]["DELETE"] = "on"
    old = sum(1 for row in rows if row["id"])
    form = {
        "stem": stem,
        "explanation": "",
        "interaction": "choice",
        "points": "1",
        "action-publish": "1",
        "choices": inline_formset(rows, initial=old),
    }
    return nested_form_data(form | fields)


def edit(row):
    return f"/admin/snippets/quizzes/{row._meta.model_name}/edit/{row.pk}/"


def rows_of(asked):
    return [(choice.text, choice.is_right, choice.pk) for choice in asked.choices.all()]


def test_a_trainer_adds_a_question(desk):
    desk.post(ADD, typed())
    asked = Question.objects.get()
    assert asked.locale == locale("vi")
    assert [(c.text, c.is_right) for c in asked.choices.all()] == [("Không ai", True), ("Công an", False)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"choices": [("Không ai", False), ("Công an", False)]}, "Mark at least one choice as right."),
        ({"choices": [("Không ai", True), ("Công an", True)]}, "Only one choice can be right"),
        (
            {"choices": [("A", True), ("B", False), ("C", False)], "interaction": "true-false"},
            "A true-or-false question has exactly two choices",
        ),
        ({"choices": [("Không ai", True)]}, ""),
    ],
)
def test_an_unsound_question_is_refused_and_nothing_typed_is_lost(desk, trainer, wrong, said):
    speak_english(trainer)
    response = desk.post(ADD, typed(**wrong))
    assert not Question.objects.exists()
    assert said in response.content.decode()
    assert "Mã OTP cho ai?" in response.content.decode()


def speak_english(user):
    from wagtail.users.models import UserProfile

    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})


def test_several_right_choices_are_fine_when_allowed(desk):
    desk.post(ADD, typed(choices=[("A", True), ("B", True), ("C", False)], is_multiple="on"))
    assert Question.objects.get().is_multiple


def test_the_right_choice_can_move_in_one_go(desk):
    """The check reads what was typed, not what the database still holds."""
    asked = question(languages=["vi"])
    (first, _right, first_pk), (second, _wrong, second_pk) = rows_of(asked)
    desk.post(edit(asked), typed(choices=[(first, False, first_pk), (second, True, second_pk)]))
    assert [c.is_right for c in Question.objects.get().choices.all()] == [False, True]


def test_several_right_choices_can_become_one(desk):
    asked = question(right=("A", "B"), wrong=("C",), languages=["vi"])
    (a, _r, a_pk), (b, _s, b_pk), (c, _w, c_pk) = rows_of(asked)
    desk.post(edit(asked), typed(choices=[(a, True, a_pk), (b, False, b_pk), (c, False, c_pk)]))
    asked.refresh_from_db()
    assert not asked.is_multiple


def test_the_only_right_choice_cannot_be_deleted(desk):
    asked = question(right=("A",), wrong=("B", "C"), languages=["vi"])
    desk.post(edit(asked), typed(choices=rows_of(asked), gone=[0]))
    assert Question.objects.get().choices.count() == 3


def test_a_wrong_choice_can_be_deleted(desk):
    asked = question(right=("A",), wrong=("B", "C"), languages=["vi"])
    desk.post(edit(asked), typed(choices=rows_of(asked), gone=[2]))
    assert Question.objects.get().choices.count() == 2


def test_keys_of_choices_stay_when_a_question_is_edited(desk):
    asked = question(languages=["vi"])
    keys = [choice.key for choice in asked.choices.all()]
    desk.post(edit(asked), typed(stem="Đổi lời", choices=rows_of(asked)))
    changed = Question.objects.get()
    assert changed.stem == "Đổi lời"
    assert [choice.key for choice in changed.choices.all()] == keys


@pytest.mark.parametrize("query", ["dinh danh", "Định danh", "ĐỊNH DANH", "dinh"])
def test_the_bank_is_searched_without_accents(desk, query):
    question("Tài khoản định danh điện tử là gì?", languages=["vi"])
    question("Mã OTP là gì?", languages=["vi"])
    for address in ("/admin/snippets/quizzes/question/results/", "/admin/snippets/choose/quizzes/question/results/"):
        found = desk.get(address, {"q": query}).content.decode()
        assert "định danh" in found and "OTP" not in found


def test_the_bank_is_listed_by_kind_and_language(desk):
    question("Câu tiếng Việt")
    question("Câu đúng sai", interaction="true-false", languages=["vi"])
    listed = desk.get("/admin/snippets/quizzes/question/", {"locale": "vi", "interaction": "choice"}).content.decode()
    assert "Câu tiếng Việt" in listed and "(en)" not in listed and "Câu đúng sai" not in listed


def test_the_bank_says_where_a_question_is_used(desk, course):
    asked = Question.objects.filter(stem__startswith="Bài 1: kiểm tra?", locale=locale("vi")).get()
    used = desk.get(f"/admin/snippets/quizzes/question/usage/{asked.pk}/").content.decode()
    assert LessonPage.objects.get(title="Bài 1").title in used


def test_a_question_that_is_used_cannot_be_deleted_by_a_trainer(desk, course):
    asked = Question.objects.first()
    desk.post(f"/admin/snippets/quizzes/question/delete/{asked.pk}/")
    assert Question.objects.filter(pk=asked.pk).exists()


CHOOSER = "/admin/snippets/choose/quizzes/question/"


def quickly(**changes):
    return {"stem": "Mới?", "choice_1": "Có", "choice_2": "Không", "right": "2", "locale": locale("vi").pk} | changes


def test_a_lesson_s_writer_is_offered_a_new_question(desk):
    assert "choice_1" in desk.get(CHOOSER).json()["html"]


def test_a_question_is_made_without_leaving_the_lesson(desk):
    answer = desk.post(f"{CHOOSER}create/", quickly(explanation="Vì vậy.")).json()
    asked = Question.objects.get()
    assert answer["result"]["id"] == str(asked.pk)
    assert [(c.text, c.is_right) for c in asked.choices.all()] == [("Có", False), ("Không", True)]


def test_a_quick_question_may_be_english(desk):
    desk.post(f"{CHOOSER}create/", quickly(locale=locale("en").pk))
    assert {row.locale for row in [Question.objects.get(), *Question.objects.get().choices.all()]} == {locale("en")}


def test_a_quick_question_needs_words_for_its_right_choice(desk):
    answer = desk.post(f"{CHOOSER}create/", quickly(right="4")).json()
    assert answer["step"] == "reshow_creation_form" and not Question.objects.exists()


def quiz_form(*questions, draws=(), **fields):
    """A quiz as the browser sends it."""
    asked = inline_formset([{"question": question.pk, "id": ""} for question in questions])
    rules = {"review": "after-passing", "wait_minutes": "0"}
    told = {"title": "Kiểm tra", "pass_mark": "80", "places": asked, "draws": inline_formset(list(draws))}
    return nested_form_data(told | rules | fields)


def test_a_quiz_asks_something(desk, trainer):
    speak_english(trainer)
    response = desk.post("/admin/snippets/quizzes/quiz/add/?locale=vi", quiz_form())
    assert "Add at least one question, or a draw." in response.text and not Quiz.objects.exists()


def test_a_draw_says_among_which(desk, trainer):
    speak_english(trainer)
    draw = {"count": "3", "topic": "", "difficulty": "", "id": ""}
    response = desk.post("/admin/snippets/quizzes/quiz/add/?locale=vi", quiz_form(draws=[draw]))
    assert "choose a topic or a difficulty" in response.text and not Quiz.objects.exists()


def test_a_quiz_of_draws_alone(desk):
    draw = {"count": "3", "topic": "", "difficulty": "1", "id": ""}
    desk.post("/admin/snippets/quizzes/quiz/add/?locale=vi", quiz_form(draws=[draw], minutes="20"))
    assert Quiz.objects.get().draws.get().count == 3


def test_a_trainer_makes_a_quiz(desk):
    first, second = question("Một?"), question("Hai?")
    form = quiz_form(second, first)
    desk.post("/admin/snippets/quizzes/quiz/add/?locale=vi", form)
    assert Quiz.objects.get().questions() == [second, first]


def test_no_question_is_asked_twice(desk):
    asked = question("Một?")
    form = quiz_form(asked, asked)
    response = desk.post("/admin/snippets/quizzes/quiz/add/?locale=vi", form)
    assert not Quiz.objects.exists() and response.status_code == 200


def test_no_pass_mark_above_a_hundred(desk):
    form = quiz_form(question(), pass_mark="101")
    response = desk.post("/admin/snippets/quizzes/quiz/add/?locale=vi", form)
    assert not Quiz.objects.exists() and response.status_code == 200


def previewed(desk, address, form, mode=""):
    """The preview as the panel beside the editor shows it: first what was typed is sent, then the page is asked for."""
    assert desk.post(address, form).json() == {"is_valid": True, "is_available": True}
    return desk.get(address, {"mode": mode, "in_preview_panel": "true"})


def preview_of(row):
    return f"/admin/snippets/quizzes/{row._meta.model_name}/preview/{row.pk}/"


def test_a_question_is_previewed_as_typed(desk):
    asked = question()
    assert "Vừa gõ xong?" in previewed(desk, preview_of(asked), typed("Vừa gõ xong?")).content.decode()
    assert asked.default_preview_size == "mobile" and asked.preview_sizes[0]["device_width"] == 360


def test_a_question_never_saved_is_previewed_even_half_done(desk):
    half_done = typed("Chưa xong", choices=[("Một", False)])
    response = previewed(desk, "/admin/snippets/quizzes/question/preview/", half_done)
    assert "Chưa xong" in response.content.decode()


def test_a_question_is_previewed_in_its_other_language(desk):
    asked = question()
    page = previewed(desk, preview_of(asked), typed(), mode="en").content.decode()
    assert in_language(asked, "en").stem in page and '<html lang="en">' in page


def test_a_question_without_translation_has_one_preview(site_tree):
    assert len(question(languages=["vi"]).preview_modes) == 1


def test_a_quiz_is_previewed_in_both_languages(desk):
    sat = quiz(questions=1)
    form = quiz_form(sat.questions()[0], title="Vừa gõ", pass_mark="75")
    assert "Vừa gõ" in previewed(desk, preview_of(sat), form).content.decode()
    assert "Câu hỏi 1? (en)" in previewed(desk, preview_of(sat), form, mode="en").content.decode()


def test_nothing_done_in_a_preview_counts(desk):
    policy = previewed(desk, preview_of(question()), typed())["Content-Security-Policy"]
    assert all(rule in policy for rule in ("script-src 'none'", "connect-src 'none'", "form-action 'none'"))


def test_a_hostile_question_is_harmless(desk):
    hostile = typed(
        '<img src=x onerror="alert(1)">Hỏi', choices=[("<script>alert(2)</script>Có", True), ("Không", False)]
    )
    desk.post(ADD, hostile)
    assert Question.objects.get().stem == "Hỏi"
    page = previewed(desk, preview_of(Question.objects.get()), hostile).content.decode()
    assert "<script>alert" not in page and "<img src=x" not in page


def picture():
    return Image.objects.create(title="Màn hình", file=get_test_image_file())


def hot_spot(areas, **fields):
    """A form for places on a picture, with what was drawn."""
    form = typed(choices=[("Nút gửi", True), ("Nút xoá", False)], interaction="hot-spot", **fields)
    return form | {f"choices-{number}-area": json.dumps(area) for number, area in enumerate(areas)}


LEFT, RIGHT = ({"x": x, "y": 10, "width": 20, "height": 10.5} for x in (5, 60))
OUTSIDE = LEFT | {"x": 90}


def test_what_was_drawn_is_kept(desk):
    desk.post(ADD, hot_spot([LEFT, RIGHT], picture=str(picture().pk)))
    assert [choice.area for choice in Question.objects.get().choices.all()] == [LEFT, RIGHT]


@pytest.mark.parametrize("areas", [[LEFT], [LEFT, OUTSIDE], [LEFT, "here"]])
def test_a_place_that_was_not_drawn_is_said_beside_it(desk, trainer, areas):
    speak_english(trainer)
    page = desk.post(ADD, hot_spot(areas, picture=str(picture().pk))).content.decode()
    assert not Question.objects.exists()
    assert "Draw it on the picture." in page


def test_places_need_their_picture(desk, trainer):
    speak_english(trainer)
    page = desk.post(ADD, hot_spot([LEFT, RIGHT])).content.decode()
    assert "Choose the picture on which people find the place." in page and not Question.objects.exists()


def test_the_picture_to_draw_on_is_big_and_for_trainers_alone(desk, client, commune_official):
    address = f"/admin/questions/pictures/{picture().pk}/"
    assert ".max-1000x1000." in desk.get(address).url
    client.force_login(commune_official)
    assert "media" not in client.get(address).headers.get("Location", "")


def test_a_row_that_nobody_wrote_in_is_no_choice(desk):
    desk.post(ADD, typed(choices=[("Không ai", True), ("Công an", False), ("", False)]))
    assert Question.objects.get().choices.count() == 2


def test_rows_stand_ready_in_a_new_question(desk):
    page = desk.get(ADD).content.decode()
    assert 'name="choices-2-text"' in page and 'name="choices-3-text"' not in page


@pytest.mark.parametrize("kind", Interaction.values)
def test_every_kind_has_a_card(desk, kind):
    assert f'value="{kind}"' in desk.get(ADD).content.decode()
