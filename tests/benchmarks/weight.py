"""What a phone downloads, as Chromium counts it: bytes on the wire, headers included."""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from playwright.sync_api import sync_playwright

from tests.journeys.browser import CHROMIUM

OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
MEDIA = {"Image", "Media"}
PICTURE = re.compile(rb'<img[^>]* src="([^"]+)"|<source[^>]* srcset="([^" ]+)')


@dataclass
class Load:
    """One file that the browser fetched."""

    url: str
    kind: str
    bytes: int = 0
    is_kept: bool = False  # taken from what the phone had


class Phone:
    """A page in a fresh browser that notes what it fetches."""

    def __init__(self, page):
        self.page, self.loads = page, {}
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.requestWillBeSent", self.note)
        wire.on("Network.requestServedFromCache", lambda event: self.mark_kept(event["requestId"]))
        wire.on("Network.responseReceived", self.note_response)
        wire.on("Network.loadingFinished", self.note_end)

    def note(self, event):
        if not event["request"]["url"].startswith("data:"):
            self.loads[event["requestId"]] = Load(event["request"]["url"], event["type"])

    def mark_kept(self, key):
        if key in self.loads:
            self.loads[key].is_kept = True

    def note_response(self, event):
        if event["response"].get("fromDiskCache"):
            self.mark_kept(event["requestId"])

    def note_end(self, event):
        if event["requestId"] in self.loads:
            self.loads[event["requestId"]].bytes = int(event["encodedDataLength"])

    def open(self, address) -> list[Load]:
        """What was fetched for it, without pictures and sound."""
        self.loads.clear()
        self.page.goto(address, wait_until="networkidle")
        return [load for load in self.loads.values() if load.kind not in MEDIA and not load.is_kept]


@contextmanager
def phone():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield Phone(browser.new_page(viewport={"width": 360, "height": 640}, is_mobile=True, has_touch=True))
        browser.close()


def measure(address: str, lessons: list[str]) -> dict[str, float]:
    """`lessons`: the paths of all lessons, the first and the next one of a course in front."""
    with phone() as fresh:
        first = fresh.open(address + lessons[0])
        following = fresh.open(address + lessons[1])
    return {
        "first_paint_bytes": weight(first, "Document", "Stylesheet"),
        "first_lesson_bytes": weight(first),
        "first_lesson_requests": len(first),
        "script_bytes": weight(first, "Script"),
        "next_lesson_bytes": weight(following),
        "largest_picture_bytes": max((picture_bytes(url) for url in pictures(address, lessons)), default=0),
    }


def weight(loads, *kinds) -> int:
    return sum(load.bytes for load in loads if not kinds or load.kind in kinds)


def pictures(address, paths) -> set[str]:
    pages = [urlopen(address + path).read() for path in paths]
    found = {next(filter(None, match)).decode() for page in pages for match in PICTURE.findall(page)}
    return {urljoin(address, url) for url in found if not url.startswith("data:")}


def picture_bytes(url) -> int:
    """As sent, which for a drawing may be compressed."""
    with urlopen(Request(url, headers={"Accept-Encoding": "gzip"})) as answer:
        return len(answer.read())
