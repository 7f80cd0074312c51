// Records a passage in the browser and sends it like a chosen file. Without a microphone the file field is enough.

const MIME = ["audio/ogg;codecs=opus", "audio/mp4", "audio/webm;codecs=opus"]
const canRecord = Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder)
let recorder = null

document.querySelector("[data-no-microphone]").hidden = canRecord
if (canRecord) document.querySelectorAll("[data-passage]").forEach(prepare)

function prepare(passage) {
  const button = passage.querySelector("[data-record]")
  button.hidden = false
  button.addEventListener("click", () => recorder?.button === button ? recorder.stop() : begin(passage, button))
}

async function begin(passage, button) {
  recorder?.drop()
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true, echoCancellation: true } })
    recorder = listen(stream, passage, button)
  } catch {
    document.querySelector("[data-no-microphone]").hidden = false
  }
}

function listen(stream, passage, button) {
  const status = passage.querySelector("[data-recording]")
  const words = button.textContent
  const media = new MediaRecorder(stream, { mimeType: MIME.find(type => MediaRecorder.isTypeSupported(type)), audioBitsPerSecond: 32000 })
  const pieces = []
  let isWanted = true
  media.addEventListener("dataavailable", event => pieces.push(event.data))
  media.addEventListener("stop", () => {
    stream.getTracks().forEach(track => track.stop())
    passage.classList.remove("is-recording")
    button.textContent = words
    status.textContent = ""
    recorder = null
    if (isWanted) send(passage.querySelector("[name=words]").form, new Blob(pieces, { type: media.mimeType }))
  })
  media.start()
  passage.classList.add("is-recording")
  button.textContent = button.dataset.stopWords
  status.textContent = status.dataset.words
  return { button, stop: () => media.stop(), drop: () => { isWanted = false; media.stop() } }
}

function send(form, blob) {
  const files = new DataTransfer()
  files.items.add(new File([blob], "recording", { type: blob.type }))
  form.querySelector("[type=file]").files = files.files
  form.submit()
}
