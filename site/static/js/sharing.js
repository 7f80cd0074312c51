// Copies the post, hands it to another app where the phone can, and prints. Without it the words can be selected.

const one = name => document.querySelector(`[data-${name}]`)
const post = one("post")

show("copy", copy)
if (navigator.share) show("share", () => navigator.share({ text: post.value }).catch(() => { /* they thought better of it */ }))
show("print", () => print())
post.addEventListener("focus", () => post.select())
fit()

function show(name, act) {
  one(name).hidden = false
  one(name).addEventListener("click", act)
}

async function copy({ currentTarget: button }) {
  post.select()
  try { await navigator.clipboard.writeText(post.value) } catch { if (!document.execCommand("copy")) return }
  button.textContent = button.dataset.copied
}

/** As tall as its words. */
function fit() {
  post.rows = 3
  while (post.scrollHeight > post.clientHeight && post.rows < 30) post.rows += 1
}
