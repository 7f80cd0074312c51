// A rehearsal, screen by screen: shown, with hints, or alone. What is typed stays in its field: it is compared there, and wiped out.

import { record } from "./learner.js"

const [READ_MS, LETTER_MS, FILLED_MS] = [2500, 50, 1500]
const one = (selector, root = document) => root.querySelector(selector)
const root = one("[data-rehearsal]")
const { rehearsal, locale } = root.dataset
const [intro, strip, coach, help, end, saved] = ["intro", "strip", "coach", "help", "end", "saved"].map(name => one(`[data-${name}]`))
const screens = [...root.querySelectorAll("[data-screen]")]
const filled = (words, values) => words.replace(/{(\w+)}/g, (_, name) => values[name])
const add = (tag, text, className = "") => coach.appendChild(Object.assign(document.createElement(tag), { textContent: text, className }))
const prefersStill = matchMedia("(prefers-reduced-motion: reduce)").matches

let mode, trail, counts, began, level, timer, isPaused

root.querySelectorAll("button, input").forEach(control => { control.disabled = false })
one("[data-modes]").hidden = false
root.hidden = true
document.querySelectorAll("[data-mode]").forEach(button => button.addEventListener("click", () => start(button.dataset.mode)))
one("[data-undo]").addEventListener("click", undo)
one("[data-restart]").addEventListener("click", () => start(mode))
one("[data-leave]").addEventListener("click", leave)
one("[data-again]").addEventListener("click", leave)
one("[data-more]").addEventListener("click", () => { counts.hints++; hint() })
one("[data-fill]").addEventListener("click", () => { counts.hints++; fill() })
one("[data-listen]").addEventListener("click", speak)
one("[data-next]").addEventListener("click", () => { fill(); best().click() })
one("[data-pause-play]").addEventListener("click", () => { isPaused = !isPaused; play() })
root.addEventListener("click", ({ target }) => {
  const tapped = target.closest("[data-does], [data-key]")
  if (waiting() && target.closest(".drawn") && !waiting().contains(tapped)) tell(waiting().dataset.words, "note")
  else if (tapped) tapped.dataset.does ? tap(tapped) : press(tapped)
  else if (target.closest("[data-beside]") && !target.closest(".spot")) tell(target.closest("[data-beside]").dataset.beside, "note")
})
// Scrolling does not bubble.
root.addEventListener("scroll", ({ target }) => isAtEnd(target) && (target.dataset.read = ""), true)
root.addEventListener("input", ({ target }) => guard(target))
// The browser may bring the page back as it was left: nothing that was typed comes with it.
addEventListener("pagehide", () => { wipe(); clearTimeout(timer); globalThis.speechSynthesis?.cancel() })
addEventListener("pageshow", ({ persisted }) => persisted && !root.hidden && play())

const here = () => screens.find(screen => !screen.hidden)
const best = () => one("[data-best]", here())
const fields = (screen = here()) => [...screen.querySelectorAll("[data-expected]")]
const waiting = () => one("[data-wait]", here())
const boxes = () => [...here().querySelectorAll("[data-scroll]")]
const isAtEnd = box => box.scrollTop + box.clientHeight > box.scrollHeight - 8
const isRead = box => "read" in box.dataset || isAtEnd(box)
const wipe = () => screens.forEach(screen => fields(screen).forEach(field => { field.value = "" }))

function start(chosen) {
  mode = chosen
  trail = []
  counts = { steps: 0, mistakes: 0, hints: 0 }
  began = Date.now()
  isPaused = prefersStill
  // Once somebody plays, all pictures come along: the line may be gone by the next screen.
  root.querySelectorAll("img").forEach(picture => { picture.loading = "eager" })
  playing(true)
  show(screens[0])
}

/** On the stage, or back among the ways to practise. */
function playing(isOn) {
  document.body.classList.toggle("rehearsing", isOn)
  for (const part of [root, strip, coach, help]) part.hidden = !isOn
  intro.hidden = isOn
  end.hidden = true
}

function leave() {
  clearTimeout(timer)
  wipe()
  playing(false)
  one("[data-modes] button").focus()
}

function show(screen) {
  wipe()
  level = 0
  screens.forEach(other => { other.hidden = other !== screen; other.classList.remove("pointed") })
  one("[data-count]").textContent = counts.steps + 1
  one("[data-undo]").disabled = !trail.length
  tell()
  one("[data-more]").hidden = mode !== "help" || Boolean(waiting())
  one("[data-listen]").hidden = mode === "alone" || !voice()
  one("[data-next]").hidden = one("[data-pause-play]").hidden = mode !== "show"
  boxes().forEach(box => { box.scrollTo({ top: 0, behavior: "instant" }); delete box.dataset.read })
  scrollTo(0, 0)
  screen.focus({ preventScroll: true })
  if (waiting()) announce(one("[role=status]", waiting()))
  play()
}

/** A reader of screens says what changes, and not what was there when the screen came. */
function announce(line) {
  const words = line.textContent
  line.textContent = "\u00a0"
  setTimeout(() => { line.textContent = words }, 100)
}

/** What to do here; alone only what it is about. What was wrong comes after it. */
function tell(wrong = "", look = "note danger") {
  const told = one("[data-told]", here())
  coach.replaceChildren()
  add("b", one("h2", told).textContent)
  if (mode !== "alone") add("p", one("[data-instruction]", told).textContent)
  if (wrong) add("p", wrong, look)
  if (level && one("[data-hint]", told)) add("p", one("[data-hint]", told).textContent, "note")
  one("[data-fill]").hidden = level < 2 || !fields().length
}

const see = element => element.scrollIntoView({ block: "nearest" })

/** First words, then the place itself. */
function hint(wrong) {
  level++
  here().classList.toggle("pointed", level > 1 || !one("[data-hint]", here()))
  tell(wrong)
}

function tap(target) {
  const { does, say, to } = target.dataset
  if (waiting()) return go(to)
  const unread = mode !== "show" && (does === "on" || target === best()) && boxes().find(box => !isRead(box))
  const unfit = does === "on" && fields().find(field => !fits(field))
  if (unread) {
    tell(filled(unread.dataset.scroll, unread.dataset), "note")
    see(coach)
    unread.focus({ preventScroll: true })
  } else if (unfit) {
    mistake(filled(root.dataset.type, unfit.dataset))
    unfit.value = ""
    unfit.focus()
  } else if (does === "wrong") mistake(say)
  else go(to)
}

function mistake(words) {
  if (mode !== "show") counts.mistakes++
  if (mode === "help") hint(words)
  else tell(words)
  see(coach)
  if (here().matches(".pointed")) see(best())
}

function go(to) {
  trail.push(here())
  counts.steps++
  const next = screens.find(screen => screen.dataset.screen === to)
  next ? show(next) : finish()
}

/** Back to where there was something to do: what only waits would lead on again. */
function undo() {
  let last
  do { counts.steps--; last = trail.pop() } while (one("[data-wait]", last) && trail.length)
  show(last)
}

function press({ dataset: { key } }) {
  const field = fields()[0]
  field.value = key && field.value + key
  guard(field)
  if (fits(field)) see(best())
}

function fill() {
  fields().forEach(field => { field.value = field.dataset.expected })
  boxes().forEach(box => { box.scrollTop = box.scrollHeight })
}

/** Words as they are compared: without accents, capitals and spaces. */
const plain = words => words.normalize("NFD").replace(/[\u0300-\u036f\s]/g, "").toLowerCase().replace(/đ/g, "d")
const fits = ({ value, dataset }) => plain(value) === plain(dataset.expected)

/** Whatever could be somebody's own is gone before anybody sees it. */
function guard(field) {
  const wanted = plain(field.dataset.expected)
  const digits = field.value.replace(/\D/g, "")
  const isLong = digits.length > 8 && /[1-9]/.test(digits)
  const isCode = digits.length > 3 && /[1-9]/.test(digits) && !wanted.includes(digits)
  const isReal = (isLong || isCode || field.value.includes("@")) && !wanted.startsWith(plain(field.value))
  // Of a number the digits, and no more than it has: nobody has to count zeros.
  if (!isReal) return /\D/.test(wanted) || (field.value = digits.slice(0, wanted.length))
  field.value = ""
  tell(filled(root.dataset.real, field.dataset))
}

/** Waits where there is something to wait for; shows how it is done, slowly enough to read along. */
function play() {
  clearTimeout(timer)
  if (waiting() && mode !== "show" && !prefersStill) timer = setTimeout(() => go(best().dataset.to), 1000 * waiting().dataset.wait)
  if (mode !== "show") return
  here().classList.add("pointed")
  one("[data-pause-play]").textContent = isPaused ? root.dataset.play : root.dataset.pause
  if (isPaused) return
  timer = setTimeout(() => { fill(); timer = setTimeout(() => best().click(), FILLED_MS) }, READ_MS + LETTER_MS * coach.textContent.length)
}

function voice() {
  return globalThis.speechSynthesis?.getVoices().find(({ lang }) => lang.slice(0, 2) === locale.slice(0, 2))
}

function speak() {
  const told = one("[data-instruction]", here())
  const spoken = new SpeechSynthesisUtterance(told.dataset.spoken ?? told.textContent)
  Object.assign(spoken, { voice: voice(), lang: locale })
  speechSynthesis.cancel()
  speechSynthesis.speak(spoken)
}

async function finish() {
  clearTimeout(timer)
  wipe()
  playing(false)
  intro.hidden = true
  end.hidden = false
  const title = one("#end-title")
  title.textContent = mode === "show" ? title.dataset.titleShow : title.dataset.title
  const figures = one("[data-figures]")
  figures.textContent = filled(mode === "show" ? figures.dataset.watched : counts.mistakes ? figures.dataset.some : figures.dataset.none, counts)
  saved.hidden = true
  scrollTo(0, 0)
  end.focus({ preventScroll: true })
  const data = { mode, ...counts, seconds: Math.round((Date.now() - began) / 1000) }
  const kept = await record([{ verb: "completed", object_type: "rehearsal", object_key: rehearsal, locale, data }])
  say(kept.isKept ? "kept" : "full")
  if (await kept.sent) say("sent")
}

function say(what) {
  saved.textContent = saved.dataset[what]
  saved.hidden = false
}
