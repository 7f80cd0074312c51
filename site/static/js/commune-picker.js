// The list of places appears while a person types. Without this script the button "Look up" does the same.

const WAIT_MS = 250;

function improve(picker) {
  const text = picker.querySelector("[name=place]");
  const within = picker.querySelector("[name=within]");
  const answer = picker.querySelector("[data-answer]");
  const offline = picker.querySelector("[data-offline]");
  let timer;
  let latest;

  // Else Enter in any field of the form would look up a place instead of sending the form.
  picker.querySelectorAll("[name=look_up]").forEach((button) => { button.type = "button"; });

  async function lookUp() {
    clearTimeout(timer);
    latest?.abort();
    latest = new AbortController();
    const asked = new URLSearchParams({ q: text.value, within: within.value, fragment: "1" });
    try {
      const response = await fetch(`${picker.dataset.url}?${asked}`, { signal: latest.signal });
      if (!response.ok) throw new Error(response.status);
      show(await response.text());
      offline.hidden = true;
    } catch (error) {
      if (error.name !== "AbortError") offline.hidden = false;
    }
  }

  function show(html) {
    const found = new DOMParser().parseFromString(html, "text/html");
    found.querySelectorAll("[name=look_up]").forEach((button) => { button.type = "button"; });
    // The sentence is changed in place, so that screen readers say it.
    answer.querySelector("[role=status]").textContent = found.querySelector("[role=status]").textContent;
    answer.querySelector("[data-places]").replaceWith(keepChoice(found.querySelector("[data-places]")));
  }

  // What was chosen stays chosen: its radio is ticked in the new list, or carried over to it.
  function keepChoice(places) {
    const chosen = answer.querySelector("[name=unit]:checked");
    const again = chosen && places.querySelector(`[name=unit][value="${chosen.value}"]`);
    if (again) again.checked = true;
    else if (chosen) places.prepend(chosen.closest("label"));
    return places;
  }

  text.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(lookUp, WAIT_MS);
  });
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    lookUp();
  });
  picker.addEventListener("click", (event) => {
    const button = event.target.closest("[name=look_up]");
    if (!button) return;
    if (button.value === "everywhere") within.value = "";
    else if (button.value) {
      within.value = button.value;
      text.value = "";
    }
    if (button.value) text.focus();
    lookUp();
  });
}

document.querySelectorAll("[data-commune-picker]").forEach(improve);
