// From the phone to the server: in batches, again and again until each event is decided, a wrong one apart from the right ones.

const [BATCH, CHARACTERS] = [50, 40000]
const KEEPALIVE = 20000 // a browser lets requests of little more outlive their page
const [ANSWER_MS, SOONEST_MS, LATEST_MS] = [30000, 2000, 300000]
const pause = ms => new Promise(resolve => setTimeout(resolve, ms))

const address = document.body.dataset.events
let phone = null // what learner.js can do
let sending = null
let timer = null
let tries = 0

/** Sends what waits; true once nothing does. */
export function flush(own) {
  phone = own
  sending ??= alone(sendAll).catch(() => false).then(plan).finally(() => { sending = null })
  return sending
}

/** Whether the server has the events with these keys; who joins a sending at its very end is not in it. */
export async function arrive(own, ids) {
  const isIn = async store => (await own.rows(store)).some(event => ids.has(event.id))
  if (await flush(own) && await isIn("events")) await flush(own)
  return !(await isIn("events")) && !(await isIn("refused"))
}

function plan(isAll) {
  clearTimeout(timer)
  tries = isAll ? 0 : tries + 1
  if (!isAll) timer = setTimeout(() => flush(phone), Math.min(LATEST_MS, SOONEST_MS * 2 ** (tries - 1)) * (1 + Math.random()) / 2)
  return isAll
}

/** One tab at a time: for the network's sake, for the server takes twice as once. */
async function alone(send) {
  if (navigator.locks) return navigator.locks.request("sending", send)
  while (!await phone.change("lease", takeLease)) await pause(1000)
  return send().finally(() => phone.setMeta("lease"))
}

function takeLease({ found, put }) {
  const until = Date.now() + ANSWER_MS
  if (found > Date.now() && found <= until) return false
  put("meta", { name: "lease", value: until })
  return true
}

async function sendAll() {
  let isAll = true
  for (const by of new Set((await phone.rows("events")).map(event => event.by))) isAll = await sendOf(by) && isAll
  return isAll
}

/** One person's events never wait for those of another. */
async function sendOf(by) {
  for (;;) {
    const batch = fitting((await phone.rows("events")).filter(event => event.by === by))
    if (!batch.length) return true
    if (!await deliver(by, batch)) return false
  }
}

function fitting(events) {
  let room = CHARACTERS
  return events.slice(0, BATCH).filter((event, index) => (room -= JSON.stringify(event).length) > 0 || !index)
}

async function deliver(by, batch) {
  const { status, results, error } = await post(by, batch)
  if (results) return settle(by, batch, results)
  if (error === "foreign") await forgetKey(by)
  // The page of a Wi-Fi sign-in is no answer of ours; ours to a whole batch may be the fault of one event.
  const isFault = status === 413 || status === 500 || (error && status < 500 && status !== 429)
  if (isFault && batch.length > 1 && error !== "foreign") return deliverHalves(by, batch)
  return isFault && status !== 500 && settle(by, batch, batch.map(({ id }) => ({ id, outcome: "refused", reason: error ?? "oversized" })))
}

async function deliverHalves(by, batch) {
  const half = batch.length >> 1
  const isFirst = await deliver(by, batch.slice(0, half))
  return await deliver(by, batch.slice(half)) && isFirst
}

/** The key is another phone's: whoever goes on here gets an own one. */
function forgetKey(by) {
  return phone.change("identity", ({ found, put }) => { if (found?.learner === by) put("meta", { name: "identity", value: { ...found, learner: undefined } }) })
}

async function post(by, batch) {
  const control = new AbortController()
  const late = setTimeout(() => control.abort(), ANSWER_MS)
  const events = batch.map(({ by: _by, here: _here, ...event }) => event)
  try {
    const body = JSON.stringify({ device: (await phone.identity()).device, learner: by, sent_at: new Date().toISOString(), events })
    const answer = await fetch(address, { method: "POST", keepalive: body.length < KEEPALIVE, signal: control.signal, headers: { "Content-Type": "application/json" }, body })
    return { status: answer.status, ...(await answer.json().catch(() => null)) }
  } catch { return {} } finally { clearTimeout(late) }
}

/** What the server has leaves the phone; what it refused stays, with the reason. True if each event was decided. */
async function settle(by, batch, results) {
  const outcomes = new Map(results.map(result => [result.id, result]))
  const decided = batch.filter(({ id }) => ["stored", "known", "refused"].includes(outcomes.get(id)?.outcome))
  const arrived = decided.filter(({ id }) => outcomes.get(id).outcome !== "refused")
  await phone.change(`recent ${by}`, ({ found, put, drop }) => {
    decided.forEach(event => arrived.includes(event) || put("refused", { ...event, reason: outcomes.get(event.id).reason }))
    decided.forEach(({ id }) => drop("events", id))
    arrived.forEach(({ id }) => drop("refused", id))
    put("meta", { name: `recent ${by}`, value: [...found ?? [], ...arrived] })
    const attempt = arrived.filter(event => event.object_type === "quiz").pop()
    if (attempt) put("meta", { name: `marked ${by}`, value: attempt.id })
  })
  phone.leave(decided.map(({ id }) => id))
  const isAll = arrived.length === batch.length && !(await phone.rows("events")).length
  dispatchEvent(new CustomEvent("outbox", { detail: { isAll } }))
  return decided.length === batch.length
}
