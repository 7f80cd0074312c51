"""Fills JOURNEYS_HOME for a server: `content` once for the same content, `looks` before every start."""

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from wagtail.documents.models import Document

from accounts.models import Membership, Role, User
from communes.models import Unit
from pages.models import HomePage, StandardPage
from quizzes.interactions import Interaction
from tests.journeys.people import ADMINISTRATOR, PASSWORD, STAFF

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
    connection.close()


def employ(email, role, kind, code):
    unit = Unit.objects.current().get(kind=kind, code=code)
    Membership.objects.create(user=User.objects.create_user(email, PASSWORD), role=Role(role), unit=unit)


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
