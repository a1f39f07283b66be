"""Likenesses as rows: with every part in a column of its own for programs, with reasons in one cell for people."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from metrograph.namespaces import sdg_order
from metrograph.similar.index import PARTS, Match
from metrograph.table import Iri, Row, Table, Value
from metrograph.words import mark, say

Names = Callable[[Iterable[str]], Mapping[str, str]]
"""Gives the labels of identifiers."""
FLAT = ("element", "label", "plan", "planLabel", "year", "language", "score", *(f"{name}Part" for name in PARTS), "reasons")
_MOST = 5


def flat(found: Sequence[Match], names: Names, lang: str, title: str = "") -> Table:
    """A row for each likeness: what is alike, of which plan, and each part of the score; ``reasons`` says by what."""
    labels = names(_named(found))
    between = mark(";", lang)
    rows = tuple(
        (*_head(one, labels), *(_part(one, name) for name in PARTS), between.join(_reasons(one, labels, lang))) for one in found
    )
    return Table(FLAT, rows, title)


def told(found: Sequence[Match], names: Names, lang: str, title: str = "") -> Table:
    """The same for people: each reason behind what it adds to the score."""
    labels = names(_named(found))
    between = f"{mark(';', lang).rstrip()}\n"
    rows = tuple(
        (*_head(one, labels), between.join(f"{much} {why}" for much, why in _weighed(one, labels, lang))) for one in found
    )
    return Table(("element", "label", "plan", "planLabel", "year", "language", "score", "reasons"), rows, title)


def _head(one: Match, labels: Mapping[str, str]) -> Row:
    thing = one.thing
    year: Value = thing.year or None
    names = (labels.get(thing.iri), labels.get(thing.plan))
    return Iri(thing.iri), names[0], Iri(thing.plan), names[1], year, one.lang or None, Decimal(f"{one.score:.3f}")


def _part(one: Match, name: str) -> Value:
    return Decimal(f"{one.parts.get(name, 0.0):.3f}")


def _weighed(one: Match, labels: Mapping[str, str], lang: str) -> list[tuple[Value, str]]:
    return [(_part(one, name), why) for name, why in zip(one.parts, _reasons(one, labels, lang), strict=True)]


def _reasons(one: Match, labels: Mapping[str, str], lang: str) -> list[str]:
    """Why, for each part of the score."""
    values = {
        "words": ", ".join(_pair(ours, theirs, lang) for ours, theirs in one.words[:_MOST]),
        "targets": ", ".join(sorted(one.codes, key=sdg_order)),
        "themes": ", ".join(labels.get(iri, iri) for iri in one.themes),
        "ties": ", ".join(labels.get(iri, iri) for iri in one.ties),
    }
    return [say(f"similar.why.{name}", lang, values=values[name]) for name in one.parts]


def _pair(ours: str, theirs: str, lang: str) -> str:
    return ours if ours.casefold() == theirs.casefold() else say("similar.pair", lang, ours=ours, theirs=theirs)


def _named(found: Sequence[Match]) -> set[str]:
    return {iri for one in found for iri in (one.thing.iri, one.thing.plan, *one.themes, *one.ties)}
