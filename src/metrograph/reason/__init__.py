"""Reasoning on ontology and data: whether they contradict each other, why, and what follows.

```
triples ──rules──> what follows, contradictions that rules see ──HermiT──> the judgement ──> explanations, in words
```

The rules run on the store and need nothing else; HermiT comes with owlready2 and needs Java.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

import pyoxigraph as ox

from metrograph.errors import LimitError
from metrograph.reason import explain
from metrograph.reason.axioms import Axiom, Source
from metrograph.reason.closure import Closure
from metrograph.reason.explain import Explanation
from metrograph.reason.hermit import NAME, Reasoner, java
from metrograph.reason.kinds import ILL_TYPED, Known, known
from metrograph.reason.result import Difference, NotChecked, Reasoning, sound_ending
from metrograph.reason.sources import as_quads, given
from metrograph.reason.view import HELPERS, LINKS, differences, followed
from metrograph.reason.wording import labels_of
from metrograph.table import Iri
from metrograph.turtle import Quad, Term, Triple

SECONDS = 300.0
"""How long HermiT may take when nothing else is said."""
State = Literal["sound", "empty", "contradiction"]
Proofs = dict[str, tuple[Axiom, ...]]
EXPLAINED = 5
"""How many contradictions, and how many classes without members, are explained."""


def reason(
    triples: Iterable[Triple], *, graph: str = "", rules: bool = False, seconds: float = SECONDS, imports: Iterable[str] = ()
) -> Reasoning:
    """What follows from triples, whether they contradict each other, and why.

    Parameters
    ----------
    triples
        Ontology and data together.
    graph
        The IRI of the graph into which what follows is put.
    rules
        Ask the rules of OWL 2 RL alone. Without Java this is done in any case, and ``not_checked`` says so.
    seconds
        How long HermiT may take, for judgement and explanations together.
    imports
        IRIs of ontologies that are imported and not at hand.

    Raises
    ------
    LimitError
        When HermiT does not come to a judgement in time; an explanation that needs more time is given as far as it came.
    SourceError
        When the ontology is not OWL 2 DL.

    >>> text = b'''@prefix : <http://a/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    ... :Leaf owl:disjointWith :Root . :x a :Leaf, :Root .'''
    >>> found = reason((quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)), rules=True)
    >>> found.consistent, len(found.explanations[0].axioms)
    (False, 3)
    """
    source = Source(triples)
    told = known(source, source.schema())  # before anything follows
    reasoner = None if rules or not java() else Reasoner(seconds)
    left = tuple(_left_out(told, rules=rules, with_hermit=reasoner is not None, imports=imports))
    found = _reasoned(Closure(source), told, reasoner, graph)
    return replace(found, not_checked=left + found.not_checked, engine=NAME if reasoner else "rules")


def _reasoned(closure: Closure, told: Known, reasoner: Reasoner | None, graph: str) -> Reasoning:
    """What was found, but for what was left out before."""
    state, proofs = _judged(closure, told, reasoner)
    if state == "contradiction":
        why = explain.contradictions(closure, told, reasoner, EXPLAINED)
        return Reasoning(False, explanations=why, labels=labels_of(closure, _terms(why)))
    empty, why, unexplained = _empty(closure, told, reasoner, proofs) if state == "empty" else ((), (), ())
    links = followed(closure, told.schema)
    differ = None if links is None else differences(closure, links)
    named = {*empty, *(iri for one in differ or () for iri in (one.element, one.property, one.sdg))}
    return Reasoning(
        consistent=True,
        unsatisfiable=tuple(map(Iri, empty)),
        explanations=why,
        inferred=_facts(closure, graph),
        differences=differ,
        links=sum(triple.predicate.value == LINKS[0] for triple in links or ()),
        not_checked=unexplained,
        labels=labels_of(closure, _terms(why) | set(map(ox.NamedNode, named))),
    )


def _terms(explanations: Iterable[Explanation]) -> set[Term]:
    return {term for one in explanations for axiom in one.axioms for term in axiom.terms}


def inferred(triples: Iterable[Triple], graph: str = "") -> tuple[Quad, ...]:
    """What follows from triples by rules and was not said, sorted; the error A105 when they contradict each other.

    >>> text = b'''@prefix : <http://a/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    ... :near a owl:SymmetricProperty . :x :near :y .'''
    >>> [str(quad.triple) for quad in inferred(quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE))]
    ['<http://a/y> <http://a/near> <http://a/x>']
    """
    closure = Closure(triples)
    return Reasoning(not closure.clashes, inferred=_facts(closure, graph)).sound()


def _facts(closure: Closure, graph: str) -> tuple[Quad, ...]:
    """What follows, without the relations by which the DL module helps itself."""
    told = (triple for triple in closure.inferred if triple.predicate.value not in HELPERS)
    return as_quads(told, graph or "urn:metrograph:inferred")


def _judged(closure: Closure, told: Known, reasoner: Reasoner | None) -> tuple[State, Proofs]:
    """Whether all is sound; what the rules see is certain, and HermiT sees what is left. With proofs of classes without members.

    When ontology and data do not contradict each other even with a member in each class, one look is enough.
    """
    if closure.clashes:
        return "contradiction", {}
    proofs = explain.empty(told)
    if reasoner is None:
        return "empty" if proofs else "sound", proofs
    whole = told.document(told.axioms)
    members = told.document([explain.member(kind) for kind in told.classes])
    if not proofs and reasoner.first_contradiction([(*whole, *members)]) is None:
        return "sound", {}
    return "empty" if reasoner.first_contradiction([whole]) is None else "contradiction", proofs


def _empty(
    closure: Closure, told: Known, reasoner: Reasoner | None, proofs: Proofs
) -> tuple[tuple[str, ...], tuple[Explanation, ...], tuple[NotChecked, ...]]:
    """The classes that can have no member, why, and of which it is not said why."""
    more = reasoner.empty_classes(told.document(told.axioms)) if reasoner else ()
    names = tuple(sorted({*proofs, *more}))
    why: list[Explanation] = []
    late: list[NotChecked] = []
    for name in names[:EXPLAINED]:
        try:
            why.append(explain.why_empty(name, proofs.get(name, ()), closure, told, reasoner))
        except LimitError:
            late.append(NotChecked("reason.no-time", detail=f"<{name}>", name="name"))
    over = len(names) - EXPLAINED
    return names, tuple(why), (*late, *([NotChecked("reason.unexplained", over)] if over > 0 else []))


def _left_out(told: Known, *, rules: bool, with_hermit: bool, imports: Iterable[str]) -> Iterable[NotChecked]:
    if not with_hermit:
        yield NotChecked("reason.only-rules" if rules else "reason.no-java")
    for iri in imports:
        yield NotChecked("reason.import", detail=iri, name="iri")
    for name, count in told.left_out.items() if with_hermit else ():
        ill = name == ILL_TYPED
        yield NotChecked(
            "reason.ill-typed" if ill else "reason.left-out", count, "" if ill else f"<{name}>", "" if ill else "datatype"
        )


__all__ = [
    "SECONDS",
    "Axiom",
    "Closure",
    "Difference",
    "Explanation",
    "NotChecked",
    "Reasoner",
    "Reasoning",
    "given",
    "inferred",
    "java",
    "reason",
    "sound_ending",
]
