// Review without leaving the page: forms are sent, the card comes back as it is now; keys walk and decide.
import { announce, typing } from "./app.js";

const cards = () => [...document.querySelectorAll("article[data-link]")];
const card = () => document.querySelector("article.chosen") ?? null;
const form = (one) => one?.querySelector(".decide form[data-decide]");

function go(one, focus = true) {
  if (!one) return;
  for (const other of document.querySelectorAll("article.chosen")) other.classList.remove("chosen");
  one.classList.add("chosen");
  if (!focus) return;
  one.tabIndex = -1;
  one.focus({ preventScroll: true });
  one.scrollIntoView({ block: "nearest" });
}

function walk(step) {
  const all = cards(), at = all.indexOf(card());
  go(all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)]);
}

/** The same card in an answer, ready for this page. */
function taken(answer, one) {
  const found = answer.getElementById(one.id);
  return found ? document.adoptNode(found) : null;
}

function renew(answer) {
  for (const place of [".progress"]) {
    const here = document.querySelector(place), there = answer.querySelector(place);
    if (here && there) here.replaceWith(document.adoptNode(there));
  }
}

const written = (one) => [...one.querySelectorAll("textarea, select, input:not([type=hidden])")];

/** Puts what was typed while a card was on its way into what came in its place. */
function keep(late, place) {
  for (const field of late) {
    const there = document.getElementById(field.id) ?? place.querySelector(`.resend textarea[name="${CSS.escape(field.name)}"]`);
    if (!there) continue;
    there.value = field.value;
    const more = there.closest("details");
    if (more) more.open = true;
  }
}

/** Goes on where a person was typing. */
function resume(field) {
  const there = document.getElementById(field.id);
  if (field.dataset.decision) ask(there.closest("article"), field.dataset.decision);
  there.focus();
  if (there.matches("textarea")) there.setSelectionRange(field.selectionStart, field.selectionEnd);
}

async function send(sent, button) {
  const one = sent.closest("article[data-link]");
  const before = new Map(written(one).map((field) => [field, field.value]));
  const fields = new URLSearchParams(new FormData(sent));
  fields.set("decision", button.value);
  if (one.ariaBusy === "true") return;
  one.ariaBusy = "true";
  try {
    const response = await fetch(sent.action, { method: "POST", body: fields, headers: { Accept: "text/html" } });
    const answer = new DOMParser().parseFromString(await response.text(), "text/html");
    const late = written(one).filter((field) => field.value !== before.get(field));
    if (response.status === 401) return again(answer, late);
    const now = taken(answer, one), told = answer.querySelector("#main [role=alert]");
    if (!now) return again(answer, late);
    const at = document.activeElement, away = at !== document.body && !one.contains(at);
    one.replaceWith(now);
    keep(late, now);
    renew(answer);
    if (told) now.prepend(document.adoptNode(told));
    if (late.includes(at) && document.getElementById(at.id)) resume(at);
    else if (told && !away) (now.querySelector("[aria-invalid=true]") ?? (go(now), now)).focus();
    else if (!away) go(now); // a person who went on to another card stays there
    if (told) {
      if (away || late.includes(at)) announce(told.textContent.trim());
    } else {
      const label = button.dataset.told ?? now.querySelector(".state .badge")?.textContent.trim() ?? "";
      announce(`${now.querySelector("h2, h3, h4")?.textContent.trim().replace(/\s+/g, " ")}: ${label}`);
    }
  } catch {
    one.ariaBusy = "false";
    sent.dataset.plain = "";
    sent.requestSubmit(button);  // the browser says what is wrong with the way
  }
}

/** A whole page in the place of this one: somebody has to sign in, or the link is gone. */
function again(answer, late) {
  const main = document.getElementById("main");
  main.replaceChildren(...[...answer.getElementById("main").childNodes].map((node) => document.adoptNode(node)));
  keep(late, main);
  (main.querySelector("input[type=password]") ?? main).focus();
  const told = main.querySelector("[role=alert]");
  if (told) announce(told.textContent.trim());
}

document.addEventListener("submit", (event) => {
  const sent = event.target, button = event.submitter;
  if (!sent.matches("form[data-decide]") || "plain" in sent.dataset || !button?.value) return;
  event.preventDefault();
  const reason = sent.elements.reason;
  if (WORDY.includes(button.value) && reason && !reason.value.trim()) { ask(sent.closest("article"), button.value); return; }
  send(sent, button);
});

/** What needs words. */
const WORDY = ["reject", "comment"];

/** Opens the comment: what is sent from there with Enter rejects, or only comments; its button shows which. */
function ask(one, decision) {
  const reason = form(one)?.elements.reason;
  if (!reason) return;
  disarm(reason);
  reason.dataset.decision = decision;
  const button = find(one, decision);
  button?.classList.add("armed");
  reason.focus();
  const label = document.querySelector(`label[for="${CSS.escape(reason.id)}"]`)?.textContent ?? "";
  announce(`${label}: ${button?.firstChild.textContent.trim() ?? ""}`);
}

function disarm(field) {
  delete field.dataset.decision;
  for (const button of field.form?.querySelectorAll(".armed") ?? []) button.classList.remove("armed");
}

const find = (one, value) => one?.querySelector(`.decide button[name=decision][value=${value}]`);
const press = (one, value) => find(one, value)?.click();

const KEYS = {
  j: () => walk(1),
  k: () => walk(-1),
  a: () => press(card(), "accept"),
  r: () => ask(card(), "reject"),
  m: () => ask(card(), "comment"),
  u: () => card()?.querySelector("button[aria-keyshortcuts=u]")?.click(),
  c: () => {
    const more = card()?.querySelector("details.change");
    if (more) { more.open = true; more.querySelector("input[name=change_to]").focus(); }
  },
};

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key === "Escape" && field.closest?.("form[data-decide]")) {
    const one = field.closest("article"), more = field.closest("details.change");
    if (more) more.open = false;
    disarm(field);
    go(one);
    return;
  }
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && field.matches?.("textarea[name=reason]")) {
    const decision = field.closest("details.change") ? "change" : field.dataset.decision;
    if (decision) { event.preventDefault(); press(field.closest("article"), decision); }
    return;
  }
  if (typing(event)) return;
  const act = KEYS[event.key.toLowerCase()];
  if (act && !event.shiftKey) { event.preventDefault(); act(); }
});

/** The share of confidence as a slider beside its number. */
for (const number of document.querySelectorAll(".filters input[type=number]")) {
  const slider = number.cloneNode();
  slider.type = "range";
  slider.removeAttribute("name");
  slider.id = `${number.id}-slider`;
  slider.setAttribute("aria-hidden", "true");
  slider.tabIndex = -1;
  slider.addEventListener("input", () => { number.value = slider.value; });
  number.addEventListener("input", () => { slider.value = number.value; });
  number.after(slider);
}

document.addEventListener("focusin", (event) => go(event.target.closest?.("article[data-link]"), false));
if (form(document)) {
  document.documentElement.classList.add("keyed");
  for (const told of document.querySelectorAll(".keys[hidden]")) told.hidden = false;
}
if (location.hash.startsWith("#link-")) go(document.getElementById(location.hash.slice(1)), false);
