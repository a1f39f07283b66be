"""Single words of a query, written as pyoxigraph understands them: truth values, escapes, GROUP_CONCAT, BNODE."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count

from metrograph.sparql.parse import Parsed
from metrograph.sparql.tokens import Token, code

_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_OPEN, _CLOSE = {"(", "{", "["}, {")", "}", "]"}


@dataclass
class Marks:
    """What is to be written before and behind tokens, by their number."""

    before: dict[int, str] = field(default_factory=dict)
    behind: dict[int, str] = field(default_factory=dict)

    def put(self, first: int, words: str, last: int, closing: str) -> None:
        """Write something before a token, and something behind another; what is put later stands nearer to the outside."""
        self.before[first] = words + self.before.get(first, "")
        self.behind[last] = self.behind.get(last, "") + closing


def lowered(text: str) -> str:
    """``TRUE`` and ``False`` in small letters: keywords of SPARQL may be written in either.

    >>> lowered("ASK { FILTER(TRUE && ?TRUE) }")
    'ASK { FILTER(true && ?TRUE) }'
    """
    return _edited(text, (token for token in code(text) if token.upper in {"TRUE", "FALSE"}), str.lower)


def escaped(text: str) -> str:
    r"""Characters for the ``\u…`` that stand in names: the engine knows them in texts and IRIs alone.

    >>> escaped(r'ASK { ?caf\u00e9 a "\u00e9" }')
    'ASK { ?café a "\\u00e9" }'
    """
    quoted = (token for token in code(text) if token.kind in {"string", "iri", "open"})
    return _edited(text, quoted, str, lambda words: _POINT.sub(_character, words))


def _edited(text: str, found: Iterable[Token], write: Callable[[str], str], between: Callable[[str], str] = str) -> str:
    """A text with some of its tokens, and what stands between them, written in another way."""
    pieces, at = [], 0
    for token in found:
        pieces += [between(text[at : token.start]), write(token.text)]
        at = token.end
    made = "".join((*pieces, between(text[at:])))
    return text if made == text else made


def _character(match: re.Match[str]) -> str:
    sign = chr(min(int(match[1] or match[2], 16), 0x10FFFF))
    return sign if sign.isalnum() or sign == "_" else match[0]


def marked(parsed: Parsed) -> Marks:
    """What is to be written around single tokens of a text that was read."""
    marks = Marks()
    for number, token in enumerate(parsed.tokens):
        if token.upper == "GROUP_CONCAT":
            marks.put(number, "STR(", closing(parsed.tokens, number + 1), ")")
    if any(token.upper == "BNODE" for token in parsed.tokens):
        _name_blanks(parsed, marks)
    return marks


def closing(tokens: tuple[Token, ...], opening: int) -> int:
    """The number of the bracket that closes another."""
    depth = 0
    for number in range(opening, len(tokens)):
        if tokens[number].kind == "sign":
            depth += (tokens[number].text in _OPEN) - (tokens[number].text in _CLOSE)
            if depth == 0:
                return number
    return opening


def fresh(text: str, stem: str) -> str:
    """A variable that a text does not have."""
    return next(f"?{stem}{number}" for number in count() if f"{stem}{number}" not in text)


# ---- BNODE("x"): one blank node for each solution, whatever text it is made of


def _name_blanks(parsed: Parsed, marks: Marks) -> None:
    """Each solution gets a text of its own, which becomes a part of the names of its blank nodes."""
    row = fresh(parsed.text, "row")
    keys = (_home(parsed, node.above) for node in parsed.nodes if node.rule == "GroupBy")
    grouped = aggregates(parsed).union(keys)  # their rows are groups: BNODE is left alone there
    ends: dict[int, str] = {}
    for number, node in enumerate(parsed.nodes):
        if node.rule in {"Select", "SubSelect"} and number not in grouped:
            projection, where = (_under(parsed, number, rule)[0] for rule in ("Projection", "Where"))
            if _calls(parsed, projection, marks, row):
                _bind(parsed, where, marks, row)
        elif node.rule == "Bind" and not _shown(parsed, number):
            again = ends.get(node.first)  # the BIND right before it is about the same solution
            own = again or f"{row}_{number}"
            if _calls(parsed, number, marks, own):
                ends[node.last] = own
                if not again:
                    marks.put(node.first, f"BIND(STRUUID() AS {own}) ", node.first, "")


def _under(parsed: Parsed, number: int, rule: str) -> list[int]:
    return [n for n in parsed.below.get(number, ()) if parsed.nodes[n].rule == rule]


def aggregates(parsed: Parsed) -> frozenset[int]:
    """The SELECTs that have an aggregate of their own."""
    return frozenset(_home(parsed, node.above) for node in parsed.nodes if node.rule == "Aggregate")


def _home(parsed: Parsed, number: int) -> int:
    """The SELECT or the group that a part belongs to."""
    while number >= 0 and parsed.nodes[number].rule not in {"Select", "SubSelect", "Group"}:
        number = parsed.nodes[number].above
    return number


def _shown(parsed: Parsed, number: int) -> bool:
    """Whether every variable around a part is shown, so that none can be added."""
    while number >= 0 and parsed.nodes[number].rule not in {"Select", "SubSelect", "Describe"}:
        number = parsed.nodes[number].above
    if number < 0:
        return False
    projection = _under(parsed, number, "Projection")
    return not projection or parsed.tokens[parsed.nodes[projection[0]].last - 1].text == "*"


def _calls(parsed: Parsed, number: int, marks: Marks, row: str) -> bool:
    """Mark every ``BNODE(…)`` of a part; whether there is one."""
    node, found = parsed.nodes[number], False
    for at in range(node.first, node.last):
        if parsed.tokens[at].upper == "BNODE" and parsed.tokens[at + 2].text != ")":
            end = closing(parsed.tokens, at + 1)
            marks.put(at + 2, 'CONCAT("b", MD5(', end - 1, f"), {row})")
            found = True
    return found


def _bind(parsed: Parsed, where: int, marks: Marks, row: str) -> None:
    """Give each row of a group a text of its own."""
    group = parsed.nodes[_under(parsed, where, "Group")[0]]
    end = closing(parsed.tokens, group.first)
    marks.put(group.first, "{ ", end, f" BIND(STRUUID() AS {row}) }}")
