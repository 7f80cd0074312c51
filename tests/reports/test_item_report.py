"""Trainers see how questions do; nobody sees what a few people answered."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.item_statistics import ENOUGH, Flag, Sums
from quizzes.models import Attempt, Interaction, QuizQuestion
from quizzes.tallying import tally
from reports.item_figures import items_of
from reports.items import EVERYBODY, MISSED, OPEN, WAYS, Item, groups_of
from reports.suppression import SMALLEST, gives_away
from tests.quizzes.crowds import crowd, wrong
from tests.quizzes.factory import of_kind, question, quiz

pytestmark = pytest.mark.django_db
LIST = "/admin/questions/"


@pytest.fixture
def exam(site_tree):
    asked = [question(f"Câu {number}?", wrong=("Công khai", "Tùy lúc")) for number in range(3)]
    return quiz("VNeID", questions=asked)


def know(number, asked, place):
    """Two of three are right everywhere."""
    return None if number % 3 else wrong(asked)


def page_of(exam, place=0):
    return reverse("reports_question", args=[exam.key, exam.questions()[place].key])


def signed_in(client, user):
    client.force_login(user)
    return client


def test_a_trainer_sees_every_question_of_a_quiz(client, trainer, exam):
    crowd(exam, 60, know)
    page = signed_in(client, trainer).get(LIST)
    assert page.status_code == 200
    assert [line.figures.people for line in page.context["lines"]] == [60] * 3
    assert page.text.count("67&nbsp;%") == 3 and "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("place", [LIST, "question", "find"])
def test_others_learn_nothing(client, exam, commune_official, province_official, place):
    crowd(exam, 60, know)
    tally()
    find = reverse("reports_find_question", args=[exam.questions()[0].key])
    address = {"question": page_of(exam), "find": find}.get(place, place)
    assert client.get(address).status_code == 302
    for official in (commune_official, province_official):
        assert signed_in(client, official).get(address).status_code in (302, 404)
        assert b"VNeID" not in client.get(address, follow=True).content


def test_the_menu_names_it_to_trainers(client, trainer, exam):
    assert LIST in signed_in(client, trainer).get("/admin/").text


def test_nothing_is_changed_by_a_post(client, trainer, exam):
    assert signed_in(client, trainer).post(LIST).status_code == 405


def test_without_answers_it_says_what_will_be_here(client, trainer, exam):
    page = signed_in(client, trainer).get(LIST)
    assert page.status_code == 200 and not page.context["lines"] and page.context["quiz"] == exam


def test_without_a_quiz_too(client, trainer, site_tree):
    assert signed_in(client, trainer).get(LIST).context["quiz"] is None


@pytest.mark.parametrize("unknown", [uuid.uuid4(), "x", "'"])
def test_an_unknown_quiz_or_group_is_as_if_not_said(client, trainer, exam, unknown):
    crowd(exam, 6, know)
    page = signed_in(client, trainer).get(LIST, {"quiz": unknown, "group": unknown, "sort": unknown})
    assert page.status_code == 200 and page.context["quiz"] == exam


def test_an_unknown_question_is_not_found(client, trainer, exam):
    crowd(exam, 6, know)
    client = signed_in(client, trainer)
    assert client.get(reverse("reports_question", args=[exam.key, uuid.uuid4()])).status_code == 404
    assert client.get(reverse("reports_question", args=[uuid.uuid4(), exam.questions()[0].key])).status_code == 404


@pytest.mark.parametrize("place", ["list", "question"])
def test_the_pages_take_the_same_queries_for_any_number_of_attempts(client, trainer, exam, hoa_thinh, place):
    client = signed_in(client, trainer)
    counts = []
    for people in (8, 200):
        crowd(exam, people, know, unit=hoa_thinh)
        tally()
        address = LIST if place == "list" else page_of(exam)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
        assert not [q["sql"] for q in asked if '"sheet"' in q["sql"]]
    assert counts[0] == counts[1] <= 25


def test_opening_the_page_counts_only_so_many(client, trainer, exam, monkeypatch):
    monkeypatch.setattr("quizzes.tallying.BATCH", 10)
    monkeypatch.setattr("reports.item_desk.AT_ONCE", 20)
    crowd(exam, 50, know)
    page = signed_in(client, trainer).get(LIST)
    assert page.context["is_behind"] and Attempt.objects.to_tally().count() == 30


def test_the_worst_stands_first_and_a_heading_sorts(client, trainer, exam):
    def answer(number, asked, place):
        good = number % 2
        return None if (good if place != 1 else not good) else wrong(asked)

    crowd(exam, 60, answer)
    client = signed_in(client, trainer)
    first = client.get(LIST).context["lines"][0]
    assert first.item.stem == "Câu 1?" and first.item.findings[0].flag == Flag.WRONG_KEY
    by_name = client.get(LIST, {"sort": "name"}).context["lines"]
    assert [line.item.stem for line in by_name] == ["Câu 0?", "Câu 1?", "Câu 2?"]
    for column in ("people", "difficulty", "discrimination", "time", "flag"):
        page = client.get(LIST, {"sort": column, "direction": "ascending"})
        values = [line.value(column) for line in page.context["lines"]]
        assert values == sorted(values) and page.text.count('aria-sort="ascending"') == 1


def test_a_misleading_choice_is_named(client, trainer, exam):
    crowd(exam, 60, lambda number, asked, place: wrong(asked, 1) if place == 0 and number % 3 else None)
    page = signed_in(client, trainer).get(page_of(exam))
    assert "“Tùy lúc”" in page.text
    rates = {pick["mark"]: pick["rate"] for pick in page.context["picks"]}
    assert rates == {"A ✓": 33, "B": 0, "C": 67, "–": 0}
    assert page.text.count("<rect") >= 4


def test_time_is_told_where_it_was_measured(client, trainer, exam):
    crowd(exam, 20, know, seconds=lambda number, place: 25 if place else None)
    lines = signed_in(client, trainer).get(LIST, {"sort": "name"}).context["lines"]
    assert [line.item.sums[EVERYBODY].median_span for line in lines] == [None, (20, 30), (20, 30)]
    assert "20–30" in lines[1].time and "20" not in lines[0].time


def test_a_small_group_is_hidden_and_so_is_what_gives_it_away(client, trainer, exam, hoa_thinh, tay_hoa):
    place(hoa_thinh, "xã")
    place(tay_hoa, "phường")
    crowd(exam, 60, know, unit=hoa_thinh)
    crowd(exam, 3, know, unit=tay_hoa)
    client = signed_in(client, trainer)
    page = client.get(page_of(exam))
    kinds = page.context["groups"][1]["rows"]
    assert [row["figures"].people for row in kinds] == [None, None]
    for group in ("kind-phường", "kind-xã"):
        assert {line.figures.difficulty for line in client.get(LIST, {"group": group}).context["lines"]} == {None}
    assert client.get(LIST).context["lines"][0].figures.people == 63


def place(unit, kind):
    unit.type = kind
    unit.save()


def test_a_group_of_many_is_shown(client, trainer, exam, hoa_thinh, dak_lak):
    crowd(exam, 60, know, unit=hoa_thinh)
    crowd(exam, 30, lambda number, asked, place: None if number % 2 else wrong(asked), locale="en")
    client = signed_in(client, trainer)
    by_language = client.get(LIST, {"group": "language-en", "sort": "name"}).context["lines"][0].figures
    by_province = client.get(LIST, {"group": f"province-{dak_lak.pk}", "sort": "name"}).context["lines"][0].figures
    assert (by_language.people, by_language.difficulty) == (30, 50)
    assert (by_province.people, by_province.difficulty) == (60, 67)
    rows = [row for part in client.get(page_of(exam)).context["groups"] for row in part["rows"]]
    assert {row["figures"].people for row in rows} == {60, 30, 90}  # of nobody is the kind of commune known


def test_of_fewer_than_five_nothing_is_shown(client, trainer, exam):
    crowd(exam, 4, know)
    client = signed_in(client, trainer)
    assert client.get(LIST).context["lines"][0].figures.is_hidden
    page = client.get(page_of(exam))
    assert page.context["is_small"] and 'class="chart"' not in page.text


def test_typed_words_are_only_right_or_not(client, trainer, site_tree):
    exam = quiz(questions=[of_kind(Interaction.FILL_IN), question()])
    crowd(exam, 40, lambda number, asked, place: None if number % 4 or place else ["Bí mật của Lan"])
    page = signed_in(client, trainer).get(page_of(exam))
    assert [pick["rate"] for pick in page.context["picks"]] == [75, 25, 0]
    assert "Bí mật của Lan" not in page.text


def test_figures_outlive_a_question_and_its_choices(client, trainer, exam):
    crowd(exam, 40, know)
    tally()
    asked = exam.questions()[0]
    address = page_of(exam)
    asked.choices.filter(text="Công khai").delete()
    client = signed_in(client, trainer)
    assert client.get(address).context["item"].choices[-1][1:] != ("Công khai", False)
    QuizQuestion.objects.filter(question__translation_key=asked.key).delete()
    type(asked).objects.filter(translation_key=asked.key).delete()
    assert client.get(address).status_code == 200 and client.get(LIST).status_code == 200


def test_the_bank_leads_to_the_figures(client, trainer, exam):
    client = signed_in(client, trainer)
    find = reverse("reports_find_question", args=[exam.questions()[0].key])
    assert find in client.get("/admin/snippets/quizzes/question/").text
    assert client.get(find).url == LIST
    crowd(exam, 6, know)
    assert client.get(find).url == page_of(exam)


def test_the_pages_hold_no_style_and_no_script_of_their_own(client, trainer, exam):
    crowd(exam, 60, know)
    for address in (LIST, page_of(exam)):
        ours = signed_in(client, trainer).get(address).text.split('class="item-report"')[1].split("</main>")[0]
        assert not re.findall(r" style=|<style|<script| on\w+=", ours.split("</section>")[0])


PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["vi", "en"]), st.sampled_from(["xã", "phường", ""]), st.integers(1, 3), st.integers(0, 3)
    ),
    min_size=1,
    max_size=90,
)


@settings(max_examples=80, deadline=None)
@given(PEOPLE)
def test_no_small_number_can_be_worked_out_of_what_is_shown(people):
    item = Item("q", choices=[("a", "A", True), ("b", "B", False), ("c", "C", False)])
    for locale, kind, province, given_ in people:
        groups = groups_of(locale, kind, province)
        item.add(groups, Sums(people=1, right=int(given_ == 0), unanswered=int(given_ == 3)))
        if given_ < 3:
            item.add_choice(groups, "abc"[given_], 1, 0, 0)
    if item.is_withheld:
        assert all(item.at(name).is_hidden for name in item.sums if name != EVERYBODY)
        return
    for name in item.sums:
        figures, sums = item.at(name), item.sums[name]
        assert figures.people is None or not 0 < sums.people < SMALLEST
        if not figures.is_hidden:
            assert not 0 < sums.right < SMALLEST and not 0 < sums.people - sums.right < SMALLEST
        for key in "abc":
            assert figures.rates.get(key) is None or not 0 < item.picked[name][key] < SMALLEST
    counts = item._counts
    for way in WAYS:
        for measure in ("people", "right", "wrong", OPEN, MISSED, "a", "b", "c"):
            line = [(name, measure) for name in [*item.of_way(way), EVERYBODY] if counts[name, measure]]
            assert not gives_away(line, counts, item.hidden)


def test_the_sums_read_are_those_kept(exam, hoa_thinh):
    crowd(exam, ENOUGH, know, unit=hoa_thinh)
    tally()
    items = items_of(exam)
    assert [item.sums[EVERYBODY].people for item in items] == [ENOUGH] * 3
    assert items[0].sums[EVERYBODY].discrimination == pytest.approx(1)
