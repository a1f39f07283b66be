"""Slips of the keyboard and of word processors: what no reader of SPARQL can take for a part of it."""

import re
from collections.abc import Iterator

from metrograph.sparql.case import Case, Finding, edited
from metrograph.sparql.gate import proper
from metrograph.sparql.tokens import Token, code

_DOUBLE, _SINGLE = "“”„‟«»″＂", "‘’‚‛‹›′´`＇"
_QUOTES = {**dict.fromkeys(_DOUBLE, '"'), **dict.fromkeys(_SINGLE, "'")}
_SIGNS = {
    **dict.fromkeys("–—−‐‑‒―", "-"),
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "×": "*",
    "÷": "/",
    "∧": "&&",
    "∨": "||",
    "¬": "!",
    "⟨": "<",
    "⟩": ">",
    **{chr(number + 0xFEE0): chr(number) for number in range(0x21, 0x7F)},
}
_UNSEEN = frozenset(
    "\u00a0\u202f\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u2060\u3000\ufeff\u0085\x0b\x0c\u2028\u2029"
)
_WRONG_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{0,4}|U[0-9A-Fa-f]{0,8}|.)", re.DOTALL)


def slips(case: Case) -> Iterator[Finding]:
    """Every slip, in the order of the text; each is sure by itself."""
    for token in case.tokens:
        if token.kind == "open":
            yield _curly_end(case.text, token) or _unclosed(token)
        elif token.kind in {"other", "word"}:
            yield from _strange(token)
        elif token.kind == "string" and "\\" in token.text and not proper(token.text):
            yield from _escape(token)


def unclosed_iri(case: Case) -> Iterator[Finding]:
    """An IRI that is not closed: ``<`` where an IRI is due."""
    now = case.now
    if now.text in {"<", "<<"} and now.kind == "sign" and case.expects("iri"):
        match = re.compile(r"<[A-Za-z/#.][^\s<>]*").match(case.text, now.start)
        if match:
            yield Finding("Q114", now.start, match.end(), {"iri": match[0]})


def _strange(token: Token) -> Iterator[Finding]:
    for number, sign in enumerate(token.text):
        start = token.start + number
        if sign in _QUOTES:
            yield Finding("Q115", start, start + 1, {"found": sign, "wanted": _QUOTES[sign]})
        elif sign in _UNSEEN:
            yield Finding("Q116", start, start + 1, {"found": f"U+{ord(sign):04X}"})
        elif sign in _SIGNS:
            yield Finding("Q117", start, start + 1, {"found": sign, "wanted": _SIGNS[sign]})


def _curly_end(text: str, token: Token) -> Finding | None:
    """A text that starts with a plain quotation mark and ends with a typographic one, on the line of an open text."""
    first = max(text.rfind("\n", 0, token.start), text.rfind("\r", 0, token.start)) + 1
    line = text[first : token.end]
    for piece in code(line):
        if piece.kind not in {"string", "open"}:
            continue
        for number in (n for n, sign in enumerate(piece.text) if sign in _QUOTES):
            at = piece.start + number
            if all(one.kind != "open" for one in code(edited(line, ((at, at + 1, piece.text[0]),)))):
                start = first + at
                return Finding("Q115", start, start + 1, {"found": line[at], "wanted": piece.text[0]})
    return None


def _unclosed(token: Token) -> Finding:
    quote = token.text[:3] if token.text[:3] in {'"""', "'''"} else token.text[0]
    return Finding("Q113", token.start, token.start + len(quote), {"quote": quote, "long": quote[0] * 3})


def _escape(token: Token) -> Iterator[Finding]:
    for match in _WRONG_ESCAPE.finditer(token.text):
        if not proper(match[0]):
            yield Finding("Q140", token.start + match.start(), token.start + match.end(), {"found": match[0]})
            return
