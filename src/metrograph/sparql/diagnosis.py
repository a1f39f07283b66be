"""What is wrong with a query that an engine refused: one mistake, with its place and the next step.

```
text -> slips          characters that no reader can take       sure by themselves
     -> grammar        the first token that cannot stand there  sure when mending it lets the text be read further
     -> meaning        names, groups, prefixes of a text that can be read
     -> Q101           nothing is sure: the place alone
```
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from metrograph.errors import Place, QueryError
from metrograph.sparql import clauses, keywords, signs
from metrograph.sparql.case import Case, Finding
from metrograph.sparql.meaning import MEANING, undeclared
from metrograph.sparql.outline import Outline
from metrograph.sparql.parse import END, parse
from metrograph.sparql.slips import slips, unclosed_iri
from metrograph.sparql.tokens import place_of

Detector = Callable[[Case], Iterator[Finding]]
GRAMMAR: tuple[Detector, ...] = (
    clauses.several,
    unclosed_iri,
    clauses.declaration,
    clauses.nothing,
    keywords.capital_a,
    keywords.truth,
    keywords.operators,
    keywords.sql,
    keywords.misspelt,
    clauses.concatenation,
    clauses.number,
    clauses.path,
    clauses.sorting,
    clauses.order,
    clauses.trapped,
    clauses.expression,
    clauses.unnamed,
    clauses.commas,
    clauses.condition,
    signs.swapped,
    signs.missing,
    signs.incomplete,
    signs.doubled,
    signs.unclosed,
    signs.unopened_condition,
    signs.extra,
    signs.unopened,
    keywords.bare,
    signs.unmatched,
)
_UNGROUPED = ("variable that is unbound", "SELECT * is not authorized with GROUP BY")


def diagnose(
    text: str,
    prefixes: Mapping[str, str],
    terms: Iterable[str] = (),
    message: str = "",
    line: int = 0,
    column: int = 0,
    *,
    update: bool = False,
) -> QueryError:
    """The error to raise for a text that was refused: ``terms`` are IRIs that are known, ``message`` is what the engine said.

    >>> error = diagnose("SELECT ?s { ?s A mg:PilotProject }", {"mg": "https://w3id.org/metrograph/ns#"})
    >>> error.code, str(error.place)
    ('Q153', 'query:1:16')
    """
    case = Case(text, parse(text), prefixes, tuple(terms), message)
    found = finding(case, update=update)
    if found is None:
        return _unsure(case, line, column)
    at, from_left = place_of(text, found.start)
    width = max(1, found.end - found.start)
    return QueryError(found.code, Place("query", at, from_left, width), source=text, **found.values)


def finding(case: Case, *, update: bool = False) -> Finding | None:
    """The mistake of a text that is sure, or the first of several; nothing when none is."""
    wrong_form = _form(case, update)
    if wrong_form:
        return wrong_form
    first = next(slips(case), None)
    if first:
        return first
    if case.parsed.wrong is None:
        return next((found for detect in MEANING for found in detect(case)), None)
    return _grammar(case) or next((each for each in undeclared(case) if each.start < case.now.start), None)


def _form(case: Case, update: bool) -> Finding | None:
    """An update where a query is wanted, or the other way round."""
    outline = Outline.of(case.text)
    if outline.form and (outline.form == "update") != update:
        first = next(token for token in outline.tokens if token.start >= outline.prologue)
        return Finding("Q136" if update else "Q135", first.start, first.end, {"word": first.upper})
    return None


def _grammar(case: Case) -> Finding | None:
    best: tuple[int, Finding] | None = None
    for detect in GRAMMAR:
        for found in detect(case):
            gain = case.gain(*found.edits) if found.edits else len(case.tokens) + 1
            if gain > len(case.tokens):
                return found
            if gain and (best is None or gain > best[0]):
                best = gain, found
    return best[1] if best else None


def _unsure(case: Case, line: int, column: int) -> QueryError:
    text = case.text
    if any(words in case.message for words in _UNGROUPED):
        return QueryError("Q103", _place(text, line, column), source=text)
    if case.parsed.wrong is None:
        return QueryError("Q101", _place(text, line, column), source=text)
    now = case.now
    start = case.before.end if now.kind == END else now.start
    at, from_left = place_of(text, start)
    return QueryError("Q101", Place("query", at, from_left, len(now.text) if now.kind != END else 1), source=text)


def _place(text: str, line: int, column: int) -> Place:
    """The place that the engine gives; behind the last word when it is the end of the text."""
    rows = text.rstrip().splitlines() or [""]
    if line > len(rows):
        return Place("query", len(rows), len(rows[-1]) + 1)
    return Place("query", max(line, 1), max(column, 1))
