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
from quizzes.models import QuestionTotals, Quiz, QuizDraw, Topic
from quizzes.tallying import tally
from tests.journeys.people import ADMINISTRATOR, ENGLISH_ADMINISTRATOR, ENGLISH_TRAINER, PASSWORD, STAFF, TRAINER

MADE_UP_PEOPLE = 150
KINDS = [kind.value for kind in Interaction]
KINDS_COURSE = "Mọi kiểu câu hỏi"
BARE_COURSE = "Chuyển tiền an toàn"
SCREENS_COURSE = "Màn hình thật"
TRAINERS_QUIZ = f"Kiểm tra: {BARE_COURSE}"


def content():
    """The register, the real courses, a few people with histories, the staff, and a page of rare blocks."""
    for command in ("migrate", "createcachetable", "load_units", "load_pages", "load_courses"):
        call_command(command, verbosity=0)
    call_command("make_sample_people", people=MADE_UP_PEOPLE, verbosity=0)
    call_command("load_sample_indicators", verbosity=0)
    for email, membership in STAFF.items():
        if not User.objects.filter(email=email).exists():
            employ(email, *membership)
    for email in (TRAINER, ENGLISH_TRAINER):
        call_command("make_sample_classes", trainer=email, verbosity=0)
    for email in (ADMINISTRATOR, ENGLISH_ADMINISTRATOR):
        if not User.objects.filter(email=email).exists():
            reads(User.objects.create_superuser(email, PASSWORD))
    if not StandardPage.objects.filter(slug="blocks").exists():
        make_page_of_rare_blocks()
    if not QuestionTotals.objects.exists():
        make_first_tries()
    connection.close()


def employ(email, role, kind, code):
    unit = Unit.objects.current().get(kind=kind, code=code)
    user = User.objects.create_user(email, PASSWORD)
    Membership.objects.create(user=user, role=Role(role), unit=unit)
    reads(user)


def reads(user):
    if user.email in (ENGLISH_TRAINER, ENGLISH_ADMINISTRATOR):
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


def rules():
    """A course for each rule that a quiz can have; what is asked is answered by "Đúng rồi", but for the last choice."""
    ruled("Rút thăm", questions=1, draw=3, out_of=9, is_shuffled=True)
    ruled("Có giờ", minutes=10)
    ruled("Có người trông", is_supervised=True, minutes=10)
    ruled("Một lần", attempts_allowed=1)
    ruled("Nghỉ giữa", wait_minutes=30)


def ruled(title, questions=2, draw=0, out_of=0, **fields):
    from tests.courses import factory

    made = factory.course(title, lessons=1, questions=[asked(f"{title}, câu {n}?") for n in range(1, questions + 1)])
    topic = Topic.objects.create(name=title, slug=made.slug)
    for number in range(1, out_of + 1):
        drawn = asked(f"{title}, thăm {number}?")
        for row in type(drawn).objects.filter(translation_key=drawn.translation_key):
            row.topics.add(topic)
            row.save()
    for exam in Quiz.objects.filter(translation_key=made.quiz.translation_key):
        exam.draws = [QuizDraw(count=draw, topic=topic)] if draw else []
        vars(exam).update(fields)
        exam.save()


def asked(stem):
    from tests.quizzes.factory import question

    return question(stem, ["Đúng rồi"], ["Sai rồi", "Cũng sai"])


def screens():
    """A lesson that leads to a rehearsal of a screenshot, a long text and a wait."""
    from wagtail.images.models import Image
    from wagtail.images.tests.utils import get_test_image_file

    from tests.courses import factory
    from tests.courses.test_rehearsing import area, of, picture, screen, tap, wait

    shot = Image.objects.create(title="Đăng nhập", file=get_test_image_file("dang-nhap.png", size=(1080, 1920)))
    small, wrong = (
        area(10, 60, 40, 3),
        tap("Quên mật khẩu", does="wrong", say="Chưa cần đâu ạ.", area=area(90, 96, 8, 2)),
    )
    number = {"label": "Số định danh", "expected": "000 000", "area": area(10, 30, 80, 6)}
    first = picture(tap("Đăng nhập", area=small), wrong, fields=[number], image=shot.pk)
    terms = {"type": "scroll", "value": {"title": "Điều khoản", "text": "Bà con đọc nhé. " * 90}}
    raw = [of("a", first), screen("b", tap("Tôi đồng ý"), parts=[terms]), of("c", wait(2)), screen("d", tap("Xong"))]
    raw[0]["value"]["hint"] = "Ở giữa trang."
    made = factory.rehearsal(raw, title=SCREENS_COURSE)
    whole = factory.course(SCREENS_COURSE, lessons=1, questions=0)
    factory.lead_to(whole.lessons[0], made)


def bare():
    """A course that has no quiz yet."""
    from tests.courses import factory

    factory.course(BARE_COURSE, lessons=1, questions=0)


def visitors():
    """People sit what the trainer of the journey has made: who knows more is right more often, but for one question."""
    from tests.quizzes.crowds import crowd

    exam, chance = Quiz.objects.get(title=TRAINERS_QUIZ), Random(2)
    for unit in Unit.objects.current().communes().filter(parent__code="66").order_by("code")[:3]:
        skills = [chance.random() for _person in range(30)]
        crowd(exam, 30, answers(skills, chance), unit, "vi", lambda _n, _place: chance.randint(5, 60))


def looks():
    """Translations and static files as they are now."""
    call_command("compile_catalogues", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
