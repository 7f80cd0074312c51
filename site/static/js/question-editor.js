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
    for (let missing = words.rows - present(rows).length; missing > 0; missing--) add.click()
    present(rows).forEach((row, number) => dress(row, words, number))
  }

  cards.addEventListener("change", show)
  new MutationObserver(changes => {
    const words = kinds[chosen()]
    if (words) changes.forEach(({ addedNodes }) => addedNodes.forEach(row => row.matches?.("[data-inline-panel-child]") && dress(row, words)))
  }).observe(rows, { childList: true })
  // Wagtail makes the rows when the page has been read; where something is wrong in them, it has to be seen.
  addEventListener("load", show)
  document.querySelectorAll("details.folded").forEach(fold => { fold.open = Boolean(fold.querySelector(".error-message")) })
}

function present(rows) {
  return [...rows.children].filter(row => !row.classList.contains("deleted"))
}

function dress(row, words, number = -1) {
  say(row.querySelector("[data-panel-heading-text]"), `${words.row} `)
  say(row.querySelector("label[for$='-text']"), words.text)
  if (words.match) say(row.querySelector("label[for$='-match']"), words.match)
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
