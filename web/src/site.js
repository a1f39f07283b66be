// The one script of a folder of pages, plain because browsers read no modules from a disk: what pages do, and search without a service.
import { announce } from "./app.js";
import "./query.js";
import "./graph.js";

const SHOWN = 100;
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/œ/g, "oe").replace(/æ/g, "ae").toLowerCase();
const wordsOf = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
/** How loosely a thing fits, 0 the best; -1 for not at all. Each word begins a word of a name. */
function fits(names, wanted) {
  const text = ` ${wordsOf(names).join(" ")} `;
  if (!wanted.every((word) => text.includes(` ${word}`))) return -1;
  return names.split(" | ").some((name) => wordsOf(name).join(" ") === wanted.join(" ")) ? 0 : names.length;
}

function line([name, kind, href]) {
  const item = document.createElement("li"), link = document.createElement("a"), text = document.createElement("bdi"), note = document.createElement("span");
  item.className = "result";
  note.className = "note";
  link.href = href;
  text.textContent = name;
  note.textContent = kind ? ` · ${kind}` : "";
  link.append(text);
  item.append(link, note);
  return item;
}

function searching() {
  const found = document.getElementById("found"), every = document.getElementById("every"), box = document.getElementById("q");
  const things = globalThis.metrographNames;
  if (!found || !box || !things) return;
  const told = found.querySelector("[role=status]"), list = found.querySelector("ul");
  const show = () => {
    const wanted = wordsOf(box.value.slice(0, 200));
    found.hidden = !wanted.length;
    every.hidden = !found.hidden;
    if (!wanted.length) return;
    const hits = things.map((one) => [fits(one[3], wanted), one]).filter(([loose]) => loose >= 0).sort(([a], [b]) => a - b);
    list.replaceChildren(...hits.slice(0, SHOWN).map(([, one]) => line(one)));
    told.textContent = hits.length ? `${found.dataset.some} ${hits.length}${hits.length > SHOWN ? ` (1–${SHOWN})` : ""}` : found.dataset.none;
  };
  document.getElementById("typed").hidden = false;
  box.value = new URLSearchParams(location.search).get("q") ?? "";
  let timer;
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 100); });
  box.form.addEventListener("submit", (event) => { event.preventDefault(); show(); announce(told.textContent); });
  show();
}

searching();
