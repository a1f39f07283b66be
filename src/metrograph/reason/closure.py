"""Everything that follows by rules: run on the store until nothing new comes, remembering which rule gave what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import pyoxigraph as ox

from metrograph.namespaces import OWL, RDF, RDFS
from metrograph.reason.axioms import Axiom, Source, unnamed
from metrograph.reason.rules import ALIKE, SAME, Atom, Rule, pattern, relation, rules_of
from metrograph.turtle import Term, Triple, value

_CLASHES = 1000
_PREFIXES = {"owl": OWL, "rdf": RDF, "rdfs": RDFS}
_OWN = (RDF, RDFS, OWL)
Binding = dict[str, Term]


@dataclass(frozen=True, slots=True)
class Clash:
    """A contradiction: the rule that forbids something, and where it holds."""

    rule: Rule
    bound: tuple[tuple[str, Term], ...]


class Closure:
    """Triples with all that follows from them by the rules of OWL 2 RL.

    >>> text = b'''@prefix : <http://a/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    ... :partOf a owl:TransitiveProperty . :leaf :partOf :branch . :branch :partOf :tree .'''
    >>> [str(triple) for triple in Closure(quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)).inferred]
    ['<http://a/leaf> <http://a/partOf> <http://a/tree>']
    """

    def __init__(self, triples: Iterable[Triple] | Source) -> None:
        self.source = triples if isinstance(triples, Source) else Source(triples)
        self.store = self.source.store
        self.schema = self.source.schema()
        self.rules = rules_of(self.source, self.schema)
        self._ran: list[int] = []
        """Which rule ran at each step that gave something new."""
        self._steps: dict[Triple, int] = {}
        """The step at which each new fact came."""
        self._run()

    def _run(self) -> None:
        """Run each rule, and again when what it reads has grown, until nothing grows."""
        rules = [(at, rule, rule.needs) for at, rule in enumerate(self.rules) if rule.head]
        grown = dict.fromkeys(self._relations(), 0)
        """When each relation last had something new."""
        seen = dict.fromkeys((at for at, _, _ in rules), -1)
        time, again = 0, True
        while again:
            again = False
            for at, rule, needs in rules:
                if not (needs <= grown.keys() and max((grown[need] for need in needs), default=0) > seen[at]):
                    continue
                seen[at] = time
                if self._gave(rule):
                    time, again = time + 1, True
                    self._ran.append(at)
                    for name in (relation(rule.head or ("", "", "")), ""):
                        grown[name] = time

    def _relations(self) -> Iterator[str]:
        """The relations of which something is said."""
        yield ""
        rows = self.store.query("SELECT DISTINCT ?p { ?s ?p ?o }")
        yield from (str(row["p"]) for row in rows)  # type: ignore[union-attr]  # rows of a SELECT
        rows = self.store.query("SELECT DISTINCT ?c { ?s a ?c }")
        yield from (f"a {row['c']}" for row in rows)  # type: ignore[union-attr]  # see above

    def _gave(self, rule: Rule) -> bool:
        """Run a rule; whether it gave something new."""
        head = " ".join(rule.head or ())
        text = f"CONSTRUCT {{ {head} }} WHERE {{ {rule.where} FILTER NOT EXISTS {{ {head} }} }}"
        found = self.store.query(text, prefixes=_PREFIXES)
        new: list[Triple] = list(found)  # type: ignore[arg-type]  # triples of a CONSTRUCT
        self.store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in new)
        self._steps.update(dict.fromkeys(new, len(self._ran)))
        return bool(new)

    @cached_property
    def inferred(self) -> tuple[Triple, ...]:
        """What follows and was not said: classes of things, and relations between them; sorted."""
        told = (triple for triple in self._steps if not {triple.subject, triple.object} & self.source.inner)
        return tuple(sorted(map(unnamed, filter(_of_things, told)), key=str))

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """The contradictions: the first of each rule that is broken, then the second of each, and so on."""
        found = []
        for number, rule in enumerate(self.rules):
            if rule.head is None:
                rows = islice(self._matches(rule.where), _CLASHES)
                found += [(at, number, Clash(rule, tuple(sorted(row.items())))) for at, row in enumerate(rows)]
        return tuple(clash for _, _, clash in sorted(found, key=lambda one: one[:2]))

    def given(self, triple: Triple) -> bool:
        """Whether a triple was said, and did not only follow."""
        return triple not in self._steps

    def _matches(self, where: str) -> Iterator[Binding]:
        """Where a pattern holds, in the order of the terms."""
        rows = self.store.query(f"SELECT * {{ {where} }}", prefixes=_PREFIXES)
        if not isinstance(rows, ox.QuerySolutions):
            return
        names = [variable.value for variable in rows.variables]
        yield from sorted(({name: row[name] for name in names} for row in rows), key=lambda row: [str(row[n]) for n in names])

    def proof(self, clash: Clash) -> tuple[Axiom, ...]:
        """Axioms and facts from which a contradiction follows: enough, if not always the fewest."""
        found: dict[Axiom, None] = dict.fromkeys(clash.rule.axioms)
        queue = [_filled(atom, dict(clash.bound)) for atom in clash.rule.body]
        seen: set[Atom] = set()
        while queue:
            atom = queue.pop(0)
            if atom in seen:
                continue
            seen.add(atom)
            if atom[1] == ALIKE:
                queue.append((atom[0], SAME, atom[2]))
                continue
            step = self._step(atom)
            if step is None:
                found[self._said(atom)] = None
                continue
            axioms, body = self._reason(atom, step)
            found.update(dict.fromkeys(axioms))
            queue.extend(body)
        return tuple(reversed(found))

    def _step(self, atom: Atom) -> int | None:
        """The step that gave a fact; ``None`` for one that was said."""
        return self._steps.get(_triple(atom))

    def _reason(self, atom: Atom, step: int) -> tuple[tuple[Axiom, ...], list[Atom]]:
        """The axioms of the rule that gave a fact, and the facts that it read, all of them older."""
        rule = self.rules[self._ran[step]]
        bound = {mine: given for mine, given in zip(rule.head or (), atom, strict=True) if mine.startswith("?")}
        body = tuple(_put(one, bound) for one in rule.body)
        test = rule.test
        for name, term in bound.items():
            test = test.replace(f"{name},", f"{term},").replace(f"{name})", f"{term})").replace(f"{name} ", f"{term} ")
        for row in self._matches(pattern(body) + (f" FILTER({test})" if test else "")):
            read = [_filled(one, row) for one in body]
            older = (self._step(one) for one in read)
            if all(at is None or at < step for at in older):
                return rule.axioms, read
        return rule.axioms, []

    def _said(self, atom: Atom) -> Axiom:
        """A fact as it was said."""
        return self.source.axiom(_triple(atom))


def _triple(atom: Atom) -> Triple:
    """A fact as a triple."""
    found: Triple = next(iter(ox.parse(" ".join(atom) + " .", format=ox.RdfFormat.N_TRIPLES))).triple
    return found


def _put(atom: Atom, bound: dict[str, str]) -> Atom:
    subject, predicate, thing = (bound.get(part, part) for part in atom)
    return subject, predicate, thing


def _filled(atom: Atom, bound: Binding) -> Atom:
    subject, predicate, thing = (str(bound[part[1:]]) if part.startswith("?") else part for part in atom)
    return subject, predicate, thing


def _of_things(triple: Triple) -> bool:
    """Whether a triple tells the class or a relation of a thing, and no more of what every thing is."""
    if value(triple.object).startswith(OWL) or value(triple.subject).startswith(_OWN):
        return False
    name = triple.predicate.value
    if name == RDF + "type":
        return not value(triple.object).startswith(_OWN)
    if name == OWL + "sameAs":
        return triple.subject != triple.object
    return not name.startswith((*_OWN, ALIKE[1:-1]))
