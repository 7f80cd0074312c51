// A quiz one question at a time. The form works without this script; here it gets a key, so that sending twice is one attempt.

import { identity, newKey } from "./learner.js"

const form = document.querySelector("[data-quiz]")
const questions = [...form.querySelectorAll("[data-question]")]
const [place, track, missing, next, back, submit] = ["place", "quiz-progress", "missing", "next", "back", "submit"].map(name => form.querySelector(`[data-${name}]`))
const draft = `quiz ${form.dataset.quiz} ${identity().learner}`
let current = 0

restore()
place.hidden = track.hidden = false
questions.forEach(question => { question.querySelector("[data-number]").hidden = true })
const open = questions.findIndex(question => !isAnswered(question))
show(document.querySelector("[role=alert]:not([hidden])") && open >= 0 ? open : 0)
next.addEventListener("click", () => isAnswered(questions[current]) ? move(current + 1) : warn())
back.addEventListener("click", () => move(current - 1))
form.addEventListener("change", keep)
form.addEventListener("submit", event => isAnswered(questions[current]) ? sign() : (event.preventDefault(), warn()))

function isAnswered(question) {
  return Boolean(question.querySelector(":checked"))
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
  form.querySelector("[data-attempt]").value = ""
  try {
    sessionStorage.setItem(draft, JSON.stringify([...form.querySelectorAll("[data-question] :checked")].map(input => input.value)))
  } catch { /* nothing to keep them in */ }
}

function restore() {
  try {
    const chosen = new Set(JSON.parse(sessionStorage.getItem(draft)) ?? [])
    form.querySelectorAll("[data-question] input").forEach(input => { input.checked ||= chosen.has(input.value) })
  } catch { /* a broken draft is no draft */ }
}

function sign() {
  const { device, learner } = identity()
  form.querySelector("[data-attempt]").value ||= newKey()
  form.querySelector("[data-device]").value = device
  form.querySelector("[data-learner]").value = learner
  try { sessionStorage.removeItem(draft) } catch { /* nothing was kept */ }
}
