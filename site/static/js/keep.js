// On home, course and offline pages: the worker is brought in, kept courses are marked, and renewed when the network is good.

import { isAble, keptCourses, leave } from "./kept.js"

const QUIET_MS = 3000
const worker = document.querySelector('meta[name="service-worker"]')

document.querySelector("[data-reload]")?.addEventListener("click", () => location.reload())
if (isAble) worker ? begin(worker.content) : leave().then(showWithdrawn)

async function begin(address) {
  showKept(await keptCourses())
  navigator.serviceWorker.addEventListener("message", ({ data }) => data.state === "withdrawn" && showWithdrawn(true))
  const registration = await navigator.serviceWorker.register(address).catch(() => null)
  if (registration && isGood()) setTimeout(renew, QUIET_MS)
}

async function renew() {
  const { active } = await navigator.serviceWorker.ready
  active.postMessage({ what: "update" })
}

/** Nobody pays for an update they did not ask for. */
function isGood() {
  const line = navigator.connection ?? {}
  return navigator.onLine && !line.saveData && !/2g/.test(line.effectiveType)
}

const isInThisLanguage = course => course.language === document.documentElement.lang

function showKept(courses) {
  for (const { key } of courses.filter(isInThisLanguage)) {
    const mark = document.querySelector(`a[data-course="${key}"] [data-on-phone]`)
    if (mark) mark.hidden = false
  }
  const list = document.querySelector("[data-kept-list]")
  if (list) fillList(list, courses)
}

/** In the language of the page; in another rather than none. */
function fillList(list, courses) {
  const own = courses.filter(isInThisLanguage)
  const shown = own.length ? own : courses
  const row = list.querySelector("template").content
  list.append(...shown.map(course => {
    const item = row.cloneNode(true)
    item.querySelector("a").href = course.url
    item.querySelector("[data-title]").textContent = course.title
    return item
  }))
  document.querySelectorAll("[data-kept-some]").forEach(part => { part.hidden = !shown.length })
  document.querySelector("[data-kept-none]").hidden = shown.length > 0
}

function showWithdrawn(hadCourses) {
  document.querySelectorAll("[data-kept-withdrawn]").forEach(note => { note.hidden = !hadCourses })
}
