"""Which of the formats on offer suits a client best: content negotiation by q-values (RFC 9110, 12.5.1).

>>> preferred("text/turtle;q=0.5, application/*", ["text/turtle", "application/n-triples"])
'application/n-triples'
"""

from collections.abc import Iterator, Sequence

from metrograph.formats import MEDIA

RDF = {suffix: MEDIA[suffix] for suffix in ("ttl", "jsonld", "nt", "rdf")}
"""Media types of graphs, by the extension of a file, the one to be preferred first."""


def preferred(accept: str, offers: Sequence[str]) -> str | None:
    """The media type on offer that a client likes best, the earlier one of equals; ``None`` when it likes none.

    A range that names a type outweighs ``type/*``, which outweighs ``*/*``; parts that cannot be read are passed over.

    >>> preferred("", ["text/html"]), preferred("text/html;q=0, */*;q=0.1", ["text/html", "text/csv"])
    ('text/html', 'text/csv')
    """
    if not accept.strip():
        return offers[0]
    ranges = dict(_ranges(accept))
    best, weight = None, 0.0
    for offer in offers:
        kind = offer.partition(";")[0]
        wider = (kind, kind.partition("/")[0] + "/*", "*/*")
        found = next((ranges[one] for one in wider if one in ranges), 0.0)
        if found > weight:
            best, weight = offer, found
    return best


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        if name.count("/") != 1:
            continue
        weight = next((piece[2:] for piece in parameters if piece[:2].lower() == "q="), "1")
        try:
            q = float(weight)
        except ValueError:
            continue
        if 0 <= q <= 1:
            yield name.lower(), q
