"""Values given beside a query (rdflib's ``initBindings``), written into its text where that says the same."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pyoxigraph as ox
from rdflib.term import Node

from metrograph.rdfview.terms import to_engine
from metrograph.sparql.tokens import Token

Words = tuple[Token, ...]
_INNER = ("SELECT", "MINUS")


def says(words: Words, *wanted: str) -> bool:
    """Whether a query has one of some keywords."""
    return any(word.upper in wanted for word in words)


def mentioned(words: Words, bindings: Mapping[str, Any]) -> dict[str, Any]:
    """Those of some values whose variable a query has, by the name of the variable."""
    names = {word.text[1:] for word in words if word.kind == "variable"}
    given = {str(name).lstrip("?$"): value for name, value in bindings.items()}
    return {name: value for name, value in given.items() if name in names}


def bound(text: str, words: Words, values: Mapping[str, Any]) -> str | None:
    """A query with values for some of its variables, as ``VALUES`` in front of its pattern.

    ``None`` where a pattern inside would not see them, or would see them otherwise than rdflib does: rdflib sets the
    variable everywhere.

    >>> from metrograph.sparql.tokens import code
    >>> from rdflib import URIRef
    >>> asked = "SELECT ?o { ?s ?p ?o }"
    >>> bound(asked, code(asked), {"s": URIRef("http://a/s")})
    'SELECT ?o { VALUES ?s { <http://a/s> } ?s ?p ?o }'
    """
    if not values:
        return text
    at = next((i for i, word in enumerate(words) if word.text == "{"), None)
    if at is None or says(words[:at], "CONSTRUCT", "DESCRIBE", "EXISTS") or not _plain(words[at + 1 :]):
        return None
    hidden = _hidden(words, at)
    terms = {name: to_engine(value) if isinstance(value, Node) else None for name, value in values.items()}
    if hidden & set(terms) or not all(isinstance(term, ox.NamedNode | ox.Literal) for term in terms.values()):
        return None
    lines = "".join(f" VALUES ?{name} {{ {term} }}" for name, term in terms.items())
    return text[: words[at].end] + lines + text[words[at].end :]


def _plain(pattern: Words) -> bool:
    """Whether a pattern has no parts with a scope of their own, and no path that may have no length."""
    return not says(pattern, *_INNER) and not any(word.kind == "sign" and word.text in ("*", "?") for word in pattern)


def _hidden(words: Words, at: int) -> set[str]:
    """The variables that a query sets itself, or uses in an expression that may not see what stands in front."""
    nested = any(word.text == "{" for word in words[at + 1 :])
    within = _in_brackets(words[at + 1 :]) if nested else ()
    made = (word for before, word in pairwise(words) if before.upper == "AS")
    return {word.text[1:] for word in (*within, *made) if word.kind == "variable"}


def _in_brackets(words: Words) -> Iterator[Token]:
    depth = 0
    for word in words:
        depth += (word.text == "(") - (word.text == ")")
        if depth > 0:
            yield word
