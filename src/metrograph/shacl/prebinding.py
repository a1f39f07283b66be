"""Pre-bound variables of SHACL-SPARQL: checks a query against what SHACL allows, and binds ``$this`` for many nodes at once.

A private graph holds the nodes. Each group of the query that speaks of a pre-bound variable gets a pattern over that graph
in front, so that the variable is bound there as SHACL wants it, in every branch, and one query answers for all nodes:

```
SELECT $this ?value WHERE { $this ex:p ?value . FILTER … }
SELECT $this ?value WHERE { GRAPH <…> { <…batch/7> <…this> $this } $this ex:p ?value . FILTER … }
```

Where a select groups, parameters that it uses are added to ``GROUP BY``: they are the same for all, and stay visible so.

Sources: SHACL 5.3.1 (pre-binding) and appendix A.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from metrograph.quoted import STRING

_TOKEN = re.compile(
    rf"{STRING}|" r'<[^<>"{}|^`\\\s]*>|#[^\n]*|[?$]\w+|[A-Za-z_][\w.-]*(?::[\w.:%-]*)?|:[\w.:%-]+|[{}()*]',
    re.DOTALL,
)
_FORBIDDEN = ("MINUS", "SERVICE", "VALUES")
_OPTIONAL = ("shapesGraph", "currentShape")
_SLICES = ("LIMIT", "OFFSET")


class RefusedQueryError(ValueError):
    """A query that may not stand in a shape: the clause, as a person would find it."""


@dataclass(slots=True)
class _Group:
    """A group ``{ … }`` of a query: where it begins, the variables inside, the select clause when it is a sub-select."""

    start: int
    names: set[str] = field(default_factory=set)
    correlated: bool = False
    projected: list[str] | None = None
    select: bool = False
    where: "_Group | None" = None
    grouping: int = 0


@dataclass(frozen=True, slots=True)
class Bindable:
    """A query whose pre-bound variables can be bound: its text, and where in it patterns can be put."""

    text: str
    groups: tuple[tuple[int, frozenset[str]], ...]
    groupings: tuple[tuple[int, frozenset[str]], ...]
    names: frozenset[str]
    projected: tuple[str, ...]
    sliced: bool

    def bound(self, patterns: Mapping[str, str], constants: Collection[str] = ()) -> str:
        """The query with a pattern for each pre-bound variable in front of each group that speaks of it."""
        places = [
            (start, dict.fromkeys(patterns[name] for name in sorted(names & patterns.keys()))) for start, names in self.groups
        ]
        places += [
            (start, dict.fromkeys(f"${name}" for name in sorted(names & set(constants)))) for start, names in self.groupings
        ]
        text = self.text
        for start, wanted in sorted(places, key=lambda place: place[0], reverse=True):
            text = f"{text[:start]} {' '.join(wanted)} {text[start:]}" if wanted else text
        return text


def bindable(text: str, prebound: Collection[str], needed: Collection[str] = ("this",)) -> Bindable:
    """A query made ready for pre-binding; ``RefusedQueryError`` names the clause that SHACL forbids.

    >>> query = bindable("SELECT $this { { $this a ?x } UNION { ?x a $this } }", ("this",))
    >>> query.bound({"this": "PATTERN"})
    'SELECT $this { PATTERN  { PATTERN  $this a ?x } UNION { PATTERN  ?x a $this } }'
    """
    tokens = [match for match in _TOKEN.finditer(text) if not match[0].startswith("#")]
    scan = _Scan(prebound)
    for token in tokens:
        scan.see(token)
    groups = scan.groups
    words = {token[0].upper() for token in tokens}
    inner = [name for name in prebound if name not in _OPTIONAL]
    for group in groups:
        if group.where:
            group.where.names |= group.names
        told = group.projected or []
        missing = [name for name in (needed if group is groups[0] else inner) if name not in told and "*" not in told]
        if group.select and missing:
            raise RefusedQueryError(f"SELECT … ${missing[0]}")
    return Bindable(
        text,
        tuple((one.start, frozenset(one.names)) for one in groups if not one.correlated and not one.select),
        tuple((one.grouping, frozenset(one.names)) for one in groups if one.grouping),
        frozenset(name for group in groups for name in group.names),
        tuple(groups[0].projected or ()),
        sliced=bool(words & set(_SLICES)),
    )


class _Scan:
    """Walks over the tokens of a query and gathers its groups; an imagined one around the whole holds the outer select clause."""

    def __init__(self, prebound: Collection[str]) -> None:
        whole = _Group(0, select=True)
        self.stack, self.groups = [whole], [whole]
        self.prebound, self.previous = prebound, ""
        self.selecting: _Group | None = None
        self.depth = 0

    def see(self, token: re.Match[str]) -> None:
        """The next token."""
        word = token[0].upper()
        if word in _FORBIDDEN:
            raise RefusedQueryError(word)
        if word in "{}":
            self._brace(word, token.end())
        elif word in "()":
            self.depth += 1 if word == "(" else -1
        elif word == "SELECT":
            self.selecting, self.depth = self.stack[-1], 0
            self.selecting.select, self.selecting.projected = True, []
        elif word in ("WHERE", "FROM"):
            self.selecting = None
        elif word == "BY" and self.previous == "GROUP":
            self.stack[-1].grouping = token.end()
        elif word == "*" and not self.depth and self.previous in ("SELECT", "DISTINCT", "REDUCED"):
            self._project("*")
        elif word[0] in "?$":
            self._variable(token[0])
        self.previous = word

    def _brace(self, sign: str, end: int) -> None:
        self.selecting = None
        if sign == "{":
            group = _Group(end, correlated=self.stack[-1].correlated or self.previous == "EXISTS")
            above = self.stack[-1]
            if above.select and above.where is None:
                above.where = group
            self.stack.append(group)
            self.groups.append(group)
        elif len(self.stack) > 1:
            inner = self.stack.pop()
            self.stack[-1].names |= inner.names

    def _variable(self, text: str) -> None:
        if self.previous == "AS" and text[1:] in self.prebound:
            raise RefusedQueryError(f"AS {text}")
        self.stack[-1].names.add(text[1:])
        if not self.depth or self.previous == "AS":
            self._project(text[1:])

    def _project(self, name: str) -> None:
        if self.selecting and self.selecting.projected is not None:
            self.selecting.projected.append(name)
