// Draws the graph of a page out of the JSON that the page holds. Without it the lists on the page say the same.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { announce, typing } from "./app.js";

const SVG = "http://www.w3.org/2000/svg";
const SIZE = { goal: 15, target: 13, indicator: 6, pilot: 9, item: 8, theme: 12, people: 10, place: 10, part: 12 };
const PATHS = {
  theme: (r) => `M0${-r}L${r} 0L0 ${r}L${-r} 0Z`, place: (r) => `M0 ${r}L${-r} ${-r * 0.75}H${r}Z`,
  people: (r) => `M${-r / 2} ${-r * 0.87}H${r / 2}L${r} 0L${r / 2} ${r * 0.87}H${-r / 2}L${-r} 0Z`,
  part: (r) => `M${-r} ${-r / 2}H${r}V${r / 2}H${-r}Z`,
};
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

const made = (name, attributes = {}, parent = null) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (parent) parent.append(element);
  return element;
};
let letters = 34;
/** How much larger names are drawn where a small screen shows all of a graph: they stay legible, up to that. */
let larger = 1;
const LEGIBLE = 10.5, DRAWN = 11, LARGEST = 2.4;
const enlarge = (svg, scale) => {
  larger = innerWidth < 640 ? Math.min(Math.max(LEGIBLE / DRAWN * scale, 1), LARGEST) : 1;
  svg.style.setProperty("--larger", larger.toFixed(2));
};
const short = (text, most = letters) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);

function shapeOf(node, parent) {
  const r = SIZE[node.shape] ?? 8;
  if (PATHS[node.shape]) made("path", { class: "shape", d: PATHS[node.shape](r) }, parent);
  else if (["goal", "target", "indicator"].includes(node.shape)) {
    const wide = node.shape === "target" ? Math.max(r, node.code.length * 3.6 + 4) : r;
    const high = node.shape === "target" ? r * 0.7 : r;
    made("rect", { class: "shape", x: -wide, y: -high, width: 2 * wide, height: 2 * high, rx: 3 }, parent);
  } else {
    made("circle", { class: "shape", r }, parent);
    if (node.shape === "pilot") made("circle", { class: "dot", r: r * 0.4 }, parent);
  }
  if (node.code) made("text", { class: "number" }, parent).textContent = node.code;
}

function drawnNode(node, many, words) {
  const quiet = many && node.step > 1 && node.shape !== "goal" ? " quiet" : "";
  const link = made("a", { class: `node ${node.shape}${node.goal ? ` g${node.goal}` : ""}${node.step === 0 ? " middle" : ""}${quiet}`, href: node.href });
  link.setAttribute("aria-label", `${node.name}, ${node.kind}, ${node.links} ${words.links}${node.step === 0 ? `, ${words.middle}` : ""}`);
  shapeOf(node, link);
  const bare = node.code ? node.name.replace(`${node.code} `, "") : node.name;
  const text = made("text", { class: "name", y: 4 }, link);
  if (node.lang) text.setAttribute("lang", node.lang);
  text.textContent = short(bare);
  made("title", {}, link).textContent = `${node.name} · ${node.kind} · ${node.links} ${words.links}`;
  return link;
}

function drawnEdge(edge) {
  const kind = edge.family === "sdg" ? (edge.strong ? " direct" : " indirect") : "";
  const path = made("path", { class: `edge${kind}` });
  if (edge.weight > 1) path.style.strokeWidth = String(Math.min(1.5 + edge.weight, 8));
  made("title", {}, path).textContent = edge.name;
  return path;
}

const reach = (node) => (SIZE[node.shape] ?? 8) + (node.shape === "target" ? 8 : 5);
/** Names stand on the outer side, and things make room for them. */
const side = (node) => (node.x < -1 ? -1 : 1);
const span = (node) => {
  const name = node.quiet ? 0 : (Math.min(node.bare.length, letters) * 5.7 + 6) * larger;
  return side(node) < 0 ? [node.x - reach(node) - name, node.x + reach(node)] : [node.x - reach(node), node.x + reach(node) + name];
};
function roomForNames(nodes) {
  return () => {
    const spans = nodes.map(span);
    for (let i = 0; i < nodes.length; i += 1) for (let j = i + 1; j < nodes.length; j += 1) {
      const gap = 26 * larger - Math.abs(nodes[i].y - nodes[j].y);
      if (gap <= 0 || spans[i][0] > spans[j][1] || spans[j][0] > spans[i][1]) continue;
      const push = (nodes[i].y < nodes[j].y ? 0.3 : -0.3) * gap;
      if (nodes[i].fy === undefined) nodes[i].y -= push;
      if (nodes[j].fy === undefined) nodes[j].y += push;
    }
  };
}

/** What a mouse, a finger or two do: `moved` gets the middle of them before and after, and how much closer they came.
    One finger up or down scrolls the page (`touch-action` in sdg.css), sideways it is ours; two fingers are always ours. */
function hold(svg, moved) {
  const held = new Map();
  let dragged = false; // what was dragged is not followed as a link
  const middle = () => {
    const [one, two = one] = held.values();
    return { x: (one.x + two.x) / 2, y: (one.y + two.y) / 2, wide: Math.hypot(one.x - two.x, one.y - two.y) };
  };
  svg.addEventListener("pointerdown", (event) => {
    if (event.button || held.size > 1) return;
    if (!held.size) dragged = false;
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  addEventListener("pointermove", (event) => {
    if (!event.buttons) held.delete(event.pointerId); // let go outside the window
    const from = held.get(event.pointerId);
    if (!from) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y].map(Math.abs);
    const scrolls = event.pointerType === "touch" && dy > dx;
    if (!dragged && held.size < 2 && (scrolls || Math.hypot(dx, dy) < 5)) return;
    const before = middle();
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const after = middle();
    dragged = true;
    moved(before, after, before.wide > 20 && after.wide > 20 ? before.wide / after.wide : 1);
  });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, (event) => {
    if (held.delete(event.pointerId) && !held.size) setTimeout(() => { dragged = held.size > 0; }, 50);
  });
  svg.addEventListener("touchmove", (event) => { if (event.touches.length > 1 && event.cancelable) event.preventDefault(); }, { passive: false });
  svg.addEventListener("click", (event) => { if (dragged) event.preventDefault(); }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
}

/** The part of the plane that is seen, moved and scaled by mouse, fingers and keys. */
function lens(svg, words, bar) {
  let box = { x: -400, y: -300, w: 800, h: 600 };
  let own = false;
  const show = () => svg.setAttribute("viewBox", [box.x, box.y, box.w, box.h].map((n) => n.toFixed(1)).join(" "));
  const scale = () => Math.max(box.w / Math.max(svg.clientWidth, 1), box.h / Math.max(svg.clientHeight, 1));
  const under = (at) => {
    const seen = svg.getBoundingClientRect();
    return { x: box.x + box.w / 2 + (at.x - seen.left - seen.width / 2) * scale(), y: box.y + box.h / 2 + (at.y - seen.top - seen.height / 2) * scale() };
  };
  const zoom = (factor, kept = { x: box.x + box.w / 2, y: box.y + box.h / 2 }) => {
    const f = Math.min(Math.max(box.w * factor, 80), 20000) / box.w;
    box = { x: kept.x - (kept.x - box.x) * f, y: kept.y - (kept.y - box.y) * f, w: box.w * f, h: box.h * f };
    own = true;
    show();
    enlarge(svg, scale());
  };
  const move = (dx, dy) => { box = { ...box, x: box.x + dx, y: box.y + dy }; own = true; show(); };
  const pan = (dx, dy) => move(dx * box.w, dy * box.h);
  const fit = (nodes) => {
    const spans = nodes.map(span);
    const [left, top] = [Math.min(...spans.map((each) => each[0])), Math.min(...nodes.map((n) => n.y - 20))];
    const w = Math.max(...spans.map((each) => each[1])) - left, h = Math.max(...nodes.map((n) => n.y + 20)) - top;
    const wide = Math.max(w, Math.min(svg.clientWidth, 760)), high = Math.max(h, 320);
    const edge = 20 * larger;
    box = { x: left - edge - (wide - w) / 2, y: top - edge - (high - h) / 2, w: wide + 2 * edge, h: high + 2 * edge };
    show();
    enlarge(svg, scale());
  };
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !svg.contains(document.activeElement)) return; // the page scrolls, unless one is in the graph
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.15 : 0.87, under({ x: event.clientX, y: event.clientY }));
  }, { passive: false });
  hold(svg, (before, after, factor) => {
    move((before.x - after.x) * scale(), (before.y - after.y) * scale());
    if (factor !== 1) zoom(factor, under(after));
  });
  const keys = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] };
  return {
    zoom, fit, show, get own() { return own; },
    keys(region, refit) {
      region.addEventListener("keydown", (event) => {
        if (typing(event)) return;
        if (keys[event.key]) pan(...keys[event.key]);
        else if (event.key === "+" || event.key === "=") zoom(0.8);
        else if (event.key === "-") zoom(1.25);
        else if (event.key === "0") refit();
        else return;
        event.preventDefault();
      });
      for (const [sign, word, act] of [["+", "zoom-in", () => zoom(0.8)], ["−", "zoom-out", () => zoom(1.25)], ["⤢", "fit", refit]]) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = sign;
        button.setAttribute("aria-label", words[word]);
        button.title = words[word];
        button.addEventListener("click", act);
        bar.append(button);
      }
    },
  };
}

function lit(svg, nodes, edges) {
  const light = (node) => {
    svg.classList.toggle("dimmed", Boolean(node));
    for (const other of nodes) other.element.classList.remove("lit");
    for (const edge of edges) {
      const on = node && (edge.source === node || edge.target === node);
      edge.element.classList.toggle("lit", Boolean(on));
      if (on) { edge.source.element.classList.add("lit"); edge.target.element.classList.add("lit"); }
    }
    node?.element.classList.add("lit");
  };
  for (const node of nodes) {
    for (const name of ["pointerenter", "focus"]) node.element.addEventListener(name, () => light(node));
    for (const name of ["pointerleave", "blur"]) node.element.addEventListener(name, () => light(null));
  }
}

function draw(stage) {
  letters = innerWidth < 640 ? 15 : 34;
  const data = JSON.parse(stage.querySelector("script").textContent);
  const many = data.nodes.length > 60;
  const svg = made("svg", { role: "group", "aria-label": stage.querySelector("figcaption").firstChild.textContent.trim(), preserveAspectRatio: "xMidYMid meet" });
  const under = made("g", {}, svg), over = made("g", {}, svg);
  const nodes = data.nodes.map((node) => ({ ...node, bare: node.code ? node.name.replace(`${node.code} `, "") : node.name, quiet: many && node.step > 1 && node.shape !== "goal", element: drawnNode(node, many, data.words) }));
  const edges = data.edges.map((edge) => ({ ...edge, source: nodes[edge.start], target: nodes[edge.end], element: drawnEdge(edge) }));
  under.append(...edges.map((edge) => edge.element));
  over.append(...nodes.map((node) => node.element));
  stage.querySelector(".stage-view").append(svg);
  stage.hidden = false;
  const loose = nodes.every((node) => node.step);  // nothing in the middle: keep together
  const wide = svg.clientWidth > svg.clientHeight;
  for (const node of nodes) if (node.step === 0) { node.fx = 0; node.fy = 0; }
  const simulation = forceSimulation(nodes)
    .force("links", forceLink(edges).distance((edge) => (many ? 45 : 85)).strength((edge) => Math.min(0.15 + edge.weight * 0.05, 0.5)))
    .force("apart", forceManyBody().strength(many ? -120 : -420))
    .force("room", forceCollide((node) => (SIZE[node.shape] ?? 8) + (many ? 6 : 16)))
    .force("names", roomForNames(nodes))
    .force("x", forceX().strength((wide ? 0.04 : 0.09) * (loose ? 2.2 : 1))).force("y", forceY().strength((wide ? 0.11 : 0.04) * (loose ? 2.2 : 1))).stop();
  const view = lens(svg, data.words, stage.querySelector(".stage-bar"));
  const place = () => {
    for (const { element, source, target } of edges) element.setAttribute("d", `M${source.x.toFixed(1)} ${source.y.toFixed(1)}L${target.x.toFixed(1)} ${target.y.toFixed(1)}`);
    for (const node of nodes) {
      node.element.setAttribute("transform", `translate(${node.x.toFixed(1)} ${node.y.toFixed(1)})`);
      const name = node.element.querySelector(".name");
      name.setAttribute("x", side(node) * reach(node));
      name.setAttribute("text-anchor", side(node) < 0 ? "end" : "start");
    }
    if (!view.own) view.fit(nodes);
  };
  view.keys(stage, () => { view.fit(nodes); announce(data.words.fit); });
  lit(svg, nodes, edges);
  simulation.tick(still ? 300 : many ? 220 : 120);
  place();
  for (let again = 0; larger > 1 && again < 3; again += 1) {  // names are larger now: things make room once more
    simulation.alpha(0.3).tick(60);
    place();
  }
  if (!still) simulation.alpha(Math.min(simulation.alpha(), 0.15)).on("tick", place).restart();
}

for (const stage of document.querySelectorAll("[data-graph]")) draw(stage);
