// Linking a text or document without leaving the page: a document dropped, how far it is, a slider over the answer.
import { announce } from "./app.js";

const form = document.getElementById("linking");
const file = document.getElementById("file");
const sure = document.getElementById("sure");
const result = document.getElementById("result");
const busy = form.querySelector("[data-busy]");
const bar = busy.querySelector("progress"), told = busy.querySelector("span");
const cancel = form.querySelector("[data-cancel]"), clear = form.querySelector("[data-clear]");
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const MB = 1e6, TRIES = 5;
let running = null;

// ---- what is wrong

function refuse(...words) {
  const box = document.createElement("section"), head = document.createElement("h2");
  box.className = "told bad";
  box.setAttribute("role", "alert");
  head.textContent = words[0];
  box.append(head, ...words.slice(1).map((text) => Object.assign(document.createElement("p"), { textContent: text })));
  document.getElementById("refused").replaceChildren(box);
  box.scrollIntoView({ block: "nearest" });
}

function fits(chosen) {
  if (chosen && chosen.size > Number(form.dataset.most)) {
    refuse(filled(form.dataset.heavy, { n: (chosen.size / MB).toFixed(1) }));
    return false;
  }
  return true;
}

// ---- a document

function chosen() {
  clear.hidden = file.files.length === 0;
  if (file.files.length && fits(file.files[0])) document.getElementById("refused").replaceChildren();
}

function dropping() {
  form.querySelector("[data-drop]").hidden = false;
  const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const over = (event) => { if (carries(event)) { event.preventDefault(); form.classList.add("over"); } };
  document.addEventListener("dragenter", over);
  document.addEventListener("dragover", over);
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("over"); });
  document.addEventListener("drop", (event) => {
    form.classList.remove("over");
    if (!carries(event)) return;
    event.preventDefault();
    if (event.dataTransfer.files.length > 1) { refuse(form.dataset.one); return; }
    file.files = event.dataTransfer.files;
    chosen();
    if (file.files.length && fits(file.files[0])) send(new FormData(form));
  });
  file.addEventListener("change", chosen);
  clear.addEventListener("click", () => { file.value = ""; chosen(); file.focus(); });
}

// ---- sending, and how far it is

function say(text, share = null) {
  busy.hidden = false;
  told.textContent = text;
  if (share === null) bar.removeAttribute("value"); else bar.value = share;
}

function finish(request) {
  if (running !== request) return;
  clearInterval(request.clock);
  running = null;
  busy.hidden = cancel.hidden = true;
  result.removeAttribute("aria-busy");
}

function stop() {
  const request = running;
  if (!request) return;
  request.abort();
  finish(request);
  announce(form.dataset.stopped);
  form.querySelector("[data-run]").focus();
}

function send(data, tries = 1) {
  clearInterval(running?.clock);
  running?.abort();
  data.delete("sure"); // the slider sifts what is here
  if (!file.files.length) data.delete("file");
  const request = running = new XMLHttpRequest();
  const work = () => {
    if (request.clock || running !== request) return;
    const start = performance.now();
    const tell = () => say(filled(form.dataset.working, { n: Math.round((performance.now() - start) / 1000) }));
    tell();
    announce(told.textContent);
    request.clock = setInterval(tell, 1000);
  };
  request.open("POST", form.getAttribute("action").replace(/#.*/, ""));
  request.setRequestHeader("Accept", "text/html");
  request.upload.addEventListener("progress", (event) => {
    const share = Math.round((100 * event.loaded) / event.total);
    if (event.lengthComputable && share < 100) say(filled(form.dataset.sending, { n: share }), share); else work();
  });
  request.upload.addEventListener("load", work);
  request.addEventListener("load", () => {
    const wait = request.status === 503 && Number(request.getResponseHeader("Retry-After"));
    if (wait && tries < TRIES) { setTimeout(() => { if (running === request) send(data, tries + 1); }, wait * 1000); return; }
    finish(request);
    show(request.responseText);
  });
  request.addEventListener("error", () => { finish(request); refuse(form.dataset.lost); });
  result.setAttribute("aria-busy", "true");
  cancel.hidden = false;
  say(filled(form.dataset.sending, { n: 0 }), 0);
  request.send(data);
}

function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.getElementById("result");
  if (!fresh) { refuse(page.querySelector("h1")?.textContent ?? form.dataset.lost, page.querySelector(".lead")?.textContent ?? ""); return; }
  const refused = page.getElementById("refused");
  document.getElementById("refused").replaceChildren(...refused.childNodes);
  if (document.querySelector("#refused .told")) { document.getElementById("refused").scrollIntoView({ block: "nearest" }); return; }
  result.replaceChildren(...fresh.childNodes);
  document.getElementById("file-again")?.remove();
  sift(false);
  const head = document.getElementById("answer");
  head?.focus({ preventScroll: true });
  document.getElementById("least").scrollIntoView({ block: "start" });
}

form.addEventListener("submit", (event) => {
  const { name, value } = event.submitter ?? {};
  if (name === "as") return; // a file: the browser saves it, and the page stays
  event.preventDefault();
  if (!fits(file.files[0])) return;
  const data = new FormData(form);
  if (name) data.set(name, value);
  send(data);
});
cancel.addEventListener("click", stop);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") stop(); });

// ---- the slider

function sift(aloud) {
  const least = Number(sure.value) || 0, place = document.getElementById("least"), output = place.querySelector("output");
  output.textContent = `${least}\u00a0%`;
  const all = result.querySelectorAll(".suggestions > li");
  let left = 0;
  for (const one of all) {
    one.hidden = Number(one.dataset.sure) < least;
    if (!one.hidden) left += 1;
  }
  for (const list of result.querySelectorAll(".suggestions")) {
    const none = !list.querySelector("li:not([hidden])");
    list.hidden = none;
    list.parentElement.querySelector("[data-under]").hidden = !none;
  }
  sum();
  place.classList.toggle("live", all.length > 0);
  place.hidden = all.length === 0;
  const words = all.length ? filled(form.dataset.filtered, { n: left, least }) : "";
  place.querySelector("[data-count]").textContent = words;
  if (aloud) announce(words);
}

/** The sums over the answer: entries with suggestions and goals, of what the slider leaves. */
function sum() {
  const pieces = [...result.querySelectorAll(".piece")].map((one) => [...one.querySelectorAll(".suggestions > li:not([hidden])")]);
  const line = result.querySelector("[data-with]"), goals = result.querySelector("[data-goals]");
  if (line) {
    const n = pieces.filter((left) => left.length).length;
    const one = n === 1 || (n === 0 && document.documentElement.lang === "fr");
    line.textContent = filled(one ? form.dataset.withOne : form.dataset.with, { n, total: pieces.length });
  }
  if (!goals) return;
  const times = (goal) => pieces.filter((left) => left.some((one) => one.dataset.goal === goal && !one.classList.contains("weak"))).length;
  const found = [...goals.querySelectorAll("[data-goal]")].map((one) => ({ one, n: times(one.dataset.goal), goal: Number(one.dataset.goal) }));
  for (const { one, n } of found.sort((a, b) => b.n - a.n || a.goal - b.goal)) {
    one.hidden = n === 0;
    one.lastElementChild.textContent = filled(form.dataset.times, { n });
    goals.append(one);
  }
  goals.hidden = found.every(({ n }) => n === 0);
}

const least = sure.value;
for (const one of document.querySelectorAll("[data-sift]")) one.remove();
sure.type = "range";
sure.step = "5";
sure.value = least || "0";
sure.addEventListener("input", () => sift(false));
sure.addEventListener("change", () => sift(true));
// A quote leads to its suggestion, even one that the slider hides.
result.addEventListener("click", (event) => {
  const goal = event.target.closest("sup a") && document.getElementById(event.target.closest("sup a").hash.slice(1));
  if (goal?.hidden) { sure.value = String(Math.floor(Number(goal.dataset.sure) / 5) * 5); sift(true); }
});
dropping();
chosen();
sift(false);
