"""A phone that has no network for long: what was done there reaches the server in a file, by a trainer's hand."""

import json

import pytest
from playwright.sync_api import expect

from tests.journeys import resident
from tests.journeys.browser import DEVICES, NO_NETWORK, Watch
from tests.journeys.people import TRAINER
from tests.journeys.resident import COURSE, LESSONS

COUNT = len(resident.CONTENTS["lessons"][0]["steps"]) + 1  # each step, and the end


@pytest.fixture
def weak_phone(browser, line):
    """A phone on a line that can be cut."""
    context = browser.new_context(base_url=line.url, locale="vi-VN", **DEVICES["phone"])
    context.set_default_timeout(15_000)
    watch = Watch(context, line.url)
    watch.expect(NO_NETWORK)
    yield context.new_page()
    complaints = watch.complaints()
    context.close()
    assert not complaints, "\n".join(complaints)


def test_a_lesson_without_network_arrives_by_file_and_counts_once(weak_phone, line, sign_in):
    keep_course(weak_phone)
    line.set("cut")
    learn(weak_phone)
    file = save_file(weak_phone)
    trainer = sign_in(TRAINER)
    bring_in(trainer, file)
    expect(trainer.locator("main")).to_contain_text(str(COUNT))
    line.set("good")
    outcomes = come_online(weak_phone)
    assert outcomes == ["known"] * COUNT
    assert len(resident.own_data(weak_phone)["events"]) == COUNT
    weak_phone.goto(COURSE)
    expect(weak_phone.locator(".dot.done")).to_have_count(1)
    look_again(trainer, file)


def keep_course(page):
    page.goto(COURSE)
    page.click("[data-keep-button]")
    expect(page.locator("[data-keep][data-state=kept]")).to_be_visible()


def learn(page):
    page.goto(LESSONS[0])
    for number in range(1, COUNT):
        resident.finish_step(page, number)
    expect(page.locator("main .dot.big.done")).to_be_visible()


def save_file(page):
    """Found from the page that says that there is no network."""
    page.goto("/people/")
    page.click("a[href='/waiting/']:visible")
    expect(page.locator("[data-people] li")).to_have_count(1)
    expect(page.locator("[data-waiting]")).to_contain_text(str(COUNT))
    with page.expect_download() as download:
        page.click("[data-file]")
    assert download.value.suggested_filename.endswith(".json")
    path = download.value.path()
    said = path.read_text()
    assert page.evaluate(OWN_DEVICE) not in said, "with the key of the phone anybody could be taken for it"
    assert len(json.loads(said)["learners"][0]["events"]) == COUNT
    return path


OWN_DEVICE = """() => new Promise(resolve => { indexedDB.open("learning").onsuccess = ({ target }) => {
    const asked = target.result.transaction("meta").objectStore("meta").get("identity")
    asked.onsuccess = () => { target.result.close(); resolve(asked.result.value.device) } } })"""


def look_at(page, file):
    page.goto("/admin/phone-files/")
    page.set_input_files("[name=file]", file)
    page.click("main form button")


def bring_in(page, file):
    look_at(page, file)
    expect(page.locator("main")).to_contain_text(resident.CONTENTS["lessons"][0]["title"]["vi"])
    page.click("form[action$='/bring-in/'] button")
    page.wait_for_url("**/phone-files/all/")


def look_again(page, file):
    """The same file once more holds nothing new."""
    look_at(page, file)
    expect(page.locator("form[action$='/bring-in/']")).to_have_count(0)


def come_online(page):
    """What the server says to all that the phone then sends."""
    with page.expect_response("**/events/") as answer:
        page.click("[data-send]")
    expect(page.locator("[data-none]")).to_be_visible()
    return [result["outcome"] for result in answer.value.json()["results"]]


def test_nothing_of_others_is_shown_or_saved(phone):
    """A family's phone: each sees how much waits of whom, and saves the own file."""
    phone.watch.expect("503")
    phone.context.route("**/events/", lambda route: route.fulfill(status=503))
    phone.goto(LESSONS[0])
    resident.finish_step(phone, 1)
    phone.wait_for_timeout(300)
    phone.evaluate(SOMEBODY_ELSE)
    phone.goto("/waiting/")
    expect(phone.locator("[data-people] li")).to_have_count(2)
    expect(phone.locator("[data-others]")).to_be_visible()
    [person] = json.loads(phone.locator("[data-text]").input_value())["learners"]
    assert len(person["events"]) == 1
    expect(phone.locator("[data-reason=oversized]")).to_be_hidden()


def test_what_was_refused_is_explained_and_saved(phone):
    phone.goto("/waiting/")
    expect(phone.locator("[data-none]")).to_be_visible()
    phone.evaluate(REFUSED)
    phone.reload()
    for reason in ("malformed", "foreign", ""):
        expect(phone.locator(f"[data-reason='{reason}']")).to_be_visible()
    expect(phone.locator("[data-reason=unknown]")).to_be_hidden()
    people = json.loads(phone.locator("[data-text]").input_value())["learners"]
    assert sorted(event["reason"] for person in people for event in person["refused"]) == [
        "foreign",
        "malformed",
        "odd",
    ]


def test_what_was_refused_can_be_tried_once_more(phone):
    """The site was mended, or a trainer has brought it in: what arrives is no longer said to be refused."""
    phone.goto("/waiting/")
    expect(phone.locator("[data-none]")).to_be_visible()
    lesson = resident.CONTENTS["lessons"][0]
    good = resident.statement("progressed", lesson, lesson["steps"][0])
    phone.evaluate(REFUSED_GOOD, good)
    phone.reload()
    expect(phone.locator("[data-reason=unknown]")).to_be_visible()
    phone.click("[data-send]")
    expect(phone.locator("[data-none]")).to_be_visible()
    assert len(resident.own_data(phone)["events"]) == 1


def test_long_without_network_the_home_page_says_where_to_look(phone):
    phone.watch.expect("503")
    phone.context.route("**/events/", lambda route: route.fulfill(status=503))
    phone.goto(LESSONS[0])
    resident.finish_step(phone, 1)
    phone.wait_for_timeout(300)
    phone.goto("/")
    expect(phone.locator("[data-continue]")).to_be_visible()
    expect(phone.locator("[data-waits-long]")).to_be_hidden()
    phone.clock.set_system_time(phone.evaluate("Date.now()") + 25 * 3_600_000)
    phone.reload()
    phone.click("[data-waits-long] a")
    expect(phone.locator("[data-file-card]")).to_be_visible()


def test_on_an_empty_phone_everything_is_saved(any_phone):
    any_phone.goto("/waiting/")
    expect(any_phone.locator("[data-none]" if any_phone.has_js else "noscript")).to_be_visible()
    expect(any_phone.locator("[data-file-card]")).to_be_hidden()


IN_DATABASE = """() => new Promise(resolve => { indexedDB.open("learning").onsuccess = ({ target }) => {
    const stores = target.result.transaction(["events", "refused", "meta"], "readwrite")
    const [events, refused, meta] = ["events", "refused", "meta"].map(name => stores.objectStore(name))
    const id = () => crypto.randomUUID()
    %s
    stores.oncomplete = () => { target.result.close(); resolve() } } })"""
SOMEBODY_ELSE = (
    IN_DATABASE
    % """
    const by = id()
    const occurred_at = new Date().toISOString()
    events.put({ id: id(), by, verb: "answered", data: { answers: ["a secret"] }, occurred_at })
    refused.put({ id: id(), by, verb: "answered", reason: "oversized" })"""
)
REFUSED_GOOD = (
    IN_DATABASE.replace("() =>", "event =>", 1)
    % """
    meta.get("identity").onsuccess = ({ target: { result } }) => {
        refused.put({ ...event, by: result.value.learner, reason: "unknown" })
    }"""
)
REFUSED = (
    IN_DATABASE
    % """
    meta.get("identity").onsuccess = ({ target: { result } }) => {
        const own = result.value.learner
        refused.put({ id: id(), by: own, verb: "?", reason: "malformed" })
        refused.put({ id: id(), by: own, verb: "?", reason: "odd" })
        refused.put({ id: id(), by: id(), verb: "?", reason: "foreign" })
    }"""
)
