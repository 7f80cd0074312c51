import random
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from PIL import Image as Pixels
from PIL import ImageDraw
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file, get_test_image_file_svg

from tests.courses.factory import lesson
from ui.renditions import pictures_of
from ui.templatetags.ui import lesson_picture

pytestmark = pytest.mark.django_db
LARGEST = 30_000


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
    assert photo.renditions.count() == 4


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


def snapshot(size):
    """As a phone's camera makes one: light that fades, a hundred things, and grain all over."""
    light = Pixels.linear_gradient("L").resize(size)
    scene = Pixels.merge("RGB", [light.point(lambda value, base=base: base + value // 4) for base in (120, 150, 170)])
    draw, chance = ImageDraw.Draw(scene), random.Random(7)
    for _thing in range(400):
        x, y, width = chance.randrange(size[0]), chance.randrange(size[1]), chance.randrange(10, 260)
        draw.ellipse((x, y, x + width, y + width * 0.7), fill=tuple(chance.randrange(30, 220) for _colour in range(3)))
    grain = Pixels.effect_noise((size[0] // 4, size[1] // 4), 120).resize(size)
    file = BytesIO()
    Pixels.blend(scene, Pixels.merge("RGB", [grain] * 3), 0.1).save(file, "JPEG", quality=90)
    return Image.objects.create(title="Ảnh", file=ImageFile(file, name="snapshot.jpg"))


@pytest.mark.parametrize("size", [(3000, 2000), (2000, 3000), (2400, 2400)])
def test_a_snapshot_is_light_in_every_size_and_kind(size):
    markup = lesson_picture(snapshot(size), "Một tấm ảnh")
    files = set(re.findall(r"/media/(\S+\.(?:avif|webp))", markup))
    assert len(files) == 4
    assert all(default_storage.size(name) <= LARGEST for name in files)
    widths = {int(width) for width in re.findall(r" (\d+)w", markup)}
    assert widths == {size[0] * side // max(size) for side in (360, 720)}


def test_who_saves_data_gets_the_small_size(photo):
    source = re.search(r"<source media=[^>]*>", lesson_picture(photo, "Một tấm ảnh"))[0]
    assert "(prefers-reduced-data: reduce)" in source
    assert "max-360x360" in source and "max-720x720" not in source


def test_only_the_pictures_of_the_first_step_load_at_once(client, course, photo, drawing):
    page = illustrated(course, photo)
    body = [{"type": "picture", "value": {"image": drawing.pk, "alt": "Một hình"}}]
    page.steps = [*page.steps.raw_data, {"type": "step", "value": {"title": "Bước 2", "body": body}}]
    page.save_revision().publish()
    assert re.findall(r'<img [^>]*loading="(\w+)"', client.get(page.url).text) == ["eager", "lazy"]
