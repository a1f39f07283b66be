"""``metrograph assess``: what a plan does for the goals, how far that can be defended, and how it stands beside others."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from metrograph.cli.output import emit, say_aside, write
from metrograph.cli.settings import Options
from metrograph.errors import UsageError, near
from metrograph.words import mark, say

if TYPE_CHECKING:
    from metrograph.assess.assessment import Assessment
    from metrograph.desk import Desk
    from metrograph.table import Table

PARTS = ("scorecard", "lines", "depth", "coverage", "evidence", "risk", "synergies", "peers")


def command(lang: str) -> Callable[..., None]:
    """The command, its help in a language."""

    def assess(
        context: typer.Context,
        plan: Annotated[str, typer.Option(metavar="NAME", help=say("assess.plan", lang))] = "",
        what: Annotated[str, typer.Option(metavar="PART", help=say("assess.what", lang, choices=", ".join(PARTS)))] = "",
        by: Annotated[str, typer.Option(metavar="KIND", help=say("assess.by", lang, choices=_kinds()))] = "",
        other: Annotated[Path | None, typer.Option("--with", metavar="OTHER", help=say("assess.with", lang))] = None,
    ) -> None:
        """What a plan does for the goals."""
        options: Options = context.obj
        if other is not None and what not in ("", "peers"):
            raise UsageError("A145", value=what)
        part = "peers" if other is not None else what or ("depth" if by else "")
        if part and part not in PARTS:
            raise UsageError("U108", value=part, name="--what", near=near(part, PARTS), choices=", ".join(PARTS))
        if part == "peers":
            _peers(options, plan, other)
            return
        found = options.desk.assess(plan, options.lang)
        if not part and options.chosen() == "table":
            write("\n".join(_told(found)) + "\n")
            say_aside(say("assess.next", options.lang, choices="|".join(PARTS)), options)
        else:
            part = part or "scorecard"
            emit(_short(_part(found, part, by), part, options), options)

    return assess


def _kinds() -> str:
    from metrograph.assess.groups import BY  # noqa: PLC0415 - only for the help of this command

    return ", ".join(BY)


def _part(found: "Assessment", part: str, by: str) -> "Table":
    if by and part not in ("depth", "coverage", "synergies"):
        raise UsageError("U108", value=part, name="--what", near="depth", choices="depth, coverage, synergies")
    kinds: dict[str, Callable[[], Table]] = {
        "scorecard": lambda: found.scorecard,
        "lines": lambda: found.lines,
        "depth": lambda: found.depth_by(by or "goal"),
        "coverage": lambda: found.coverage(by or "goal"),
        "evidence": lambda: found.evidence,
        "risk": lambda: found.risks,
        "synergies": lambda: found.synergies_of(by or "item"),
    }
    return kinds[part]()


_NARROW = {
    "scorecard": ("indicatorLabel", "numerator", "denominator", "share", "formula"),
    "risk": ("sdg", "sentence"),
    "evidence": ("sdg", "links", "statedBasis", "textBasis", "contextBasis", "externalBasis", "quotes", "reviewed", "machine"),
}
"""What a terminal has room for, of the parts that are wide."""


def _short(table: "Table", part: str, options: Options) -> "Table":
    """What a terminal has room for; a risk is told once though it concern several elements."""
    if options.chosen() != "table" or part not in _NARROW:
        return table
    from dataclasses import replace  # noqa: PLC0415 - only here

    picked = table.pick(_NARROW[part])
    return replace(picked, records=tuple(dict.fromkeys(picked.rows())))


def _told(found: "Assessment") -> Iterator[str]:
    """The summary for a terminal: indicators, risks of goals, what nothing serves."""
    from metrograph.assess.peers import percent  # noqa: PLC0415 - only here
    from metrograph.assess.tables import GOALS  # noqa: PLC0415

    lang, figures = found.lang, found.figures
    colon = mark(":", lang)
    yield say("assess.title", lang, plan=found.name)
    if not figures.accepted:
        yield say("assess.nolinks", lang)
    yield ""
    card = figures.cards[""]
    names = {one.name: say(f"indicator.{one.name}", lang) for one in card}
    wide = max(map(len, names.values()))
    for one in card:
        yield f"  {names[one.name]:{wide}}  {one.part:>5} / {one.whole:<5} {percent(one.part, one.whole, lang):>6}"
    yield f"  {say('assess.never', lang)}"
    yield ""
    yield say("assess.risks", lang) + colon.rstrip()
    for told in found.goals_at_risk.values():
        yield f"  {told}"
    if not found.goals_at_risk:
        yield f"  {say('assess.risks.none', lang)}"
    targets = {risk.sdg for risk in figures.risks if "." in risk.sdg}
    yield f"  {say('assess.targets.more', lang, n=len(targets))}"
    yield ""
    served = {code for code, one in figures.groups["goal"].items() if one.direct + one.indirect}
    none = say("assess.none", lang)
    yield say("assess.unserved", lang, goals=", ".join(code for code in GOALS if code not in served) or none)
    idle = [iri for iri, group in figures.groups["theme"].items() if not group.count]
    labels = found.names(idle)
    yield say("assess.idle", lang, themes=", ".join(labels.get(iri, iri) for iri in idle) or none)


# ---- peers


def _peers(options: Options, plan: str, other: Path | None) -> None:
    """Plans side by side: all of the workspace, or the one named and those of another place."""
    desk, lang = options.desk, options.lang
    here = _all(desk, lang, plan if other is not None else "")
    found = [*here, *_others(other, lang)] if other is not None else _first(here, desk, plan, lang)
    if not found:
        desk.assess(plan, lang)  # tells that there is no plan
    table = found[0].peers(*found[1:])
    emit(table, options)
    if options.chosen() == "table":
        write("\n" + say("assess.notes", lang) + mark(":", lang).rstrip() + "\n")
        write("".join(f"- {note}\n" for note in found[0].notes(*found[1:])))


def _all(desk: "Desk", lang: str, plan: str = "") -> "list[Assessment]":
    """The assessments of all plans of a desk, or of the one named."""
    from metrograph.assess.choice import plan_names  # noqa: PLC0415 - only here

    return [desk.assess(name, lang) for name in ([plan] if plan else plan_names(desk.store, desk.names))]


def _first(found: "list[Assessment]", desk: "Desk", plan: str, lang: str) -> "list[Assessment]":
    """The plan named before the others."""
    if not plan:
        return found
    chosen = desk.assess(plan, lang)
    return [chosen, *(one for one in found if one.figures.plan != chosen.figures.plan)]


def _others(path: Path, lang: str) -> "list[Assessment]":
    """The plans of another workspace or RDF file; ``UsageError`` where it holds none."""
    from metrograph.workspace import load, open_workspace  # noqa: PLC0415 - only here

    found = _all(open_workspace(path) if path.is_dir() else load(path), lang)
    if not found:
        raise UsageError("A141", path=path)
    return found
