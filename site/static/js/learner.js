// What a learner does, kept on the phone until the server has it. Each event's key is made here, so sending twice is once.

const OUTBOX = "outbox"
const BATCH = 50

const read = (name, otherwise) => {
  try { return JSON.parse(localStorage.getItem(name)) ?? otherwise } catch { return otherwise }
}
const write = (name, value) => {
  try { localStorage.setItem(name, JSON.stringify(value)); return true } catch { return false }
}
const cookie = name => document.cookie.split("; ").find(part => part.startsWith(name + "="))?.slice(name.length + 1)

/** A UUID of version 7: it begins with the time, so the server's index stays in order. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let time = Date.now()
  for (let i = 5; i >= 0; i--) { bytes[i] = time % 256; time = Math.floor(time / 256) }
  bytes[6] = (bytes[6] & 0x0f) | 0x70
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("")
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")
}

/** The keys of this phone and of the person holding it; made here the first time, so that an answer lost on the way costs nothing. */
export function identity() {
  const known = cookie("learner") ?? ""
  const own = read("identity", null) ?? { device: newKey() }
  if (known && !known.startsWith("-")) own.learner = known
  // The phone was handed over: whoever begins now is a new person, the same one until the server has met them.
  else if (known && own.after !== known) own.learner = newKey()
  own.after = known
  own.learner ??= newKey()
  write("identity", own)
  return own
}

/** Whether this phone can keep anything; where it can't, the page's own forms do the work. */
export const canKeep = () => write("can-keep", true)

/** Keep what happened and try to send it; true once the server has it. */
export function record(events, url) {
  const learner = identity().learner
  const now = new Date().toISOString()
  const kept = write(OUTBOX, [...read(OUTBOX, []), ...events.map(event => ({ id: newKey(), occurred_at: now, by: learner, ...event }))])
  return kept ? flush(url) : Promise.resolve(false)
}

let sending = null

/** Send what is kept, one person's events at a time; true once the server has all of it. */
export function flush(url) {
  sending ??= send(url).finally(() => { sending = null })
  return sending
}

async function send(url) {
  for (;;) {
    const outbox = read(OUTBOX, [])
    if (!outbox.length) return true
    const by = outbox[0].by
    const batch = outbox.filter(event => event.by === by).slice(0, BATCH)
    const body = { device: identity().device, learner: by, sent_at: new Date().toISOString(), events: batch }
    try {
      const answer = await fetch(url, { method: "POST", keepalive: true, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) })
      const { results, error } = await answer.json() // the page of a Wi-Fi sign-in is no answer: it throws, and all is kept
      if (error === "foreign") localStorage.removeItem("identity")
      // A refusal of the whole batch, by the server itself, will not change by repeating it.
      const settled = new Set((results ?? (error ? batch : [])).map(event => event.id))
      if (!batch.some(event => settled.has(event.id))) return false
      write(OUTBOX, read(OUTBOX, []).filter(event => !settled.has(event.id)))
    } catch { return false }
  }
}

/** What this learner has done so far, or null where it can't be known now. */
export async function state(url) {
  if (!cookie("learner") || cookie("learner").startsWith("-")) return null
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" } })
    return answer.ok ? await answer.json() : null
  } catch { return null }
}
