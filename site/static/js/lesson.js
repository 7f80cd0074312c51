// A lesson one step at a time, its quick questions answered in place, and each step kept.

import { record, state } from "./learner.js"

const SENDING_MS = 3000
const root = document.querySelector("[data-steps]")
const steps = [...root.querySelectorAll("[data-step]")]
const track = document.querySelector("[data-steps-progress]")
const saved = document.querySelector("[data-saved]")
const done = document.querySelector("template[data-done]")
const { lesson, locale } = root.dataset
const busy = new Set()

root.classList.add("one-at-a-time")
track.hidden = false
show(numberInAddress() ?? 1, false)
steps.forEach((step, index) => step.querySelector(".step-done").addEventListener("submit", event => finish(event, step, index + 1)))
document.querySelectorAll("[data-check]").forEach(prepareCheck)
addEventListener("hashchange", () => show(numberInAddress() ?? 1))
addEventListener("outbox", ({ detail }) => saved.hidden || !detail.isAll || tell("sent"))
if (numberInAddress() === null) continueWhereLeft()

function numberInAddress() {
  const number = Number(location.hash.replace("#step-", ""))
  return Number.isInteger(number) && number >= 1 && number <= steps.length ? number : null
}

function show(number, isMoved = true) {
  steps.forEach((step, index) => { step.hidden = index + 1 !== number })
  track.value = number - 1
  if (!isMoved) return
  scrollTo(0, 0)
  steps[number - 1].focus({ preventScroll: true })
}

/** Someone who comes back goes on at the exact step. */
async function continueWhereLeft() {
  const known = await state(root.dataset.state)
  const own = Object.values(known?.courses ?? {}).map(course => course.lessons[lesson]).find(Boolean)
  if (own && !own.done && own.step > 1 && !location.hash) history.replaceState(null, "", `#step-${own.step}`), show(own.step)
}

async function finish(event, step, number) {
  event.preventDefault()
  if (busy.has(step)) return
  busy.add(step)
  const base = { object_type: "lesson", object_key: lesson, locale, data: { step: step.dataset.step }, here: here(number) }
  const isLast = number === steps.length
  const { sent } = await keep([{ ...base, verb: "progressed" }, ...(isLast ? [{ ...base, verb: "completed" }] : [])])
  track.value = number
  if (!isLast) location.hash = `step-${number + 1}`
  else if (await Promise.race([sent, new Promise(resolve => setTimeout(resolve, SENDING_MS))])) location.href = root.dataset.doneUrl
  else showDone()
  busy.delete(step)
}

/** Where this is, for the pages that show progress before the server knows of it. */
function here(step) {
  const next = done.content.querySelector("[data-next]")
  const { course, courseTitle, courseUrl, number, lessons } = root.dataset
  return { course, courseTitle, courseUrl, number, lessons, step, steps: steps.length, title: document.querySelector("h1").textContent, url: location.pathname, next: next && [next.getAttribute("href"), next.dataset.next] }
}

/** The end of a lesson without network: the same words, in place. */
function showDone() {
  root.replaceChildren(done.content)
  root.querySelector("h2").focus()
}

/** Keeps what happened and says where it is. */
async function keep(happened) {
  const kept = await record(happened)
  tell(kept.isKept ? "kept" : "full")
  kept.sent.then(isSent => isSent && tell("sent"))
  return kept
}

function tell(what) {
  saved.textContent = saved.dataset[what]
  saved.hidden = false
}

function prepareCheck(form) {
  const result = form.querySelector("[data-result]")
  const button = form.querySelector("button")
  const words = button.textContent
  form.addEventListener("submit", event => {
    event.preventDefault()
    const inputs = [...form.querySelectorAll("[name=choice]")]
    const chosen = inputs.filter(input => input.checked)
    if (!chosen.length) return say(result, "", result.dataset.empty)
    const isRight = inputs.every(input => input.checked === Boolean(input.dataset.right))
    inputs.forEach(input => mark(input, isRight))
    say(result, isRight ? "good" : "danger", isRight ? result.dataset.right : result.dataset.wrong, [...chosen.map(input => input.dataset.feedback), isRight ? result.dataset.explanation : ""])
    button.textContent = isRight ? words : result.dataset.again
    keep([{ verb: "answered", object_type: "question", object_key: form.dataset.check, locale, data: { choices: chosen.map(input => input.value) } }])
  })
}

function mark(input, isRight) {
  const choice = input.closest(".choice")
  choice.classList.toggle("right", input.checked && isRight)
  choice.classList.toggle("wrong", input.checked && !isRight)
}

function say(result, kind, heading, sentences = []) {
  result.className = `note ${kind}`
  const bold = document.createElement("b")
  bold.textContent = heading
  result.replaceChildren(bold, ...sentences.filter(Boolean).map(sentence => {
    const paragraph = document.createElement("p")
    paragraph.textContent = sentence
    return paragraph
  }))
  result.hidden = false
}
