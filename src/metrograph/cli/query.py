"""``metrograph query``: a saved question or SPARQL of one's own, in rows; what the engine does; limits."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from metrograph.catalog import Catalog
from metrograph.cli.output import emit, say_aside, write
from metrograph.cli.settings import Options
from metrograph.errors import MetroGraphError, Place, SourceError, UsageError
from metrograph.find import named
from metrograph.store import Answer
from metrograph.table import Table
from metrograph.turtle import write_turtle
from metrograph.words import counted, say
from metrograph.yamlfile import read_text

_DAY = 86_400


def names(incomplete: str) -> list[str]:
    """The questions whose name begins so, for completion in the shell."""
    return [name for name in Catalog.packaged().names if name.startswith(incomplete)]


def command(lang: str) -> Callable[..., None]:
    """The command, its help in a language."""

    def query(
        context: typer.Context,
        name: Annotated[str, typer.Argument(help="NAME | - | SPARQL", autocompletion=names)] = "",
        file: Annotated[Path | None, typer.Option("--file", "-f", help="FILE.rq")] = None,
        param: Annotated[list[str] | None, typer.Option("--param", "-p", help="name=value")] = None,
        limit: Annotated[int | None, typer.Option(help=say("query.limit", lang), min=0)] = None,
        timeout: Annotated[float | None, typer.Option(help=say("query.timeout", lang))] = None,
        labels: Annotated[bool, typer.Option("--labels", help=say("query.labels", lang))] = False,
        explain: Annotated[bool, typer.Option("--explain", help=say("query.explain", lang))] = False,
    ) -> None:
        """Run a saved or given SPARQL query."""
        options: Options = context.obj
        if timeout is not None and not 0 < timeout <= _DAY:
            raise UsageError("U108", value=timeout, name="--timeout", near="", choices=say("validate.seconds", options.lang))
        given = dict(_pair(text) for text in param or [])
        text, place = _asked(name, file)
        desk = options.desk
        above = 0
        if not text:
            question = desk.catalog[name]
            text, place, above = desk.bound(name, given.pop("lang", options.lang), **given), question.path, question.above
        elif given:
            raise UsageError("U123")
        try:
            if explain:
                _explain(text, options)
                return
            answer = desk.sparql(text, limit=limit, timeout=timeout, labels=options.lang if labels else "")
        except MetroGraphError as error:
            raise error.inside(place, above) if place and error.place.path == "query" else error from None
        title = desk.catalog[name].summary.best(options.lang) if above else ""
        if above and isinstance(answer, Table):
            answer = named(answer, desk.store, options.lang)
        print_answer(answer.titled(title) if title and isinstance(answer, Table) else answer, options)
        if isinstance(answer, Table) and not above:
            _told(text, answer, limit, options)

    return query


def _asked(name: str, file: Path | None) -> tuple[str, str]:
    """The SPARQL meant, and the file it stands in; the empty text for a saved question."""
    if file is not None:
        return read_text(file), str(file)
    if name == "-" or (not name and not sys.stdin.isatty()):
        text = standard_input()
        if not text.strip():
            raise UsageError("U110")
        return text, ""
    if not name:
        raise UsageError("U110")
    return (name if "{" in name else ""), ""  # no question has such a name, and every query has a brace


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise UsageError("U106", value=text)
    return name, value


def standard_input() -> str:
    """What came on standard input, as UTF-8 whatever the locale."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig") if hasattr(sys.stdin, "buffer") else sys.stdin.read()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SourceError("S103", Place("-", line), byte=f"0x{error.object[error.start]:02x}") from None


def print_answer(answer: Answer, options: Options) -> None:
    """Rows in the format asked for, a truth value as a word, triples as Turtle."""
    if isinstance(answer, Table):
        emit(answer, options)
    elif isinstance(answer, bool):
        write(f"{'true' if answer else 'false'}\n")
    else:
        write(write_turtle(answer, options.desk.prefixes))


def _explain(text: str, options: Options) -> None:
    rows = options.desk.explain(text).rows(options.lang)
    columns = tuple(say(f"explain.{name}", options.lang) for name in ("what", "text", "count"))
    emit(Table(columns, rows), options)


def _told(text: str, answer: Table, limit: int | None, options: Options) -> None:
    """What a person should know of an answer: that it was cut, or why it may be empty."""
    if limit is not None and len(answer) == limit > 0:
        say_aside(counted("query.cut", options.lang, limit), options)
    for doubt in options.desk.doubts(text) if not len(answer) else ():
        say_aside(doubt.report(options.lang).replace("error[", "note[", 1), options)
