// After the practice: whether it was done for real. Kept with all else, so it works without network; only confirming needs one.

import { record, state } from "./learner.js"

const root = document.querySelector("[data-for-real]")
const end = document.querySelector("[data-end]")
const { rehearsal, locale } = document.querySelector("[data-rehearsal]").dataset

root.querySelector("[data-did]").addEventListener("click", () => say("completed", "claimed"))
root.querySelector("[data-did-not]").addEventListener("click", () => say("voided", "none"))
addEventListener("outbox", paint)
addEventListener("pageshow", event => event.persisted && paint())
new MutationObserver(paint).observe(end, { attributeFilter: ["hidden"] })
paint()

/** Offered to whoever has come to the end, now or before. */
async function paint() {
  const known = await state(root.dataset.state)
  const claim = known?.claims?.[rehearsal]
  root.hidden = end.hidden && !claim && !known?.rehearsals?.[rehearsal]
  show(claim ?? "none")
}

function show(claim) {
  root.querySelectorAll("[data-claim]").forEach(part => { part.hidden = part.dataset.claim !== claim })
}

async function say(verb, claim) {
  show(claim)
  root.querySelector("h2").focus({ preventScroll: true })
  await record([{ verb, object_type: "service", object_key: rehearsal, locale, data: {} }])
}
