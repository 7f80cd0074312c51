// Offers the screens of a rehearsal by their titles, and asks only for what the chosen happening needs.

const TITLE = /^screens-\d+-value-title$/
const [CHOICE, DOES] = ["[data-screen-choice]", "select[name$='-does']"]

const titles = () => [...document.querySelectorAll("[name^='screens-'][name$='-value-title']")].filter(input => TITLE.test(input.name))
const isHere = input => document.querySelector(`[name="${input.name.replace("-value-title", "-deleted")}"]`)?.value !== "1"
const keyOf = input => document.querySelector(`[name="${input.name.replace("-value-title", "-id")}"]`)?.value

prepare()
new MutationObserver(prepare).observe(document.body, { childList: true, subtree: true })
document.addEventListener("change", ({ target }) => target.matches(DOES) && dress(target))
document.addEventListener("input", ({ target }) => TITLE.test(target.name) && document.querySelectorAll(CHOICE).forEach(input => offer(input)))

function prepare() {
  document.querySelectorAll(`${CHOICE}:not([hidden])`).forEach(input => {
    const select = document.createElement("select")
    select.id = `${input.id}-screens`
    document.querySelector(`label[for="${input.id}"]`)?.setAttribute("for", select.id)
    select.addEventListener("focus", () => offer(input))
    select.addEventListener("pointerdown", () => offer(input))
    select.addEventListener("change", () => { input.value = select.value })
    input.hidden = true
    input.before(select)
    // Values arrive in the field after it was made.
    setTimeout(() => { offer(input); document.querySelectorAll(DOES).forEach(dress) })
  })
}

function offer(input) {
  const select = input.previousElementSibling
  const rows = titles().filter(isHere).map((title, number) => new Option(`${number + 1}. ${title.value}`, keyOf(title)))
  select.replaceChildren(new Option("—", ""), ...rows)
  select.value = input.value
  if (select.selectedIndex < 0) select.value = ""
}

/** Where it leads is asked only of what leads somewhere, and what to say only of what is wrong. */
function dress(does) {
  const field = name => document.querySelector(`[name="${does.name.replace(/does$/, name)}"]`)?.closest("[data-contentpath]")
  const [screen, say] = [field("screen"), field("say")]
  if (screen) screen.hidden = does.value !== "to"
  if (say) say.hidden = does.value !== "wrong"
}
