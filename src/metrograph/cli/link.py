"""The command ``link``: texts in, goals and targets with their evidence out."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from metrograph.cli.output import emit, progress, say_aside, write
from metrograph.cli.read import standard_input
from metrograph.cli.settings import Options
from metrograph.errors import LimitError, MetroGraphError, Place, SourceError, UsageError, near
from metrograph.linking import Linked, Linker, linker
from metrograph.linking.adjust import FILE
from metrograph.linking.stream import Asked, looks_like_lines, read_lines
from metrograph.linking.why import explain, labels
from metrograph.propose import turtle_of
from metrograph.table import Table
from metrograph.words import LANGUAGES, counted, say
from metrograph.yamlfile import read_text

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md", "ttl")
ENDINGS = (".txt", ".md", ".jsonl", ".json", ".text", ".csv", ".pdf", ".docx")


def command(chosen: str) -> Callable[..., int]:
    """The command, its help in a language."""

    def link(
        context: typer.Context,
        texts: Annotated[list[str] | None, typer.Argument(metavar="TEXT|FILE|-")] = None,
        everything: Annotated[bool, typer.Option("--all", help=say("link.all", chosen))] = False,
        text_lang: Annotated[str, typer.Option(help=say("link.text-lang", chosen))] = "",
        around: Annotated[str, typer.Option("--context", help=say("link.context", chosen))] = "",
        why: Annotated[bool, typer.Option("--why", help=say("link.why", chosen))] = False,
        learn: Annotated[bool, typer.Option("--learn", help=say("link.learn", chosen))] = False,
        forget: Annotated[bool, typer.Option("--forget", help=say("link.forget", chosen))] = False,
    ) -> int:
        options: Options = context.obj
        if text_lang and text_lang not in LANGUAGES:
            choices = ", ".join(LANGUAGES)
            raise UsageError("U108", value=text_lang, name="--text-lang", near=near(text_lang, LANGUAGES), choices=choices)
        if learn or forget:
            return _learn(options) if learn else _forget(options)
        by = linker(options.desk.folder)
        asked = (_with(one, text_lang, around) for one in _asked(tuple(texts or ())))
        return _Answers(by, everything, options).give(asked, why)

    return link


def _with(one: Asked | MetroGraphError, lang: str, around: str) -> Asked | MetroGraphError:
    return replace(one, lang=one.lang or lang, context=one.context or around) if isinstance(one, Asked) else one


def _asked(given: tuple[str, ...]) -> Iterator[Asked | MetroGraphError]:
    """The texts meant: files and words as they are given, else standard input; JSON lines wherever a body looks like them."""
    if not given:
        if sys.stdin.isatty():
            raise UsageError("U117")
        given = ("-",)
    for number, word in enumerate(given, 1):
        path = Path(word) if len(word) < 1000 and "\n" not in word else None
        if word == "-":
            yield from _body(standard_input(), "-")
        elif path and _is_file(path):
            yield from _body(read_text(path), word)
        elif path and path.suffix.lower() in ENDINGS and " " not in word:
            raise SourceError("S101", Place(word))
        elif word.strip():
            yield Asked(number, word)
        else:
            raise UsageError("U117")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _body(body: str, name: str) -> Iterator[Asked | MetroGraphError]:
    if not body.strip():
        raise UsageError("U117")
    if "\0" in body:
        raise SourceError("S114", Place(name))
    if name.endswith(".jsonl") or looks_like_lines(body):
        yield from read_lines(body, name)
    else:
        yield Asked(name, body)


class _Answers:
    """Links texts one after the other and writes the answers in the format asked for; JSON lines as soon as each is known."""

    def __init__(self, by: Linker, everything: bool, options: Options) -> None:
        self._by, self._everything, self._options = by, everything, options
        self._wrong = 0

    def give(self, asked: Iterator[Asked | MetroGraphError], why: bool) -> int:
        chosen = self._options.chosen(in_pipe="jsonl")
        lang = self._options.lang
        if chosen not in FORMATS:
            raise UsageError("U113", value=chosen, choices=", ".join(FORMATS))
        found = self._linked(asked)
        if why:
            write("\n".join(explain(one, lang) for one in found))
        elif chosen == "jsonl":
            for one in found:
                write(json.dumps(one.record(lang), ensure_ascii=False) + "\n")
        elif chosen == "json":
            write(json.dumps([one.record(lang) for one in found], ensure_ascii=False, indent=2) + "\n")
        elif chosen == "ttl":
            write(turtle_of(tuple(found), self._by))
        else:
            self._table(tuple(found))
        if self._wrong:
            say_aside(counted("link.bad-lines", lang, self._wrong), self._options)
        return 1 if self._wrong else 0

    def _linked(self, asked: Iterator[Asked | MetroGraphError]) -> Iterator[Linked]:
        tell = progress("link.progress", self._options)
        for done, one in enumerate(asked, 1):
            answer = self._answer(one)
            if isinstance(answer, Linked):
                yield answer
            else:
                self._wrong += 1
                print(answer.report(self._options.lang), file=sys.stderr)  # noqa: T201
            tell(done)

    def _answer(self, one: Asked | MetroGraphError) -> Linked | MetroGraphError:
        if not isinstance(one, Asked):
            return one
        try:
            return self._by.link(one.text, one.lang, one.context, one.id, self._everything)
        except LimitError as error:
            if not one.line:
                raise
            return error.at(Place("-", one.line))

    def _table(self, found: tuple[Linked, ...]) -> None:
        """One row a suggestion, and for each abstention its reason."""
        lang = self._options.lang
        names = labels(lang)
        rows: list[tuple[object, ...]] = []
        for one in found:
            served = {target.code.partition(".")[0] for target in one.targets}
            for each in (*one.targets, *(goal for goal in one.goals if self._everything or goal.code not in served)):
                first = each.evidence[0] if each.evidence else None
                quoted = " … ".join(" ".join(evidence.quote.split()) for evidence in each.evidence)
                place = (first.start, first.end, str(first.basis)) if first else (None, None, None)
                rows.append(
                    (
                        one.id,
                        each.code,
                        names.get(each.code, ""),
                        each.confidence,
                        say(f"why.{each.strength}", lang),
                        quoted,
                        *place,
                    )
                )
            if one.abstained:
                rows.append((one.id, None, say("why.none", lang, reason=one.record(lang)["reason"]), *[None] * 6))
        columns = ("id", "sdg", "label", "confidence", "strength", "quote", "start", "end", "basis")
        emit(Table(columns, tuple(rows)), self._options)  # type: ignore[arg-type]  # cells are values of a table


def _learn(options: Options) -> int:
    """Learn from the workspace's reviews, and show what was learnt."""
    adjustment = options.desk.learn()
    folder = options.desk.folder
    rows = tuple((s.code, s.lang, s.words, s.accepted, s.rejected, f"{s.value:+.2f}") for s in adjustment.shifts)
    emit(Table(("sdg", "lang", "words", "accepted", "rejected", "shift"), rows), options)
    count = sum(s.accepted + s.rejected for s in adjustment.shifts)
    path = folder / FILE if folder else FILE
    say_aside(say("link.learnt", options.lang, n=count, phrases=len(rows), path=path), options)
    return 0


def _forget(options: Options) -> int:
    if options.desk.folder is None:
        raise UsageError("U109")
    (options.desk.folder / FILE).unlink(missing_ok=True)
    say_aside(say("link.forgotten", options.lang), options)
    return 0
