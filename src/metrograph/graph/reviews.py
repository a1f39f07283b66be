"""Reviews as quads: every decision that was ever taken, who took it, when and why."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from metrograph.decisions import Standing, review_id, review_name
from metrograph.graph.alignments import alignment_iri, link_quads
from metrograph.graph.plan import Addresses
from metrograph.graph.terms import PREF, A, Graph, iri, mg, moment, plain, tagged, well_known
from metrograph.model import Plan, Review
from metrograph.namespaces import Names, sdg_iri


def agent_slug(name: str) -> str:
    """A person's name as the end of an IRI.

    >>> agent_slug("Ana Ñúñez")
    'ana-nunez'
    """
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-") or "unnamed"


def review_quads(standings: Iterable[Standing], plans: Mapping[str, Plan], names: Names) -> Iterator[ox.Quad]:
    """The graph ``reviews``, with the links that reviewers put in the place of others."""
    graph = Graph(names, "reviews")
    people: dict[str, str] = {}
    for standing in standings:
        plan = plans[standing.plan]
        address = Addresses(plan, names)
        for review in standing.reviews:
            people.setdefault(agent_slug(review.reviewer), review.reviewer)
            yield from _review(review, standing.reviews, graph, address)
        for one in standing.suggested:
            if one.run.id == "reviews":
                yield from link_quads(one.link, one.run, plan[standing.item], graph, address, "")
    for slug, name in sorted(people.items()):
        node = names.shared(f"agent/{slug}")
        yield graph.add(node, A, well_known("prov:Agent"))
        yield graph.add(node, PREF, plain(name))


def _review(review: Review, all_of_link: tuple[Review, ...], graph: Graph, address: Addresses) -> Iterator[ox.Quad]:
    names, element = graph.names, address(review.item)
    node = names.hashed("review", *review_id(review))
    yield graph.add(alignment_iri(names, element, review.sdg), mg("hasReview"), iri(node))
    yield graph.add(node, A, mg("Review"))
    yield graph.add(node, mg("decision"), mg(review.decision))
    yield graph.add(node, mg("reviewer"), iri(names.shared(f"agent/{agent_slug(review.reviewer)}")))
    yield graph.add(node, well_known("prov:endedAtTime"), moment(review.time))
    if review.reason:
        yield graph.add(node, mg("reason"), tagged(review.reason, review.lang) if review.lang else plain(review.reason))
    if review.strength:
        yield graph.add(node, mg("revisedStrength"), mg(review.strength))
    if review.instead:
        yield graph.add(node, mg("proposesInstead"), iri(sdg_iri(review.instead)))
    for other in all_of_link:
        if review.undoes and review_name(other) == review.undoes:
            yield graph.add(node, mg("undoes"), iri(names.hashed("review", *review_id(other))))
