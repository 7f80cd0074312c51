import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Locale

from quizzes.exchange import formats
from quizzes.models import Question, QuestionImport
from tests.conftest import staff

pytestmark = pytest.mark.django_db

GIFT = "\n\n".join(f"::Q{n}::How much is {n} and {n}?{{#{2 * n}}}" for n in range(1, 61)) + "\n\nA text <b>alone</b>"


@pytest.fixture
def desk(client, trainer):
    client.force_login(trainer)
    return client


def handed_in(desk, text=GIFT, name="bank.gift"):
    file = SimpleUploadedFile(name, text.encode())
    vietnamese = Locale.objects.get(language_code="vi").pk
    return desk.post(reverse("questions_upload"), {"file": file, "locale": vietnamese})


def test_a_file_is_looked_at_before_anything_is_written(desk):
    page = desk.get(handed_in(desk).url)
    assert not Question.objects.exists()
    assert len(page.context["page"]) == 50 and page.context["coming"] == 60
    assert page.context["page"].paginator.num_pages == 2


def test_what_was_seen_comes_in_and_is_reported(desk):
    address = handed_in(desk).url
    page = desk.post(reverse("questions_confirm", args=[QuestionImport.objects.get().pk]), follow=True)
    assert page.redirect_chain[0][0] == address
    assert Question.objects.count() == 60
    refused = desk.get(address + "?outcome=refused").context["page"]
    assert [row["line"] for row in refused] == [121]


def test_confirming_twice_or_handing_in_twice_doubles_nothing(desk):
    for _time in range(2):
        handed_in(desk)
        for handed in QuestionImport.objects.all():
            desk.post(reverse("questions_confirm", args=[handed.pk]))
            desk.post(reverse("questions_confirm", args=[handed.pk]))
    assert Question.objects.count() == 60


def test_names_and_words_with_scripts_stay_words(desk):
    address = handed_in(desk, "::<script>alert(1)</script>::Ask <script>alert(2)</script>{T}", "<script>.gift").url
    assert "<script>alert" not in desk.get(address).content.decode()


@pytest.mark.parametrize(("name", "text", "sentence"), [
    ("a.xml", "<quiz><question", "broken or cut off"), ("a.gift", " ", "no question"), ("a.gift", "", "empty"),
])  # fmt: skip
def test_a_bad_file_is_answered_with_a_sentence(desk, settings, name, text, sentence):
    from django.utils.translation import override

    with override("en"):
        settings.LANGUAGE_CODE = "en"
        page = handed_in(desk, text, name)
    assert page.status_code == 422 and page.context["form"].errors["file"]
    assert not QuestionImport.objects.exists()


def test_what_another_trainer_hands_in_is_not_shown(desk, client, hoa_thinh):
    address = handed_in(desk).url
    client.force_login(staff("other@example.org", "trainer", hoa_thinh))
    assert client.get(address).status_code == 404
    assert client.post(reverse("questions_confirm", args=[QuestionImport.objects.get().pk])).status_code == 404


@pytest.mark.parametrize("name", ["questions_upload", "questions_export"])
def test_an_official_finds_nothing_and_a_stranger_is_asked_to_sign_in(client, commune_official, name):
    assert client.get(reverse(name)).status_code == 302
    client.force_login(commune_official)
    assert client.get(reverse(name)).status_code in (302, 404)


@pytest.mark.parametrize("format_", ["xlsx", "moodle", "gift", "qti", "csv"])
def test_the_bank_is_downloaded(desk, format_):
    handed_in(desk)
    desk.post(reverse("questions_confirm", args=[QuestionImport.objects.get().pk]))
    vietnamese = Locale.objects.get(language_code="vi").pk
    answer = desk.get(reverse("questions_export"), {"format": format_, "locale": vietnamese})
    file = io.BytesIO(b"".join(answer.streaming_content))
    assert len(formats.read(file, f"a.{format_}").items) == 60


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_template_can_be_brought_in_as_it_is(desk, language):
    answer = desk.get(reverse("questions_template", args=[language]))
    rows = formats.read(io.BytesIO(b"".join(answer.streaming_content)), "t.xlsx").rows
    assert {row.outcome for row in rows} == {"imported"} and len(rows) == 7


def test_the_bank_shows_the_doors(desk):
    page = desk.get(reverse("wagtailsnippets_quizzes_question:list")).content.decode()
    assert reverse("questions_upload") in page and reverse("questions_export") in page
