"""A lesson read aloud: by the voice of the phone, by what a trainer recorded, and not at all without either."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from tests.journeys.people import TRAINER
from tests.journeys.resident import CONTENTS, LESSONS, QUIZ, finish_step

LISTEN, LABEL, SPEED = "[data-listen-toggle]", "[data-listen-label]", "[data-listen-speed]"
# A voice that says each sentence in 80 ms, or never ends while `window.isHeld`; it comes late, as on many phones.
VOICE = """
  window.said = []
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
  const voices = []
  const speech = new EventTarget()
  Object.assign(speech, {
    getVoices: () => voices,
    cancel() { clearTimeout(this.timer) },
    speak(utterance) {
      said.push({ text: utterance.text, rate: utterance.rate })
      this.timer = setTimeout(() => utterance.onend(), window.isHeld ? 1e8 : 80)
    },
  })
  Object.defineProperty(window, "speechSynthesis", { value: speech })
  addEventListener("load", () => setTimeout(() => {
    voices.push({ lang: "LANG", localService: true, name: "Lan" })
    speech.dispatchEvent(new Event("voiceschanged"))
  }, 50))
"""
# A tone instead of a microphone: a real recording, without a person.
MICROPHONE = """
  navigator.mediaDevices.getUserMedia = async () => {
    const sound = new AudioContext()
    const tone = sound.createOscillator()
    const end = sound.createMediaStreamDestination()
    tone.connect(end)
    tone.start()
    return end.stream
  }
"""


@pytest.fixture
def voiced(phone):
    phone.add_init_script(VOICE.replace("LANG", "vi_VN"))
    return phone


def said(page):
    return [one["text"] for one in page.evaluate("said")]


def test_every_step_is_read_as_it_is_shown(voiced):
    voiced.goto(LESSONS[0])
    for number in range(1, voiced.locator("[data-step]").count() + 1):
        voiced.goto(f"{LESSONS[0]}#step-{number}")
        before = voiced.locator(f"#step-{number}").inner_html()
        voiced.evaluate("said.length = 0")
        voiced.click(LISTEN)
        expect(voiced.locator("header.bar")).not_to_have_class(re.compile("listening"), timeout=20_000)
        spoken = re.sub(r"\s+", "", "".join(said(voiced)))
        passages = voiced.locator(f"#step-{number} [data-read]")
        lengths = [int(n) for n in " ".join(passages.evaluate_all("all => all.map(one => one.dataset.read)")).split()]
        assert (len(said(voiced)), len(spoken)) == (len(lengths), sum(lengths))
        assert voiced.locator(f"#step-{number}").inner_html() == before


def test_the_sentence_being_read_is_marked(voiced):
    voiced.goto(LESSONS[0])
    voiced.evaluate("window.isHeld = true")
    voiced.click(LISTEN)
    expect(voiced.locator("mark.reading")).to_have_text(voiced.locator("#step-1-title").text_content())
    expect(voiced.locator(LABEL)).to_have_text(voiced.locator(LISTEN).get_attribute("data-pause-words"))


def test_a_pause_goes_on_at_the_same_sentence(voiced):
    voiced.goto(LESSONS[0])
    voiced.evaluate("window.isHeld = true")
    for _press in range(3):
        voiced.click(LISTEN)
    assert len(said(voiced)) == 2
    assert len(set(said(voiced))) == 1


def test_another_step_ends_the_reading(voiced):
    voiced.goto(LESSONS[0])
    voiced.evaluate("window.isHeld = true")
    voiced.click(LISTEN)
    finish_step(voiced, 1)
    expect(voiced.locator("mark.reading")).to_have_count(0)
    expect(voiced.locator(LABEL)).to_have_text(voiced.locator(LISTEN).get_attribute("data-listen-words"))
    voiced.click(LISTEN)
    assert said(voiced)[-1] == voiced.locator("#step-2-title").text_content()


def test_the_speed_is_remembered(voiced):
    voiced.goto(LESSONS[0])
    voiced.evaluate("window.isHeld = true")
    voiced.click(LISTEN)
    voiced.click(SPEED)
    voiced.goto(LESSONS[1])
    voiced.click(LISTEN)
    assert voiced.evaluate("said[0].rate") == 1.25


def test_a_quiz_is_read_question_by_question(voiced):
    voiced.goto(QUIZ)
    voiced.evaluate("window.isHeld = true")
    voiced.click(LISTEN)
    assert voiced.locator("[data-question]:visible legend").text_content().startswith(said(voiced)[0])


def test_the_keyboard_is_enough(voiced):
    voiced.goto(LESSONS[0])
    voiced.evaluate("window.isHeld = true")
    expect(voiced.locator(LISTEN)).to_be_visible()
    voiced.locator(LISTEN).focus()
    voiced.keyboard.press("Enter")
    expect(voiced.locator("mark.reading")).to_have_count(1)
    voiced.keyboard.press("Space")
    assert len(said(voiced)) == 1


@pytest.mark.parametrize("language", [None, "en-US"])
def test_without_a_voice_for_the_language_there_is_no_button(phone, language):
    if language:
        phone.add_init_script(VOICE.replace("LANG", language))
    phone.goto(LESSONS[0])
    phone.wait_for_timeout(300)
    expect(phone.locator(LISTEN)).to_be_hidden()


def test_without_javascript_there_is_no_button(open_page):
    page = open_page(java_script_enabled=False)
    page.goto(LESSONS[0])
    expect(page.locator(LISTEN)).to_be_hidden()


@pytest.fixture
def recorded(sign_in):
    """A trainer has recorded the first words of the first lesson."""
    desk = sign_in(TRAINER)
    desk.add_init_script(MICROPHONE)
    desk.goto("/admin/sound/")
    desk.get_by_role("link", name=CONTENTS["lessons"][0]["title"]["vi"]).click()
    record = desk.locator("[data-record]").nth(0)
    record.click()
    desk.wait_for_timeout(700)
    with desk.expect_navigation():
        record.click()
    expect(desk.locator("[data-passage] audio")).to_have_count(1)


def test_what_a_trainer_records_is_heard_by_residents(recorded, open_page):
    phone = open_page("phone")
    phone.goto(LESSONS[0])
    phone.click(LISTEN)
    expect(phone.locator("mark.reading")).to_have_text(phone.locator("#step-1-title").text_content())
    expect(phone.locator("mark.reading")).to_have_count(0, timeout=5000)  # heard to its end
    expect(phone.locator(LABEL)).to_have_text(phone.locator(LISTEN).get_attribute("data-listen-words"))


def test_sound_that_is_gone_is_said_calmly(recorded, open_page, site):
    phone = open_page("phone")
    phone.watch.expect("404|sound/")
    shutil.rmtree(next(site.home.rglob("sound")))
    phone.goto(LESSONS[0])
    phone.click(LISTEN)
    status = phone.locator("[data-listen-status]")
    expect(status).to_have_text(status.get_attribute("data-failed"))
