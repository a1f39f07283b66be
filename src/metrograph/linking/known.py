"""Well-known bodies, events and days, and the goals or targets that they stand for: facts from outside the text.

``data/known.tsv``, columns parted by tabs; several names of one thing are parted by ``|``, an acronym is found only in capitals:

```
names                     codes  what                                                   source
UITP                      11.2   international association of public transport         https://www.uitp.org
8 March|8 mars|8 de marzo 5.1    International Women's Day                              https://www.un.org/…
```
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from metrograph.errors import MetroGraphError, Place, RecordError, near, together
from metrograph.linking.text import Word, words
from metrograph.resources import root
from metrograph.tsvfile import rows

COLUMNS = ("names", "codes", "what", "source")


@dataclass(frozen=True, slots=True)
class Fact:
    """What a name is known for; a code with ``~`` before it holds by one step of inference."""

    names: tuple[str, ...]
    codes: tuple[str, ...]
    what: str
    source: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A known name in a text: ``text[start:end]`` is how it was written."""

    fact: Fact
    start: int
    end: int


def read_facts(codes: frozenset[str], path: Path | None = None) -> tuple[Fact, ...]:
    """The facts of a file (else of the package), in its order; ``RecordError`` with everything wrong in it.

    >>> from metrograph.records import read_vocabulary
    >>> any("UITP" in fact.names for fact in read_facts(read_vocabulary().sdg))
    True
    """
    found: list[Fact] = []
    problems: list[MetroGraphError] = []
    path = path or root() / "data/known.tsv"
    for number, (names, given, what, source) in rows(path, COLUMNS, problems):
        place = Place(str(path), number)
        wrong = [code for code in given.split() if code.removeprefix("~") not in codes]
        problems.extend(RecordError("R116", place, value=code, near=near(code, codes)) for code in wrong)
        if not (names.strip() and given.strip() and what.strip() and source.startswith("http")):
            problems.append(RecordError("R112", place, field="names, codes, what, source"))
        found.append(Fact(tuple(names.split("|")), tuple(given.split()), what, source))
    if problems:
        raise together(problems)
    return tuple(found)


class Known:
    """Looks for every known name at once.

    >>> uitp = Fact(("UITP",), ("11.2",), "association of public transport", "https://www.uitp.org")
    >>> [mention.start for mention in Known([uitp]).find("Avec UITP", words("Avec UITP", "fr"))]
    [5]
    """

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts: dict[tuple[str, ...], tuple[str, Fact]] = {}
        for fact in facts:
            for name in fact.names:
                self._facts[tuple(word.folded for word in words(name, "en"))] = name, fact
        self._first = {key[0] for key in self._facts}
        self._longest = max(map(len, self._facts), default=0)

    def find(self, text: str, found: Sequence[Word]) -> Iterator[Mention]:
        """Every mention among the words of a text, from left to right, the longest name first; acronyms only in capitals."""
        at = 0
        while at < len(found):
            mention = self._at(text, found, at) if found[at].folded in self._first else None
            if mention:
                yield mention
            end = mention.end if mention else found[at].end
            while at < len(found) and found[at].start < end:
                at += 1

    def _at(self, text: str, found: Sequence[Word], at: int) -> Mention | None:
        for size in range(min(self._longest, len(found) - at), 0, -1):
            name, fact = self._facts.get(tuple(word.folded for word in found[at : at + size]), ("", None))
            start, end = found[at].start, found[at + size - 1].end
            if fact and (not _acronym(name) or text[start:end] == name):
                return Mention(fact, start, end)
        return None


def _acronym(name: str) -> bool:
    return name.isupper() and " " not in name
