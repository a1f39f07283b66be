"""Mistakes in a clause as a whole: parentheses, names, order, declarations, two queries in one text."""

from collections.abc import Iterator

from metrograph.sparql.case import Case, Edit, Finding
from metrograph.sparql.grammar import AGGREGATES, FUNCTIONS
from metrograph.sparql.outline import FORMS
from metrograph.sparql.parse import END

_RANK = {"FROM": 0, "WHERE": 1, "GROUP": 2, "HAVING": 3, "ORDER": 4, "LIMIT": 5, "OFFSET": 5, "VALUES": 6}
_PARTS = frozenset({"FILTER", "OPTIONAL", "BIND", "VALUES", "MINUS", "GRAPH", "UNION", "SERVICE", "LATERAL", ".", "{", "}"})
_SORTED = frozenset({"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES", "}"})
_LISTS = {"SELECT", "DISTINCT", "REDUCED", "DESCRIBE", "BY"}
_STEPS = {"/", "|", "^", "+", "*", "?"}
_SIGNS = {"=", "!=", "<", ">", "<=", ">=", "&&", "||", "+", "-", "*", "/"}


def condition(case: Case) -> Iterator[Finding]:
    """``FILTER ?x > 3`` and ``HAVING COUNT(?x) > 3``: a condition without parentheses."""
    words = {"FILTER", "HAVING"}
    if case.surplus("(", ")"):
        return
    span = range(case.at - 1, max(case.at - 40, -1), -1)
    number = next((n for n in span if case.token(n).upper in words and case.levels[n] <= case.levels[case.at - 1]), None)
    if number is None or (number < case.at - 1 and case.now.text not in _SIGNS and case.now.upper not in {"IN", "NOT"}):
        return
    word, first = case.token(number), case.token(number + 1)
    stop = case.until(number + 1, _PARTS if word.upper == "FILTER" else _SORTED)
    ends = (n for n in range(number + 2, min(stop, number + 40) + 1) if n == stop or _breaks(case, n))
    for end in (case.token(n - 1).end for n in ends):
        edits: tuple[Edit, ...] = ((first.start, first.start, "("), (end, end, ")"))
        yield Finding("Q123", first.start, end, {"word": word.upper, "found": case.text[first.start : end]}, edits)


def _breaks(case: Case, number: int) -> bool:
    """Whether a new line starts with a token."""
    return "\n" in case.text[case.token(number - 1).end : case.token(number).start]


def sorting(case: Case) -> Iterator[Finding]:
    """``DESC ?x`` and ``?x DESC``: the direction takes its key in parentheses."""
    at = case.at
    for number in (at - 1, at):
        word, key, after = case.token(number), case.token(number - 1), case.token(number + 1)
        if word.upper not in {"ASC", "DESC"}:
            continue
        if after.kind == "variable" and number == at - 1:
            wanted = f"{word.upper}({after.text})"
            yield Finding("Q129", word.start, after.end, {"wanted": wanted}, ((word.start, after.end, wanted),))
        elif key.kind == "variable":
            wanted = f"{word.upper}({key.text})"
            yield Finding("Q129", key.start, word.end, {"wanted": wanted}, ((key.start, word.end, wanted),))


def expression(case: Case) -> Iterator[Finding]:
    """``COUNT(?x) AS ?n`` without parentheses around, or without a name."""
    now, at = case.now, case.at
    if case.within not in {"Projection", "Select", "SubSelect"} or not case.expects("var"):
        return
    called = case.after.text == "(" and (now.upper in AGGREGATES or case.after.start == now.end)
    if now.upper in FUNCTIONS and called and (closing := case.closing(at + 1)):
        yield from _wrapped(case, at, closing)
    elif now.upper in AGGREGATES and (case.after.text == "*" or case.after.kind == "variable"):
        inner = case.after
        wanted = f"({now.upper}({inner.text}) AS ?{_name(case, now.text.lower())})"
        yield Finding("Q124", now.start, inner.end, {"wanted": wanted}, ((now.start, inner.end, wanted),))
    elif now.upper == "AS" and case.before.kind == "variable" and case.after.kind == "variable":
        yield from _wrapped(case, at - 1, at - 1)


def _wrapped(case: Case, first: int, last: int) -> Iterator[Finding]:
    start, end = case.token(first).start, case.token(last).end
    named = case.token(last + 1).upper == "AS" and case.token(last + 2).kind == "variable"
    if named:
        end = case.token(last + 2).end
    name = "" if named else f" AS ?{_name(case, case.token(first).text.lower())}"
    wanted = f"({case.text[start:end]}{name})"
    yield Finding("Q124", start, end, {"wanted": wanted}, ((start, end, wanted),))


def _name(case: Case, wanted: str) -> str:
    taken = {token.text[1:] for token in case.tokens if token.kind == "variable"}
    return next(name for n in range(len(taken) + 2) if (name := f"{wanted}{n or ''}") not in taken)


def unnamed(case: Case) -> Iterator[Finding]:
    """``(COUNT(?x) ?n)`` without ``AS``, and ``(COUNT(?x))`` without a name."""
    now = case.now
    if not case.expects("AS") or not {"Column", "Bind", "Key"} & set(case.parsed.inside):
        return
    if now.kind == "variable":
        yield Finding("Q125", now.start, now.end, {"name": now.text}, ((now.start, now.start, "AS "),))
    elif now.text == ")":
        yield Finding("Q126", now.start, now.end, {}, ((now.start, now.start, f" AS ?{_name(case, 'value')}"),))


def order(case: Case) -> Iterator[Finding]:
    """Clauses that stand in the wrong order, such as ``LIMIT`` before ``ORDER BY``."""
    now, at = case.now, case.at
    if now.upper not in _RANK or at >= len(case.tokens):
        return
    level = case.levels[at]
    for number in range(at - 1, -1, -1):
        word = case.token(number)
        if case.levels[number] < level:
            return
        if case.levels[number] == level and _RANK.get(word.upper, -1) > _RANK[now.upper]:
            end = case.token(case.until(at + 1, frozenset(_RANK) | {"}"}) - 1).end
            clause = case.text[now.start : end]
            edits: tuple[Edit, ...] = ((word.start, word.start, f"{clause} "), (now.start, end, ""))
            yield Finding("Q127", now.start, now.end, {"word": now.upper, "before": word.upper}, edits)
            return


def trapped(case: Case) -> Iterator[Finding]:
    """``ORDER BY`` or ``LIMIT`` before the brace that closes the pattern."""
    now, at = case.now, case.at
    if now.upper not in {"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET"} or at >= len(case.tokens) or not case.levels[at]:
        return
    if case.surplus("{", "}"):
        return
    brace = case.until(at, frozenset({"}"}))
    closing = case.token(brace)
    if closing.text == "}":
        edits: tuple[Edit, ...] = ((now.start, now.start, "} "), (closing.start, closing.end, " "))
        yield Finding("Q128", now.start, now.end, {"word": now.upper}, edits)


def commas(case: Case) -> Iterator[Finding]:
    """Commas between the variables of SELECT, GROUP BY or ORDER BY, or between values."""
    now, at = case.now, case.at
    if now.text != ",":
        return
    level = case.levels[at]
    above = next((n for n in range(at - 1, -1, -1) if case.levels[n] < level), -1)
    words = (case.token(n).upper for n in range(at - 1, above, -1) if case.levels[n] == level)
    listed = next((word for word in words if word in _LISTS or word in FORMS or word in _RANK), "") in _LISTS
    if (listed and case.expects("var")) or {"Data", "Line"} & set(case.parsed.inside):
        stop = case.until(at, frozenset({*_RANK, "{", "}", ")"}))
        marks = [case.token(n) for n in range(at, stop) if case.token(n).text == "," and case.levels[n] == level]
        yield Finding("Q131", now.start, now.end, {}, tuple((mark.start, mark.end, " ") for mark in marks))


def declaration(case: Case) -> Iterator[Finding]:
    """A prefix that is declared in another way than ``PREFIX name: <…>``."""
    now, at = case.now, case.at
    turtle = now.text.lower() in {"@prefix", "@base"}
    declared = case.before.kind == "iri" and (case.token(at - 3).upper == "PREFIX" or case.token(at - 2).upper == "BASE")
    if turtle or case.within == "Prefix" or (declared and now.text in {".", ";", ","}):
        yield Finding("Q130", now.start, now.end)


def concatenation(case: Case) -> Iterator[Finding]:
    """A separator of GROUP_CONCAT that is not written as ``; SEPARATOR=", "``."""
    if case.within != "Aggregate" or (not case.expects(")") and not case.expects("SEPARATOR") and not case.expects("=")):
        return
    opened = [n for n in range(case.at) if case.token(n).upper in AGGREGATES and case.levels[n] < case.levels[case.at - 1]]
    if opened and case.token(opened[-1]).upper == "GROUP_CONCAT" and case.now.kind != END:
        yield Finding("Q133", case.now.start, case.now.end)


def several(case: Case) -> Iterator[Finding]:
    """Two queries in one text, or a semicolon behind the only one."""
    now = case.now
    follows = case.after if now.text == ";" else now
    if not case.expects(END) or now.kind == END:
        return
    if follows.kind == END:
        yield Finding("Q108", now.start, now.end, {"sign": ";"}, ((now.start, now.end, ""),))
    elif follows.upper in FORMS or follows.upper in {"PREFIX", "BASE"}:
        yield Finding("Q134", follows.start, follows.end)


def nothing(case: Case) -> Iterator[Finding]:
    """``SELECT`` without anything to select."""
    before, now = case.before, case.now
    if (
        case.within == "Projection"
        and before.upper in {"SELECT", "DISTINCT", "REDUCED"}
        and (now.upper in {"WHERE", "FROM"} or now.text == "{")
    ):
        yield Finding("Q139", before.start, before.end, {}, ((before.end, before.end, " *"),))


def number(case: Case) -> Iterator[Finding]:
    """``LIMIT`` or ``OFFSET`` without a whole number."""
    if case.before.upper in {"LIMIT", "OFFSET"} and case.expects("integer") and case.now.kind != END:
        yield Finding("Q141", case.now.start, case.now.end, {"word": case.before.upper})


def path(case: Case) -> Iterator[Finding]:
    """Paths with variables or with ``{1,3}``, and paths where none may stand."""
    now, before, inside = case.now, case.before, set(case.parsed.inside)
    predicate = bool(inside & {"PropertiesPath", "ObjectsPath", "Path"})
    named = before.kind in {"prefixed", "iri"} or before.text == "a"
    wrong = (
        inside & {"Template", "Quads"} and named and now.text in _STEPS,
        predicate and before.kind == "variable" and now.text in _STEPS,
        case.within == "Number" and now.kind == case.token(case.at - 2).kind == "variable" and before.text == "+",
        "Path" in inside and now.kind == "variable" and before.text in {"/", "|", "^", "!"},
        predicate and now.text == "{" and case.after.kind == "number",
    )
    if any(wrong):
        yield Finding("Q137", now.start, now.end)
