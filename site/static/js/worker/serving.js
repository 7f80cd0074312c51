// The worker answers from what is kept on this phone first, else from the network, else with a calm page.
// In front of this file the server writes SHELL: {version, files, offline: {language in the address: page}}.

const SHELL_CACHE = `shell ${SHELL.version}`
const COURSE = "course " // a kept course lies in the cache "course <address of its list> <version>"
const PATIENCE_MS = 4000
const STAFF = /^\/admin\//
// About one person: never kept, so there is nothing better than to wait for it.
const PERSONAL = /^(\/[a-z]{2,3})?\/(learning(?!\/rehearsals\/)|people|quizzes\/attempts|certificates|reports|accounts|events)\//
const FILE = /^\/(static|media|documents)\//
const waitedFor = new Set()
let known = null

self.addEventListener("install", event => {
  self.skipWaiting()
  event.waitUntil(caches.open(SHELL_CACHE).then(cache => Promise.all(SHELL.files.map(file => provide(cache, file)))))
})

self.addEventListener("activate", event => {
  event.waitUntil(forgetOldShells().then(() => self.clients.claim()))
})

// Posts are never touched: passed on from here they would look like our own, wherever they came from.
self.addEventListener("fetch", event => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== "GET" || origin !== location.origin || STAFF.test(pathname)) return
  if (request.mode === "navigate") event.respondWith(page(request, pathname))
  else if (FILE.test(pathname)) event.respondWith(file(request, pathname))
})

async function forgetOldShells() {
  const names = await caches.keys()
  await Promise.all(names.filter(name => name.startsWith("shell ") && name !== SHELL_CACHE).map(name => caches.delete(name)))
}

async function page(request, path) {
  const kept = await keptCopy(path)
  if (kept) return kept
  try {
    return await patiently(request, path)
  } catch {
    return (await inShell(path)) ?? (await inShell(offlinePath(path))) ?? Response.error()
  }
}

/** A bad network gets a few seconds where courses are kept to go on with; who asks again is ready to wait. */
async function patiently(request, path) {
  const answer = fetch(request)
  if (PERSONAL.test(path) || waitedFor.delete(path) || !(await copies()).length) return answer
  answer.catch(() => {}) // may come after we gave up
  const late = new Promise((_, refuse) => setTimeout(() => { waitedFor.add(path); refuse(new Error("late")) }, PATIENCE_MS))
  return Promise.race([answer.finally(() => waitedFor.delete(path)), late])
}

async function file(request, path) {
  const found = (await keptCopy(path)) ?? (await inShell(path))
  if (!found) return fetch(request)
  const range = request.headers.get("Range")
  return range ? slice(found, range) : found
}

const offlinePath = path => SHELL.offline[path.split("/")[1]] ?? SHELL.offline[""]
const inShell = path => caches.match(path, { cacheName: SHELL_CACHE, ignoreVary: true })

async function keptCopy(path) {
  for (const { cache, list } of await copies()) {
    const found = await cache.match(list.instead[path] ?? path, { ignoreVary: true })
    if (found) return found
  }
}

/** The whole copies: one that still lacks a file has no list yet. Only this worker changes them, so it may remember. */
async function copies() {
  known ??= readCopies()
  return known
}

async function readCopies() {
  const found = []
  for (const name of (await caches.keys()).filter(name => name.startsWith(COURSE))) {
    const answer = await caches.match(addressIn(name), { cacheName: name }) // to open it could make it anew
    if (answer) found.push({ name, cache: await caches.open(name), list: await answer.json() })
  }
  return found
}

const addressIn = name => name.split(" ")[1]

/** Players ask for sound piece by piece. */
async function slice(answer, range) {
  const whole = await answer.blob()
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [null, "0", ""]
  const start = first ? Number(first) : Math.max(0, whole.size - Number(last))
  const end = first && last ? Math.min(Number(last), whole.size - 1) : whole.size - 1
  if (start > end) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${whole.size}` } })
  const headers = { "Content-Type": answer.headers.get("Content-Type"), "Content-Range": `bytes ${start}-${end}/${whole.size}`, "Accept-Ranges": "bytes" }
  return new Response(whole.slice(start, end + 1), { status: 206, headers })
}
