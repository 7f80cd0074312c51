// Below the post the letters left, below the script its seconds, and a button that fills what is empty from the key points.

const panel = document.querySelector("[data-start-sharing]")
const field = name => document.querySelector(`[name=${name}]`)
const PIECES = { word: /\d|(?:\p{L}[\u0300-\u036f]*)+/gu, pause: /(?<=[.!?…:;])\s+|\n+/ }

if (panel) {
  const words = panel.dataset
  count(field("post"), text => {
    const left = words.longestPost - [...text].length
    return left < 0 ? [words.tooMany, -left, true] : [words.letters, left, false]
  })
  count(field("loudspeaker"), text => {
    const taken = seconds(text)
    return [taken > words.longest ? words.tooLong : words.seconds, taken, taken > words.longest]
  })
  panel.querySelector("[data-start]").addEventListener("click", start)
}

/** As courses/speaking.py counts. */
function seconds(text) {
  const clean = text.normalize("NFC")
  const spoken = (clean.match(PIECES.word) ?? []).length
  const rests = clean.split(PIECES.pause).filter(sentence => sentence.trim()).length
  return spoken ? Math.ceil(spoken / panel.dataset.pace + panel.dataset.rest * rests) : 0
}

function count(input, say) {
  const told = document.createElement("p")
  told.className = "help"
  told.id = `${input.id}-count`
  input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") ?? ""} ${told.id}`.trim())
  // The browser would cut off what is pasted, without a word.
  input.removeAttribute("maxlength")
  input.after(told)
  const show = () => {
    const [words, number, isTooMuch] = say(input.value)
    told.textContent = input.value.trim() ? words.replace("{count}", number) : ""
    told.classList.toggle("error-message", isTooMuch)
  }
  input.addEventListener("input", show)
  show()
}

function points() {
  const inputs = [...document.querySelectorAll("[name^='key_points-'][name$='-text']")]
  const isThere = input => document.querySelector(`[name='${input.name.replace(/-text$/, "-DELETE")}']`)?.value !== "1"
  return inputs.filter(input => !input.name.includes("__prefix__") && isThere(input)).map(input => input.value.trim()).filter(Boolean)
}

async function start() {
  const empty = ["post", "loudspeaker"].map(field).filter(input => !input.value.trim())
  if (!empty.length) return tell("kept")
  if (!points().length) return tell("noPoints")
  const asked = new URLSearchParams({ course: panel.dataset.course, language: panel.dataset.language, title: field("title").value })
  points().forEach(point => asked.append("point", point))
  try {
    const made = await (await fetch(`${panel.dataset.startSharing}?${asked}`)).json()
    for (const input of empty.filter(input => !input.value.trim())) {
      input.value = made[input.name]
      input.dispatchEvent(new Event("input", { bubbles: true }))
    }
    tell("filled")
  } catch { tell("failed") }
}

function tell(what) {
  const told = panel.querySelector("[data-told]")
  told.textContent = told.dataset[what]
}
