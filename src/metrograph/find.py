"""Finds things by their names, and tells everything said of one, with labels."""

import unicodedata
from dataclasses import dataclass

from metrograph.namespaces import DCTERMS, FIXED_PREFIXES, RDF, SKOS
from metrograph.store import Store
from metrograph.table import Iri, LangText, Table, Value


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


def fold(text: str) -> str:
    """A text without accents and capitals, for comparing.

    >>> fold("Énergie")
    'energie'
    """
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def find(store: Store, words: str, lang: str) -> tuple[Found, ...]:
    """Things with a name that holds all the words, the shortest name first."""
    wanted = fold(words).split()
    rows = store.query(_LABELS % lang)
    hits: dict[str, tuple[int, Found]] = {}
    for iri, label, kind in rows if isinstance(rows, Table) else ():
        folded = fold(str(label))
        if all(word in folded for word in wanted):
            own = isinstance(label, LangText) and label.lang == lang
            rank = len(str(label)) - (1000 if own else 0)
            if str(iri) not in hits or rank < hits[str(iri)][0]:
                hits[str(iri)] = rank, Found(str(iri), str(label), str(kind))
    return tuple(found for _, found in sorted(hits.values(), key=lambda pair: (pair[0], pair[1].iri)))


_CARD = """
SELECT ?p ?pl ?o ?ol WHERE {
  VALUES ?x { <%(iri)s> }
  ?x ?p ?o .
  OPTIONAL { ?p skos:prefLabel ?pl . FILTER(LANG(?pl) = "%(lang)s") }
  OPTIONAL { ?o rdfs:label|skos:prefLabel ?ol . FILTER(ISIRI(?o) && LANG(?ol) = "%(lang)s") }
}"""
_SKIPPED = {DCTERMS + "isPartOf", SKOS + "inScheme", SKOS + "notation", SKOS + "topConceptOf"}


def card(store: Store, iri: str, lang: str) -> Table:
    """Everything said of one thing: property and value, with labels in a language, and no text in another one."""
    rows = store.query(_CARD % {"iri": iri, "lang": lang})
    lines: dict[tuple[str, Value], None] = {}
    for prop, name, value, label in rows if isinstance(rows, Table) else ():
        foreign = isinstance(value, LangText) and value.lang != lang and "translat" not in str(prop) and _translated(prop)
        if foreign or str(prop) in _SKIPPED:
            continue
        shown = (label or short(str(value))) if isinstance(value, Iri) else value
        lines[str(name or short(str(prop))), shown] = None
    order = sorted(lines, key=lambda line: (line[0] != short(RDF + "type"), line[0], str(line[1])))
    return Table(("property", "value"), tuple(order))


def _translated(prop: Value) -> bool:
    return str(prop).endswith(("#prefLabel", "#altLabel", "#definition", "#label"))


def short(iri: str) -> str:
    """An IRI as a prefixed name where a prefix fits, else its last part.

    >>> short("http://metadata.un.org/sdg/11.2")
    'sdg:11.2'
    """
    for prefix, space in FIXED_PREFIXES.items():
        if iri.startswith(space) and iri != space and "/" not in iri[len(space) :]:
            return f"{prefix}:{iri[len(space) :]}"
    return iri.rsplit("/", 1)[-1]


def kinds(store: Store, lang: str) -> Table:
    """How many things of each kind the plans at hand state."""
    rows = store.query(
        "SELECT ?kindLabel (COUNT(DISTINCT ?x) AS ?count) { ?x mg:inPlan|mg:mentionedIn ?plan ; a ?k . ?k skos:prefLabel ?kindLabel "
        f'FILTER(LANG(?kindLabel) = "{lang}") }} GROUP BY ?kindLabel ORDER BY DESC(?count) ?kindLabel'
    )
    return rows if isinstance(rows, Table) else Table(("kindLabel", "count"), ())


def labels(store: Store, lang: str) -> dict[str, str]:
    """The name of everything that has one in a language, by IRI."""
    rows = store.query(f'SELECT ?x ?label {{ ?x rdfs:label|skos:prefLabel ?label FILTER(LANG(?label) = "{lang}") }}')
    return {str(iri): str(label) for iri, label in (rows if isinstance(rows, Table) else ())}
