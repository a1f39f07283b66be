"""Finds things by their names, and tells everything said of one, with labels."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from metrograph.folding import fold
from metrograph.namespaces import DCTERMS, MG, RDF, RDFS, SKOS, sdg_code, short
from metrograph.store import Store
from metrograph.table import Iri, LangText, Row, Table, Value
from metrograph.words import say


@dataclass(frozen=True, slots=True)
class Found:
    """A thing with a name that matches."""

    iri: str
    label: str
    kind: str


_LABELS = """
SELECT DISTINCT ?x ?label ?kind WHERE {
  ?x rdfs:label|skos:prefLabel|skos:altLabel ?label .
  ?x a ?k . ?k skos:prefLabel ?kind . FILTER(LANG(?kind) = "%s")
} ORDER BY ?x ?label"""


_WORD = re.compile(r"\w+")
_BEGINS, _INSIDE, _NOT = 1, 2, 3


def find(store: Store, words: str, lang: str) -> tuple[Found, ...]:
    """Things with a name that has all the words, whole or begun, the nearest and shortest first; else those with them inside.

    Only one when its name is just these words.
    """
    wanted = _WORD.findall(fold(words)) or fold(words).split()
    rows = store.query(_LABELS % lang)
    hits: dict[str, tuple[tuple[int, bool, int], Found]] = {}
    for iri, label, kind in rows if isinstance(rows, Table) else ():
        fit = _fit(fold(str(label)), wanted)
        if fit == _NOT:
            continue
        foreign = not (isinstance(label, LangText) and label.lang == lang)
        rank = fit, foreign, len(str(label))
        if str(iri) not in hits or rank < hits[str(iri)][0]:
            hits[str(iri)] = rank, Found(str(iri), str(label), str(kind))
    most = _INSIDE if all(rank[0] == _INSIDE for rank, _ in hits.values()) else _BEGINS
    found = tuple(one for rank, one in sorted(hits.values(), key=lambda hit: (hit[0], hit[1].iri)) if rank[0] <= most)
    exact = tuple(one for one in found if fold(one.label) == fold(words))
    return exact if len(exact) == 1 else found


def _fit(name: str, wanted: list[str]) -> int:
    """How a folded name has the words: 0 as whole words, else at the beginnings of words, inside them, or not.

    >>> [_fit(name, ["bus"]) for name in ("bus de nuit", "busan", "combustible", "tram")]
    [0, 1, 2, 3]
    """
    own = _WORD.findall(name)
    if all(word in own for word in wanted):
        return 0
    if all(any(one.startswith(word) for one in own) for word in wanted):
        return _BEGINS
    return _INSIDE if all(word in name for word in wanted) else _NOT


_SOUND = re.compile(r"[^<>\"{}|^`\\\x00-\x20]+")
_BATCH = 100  # Virtuoso takes minutes over a thousand


def labels_of(store: Store, iris: Iterable[str], lang: str) -> dict[str, str]:
    """The label of each identifier that has one: in a language, else in English, else in any."""
    return {iri: str(label) for iri, label in _best(store, iris, lang).items()}


def _best(store: Store, iris: Iterable[str], lang: str) -> dict[str, Value]:
    wanted = sorted({iri for iri in iris if _SOUND.fullmatch(iri)})
    best: dict[str, tuple[int, str, Value]] = {}
    for at in range(0, len(wanted), _BATCH):
        values = " ".join(f"<{iri}>" for iri in wanted[at : at + _BATCH])
        rows = store.query(f"SELECT ?x ?label {{ VALUES ?x {{ {values} }} ?x rdfs:label|skos:prefLabel ?label }}")
        for iri, label in rows if isinstance(rows, Table) else ():
            told = getattr(label, "lang", "")
            rank = 0 if told == lang else 1 if told == "en" else 2
            best[str(iri)] = min(best.get(str(iri), (9, "", "")), (rank, str(label), label), key=lambda found: found[:2])
    return {iri: label for iri, (_, _, label) in best.items()}


def named(table: Table, store: Store, lang: str) -> Table:
    """A table in which each thing has one name: blank ones are filled, in English, else in any language.

    Where plans call a shared thing differently there is a row for each name: one of these rows is kept, with the first name.
    ``fooLabel`` names what stands under ``foo``, ``label`` what stands to its left.

    >>> import metrograph
    >>> seven, other = (Iri(f"http://metadata.un.org/sdg/{code}") for code in (7, 8))
    >>> table = Table(("goal", "label"), ((seven, None), (other, "Work"), (other, "Jobs")))
    >>> named(table, metrograph.open().store, "es").column("label")
    ('Energía asequible y no contaminante', 'Jobs')
    """
    at = {name: place for place, name in enumerate(table.columns)}
    pairs = [(at[name[:-5]], place) for name, place in at.items() if name.endswith("Label") and name[:-5] in at]
    pairs += [(at["label"] - 1, at["label"])] if at.get("label") else []
    told = {right: _told(table, left, right) for left, right in pairs}
    if not any(None in names or len(names) > 1 for one in told.values() for names in one.values()):
        return table
    found = _best(store, {thing for one in told.values() for thing, names in one.items() if names == {None}}, lang)
    lefts = {right: left for left, right in pairs}

    def name(row: Row, place: int) -> Value:
        left = row[lefts[place]] if place in lefts else None
        if not isinstance(left, Iri):
            return row[place]
        names = told[place][str(left)] - {None}
        return min(names, key=str) if names else found.get(str(left))

    rows = dict.fromkeys(tuple(name(row, place) for place in range(len(row))) for row in table.records)
    return Table(table.columns, tuple(rows), table.title)


def _told(table: Table, left: int, right: int) -> dict[str, set[Value]]:
    """Each name that a column gives to each thing of another one."""
    found: dict[str, set[Value]] = {}
    for thing, told in zip(table.column(table.columns[left]), table.column(table.columns[right]), strict=True):
        if isinstance(thing, Iri):
            found.setdefault(str(thing), set()).add(told)
    return found


_CARD = """
SELECT ?p ?pl ?o ?ol WHERE {
  VALUES ?x { <%(iri)s> }
  ?x ?p ?o .
  OPTIONAL { ?p skos:prefLabel ?pl . FILTER(LANG(?pl) = "%(lang)s") }
  OPTIONAL { ?o rdfs:label|skos:prefLabel ?ol . FILTER(ISIRI(?o) && LANG(?ol) = "%(lang)s") }
}"""
_TOLD = """
SELECT DISTINCT ?pl ?o ?ol ?source WHERE {
  VALUES ?x { <%(iri)s> }
  ?record mg:about ?x ; dcterms:source ?source ; ?p ?o .
  ?p skos:prefLabel ?pl . FILTER(LANG(?pl) = "%(lang)s" && ?p != mg:about)
  OPTIONAL { ?o rdfs:label|skos:prefLabel ?ol . FILTER(ISIRI(?o) && LANG(?ol) = "%(lang)s") }
}"""
# What a card leaves out: what other lines of it say already, and nodes that hold no words of their own.
_SKIPPED = {
    *(DCTERMS + name for name in ("isPartOf", "hasPart")),
    *(SKOS + name for name in ("inScheme", "notation", "topConceptOf", "broader", "narrower")),
    *(MG + name for name in ("contributesTo", "contributesToGoal", "contributesDirectlyToGoal", "statedIn")),
}
_NAMED = {RDF + "type": "kindLabel", RDFS + "label": "sourceWords", SKOS + "prefLabel": "label", SKOS + "altLabel": "alsoCalled"}
_NAMED |= {SKOS + "definition": "definition", SKOS + "editorialNote": "note", SKOS + "related": "related"}


def card(store: Store, iri: str, lang: str) -> Table:
    """Everything said of one thing: property and value, with labels in a language, and no text in another one.

    Below it, what other sources report, each value with its source.
    """
    rows = store.query(_CARD % {"iri": iri, "lang": lang})
    lines: dict[tuple[str, Value], None] = {}
    for prop, name, value, label in rows if isinstance(rows, Table) else ():
        foreign = isinstance(value, LangText) and value.lang != lang and "translat" not in str(prop) and _translated(prop)
        if foreign or str(prop) in _SKIPPED or value == SKOS + "Concept":
            continue
        heading = say(f"column.{_NAMED[str(prop)]}", lang) if str(prop) in _NAMED else str(name or short(str(prop)))
        lines[heading, _shown(value, label)] = None
    first = {say(f"column.{name}", lang): at for at, name in enumerate(("kindLabel", "sourceWords", "label", "definition"))}
    order = sorted(lines, key=lambda line: (first.get(line[0], 9), line[0], str(line[1])))
    return Table(("property", "value"), (*order, *_reported(store, iri, lang)))


def _reported(store: Store, iri: str, lang: str) -> list[tuple[str, Value]]:
    """What sources outside the plans say of a thing."""
    rows = store.query(_TOLD % {"iri": iri, "lang": lang})
    told = rows if isinstance(rows, Table) else ()
    return sorted({(str(name), f"{label or value} ({source})") for name, value, label, source in told})


def _shown(value: Value, label: Value) -> Value:
    if not isinstance(value, Iri):
        return value
    code = sdg_code(value)
    return f"{code} {label}" if code and label else label or short(value)


def _translated(prop: Value) -> bool:
    return str(prop).endswith(("#prefLabel", "#altLabel", "#definition", "#label", "#officialText"))


def kinds(store: Store, lang: str) -> Table:
    """How many things of each kind the plans at hand state."""
    rows = store.query(
        "SELECT ?kindLabel (COUNT(DISTINCT ?x) AS ?count) { "
        "?x mg:inPlan|mg:mentionedIn ?plan ; a ?k . ?k skos:prefLabel ?kindLabel "
        f'FILTER(LANG(?kindLabel) = "{lang}") }} GROUP BY ?kindLabel ORDER BY DESC(?count) ?kindLabel'
    )
    return rows if isinstance(rows, Table) else Table(("kindLabel", "count"), ())
