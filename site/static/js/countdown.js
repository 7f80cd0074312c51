// The time left of a quiz that has a limit: told quietly, and once aloud when little is left.

const SOON_S = 300

/** Counts down to a moment (ms) in `part`, then calls `atEnd`; returns what stops it. */
export function countDown(part, end, atEnd) {
  const words = part.querySelector("[data-left]")
  const soon = part.querySelector("[data-soon]")
  part.hidden = false
  const timer = setInterval(tick, 1000)
  tick()
  return () => clearInterval(timer)

  function tick() {
    const left = Math.max(0, Math.round((end - Date.now()) / 1000))
    words.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`
    if (left <= SOON_S && soon.hidden) soon.hidden = false
    if (left > 0) return
    clearInterval(timer)
    atEnd()
  }
}
