"""Reviews as quads: every decision that was ever taken, who took it, when and why; and what was said without deciding."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from metrograph.decisions import Standing, review_id, review_name
from metrograph.graph.alignments import alignment_iri, link_quads
from metrograph.graph.plan import Addresses
from metrograph.graph.terms import PREF, A, Graph, iri, mg, moment, plain, tagged, well_known
from metrograph.model import Plan, Review
from metrograph.namespaces import RDFS, Names, sdg_iri


def agent_slug(name: str) -> str:
    """A person's name as the end of an IRI.

    >>> agent_slug("Ana Ñúñez")
    'ana-nunez'
    """
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-") or "unnamed"


def review_quads(standings: Iterable[Standing], plans: Mapping[str, Plan], names: Names) -> Iterator[ox.Quad]:
    """The graph ``reviews``, with the links that reviewers put in the place of others; who they are is ``agent_quads``."""
    graph, addresses = Graph(names, "reviews"), {name: Addresses(plan, names) for name, plan in plans.items()}
    for standing in standings:
        address = addresses[standing.plan]
        for review in standing.reviews:
            yield from _review(review, standing.reviews, graph, address)
        yield from _comments(standing.comments, graph, address)
        for one in standing.suggested:
            if one.run.id == "reviews":
                yield from link_quads(one.link, one.run, address.plan[standing.item], graph, address, "")


def people(standings: Iterable[Standing]) -> dict[str, None]:
    """The names of those who decided or commented, in the order of the links."""
    return dict.fromkeys(review.reviewer for one in standings for review in (*one.reviews, *one.comments))


def agent_quads(people: Iterable[str], names: Names) -> Iterator[ox.Quad]:
    """Those who reviewed, in the graph ``reviews``; of names that differ in accents or capitals alone, the first."""
    graph = Graph(names, "reviews")
    first: dict[str, str] = {}
    for name in people:
        first.setdefault(agent_slug(name), name)
    for slug, name in sorted(first.items()):
        node = names.shared(f"agent/{slug}")
        yield graph.add(node, A, well_known("prov:Agent"))
        yield graph.add(node, PREF, plain(name))


def _review(review: Review, all_of_link: tuple[Review, ...], graph: Graph, address: Addresses) -> Iterator[ox.Quad]:
    names, element = graph.names, address(review.item)
    node = names.hashed("review", *review_id(review))
    yield graph.add(alignment_iri(names, element, review.sdg), mg("hasReview"), iri(node))
    yield graph.add(node, A, mg("Review"))
    yield graph.add(node, mg("decision"), mg(str(review.decision)))
    yield graph.add(node, mg("reviewer"), _agent(review, names))
    yield graph.add(node, well_known("prov:endedAtTime"), moment(review.time))
    if review.reason:
        yield graph.add(node, mg("reason"), _words(review))
    if review.strength:
        yield graph.add(node, mg("revisedStrength"), mg(review.strength))
    if review.instead:
        yield graph.add(node, mg("proposesInstead"), iri(sdg_iri(review.instead)))
    for other in all_of_link:
        if review.undoes and review_name(other) == review.undoes:
            yield graph.add(node, mg("undoes"), iri(names.hashed("review", *review_id(other))))


def _comments(comments: tuple[Review, ...], graph: Graph, address: Addresses) -> Iterator[ox.Quad]:
    """Comments as annotations of their link; one that was taken back stays, with the time since which it no longer counts."""
    ended = {review.undoes: review.time for review in comments if review.undoes}
    for review in comments:
        if review.undoes:
            continue
        node = graph.names.hashed("comment", *review_id(review))
        link = alignment_iri(graph.names, address(review.item), review.sdg)
        yield graph.add(node, A, well_known("oa:Annotation"))
        yield graph.add(node, well_known("oa:motivatedBy"), well_known("oa:commenting"))
        yield graph.add(node, well_known("oa:hasTarget"), iri(link))
        yield graph.add(node, iri(RDFS + "comment"), _words(review))
        yield graph.add(node, well_known("dcterms:creator"), _agent(review, graph.names))
        yield graph.add(node, well_known("dcterms:created"), moment(review.time))
        if review_name(review) in ended:
            yield graph.add(node, well_known("prov:invalidatedAtTime"), moment(ended[review_name(review)]))


def _agent(review: Review, names: Names) -> ox.NamedNode:
    return iri(names.shared(f"agent/{agent_slug(review.reviewer)}"))


def _words(review: Review) -> ox.Literal:
    return tagged(review.reason, review.lang) if review.lang else plain(review.reason)
