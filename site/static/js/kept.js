// What this phone keeps, read from its own storage: right without network, whatever happened before.

const COURSE = "course "

export const isAble = "serviceWorker" in navigator && "caches" in window

/** The whole copies, as their lists say: {key, language, title, url, bytes, address, …}. */
export async function keptCourses() {
  const found = []
  for (const name of await names()) {
    const address = name.split(" ")[1]
    const answer = await caches.match(address, { cacheName: name })
    if (answer) found.push({ address, ...(await answer.json()) })
  }
  return found
}

/** Whether this course was asked for, even if its copy is not whole. */
export const isBegun = async address => (await names()).some(name => name.startsWith(`${COURSE}${address} `))

async function names() {
  return (await caches.keys()).filter(name => name.startsWith(COURSE))
}

/** Takes everything away, for the day the worker is switched off; true if a course was kept. */
export async function leave() {
  const hadCourses = (await names()).length > 0
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister()
  for (const name of await caches.keys()) await caches.delete(name)
  return hadCourses
}

/** "57 KB", "0,9 MB", as the page's language writes it. */
export function size(bytes) {
  if (bytes < 1e5) return `${Math.ceil(bytes / 1000)} KB`
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
  return `${new Intl.NumberFormat(document.documentElement.lang, digits).format(bytes / 1e6)} MB`
}
