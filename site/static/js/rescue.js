// What this phone has not sent yet: how much of whom, what was refused and why, and a file of it to take to a trainer.

import { cookie, flush, identity, record, rows } from "./learner.js"

const FORMAT = { format: "digital-education-for-all/events", version: 1 }
const LONGEST = 10000 // characters of an event that any site takes
const WHEN = { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
const one = selector => document.querySelector(selector)
const filled = (words, values) => words.replace(/{(\w+)}/g, (_, name) => values[name])
const show = (selector, isShown) => { one(selector).hidden = !isShown }

one("[data-send]").addEventListener("click", send)
one("[data-copy]").addEventListener("click", copy)
addEventListener("outbox", paint)
addEventListener("pageshow", event => event.persisted && paint())
paint()

async function paint() {
  const [own, events] = [await identity(), await rows("events")]
  const refused = await refusedBut(events)
  show("[data-none]", !events.length && !refused.length)
  show("[data-lead]", events.length)
  show("[data-some]", events.length || refused.length)
  paintPeople(own, events, refused, await names())
  const isMine = row => isOf(own.learner, row)
  paintReasons(refused.filter(isMine))
  show("[data-others]", [...events, ...refused].some(row => !isMine(row)))
  offerFile(await contents(own, events.filter(isMine), refused.filter(isMine)))
}

/** What is tried once more waits again. */
async function refusedBut(events) {
  const again = new Set(events.map(event => event.id))
  return (await rows("refused")).filter(row => !again.has(row.id))
}

/** What the site took for another phone's has nobody else here who could save it. */
const isOf = (learner, row) => !row.by || row.by === learner || row.reason === "foreign"

/** As the site last told this phone; on a public computer nobody is named. */
async function names() {
  const found = new Map()
  if (cookie("public")) return found
  for (const { name, value } of await rows("meta")) {
    if (name.startsWith("state ") && value?.learner?.name) found.set(value.learner.id, value.learner.name)
  }
  return found
}

function paintPeople(own, events, refused, known) {
  const list = one("[data-people]")
  const people = new Set([...events, ...refused].map(row => isOf(own.learner, row) ? own.learner : row.by))
  const ofPerson = (all, by) => all.filter(row => by === own.learner ? isOf(by, row) : row.by === by && !isOf(own.learner, row))
  list.querySelectorAll("li").forEach(item => item.remove())
  list.append(...[...people].map(by => {
    const item = list.querySelector("template").content.cloneNode(true)
    const name = known.get(by)
    const who = by === own.learner ? list.dataset.me : list.dataset.other
    item.querySelector("[data-name]").textContent = by === own.learner && name ? `${who}: ${name}` : name ?? who
    item.querySelector("[data-waiting]").textContent = counts(list.dataset, ofPerson(events, by), ofPerson(refused, by))
    return item
  }))
}

function counts(words, events, refused) {
  const day = events.map(event => event.occurred_at ?? "").sort()[0]
  return [
    events.length && filled(words.waits, { count: events.length, day: dated(day) }),
    refused.length && filled(words.refused, { count: refused.length }),
  ].filter(Boolean).join(" · ")
}

function dated(text) {
  const moment = new Date(text)
  return isNaN(moment) ? "?" : new Intl.DateTimeFormat(document.documentElement.lang, WHEN).format(moment)
}

function paintReasons(refused) {
  const items = [...document.querySelectorAll("[data-reason]")]
  const itemOf = ({ reason }) => items.find(item => item.dataset.reason === reason) ?? items[items.length - 1]
  for (const item of items) {
    const count = refused.filter(row => itemOf(row) === item).length
    item.querySelector("[data-count]").textContent = count
    item.hidden = !count
  }
  show("[data-refused-some]", refused.length)
}

/** The text of the file; null where this person has nothing to save. */
async function contents(own, events, refused) {
  const kept = all => all.filter(row => JSON.stringify(row).length < LONGEST)
  const plain = ({ by: _by, here: _here, ...event }) => event
  const ofPerson = (all, by) => kept(all).filter(row => (row.by ?? own.learner) === by).map(plain)
  const people = new Set([...kept(events), ...kept(refused)].map(row => row.by ?? own.learner))
  if (!people.size) return null
  const learners = [...people].map(learner => ({ learner, events: ofPerson(events, learner), refused: ofPerson(refused, learner) }))
  return JSON.stringify({ ...FORMAT, device: await mark(own.device), exported_at: new Date().toISOString(), learners })
}

/** The key of this phone would let whoever has the file in: only its digest is told. */
async function mark(device) {
  if (!crypto.subtle) return ""
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(device))
  return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, "0")).join("")
}

function offerFile(text) {
  show("[data-file-card]", text)
  if (!text) return
  const link = one("[data-file]")
  const name = filled(link.dataset.file, { day: new Date().toISOString().slice(0, 10) })
  URL.revokeObjectURL(link.href)
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }))
  link.download = `${name}.json`
  one("[data-text]").value = text
  // Browsers share no .json, and the site reads the text whatever the file is called.
  offerSharing(new File([text], `${name}.txt`, { type: "text/plain" }))
}

function offerSharing(file) {
  const isAble = navigator.canShare?.({ files: [file] })
  show("[data-share]", isAble)
  one("[data-share]").onclick = () => navigator.share({ files: [file] }).catch(() => { /* they thought better of it */ })
}

async function copy({ currentTarget: button }) {
  const text = one("[data-text]")
  text.select()
  try { await navigator.clipboard.writeText(text.value) } catch { if (!document.execCommand("copy")) return }
  button.textContent = button.dataset.copied
}

/** Also what was refused: the reason may be gone, or a trainer may have brought it in. */
async function send() {
  show("[data-not-sent]", false)
  const again = (await refusedBut(await rows("events"))).map(({ reason: _reason, ...event }) => event)
  if (again.length) await (await record(again)).sent
  show("[data-not-sent]", !await flush())
  paint()
}
