"""Made-up people: the same for the same seed, once however often they are asked for, and counted like real ones."""

from datetime import datetime
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command

from certificates.models import Certificate
from learners.models import Learner
from learners.names import clean_name
from quizzes.interactions import Interaction
from quizzes.models import Attempt
from records.models import Event
from reports import rebuilding, sample_people
from reports.groups import recounting
from reports.models import DailyTotals
from reports.rollups import ZONE
from reports.sample_histories import FIRST_KEY, LAST_KEY, key, start_days
from reports.sample_names import name
from tests.courses import factory
from tests.quizzes.factory import of_kind

pytestmark = pytest.mark.django_db
UNTIL = datetime(2026, 11, 22, 12, tzinfo=ZONE)


@pytest.fixture
def offer(course, hoa_thinh, tay_hoa):
    """What there is to learn, and where."""


def make(people=20, seed=1):
    return sample_people.make(sample_people.campaign(seed, UNTIL), people, lambda number: None)


def everything():
    """All that does not depend on the moment of making."""
    return {
        "people": list(Learner.objects.order_by("pk").values_list("pk", "name", "unit__code", "created_at")),
        "events": list(Event.objects.order_by("pk").values_list("pk", "learner", "verb", "occurred_at")),
        "attempts": list(Attempt.objects.order_by("pk").values_list("pk", "score", "submitted_at")),
        "certificates": sorted(Certificate.objects.values_list("learner", "course_key", "issued_at", "unit")),
    }


def test_the_same_seed_makes_the_same_people(offer):
    make()
    first = everything()
    sample_people.remove(lambda number: None)
    make()
    assert everything() == first


def test_a_second_run_adds_nothing(offer):
    assert make() == 20
    before = everything()
    assert make() == 0
    assert everything() == before


def test_asking_for_more_only_adds_the_missing(offer):
    make(people=15)
    assert make(people=20) == 5


def test_the_totals_are_what_a_recount_says(offer):
    make()
    assert DailyTotals.objects.of_people().sums() and Certificate.objects.exists()
    assert [d for units in rebuilding.groups_of_units() for d in rebuilding.differences(units)] == []


def test_histories_differ_and_none_lies_ahead(offer):
    make(people=40)
    assert not Event.objects.filter(occurred_at__gt=UNTIL).exists()
    assert Attempt.objects.filter(is_passed=True).exists() and Attempt.objects.filter(is_passed=False).exists()
    learners = Learner.objects.all()
    assert 0 < learners.filter(unit=None).count() < learners.filter(certificates__isnull=False).distinct().count() < 40


def test_whatever_a_quiz_asks_some_pass_and_some_fail(site_tree, hoa_thinh, tay_hoa):
    kinds = [kind for kind in Interaction if kind != Interaction.LONG_FILL_IN]
    factory.course("Mọi kiểu", lessons=1, questions=[of_kind(kind) for kind in kinds])
    make(people=40)
    assert Attempt.objects.filter(score=100, is_passed=True).exists() and Attempt.objects.filter(score__lt=50).exists()


def test_removing_leaves_real_people_and_right_totals(offer, lan):
    make()
    call_command("make_sample_people", remove=True, verbosity=0)
    assert list(Learner.objects.all()) == [lan]
    assert not any(map(any, DailyTotals.objects.values_list("learners", "completions", "certificates")))


def test_without_courses_it_says_what_to_do_first(hoa_thinh):
    with pytest.raises(CommandError, match="load_courses"):
        call_command("make_sample_people", stdout=StringIO())


def test_every_name_can_stand_on_a_certificate():
    names = {name(Random(number), code) for number in range(500) for code in ("22276", "24133")}
    assert all(clean_name(one) == one for one in names)
    assert any(one.startswith("H'") for one in names) and any(one.endswith("Ê̆ban") for one in names)


def test_keys_are_recognised_whatever_the_seed():
    keys = [key(seed, number) for seed in (0, 1, 16_383) for number in (0, 1_999, 10_000_000)]
    assert len(set(keys)) == 9 and all(FIRST_KEY <= one <= LAST_KEY for one in keys)


def test_more_people_begin_from_month_to_month_but_few_at_tet():
    days = start_days(UNTIL.date())
    months = {}
    for day, share in days.items():
        months[day.year, day.month] = months.get((day.year, day.month), 0) + share
    assert months[2025, 7] < months[2026, 7] and months[2026, 2] < months[2025, 12] < months[2026, 1]


def test_some_say_who_they_are_and_groups_are_what_a_recount_says(offer):
    make(people=60)
    for field in ("age_band", "sex", "ethnicity"):
        said = set(Learner.objects.exclude(unit=None).values_list(field, flat=True))
        assert "" in said and len(said) > 2, field
    assert Learner.objects.filter(hamlet__unit__code="22276", hamlet__name__startswith="Thôn Mẫu").exists()
    assert not Learner.objects.exclude(unit__code="22276").exclude(hamlet=None).exists()
    assert not Learner.objects.exclude(ethnicity="").exclude(consents__purpose="ethnicity").exists()
    assert {"self", "assisted", "class"} == set(Event.objects.values_list("channel", flat=True))
    assert [d for units in rebuilding.groups_of_units() for d in recounting.differences(units)] == []
