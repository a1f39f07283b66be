"""The first page of a plan: its title, its year, the header above it, the names of the network that it is of."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from metrograph.extraction.rules import Rules, flat, rules
from metrograph.naming.find import read_gazetteer
from metrograph.readers.passage import Document, Form, Passage
from metrograph.words import LANGUAGES

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_ACRONYM = re.compile(r"(?<![\w-])[A-Z][A-Za-z]*[A-Z][A-Z0-9]*(?![\w-])")
_PROPER = re.compile(r"(?<=[a-zà-ÿ,] )[A-Z][a-zà-ÿ]{3,}(?!\w)")
_FIRST = 25
_GENERAL = frozenset(
    ["sdg", "sdgs", "odd", "ods", "un", "ue", "eu", "onu", "tbc", "tbd", "faq", "ong", "ngo", "cop", "iati", "pdf", "ict", "tic"]
)


@dataclass(frozen=True, slots=True)
class Front:
    """The places of the titles and headers among the passages, the year, and flat names of the network.

    ``end`` is the first passage after the front.
    """

    titles: tuple[int, ...]
    headers: tuple[int, ...]
    end: int
    year: int | None
    own: tuple[str, ...]


def front_of(document: Document, lang: str) -> Front:
    """What the first passages say of the whole document."""
    passages = document.passages
    reach = _reach(passages)
    titles = tuple(at for at in range(reach) if is_title(passages[at]))
    if not titles:
        heads = [at for at, passage in enumerate(passages) if passage.form is Form.HEADING]
        tops = [at for at in heads if passages[at].level == min(passages[n].level for n in heads)]
        titles = tuple(tops) if len(tops) == 1 and tops[0] < reach else ()
    end = titles[-1] + 1 if titles else 0
    headers = tuple(
        at
        for at in range(end)
        if at not in titles and passages[at].form is not Form.FURNITURE and (passages[at].bold or passages[at].text.isupper())
    )
    own = {*_own(passages, reach, rules(lang)), *_known_own([passages[at].text for at in titles] + [document.title], lang)}
    own |= set(_own_events(own))
    return Front(titles, headers, end, _year(document, titles), tuple(sorted(own)))


def _reach(passages: Sequence[Passage]) -> int:
    """How far a title may stand: before the first bullet or row."""
    listed = (at for at, passage in enumerate(passages) if passage.form in (Form.BULLET, Form.ROW))
    return min(next(listed, len(passages)), _FIRST)


def is_title(passage: Passage) -> bool:
    """Whether a passage reads like the title of a plan: words for a plan, and a year or the rank of a title."""
    if passage.form is Form.FURNITURE or len(passage.text) > 160 or passage.text.rstrip().endswith((".", ":")):
        return False
    words = flat(passage.text)
    named = any(rules(lang).find("plan", words) for lang in LANGUAGES)
    return named and (bool(_YEAR.search(words)) or (passage.form is Form.HEADING and passage.level == 1))


def _year(document: Document, titles: tuple[int, ...]) -> int | None:
    """The year of the plan: of its titles, else of its name, else the one most often written in it."""
    stated = [year for at in titles if (year := _year_behind(document.passages[at].text))]
    stated = stated or [int(year) for year in _YEAR.findall(f"{document.title} {document.file}")]
    if stated:
        return min(stated)
    counts = Counter(int(year) for passage in document.passages for year in _YEAR.findall(passage.text))
    return min(counts, key=lambda year: (-counts[year], year)) if counts else None


def _year_behind(title: str) -> int | None:
    """The year in a title: the first behind the words for a plan, else the first."""
    words = flat(title)
    found = [match for lang in LANGUAGES if (match := rules(lang).find("plan", words))]
    start = min((match.end() for match in found), default=0)
    year = _YEAR.search(title, start) or _YEAR.search(title)
    return int(year[1]) if year else None


def _own_events(own: set[str]) -> Iterator[str]:
    """Flat names of the events that the network holds itself, where it is known: "Journée métropolitaine"."""
    gazetteer = read_gazetteer()
    for name in own:
        known = gazetteer.named(name)
        for _, events in gazetteer.entries[known.id].own_events if known else ():
            yield from map(flat, events)


def _known_own(titles: Sequence[str], lang: str) -> Iterator[str]:
    """Flat names of a known network that the title names, and of its own events."""
    gazetteer = read_gazetteer()
    for title in titles:
        for one in gazetteer.find(title, lang):
            if one.kind == "organisation":
                yield flat(one.quote)


def _own(passages: Sequence[Passage], reach: int, words: Rules) -> tuple[str, ...]:
    """Flat names of the network: names of the first page that come again, and the proper name that comes most often."""
    text = "\n".join(passage.text for passage in passages)
    opening = " ".join(passage.text for passage in passages[:_FIRST])
    first = [passage.text for passage in passages[:reach] if not passage.text.isupper()]
    named = {name for line in first for name in _ACRONYM.findall(line)}
    common = {word for key in words.lists for text in words.words(key) for word in text.split()}
    found = {
        name for name in named if len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text)) > 1 and flat(name) not in _GENERAL
    }
    counts = Counter(_PROPER.findall(text))
    gazetteer = read_gazetteer()
    for name, count in counts.most_common(12):
        known = gazetteer.named(name)
        ours = (known is not None and known.kind == "organisation") or (known is None and name in first[0] if first else False)
        spoken = re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", text)  # a word that is also written small is no name
        if count >= 4 and ours and not spoken and flat(name) not in common and name in opening:
            found.add(name)
            break
    return tuple(sorted(flat(name) for name in found))
