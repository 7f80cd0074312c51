"""Fills JOURNEYS_HOME for a server: `content` once for the same content, `looks` before every start."""

from random import Random

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from wagtail.documents.models import Document
from wagtail.users.models import UserProfile

from accounts.models import Membership, Role, User
from communes.models import Unit
from courses.starter import key
from pages.models import HomePage, StandardPage
from quizzes.interactions import PICKED, Interaction
from quizzes.models import QuestionTotals, Quiz
from quizzes.tallying import tally
from tests.journeys.people import ADMINISTRATOR, ENGLISH_TRAINER, PASSWORD, STAFF

MADE_UP_PEOPLE = 150
KINDS = [kind.value for kind in Interaction]
KINDS_COURSE = "Mọi kiểu câu hỏi"


def content():
    """The register, the real courses, a few people with histories, the staff, and a page of rare blocks."""
    for command in ("migrate", "createcachetable", "load_units", "load_pages", "load_courses"):
        call_command(command, verbosity=0)
    call_command("make_sample_people", people=MADE_UP_PEOPLE, verbosity=0)
    for email, membership in STAFF.items():
        if not User.objects.filter(email=email).exists():
            employ(email, *membership)
    if not User.objects.filter(email=ADMINISTRATOR).exists():
        User.objects.create_superuser(ADMINISTRATOR, PASSWORD)
    if not StandardPage.objects.filter(slug="blocks").exists():
        make_page_of_rare_blocks()
    if not QuestionTotals.objects.exists():
        make_first_tries()
    connection.close()


def employ(email, role, kind, code):
    unit = Unit.objects.current().get(kind=kind, code=code)
    user = User.objects.create_user(email, PASSWORD)
    Membership.objects.create(user=user, role=Role(role), unit=unit)
    if email == ENGLISH_TRAINER:
        UserProfile.objects.create(user=user, preferred_language="en")


def make_first_tries():
    """A quiz that many have sat: its second question misleads, the third has a wrong key, the fourth is too easy."""
    from tests.quizzes.crowds import crowd

    exam = Quiz.objects.get(translation_key=key("vneid-quiz"), locale__language_code="vi")
    chance = Random(1)
    places = list(Unit.objects.current().communes().filter(parent__code__in=["01", "66", "79"]).order_by("code"))[::40]
    for unit in [*places, None]:
        language, skills = chance.choice(["vi", "vi", "en"]), [chance.random() for _person in range(60)]
        people = chance.choice([3, 20, 40, 60])
        crowd(exam, people, answers(skills, chance), unit, language, lambda _n, _place: chance.randint(4, 90))
    tally()


def answers(skills, chance):
    """Who knows more is right more often, but for two questions."""
    from tests.quizzes.crowds import wrong

    def answer(number, question, place):
        skill = {1: skills[number] * 0.4, 2: 1 - skills[number], 3: 1.0}.get(place, skills[number])
        if question.interaction not in PICKED or chance.random() < skill:
            return None
        return wrong(question, -1 if place == 1 else 0)

    return answer


def make_page_of_rare_blocks():
    """What the starter content has none of: sound, video with captions, a file to download."""
    files = {"song.mp3": b"", "film.mp4": b"", "words.vtt": b"WEBVTT\n", "paper.pdf": b"%PDF-1.4\n"}
    sound, film, captions, paper = (
        Document.objects.create(title=name, file=ContentFile(body, name=name)) for name, body in files.items()
    )
    for home in HomePage.objects.all():
        page = StandardPage(title="Blocks", slug="blocks", locale=home.locale)
        page.body = [
            ("audio", {"audio": sound, "title": "Sound", "transcript": "The words that are spoken."}),
            ("video", {"video": film, "captions": captions, "title": "Film"}),
            ("download", {"document": paper, "title": "Paper"}),
        ]
        home.add_child(instance=page)


def kinds():
    """A course whose lesson and quiz ask one question of every kind."""
    from tests.courses import factory
    from tests.quizzes.factory import of_kind

    asked = [of_kind(kind) for kind in KINDS]
    made = factory.course(KINDS_COURSE, lessons=0, questions=asked)
    factory.lesson(made, "Hỏi nhiều kiểu", checks=asked)


def looks():
    """Translations and static files as they are now."""
    call_command("compile_catalogues", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
