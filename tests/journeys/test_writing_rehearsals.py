"""A trainer composes a rehearsal with a branch, without a developer: no key and no place is ever typed."""

from playwright.sync_api import TimeoutError, expect

from tests.journeys.people import TRAINER

SCREENS = [("Mở ứng dụng", "Bấm nút Mở"), ("Lạc đường", "Bấm nút Quay lại"), ("Xong việc", "Bấm nút Xong")]


def test_a_trainer_composes_a_rehearsal_and_a_stranger_plays_it(sign_in, phone):
    page = sign_in(TRAINER)
    page.watch.expect(r"script-src 'none'|^csp ")
    page.goto("/admin/snippets/courses/rehearsal/add/?locale=vi")
    page.fill("[name=title]", "Tập mở ứng dụng")
    page.fill("[name=intro]", "Bà con tập mở.")
    page.fill("[name=source]", "Trang hướng dẫn")
    for number, (title, instruction) in enumerate(SCREENS):
        add(page, "screens")
        name = f"screens-{number}-value"
        page.fill(f"[name={name}-title]", title)
        page.fill(f"[name={name}-instruction]", instruction)
        add(page, f"{name}-parts", "pick")
        page.fill(f"[name={name}-parts-0-value-text]", instruction.removeprefix("Bấm nút "))
    # The first screen gets a second button that leads astray, the second one leads back.
    add(page, "screens-0-value-parts", "pick")
    page.fill("[name=screens-0-value-parts-1-value-text]", "Nút khác")
    leads(page, "screens-0-value-parts-1-value", "2. Lạc đường")
    leads(page, "screens-1-value-parts-0-value", "1. Mở ứng dụng")
    leads(page, "screens-0-value-parts-0-value", "3. Xong việc")
    page.click("footer [data-w-dropdown-target=toggle]")
    page.click("[name=action-publish]")
    expect(page.locator(".messages .success")).to_be_visible()
    page.locator("main a", has_text="Tập mở ứng dụng").first.click()
    expect(screen_choice(page, "screens-0-value-parts-1-value").locator("option:checked")).to_have_text("2. Lạc đường")
    page.click("[data-side-panel-toggle=preview]")
    frame = page.frame_locator("[data-w-preview-target=iframe]").last
    expect(frame.locator(".drawn")).to_have_count(3)
    assert frame.locator("html").evaluate("root => root.clientWidth") == 360
    plays(phone, frame.locator("[data-rehearsal]").get_attribute("data-rehearsal"))


def add(page, stream, icon=""):
    """Something at the end of a stream; where there is only one kind, it comes at once."""
    button = page.locator(f"[name={stream}-count]").locator("xpath=..").locator(".c-sf-add-button").last
    button.click()
    if icon:
        option = page.locator(f"[role=option]:has(use[href='#icon-{icon}'])").first
        try:
            option.wait_for(timeout=3000)
        except TimeoutError:  # what was added before took the focus, and the click went beside
            button.click()
        option.click()


def screen_choice(page, tap):
    return page.locator(f"[name={tap}-screen]").locator("xpath=preceding-sibling::select")


def leads(page, tap, screen):
    expect(screen_choice(page, tap)).to_be_hidden()
    page.select_option(f"[name={tap}-does]", "to")
    choice = screen_choice(page, tap)
    choice.focus()
    choice.select_option(label=screen)


def plays(phone, key):
    phone.goto(f"/learning/rehearsals/{key}/")
    phone.tap("[data-mode=help]")
    for name, count in (("Nút khác", "2"), ("Quay lại", "3"), ("Mở", "4")):
        phone.get_by_role("button", name=name, exact=True).tap()
        expect(phone.locator("[data-count]")).to_have_text(count)
    phone.get_by_role("button", name="Xong", exact=True).tap()
    expect(phone.locator("[data-end]")).to_be_visible()
