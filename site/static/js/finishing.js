// A public computer: "Finish and leave" in reach on every page, and by itself after ten minutes without a touch.

import * as phone from "./learner.js"

const PATIENCE = 10 * 60000
const SIGN_OF_LIFE = 2 * 60000
const SENDING = 4000
const header = document.querySelector("[data-finish][hidden]")
const forms = [...document.querySelectorAll("[data-finish]")]

let told = Date.now()

header.hidden = false
forms.forEach(form => form.addEventListener("submit", finish))
watch()
live()
for (const act of ["pointerdown", "keydown", "scroll"]) addEventListener(act, live, { passive: true })
addEventListener("visibilitychange", watch)
addEventListener("pageshow", watch)
setInterval(watch, 15000)

/** All tabs tell each other. */
function live() {
  try { localStorage.setItem("last-touch", Date.now()) } catch { /* then the server watches alone */ }
  if (Date.now() - told < SIGN_OF_LIFE) return
  told = Date.now()
  fetch(header.dataset.here).catch(() => { /* without network nobody else comes in either */ })
}

function watch() {
  let touched = 0
  try { touched = Number(localStorage.getItem("last-touch")) } catch { /* then the server watches alone */ }
  if (touched && Date.now() - touched > PATIENCE) header.requestSubmit ? header.requestSubmit() : finish()
}

/** What was done goes to the server first; what can't is still that person's when it goes later. */
async function finish(event) {
  event?.preventDefault()
  try { localStorage.removeItem("last-touch") } catch { /* nothing was kept */ }
  const isSent = await Promise.race([phone.flush(), new Promise(resolve => setTimeout(resolve, SENDING, false))])
  if (isSent) await phone.forget?.(phone.cookie("learner"))
  header.submit()
}
