"""Queries and updates rewritten so that pyoxigraph answers them as SPARQL 1.1 says.

Nearly all come back as they are, after a glance of a few microseconds. What is mended, and what is still known to differ,
stands in docs/reference/sparql-conformance.md, each with an example; why it is done in this way in
docs/decisions/022-sparql-rewritten-for-the-engine.md.

>>> conformed("ASK { ?s ?p ?o }")
'ASK { ?s ?p ?o }'
>>> conformed("SELECT * { <http://example.org/a> ^<http://example.org/p>? ?x }").count("UNION")
1
"""

import re
from collections.abc import Callable
from typing import TypeVar

from metrograph.sparql.conform_groups import Writer
from metrograph.sparql.conform_words import escaped, lowered, marked
from metrograph.sparql.parse import parse

T = TypeVar("T")
_DEEP, _LONG = 200, 100_000
_ESCAPE = re.compile(r"\\[uU][0-9A-Fa-f]{4}")
_OPTION = re.compile(r"""\?(?:\s*[/|)]|\s+(?:[?$<"'\[(+\-0-9]|[\w.\-]*:|(?:true|false)\b))""")
_WITHIN = re.compile(r"\{\s*(?:SELECT|GRAPH)\b")
_GRAPH = re.compile(r"GRAPH(?<![\w:/#]GRAPH)\b")
_ALL = ("SELECT", "DISTINCT", "REDUCED", "DESCRIBE")


def conformed(text: str, *, update: bool = False) -> str:
    """The text to hand to the engine: the same object when there is nothing to mend, or when it cannot be read.

    Places in the errors of an engine are those of the new text: see ``answered``.
    """
    capitals = text.upper()
    read = text
    if any(capitals.count(word) != text.count(word.lower()) for word in ("TRUE", "FALSE")):
        read = lowered(read)
    if "\\" in read and _ESCAPE.search(read):
        read = escaped(read)
    if update:  # data are not looked at
        due = ("WHERE" in capitals and _suspect(read, capitals)) or ("LOAD" in capitals and "SILENT" in capitals)
    else:
        due = _suspect(read, capitals)
    if not due or len(read) > _LONG:
        return read
    parsed = parse(read)
    if parsed.wrong is not None or _depth(parsed.nodes) > _DEEP:
        return read
    written = Writer(parsed, marked(parsed)).written()
    return text if written == text else written


def answered(ask: Callable[[str], T], text: str, *, update: bool = False) -> T:
    """What ``ask`` gives for a text as rewritten; where that is refused, for the text itself, whose places a writer knows.

    >>> answered(str.split, "ASK { FILTER(TRUE) }")
    ['ASK', '{', 'FILTER(true)', '}']
    """
    rewritten = conformed(text, update=update)
    if rewritten is text:
        return ask(text)
    try:
        return ask(rewritten)
    except SyntaxError:
        return ask(lowered(text))


def _suspect(text: str, capitals: str) -> bool:
    """Whether a closer look is due: each question costs about a microsecond."""
    if "GROUP_CONCAT" in capitals or "BNODE" in capitals or _OPTION.search(text):
        return True
    if "*" in text and any(map(_repeats, capitals.split("*")[:-1])):
        return True
    within = "VALUES" in capitals or "MINUS" in capitals or _WITHIN.search(capitals)
    return bool(within and _GRAPH.search(capitals))


def _repeats(before: str) -> bool:
    """Whether the ``*`` behind a text may be the one of a path."""
    before = before[-20:].rstrip()
    return before[-1:] not in {"", "(", ","} and not before.endswith(_ALL)


def _depth(nodes: tuple[tuple[str, int, int, int], ...]) -> int:
    depths: list[int] = []
    for _, above, _, _ in nodes:
        depths.append(depths[above] + 1 if above >= 0 else 0)
    return max(depths, default=0)
