// Reads the visible step aloud: recorded sound where there is some, else the phone's own voice. Never by itself.

const bar = document.querySelector("[data-listen]")
const language = document.documentElement.lang
const toggle = bar.querySelector("[data-listen-toggle]")
const speedButton = bar.querySelector("[data-listen-speed]")
const status = bar.querySelector("[data-listen-status]")
const speech = window.speechSynthesis
const SPEEDS = [1, 1.25, 0.75]
const SILENT = "audio,button:not(.term),datalist,details,noscript,script,select,style,svg,template,textarea,video,[hidden],[data-silent]"
const audio = new Audio()
audio.preload = "none"

let voice = null
let speed = 1
let passages = [] // of the visible step, as far as they can be heard
let at = 0 // the passage, and its sentence
let sentence = 0
let isReading = false
let turn = 0 // whatever a voice says of an earlier turn is old news

try { speed = SPEEDS.find(value => value === Number(localStorage.getItem("listen-speed"))) ?? 1 } catch { /* nothing is remembered */ }
findVoice()
showSpeed()
speech?.addEventListener?.("voiceschanged", findVoice) // many phones name their voices late, or never
toggle.addEventListener("click", () => isReading ? pause() : play())
speedButton.addEventListener("click", changeSpeed)
audio.addEventListener("timeupdate", follow)
audio.addEventListener("ended", () => isReading && next())
audio.addEventListener("error", () => isReading && audio.getAttribute("src") && withoutSound())
document.addEventListener("visibilitychange", () => document.hidden && pause())
addEventListener("pagehide", stop)
new MutationObserver(changes => {
  if (changes.some(change => change.target.matches("[data-step], [data-question]"))) look()
}).observe(document.querySelector("main"), { subtree: true, attributeFilter: ["hidden"] })

function findVoice() {
  const own = (speech?.getVoices() ?? []).filter(one => one.lang.split(/[-_]/)[0].toLowerCase() === language.split("-")[0].toLowerCase())
  voice = own.find(one => one.localService) ?? own[0] ?? null
  if (!isReading && !at && !sentence) look()
}

/** Another step, another reading. */
function look() {
  stop()
  const visible = [...document.querySelectorAll("[data-read]")].filter(one => !one.closest("[hidden]"))
  passages = visible.filter(one => voice || one.dataset.audio)
  bar.hidden = !passages.length
}

function play() {
  isReading = true
  status.textContent = ""
  show()
  const passage = passages[at]
  if (!passage) stop()
  else if (passage.dataset.audio && !passage.isLost) playSound(passage)
  else speak(passage)
}

function playSound(passage) {
  if (audio.getAttribute("src") !== passage.dataset.audio) audio.src = passage.dataset.audio
  audio.playbackRate = audio.defaultPlaybackRate = speed
  audio.play().catch(() => { /* the error event says why, a pause needs no saying */ })
  highlight(passage, sentence)
}

function speak(passage) {
  if (!voice) return fail()
  const mine = ++turn
  const utterance = new SpeechSynthesisUtterance(sentencesOf(passage)[sentence].map(part => part.text).join("").trim())
  Object.assign(utterance, { voice, lang: voice.lang, rate: speed })
  utterance.onend = () => mine === turn && nextSentence()
  utterance.onerror = () => mine === turn && fail()
  highlight(passage, sentence)
  speech.speak(utterance)
}

function nextSentence() {
  sentence++
  if (sentence < lengths(passages[at]).length) play()
  else next()
}

function next() {
  at++
  sentence = 0
  play()
}

function pause() {
  if (!isReading) return
  isReading = false
  silence()
  show()
}

function stop() {
  isReading = false
  silence()
  at = sentence = 0
  audio.removeAttribute("src")
  clear()
  show()
}

function silence() {
  turn++
  audio.pause()
  speech?.cancel() // to pause a voice is not possible on Android; it begins its sentence again
}

/** A file that can't be had: the phone's own voice takes over. */
function withoutSound() {
  audio.removeAttribute("src")
  passages[at].isLost = true
  voice ? play() : fail()
}

function fail() {
  passages.forEach(passage => { passage.isLost = false })
  stop()
  status.textContent = status.dataset.failed
}

function changeSpeed() {
  speed = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length]
  try { localStorage.setItem("listen-speed", speed) } catch { /* remembered until the page is left */ }
  showSpeed()
  audio.playbackRate = audio.defaultPlaybackRate = speed
  if (isReading && audio.paused) silence(), play()
}

function showSpeed() {
  const words = speed.toLocaleString(language)
  speedButton.textContent = `${words}×`
  speedButton.setAttribute("aria-label", speedButton.dataset.words.replace("{speed}", words))
}

function show() {
  bar.querySelector("[data-listen-label]").textContent = isReading ? toggle.dataset.pauseWords : toggle.dataset.listenWords
  bar.querySelector("[data-listen-icon]").toggleAttribute("hidden", isReading)
  bar.querySelector("[data-pause-icon]").toggleAttribute("hidden", !isReading)
  const isUnderWay = isReading || at > 0 || sentence > 0
  if (isUnderWay) speedButton.hidden = false
  bar.parentElement.classList.toggle("listening", isUnderWay)
}

function lengths(passage) {
  return passage.dataset.read.split(" ").map(Number)
}

/** Where in a recording we are: at the moments it names, else by each sentence's share of the letters. */
function follow() {
  const passage = passages[at]
  if (!isReading || !passage?.dataset.audio || !audio.duration) return
  const shares = lengths(passage)
  const whole = shares.reduce((sum, share) => sum + share, 0)
  let sum = 0
  const begins = passage.dataset.begins?.split(" ").map(Number) ?? shares.map(share => (sum += share) - share).map(share => share / whole * audio.duration)
  const now = begins.filter(begin => begin <= audio.currentTime + 0.05).length - 1
  if (now !== sentence) highlight(passage, sentence = Math.max(now, 0))
}

/** The parts of each sentence as they stand in the page, found by counting letters as the server did. */
function sentencesOf(passage) {
  const left = lengths(passage)
  const found = left.map(() => [])
  let number = 0
  const take = (node, text) => {
    for (let from = 0, to = 0; number < left.length && to < text.length; from = to) {
      while (to < text.length && left[number]) if (/\S/.test(text[to++])) left[number]--
      if (text.slice(from, to).trim()) found[number].push({ node, from, to, text: text.slice(from, to) })
      if (!left[number]) number++
    }
  }
  const walk = element => {
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) take(node, node.data)
      else if (node.nodeType !== Node.ELEMENT_NODE || node.matches(SILENT)) continue
      else if (node.matches("img")) take(node, node.alt)
      else walk(node)
    }
  }
  walk(passage)
  return found
}

function highlight(passage, number) {
  clear()
  const marked = (sentencesOf(passage)[number] ?? []).map(({ node, from, to }) => {
    if (node.nodeType === Node.ELEMENT_NODE) return node.classList.add("reading"), node
    const range = document.createRange()
    const mark = document.createElement("mark")
    mark.className = "reading"
    range.setStart(node, from)
    range.setEnd(node, to)
    range.surroundContents(mark)
    return mark
  })
  if (marked[0]) bringIntoView(marked[0].getBoundingClientRect())
}

function clear() {
  document.querySelectorAll("mark.reading").forEach(mark => {
    const parent = mark.parentNode
    mark.replaceWith(...mark.childNodes)
    parent.normalize()
  })
  document.querySelectorAll(".reading").forEach(picture => {
    picture.classList.remove("reading")
    if (!picture.classList.length) picture.removeAttribute("class")
  })
}

/** Gently: only when the sentence has left the middle of the screen, and at once for who wants no motion. */
function bringIntoView({ top, bottom }) {
  if (top >= 80 && bottom <= innerHeight - 110) return
  scrollBy({ top: top - innerHeight / 3, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" })
}
