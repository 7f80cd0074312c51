"""Players ask for a file in pieces."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.documents.models import Document

pytestmark = pytest.mark.django_db
SOUND = bytes(range(100))


@pytest.fixture(params=["media", "documents"])
def address(request):
    if request.param == "documents":
        return Document.objects.create(title="Sound", file=ContentFile(SOUND, name="sound.mp3")).url
    return f"/media/{default_storage.save('sound.mp3', ContentFile(SOUND))}"


def ask(client, address, piece, **headers):
    return client.get(address, headers={"range": piece, **headers})


@pytest.mark.parametrize(
    ("piece", "first", "last"),
    [("bytes=0-9", 0, 9), ("bytes=0-", 0, 99), ("bytes=90-", 90, 99), ("bytes=90-500", 90, 99), ("bytes=-7", 93, 99),
     ("bytes=-500", 0, 99), ("bytes=99-99", 99, 99)],
)  # fmt: skip
def test_a_piece_is_exactly_what_was_asked_for(client, address, piece, first, last):
    response = ask(client, address, piece)
    assert response.status_code == 206
    assert response.getvalue() == SOUND[first : last + 1]
    assert response.headers["Content-Range"] == f"bytes {first}-{last}/100"
    assert response.headers["Content-Length"] == str(last + 1 - first)
    assert response.headers["Content-Type"] == "audio/mpeg"


@pytest.mark.parametrize("piece", ["bytes=100-", "bytes=-0", "bytes=500-600"])
def test_a_piece_that_is_not_there_is_refused(client, address, piece):
    response = ask(client, address, piece)
    assert response.status_code == 416
    assert response.headers["Content-Range"] == "bytes */100"


@pytest.mark.parametrize("piece", ["", "bytes=", "bytes=-", "bytes=9-2", "bytes=0-1,5-6", "lines=0-1", "bytes=a-b"])
def test_what_is_not_understood_gets_the_whole(client, address, piece):
    response = ask(client, address, piece)
    assert response.status_code == 200
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.getvalue() == SOUND


def test_who_has_a_part_of_another_file_gets_the_whole(client, address):
    date = client.get(address).headers["Last-Modified"]
    piece = ask(client, address, "bytes=0-9", **{"if-range": date})
    assert piece.status_code == 206
    assert ask(client, address, "bytes=0-9", **{"if-range": '"older"'}).getvalue() == SOUND
    assert piece.getvalue() == SOUND[:10]
