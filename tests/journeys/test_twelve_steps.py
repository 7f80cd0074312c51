"""A trainer writes twelve steps of every kind without a developer; a resident plays them on a cheap phone."""

import json
import re

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests.journeys.browser import look
from tests.journeys.people import TRAINER
from tests.journeys.resident import does_right, wait_until_sent
from tests.journeys.test_question_bank import comes_to_rest
from tests.journeys.test_rehearsals import SECRET, STORED
from tests.journeys.test_writing_rehearsals import add, screen_choice

ADD = "/admin/snippets/courses/rehearsal/add/?locale=vi"
TITLE, SOURCE = "Tập nộp hồ sơ mười hai bước", "Từ chối đưa mã OTP"
WEIGHT = 300_000
PHONE_KEYS = "screens-2-value-parts-1-value"
TERMS = "Bà con đọc hết trước khi đồng ý. " * 60
# Title of the screen; its parts after the head of the app: icon of the kind, what is typed, what is on it to tap.
SCREENS = [
    ("Trang chính", [("list-ul", {}, ["Hướng dẫn", "Đăng nhập"])]),
    ("Hướng dẫn", [("pilcrow", {"": "Chọn Đăng nhập để bắt đầu."}, []), ("pick", {"text": "Quay lại"}, [])]),
    ("Trang đăng nhập", [("image", {"alt": "Trang đăng nhập với một ô số và nút Tiếp tục"}, [])]),
    (
        "Tờ khai",
        [("edit", {"label": "Họ và tên", "expected": "Nguyễn Thị Tập"}, []), ("pick", {"text": "Tiếp tục"}, [])],
    ),
    (
        "Nhập mã",
        [("key", {"label": "Mã trong tin nhắn", "expected": "000 000"}, []), ("pick", {"text": "Xác nhận"}, [])],
    ),
    ("Nơi nộp", [("help", {"question": "Nộp ở đâu?"}, ["Ủy ban xã", "Nhà người quen"])]),
    ("Xác nhận", [("comment", {"title": "Gửi hồ sơ?", "text": "Bà con xem lại đã nhé."}, ["Gửi"])]),
    ("Tin nhắn", [("mail", {"sender": "Cổng dịch vụ (tập thử)", "text": "Đã nhận hồ sơ tập."}, ["Đã đọc"])]),
    ("Cuộc gọi", [("mobile-alt", {"caller": "Số lạ", "text": "Đọc mã cho tôi!"}, ["Cúp máy"])]),
    ("Điều khoản", [("arrow-down", {"title": "Điều khoản", "text": TERMS}, []), ("pick", {"text": "Tôi đồng ý"}, [])]),
    ("Đang gửi", [("time", {"text": "Đang gửi hồ sơ…", "seconds": "1"}, [])]),
]
HAS_TAPS = {"list-ul", "help", "comment", "mail", "mobile-alt"}


@pytest.fixture
def screenshot(tmp_path):
    """As a trainer's phone takes it: far larger than what a resident gets."""
    picture = Image.effect_noise((1080, 1920), 12).convert("RGB")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 1080, 200), fill="#1d5b8f")
    pen.rectangle((90, 700, 990, 840), fill="white", outline="#444", width=4)
    pen.rectangle((90, 1100, 990, 1260), fill="#c0392b")
    picture.save(tmp_path / "dang-nhap.png")
    return tmp_path / "dang-nhap.png"


def test_twelve_steps_are_written_and_played_on_a_cheap_phone(sign_in, phone, screenshot):
    page = sign_in(TRAINER)
    page.watch.expect(r"script-src 'none'|^csp |localtime")
    begins(page)
    for number, (title, parts) in enumerate(SCREENS):
        writes(page, number, title, parts)
    branches(page)
    answers_wrong(page, "screens-5-value-parts-1-value-taps-1-value", "Chỉ nộp ở nơi nhà nước cho phép, bà con nhé.")
    takes_a_screenshot(page, screenshot)
    look(page, "screens, the editor")
    saves_a_draft(page)
    brings_one_in(page)
    moves_up(page, "Cuộc gọi")
    duplicates(page, "Tờ khai")
    looks_at_it_on_a_phone(page, len(SCREENS) + 2)
    publishes(page)
    page.locator("main a", has_text=TITLE).first.click()
    expect(screen_choice(page, "screens-1-value-parts-2-value").locator("option:checked")).to_have_text(
        "1. Trang chính"
    )
    plays(phone, key_of(page))


def begins(page):
    page.goto(ADD)
    page.fill("[name=title]", TITLE)
    page.fill("[name=intro]", "Bà con tập nộp hồ sơ.")
    page.fill("[name=source]", "Trang hướng dẫn của cổng dịch vụ công")


def writes(page, number, title, parts):
    add(page, "screens")
    name = f"screens-{number}-value"
    page.fill(f"[name={name}-title]", title)
    page.fill(f"[name={name}-instruction]", f"Làm theo màn hình {title}.")
    add(page, f"{name}-parts", "title")
    page.fill(f"[name={name}-parts-0-value]", "Cổng tập thử")
    for place, (icon, words, taps) in enumerate(parts, 1):
        add(page, f"{name}-parts", icon)
        part = f"{name}-parts-{place}-value"
        for field, typed in words.items():
            page.fill(f"[name={part}-{field}]" if field else f"[name={part}]", typed)
        fills_taps(page, part, taps)


def fills_taps(page, part, taps):
    for number, words in enumerate(taps):
        if not page.locator(f"[name={part}-taps-{number}-value-text]").count():
            add(page, f"{part}-taps")
        page.fill(f"[name={part}-taps-{number}-value-text]", words)


def branches(page):
    """From the first screen to the help and back; from the last one to the end."""
    leads(page, "screens-0-value-parts-1-value-taps-1-value", "3. Trang đăng nhập")
    leads(page, "screens-1-value-parts-2-value", "1. Trang chính")


def leads(page, tap, screen):
    page.select_option(f"[name={tap}-does]", "to")
    choice = screen_choice(page, tap)
    choice.focus()
    choice.select_option(label=screen)


def answers_wrong(page, tap, say):
    page.select_option(f"[name={tap}-does]", "wrong")
    page.fill(f"[name={tap}-say]", say)


def takes_a_screenshot(page, file):
    """Uploaded, with a button drawn by mouse and a field put there by keyboard."""
    part = page.locator("[data-picture-part]")
    part.locator("[data-chooser-action-choose]:visible").click()
    page.click(".modal [role=tab][href='#tab-upload']")
    page.set_input_files(".modal #tab-upload [type=file]", file)
    expect(page.locator(".modal #tab-upload [name$=title]")).to_have_value("dang-nhap")
    page.locator(".modal #tab-upload [type=submit]").click()
    expect(page.locator(".modal")).to_have_count(0)
    expect(part.locator(".places img")).not_to_have_js_property("naturalWidth", 0)
    page.check(f"[name={PHONE_KEYS}-is_invented]")
    drags(page, (0.08, 0.57), (0.92, 0.66))
    page.fill(f"[name={PHONE_KEYS}-taps-0-value-text]", "Tiếp tục")
    add(page, f"{PHONE_KEYS}-fields")
    page.fill(f"[name={PHONE_KEYS}-fields-0-value-label]", "Số định danh")
    page.fill(f"[name={PHONE_KEYS}-fields-0-value-expected]", "000 000 000 000")
    part.locator(".place-state").nth(1).locator("button").first.press("Enter")
    expect(page.locator(".place:focus")).to_have_attribute("aria-label", re.compile("Số định danh"))
    for key, times in {"ArrowLeft": 32, "ArrowUp": 4, "Shift+ArrowRight": 64, "Shift+ArrowUp": 12}.items():
        for _time in range(times):
            page.keyboard.press(key)
    (tap, field) = areas(page)
    assert abs(tap["x"] - 8) < 2 and abs(tap["height"] - 9) < 2
    assert field == {"x": 8, "y": 36, "width": 84, "height": 8}


def areas(page):
    return [json.loads(one.input_value()) for one in page.locator("[data-area]").all()]


def drags(page, start, end):
    box = comes_to_rest(page)
    points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (start, end)]
    page.mouse.move(*points[0])
    page.mouse.down()
    page.mouse.move(*points[1], steps=4)
    page.mouse.up()


def saves_a_draft(page):
    page.click("footer .action-save")
    expect(page.locator(".messages .success")).to_be_visible()
    if "/edit/" not in page.url:
        page.locator("main a", has_text=TITLE).first.click()


def brings_one_in(page):
    page.locator("header [data-w-dropdown-target=toggle], .w-slim-header [data-w-dropdown-target=toggle]").last.click()
    page.click("text=Lấy màn hình từ bài tập thử khác")
    look(page, "screens, from which rehearsal")
    page.locator("main a", has_text=SOURCE).first.click()
    page.check("text=Họ dọa")
    look(page, "screens, which ones")
    page.click("text=Lấy vào")
    expect(page.locator(".messages .success")).to_contain_text("Đã lấy 1 màn hình")
    expect(page.locator(f"[name=screens-{len(SCREENS)}-value-title]")).to_have_value("Họ dọa")


def screen_row(page, title):
    """The row of this screen, wherever it stands."""
    inputs = page.locator("[name^='screens-'][name$='-value-title']:not([name*='-parts-'])")
    titles = inputs.evaluate_all("all => all.map(one => [one.name, one.value])")
    (name,) = [name for name, value in titles if value == title]
    return name.removesuffix("-value-title")


def acts(page, row, action):
    page.locator(f"[name={row}-id]").locator("xpath=..").locator(f"[data-streamfield-action={action}]").first.click()


def orders(page):
    """Titles as they stand."""
    inputs = page.locator("[name^='screens-'][name$='-value-title']:not([name*='-parts-'])")
    return inputs.evaluate_all("all => all.map(one => one.value)")


def moves_up(page, title):
    before = orders(page)
    place = before.index(title)
    acts(page, screen_row(page, title), "MOVE_UP")
    before[place - 1 : place + 1] = before[place - 1 : place + 1][::-1]
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    assert orders(page) == before


def duplicates(page, title):
    place = orders(page).index(title)
    acts(page, screen_row(page, title), "DUPLICATE")
    inputs = page.locator("[name^='screens-'][name$='-value-title']:not([name*='-parts-'])")
    expect(inputs).to_have_count(len(SCREENS) + 2)
    inputs.nth(place + 1).fill(f"{title}, trang hai")
    keys = page.locator("[name^='screens-'][name$='-id']:not([name*='-parts-'])")
    ids = keys.evaluate_all("all => all.map(one => one.value)")
    assert len({*ids}) == len(ids) == len(SCREENS) + 2 and all(ids)
    choice = screen_choice(page, "screens-1-value-parts-2-value")
    choice.focus()
    offered = choice.locator("option").evaluate_all("all => all.slice(1).map(one => [one.value, one.text])")
    assert [key for key, _title in offered] == ids
    assert offered[place + 1][1] == f"{place + 2}. {title}, trang hai"


def looks_at_it_on_a_phone(page, count):
    page.click("[data-side-panel-toggle=preview]")
    frame = page.frame_locator("[data-w-preview-target=iframe]").last
    expect(frame.locator(".drawn")).to_have_count(count, timeout=60_000)  # its sizes are made now
    expect(frame.locator("html")).to_have_js_property("clientWidth", 360)
    picture, button = (frame.locator(f".drawn-picture {tag}").first for tag in ("img", "button"))
    expect(picture).to_be_visible()
    box, whole = button.bounding_box(), picture.bounding_box()
    assert abs((box["y"] - whole["y"]) / whole["height"] - 0.57) < 0.03
    page.click("[data-side-panel-toggle=preview]")


def publishes(page):
    page.click("footer [data-w-dropdown-target=toggle]")
    page.click("[name=action-publish]")
    expect(page.locator(".messages .success")).to_be_visible()


def key_of(page):
    page.click("[data-side-panel-toggle=preview]")
    frame = page.frame_locator("[data-w-preview-target=iframe]").last
    return frame.locator("[data-rehearsal]").get_attribute("data-rehearsal")


def plays(phone, key):
    """Alone, past the help and back, to the end; nothing typed leaves the phone, and all of it is light."""
    sent, weighed = [], {}
    phone.context.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
    phone.context.on("requestfinished", lambda request: weighed.update({request.url: request}))
    phone.goto(f"/learning/rehearsals/{key}/")
    look(phone, "screens, begin")
    phone.tap("[data-mode=alone]")
    for name in ("Hướng dẫn", "Quay lại", "Đăng nhập"):
        phone.get_by_role("button", name=name, exact=True).tap()
    number = phone.get_by_label("Số định danh", exact=True)
    number.press_sequentially(SECRET)
    expect(number).not_to_have_value(SECRET)
    look(phone, "screens, a picture")
    count = len(SCREENS) + 2
    for _screen in range(count - 2):
        look(phone, f"screens, {phone.locator('[data-count]').inner_text()}")
        expect(phone.locator("[data-strip] .practice-mark")).to_be_in_viewport()
        does_right(phone)
    expect(phone.locator("[data-end]")).to_be_visible()
    wait_until_sent(phone)
    told = " ".join([*sent, phone.evaluate(STORED), phone.content()])
    assert SECRET not in told and SECRET[:6] not in told and "Nguyễn Thị Tập" not in " ".join(sent)
    sizes = {url: request.sizes() for url, request in [*weighed.items()]}
    total = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes.values())
    assert any(url.endswith((".avif", ".webp")) for url in sizes)
    assert total < WEIGHT, sizes
