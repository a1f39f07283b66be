"""What an engine takes without a word though it is hardly meant: names that no vocabulary has, columns that stay empty."""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from metrograph.errors import Place, QueryError, near
from metrograph.namespaces import short
from metrograph.sparql.case import Case, Finding
from metrograph.sparql.meaning import never_bound
from metrograph.sparql.outline import Outline
from metrograph.sparql.parse import parse
from metrograph.sparql.tokens import place_of

_TAGGED = re.compile(r"([\"'])[^\"'@]+@(?:en|fr|es|de|it|pt|ca|zh|ar)\1")
_WRAPPED = re.compile(r"<([A-Za-z][\w.-]*):([\w.-]+)>")
_ESCAPE = re.compile(r"\\([_~.\-!$&'()*+,;=/?#@%])")
_TOP = re.compile(r"(.*[#/])[^#/]*")


class Unknown(NamedTuple):
    """A term that its vocabulary does not have: the name as written, where, and the known one that looks most like it."""

    name: str
    place: Place
    near: str


def unknown_terms(text: str, prefixes: Mapping[str, str], known: Collection[str]) -> tuple[Unknown, ...]:
    """The terms of a query that are not among the known IRIs, though their namespace has some that are.

    >>> space = "https://w3id.org/metrograph/ns#"
    >>> unknown_terms("ASK { ?x a mg:PilotProjekt }", {"mg": space}, {space + "PilotProject"})[0].near
    'mg:PilotProject'
    """
    outline = Outline.of(text)
    spaces = {**prefixes, **outline.declared}
    by_space: dict[str, dict[str, str]] = {}
    for iri in known:
        if match := _TOP.fullmatch(iri):
            by_space.setdefault(match[1], {})[iri[len(match[1]) :]] = iri
    return tuple(_unknown(text, outline, spaces, by_space, known))


def _unknown(
    text: str, outline: Outline, spaces: Mapping[str, str], by_space: Mapping[str, Mapping[str, str]], known: Collection[str]
) -> Iterator[Unknown]:
    told: set[str] = set()
    for before, token in pairwise(outline.tokens):
        iri = _iri(token.kind, token.text, spaces)
        match = _TOP.fullmatch(iri)
        if not match or before.text.endswith(":") or before.upper == "PREFIX" or iri in known or iri in told:
            continue
        terms = by_space.get(match[1], {})
        if terms and iri != match[1]:
            told.add(iri)
            line, column = place_of(text, token.start)
            guess = near(iri[len(match[1]) :], terms)
            prefix = token.text.partition(":")[0]
            hint = f"{prefix}:{guess}" if token.kind == "prefixed" else short(terms.get(guess, ""))
            yield Unknown(token.text, Place("query", line, column, len(token.text)), hint if guess else "")


def _iri(kind: str, written: str, spaces: Mapping[str, str]) -> str:
    if kind == "iri":
        return written[1:-1]
    prefix, _, local = written.partition(":")
    return spaces[prefix] + _ESCAPE.sub(r"\1", local) if kind == "prefixed" and prefix in spaces else ""


def doubts(text: str, prefixes: Mapping[str, str], known: Collection[str] = ()) -> tuple[QueryError, ...]:
    """What is probably not meant in a query that the engine takes, to be told when its answer is empty.

    >>> [doubt.code for doubt in doubts('SELECT ?lable { ?x ?p ?label FILTER(?label = "Ville@fr") }', {})]
    ['Q149', 'Q150']
    """
    parsed = parse(text)
    case = Case(text, parsed, prefixes)
    found = [*never_bound(case), *_disguised(case)] if parsed.wrong is None else []
    told = [_told(text, each) for each in found]
    terms = unknown_terms(text, prefixes, known)
    return (*told, *(QueryError("Q151", each.place, source=text, name=each.name, near=each.near) for each in terms))


def _disguised(case: Case) -> Iterator[Finding]:
    """Language tags inside of quotation marks, and prefixed names inside of angle brackets."""
    for token in case.tokens:
        wrapped = _WRAPPED.fullmatch(token.text) if token.kind == "iri" else None
        if token.kind == "string" and _TAGGED.fullmatch(token.text):
            words, _, lang = token.text[1:-1].rpartition("@")
            wanted = f"{token.text[0]}{words}{token.text[0]}@{lang}"
            yield Finding("Q150", token.start, token.end, {"found": token.text, "wanted": wanted})
        elif wrapped and wrapped[1] in case.prefixes:
            yield Finding("Q152", token.start, token.end, {"found": token.text, "wanted": token.text[1:-1]})


def _told(text: str, found: Finding) -> QueryError:
    line, column = place_of(text, found.start)
    return QueryError(found.code, Place("query", line, column, found.end - found.start), source=text, **found.values)
