"""Who began and did each lesson: kept as it happens, recounted to the digit, shown through the gate."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from courses.models import LessonProgress
from learners.actions import erase, state_residence
from learners.merging import merge
from reports import keeping, rebuilding
from reports.lessons import recounting
from reports.lessons.reading import lines
from reports.models import LessonTotals
from reports.tables import Figures
from tests.reports.factory import begin, complete, fake_courses, moment, someone

pytestmark = pytest.mark.django_db


def lessons(unit):
    """{(lesson, month): (began, did)} of those with anybody in them."""
    rows = LessonTotals.objects.filter(unit=unit).values_list("lesson_key", "month__month", "learners", "completions")
    return {(key.int - 100, month): (began, did) for key, month, began, did in rows if began or did}


def wrong():
    return [d for units in rebuilding.groups_of_units() for d in recounting.differences(units)]


def test_a_lesson_is_counted_where_and_when_it_was_begun_and_done(monkeypatch, hoa_thinh, tay_hoa, dak_lak):
    (course,) = fake_courses(monkeypatch, 1)
    person = someone(hoa_thinh)
    begin(person, course, moment(30, 3))
    state_residence(person, tay_hoa)
    complete(person, course, moment(2, 4))
    assert lessons(hoa_thinh) == {(1, 3): (1, 0)} and lessons(tay_hoa) == {(1, 4): (0, 1)}
    assert lessons(dak_lak) == {(1, 3): (1, 0), (1, 4): (0, 1)}
    assert wrong() == []


def test_doing_it_again_counts_no_second_time_and_earlier_news_moves_it(monkeypatch, hoa_thinh):
    (course,) = fake_courses(monkeypatch, 1)
    person = someone(hoa_thinh)
    complete(person, course, moment(2, 4))
    complete(person, course, moment(9, 4))
    complete(person, course, moment(30, 3))
    assert lessons(hoa_thinh) == {(1, 3): (1, 1)} and wrong() == []


def test_a_month_turns_at_vietnamese_midnight(monkeypatch, hoa_thinh):
    (course,) = fake_courses(monkeypatch, 1)
    complete(someone(hoa_thinh), course, moment(31, 3, hour=17))
    assert lessons(hoa_thinh) == {(1, 4): (1, 1)} and wrong() == []


def test_what_was_done_before_a_place_was_said_counts_there_afterwards(monkeypatch, hoa_thinh):
    (course,) = fake_courses(monkeypatch, 1)
    person = someone()
    complete(person, course, moment(3))
    assert not LessonTotals.objects.exists()
    state_residence(person, hoa_thinh)
    assert lessons(hoa_thinh) == {(1, 3): (1, 1)} and wrong() == []


def test_one_person_taken_for_two_is_counted_once_and_stays_a_count_when_forgotten(monkeypatch, hoa_thinh):
    (course,) = fake_courses(monkeypatch, 1)
    one, other = someone(hoa_thinh), someone(hoa_thinh)
    begin(one, course, moment(3))
    complete(other, course, moment(4))
    assert lessons(hoa_thinh) == {(1, 3): (2, 1)}
    merge(other, one)
    assert lessons(hoa_thinh) == {(1, 3): (1, 1)} and wrong() == []
    erase(one)
    assert lessons(hoa_thinh) == {(1, 3): (1, 1)} and wrong() == []


def test_a_broken_and_a_needless_figure_are_reported_and_mended(monkeypatch, hoa_thinh):
    (course,) = fake_courses(monkeypatch, 1)
    complete(someone(hoa_thinh), course, moment(3))
    LessonTotals.objects.filter(unit=hoa_thinh).update(learners=7)
    LessonTotals.objects.create(unit=hoa_thinh, month="2026-01-01", lesson_key=course.key, completions=2)
    with pytest.raises(CommandError, match="2 figures differ"):
        call_command("rebuild_totals", "--check", stdout=StringIO())
    out = StringIO()
    call_command("rebuild_totals", stdout=out)
    assert "Xã Hòa Thịnh 03/2026, Course 0" in out.getvalue() and "learners kept 7, counted 1" in out.getvalue()
    assert lessons(hoa_thinh) == {(1, 3): (1, 1)} and wrong() == []


def test_totals_lost_altogether_come_back(monkeypatch, hoa_thinh, dak_lak):
    (course,) = fake_courses(monkeypatch, 1)
    complete(someone(hoa_thinh), course, moment(3))
    right = lessons(hoa_thinh), lessons(dak_lak)
    LessonTotals.objects.all().delete()
    for units in rebuilding.groups_of_units():
        keeping.mend(list(recounting.differences(units)))
    assert (lessons(hoa_thinh), lessons(dak_lak)) == right == ({(1, 3): (1, 1)},) * 2


def test_reading_steps_on_asks_nothing_of_the_totals(monkeypatch, hoa_thinh, django_assert_num_queries):
    (course,) = fake_courses(monkeypatch, 1)
    person = someone(hoa_thinh)
    begin(person, course, moment(3))
    row = LessonProgress.objects.get()
    from reports.lessons.actions import follow

    with django_assert_num_queries(0):
        follow([row], [row])


def test_the_lesson_at_which_most_stop_is_marked_and_hidden_ones_are_not_guessed():
    told = lines([("A", Figures(40, 30)), ("B", Figures(None, None)), ("C", Figures(30, 15)), ("D", Figures(20, 25))])
    assert [(line.share, line.stopped, line.is_worst) for line in told] == [
        (75, 10, False),
        (None, None, False),
        (50, 15, True),
        (125, 0, False),
    ]
    assert not any(line.is_worst for line in lines([("A", Figures(5, 5)), ("B", Figures(0, 0))]))


def test_the_own_commune_sees_them_exactly_and_the_province_in_fives(
    monkeypatch, client, hoa_thinh, dak_lak, commune_official, province_official
):
    (course,) = fake_courses(monkeypatch, 1)
    for number in range(7):
        (complete if number < 6 else begin)(someone(hoa_thinh), course, moment(3))

    def seen(official, place):
        client.force_login(official)
        response = client.get(reverse("reports:course", args=[place.pk, course.key]))
        (line,) = response.context["lessons"]
        return line.figures.learners, line.figures.completions, line.stopped

    assert seen(commune_official, hoa_thinh) == (7, 6, 1)
    assert seen(province_official, hoa_thinh) == seen(province_official, dak_lak) == (5, 5, 0)
