// What a learner does is kept on the phone first. Each event's key is made here, so that sending it twice is once.

const OPEN_MS = 5000
const STORES = { events: "id", refused: "id", meta: "name" }

/** A UUID of version 7: it begins with the time, so the server's index stays in order. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let time = Date.now()
  for (let i = 5; i >= 0; i--) { bytes[i] = time % 256; time = Math.floor(time / 256) }
  bytes[6] = (bytes[6] & 0x0f) | 0x70
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")
}

export const cookie = name => document.cookie.split("; ").find(part => part.startsWith(name + "="))?.slice(name.length + 1)

let opening = null
let shelf = null // what stands in where the database is missing or full

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("learning", 1)
    request.onupgradeneeded = () => { for (const name in STORES) request.result.createObjectStore(name, { keyPath: STORES[name] }) }
    request.onsuccess = () => {
      const database = request.result
      database.onclose = database.onversionchange = () => { database.close(); opening = null }
      resolve(database)
    }
    request.onerror = reject
    setTimeout(reject, OPEN_MS)
  }).then(async database => {
    if (hasShelf()) await (await import("./shelf.js")).moveInto(decide => work(database, "identity", decide))
    return database
  })
  return opening
}

function hasShelf() {
  try { return ["learning", "outbox", "identity"].some(name => localStorage.getItem(name)) } catch { return false }
}

/** One go that no other tab comes between; `decide({found, put, drop})` sees one value of `meta`. */
function work(database, name, decide) {
  return new Promise((resolve, reject) => {
    const task = database.transaction(Object.keys(STORES), "readwrite", { durability: "strict" })
    const put = (store, row) => task.objectStore(store).put(row)
    const drop = (store, key) => task.objectStore(store).delete(key)
    let answer
    task.objectStore("meta").get(name).onsuccess = ({ target }) => { answer = decide({ found: target.result?.value, put, drop }) }
    task.oncomplete = () => resolve(answer)
    task.onabort = () => reject(task.error)
  })
}

const useShelf = async () => { shelf ??= await import("./shelf.js") }

async function change(name, decide) {
  try { return await work(await open(), name, decide) } catch {
    const found = await meta(name)
    await useShelf()
    return shelf.change(name, found, decide)
  }
}

/** All rows of `events`, `refused` or `meta`, wherever this phone had room for them. */
export async function rows(store) {
  let found = []
  try {
    const request = (await open()).transaction(store).objectStore(store).getAll()
    found = await new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = reject
    })
  } catch { await useShelf() }
  return shelf ? [...found, ...shelf.rows(store)] : found
}

/** A value kept under a name; undefined where there is none. */
export const meta = async name => (await rows("meta")).filter(row => row.name === name).pop()?.value
export const setMeta = (name, value) => change(name, ({ put, drop }) => { value === undefined ? drop("meta", name) : put("meta", { name, value }) })

/** What leaves the database leaves the shelf too. */
const leave = ids => shelf?.leave(ids)

/** The keys of this phone and of the person holding it; made here the first time, so that an answer lost on the way costs nothing. */
export const identity = () => change("identity", ({ found, put }) => whoever(found, put))

function whoever(found, put = () => {}) {
  const known = cookie("learner") ?? ""
  // A public computer whose browser was closed: whoever sits there now is not who sat there before.
  const own = found && (known || !found.isPublic) ? { ...found } : { device: found?.device ?? newKey() }
  if (cookie("public")) own.isPublic = true
  else if (known) delete own.isPublic
  if (known && !known.startsWith("-")) own.learner = known
  // The phone was handed over: whoever begins now is a new person, the same one until the server has met them.
  else if (known && own.after !== known) own.learner = newKey()
  own.after = known
  own.learner ??= newKey()
  if (JSON.stringify(own) !== JSON.stringify(found)) put("meta", { name: "identity", value: own })
  return own
}

/** Keeps what happened, then sends it: {isKept: whether the phone had room, sent: a promise of whether the server has it}. */
export async function record(events) {
  const now = new Date().toISOString()
  const wanted = events.map(event => ({ id: newKey(), occurred_at: now, ...event }))
  await change("identity", ({ found, put }) => {
    const by = whoever(found, put).learner
    wanted.forEach(event => put("events", { by, ...event }))
  })
  return { isKept: !shelf?.isFull(), sent: later(() => import("./sending.js"), "arrive", new Set(wanted.map(event => event.id))) }
}

/** Sends what is kept; true once nothing waits. */
export const flush = async () => !(await rows("events")).length || later(() => import("./sending.js"), "flush")

/** What this learner has done so far, with what still waits on the phone; null where nothing is known. */
export async function state(url) {
  const { learner } = whoever(await meta("identity"))
  const isWaiting = (await rows("events")).some(event => event.by === learner)
  return cookie("learner") === learner || isWaiting ? later(() => import("./progress.js"), "state", url, learner) : null
}

/** Nothing of this person stays on the phone. */
export const forget = learner => later(() => import("./progress.js"), "forget", learner)

// Handed to what is fetched only when needed, which can't import this file.
const later = (file, name, ...words) => file().then(part => part[name](phone, ...words)).catch(() => null)
const phone = { change, cookie, identity, leave, meta, rows, setMeta }

addEventListener("online", flush)
addEventListener("visibilitychange", flush)
flush()
