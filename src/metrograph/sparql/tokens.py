"""SPARQL 1.1 and 1.2 text as tokens: any text at all, in linear time, each character in one token or in white space.

```
SELECT ?pilot { ?pilot sdg:11.2 "a"@fr } # note
word   variable …      prefixed string lang comment
```
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

# a group repeated possessively is atomic, (?>…)*+ and not (?:…)*+, which Python 3.11.0 to 3.11.4 match wrongly (gh-106052)
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = "0-9\u00b7\u0300-\u036f\u203f\u2040"
_CHARS = rf"[{_BASE}_{_MORE}\-]"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL = rf"(?:[{_BASE}_:0-9]|{_ESCAPED})(?>[{_BASE}_{_MORE}:\-]|{_ESCAPED}|\.++(?=[{_BASE}_{_MORE}:\-]|{_ESCAPED}))*+"
_WORD = rf"[{_BASE}_]{_CHARS}*+"
_NUMBER = r"[0-9]++\.[0-9]*+[eE][+-]?[0-9]++|\.?[0-9]++[eE][+-]?[0-9]++|[0-9]*+\.[0-9]++|[0-9]++"
_SIGN = r"<<|>>|\^\^|&&|\|\||!=|<=|>=|\{\||\|\}|[{}()\[\].,;=<>!*/+\-|^?~]"
_CLOSED = (
    r'"""(?>[^"\\]++|\\.|"(?!""))*+"""|'
    r"'''(?>[^'\\]++|\\.|'(?!''))*+'''|"
    r'"(?!"")(?>[^"\\\r\n]++|\\[^\r\n])*+"|'
    r"'(?!'')(?>[^'\\\r\n]++|\\[^\r\n])*+'"
)
IRI = r"<(?>[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>"
"""An IRI between angle brackets, as a regular expression."""

# no branch opens a group, so that a glance at the first character is enough to leave it aside
_ANY = (
    rf"[ \t\r\n]++|[?$][{_BASE}_0-9][{_BASE}_{_MORE}]*+|"
    rf"[{_BASE}]{_CHARS}*+(?>\.++{_CHARS}++)*+:(?:{_LOCAL})?|:(?:{_LOCAL})?|_:[{_BASE}_0-9](?>{_CHARS}|\.++(?={_CHARS}))*+|"
    rf"{_WORD}(?>\.++{_CHARS}++)*+|{IRI}|{_NUMBER}|{_SIGN}|#[^\r\n]*+|{_CLOSED}|"
    r"@[A-Za-z]++(?>-(?!-)[A-Za-z0-9]++)*+(?:--[A-Za-z]++)?|"
    r"(\"\"\".*+|'''.*+|[\"'][^\r\n]*+)|\\++|."
)
_BARE = rf"{_WORD}|{_NUMBER}|."
_KINDS = {
    **dict.fromkeys(" \t\r\n", "space"),
    **dict.fromkeys("?$", "variable"),
    **dict.fromkeys("\"'", "string"),
    **dict.fromkeys("0123456789", "number"),
    **dict.fromkeys("<>!&|^{}()[].,;=*/+-~", "sign"),
    **dict.fromkeys("%\\`", "other"),
    "#": "comment",
    "@": "lang",
    ":": "prefixed",
}
_LETTER = f"[{_BASE}_]"
_COMPARED = tuple("?$=(!+-0123456789")
_VALUES = {"variable", "string", "number", "lang", "prefixed", "iri"}


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    """A regular expression, made when it is first needed: these are long, and many commands need none."""
    return re.compile(expression, re.DOTALL)


class Token(NamedTuple):
    """A piece of a query: its kind, the piece itself, and where it starts.

    Kinds are ``iri``, ``prefixed``, ``blank``, ``variable``, ``string``, ``lang``, ``number``, ``word``, ``sign``,
    ``comment``; ``open`` for a quotation that is never closed, and ``other`` for what SPARQL does not know.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the text goes on behind it."""
        return self.start + len(self.text)

    @property
    def upper(self) -> str:
        """The word in capitals, the empty text for anything but a word."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a query or update; never raises.

    >>> [token.text for token in tokens("SELECT ?s { ?s a sdg:11.2. FILTER(?a<3) }")]
    ['SELECT', '?s', '{', '?s', 'a', 'sdg:11.2', '.', 'FILTER', '(', '?a', '<', '3', ')', '}']
    """
    return tuple(_tokens(text))


def code(text: str) -> tuple[Token, ...]:
    """The tokens of a query without its comments.

    >>> [token.text for token in code("ASK {} # is it?")]
    ['ASK', '{', '}']
    """
    return tuple(token for token in _tokens(text) if token.kind != "comment")


def _tokens(text: str) -> Iterator[Token]:
    at, depth, kind_before, before = 0, 0, "", ""
    while at < len(text):
        for match in _pattern(_ANY).finditer(text, at):
            word, start, at = match[0], match.start(), match.end()
            kind = "open" if match.lastindex else _kind(word)
            if kind == "space":
                continue
            if kind == "dotted":
                yield from (Token(_kind(part[0]), part[0], part.start()) for part in _pattern(_BARE).finditer(text, start, at))
                kind_before = "word"
                continue
            if kind == "sign":
                depth += (word == "(") - (word == ")")
            elif kind == "iri" and depth > 0 and word.startswith(_COMPARED, 1) and (kind_before in _VALUES or before == ")"):
                kind, word = "sign", "<=" if word[1] == "=" else "<"  # ?a<?b && ?c>?d
            if kind != "comment":
                kind_before, before = kind, word
            yield Token(kind, word, start)
            if start + len(word) != at:
                at = start + len(word)
                break


def _kind(word: str) -> str:
    first = word[0]
    kind = _KINDS.get(first)
    if kind == "sign":
        return kind if len(word) == 1 or first not in "<." else _longer(word)
    if len(word) == 1 and first in "?$@":
        return "sign" if first == "?" else "other"
    if kind:
        return kind
    if ":" in word:
        return "blank" if first == "_" else "prefixed"
    if "." in word:
        return "dotted"
    return "word" if _pattern(_LETTER).match(first) else "other"


def _longer(word: str) -> str:
    return "number" if word[0] == "." else "iri" if word[-1] == ">" else "sign"


def place_of(text: str, offset: int) -> tuple[int, int]:
    r"""The line and the column of an offset, counted from 1.

    >>> place_of("ASK\n{ }", 4)
    (2, 1)
    """
    rows = (text[:offset] + "|").splitlines()
    return len(rows), len(rows[-1])
