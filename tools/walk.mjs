// Walks through the site in a browser of another make or age: home, lesson, check, quiz, a kept course without network, people.
//
//   node tools/walk.mjs http://127.0.0.1:8000 /usr/bin/firefox-esr
//
// It needs puppeteer-core: version 10 for a Chromium of 2021, 24 for Firefox; tools/get_browsers.py brings both.
// PUPPETEER names the folder that it was installed into. PICTURES names one for what was seen, if that is wanted.

import { createRequire } from "node:module"
import net from "node:net"
import os from "node:os"
import path from "node:path"
import fs from "node:fs"

const MS = 20000
const NO_NETWORK = /net::ERR_(CONNECTION|EMPTY|INTERNET|SOCKET)|NS_ERROR_NET/
const [site, program] = process.argv.slice(2)
const folder = path.resolve(process.env.PUPPETEER ?? ".", "package.json")
const puppeteer = createRequire(folder)("puppeteer-core")
const isFirefox = /firefox/.test(program)
const profile = fs.mkdtempSync(path.join(os.tmpdir(), "walk-"))
const complaints = []
const line = await openLine(new URL(site))
const browser = await puppeteer.launch({
  executablePath: program, browser: isFirefox ? "firefox" : "chrome", headless: true, userDataDir: profile,
  args: isFirefox ? [] : ["--no-sandbox", "--disable-gpu", "--no-first-run"],
})
const page = await browser.newPage()
page.setDefaultTimeout(MS)
page.setDefaultNavigationTimeout(MS)
page.on("pageerror", error => complaints.push(`${page.url()}: ${error.message}`))
page.on("console", message => message.type() === "error" && !NO_NETWORK.test(message.text()) && complaints.push(`${page.url()}: ${message.text()}`))
if (!isFirefox) await page.setViewport({ width: 360, height: 640, isMobile: true, hasTouch: true })

const see = selector => page.waitForSelector(selector, { visible: true })
const attribute = (selector, name) => page.$eval(selector, (element, name) => element.getAttribute(name), name)

let at = "the start"
try {
  console.log(await browser.version())
  await walk()
} catch (error) {
  complaints.push(`${at}: ${error.message}`)
  await page.screenshot({ path: path.join(os.tmpdir(), "walk-failed.png") }).catch(() => {})
} finally {
  await browser.close()
  line.close()
  fs.rmSync(profile, { recursive: true, force: true, maxRetries: 3 })
}
complaints.forEach(complaint => console.error(complaint))
process.exit(complaints.length ? 1 : 0)

async function walk() {
  say("home"), await open("/")
  await nothingSticksOut()
  const course = await attribute("a[data-course]", "href")
  say("course"), await open(course)
  await nothingSticksOut()
  const lessons = await page.$$eval("main a[href]", (links, course) => links.map(link => link.pathname).filter(path => path.startsWith(course) && path !== course), course)
  const quiz = await attribute('a[href^="/quizzes/"]', "href")
  say("lesson"), await readLesson(lessons[0])
  say("quiz"), await takeQuiz(quiz)
  say("keep"), await open(course)
  await see("[data-keep][data-state=offered]")
  await tap("[data-keep-button]")
  await see("[data-keep][data-state=kept]")
  line.cut()
  say("lesson without network"), await readLesson(lessons[1])
  say("another page without network"), await open("/c/")
  await see("[data-kept-list] a")
  line.mend()
  say("people"), await open("/people/")
  await nothingSticksOut()
  say("what was read without network arrives"), await open("/learning/")
  await page.waitForFunction(() => new Promise(resolve => {
    const opened = indexedDB.open("learning")
    opened.onsuccess = () => {
      const asked = opened.result.transaction("events").objectStore("events").count()
      asked.onsuccess = () => { opened.result.close(); resolve(asked.result === 0) }
    }
  }))
}

async function readLesson(address) {
  await open(address)
  await nothingSticksOut()
  const count = (await page.$$("[data-step]")).length
  for (let number = 1; number <= count; number++) {
    const step = `#step-${number}`
    await see(`${step} .step-done button`)
    if (await page.$(`${step} [data-check]`)) {
      await tap(`${step} [data-check] input[data-right="1"]`)
      await tap(`${step} [data-check] button`)
      await see(`${step} [data-result]`)
    }
    await tap(`${step} .step-done button`)
  }
  await see("main .dot.big.done")
}

async function takeQuiz(address) {
  await open(address)
  await nothingSticksOut()
  const count = (await page.$$("[data-question]")).length
  for (let number = 1; number <= count; number++) {
    await tap(`[data-question]:not([hidden]) input`)
    await tap(number < count ? "[data-next]" : "[data-submit]")
  }
  await page.waitForFunction(() => location.pathname.includes("/quizzes/attempts/") && document.readyState === "complete")
}

function say(place) {
  at = place
  console.log(place)
}

async function open(address) {
  await page.goto(line.address + address, { waitUntil: "load" })
}

async function tap(selector) {
  await see(selector)
  await page.$eval(selector, element => element.click())
}

async function nothingSticksOut() {
  if (process.env.PICTURES) await page.screenshot({ path: path.join(process.env.PICTURES, `${at.replace(/ /g, "-")}.png`) })
  const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  if (wide > window) complaints.push(`${at}: ${wide} px wide on a screen of ${window}`)
}

/** A line to the site that can be cut, which is what a browser of any make understands. */
async function openLine({ hostname, port }) {
  const open = new Set()
  const line = { isCut: false }
  const server = net.createServer(near => {
    if (line.isCut) return near.destroy()
    const far = net.connect(port, hostname)
    for (const [one, other] of [[near, far], [far, near]]) {
      open.add(one)
      one.on("error", () => other.destroy()).on("close", () => { open.delete(one); other.destroy() }).pipe(other)
    }
  })
  await new Promise(resolve => server.listen(0, "127.0.0.1", resolve))
  line.address = `http://127.0.0.1:${server.address().port}`
  line.cut = () => { line.isCut = true; open.forEach(one => one.destroy()) }
  line.mend = () => { line.isCut = false }
  line.close = () => { line.cut(); server.close() }
  return line
}
