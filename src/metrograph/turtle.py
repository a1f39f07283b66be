"""Reads RDF files, and writes Turtle and TriG one way only: sorted, grouped, prefixed, the same bytes every time.

Order: the ontology header first, then subjects by IRI with numbers in their natural order; ``a`` first among
predicates; objects sorted. A blank node that is used once is written in place, a list in brackets.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from metrograph.errors import Place, SourceError
from metrograph.namespaces import OWL, RDF, XSD

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Triple = ox.Triple
Quad = ox.Quad

_TYPE = ox.NamedNode(RDF + "type")
_FIRST, _REST, _NIL = (ox.NamedNode(RDF + name) for name in ("first", "rest", "nil"))
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_DIGITS = re.compile(r"(\d+)")
_PLAIN = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "boolean": re.compile(r"true|false"),
}
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')


def read_quads(path: Path, body: bytes | None = None) -> Iterator[Quad]:
    """The quads of an RDF file in any syntax, by its extension; ``SourceError`` names the line that does not parse.

    ``body`` is what the file holds, where it was read before.
    """
    with readable(path) as syntax:
        base = path.absolute().as_uri()
        if body is None:
            yield from ox.parse(path=str(path), format=syntax, base_iri=base)
        else:
            yield from ox.parse(body, format=syntax, base_iri=base)


@contextmanager
def readable(path: Path) -> Iterator[ox.RdfFormat]:
    """The syntax of an RDF file, by its extension; what goes wrong when it is read becomes a ``SourceError``."""
    syntax = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if syntax is None:
        raise SourceError("S106", Place(str(path)), suffix=path.suffix or "(none)")
    try:
        yield syntax
    except FileNotFoundError:
        raise SourceError("S101", Place(str(path))) from None
    except SyntaxError as error:
        place = Place(str(path), error.lineno or 0, error.offset or 0)
        raise SourceError("S109", place, detail=str(error.msg).split(": ", 1)[-1]) from None
    except OSError as error:
        raise SourceError("S102", Place(str(path)), detail=error.strerror or error) from None


def read_triples(path: Path) -> Iterator[Triple]:
    """The triples of an RDF file, whatever graph they stand in."""
    return (quad.triple for quad in read_quads(path))


def write_turtle(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """Triples as Turtle.

    >>> pair = Triple(ox.NamedNode("http://a/s"), ox.NamedNode("http://a/p"), ox.Literal("x", language="en"))
    >>> print(write_turtle([pair], {"a": "http://a/"}), end="")
    @prefix a: <http://a/> .
    <BLANKLINE>
    a:s a:p "x"@en .
    """
    body = _Writer(prefixes)
    text = body.graph(triples, "")
    return body.head() + ("\n" if text and body.used else "") + text


def write_trig(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> str:
    """Quads as TriG: the default graph first, then named graphs by name."""
    graphs: dict[str, list[Triple]] = defaultdict(list)
    names: dict[str, Term] = {}
    for quad in dict.fromkeys(quads):
        graphs[value(quad.graph_name)].append(quad.triple)
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            names[quad.graph_name.value] = quad.graph_name
    body = _Writer(prefixes, _shared(graphs.values(), names.values()))
    parts = []
    for name in sorted(graphs):
        text = body.graph(graphs[name], "  " if name else "")
        parts.append(f"{body.term(names[name])} {{\n{text}}}\n" if name else text)
    return body.head() + ("\n" if body.used else "") + "\n".join(parts)


def _shared(graphs: Iterable[list[Triple]], names: Iterable[Term]) -> frozenset[Term]:
    """The blank nodes that stand in more than one graph, or name one: they must keep a name of their own."""
    uses = Counter(node for triples in graphs for node in {term for t in triples for term in (t.subject, t.object)})
    return frozenset({node for node, n in uses.items() if n > 1 and isinstance(node, ox.BlankNode)} | set(names))


def value(term: object) -> str:
    """The text of a term: the IRI, the name of a blank node, or the words of a literal; empty for what has none."""
    return str(getattr(term, "value", ""))


def natural(text: str) -> tuple[tuple[str, int], ...]:
    """A key that sorts numbers inside a text by value: ``11.2`` before ``11.10``."""
    parts = _DIGITS.split(text)
    return tuple((part, 0) if i % 2 == 0 else ("", int(part)) for i, part in enumerate(parts))


def _within(terms: Iterable[Term]) -> set[Term]:
    """The blank nodes that stand in triple terms."""
    triples = [term for term in terms if isinstance(term, ox.Triple)]
    ends = [end for triple in triples for end in (triple.subject, triple.object)]
    return {end for end in ends if isinstance(end, ox.BlankNode)} | (_within(ends) if ends else set())


class _Writer:
    """One document being written: remembers which prefixes it used."""

    def __init__(self, prefixes: Mapping[str, str], shared: frozenset[Term] = frozenset()) -> None:
        self.shared = shared
        self.namespaces: dict[str, str] = {}
        for name, namespace in prefixes.items():
            self.namespaces.setdefault(namespace, name)
        self.lengths = sorted({len(namespace) for namespace in self.namespaces}, reverse=True)
        self.prefixes = prefixes
        self.used: set[str] = set()
        self.cache: dict[str, str] = {}
        self.by_subject: dict[Term, dict[ox.NamedNode, list[Term]]] = {}
        self.inline: set[Term] = set()
        self.named = shared
        """Blank nodes that need a name: those of several graphs, and of triple terms."""

    def head(self) -> str:
        return "".join(f"@prefix {name}: <{self.prefixes[name]}> .\n" for name in sorted(self.used))

    def graph(self, triples: Iterable[Triple], indent: str) -> str:
        self.by_subject = defaultdict(lambda: defaultdict(list))
        uses: Counter[Term] = Counter()
        for triple in set(triples):
            self.by_subject[triple.subject][triple.predicate].append(triple.object)
            if isinstance(triple.object, ox.BlankNode):
                uses[triple.object] += 1
        self.named = self.shared.union(
            _within(end for pairs in self.by_subject.values() for ends in pairs.values() for end in ends)
        )
        self.inline = {node for node, n in uses.items() if n == 1 and node not in self.named and not self._in_cycle(node)}
        tops = [subject for subject in self.by_subject if subject not in self.inline]
        blocks = sorted((self._order(subject), self._subject(subject, indent)) for subject in tops)
        return "\n".join(block for _, block in blocks)

    def _in_cycle(self, node: Term) -> bool:
        seen, queue = set(), [node]
        while queue:
            for objects in self.by_subject.get(queue.pop(), {}).values():
                for found in objects:
                    if found == node:
                        return True
                    if isinstance(found, ox.BlankNode) and found not in seen:
                        seen.add(found)
                        queue.append(found)
        return False

    def _order(self, subject: Term) -> tuple[int, tuple[tuple[str, int], ...], str]:
        if isinstance(subject, ox.BlankNode):
            return 2, (), self._properties(subject, "") if subject not in self.inline else ""
        header = ox.NamedNode(OWL + "Ontology") in self.by_subject[subject].get(_TYPE, [])
        return (0 if header else 1), natural(value(subject)), ""

    def _subject(self, subject: Term, indent: str) -> str:
        anonymous = isinstance(subject, ox.BlankNode) and subject not in self.named | self._referred()
        name = "[]" if anonymous else self.term(subject)
        return f"{indent}{name} {self._properties(subject, indent + '  ')} .\n"

    def _referred(self) -> set[Term]:
        return {o for po in self.by_subject.values() for objects in po.values() for o in objects}

    def _properties(self, subject: Term, indent: str) -> str:
        pairs = self.by_subject[subject]
        order = sorted(pairs, key=lambda p: (p != _TYPE, self.term(p)))
        lines = []
        for predicate in order:
            verb = "a" if predicate == _TYPE else self.term(predicate)
            objects = sorted(((_key(o), self._object(o, indent + "  ")) for o in pairs[predicate]), key=lambda pair: pair)
            lines.append(f"{verb} " + f",\n{indent}  ".join(text for _, text in objects))
        return f" ;\n{indent}".join(lines)

    def _object(self, term: Term, indent: str) -> str:
        if term not in self.inline:
            return self.term(term)
        members = self._list(term)
        if members is not None:
            return f"( {' '.join(self._object(member, indent) for member in members)} )"
        return f"[ {self._properties(term, indent)} ]" if term in self.by_subject else "[]"

    def _list(self, node: Term) -> list[Term] | None:
        members: list[Term] = []
        while node != _NIL:
            pairs = self.by_subject.get(node, {})
            if set(pairs) != {_FIRST, _REST} or len(pairs[_FIRST]) != 1 or len(pairs[_REST]) != 1:
                return None
            members.append(pairs[_FIRST][0])
            node = pairs[_REST][0]
            if node != _NIL and node not in self.inline:
                return None
        return members

    def term(self, term: Term) -> str:
        if isinstance(term, ox.NamedNode):
            if term == _NIL:
                return "()"
            return self.cache.get(term.value) or self._iri(term.value)
        if isinstance(term, ox.BlankNode):
            return f"_:{term.value}"
        if isinstance(term, ox.Triple):
            return f"<<( {self.term(term.subject)} {self.term(term.predicate)} {self.term(term.object)} )>>"
        return self._literal(term)

    def _iri(self, iri: str) -> str:
        text = f"<{iri}>"
        for length in self.lengths:  # not each namespace: there is one for every plan
            name = self.namespaces.get(iri[:length])
            if name is not None and _LOCAL.fullmatch(iri[length:]):
                self.used.add(name)
                text = f"{name}:{iri[length:]}"
                break
        self.cache[iri] = text
        return text

    def _literal(self, term: ox.Literal) -> str:
        datatype = term.datatype.value
        if datatype in _PLAIN and _PLAIN[datatype].fullmatch(term.value):
            return term.value
        quoted = f'"{_SPECIAL.sub(_escape, term.value)}"'
        if term.language:
            return f"{quoted}@{term.language}"
        return quoted if datatype == XSD + "string" else f"{quoted}^^{self.term(term.datatype)}"


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"


def _key(term: Term) -> tuple[int, str, tuple[tuple[str, int], ...], str]:
    if isinstance(term, ox.Literal):
        return 1, term.language or "", natural(term.value), term.datatype.value
    return (0, "", natural(term.value), "") if isinstance(term, ox.NamedNode) else (2, "", (), "")
