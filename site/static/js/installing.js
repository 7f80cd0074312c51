// On the home page: where the browser offers to install the site, a quiet button; inside another app, the way out of it.

// The same words as ui/browsers.py knows.
const IN_APP = /\bZalo (android|iOS)|\bFBA[NV]\/|\bInstagram /
const offer = document.querySelector("[data-install]")
let asked = null

document.querySelector("[data-in-app]").hidden = !IN_APP.test(navigator.userAgent)
addEventListener("beforeinstallprompt", event => {
  event.preventDefault()
  asked = event
  offer.hidden = false
})
addEventListener("appinstalled", () => { offer.hidden = true })
// The browser asks only once; it offers again by itself.
offer.querySelector("button").addEventListener("click", () => {
  offer.hidden = true
  asked.prompt()
})
