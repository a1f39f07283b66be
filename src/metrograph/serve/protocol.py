"""The SPARQL 1.1 Protocol: what an HTTP request asks, as a value. No store, no socket.

```
GET  ?query=…                                   query_of    QueryRequest
POST query=…          (a form)                  query_of    QueryRequest
POST application/sparql-query                   query_of    QueryRequest
POST update=…         (a form)                  update_of   UpdateRequest
POST application/sparql-update                  update_of   UpdateRequest
```
"""

import math
from dataclasses import dataclass

from metrograph.errors import RequestError, near
from metrograph.serve.protocol_fields import FORM, Fields, content_type, fields, shown, text_of, utf8_only, values, whole_iri
from metrograph.sparql.gate import outside

QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
ASKING = ("GET", "HEAD", "POST", "OPTIONS")
"""The methods of ``/sparql``."""
CHANGING = ("POST", "OPTIONS")
"""The methods of ``/update``."""
_NAMED = {
    "json": ("json", "srj", "application/sparql-results+json", "application/json"),
    "xml": ("xml", "srx", "application/sparql-results+xml", "application/xml", "text/xml"),
    "csv": ("csv", "text/csv"),
    "tsv": ("tsv", "text/tab-separated-values"),
    "ttl": ("ttl", "turtle", "n3", "text/turtle", "text/n3"),
    "nt": ("nt", "ntriples", "n-triples", "application/n-triples"),
    "rdf": ("rdf", "rdfxml", "rdf+xml", "application/rdf+xml"),
    "jsonld": ("jsonld", "json-ld", "application/ld+json"),
}
FORMATS = {name: short for short, names in _NAMED.items() for name in names}
"""What the field ``format`` (or ``output``) may say, and the short name of what is meant."""


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A query with its dataset, which outranks ``FROM``; ``format`` outranks ``Accept``, ``seconds`` may shorten the limit."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""
    seconds: float | None = None

    @property
    def has_dataset(self) -> bool:
        """Whether the request names the graphs to be asked."""
        return bool(self.default_graphs or self.named_graphs)


@dataclass(frozen=True, slots=True)
class UpdateRequest:
    """An update, and the graphs that its ``WHERE`` looks at; ``protocol_update.ready`` puts these into the text."""

    text: str
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()


def asks_nothing(method: str, asked: Fields) -> bool:
    """Whether a request to ``/sparql`` holds no query, and wants to know what the service is.

    >>> asks_nothing("GET", (("format", "ttl"),)), asks_nothing("GET", (("query", "ASK {}"),))
    (True, False)
    """
    return method in {"GET", "HEAD"} and all(name in {"format", "output", "lang"} for name, _ in asked)


def query_of(method: str, asked: Fields, media: str = "", body: bytes = b"") -> QueryRequest:
    """The query of a request: ``asked`` are the fields of the address, ``media`` is the whole ``Content-Type``.

    >>> query_of("GET", (("query", "ASK {}"), ("default-graph-uri", "urn:g")))
    QueryRequest(text='ASK {}', default_graphs=('urn:g',), named_graphs=(), format='', seconds=None)
    """
    allow(method, ASKING[:3], ASKING)
    text, found = _text("query", QUERY, method, asked, media, body)
    return QueryRequest(
        text,
        _iris(found, "default-graph-uri"),
        _iris(found, "named-graph-uri"),
        format_of(found),
        _seconds(found),
    )


def update_of(method: str, asked: Fields, media: str = "", body: bytes = b"") -> UpdateRequest:
    """The update of a request.

    >>> update_of("POST", (), "application/sparql-update", b"CLEAR ALL")
    UpdateRequest(text='CLEAR ALL', using=(), using_named=())
    """
    allow(method, CHANGING[:1], CHANGING)
    text, found = _text("update", UPDATE, method, asked, media, body)
    made = UpdateRequest(text, _iris(found, "using-graph-uri"), _iris(found, "using-named-graph-uri"))
    own = outside(text, ("USING", "WITH")) if made.using or made.using_named else None
    if own:
        raise RequestError("W509", 400, word=own.word)
    return made


def format_of(asked: Fields) -> str:
    """The short name of the format that the fields ask for; the empty text when they ask for none.

    >>> format_of((("output", "text/csv"),)), format_of(())
    ('csv', '')
    """
    named = next((value for name, value in reversed(asked) if name in {"format", "output"} and value), "")
    if not named:
        return ""
    wanted = [one.strip().lower().replace(" ", "+") for one in named.split(",")]  # a plus may not have been encoded
    found = next((FORMATS[one] for one in wanted if one in FORMATS), "")
    if not found:
        raise RequestError("W511", 400, value=shown(named), near=near(wanted[0], FORMATS), choices=", ".join(_NAMED))
    return found


def allow(method: str, methods: tuple[str, ...], told: tuple[str, ...]) -> None:
    """Refuse any other method than these; ``told`` are those that the header ``Allow`` names."""
    if method not in methods:
        raise RequestError("W501", 405, (("Allow", ", ".join(told)),), method=shown(method), allowed=", ".join(methods))


def _text(name: str, direct: str, method: str, asked: Fields, header: str, body: bytes) -> tuple[str, Fields]:
    """The text of the one query or update, and all the fields that go with it."""
    if method != "POST":
        return _only(name, asked, ()), asked
    media, parameters = content_type(header)
    if media == FORM:
        utf8_only(parameters)
        found = (*asked, *fields(body))
        return _only(name, found, ()), found
    if media == direct:
        return _only(name, asked, (text_of(body, parameters),)), asked
    if media in {QUERY, UPDATE}:
        raise _elsewhere("update" if name == "query" else "query", 415)
    raise RequestError("W505", 415, media=shown(media) or "(none)", choices=f"{direct}, {FORM}")


def _only(name: str, asked: Fields, more: tuple[str, ...]) -> str:
    """The one text of a request: a second one, none at all, or one of the other kind is an error."""
    other = "update" if name == "query" else "query"
    found = (*values(asked, name), *more)
    if any(key == other for key, _ in asked):
        raise _elsewhere(other, 400)
    if len(found) != 1:
        raise RequestError("W506", 400, field=name) if found else RequestError("W507", 400, field=name)
    return found[0]


def _elsewhere(other: str, status: int) -> RequestError:
    return RequestError("W512", status, field=other, address="/sparql" if other == "query" else "/update")


def _iris(asked: Fields, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(whole_iri(value, name) for value in values(asked, name)))


def _seconds(asked: Fields) -> float | None:
    given = next(iter(values(asked, "timeout")[-1:]), "")
    if not given:
        return None
    try:
        seconds = float(given)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise RequestError("W513", 400, value=shown(given))
    return seconds
