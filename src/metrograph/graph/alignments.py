"""One run as quads: its suggestions with their quotes, and its judgements that nothing applies."""

from collections.abc import Iterator

import pyoxigraph as ox

from metrograph.graph.plan import Addresses
from metrograph.graph.terms import A, Graph, decimal, iri, mg, plain, tagged, well_known, whole
from metrograph.model import Item, Link, NoLink, Plan, Quote, Run, Text, camel, spoken
from metrograph.namespaces import Names, sdg_iri


def alignment_iri(names: Names, element: str, sdg: str) -> str:
    """The IRI of the link between an element and an SDG element: a hash of the pair."""
    return names.hashed("alignment", element, sdg_iri(sdg))


def suggestion_iri(names: Names, alignment: str, run: Run, version: str = "") -> str:
    """The IRI of what a run says of a link; ``version`` tells apart what people put in the place of another link."""
    return names.hashed("suggestion", alignment, run.id, *([version] if version else []))


def evidence_iri(names: Names, suggestion: str, quote: Quote) -> str:
    """The IRI of the words that support a suggestion."""
    return names.hashed("evidence", suggestion, quote.basis, quote.text)


def assessment_iri(names: Names, element: str, run: Run) -> str:
    """The IRI of the judgement that nothing applies to an element."""
    return names.hashed("assessment", element, run.id)


def run_quads(run: Run, plan: Plan, names: Names) -> Iterator[ox.Quad]:
    """The graph ``alignments/{run}``."""
    graph, address, items = Graph(names, f"alignments/{run.id}"), Addresses(plan, names), {item.id: item for item in plan.items}
    node = names.shared(f"run/{run.id}")
    yield graph.add(node, A, mg("TaggingRun"))
    yield graph.add(node, mg("version"), plain(run.version))
    yield from graph.texts(node, well_known("dcterms:description"), run.description)
    yield graph.add(node, well_known("prov:used"), iri(address.document))
    for link in run.links:
        yield from link_quads(link, run, items[link.item], graph, address, node)
    for judged in run.none:
        yield from _none(judged, run, graph, address, node)


def link_quads(link: Link, run: Run, item: Item, graph: Graph, address: Addresses, activity: str) -> Iterator[ox.Quad]:
    """One suggestion of a run, tied to its alignment."""
    names, element = graph.names, address(link.item)
    alignment = alignment_iri(names, element, link.sdg)
    # a run suggests a link once; what people put in the place of another link is told apart by its time
    node = suggestion_iri(names, alignment, run, "" if activity else run.version)
    yield graph.add(alignment, mg("hasSuggestion"), iri(node))
    yield graph.add(node, A, mg("Suggestion"))
    yield graph.add(node, mg("method"), mg(run.method))
    yield graph.add(node, mg("strength"), mg(camel(link.strength)))
    if activity:
        yield graph.add(node, well_known("prov:wasGeneratedBy"), iri(activity))
    if link.confidence:
        yield graph.add(node, mg("confidence"), decimal(link.confidence))
    yield from _reasons(node, "ationale", link.rationale, graph)
    for quote in link.quotes:
        if quote.text:
            yield from _quote(quote, node, item, graph, address)


def _reasons(node: str, stem: str, text: Text, graph: Graph) -> Iterator[ox.Quad]:
    """The reason as recorded, in one language, and its translations under a property of their own."""
    (first_lang, first), *others = text.pairs() or (("en", ""),)
    if first:
        yield graph.add(node, mg(f"r{stem}"), tagged(first, first_lang))
    for lang, words in others:
        yield graph.add(node, mg(f"translatedR{stem}"), tagged(words, lang))


def _quote(quote: Quote, suggestion: str, item: Item, graph: Graph, address: Addresses) -> Iterator[ox.Quad]:
    names = graph.names
    node = evidence_iri(names, suggestion, quote)
    selector = f"{node}/quote"
    yield graph.add(suggestion, mg("hasEvidence"), iri(node))
    yield graph.add(node, A, mg("Evidence"))
    yield graph.add(node, mg("basis"), mg(f"{quote.basis}Basis"))
    yield graph.add(node, well_known("oa:hasSource"), iri(address.document))
    yield graph.add(node, well_known("oa:hasSelector"), iri(selector))
    yield graph.add(selector, A, well_known("oa:TextQuoteSelector"))
    yield graph.add(selector, well_known("oa:exact"), tagged(quote.text, _language(quote, item, address)))
    if item.lines:
        yield graph.add(node, mg("sourceLineStart"), whole(min(item.lines)))
        yield graph.add(node, mg("sourceLineEnd"), whole(max(item.lines)))


def _language(quote: Quote, item: Item, address: Addresses) -> str:
    """The language of the item's own words where the quote is among them, else that of the document."""
    for lang, words in item.label.pairs():
        if spoken(quote.text) in spoken(words):
            return lang
    return address.plan.source.lang


def _none(judged: NoLink, run: Run, graph: Graph, address: Addresses, activity: str) -> Iterator[ox.Quad]:
    element = address(judged.item)
    node = assessment_iri(graph.names, element, run)
    yield graph.add(node, A, mg("NoSDGAssessment"))
    yield graph.add(node, mg("assessedElement"), iri(element))
    yield graph.add(node, well_known("prov:wasGeneratedBy"), iri(activity))
    yield from _reasons(node, "eason", judged.reason, graph)
