"""What begins with some letters, for a person who types: entities, types and properties."""

from collections.abc import Iterable
from dataclasses import dataclass

from metrograph.reconcile.codes import read_code
from metrograph.reconcile.extending import PROPERTIES, Column
from metrograph.reconcile.index import Index, words_of
from metrograph.reconcile.things import Kind, Thing, best
from metrograph.words import say

PAGE = 20
_WORDS = 16


@dataclass(frozen=True, slots=True)
class Suggested:
    """One page of what was found, and how many there are in all."""

    found: tuple[Thing | Kind | Column, ...]
    total: int


def suggested(index: Index, what: str, prefix: str, lang: str, *, cursor: int = 0, types: tuple[str, ...] = ()) -> Suggested:
    """Entities, types or properties with a word that begins with the last word of a prefix, and all its other words.

    ``cursor`` says how many have been seen; ``types`` narrows entities.

    >>> import metrograph
    >>> from metrograph.reconcile.index import index_of
    >>> [thing.id for thing in suggested(index_of(metrograph.open()), "entity", "barc", "en").found][:2]
    ['place-barcelona', 'org-barcelona-activa']
    """
    if not prefix.strip():
        return Suggested((), 0)
    found = _entities(index, prefix, lang, types) if what == "entity" else _named(index, what, prefix, lang)
    return Suggested(tuple(found[cursor : cursor + PAGE]), len(found))


def _entities(index: Index, prefix: str, lang: str, types: tuple[str, ...]) -> list[Thing]:
    words, start = words_of(prefix)[:_WORDS], " ".join(words_of(prefix))
    numbers = {number for word in index.beginning(words[-1]) for number in index.holding(word)} if words else set()
    for word in words[:-1]:
        numbers.intersection_update(index.holding(word))
    ranks: dict[str, tuple[object, ...]] = {}
    things = {thing.id: thing for thing in _coded(index, prefix)}
    for id_, thing in things.items():
        ranks[id_] = (-1, len(thing.codes[0]), 0, 0, thing.codes[0])
    for number in numbers:
        at, name = index.named[number]
        thing, written = index.things[at], " ".join(name)
        own = written in {" ".join(words_of(text)) for text, told in thing.names if told in (lang, "")}
        rank = (not written.startswith(start), not own, not thing.known, len(written), thing.id)
        ranks[thing.id] = min(ranks.get(thing.id, rank), rank)
        things[thing.id] = thing
    wanted = {index.kind(one) for one in types}
    fit = (id_ for id_ in ranks if not wanted or wanted & set(things[id_].kinds))
    return [things[id_] for id_ in sorted(fit, key=lambda id_: ranks[id_])]


def _coded(index: Index, prefix: str) -> Iterable[Thing]:
    """Goals, targets and indicators with a code that begins as the prefix says: "SDG 11", "11.2"."""
    code = read_code(prefix.rstrip(". "))
    if not code or code.rest:
        return ()
    start = code.code + "." if prefix.rstrip().endswith(".") else code.code
    return [thing for thing in index.things if thing.code.startswith(start)]


def _named(index: Index, what: str, prefix: str, lang: str) -> list[Kind | Column]:
    """Types or properties, by the words of their names and by their ids."""
    wanted = words_of(prefix)
    offered: Iterable[Kind | Column] = index.kinds.values() if what == "type" else PROPERTIES.values()
    found = []
    for one in offered:
        name = best(one.names, lang) if isinstance(one, Kind) else say(f"reconcile.property.{one.id}", lang)
        words = (*words_of(name), one.id.casefold())
        if all(any(word.startswith(start) for word in words) for start in wanted):
            found.append((name, one))
    return [one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].id))]
