from pathlib import Path

import pytest
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file, get_test_image_file_svg

from tests.courses.factory import lesson
from ui.renditions import pictures_of
from ui.templatetags.ui import photo_filters

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo():
    return Image.objects.create(title="Ảnh", file=get_test_image_file(size=(1000, 800)))


@pytest.fixture
def drawing():
    return Image.objects.create(title="Hình vẽ", file=get_test_image_file_svg())


def illustrated(course, *images):
    """A lesson with pictures in a picture block and in numbered instructions."""
    page = lesson(course, steps=1, check=False, languages=["vi"])
    first, *others = images
    body = [{"type": "picture", "value": {"image": first.pk, "alt": "Một tấm ảnh"}}]
    items = [{"title": "Làm", "image": image.pk, "alt": "Một hình"} for image in others]
    body.append({"type": "instructions", "value": items})
    page.steps = [{"type": "step", "value": {"title": "Bước 1", "body": body}}]
    return page


def test_publishing_makes_the_sizes_of_every_photo(course, photo):
    illustrated(course, photo).save_revision().publish()
    assert photo.renditions.count() == len(photo_filters())


def test_a_drawing_stays_as_it_is(course, drawing):
    illustrated(course, drawing).save_revision().publish()
    assert not drawing.renditions.exists()


def test_pictures_are_found_however_deep_each_once(course, photo, drawing):
    page = illustrated(course, photo, drawing, photo)
    assert {image.pk for image in pictures_of(page)} == {photo.pk, drawing.pk}


def test_a_broken_photo_does_not_stop_publishing(course, photo):
    Path(photo.file.path).write_bytes(b"this is no picture")
    page = illustrated(course, photo)
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.live
