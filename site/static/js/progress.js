// What a learner has done: as the server last said, with what it does not say yet.

const PATIENCE_MS = 3000

/** The server's document of the learner, right also without network; null where nothing is known. */
export async function state({ change, cookie, meta, rows }, url, learner) {
  const recent = async () => await meta(`recent ${learner}`) ?? [] // sent since the server last said how far the learner is
  const name = `state ${learner} ${url}`
  const before = await recent()
  const news = cookie("learner") === learner ? await ask(url) : null
  if (news?.learner?.id === learner) await change(`recent ${learner}`, remember(name, news, before, learner))
  const known = await meta(name)
  const waiting = (await rows("events")).filter(event => event.by === learner)
  const unsaid = [...await recent(), ...waiting]
  return unsaid.length ? merged(known, unsaid, waiting) : known ?? null
}

async function ask(url) {
  const late = new Promise(resolve => setTimeout(resolve, PATIENCE_MS))
  try {
    const answer = await Promise.race([fetch(url, { headers: { Accept: "application/json" } }), late])
    return answer?.ok ? await answer.json() : null
  } catch { return null }
}

function remember(name, news, before, learner) {
  const said = new Set(before.map(event => event.id))
  return ({ found, put }) => {
    put("meta", { name, value: news })
    if (found?.length) put("meta", { name: `recent ${learner}`, value: found.filter(event => !said.has(event.id)) })
  }
}

function merged(known, events, waiting) {
  const all = { continue: null, ...known, courses: { ...known?.courses }, rehearsals: { ...known?.rehearsals } }
  all.claims = { ...known?.claims }
  events.filter(event => event.object_type === "service").forEach(event => addClaim(all.claims, event))
  const lessons = events.filter(event => event.object_type === "lesson" && event.here)
  lessons.forEach(event => add(all.courses, event))
  const last = lessons[lessons.length - 1]
  if (last) all.continue = next(all.courses[last.here.course], last) ?? all.continue
  events.filter(event => event.object_type === "rehearsal" && event.verb === "completed").forEach(event => addRehearsal(all.rehearsals, event))
  all.waiting = waiting.filter(event => event.object_type === "quiz").map(event => event.object_key)
  return all
}

function add(courses, { verb, object_key: key, data, here }) {
  const course = courses[here.course] ?? { title: here.courseTitle, url: here.courseUrl, count: Number(here.lessons), lessons: {}, links: [] }
  const lesson = { done: false, step: 1, steps_done: [], count: here.steps, ...course.lessons[key] }
  if (verb === "completed") lesson.done = true
  lesson.step = Math.min(here.step + 1, here.steps)
  lesson.steps_done = [...new Set([...lesson.steps_done, data.step])]
  courses[here.course] = { ...course, lessons: { ...course.lessons, [key]: lesson } }
  courses[here.course].done = Object.values(courses[here.course].lessons).filter(one => one.done).length
  delete courses[here.course].summary // the page says it in its own words
}

/** The way with the least help counts. */
function addRehearsal(rehearsals, { object_key: key, data: { mode, mistakes } }) {
  const { mode: best = mode, times = 0 } = rehearsals[key] ?? {}
  const ways = ["show", "help", "alone"]
  rehearsals[key] = { mode: ways[Math.max(ways.indexOf(best), ways.indexOf(mode))], times: times + 1, mistakes }
}

/** What somebody else has confirmed can't be taken back. */
function addClaim(claims, { verb, object_key: key }) {
  if (verb === "completed") claims[key] ??= "claimed"
  else if (claims[key] !== "confirmed") delete claims[key]
}

/** Where to go on; nothing to say where the course is completed. */
function next(course, { object_key: key, here }) {
  if (course.completed) return null
  const lesson = course.lessons[key]
  const place = { course: course.title, done: course.done, count: course.count }
  if (lesson.done) return here.next && { ...place, url: here.next[0], title: here.next[1], detail: "" }
  return { ...place, title: here.title, url: `${here.url}#step-${lesson.step}`, number: here.number, step: lesson.step }
}

export async function forget({ change, rows }, learner) {
  const own = async store => (await rows(store)).filter(row => row.by === learner).map(row => row.id)
  const [events, refused] = [await own("events"), await own("refused")]
  const names = (await rows("meta")).map(row => row.name).filter(name => name.includes(learner))
  await change("identity", ({ found, put, drop }) => {
    events.forEach(id => drop("events", id))
    refused.forEach(id => drop("refused", id))
    names.forEach(name => drop("meta", name))
    if (found?.learner === learner) put("meta", { name: "identity", value: { device: found.device, after: found.after } })
  })
}
