// Before the phone forgets somebody, what they did is sent, and what the phone keeps of them goes.

import * as phone from "./learner.js"

const SENDING = 4000
const form = document.querySelector("[data-forget]")

form.addEventListener("submit", async event => {
  event.preventDefault()
  const isSent = await Promise.race([phone.flush(), new Promise(resolve => setTimeout(resolve, SENDING, false))])
  if (isSent) await phone.forget?.(form.dataset.forget)
  form.submit()
})
