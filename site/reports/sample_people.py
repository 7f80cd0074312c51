"""Made-up people for a demo: what they do goes through the same actions as what real people do."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from django.conf import settings
from django.db import transaction
from django.utils import translation

from certificates.actions import issue_certificate
from certificates.consent import VERSION, consent_text
from communes.models import Hamlet, Kind, Unit
from courses.catalogue import Course, courses
from learners.about import ethnicity_consent_text
from learners.actions import give_consent, rename, say_about, state_residence
from learners.models import Learner, Purpose
from quizzes.models import Quiz
from quizzes.scoring import right_answer
from quizzes.sheets import question_sheet
from records.actions import take_in
from records.models import ObjectType, Verb
from records.statements import Statement

from .actions import batched
from .rollups import ZONE
from .sample_abouts import HAMLETS, about, channel
from .sample_histories import FIRST_KEY, LAST_KEY, Study, key, start_days, study
from .sample_names import name

PROVINCE = "66"
BUSIEST, BUSIEST_SHARE = "22276", 0.05  # the commune of the demo's own officials
PEOPLE_AT_ONCE = 100
REMOVED_AT_ONCE = 200
LANGUAGE = settings.LANGUAGE_CODE


@dataclass
class Campaign:
    """Where, when and what there is to learn."""

    seed: int
    until: datetime
    communes: list[Unit]
    courses: list[Course]
    hamlets: dict = field(default_factory=dict)  # code of a commune → keys of its hamlets
    answers: dict = field(default_factory=dict)  # quiz key → its right answers and its wrong ones

    def __post_init__(self):
        self.days = start_days(self.until.astimezone(ZONE).date())
        self.busyness = list(accumulate(self.days.values()))
        self.crowds = list(accumulate(crowds(self.seed, self.communes)))
        self.answers = {course.quiz_key: answers_of(course.quiz_key) for course in self.courses if course.quiz_key}


def campaign(seed: int, until: datetime) -> Campaign | None:
    """None while there is no place or no course for anybody."""
    communes = Unit.objects.current().communes().filter(parent__kind=Kind.PROVINCE, parent__code=PROVINCE)
    places, offered = list(communes.order_by("code")), [course for course in courses().values() if course.lessons]
    return Campaign(seed, until, places, offered) if places and offered else None


def crowds(seed, communes) -> list[float]:
    """How many people each commune draws beside the others: a few many, some hardly any."""
    draws = [Random(f"{seed} {unit.code}").lognormvariate(0, 1.1) for unit in communes]  # noqa: S311
    busiest = sum(draws) * BUSIEST_SHARE
    return [busiest if unit.code == BUSIEST else draw for unit, draw in zip(communes, draws, strict=True)]


def answers_of(quiz_key) -> tuple[dict, dict]:
    """Of every question that may be asked: one right answer, one that is not."""
    quiz = Quiz.objects.filter(translation_key=quiz_key, locale__language_code=LANGUAGE).first()
    sheets = [question_sheet(question) for question in quiz.questions()] if quiz else []
    right = {sheet["key"]: right_answer(sheet) for sheet in sheets}
    wrong = {sheet["key"]: [c["key"] for c in sheet["choices"] if not c["is_right"]][:1] for sheet in sheets}
    return right, wrong


def make(campaign: Campaign, people: int, advance: Callable[[int], object]) -> int:
    """Add those of so many sample people who are not there yet; how many were added."""
    known = set(sample_people().values_list("pk", flat=True))
    missing = [number for number in range(people) if key(campaign.seed, number) not in known]
    advance(people - len(missing))
    campaign.hamlets = made_up_hamlets(campaign.communes) if missing else {}
    with translation.override(LANGUAGE):
        for part in batched(missing, PEOPLE_AT_ONCE):
            add_people(campaign, part)
            advance(len(part))
    return len(missing)


def made_up_hamlets(communes) -> dict[str, list[int]]:
    """Only of the demo's own commune; they stay when the people are removed."""
    own = [unit for unit in communes if unit.code == BUSIEST]
    return {unit.code: [hamlet_of(unit, name).pk for name in HAMLETS] for unit in own}


def hamlet_of(unit, name) -> Hamlet:
    known = Hamlet.objects.current().filter(unit=unit, name=name).first()
    return known or Hamlet.objects.create(unit=unit, name=name)


def sample_people():
    return Learner.objects.filter(pk__range=(FIRST_KEY, LAST_KEY))


def remove(advance: Callable[[int], object]) -> int:
    """Take them all away again; the totals have to be rebuilt afterwards."""
    found = list(sample_people().values_list("pk", flat=True))
    for part in batched(found, REMOVED_AT_ONCE):
        Learner.objects.filter(pk__in=part).delete()
        advance(len(part))
    return len(found)


@transaction.atomic
def add_people(campaign, numbers) -> None:
    for number in numbers:
        add_person(campaign, number)


def add_person(campaign: Campaign, number: int) -> None:
    """One person with a whole history; the same for the same seed, number and day."""
    lot = Random(f"{campaign.seed} {number}")  # noqa: S311
    begins_on = lot.choices(list(campaign.days), cum_weights=campaign.busyness)[0]
    home = lot.choices(campaign.communes, cum_weights=campaign.crowds)[0]
    own_name, share = name(lot, home.code), lot.random()
    studies = draw_studies(lot, campaign, begins_on)
    began_at = studies[0][1].lessons[0][0]
    if began_at > campaign.until:
        began_at = campaign.until  # an evening class of today that has not met yet: noted, nothing done
    learner = Learner.objects.create(pk=key(campaign.seed, number), created_at=began_at)
    is_introduced = share < 0.55
    if is_introduced:  # came to a class, where the trainer notes who is from where
        introduce(learner, own_name, home)
    # A lot of its own: histories stay what they were.
    more = Random(f"{campaign.seed} {number} about")  # noqa: S311
    take_in(learner, statements(learner, campaign, studies), channel=channel(more, is_introduced))
    if share < 0.92:  # the others never say where they live
        claim(learner, campaign, studies, own_name, home)
    if learner.unit_id:
        say_about(learner, about(more, own_name, campaign.hamlets.get(home.code, [])), ethnicity_consent_text())


def introduce(learner, own_name, home) -> None:
    """Say name and commune, unless both are known."""
    if learner.unit_id is None:
        rename(learner, own_name)
        state_residence(learner, home)


def draw_studies(lot, campaign, begins_on) -> list[tuple[Course, Study]]:
    """Most take one course, some another after it; the first of the site is the first for many."""
    count = lot.choices([1, 2, 3], [65, 25, 10])[0]
    first = lot.choices(range(len(campaign.courses)), [1 / (n + 1) for n in range(len(campaign.courses))])[0]
    chosen = (campaign.courses[first:] + campaign.courses[:first])[:count]
    starts = accumulate(chosen, lambda day, _course: day + timedelta(days=lot.randint(3, 40)), initial=begins_on)
    return [(course, study(lot, day, len(course.lessons))) for course, day in zip(chosen, starts, strict=False)]


def statements(learner, campaign: Campaign, studies) -> list[Statement]:
    """All that a person's phone would have sent by now."""
    all_of_them = [
        statement
        for course, own in studies
        for statement in [
            *of_lessons(learner, course, own),
            *of_rehearsals(learner, course, own),
            *of_quiz(learner, course, own, campaign.answers),
        ]
    ]
    return [statement for statement in all_of_them if statement.occurred_at <= campaign.until]


def of_lessons(learner, course, own):
    for (begins_at, count), lesson in zip(own.lessons, course.lessons, strict=False):
        is_whole = count < 0 or count >= len(lesson.step_ids)
        steps = lesson.step_ids if is_whole else lesson.step_ids[:count]
        moments = [begins_at + timedelta(seconds=75 * number) for number in range(1, len(steps) + 1)]
        yield said(learner, Verb.INITIALIZED, ObjectType.LESSON, lesson.key, begins_at, {})
        for step, moment in zip(steps, moments, strict=True):
            yield said(learner, Verb.PROGRESSED, ObjectType.LESSON, lesson.key, moment, {"step": step})
        if is_whole and steps:
            yield said(learner, Verb.COMPLETED, ObjectType.LESSON, lesson.key, moments[-1], {"step": steps[-1]})


def of_rehearsals(learner, course, own):
    """What counts is rehearsed before the quiz is sat."""
    for rehearsal, mode in course.rule.rehearsals.items() if own.sittings else []:
        data = {"mode": mode, "steps": 8, "mistakes": 0, "hints": 0, "seconds": 110}
        moment = own.sittings[0][0] - timedelta(minutes=3)
        yield said(learner, Verb.COMPLETED, ObjectType.REHEARSAL, rehearsal, moment, data)


def of_quiz(learner, course, own, answers):
    for moment, is_passed in own.sittings if course.quiz_key else []:
        right, wrong = answers[course.quiz_key]
        # Who fails knows one question in four: below any sensible pass mark, whichever of them are drawn.
        given = {q: (right if is_passed or number % 4 == 3 else wrong)[q] for number, q in enumerate(right)}
        yield said(learner, Verb.COMPLETED, ObjectType.QUIZ, course.quiz_key, moment, {"answers": given})


def said(learner, verb, object_type, object_key, moment, data) -> Statement:
    own = uuid.uuid5(learner.pk, f"{verb} {object_key} {moment.isoformat()} {data.get('step', '')}")
    return Statement(verb, object_type, object_key, moment, own, LANGUAGE, data)


def claim(learner, campaign, studies, own_name, home) -> None:
    """Whoever completed a course says name and commune, agrees, and gets the certificate."""
    claims = sorted((own.claimed_at, course.key) for course, own in studies if own.claimed_at)
    completed = {row.course_key for row in learner.course_progress.all() if row.completed_at}
    for moment, course_key in claims:
        if moment <= campaign.until and course_key in completed:
            introduce(learner, own_name, home)
            give_consent(learner, Purpose.CERTIFICATE, VERSION, consent_text(), at=moment)
            issue_certificate(learner, course_key, own_name, home, LANGUAGE, at=moment)
