"""The page of the endpoint: a form to ask, for those who come with a browser."""

from urllib.parse import urlsplit

from metrograph.pages.frame import Frame, rendered
from metrograph.words import say

FORMATS = ("json", "xml", "csv", "tsv", "ttl", "nt", "rdf", "jsonld")
EXAMPLE = "SELECT * {\n  ?pilot a mg:PilotProject ;\n    rdfs:label ?name .\n}\nORDER BY ?name\nLIMIT 20"


def sparql_html(address: str, prefixes: tuple[tuple[str, str], ...], lang: str = "en") -> str:
    """The page for an endpoint; a plain form, without script.

    >>> "<form" in sparql_html("http://127.0.0.1:8000/sparql", (("mg", "https://w3id.org/metrograph/ns#"),))
    True
    """
    path = urlsplit(address).path
    frame = Frame(lang, path.rpartition("/")[0] + "/", path, address)
    values = {"address": address, "prefixes": prefixes, "formats": FORMATS, "example": EXAMPLE}
    return rendered("sparql.html", frame, say("sparql.title", lang), values)
