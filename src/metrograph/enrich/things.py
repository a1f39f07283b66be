"""The places and organisations of the plans, with every name by which another source may know them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from metrograph.errors import UsageError, near
from metrograph.model import Item, Kind, Plan, Text
from metrograph.naming.gazetteer import read_gazetteer
from metrograph.words import LANGUAGES

KINDS = {"place": Kind.PLACE, "organisation": Kind.ORGANISATION}
_MOST = 12
"""Names of one thing that are asked for."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A place or an organisation to look up: its names, each with its language, and its country where that is known."""

    id: str
    kind: str
    label: Text
    names: tuple[tuple[str, str], ...]
    country: str = ""


def things_of(plans: Iterable[Plan], ids: Collection[str] = (), kind: str = "") -> tuple[Thing, ...]:
    """The places and organisations of some plans, by id, of a kind or with some ids; ``UsageError`` for an id that none has.

    >>> import metrograph
    >>> [one] = things_of(metrograph.open().records.plans.values(), ["place-guangzhou"])
    >>> one.country, one.names[:2]
    ('CN', (('Cantón', 'es'), ('Guangzhou', 'en')))
    """
    items: dict[str, Item] = {}
    for plan in plans:
        for item in plan.items:
            if item.kind in KINDS.values():
                items.setdefault(item.id, item)
    for one in ids:
        if one not in items:
            raise UsageError("A241", value=one, near=near(one, items))
    chosen = (item for key, item in sorted(items.items()) if key in ids or not ids)
    return tuple(_thing(item) for item in chosen if kind in ("", item.kind.value))


def _thing(item: Item) -> Thing:
    entry = read_gazetteer().entries.get(item.id)
    names = sorted(set(_names(item)))[:_MOST]
    return Thing(item.id, item.kind.value, item.words, tuple(names), entry.country if entry else "")


def _names(item: Item) -> Iterator[tuple[str, str]]:
    """Every name with its language: those of the plan, and those of the gazetteer."""
    yield from ((name, lang) for lang, name in item.words.pairs())
    yield from ((name, lang) for name in item.also_called for lang in LANGUAGES)
    entry = read_gazetteer().entries.get(item.id)
    if entry:
        yield from ((name, lang) for lang in LANGUAGES for name in entry.spoken(lang) if "(" not in name)
