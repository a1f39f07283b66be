"""What reading goes by: the book (what is true of a whole document), the piece (words and where they stand), the context."""

import re
from dataclasses import dataclass

from metrograph.extraction.draft import Mention, Quoted
from metrograph.extraction.kinds import OPEN, Setting
from metrograph.extraction.rules import Rules
from metrograph.model import Status
from metrograph.readers.passage import Where


@dataclass(frozen=True, slots=True)
class Book:
    """What is true of the whole document: its file, language, year, the names of its network, and the word lists."""

    file: str
    lang: str
    year: int | None
    own: tuple[str, ...]
    rules: Rules


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a passage that may state a thing: as people read them, as the source writes them, and where."""

    text: str
    raw: str
    where: Where
    start: int = 0
    linked: bool = False

    def quoted(self, words: str, file: str) -> Quoted:
        """Some of the words, found in the source however it breaks and marks them; all of it where they are not found."""
        pattern = r"[\s*_`\[\]-]*".join(re.escape(part) for part in re.split(r"[\s-]+", words) if part)
        found = re.search(pattern, self.raw) if words else None
        if found is None:
            return Quoted(file, self.where, self.start, self.raw)
        return Quoted(file, self.where, self.start + found.start(), found[0])


@dataclass(frozen=True, slots=True)
class Context:
    """What the headings above a line say of it."""

    setting: Setting = OPEN
    section: str = ""
    parent: str = ""
    group: str = ""
    status: Status | None = None
    condition: str = ""
    month: str = ""
    themes: tuple[Mention, ...] = ()
