// The card on a course page: its size first, one tap, how far it is, and then what is kept and how to remove it.

import { isAble, isBegun, keptCourses, size } from "./kept.js"

const SILENCE_MS = 90000
const card = document.querySelector("[data-keep]")
const one = name => card.querySelector(`[data-keep-${name}]`)
const address = card?.dataset.keep
let list = null
let silence = null

if (card && isAble && document.querySelector('meta[name="service-worker"]')) begin()

async function begin() {
  navigator.serviceWorker.addEventListener("message", ({ data }) => data.address === address && hear(data))
  one("button").addEventListener("click", ask)
  one("remove").addEventListener("click", () => send("remove"))
  const [kept, isHalf] = [await ownCopy(), await isBegun(address)]
  list = kept ?? (await listThere())
  if (!list) return
  hear({ state: kept ? "kept" : "offered" })
  card.hidden = false
  if (!kept && isHalf) ask()
  addEventListener("online", () => card.dataset.state === "broken" && ask())
}

async function ownCopy() {
  return (await keptCourses()).find(course => course.address === address)
}

/** Without network there is nothing to offer. */
async function listThere() {
  try {
    const found = await (await fetch(address)).json()
    return found.files ? found : null
  } catch { return null }
}

function ask() {
  navigator.storage?.persist?.()
  hear({ state: "loading", done: 0, count: list.files.length, bytes: 0, of: list.bytes })
  send("keep")
}

async function send(what) {
  const { active } = await navigator.serviceWorker.ready
  active.postMessage({ what, address })
}

async function hear({ state, ...news }) {
  clearTimeout(silence)
  if (state === "loading") silence = setTimeout(() => hear({ state: "broken" }), SILENCE_MS)
  if (state === "kept") list = (await ownCopy()) ?? list
  const shown = state === "removed" ? "offered" : state
  card.dataset.state = shown
  one("button").disabled = state === "loading"
  card.querySelectorAll("[data-when]").forEach(part => { part.hidden = !part.dataset.when.split(" ").includes(shown) })
  card.querySelectorAll("[data-size]").forEach(part => { part.textContent = part.dataset.size.replace("{size}", size(list.bytes)) })
  one("skipped").hidden = !list.skipped_bytes
  one("skipped").textContent = one("skipped").dataset.words.replace("{size}", size(list.skipped_bytes))
  if (state === "loading") showProgress(news)
  if (state === "kept") showSpace()
}

function showProgress({ done, count, bytes, of }) {
  Object.assign(one("progress"), { max: count, value: done })
  const words = { done, count, bytes: size(bytes), size: size(of) }
  one("count").textContent = one("count").dataset.words.replace(/{(\w+)}/g, (_, name) => words[name])
}

async function showSpace() {
  const { usage } = (await navigator.storage?.estimate?.()) ?? {}
  one("space").hidden = !usage
  one("space").textContent = one("space").dataset.words.replace("{size}", size(usage))
}
