"""Mistakes in a single word or operator: misspelt, in the wrong case, of another language."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from metrograph.sparql.case import Case, Edit, Finding
from metrograph.sparql.grammar import CALLS, FUNCTIONS, KEYWORDS
from metrograph.sparql.outline import FORMS

_OPERATORS = {"AND": "&&", "OR": "||", "&": "&&", "|": "||", "<>": "!="}
_RUNS = {"==": "=", "===": "=", "!==": "!=", "=<": "<=", "=>": ">=", "=!": "!=", "&&&": "&&", "|||": "||", "=<>": "!="}
_FOREIGN = {
    "LOWER": "LCASE", "TOLOWER": "LCASE", "UPPER": "UCASE", "TOUPPER": "UCASE", "LENGTH": "STRLEN", "LEN": "STRLEN",
    "SUBSTRING": "SUBSTR", "IFNULL": "COALESCE", "NVL": "COALESCE", "ISNULL": "!BOUND", "CONCATENATE": "CONCAT",
    "CEILING": "CEIL", "STARTSWITH": "STRSTARTS", "ENDSWITH": "STRENDS", "INSTR": "CONTAINS", "GETDATE": "NOW",
    "STRING_AGG": "GROUP_CONCAT", "LISTAGG": "GROUP_CONCAT", "AVERAGE": "AVG", "MEAN": "AVG",
}  # fmt: skip
_SQL = {
    "LIKE": "CONTAINS(?x, \"…\")",
    "ILIKE": "CONTAINS(LCASE(?x), \"…\")",
    "IS": "BOUND(?x), !BOUND(?x)",
    "NULL": "BOUND(?x), !BOUND(?x)",
    "BETWEEN": "?x >= 1 && ?x <= 9",
    "TOP": "LIMIT 10",
    "CASE": "IF(?x > 3, \"a\", \"b\")",
    "CAST": "xsd:integer(?x)",
}  # fmt: skip
_NEAR = 0.7


def capital_a(case: Case) -> Iterator[Finding]:
    """``A`` for ``a``."""
    now = case.now
    if now.text == "A" and case.expects("a"):
        yield Finding("Q153", now.start, now.end, {}, ((now.start, now.end, "a"),))


def truth(case: Case) -> Iterator[Finding]:
    """``TRUE`` for ``true``."""
    now = case.now
    if now.upper in {"TRUE", "FALSE"} and case.expects("true"):
        wanted = now.text.lower()
        yield Finding("Q121", now.start, now.end, {"found": now.text, "wanted": wanted}, ((now.start, now.end, wanted),))


def sql(case: Case) -> Iterator[Finding]:
    """Words of SQL, for which SPARQL has others."""
    now, before = case.now, case.before
    if now.upper in _SQL and _meant(case):
        yield Finding("Q132", now.start, now.end, {"found": now.text, "wanted": _SQL[now.upper]})
    elif now.upper in _FOREIGN and case.after.text == "(" and case.expects("one"):
        wanted = _FOREIGN[now.upper]
        yield Finding("Q132", now.start, now.end, {"found": now.text, "wanted": f"{wanted}(…)"})
    elif before.upper == "FROM" and now.kind == "word" and case.expects("iri"):
        yield Finding("Q132", before.start, now.end, {"found": f"FROM {now.text}", "wanted": "WHERE { … }"})
    elif now.text == "," and before.kind == "number" and case.token(case.at - 2).upper == "LIMIT" and case.after.kind == "number":
        wanted = f"LIMIT {case.after.text} OFFSET {before.text}"
        start = case.token(case.at - 2).start
        edit: Edit = (start, case.after.end, wanted)
        yield Finding(
            "Q132", start, case.after.end, {"found": f"LIMIT {before.text}, {case.after.text}", "wanted": wanted}, (edit,)
        )


def _meant(case: Case) -> bool:
    """Whether a word of SQL stands as it would stand there, so that it is no name."""
    word, after = case.now.upper, case.after
    if word in {"LIKE", "ILIKE", "BETWEEN"} or (word == "IS" and after.upper in {"NULL", "NOT"}):
        return case.expects("=")
    starts = {"NULL": case.before.text in {"=", "!="}, "TOP": after.kind == "number", "CASE": after.upper == "WHEN"}
    return case.expects("var") and starts.get(word, after.text == "(")


def operators(case: Case) -> Iterator[Finding]:
    """``==``, ``&``, ``and``, ``<>``, ``=<`` … and ``NOT`` for ``!``."""
    now, at = case.now, case.at
    if case.expects("||") and (wanted := _OPERATORS.get(now.upper or now.text)):
        yield Finding("Q122", now.start, now.end, {"found": now.text, "wanted": wanted}, ((now.start, now.end, wanted),))
    for first in (at - 2, at - 1, at):
        for last in range(first + 1, at + 2):
            start, end = case.token(first).start, case.token(last).end
            run = case.text[start:end]
            if first >= 0 and run in _RUNS:
                yield Finding("Q122", start, end, {"found": run, "wanted": _RUNS[run]}, ((start, end, f" {_RUNS[run]} "),))
    if case.before.upper == "NOT" and case.expects("EXISTS") and now.upper != "EXISTS":
        start = case.before.start
        wanted = case.text[now.start : now.end]
        values = {"found": f"{case.before.text} {wanted}", "wanted": f"!{wanted}"}
        yield Finding("Q122", start, now.end, values, ((start, now.start, "!"),))
        if case.after.text == "(" and (closing := case.closing(at + 1)):
            shut = case.token(closing).end
            yield Finding(
                "Q122", start, now.end, {**values, "wanted": f"(!{wanted}(…))"}, ((start, now.start, "(!"), (shut, shut, ")"))
            )


def misspelt(case: Case) -> Iterator[Finding]:
    """A word that is almost one of those that may stand there."""
    now = case.now
    if now.kind != "word" or now.upper in FUNCTIONS or (now.upper in FORMS and case.at == 0):
        return
    may = {word for word in case.parsed.expected if word.isupper()}
    may |= {word for word, kind in CALLS.items() if case.expects(kind)}
    for wanted in get_close_matches(now.upper, sorted(may), n=3, cutoff=_NEAR):
        yield Finding("Q118", now.start, now.end, {"word": now.text, "near": wanted}, ((now.start, now.end, wanted),))


def bare(case: Case) -> Iterator[Finding]:
    """A word where a variable or a term is due: most often a variable without its question mark."""
    now, before = case.now, case.before
    if before.upper in FUNCTIONS and case.expects("(") and now.text != "(":  # ?lang = lang, ?year = year
        now = before
    elif now.kind != "word" or now.upper in KEYWORDS | FUNCTIONS or now.text == "a" or not case.expects("var"):
        return
    named = any(token.text[1:] == now.text for token in case.tokens if token.kind == "variable")
    term = "" if named else _term(case, now.text)
    edit: Edit = (now.start, now.end, term or f"?{now.text}")
    near = term or (f"?{now.text}" if named else "")
    yield Finding("Q119", now.start, now.end, {"word": now.text, "near": near}, (edit,))


def _term(case: Case, name: str) -> str:
    """A known term with this name, as a prefixed name."""
    for prefix, space in case.prefixes.items():
        if space + name in case.terms and re.fullmatch(r"[A-Za-z]\w*", name):
            return f"{prefix}:{name}"
    return ""
