// Shows what belongs to the kind of question being written, in words that fit. Nothing that was typed goes away.

const cards = document.querySelector("[data-kind-cards]")
if (cards) prepare(JSON.parse(document.getElementById("question-editor-words").textContent).kinds)

function prepare(kinds) {
  const form = cards.closest("form")
  const rows = document.getElementById("id_choices-FORMS")
  const panel = rows.closest("[data-panel]")
  const add = document.getElementById("id_choices-ADD")
  const chosen = () => cards.querySelector("input:checked").value

  const show = () => {
    const words = kinds[chosen()]
    form.dataset.kind = chosen()
    if (!words) return
    say(panel.querySelector("[data-panel-heading-text]"), words.heading)
    say(panel.querySelector(".help-block"), words.help)
    say(add, words.add)
    present(rows).forEach((row, number) => {
      dress(row, words, number)
      row.hidden = number >= words.rows && isBlank(row)
    })
  }

  // A row that stands ready, out of sight, comes before a new one.
  const addReady = event => {
    const ready = present(rows).find(row => row.hidden)
    if (!ready) return
    event.stopImmediatePropagation()
    ready.hidden = false
    ready.querySelector("[name$='-text']").focus()
  }

  cards.addEventListener("change", show)
  add.addEventListener("click", addReady, true)
  new MutationObserver(changes => {
    const added = changes.flatMap(({ addedNodes }) => [...addedNodes]).filter(node => node.matches?.("[data-inline-panel-child]"))
    added.forEach(row => { if (kinds[chosen()]) dress(row, kinds[chosen()]); fold(row) })
  }).observe(rows, { childList: true })
  fold(form)
  addEventListener("load", show)
}

// What is wrong has to be seen.
function fold(element) {
  element.querySelectorAll("details.folded").forEach(more => { more.open = Boolean(more.querySelector(".error-message")) })
}

function present(rows) {
  return [...rows.children].filter(row => row.matches("[data-inline-panel-child]:not(.deleted)"))
}

function isBlank(row) {
  const typed = [...row.querySelectorAll("[name$='-text'], [name$='-match'], [name$='-feedback'], [name$='-id'], [name$='-picture'], [name$='-sound']")]
  return typed.every(input => !input.value || input.value === input.dataset.begun) && !row.querySelector(".error-message")
}

function dress(row, words, number = -1) {
  say(row.querySelector("[data-panel-heading-text]"), `${words.row} `)
  for (const field of ["text", "match", "feedback"]) if (words[field]) say(row.querySelector(`label[for$='-${field}']`), words[field])
  begin(row, words, number)
}

// What stands in a row before anybody wrote in it; taken back when the kind is another.
function begin(row, words, number) {
  const text = row.querySelector("[name$='-text']")
  const isRight = row.querySelector("[name$='-is_right']")
  if (text.value && text.value !== text.dataset.begun) return
  text.value = text.dataset.begun = words.begin?.[number] ?? ""
  if (isRight.checked === (isRight.dataset.begun === "yes")) {
    isRight.checked = Boolean(words.is_right)
    isRight.dataset.begun = words.is_right ? "yes" : ""
  }
}

// The words of an element, beside its icons and marks.
function say(element, words) {
  const text = element && [...element.childNodes].find(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
  if (text) text.data = words
}
