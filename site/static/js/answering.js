// What a person answers to one question, whatever its kind: read, put back, put in order, tapped on a picture.

/** The answer as a list of texts, as the server takes it; empty while it is not whole. */
export function given(question) {
  const order = question.querySelector("[data-order]")
  if (order) return [...order.children].map(thing => thing.dataset.key)
  const pairs = [...question.querySelectorAll("[data-pair]")].map(select => select.value)
  if (pairs.length) return pairs.every(Boolean) ? pairs : []
  const typed = question.querySelector("input[type=text], textarea")
  if (typed) return typed.value.trim() ? [typed.value.trim()] : []
  return [...question.querySelectorAll(":checked")].map(input => input.value)
}

/** Puts a kept answer back where it was given. */
export function putBack(question, texts) {
  const order = question.querySelector("[data-order]")
  const typed = question.querySelector("input[type=text], textarea")
  if (order) texts.forEach(key => { const thing = order.querySelector(`[data-key="${CSS.escape(key)}"]`); thing && order.append(thing) })
  else if (typed) typed.value = texts[0] ?? ""
  question.querySelectorAll("[data-pair]").forEach(select => { select.value = [...select.options].map(option => option.value).find(value => value && texts.includes(value)) ?? "" })
  question.querySelectorAll("[type=radio], [type=checkbox]").forEach(input => { input.checked ||= texts.includes(input.value) })
  colour(question)
}

/** Makes what can be moved movable, and what can be tapped tappable. */
export function prepare(question) {
  question.querySelectorAll("[data-order]").forEach(order => prepareOrder(question, order))
  question.querySelectorAll("[data-spot]").forEach(spot => spot.addEventListener("click", () => inputOf(question, spot).click()))
  question.addEventListener("change", () => colour(question))
}

const inputOf = (question, spot) => question.querySelector(`[value="${spot.dataset.spot}"]`)

function colour(question) {
  question.querySelectorAll("[data-spot]").forEach(spot => spot.classList.toggle("chosen", inputOf(question, spot).checked))
}

function prepareOrder(question, order) {
  const told = question.querySelector("[data-moved]")
  order.querySelectorAll("[data-by-number]").forEach(label => label.remove())
  for (const thing of order.children) {
    const [up, down] = ["up", "down"].map(way => thing.querySelector(`[data-${way}]`))
    up.hidden = down.hidden = false
    up.addEventListener("click", () => thing.previousElementSibling && move(() => thing.previousElementSibling.before(thing), up))
    down.addEventListener("click", () => thing.nextElementSibling && move(() => thing.nextElementSibling.after(thing), down))
    drag(thing.querySelector("[data-thing]"), thing, tell)
  }

  function move(doIt, button) {
    doIt()
    button.focus()
    tell(button.closest("[data-key]"))
  }

  function tell(thing) {
    const number = [...order.children].indexOf(thing) + 1
    told.textContent = told.dataset.words.replace("{thing}", thing.querySelector("[data-thing]").textContent).replace("{i}", number)
    question.dispatchEvent(new Event("change", { bubbles: true }))
  }
}

/** Dragged by its words, with a finger or a mouse. What is moved in the page lets go of a pointer, so the page listens. */
function drag(handle, thing, tell) {
  handle.classList.add("handle")
  handle.addEventListener("pointerdown", event => {
    if (event.button) return
    event.preventDefault()
    const follow = ({ clientX, clientY }) => place(thing, clientX, clientY)
    const end = () => {
      removeEventListener("pointermove", follow)
      if (thing.classList.contains("moving")) tell(thing)
      thing.classList.remove("moving")
    }
    addEventListener("pointermove", follow)
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, end, { once: true })
  })
}

function place(thing, x, y) {
  thing.classList.add("moving")
  const over = document.elementFromPoint(x, y)?.closest("[data-key]")
  if (!over || over === thing || over.parentNode !== thing.parentNode) return
  const { top, height } = over.getBoundingClientRect()
  if (y > top + height / 2) over.after(thing)
  else over.before(thing)
}
