r"""Regular expressions of XPath, which SPARQL and SHACL use, matched by pyoxigraph in time linear in the text.

Its expressions differ from those of XPath in few things, which are translated: the subtraction of classes, ``\i``, ``\c`` and
``\w``, signs that mean something else inside a class, and the flag ``x``, which starts no comments.
Source: W3C XPath Functions 3.1, section 5.6.
"""

import re
from collections.abc import Iterable

import pyoxigraph as ox

_CHUNK = 5_000
_NAMES = {"i": r"\p{L}\p{Nl}_:", "c": r"\p{L}\p{Nl}\p{Nd}\p{M}_:.·\-", "W": r"\p{P}\p{Z}\p{C}"}
_OTHERS = {"I": "i", "C": "c", "w": "W"}
_PAIRS = ("&&", "~~")


def matching(pattern: str, flags: str, texts: Iterable[str]) -> frozenset[str]:
    """Those of some texts that match a pattern somewhere.

    >>> sorted(matching("^[a-z-[aeiou]]+$", "", {"brt", "tram"}))
    ['brt']
    """
    ordered = sorted(texts)
    found: set[str] = set()
    condition = _condition("?text", pattern, flags)
    for start in range(0, len(ordered), _CHUNK):
        rows = " ".join(f"({at} {ox.Literal(ordered[at])})" for at in range(start, min(start + _CHUNK, len(ordered))))
        answer = ox.Store().query(f"SELECT ?at {{ VALUES (?at ?text) {{ {rows} }} FILTER({condition}) }}")
        found.update(ordered[int(row[0].value)] for row in answer)  # type: ignore[union-attr]  # a SELECT gives rows of literals
    return frozenset(found)


def readable(pattern: str, flags: str) -> bool:
    """Whether the engine can read a pattern: it has no look-around and no references back."""
    condition = _condition(str(ox.Literal("")), pattern, flags)
    return bool(ox.Store().query(f"ASK {{ BIND({condition} AS ?read) FILTER(BOUND(?read)) }}"))


def known_elsewhere(pattern: str) -> bool:
    """Whether Python's regular expressions, which the reference engine uses, can read a pattern."""
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _condition(text: str, pattern: str, flags: str) -> str:
    return f"REGEX({text}, {ox.Literal(translated(pattern, spaced='x' in flags))}, {ox.Literal(flags.replace('x', ''))})"


def translated(pattern: str, *, spaced: bool = False) -> str:
    r"""A pattern of XPath as the engine wants it; ``spaced``: white space outside classes means nothing (flag ``x``).

    >>> translated("[a-z-[aeiou]] # é", spaced=True)
    '[a-z--[aeiou]]#é'
    """
    parts: list[str] = []
    at, depth = 0, 0
    while at < len(pattern):
        sign, two = pattern[at], pattern[at : at + 2]
        step = 1
        if sign == "\\":
            sign, step = _escape(two), 2
        elif depth and two == "-[":
            sign, step, depth = "--[", 2, depth + 1
        elif depth and two in _PAIRS:
            sign, step = f"\\{two[0]}\\{two[1]}", 2
        elif sign in "[]":
            depth += 1 if sign == "[" else -1
        elif spaced and not depth and sign in " \t\n\r":
            sign = ""
        parts.append(sign)
        at += step
    return "".join(parts)


def _escape(two: str) -> str:
    """An escape as a class of its own, which may stand inside another one."""
    name = two[1:]
    if name in _OTHERS:
        return f"[^{_NAMES[_OTHERS[name]]}]"
    return f"[{_NAMES[name]}]" if name in _NAMES else two
