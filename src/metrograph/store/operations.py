"""The operations of a SPARQL update, one by one: what stands between the semicolons outside of all braces."""

import re
from collections.abc import Iterator

from metrograph.quoted import STRING, blanked, without_words

_ASIDE = re.compile(rf"{STRING}|" r'<[^<>"{}|^`\s]*>|#[^\n]*', re.DOTALL)
_SIGNS = re.compile(r"[{};]")
_PROLOGUE = re.compile(r"(?:\s*(?:prefix\s+[^\s<]*:\s*<[^<>]*>|base\s*<[^<>]*>))*\s*", re.IGNORECASE)
_DATA = re.compile(r"(insert|delete)\s+data\b", re.IGNORECASE)


def operations(text: str) -> Iterator[str]:
    """Each operation as a text of its own, with the prefixes declared up to it and every character in its place.

    Neighbours that all insert data, or all delete data, stay together: nothing between them looks at the graph.

    >>> [part.strip() for part in operations("CLEAR DEFAULT ; PREFIX a: <urn:a> DROP ALL")]
    ['CLEAR DEFAULT', 'PREFIX a: <urn:a> DROP ALL']
    """
    read = without_words(text)
    runs: list[tuple[str, int, int]] = []
    heads: list[tuple[int, int]] = []
    for start, end in _pieces(text):
        match = _PROLOGUE.match(read, start, end)
        begin = match.end() if match else start
        heads.append((start, begin))
        if not read[begin:end].strip():
            continue
        data = _DATA.match(read, begin, end)
        kind = data[1].lower() if data else ""
        if kind and runs and runs[-1][0] == kind:
            runs[-1] = (kind, runs[-1][1], end)
        else:
            runs.append((kind, begin, end))
    if len(runs) < 2:
        yield text
        return
    for _, begin, end in runs:
        yield _alone(text, [(start, stop) for start, stop in heads if stop <= begin] + [(begin, end)])


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where the pieces between the semicolons begin and end."""
    bare = _ASIDE.sub(lambda match: blanked(match[0]), text)
    depth = start = 0
    for sign in _SIGNS.finditer(bare):
        depth += {"{": 1, "}": -1, ";": 0}[sign[0]]
        if sign[0] == ";" and depth <= 0:
            yield start, sign.start()
            start = sign.end()
    yield start, len(text)


def _alone(text: str, spans: list[tuple[int, int]]) -> str:
    """Some parts of a text, with blanks for the others."""
    parts, at = [], 0
    for start, end in spans:
        parts += [blanked(text[at:start]), text[start:end]]
        at = end
    return "".join(parts)
