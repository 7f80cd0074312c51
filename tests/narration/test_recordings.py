"""Sound belongs to its words: other words never play it."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template import Context, Template
from django.utils.translation import override

from narration.actions import drop_sound, keep_sound
from narration.files import LARGEST, checked_sound
from narration.models import Recording
from narration.text import passage

pytestmark = pytest.mark.django_db
KEY = "0197f6e0-0000-7000-8000-000000000001"


def sound(text, kind=Recording.Kind.PERSON, **fields):
    file = ContentFile(b"OggS sound of " + text.encode(), name="sound.ogg")
    return keep_sound(passage("one", text, "vi"), "vi", KEY, file, kind=kind, **fields)


def page(*texts):
    marks = "".join(f"{{% passage '{i}' %}}<p>{text}</p>{{% endpassage %}}" for i, text in enumerate(texts))
    return Template(f"{{% load narration %}}{{% narrated %}}{marks}{{% endnarrated %}}").render(Context())


def test_a_passage_plays_the_sound_of_its_words():
    kept = sound("Bà con ra xã.", begins=[0, 1.5])
    assert f'data-read="10" data-audio="{kept.file.url}" data-begins="0 1.5"' in page("Bà con ra xã.")


def test_changed_words_never_play_the_old_sound():
    sound("Bà con ra xã.")
    assert "data-audio" not in page("Bà con ra phường.")


def test_words_that_come_back_have_their_sound_again():
    sound("Bà con ra xã.")
    assert "data-audio" in page("Bà con  ra\nxã.")


def test_the_same_words_in_another_language_are_silent():
    sound("VNeID")
    assert "data-audio" in page("VNeID")
    with override("en"):
        assert "data-audio" not in page("VNeID")


def test_a_person_is_heard_before_a_machine():
    person, _machine = sound("Xã"), sound("Xã", Recording.Kind.ENGINE)
    assert Recording.objects.by_hash([person.text_hash]) == {person.text_hash: person}


@pytest.mark.parametrize("count", [1, 20])
def test_any_number_of_passages_costs_one_query(count, django_assert_num_queries):
    sound("Câu 1")
    with django_assert_num_queries(1):
        page(*[f"Câu {i}" for i in range(count)])


def test_a_page_without_words_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert "data-read" not in page("", "<img src='a.svg' alt=''>")


def test_words_can_not_be_taken_for_marks():
    assert 'data-passage="x"' in page('data-passage="x"')


def test_a_new_recording_takes_the_place_and_the_file_goes(django_capture_on_commit_callbacks):
    old = sound("Xã")
    with django_capture_on_commit_callbacks(execute=True):
        new = sound("Xã")
    assert list(Recording.objects.all()) == [new]
    assert not default_storage.exists(old.file.name)
    assert default_storage.exists(new.file.name)


def test_a_dropped_recording_takes_its_file_along(django_capture_on_commit_callbacks):
    kept = sound("Xã")
    with django_capture_on_commit_callbacks(execute=True):
        drop_sound(kept)
    assert not default_storage.exists(kept.file.name)


@pytest.mark.parametrize(
    ("head", "suffix"),
    [
        (b"OggS\0\2", ".ogg"),
        (b"ID3\4", ".mp3"),
        (b"\xff\xfb\x90", ".mp3"),
        (b"\0\0\0\x20ftypM4A ", ".m4a"),
        (b"\x1a\x45\xdf\xa3", ".webm"),
    ],
)
def test_a_sound_file_is_named_after_what_it_holds(head, suffix):
    assert checked_sound(ContentFile(head + b"0" * 40, name="evil.svg")).name == f"sound{suffix}"


@pytest.mark.parametrize("content", [b"", b"<svg onload=alert(1)>", b"MZ\x90"])
def test_what_is_no_sound_is_refused(content):
    with pytest.raises(ValidationError, match=r"OGG|Hãy|âm"):
        checked_sound(ContentFile(content, name="sound.ogg"))


def test_a_file_too_large_for_a_phone_is_refused():
    with pytest.raises(ValidationError):
        checked_sound(ContentFile(b"OggS" + b"0" * LARGEST, name="sound.ogg"))
