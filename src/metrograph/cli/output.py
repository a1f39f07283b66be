"""Prints tables and cards: for people on a terminal, as data in a pipe."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from metrograph.assess import Pilot, unserved
from metrograph.cli.settings import Options
from metrograph.errors import UsageError
from metrograph.find import short
from metrograph.table import Iri, Table, Value, text
from metrograph.words import TEXTS, say

if TYPE_CHECKING:
    from rich.console import Console


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
        "md": lambda: shown(table, options.lang).md(),
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


def draw(table: Table, options: Options) -> None:
    """A table drawn with lines."""
    from rich.table import Table as Drawn  # noqa: PLC0415 - only where something is drawn
    from rich.text import Text  # noqa: PLC0415

    read = shown(table, options.lang)
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
    target.print(Text(say("rows", options.lang, n=len(read)), style="dim"))


def draw_pilots(found: tuple[Pilot, ...], options: Options) -> None:
    """Pilots with their links and gaps, one block each."""
    from rich.table import Table as Drawn  # noqa: PLC0415 - only where something is drawn
    from rich.text import Text  # noqa: PLC0415

    lang = options.lang
    drawn = Drawn(title=say("pilots.title", lang, n=len(found)), title_justify="left", title_style="bold", pad_edge=False)
    for name, share in (("goal", 2), ("target", 9), ("strength", 4), ("decision", 4), ("quote", 12)):
        drawn.add_column(Text(heading(name, lang)), ratio=share, overflow="fold", no_wrap=False)
    for pilot in found:
        drawn.add_section()
        title = Text.assemble((pilot.label, "bold"), f"\n{pilot.status}")
        drawn.add_row("", title, "", "", "")
        for link in pilot.links:
            target = f"{link.sdg} {link.label}" if "." in link.sdg else say("goal.only", lang, label=link.label)
            quote = Text.assemble((say("quoted", lang, words=link.quote), "italic"), (f" ({link.basis})", "dim"))
            drawn.add_row(link.goal, Text(target), Text(link.strength, "" if link.direct else "dim"), Text(link.decision), quote)
        if pilot.missing:
            drawn.add_row("", Text(heading("missing", lang), "yellow"), "", "", Text("; ".join(pilot.missing), "yellow"))
    target_console = console(options)
    target_console.print(drawn)
    none, indirect = unserved(found)
    target_console.print(Text(say("pilots.unserved", lang, goals=", ".join(none) or "–")))
    target_console.print(Text(say("pilots.indirect", lang, goals=", ".join(indirect) or "–")))
