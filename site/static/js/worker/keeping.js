// Keeping a course: all of it or nothing. A new copy is whole before the old one goes, and never changes under a reader's hands.

const AT_ONCE = 3
const FILE_MS = 60000
const running = new Map()

self.addEventListener("message", event => {
  const { what, address } = event.data ?? {}
  if (what === "keep") event.waitUntil(oneAtATime(address, keep))
  if (what === "remove") event.waitUntil(oneAtATime(address, remove))
  if (what === "update") event.waitUntil(update())
})

/** Two tabs that ask for the same are one request. */
function oneAtATime(address, work) {
  const task = (running.get(address) ?? Promise.resolve()).then(() => work(address))
  running.set(address, task)
  return task
}

async function update() {
  const names = (await caches.keys()).filter(name => name.startsWith(COURSE))
  for (const address of new Set(names.map(addressIn))) await oneAtATime(address, keep)
}

async function keep(address) {
  const earlier = (await copies()).find(copy => addressIn(copy.name) === address)
  // An update goes unheard.
  const say = news => { if (!earlier) tell({ address, ...news }) }
  let name = null
  try {
    const list = await listAt(address)
    if (!list) return remove(address)
    name = `${COURSE}${address} ${list.version}`
    if (name !== earlier?.name) await fill(name, list, say)
    if (name !== earlier?.name && earlier && await isLearning([list, earlier.list])) return
    await finish(name, address, list)
    tell({ address, state: "kept" })
  } catch (error) {
    const isFull = error.name === "QuotaExceededError"
    if (isFull && name) await caches.delete(name)
    say({ state: isFull ? "full" : "broken" })
  }
}

/** The list of what to keep; null where the site itself says that the course is gone. */
async function listAt(address) {
  const answer = await fetch(address, { credentials: "omit", cache: "no-cache" })
  const list = await answer.json() // the page of a Wi-Fi sign-in is no list: it throws
  if (list.gone) return null
  if (!list.files || list.files.some(({ url }) => PERSONAL.test(url))) throw new Error("no list")
  return list
}

async function fill(name, list, say) {
  const cache = await caches.open(name)
  const waiting = [...list.files]
  let [done, bytes, trouble] = [0, 0, null]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await provide(cache, next)
      bytes += next.bytes
      say({ state: "loading", done: ++done, count: list.files.length, bytes, of: list.bytes })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, () => work().catch(error => { waiting.length = 0; trouble ??= error })))
  if (trouble) throw trouble
}

/** What a broken download left, and what another copy has, is not fetched again. */
async function provide(cache, wanted) {
  if (await cache.match(wanted.url, { ignoreVary: true })) return
  await cache.put(wanted.url, (await heldElsewhere(wanted)) ?? (await download(wanted).catch(() => download(wanted, "reload"))))
}

async function heldElsewhere({ url, integrity }) {
  const copy = (await copies()).find(({ list }) => list.files.some(file => file.url === url && file.integrity === integrity))
  return copy?.cache.match(url, { ignoreVary: true })
}

/** Exactly what the list promises, as anyone gets it: whatever else comes is refused by the browser. */
async function download({ url, integrity }, cache = "default") {
  const control = new AbortController()
  const timer = setTimeout(() => control.abort(), FILE_MS)
  try {
    const answer = await fetch(url, { integrity, cache, credentials: "omit", redirect: "error", signal: control.signal })
    if (answer.status !== 200) throw new Error(answer.status)
    return answer
  } finally {
    clearTimeout(timer)
  }
}

async function isLearning(lists) {
  const lessons = new Set(lists.flatMap(list => list.lessons))
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true })
  return open.some(client => lessons.has(new URL(client.url).pathname))
}

async function finish(name, address, list) {
  const cache = await caches.open(name)
  await cache.put(address, new Response(JSON.stringify(list), { headers: { "Content-Type": "application/json" } }))
  await forget(address, name)
}

async function remove(address) {
  await forget(address)
  tell({ address, state: "removed" })
}

async function forget(address, butNot) {
  const names = (await caches.keys()).filter(name => name.startsWith(`${COURSE}${address} `) && name !== butNot)
  known = readCopies().then(found => found.filter(({ name }) => !names.includes(name)))
  await known // from now on nobody is given what is going
  await Promise.all(names.map(name => caches.delete(name)))
  known = null
}

async function tell(news) {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true })
  open.forEach(client => client.postMessage(news))
}
