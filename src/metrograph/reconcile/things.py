"""What a table may name: themes, goals, targets, indicators, places, organisations and plan items, with all their names.

Places and organisations are those of the data, and those of the gazetteer with the identifier that a plan would give them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from metrograph.desk import Desk
from metrograph.namespaces import MG, RDFS, SDG, SDGO, SKOS, Names
from metrograph.naming.find import read_gazetteer
from metrograph.naming.rows import PLACE, Entry
from metrograph.table import Iri, LangText, Table, Value
from metrograph.words import LANGUAGES, say

GENERAL = {
    MG + "Theme": "Theme",
    MG + "SDGElement": "SDGElement",
    SDGO + "Goal": "Goal",
    SDGO + "Target": "Target",
    SDGO + "Indicator": "Indicator",
    MG + "Place": "Place",
    MG + "Organisation": "Organisation",
    MG + "PlanElement": "PlanElement",
}
"""The classes whose instances can be matched, with those below them; and the ids of their types."""
SDG_KINDS = frozenset({"Goal", "Target", "Indicator"})
PREDICATES = (
    *(MG + name for name in ("contributesTo", "contributesToGoal", "contributesDirectlyTo", "contributesDirectlyToGoal")),
    *(MG + name for name in ("inPlan", "inLine", "directPartOf", "theme", "principalTheme", "place", "organisedBy", "partner")),
    *(MG + name for name in ("unitOf", "earliest", "latest", "edtf", "activityStatus", "group")),
    *(SDGO + name for name in ("isTargetOf", "hasTarget", "isIndicatorOf", "hasIndicator")),
)
"""What is read of things besides their names, for ``extending``."""
COUNTRY, CATEGORY = "country", "category"
_NAMES = (RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel", MG + "acronym")
_BRACKETS = re.compile(r"(.+\S)\s*\(([^()]+)\)\s*")
_CODE = re.compile(r"[1-9]\d?(\.\w{1,2}){0,2}")
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of things: its id, its IRI, its names by language, and the ids of all types that it belongs to, its own too."""

    id: str
    iri: str
    names: Texts
    within: frozenset[str]


@dataclass(frozen=True, slots=True)
class Thing:
    """What can be matched. ``kinds`` are the ids of its types, the closest first; ``known`` says whether the data names it."""

    id: str
    iri: str
    kinds: tuple[str, ...]
    labels: Texts
    names: tuple[tuple[str, str], ...]
    """Every name, with its language, which may be empty."""
    codes: tuple[str, ...]
    about: Texts
    values: Mapping[str, tuple[Value, ...]]
    known: bool

    @property
    def code(self) -> str:
        """The code of a goal, target or indicator, else nothing."""
        return self.codes[0] if self.codes and not SDG_KINDS.isdisjoint(self.kinds) else ""

    def label(self, lang: str) -> str:
        """Its name in a language, else in another one, else its id; that of a goal, target or indicator with its code."""
        return f"{self.code} {best(self.labels, lang)}".strip() or self.id


def best(texts: Texts, lang: str) -> str:
    """The text in a language, else in English, else in any.

    >>> best({"fr": "eau", "es": "agua"}, "es"), best({"fr": "eau"}, "es"), best({}, "es")
    ('agua', 'eau', '')
    """
    return texts.get(lang) or texts.get("en") or next((texts[key] for key in sorted(texts)), "")


def short_id(iri: str, names: Names) -> str:
    """The id of a thing in a table: readable and stable.

    >>> short_id("https://w3id.org/metrograph/id/theme-mobility", Names()), short_id("http://metadata.un.org/sdg/11.2", Names())
    ('theme-mobility', 'sdg/11.2')
    """
    return f"sdg/{iri.removeprefix(SDG)}" if iri.startswith(SDG) else iri.removeprefix(names.shared(""))


def read_kinds(desk: Desk) -> dict[str, Kind]:
    """The types of things by the IRI of their class, with their names in the ontology."""
    above: dict[str, set[str]] = defaultdict(set)
    for one, other in _rows(desk, "SELECT ?k ?above { ?k rdfs:subClassOf ?above FILTER(ISIRI(?above)) }"):
        above[str(one)].add(str(other))
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for iri, label in _rows(desk, "SELECT ?k ?l { ?k a owl:Class ; skos:prefLabel ?l }"):
        labels[str(iri)][getattr(label, "lang", "")] = str(label)
    found = {}
    for iri in sorted({*above, *GENERAL}):
        within = _closure(iri, above)
        if within & set(GENERAL):
            ids = frozenset(_tail(one) for one in within if one.startswith((MG, SDGO)))
            found[iri] = Kind(_tail(iri), iri, labels.get(iri) or {"en": _tail(iri)}, ids)
    return found


def read_things(desk: Desk, kinds: Mapping[str, Kind]) -> tuple[tuple[Thing, ...], dict[str, Texts]]:
    """Everything that can be matched, sorted by id, and the labels of whatever else their values name."""
    classes: dict[str, set[str]] = defaultdict(set)
    listed = " ".join(f"<{iri}>" for iri in kinds)
    for iri, kind in _rows(desk, f"SELECT DISTINCT ?x ?k {{ VALUES ?k {{ {listed} }} ?x a ?k FILTER(ISIRI(?x)) }}"):
        classes[str(iri)].add(str(kind))
    gazetteer = {desk.names.shared(id_): entry for id_, entry in read_gazetteer().entries.items()}
    countries = _countries(gazetteer)
    told, things = _Told(desk), []
    types: dict[frozenset[str], tuple[str, ...]] = {}
    for iri in sorted({*classes, *gazetteer}):
        entry = gazetteer.get(iri)
        own = frozenset(classes.get(iri) or {MG + ("Place" if entry and entry.kind == PLACE else "Organisation")})
        types[own] = types.get(own) or _ordered(own, kinds)
        things.append(told.thing(iri, types[own], entry, countries, known=iri in classes))
    named = {str(value) for thing in things for values in thing.values.values() for value in values if isinstance(value, Iri)}
    return tuple(sorted(things, key=lambda thing: thing.id)), {iri: told.labels(iri) for iri in sorted(named)}


class _Told:
    """What the data says of everything that has a name, read in three questions."""

    def __init__(self, desk: Desk) -> None:
        self.names = desk.names
        self._names = _by_subject(desk, _NAMES)
        self._about = _by_subject(desk, (SKOS + "definition",))
        self._codes = _by_subject(desk, (SKOS + "notation",))
        self._values = _by_subject(desk, PREDICATES)

    def labels(self, iri: str) -> dict[str, str]:
        """The preferred labels of anything, by language; the label in the words of a source stands where there is no other."""
        found: dict[str, str] = {}
        for predicate in (SKOS + "prefLabel", RDFS + "label"):
            for text in self._names.get(iri, {}).get(predicate, ()):
                found.setdefault(getattr(text, "lang", ""), str(text))
        return found

    def thing(self, iri: str, kinds: tuple[str, ...], entry: Entry | None, countries: Texts, *, known: bool) -> Thing:
        """A thing with what the data and the gazetteer say of it."""
        labels = self.labels(iri)
        names = {(str(text), getattr(text, "lang", "")) for texts in self._names.get(iri, {}).values() for text in texts}
        values = dict(self._values.get(iri, {}))
        codes = _codes(self._codes.get(iri, {}).get(SKOS + "notation", ()))
        if entry:
            labels = {**{lang: entry.spoken(lang)[0] for lang in LANGUAGES}, **labels}
            names |= {(name, lang) for lang in LANGUAGES for name in entry.spoken(lang)}
            values[CATEGORY] = tuple(LangText(say(f"reconcile.category.{entry.type}", lang), lang) for lang in LANGUAGES)
            if entry.country in countries and countries[entry.country] != iri:
                values[COUNTRY] = (Iri(countries[entry.country]),)
            if entry.type == "country":
                codes = (entry.country,)
        about = {getattr(text, "lang", ""): str(text) for text in self._about.get(iri, {}).get(SKOS + "definition", ())}
        every = tuple(sorted({*names, *(part for name in names for part in _parts(*name))}))
        return Thing(short_id(iri, self.names), iri, kinds, labels, every, codes, about, values, known)


def _parts(name: str, lang: str) -> Iterator[tuple[str, str]]:
    """What stands before brackets and in them, each a name of its own: "United Cities and Local Governments (UCLG)"."""
    match = _BRACKETS.fullmatch(name)
    if match:
        yield match[1], lang
        if match[2].isupper() or match[2][-1:].isdigit():
            yield match[2], lang


def _codes(notations: Iterable[Value]) -> tuple[str, ...]:
    """The codes of a goal, target or indicator, that which people use first: "11.2" for "11.02", "C110201" last."""
    found = {".".join(part.lstrip("0") for part in str(one).split(".")) for one in notations}
    return tuple(sorted(found, key=lambda code: (not _CODE.fullmatch(code), [(len(part), part) for part in code.split(".")])))


def _countries(gazetteer: Mapping[str, Entry]) -> dict[str, str]:
    """The IRI of each country by its ISO code."""
    return {entry.country: iri for iri, entry in sorted(gazetteer.items(), reverse=True) if entry.type == "country"}


def _ordered(classes: Iterable[str], kinds: Mapping[str, Kind]) -> tuple[str, ...]:
    """The ids of some types, then those of the types that they belong to."""
    own = sorted((kinds[iri] for iri in classes), key=lambda kind: (-len(kind.within), kind.id))
    offered = {kind.id for kind in kinds.values()}
    general = sorted({id_ for kind in own for id_ in kind.within & offered}, key=lambda id_: (id_ not in GENERAL.values(), id_))
    return tuple(dict.fromkeys([*(kind.id for kind in own), *general]))


def _closure(iri: str, above: Mapping[str, set[str]]) -> set[str]:
    found, queue = {iri}, [iri]
    while queue:
        new = above.get(queue.pop(), set()) - found
        found |= new
        queue.extend(new)
    return found


def _tail(iri: str) -> str:
    return iri.rsplit("#", 1)[-1]


def _by_subject(desk: Desk, predicates: Iterable[str]) -> dict[str, dict[str, tuple[Value, ...]]]:
    listed = " ".join(f"<{predicate}>" for predicate in predicates)
    found: dict[str, dict[str, list[Value]]] = {}
    for subject, predicate, value in _rows(desk, f"SELECT DISTINCT ?x ?p ?o {{ VALUES ?p {{ {listed} }} ?x ?p ?o }}"):
        found.setdefault(str(subject), {}).setdefault(str(predicate), []).append(value)
    return {
        subject: {predicate: tuple(sorted(values, key=_order)) for predicate, values in told.items()}
        for subject, told in found.items()
    }


def _order(value: Value) -> tuple[object, ...]:
    """Codes of the SDGs as people sort them, other values by their letters."""
    parts = str(value).removeprefix(SDG).split(".") if str(value).startswith(SDG) else [str(value)]
    return tuple((int(part), "") if part.isdigit() and part.isascii() and len(part) < 5 else (9999, part) for part in parts)


def _rows(desk: Desk, text: str) -> Iterable[tuple[Value, ...]]:
    found = desk.store.query(text)
    return found if isinstance(found, Table) else ()
