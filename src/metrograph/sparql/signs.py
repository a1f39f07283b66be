"""Mistakes in the signs between terms and around groups: dots, semicolons, commas, brackets."""

from collections.abc import Iterator

from metrograph.sparql.case import Case, Edit, Finding
from metrograph.sparql.grammar import FUNCTIONS
from metrograph.sparql.parse import END
from metrograph.sparql.tokens import Token, place_of

_TERMS = {"variable", "prefixed", "iri", "string", "number", "blank"}
_SEPARATORS = {".", ";", ","}
_REACH = 30
_OPENS = {"}": "{", ")": "(", "]": "["}


def doubled(case: Case) -> Iterator[Finding]:
    """A dot, semicolon or comma that is one too many."""
    for token in (case.now, case.before):
        if token.text in _SEPARATORS:
            yield Finding("Q108", token.start, token.end, {"sign": token.text}, ((token.start, token.end, ""),))


def swapped(case: Case) -> Iterator[Finding]:
    """A comma or dot before a new predicate, a semicolon before a new subject or between arguments."""
    sign = case.now
    if sign.text == ";" and case.expects(",") and not case.expects("."):
        yield Finding("Q109", sign.start, sign.end, {"sign": ";", "wanted": ","}, ((sign.start, sign.end, ","),))
    found = _separator(case)
    wanted = _instead(found[0].text, found[1]) if found else ""
    if found and wanted:
        sign = found[0]
        yield Finding("Q109", sign.start, sign.end, {"sign": sign.text, "wanted": wanted}, ((sign.start, sign.end, wanted),))


def _separator(case: Case) -> tuple[Token, Token] | None:
    """The dot, semicolon or comma a little before, with the token behind it."""
    at = case.at - 1 if case.now.text in _SEPARATORS else case.at
    numbers = (n for n in range(at, max(at - 4, 0), -1) if case.token(n).kind == "sign" and case.token(n).text in _SEPARATORS)
    number = next(numbers, None)
    return None if number is None else (case.token(number), case.token(number + 1))


def _instead(sign: str, after: Token) -> str:
    predicate = after.kind in {"prefixed", "iri"} or after.text == "a"
    if sign == ";":
        return "." if after.kind == "variable" else ""
    return ";" if predicate else ""


def missing(case: Case) -> Iterator[Finding]:
    """A dot, semicolon or comma that is missing between two triples, a comma between two arguments."""
    now, before = case.now, case.before
    starts = now.kind in _TERMS or now.text in {"a", "[", "("} or now.upper in FUNCTIONS
    if not starts or not case.expects(","):
        return
    if not case.expects(";"):
        yield Finding("Q154", before.end, before.end + 1, {}, ((before.end, before.end, ", "),))
        return
    gains = {sign: case.gain((before.end, before.end, f" {sign} ")) for sign in (".", ";", ",")}
    best = max(gains.values())
    signs = [sign for sign, gain in gains.items() if gain == best]
    if best and len(signs) == 1 and not _doubtful(case):
        sign = signs[0]
        yield Finding("Q107", before.end, before.end + 1, {"sign": sign}, ((before.end, before.end, f" {sign} "),))


def _doubtful(case: Case) -> bool:
    """Whether another sign in the place of the one before would mend the text as well."""
    found = _separator(case)
    if not found:
        return False
    sign = found[0]
    return any(case.mends((sign.start, sign.end, f" {other} ")) for other in _SEPARATORS - {sign.text})


def incomplete(case: Case) -> Iterator[Finding]:
    """A triple that ends before it has its three parts."""
    now = case.now
    due = case.expects("var", "iri") and case.within.removesuffix("Path") in {"Objects", "Properties", "Triples"}
    if now.text in {".", ";", "}", "]"} and due and case.before.text not in _SEPARATORS:
        edits = tuple((now.start, now.start, f" {words} ") for words in ("?x", "a ?x"))
        for edit in edits:
            yield Finding("Q138", case.before.start, case.before.end, {}, (edit,))


def unclosed(case: Case) -> Iterator[Finding]:
    """A bracket that is never closed."""
    opened: list[Token] = []
    for token in case.tokens[: case.at]:
        if token.kind == "sign" and token.text in _OPENS.values():
            opened.append(token)
        elif token.kind == "sign" and token.text in _OPENS and opened and opened[-1].text == _OPENS[token.text]:
            opened.pop()
    if not opened:
        return
    sign = next(close for close, start in _OPENS.items() if start == opened[-1].text)
    at = case.before.end
    closes = sign if case.now.kind != END else "".join(_close(token) for token in reversed(opened))
    if case.expects(sign) and case.surplus(_OPENS[sign], sign) > 0:
        line, _ = place_of(case.text, opened[-1].start)
        edit: Edit = (at, at, f" {closes} ")
        yield Finding("Q110", at, at + 1, {"sign": sign, "opening": opened[-1].text, "line": line}, (edit,))


def _close(token: Token) -> str:
    return next(close for close, start in _OPENS.items() if start == token.text)


def extra(case: Case) -> Iterator[Finding]:
    """A closing bracket that closes nothing, or closes too early."""
    for sign, opening in _OPENS.items():
        if case.surplus(opening, sign) >= 0:
            continue
        near = [n for n in range(max(case.at - _REACH, 0), min(case.at + 1, len(case.tokens))) if case.token(n).text == sign]
        wrong = [n for n in near if case.mends((case.token(n).start, case.token(n).end, " "))]
        if wrong and wrong[-1] - wrong[0] == len(wrong) - 1:  # one, or some that stand side by side
            token = case.token(wrong[-1])
            yield Finding("Q111", token.start, token.end, {"sign": sign, "opening": opening})


def unmatched(case: Case) -> Iterator[Finding]:
    """The first closing bracket before which nothing is left to close."""
    for sign, opening in _OPENS.items():
        level = 0
        for token in case.tokens:
            if token.kind == "sign":
                level += (token.text == opening) - (token.text == sign)
            if level < 0:
                yield Finding("Q111", token.start, token.end, {"sign": sign, "opening": opening})
                break


def unopened(case: Case) -> Iterator[Finding]:
    """An opening bracket that is missing."""
    now = case.now
    for sign in ("{", "("):
        edit: Edit = (now.start, now.start, f" {sign} ")
        if case.expects(sign) and now.kind != END and case.mends(edit):
            yield Finding("Q112", case.before.end, case.before.end + 1, {"sign": sign}, (edit,))


def unopened_condition(case: Case) -> Iterator[Finding]:
    """``FILTER LANG(?x) = "en")``: the parenthesis that opens the condition is missing."""
    words = (n for n in range(case.at - 1, max(case.at - _REACH, -1), -1) if case.token(n).upper in {"FILTER", "HAVING", "BIND"})
    number = next(words, None)
    if number is not None and case.token(number + 1).text != "(" and case.surplus("(", ")") < 0:
        behind = case.token(number).end
        yield Finding("Q112", behind, behind + 1, {"sign": "("}, ((behind, behind, " ("),))
