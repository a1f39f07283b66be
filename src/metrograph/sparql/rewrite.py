"""Queries with something put into them: a limit, a page, the prefixes that they use. What a person wrote keeps its lines."""

from collections.abc import Mapping
from itertools import pairwise

from metrograph.sparql.outline import Clause, Outline

_LIMITED = {"select", "construct", "describe"}


def limited(text: str, n: int) -> str:
    """A query that gives at most ``n`` rows: its outer ``LIMIT`` put, or lowered; any other text stays as it is.

    >>> limited("SELECT * { ?s ?p ?o } # all", 5), limited("SELECT * { ?s ?p ?o } LIMIT 3", 5)
    ('SELECT * { ?s ?p ?o } LIMIT 5 # all', 'SELECT * { ?s ?p ?o } LIMIT 3')
    """
    outline = Outline.of(text)
    own = outline.clause("LIMIT")
    if outline.form not in _LIMITED or not outline.whole or (own and (own.number is None or own.number <= n)):
        return text
    if own:
        return _without(text, own, f"LIMIT {n}")
    return _put(text, _end(outline), f"LIMIT {n}")


def paged(text: str, columns: tuple[str, ...], limit: int, offset: int, *, nested: bool = False) -> str:
    """A page of a SELECT query: its own order kept, every column appended to it, so that no row is lost between pages.

    A ``LIMIT`` or ``OFFSET`` of the query itself is respected. ``nested`` puts the page around the ordered query, for
    servers that sort no more rows than a page may hold (Virtuoso). Rows that differ only in a way that the order of
    SPARQL does not see (language, datatype) stay beside each other in the order that the server gives them.

    >>> paged("SELECT ?s { ?s ?p ?o } ORDER BY ?o", ("s",), 10, 20)
    'SELECT ?s { ?s ?p ?o } ORDER BY ?o ?s LIMIT 10 OFFSET 20'
    """
    outline = Outline.of(text)
    if outline.form != "select" or not outline.whole:
        return text
    names = columns or outline.columns
    return _nested(text, names, limit, offset) if nested else _page(text, names, limit, offset)


def with_prefixes(text: str, prefixes: Mapping[str, str]) -> str:
    """A query with declarations put in front for the known prefixes that it uses and does not declare; no line is added.

    >>> with_prefixes("ASK { ?x a mg:PilotProject }", {"mg": "https://w3id.org/metrograph/ns#", "sdg": "http://…"})
    'PREFIX mg: <https://w3id.org/metrograph/ns#> ASK { ?x a mg:PilotProject }'
    """
    tokens = Outline.of(text).tokens
    declared = {after.text[:-1] for word, after in pairwise(tokens) if word.upper == "PREFIX"}
    used = dict.fromkeys(token.text.partition(":")[0] for token in tokens if token.kind == "prefixed")
    lines = [f"PREFIX {name}: <{prefixes[name]}> " for name in used if name in prefixes and name not in declared]
    return "".join(lines) + text


def _page(text: str, names: tuple[str, ...], limit: int, offset: int) -> str:
    own_limit, own_offset = (_number(Outline.of(text).clause(word)) for word in ("LIMIT", "OFFSET"))
    rows = limit if own_limit is None else max(0, min(limit, own_limit - offset))
    for word in ("LIMIT", "OFFSET"):
        clause = Outline.of(text).clause(word)
        text = _without(text, clause) if clause else text
    page = f"LIMIT {rows} OFFSET {(own_offset or 0) + offset}"
    return _put(_ordered(text, names), _end(Outline.of(_ordered(text, names))), page)


def _ordered(text: str, names: tuple[str, ...]) -> str:
    """The query with its columns behind the keys by which it is ordered."""
    outline = Outline.of(text)
    keys = " ".join(f"?{name}" for name in names)
    own = outline.clause("ORDER")
    if own or not keys:
        return _put(text, own.end, keys) if own and keys else text
    behind = [clause for clause in outline.clauses if clause.word in {"LIMIT", "OFFSET", "VALUES"}]
    at = _before(outline, behind[0].start) if behind else _end(outline)
    return _put(text, at, f"ORDER BY {keys}")


def _nested(text: str, names: tuple[str, ...], limit: int, offset: int) -> str:
    outline = Outline.of(_ordered(text, names))
    text, start = outline.text, outline.prologue
    end = outline.tokens[-1].end
    graphs = ""
    inner = text[start:end]
    if outline.dataset:
        first, last = outline.dataset
        graphs, inner = f"{text[first:last]} ", text[start:first] + text[last:end]
    shown = " ".join(f"?{name}" for name in names) or "*"
    page = f"LIMIT {limit} OFFSET {offset}"
    return f"{text[:start]} SELECT {shown} {graphs}WHERE {{ {{{inner}\n}} }} {page}".lstrip()


def _number(clause: Clause | None) -> int | None:
    return clause.number if clause else None


def _end(outline: Outline) -> int:
    """Where the last clause ends, before the ``VALUES`` that may close a query; comments are behind it."""
    values = outline.clause("VALUES")
    return _before(outline, values.start) if values else outline.tokens[-1].end


def _before(outline: Outline, start: int) -> int:
    return max(token.end for token in outline.tokens if token.start < start)


def _put(text: str, at: int, words: str) -> str:
    rest = text[at:]
    gap = " " if rest and not rest[0].isspace() else ""
    return f"{text[:at]} {words}{gap}{rest}"


def _without(text: str, clause: Clause, instead: str = "") -> str:
    lines = "" if instead else "\n" * text.count("\n", clause.start, clause.end)
    return text[: clause.start] + (instead or lines) + text[clause.end :]
