"""What a resident does with a phone, in the resident's own verbs; each works with JavaScript and without."""

import uuid
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

import yaml
from playwright.sync_api import expect

from courses.starter import CONTENT, key

CONTENTS = yaml.safe_load((CONTENT / "vneid.yaml").read_text())
HOME = "/"
COURSE = f"/{CONTENTS['slug']['vi']}/"
LESSONS = [f"{COURSE}{lesson['slug']['vi']}/" for lesson in CONTENTS["lessons"]]
CLAIM = f"/certificates/claim/{key('vneid')}/"
GET_CERTIFICATE = "form:has([name=consent]) button.button:not([name])"
QUIZ = f"/quizzes/{key('vneid-quiz')}/"


def answers(is_right=True):
    """What to tick in the quiz, as {question key: [choice keys]}; the page does not tell."""
    quiz = CONTENTS["quiz"]
    return {
        str(key(quiz["key"], question["key"])): ticked(
            question, key_path=(quiz["key"], question["key"]), is_right=is_right
        )
        for question in quiz["questions"]
    }


def ticked(question, key_path, is_right):
    fitting = [
        str(key(*key_path, str(number)))
        for number, choice in enumerate(question["choices"])
        if choice.get("right", False) == is_right
    ]
    return fitting if is_right else fitting[:1]


def rehearsal_address(name):
    return f"/learning/rehearsals/{key('rehearsal', name)}/"


def does_right(page, tap=lambda control: control.click()):
    """What this screen of a rehearsal asks for: to wait; or to read on, the invented values, the right place."""
    if page.locator("[data-wait]:visible").count():
        return expect(page.locator("[data-wait]:visible")).to_have_count(0, timeout=12_000)
    for box in page.locator("[data-scroll]:visible").all():
        box.evaluate("box => { box.scrollTop = box.scrollHeight }")
        expect(box).to_have_attribute("data-read", "")
    for field in page.locator("[data-expected]:visible").all():
        field.fill(
            field.get_attribute("data-expected").replace(" ", "")
            if field.get_attribute("inputmode")
            else field.get_attribute("data-expected")
        )
    tap(page.locator("[data-best]:visible"))


NOTHING_WAITS = """() => new Promise(resolve => {
    // Where the database was slow to open, it waits on the shelf.
    const shelf = JSON.parse(localStorage.getItem("learning") ?? "{}")
    if (Object.keys(shelf.events ?? {}).length) return resolve(false)
    const opened = indexedDB.open("learning")
    opened.onupgradeneeded = () => opened.transaction.abort()
    opened.onerror = () => resolve(true)
    opened.onsuccess = () => {
        const asked = opened.result.transaction("events").objectStore("events").count()
        asked.onsuccess = () => { opened.result.close(); resolve(asked.result === 0) }
    }
})"""


def finish_step(page, number):
    page.locator(f"#step-{number} .step-done button").click()


def wait_until_sent(page):
    """Until nothing waits on the phone any more."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(100)  # from the touch to the first word in the database
    if getattr(page, "has_js", True):  # without it, what is done is with the server at once
        page.wait_for_function(NOTHING_WAITS)


def read_lesson(page, address, begin_at=1):
    """From a step to the end, and on to the page that says well done."""
    page.goto(address)
    count = page.locator("[data-step]").count()
    for number in range(begin_at, count + 1):
        expect(page.locator(f"#step-{number}")).to_be_visible()
        finish_step(page, number)
    page.wait_for_url("**/done/")


def read_all_lessons(page):
    for address in LESSONS:
        read_lesson(page, address)


def take_quiz(page, is_right=True):
    fill_quiz(page, is_right)
    page.click("[data-submit]")
    page.wait_for_url("**/quizzes/attempts/**")


def fill_quiz(page, is_right=True):
    """Answers every question, up to the button that sends."""
    page.goto(QUIZ)
    chosen = answers(is_right)
    for question, choices in chosen.items():
        for choice in choices:
            page.check(f'[name="{question}"][value="{choice}"]')
        if page.locator("[data-next]:visible").count():
            page.click("[data-next]")


def look_up(page, place):
    """Types a place; without JavaScript the button is needed."""
    page.fill("[name=place]", place)
    with page.expect_response(lambda answer: "communes/" in answer.url or answer.request.method == "POST"):
        page.click("[name=look_up][value='']")


def choose(page, place):
    page.locator("[data-places] label", has_text=place).first.click()


def claim(page, **words):
    fill_claim(page, **words)
    page.click(GET_CERTIFICATE)


def fill_claim(page, name="Nguyễn Thị Lan", typed="hoa dong", place="Xã Hòa Thịnh", consents=True):
    page.goto(CLAIM)
    page.fill("[name=holder_name]", name)
    look_up(page, typed)
    choose(page, place)
    page.set_checked("[name=consent]", consents)


def has_read_all_lessons(page):
    """The same as reading them, in one request: for journeys that begin afterwards."""
    events = [
        statement(verb, lesson, step)
        for lesson in CONTENTS["lessons"]
        for verb, step in [*(("progressed", step) for step in lesson["steps"]), ("completed", lesson["steps"][-1])]
    ]
    send(page, "/events/", {"sent_at": now(), "events": events})


def statement(verb, lesson, step):
    step_key = str(key("vneid", lesson["key"], step["key"]))
    lesson_key = str(key("vneid", lesson["key"]))
    return {
        "id": str(uuid.uuid4()),
        "verb": verb,
        "object_type": "lesson",
        "object_key": lesson_key,
        "locale": "vi",
        "occurred_at": now(),
        "data": {"step": step_key},
    }


def has_taken_quiz(page, is_right=True):
    """Taken in one request; the address of its result."""
    form = urlencode(answers(is_right), doseq=True)
    return send(page, QUIZ, form, **{"Content-Type": "application/x-www-form-urlencoded"}).url


def has_completed_course(page):
    has_read_all_lessons(page)
    has_taken_quiz(page)


def send(page, path, data, **headers):
    page.url.startswith("http") or page.goto("/c/")
    own_site = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
    answer = page.request.post(path, data=data, headers={"Origin": own_site} | headers)
    assert answer.ok, f"{answer.status} {path}"
    return answer


def now():
    return datetime.now(UTC).isoformat()


def own_data(page):
    """The copy of everything that is kept about the person who holds the phone."""
    return page.request.get("/people/data/download/").json()
