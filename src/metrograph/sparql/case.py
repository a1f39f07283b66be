"""A text that an engine refused, and what a detector says about it.

A detector names a mistake and how to mend it. Whether it is right is tried: the mended text must be read to its end, or
clearly further than before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from metrograph.sparql.parse import END, Parsed, parse
from metrograph.sparql.tokens import Token

Edit = tuple[int, int, str]
"""From, to, and what to write there."""
_EFFORT = 600_000  # tokens read again in all, while remedies are tried
_FURTHER = 4


@dataclass(frozen=True)
class Finding:
    """A mistake: its code, where it stands, the values of its words, and the edits that mend it (none: it is sure as it is)."""

    code: str
    start: int
    end: int
    values: Mapping[str, object] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()


def edited(text: str, edits: tuple[Edit, ...]) -> str:
    """A text with edits made in it.

    >>> edited("SELCT ?x", ((0, 5, "SELECT"),))
    'SELECT ?x'
    """
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


@dataclass
class Case:
    """A refused text with what is known about it."""

    text: str
    parsed: Parsed
    prefixes: Mapping[str, str]
    terms: tuple[str, ...] = ()
    message: str = ""
    effort: int = _EFFORT

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its tokens, comments aside."""
        return self.parsed.tokens

    @property
    def at(self) -> int:
        """The number of the token with which it stops making sense."""
        return len(self.tokens) if self.parsed.wrong is None else self.parsed.wrong

    def token(self, number: int) -> Token:
        """A token by its number; behind the last and before the first there is an empty one."""
        if 0 <= number < len(self.tokens):
            return self.tokens[number]
        end = self.tokens[-1].end if self.tokens and number > 0 else 0
        return Token(END, "", end)

    @property
    def now(self) -> Token:
        """The token with which it stops making sense."""
        return self.token(self.at)

    @property
    def before(self) -> Token:
        """The token before that one."""
        return self.token(self.at - 1)

    @property
    def after(self) -> Token:
        """The token behind that one."""
        return self.token(self.at + 1)

    @property
    def within(self) -> str:
        """The innermost rule of the grammar that is under way there."""
        return self.parsed.inside[-1] if self.parsed.inside else ""

    def expects(self, *symbols: str) -> bool:
        """Whether all of these might have stood there."""
        return self.parsed.expected.issuperset(symbols)

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """For each token the number of brackets in which it stands; a bracket stands outside of itself."""
        found, level = [], 0
        for token in self.tokens:
            sign = token.text if token.kind == "sign" else ""
            level -= sign in {"}", ")", "]"}
            found.append(level)
            level += sign in {"{", "(", "["}
        return tuple(found)

    def surplus(self, opening: str, closing: str) -> int:
        """How many more brackets of a kind are opened than closed."""
        signs = [token.text for token in self.tokens if token.kind == "sign"]
        return signs.count(opening) - signs.count(closing)

    def read(self, *edits: Edit) -> Parsed | None:
        """The text with edits, read again; nothing once too much was tried."""
        self.effort -= len(self.tokens)
        return parse(edited(self.text, edits)) if self.effort > 0 else None

    def mends(self, *edits: Edit) -> bool:
        """Whether the text with edits is read to its end."""
        read = self.read(*edits)
        return read is not None and read.wrong is None

    def gain(self, *edits: Edit) -> int:
        """By how many tokens the text with edits is read further; 0 when it is hardly any."""
        read = self.read(*edits)
        if read is None:
            return 0
        if read.wrong is None:
            return len(self.tokens) + 1
        further = (len(self.tokens) - self.at) - (len(read.tokens) - read.wrong)
        return further if further >= _FURTHER else 0

    def until(self, start: int, stops: frozenset[str]) -> int:
        """The number of the first token from ``start`` that is one of these, or closes what ``start`` stands in."""
        for number in range(start, len(self.tokens)):
            token = self.tokens[number]
            here = self.levels[number] - self.levels[start]
            if here < 0 or (here == 0 and (token.upper or token.text) in stops):
                return number
        return len(self.tokens)

    def closing(self, opening: int) -> int | None:
        """The number of the bracket that closes another."""
        level = self.levels[opening]
        return next((n for n in range(opening + 1, len(self.tokens)) if self.levels[n] == level), None)
