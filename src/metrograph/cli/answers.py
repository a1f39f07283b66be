"""What ``metrograph link`` does: texts in, goals and targets with their evidence out; learning from reviews."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from metrograph.cli.output import emit, progress, say_aside, write
from metrograph.cli.query import standard_input
from metrograph.cli.settings import Options
from metrograph.errors import LimitError, MetroGraphError, Place, SourceError, UsageError
from metrograph.linking import Linked, linker
from metrograph.linking.adjust import FILE
from metrograph.linking.stream import Asked, looks_like_lines, read_lines
from metrograph.linking.why import labels
from metrograph.propose import turtle_of
from metrograph.table import Table
from metrograph.words import counted, say
from metrograph.yamlfile import read_text

ENDINGS = (".txt", ".md", ".jsonl", ".json", ".text", ".csv", ".pdf", ".docx")


def asked(given: tuple[str, ...], lang: str, around: str) -> Iterator[Asked | MetroGraphError]:
    """The texts meant, with the language and context that hold where a text has none of its own."""
    for one in _given(given):
        yield replace(one, lang=one.lang or lang, context=one.context or around) if isinstance(one, Asked) else one


def _given(given: tuple[str, ...]) -> Iterator[Asked | MetroGraphError]:
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
        yield from read_lines(body.split("\n"), name)
    else:
        yield Asked(name, body)


class Answers:
    """Links texts one after the other and writes the answers in the format asked for; JSON lines as soon as each is known."""

    def __init__(self, everything: bool, options: Options) -> None:
        self._by, self._everything, self._options = linker(options.desk.folder), everything, options
        self._wrong = 0

    def give(self, asked: Iterator[Asked | MetroGraphError], why: bool) -> int:
        """Write the answer to every text; 1 where a line could not be read, else 0."""
        chosen = self._options.chosen(in_pipe="jsonl")
        lang = self._options.lang
        found = self._linked(asked)
        if why:
            write("\n".join(one.why(lang) for one in found))
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
            if not one.place.line:
                raise
            return error.at(one.place)

    def _table(self, found: tuple[Linked, ...]) -> None:
        """One row a suggestion, and for each abstention its reason."""
        lang = self._options.lang
        names = labels(lang)
        rows: list[tuple[object, ...]] = []
        for one in found:
            for each in (*one.targets, *(one.goals if self._everything else one.bare_goals)):
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
                rows.append((one.id, None, say("why.none", lang, reason=one.because(lang)), *[None] * 6))
        columns = ("id", "sdg", "label", "confidence", "strength", "quote", "start", "end", "basis")
        emit(Table(columns, tuple(rows)), self._options)  # type: ignore[arg-type]  # cells are values of a table


def learn(options: Options) -> int:
    """Learn from the workspace's reviews, and show what was learnt."""
    adjustment = options.desk.learn()
    folder = options.desk.folder
    rows = tuple((s.code, s.lang, s.words, s.accepted, s.rejected, f"{s.value:+.2f}") for s in adjustment.shifts)
    emit(Table(("sdg", "lang", "words", "accepted", "rejected", "shift"), rows), options)
    count = sum(s.accepted + s.rejected for s in adjustment.shifts)
    path = folder / FILE if folder else FILE
    say_aside(say("link.learnt", options.lang, n=count, phrases=len(rows), path=path), options)
    return 0


def forget(options: Options) -> int:
    """Delete what the workspace has learnt."""
    if options.desk.folder is None:
        raise UsageError("U109")
    (options.desk.folder / FILE).unlink(missing_ok=True)
    say_aside(say("link.forgotten", options.lang), options)
    return 0
