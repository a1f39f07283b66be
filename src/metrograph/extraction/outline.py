"""The headings of a document: which of them are strategic lines, which hold them together, which stand below."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from metrograph.dating.when import months_in
from metrograph.extraction.book import Book
from metrograph.extraction.labels import Label, label_of, numbered
from metrograph.readers.passage import Form, Passage

_PARENTHESES = re.compile(r"\s*\([^()]*\)\s*$")
STRUCTURE = frozenset({"calendar", "actions", "themes", "others", "set-aside", "lines", "objectives", "products"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as understood: its words without number, what it says of what follows, and its month where it is one."""

    text: str
    label: Label
    month: str
    named: bool


def heading_of(text: str, book: Book) -> Heading:
    """What a heading or a lead-in says."""
    bare, named = numbered(text.strip().rstrip(":").strip(), book.rules)
    month = months_in(bare, book.lang, book.year) or months_in(_PARENTHESES.sub("", bare), book.lang, book.year)
    return Heading(bare, label_of(bare, book.rules, book.own), month, named)


def line_level(passages: Sequence[Passage], book: Book) -> int:
    """The level of headings on which the strategic lines stand; 0 when the document has no headings.

    Headings that call themselves lines decide; else the highest level that has at least two headings of content, or one.
    """
    found = [(passage.level, heading_of(passage.text, book)) for passage in passages if passage.form is Form.HEADING]
    named = Counter(level for level, heading in found if heading.named)
    if named and named.most_common(1)[0][1] > 1:
        return named.most_common(1)[0][0]
    content = Counter(
        level for level, heading in found if not (heading.month or heading.label.bare or heading.label.category in STRUCTURE)
    )
    several = [level for level, count in content.items() if count > 1]
    return min(several or content or [level for level, _ in found] or [0])
