"""What a request may cost, and the gate that refuses a query before any parser sees it.

>>> admit("ASK { ?s ?p ?o }", Limits())
>>> admit("ASK " + "{" * 300 + "}" * 300, Limits())
Traceback (most recent call last):
...
metrograph.errors.RequestError: query:1:205: error[W103]: ...
"""

from collections.abc import Iterator
from dataclasses import dataclass

from metrograph.errors import Place, RequestError
from metrograph.sparql.gate import outside
from metrograph.sparql.parse import parse
from metrograph.sparql.tokens import Token, place_of, tokens

MIB = 1 << 20
AT_ONCE = 8 << 10
"""A text of so many characters is looked at by the front; a longer one, where that may take seconds, by a child."""
_OPEN, _CLOSE = "{([", "})]"
_BETWEEN = ".;,{"
_DATA = {"INSERT", "DELETE"}


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds. What is over one is refused with an error that names it, never cut silently."""

    query: int = MIB
    upload: int = 64 * MIB
    nesting: int = 200
    patterns: int = 400
    terms: int = 20_000
    rows: int = 1_000_000
    answer: int = 64 * MIB
    seconds: float = 10.0
    memory: int = 512 * MIB
    workers: int = 2
    """How many quick requests are answered at the same time, and as many long ones beside them."""
    quick: float = 0.15
    """Longer than this, and a request goes on among the long ones, which give way to the quick."""
    waiting: int = 256
    """How many requests may wait for their turn."""


def admit(text: str, limits: Limits) -> None:
    """Let a query or update pass, or say why not: too large, too deep, too many patterns, or a word that reaches outside.

    Linear in the text. The words are refused without looking at the dataset: a graph is never fetched. A text that is well
    written, and refused for one, is told with 403, another with 400.
    """
    _sized(text, limits)
    found = outside(text)
    if found:
        sound = len(text) <= AT_ONCE and parse(text).wrong is None
        place = Place("query", *place_of(text, found.start), len(found.word))
        raise RequestError("Q105", 403 if sound else 400, place=place, word=found.word)
    if _plain(text, limits):
        return
    _measure(text, limits)


def admit_short(text: str, limits: Limits) -> None:
    """What the front does of ``admit``: all of it for a short text, the size alone for one that is left to a child.

    >>> admit_short("{" * (AT_ONCE + 1), Limits())
    """
    if len(text) <= AT_ONCE:
        admit(text, limits)
    else:
        _sized(text, limits)


def admit_long(text: str, limits: Limits) -> None:
    """What ``admit_short`` left."""
    if len(text) > AT_ONCE:
        admit(text, limits)


def _sized(text: str, limits: Limits) -> None:
    if len(text) > limits.query or len(text.encode("utf-8", "surrogatepass")) > limits.query:
        raise RequestError("W102", 413, limit=f"{limits.query:,}")


def _plain(text: str, limits: Limits) -> bool:
    """Whether a glance is enough: no count of signs comes near a limit."""
    shallow = all(text.count(sign) <= limits.nesting for sign in _OPEN)
    return shallow and sum(map(text.count, _BETWEEN)) <= limits.patterns and len(text) <= limits.terms


def _measure(text: str, limits: Limits) -> None:
    """Raise for the first that is too deep or one pattern too many; when there is none, for the first that is a term too many."""
    pieces = [token for token in tokens(text) if token.kind not in {"comment", "space"}]
    patterns = terms = 0
    crowd: Token | None = None
    for token, depth, data in _depths(pieces):
        if depth > limits.nesting:
            raise RequestError("W103", 400, place=_place(text, token), limit=limits.nesting)
        patterns += not data and token.kind == "sign" and token.text in _BETWEEN
        if patterns > limits.patterns:
            raise RequestError("W104", 400, place=_place(text, token), limit=limits.patterns)
        terms += not data
        if terms > limits.terms and crowd is None:
            crowd = token
    if crowd is not None:
        raise RequestError("W105", 400, place=_place(text, crowd), limit=f"{limits.terms:,}")


def _depths(pieces: list[Token]) -> Iterator[tuple[Token, int, bool]]:
    """Each token with the brackets open around it, and whether it only states data: within VALUES or INSERT DATA."""
    depth, until, armed = 0, -1, False
    for at, token in enumerate(pieces):
        if token.kind == "word":
            armed = token.upper == "VALUES" or (token.upper == "DATA" and at > 0 and pieces[at - 1].upper in _DATA)
        if token.kind == "sign" and token.text in _OPEN:
            if armed and until < 0 and token.text == "{":
                until, armed = depth, False
            depth += 1
        elif token.kind == "sign" and token.text in _CLOSE:
            depth -= 1
            if depth == until:
                until = -1
        yield token, depth, until >= 0


def _place(text: str, token: Token) -> Place:
    return Place("query", *place_of(text, token.start), len(token.text))
