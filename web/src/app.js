// What every page has: the button for the colours, the menu that closes, keys that jump.
const root = document.documentElement;

function colours() {
  const button = document.querySelector("[data-colours]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* not kept */ }
  });
}

function menus() {
  const close = (except) => {
    for (const menu of document.querySelectorAll("details.more[open]")) if (menu !== except) menu.open = false;
  };
  document.addEventListener("click", (event) => close(event.target.closest("details.more")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.more[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });
}

export const typing = (event) =>
  event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable], .cm-editor");

function keys() {
  document.addEventListener("keydown", (event) => {
    if (typing(event)) return;
    if (event.key === "/") { const box = document.getElementById("q"); if (box) { event.preventDefault(); box.focus(); } }
    if (event.key === "?") { const help = document.querySelector('a[href*=about]'); if (help) location.assign(`${help.getAttribute("href")}#keys`); }
  });
}

/** Tells something to those who listen. */
export function announce(text) {
  const place = document.getElementById("said");
  if (place) { place.textContent = ""; setTimeout(() => { place.textContent = text; }, 50); }
}

colours();
menus();
keys();
