"""Why something contradicts itself: a set of axioms from which no axiom can be left out.

First the rules are asked, which remember what gave what; where they see nothing, HermiT judges parts of the whole, the axioms
nearest to the matter first. Either way every axiom that is not needed goes. After U. Junker, *QuickXPlain*, AAAI 2004.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from metrograph.errors import LimitError
from metrograph.reason.axioms import A, Axiom
from metrograph.reason.closure import Closure
from metrograph.reason.hermit import Reasoner
from metrograph.reason.kinds import Known
from metrograph.turtle import Term, Triple

Judge = Callable[[Sequence[Sequence[Axiom]]], int | None]
"""Gives the number of the first set of axioms that contradicts itself, or ``None``."""
_MEMBER = "urn:metrograph:member:"
_FEW, _WAYS = 24, 8


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the whole contradicts itself, or why a class can have no member: ``about`` is its IRI, else empty."""

    about: str
    axioms: tuple[Axiom, ...]
    minimal: bool = True


def minimal(axioms: Sequence[Axiom], judge: Judge) -> tuple[tuple[Axiom, ...], bool]:
    """As few axioms as contradict themselves, of some that do; and whether time was enough to find the fewest.

    >>> a, b, c = (Axiom(Triple(ox.NamedNode(f"http://a/{n}"), A, ox.NamedNode("http://a/C"))) for n in "abc")
    >>> judge = lambda sets: next((n for n, found in enumerate(sets) if {a, c} <= set(found)), None)
    >>> minimal([a, b, c], judge) == ((a, c), True)
    True
    """
    needed: list[Axiom] = []
    left = list(axioms)
    try:
        while len(left) + len(needed) > _FEW:
            size = _shortest(needed, left, judge)
            if not size:
                return _in_order(axioms, needed), True
            needed.append(left[size - 1])
            left = left[: size - 1]
    except _OutOfTimeError as stop:
        return _in_order(axioms, [*needed, *left[: stop.size]]), False
    return _thinned(_in_order(axioms, [*needed, *left]), judge)


class _OutOfTimeError(Exception):
    """Time ended; so many of the axioms were known to be enough."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


def _shortest(needed: list[Axiom], left: list[Axiom], judge: Judge) -> int:
    """How many of the axioms, from the first on, contradict themselves together with those that are needed."""
    low, high = -1, len(left)
    sizes = [0, *(size for n in range(3, 30) if (size := 2**n) < high)]
    while high - low > 1:
        try:
            found = judge([[*needed, *left[:size]] for size in sizes])
        except LimitError:
            raise _OutOfTimeError(high) from None
        if found is None:
            low = sizes[-1]
        else:
            low, high = sizes[found - 1] if found else low, sizes[found]
        step = max(1, (high - low) // _WAYS)
        sizes = list(range(low + step, high, step))[:_WAYS]
    return high


def _thinned(axioms: tuple[Axiom, ...], judge: Judge) -> tuple[tuple[Axiom, ...], bool]:
    """A few axioms without those that are not needed, tried one by one."""
    kept, at = list(axioms), 0
    try:
        while at < len(kept):
            found = judge([kept[:n] + kept[n + 1 :] for n in range(at, len(kept))])
            if found is None:
                break
            at += found
            del kept[at]
    except LimitError:
        return tuple(kept), False
    return tuple(kept), True


def _in_order(axioms: Iterable[Axiom], wanted: Iterable[Axiom]) -> tuple[Axiom, ...]:
    chosen = set(wanted)
    return tuple(axiom for axiom in axioms if axiom in chosen)


def member(kind: Term) -> Axiom:
    """An unknown member of a class, without which a class that can have none contradicts nothing."""
    return Axiom(Triple(ox.NamedNode(_MEMBER + ox.NamedNode(str(kind)[1:-1]).value), A, kind))


def by_rules(extra: Sequence[Axiom] = ()) -> Judge:
    """The rules as a judge, of sets that hold some axioms more."""

    def judge(sets: Sequence[Sequence[Axiom]]) -> int | None:
        told = ([t for axiom in (*found, *extra) for t in axiom.triples] for found in sets)
        return next((number for number, triples in enumerate(told) if Closure(triples).clashes), None)

    return judge


def by_hermit(known: Known, reasoner: Reasoner, extra: Sequence[Axiom] = ()) -> Judge:
    """HermiT as a judge, of sets that hold some axioms more."""
    return lambda sets: reasoner.first_contradiction([known.document((*found, *extra)) for found in sets])


def contradictions(closure: Closure, known: Known, reasoner: Reasoner | None, most: int) -> tuple[Explanation, ...]:
    """Why the whole contradicts itself: the different reasons that the rules see, so many at most, or the one of HermiT."""
    found: dict[frozenset[Axiom], Explanation] = {}
    for clash in closure.clashes[: most * 20]:
        axioms, _ = minimal(closure.proof(clash), by_rules())
        if len(found) < most and frozenset(axioms) not in found:
            found[frozenset(axioms)] = _confirmed(Explanation("", axioms), known, reasoner)
    if not found and reasoner:
        axioms, least = minimal(known.axioms, by_hermit(known, reasoner))
        return (_split(Explanation("", axioms, least), closure, known, reasoner),)
    return tuple(found.values())


def _confirmed(given: Explanation, known: Known, reasoner: Reasoner | None, extra: Sequence[Axiom] = ()) -> Explanation:
    """An explanation by rules, without what HermiT can do without; as it is where HermiT cannot read it all."""
    if reasoner is None:
        return given
    judge = by_hermit(known, reasoner, extra)
    try:
        if judge([given.axioms]) is None:
            return given
    except LimitError:
        return Explanation(given.about, given.axioms, minimal=False)
    return Explanation(given.about, *minimal(given.axioms, judge))


def empty(known: Known) -> dict[str, tuple[Axiom, ...]]:
    """The classes that by the rules can have no member, each with axioms from which that follows."""
    members = {member(kind): kind.value for kind in known.classes}
    triples = [t for axiom in (*known.schema, *members) for t in axiom.triples]
    with_members = Closure(triples)
    found: dict[str, tuple[Axiom, ...]] = {}
    for clash in with_members.clashes:
        proof = with_members.proof(clash)
        used = [members[axiom] for axiom in proof if axiom in members]
        if len(used) == 1:
            found.setdefault(used[0], tuple(axiom for axiom in proof if axiom not in members))
    return dict(sorted(found.items()))


def why_empty(kind: str, proof: tuple[Axiom, ...], closure: Closure, known: Known, reasoner: Reasoner | None) -> Explanation:
    """Why a class can have no member, from the proof of the rules, or else by HermiT."""
    extra = (member(ox.NamedNode(kind)),)
    if proof or not reasoner:
        axioms, _ = minimal(proof, by_rules(extra))
        return _confirmed(Explanation(kind, axioms), known, reasoner, extra)
    axioms, least = minimal(nearest(known.axioms, ox.NamedNode(kind)), by_hermit(known, reasoner, extra))
    return _split(Explanation(kind, axioms, least), closure, known, reasoner, extra)


def _split(given: Explanation, closure: Closure, known: Known, reasoner: Reasoner, extra: Sequence[Axiom] = ()) -> Explanation:
    """An explanation with the pairs that matter in the place of the groups that they stand in."""
    pairs = tuple(pair for axiom in given.axioms for pair in closure.source.pairs(axiom))
    if pairs == given.axioms or not given.minimal:
        return given
    return Explanation(given.about, *minimal(pairs, by_hermit(known, reasoner, extra)))


def nearest(axioms: Sequence[Axiom], start: Term) -> tuple[Axiom, ...]:
    """Axioms in the order of their distance: first those that speak of a term, then those that share a term with these."""
    speaking: defaultdict[Term, list[int]] = defaultdict(list)
    for number, axiom in enumerate(axioms):
        for term in axiom.terms:
            speaking[term].append(number)
    order: dict[int, None] = {}
    reached, ring = {start}, [start]
    while ring:
        new = [number for term in sorted(ring, key=str) for number in speaking[term] if number not in order]
        order.update(dict.fromkeys(sorted(new, key=lambda number: len(axioms[number].terms))))
        ring = [term for term in {term for number in new for term in axioms[number].terms} if term not in reached]
        reached.update(ring)
    return tuple(axioms[number] for number in (*order, *(n for n in range(len(axioms)) if n not in order)))
