// Questions and queries: a filter over the catalogue, answers without leaving the page, the editor, copies, a history of one's own.
import { announce } from "./app.js";

const form = document.getElementById("own");
const box = document.getElementById("query");
const HISTORY = "queries", KEPT = 20, ADDRESS = 6000;
let editor = null, running = null;

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function filter() {
  const field = document.querySelector("[data-filter]");
  if (!field || !document.querySelector(".shelf")) return;
  const told = document.querySelector("[data-found]");
  const entries = [...document.querySelectorAll(".shelf li")].map((item) =>
    [item, folded(`${item.textContent} ${item.dataset.words} ${item.closest(".shelf").querySelector("h2").textContent}`)]);
  field.addEventListener("input", () => {
    const words = folded(field.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const [item, text] of entries) {
      item.hidden = !words.every((word) => text.includes(word));
      if (!item.hidden) found += 1;
    }
    for (const shelf of document.querySelectorAll(".shelf")) shelf.hidden = !shelf.querySelector("li:not([hidden])");
    const topics = document.querySelector(".topics");
    if (topics) topics.hidden = words.length > 0;
    told.textContent = words.length ? filled(told.dataset.found, { n: found }) : "";
    if (words.length) announce(told.textContent);
  });
}

function copies(inside) {
  for (const button of inside.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue; // only on this machine, or over https
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(source.value ?? source.textContent);
        announce(button.dataset.done);
        button.classList.add("copied");
        setTimeout(() => button.classList.remove("copied"), 1500);
      } catch { source.select?.(); }
    });
  }
}

// ---- answers

const text = () => editor ? editor.text() : box.value;

function mark() {
  const wrong = document.querySelector("#result .refusal");
  if (!editor) return;
  const place = wrong && Number(wrong.dataset.line) ? { line: Number(wrong.dataset.line), column: Number(wrong.dataset.column), width: Number(wrong.dataset.width) } : null;
  editor.mark(place, wrong ? wrong.querySelector("h2").textContent : "");
}

async function swap(address, { body = null, push = true, focus = false } = {}) {
  const result = document.getElementById("result");
  const told = document.querySelector("[data-busy]");
  const stop = document.querySelector("[data-cancel]");
  running?.abort();
  const mine = running = new AbortController();
  const start = performance.now();
  result.setAttribute("aria-busy", "true");
  if (told) { told.textContent = told.dataset.busy; stop.hidden = false; }
  try {
    const reply = await fetch(address, body ? { method: "POST", body, signal: mine.signal } : { signal: mine.signal });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const fresh = page.getElementById("result");
    if (!fresh || fresh.querySelector("[data-graph]")) { location.assign(reply.url); return; } // what else draws on a page does so when it opens
    result.replaceChildren(...fresh.childNodes);
    document.title = page.title;
    if (push && !body) history.pushState({ query: form ? text() : null }, "", address);
    settle(result, (performance.now() - start) / 1000, told, focus);
  } catch (error) {
    if (running !== mine) return;
    if (told) told.textContent = error.name === "AbortError" ? told.dataset.stopped : told.dataset.failed;
    if (told) announce(told.textContent);
  } finally {
    if (running === mine) { running = null; result.removeAttribute("aria-busy"); if (stop) stop.hidden = true; }
  }
}

function settle(result, seconds, told, focus) {
  prepare(result);
  mark();
  const count = result.querySelector("[data-count]");
  const wrong = result.querySelector(".refusal h2");
  const time = seconds.toLocaleString(document.documentElement.lang, { maximumFractionDigits: seconds < 1 ? 2 : 1 });
  const words = count ? (told ? filled(told.dataset.done, { rows: count.textContent, seconds: time }) : count.textContent) : wrong?.textContent ?? "";
  if (told) told.textContent = count ? words : "";
  announce(words);
  if (focus) result.querySelector("h2, .tools")?.scrollIntoView({ block: "nearest" });
}

function prepare(result) {
  copies(result);
  for (const link of result.querySelectorAll("a[data-swap]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
      event.preventDefault();
      const name = link.closest("thead") ? link.textContent : "";
      swap(link.href).then(() => name && [...document.querySelectorAll("#answer thead a")].find((each) => each.textContent === name)?.focus());
    });
  }
}

function run(event) {
  event?.preventDefault();
  if (editor) box.value = editor.text();
  if (!box.value.trim()) return;
  remember(box.value);
  const address = `${form.getAttribute("action")}?${new URLSearchParams({ query: box.value })}`;
  swap(address.length < ADDRESS ? address : form.getAttribute("action"), { body: address.length < ADDRESS ? null : new URLSearchParams({ query: box.value }), focus: true });
}

// ---- a history of one's own: kept in this browser, shown as text and never as markup

function past() {
  try {
    const found = JSON.parse(localStorage.getItem(HISTORY) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => typeof one === "string").slice(0, KEPT) : [];
  } catch { return []; }
}

function remember(query) {
  try { localStorage.setItem(HISTORY, JSON.stringify([query, ...past().filter((one) => one !== query)].slice(0, KEPT))); } catch { /* not kept */ }
  show();
}

function show() {
  const place = document.querySelector(".past");
  if (!place) return;
  const queries = past();
  place.hidden = queries.length === 0;
  place.querySelector("ol").replaceChildren(...queries.map((query) => {
    const item = document.createElement("li"), button = document.createElement("button");
    button.type = "button";
    button.className = "again";
    button.textContent = query.replace(/\s+/g, " ").slice(0, 160);
    button.title = query.slice(0, 2000);
    button.addEventListener("click", () => write(query));
    item.append(button);
    return item;
  }));
}

function write(query) {
  box.value = query;
  editor?.write(query);
  (editor ?? box).focus();
}

// ---- the editor

async function edit() {
  const { mount } = await import("./editor.js");
  editor = mount(form, box, () => run());
  const help = document.getElementById("query-help");
  help.textContent = help.dataset.rich;
  mark();
}

function own() {
  form.addEventListener("submit", run);
  document.querySelector("[data-cancel]").addEventListener("click", () => running?.abort());
  document.querySelector("[data-forget]").addEventListener("click", () => {
    try { localStorage.removeItem(HISTORY); } catch { /* nothing kept */ }
    show();
    box.focus();
  });
  box.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run(event); });
  show();
  edit().catch(() => {}); // the field itself will do
}

addEventListener("popstate", (event) => {
  const result = document.getElementById("result");
  if (!result) return;
  if (form && event.state?.query) write(event.state.query);
  swap(location.href, { push: false });
});

/** Proposes things by name in a field that takes one, where there are too many for a list. */
function proposals() {
  for (const field of document.querySelectorAll(".asking[data-suggest] input[list]")) {
    const list = field.list, own = [...list.children];
    let asked = null;
    field.addEventListener("input", async () => {
      asked?.abort();
      const prefix = field.value.trim();
      if (prefix.length < 2 || own.some((option) => option.value === prefix)) return;
      asked = new AbortController();
      try {
        const reply = await fetch(`${field.form.dataset.suggest}?${new URLSearchParams({ prefix })}`, { signal: asked.signal });
        const { result } = await reply.json();
        list.replaceChildren(...result.map(({ id, name }) => Object.assign(document.createElement("option"), { value: id, textContent: name })), ...own);
      } catch { /* the list stays as it is */ }
    });
  }
}

filter();
proposals();
prepare(document);
if (form && box) own();
