// A quiz one question at a time. The answers given stay on the phone; sent, now or later, they are one attempt with one key.

import { given, prepare, putBack } from "./answering.js"
import { identity, meta, newKey, record, rows, setMeta } from "./learner.js"

const SENDING_MS = 5000
const form = document.querySelector("[data-quiz]")
const questions = [...form.querySelectorAll("[data-question]")]
const [place, track, missing, next, back, submit] = ["place", "quiz-progress", "missing", "next", "back", "submit"].map(name => form.querySelector(`[data-${name}]`))
const { quiz, locale, attempt } = form.dataset
let [learner, draft, key, current, isBusy] = ["", "", null, 0, false]

form.classList.add("one-at-a-time")
place.hidden = track.hidden = false
questions.forEach(question => { question.querySelector("[data-number]").hidden = true })
questions.forEach(prepare)
showOpen()
begin()

async function begin() {
  learner = (await identity()).learner
  draft = `draft ${quiz} ${learner}`
  await restore()
  showOpen()
  next.addEventListener("click", () => isAnswered(questions[current]) ? move(current + 1) : warn())
  back.addEventListener("click", () => move(current - 1))
  for (const touch of ["change", "input"]) form.addEventListener(touch, keep)
  form.addEventListener("submit", event => { event.preventDefault(); finish() })
  addEventListener("outbox", offerResult)
  if ((await rows("events")).some(event => event.object_key === quiz)) tell("waiting")
}

/** The first question; after a refusal the first one that lacks an answer. */
function showOpen() {
  const open = questions.findIndex(question => !isAnswered(question))
  show(document.querySelector("[role=alert]:not([hidden])") && open >= 0 ? open : 0)
}

function isAnswered(question) {
  return given(question).length > 0
}

function warn() {
  missing.hidden = false
}

function move(to) {
  show(to)
  scrollTo(0, 0)
  questions[to].focus({ preventScroll: true })
}

function show(number) {
  current = number
  const isLast = number === questions.length - 1
  questions.forEach((question, index) => { question.hidden = index !== number })
  missing.hidden = true
  next.hidden = isLast
  submit.hidden = !isLast
  back.hidden = number === 0
  track.value = number
  place.textContent = place.dataset.words.replace("{i}", number + 1).replace("{n}", questions.length)
}

/** Answers survive a reload until they are sent. Changed ones are another attempt, also where the browser went back to a sent form. */
function keep() {
  missing.hidden = true
  key = newKey()
  setMeta(draft, { key, answers: answers() })
}

async function restore() {
  const kept = await meta(draft)
  if (!kept) return
  key = kept.key
  questions.forEach(question => putBack(question, kept.answers?.[question.dataset.question] ?? []))
}

async function finish() {
  const open = questions.findIndex(question => !isAnswered(question))
  if (open >= 0 || isBusy) return open >= 0 && (show(open), warn())
  isBusy = true
  key ??= newKey()
  const { isKept, sent } = await record([{ id: key, verb: "completed", object_type: "quiz", object_key: quiz, locale, data: { answers: answers() } }])
  setMeta(draft)
  tell(isKept ? "waiting" : "full")
  form.hidden = isKept
  sent.then(isSent => isSent && showResult())
  await Promise.race([sent, new Promise(resolve => setTimeout(resolve, SENDING_MS))])
  isBusy = false
}

function answers() {
  return Object.fromEntries(questions.map(question => [question.dataset.question, given(question)]))
}

const resultOf = id => attempt.replace(/[0-9a-f-]{36}/, id)

async function showResult() {
  await setMeta(`marked ${learner}`)
  location.href = resultOf(key)
}

/** Sent after a while: nobody is taken away from what they are reading. */
async function offerResult() {
  const id = await meta(`marked ${learner}`)
  if (isBusy || !id) return
  document.querySelector("[data-result]").href = resultOf(id)
  tell("marked")
}

function tell(what) {
  document.querySelectorAll("[data-sent-later]").forEach(note => { note.hidden = note.dataset.sentLater !== what })
}
