"""Hypothesis strategies for SHACL: small graphs, and shapes over them with nearly every constraint component.

Left out is where pySHACL is known to depart from the specification (see the second lines of the files in ``tests/shacl``):
the order of IRIs, ill-typed literals, minimal lengths of blank nodes, dates against numbers.
"""

import pyoxigraph as ox
from hypothesis import strategies as st

from metrograph.namespaces import RDF, RDFS, SH, XSD

E = "http://example.org/"
SEVERAL = 3


def e(name: str) -> ox.NamedNode:
    return ox.NamedNode(E + name)


# The makers of constraints share one signature: writer, shape, depth.
# ruff: noqa: ARG005


def sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(SH + name)


def typed(text: str, name: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + name))


TYPE, SUBCLASS = ox.NamedNode(RDF + "type"), ox.NamedNode(RDFS + "subClassOf")
FIRST, REST, NIL = (ox.NamedNode(RDF + name) for name in ("first", "rest", "nil"))
NODES = [e("a"), e("b"), e("c"), ox.BlankNode("x")]
CLASSES = [e("Pilot"), e("Action")]
PREDICATES = [e("p"), e("q"), e("r")]
NUMBERS = [typed(text, "integer") for text in ("1", "2", "5")] + [typed("2.5", "decimal")]
TEXTS = [ox.Literal("eau"), ox.Literal("water"), ox.Literal("eau", language="fr"), ox.Literal("agua", language="es"),
         ox.Literal("ville", language="fr"), ox.Literal("town", language="en")]  # fmt: skip
LITERALS = NUMBERS + TEXTS

_facts = st.builds(ox.Triple, st.sampled_from(NODES), st.sampled_from(PREDICATES), st.sampled_from(NODES + LITERALS))
_kinds = st.builds(ox.Triple, st.sampled_from(NODES), st.just(TYPE), st.sampled_from(CLASSES))
_below = st.just(ox.Triple(CLASSES[0], SUBCLASS, CLASSES[1]))
_any = st.one_of(_facts, _facts, _facts, _kinds, _below)
data = st.lists(_any, max_size=14, unique=True)
steps = st.lists(
    st.tuples(st.lists(_any, max_size=3, unique=True), st.lists(_any, max_size=3, unique=True)), min_size=1, max_size=4
)


class _Writer:
    """Writes one shapes graph: draws what it needs, and gives shapes the names S0, S1 …"""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.triples: list[ox.Triple] = []
        self.names = self.blanks = 0

    def add(self, subject: object, name: str, value: object) -> None:
        self.triples.append(ox.Triple(subject, sh(name), value))  # type: ignore[arg-type]

    def one(self, choices: list[object]) -> object:
        return self.draw(st.sampled_from(choices))

    def blank(self) -> ox.BlankNode:
        self.blanks += 1
        return ox.BlankNode(f"l{self.blanks}")

    def listed(self, members: list[object]) -> object:
        head: object = NIL
        for member in reversed(members):
            node = self.blank()
            self.triples += [ox.Triple(node, FIRST, member), ox.Triple(node, REST, head)]  # type: ignore[arg-type]
            head = node
        return head

    def path(self, depth: int = 2) -> object:
        kind = self.draw(st.integers(0, 9)) if depth else 0
        if kind < 5:
            return self.one(PREDICATES)  # type: ignore[arg-type]
        node = self.blank()
        if kind == 5:
            self.add(node, "inversePath", self.one(PREDICATES))  # type: ignore[arg-type]
        elif kind == 6:
            self.add(node, "alternativePath", self.listed([self.path(depth - 1), self.path(depth - 1)]))
        elif kind == 7:
            return self.listed([self.path(depth - 1), self.path(depth - 1)])
        else:
            name = self.one(["zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"])
            self.add(node, str(name), self.one(PREDICATES))  # type: ignore[arg-type]
        return node

    def shape(self, depth: int, *, path: bool) -> ox.NamedNode:
        node = e(f"S{self.names}")
        self.names += 1
        self.triples.append(ox.Triple(node, TYPE, sh("PropertyShape" if path else "NodeShape")))
        if path:
            self.add(node, "path", self.path())
        if self.draw(st.integers(0, 9)) == 0:
            self.add(node, "severity", self.one([sh("Warning"), sh("Info"), e("Grave")]))
        if self.draw(st.integers(0, 14)) == 0:
            self.add(node, "deactivated", typed("true", "boolean"))
        names = [name for name in _MAKERS if (path or name not in _PATH_ONLY) and (depth or name not in _NESTED)]
        for name in self.draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)):
            _MAKERS[name](self, node, depth)
        return node

    def inner(self, depth: int) -> ox.NamedNode:
        return self.shape(depth - 1, path=self.draw(st.booleans()))


def _simple(name: str, choices: list[object]):
    return lambda writer, node, depth: writer.add(node, name, writer.one(choices))


def _counted(name: str):
    return lambda writer, node, depth: writer.add(node, name, typed(str(writer.draw(st.integers(0, 2))), "integer"))


def _pattern(writer: _Writer, node: object, depth: int) -> None:
    writer.add(node, "pattern", ox.Literal(writer.one(["^e", "a", "^[0-9.]+$", "EAU", "example"])))
    if writer.draw(st.booleans()):
        writer.add(node, "flags", ox.Literal("i"))


def _logic(name: str):
    def make(writer: _Writer, node: object, depth: int) -> None:
        members = [writer.inner(depth) for _ in range(writer.draw(st.integers(1, SEVERAL)))]
        writer.add(node, name, writer.listed(members))  # type: ignore[arg-type]

    return make


def _qualified(writer: _Writer, node: object, depth: int) -> None:
    writer.add(node, "qualifiedValueShape", writer.inner(depth))
    writer.add(
        node, writer.one(["qualifiedMinCount", "qualifiedMaxCount"]), typed(str(writer.draw(st.integers(0, 2))), "integer")
    )
    if writer.draw(st.booleans()):
        writer.add(node, "qualifiedValueShapesDisjoint", typed("true", "boolean"))


def _closed(writer: _Writer, node: object, depth: int) -> None:
    writer.add(node, "closed", typed("true", "boolean"))
    writer.add(node, "ignoredProperties", writer.listed([TYPE, writer.one(PREDICATES)]))  # type: ignore[list-item,arg-type]


def _query(writer: _Writer, node: object, depth: int) -> None:
    constraint = writer.blank()
    queries = [
        "SELECT $this ?value { $this <http://example.org/p> ?value . FILTER NOT EXISTS { ?value <http://example.org/q> ?x } }",
        "SELECT $this { $this <http://example.org/p> ?a , ?b . FILTER(?a != ?b) }",
        "SELECT $this ?value { { $this <http://example.org/q> ?value } UNION { ?value <http://example.org/r> $this } }",
        "SELECT DISTINCT $this ?value { $this ?any ?value . FILTER(isLiteral(?value)) }",
    ]
    writer.add(node, "sparql", constraint)
    writer.add(constraint, "select", ox.Literal(writer.one(queries)))


_MAKERS = {
    "class": _simple("class", CLASSES),
    "datatype": _simple(
        "datatype", [ox.NamedNode(XSD + name) for name in ("integer", "string", "date")] + [ox.NamedNode(RDF + "langString")]
    ),
    "nodeKind": _simple(
        "nodeKind", [sh(name) for name in ("IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "IRIOrLiteral", "BlankNodeOrLiteral")]
    ),
    "minCount": _counted("minCount"),
    "maxCount": _counted("maxCount"),
    "minInclusive": _simple("minInclusive", NUMBERS),
    "maxExclusive": _simple("maxExclusive", NUMBERS),
    "maxLength": _simple("maxLength", [typed("3", "integer"), typed("4", "integer")]),
    "pattern": _pattern,
    "languageIn": lambda writer, node, depth: writer.add(node, "languageIn", writer.listed([ox.Literal("fr"), ox.Literal("en")])),
    "uniqueLang": _simple("uniqueLang", [typed("true", "boolean")]),
    "equals": _simple("equals", PREDICATES),
    "disjoint": _simple("disjoint", PREDICATES),
    "hasValue": _simple("hasValue", [e("a"), NUMBERS[0], TEXTS[2]]),
    "in": lambda writer, node, depth: writer.add(node, "in", writer.listed([e("a"), e("b"), *NUMBERS, TEXTS[0]])),
    "closed": _closed,
    "sparql": _query,
    "not": lambda writer, node, depth: writer.add(node, "not", writer.inner(depth)),
    "and": _logic("and"),
    "or": _logic("or"),
    "xone": _logic("xone"),
    "node": lambda writer, node, depth: writer.add(node, "node", writer.shape(depth - 1, path=False)),
    "property": lambda writer, node, depth: writer.add(node, "property", writer.shape(depth - 1, path=True)),
    "qualified": _qualified,
}
_PATH_ONLY = {"minCount", "maxCount", "uniqueLang", "qualified"}
_NESTED = {"not", "and", "or", "xone", "node", "property", "qualified"}


@st.composite
def _shapes(draw: st.DrawFn) -> list[ox.Triple]:
    writer = _Writer(draw)
    for _ in range(draw(st.integers(1, 2))):
        node = writer.shape(2, path=draw(st.booleans()))
        kind = draw(st.integers(0, 3))
        if kind == 0:
            writer.add(node, "targetClass", writer.one(CLASSES))  # type: ignore[arg-type]
        elif kind == 1:
            writer.add(node, "targetNode", writer.one([e("a"), e("b"), NUMBERS[0]]))
        else:
            writer.add(node, "targetSubjectsOf" if kind == 2 else "targetObjectsOf", writer.one(PREDICATES))  # type: ignore[arg-type]
    return writer.triples


shapes = _shapes()
