"""Reads the shapes of a graph, clause by clause, and refuses what SHACL calls ill-formed: shape, clause, what it wants.

A table says for each parameter of SHACL Core how many values it may have, of which form, and which constraint it makes.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from metrograph.errors import ShapeError, together
from metrograph.namespaces import FIXED_PREFIXES, OWL, RDFS, SH, XSD
from metrograph.shacl import checks, custom, logic, regex, sets
from metrograph.shacl.index import Data, Index
from metrograph.shacl.literals import well_formed
from metrograph.shacl.node import (
    LANG_STRING,
    STRING,
    TRUE,
    Node,
    datatype,
    iri,
    is_blank,
    is_iri,
    is_literal,
    language,
    lexical,
    sh,
)
from metrograph.shacl.path import IllFormedPathError, Path, Step, read_path
from metrograph.shacl.shape import TARGET, Shape, Shapes, Target, beyond
from metrograph.shacl.values import Constraint

TARGETS = {"targetClass": "class", "targetNode": "node", "targetSubjectsOf": "subjectsOf", "targetObjectsOf": "objectsOf"}
"""The clauses that give a shape its focus nodes, and the kind of target that each makes."""
_BEYOND = {"expression": "sh:expression", "target": TARGET}
_VOCABULARIES = {"http://datashapes.org/dash", *(space.rstrip("#/") for space in FIXED_PREFIXES.values())}
_KIND_NAMES = {sh(name): name for name in checks.NODE_KINDS}


@dataclass(frozen=True, slots=True)
class Clause:
    """How a parameter is written: what its values are, whether it stands once, whether it needs a path, what it makes."""

    want: str
    make: Callable[[Any], Constraint] | None = None
    many: bool = False
    path_only: bool = False


CLAUSES: Mapping[str, Clause] = {
    "class": Clause("iri", checks.Class, many=True),
    "datatype": Clause("iri", lambda node: checks.Datatype(lexical(node))),
    "nodeKind": Clause("kind", lambda node: checks.NodeKind(_KIND_NAMES[node])),
    "minCount": Clause("integer", sets.MinCount, path_only=True),
    "maxCount": Clause("integer", sets.MaxCount, path_only=True),
    **{name[0].lower() + name[1:]: Clause("literal", partial(checks.Range, name)) for name in checks.RANGES},
    "minLength": Clause("integer", lambda limit: checks.Length(limit, least=True)),
    "maxLength": Clause("integer", lambda limit: checks.Length(limit, least=False)),
    "pattern": Clause("text"),
    "flags": Clause("text"),
    "languageIn": Clause("texts", lambda nodes: checks.LanguageIn(tuple(lexical(node) for node in nodes))),
    "uniqueLang": Clause("boolean", path_only=True),
    "equals": Clause("iri", sets.Equals, many=True),
    "disjoint": Clause("iri", sets.Disjoint, many=True),
    "lessThan": Clause("iri", sets.LessThan, many=True, path_only=True),
    "lessThanOrEquals": Clause("iri", lambda node: sets.LessThan(node, or_equal=True), many=True, path_only=True),
    "not": Clause("shape", logic.Not, many=True),
    "and": Clause("shapes", logic.And, many=True),
    "or": Clause("shapes", logic.Or, many=True),
    "xone": Clause("shapes", logic.Xone, many=True),
    "node": Clause("node shape", logic.ByNode, many=True),
    "property": Clause("property", logic.ByProperty, many=True),
    "qualifiedValueShape": Clause("shape", path_only=True),
    "qualifiedMinCount": Clause("integer", path_only=True),
    "qualifiedMaxCount": Clause("integer", path_only=True),
    "qualifiedValueShapesDisjoint": Clause("boolean", path_only=True),
    "closed": Clause("boolean"),
    "ignoredProperties": Clause("iris"),
    "hasValue": Clause("node", sets.HasValue, many=True),
    "in": Clause("nodes", lambda nodes: checks.In(frozenset(nodes))),
    "severity": Clause("iri"),
    "deactivated": Clause("boolean"),
    "message": Clause("message", many=True),
    "sparql": Clause("node", many=True),
}
"""Every parameter of SHACL Core (section 4), with the clauses that every shape may have (section 2.1)."""

_SHAPE_VALUED = ("property", "node", "not", "qualifiedValueShape")
_LIST_VALUED = ("and", "or", "xone")


def read_shapes(data: Data) -> Shapes:
    """The shapes of a graph; ``ShapeError`` with every ill-formed clause when there is one.

    >>> import pyoxigraph as ox
    >>> turtle = "@prefix sh: <http://www.w3.org/ns/shacl#> . <a:S> sh:targetClass <a:C> ; sh:nodeKind sh:IRI ."
    >>> [shape.constraints for shape in read_shapes(ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE)).targeted()]
    [(NodeKind(kind='IRI', component='NodeKindConstraintComponent'),)]
    """
    graph = Index.of(data)
    reader = _Reader(graph)
    by_node = {node: reader.shape(node) for node in sorted(reader.nodes)}
    if reader.problems:
        raise together(reader.problems)
    return Shapes(graph, by_node, beyond(by_node))


class _Reader:
    """One shapes graph being read: gathers what is wrong with it."""

    def __init__(self, graph: Index) -> None:
        self.graph = graph
        self.problems: list[ShapeError] = []
        self.custom = custom.read_components(graph, self.problems)
        self.nodes = self._all_shapes()
        self._imports()
        for node in graph.backward(sh("entailment")):
            self.problems.append(ShapeError("H110", value=lexical(node)))

    def _imports(self) -> None:
        """Refuse imports that are not at hand: what they hold would not be evaluated. Vocabularies hold no shapes."""
        for node in self.graph.backward(iri(OWL + "imports")):
            if lexical(node).rstrip("#/") not in _VOCABULARIES and not any(
                node in self.graph.forward(p) for p in self.graph.predicates()
            ):
                self.problems.append(ShapeError("H113", value=lexical(node)))

    def shape(self, node: Node) -> Shape:
        """One shape."""
        path = self._path(node)
        told = {name: self._values(node, name, path) for name in CLAUSES}
        before = len(self.problems)
        constraints = tuple(self._constraints(node, path, told)) if before == len(self.problems) else ()
        severity = lexical(told["severity"][0]) if told["severity"] else SH + "Violation"
        return Shape(
            node, path, tuple(self._targets(node)), constraints, severity, tuple(told["message"]),
            deactivated=TRUE in told["deactivated"], beyond=self._beyond(node, told),
        )  # fmt: skip

    def _all_shapes(self) -> frozenset[Node]:
        graph = self.graph
        found: set[Node] = set()
        for kind in ("NodeShape", "PropertyShape"):
            found |= graph.instances(sh(kind))
        parameters = [name for name in CLAUSES if name not in ("message", "severity", "flags", "deactivated")]
        own = [parameter for component in self.custom for parameter in component.mandatory]
        for predicate in (*map(sh, (*TARGETS, *parameters, *_BEYOND)), *own):
            found |= graph.forward(predicate).keys()
        for name in _SHAPE_VALUED:
            found |= graph.backward(sh(name)).keys()
        for name in _LIST_VALUED:
            for head in graph.backward(sh(name)):
                found.update(graph.members(head) or ())
        return frozenset(node for node in found if not is_literal(node))

    # ---- clauses

    def _path(self, node: Node) -> Path | None:
        paths = self.graph.objects(node, sh("path"))
        wants_path = node in self.graph.instances(sh("PropertyShape")) or node in self.graph.backward(sh("property"))
        if len(paths) > 1:
            self._wrong("H103", node, "path", n=len(paths))
        elif not paths and wants_path:
            self._wrong("H104", node, "path")
        elif paths and node in self.graph.instances(sh("NodeShape")):
            self._wrong("H105", node, "path")
        try:
            return read_path(self.graph, paths[0]) if len(paths) == 1 else None
        except IllFormedPathError as error:
            self._wrong("H102", node, "path", want="path", found=self._told(str(error)))
            return Step(sh("path"))

    def _values(self, node: Node, name: str, path: Path | None) -> list[Any]:
        clause, values = CLAUSES[name], self.graph.objects(node, sh(name))
        if not values:
            return []
        if len(values) > 1 and not clause.many:
            self._wrong("H103", node, name, n=len(values))
        elif path is None and clause.path_only:
            self._wrong("H106", node, name)
        read = [(value, self._form(clause.want, value)) for value in values]
        for value, form in read:
            if form is None:
                self._wrong("H102", node, name, want=clause.want, found=self._told(value))
        return [form for _, form in read if form is not None]

    def _form(self, want: str, value: Node) -> Any:
        """A value in the form that a clause wants; ``None`` when it has another."""
        if want in _FORMS:
            return value if _FORMS[want](value) else None
        if want == "node shape":
            return None if is_literal(value) or self.graph.objects(value, sh("path")) else value
        if want == "integer":
            whole = datatype(value) == XSD + "integer" and well_formed(lexical(value), XSD + "integer")
            return int(lexical(value)) if whole else None
        members = self.graph.members(value) if not is_literal(value) else None
        if members is None or not all(_FORMS[want.removesuffix("s")](member) for member in members):
            return None
        return members

    def _targets(self, node: Node) -> Iterator[Target]:
        for name, kind in TARGETS.items():
            for of in self.graph.objects(node, sh(name)):
                if is_blank(of) or (is_literal(of) and kind != "node"):
                    self._wrong("H102", node, name, want="iri", found=self._told(of))
                yield Target(kind, of)
        shape = any(node in self.graph.instances(sh(kind)) for kind in ("NodeShape", "PropertyShape"))
        if shape and node in self.graph.instances(iri(RDFS + "Class")):
            if not is_iri(node):
                self._wrong("H102", node, "targetClass", want="iri", found="rdfs:Class [ ]")
            yield Target("class", node)

    # ---- constraints

    def _constraints(self, node: Node, path: Path | None, told: Mapping[str, list[Any]]) -> Iterator[Constraint]:
        for name, values in told.items():
            make = CLAUSES[name].make
            yield from (make(value) for value in values if make)
        flags = lexical(told["flags"][0]) if told["flags"] else ""
        for value in told["pattern"]:
            yield checks.Pattern(lexical(value), flags)
        if TRUE in told["uniqueLang"]:
            yield sets.UniqueLang()
        if TRUE in told["closed"]:
            yield sets.Closed(self._named(told["property"]) | frozenset(*told["ignoredProperties"]))
        yield from self._qualified(node, told)
        for constraint in told["sparql"]:
            yield from custom.read_constraint(self.graph, node, path, constraint, self.problems)
        for component in self.custom:
            yield from component.constraints(self.graph, node, path, self.problems)

    def _named(self, properties: list[Node]) -> frozenset[Node]:
        """The properties that some property shapes are about, those with longer paths aside."""
        return frozenset(node for one in properties for node in self.graph.objects(one, sh("path")) if is_iri(node))

    def _qualified(self, node: Node, told: Mapping[str, list[Any]]) -> Iterator[Constraint]:
        for shape in told["qualifiedValueShape"]:
            siblings: tuple[Node, ...] = ()
            if TRUE in told["qualifiedValueShapesDisjoint"]:
                beside = {one for above in self.graph.backward(sh("property")).get(node, ())
                          for one in self.graph.objects(above, sh("property"))}  # fmt: skip
                shapes = {value for one in beside for value in self.graph.objects(one, sh("qualifiedValueShape"))}
                siblings = tuple(sorted(shapes - {shape}))
            for limit in told["qualifiedMinCount"]:
                yield logic.Qualified(shape, siblings, limit, least=True)
            for limit in told["qualifiedMaxCount"]:
                yield logic.Qualified(shape, siblings, limit, least=False)

    def _beyond(self, node: Node, told: Mapping[str, list[Any]]) -> str:
        """A clause of the shape that only the reference engine evaluates; an error for one that neither does."""
        if self.graph.objects(node, sh("js")):
            self._wrong("H109", node, "js")
        for name, label in _BEYOND.items():
            if self.graph.objects(node, sh(name)):
                return label
        flags = lexical(told["flags"][0]) if told["flags"] else ""
        unread = [lexical(value) for value in told["pattern"] if not regex.readable(lexical(value), flags)]
        if unread and not regex.known_elsewhere(unread[0]):
            self._wrong("H102", node, "pattern", want="pattern", found=unread[0])
        return "sh:pattern" if unread else ""

    # ---- words

    def _wrong(self, code: str, node: Node, clause: str, **values: object) -> None:
        told: dict[str, Any] = {"shape": self._told(node), "clause": f"sh:{clause}", **values}
        self.problems.append(ShapeError(code, **told))

    def _told(self, node: Node) -> str:
        """A node as a person finds it in the file; of a blank node, the shape that it belongs to."""
        seen = {node}
        while is_blank(node):
            above = [
                s for predicate in self.graph.predicates() for s in self.graph.backward(predicate).get(node, ()) if s not in seen
            ]
            if not above:
                return "[ ]"
            node = above[0]
            seen.add(node)
        return lexical(node) if is_iri(node) else node


_FORMS: Mapping[str, Callable[[Node], bool]] = {
    "node": bool,
    "iri": is_iri,
    "literal": is_literal,
    "text": lambda node: datatype(node) == STRING,
    "message": lambda node: datatype(node) in (STRING, LANG_STRING) or bool(language(node)),
    "boolean": lambda node: datatype(node) == XSD + "boolean",
    "kind": lambda node: node in _KIND_NAMES,
    "shape": lambda node: not is_literal(node),
    "property": lambda node: not is_literal(node),
}
