r"""How an answer is taken along: as a file, as an address, as a program that asks the same.

>>> curl("http://127.0.0.1:8000/sparql", "ASK { ?x rdfs:label 'a' }")
"curl 'http://127.0.0.1:8000/sparql' --header 'Accept: text/csv' --data-urlencode 'query=ASK { ?x rdfs:label '\\''a'\\'' }'"
"""

from collections.abc import Mapping
from dataclasses import dataclass

from metrograph.catalog import Question
from metrograph.explorer.results import ADDRESS
from metrograph.explorer.view import View

ROWS = (("csv", "text/csv"), ("tsv", "text/tab-separated-values"), ("json", "application/sparql-results+json"))
TRUTH = (("json", "application/sparql-results+json"),)
TRIPLES = (("ttl", "text/turtle"), ("nt", "application/n-triples"),
           ("jsonld", "application/ld+json"), ("rdf", "application/rdf+xml"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Share:
    """What can be taken along. ``files`` are (extension, media type, address); without an address a form asks for them."""

    address: str
    files: tuple[tuple[str, str, str], ...]
    endpoint: str
    sparql: str
    programs: tuple[tuple[str, str], ...]
    """(key of its heading, text)."""
    editor: str = ""
    """Where the query behind a question can be changed."""


def share_of_question(view: View, question: Question, given: Mapping[str, str]) -> Share:
    """What can be taken along of the answer to a question."""
    sparql = view.desk.bound(question.name, view.lang, **given)
    files = (("csv", "text/csv", view.here(table="answer", page=None)), *_files(view, sparql, ROWS[1:]))
    values = "".join(f", {name}={value!r}" for name, value in given.items())
    own = f'import metrograph as mg\n\ntable = mg.open().ask("{question.name}", "{view.lang}"{values})\nprint(table.df())\n'
    return Share(
        address=_absolute(view, view.here(page=None)) if view.live else "",
        files=files if view.live else files[:1],
        endpoint=view.to("sparql"),
        sparql=sparql,
        programs=_programs(view, sparql, ROWS[0][1], own),
        editor=view.to("query", query=sparql) if view.live else "",
    )


def share_of_query(view: View, text: str, files: tuple[tuple[str, str], ...]) -> Share:
    """What can be taken along of the answer to somebody's own query."""
    here = view.here()
    own = f"import metrograph as mg\n\nanswer = mg.open().sparql({quoted(text)})\nprint(answer)\n"
    address = _absolute(view, here) if len(here) < ADDRESS else ""
    return Share(address, _files(view, text, files), view.to("sparql"), text, _programs(view, text, files[0][1], own))


def _absolute(view: View, path: str) -> str:
    return view.where.address + path.removeprefix(view.where.root)


def _files(view: View, sparql: str, kinds: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str, str], ...]:
    found = ((kind, media, view.to("sparql", query=sparql, format=kind)) for kind, media in kinds)
    return tuple((kind, media, href if len(href) < ADDRESS else "") for kind, media, href in found)


def _programs(view: View, sparql: str, media: str, own: str) -> tuple[tuple[str, str], ...]:
    if not view.live:
        return (("query.python", own),)
    endpoint = view.where.address + "sparql"
    kind = "turtle" if media == "text/turtle" else "json"
    network = ("query.wrapper", wrapper(endpoint, sparql, kind)), ("query.curl", curl(endpoint, sparql, media))
    return ("query.python", own), *network


def wrapper(endpoint: str, text: str, kind: str = "json") -> str:
    """A program that asks the service over the network."""
    return (
        "from SPARQLWrapper import SPARQLWrapper\n\n"
        f"service = SPARQLWrapper({endpoint!r}, returnFormat={kind!r})\n"
        f"service.setQuery({quoted(text)})\n"
        "print(service.query().convert())\n"
    )


def curl(endpoint: str, text: str, media: str = "text/csv") -> str:
    """A command that asks the service."""
    return f"curl {_shell(endpoint)} --header {_shell(f'Accept: {media}')} --data-urlencode {_shell('query=' + text)}"


def _shell(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def quoted(text: str) -> str:
    r'''A text as Python writes it, on as many lines as it has.

    >>> print(quoted("ASK {}"), quoted("ASK {\n}"))
    'ASK {}' """ASK {
    }"""
    '''
    lines = text.split("\n")
    if len(lines) == 1 or not all(map(str.isprintable, lines)):
        return repr(text)
    safe = text.replace("\\", "\\\\")
    if '"""' in safe or safe.endswith('"'):
        safe = safe.replace('"', '\\"')
    return f'"""{safe}"""'
