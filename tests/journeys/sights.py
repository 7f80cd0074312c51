"""Every kind of page a person can stand before, and how to get there: for axe, and for tools/look.py."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.journeys import resident
from tests.journeys.people import ADMINISTRATOR, COMMUNE, PASSWORD, PROVINCE, QUIET
from tests.journeys.resident import CLAIM, CONTENTS, LESSONS, QUIZ, key

LANGUAGES = {"vi": "", "en": "/en"}
NOBODY, BEGUN, DONE, HOLDER = "nobody", "begun", "done", "holder"


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
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")


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


SIGHTS = [
    Sight("home", NOBODY, at("/")),
    Sight("home, begun", BEGUN, at("/")),
    Sight("course", NOBODY, of_course()),
    Sight("course, begun", BEGUN, of_course()),
    Sight("course, done", DONE, of_course()),
    Sight("lesson, first step", NOBODY, of_course(0)),
    Sight("lesson, check wrong", NOBODY, of_course(0, step=3, then=answer_check(False))),
    Sight("lesson, check right", NOBODY, of_course(0, step=3, then=answer_check(True))),
    Sight("lesson, last step", NOBODY, of_course(0, step=5, then=open_details)),
    Sight("lesson, all blocks", NOBODY, of_course(2, then=show_all_steps)),
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
    Sight("resume code", NOBODY, at("/people/resume/")),
    Sight("data", HOLDER, at("/people/data/", then=open_details)),
    Sight("nothing waits", NOBODY, at("/waiting/")),
    Sight("something waits", NOBODY, something_waits),
    Sight("check form", NOBODY, at("/c/")),
    Sight("check result", HOLDER, check_certificate),
    Sight("check, unknown code", NOBODY, at("/c/K7P4M9QXA/")),
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
    Sight("no figures yet", QUIET, at("/reports/")),
]
# Answers that are errors on purpose, as the browser names them.
EXPECTED_ERRORS = {
    "claim, with errors": "422",
    "check, unknown code": "404",
    "not found": "404",
    "something waits": "503",
}


def settle(page, sight):
    """Waits until the page shows what it knows of the person; of nobody it knows nothing."""
    page.wait_for_load_state("load" if sight.who == NOBODY else "networkidle")


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
        kept = {NOBODY: lambda page: {}, BEGUN: begin, DONE: finish, HOLDER: earn}.get(who, sign_in(who))(page)
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


def sign_in(email):
    def sign_in(page):
        page.goto("/accounts/login/")
        page.fill("[name=login]", email)
        page.fill("[name=password]", PASSWORD)
        page.click("main [type=submit]")
        page.wait_for_url(lambda address: "login" not in address)
        return {}

    return sign_in


def path(address):
    return "/" + address.split("/", 3)[3].partition("#")[0]
