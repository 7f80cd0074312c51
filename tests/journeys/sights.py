"""Every kind of page a person can stand before, and how to get there: for axe, and for tools/look.py."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.journeys import resident
from tests.journeys.people import (
    ADMINISTRATOR,
    COMMUNE,
    ENGLISH_ADMINISTRATOR,
    ENGLISH_TRAINER,
    PASSWORD,
    PROVINCE,
    QUIET,
    TRAINER,
)
from tests.journeys.resident import CLAIM, CONTENTS, LESSONS, QUIZ, key
from tests.journeys.teaching import code_of_class, make_class

LANGUAGES = {"vi": "", "en": "/en"}
NOBODY, BEGUN, DONE, HOLDER = "nobody", "begun", "done", "holder"
# A phone of two people with secrets, and a computer that many use.
FAMILY, PUBLIC = "family", "public"


@dataclass(frozen=True)
class Sight:
    """`who` is a persona of a resident, or the e-mail address of one of the staff."""

    name: str
    who: str
    reach: Callable  # (page, language)

    def __str__(self):
        return self.name


def at(address, then=None):
    """Stands at an address, in a language; what is to be done there comes after."""

    def reach(page, language):
        page.goto(LANGUAGES[language] + address)
        if then:
            then(page)

    return reach


def of_course(*lesson, step=1, then=None):
    """The course page, or one of its lessons at a step."""

    def reach(page, language):
        slugs = [CONTENTS["slug"][language], *(CONTENTS["lessons"][number]["slug"][language] for number in lesson)]
        page.goto(f"{LANGUAGES[language]}/{'/'.join(slugs)}/{f'#step-{step}' if lesson else ''}")
        if then:
            then(page)

    return reach


def translated(address):
    """A page whose address differs by language, named by its Vietnamese one."""

    def reach(page, language):
        page.goto(address)
        if language != "vi":
            page.click(f"a[hreflang={language}]")

    return reach


def claim_done(page):
    """Says so; who did before is not asked again."""
    if page.locator("form[action$='/say/']").count():
        page.click("form[action$='/say/'] button")
        page.wait_for_load_state()


def show_all_steps(page):
    page.evaluate("document.querySelectorAll('[data-step]').forEach(step => { step.hidden = false })")


def answer_check(is_right):
    def answer(page):
        check = page.locator("#step-3 [data-check]")
        check.locator(f"input[data-right='{'1' if is_right else ''}']").first.check()
        check.locator("button").click()

    return answer


def find_places(typed):
    return lambda page: resident.look_up(page, typed)


def send_empty(page):
    page.click(resident.GET_CERTIFICATE)
    page.wait_for_selector("#id_consent_error")


def open_details(page):
    page.evaluate("document.querySelectorAll('main details').forEach(details => { details.open = true })")


def press(selector, then=None):
    """Touches what leads to the page that is meant."""

    def press(page):
        with page.expect_navigation():
            page.click(selector)
        if then:
            then(page)

    return press


def send_with(selector, typed):
    """Fills this field of a form, and the required ones beside it, and sends it."""

    def send(page):
        for field in page.locator(f"main form:has({selector}) [required]:not([type=checkbox])").all():
            field.fill(typed)
        press(f"main form:has({selector}) button.button")(page)

    return send


def ask_for_code(page):
    """By a number that nobody else asks for, for a number is sent only a few."""
    send_with("#address", f"09{uuid.uuid4().int % 10**8:08d}")(page)


def keep_course(page):
    page.click("[data-keep-button]")
    page.wait_for_selector("[data-keep][data-state=kept]")


def keep_card(state):
    """The card as it is when the worker says so, in the middle of its work."""
    news = {"state": state, "done": 12, "count": 31, "bytes": 21_000, "of": 68_000}

    def show(page):
        page.wait_for_selector("[data-keep]:not([hidden])")
        page.evaluate(HEAR, news)
        page.wait_for_selector(f"[data-keep][data-state={state}]")

    return show


HEAR = """news => navigator.serviceWorker.dispatchEvent(new MessageEvent("message", {
    data: { ...news, address: document.querySelector("[data-keep]").dataset.keep } }))"""


def show_hints(page):
    """What only some browsers are shown: the way out of a chat, and the offer to install the site."""
    page.evaluate("document.querySelectorAll('[data-in-app], [data-install]').forEach(hint => { hint.hidden = false })")


def without_network(page, language):
    """On a phone that keeps a course, after which the network went away."""
    of_course(then=keep_course)(page, language)
    page.goto(LANGUAGES[language] + "/offline/")
    page.wait_for_selector("[data-kept-list] a")


def in_desk(address, then=None, english=ENGLISH_TRAINER):
    """In Wagtail's rooms, where everybody reads the language once chosen: `english` is who chose that."""

    def reach(page, language):
        if language == "en":
            page.context.clear_cookies()
            sign_in(english)(page)
        page.goto(address)
        if then:
            then(page)

    return reach


def look_at_file(page):
    """A file that a phone saved, before it is brought in."""
    phone = page.context.browser.new_context(base_url=page.url.split("/admin")[0]).new_page()
    phone.kept = {}
    something_waits(phone, "vi")
    saved = phone.locator("[data-text]").input_value()
    phone.context.close()
    page.set_input_files("[name=file]", {"name": "a.json", "mimeType": "application/json", "buffer": saved.encode()})
    press("main form button.button")(page)


def open_own(part):
    """What has an address of its own: the last attempt or the certificate of this persona."""
    return lambda page, language: page.goto(LANGUAGES[language] + page.kept[part])


def check_certificate(page, language):
    page.goto(f"{LANGUAGES[language]}/c/{page.kept['code']}/")


def something_waits(page, language):
    """A phone whose line is nearly dead: the pages come, but nothing that is sent arrives."""
    page.route("**/events/", lambda route: route.fulfill(status=503))
    page.goto(LESSONS[0])
    resident.finish_step(page, 1)
    page.wait_for_timeout(500)
    page.goto(f"{LANGUAGES[language]}/waiting/")
    page.evaluate(REFUSE_ONE)
    page.reload()
    page.wait_for_selector("[data-file-card]:not([hidden])")
    page.click("main summary")


# As if the site had not known what one of them was about, and somebody else had learnt here.
REFUSE_ONE = """() => new Promise(resolve => { indexedDB.open("learning").onsuccess = ({ target }) => {
    const stores = target.result.transaction(["events", "refused"], "readwrite")
    stores.objectStore("events").getAll().onsuccess = ({ target: { result: [event] } }) => {
        stores.objectStore("refused").put({ ...event, id: crypto.randomUUID(), reason: "unknown" })
        stores.objectStore("events").put({ ...event, id: crypto.randomUUID(), by: crypto.randomUUID() })
    }
    stores.oncomplete = () => { target.result.close(); resolve() } } })"""


def in_rehearsal(name, mode=None, screens=0, then=None):
    """A rehearsal played so many screens far, in this mode."""

    def reach(page, language):
        page.goto(LANGUAGES[language] + resident.rehearsal_address(name))
        if mode:
            page.click(f"[data-mode={mode}]")
        for _screen in range(screens):
            resident.does_right(page)
        if then:
            then(page)

    return reach


def tap_wrong(times):
    def tap(page):
        for _time in range(times):
            page.locator("[data-does=wrong]:visible").first.click()

    return tap


def in_class(then=None):
    """From the square on the wall of a class that is going on."""

    def reach(page, language):
        page.goto("/classes/")
        trainers = page.context.browser.new_context(base_url=page.url.split("/classes")[0]).new_page()
        sign_in(TRAINER)(trainers)
        make_class(trainers)
        code = code_of_class(trainers)
        trainers.context.close()
        page.goto(f"{LANGUAGES[language]}/classes/{code}/")
        if then:
            then(page)

    return reach


def choose_two(page):
    for box in page.locator(".picks input").all()[:2]:
        box.check()
    press(".picks-done button")(page)


def bring_wrong_rows(page):
    """A unit that is not, a month that is not, a number that is none."""
    page.goto(f"{page.url}import/")
    rows = "code;indicator;from;until;value;source\n99;online-filing;01/01/2025;31/03/2025;93,55;X\n66;none;2025;;ten;X"
    page.fill("#pasted", rows)
    press("main form button.button")(page)


def of_first_rehearsal(page):
    """From the list of rehearsals to where screens come into the first one."""
    edit = page.locator("main .title a").first.get_attribute("href")
    page.goto(f"/admin/rehearsals/{edit.strip('/').split('/')[-1]}/bring-in/")


SIGHTS = [
    Sight("home", NOBODY, at("/")),
    Sight("home, begun", BEGUN, at("/")),
    Sight("course", NOBODY, of_course()),
    Sight("course, begun", BEGUN, of_course()),
    Sight("course, done", DONE, of_course()),
    Sight("home, hints", NOBODY, at("/", then=show_hints)),
    Sight("course, being kept", NOBODY, of_course(then=keep_card("loading"))),
    Sight("course, hardly any space", NOBODY, of_course(then=keep_card("full"))),
    Sight("course, network went away", NOBODY, of_course(then=keep_card("broken"))),
    Sight("course, kept", NOBODY, of_course(then=lambda page: (keep_course(page), open_details(page)))),
    Sight("share pack", NOBODY, at(f"/learning/courses/{key('vneid')}/share/")),
    Sight("no network", NOBODY, at("/offline/")),
    Sight("no network, a course kept", BEGUN, without_network),
    Sight("lesson, first step", NOBODY, of_course(0)),
    Sight("lesson, check wrong", NOBODY, of_course(0, step=3, then=answer_check(False))),
    Sight("lesson, check right", NOBODY, of_course(0, step=3, then=answer_check(True))),
    Sight("lesson, a word explained", NOBODY, of_course(0, then=lambda page: page.click(".term:visible"))),
    Sight("words explained", NOBODY, at("/learning/words/")),
    Sight("lesson, last step", NOBODY, of_course(0, step=5, then=open_details)),
    Sight("lesson, all blocks", NOBODY, of_course(2, then=show_all_steps)),
    Sight("lesson with a rehearsal", NOBODY, of_course(2, step=7)),
    Sight("rehearsal", NOBODY, in_rehearsal("activate-vneid", then=open_details)),
    Sight("rehearsal, first screen", NOBODY, in_rehearsal("activate-vneid", "help")),
    Sight("rehearsal, wrong once", NOBODY, in_rehearsal("activate-vneid", "help", 1, then=tap_wrong(1))),
    Sight("rehearsal, wrong twice", NOBODY, in_rehearsal("activate-vneid", "help", 1, then=tap_wrong(2))),
    Sight("rehearsal, fields", NOBODY, in_rehearsal("activate-vneid", "help", 2)),
    Sight("rehearsal, keypad", NOBODY, in_rehearsal("activate-vneid", "help", 4)),
    Sight("rehearsal, shown", NOBODY, in_rehearsal("activate-vneid", "show", 5)),
    Sight("rehearsal, alone", NOBODY, in_rehearsal("fake-police-call", "alone", 1, then=tap_wrong(1))),
    Sight("rehearsal, a link", NOBODY, in_rehearsal("fake-police-call", "help", 2)),
    Sight("rehearsal, done", NOBODY, in_rehearsal("refuse-otp", "alone", 5)),
    Sight("lesson done", BEGUN, at(f"/learning/lessons/{key('vneid', CONTENTS['lessons'][0]['key'])}/done/")),
    Sight("all lessons done", DONE, at(f"/learning/lessons/{key('vneid', CONTENTS['lessons'][3]['key'])}/done/")),
    Sight("learning, nothing yet", NOBODY, at("/learning/")),
    Sight("learning, begun", BEGUN, at("/learning/")),
    Sight("learning, done", DONE, at("/learning/")),
    Sight("quiz", NOBODY, at(QUIZ)),
    Sight("quiz, no answer", NOBODY, at(QUIZ, then=lambda page: page.click("[data-next]"))),
    Sight("attempt failed", BEGUN, open_own("attempt")),
    Sight("attempt passed", DONE, open_own("attempt")),
    Sight("claim, not yet", BEGUN, at(CLAIM)),
    Sight("claim", DONE, at(CLAIM)),
    Sight("claim, with errors", DONE, at(CLAIM, then=send_empty)),
    Sight("claim, place found", DONE, at(CLAIM, then=find_places("hoa dong"))),
    Sight("claim, divided commune", DONE, at(CLAIM, then=find_places("hoa binh 1"))),
    Sight("claim, province", DONE, at(CLAIM, then=find_places("phu yen"))),
    Sight("certificate", HOLDER, open_own("certificate")),
    Sight("my certificates", HOLDER, at("/certificates/mine/")),
    Sight("my certificates, none", NOBODY, at("/certificates/mine/")),
    Sight("people, nobody", NOBODY, at("/people/")),
    Sight("people", HOLDER, at("/people/")),
    Sight("my name and secret", HOLDER, at("/people/me/")),
    Sight("my secret, digits", FAMILY, at("/people/me/")),
    Sight("my secret, three pictures", BEGUN, at("/people/me/", then=press("button[name=kind][value=pictures]"))),
    Sight("secret asked, pictures", FAMILY, open_own("pictures")),
    Sight("secret asked, digits", FAMILY, open_own("digits")),
    Sight("forget me here", BEGUN, at("/people/me/", then=press("form[action$='/leave/'] button"))),
    Sight("people, family", FAMILY, at("/people/")),
    Sight("people, public computer", PUBLIC, at("/people/")),
    Sight("lesson, public computer", PUBLIC, of_course(0)),
    Sight("resume code", NOBODY, at("/people/resume/")),
    Sight("resume code, wrong", NOBODY, at("/people/resume/", then=send_with("#digits", "hm"))),
    Sight("resume code, made", BEGUN, at("/people/me/", then=press("form[action$='/code/'] button"))),
    Sight("account", NOBODY, at("/people/account/")),
    Sight("account, wrong number", NOBODY, at("/people/account/", then=send_with("#address", "12"))),
    Sight("account, code", NOBODY, at("/people/account/", then=ask_for_code)),
    Sight("about me", HOLDER, at("/people/about/")),
    Sight("data", HOLDER, at("/people/data/", then=open_details)),
    Sight("nothing waits", NOBODY, at("/waiting/")),
    Sight("something waits", NOBODY, something_waits),
    Sight("check form", NOBODY, at("/c/")),
    Sight("check result", HOLDER, check_certificate),
    Sight("check, unknown code", NOBODY, at("/c/K7P4M9QXA/")),
    Sight("for real", NOBODY, at(f"{resident.rehearsal_address('passcode-forgotten')}for-real/")),
    Sight(
        "for real, the commune",
        BEGUN,
        at(f"{resident.rehearsal_address('passcode-forgotten')}for-real/", then=claim_done),
    ),
    Sight("confirm what was done", COMMUNE, at("/learning/for-real/confirm/")),
    Sight("in a class", NOBODY, at("/classes/")),
    Sight("in a class, wrong code", NOBODY, at("/classes/", then=send_with("#code", "12"))),
    Sight("in a class, from the square", HOLDER, in_class()),
    Sight("in a class, noted", NOBODY, in_class(then=press("main form button"))),
    Sight("places", NOBODY, at("/communes/")),
    Sight("places, found", NOBODY, at("/communes/?q=phu+yen")),
    Sight("page of text", NOBODY, translated("/rieng-tu/")),
    Sight("rare blocks", NOBODY, at("/blocks/", then=open_details)),
    Sight("not found", NOBODY, at("/nowhere/")),
    Sight("sign-in", NOBODY, at("/accounts/login/")),
    Sight("password reset", NOBODY, at("/accounts/password/reset/")),
    Sight("country's figures", ADMINISTRATOR, at("/reports/")),
    Sight("province's figures", PROVINCE, at("/reports/")),
    Sight("commune's figures", COMMUNE, at("/reports/")),
    Sight("a course in a commune", COMMUNE, at("/reports/", then=press("main a[href*='/courses/']"))),
    Sight("a course in a province", PROVINCE, at("/reports/", then=press("main a[href*='/courses/']"))),
    Sight("classes of a commune", COMMUNE, at("/reports/", then=press("main a[href*='/classes/']"))),
    Sight("classes of a province", PROVINCE, at("/reports/", then=press("main a[href*='/classes/']"))),
    Sight("compared communes", PROVINCE, at("/reports/", then=press("main a[href$='/compare/']"))),
    Sight("compared communes, chosen", PROVINCE, at("/reports/", press("main a[href$='/compare/']", choose_two))),
    Sight("evidence", PROVINCE, at("/reports/", press("main a[href$='/evidence/']"))),
    Sight("hamlets", COMMUNE, at("/reports/", press("main a[href$='/hamlets/']", open_details))),
    Sight("state of what is learnt", COMMUNE, at("/reports/", then=press("main a[href$='/content/']"))),
    Sight("adults of a province", PROVINCE, at("/reports/", lambda page: page.click("main a[href*='/population/']"))),
    Sight("targets of a commune", COMMUNE, at("/reports/", lambda page: page.click("main a[href*='/targets/']"))),
    Sight("official indicators", PROVINCE, at("/reports/", lambda page: page.click("main a[href*='/indicators/']"))),
    Sight("indicators, wrong rows", PROVINCE, at("/reports/", press("main a[href$='/indicators/']", bring_wrong_rows))),
    Sight("no figures yet", QUIET, at("/reports/")),
    Sight("committee page", COMMUNE, at("/reports/", then=press("a[href$='/committee/']"))),
    Sight("committee page, by number", COMMUNE, at("/reports/snapshots/")),
    Sight("committee page, unknown number", COMMUNE, at("/reports/snapshots/?number=BC-22276-202610-AAAA")),
    Sight("open data", NOBODY, at("/open-data/")),
    Sight("read API", NOBODY, at("/open-data/api/")),
]
REHEARSALS = "/admin/snippets/courses/rehearsal/"
LAST_CLASS = ".classes section:last-of-type tr:last-child th a"
IN_USE = f"/admin/questions/?quiz={key('vneid-quiz')}"
# Wagtail's rooms with our furniture: looked at in pictures.
DESKS = [
    Sight("desk, a phone's file", TRAINER, in_desk("/admin/phone-files/")),
    Sight("desk, a phone's file looked at", TRAINER, in_desk("/admin/phone-files/", then=look_at_file)),
    Sight("desk, files brought in", TRAINER, in_desk("/admin/phone-files/all/")),
    Sight("desk, results of classes", TRAINER, in_desk("/admin/own-classes/")),
    Sight("desk, results of a class", TRAINER, in_desk("/admin/own-classes/", then=press(".item-table tbody a"))),
    Sight("desk, questions in use", TRAINER, in_desk(IN_USE)),
    Sight("desk, questions of a group", TRAINER, in_desk(f"{IN_USE}&group=kind-phường&sort=difficulty")),
    Sight("desk, a question in use", TRAINER, in_desk(IN_USE, then=press(".item-table tbody a"))),
    Sight("desk, answers to read", TRAINER, in_desk("/admin/answers/")),
    Sight("desk, freshness", TRAINER, in_desk("/admin/freshness/")),
    Sight("desk, freshness, asked once more", TRAINER, in_desk("/admin/freshness/", then=press(".fresh-doors a"))),
    Sight("desk, confirm what was done", TRAINER, in_desk("/admin/done-for-real/")),
    Sight("desk, classes", TRAINER, in_desk("/admin/classes/")),
    Sight("desk, a new class", TRAINER, in_desk("/admin/classes/new/")),
    Sight(
        "desk, a class going on",
        TRAINER,
        in_desk("/admin/classes/", then=lambda page: (make_class(page), send_with("#q", "a")(page))),
    ),
    Sight("desk, a class that was", TRAINER, in_desk("/admin/classes/", then=press(LAST_CLASS))),
    Sight(
        "desk, a class to cancel",
        TRAINER,
        in_desk("/admin/classes/", then=press(LAST_CLASS, then=press("a.no"))),
    ),
    Sight("desk, ask again", TRAINER, in_desk("/admin/ask-again/")),
    Sight("desk, audit log", ADMINISTRATOR, in_desk("/admin/audit/", english=ENGLISH_ADMINISTRATOR)),
    Sight("desk, API keys", ADMINISTRATOR, in_desk("/admin/api-keys/", english=ENGLISH_ADMINISTRATOR)),
    Sight("desk, questions to bring in", TRAINER, in_desk("/admin/questions/import/")),
    Sight("desk, screens from where", TRAINER, in_desk(REHEARSALS, then=of_first_rehearsal)),
    Sight(
        "desk, screens to bring in",
        TRAINER,
        in_desk(REHEARSALS, then=lambda page: (of_first_rehearsal(page), press("main table a")(page))),
    ),
    Sight("desk, sound", TRAINER, in_desk("/admin/sound/")),
    Sight("desk, before it goes live", TRAINER, in_desk("/admin/gates/")),
    Sight("desk, a lesson and its gates", TRAINER, in_desk("/admin/gates/", then=press("main table a"))),
    Sight("desk, sound of a lesson", TRAINER, in_desk("/admin/sound/", then=press("main table a"))),
]
# Answers that are errors on purpose, as the browser names them.
EXPECTED_ERRORS = {
    "claim, with errors": "422",
    "check, unknown code": "404",
    "not found": "404",
    "committee page, unknown number": "404",
    "indicators, wrong rows": "422",
    "something waits": "503",
    "resume code, wrong": "422",
    "account, wrong number": "422",
    "in a class, wrong code": "422",
}


def settle(page, sight):
    """Waits until the page shows what the phone knows of a learner; of others it knows nothing."""
    page.wait_for_load_state("networkidle" if sight.who in GETTING_THERE.keys() - {NOBODY} else "load")


class Personas:
    """Browser states of people who have got somewhere, each brought there once."""

    def __init__(self, browser, url):
        self.browser, self.url, self.known = browser, url, {}

    def new_page(self, who, **options):
        """A page in the hands of this persona; `kept` has the addresses of what is the persona's own."""
        if who not in self.known:
            self.known[who] = self.meet(who)
        state, kept = self.known[who]
        page = self.browser.new_context(base_url=self.url, storage_state=state, **options).new_page()
        page.kept = kept
        return page

    def meet(self, who):
        context = self.browser.new_context(base_url=self.url, locale="vi-VN")
        page = context.new_page()
        page.goto("/c/")
        kept = GETTING_THERE.get(who, sign_in(who))(page)
        state = context.storage_state()
        context.close()
        return state, kept


def begin(page):
    """A lesson and a step of the next read, and the quiz tried too early."""
    resident.read_lesson(page, resident.LESSONS[0])
    page.goto(resident.LESSONS[1])
    resident.finish_step(page, 1)
    resident.wait_until_sent(page)
    return {"attempt": path(resident.has_taken_quiz(page, is_right=False))}


def finish(page):
    resident.has_read_all_lessons(page)
    return {"attempt": path(resident.has_taken_quiz(page))}


def earn(page):
    """A certificate; and somebody else of the house has been learning on the phone."""
    resident.has_read_all_lessons(page)
    resident.send(page, "/people/another/", "")
    resident.has_completed_course(page)
    resident.claim(page)
    page.wait_for_url("**/certificates/mine/**")
    code = page.locator("details a[href*='/c/']").get_attribute("href").strip("/").split("/")[-1]
    return {"certificate": path(page.url), "code": code}


def gather(page):
    """Two people with names, pictures and secrets; the second one holds the phone."""
    doors = {}
    for name, picture, kind, secret in PEOPLE:
        page.context.clear_cookies(name="learner")
        resident.send(page, "/people/another/", "")
        begin_under(page, name, picture)
        person = page.locator("[name=person]").first.input_value()
        resident.send(page, "/people/secret/", urlencode({"person": person, "kind": kind} | secret), **FORM)
        doors[kind] = f"/people/choose/{person}/"
    return doors


PEOPLE = [
    ("Bảo", "hen", "pictures", {"chosen": "boat hen", "picture": "sun"}),
    ("Bà Lan", "lotus", "digits", {"digits": "1945"}),
]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def begin_under(page, name, picture):
    page.goto("/people/me/")
    page.fill("#name", name)
    page.check(f"[name=picture][value={picture}]", force=True)
    press("form:has(#name) button.button")(page)
    page.goto("/people/me/")


def share(page):
    """Somebody learns at a computer of many."""
    begin_under(page, "Lan", "boat")
    resident.send(page, "/people/public/", "public=yes", **FORM)
    return {}


def sign_in(email):
    def sign_in(page):
        page.goto("/accounts/login/")
        page.fill("[name=login]", email)
        page.fill("[name=password]", PASSWORD)
        page.click("main [type=submit]")
        page.wait_for_url(lambda address: "login" not in address)
        return {}

    return sign_in


GETTING_THERE = {
    NOBODY: lambda page: {},
    BEGUN: begin,
    DONE: finish,
    HOLDER: earn,
    FAMILY: gather,
    PUBLIC: share,
}


def path(address):
    return "/" + address.split("/", 3)[3].partition("#")[0]
