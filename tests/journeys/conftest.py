"""A real server and a real browser. What the browser complains of fails the test, unless the test expected it."""

import re
import shutil
from pathlib import Path

import pytest

from tests.journeys.browser import ARGUMENTS, CHROMIUM, DEVICES, NO_NETWORK, Watch, launched
from tests.journeys.line import Line
from tests.journeys.people import PASSWORD
from tests.journeys.server import KEPT, serving

HERE = Path(__file__).parent
SECONDS_TO_WAIT = 15


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("journey")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.has_failed = report.failed
    return report


@pytest.fixture(scope="session")
def site():
    if not CHROMIUM:
        pytest.skip("The journeys need a browser: apt-get install chromium")
    with serving() as site:
        yield site


# One for each file: while it runs, Django takes the thread for an asynchronous one and refuses the database.
@pytest.fixture(scope="module")
def browser(site):
    with launched() as browser:
        yield browser


@pytest.fixture
def open_page(browser, site, request):
    """A function: a new page in a browser that nobody has used, `open_page("phone", java_script_enabled=False)`."""
    watches = []

    def open_page(device="phone", **options):
        context = browser.new_context(base_url=site.url, locale="vi-VN", **DEVICES[device] | options)
        context.set_default_timeout(SECONDS_TO_WAIT * 1000)
        watches.append(Watch(context, site.url))
        page = context.new_page()
        page.watch = watches[-1]
        return page

    yield open_page
    complaints = [complaint for watch in watches for complaint in watch.complaints()]
    if getattr(request.node, "has_failed", False):
        keep_pictures(watches, request.node.name)
    for watch in watches:
        watch.context.close()
    assert not complaints, "\n".join(complaints)


def keep_pictures(watches, name):
    """What the person saw when the test failed, in var/journeys-failed/."""
    folder = KEPT.with_name("journeys-failed")
    folder.mkdir(exist_ok=True)
    pages = [page for watch in watches for page in watch.context.pages]
    for number, page in enumerate(pages, 1):
        page.screenshot(path=folder / f"{re.sub(r'[^a-z0-9_-]+', '-', name)}-{number}.png", full_page=True)


@pytest.fixture
def phone(open_page):
    return open_page("phone")


@pytest.fixture
def laptop(open_page):
    return open_page("laptop")


@pytest.fixture
def line(site):
    line = Line(site.url)
    yield line
    line.close()


@pytest.fixture
def start(browser, line, tmp_path):
    """A function: the phone is switched on, cold, with all that it has stored; what ran before is closed."""
    on = []

    def start(offline=False, **options):
        while on:
            on.pop().context.close()
        line.set("cut" if offline else "good")
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "phone", executable_path=CHROMIUM, args=ARGUMENTS, base_url=line.url, locale="vi-VN",
            offline=offline, **DEVICES["phone"] | options,
        )  # fmt: skip
        watch = Watch(context, line.url)
        watch.expect(NO_NETWORK)
        page = context.pages[0]
        page.watch = watch
        page.set_default_timeout(SECONDS_TO_WAIT * 1000)
        on.append(page)
        return page

    yield start
    complaints = [complaint for page in on for complaint in page.watch.complaints()]
    for page in on:
        page.context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture(params=[True, False], ids=["with-js", "without-js"])
def any_phone(open_page, request):
    """The same journey twice: with JavaScript and without."""
    page = open_page("phone", java_script_enabled=request.param)
    page.has_js = request.param
    return page


@pytest.fixture(scope="module")
def signed_in_cookies():
    return {}


@pytest.fixture
def sign_in(open_page, signed_in_cookies):
    """A function: a page of a person of the staff, who signed in once for the whole file."""

    def sign_in(email, device="laptop"):
        page = open_page(device, storage_state=signed_in_cookies.get(email))
        if email not in signed_in_cookies:
            page.goto("/accounts/login/")
            page.fill("[name=login]", email)
            page.fill("[name=password]", PASSWORD)
            page.click("main [type=submit]")
            signed_in_cookies[email] = page.context.storage_state()
        return page

    return sign_in


@pytest.fixture(scope="session", autouse=True)
def forget_old_failures():
    shutil.rmtree(KEPT.with_name("journeys-failed"), ignore_errors=True)
