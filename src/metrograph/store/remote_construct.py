"""CONSTRUCT by way of SELECT, for servers that cut a long graph without a word: rows can be paged, a graph cannot.

```
CONSTRUCT { ?s a ?k } WHERE { ?s mg:kind ?k }
-> SELECT ?s ?k WHERE { ?s mg:kind ?k }                              on the server
-> CONSTRUCT { ?s a ?k } WHERE { VALUES (?s ?k) { … } }              here, over its rows
```
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from metrograph.sparql import Outline, Token
from metrograph.store.remote_results import Binding, term_of
from metrograph.turtle import Triple

_ROWS = 1000
_BLANK = "urn:x-metrograph:blank:"  # VALUES takes no blank nodes


@dataclass(frozen=True, slots=True)
class Template:
    """What a CONSTRUCT makes of each row, and the SELECT that gives the rows."""

    select: str
    prologue: str
    pattern: str
    columns: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Template | None":
        """The template of a CONSTRUCT; ``None`` when it holds no variable, so that one row is enough.

        >>> Template.of("CONSTRUCT { ?s a ?k } WHERE { ?s ?p ?k }").select
        'SELECT ?s ?k  WHERE { ?s ?p ?k }'
        >>> Template.of("CONSTRUCT WHERE { ?s a ?k }").pattern
        '{ ?s a ?k }'
        """
        outline = Outline.of(text)
        pieces = outline.tokens
        at = next((n for n, piece in enumerate(pieces) if piece.upper == "CONSTRUCT" and piece.start >= outline.prologue), None)
        if at is None or outline.body is None:
            return None
        start, end = outline.body
        after = pieces[at].end
        if pieces[at + 1].text == "{":
            start, end = pieces[at + 1].start, _closing(pieces, at + 1)
            after = end
        inside = (piece.text for piece in pieces if piece.kind == "variable" and start < piece.start < end)
        columns = tuple(dict.fromkeys(name[1:] for name in inside))
        if not columns:
            return None
        select = text[: pieces[at].start] + "SELECT " + " ".join(f"?{name}" for name in columns) + " " + text[after:]
        return cls(select, text[: outline.prologue], text[start:end], columns)

    def triples(self, bindings: Iterable[Binding]) -> Iterator[Triple]:
        """The triples that it makes of some rows, each once.

        >>> made = Template("", "", "{ ?s ?s 'x' }", ("s",)).triples([{"s": {"type": "uri", "value": "http://a/s"}}])
        >>> [str(triple) for triple in made]
        ['<http://a/s> <http://a/s> "x"']
        """
        engine, seen, rows = ox.Store(), set[Triple](), iter(bindings)
        head = f"{self.prologue} CONSTRUCT {self.pattern} WHERE {{ VALUES ({' '.join(f'?{name}' for name in self.columns)}) {{"
        while batch := list(islice(rows, _ROWS)):
            values = " ".join(f"({' '.join(self._cell(row, name) for name in self.columns)})" for row in batch)
            made = engine.query(f"{head} {values} }} }}")
            for triple in map(_with_blanks, made):  # type: ignore[arg-type]
                if triple not in seen:
                    seen.add(triple)
                    yield triple

    @staticmethod
    def _cell(row: Binding, name: str) -> str:
        found = row.get(name)
        if found is None:
            return "UNDEF"
        return f"<{_BLANK}{found['value']}>" if found["type"] == "bnode" else str(term_of(found))


def _with_blanks(triple: Triple) -> Triple:
    subject, object_ = (
        ox.BlankNode(term.value.removeprefix(_BLANK))
        if isinstance(term, ox.NamedNode) and term.value.startswith(_BLANK)
        else term
        for term in (triple.subject, triple.object)
    )
    return Triple(subject, triple.predicate, object_)  # type: ignore[arg-type]  # a subject stays one


def _closing(pieces: tuple[Token, ...], at: int) -> int:
    """Where the brace that opens here is closed."""
    depth = 0
    for piece in pieces[at:]:
        depth += (piece.text == "{") - (piece.text == "}")
        if not depth:
            return piece.end
    return pieces[-1].end
