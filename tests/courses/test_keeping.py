"""What a phone fetches to keep a course: everything, as it is served, and nothing about anybody."""

import io
import re

import pytest
import yaml
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.urls import reverse
from django.utils.translation import override
from PIL import Image as Drawing
from wagtail.documents.models import Document
from wagtail.images.models import Image

from courses.models import CoursePage
from courses.starter import CONTENT
from tests.courses.factory import in_language, lesson
from tests.pages.test_worker import content, sha256

pytestmark = pytest.mark.django_db
BUDGET = 3_000_000  # kept_course_bytes of design §6


def address(course):
    with override(course.locale.language_code):
        return reverse("courses:keep", args=[course.key])


def listed(client, course):
    response = client.get(address(course))
    assert response.status_code == 200
    return response.json()


def urls(client, course):
    return [file["url"] for file in listed(client, course)["files"]]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_of_the_course_is_kept(client, course, language):
    page = in_language(course, language)
    with override(language):
        quiz = reverse("quizzes:quiz", args=[course.quiz.key])
    found = listed(client, page)
    assert found["lessons"] == [*(one.url for one in page.lessons), quiz]
    assert [file["url"] for file in found["files"]][:4] == [page.url, *found["lessons"]]
    assert (found["title"], found["language"], found["url"]) == (page.title, language, page.url)


def test_every_file_is_exactly_the_one_that_is_served(client, course):
    files = listed(client, course)["files"]
    assert all(file["integrity"] == sha256(content(client, file["url"])) for file in files)


def test_styles_and_scripts_are_kept_with_what_they_import(client, course):
    wanted = ("css/site.css", "js/page.js", "js/lesson.js", "js/quiz.js", "js/learner.js", "js/keep.js", "js/kept.js")
    assert {f"/static/{name}" for name in wanted} <= {*urls(client, course)}


def test_what_a_list_says_of_bytes_is_true(client, course):
    found = listed(client, course)
    assert found["bytes"] == sum(file["bytes"] for file in found["files"])
    page = next(file for file in found["files"] if file["url"] == course.lessons[0].url)
    sent = client.get(course.lessons[0].url, headers={"accept-encoding": "gzip"})
    assert page["bytes"] == int(sent.headers["Content-Length"])


def test_a_list_holds_nothing_of_anybody(client, course, lan):
    assert not re.search(
        r"/(learning|people|certificates|accounts|admin|reports|events)/", " ".join(urls(client, course))
    )
    response = client.get(address(course))
    assert not response.cookies and "public" in response.headers["Cache-Control"]


def test_an_unchanged_course_has_the_same_version_and_costs_nothing(client, course, django_assert_num_queries):
    first = client.get(address(course))
    with django_assert_num_queries(0):
        again = client.get(address(course), headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304


def test_publishing_changes_the_version(client, course):
    before = listed(client, course)
    page = course.lessons[0].specific
    page.title = "Tên mới"
    page.save_revision().publish()
    after = listed(client, course)
    assert after["version"] != before["version"]
    changed = {file["url"] for file in after["files"] if file not in before["files"]}
    assert course.lessons[0].url in changed and "/static/css/site.css" not in changed


def test_a_lesson_that_was_unpublished_goes(client, course):
    gone = course.lessons[1]
    assert gone.url in urls(client, course)
    gone.unpublish()
    assert gone.url not in urls(client, course)


def test_a_course_that_is_gone_says_so_itself(client, course):
    course.unpublish()
    response = client.get(address(course))
    assert response.status_code == 404 and response.json() == {"gone": True}


def block(page, kind, value):
    raw = list(page.steps.raw_data)
    raw[0]["value"]["body"].append({"type": kind, "value": value})
    page.steps = raw
    page.save_revision().publish()
    return page


def document(name, size=5000):
    return Document.objects.create(title=name, file=ContentFile(b"x" * size, name=name))


def test_videos_are_left_out_and_said_so(client, course):
    video, captions = document("phim.mp4", 7000), document("phim.vtt", 90)
    block(lesson(course), "video", {"video": video.pk, "captions": captions.pk, "title": "Phim"})
    found = listed(client, course)
    assert video.url not in {file["url"] for file in found["files"]}
    assert found["skipped_bytes"] == 7000


def test_sound_is_kept(client, course):
    sound = document("nghe.mp3")
    block(lesson(course), "audio", {"audio": sound.pk, "title": "Nghe", "transcript": "Lời"})
    found = {file["url"]: file for file in listed(client, course)["files"]}
    assert found[sound.url]["bytes"] == 5000


def photo():
    file = io.BytesIO()
    Drawing.effect_noise((1600, 900), 40).convert("RGB").save(file, "JPEG")
    return Image.objects.create(title="Ảnh", file=ImageFile(io.BytesIO(file.getvalue()), name="anh.jpg"))


def test_of_a_photo_one_size_is_kept_and_stands_for_the_others(client, course):
    page = block(lesson(course), "picture", {"image": photo().pk, "alt": "Ảnh chụp một khu vườn", "caption": ""})
    found = listed(client, course)
    kept = [file["url"] for file in found["files"] if "anh" in file["url"]]
    assert len(kept) == 1 and ".webp" in kept[0]
    shown = set(re.findall(r"/media/images/[^\s\",]+", client.get(page.url).text))
    assert shown - set(kept) == set(found["instead"]) and set(found["instead"].values()) == set(kept)


def test_a_file_that_was_lost_does_not_keep_the_rest_away(client, course):
    lost = document("mat.mp3")
    block(lesson(course), "audio", {"audio": lost.pk, "title": "Nghe", "transcript": "Lời"})
    lost.file.storage.delete(lost.file.name)
    assert lost.url not in urls(client, course)


@pytest.mark.content
def test_every_starter_course_is_small_enough_to_keep(client, site_tree):
    from courses.management.commands.load_courses import Command

    for path in sorted(CONTENT.glob("*.yaml")):
        if "lessons" in (content := yaml.safe_load(path.read_text())):
            Command().load_course(content)
    assert CoursePage.objects.count() >= 6
    assert all(listed(client, page)["bytes"] <= BUDGET for page in CoursePage.objects.all())
