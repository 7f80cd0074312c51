// The places of a question are drawn on its picture.

import { drawingBoard } from "./drawing-board.js"

const cards = document.querySelector("[data-kind-cards]")
if (cards) addEventListener("load", () => prepare(JSON.parse(document.getElementById("question-editor-words").textContent).drawing))

function prepare(words) {
  const file = document.getElementById("id_picture")
  const rows = document.getElementById("id_choices-FORMS")
  const { hint, board, draw, change } = drawingBoard({
    words,
    address: cards.dataset.pictureAddress,
    file: () => file.value,
    rows: () => [...rows.children].filter(row => row.matches("[data-inline-panel-child]:not(.deleted)")),
    input: row => row.querySelector("[data-place]"),
    name: row => row.querySelector("[name$='-text']").value,
    isSolid: row => row.querySelector("[name$='-is_right']").checked,
    add: () => document.getElementById("id_choices-ADD").click(),
  })
  rows.before(hint, board)
  hint.dataset.kinds = board.dataset.kinds = "hot-spot"
  file.addEventListener("change", change)
  rows.addEventListener("input", event => event.target.matches("[data-place]") || draw())
  rows.addEventListener("w-formset:removed", draw)
  new MutationObserver(draw).observe(rows, { childList: true })
  change()
}
