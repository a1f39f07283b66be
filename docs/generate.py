"""Writes docs/reference/ and the pictures from the program itself; with --check only says which pages differ.

python docs/generate.py [--check]
"""

import io
import re
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

import metrograph
from metrograph.cli import main as command_line
from metrograph.formats import context
from metrograph.model import CLASS_OF, DateStatus, Kind, Status
from metrograph.namespaces import FIXED_PREFIXES, MG, Names
from metrograph.pictures import encoded, picture
from metrograph.records.context import FACTS
from metrograph.resources import files, root
from metrograph.table import Table
from metrograph.turtle import read_triples
from metrograph.validate import read_rules
from metrograph.words import PROBLEMS

ROOT = Path(__file__).parent.parent
NOTE = "<!-- Written by docs/generate.py; `make format` renews it. -->\n\n"


def cli() -> str:
    """Every command with its help."""
    commands = ["", "pilots", "coverage", "assess", "calendar", "diff", "similar", "picture", "query", "queries list", "queries show", "show", "explain", "stats", "link", "batch", "network", "extract",
                "import", "init", "build", "validate", "reason", "review", "update", "history", "export", "release", "report", "enrich", "backup", "restore", "sdg import", "serve", "doctor",
                "version"]  # fmt: skip
    parts = ["# Command line\n"]
    for name in commands:
        out = io.StringIO()
        with redirect_stdout(out):
            command_line(["--lang", "en", *name.split(), "--help"])
        text = re.sub(r"[ \t]+\n", "\n", out.getvalue())
        parts.append(f"\n## metrograph {name}".rstrip() + f"\n\n```text\n{text.strip()}\n```\n")
    return "".join(parts)


def questions() -> str:
    """Every question by topic, in three languages, with its parameters."""
    parts = ["# Questions\n\nAsk one with `metrograph query NAME`; parameters are given as `--param name=value`.\n"]
    topic = ""
    for question in metrograph.open().catalog:
        if question.topic != topic:
            topic = question.topic
            parts.append(f"\n## {topic}\n")
        parts.append(f"\n### {question.name}\n\n")
        parts.extend(f"- *{lang}* {words}\n" for lang, words in question.summary.pairs())
        own = [p for p in question.parameters if p.name != "lang"]
        parts.extend(
            f"- `{p.name}` ({p.type}{', needed' if p.required else ''}): {p.about.en}; example `{p.example}`\n" for p in own
        )
    return "".join(parts)


def rules() -> str:
    """Every rule of the shapes: what, why, bad, good, in English, with its names in French and Spanish."""
    parts = ["# Rules\n\nThe shapes in `shapes/`, as `metrograph explain CODE` tells them (also in French and Spanish).\n"]
    for rule in read_rules(files("shapes", "*.ttl")):
        parts.append(
            f"\n## {rule.code} · {rule.name.en}\n\n*{rule.name.fr} · {rule.name.es}*\n\n**{rule.severity}.** {rule.why.en}\n"
        )
        for title, snippet in (("Bad", rule.bad), ("Good", rule.good), ("To write, in plain files or as a command", rule.fix)):
            if snippet:
                parts.append(f"\n{title}:\n\n```{'text' if title.startswith('To') else 'turtle'}\n{snippet}\n```\n")
    return "".join(parts)


def errors() -> str:
    """Every error code with what it says and its remedy."""
    rows = tuple((code, _plain(what[0]), _plain(remedy[0])) for code, (what, remedy) in sorted(PROBLEMS.items()))
    codes = (
        "Exit codes: 0 good · 1 findings (violations, something missing) · 2 wrong use (U, V codes) · 3 unreadable input "
        "(S, R, T, H codes) · 4 query error (Q codes) · 5 limit reached · 130 interrupted.\n\n"
    )
    return "# Errors\n\n" + codes + Table(("code", "what", "what to do"), rows).md()


def _plain(text: str) -> str:
    return re.sub(r"{(\w+)}", lambda m: "" if m[1] == "hint" else f"‹{m[1]}›", text.replace("{{", "{").replace("}}", "}"))


def plan_file() -> str:
    """The fields of plan, alignment and context files, and their values."""
    from metrograph.records.plans import FIELDS  # noqa: PLC0415

    kinds = Table(("kind", "class"), tuple((kind.value, f"mg:{CLASS_OF[kind]}") for kind in Kind)).md()
    fields = Table(("field", "what it holds"), tuple((name, about) for name, about in FIELDS.items())).md()
    return (
        "# Plan, alignment and context files\n\nYAML in UTF-8; every value is read as it is written. "
        "`data/plans/metropolis-2019.yaml` is the example.\n\n## Fields of an item\n\n"
        + fields
        + "\n## Kinds\n\n"
        + kinds
        + f"\n## Values\n\n- `status`: {', '.join(Status)}\n- `date.status`: {', '.join(DateStatus)}\n"
        + "- dates are EDTF: `2019`, `2019-06`, `2019-06-17`, `2019-XX`, `2019-06-XX`, `2019-21` (spring), `2019-33` (first quarter), "
        + "`2019-40` (first half), `2019-02/2019-03`, `../2019-06-30` (not after), `2019-03/..` (from then on), "
        + "`{2019-03,2019-09}` (both), `[2019-04,2019-05]` (one of them), `2019-05~` (about); in quotes where one begins with a bracket or a brace\n"
        + "- facts of a context file: "
        + ", ".join(f"`{name}`" for name in FACTS)
        + "\n"
    )


def ontology() -> str:
    """Every class and property: names in three languages, definition, example."""
    skos = FIXED_PREFIXES["skos"]
    terms: dict[str, dict[str, str]] = {}
    for triple in read_triples(root() / "ontology" / "metrograph.ttl"):
        subject, predicate, value = str(getattr(triple.subject, "value", "")), triple.predicate.value, triple.object
        if subject.startswith(MG):
            name = predicate.removeprefix(skos) + (f"@{value.language}" if getattr(value, "language", None) else "")
            terms.setdefault(subject.removeprefix(MG), {})[name] = str(getattr(value, "value", ""))
    parts = ["# Ontology\n\nNamespace `https://w3id.org/metrograph/ns#`, prefix `mg`. The file is `ontology/metrograph.ttl`.\n"]
    for name, found in sorted(terms.items(), key=lambda pair: pair[0].lower()):
        names = " · ".join(found.get(f"prefLabel@{lang}", "") for lang in ("en", "fr", "es"))
        parts.append(f"\n## mg:{name}\n\n*{names}*\n\n{found.get('definition@en', '')}\n")
        if "example@en" in found:
            parts.append(f"\nExample: {found['example@en']}\n")
    return "".join(parts)


def json_ld_context() -> str:
    """The published JSON-LD context."""
    import json  # noqa: PLC0415

    terms = context(Names().prefixes(), read_triples(root() / "ontology" / "metrograph.ttl"))
    return json.dumps({"@context": terms}, ensure_ascii=False, indent=1) + "\n"


def decisions() -> str:
    """The decisions in order: number, title, status."""
    parts = ["# Decisions\n\nWhat was chosen, and why not otherwise. Each page has Status, Context, Decision and Consequences.\n"]
    for page in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md")):
        text = page.read_text(encoding="utf-8")
        title = re.search(r"^# (?:\d+\W+)?(.+)$", text, re.MULTILINE)
        parts.append(f"\n- {page.name[:3]} [{title[1] if title else page.stem}]({page.name})")
    return "".join(parts) + "\n"


def drawn(name: str, lang: str = "en") -> str:
    """A picture of the 2019 plan, on paper of its own, so that it is seen in a dark page too."""
    return encoded(picture(metrograph.open().ask, name, lang).drawing, ".svg").decode()


PAGES: dict[str, Callable[[], str]] = {
    "docs/reference/cli.md": lambda: NOTE + cli(),
    "docs/reference/questions.md": lambda: NOTE + questions(),
    "docs/reference/rules.md": lambda: NOTE + rules(),
    "docs/reference/errors.md": lambda: NOTE + errors(),
    "docs/reference/plan-file.md": lambda: NOTE + plan_file(),
    "docs/reference/ontology.md": lambda: NOTE + ontology(),
    "docs/decisions/index.md": lambda: NOTE + decisions(),
    "docs/pictures/coverage.svg": lambda: drawn("wheel"),
    "docs/pictures/coverage.fr.svg": lambda: drawn("wheel", "fr"),
    "docs/pictures/coverage.es.svg": lambda: drawn("wheel", "es"),
    "docs/pictures/themes.svg": lambda: drawn("themes"),
    "docs/pictures/timeline.svg": lambda: drawn("timeline"),
    "docs/pictures/cobenefits.svg": lambda: drawn("cobenefits"),
    "docs/pictures/network.svg": lambda: encoded(metrograph.open().network().svg().drawing, ".svg").decode(),
    "ontology/context.jsonld": json_ld_context,
}


def main(check: bool) -> int:
    """Write or compare every page."""
    differ = 0
    for name, write in PAGES.items():
        path, text = ROOT / name, write()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            differ += 1
            print(f"{'differs' if check else 'written'}: {name}")
            if not check:
                path.write_text(text, encoding="utf-8")
    return bool(differ and check)


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
