// Where a phone has no database, or a full one: localStorage, else the memory of the page until it is left.

let unkept = null

const read = name => { try { return JSON.parse(localStorage.getItem(name)) } catch { return null } }
const shelf = () => unkept ?? { events: {}, refused: {}, meta: {}, ...read("learning") }

function keep(changed) {
  try {
    localStorage.setItem("learning", JSON.stringify(changed))
    unkept = null
  } catch { unkept = changed }
}

/** True while something is kept nowhere but in this page. */
export const isFull = () => unkept !== null

export const rows = store => Object.values(shelf()[store])

export function change(name, found, decide) {
  const changed = shelf()
  const put = (store, row) => { changed[store][row.id ?? row.name] = row }
  const drop = (store, key) => { delete changed[store][key] }
  const answer = decide({ found: changed.meta[name]?.value ?? found, put, drop })
  keep(changed)
  return answer
}

export function leave(ids) {
  const changed = shelf()
  ids.forEach(id => { delete changed.events[id] })
  keep(changed)
}

/** What a full phone, or an earlier version of this site, left here belongs in the database. */
export async function moveInto(work) {
  const [left, outbox, identity] = ["learning", "outbox", "identity"].map(read)
  const moved = { ...left, events: Object.values({ ...left?.events, ...outbox }) }
  try {
    await work(({ found, put }) => {
      if (identity && !found) put("meta", { name: "identity", value: identity })
      for (const [store, all] of Object.entries(moved)) Object.values(all).forEach(row => row.name === "identity" && found || put(store, row))
    })
    for (const name of ["learning", "outbox", "identity"]) localStorage.removeItem(name)
  } catch { /* still full: it stays here */ }
}
