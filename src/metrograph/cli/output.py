"""Prints tables and cards: for people on a terminal, as data in a pipe."""

import re
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from metrograph.assess import Pilot, PilotLink, short_names, unserved
from metrograph.cli.settings import Options
from metrograph.errors import UsageError
from metrograph.namespaces import short
from metrograph.table import Iri, Table, Value, text
from metrograph.words import TEXTS, counted, mark, say

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text


_HASH = re.compile(r"[0-9a-f]{16}")


def console(options: Options, *, to_stderr: bool = False) -> "Console":
    """A Rich console with the colours and width that suit where it writes."""
    from rich.console import Console  # noqa: PLC0415 - only where something is drawn

    stream = sys.stderr if to_stderr else sys.stdout
    width = None if stream.isatty() else 120
    return Console(file=stream, no_color=not options.color or None, highlight=False, width=width, soft_wrap=False)


def say_aside(message: str, options: Options) -> None:
    """A word to the person, on standard error, unless they asked for quiet."""
    if not options.quiet:
        print(message, file=sys.stderr)  # noqa: T201


def progress(key: str, options: Options) -> Callable[[int], None]:
    """A counter on standard error for long work, drawn on a terminal only, after the first second."""
    start, quiet = time.monotonic(), options.quiet or not options.progress or not sys.stderr.isatty()

    def tell(done: int) -> None:
        if not quiet and time.monotonic() - start > 1 and done % 10 == 0:
            print(f"\r{counted(key, options.lang, done)}", end="\r", file=sys.stderr)  # noqa: T201

    return tell


def agreed(question: str, lang: str) -> bool:
    """Ask on a terminal; where nobody can answer, and for anything but yes, the answer is no."""
    import typer  # noqa: PLC0415 - only where something is asked

    if not sys.stdin.isatty():
        return False
    yes = say("yes", lang)[0]
    answer: str = typer.prompt(f"{question} [{yes}/N]", default="", show_default=False, err=True)
    return answer.strip().casefold()[:1] in {yes, "y"} - {""}


def write(body: str) -> None:
    """Results, to standard output, always in UTF-8."""
    sys.stdout.write(body)


def emit(table: Table, options: Options, *, in_pipe: str = "csv") -> None:
    """A table in the format asked for."""
    chosen = options.chosen(in_pipe=in_pipe)
    writers: dict[str, Callable[[], str]] = {
        "json": table.json,
        "jsonl": table.jsonl,
        "csv": table.csv,
        "tsv": lambda: table.csv("\t"),
        "md": lambda: shown(with_plan(table, options), options.lang).md(),
    }
    if chosen in writers:
        write(writers[chosen]())
    elif chosen == "table":
        draw(table, options)
    else:
        raise UsageError("U113", value=chosen, choices="table, json, jsonl, csv, tsv, md")


def shown(table: Table, lang: str) -> Table:
    """A table as people read it: headings in their language, identifiers short."""
    rows = tuple(tuple(_short(value) for value in row) for row in table.records)
    return Table(tuple(heading(name, lang) for name in table.columns), rows, table.title)


def heading(name: str, lang: str) -> str:
    """The heading of a column, or its name when it has none."""
    return say(f"column.{name}", lang) if f"column.{name}" in TEXTS else name


def _short(value: Value) -> Value:
    return short(value) if isinstance(value, Iri) else value


HIDDEN = ("colour", "suggestion", "strengthTerm", "basisTerm", "decisionTerm", "statusTerm")


def vertical(row: dict[str, Value], lang: str) -> Table:
    """One row as a table of heading and value, what is empty left out."""
    shown_names = [name for name, value in row.items() if name not in HIDDEN and value is not None]
    return Table(("property", "value"), tuple((heading(name, lang), row[name]) for name in shown_names))


def narrow(table: Table) -> Table:
    """A table without the columns that say again, for programs, what another one says for people."""
    again = {"goal", "target"} if "sdg" in table.columns else set()
    again |= {name for name in table.columns if f"{name}Label" in table.columns}
    keep = [name for name in table.columns if name not in HIDDEN and name not in again]
    return table.pick(keep)


def with_plan(table: Table, options: Options) -> Table:
    """A table that tells of which plan its elements are, where there are several plans and it does not say so."""
    if {"plan", "planLabel"} & set(table.columns) or not table:
        return table
    start = options.desk.names.shared("")
    found = ((at, [_plan_of(value, start) for value in table.column(name)]) for at, name in enumerate(table.columns))
    at, plans = next(((at, plans) for at, plans in found if any(plans)), (0, []))
    if len(options.desk.plans if plans else ()) < 2 and len({*plans} - {""}) < 2:
        return table
    rows = tuple((*row[:at], plan or None, *row[at:]) for row, plan in zip(table.records, plans, strict=True))
    return Table((*table.columns[:at], "plan", *table.columns[at:]), rows, table.title)


def _plan_of(value: Value, start: str) -> str:
    """The plan of an element, by its identifier: ``…/id/metropolis-2019/pilot-mega``; what is hashed has none."""
    if not isinstance(value, Iri) or not value.startswith(start):
        return ""
    plan, _, name = value.removeprefix(start).partition("/")
    return plan if name and not _HASH.fullmatch(name) else ""


def draw(table: Table, options: Options) -> None:
    """A table drawn with lines."""
    from rich.table import Table as Drawn  # noqa: PLC0415 - only where something is drawn
    from rich.text import Text  # noqa: PLC0415

    read = shown(narrow(with_plan(table, options)), options.lang)
    drawn = Drawn(title=read.title or None, title_justify="left", title_style="bold", show_lines=False)
    for name, values in zip(read.columns, zip(*read.records, strict=True), strict=True) if read.records else ():
        number = all(isinstance(value, int) for value in values)
        drawn.add_column(Text(name), justify="right" if number else "left", overflow="fold")
    for row in read.records:
        drawn.add_row(*(Text(text(value)) for value in row))
    target = console(options)
    if read.records:
        target.print(drawn)
    else:
        target.print(Text(read.title, style="bold"))
    target.print(Text(counted("rows", options.lang, len(read)), style="dim"))


def draw_pilots(found: tuple[Pilot, ...], options: Options) -> None:
    """Pilots one below the other: status, links with their quotes, and what is missing."""
    from rich.padding import Padding  # noqa: PLC0415 - only where something is drawn
    from rich.text import Text  # noqa: PLC0415

    lang = options.lang
    target = console(options)
    target.print(Text(counted("pilots.title", lang, len(found)), style="bold"))
    head = _grid(target.width)
    head.add_row(*(Text(heading(name, lang), "dim") for name in ("goal", "target", "strength", "decision", "quote")))
    target.print(head)
    names = short_names(found)
    for number, pilot in enumerate(found, 1):
        title = ("\n", (f"{number}. {pilot.label}", "bold"), (f"  {pilot.status}", "cyan"))
        plan = names[pilot.iri].rpartition("/")[0]
        target.print(Text.assemble(*title, (f"  {plan}" if plan else "", "dim")))
        drawn = _grid(target.width)
        for link in pilot.links:
            drawn.add_row(*_cells(link, lang))
        target.print(drawn)
        if pilot.missing:
            gaps = Text(say("pilots.gaps", lang, gaps=mark(";", lang).join(pilot.missing)), "yellow")
            target.print(Padding(gaps, (0, 0, 0, 4)))
    none, indirect = unserved(found)
    target.print(Text("\n" + say("pilots.unserved", lang, goals=", ".join(none) or "–")))
    target.print(Text(say("pilots.indirect", lang, goals=", ".join(indirect) or "–")))


_WIDE = 100


def _grid(width: int) -> "Drawn":
    """The five columns of the pilots, as wide as the terminal."""
    from rich.table import Table as Drawn  # noqa: PLC0415 - only where something is drawn

    drawn = Drawn.grid(expand=True, padding=(0, 2, 0, 0))
    drawn.add_column(justify="right", min_width=8)
    for share in (10, 3, 3, 12):
        short = share == 3 and width < _WIDE  # "indirecte" and "rechazada" stay whole
        drawn.add_column(ratio=None if short else share, width=9 if short else None, overflow="fold")
    return drawn


def _cells(link: PilotLink, lang: str) -> tuple["Text", ...]:
    from rich.text import Text  # noqa: PLC0415 - only where something is drawn

    goal = f"{link.sdg} {link.label}" if "." in link.sdg else say("goal.only", lang, label=link.label)
    quote = Text(say("quoted", lang, words=link.quote), "italic")
    if link.outside:
        quote.append(f" ({link.basis})", "dim")
    strength = Text(link.strength, "bold" if link.direct else "")
    status = link.decision + (f" ({link.reviewer})" if link.reviewer else "")
    return Text(link.goal), Text(goal), strength, Text(status), quote
