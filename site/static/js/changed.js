// One tap: the real screen looks different now. It is kept with all else that was done here, so it works without network.

import { record } from "./learner.js"

const root = document.querySelector("[data-change]")
const form = root.querySelector("form")
const thanks = root.querySelector("[data-thanks]")
const { rehearsal, locale } = document.querySelector("[data-rehearsal]").dataset

form.addEventListener("submit", event => { event.preventDefault(); say("commented") })
root.querySelector("[data-take-back]").addEventListener("click", () => say("voided"))

function say(verb) {
  const isSaid = verb === "commented"
  const screen = document.querySelector(".rehearsing [data-screen]:not([hidden])")?.dataset.screen
  form.hidden = isSaid
  thanks.hidden = !isSaid
  root.querySelector(isSaid ? "[data-take-back]" : "form button").focus({ preventScroll: true })
  return record([{ verb, object_type: "rehearsal", object_key: rehearsal, locale, data: { about: "changed", screen } }])
}
