"""An update as the engine is to read it: what the request says beside the text, put into the text.

pyoxigraph takes no graphs beside an update, so they are written into each operation, at the place that the grammar has
for them; the tree of the text is looked at, never its letters.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from metrograph.serve.protocol import UpdateRequest
from metrograph.sparql.diagnosis import diagnose
from metrograph.sparql.parse import Parsed, parse
from metrograph.sparql.tokens import code

_WHOLE = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*:|\\[uU])")
Edit = tuple[int, str]


def ready(asked: UpdateRequest, base: str, prefixes: Mapping[str, str]) -> str:
    """The text to be given to the engine; ``QueryError`` when graphs go with it and it does not parse.

    ``base`` is what relative IRIs are resolved against: the address of the service. Clearing a graph that is not there
    changes nothing and is no error.

    >>> ready(UpdateRequest("CLEAR GRAPH <urn:g>"), "http://127.0.0.1:8000/update", {})
    'CLEAR SILENT GRAPH <urn:g>'
    """
    text = with_using(asked.text, asked.using, asked.using_named, prefixes)
    return with_base(_cleared(text) if "CLEAR" in text.upper() else text, base)


def with_using(text: str, using: tuple[str, ...], using_named: tuple[str, ...], prefixes: Mapping[str, str]) -> str:
    """An update whose patterns look at these graphs alone; what has no pattern stays as it is. The IRIs are whole ones.

    >>> with_using("INSERT { ?s a ?o } WHERE { ?o ?p ?s }", ("urn:g",), (), {})
    'INSERT { ?s a ?o } USING <urn:g> WHERE { ?o ?p ?s }'
    >>> with_using("DELETE WHERE { ?s ?p ?o }", (), ("urn:g",), {})
    'DELETE { ?s ?p ?o } USING NAMED <urn:g> WHERE { ?s ?p ?o }'
    """
    clause = "".join([f"USING <{iri}> " for iri in using] + [f"USING NAMED <{iri}> " for iri in using_named])
    if not clause:
        return text
    parsed = parse(text)
    if parsed.wrong is not None:
        raise diagnose(text, prefixes, update=True)
    return _edited(text, (edit for number in _changes(parsed) for edit in _used(parsed, number, clause)))


def with_base(text: str, base: str) -> str:
    """An update with a ``BASE`` in front, when it has relative IRIs.

    >>> with_base("CLEAR GRAPH <g>", "http://a/"), with_base("CLEAR GRAPH <urn:g>", "http://a/")
    ('BASE <http://a/> CLEAR GRAPH <g>', 'CLEAR GRAPH <urn:g>')
    """
    relative = any(token.kind == "iri" and not _WHOLE.match(token.text) for token in code(text))
    return f"BASE <{base}> {text}" if relative else text


def _used(parsed: Parsed, number: int, clause: str) -> Iterator[Edit]:
    """The graphs before ``WHERE``; the short form ``DELETE WHERE`` has no place for them, and is written out."""
    tokens, change = parsed.tokens, parsed.nodes[number]
    first, second = tokens[change.first], tokens[change.first + 1]
    below = [parsed.nodes[child] for child in parsed.below.get(number, [])]
    if first.upper == "DELETE" and second.upper == "WHERE":
        pattern = parsed.text[tokens[below[0].first].start : tokens[below[0].last - 1].end]
        yield second.start, f"{_on_one_line(pattern)} {clause}"
    else:
        yield from ((tokens[node.first - 1].start, clause) for node in below if node.rule == "Group")


def _on_one_line(pattern: str) -> str:
    """A pattern without its line breaks and comments, so that the lines below keep their numbers where it is put in."""
    tokens = code(pattern)
    gaps = [" " if before.end < after.start else "" for before, after in pairwise(tokens)]
    return "".join(token.text + gap for token, gap in zip(tokens, [*gaps, ""], strict=True))


def _cleared(text: str) -> str:
    """An update that clears graphs, whether they are there or not."""
    parsed = parse(text)
    heads = [parsed.tokens[change.first : change.first + 2] for change in map(parsed.nodes.__getitem__, _changes(parsed))]
    silent = [(pair[1].start, "SILENT ") for pair in heads if [token.upper for token in pair] == ["CLEAR", "GRAPH"]]
    return _edited(text, silent) if parsed.wrong is None else text


def _changes(parsed: Parsed) -> Iterator[int]:
    return (number for number, node in enumerate(parsed.nodes) if node.rule == "Change")


def _edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with some words put into it."""
    parts, at = [], 0
    for start, words in sorted(edits):
        parts += [text[at:start], words]
        at = start
    return "".join([*parts, text[at:]])
