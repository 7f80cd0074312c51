// Places are drawn on the question's picture: with the mouse, a finger or the arrow keys. Each row keeps its own.

const SMALLEST = 2
const STEPS = { ArrowLeft: { x: -1 }, ArrowRight: { x: 1 }, ArrowUp: { y: -1 }, ArrowDown: { y: 1 } }
const cards = document.querySelector("[data-kind-cards]")
if (cards) addEventListener("load", () => prepare(JSON.parse(document.getElementById("question-editor-words").textContent).drawing))

function prepare(words) {
  const file = document.getElementById("id_picture")
  const rows = document.getElementById("id_choices-FORMS")
  const board = make("div", { className: "places" })
  const hint = make("p", { className: "places-hint" })
  const picture = make("img", { alt: "", draggable: false })
  const shapes = new Map()
  board.append(picture)
  rows.before(hint, board)
  hint.dataset.kinds = board.dataset.kinds = "hot-spot"

  const present = () => [...rows.children].filter(row => row.matches("[data-inline-panel-child]:not(.deleted)"))
  const input = row => row.querySelector("[data-place]")
  const read = row => JSON.parse(input(row).value || "null")
  const write = (row, area) => {
    input(row).value = JSON.stringify(area && inside(area))
    input(row).dispatchEvent(new Event("change", { bubbles: true }))
    draw()
  }

  function draw() {
    hint.textContent = file.value ? words.how : words.no_picture
    board.hidden = !file.value
    for (const [row, shape] of shapes) if (!present().includes(row)) { shape.remove(); shapes.delete(row) }
    present().forEach((row, number) => {
      tell(row, Boolean(read(row)))
      place(row, read(row), `${number + 1}. ${row.querySelector("[name$='-text']").value || words.nameless}`)
    })
  }

  function place(row, area, name) {
    const shape = shapes.get(row) ?? shapeOf(row)
    shape.hidden = !area
    shape.firstChild.textContent = name
    shape.setAttribute("aria-label", `${words.place} ${name}. ${words.keys}`)
    shape.classList.toggle("is-right", row.querySelector("[name$='-is_right']").checked)
    for (const side in area) shape.style[{ x: "left", y: "top" }[side] ?? side] = `${area[side]}%`
    board.append(...(shape.parentNode ? [] : [shape]))
  }

  function shapeOf(row) {
    const shape = make("button", { type: "button", className: "place" })
    shape.append(make("span"), make("i"))
    shape.addEventListener("keydown", event => moveByKey(event, row))
    shapes.set(row, shape)
    return shape
  }

  function moveByKey(event, row) {
    if (["Delete", "Backspace"].includes(event.key)) return event.preventDefault(), write(row, null), button(row).focus()
    if (!STEPS[event.key]) return
    event.preventDefault()
    const way = event.shiftKey ? resized : moved
    write(row, way(read(row), { x: 0, y: 0 }, { x: 0, y: 0, ...STEPS[event.key] }))
  }

  // The state of a place, in its row.
  function tell(row, isDrawn) {
    const line = row.querySelector(".place-state") ?? lineOf(row)
    line.querySelector("span").textContent = isDrawn ? `✓ ${words.drawn}` : words.missing
    button(row).textContent = isDrawn ? words.show : words.put
    button(row).disabled = !file.value
    line.lastChild.hidden = !isDrawn
  }

  const button = row => row.querySelector(".place-state button")

  function lineOf(row) {
    const line = make("p", { className: "place-state" })
    const [go, erase] = [1, 2].map(() => make("button", { type: "button", className: "button button-small button-secondary" }))
    go.addEventListener("click", () => {
      if (!read(row)) write(row, { x: 40, y: 40, width: 20, height: 20 })
      shapes.get(row).focus()
    })
    erase.textContent = words.erase
    erase.addEventListener("click", () => { write(row, null); go.focus() })
    line.append(make("span", { role: "status" }), go, erase)
    input(row).hidden = true
    input(row).after(line)
    return line
  }

  function rowFor(target) {
    const known = [...shapes].find(([, shape]) => shape.contains(target))
    if (known) return known[0]
    const isFree = row => !read(row)
    if (!present().some(row => isFree(row) && !row.hidden)) document.getElementById("id_choices-ADD").click()
    return present().find(row => isFree(row) && !row.hidden)
  }

  board.addEventListener("pointerdown", event => {
    if (event.button) return
    const shape = event.target.closest(".place")
    const row = rowFor(event.target)
    const at = where(event)
    const before = shape ? read(row) : null
    const way = !shape ? drawn : event.target.matches("i") ? resized : moved
    event.preventDefault()
    shape?.focus()
    board.setPointerCapture(event.pointerId)
    const follow = event => write(row, way(before, at, where(event)))
    const end = () => {
      board.removeEventListener("pointermove", follow)
      const area = read(row)
      if (!shape && area && (area.width <= SMALLEST || area.height <= SMALLEST)) write(row, null)
      else shapes.get(row)?.focus()
    }
    board.addEventListener("pointermove", follow)
    board.addEventListener("pointerup", end, { once: true })
    board.addEventListener("pointercancel", end, { once: true })
  })

  function where(event) {
    const box = picture.getBoundingClientRect()
    return { x: 100 * (event.clientX - box.left) / box.width, y: 100 * (event.clientY - box.top) / box.height }
  }

  const changePicture = () => {
    if (file.value) picture.src = cards.dataset.pictureAddress.replace("/0/", `/${file.value}/`)
    draw()
  }
  file.addEventListener("change", changePicture)
  rows.addEventListener("input", event => event.target.matches("[data-place]") || draw())
  rows.addEventListener("w-formset:removed", draw)
  new MutationObserver(draw).observe(rows, { childList: true })
  changePicture()
}

const clamp = (number, low, high) => Math.min(Math.max(number, low), high)

function drawn(_before, from, to) {
  const [a, b] = [from, to].map(({ x, y }) => ({ x: clamp(x, 0, 100), y: clamp(y, 0, 100) }))
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) }
}

function moved(area, from, to) {
  const x = clamp(area.x + to.x - from.x, 0, 100 - area.width)
  return { ...area, x, y: clamp(area.y + to.y - from.y, 0, 100 - area.height) }
}

function resized(area, from, to) {
  return { ...area, width: area.width + to.x - from.x, height: area.height + to.y - from.y }
}

// A rectangle that lies on the picture and can be hit, in tenths of a per cent.
function inside(area) {
  const [x, y] = [area.x, area.y].map(start => tenth(clamp(start, 0, 100 - SMALLEST)))
  return { x, y, width: tenth(clamp(area.width, SMALLEST, 100 - x)), height: tenth(clamp(area.height, SMALLEST, 100 - y)) }
}

function tenth(number) {
  return Math.round(number * 10) / 10
}

function make(tag, properties = {}) {
  return Object.assign(document.createElement(tag), properties)
}
