// What a learner has done, painted on home and course pages.

import { meta, rows, setMeta } from "./learner.js"

const DAY_MS = 24 * 3600000
const one = (selector, root = document) => root.querySelector(selector)
const filled = (words, values) => words.replace(/{(\w+)}/g, (_, name) => values[name])

export function paint(known) {
  const card = one("[data-continue]")
  if (card && known.continue) paintContinue(card, known.continue)
  for (const [key, course] of Object.entries(known.courses)) {
    const element = one(`[data-course="${key}"]`)
    if (element) element.matches("ol") ? paintCourse(element, course, known.rehearsals) : paintCard(element, course)
  }
  const quiz = one("ol [data-quiz]")
  if (quiz && known.waiting?.includes(quiz.dataset.quiz)) tell(quiz, "waiting")
  paintMarked(known.learner?.id)
  paintLong(one("[data-waits-long]"))
}

/** Long without network: there is another way than to wait. */
async function paintLong(note) {
  if (note) note.hidden = !(await rows("events")).some(event => Date.now() - Date.parse(event.occurred_at) > DAY_MS)
}

function paintContinue(card, next) {
  const words = one("[data-continue-detail]", card)
  one("[data-continue-course]", card).textContent = next.course
  const detail = next.detail ?? filled(words.dataset.words, next)
  words.textContent = [next.title, detail].filter(Boolean).join(" · ")
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
  summarise(one("[data-course-summary]", card), course)
}

function summarise(element, course) {
  element.textContent = filled(element.dataset.words, course)
  element.hidden = false
}

function tell(link, what, values = {}) {
  const status = one("[data-status]", link)
  status.textContent = filled(status.dataset[what], values)
}

function paintCourse(list, course, rehearsals) {
  for (const link of list.querySelectorAll("[data-lesson]")) {
    const lesson = course.lessons[link.dataset.lesson]
    if (!lesson) continue
    one("[data-dot]", link).classList.remove("here")
    one("[data-dot]", link).classList.add(lesson.done ? "done" : "here")
    tell(link, lesson.done ? "done" : "here", lesson)
  }
  const quiz = one("[data-quiz]", list)
  if (quiz && course.passed) one("[data-dot]", quiz).classList.add("done")
  if (quiz && course.passed) tell(quiz, "done")
  else if (quiz && Number.isInteger(course.score)) tell(quiz, "best", course)
  summarise(one("p[data-course-summary]"), course)
  document.querySelectorAll("[data-counts]").forEach(item => tick(item, course, rehearsals))
  paintOnward(one("[data-onward]"), list, course)
}

/** A line of what counts. A rehearsal done with less help than is asked counts too. */
function tick(item, course, rehearsals) {
  const { counts, mode, words } = item.dataset
  const keys = item.dataset.keys.split(" ")
  const done = keys.filter(key => course.lessons[key]?.done).length
  const ways = ["show", "help", "alone"]
  const isDone = { lessons: done === keys.length, quiz: course.passed, rehearsal: ways.indexOf(rehearsals?.[keys[0]]?.mode) >= ways.indexOf(mode) }[counts]
  one("[data-dot]", item).classList.toggle("done", Boolean(isDone))
  one("[data-done-words]", item).hidden = !isDone
  if (words) one("[data-text]", item).textContent = filled(words, { done, count: keys.length })
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

/** A quiz that was sent later has been marked: the result waits to be looked at. */
async function paintMarked(learner) {
  const link = one("[data-marked]")
  const attempt = link && learner && await meta(`marked ${learner}`)
  if (!attempt) return
  link.href = link.dataset.marked.replace(/[0-9a-f-]{36}/, attempt)
  link.hidden = false
  link.onclick = () => { setMeta(`marked ${learner}`) }
}
