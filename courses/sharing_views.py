"""What helpers take along from a course: its handout, and words to pass on. Public, and the same for everyone."""

import hashlib

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from learners.requests import as_uuid
from pages.middleware import PUBLIC
from ui.paper import qr_svg
from ui.refusals import NotHere

from . import speaking
from .catalogue import courses, in_language
from .handouts import handout, kilobytes, short
from .models import CoursePage
from .sharing import post_from, script_from, with_address


@require_safe
def share(request, course_key):
    """The share pack: the handout, the post, the script for the loudspeaker and the QR."""
    pages = pages_or_404(course_key)
    page = in_language(pages, get_language())
    address = request.build_absolute_uri(page.url)
    script = page.loudspeaker or made(script_from, page, address)
    context = {
        "course": page,
        "post": with_address(page.post or made(post_from, page, address), address),
        "script_lines": [line for line in script.splitlines() if line.strip()],
        "seconds": speaking.seconds(script, page.locale.language_code),
        "address": address,
        "short_address": short(address),
        "qr": mark_safe(qr_svg(address, scale=4, border=2)),  # noqa: S308 - drawn by us from an address of ours
        "handout_kb": kilobytes(request, [page]),
        "both_kb": kilobytes(request, in_own_first(pages)) if len(pages) > 1 else None,
    }
    return render(request, "courses/share.html", context)


@require_safe
def handout_pdf(request, course_key):
    page = in_language(pages_or_404(course_key), get_language())
    return as_pdf(request, [page], page.slug)


@require_safe
def handout_of_all_languages(request, course_key):
    """One file: the language that is read first, then the others."""
    pages = in_own_first(pages_or_404(course_key))
    return as_pdf(request, pages, "-".join([pages[0].slug, *(page.locale.language_code for page in pages)]))


def pages_or_404(course_key) -> dict[str, CoursePage]:
    """The live pages of the course by language."""
    rows = CoursePage.objects.live().filter(translation_key=course_key).select_related("locale", "icon")
    pages = {page.locale.language_code: page for page in rows.order_by("locale")}
    if not pages:
        raise NotHere(_("This course is not here any more. Choose another from the home page."))
    return pages


def in_own_first(pages):
    first = in_language(pages, get_language())
    return [first, *(page for page in pages.values() if page != first)]


def made(write, page, address):
    """Of its key points, or where it has none of what people can do afterwards."""
    points = [point.text for point in page.key_points.all()]
    with translation.override(page.locale.language_code):
        if points:
            return write(page.title, points, address)
        return write(page.title, [row.text for row in page.outcomes.all()], address, _("After this course you can:"))


def as_pdf(request, pages, name):
    """To be opened in the browser, where it is printed from; asked again it costs no bytes."""
    content = handout(request, pages)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slugify(name)}.pdf"'
    response["Cache-Control"] = PUBLIC
    response["ETag"] = f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)


def start(request):
    """For the editor: post and script made of the title and the points as they stand in the form, not saved yet."""
    language = request.GET.get("language", "")
    points = [point.strip() for point in request.GET.getlist("point") if point.strip()][:6]
    title = request.GET.get("title", "").strip()
    course = courses().get(as_uuid(request.GET.get("course")))
    address = request.build_absolute_uri(in_language(course.urls, language) if course else "/")
    with translation.override(language if translation.check_for_language(language) else None):
        made = {"post": post_from(title, points, address), "loudspeaker": script_from(title, points, address)}
    return JsonResponse(made)
