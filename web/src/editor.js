// The editor of queries: CodeMirror in a shadow root, so that its styles need no leave from the content security policy.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { history, historyKeymap, indentWithTab, standardKeymap, toggleComment } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";
import { proposer } from "./editor/proposals.js";

const LOOK = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--page)", fontSize: ".95rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "ui-monospace, monospace", lineHeight: "1.5", minHeight: "9rem", maxHeight: "60vh", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-gutters": { color: "var(--soft)", backgroundColor: "var(--band)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--band) 60%, transparent)" },
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--page)", border: "1px solid var(--strong-line)", borderRadius: ".35rem", maxWidth: "min(40rem, 90vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "ui-monospace, monospace", fontSize: ".85rem", maxHeight: "16rem", maxWidth: "min(40rem, 90vw)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--on-accent)", backgroundColor: "var(--accent)" },
  ".cm-completionDetail": { fontFamily: "system-ui, sans-serif", fontStyle: "normal", color: "var(--soft)" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-matchingBracket": { backgroundColor: "var(--mark)", color: "inherit" },
  ".cm-diagnostic": { padding: ".3rem .6rem", borderLeft: "4px solid var(--bad)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--bad)", backgroundColor: "var(--bad-band)" },
});
const INKS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--link)", fontWeight: "600" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--warn)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--good)" },
  { tag: [tags.number, tags.bool, tags.atom], color: "var(--bad)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);

/** Puts an editor over a field; what is written goes into the field at once, so that the form stays as it is without it. */
export function mount(form, field, run) {
  const label = form.querySelector(`label[for="${field.id}"]`);
  const host = document.createElement("div");
  host.className = "editor cm-editor"; // keys of the page are not for those who type here
  const root = host.attachShadow({ mode: "open" });
  const help = document.getElementById(field.getAttribute("aria-describedby"));
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: field.value,
      extensions: [
        lineNumbers(), highlightSpecialChars(), history(), highlightActiveLine(), bracketMatching(), closeBrackets(),
        indentUnit.of("  "), EditorView.lineWrapping, sparql(), syntaxHighlighting(INKS), LOOK,
        autocompletion({ override: [proposer(form.dataset)], icons: false, maxRenderedOptions: 60 }),
        keymap.of([{ key: "Mod-Enter", run: () => { run(); return true; } }, ...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, { key: "Mod-/", run: toggleComment }, indentWithTab, ...standardKeymap]),
        EditorView.contentAttributes.of({ "aria-label": label.textContent, "aria-description": help.dataset.rich, autocapitalize: "off", autocorrect: "off", spellcheck: "false", dir: "ltr" }),
        EditorView.domEventHandlers({ beforeinput: typed }),
        EditorView.updateListener.of((update) => { if (update.docChanged) field.value = update.state.doc.toString(); }),
      ],
    }),
  });
  field.hidden = true;
  field.required = false;
  field.after(host);
  label.addEventListener("click", () => view.focus());
  return {
    focus: () => view.focus(),
    text: () => view.state.doc.toString(),
    write: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 } }),
    mark: (place, message) => view.dispatch(setDiagnostics(view.state, place ? [wrong(view.state.doc, place, message)] : [])),
  };
}

/** Typing over a selection: a browser would keep the look of what was there, by a style that the policy forbids. */
function typed(event, view) {
  if (event.inputType !== "insertText" || !event.data || event.isComposing || view.state.selection.main.empty) return false;
  view.dispatch({ ...view.state.replaceSelection(event.data), userEvent: "input.type", scrollIntoView: true });
  event.preventDefault();
  return true;
}

function wrong(doc, { line, column, width }, message) {
  const row = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const from = Math.min(row.from + points(row.text, column - 1), row.to);
  return { from, to: Math.min(row.to, from + points(row.text.slice(from - row.from), width)), severity: "error", message };
}

/** The length in code units of so many characters. */
const points = (text, n) => [...text].slice(0, n).join("").length;
