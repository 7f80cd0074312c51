// The worker was withdrawn by the operator: it takes away all it kept, tells the open pages, and goes.

self.addEventListener("install", () => self.skipWaiting())

self.addEventListener("activate", event => {
  event.waitUntil(leave())
})

async function leave() {
  await Promise.all((await caches.keys()).map(name => caches.delete(name)))
  await self.registration.unregister()
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true })
  open.forEach(client => client.postMessage({ state: "withdrawn" }))
}
