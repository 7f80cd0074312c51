// Quick checks that are ordered, paired or typed, marked on the phone: practice, so the key may be in the page. The same rules as quizzes/scoring.py.

import { given, prepare } from "./answering.js"
import { record } from "./learner.js"

const { locale } = document.querySelector("[data-steps]").dataset

document.querySelectorAll(".check").forEach(prepare)
document.querySelectorAll("[data-practice]").forEach(form => {
  const key = JSON.parse(form.querySelector("script").textContent)
  form.addEventListener("submit", event => {
    event.preventDefault()
    const result = form.querySelector("[data-result]")
    const answer = given(form)
    if (!answer.length) return say(result, "", result.dataset.empty)
    const { isRight, feedback } = mark(key, answer)
    const words = [feedback, isRight ? key.right_feedback : key.wrong_feedback, isRight ? key.explanation : ""]
    if (isRight === null) say(result, "", result.dataset.noted, [key.explanation])
    else say(result, isRight ? "good" : "danger", isRight ? result.dataset.right : result.dataset.wrong, words)
    record([{ verb: "answered", object_type: "question", object_key: form.dataset.practice, locale, data: { choices: answer } }])
  })
})

/** {isRight: null where only a person can tell, feedback} */
export function mark(key, answer) {
  const { choices, interaction } = key
  if (interaction === "long-fill-in") return { isRight: null }
  if (interaction === "sequencing") return { isRight: choices.every((choice, index) => choice.key === answer[index]) }
  if (interaction === "matching") return { isRight: choices.filter(choice => choice.text).every(choice => answer.includes(`${choice.key}=${choice.match}`)) }
  const best = choices.filter(choice => fits(key, choice, answer[0])).sort((a, b) => b.worth - a.worth)[0]
  return { isRight: best?.worth === 1, feedback: best?.feedback }
}

function fits(key, choice, typed) {
  if (choice.text === "*") return true
  const wanted = numbers(choice.text)
  const isNear = numbers(typed).some(a => wanted.some(b => Math.abs(a - b) <= choice.tolerance + 1e-9))
  return isNear || (key.interaction === "fill-in" && form(key, typed) === form(key, choice.text))
}

/** Every number that a text may mean, in Vietnamese and in English. */
export function numbers(text) {
  const bare = text.normalize("NFKC").trim().toLowerCase().replace(/(%|đồng|đ|₫|vnđ|vnd)\.?$/, "").replace(/\s/g, "")
  if (!/^[+-]?\d[\d.,]*$/.test(bare)) return []
  return [read(bare, ",", "."), read(bare, ".", ",")].filter(number => number !== null)
}

function read(text, point, group) {
  const [whole, decimals = "", more] = text.split(point)
  const parts = whole.replace(/^[+-]/, "").split(group)
  const isGrouped = parts.length === 1 || (parts[0].length <= 3 && parts.slice(1).every(part => part.length === 3))
  return more !== undefined || decimals.includes(group) || !isGrouped ? null : Number(`${whole.split(group).join("")}.${decimals || 0}`)
}

/** Words as they are compared: wherever the tone mark stands, and without what the author lets pass. */
function form({ ignores_case, ignores_accents }, text) {
  let words = text.normalize("NFC").replace(/[’ʼ]/g, "'")
  if (ignores_case) words = words.toLowerCase()
  if (ignores_accents) words = words.replace(/đ/g, "d").replace(/Đ/g, "D")
  return words.normalize("NFD").trim().split(/\s+/).map(ignores_accents ? bare : toneLast).join(" ")
}

const bare = word => word.replace(/[\u0300-\u036f]/g, "")

function toneLast(word) {
  const tones = /[\u0300\u0301\u0303\u0309\u0323]/g
  return word.replace(tones, "") + (word.match(tones) ?? []).join("")
}

function say(result, kind, heading, sentences = []) {
  result.className = `note ${kind}`
  const bold = document.createElement("b")
  bold.textContent = heading
  result.replaceChildren(bold, ...sentences.filter(Boolean).map(sentence => Object.assign(document.createElement("p"), { textContent: sentence })))
  result.hidden = false
}
