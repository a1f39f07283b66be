"""Literals as they were written: the engine keeps ``"01"^^xsd:integer`` as ``"1"``, an export gives ``"01"`` back.

What the engine keeps is looked up from the engine itself: a literal goes in and comes out. Only literals of the types
that it knows, and that are not in its own form already, take that way.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

import pyoxigraph as ox

from metrograph.namespaces import XSD
from metrograph.turtle import Quad

_CHUNK = 20_000
_INTEGERS = (
    *("long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
    *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
)
_OTHERS = (
    *("double", "float", "time", "dateTimeStamp", "duration", "dayTimeDuration", "yearMonthDuration"),
    *("gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay"),
)
_NEVER = re.compile("(?!)")
_SAME = {
    XSD + "integer": re.compile(r"0|-?[1-9][0-9]{0,17}"),
    XSD + "decimal": re.compile(r"0|-?[1-9][0-9]{0,8}(?:\.[0-9]{0,7}[1-9])?|-?0\.[0-9]{0,7}[1-9]"),
    XSD + "boolean": re.compile("true|false"),
    XSD + "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    XSD + "dateTime": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?!24)[0-9]{2}:[0-9]{2}:[0-9]{2}Z?"),
    **{XSD + name: _NEVER for name in (*_INTEGERS, *_OTHERS)},
}
"""For each type that the engine rewrites, forms that it certainly leaves alone."""


Holds = Callable[[Quad], bool]


def _nothing(_: Quad) -> bool:
    """An empty store holds no quad."""
    return False


class Originals:
    """The quads whose literal the engine writes in another way, by the quad that the engine holds.

    >>> node, seven = ox.NamedNode("http://a/s"), ox.Literal("07", datatype=ox.NamedNode(XSD + "integer"))
    >>> engine, originals = ox.Store(), Originals()
    >>> engine.extend(originals.watched([Quad(node, node, seven)]))
    >>> [quad.object.value for quad in engine], [quad.object.value for quad in originals.restored(engine)]
    (['7'], ['07'])
    """

    def __init__(self, known: Mapping[Quad, tuple[Quad, ...]] | None = None) -> None:
        self._unread: list[Callable[[], Iterable[Quad]]] = []
        self._known = dict(known or {})
        self.fresh: list[Quad] = []
        """The quads that were learnt since it was made or copied."""
        self.stale = False
        """Whether one that was known then is no longer."""

    def copy(self) -> "Originals":
        """The same quads, to be tried on a change."""
        return Originals(self.known)

    def remember(self, quads: Callable[[], Iterable[Quad]]) -> None:
        """Quads that were loaded into an empty store; they are asked for when an export first needs them."""
        self._unread.append(quads)

    def watched(self, quads: Iterable[Quad], holds: Holds = _nothing) -> Iterator[Quad]:
        """The same quads, looked at as they pass; what the engine holds already keeps its own form beside theirs."""
        literal, triple, same = ox.Literal, ox.Triple, _SAME
        suspects: list[Quad] = []
        sound: list[Quad] = []
        for quad in quads:
            value = quad.object
            if type(value) is literal:
                form = same.get(value.datatype.value)
                if form is not None:
                    (sound if form.fullmatch(value.value) else suspects).append(quad)
            elif type(value) is triple:
                suspects.append(quad)
            yield quad
        if suspects or self._known:
            self._learn(suspects, frozenset(sound), holds)

    def restored(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """Quads of the engine, each as it was written; twice where it was written in two ways."""
        known = self.known
        if not known:
            yield from quads
            return
        for quad in quads:
            yield from known.get(quad, (quad,))

    @property
    def known(self) -> dict[Quad, tuple[Quad, ...]]:
        """Quad of the engine -> the quads that were loaded for it, where these are others."""
        while self._unread:
            for _ in self.watched(self._unread.pop()()):
                pass
        return self._known

    def forms(self) -> Iterator[Quad]:
        """The quads that were loaded, where the engine has others."""
        for forms in self.known.values():
            yield from forms

    def learn(self, forms: Iterable[Quad]) -> None:
        """Quads that are known to be written in another way by the engine."""
        self._learn(list(forms), frozenset(), _nothing)

    def change(self, removed: Iterable[Quad], added: Iterable[Quad], holds: Holds) -> tuple[list[Quad], list[Quad]]:
        """Take quads away and put quads in, each as it is written: what goes from the engine then, and what comes."""
        after: dict[Quad, dict[Quad, None]] = {}

        def now(kept: Quad) -> dict[Quad, None]:
            if kept not in after:
                after[kept] = dict.fromkeys(self.known.get(kept) or ((kept,) if holds(kept) else ()))
            return after[kept]

        for quad, kept in engine_form(removed).items():
            now(kept).pop(quad, None)
        for quad, kept in engine_form(added).items():
            now(kept)[quad] = None
        for kept, forms in after.items():
            self._set(kept, tuple(forms))
        gone = [kept for kept, forms in after.items() if not forms and holds(kept)]
        return gone, [kept for kept, forms in after.items() if forms and not holds(kept)]

    def settle(self, holds: Holds) -> None:
        """Forget what the engine no longer holds."""
        for kept in [quad for quad in self.known if not holds(quad)]:
            self._set(kept, ())

    def _learn(self, suspects: list[Quad], sound: frozenset[Quad], holds: Holds) -> None:
        found: dict[Quad, dict[Quad, None]] = defaultdict(dict)
        for quad, kept in _kept(suspects):
            found[kept][quad] = None
        for kept in sound & self._known.keys():
            found[kept][kept] = None
        for kept, quads in found.items():
            known = self._known.get(kept, ())
            if known or list(quads) != [kept]:
                as_it_is = (kept,) if kept in sound or (not known and holds(kept)) else ()
                self._set(kept, tuple(dict.fromkeys((*known, *as_it_is, *quads))))

    def _set(self, kept: Quad, forms: tuple[Quad, ...]) -> None:
        """From now on these quads stand for one of the engine."""
        before = self._known.pop(kept, ())
        if forms not in ((), (kept,)):
            self._known[kept] = forms
            self.fresh.extend(form for form in forms if form not in before)
        self.stale = self.stale or not set(before) <= set(self._known.get(kept, ()))


def _kept(quads: list[Quad]) -> Iterator[tuple[Quad, Quad]]:
    """Each quad, and the quad that the engine makes of it."""
    mark = ox.NamedNode("urn:x")
    for at in range(0, len(quads), _CHUNK):
        some, scratch = quads[at : at + _CHUNK], ox.Store()
        scratch.bulk_extend(ox.Quad(ox.NamedNode(f"urn:{n}"), mark, quad.object) for n, quad in enumerate(some))
        for found in scratch:
            quad = some[int(found.subject.value[4:])]
            yield quad, ox.Quad(quad.subject, quad.predicate, found.object, quad.graph_name)


def engine_form(quads: Iterable[Quad]) -> dict[Quad, Quad]:
    """For each quad the one that the engine makes of it."""
    found = {quad: quad for quad in quads}
    found.update(_kept([quad for quad in found if type(quad.object) in (ox.Literal, ox.Triple)]))
    return found
