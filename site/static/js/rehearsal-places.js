// What is tapped and filled in on a screenshot is drawn on it.

import { drawingBoard } from "./drawing-board.js"

const DOES = "select[name$='-does']"
const rowOf = input => input.closest("[data-streamfield-child]")

prepare()
new MutationObserver(prepare).observe(document.body, { childList: true, subtree: true })

function prepare() {
  // Values arrive in the fields after they were made.
  document.querySelectorAll("[data-picture-part]:not([data-board])").forEach(part => { part.dataset.board = ""; setTimeout(() => equip(part)) })
}

function equip(part) {
  const count = list => part.querySelector(`[name$='-${list}-count']`)
  const file = part.querySelector("[name$='-image']")
  const listing = count("taps").closest("[data-contentpath]")
  const input = row => row.querySelector("[data-area]")
  const isHere = row => part.querySelector(`[name="${input(row).name.replace("-value-area", "-deleted")}"]`).value !== "1"
  const rows = () => [...part.querySelectorAll("[data-area]")].map(rowOf).filter(isHere)
  const { hint, board, draw, change } = drawingBoard({
    words: JSON.parse(part.dataset.words),
    address: part.dataset.pictureAddress,
    file: () => file.value,
    rows,
    input,
    name: row => row.querySelector("[name$='-text'], [name$='-label']").value,
    isSolid: row => row.querySelector(DOES)?.value !== "wrong",
    add: () => [...count("taps").parentElement.querySelectorAll(".c-sf-add-button")].at(-1).click(),
  })
  listing.before(hint, board)
  file.addEventListener("change", change)
  part.addEventListener("input", event => event.target.matches("[data-area]") || draw())
  part.addEventListener("change", event => event.target.matches(DOES) && draw())
  let known = ""
  new MutationObserver(() => {
    const names = rows().map(row => input(row).name).join()
    if (names !== known) draw()
    known = names
  }).observe(part, { childList: true, subtree: true, attributes: true, attributeFilter: ["value"] })
  change()
}
