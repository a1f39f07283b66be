"""Authored examples: short texts as a city would write them, with the codes that a careful expert would accept.

``data/examples/11.tsv``, columns parted by tabs: the direct codes plain, the indirect ones with ``~``, ``-`` for none.
Texts that say the same idea share a group, so that no paraphrase stands on both sides of a fold.

```
group  codes         lang  style  text
11-4   11.2 ~13.2    en    title  Night buses for shift workers
```
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from metrograph.errors import MetroGraphError, Place, RecordError, near, together
from metrograph.resources import files
from metrograph.tsvfile import rows
from metrograph.words import LANGUAGES

COLUMNS = ("group", "codes", "lang", "style", "text")


@dataclass(frozen=True, slots=True)
class Example:
    """One text with the codes that hold directly and indirectly; none at all for a negative."""

    group: str
    direct: tuple[str, ...]
    indirect: tuple[str, ...]
    lang: str
    style: str
    text: str


def read_examples(codes: frozenset[str], paths: Iterable[Path] | None = None) -> tuple[Example, ...]:
    """Every example of some files (else of the package), in their order; ``RecordError`` with everything wrong in them.

    >>> from metrograph.records import read_vocabulary
    >>> {example.lang for example in read_examples(read_vocabulary().sdg)} == {"en", "fr", "es"}
    True
    """
    found: list[Example] = []
    problems: list[MetroGraphError] = []
    for path in files("data/examples", "*.tsv") if paths is None else paths:
        for number, cells in rows(path, COLUMNS, problems):
            try:
                found.append(_example(cells, Place(str(path), number), codes))
            except RecordError as error:
                problems.append(error)
    if problems:
        raise together(problems)
    return tuple(found)


def _example(cells: list[str], place: Place, known: frozenset[str]) -> Example:
    group, given, lang, style, text = cells
    if lang not in LANGUAGES:
        raise RecordError("R113", place, value=lang, near=near(lang, LANGUAGES), choices=", ".join(LANGUAGES))
    codes = [] if given == "-" else given.split()
    for code in codes:
        if code.removeprefix("~") not in known:
            raise RecordError("R116", place, value=code, near=near(code.removeprefix("~"), known))
    if not text.strip() or (not codes and given != "-"):
        raise RecordError("R112", place, field="text" if codes else "codes")
    direct = tuple(code for code in codes if not code.startswith("~"))
    indirect = tuple(code.removeprefix("~") for code in codes if code.startswith("~"))
    return Example(group, direct, indirect, lang, style, text)
