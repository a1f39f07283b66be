"""An invented plan of one's own for the tests of the report: hostile names, a confident rejection, a translation that is missing."""

from pathlib import Path

from metrograph.workspace import Workspace, create, open_workspace

HOSTILE = (
    "<script>alert(1)</script> & <b>bold</b>",
    "a | b || c `code` *x* [y](http://evil.example) ]]> -->",
    "مشروع تجريبي للنقل العام",
    "Gdańsk Łódź 城市 \u202egnp.exe",
    "W" * 10_000,
)
PLAN = """\
plan: invented-2027
source:
  title: {en: Invented plan 2027}
  file: source.txt
  sha256: 0000000000000000000000000000000000000000000000000000000000000000
  lang: en
  lines: 20
items:
- id: plan-2027
  kind: work_plan
  label: {en: Invented plan 2027}
  date: {edtf: "2027", text: "2027"}
  lines: [1]
- id: line-one
  kind: strategic_line
  label: {en: Mobility}
  section: line-one
  parent: plan-2027
  order: 1
  lines: [2]
"""


def invented(folder: Path) -> Workspace:
    """A workspace whose one plan is invented: five pilots, each with a hostile name and a link to target 11.2."""
    create(folder, sample=False)
    items, links = [PLAN], ["plan: invented-2027\nrun: invented\nmethod: trainedClassifier\nversion: x1\nstatus: proposed\n"]
    links.append("description: {en: A test, fr: Un essai, es: Una prueba}\nitems:\n")
    for at, name in enumerate(HOSTILE, 1):
        words = _yaml(name)
        items.append(
            f"- id: pilot-{at}\n  kind: pilot_project\n  label: {{en: {words}}}\n  section: line-one\n  parent: line-one\n"
        )
        items.append(f"  status: to_launch\n  condition: {words}\n  lines: [{at + 2}]\n")
        links.append(f'- item: pilot-{at}\n  links:\n  - sdg: "11.2"\n    strength: direct\n    confidence: "0.9"\n')
        links.append(f"    quotes: [{{text: {words}, basis: text}}]\n    rationale: {{en: {words}}}\n")
    (folder / "plans" / "invented-2027.yaml").write_text("".join(items), encoding="utf-8")
    (folder / "alignments" / "invented-2027.yaml").write_text("".join(links), encoding="utf-8")
    return open_workspace(folder)


def _yaml(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\u202e", "\\u202e") + '"'
