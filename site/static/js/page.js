// On every public page: letters and contrast, and what the learner on this phone has done, painted on a page that is the same for all.

import { cookie, state } from "./learner.js"

const source = document.querySelector("[data-continue], [data-state]:not([data-steps])")
const holder = cookie("learner")

looks()
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

/** Letters and contrast as this person likes them, on every page of this phone. */
function looks() {
  const sheet = document.querySelector("[data-looks]")
  for (const name of ["size", "contrast"]) {
    const chosen = remembered(name)
    document.documentElement.dataset[name] = chosen
    const choice = sheet?.querySelector(`[name=${name}][value=${chosen}]`)
    if (choice) choice.checked = true
  }
  if (!sheet) return
  sheet.hidden = false
  sheet.addEventListener("change", ({ target }) => {
    document.documentElement.dataset[target.name] = target.value
    try { localStorage.setItem(`looks-${target.name}`, target.value) } catch { /* remembered until the page is left */ }
  })
  addEventListener("click", event => { if (!sheet.contains(event.target)) sheet.open = false })
  addEventListener("keydown", event => {
    if (event.key !== "Escape" || !sheet.open) return
    sheet.open = false
    sheet.querySelector("summary").focus()
  })
}

function remembered(name) {
  const known = { size: ["large", "larger"], contrast: ["high"] }
  try {
    const chosen = localStorage.getItem(`looks-${name}`)
    return known[name].includes(chosen) ? chosen : "normal"
  } catch { return "normal" }
}
