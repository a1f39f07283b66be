// Suggestions while somebody types a name: a combobox over the form, which works without it.
import { announce } from "./app.js";

const WAIT = 150;

function suggest(box) {
  const form = box.form;
  const place = document.createElement("div");
  place.className = "suggested";
  place.hidden = true;
  form.append(place);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", `${box.id}-list`]]) box.setAttribute(name, value);
  place.id = `${box.id}-list`;
  let timer, asking, chosen = -1;
  const options = () => [...place.querySelectorAll("[role=option]")];

  function close() {
    place.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function choose(at) {
    const all = options();
    chosen = all.length ? (at + all.length) % all.length : -1;
    all.forEach((one, n) => one.setAttribute("aria-selected", String(n === chosen)));
    if (chosen < 0) return;
    box.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  }

  async function ask() {
    const words = box.value.trim();
    asking?.abort();
    if (words.length < 2) return close();
    asking = new AbortController();
    try {
      const answer = await fetch(`${form.getAttribute("action")}?${new URLSearchParams({ q: words.slice(0, 200), part: "list" })}`, { signal: asking.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) return close();
      const read = new DOMParser().parseFromString(await answer.text(), "text/html");
      place.replaceChildren(...read.body.children);
      options().forEach((one, n) => { one.id = `${box.id}-hit-${n}`; });
    } catch { return; } // taken back, or no network: the form still works
    chosen = -1;
    place.hidden = !options().length;
    box.setAttribute("aria-expanded", String(!place.hidden));
    if (!place.hidden) announce(`${options().length}`);
  }

  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !place.hidden) { event.preventDefault(); close(); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (place.hidden) return;
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1));
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(options()[chosen].dataset.href);
    }
  });
  place.addEventListener("mousedown", (event) => {
    const one = event.target.closest("[role=option]");
    if (one) { event.preventDefault(); location.assign(one.dataset.href); }
  });
  box.addEventListener("blur", () => setTimeout(close, 100));
}

document.querySelectorAll('form.search input[type="search"]').forEach(suggest);
