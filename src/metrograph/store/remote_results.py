"""Reads SPARQL results in JSON as they arrive, row by row; what breaks off is an error, never a shorter answer.

```
{"head": {"vars": ["pilot"]}, "results": {"bindings": [ {…}, {…} ]}}        rows
{"head": {}, "boolean": true}                                              a truth value
```
"""

import codecs
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import pyoxigraph as ox

from metrograph.errors import Place, StoreError
from metrograph.namespaces import XSD
from metrograph.turtle import Quad, Triple

Binding = dict[str, dict[str, str]]
_ROWS = re.compile(r'"bindings"\s*:\s*\[')
_HEAD = 1 << 20  # characters before the first row, at most
_BETWEEN = re.compile(r"[\s,]*")
_ASKED = "__ASK_RETVAL"
_TRUTH = {"1": "true", "0": "false"}


class Results:
    """An answer being read: the columns, then the bindings one by one; or a truth value.

    >>> body = b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "literal", "value": "x"}}]}}'
    >>> results = Results([body[:70], body[70:]], Place("example"))
    >>> results.columns, results.truth, list(results.bindings())
    (('a',), None, [{'a': {'type': 'literal', 'value': 'x'}}])
    """

    def __init__(self, chunks: Iterable[bytes], place: Place) -> None:
        self._place = place
        self._texts = self._decoded(chunks)
        self._text = ""
        while (found := _ROWS.search(self._text)) is None and len(self._text) < _HEAD and self._more():
            pass
        if found and '"head"' not in self._text[: found.start()]:
            found = self._turned()
        self._at = found.end() if found else len(self._text)
        head = self._parsed(self._text[: self._at] + ("]}}" if found else ""))
        self.columns = self._columns(head)
        self.truth = self._truth(head, rows=found is not None)

    def bindings(self) -> Iterator[Binding]:
        """Each row, as the terms by column; to be read once."""
        scan = json.JSONDecoder().raw_decode
        while True:
            match = _BETWEEN.match(self._text, self._at)
            self._at = match.end() if match else self._at
            try:
                row, self._at = scan(self._text, self._at)
            except json.JSONDecodeError:
                if self._text[self._at : self._at + 1] == "]":
                    self._finish()
                    return
                self._text, self._at = self._text[self._at :], 0
                if not self._more():
                    raise StoreError("T216", self._place) from None
                continue
            if not _sound(row):
                raise StoreError("T216", self._place)
            yield row

    def _turned(self) -> re.Match[str] | None:
        """Where the rows start once the head stands before them."""
        while self._more():
            pass
        whole = self._parsed(self._text)
        self._text = json.dumps({"head": whole.get("head"), "results": whole.get("results")})
        return _ROWS.search(self._text)

    def _finish(self) -> None:
        """Behind the last row there must be the end of the answer, and nothing else."""
        self._text, self._at = self._text[self._at :], 0
        while self._more():
            pass
        self._parsed('{"results": {"bindings": [' + self._text)

    def _more(self) -> bool:
        text = next(self._texts, None)
        self._text += text or ""
        return text is not None

    def _decoded(self, chunks: Iterable[bytes]) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            for chunk in chunks:
                yield decoder.decode(chunk)
            yield decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            raise StoreError("T216", self._place) from None

    def _parsed(self, text: str) -> dict[str, object]:
        try:
            found = json.loads(text)
        except (json.JSONDecodeError, RecursionError):
            raise StoreError("T216", self._place) from None
        if not isinstance(found, dict):
            raise StoreError("T216", self._place)
        return found

    def _columns(self, head: Mapping[str, object]) -> tuple[str, ...]:
        inner = head.get("head")
        names = inner.get("vars", []) if isinstance(inner, dict) else None
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise StoreError("T216", self._place)
        return tuple(names)

    def _truth(self, head: Mapping[str, object], *, rows: bool) -> bool | None:
        """The truth value of an answer without rows; Virtuoso gives one row with a number instead."""
        if self.columns == (_ASKED,):
            return [row[_ASKED]["value"] for row in self.bindings()] == ["1"]
        truth = head.get("boolean")
        if not rows and not isinstance(truth, bool):
            raise StoreError("T216", self._place)
        return truth if isinstance(truth, bool) else None


def _sound(row: object) -> bool:
    if not isinstance(row, dict):
        return False
    return all(
        isinstance(term, dict) and isinstance(term.get("type"), str) and isinstance(term.get("value"), str | dict)
        for term in row.values()
    )


def mended(bindings: Iterable[Binding]) -> Iterator[Binding]:
    """Bindings as the standard has them, where it is certain what a server means.

    Virtuoso says ``typed-literal``, writes truth values as 1 and 0, and gives blank nodes addresses of its own.

    >>> one = {"a": {"type": "typed-literal", "datatype": XSD + "boolean", "value": "1"}}
    >>> next(mended([one]))["a"]["value"]
    'true'
    """
    for binding in bindings:
        for term in binding.values():
            mend = _MENDS.get(term["type"])
            if mend:
                mend(term)
        yield binding


def _plain_literal(term: dict[str, str]) -> None:
    term["type"] = "literal"
    if term.get("datatype") == XSD + "boolean":
        term["value"] = _TRUTH.get(term["value"], term["value"])


def _plain_blank(term: dict[str, str]) -> None:
    term["value"] = term["value"].removeprefix("nodeID://")


_MENDS: Mapping[str, Callable[[dict[str, str]], None]] = {"typed-literal": _plain_literal, "bnode": _plain_blank}


def triples_in(chunks: Iterable[bytes], kind: str, place: Place) -> Iterator[Triple]:
    """The triples of an answer, as they arrive; ``kind`` is its media type.

    >>> [str(triple) for triple in triples_in([b"<a:s> <a:p>", b" 1 ."], "text/turtle", Place())]
    ['<a:s> <a:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer>']
    """
    syntax = ox.RdfFormat.from_media_type(kind) or ox.RdfFormat.N_TRIPLES
    try:
        for quad in ox.parse(_Stream(chunks), format=syntax):  # type: ignore[arg-type]  # a file in all that is used
            yield quad.triple
    except SyntaxError:
        raise StoreError("T216", place) from None


class _Stream(io.RawIOBase):
    """Pieces as a file to read from."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks, self._rest = iter(chunks), b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if not self._rest:
            self._rest = next(self._chunks, b"")
        size = len(self._rest) if size < 0 else size
        found, self._rest = self._rest[:size], self._rest[size:]
        return found


def quad_of(row: Mapping[str, Mapping[str, str]], graph: ox.NamedNode) -> Quad:
    """The quad of a row with the columns ``s``, ``p`` and ``o``."""
    try:
        return Quad(term_of(row["s"]), term_of(row["p"]), term_of(row["o"]), graph)  # type: ignore[arg-type]
    except (KeyError, TypeError):  # no triple, or a text where only a thing can stand
        raise StoreError("T216", Place("store")) from None


def term_of(node: Mapping[str, str]) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """A term of SPARQL JSON as a term of the engine.

    >>> term_of({"type": "literal", "value": "ville", "xml:lang": "fr"})
    <Literal value=ville language=fr>
    """
    kind, value, datatype = node["type"], node["value"], node.get("datatype")
    try:
        if kind == "uri":
            return ox.NamedNode(value)
        if kind == "bnode":
            return ox.BlankNode(value)
        return ox.Literal(value, language=node.get("xml:lang"), datatype=ox.NamedNode(datatype) if datatype else None)
    except (ValueError, TypeError):  # no IRI, no language, no text
        raise StoreError("T216", Place("store")) from None
