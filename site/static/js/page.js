// On every public page: the text size, and what the learner on this phone has done, painted on a page that is the same for all.

import { state } from "./learner.js"

const one = (selector, root = document) => root.querySelector(selector)

textSize()
const source = one("[data-continue], [data-state]:not([data-steps])")
if (source) state(source.dataset.continue ?? source.dataset.state).then(known => known && paint(known))

function textSize() {
  const sizes = ["normal", "large", "larger"]
  const root = document.documentElement
  const button = one("[data-text-size]")
  try { root.dataset.size = localStorage.getItem("text-size") ?? "normal" } catch { root.dataset.size = "normal" }
  if (!button) return
  button.hidden = false
  button.addEventListener("click", () => {
    root.dataset.size = sizes[(sizes.indexOf(root.dataset.size) + 1) % sizes.length]
    try { localStorage.setItem("text-size", root.dataset.size) } catch { /* remembered until the page is left */ }
  })
}

function paint(known) {
  const card = one("[data-continue]")
  if (card && known.continue) paintContinue(card, known.continue)
  for (const [key, course] of Object.entries(known.courses)) {
    const element = one(`[data-course="${key}"]`)
    if (element) element.matches("ol") ? paintCourse(element, course) : paintCard(element, course)
  }
}

function paintContinue(card, next) {
  one("[data-continue-course]", card).textContent = next.course
  one("[data-continue-detail]", card).textContent = `${next.title} · ${next.detail}`
  one("[data-continue-link]", card).href = next.url
  paintTrack(one("[data-continue-progress]", card), next)
  card.hidden = false
}

function paintTrack(track, { done, count }) {
  track.max = count
  track.value = done
  track.hidden = false
}

function paintCard(card, course) {
  paintTrack(one("[data-course-progress]", card), course)
  const summary = one("[data-course-summary]", card)
  summary.textContent = course.summary
  summary.hidden = false
}

function paintCourse(list, course) {
  for (const link of list.querySelectorAll("[data-lesson]")) {
    const lesson = course.lessons[link.dataset.lesson]
    if (!lesson) continue
    const status = one("[data-status]", link)
    one("[data-dot]", link).classList.add(lesson.done ? "done" : "here")
    status.textContent = lesson.done ? status.dataset.done : status.dataset.here.replace("{step}", lesson.step).replace("{count}", lesson.count)
  }
  const quiz = one("[data-quiz]", list)
  if (quiz && course.passed) {
    one("[data-dot]", quiz).classList.add("done")
    one("[data-status]", quiz).textContent = one("[data-status]", quiz).dataset.done
  }
  const summary = one("p[data-course-summary]")
  summary.textContent = course.summary
  summary.hidden = false
  paintOnward(one("[data-onward]"), list, course)
}

function paintOnward(button, list, course) {
  if (!button) return
  const offer = course.links[0]
  const open = [...list.querySelectorAll("[data-lesson]")].find(link => !course.lessons[link.dataset.lesson]?.done)
  const quiz = one("[data-quiz]", list)
  button.textContent = offer ? offer.text : button.dataset.words
  if (offer) button.href = offer.url
  else if (open) button.href = open.href + (course.lessons[open.dataset.lesson] ? `#step-${course.lessons[open.dataset.lesson].step}` : "")
  else if (quiz) button.href = quiz.href
}
