"""The page of the endpoint: a form to ask, for those who come with a browser."""

from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from metrograph.pages.resource import Frame, script_json
from metrograph.words import LANGUAGES, counted, say

FORMATS = ("json", "xml", "csv", "tsv", "ttl", "nt", "rdf", "jsonld")
EXAMPLE = "SELECT * {\n  ?pilot a mg:PilotProject ;\n    rdfs:label ?name .\n}\nORDER BY ?name\nLIMIT 20"


def sparql_html(address: str, prefixes: tuple[tuple[str, str], ...], lang: str = "en") -> str:
    """The page for an endpoint; a plain form, without script.

    >>> "<form" in sparql_html("http://127.0.0.1:8000/sparql", (("mg", "https://w3id.org/metrograph/ns#"),))
    True
    """
    path = urlsplit(address).path
    frame = Frame(lang, path.rpartition("/")[0] + "/", path, address)
    return _template().render(
        address=address,
        prefixes=prefixes,
        formats=FORMATS,
        example=EXAMPLE,
        frame=frame,
        lang=lang,
        title=say("sparql.title", lang),
    )


@cache
def _template() -> Template:
    loader = PackageLoader("metrograph", "pages/templates")
    made = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    made.globals.update(say=say, counted=counted, languages=LANGUAGES, data=script_json)
    return made.get_template("sparql.html")
