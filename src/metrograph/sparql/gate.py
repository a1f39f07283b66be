r"""What would make an engine fetch from another address: ``SERVICE`` and ``LOAD``, found before any parser sees the text.

An engine may read a text without looking for the ends of its words (pyoxigraph does): ``SERVICE:a {``, ``trueSERVICE``
and ``ex:a.b.SERVICE <…>`` call a service there. So a word is sought within words and around dots and colons, and where
the text can be read in two ways (a quotation without an end, ``<`` as a sign or as the start of an IRI, ``\u0053``)
it counts as found in either.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from metrograph.sparql.tokens import IRI, Token, tokens

FETCHING = ("SERVICE", "LOAD")
_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(000[0-9A-Fa-f]{5}|0010[0-9A-Fa-f]{4})")
_SURE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_TWOFOLD = re.compile("[()#']")
_ESCAPED = re.compile(
    r"(?>[^\\]++|\\[tbnrf\"'\\]|\\u(?![dD][89A-Fa-f])[0-9A-Fa-f]{4}|"
    r"\\U0000(?![dD][89A-Fa-f])[0-9A-Fa-f]{4}|\\U00(?:0[1-9A-Fa-f]|10)[0-9A-Fa-f]{4})*+"
)
_HIDING = {"word", "lang", "variable", "prefixed", "blank"}
_NAMES = {"PREFIX", "GRAPH", "NAMED", "FROM", "USING", "WITH", "DESCRIBE", "BY", "INTO", "TO"}
_NONE = Token("", "", 0)


class Outside(NamedTuple):
    """A word that reaches outside, and where; not ``sure`` when it counts only because the text can be read in two ways."""

    word: str
    start: int
    sure: bool = True


def outside(text: str, words: tuple[str, ...] = FETCHING) -> Outside | None:
    """The first word that reaches outside, or nothing; linear in the text.

    >>> outside("SELECT ?service { ?service ex:load 'SERVICE' } # LOAD")
    >>> outside("ASK { SERVICE <http://example.org/> {} }")
    Outside(word='SERVICE', start=6, sure=True)
    """
    capitals = text.upper()
    if "\\" not in text and not any(word in capitals for word in words):
        return None  # most queries: nothing to look at more closely
    wanted = re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
    found, escape = _found(text, wanted), _POINT.search(text)
    if found or not escape:
        return found
    hidden = _found(_POINT.sub(lambda match: chr(int(match[1] or match[2], 16)), text), wanted)
    return Outside(hidden.word, escape.start(), hidden.sure) if hidden else None


class _Seen(NamedTuple):
    """A token with its neighbours and the brackets around it: of any kind, and round ones alone."""

    before: Token
    token: Token
    after: Token
    depth: int
    round: int


def proper(quoted: str) -> bool:
    r"""Whether every backslash in a quotation is one that SPARQL knows.

    >>> proper(r'"a\tb"'), proper(r'"\d+"')
    (True, False)
    """
    return _ESCAPED.fullmatch(quoted) is not None


def _found(text: str, wanted: re.Pattern[str]) -> Outside | None:
    first = wanted.search(text)
    if first is None:
        return None
    seen = list(_seen(text))
    if any(_unclear(each, text) for each in seen):
        return Outside(first[0].upper(), first.start(), sure=False)
    return next((hit for each in seen if (hit := _hit(each, wanted))), None)


def _seen(text: str) -> Iterator[_Seen]:
    pieces = [token for token in tokens(text) if token.kind != "comment"]
    depth = parens = 0
    for before, token, after in zip([_NONE, *pieces], pieces, [*pieces[1:], _NONE], strict=False):
        yield _Seen(before, token, after, depth, parens)
        if token.kind == "sign":
            parens += (token.text == "(") - (token.text == ")")
            depth += (token.text in {"(", "{", "["}) - (token.text in {")", "}", "]"})


def _hit(seen: _Seen, wanted: re.Pattern[str]) -> Outside | None:
    """The word in a token that an engine may take for a keyword, though it is a part of a longer word to others."""
    token = seen.token
    hit = wanted.search(token.text)
    if hit is None or token.kind not in _HIDING:
        return None
    named = token.kind in {"prefixed", "blank"} and token.text.isascii()
    if named:
        inside = any(token.text[match.start() - 1 : match.start()] == "." for match in wanted.finditer(token.text))
        free = hit.start() < token.text.index(":") and seen.before.upper not in _NAMES
        if not inside and not (free and (seen.after.text == "{" or seen.depth == 0)):
            return None
    elif token.kind == "variable" and token.text.isascii():
        return None
    return Outside(hit[0].upper(), token.start + hit.start())


def _unclear(seen: _Seen, text: str) -> bool:
    """Whether two readers could disagree on where a token ends, and so on what is quoted behind it."""
    token = seen.token
    if token.kind in {"open", "other"}:
        return True
    if token.kind == "string":
        return "\\" in token.text and not proper(token.text)
    if not seen.round or not token.text.startswith("<"):
        return False
    follows = seen.before.kind in _HIDING | {"string", "number", "iri"} or seen.before.text == ")"
    iri = re.compile(IRI).match(text, token.start) if follows else None
    return bool(iri and _TWOFOLD.search(iri[0]) and not _SURE.match(iri[0]))
