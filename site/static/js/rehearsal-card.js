// In a lesson: which of its rehearsals this person has gone through, and how.

import { state } from "./learner.js"

paint()
addEventListener("outbox", paint)
addEventListener("pageshow", event => event.persisted && paint())

async function paint() {
  const known = await state(document.querySelector("[data-steps]").dataset.state)
  for (const card of document.querySelectorAll("a[data-rehearsal]")) {
    const done = known?.rehearsals?.[card.dataset.rehearsal]
    const words = card.querySelector(".saved")
    words.hidden = !done
    if (done) words.textContent = words.dataset[done.mode]
  }
}
