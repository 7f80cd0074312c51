// On every public page: the text size, and what the learner on this phone has done, painted on a page that is the same for all.

import { cookie, state } from "./learner.js"

const source = document.querySelector("[data-continue], [data-state]:not([data-steps])")
const holder = cookie("learner")

textSize()
if (cookie("public")) import("./finishing.js")
// The browser may bring back a page as the person before left it.
addEventListener("pageshow", event => event.persisted && cookie("learner") !== holder && location.reload())
if (source) {
  paint()
  addEventListener("outbox", paint)
}

async function paint() {
  const known = await state(source.dataset.continue ?? source.dataset.state)
  if (known) (await import("./painting.js")).paint(known)
}

function textSize() {
  const sizes = ["normal", "large", "larger"]
  const root = document.documentElement
  const button = document.querySelector("[data-text-size]")
  try { root.dataset.size = localStorage.getItem("text-size") ?? "normal" } catch { root.dataset.size = "normal" }
  if (!button) return
  button.hidden = false
  button.addEventListener("click", () => {
    root.dataset.size = sizes[(sizes.indexOf(root.dataset.size) + 1) % sizes.length]
    try { localStorage.setItem("text-size", root.dataset.size) } catch { /* remembered until the page is left */ }
  })
}
