"""``metrograph diff A B``: what changed from one plan to the next; what is doubtful is asked, or settled by a table."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from metrograph.cli.output import draw, emit, say_aside, write
from metrograph.cli.settings import Options
from metrograph.errors import UsageError, near
from metrograph.words import counted, say

if TYPE_CHECKING:
    from metrograph.compare import Comparison
    from metrograph.compare.deciding import Decisions
    from metrograph.compare.sides import Side


def command(lang: str) -> Callable[..., int]:
    """The command, its help in a language."""

    def diff(
        context: typer.Context,
        earlier: Annotated[str, typer.Argument(metavar="A", help=say("diff.side", lang))],
        later: Annotated[str, typer.Argument(metavar="B", help=say("diff.side", lang))],
        plan: Annotated[str, typer.Option(metavar="ID", help=say("diff.plan", lang))] = "",
        only: Annotated[list[str] | None, typer.Option("--only", metavar="CHANGE", help=say("diff.only.help", lang))] = None,
        why: Annotated[bool, typer.Option("--why", help=say("diff.why.help", lang))] = False,
        ask: Annotated[bool, typer.Option("--ask", help=say("diff.ask.help", lang))] = False,
        decide: Annotated[Path | None, typer.Option(metavar="FILE.csv", help=say("diff.decide.help", lang))] = None,
        matches: Annotated[Path | None, typer.Option(metavar="FILE.csv", help=say("diff.matches.help", lang))] = None,
        exit_code: Annotated[bool, typer.Option("--exit-code", help=say("diff.exit.help", lang))] = False,
    ) -> int:
        """Compare two plans."""
        options: Options = context.obj
        wanted = _changes(only or [])
        sides = _sides(options, earlier, later, plan)
        found = _settled(sides, options, decide, matches, ask=ask)
        _print(found, wanted, options, why=why)
        return 1 if exit_code and not found.same else 0

    return diff


def _changes(only: list[str]) -> tuple[str, ...]:
    from metrograph.compare import CHANGES  # noqa: PLC0415 - comparing is read when asked for

    wanted = tuple(one for given in only for one in given.replace(",", " ").split())
    for one in wanted:
        if one not in CHANGES:
            raise UsageError("A170", value=one, near=near(one, CHANGES), choices=", ".join(CHANGES))
    return wanted


def _sides(options: Options, earlier: str, later: str, plan: str) -> "tuple[Side, Side]":
    """The two sides; a document is said to be one."""
    from metrograph.compare.sides import open_side  # noqa: PLC0415 - see above

    here = options.desk.sides()
    sides = open_side(earlier, here, plan), open_side(later, here, plan)
    for what, side in zip((earlier, later), sides, strict=True):
        if side.how == "document":
            items = counted("diff.items", options.lang, len(side.plan.items))
            say_aside(say("diff.document", options.lang, file=what, items=items), options)
    return sides


def _settled(
    sides: "tuple[Side, Side]", options: Options, decide: Path | None, matches: Path | None, *, ask: bool
) -> "Comparison":
    """The comparison with everything that was decided, which is then kept where it belongs."""
    from metrograph.compare.deciding import read_decisions  # noqa: PLC0415 - see above
    from metrograph.compare.sides import compare_sides  # noqa: PLC0415 - see above

    earlier, later = (side.plan for side in sides)
    known: Decisions = read_decisions(matches, earlier, later) if matches and matches.exists() else {}
    new: Decisions = read_decisions(decide, earlier, later) if decide else {}
    if ask:
        if not sys.stdin.isatty():
            raise UsageError("A169")
        if matches is None and sides[1].folder is None:
            raise UsageError("A168")
        new |= _asked(compare_sides(*sides, options.lang, known | new), options.lang)
    if new or ask:
        _keep(sides, known, new, matches, options)
    return compare_sides(*sides, options.lang, known | new)


def _keep(sides: "tuple[Side, Side]", known: "Decisions", new: "Decisions", matches: Path | None, options: Options) -> None:
    from metrograph.compare.deciding import write_continues, write_decisions  # noqa: PLC0415 - see above

    earlier, later = sides
    if matches and new:
        write_decisions(matches, known | new)
        say_aside(counted("diff.settled", options.lang, len(new), path=matches), options)
    elif later.folder and (written := write_continues(earlier.plan, later.plan, new)):
        say_aside(counted("diff.settled", options.lang, written, path=later.plan.path), options)
    elif not new:
        say_aside(say("diff.unsettled", options.lang), options)


def _asked(found: "Comparison", lang: str) -> "Decisions":
    """One doubtful pair after another: yes, no, later, stop. An element that was settled is not asked about again."""
    from metrograph.compare.fates import label  # noqa: PLC0415 - see above
    from metrograph.compare.telling import for_and_against, likeness_of  # noqa: PLC0415 - see above

    yes, no, _, stop = say("diff.answers", lang).split()
    taken: set[str] = set()
    decided: Decisions = {}
    for at, pair in enumerate(found.doubtful, 1):
        if {f"a {pair.a.id}", f"b {pair.b.id}"} & taken:
            continue
        good, bad = for_and_against(pair, lang)
        shown = {
            "earlier": f"{label(pair.a)} ({pair.a.id})",
            "later": f"{label(pair.b)} ({pair.b.id})",
            "score": likeness_of(pair),
        }
        sides = {
            "for_": say("diff.for", lang, reasons=good),
            "against": say("diff.against", lang, reasons=bad or say("diff.nothing", lang)),
        }
        write(say("diff.card", lang, at=at, n=len(found.doubtful), **shown, **sides) + "\n")
        answer = typer.prompt(say("diff.question", lang), default="").strip().casefold()[:1]
        if answer == stop:
            break
        if answer in (yes, no):
            decided[pair.a.id, pair.b.id] = answer == yes
            taken |= {f"a {pair.a.id}", f"b {pair.b.id}"} if answer == yes else set()
    return decided


def _print(found: "Comparison", wanted: tuple[str, ...], options: Options, *, why: bool) -> None:
    from metrograph.table import Table  # noqa: PLC0415 - see above
    from metrograph.turtle import Triple, write_turtle  # noqa: PLC0415 - see above

    lang, chosen = options.lang, options.chosen()
    for remark in found.remarks:
        say_aside(say(f"diff.remark.{remark}", lang), options)
    rows = tuple(row for row in found.rows if not wanted or row.change in wanted)
    records = tuple(row.record() for row in rows)
    if chosen == "json":
        write(json.dumps(list(records), ensure_ascii=False, indent=2) + "\n")
    elif chosen == "ttl":
        prefixes = {**options.desk.prefixes, **found.names[1].prefixes((found.earlier.id, found.later.id))}
        write(write_turtle((Triple(quad.subject, quad.predicate, quad.object) for quad in found.quads()), prefixes))
    elif chosen == "md":
        write(found.md(lang))
    elif chosen == "table" or why:
        emit(found.told(lang, wanted), options)
        if chosen == "table" and found.doubtful:
            draw(found.questions(lang), options)
    else:
        table = found.table()
        emit(Table(table.columns, tuple(tuple(record.values()) for record in records)), options)
    if found.doubtful:
        say_aside(counted("diff.doubts", lang, len(found.doubtful)), options)
