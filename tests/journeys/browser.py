"""Chromium from Debian's packages, the devices people hold, and what a browser has to complain of."""

import os
import re
import shutil
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

LOOK = Path(__file__).resolve().parents[2] / "var" / "look"
# The same browser without a window's parts: a new phone costs it a third of the time.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
]
DEVICES = {
    "phone": {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True},
    "small phone": {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True},
    "tablet": {"viewport": {"width": 768, "height": 1024}, "has_touch": True},
    "laptop": {"viewport": {"width": 1280, "height": 800}},
}
# What a browser complains of where there is no network is no fault of ours.
NO_NETWORK = r"net::ERR_|Failed to load resource"


@contextmanager
def launched():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def look(page, name):
    """With LOOK=1, a picture in var/look/: for whoever wants to judge what a journey came past."""
    if os.environ.get("LOOK"):
        page.wait_for_timeout(300)
        page.screenshot(path=LOOK / f"{name}.png", full_page=True)


# What an aborted request is called when it went through the service worker.
CUT_OFF = "net::ERR_FAILED"


class Watch:
    """Listens to one browser context: errors in scripts, violations of the policy, failed and foreign requests."""

    def __init__(self, context, url):
        self.context, self.url, self.heard, self.expected = context, url, [], []
        self.cut_off = []  # (what was said, the page that asked)
        context.on("console", lambda message: message.type == "error" and self.hear(message.text, message.page))
        context.on("weberror", lambda error: self.hear(str(error.error), error.page))
        context.on("requestfailed", self.hear_failure)
        context.on("request", self.hear_request)
        context.on("response", lambda answer: answer.status >= 400 and self.hear(f"{answer.status} {answer.url}"))

    def expect(self, pattern):
        """What matches this regular expression is meant to happen."""
        self.expected.append(re.compile(pattern))

    def complaints(self):
        here = {page.url.partition("#")[0] for page in self.context.pages}
        heard = self.heard + [said for said, page in self.cut_off if page in here]
        return [said for said in heard if not any(pattern.search(said) for pattern in self.expected)]

    def hear(self, said, page=None):
        self.heard.append(f"{page.url}: {said}" if page else said)

    def hear_failure(self, request):
        # Aborted is what a request is called when the person has gone on to another page, or to a file.
        if request.failure == CUT_OFF:
            self.cut_off.append((f"{request.failure} {request.url}", request.headers.get("referer")))
        elif request.failure != "net::ERR_ABORTED":
            self.hear(f"{request.failure} {request.url}")

    def hear_request(self, request):
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.hear(f"asked another site: {request.url}")
