"""Questions of the bank go out, come back, and are the same; a file brought in again doubles nothing."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Locale, ModelLogEntry

from quizzes.exchange import formats
from quizzes.exchange.actions import bring_in, look_at, take_out
from quizzes.exchange.items import UnreadableError
from quizzes.exchange.writing import WRITERS, write
from quizzes.models import Choice, Interaction, Origin, Question
from quizzes.sheets import question_sheet
from tests.quizzes import factory

pytestmark = pytest.mark.django_db

GIFT = """// [id:otp] [tag:safety]
::OTP::Who may know your code?{=Nobody#Right. ~%-50%The bank#No.}

Two and two is {#4:0}

No answers here

The sun is {T}
"""


def locale(code="vi"):
    return Locale.objects.get_or_create(language_code=code)[0]


def come_in(text, code="vi", name="a.gift"):
    content = text if isinstance(text, bytes) else text.encode()
    return bring_in(look_at(io.BytesIO(content), name, locale(code)), locale(code))


def sheet_of(question):
    sheet = question_sheet(question)
    for choice in sheet["choices"]:
        choice.pop("key")
    return {name: value for name, value in sheet.items() if name != "key"} | {"picture": bool(question.picture)}


@pytest.fixture
def bank():
    for kind in Interaction:
        factory.of_kind(kind, languages=["vi"])
    factory.question("Chọn hết", right=["A", "B", "C"], wrong=["D"], languages=["vi"], is_partial=True)
    factory.question("Chọn hết, trừ điểm", right=["A"], wrong=["D"], languages=["vi"], takes_away=True, points=3)
    return {q.stem: sheet_of(q) for q in Question.objects.all()}


@pytest.mark.parametrize("format_", WRITERS)
def test_all_kinds_come_back_into_an_empty_bank(bank, format_):
    file = io.BytesIO()
    assert write(take_out(locale()), file, format_) == len(bank)
    Question.objects.all().delete()
    rows = bring_in(look_at(file, f"bank.{format_}", locale(), format_), locale())
    assert [(row.outcome, row.reasons) for row in rows] == [("imported", ())] * len(bank)
    assert {q.stem: sheet_of(q) for q in Question.objects.all()} == bank


@pytest.mark.parametrize("format_", WRITERS)
def test_what_the_bank_wrote_and_reads_again_is_left_alone(bank, format_):
    file = io.BytesIO()
    write(take_out(locale()), file, format_)
    keys = set(Choice.objects.values_list("translation_key", flat=True))
    rows = bring_in(look_at(file, f"bank.{format_}", locale(), format_), locale())
    assert {row.reasons for row in rows} == {("It was here already and stays as it is.",)}
    assert set(Choice.objects.values_list("translation_key", flat=True)) == keys


def test_each_question_says_what_became_of_it():
    assert [row.outcome for row in come_in(GIFT)] == ["changed", "imported", "refused", "imported"]
    assert Question.objects.count() == 3


def test_weights_feedback_and_topics_are_kept():
    come_in(GIFT)
    question = Question.objects.get(identifier="otp")
    assert [(c.text, c.weight, c.is_right, c.feedback) for c in question.choices.all()] == [
        ("Nobody", 100, True, "Right."),
        ("The bank", -50, False, "No."),
    ]
    assert [topic.name for topic in question.topics.all()] == ["safety"]


def test_a_file_brought_in_again_doubles_nothing():
    come_in(GIFT)
    before = list(Choice.objects.values_list("translation_key", flat=True))
    rows = come_in(GIFT)
    assert Question.objects.count() == Origin.objects.count() == 3
    assert list(Choice.objects.values_list("translation_key", flat=True)) == before
    assert "It was here already and stays as it is." in rows[0].reasons


def test_a_question_that_changed_in_its_file_changes_here():
    come_in(GIFT)
    rows = come_in(GIFT.replace("Who may know", "Who, if anybody, may know"))
    question = Question.objects.get(identifier="otp")
    assert question.stem.startswith("Who, if anybody")
    assert question.choices.count() == 2
    assert "It was here already and now has the words of this file." in rows[0].reasons


def test_what_a_trainer_has_put_right_is_left_alone():
    come_in(GIFT)
    Question.objects.filter(identifier="otp").update(stem="Who may know your secret code?")
    come_in(GIFT)
    assert Question.objects.get(identifier="otp").stem == "Who may know your secret code?"


def test_a_translated_file_brings_translations():
    come_in(GIFT)
    come_in(GIFT.replace("Who may know your code?", "Ai được biết mã?"), "en")
    one, other = Question.objects.filter(identifier="otp")
    assert one.translation_key == other.translation_key
    assert [c.key for c in one.choices.all()] == [c.key for c in other.choices.all()]


def test_questions_that_came_in_are_found_without_accents():
    come_in("::a::Đăng ký khai sinh ở đâu?{=Xã ~Tỉnh}")
    assert Question.objects.filter(pk__in=[q.pk for q in search("dang ky khai sinh")]).count() == 1


def search(words):
    from wagtail.search.backends import get_search_backend

    return get_search_backend().search(words, Question)


BROKEN = b'<quiz><question type="truefalse"><questiontext><text>A</text></questiontext>'


def test_a_broken_file_writes_nothing():
    whole = BROKEN + b'<answer fraction="100"><text>true</text></answer><answer><text>false</text></answer></question>'
    with pytest.raises(UnreadableError):
        come_in(whole + BROKEN, name="a.xml")
    assert not Question.objects.exists()


def test_the_command_tells_each_question_as_json(tmp_path, capsys):
    path = tmp_path / "bank.gift"
    path.write_text(GIFT)
    call_command("import_questions", path, "--dry-run", "--json")
    first, *_others = json.loads(capsys.readouterr().out)
    assert not Question.objects.exists()
    assert [first[name] for name in ("identifier", "title", "interaction")] == ["otp", "OTP", "choice"]
    assert first["outcome"] == "changed"
    assert first["choices"][1] == {"text": "The bank", "weight": -50.0, "feedback": "No."}


def test_the_commands_bring_in_and_write(tmp_path, capsys):
    path, out = tmp_path / "bank.gift", tmp_path / "bank.xml"
    path.write_text(GIFT)
    call_command("import_questions", path)
    assert "2 imported, 1 with changes, 1 refused." in capsys.readouterr().out
    call_command("export_questions", out, "--tag", "safety")
    assert [row.item.identifier for row in formats.read(out.open("rb")).rows] == ["otp"]


def test_the_command_says_in_a_sentence_what_is_wrong(tmp_path):
    path = tmp_path / "bank.xml"
    path.write_bytes(BROKEN)
    with pytest.raises(CommandError, match=r"broken or cut off.*line 1"):
        call_command("import_questions", path)


def test_a_question_that_changed_in_its_file_has_a_revision_that_is_live():
    come_in(GIFT)
    come_in(GIFT.replace("Who may know", "Who, if anybody, may know"))
    question = Question.objects.get(identifier="otp")
    assert question.latest_revision == question.live_revision
    assert question.revisions.count() == 1
    assert question.live_revision.as_object().stem == question.stem
    assert [c.pk for c in question.live_revision.as_object().choices.all()] == [c.pk for c in question.choices.all()]
    assert not question.has_unpublished_changes
    assert ModelLogEntry.objects.for_instance(question).get().action == "wagtail.publish"


def test_choices_that_are_gone_from_the_file_are_gone_here_and_new_ones_are_added():
    come_in(GIFT)
    before = {c.text: c.translation_key for c in Question.objects.get(identifier="otp").choices.all()}
    come_in(GIFT.replace("~%-50%The bank#No.", "~Your son ~Your friend"))
    choices = list(Question.objects.get(identifier="otp").choices.all())
    assert [c.text for c in choices] == ["Nobody", "Your son", "Your friend"]
    assert choices[0].translation_key == before["Nobody"]
    come_in(GIFT.replace(" ~%-50%The bank#No.", " ~Your son"))
    assert Question.objects.get(identifier="otp").choices.count() == 2


def test_topics_of_a_changed_file_are_added_to_those_it_has():
    come_in(GIFT)
    come_in(GIFT.replace("[tag:safety]", "[tag:safety] [tag:phones]").replace("Who may", "Who of all may"))
    question = Question.objects.get(identifier="otp")
    assert sorted(topic.name for topic in question.topics.all()) == ["phones", "safety"]


def test_a_question_that_changed_is_found_by_its_new_words():
    come_in("::a::Đăng ký khai sinh ở đâu?{=Xã ~Tỉnh}")
    come_in("// [id:a]\n::a::Đăng ký khai sinh ở đâu?{=Xã ~Tỉnh}")
    come_in("// [id:a]\n::a::Cấp lại thẻ bảo hiểm ở đâu?{=Xã ~Tỉnh}")
    assert (search("the bao hiem").count(), search("khai sinh").count()) == (1, 1)


def test_a_draft_that_changed_in_its_file_stays_a_draft():
    come_in(GIFT)
    Question.objects.filter(identifier="otp").update(live=False)
    come_in(GIFT.replace("Who may know", "Who, if anybody, may know"))
    question = Question.objects.get(identifier="otp")
    assert not question.live
    assert question.get_latest_revision_as_object().stem.startswith("Who, if anybody")


def test_many_changed_questions_take_few_queries_each(django_assert_max_num_queries):
    bank = "\n\n".join(f"// [id:q{n}]\nHow much is {n} and one? {{=A ~B}}" for n in range(60))
    come_in(bank)
    with django_assert_max_num_queries(120):  # one a question is the search index's own
        come_in(bank.replace("How much", "What"))
    assert Question.objects.filter(stem__startswith="What").count() == 60
