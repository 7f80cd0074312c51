"""The sound of lessons and quizzes: what is read, by whom it is recorded, and what is said when words change."""

import shutil
import sys

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from courses.models import LessonPage
from courses.narration import audio_urls, passages_of, recordings_for, sound_of
from courses.sound_desk import tell_of_stale_sound
from narration.models import Recording

pytestmark = pytest.mark.django_db
FAKE = (
    "import sys, wave; out = wave.open(sys.argv[1], 'wb'); out.setparams((1, 2, 8000, 0, 'NONE', '')); "
    "out.writeframes(bytes(1600))"
)
ENGINE = f'{sys.executable} -c "{FAKE}" {{wav}}'


@pytest.fixture
def lesson(course):
    return LessonPage.objects.child_of(course).first()


@pytest.fixture
def editor(client, administrator):
    client.force_login(administrator)
    return client


def desk(lesson):
    return reverse("sound_of_lesson", args=[lesson.pk])


def ogg(name="a.ogg"):
    return SimpleUploadedFile(name, b"OggS" + b"0" * 60)


def upload(client, lesson, number=0, file=None):
    words = passages_of(lesson)[number].hash
    return client.post(desk(lesson), {"words": words, "file": file or ogg()}, follow=True)


def reword(lesson, title):
    lesson.steps[0].value["title"] = title
    lesson.save_revision().publish()
    return LessonPage.objects.get(pk=lesson.pk)


def test_a_lesson_is_read_step_by_step(lesson):
    texts = [passage.text for passage in passages_of(lesson)]
    assert texts[:3] == ["Bước 1", "Mỗi bước một việc.", "Bước 2"]
    assert "kiểm tra?" in texts[-1]


def test_a_quiz_is_read_question_by_question(course):
    passages = passages_of(course.quiz)
    assert [passage.id for passage in passages] == [str(question.key) for question in course.quiz.questions()]
    assert "1." not in passages[0].sentences


def test_a_recording_is_heard_by_readers_at_once(editor, lesson):
    reader = Client()
    assert "data-audio" not in reader.get(lesson.url).content.decode()
    upload(editor, lesson)
    assert f'data-audio="{Recording.objects.get().file.url}"' in reader.get(lesson.url).content.decode()


def test_audio_urls_are_those_of_a_lesson_as_it_is(editor, lesson):
    upload(editor, lesson)
    assert audio_urls(lesson) == [Recording.objects.get().file.url]
    assert audio_urls(reword(lesson, "Bước một")) == []


def test_changed_words_make_sound_stale_with_both_wordings(editor, lesson):
    upload(editor, lesson)
    lesson = reword(lesson, "Bước một")
    sound = sound_of(lesson)[0]
    assert (sound.state, sound.stale.text, sound.passage.text) == ("stale", "Bước 1", "Bước một")
    page = editor.get(desk(lesson)).content.decode()
    assert "Bước 1" in page
    assert "Bước một" in page


def test_the_desk_shows_the_draft_that_is_to_be_published(editor, lesson):
    lesson.steps[0].value["title"] = "Bản nháp"
    lesson.save_revision()
    assert "Bản nháp" in editor.get(desk(lesson)).content.decode()


def test_words_that_changed_meanwhile_are_not_recorded(editor, lesson):
    words = passages_of(lesson)[0].hash
    reword(lesson, "Bước một")
    editor.post(desk(lesson), {"words": words, "file": ogg()})
    assert not Recording.objects.exists()


@pytest.mark.parametrize("file", [SimpleUploadedFile("a.ogg", b"<svg/>"), None])
def test_what_is_no_sound_is_refused_with_a_sentence(editor, lesson, file):
    data = {"words": passages_of(lesson)[0].hash} | ({"file": file} if file else {})
    answer = editor.post(desk(lesson), data, follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert not Recording.objects.exists()


def test_a_recording_can_be_deleted(editor, lesson):
    upload(editor, lesson)
    editor.post(desk(lesson), {"drop": Recording.objects.get().pk})
    assert not Recording.objects.exists()


def test_a_recording_of_another_lesson_can_not_be_deleted_here(editor, course, lesson):
    upload(editor, lesson)
    other = LessonPage.objects.child_of(course).last()
    assert editor.post(desk(other), {"drop": Recording.objects.get().pk}).status_code == 404
    assert recordings_for(lesson).exists()


def test_a_trainer_may_record(client, trainer, lesson):
    client.force_login(trainer)
    upload(client, lesson)
    assert Recording.objects.get().made_by == trainer


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_official_who_may_not_edit_gets_no_desk(client, commune_official, lesson, method):
    client.force_login(commune_official)
    answer = getattr(client, method)(desk(lesson), {"drop": 1})
    assert answer.status_code in (302, 403, 404)
    assert "data-passage" not in answer.content.decode()


def test_an_anonymous_person_is_asked_to_sign_in(client, lesson):
    assert client.get(desk(lesson)).status_code == 302


def test_the_editor_leads_to_the_desk(editor, lesson):
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).content.decode()
    assert desk(lesson) in edit


def test_whoever_publishes_is_told_of_stale_sound(editor, lesson):
    upload(editor, lesson)
    request = editor.get(desk(lesson)).wsgi_request
    for title, told in (("Bước 1", 0), ("Bước một", 1)):
        tell_of_stale_sound(request, reword(lesson, title))
        assert len(list(get_messages(request))) == told


def test_the_report_begins_with_what_went_stale(editor, course):
    last = LessonPage.objects.child_of(course).last()
    upload(editor, last)
    reword(last, "Bước một")
    rows = editor.get(reverse("sound_report")).context["rows"]
    assert (rows[0]["thing"], rows[0]["stale"]) == (last, 1)
    assert {type(row["thing"]).__name__ for row in rows} == {"LessonPage", "Quiz"}


def test_the_desk_of_a_quiz_takes_sound(editor, course):
    url = reverse("sound_of_quiz", args=[course.quiz.pk])
    assert editor.get(url).status_code == 200
    editor.post(url, {"words": passages_of(course.quiz)[0].hash, "file": ogg()})
    assert "data-audio" in editor.get(reverse("quizzes:quiz", args=[course.quiz.key])).content.decode()


def test_without_a_speech_program_none_is_made(course):
    with pytest.raises(CommandError, match="SPEECH_ENGINE"):
        call_command("make_sound", verbosity=0)


def test_a_machine_reads_what_nobody_has_read_and_only_once(course, settings):
    settings.SPEECH_ENGINE = ENGINE
    call_command("make_sound", language="vi", verbosity=0)
    made = set(Recording.objects.values_list("pk", flat=True))
    assert {sound.state for lesson in LessonPage.objects.child_of(course) for sound in sound_of(lesson)} == {"engine"}
    call_command("make_sound", language="vi", verbosity=0)
    assert set(Recording.objects.values_list("pk", flat=True)) == made
    assert not Recording.objects.filter(language="en").exists()


def test_a_machine_that_fails_says_so_and_ends_with_an_error(course, settings, capsys):
    settings.SPEECH_ENGINE = "no-such-program {wav}"
    with pytest.raises(CommandError, match="could not be read aloud"):
        call_command("make_sound", verbosity=0)
    assert "no-such-program" in capsys.readouterr().err


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="needs espeak-ng: apt-get install espeak-ng")
def test_a_real_machine_reads_a_lesson(course, settings):
    settings.SPEECH_ENGINE = "espeak-ng -v {voice} -s 140 -w {wav} -f {text}"
    call_command("make_sound", language="vi", verbosity=0)
    assert max(len(recording.begins) for recording in Recording.objects.all()) > 1
