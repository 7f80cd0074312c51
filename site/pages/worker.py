"""The script that lets a phone go on without network: which files it brings, and its version."""

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from .downloads import described, file_at, files_named_in, page_at, with_imports

SCRIPTS = ("js/worker/serving.js", "js/worker/keeping.js")
# Here whatever happens: first what is shown where nothing else can be.
ALWAYS = ("offline", "waiting")
WITHDRAWN = "js/worker/withdrawn.js"
KEEP_SECONDS = 60 * 60


def is_on() -> bool:
    return settings.SERVICE_WORKER


def script(request: HttpRequest) -> str:
    """The worker; or, where it was withdrawn, one that takes everything away and goes."""
    if not is_on():
        return source(WITHDRAWN)
    cache, key = caches["pages"], f"worker:{request.scheme}:{request.get_host()}"
    made = cache.get(key)
    if made is None:
        made = "\n".join([f"const SHELL = {json.dumps(shell(request))}", *map(source, SCRIPTS)])
        cache.set(key, made, KEEP_SECONDS)
    return made


def shell(request: HttpRequest) -> dict:
    """{"version", "files", "offline": {language in the address: page}}: the pages that need no network, and theirs."""
    offline, files = {}, {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            paths = [reverse(name) for name in ALWAYS]
            bodies = {path: page_at(path, request) for path in paths}
        offline["" if language == settings.LANGUAGE_CODE else language] = paths[0]
        files |= bodies
        named = [url for body in bodies.values() for url in files_named_in(body.decode())[0]]
        files |= {url: file_at(url, request) for url in with_imports(named) if url not in files}
    described_files = [described(url, body) for url, body in files.items() if body is not None]
    return {"version": version(described_files), "files": described_files, "offline": offline}


def version(files: list[dict]) -> str:
    """Changes with the files and with the worker's own scripts."""
    text = json.dumps([files, *map(source, SCRIPTS)])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def source(name: str) -> str:
    return Path(finders.find(name)).read_text()
