"""The handout of a course, read back from its file: one large page in each language."""

import io
import unicodedata

import pytest
from django.core.files.base import ContentFile
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import gettext as words_of
from django.utils.translation import override
from pypdf import PdfReader
from wagtail.images.models import Image

from courses import handouts
from courses.handouts import handout, words
from courses.models import CourseOutcome, KeyPoint
from tests.courses.factory import in_language
from ui.paper import qr_svg

pytestmark = pytest.mark.django_db
A5 = (419.5, 595.3)  # points
POINTS = [
    "Công an không gọi điện bảo cài ứng dụng: bà con cúp máy ngay",
    "Chỉ cài ứng dụng từ CH Play hoặc App Store",
    "Không đọc mã OTP cho bất cứ ai, kể cả người xưng là cán bộ",
    "Lỡ chuyển tiền thì gọi ngân hàng, rồi báo công an xã",
]
LONGEST_POINT = (
    "Không đọc mã OTP cho bất cứ ai, kể cả người xưng là cán bộ xã của mình, dù họ nói gấp đến mấy đi nữa nhé bà con"[
        :110
    ]
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#0b6b53"/></svg>'


def with_points(course, points=POINTS):
    for code in ("vi", "en"):
        page = in_language(course, code)
        said = [point if code == "vi" else f"Point {number}" for number, point in enumerate(points, 1)]
        page.key_points = [KeyPoint(text=text, locale=page.locale, sort_order=n) for n, text in enumerate(said)]
        page.save()
    return course


def address(name, course, language="vi"):
    with override(language):
        return reverse(f"courses:{name}", args=[course.key])


def read(content):
    return PdfReader(io.BytesIO(content))


def paper(course, *languages):
    request = RequestFactory().get("/", HTTP_HOST="hocso.example.vn")
    return handout(request, [in_language(course, code) for code in languages or ["vi"]])


def text_of(page):
    return unicodedata.normalize("NFC", " ".join(page.extract_text().replace("\u200b", "").split()))


def sizes_of(page, words):
    """The sizes of letters, in points, of the pieces that are words of this text."""
    found = []

    def visit(text, _transform, matrix, _font, size):
        if text.strip() and unicodedata.normalize("NFC", text.strip()) in words:
            found.append(round(size * matrix[3] if matrix[3] > 1 else size, 1))

    page.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_says_what_the_course_gives_and_what_to_keep_in_mind(client, course, language):
    page = in_language(with_points(course), language)
    response = client.get(address("handout", course, language))
    assert response.status_code == 200 and response["Content-Type"] == "application/pdf"
    text = text_of(read(response.content).pages[0])
    assert all(words in text for words in (page.title, page.summary, *(point.text for point in page.key_points.all())))
    assert f"testserver{page.url}".rstrip("/") in text.replace(" ", "")
    assert "22/11/2026" in text
    assert {"vi": "Bình dân học vụ số", "en": "Digital Education for All"}[language] in text


def test_it_lists_what_people_can_do_where_there_is_room(course):
    CourseOutcome.objects.create(page=course, text="Biết cúp máy", locale=course.locale)
    assert "Biết cúp máy" in text_of(read(paper(with_points(course, POINTS[1:2]))).pages[0])


def test_without_key_points_it_says_what_people_can_do(course):
    CourseOutcome.objects.create(page=course, text="Biết cúp máy", locale=course.locale)
    assert "Biết cúp máy" in text_of(read(paper(course)).pages[0])


def test_it_is_one_a5_page(course):
    pages = read(paper(with_points(course))).pages
    assert len(pages) == 1
    assert tuple(map(float, pages[0].mediabox[2:])) == pytest.approx(A5, abs=1)


HARD = {
    "long": ("Dịch vụ công trực tuyến: khai sinh từ nhà " * 5, LONGEST_POINT),
    "unbroken": ("W" * 200, "M" * 110),
    "marked": ("ộ" * 200, "Ễ" * 110),
}


@pytest.mark.parametrize("case", HARD)
def test_the_longest_words_stay_on_one_page(course, case):
    title, point = HARD[case]
    course.title, course.summary = title[:200], ("Một câu về khóa học. " * 8)[:160]
    CourseOutcome.objects.bulk_create(
        [CourseOutcome(page=course, text=title[:120], locale=course.locale) for _number in range(6)]
    )
    course.save()
    pages = read(paper(with_points(course, [point] * 6))).pages
    assert len(pages) == 1
    text = text_of(pages[0]).replace(" ", "")
    assert text.count(point.replace(" ", "")) == 6 and course.title.replace(" ", "") in text


@pytest.mark.parametrize("points", [POINTS, [LONGEST_POINT] * 6], ids=["usual", "longest"])
def test_points_are_set_in_large_letters(course, points):
    sizes = sizes_of(read(paper(with_points(course, points))).pages[0], " ".join(points))
    assert sizes and min(sizes) >= 14


def test_both_languages_come_as_one_file_of_two_pages(client, course):
    with_points(course)
    pages = read(client.get(address("handouts", course)).content).pages
    assert [POINTS[0] in text_of(page) for page in pages] == [True, False]
    assert ["Point 1" in text_of(page) for page in pages] == [False, True]
    english = read(client.get(address("handouts", course, "en")).content).pages
    assert "Point 1" in text_of(english[0])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_its_square_and_its_link_lead_to_the_course(course, language):
    page, request = in_language(course, language), RequestFactory().get("/", HTTP_HOST="hocso.example.vn")
    there = f"http://hocso.example.vn{page.url}"
    assert words(request, page)["qr"] == qr_svg(there)
    links = [note.get_object()["/A"]["/URI"] for note in read(paper(course, language)).pages[0]["/Annots"]]
    assert set(links) == {there}


def test_it_is_light(course):
    assert len(paper(with_points(course))) < 60_000
    assert len(paper(course, "vi", "en")) < 90_000


def test_it_is_for_archives_and_screen_readers(course):
    reader = read(paper(with_points(course)))
    assert (
        reader.trailer["/Root"]["/MarkInfo"]["/Marked"] and "pdfaid" in reader.xmp_metadata.stream.get_data().decode()
    )
    assert reader.metadata.title == course.title


def test_the_same_course_is_the_same_file_and_made_once(course, monkeypatch):
    first = paper(with_points(course))
    monkeypatch.setattr(handouts, "typeset", None)
    assert paper(course) == first


def test_changed_words_make_another_file(course):
    first = paper(course)
    assert paper(with_points(course)) != first


def test_it_is_public_and_asked_again_costs_no_bytes(client, course):
    response = client.get(address("handout", course))
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not response.cookies and "Cookie" not in response.get("Vary", "")
    again = client.get(address("handout", course), headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304 and not again.content


def test_the_drawing_of_the_course_is_on_it(course):
    plain = paper(course)
    course.icon = Image.objects.create(title="a", file=ContentFile(SVG, "a.svg"))
    course.save()
    assert paper(course) != plain


def test_a_drawing_that_cannot_be_drawn_is_left_out(course, caplog):
    broken = Image.objects.create(title="a", file=ContentFile(SVG, "a.svg"))
    course.icon = broken
    course.save()
    broken.file.storage.delete(broken.file.name)
    broken.file.storage.save(broken.file.name, ContentFile(b"<svg"))
    assert len(read(paper(course)).pages) == 1
    assert "without its icon" in caplog.text


def test_what_is_typed_never_becomes_markup(course):
    hostile = '#set page(fill: red) *x* $y$ @z <a> "q" #{1 + 1} [k]'
    assert hostile.replace(" ", "") in text_of(read(paper(with_points(course, [hostile]))).pages[0]).replace(" ", "")


@pytest.mark.parametrize("name", ["handout", "handouts", "share"])
def test_an_unknown_course_gets_a_kind_sentence(client, course, name):
    course.unpublish()
    in_language(course, "en").unpublish()
    response = client.get(address(name, course))
    assert (
        response.status_code == 404
        and words_of("This course is not here any more. Choose another from the home page.") in response.text
    )


def test_a_course_in_one_language_is_printed_in_it(client, course):
    in_language(course, "en").unpublish()
    assert course.title in text_of(read(client.get(address("handout", course, "en")).content).pages[0])


def test_the_course_page_ends_with_the_handout_and_its_weight(client, course):
    page = client.get(course.url).text
    weight = -(-len(client.get(address("handout", course)).content) // 1000)
    assert f'href="{address("handout", course)}"' in page and f"PDF, {weight} KB" in page
    assert f'href="{address("share", course)}"' in page


def test_a_course_page_opens_although_nothing_can_be_printed(client, course, monkeypatch):
    def fail(*words):
        raise RuntimeError

    monkeypatch.setattr(handouts, "typeset", fail)
    page = client.get(course.url)
    assert page.status_code == 200 and address("handout", course) in page.text
