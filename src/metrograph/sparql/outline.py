"""What stands where in a query: its form, columns and clauses; read from its tokens, so that a broken one has them too.

```
PREFIX …          prologue
SELECT ?a ?b      form and columns
FROM <…>          names_graphs
WHERE { … }       body
ORDER BY … LIMIT 9 VALUES …   clauses
```
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from metrograph.sparql.gate import Outside, outside
from metrograph.sparql.parse import parse
from metrograph.sparql.tokens import Token, code

FORMS = {
    **dict.fromkeys(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")),
    **dict.fromkeys(("INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"), "update"),
}
_CLAUSES = {"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"}
_OPEN, _CLOSE = {"{", "(", "["}, {"}", ")", "]"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the outer query: its first word in capitals, where it starts and ends, and the number behind it."""

    word: str
    start: int
    end: int
    number: int | None = None


@dataclass(frozen=True)
class Outline:
    """What a text says as a whole; ``Outline.of`` reads it and never raises."""

    text: str
    form: str
    columns: tuple[str, ...]
    star: bool
    declared: Mapping[str, str]
    prologue: int
    dataset: tuple[int, int] | None
    body: tuple[int, int] | None
    clauses: tuple[Clause, ...]
    braces: int
    parens: int
    whole: bool
    tokens: tuple[Token, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> "Outline":
        """The outline of any text.

        >>> outline = Outline.of("SELECT ?a (COUNT(?b) AS ?n) { ?a a ?b } GROUP BY ?a LIMIT 5")
        >>> outline.form, outline.columns, [clause.word for clause in outline.clauses]
        ('select', ('a', 'n'), ['GROUP', 'LIMIT'])
        """
        return _outline(text, code(text))

    def clause(self, word: str) -> Clause | None:
        """A clause of the outer query, by its first word in capitals: ``GROUP``, ``ORDER``, ``LIMIT``, ``VALUES`` …"""
        return next((clause for clause in self.clauses if clause.word == word), None)

    @cached_property
    def names_graphs(self) -> bool:
        """Whether the query names its graphs itself, with ``FROM`` or ``FROM NAMED``."""
        return names_graphs(self.text)

    @cached_property
    def outside(self) -> Outside | None:
        """The first word that would fetch from another address."""
        return outside(self.text)

    @cached_property
    def patterns(self) -> int:
        """How many triples are written in it, as far as it can be read."""
        return sum(node.rule in {"Object", "ObjectPath"} for node in parse(self.text).nodes)


def names_graphs(text: str) -> bool:
    """Whether a query names its graphs itself.

    >>> names_graphs("ASK FROM <http://example.org/g> {}"), names_graphs("SELECT ?from { ?from a 'from' }")
    (True, False)
    """
    hit = outside(text, ("FROM",))
    return hit is not None and hit.sure


def in_order(text: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of an answer in the order in which the query names them: engines sort those of ``SELECT *``.

    >>> in_order("SELECT * { ?s ?p ?o }", ("o", "p", "s"))
    ('s', 'p', 'o')
    """
    if "*" not in text:
        return columns
    outline = Outline.of(text)
    if not outline.star:
        return columns
    rank = {name: number for number, name in enumerate(outline.columns)}
    return tuple(sorted(columns, key=lambda name: rank.get(name, len(rank))))


def _outline(text: str, pieces: tuple[Token, ...]) -> Outline:
    declared, start = _prologue(pieces)
    depths = list(_depths(pieces))
    first = pieces[start] if start < len(pieces) else Token("", "", len(text))
    form = (FORMS[first.upper] or first.upper.lower()) if first.upper in FORMS else ""
    outer = [n for n in range(start, len(pieces)) if depths[n][0] == depths[n][1] == 0]
    body = _body(pieces, depths, start, form) if form != "update" else None
    head = [n for n in outer if body is None or n < body[0]]
    columns, star = _columns(pieces, depths, start, head) if form == "select" else ((), False)
    return Outline(
        text=text,
        form=form,
        columns=columns,
        star=star,
        declared=declared,
        prologue=pieces[start - 1].end if start else 0,
        dataset=_dataset(pieces, head),
        body=body and (pieces[body[0]].start, pieces[body[1]].end),
        clauses=tuple(_clauses(pieces, outer, body[1] if body else len(pieces) if form != "describe" else start)),
        braces=max((braces + (piece.text == "{") for piece, (braces, _) in zip(pieces, depths, strict=True)), default=0),
        parens=max((parens + (piece.text == "(") for piece, (_, parens) in zip(pieces, depths, strict=True)), default=0),
        whole=bool(pieces) and _balance(pieces) == 0 and all(piece.kind != "open" for piece in pieces),
        tokens=pieces,
    )


def _prologue(pieces: tuple[Token, ...]) -> tuple[dict[str, str], int]:
    """The prefixes that are declared at the top, and the number of the first token behind them."""
    found: dict[str, str] = {}
    at = 0
    while at < len(pieces):
        texts = [piece.text for piece in pieces[at : at + 3]]
        word = pieces[at].upper
        if word == "PREFIX" and len(texts) == 3 and texts[1].endswith(":") and texts[2].startswith("<"):
            found[texts[1][:-1]] = texts[2][1:-1]
            at += 3
        elif word in {"BASE", "VERSION"} and len(texts) > 1:
            at += 2
        else:
            break
    return found, at


def _depths(pieces: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    """For each token, in how many braces and in how many parentheses it stands; a bracket stands outside of itself."""
    braces = parens = 0
    for piece in pieces:
        sign = piece.text if piece.kind == "sign" else ""
        braces -= sign == "}"
        parens -= sign == ")"
        yield braces, parens
        braces += sign == "{"
        parens += sign == "("


def _balance(pieces: tuple[Token, ...]) -> int:
    signs = [piece.text for piece in pieces if piece.kind == "sign"]
    return sum(sign in _OPEN for sign in signs) - sum(sign in _CLOSE for sign in signs)


def _body(pieces: tuple[Token, ...], depths: list[tuple[int, int]], start: int, form: str) -> tuple[int, int] | None:
    """The first and the last token of the outer pattern."""
    opened = [n for n in range(start, len(pieces)) if pieces[n].text == "{" and depths[n] == (0, 0)]
    if form == "construct" and len(opened) > 1 and pieces[start + 1].text == "{":
        opened = opened[1:]
    if not opened:
        return None
    closed = (n for n in range(opened[0], len(pieces)) if pieces[n].text == "}" and depths[n][0] == 0)
    return opened[0], next(closed, len(pieces) - 1)


def _columns(
    pieces: tuple[Token, ...], depths: list[tuple[int, int]], start: int, head: list[int]
) -> tuple[tuple[str, ...], bool]:
    until = next((n for n in head if pieces[n].upper in {"FROM", "WHERE"}), head[-1] + 1 if head else start)
    named: list[str] = []
    for before, n in pairwise(range(start, until)):
        piece = pieces[n]
        if piece.text == "*" and depths[n] == (0, 0):
            return tuple(dict.fromkeys(one.text[1:] for one in pieces if one.kind == "variable")), True
        renamed = depths[n] == (0, 1) and pieces[before].upper == "AS"
        if piece.kind == "variable" and (depths[n] == (0, 0) or renamed):
            named.append(piece.text[1:])
    return tuple(dict.fromkeys(named)), False


def _dataset(pieces: tuple[Token, ...], head: list[int]) -> tuple[int, int] | None:
    starts = [n for n in head if pieces[n].upper == "FROM"]
    if not starts:
        return None
    last = next((n for n in head if n > starts[-1] and pieces[n].kind in {"iri", "prefixed"}), starts[-1])
    return pieces[starts[0]].start, pieces[last].end


def _clauses(pieces: tuple[Token, ...], outer: list[int], after: int) -> Iterator[Clause]:
    starts = [n for n in outer if n > after and pieces[n].upper in _CLAUSES]
    for n, until in pairwise((*starts, len(pieces))):
        number = pieces[n + 1].text if until > n + 1 else ""
        yield Clause(pieces[n].upper, pieces[n].start, pieces[until - 1].end, int(number) if number.isdigit() else None)
