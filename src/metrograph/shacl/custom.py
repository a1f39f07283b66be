"""SHACL-SPARQL: constraints that are queries, and constraint components that shapes declare (SHACL 5 and 6)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from metrograph.errors import ShapeError
from metrograph.namespaces import OWL, SH, XSD
from metrograph.shacl.index import Index
from metrograph.shacl.node import STRING, TRUE, Node, datatype, iri, is_blank, is_iri, is_literal, language, lexical, literal, sh
from metrograph.shacl.path import Path, Step
from metrograph.shacl.prebinding import Bindable, RefusedQueryError, bindable
from metrograph.shacl.queries import SHAPES_GRAPH
from metrograph.shacl.values import Failure, Run, Values

_GIVEN = ("this", "shapesGraph", "currentShape")
_AT = re.compile(r"error at (\d+):(\d+)")
_HEAD = re.compile(r"(?:PREFIX \S* ?<[^>]*> )+")
_PREFIXED = re.compile(r"([A-Za-z][\w.-]*):")
_RESERVED = (*_GIVEN, "path", "PATH", "value")
_NAME = re.compile(r"[A-Za-z_]\w*")
_BACKWARD = "^<urn:x>"  # may stand where a path may, and nowhere else
_BLANK = re.compile(r"\{[?$](\w+)\}")
_PATH = re.compile(r"[$?]PATH\b")
_IMPORTS = iri(OWL + "imports")


@dataclass(frozen=True, slots=True)
class SelectConstraint:
    """A query of a shape: each solution is a failure. ``source`` is the constraint, or empty for a declared component."""

    shape: Node
    query: Bindable
    messages: tuple[Node, ...]
    component: str = "SPARQLConstraintComponent"
    source: Node | None = None
    parameters: Mapping[str, Node] = field(default_factory=dict)
    of_node: bool = False

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each solution."""
        rows = [{"this": focus} for focus in values.by_focus]
        constants = {"currentShape": self.shape, "shapesGraph": SHAPES_GRAPH, **self.parameters}
        for row in run.queries.rows(self.query, rows, constants, lexical(self.shape)):
            yield self._failure(row)

    def _failure(self, row: Mapping[str, Node]) -> Failure:
        focus = row["this"]
        value = row.get("value", focus if self.of_node else None)
        path = Step(row["path"]) if is_iri(row.get("path", "_")) else None
        said = (row["message"],) if is_literal(row.get("message", "_")) else self.messages
        return Failure(focus, value, path, filled(said, {**self.parameters, **row}))


@dataclass(frozen=True, slots=True)
class AskConstraint:
    """A yes-or-no query of a declared component, asked of each value: a no is a failure."""

    shape: Node
    query: Bindable
    messages: tuple[Node, ...]
    component: str
    parameters: Mapping[str, Node]

    def failures(self, values: Values, run: Run) -> Iterator[Failure]:
        """A failure for each value to which the answer is no."""
        rows = [{"this": focus, "value": value} for focus, found in values.by_focus.items() for value in found]
        constants = {"currentShape": self.shape, "shapesGraph": SHAPES_GRAPH, **self.parameters}
        good = {(row["this"], row["value"]) for row in run.queries.rows(self.query, rows, constants, lexical(self.shape))}
        for row in rows:
            if (row["this"], row["value"]) not in good:
                yield Failure(row["this"], row["value"], None, filled(self.messages, {**self.parameters, **row}))


@dataclass(frozen=True, slots=True)
class Component:
    """A constraint component that a shapes graph declares: its parameters by the name of their variable, its validators."""

    node: Node
    mandatory: Mapping[Node, str]
    optional: Mapping[Node, str]
    messages: tuple[Node, ...]

    def constraints(
        self, graph: Index, shape: Node, path: Path | None, problems: list[ShapeError]
    ) -> Iterator["SelectConstraint | AskConstraint"]:
        """The constraints of this component on a shape: one for each value of a single parameter."""
        given = {predicate: graph.objects(shape, predicate) for predicate in (*self.mandatory, *self.optional)}
        if not all(given[predicate] for predicate in self.mandatory):
            return
        if len(given) > 1 and any(len(found) > 1 for found in given.values()):
            clause = next(lexical(predicate) for predicate, found in given.items() if len(found) > 1)
            problems.append(ShapeError("H103", shape=lexical(shape), clause=clause, n=2))
            return
        names = {**self.mandatory, **self.optional}
        fixed = {names[predicate]: found[0] for predicate, found in given.items() if found}
        single = next(iter(self.mandatory)) if len(given) == 1 else None
        for value in given[single] if single else (None,):
            parameters = {**fixed, self.mandatory[single]: value} if single and value else fixed
            yield from self._validated(graph, shape, path, parameters, problems)

    def _validated(
        self, graph: Index, shape: Node, path: Path | None, parameters: dict[str, Node], problems: list[ShapeError]
    ) -> Iterator["SelectConstraint | AskConstraint"]:
        kinds = ("propertyValidator", "validator") if path else ("nodeValidator", "validator")
        validator = next((found[0] for kind in kinds if (found := graph.objects(self.node, sh(kind)))), None)
        if validator is None:
            return
        messages = tuple(graph.objects(validator, sh("message"))) or self.messages
        name = lexical(self.node)
        asked = graph.objects(validator, sh("ask"))
        prebound = (*_GIVEN, *(("value",) if asked else ()), *self.mandatory.values(), *self.optional.values())
        text = _text(graph, validator, "ask" if asked else "select", shape, path, problems)
        if text is None:
            return
        if asked:
            text = re.sub(
                r"\bASK\b(?=\s*(?:WHERE\b|\{|FROM\b))", "SELECT DISTINCT $this $value", text, count=1, flags=re.IGNORECASE
            )
        query = _ready(text, prebound, ("this", "value") if asked else ("this",), shape, problems)
        if query and asked:
            yield AskConstraint(shape, query, messages, name, parameters)
        elif query:
            yield SelectConstraint(shape, query, messages, name, None, parameters)


def read_constraint(
    graph: Index, shape: Node, path: Path | None, node: Node, problems: list[ShapeError]
) -> Iterator[SelectConstraint]:
    """The constraint that a value of ``sh:sparql`` describes; none when it is switched off."""
    if TRUE in graph.objects(node, sh("deactivated")):
        return
    text = _text(graph, node, "select", shape, path, problems)
    query = _ready(text, _GIVEN, ("this",), shape, problems) if text is not None else None
    if query:
        yield SelectConstraint(shape, query, tuple(graph.objects(node, sh("message"))), source=node, of_node=path is None)


def read_components(graph: Index, problems: list[ShapeError]) -> tuple[Component, ...]:
    """The constraint components that a shapes graph declares, by name (SHACL 6.1 and 6.2)."""
    nodes = (node for node in sorted(graph.instances(sh("ConstraintComponent"))) if is_iri(node))
    found = (_component(graph, node, problems) for node in nodes if not lexical(node).startswith(SH))
    return tuple(one for one in found if one)


def _component(graph: Index, node: Node, problems: list[ShapeError]) -> Component | None:
    mandatory: dict[Node, str] = {}
    optional: dict[Node, str] = {}
    before = len(problems)
    for parameter in sorted(graph.objects(node, sh("parameter"))):
        paths = graph.objects(parameter, sh("path"))
        name = re.split(r"[/#]", lexical(paths[0]))[-1] if paths else ""
        taken = name in {*_RESERVED, *mandatory.values(), *optional.values()}
        if len(paths) != 1 or not is_iri(paths[0]) or taken or not _NAME.fullmatch(name):
            found = ", ".join(map(lexical, paths)) or "–"
            problems.append(ShapeError("H102", shape=lexical(node), clause="sh:parameter", want="parameter", found=found))
            continue
        (optional if TRUE in graph.objects(parameter, sh("optional")) else mandatory)[paths[0]] = name
    if not mandatory and before == len(problems):
        problems.append(ShapeError("H102", shape=lexical(node), clause="sh:parameter", want="parameter", found="–"))
    return Component(node, mandatory, optional, tuple(graph.objects(node, sh("message")))) if mandatory else None


def _text(graph: Index, node: Node, kind: str, shape: Node, path: Path | None, problems: list[ShapeError]) -> str | None:
    """The text of a query with its prefixes in front and its path in place; ``None`` when there is none."""
    queries = graph.objects(node, sh(kind))
    if len(queries) != 1 or datatype(queries[0]) != STRING:
        problems.append(
            ShapeError("H102", shape=lexical(shape), clause=f"sh:{kind}", want="text", found=", ".join(queries) or "–")
        )
        return None
    text, head = lexical(queries[0]), _prefixes(graph, node, shape, problems)
    if path is None:
        return head + text
    if _PATH.search(text) and not _parses(head + _PATH.sub(_BACKWARD, text)) and _parses(head + _PATH.sub("<urn:x>", text)):
        problems.append(ShapeError("H108", shape=lexical(shape), clause="$PATH"))
    return head + _PATH.sub(lambda _: str(path) if isinstance(path, Step) else f"({path})", text)


def _parses(text: str) -> bool:
    try:
        ox.Store().query(text)
    except SyntaxError:
        return False
    return True


def _ready(
    text: str, prebound: Iterable[str], needed: tuple[str, ...], shape: Node, problems: list[ShapeError]
) -> Bindable | None:
    try:
        if not isinstance(ox.Store().query(text), ox.QuerySolutions):
            raise RefusedQueryError("SELECT")
        query = bindable(text, tuple(prebound), needed)
    except RefusedQueryError as error:
        problems.append(ShapeError("H108", shape=lexical(shape), clause=str(error)))
    except SyntaxError as error:
        problems.append(_unparsed(text, error, shape))
    else:
        return query
    return None


def _unparsed(text: str, error: SyntaxError, shape: Node) -> ShapeError:
    """The error of a query that does not parse, with the place in the query as the shape has it."""
    at = _AT.search(str(error))
    line, column = (int(at[1]), int(at[2])) if at else (1, 1)
    head = _HEAD.match(text)
    column -= len(head[0]) if head and line == 1 else 0
    rows = text[len(head[0]) if head else 0 :].splitlines() or [""]
    line, column = min(line, len(rows)), max(1, column)
    names = _PREFIXED.findall(rows[line - 1][: column - 1]) if "Prefix not found" in str(error) else []
    if names:
        return ShapeError("H115", shape=lexical(shape), prefix=names[-1], where=f"{line}:{column - len(names[-1]) - 1}")
    return ShapeError("H107", shape=lexical(shape), detail=f"{line}:{column} {rows[line - 1].strip()[:80]}".strip())


def _prefixes(graph: Index, node: Node, shape: Node, problems: list[ShapeError]) -> str:
    """The prefixes that ``sh:prefixes`` gives a query, those of imported ontologies among them (SHACL 5.2.1)."""
    queue, seen = list(graph.objects(node, sh("prefixes"))), set()
    known: dict[str, str] = {}
    while queue:
        holder = queue.pop(0)
        if holder in seen:
            continue
        seen.add(holder)
        queue.extend(graph.objects(holder, _IMPORTS))
        for declared in graph.objects(holder, sh("declare")):
            names, spaces = (graph.objects(declared, sh(name)) for name in ("prefix", "namespace"))
            good = len(names) == len(spaces) == 1 and datatype(names[0]) == STRING and datatype(spaces[0]) == XSD + "anyURI"
            if not good or known.setdefault(lexical(names[0]), lexical(spaces[0])) != lexical(spaces[0]):
                found = ", ".join((*names, *spaces)) or "–"
                problems.append(ShapeError("H102", shape=lexical(shape), clause="sh:declare", want="prefix", found=found))
    return "".join(f"PREFIX {name}: <{space}> " for name, space in sorted(known.items()))


def filled(messages: Iterable[Node], row: Mapping[str, Node]) -> tuple[Node, ...]:
    """Messages with the values of a solution in the place of ``{?name}``, each in its language.

    >>> filled(['"No place for {?value}"@en'], {"value": '"Rabat"@fr'})
    ('"No place for Rabat"@en',)
    """
    made = []
    for message in messages:
        if "{" not in message:
            made.append(message)
            continue
        text = _BLANK.sub(lambda match: _shown(row[match[1]]) if match[1] in row else match[0], lexical(message))
        made.append(literal(text, language=language(message)))
    return tuple(made)


def _shown(node: Node) -> str:
    return lexical(node) if not is_blank(node) else "[ ]"
