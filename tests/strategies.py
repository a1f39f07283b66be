"""Hypothesis strategies: any RDF at all, and any work plan."""

from dataclasses import fields
from itertools import pairwise

import pyoxigraph as ox
from hypothesis import strategies as st

from metrograph.model import (
    SHARED_KINDS,
    STRUCTURE_KINDS,
    DateStatus,
    Item,
    Kind,
    Plan,
    Source,
    Status,
    Text,
    When,
)
from metrograph.namespaces import MG, RDF, SDG, XSD

# ---- RDF

_LOCALS = ("s", "11.2", "11.10", "a.b", "dot.", "-dash", "é", "a%20b", "x/y", "", "_", "1e3")
EXAMPLE = "http://example.org/"
FIRST, REST, NIL, TYPE = (ox.NamedNode(RDF + name) for name in ("first", "rest", "nil", "type"))
iris = st.sampled_from(
    [ox.NamedNode(EXAMPLE + local) for local in _LOCALS]
    + [ox.NamedNode(MG + "PilotProject"), ox.NamedNode(SDG + "11.2"), ox.NamedNode("urn:uuid:0"), NIL, TYPE]
)
predicates = st.sampled_from(
    [TYPE, FIRST, REST, ox.NamedNode(MG + "theme"), ox.NamedNode(EXAMPLE + "p"), ox.NamedNode(EXAMPLE + "x.")]
)
blanks = st.integers(0, 4).map(lambda n: ox.BlankNode(f"b{n}"))
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_numbers = st.one_of(
    st.integers().map(str),
    st.decimals(allow_nan=False, allow_infinity=False, places=2).map(str),
    st.sampled_from(["٣", "+7", "007", ".5", "1."]),
)
_datatypes = st.sampled_from(["integer", "decimal", "double", "boolean", "date", "gYear"]).map(
    lambda name: ox.NamedNode(XSD + name)
)
literals = st.one_of(
    words.map(ox.Literal),
    st.builds(lambda text, lang: ox.Literal(text, language=lang), words, st.sampled_from(["en", "fr", "es-mx"])),
    st.builds(
        lambda text, kind: ox.Literal(text, datatype=kind),
        st.one_of(_numbers, st.sampled_from(["true", "2019-06"]), words),
        _datatypes,
    ),
)
objects = st.one_of(iris, blanks, literals)
triples = st.builds(ox.Triple, st.one_of(iris, blanks), predicates, objects)


@st.composite
def rdf_lists(draw: st.DrawFn) -> list[ox.Triple]:
    """A list in the RDF way, hanging from an IRI; its members may be lists, blank nodes or anything."""
    members = draw(st.lists(objects, max_size=4))
    name = draw(st.sampled_from(["l", "m"]))
    nodes: list[ox.NamedNode | ox.BlankNode] = [*(ox.BlankNode(f"{name}{i}") for i in range(len(members))), NIL]
    chain = [ox.Triple(node, FIRST, member) for node, member in zip(nodes, members, strict=False)]
    chain += [ox.Triple(node, REST, after) for node, after in pairwise(nodes)]
    return [ox.Triple(draw(iris), draw(predicates), nodes[0]), *chain]


graphs = st.builds(
    lambda loose, tied: [*loose, *(t for one in tied for t in one)],
    st.lists(triples, max_size=10),
    st.lists(rdf_lists(), max_size=2),
)
graph_names = st.sampled_from(
    [ox.DefaultGraph(), ox.NamedNode(EXAMPLE + "g/2"), ox.NamedNode(EXAMPLE + "g/10"), ox.BlankNode("g"), ox.BlankNode("b0")]
)
datasets = st.lists(st.builds(lambda t, g: ox.Quad(t.subject, t.predicate, t.object, g), triples, graph_names), max_size=12)

# ---- plans

_plain = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1, max_size=12)
_texts = st.builds(Text, *(st.one_of(st.just(""), _plain) for _ in range(3)))
_dates = st.builds(
    When,
    st.sampled_from(["", "2019", "2019-06", "2019-06-17", "2019-XX", "2019-21", "2019-02/2019-03"]),
    st.one_of(st.just(""), _plain),
    st.sampled_from(DateStatus),
)
_ONE = (
    "section",
    "parent",
    "group",
    "unit_of",
    "sub_event_of",
    "same_fact_as",
    "realised_by",
    "in_context_of",
    "prepares_for",
    "refers_to",
)
_SEVERAL = (
    "themes",
    "principal_in",
    "places",
    "organisers",
    "partners",
    "bodies",
    "communities",
    "presents_results_of",
    "shares_bullet_with",
)
_WORDS = ("condition", "acronym", "motto", "event_format", "part_of_work", "note")
_COUNTS = ("count", "order", "edition", "phase")
_FLAGS = ("hyperlinked", "open_list", "ambiguous", "mentions_sdgs")


@st.composite
def items(draw: st.DrawFn, item_id: str, kind: Kind, known: list[str]) -> Item:
    """An item that says of itself what a plan graph keeps: see ``test_graph_plan`` for what it does not keep."""
    some = st.sampled_from(known)
    given: dict[str, object] = {name: draw(st.one_of(st.just(""), some)) for name in _ONE}
    given |= {name: tuple(sorted(draw(st.sets(some, max_size=3)))) for name in _SEVERAL}
    given |= {name: draw(st.one_of(st.just(""), _plain)) for name in _WORDS}
    given |= {name: draw(st.one_of(st.none(), st.integers(0, 3000))) for name in _COUNTS}
    given |= {name: draw(st.booleans()) for name in _FLAGS}
    outside = kind in SHARED_KINDS or kind in STRUCTURE_KINDS or kind is Kind.WORK_PLAN
    if kind in SHARED_KINDS:
        given["section"] = ""
    made = Item(
        id=item_id,
        kind=kind,
        label=draw(_texts),
        translation=draw(_texts),
        lines=tuple(sorted(draw(st.sets(st.integers(1, 131), max_size=6)))),
        status=draw(st.one_of(st.none(), st.sampled_from(Status))),
        date=draw(st.one_of(st.none(), _dates)),
        planned=True if outside else draw(st.booleans()),
        also_called=tuple(sorted(draw(st.sets(_plain, max_size=2)))),
        continues=draw(st.sampled_from(["", "metropolis-2017/pilot-mega", "urn:isbn:0"])),
        **given,
    )
    assert {field.name for field in fields(made)} >= set(given), "a field of Item has no strategy"
    return made


_KINDS = [kind for kind in Kind if kind not in (Kind.WORK_PLAN, Kind.DOCUMENT_HEADER)]
_SOURCE = Source(Text(fr="Programme de travail"), "programme.pdf", "0" * 64, "fr", 131)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A work plan of a few items that name each other at will, rings included."""
    kinds = [Kind.WORK_PLAN, *draw(st.lists(st.sampled_from(_KINDS), max_size=4))]
    known = [f"{'theme' if kind is Kind.THEME else 'thing'}-{n}" for n, kind in enumerate(kinds)]
    made = [draw(items(name, kind, known)) for name, kind in zip(known, kinds, strict=True)]
    return Plan(draw(st.sampled_from(["metropolis-2019", "p"])), _SOURCE, tuple(made))
