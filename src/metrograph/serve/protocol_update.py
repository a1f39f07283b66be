"""An update as the engine is to read it: what the request says beside the text, put into the text.

pyoxigraph takes no graphs beside an update, so they are written into each operation, at the place that the grammar has
for them; the tree of the text is looked at, never its letters.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from metrograph.errors import QueryError
from metrograph.serve.protocol import UpdateRequest
from metrograph.sparql.diagnosis import diagnose
from metrograph.sparql.parse import Parsed, parse
from metrograph.sparql.tokens import code, place_of

_WHOLE = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*:|\\[uU])")
Edit = tuple[int, str]


class Ready(str):
    """An update with some words put into it, that knows the text of the client."""

    __slots__ = ("_edits", "_text")
    _text: str
    _edits: tuple[Edit, ...]

    def __new__(cls, text: str, edits: Iterable[Edit]) -> "Ready":
        """A text, and what is put into it where."""
        found = tuple(sorted(edits))
        made = super().__new__(cls, _edited(text, found))
        made._text, made._edits = text, found
        return made

    def judged(self, error: QueryError) -> QueryError:
        """An error in this text as one in the text of the client.

        >>> from metrograph.errors import Place
        >>> made = ready(UpdateRequest("CLEAR GRAPH <g> ; ?"), "http://127.0.0.1:8000/update", {})
        >>> error = made.judged(QueryError("Q101", Place("query", 1, made.index("?") + 1)))
        >>> error.place.column, error.source
        (19, 'CLEAR GRAPH <g> ; ?')
        """
        place = error.place
        if place.line and self._edits:
            above = self.splitlines(keepends=True)[: place.line - 1]
            at = sum(map(len, above)) + max(place.column - 1, 0)
            line, column = place_of(self._text, self._before(at))
            error.place = replace(place, line=line, column=column if place.column else 0)
            error.source = self._text
        return error

    def _before(self, at: int) -> int:
        """Where a place of this text is in that of the client; words put in stand before what follows them."""
        shift = 0
        for start, words in self._edits:
            if at < start + shift + len(words):
                return min(at - shift, start) if at >= start + shift else at - shift
            shift += len(words)
        return at - shift


def ready(asked: UpdateRequest, base: str, prefixes: Mapping[str, str]) -> Ready:
    """The text to be given to the engine; ``QueryError`` when graphs go with it and it does not parse.

    ``base`` is what relative IRIs are resolved against: the address of the service. Clearing a graph that is not there
    changes nothing and is no error.

    >>> ready(UpdateRequest("CLEAR GRAPH <urn:g>"), "http://127.0.0.1:8000/update", {})
    'CLEAR SILENT GRAPH <urn:g>'
    >>> ready(UpdateRequest("INSERT { ?s a ?o } WHERE { ?o ?p ?s }", ("urn:g",)), "http://127.0.0.1:8000/update", {})
    'INSERT { ?s a ?o } USING <urn:g> WHERE { ?o ?p ?s }'
    """
    text = asked.text
    return Ready(text, (*_graphs(text, asked.using, asked.using_named, prefixes), *_silent(text), *_based(text, base)))


def _based(text: str, base: str) -> tuple[Edit, ...]:
    relative = any(token.kind == "iri" and not _WHOLE.match(token.text) for token in code(text))
    return ((0, f"BASE <{base}> "),) if relative else ()


def _graphs(text: str, using: tuple[str, ...], using_named: tuple[str, ...], prefixes: Mapping[str, str]) -> Iterator[Edit]:
    """The graphs that go with an update, where each of its operations has room for them."""
    clause = "".join([f"USING <{iri}> " for iri in using] + [f"USING NAMED <{iri}> " for iri in using_named])
    if not clause:
        return
    parsed = parse(text)
    if parsed.wrong is not None:
        raise diagnose(text, prefixes, update=True)
    for number in _changes(parsed):
        yield from _used(parsed, number, clause)


def _used(parsed: Parsed, number: int, clause: str) -> Iterator[Edit]:
    """The graphs before ``WHERE``; the short form ``DELETE WHERE`` has no place for them, and is written out."""
    tokens, change = parsed.tokens, parsed.nodes[number]
    first, second = tokens[change.first], tokens[change.first + 1]
    below = [parsed.nodes[child] for child in parsed.below.get(number, [])]
    if first.upper == "DELETE" and second.upper == "WHERE":
        pattern = parsed.text[tokens[below[0].first].start : tokens[below[0].last - 1].end]
        yield second.start, f"{_on_one_line(pattern)} {clause}"
    else:
        yield from ((tokens[node.first - 1].start, clause) for node in below if node.rule == "Group")


def _on_one_line(pattern: str) -> str:
    """A pattern without its line breaks and comments, so that the lines below keep their numbers where it is put in."""
    tokens = code(pattern)
    gaps = [" " if before.end < after.start else "" for before, after in pairwise(tokens)]
    return "".join(token.text + gap for token, gap in zip(tokens, [*gaps, ""], strict=True))


def _silent(text: str) -> Iterator[Edit]:
    """Graphs are cleared, whether they are there or not."""
    if "CLEAR" not in text.upper():
        return
    parsed = parse(text)
    if parsed.wrong is None:
        heads = [parsed.tokens[change.first : change.first + 2] for change in map(parsed.nodes.__getitem__, _changes(parsed))]
        yield from ((pair[1].start, "SILENT ") for pair in heads if [token.upper for token in pair] == ["CLEAR", "GRAPH"])


def _changes(parsed: Parsed) -> Iterator[int]:
    return (number for number, node in enumerate(parsed.nodes) if node.rule == "Change")


def _edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with some words put into it, given in the order of their places."""
    parts, at = [], 0
    for start, words in edits:
        parts += [text[at:start], words]
        at = start
    return "".join([*parts, text[at:]])
