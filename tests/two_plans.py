"""A small workspace of two plans that name the same pilot and share a theme, and those who decide on the links of one of them."""

from pathlib import Path

from metrograph.workspace import Workspace, create

MINE, THEIRS = "north-2024", "south-2025"
EVA, LUC = "a-token-of-the-tests-eva-1", "a-token-of-the-tests-luc-1"
GRANTED = f"Eva Lind:{EVA}:review {MINE}\nLuc Petit:{LUC}:review\n"
"""Beside Ana, who may change everything: one who decides on links of one plan, and one who decides on all links."""
_NAMES = {MINE: "Plan of the North", THEIRS: "Plan of the South"}
_PLAN = """plan: {plan}
source: {{title: {{en: "{name}"}}, file: plan.md, sha256: "{digest}", lang: en, lines: 9}}
items:
- {{id: plan, kind: work_plan, label: {{en: "{name}"}}, date: {{edtf: "{year}"}}, organisers: [org-{plan}]}}
- {{id: line-one, kind: strategic_line, label: {{en: Energy and streets}}, parent: plan, section: line-one, order: 1, lines: [2]}}
- {{id: org-{plan}, kind: organisation, label: {{en: "Cities of {plan}"}}}}
- {{id: theme-trams, kind: theme, label: {{en: trams}}}}
- {{id: pilot-mega, kind: pilot_project, label: {{en: "Clean energy for trams"}}, parent: line-one, section: line-one, status: ongoing, lines: [4]}}
"""
_LINKS = """plan: {plan}
run: {plan}-reference
method: referenceAnnotation
version: "1"
status: accepted
description: {{en: Invented links, fr: Liens inventés, es: Vínculos inventados}}
items:
- item: pilot-mega
  links:
{links}
- item: theme-trams
  links:
{trams}
"""
_LINK = (
    '  - {{sdg: "{sdg}", strength: indirect, quotes: [{{text: "{quote}", basis: text}}],'
    " rationale: {{en: The words name it, fr: Les mots le disent, es: Las palabras lo dicen}}}}"
)


def two_plans(folder: Path) -> Workspace:
    """Both plans state theme-trams → 11.2, which is one link in the graph; only the second states theme-trams → 9.1."""
    create(folder, sample=False)
    for plan, year, trams in ((MINE, "2024", ("11.2",)), (THEIRS, "2025", ("11.2", "9.1"))):
        values = {"plan": plan, "name": _NAMES[plan], "year": year, "digest": "4" * 64}
        values["links"] = "\n".join(_LINK.format(sdg=sdg, quote="Clean energy") for sdg in ("7", "7.2", "7.3"))
        values["trams"] = "\n".join(_LINK.format(sdg=sdg, quote="trams") for sdg in trams)
        (folder / "plans" / f"{plan}.yaml").write_text(_PLAN.format(**values))
        (folder / "alignments" / f"{plan}.yaml").write_text(_LINKS.format(**values))
    return Workspace(folder)
