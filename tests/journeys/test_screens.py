"""A screenshot, a long text and a wait: by touch, by keyboard, shown, without network, without a script."""

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import CHROMIUM, look
from tests.journeys.server import prepare, serving
from tests.journeys.test_accessibility import AXE, FINGER, NARROWEST, RULES, TOO_SMALL
from tests.journeys.test_offline import keep

COURSE = "/man-hinh-that-vi/"
LESSON = f"{COURSE}bai-1-vi/#step-2"


@pytest.fixture(scope="module")
def site():
    """A server of its own: the others' home page has only real courses."""
    if not CHROMIUM:
        pytest.skip("The journeys need a browser: apt-get install chromium")
    with serving() as site:
        prepare("screens", site.home)
        yield site


def begin(page, mode, language=""):
    page.goto("/en/man-hinh-that-en/bai-1-en/#step-2" if language else LESSON)
    page.click("a[data-rehearsal]")
    page.click(f"[data-mode={mode}]")


def told(page):
    return page.locator("[data-coach]")


def count(page, number):
    expect(page.locator("[data-count]")).to_have_text(str(number))


def button(page, name):
    return page.get_by_role("button", name=name)


def fills_in(page):
    page.get_by_label("Số định danh").fill("000000")
    button(page, "Đăng nhập").click()


def reads_on(page):
    box = page.locator("[data-scroll]:visible")
    box.evaluate("box => { box.scrollTop = box.scrollHeight }")
    expect(box).to_have_attribute("data-read", "")
    button(page, "Tôi đồng ý").click()


def test_by_touch_with_one_mistake(phone):
    begin(phone, "help")
    phone.locator(".drawn-picture").tap(position={"x": 160, "y": 20})
    expect(told(phone)).to_contain_text("tìm thêm chút nữa")
    button(phone, "Đăng nhập").tap()
    expect(told(phone)).to_contain_text("000 000")
    look(phone, "screens, help")
    button(phone, "Quên mật khẩu").tap()
    expect(told(phone)).to_contain_text("Chưa cần đâu ạ.")
    expect(phone.locator(".spot[data-best] .here")).to_be_visible()
    look(phone, "screens, pointed")
    fills_in(phone)
    count(phone, 2)
    button(phone, "Tôi đồng ý").tap()
    expect(told(phone)).to_contain_text("kéo “Điều khoản” xuống hết")
    look(phone, "screens, unread")
    reads_on(phone)
    count(phone, 3)
    phone.locator("[data-wait] p").tap()
    expect(told(phone)).to_contain_text("chờ chút nhé")
    look(phone, "screens, waiting")
    count(phone, 4)
    button(phone, "Xong").tap()
    expect(phone.locator("[data-figures]")).to_contain_text("nhầm 2 lần")


def test_whoever_goes_back_does_not_wait_again(phone):
    begin(phone, "alone")
    fills_in(phone)
    reads_on(phone)
    count(phone, 4)
    phone.click("[data-undo]")
    count(phone, 2)
    reads_on(phone)
    count(phone, 4)


def test_by_keyboard_alone(laptop):
    begin(laptop, "alone")
    keys = laptop.keyboard
    tab_to(laptop, "[data-expected]")
    keys.type("000000")
    tab_to(laptop, "[data-best]")
    keys.press("Enter")
    count(laptop, 2)
    tab_to(laptop, "[data-scroll]")
    keys.press("End")
    expect(laptop.locator("[data-scroll]")).to_have_attribute("data-read", "")
    tab_to(laptop, "[data-best]")
    keys.press("Enter")
    count(laptop, 4)
    expect(laptop.locator("[data-screen]:visible")).to_be_focused()


def tab_to(page, selector):
    for _time in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(selector)


def test_it_shows_itself(phone):
    begin(phone, "show")
    for number in (2, 3, 4):
        expect(phone.locator("[data-count]")).to_have_text(str(number), timeout=20_000)
    expect(phone.locator("[data-end]")).to_be_visible(timeout=20_000)


def test_who_wants_no_motion_goes_on_by_a_button(open_page):
    page = open_page("phone", reduced_motion="reduce")
    begin(page, "alone")
    fills_in(page)
    reads_on(page)
    count(page, 3)
    page.wait_for_timeout(3000)
    count(page, 3)
    button(page, "Chờ xong rồi, đi tiếp").tap()
    count(page, 4)


@pytest.mark.parametrize("language", ["", "en"])
def test_every_screen_is_for_everyone(phone, language):
    begin(phone, "help", language)
    for steps in (lambda: None, lambda: fills_in(phone)):
        steps()
        results = AXE.run(phone, options=RULES)
        assert not results.violations_count, results.generate_report()
        look(phone, f"screens, {language or 'vi'} {phone.locator('[data-count]').inner_text()}")
        for width in (360, NARROWEST):
            phone.set_viewport_size({"width": width, "height": 640})
            assert not phone.evaluate(TOO_SMALL, FINGER)
            assert phone.evaluate("document.documentElement.scrollWidth") <= width


def test_without_a_script_everything_is_in_the_list(open_page):
    page = open_page("phone", java_script_enabled=False)
    page.goto(LESSON)
    page.click("a[data-rehearsal]")
    expect(page.locator(".drawn")).to_have_count(4)
    picture = page.locator(".drawn-picture img").bounding_box()
    for name, place in {"Số định danh": (0.5, 0.33), "Đăng nhập": (0.3, 0.615), "Quên mật khẩu": (0.94, 0.97)}.items():
        box = page.get_by_label(name).or_(button(page, name)).first.bounding_box()
        middle = (box["x"] + box["width"] / 2 - picture["x"]) / picture["width"]
        height = (box["y"] + box["height"] / 2 - picture["y"]) / picture["height"]
        assert abs(middle - place[0]) < 0.02 and abs(height - place[1]) < 0.02, name
    expect(page.locator(".spot .here")).to_be_visible()
    expect(page.locator("[data-wait] button")).to_be_hidden()
    look(page, "screens, no script")


def test_the_picture_is_there_in_airplane_mode(start):
    keep(start(), COURSE)
    page = start(offline=True)
    begin(page, "alone")
    picture = page.locator(".drawn-picture img")
    expect(picture).to_have_js_property("complete", True)
    expect(picture).not_to_have_js_property("naturalWidth", 0)
    fills_in(page)
    reads_on(page)
    count(page, 4)
