// A picture on which places are drawn: with the mouse, a finger or the arrow keys. Each row of a list keeps its own.

const SMALLEST = 2
const STEPS = { ArrowLeft: { x: -1 }, ArrowRight: { x: 1 }, ArrowUp: { y: -1 }, ArrowDown: { y: 1 } }

/**
 * `words`: what is said. `address`: of a picture, with /0/ for its key. `file()`: the key of the one that is chosen.
 * `rows()`: those that are there. `input(row)`: the hidden field of its place. `name(row)`, `isSolid(row)`, `add()`: a new row.
 * Gives { hint, board, draw, change }: two elements to put somewhere, and what to call after rows or the picture changed.
 */
export function drawingBoard({ words, address, file, rows, input, name, isSolid, add }) {
  const board = make("div", { className: "places" })
  const hint = make("p", { className: "places-hint" })
  const picture = make("img", { alt: "", draggable: false })
  const shapes = new Map()
  // While something new is drawn it belongs to no row yet: a new row would make the page jump.
  const sketch = make("div", { className: "place-sketch", hidden: true })
  board.append(picture, sketch)

  const read = row => JSON.parse(input(row).value || "null")
  const write = (row, area) => {
    input(row).value = JSON.stringify(area && inside(area))
    input(row).dispatchEvent(new Event("change", { bubbles: true }))
    draw()
  }

  function draw() {
    const present = rows()
    hint.textContent = file() ? words.how : words.no_picture
    board.hidden = !file()
    for (const [row, shape] of shapes) if (!present.includes(row)) { shape.remove(); shapes.delete(row) }
    present.forEach((row, number) => {
      tell(row, Boolean(read(row)))
      place(row, read(row), `${number + 1}. ${name(row) || words.nameless}`)
    })
  }

  function place(row, area, called) {
    const shape = shapes.get(row) ?? shapeOf(row)
    shape.hidden = !area
    shape.firstChild.textContent = called
    shape.setAttribute("aria-label", `${words.place} ${called}. ${words.keys}`)
    shape.classList.toggle("is-right", isSolid(row))
    lay(shape, area)
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
    button(row).disabled = !file()
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

  const free = () => rows().find(row => !read(row) && !row.hidden)

  function keep(area) {
    if (!area || area.width <= SMALLEST || area.height <= SMALLEST) return
    if (!free()) add()
    const row = free()
    if (!row) return
    write(row, area)
    shapes.get(row).focus()
  }

  board.addEventListener("pointerdown", event => {
    if (event.button) return
    const [row, shape] = [...shapes].find(([, shape]) => shape.contains(event.target)) ?? []
    const at = where(event)
    const before = row && read(row)
    const way = !row ? drawn : event.target.matches("i") ? resized : moved
    let area
    event.preventDefault()
    shape?.focus()
    board.setPointerCapture(event.pointerId)
    const follow = event => {
      area = way(before, at, where(event))
      row ? write(row, area) : lay(sketch, inside(area))
      sketch.hidden = Boolean(row)
    }
    const listening = new AbortController()
    const end = () => {
      listening.abort()
      sketch.hidden = true
      row ? shape.focus() : keep(area)
    }
    board.addEventListener("pointermove", follow, listening)
    board.addEventListener("pointerup", end, listening)
    board.addEventListener("pointercancel", end, listening)
  })

  function where(event) {
    const box = picture.getBoundingClientRect()
    return { x: 100 * (event.clientX - box.left) / box.width, y: 100 * (event.clientY - box.top) / box.height }
  }

  function change() {
    if (file()) picture.src = address.replace("/0/", `/${file()}/`)
    draw()
  }

  return { hint, board, draw, change }
}

function lay(shape, area) {
  for (const side in area) shape.style[{ x: "left", y: "top" }[side] ?? side] = `${area[side]}%`
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
