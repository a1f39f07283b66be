"""The things of one class as nested JSON-LD: each with what it names, its links, their words and who decided.

```
pilot ── theme {label} ── inLine {label} ── contributesTo {label}
  └── links ── hasSuggestion ── hasEvidence ── hasSelector {exact}      hasReview
```
Framing is that of JSON-LD 1.1 (W3C, 2020), by PyLD, the extra ``jsonld``. What things name comes with its names alone.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from metrograph.errors import UsageError, near
from metrograph.exchange.stock import Said, Stock
from metrograph.formats import json_ld
from metrograph.frames import extra
from metrograph.namespaces import MG, RDF, RDFS, SDGO, SKOS
from metrograph.turtle import Quad, Term, value

_NAMES = (RDFS + "label", SKOS + "prefLabel", SKOS + "notation")
_INWARD = ("hasSuggestion", "hasReview", "hasEvidence", "statedIn")
_SELECTOR = "http://www.w3.org/ns/oa#hasSelector"
_AGAIN = tuple(MG + name for name in ("contributesDirectlyTo", "contributesIndirectlyTo", "contributesToGoal",
                                      "contributesDirectlyToGoal"))  # fmt: skip
"""What says again, more closely, what ``contributesTo`` says: by identifiers alone."""
USUAL = "PilotProject"


def framed(stock: Stock) -> bytes:
    """The things of the class ``stock.frame`` (pilots, when it names none) as framed JSON-LD.

    ``UsageError`` when there is nothing of that class, or no PyLD.
    """
    jsonld = extra("pyld").jsonld
    kind, said = stock.frame or USUAL, stock.said
    nodes = list(said.subjects(MG + kind, SDGO + kind))
    if stock.graph:
        nodes = [node for node in nodes if node.startswith(tuple(stock.names.element(plan, "") for plan in stock.plans))]
    if not nodes:
        classes = sorted({value(term).rpartition("#")[2] for term in _classes(stock.quads)})
        raise UsageError(
            "A184",
            value=kind,
            near=near(kind, classes) or next((one for one in classes if one.startswith(kind)), ""),
            choices=", ".join(classes),
        )
    quads, context = tuple(_about(nodes, said)), stock.terms()
    whole = (Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    document = json.loads(json_ld(whole, context))
    frame = frame_of(kind if kind not in ("Goal", "Target") else "", nodes, quads, context)
    made = jsonld.frame(document, frame, {"omitGraph": False, "documentLoader": _nothing})
    made["@context"] = _needed(made, frame["@context"])  # type: ignore[arg-type]  # the frame is ours
    return (json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def frame_of(kind: str, nodes: Iterable[str], quads: Iterable[Quad], context: Mapping[str, object]) -> dict[str, object]:
    """The frame of a class: everything nested, links under ``links``; things of the same class by their name alone."""
    own, short = set(nodes), {MG + name: name for name, term in context.items() if isinstance(term, dict)}
    among = {quad.predicate.value for quad in quads if value(quad.object) in own and value(quad.subject) in own} | {*_AGAIN}
    frame: dict[str, object] = {
        "@context": {**context, "links": {"@reverse": MG + "alignmentOf"}},
        "@embed": "@always",
        "@omitDefault": True,
        "links": {"@embed": "@always", "alignmentOf": {"@embed": "@never"}},
    }
    frame |= {"@type": f"mg:{kind}"} if kind else {"@id": sorted(own)}
    return frame | {short.get(predicate, predicate): {"@embed": "@never"} for predicate in sorted(among)}


def _classes(quads: Iterable[Quad]) -> Iterator[Term]:
    ours = (MG, SDGO)
    yield from {q.object for q in quads if q.predicate.value == RDF + "type" and value(q.object).startswith(ours)}


def _about(nodes: list[str], said: Said) -> Iterator[Quad]:
    """What is said of some things, of their links with all that belongs to them, and the names of what these name."""
    own = set(nodes)
    links = [link for link in said.of_kind("Alignment") if said.one(link, MG + "alignmentOf") in own]
    inner = dict.fromkeys([*nodes, *links])
    for node in list(inner):
        for step in _INWARD:
            for one in said.values(node, MG + step):
                inner.update(dict.fromkeys([one, *said.values(one, MG + "hasEvidence")]))
    for node in list(inner):
        inner.update(dict.fromkeys(said.values(node, _SELECTOR)))
    named: dict[str, None] = {}
    for node in inner:
        for quad in said.quads(node):
            yield quad
            if type(quad.object).__name__ == "NamedNode" and value(quad.object) not in inner:
                named[value(quad.object)] = None
    for node in named:
        yield from (quad for quad in said.quads(node) if quad.predicate.value in _NAMES)


def _needed(made: object, context: Mapping[str, object]) -> dict[str, object]:
    """The part of a context that a document uses."""
    words: set[str] = set()

    def walk(found: object) -> None:
        if isinstance(found, dict):
            for name, inner in found.items():
                if name != "@context":
                    words.update((name, name.partition(":")[0]))
                    walk(inner)
        elif isinstance(found, list):
            for inner in found:
                walk(inner)
        elif isinstance(found, str):
            words.add(found.partition(":")[0])

    walk(made)
    return {name: term for name, term in context.items() if name in words}


def _nothing(address: str, _options: object) -> dict[str, object]:
    """No document is loaded from elsewhere: the context stands in the frame."""
    raise ValueError(address)
