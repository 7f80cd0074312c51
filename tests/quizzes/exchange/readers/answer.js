async ([xml, answer]) => {
  const box = document.createElement("item-container")
  const connected = new Promise((done) => box.addEventListener("qti-assessment-item-connected", (event) => done(event.detail), { once: true }))
  box.itemXML = xml
  document.body.append(box)
  const item = await connected
  await item.updateComplete
  await new Promise((done) => setTimeout(done, 100))
  item.updateResponseVariable("RESPONSE", answer)
  item.processResponse(true, false)
  return { score: Number(item.getOutcome("SCORE").value), words: item.querySelector("qti-item-body").textContent }
}
