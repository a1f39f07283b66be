"""A question for what resembles an item or a text, checked and answered."""

from collections.abc import Collection
from dataclasses import dataclass

from metrograph.assess.choice import name_of, plan_names
from metrograph.errors import LimitError, UsageError
from metrograph.find import labels_of
from metrograph.linking.model import read_model
from metrograph.namespaces import Names
from metrograph.similar.index import Index, Match
from metrograph.similar.telling import flat, told
from metrograph.similar.things import Thing, of_text
from metrograph.store import Store
from metrograph.table import Table
from metrograph.words import LANGUAGES, say

MOST = 1000
"""At most so many likenesses are told."""
LONGEST = 10_000
"""So many characters of a text are looked at: beyond, it is a document, and resembles everything."""


@dataclass(frozen=True)
class Similar(Table):
    """What resembles something, the likest first: a row each, with every part of its score."""

    matches: tuple[Match, ...] = ()
    people: Table = Table((), ())  # noqa: RUF009 - a value, never changed

    def told(self) -> Table:
        """The same for people: each reason behind what it adds to the score."""
        return self.people


def similar(
    index: Index,
    store: Store,
    names: Names,
    asked: str,
    *,
    plans: Collection[str] = (),
    across: bool = False,
    limit: int = 10,
    lang: str = "en",
) -> Similar:
    """What resembles an item of the index, or a text; ``UsageError`` for what is neither, for a plan or number that is none."""
    if not 1 <= limit <= MOST:
        raise UsageError("B153", value=limit, most=MOST)
    thing = index[asked] if asked in index else _read(asked, names)
    known = plan_names(store, names) if plans else {}
    wanted = {known[name_of(known, one)] for one in plans}

    def keep(other: Thing) -> bool:
        return not (across and other.plan == thing.plan) and (not wanted or other.plan in wanted)

    found = index.near(thing, keep, limit)
    iris = {iri for one in found for iri in (one.thing.iri, one.thing.plan, *one.themes, *one.ties)}
    labels = labels_of(store, {*iris, *([thing.iri] if thing.iri else [])}, lang)
    title = say("similar.title", lang, name=labels.get(thing.iri) or thing.texts[0][1][:80])
    table = flat(found, lambda _: labels, lang, title)
    return Similar(table.columns, table.records, title, found, told(found, lambda _: labels, lang, title))


def _read(asked: str, names: Names) -> Thing:
    """A text as a thing, in the language that it seems to be in."""
    if not asked.strip():
        raise UsageError("B152")
    if asked.startswith((names.base, "http://metadata.un.org/")):
        raise UsageError("B154", value=asked.rpartition("/")[2])
    if len(asked) > LONGEST:
        raise LimitError("U116", length=len(asked), most=LONGEST)
    lang = read_model().grams.language(asked)
    return of_text(asked.strip(), lang if lang in LANGUAGES else "en")
