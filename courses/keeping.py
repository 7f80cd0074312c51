"""What a phone fetches to keep a course: every page and file of it, so that all of it works without network."""

import hashlib
import json
from urllib.parse import urlsplit
from uuid import UUID

from django.core.cache import caches
from django.http import Http404, HttpRequest
from django.urls import reverse

from pages import generation
from pages.downloads import described, file_at, files_named_in, is_video, length_at, page_at, with_imports

from .catalogue import Course, courses
from .state import quiz_url

KEEP_SECONDS = 60 * 60 * 24


def keep_list(request: HttpRequest, course_key: UUID, language: str) -> dict | None:
    """The list for one course in the language that is active; None where the course is not live in it.

    {"key", "language", "version", "title", "url", "lessons": [path], "bytes", "skipped_bytes" of videos,
    "files": [{"url", "bytes", "integrity"}], "instead": {size of a picture: the size that is kept}}
    """
    course = courses().get(course_key)
    if course is None or language not in course.urls:
        return None
    cache = caches["pages"]
    name = f"keep:{generation.current()}:{request.scheme}:{request.get_host()}:{language}:{course_key}"
    made = cache.get(name)
    if made is None:
        made = make_list(request, course, language)
        cache.set(name, made, KEEP_SECONDS)
    return made


def make_list(request, course: Course, language: str) -> dict:
    pages = {path: body for path in paths(course, language) if (body := page_or_none(path, request)) is not None}
    named, instead = files_of(pages.values())
    files = {url: file_at(url, request) for url in named if not is_video(url)}
    kept = [described(url, body) for url, body in (pages | files).items() if body is not None]
    course_path = urlsplit(course.urls[language]).path
    return {
        "key": str(course.key),
        "language": language,
        "version": version(kept),
        "title": course.titles[language],
        "url": course_path,
        "lessons": [path for path in pages if path != course_path],
        "bytes": sum(file["bytes"] for file in kept),
        "skipped_bytes": sum(length_at(url, request) for url in named if is_video(url)),
        "files": kept,
        "instead": instead,
    }


def paths(course: Course, language: str) -> list[str]:
    """The course, its lessons, its rehearsals and its quiz."""
    lessons = [lesson.urls[language] for lesson in course.lessons if language in lesson.urls]
    rehearsals = [reverse("courses:rehearsal", args=[key]) for key in course.rehearsal_keys]
    addresses = [course.urls[language], *lessons, *rehearsals, quiz_url(course)]
    return [urlsplit(address).path for address in addresses if address]


def page_or_none(path, request):
    """A page that can't be shown now must not keep the others from being kept."""
    try:
        return page_at(path, request)
    except Http404:
        return None


def files_of(pages) -> tuple[list[str], dict[str, str]]:
    """Every file that the pages show, each once, with the scripts' own imports."""
    named, instead = {}, {}
    for page in pages:
        urls, stand_ins = files_named_in(page.decode())
        named |= dict.fromkeys(urls)
        instead |= stand_ins
    return with_imports([url for url in named if url not in instead]), instead


def version(files: list[dict]) -> str:
    """The same for the same contents: a phone never fetches an unchanged course again."""
    return hashlib.sha256(json.dumps(files).encode()).hexdigest()[:12]
