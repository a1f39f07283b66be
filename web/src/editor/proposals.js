// What is proposed while a query is typed: where one is in it decides between classes, properties and things.
const WORDS = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "DISTINCT", "FILTER", "OPTIONAL", "UNION", "MINUS", "GRAPH", "VALUES", "BIND", "EXISTS", "NOT EXISTS",
  "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "OFFSET", "DESC", "ASC", "COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT", "PREFIX", "FROM", "FROM NAMED", "AS", "IN",
  "STR", "LANG", "LANGMATCHES", "DATATYPE", "REGEX", "CONTAINS", "STRSTARTS", "LCASE", "YEAR", "MONTH", "BOUND", "COALESCE", "IF", "isIRI", "isLiteral"];
const MOST = 60;
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Where one is: the subject that is spoken of, the property before the place, and which of both the place is for. */
export function place(before) {
  const bare = before.replace(/"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""').replace(/(^|\s)#.*$/gm, "$1");
  const from = Math.max(...[...bare.matchAll(/[{}]|\.(?=\s|$)/g)].map((found) => found.index + 1), 0);
  if (!bare.slice(0, from).includes("{")) return { role: "outside" };
  const parts = bare.slice(from).split(";");
  const words = (part) => part.trim().split(/\s+/).filter(Boolean);
  const first = words(parts[0]), last = parts.length > 1 ? words(parts.at(-1)) : first.slice(1);
  const open = /\s$/.test(bare) || /[;{}.]$/.test(bare);
  const whole = open ? last : last.slice(0, -1);
  const subject = first[0] ?? "";
  if (parts.length === 1 && (!first.length || (first.length === 1 && !open))) return { role: "subject", subject };
  return whole.length === 0 ? { role: "property", subject } : { role: "value", subject, property: whole.at(-1) === "," ? whole[0] : whole[0] };
}

/** The classes that a query says its subject to be of. */
export function classesOf(text, subject) {
  if (!/^[?$]\w+$/.test(subject)) return [];
  const own = new RegExp(`\\${subject}\\s+(?:[^.{}]*?;\\s*)?(?:a|rdf:type)\\s+([\\w-]*:[\\w-]+)`, "g");
  return [...text.matchAll(own)].map((found) => found[1]);
}

export function proposer({ completion, suggest, questions }) {
  let known = null;
  const data = () => known ??= fetch(completion).then((reply) => reply.json()).then(prepared).catch(() => { known = null; return prepared({ prefixes: {}, classes: [], properties: [], questions: [] }); });

  async function things(prefix, types, signal) {
    if (prefix.length < 2) return [];
    const asked = new URLSearchParams({ prefix });
    for (const type of types) asked.append("type", type);
    try {
      const { result } = await (await fetch(`${suggest}?${asked}`, { signal })).json();
      return result.slice(0, 12);
    } catch { return []; }
  }

  return async (context) => {
    const word = context.matchBefore(/[?$]?[\p{L}\p{N}_-]*(?::[\p{L}\p{N}_.-]*)?/u);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    const before = context.state.sliceDoc(0, word.from), all = context.state.doc.toString();
    if (/(^|\s)#[^\n]*$/.test(before) || /<[^<>\s]*$/.test(before) || inString(before)) return null;
    if (/^[?$]/.test(word.text)) return variables(all, word);
    const kept = await data();
    const at = place(before), typed = folded(word.text);
    const kind = at.role === "value" && ["a", "rdf:type"].includes(at.property);
    const options = [];
    const fits = (one) => !typed || one.keys.some((key) => key.startsWith(typed)) || one.keys[1].includes(` ${typed}`);
    const take = (list, type, boost) => { for (const one of list) if (options.length < 400 && fits(one)) options.push({ label: one.name, detail: one.label, type, boost: boost - one.rank }); };
    if (at.role === "property") {
      const classes = classesOf(all, at.subject).map((name) => kept.byName.get(name)).filter(Boolean);
      if ("a".startsWith(typed)) options.push({ label: "a", detail: kept.typeLabel, type: "keyword", boost: 99 });
      for (const one of classes) take(one.uses.map((number) => kept.properties[number]), "property", 60);
      if (typed || !classes.length) take(kept.properties, "property", 20);
    } else if (kind) {
      take(kept.classes, "class", 60);
    } else if (typed) {
      take(kept.classes, "class", 0);
      if (at.role === "outside") take(kept.properties, "property", -20);
    }
    if (typed && !word.text.includes(":") && at.role !== "property") for (const name of WORDS) if (folded(name).startsWith(typed)) options.push({ label: name, type: "keyword", boost: 50 });
    if (typed && !word.text.includes(":")) for (const name of Object.keys(kept.prefixes)) if (folded(name).startsWith(typed)) options.push({ label: `${name}:`, detail: kept.prefixes[name], type: "namespace", boost: 10 });
    if (!before.trim()) for (const one of kept.questions) if (fits(one)) options.push({ label: one.name, detail: one.label, type: "text", boost: -30, apply: template(questions, one.name) });
    if ((at.role === "subject" || at.role === "value") && !kind && !word.text.endsWith(":")) {
      const local = word.text.slice(word.text.indexOf(":") + 1), types = at.role === "value" ? kept.targets(at.property) : [];
      const stop = new AbortController();
      context.addEventListener?.("abort", () => stop.abort());
      for (const one of await things(local, types, stop.signal)) options.push({ label: kept.named(one.id), detail: [one.name, one.description].filter(Boolean).join(" · ").slice(0, 90), type: "constant", boost: 30 });
    }
    if (context.aborted || !options.length) return null;
    const unique = [...new Map(options.sort((one, other) => other.boost - one.boost).map((one) => [one.label, one])).values()].slice(0, MOST);
    return { from: word.from, options: unique, filter: false };
  };
}

const inString = (before) => ((before.slice(before.lastIndexOf("\n") + 1).replace(/\\./g, "").match(/"/g) ?? []).length % 2) === 1;

function variables(all, word) {
  const names = [...new Set([...all.matchAll(/[?$][\p{L}_]\w*/gu)].map((found) => found[0]))].filter((name) => name !== word.text && name.startsWith(word.text));
  return names.length ? { from: word.from, options: names.map((label) => ({ label, type: "variable" })), filter: false } : null;
}

/** Puts the query of a question in the place of all that is there. */
const template = (questions, name) => async (view) => {
  const reply = await fetch(`${questions}/${encodeURIComponent(name)}/sparql?lang=${document.documentElement.lang}`);
  if (reply.ok) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: await reply.text() } });
};

function prepared({ prefixes, classes, properties, questions }) {
  const one = ([name, label, ...more], rank, total) => ({ name, label, more, rank: rank / (total + 1) * 15, keys: [folded(name), ` ${folded(label)}`, folded(name.split(":").at(-1)), folded(label)] });
  const each = (list) => list.map((entry, rank) => one(entry, rank, list.length));
  const kinds = each(classes).map((kind) => ({ ...kind, uses: kind.more[1] })), verbs = each(properties);
  return {
    prefixes, classes: kinds, properties: verbs, questions: each(questions),
    byName: new Map(kinds.map((kind) => [kind.name, kind])),
    typeLabel: verbs.find(({ name }) => name === "rdf:type")?.label ?? "rdf:type",
    targets: (name) => (verbs.find((verb) => verb.name === name)?.more[1] ?? []).map((number) => kinds[number].name).filter((kind) => kind.startsWith("mg:")).map((kind) => kind.slice(3)),
    named(id) {
      const [first, ...rest] = id.split("/");
      const last = rest.join("/");
      if (/^[a-z]+:/.test(id)) return `<${id}>`;
      if (!rest.length) return `id:${id}`;
      if (prefixes[first] && /^[\w][\w-]*(\.[\w-]+)*$/.test(last)) return `${first}:${last}`;
      return `<${prefixes.id}${id}>`;
    },
  };
}
