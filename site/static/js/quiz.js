// A quiz one question at a time. The answers given stay on the phone; sent, now or later, they are one attempt with one key.

import { given, prepare, putBack } from "./answering.js"
import { countDown } from "./countdown.js"
import { drawn } from "./drawing.js"
import { identity, meta, newKey, record, rows, setMeta } from "./learner.js"

const SENDING_MS = 5000
const CODE_MS = 4000
const ROOM = 5000 // characters
const form = document.querySelector("[data-quiz]")
const all = [...form.querySelectorAll("[data-question]")]
const [place, track, missing, next, back, submit] = ["place", "quiz-progress", "missing", "next", "back", "submit"].map(name => form.querySelector(`[data-${name}]`))
const [card, begin, code, noCode, wrongCode] = ["begin-card", "begin", "code", "no-code", "wrong-code"].map(name => form.querySelector(`[data-${name}]`))
const [usedUp, rest] = ["used-up", "rest"].map(name => document.querySelector(`[data-${name}]`))
const { quiz, locale, attempt, version, slots, minutes } = form.dataset
const isOnOnePage = "onePage" in form.dataset
let [questions, learner, draft, key, current, isBusy, stopClock] = [all, "", "", null, 0, false, () => {}]
let sitting = { seed: newKey(), began: null, times: {} }
let seenSince = null
let turns = [] // when this phone sent what counts, as far as it can know

form.classList.add("one-at-a-time")
all.forEach(question => { question.querySelector("[data-number]").hidden = !isOnOnePage })
all.forEach(prepare)
if (!slots && !card) open()
start()

async function start() {
  learner = (await identity()).learner
  draft = `draft ${quiz} ${learner}`
  const kept = await meta(draft)
  if (kept) sitting = { seed: kept.seed ?? sitting.seed, began: kept.began ?? null, times: kept.times ?? {} }
  if (slots) draw(drawn(JSON.parse(slots), sitting.seed, "shuffled" in form.dataset))
  if (kept) putAllBack(kept)
  if (card && !sitting.began) waitForBegin()
  else open()
  turns = await meta(`sent ${quiz} ${learner}`) ?? []
  tellTurns()
  next.addEventListener("click", () => isAnswered(questions[current]) ? move(current + 1) : warn())
  back.addEventListener("click", () => move(current - 1))
  for (const touch of ["change", "input"]) form.addEventListener(touch, keep)
  form.addEventListener("submit", event => { event.preventDefault(); finish() })
  document.addEventListener("visibilitychange", noteTime)
  addEventListener("outbox", offerResult)
  if ((await rows("events")).some(event => event.object_key === quiz)) tell("waiting")
}

/** Only what was drawn is asked, in its order. */
function draw(keys) {
  questions = keys.map(drawnKey => all.find(question => question.dataset.question === drawnKey)).filter(Boolean)
  all.forEach(question => { question.hidden = true; question.disabled = !questions.includes(question) })
  questions.forEach(question => missing.before(question))
  track.max = questions.length
}

/** A clock, or a code, waits until the person is ready. */
function waitForBegin() {
  all.forEach(question => { question.hidden = true })
  begin.hidden = false
  submit.hidden = true
  begin.addEventListener("click", async () => {
    const typed = code.value.replace(/\D/g, "")
    noCode.hidden = typed.length === 6 || !typed && !("supervised" in form.dataset)
    wrongCode.hidden = true
    if (!noCode.hidden) return code.focus()
    begin.disabled = true
    wrongCode.hidden = !typed || !await isWrong(typed)
    begin.disabled = false
    if (!wrongCode.hidden) return code.focus()
    open()
    keep()
  })
}

/** Whether the server says that a code opens nothing. Without network nobody can tell, and the person may begin. */
async function isWrong(typed) {
  const late = new Promise(resolve => setTimeout(resolve, CODE_MS))
  try {
    const answer = await Promise.race([fetch(form.dataset.codes, { method: "POST", body: new URLSearchParams({ code: typed }) }), late])
    return answer?.ok ? (await answer.json()).opens === false : false
  } catch { return false }
}

/** Before anybody sits in vain: all turns are used, or the rest is not over. The server judges; the phone only says. */
function tellTurns() {
  const again = nextTurn()
  if (usedUp) usedUp.hidden = turns.length < Number(usedUp.dataset.usedUp)
  if (!rest || again <= Date.now() || usedUp?.hidden === false) return
  rest.hidden = false
  rest.textContent = rest.dataset.words.replace("{time}", new Date(again).toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" }))
}

function nextTurn() {
  return turns.length ? turns[turns.length - 1] + Number(rest?.dataset.rest ?? 0) * 60_000 : 0
}

async function noteTurn() {
  if (Date.now() >= nextTurn()) await setMeta(`sent ${quiz} ${learner}`, [...turns, Date.now()])
}

function open() {
  sitting.began ??= Date.now()
  if (card) card.hidden = true
  place.hidden = track.hidden = isOnOnePage
  showOpen()
  stopClock()
  if (minutes) stopClock = countDown(form.querySelector("[data-clock]"), sitting.began + Number(minutes) * 60_000 * (1 + extra()), () => finish(true))
}

/** The last digit of a trainer's code tells of extra time, in quarters. */
function extra() {
  return Number(code?.value.replace(/\D/g, "")[5] ?? 0) / 4
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
  noteTime()
  current = number
  const isLast = isOnOnePage || number === questions.length - 1
  questions.forEach((question, index) => { question.hidden = !isOnOnePage && index !== number })
  missing.hidden = true
  next.hidden = isLast
  submit.hidden = !isLast
  back.hidden = isOnOnePage || number === 0
  track.value = number
  place.textContent = place.dataset.words.replace("{i}", number + 1).replace("{n}", questions.length)
}

/** How long each question was in sight, where one is shown at a time; a phone that lies in a pocket measures nothing. */
function noteTime() {
  const now = Date.now()
  const asked = questions[current]?.dataset.question
  if (seenSince && asked) sitting.times[asked] = (sitting.times[asked] ?? 0) + now - seenSince
  seenSince = isOnOnePage || document.hidden || !sitting.began ? null : now
}

/** Whole seconds; left out where the answers alone are so long that the server might refuse more. */
function times(data) {
  const rounded = Object.entries(sitting.times).map(([asked, ms]) => [asked, Math.min(3600, Math.round(ms / 1000))])
  return rounded.length && JSON.stringify(data).length < ROOM ? { times: Object.fromEntries(rounded) } : {}
}

/** Answers survive a reload until they are sent. Changed ones are another attempt, also where the browser went back to a sent form. */
function keep() {
  missing.hidden = true
  noteTime()
  key = newKey()
  setMeta(draft, { key, answers: answers(), code: code?.value, ...sitting })
}

function putAllBack(kept) {
  key = kept.key
  if (code && kept.code) code.value = kept.code
  questions.forEach(question => putBack(question, kept.answers?.[question.dataset.question] ?? []))
}

async function finish(isTimeUp = false) {
  const open = isTimeUp ? -1 : questions.findIndex(question => !isAnswered(question))
  if (open >= 0 || isBusy) return open >= 0 && (show(open), warn(), questions[open].focus())
  isBusy = true
  stopClock()
  noteTime()
  key ??= newKey()
  const seconds = Math.max(0, Math.round((Date.now() - sitting.began) / 1000))
  const data = { answers: answers(), seed: sitting.seed, version, seconds, ...(code?.value ? { code: code.value.replace(/\D/g, "") } : {}) }
  const { isKept, sent } = await record([{ id: key, verb: "completed", object_type: "quiz", object_key: quiz, locale, data: { ...data, ...times(data) } }])
  setMeta(draft)
  if (usedUp || rest) await noteTurn()
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
