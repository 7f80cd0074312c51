"""Rehearsals on a real phone: by touch, by keyboard, without network; and nothing that was typed goes anywhere."""

import json
import sqlite3
from contextlib import closing

from playwright.sync_api import expect

from courses.starter import key, read_rehearsal
from tests.journeys.resident import COURSE, LESSONS, does_right, rehearsal_address, wait_until_sent
from tests.journeys.test_offline import go_online, keep

NAME = "activate-vneid"
ADDRESS = rehearsal_address(NAME)
SCREENS = len(read_rehearsal(NAME)["screens"])
SECRET, PHONE = "066085001234", "0912345678"
STORED = """async () => {
    const read = name => new Promise(resolve => { indexedDB.open(name).onsuccess = ({ target: { result } }) => {
        const stores = [...result.objectStoreNames]
        if (!stores.length) return resolve([])
        const all = result.transaction(stores)
        const rows = store => new Promise(done => {
            all.objectStore(store).getAll().onsuccess = event => done(event.target.result)
        })
        Promise.all(stores.map(rows)).then(found => { result.close(); resolve(found) })
    } })
    const found = await Promise.all((await indexedDB.databases()).map(({ name }) => read(name)))
    return JSON.stringify([found, { ...localStorage }, { ...sessionStorage }, document.cookie])
}"""


def events(site):
    """What the server knows of this rehearsal."""
    query = "SELECT data FROM records_event WHERE object_key = ? ORDER BY stored_at"
    with closing(sqlite3.connect(site.home / "db.sqlite3")) as database:
        return [json.loads(data) for (data,) in database.execute(query, [key("rehearsal", NAME).hex])]


def play(page, mode, tap=lambda control: control.click()):
    for _screen in range(SCREENS):
        does_right(page, tap)
    expect(page.locator("[data-end]")).to_be_visible()


def begin(page, mode):
    page.goto(ADDRESS)
    page.click(f"[data-mode={mode}]")


def test_by_touch_with_mistakes_that_are_counted(phone, site):
    before = len(events(site))
    phone.goto(f"{LESSONS[2]}#step-7")
    phone.tap("a[data-rehearsal]")
    phone.tap("[data-mode=help]")
    hint = phone.locator("[data-coach] .note:not(.danger)")
    phone.locator("[data-does=wrong]:visible").first.tap()
    expect(phone.locator("[data-coach] .danger")).to_be_visible()
    expect(hint).to_be_visible()
    expect(phone.locator(".here:visible")).to_have_count(0)
    phone.locator("[data-does=wrong]:visible").last.tap()
    expect(phone.locator(".here:visible")).to_have_count(1)
    play(phone, "help", tap=lambda control: control.tap())
    expect(phone.locator("[data-figures]")).to_contain_text("nhầm 2 lần")
    expect(phone.locator("[data-saved]")).to_be_visible()
    wait_until_sent(phone)
    (told,) = events(site)[before:]
    assert {name: told[name] for name in ("mode", "steps", "mistakes", "hints")} == {
        "mode": "help", "steps": SCREENS, "mistakes": 2, "hints": 0,
    }  # fmt: skip
    phone.tap("[data-end] a")
    phone.wait_for_url("**#step-7")
    expect(phone.locator("a[data-rehearsal] .saved")).to_contain_text("có gợi ý")


def test_by_keyboard_alone(laptop):
    laptop.goto(ADDRESS)
    laptop.locator("[data-mode=alone]").focus()
    laptop.keyboard.press("Enter")
    for _screen in range(SCREENS):
        heading = laptop.locator("[data-screen]:visible")
        expect(heading).to_be_focused()
        while not laptop.evaluate("document.activeElement.matches('[data-best]')"):
            laptop.keyboard.press("Tab")
            wanted = laptop.evaluate("document.activeElement.dataset.expected ?? ''")
            laptop.keyboard.type(wanted)
        laptop.keyboard.press("Enter")
    expect(laptop.locator("[data-end]")).to_be_focused()
    expect(laptop.locator("[data-figures]")).to_contain_text("không bấm nhầm")


def test_alone_there_are_no_hints(phone):
    begin(phone, "alone")
    expect(phone.locator("[data-more]")).to_be_hidden()
    for _time in range(3):
        phone.locator("[data-does=wrong]:visible").first.click()
    expect(phone.locator("[data-coach] .danger")).to_have_count(1)
    expect(phone.locator("[data-coach] .note:not(.danger)")).to_have_count(0)
    expect(phone.locator(".here:visible")).to_have_count(0)


def test_it_shows_itself_and_can_be_paused(phone):
    phone.clock.install()
    begin(phone, "show")
    phone.click("[data-pause-play]")
    phone.clock.run_for(60_000)
    expect(phone.locator("[data-count]")).to_have_text("1")
    phone.click("[data-pause-play]")
    for _screen in range(SCREENS):
        phone.clock.run_for(20_000)
    expect(phone.locator("#end-title")).to_have_text("Bà con đã xem hết rồi")


def test_who_wants_no_motion_turns_the_screens_themselves(open_page):
    page = open_page("phone", reduced_motion="reduce")
    page.clock.install()
    begin(page, "show")
    page.clock.run_for(60_000)
    expect(page.locator("[data-count]")).to_have_text("1")
    page.click("[data-next]")
    expect(page.locator("[data-count]")).to_have_text("2")


def test_back_and_again(phone):
    begin(phone, "help")
    expect(phone.locator("[data-undo]")).to_be_disabled()
    does_right(phone)
    does_right(phone)
    phone.locator("[data-expected]").first.fill("000")
    phone.click("[data-undo]")
    expect(phone.locator("[data-count]")).to_have_text("2")
    does_right(phone)
    expect(phone.locator("[data-expected]:visible").first).to_have_value("")
    phone.click("[data-restart]")
    expect(phone.locator("[data-count]")).to_have_text("1")
    phone.click("[data-leave]")
    expect(phone.locator("[data-modes]")).to_be_visible()


def test_a_keypad_is_tapped_and_answers_need_no_accents(phone):
    begin(phone, "help")
    for _screen in range(4):
        does_right(phone)
    for _time in range(6):
        phone.locator("[data-key='0']:visible").tap()
    phone.locator("[data-best]:visible").tap()
    for _screen in range(2):
        does_right(phone)
    first, second = phone.locator("[data-expected]:visible").all()
    first.fill("BANH XEO")
    second.fill("  cây dua ")
    phone.locator("[data-best]:visible").tap()
    expect(phone.locator("[data-count]")).to_have_text("9")


def test_nothing_typed_is_kept_or_sent(phone):
    sent = []
    phone.context.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
    begin(phone, "help")
    does_right(phone)
    does_right(phone)
    number, telephone = phone.locator("[data-expected]:visible").all()
    for field, typed in ((number, SECRET), (telephone, PHONE)):
        field.press_sequentially(typed)
        expect(phone.locator("[data-coach] .danger")).to_contain_text("số thật")
        expect(field).not_to_have_value(typed)
    number.fill("Bí mật")
    telephone.fill("lan@example.vn")
    expect(telephone).to_have_value("")
    phone.locator("[data-best]:visible").click()
    expect(number).to_have_value("")
    play_on = SCREENS - 2
    for _screen in range(play_on):
        does_right(phone)
    wait_until_sent(phone)
    told = " ".join([*sent, phone.evaluate(STORED), phone.content()])
    for typed in (SECRET, PHONE, SECRET[:6], "Bí mật", "example.vn", "TapThu%23"):
        assert typed not in told, typed
    assert "TapThu#00" not in " ".join([*sent, phone.evaluate(STORED)])


def test_without_a_script_it_is_a_list_of_what_to_do(open_page):
    page = open_page("phone", java_script_enabled=False)
    page.goto(ADDRESS)
    expect(page.locator("[data-instruction]")).to_have_count(SCREENS)
    for instruction in page.locator("[data-instruction]").all():
        expect(instruction).to_be_visible()
    expect(page.locator(".here:visible")).to_have_count(SCREENS)
    expect(page.locator("[data-modes]")).to_be_hidden()


def test_in_airplane_mode_from_a_cold_start_and_it_arrives_once(start, line, site):
    before = len(events(site))
    keep(start(), COURSE)
    page = start(offline=True)
    page.goto(f"{LESSONS[2]}#step-7")
    page.click("a[data-rehearsal]")
    page.click("[data-mode=alone]")
    play(page, "alone")
    expect(page.locator("[data-saved]")).to_contain_text("Đã lưu trên máy")
    page.click("[data-end] a")
    expect(page.locator("a[data-rehearsal] .saved")).to_contain_text("tự làm")
    assert len(events(site)) == before
    go_online(page, line)
    page.reload()
    wait_until_sent(page)
    page.reload()
    wait_until_sent(page)
    assert [told["mode"] for told in events(site)[before:]] == ["alone"]
