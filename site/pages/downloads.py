"""What a page makes a phone download, found in the page as it is served."""

import base64
import gzip
import hashlib
import posixpath
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest
from django.urls import resolve

VIDEO = (".mp4", ".webm", ".m4v", ".mov")
COMPRESSED = (".css", ".html", ".js", ".json", ".svg", ".txt")
# The width of a cheap phone's screen at twice the density, with a little room.
PHONE_WIDTH = 800
FILE = re.compile(r"/(?:static|media|documents)/[^\s\"',<>]+")
IMPORT = re.compile(r"""\b(?:from\s*|import\s*\(?\s*)["'](\./[^"']+\.js)["']""")


def page_at(path: str, like: HttpRequest) -> bytes:
    """The page at this address as anyone gets it, in the language that is active; `like` says on which host."""
    return _answer(path, like).content


def files_named_in(markup: str) -> tuple[list[str], dict[str, str]]:
    """Files that a page shows, each once, and for a picture in several sizes which one stands for the others."""
    reader = _Reader()
    reader.feed(markup)
    named = dict.fromkeys(reader.urls)
    return [url for url in named if url not in reader.instead], reader.instead


def with_imports(urls: list[str]) -> list[str]:
    """Together with the scripts that these scripts import."""
    found = dict.fromkeys(urls)
    waiting = [url for url in urls if url.endswith(".js")]
    while waiting:
        url = waiting.pop()
        named = [posixpath.normpath(posixpath.join(posixpath.dirname(url), name)) for name in imports_of(url)]
        waiting += [name for name in named if name not in found]
        found |= dict.fromkeys(named)
    return list(found)


def imports_of(url: str) -> list[str]:
    try:
        return IMPORT.findall(static_file(url).read_text())
    except OSError:
        return []


def described(url: str, body: bytes) -> dict:
    """{"url", "bytes" on the wire, "integrity"}: a phone keeps the file only if it is exactly this one."""
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    return {"url": url, "bytes": wire_bytes(url, body), "integrity": f"sha256-{digest}"}


def wire_bytes(url: str, body: bytes) -> int:
    is_compressed = url.endswith("/") or (url.startswith(settings.STATIC_URL) and url.endswith(COMPRESSED))
    return len(gzip.compress(body, 9, mtime=0)) if is_compressed else len(body)


def file_at(url: str, like: HttpRequest) -> bytes | None:
    """What the file holds; None where it is gone, which must not keep the rest from being kept."""
    try:
        return static_file(url).read_bytes() if url.startswith(settings.STATIC_URL) else _bytes(_answer(url, like))
    except (OSError, Http404):
        return None


def length_at(url: str, like: HttpRequest) -> int:
    """Its size without reading it."""
    try:
        response = _answer(url, like)
    except (OSError, Http404):
        return 0
    _close_file(response)
    return int(response.headers.get("Content-Length", 0))


def is_video(url: str) -> bool:
    return url.lower().endswith(VIDEO)


class _Reader(HTMLParser):
    """Collects what a page shows: not what it links to."""

    def __init__(self):
        super().__init__()
        self.urls, self.instead, self.picture = [], {}, None

    def handle_starttag(self, tag, attrs):
        if tag == "picture":
            self.picture = []
        if tag in ("a", "form", "meta"):
            return
        for name, value in attrs:
            if value and name == "srcset":
                self.take_sizes(value)
            elif value:
                self.urls += FILE.findall(value)
        if tag == "img" and self.picture:
            self.choose(dict(attrs))

    def handle_endtag(self, tag):
        if tag == "picture":
            self.picture = None

    def take_sizes(self, value):
        sizes = [_size(candidate) for candidate in value.split(",")]
        self.urls += [url for url, _width in sizes]
        self.picture = (self.picture or []) + [sizes]

    def choose(self, img):
        """The size as wide as a phone needs, of a kind that every browser draws: it stands for all others."""
        drawable = self.picture[-1] if "srcset" in img else [(img.get("src"), 0)]
        fitting = [size for size in drawable if size[1] <= PHONE_WIDTH] or drawable
        chosen = max(fitting, key=lambda size: size[1])[0]
        others = {url for sizes in self.picture for url, _width in sizes} | {img.get("src")}
        self.instead |= dict.fromkeys(sorted(filter(None, others - {chosen})), chosen)
        self.picture = None


def _size(candidate):
    url, _space, width = candidate.strip().partition(" ")
    return url, int(width[:-1]) if width.endswith("w") and width[:-1].isdecimal() else 0


def _answer(path, like):
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = unquote(path)
    kept = ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "wsgi.url_scheme")
    request.META = {name: like.META[name] for name in kept if name in like.META}
    view, args, kwargs = resolve(request.path)
    response = view(request, *args, **kwargs)
    if response.status_code != 200:
        raise Http404(path)
    return response.render() if hasattr(response, "render") else response


def _bytes(response):
    try:
        return b"".join(response.streaming_content) if response.streaming else response.content
    finally:
        _close_file(response)


def _close_file(response):
    """Only its file: closing the whole response would end the request that is still being answered."""
    if file := getattr(response, "file_to_stream", None):
        file.close()


def static_file(url) -> Path:
    name = unquote(url.removeprefix(settings.STATIC_URL))
    return Path(finders.find(name) or staticfiles_storage.path(name))
