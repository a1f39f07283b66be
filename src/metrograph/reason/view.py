"""Whether the links that count are exactly the accepted alignments: what the axioms of the DL module say, beside the view."""

import pyoxigraph as ox

from metrograph.namespaces import MG, OWL, RDF
from metrograph.reason.axioms import Axiom
from metrograph.reason.closure import Closure
from metrograph.reason.result import Difference
from metrograph.turtle import Triple, value

LINKS = tuple(MG + name for name in ("contributesTo", "contributesDirectlyTo", "contributesIndirectlyTo"))
HELPERS = tuple(MG + name for name in ("acceptedSelf", "acceptedDirectSelf", "acceptedIndirectSelf"))
"""The properties of the DL module, which tie an alignment to itself."""
_READ = tuple(MG + name for name in ("alignmentOf", "hasAlignment", "alignedTo", "isAlignedToBy", "alignmentStatus", "strength"))


def followed(closure: Closure, schema: tuple[Axiom, ...]) -> frozenset[Triple] | None:
    """The links that follow from alignments alone, by the axioms at hand; ``None`` where none of them speaks of it."""
    chains = {value(a.triple.subject) for a in schema if a.predicate == OWL + "propertyChainAxiom"}
    if not chains & set(LINKS):
        return None
    told = [triple for axiom in schema for triple in axiom.triples]
    for name in _READ:
        told += [quad.triple for quad in closure.source.said(None, name)]
    told += [quad.triple for quad in closure.source.said(None, RDF + "type", ox.NamedNode(MG + "Alignment"))]
    alone = Closure(told)
    return frozenset(triple for triple in alone.inferred if triple.predicate.value in LINKS)


def differences(closure: Closure, links: frozenset[Triple]) -> tuple[Difference, ...]:
    """Where what follows and what is held do not agree, sorted."""
    held = frozenset(quad.triple for name in LINKS for quad in closure.source.said(None, name) if closure.given(quad.triple))
    found = [*(("missing", triple) for triple in links - held), *(("unfounded", triple) for triple in held - links)]
    made = (Difference(kind, value(t.subject), t.predicate.value, value(t.object)) for kind, t in found)
    return tuple(sorted(made, key=lambda one: (one.element, one.sdg, one.property, one.kind)))
