"""What is known of the things that were matched: the columns that a table can be extended with."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from metrograph.folding import fold
from metrograph.namespaces import MG, SDGO, sdg_code
from metrograph.reconcile.index import Index, words_of
from metrograph.reconcile.things import CATEGORY, COUNTRY, Thing, best
from metrograph.table import Iri, LangText, Value
from metrograph.words import LANGUAGES

_ITEM = frozenset({"PlanElement"})
_GIVES = frozenset({"PlanElement", "Theme"})
_NAMED = frozenset({"Place", "Organisation"})
_SDG = frozenset({"Goal", "Target", "Indicator"})


@dataclass(frozen=True, slots=True)
class Column:
    """A property of things: its id, the predicates that hold it, and the types that have it; all when it names none."""

    id: str
    predicates: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()


_COLUMNS = (
    Column("label"),
    Column("description"),
    Column("alsoCalled"),
    Column("type"),
    Column("iri"),
    Column("code", (), _SDG | {"Place"}),
    Column("goal", (MG + "contributesToGoal", SDGO + "isTargetOf"), _GIVES | {"Target"}),
    Column("goalCode", (MG + "contributesToGoal", SDGO + "isTargetOf"), _GIVES | {"Target"}),
    Column("directGoal", (MG + "contributesDirectlyToGoal",), _GIVES),
    Column("target", (MG + "contributesTo", SDGO + "hasTarget", SDGO + "isIndicatorOf"), _GIVES | {"Goal", "Indicator"}),
    Column("targetCode", (MG + "contributesTo", SDGO + "hasTarget", SDGO + "isIndicatorOf"), _GIVES | {"Goal", "Indicator"}),
    Column("directTarget", (MG + "contributesDirectlyTo",), _GIVES),
    Column("indicator", (SDGO + "hasIndicator",), frozenset({"Target"})),
    Column("contributor", (), frozenset({"Goal", "Target"})),
    Column("plan", (MG + "inPlan",), _ITEM),
    Column("line", (MG + "inLine",), _ITEM),
    Column("partOf", (MG + "directPartOf", MG + "unitOf"), _ITEM | {"Organisation"}),
    Column("theme", (MG + "theme", MG + "principalTheme"), _ITEM),
    Column("place", (MG + "place",), _ITEM),
    Column("organiser", (MG + "organisedBy",), _ITEM),
    Column("partner", (MG + "partner",), _ITEM),
    Column("status", (MG + "activityStatus",), _ITEM),
    Column("start", (MG + "earliest",), _ITEM),
    Column("end", (MG + "latest",), _ITEM),
    Column("date", (MG + "edtf",), _ITEM),
    Column("category", (CATEGORY,), _NAMED),
    Column("country", (COUNTRY,), frozenset({"Place"})),
)
PROPERTIES = {column.id: column for column in _COLUMNS}
"""The properties by id."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A property that is wanted: at most ``limit`` values, 0 for all; as ``entity``, as its name (``literal``) or its ``id``."""

    id: str
    limit: int = 0
    content: str = "entity"


def proposed(index: Index, type_: str) -> tuple[Column, ...]:
    """The properties that things of a type can have; all when no type is named, those that any has when it is not known.

    >>> import metrograph
    >>> from metrograph.reconcile.index import index_of
    >>> [column.id for column in proposed(index_of(metrograph.open()), "Place")][-3:]
    ['code', 'category', 'country']
    """
    kind = index.kinds.get(index.kind(type_))
    within = kind.within if kind else frozenset()
    wider = _SDG if "SDGElement" in within else frozenset()
    return tuple(column for column in _COLUMNS if not type_ or not column.kinds or column.kinds & (within | wider))


def extended(index: Index, ids: Iterable[str], wishes: Iterable[Wish], lang: str) -> dict[str, dict[str, tuple[Value, ...]]]:
    """The values of each property of each thing by its id as it was given; none where the id or the property is not known."""
    wanted, rows = tuple(wishes), {}
    for id_ in ids:
        thing = index.thing(id_)
        found = {wish.id: values(index, thing, wish.id, lang) if thing else () for wish in wanted}
        rows[id_] = {wish.id: found[wish.id][: wish.limit or None] for wish in wanted}
    return rows


def values(index: Index, thing: Thing, property_: str, lang: str) -> tuple[Value, ...]:
    """The values of a property of a thing: things as ``Iri``, texts in a language where there are several."""
    special = _SPECIAL.get(property_)
    if special:
        return special(index, thing, lang)
    column = PROPERTIES.get(property_)
    found = dict.fromkeys(value for name in (column.predicates if column else ()) for value in thing.values.get(name, ()))
    kept = (value for value in found if property_ not in _LEVELS or _level(value) == _LEVELS[property_])
    if property_.endswith("Code"):
        return tuple(sdg_code(str(value)) for value in kept)
    return tuple(value for value in kept if not isinstance(value, LangText) or value.lang == lang)


def agrees(index: Index, thing: Thing, property_: str, wanted: tuple[str, ...]) -> bool | None:
    """Whether a thing has one of some values, given as ids, names, codes or dates; ``None`` when nothing is known of it.

    A year or month stands for all of its days.
    """
    own = {way for lang in LANGUAGES for value in values(index, thing, property_, lang) for way in _ways(index, value)}
    if property_ == "label":
        own |= {" ".join(words_of(name)) for name, _ in thing.names}
    return not own.isdisjoint(way for text in wanted for way in (fold(text.strip()), " ".join(words_of(text)))) if own else None


def _ways(index: Index, value: Value) -> set[str]:
    """How a value may be written, without accents and capitals."""
    if isinstance(value, date):
        day = value.isoformat()[:10]
        return {day[:4], day[:7], day, *(" ".join(words_of(day[:n])) for n in (7, 10))}
    texts = {str(value)}
    thing = index.thing(value) if isinstance(value, Iri) else None
    if thing:
        texts |= {thing.id, *thing.codes, *(name for name, _ in thing.names), *(thing.label(lang) for lang in LANGUAGES)}
    elif isinstance(value, Iri):
        texts |= set(index.labels.get(value, {}).values())
    return {way for text in texts for way in (fold(text), " ".join(words_of(text)))}


_LEVELS = {"goal": 1, "directGoal": 1, "goalCode": 1, "target": 2, "directTarget": 2, "targetCode": 2}


def _level(value: Value) -> int:
    code = sdg_code(str(value))
    return len(code.split(".")) if code else 0


def _also_called(_: Index, thing: Thing, lang: str) -> tuple[Value, ...]:
    main = best(thing.labels, lang)
    return tuple(dict.fromkeys(name for name, told in thing.names if told in (lang, "") and name != main))


def _type(index: Index, thing: Thing, lang: str) -> tuple[Value, ...]:
    return (best(index.kinds[thing.kinds[0]].names, lang),)


def _code(_: Index, thing: Thing, lang: str) -> tuple[Value, ...]:
    del lang
    return thing.codes[:1]


def _description(_: Index, thing: Thing, lang: str) -> tuple[Value, ...]:
    return (best(thing.about, lang),) if thing.about else ()


_SPECIAL: dict[str, Callable[[Index, Thing, str], tuple[Value, ...]]] = {
    "label": lambda _, thing, lang: (best(thing.labels, lang) or thing.id,),
    "description": _description,
    "alsoCalled": _also_called,
    "type": _type,
    "iri": lambda _, thing, __: (thing.iri,),
    "code": _code,
    "contributor": lambda index, thing, __: tuple(Iri(giver.iri) for giver in index.givers.get(thing.iri, ())),
}
