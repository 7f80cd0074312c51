"""What a phone keeps counts at once, arrives later, and says which of the two is true."""

import re

from playwright.sync_api import expect

from tests.journeys import resident
from tests.journeys.resident import COURSE, HOME, LESSONS

OFFLINE = "ERR_INTERNET_DISCONNECTED|ERR_FAILED"
STATES_GONE = re.compile(r"state\.json")


def without_server(page):
    """The pages come, but nothing that is sent arrives: a line that is nearly dead."""
    page.watch.expect(OFFLINE)
    for address in ("**/events/", STATES_GONE):
        page.context.route(address, lambda route: route.abort("internetdisconnected"))


def with_server(page):
    for address in ("**/events/", STATES_GONE):
        page.context.unroute(address)


def test_a_lesson_ends_well_without_network(phone):
    without_server(phone)
    phone.goto(LESSONS[0])
    count = phone.locator("[data-step]").count()
    for number in range(1, count + 1):
        resident.finish_step(phone, number)
    expect(phone.locator("[data-steps] > .card h2")).to_be_focused(timeout=15_000)
    phone.locator("[data-steps] a.button").first.click()
    expect(phone).to_have_url(re.compile(LESSONS[1]))
    resident.finish_step(phone, 1)
    phone.goto(COURSE)
    expect(phone.locator(".dot.done")).to_have_count(1)
    expect(phone.locator(".dot.here")).to_have_count(1)
    phone.goto(HOME)
    expect(phone.locator("[data-continue-link]")).to_have_attribute("href", f"{LESSONS[1]}#step-2")
    with_server(phone)
    phone.reload()
    resident.wait_until_sent(phone)
    assert len(resident.own_data(phone)["events"]) == count + 2
    phone.reload()
    expect(phone.locator("[data-continue-link]")).to_have_attribute("href", f"{LESSONS[1]}#step-2")


def test_a_quiz_is_kept_and_marked_later(phone):
    resident.has_read_all_lessons(phone)
    without_server(phone)
    resident.fill_quiz(phone)
    phone.reload()
    expect(phone.locator("[data-question] :checked").first).to_be_attached()
    while phone.locator("[data-next]:visible").count():
        phone.click("[data-next]")
    phone.click("[data-submit]")
    expect(phone.locator("[data-sent-later=waiting]")).to_be_visible()
    phone.goto(COURSE)
    status = phone.locator("[data-quiz] [data-status]")
    expect(status).to_have_text(status.get_attribute("data-waiting"))
    with_server(phone)
    phone.goto(HOME)
    phone.click("[data-marked]")
    expect(phone.locator("main .dot.done")).to_be_visible()
    assert len(resident.own_data(phone)["attempts"]) == 1


def test_what_the_server_refuses_stays_on_the_phone(phone):
    phone.goto(LESSONS[0])
    phone.evaluate("""() => new Promise(resolve => { indexedDB.open("learning").onsuccess = ({ target }) => {
        const events = target.result.transaction("events", "readwrite").objectStore("events")
        const by = crypto.randomUUID()
        events.put({ id: "broken", by, verb: "?" })
        events.put({ id: crypto.randomUUID(), by, verb: "progressed", object_type: "lesson",
            object_key: crypto.randomUUID(), occurred_at: new Date().toISOString(), data: {} }).onsuccess = resolve
        target.result.close() } })""")
    phone.reload()
    resident.wait_until_sent(phone)
    refused = phone.evaluate("""() => new Promise(resolve => { indexedDB.open("learning").onsuccess = ({ target }) => {
        const asked = target.result.transaction("refused").objectStore("refused").getAll()
        asked.onsuccess = () => { target.result.close(); resolve(asked.result) } } })""")
    assert [(event["id"], event["reason"]) for event in refused] == [("broken", "unknown")]
    assert len(resident.own_data(phone)["events"]) == 1


def test_an_outbox_of_the_version_before_is_sent(phone):
    event = resident.statement(
        "progressed", resident.CONTENTS["lessons"][0], resident.CONTENTS["lessons"][0]["steps"][0]
    )
    phone.goto("/c/")
    phone.evaluate(
        """event => { const by = crypto.randomUUID()
        localStorage.setItem("identity", JSON.stringify({ device: crypto.randomUUID(), learner: by }))
        localStorage.setItem("outbox", JSON.stringify([{ ...event, by }])) }""",
        event,
    )
    phone.goto(HOME)
    resident.wait_until_sent(phone)
    assert phone.evaluate("localStorage.getItem('outbox')") is None
    assert len(resident.own_data(phone)["events"]) == 1


def test_without_a_database_localstorage_keeps(phone):
    phone.add_init_script("indexedDB.open = () => { throw new Error('private') }")
    without_server(phone)
    phone.goto(LESSONS[0])
    resident.finish_step(phone, 1)
    kept = phone.locator("[data-saved]")
    expect(kept).to_have_text(kept.get_attribute("data-kept"))
    with_server(phone)
    phone.reload()
    phone.wait_for_function("() => !Object.keys(JSON.parse(localStorage.getItem('learning')).events).length")
    assert len(resident.own_data(phone)["events"]) == 1


def test_a_full_phone_says_so_and_the_lesson_works(phone):
    phone.add_init_script("""indexedDB.open = () => { throw new Error() }
        Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") }""")
    without_server(phone)
    phone.goto(LESSONS[0])
    resident.finish_step(phone, 1)
    told = phone.locator("[data-saved]")
    expect(told).to_have_text(told.get_attribute("data-full"))
    with_server(phone)
    resident.finish_step(phone, 2)
    expect(told).to_have_text(told.get_attribute("data-sent"))
    assert len(resident.own_data(phone)["events"]) == 2
