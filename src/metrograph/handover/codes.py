"""The goals and targets that a document itself states, as words that a plan file keeps: "ODD 11.2"."""

import re
from collections.abc import Iterable, Iterator

from metrograph.extraction.draft import Draft
from metrograph.linking.stated import Statement, statements
from metrograph.model import Item
from metrograph.readers.passage import Document, Passage, Where
from metrograph.records.vocabulary import read_vocabulary

_NAME = {"en": "SDG", "fr": "ODD", "es": "ODS"}
_JOINT = re.compile(r"\s*(?:[,;/&+–—-]|and|et|y|e|or|ou|to|au?|à|al?)?\s*(?:and|et|y)?\s*", re.IGNORECASE)


def codes_in(text: str) -> tuple[str, ...]:
    """The codes that a text states by their number, each once.

    >>> codes_in("Bus propres (ODD 11.2 et 13)"), codes_in("Faim zéro")
    (('11.2', '13'), ())
    """
    return tuple(dict.fromkeys(one.code for one in _numbered(text)))


def codes_of(item: Item) -> tuple[str, ...]:
    """The codes that the words of an item state: its label, and what else its lines say."""
    texts = (*(words for _, words in item.label.pairs()), *item.also_says)
    return tuple(dict.fromkeys(code for text in texts for code in codes_in(text)))


def words_for(code: str, lang: str) -> str:
    """The words that state a code.

    >>> words_for("11.2", "fr")
    'ODD 11.2'
    """
    return f"{_NAME[lang]} {code}"


Passages = dict[tuple[int, int, str], list[Passage]]


def by_place(document: Document) -> Passages:
    """The passages of a document by line, page and sheet."""
    found: Passages = {}
    for passage in document.passages:
        found.setdefault(_place(passage.where), []).append(passage)
    return found


def words_of_codes(draft: Draft, passages: Passages, lang: str) -> tuple[str, ...]:
    """The words of a document by which it states the codes of a draft, those of the label aside.

    A code that stands alone in a cell of its own column is written with the name of the framework before it.
    """
    left = [code for code in draft.sdgs if code not in codes_in(draft.label) and code not in codes_in(draft.description)]
    found: list[str] = []
    for text in _texts(draft, passages):
        for words in _spans(text):
            if any(code in left for code in codes_in(words)) and set(codes_in(words)) <= set(draft.sdgs):
                found.append(words)
                left = [code for code in left if code not in codes_in(words)]
    return (*found, *(words_for(code, lang) for code in left))


def stating(codes: Iterable[str], item: Item, lang: str) -> tuple[str, ...]:
    """What else the lines of an item say, so that its words state some codes: what states others is left out."""
    wanted = tuple(dict.fromkeys(codes))
    kept = [words for words in item.also_says if set(codes_in(words)) <= set(wanted)]
    here = {code for text in (*(words for _, words in item.label.pairs()), *kept) for code in codes_in(text)}
    return (*kept, *(words_for(code, lang) for code in wanted if code not in here))


def _numbered(text: str) -> list[Statement]:
    return [one for one in statements(text, read_vocabulary().sdg) if one.numbered]


def _texts(draft: Draft, passages: Passages) -> Iterator[str]:
    """The passages and cells in which the draft is stated."""
    for place in dict.fromkeys(_place(one.where) for one in draft.sources):
        for passage in passages.get(place, ()):
            yield from (cell.text for cell in passage.cells) if passage.cells else (passage.text,)


def _place(where: Where) -> tuple[int, int, str]:
    return where.line, where.page, where.sheet


def _spans(text: str) -> Iterator[str]:
    """Words of a text that state one code, or several in a row: "ODD 5, 11.2 et 13"."""
    start = end = -1
    for one in _numbered(text):
        if end >= 0 and (one.start < end or _JOINT.fullmatch(text[end : one.start])) and not text[one.start].isalpha():
            end = max(end, one.end)
            continue
        if end >= 0:
            yield text[start:end]
        start, end = one.start, one.end
    if end >= 0:
        yield text[start:end]
