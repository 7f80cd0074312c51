"""A phone without network: what was kept works whole, what was not says so, and nothing done is lost."""

import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from courses.starter import key
from tests.journeys import resident
from tests.journeys.resident import CLAIM, COURSE, LESSONS
from tests.journeys.server import ROOT, environment, gunicorn

OTHER_COURSE = "/tranh-lua-dao-tren-mang/"
SECONDS = 1000


def card(page, state):
    return page.locator(f"[data-keep][data-state={state}]")


def keep(page, address=COURSE):
    page.goto(address)
    page.click("[data-keep-button]")
    expect(card(page, "kept")).to_be_visible()
    return page


def go_offline(page, line):
    line.set("cut")
    page.context.set_offline(True)


def go_online(page, line):
    line.set("good")
    page.context.set_offline(False)


def caches(page):
    return page.evaluate("caches.keys()")


def copies(names):
    return [name for name in names if name.startswith("course ")]


def pictures_are_there(page):
    return page.evaluate(
        "Promise.all([...document.images].map(image => { image.loading = 'eager'; return image.decode() }))"
    )


def reads_lesson(page, address):
    """Each step, with its pictures and its quick question, up to the words at the end."""
    page.goto(address)
    pictures_are_there(page)
    for number in range(1, page.locator("[data-step]").count() + 1):
        step = page.locator(f"#step-{number}")
        expect(step).to_be_visible()
        if step.locator("[data-check]").count():
            step.locator("input[data-right='1']").first.check()
            step.locator("[data-check] button").click()
            expect(step.locator("[data-result]")).to_be_visible()
        resident.finish_step(page, number)
    expect(page.locator("main .dot.big.done")).to_be_visible()


def test_a_kept_course_works_in_airplane_mode_from_a_cold_start(start, line):
    keep(start())
    page = start(offline=True)
    page.goto("/")
    page.click(f'[data-kept-list] a[href="{COURSE}"]')
    expect(card(page, "kept")).to_be_visible()
    for address in LESSONS:
        reads_lesson(page, address)
    resident.fill_quiz(page)
    pictures_are_there(page)
    page.click("[data-submit]")
    expect(page.locator("[data-sent-later=waiting]")).to_be_visible()
    page.goto(COURSE)
    go_online(page, line)
    arrives_and_brings_the_certificate(page)


def arrives_and_brings_the_certificate(page):
    page.goto(COURSE)
    expect(page.locator("[data-quiz] .dot.done")).to_be_visible()
    told = [(event["verb"], event["object_key"]) for event in resident.own_data(page)["events"]]
    for lesson in resident.CONTENTS["lessons"]:
        name = str(key("vneid", lesson["key"]))
        assert told.count(("progressed", name)) == len(lesson["steps"])
        assert told.count(("completed", name)) == 1
    assert told.count(("completed", str(key("vneid-quiz")))) == 1
    page.goto(CLAIM)
    resident.claim(page)
    page.wait_for_url("**/certificates/mine/**")
    expect(page.locator("main")).to_contain_text("Nguyễn Thị Lan")


def test_what_was_not_kept_says_so_calmly(start):
    keep(start())
    page = start(offline=True)
    for address, language in ((OTHER_COURSE, "vi"), (CLAIM, "vi"), ("/people/", "vi"), ("/en/", "en")):
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator(f'[data-kept-list] a[href="{COURSE}"]')).to_be_visible()
        expect(page.locator("[data-reload]")).to_be_visible()


def test_without_a_kept_course_the_page_says_how_to_keep_one(start, line):
    page = start()
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready")
    page = start(offline=True)
    page.goto(COURSE)
    expect(page.locator("[data-kept-none]")).to_be_visible()
    go_online(page, line)
    page.click("[data-reload]")
    expect(page.locator("[data-lesson]").first).to_be_visible()


def test_the_home_page_marks_what_is_kept(start):
    page = start()
    page.goto("/")
    expect(page.locator("[data-on-phone]:visible")).to_have_count(0)
    keep(page)
    page.goto("/")
    expect(page.locator(f'a[href="{COURSE}"] [data-on-phone]')).to_be_visible()
    expect(page.locator("[data-on-phone]:visible")).to_have_count(1)
    page.goto("/en/")
    expect(page.locator("[data-on-phone]:visible")).to_have_count(0)


def test_a_kept_copy_is_preferred_over_a_bad_network(start, line):
    page = keep(start())
    line.set("dead")
    begun = time.monotonic()
    page.goto(LESSONS[0])
    pictures_are_there(page)
    assert time.monotonic() - begun < 3
    begun = time.monotonic()
    page.goto(OTHER_COURSE)
    expect(page.locator("[data-kept-list] a")).to_be_visible()
    assert 3.5 < time.monotonic() - begun < 8


@pytest.mark.parametrize(
    ("asked", "status", "size"), [("0-9", 206, 10), ("100-", 206, -100), ("-7", 206, 7), ("9999999-", 416, None)]
)
def test_players_get_what_is_kept_in_pieces(start, line, asked, status, size):
    page = keep(start())
    go_offline(page, line)
    page.goto(COURSE)
    whole = page.evaluate(SIZE_OF_STYLES, {})
    page.watch.expect("416 .*css")
    piece = page.evaluate(SIZE_OF_STYLES, {"headers": {"Range": f"bytes={asked}"}})
    assert piece["status"] == status
    if size:
        assert piece["size"] == (size if size > 0 else whole["size"] + size)
        assert piece["range"].endswith(f"/{whole['size']}")


SIZE_OF_STYLES = """async options => {
    const answer = await fetch(document.querySelector("link[rel=stylesheet]").href, options)
    const { size } = await answer.blob()
    return { status: answer.status, size, range: answer.headers.get("Content-Range") }
}"""


def test_a_recording_plays_in_airplane_mode(start, line, recording):
    keep(start())
    page = start(offline=True)
    page.add_init_script(PLAYER)
    page.goto(LESSONS[3])
    page.click("[data-listen-toggle]")
    page.wait_for_function("() => window.player?.currentTime > 0")
    page.evaluate("player.pause(), player.currentTime = 4.5")
    page.wait_for_function("() => !player.seeking && player.currentTime === 4.5")
    assert page.evaluate("player.duration") == pytest.approx(recording, abs=0.1)
    assert page.evaluate(PIECE_OF_SOUND) == [206, 100]


PIECE_OF_SOUND = """async () => {
    const answer = await fetch(player.src, { headers: { Range: "bytes=100-199" } })
    return [answer.status, (await answer.blob()).size]
}"""
PLAYER = """
  const play = HTMLMediaElement.prototype.play
  HTMLMediaElement.prototype.play = function () { window.player = this; return play.call(this) }
"""


@pytest.fixture
def recording(site):
    """The first words of the last lesson, read by a person: how many seconds it takes."""
    run(site, f"{FIRST_WORDS}keep_sound(words, 'vi', lesson.translation_key, ContentFile(tone(5), name='tone.wav'))")
    yield 5
    run(site, f"{FIRST_WORDS}drop_sound(Recording.objects.get(text_hash=words.hash))")


FIRST_WORDS = f"""
import io, math, struct, wave
from django.core.files.base import ContentFile
from courses.models import LessonPage
from courses.starter import key
from narration.actions import drop_sound, keep_sound
from narration.models import Recording
from narration.text import passage

def tone(seconds):
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        waves = [int(9000 * math.sin(moment / 3)) for moment in range(8000 * seconds)]
        sound.writeframes(struct.pack(f"<{{len(waves)}}h", *waves))
    return file.getvalue()

lesson_key = key("vneid", "{resident.CONTENTS["lessons"][3]["key"]}")
lesson = LessonPage.objects.get(translation_key=lesson_key, locale__language_code="vi")
first = lesson.steps[0]
words = passage(first.id, first.value["title"], "vi")
"""


def test_who_saves_data_pays_for_no_update(start, new_title):
    page = keep(start())
    before = caches(page)
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.goto("about:blank")  # the page before does not save data, and looks for news a while after it opened
    new_title()
    page.goto("/")
    page.wait_for_timeout(6 * SECONDS)
    assert copies(caches(page)) == copies(before)


def test_who_asks_again_is_ready_to_wait(start, line):
    page = keep(start())
    line.set("dead")
    page.goto(OTHER_COURSE)
    expect(page.locator("[data-reload]")).to_be_visible()
    page.click("[data-reload]", no_wait_after=True)
    page.wait_for_timeout(6 * SECONDS)
    line.set("good")
    expect(page.locator("[data-lesson]").first).to_be_visible()


def test_a_removed_copy_is_gone(start):
    page = keep(start())
    page.click("[data-keep] summary")
    expect(page.locator("[data-keep-space]")).to_contain_text("B")
    page.click("[data-keep-remove]")
    expect(card(page, "offered")).to_be_visible()
    assert copies(caches(page)) == []
    page = start(offline=True)
    page.goto(COURSE)
    expect(page.locator("[data-kept-none]")).to_be_visible()


def test_a_broken_download_goes_on_where_it_stopped(start, line):
    page = start()
    page.goto(COURSE)
    expect(card(page, "offered")).to_be_visible()
    line.left = 20_000
    page.click("[data-keep-button]")
    expect(card(page, "broken")).to_be_visible()
    [name] = copies(caches(page))
    had = page.evaluate("name => caches.open(name).then(cache => cache.keys()).then(keys => keys.length)", name)
    assert 0 < had < 20
    line.set("good")
    page.click("[data-keep-button]")
    expect(card(page, "kept")).to_be_visible()
    assert name in caches(page)


def test_a_full_phone_is_told_and_keeps_nothing_half(start):
    page = start()
    page.goto(COURSE)
    expect(card(page, "offered")).to_be_visible()
    wire = page.context.new_cdp_session(page)
    origin = page.evaluate("location.origin")
    wire.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1})
    page.click("[data-keep-button]")
    expect(card(page, "full")).to_be_visible()
    assert copies(caches(page)) == []
    page.goto(LESSONS[0])
    expect(page.locator("#step-1")).to_be_visible()
    wire.send("Storage.overrideQuotaForOrigin", {"origin": origin})
    keep(page)


def test_an_update_comes_quietly_and_never_under_a_readers_hands(start, new_title, line):
    page = keep(start())
    before = caches(page)
    reader = page.context.new_page()
    reader.goto(LESSONS[0])
    new_title()
    page.goto("/")
    page.wait_for_timeout(6 * SECONDS)
    assert set(before) <= set(caches(page))
    reader.goto(LESSONS[0])
    expect(reader.locator("h1")).not_to_have_text("Tên mới của bài")
    reader.close()
    page.goto("/")
    expect_soon(lambda: not {*copies(before)} & {*caches(page)})
    go_offline(page, line)
    page.goto(LESSONS[0])
    expect(page.locator("h1")).to_have_text("Tên mới của bài")


@pytest.fixture
def new_title(site):
    yield lambda: publish(site, "Tên mới của bài")
    publish(site, resident.CONTENTS["lessons"][0]["title"]["vi"])


def publish(site, title):
    """Somebody publishes the first lesson under another name."""
    code = f"""
from courses.models import LessonPage
from courses.starter import key
lesson = key("vneid", "{resident.CONTENTS["lessons"][0]["key"]}")
page = LessonPage.objects.get(translation_key=lesson, locale__language_code="vi")
page.title = "{title}"
page.save_revision().publish()
"""
    run(site, code)


def run(site, code):
    """Somebody else, meanwhile, at the site itself."""
    words = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
    subprocess.run(words, cwd=ROOT, env=environment(site.home), check=True)


def test_where_there_are_no_workers_the_page_is_right(start):
    page = start()
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    for address in ("/", COURSE):
        page.goto(address)
        expect(page.locator("main h1")).to_be_visible()
        expect(page.locator("[data-keep]:visible, [data-kept-withdrawn]:visible")).to_have_count(0)
    resident.read_lesson(page, LESSONS[0])


def test_a_bad_worker_is_soon_replaced(start, site, line):
    with bad_site() as url:
        line.lead_to(url)
        page = start()
        page.goto("/")
        page.evaluate("navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready)")
        line.hang_up()
    line.lead_to(site.url)
    expect_soon(lambda: opens(page, COURSE))


def opens(page, address):
    try:
        page.goto(address)
    except Exception:
        return False
    return page.locator("[data-lesson]").count() > 0


def expect_soon(is_true, tries=6):
    """A browser looks for a new worker a little after each visit."""
    assert any(is_true() or time.sleep(3) for _try in range(tries))


class bad_site:
    """A release gone wrong: its worker answers nothing."""

    def __enter__(self):
        class Answer(BaseHTTPRequestHandler):
            def do_GET(self):
                is_worker = self.path == "/sw.js"
                body = (
                    b"addEventListener('fetch', event => event.respondWith(Response.error()))" if is_worker else b"Hi"
                )
                self.send_response(200)
                self.send_header("Content-Type", "text/javascript" if is_worker else "text/html")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *args):
        self.server.shutdown()
        self.server.server_close()


def test_a_withdrawn_worker_goes_with_all_it_kept(start, site, line, monkeypatch):
    page = keep(start())
    monkeypatch.setenv("SERVICE_WORKER", "off")
    with gunicorn(site.home) as url:
        line.hang_up()
        line.lead_to(url)
        page.goto(COURSE)
        expect(page.locator("[data-kept-withdrawn]")).to_be_visible()
        expect_soon(lambda: caches(page) == [])
        page.goto(COURSE)
        expect(page.locator("[data-lesson]").first).to_be_visible()
        expect(page.locator("[data-keep]")).to_have_count(0)
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0
