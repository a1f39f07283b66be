"""Finds the names of places and organisations in a text, by data/places.tsv and data/organisations.tsv."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from metrograph.folding import fold
from metrograph.naming.rows import ORGANISATION, PLACE, Entry, read_entries
from metrograph.naming.rules import ends_with, folded, rules
from metrograph.resources import root
from metrograph.words import LANGUAGES

REACH = 200  # letters around a name that are looked at
_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"\s*[-–.'’ʻ&/]?\s*")
_WIDE_GAP = re.compile(r"[\s,.(:/–-]+")
_STOP = re.compile(r"[.!?;•…\n]\s*[\"'”»’]?\s*$")
_MARK_BEFORE = re.compile(r"(?:[,(:/|\[]|\s[-–—])\s*$")
_YEAR_AFTER = re.compile(r"[\s,(]*(?:19|20)\d\d(?!\d)")
_TAIL = re.compile(r"(?P<head>.+?)\s*(?:\((?P<inside>[^()]+)\)|\s[-–—]\s(?P<dash>.+)|,\s*(?P<after>.+))$")


@dataclass(frozen=True, slots=True)
class Named:
    """A place or an organisation that a text names: ``text[start:end] == quote``; ``id`` is empty when it is not known."""

    id: str
    kind: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entry as it is matched, word by word, and the languages in which it is used."""

    entry: Entry
    text: str
    langs: tuple[str, ...]
    words: tuple[str, ...]
    raw: tuple[str, ...]
    wide: tuple[bool, ...]
    careful: bool
    exact: bool
    freely: bool


class Gazetteer:
    """Names of places and organisations, found by their first word."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = {entry.id: entry for entry in entries}
        self._waiting: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        self._ready: dict[str, tuple[Name, ...]] = {}
        for entry in self.entries.values():
            for text in {name for group in entry.names for name in group}:
                self._waiting[fold(_first(text))][entry.id, text] = None

    def find(self, text: str, lang: str = "") -> tuple[Named, ...]:
        """The names in a text, in their order: longest first, no overlaps, those of the text's language before the others.

        >>> [one.id for one in read_gazetteer().find("13e Congrès mondial de Metropolis, Guangzhou, avec la BID", "fr")]
        ['org-metropolis', 'place-guangzhou', 'org-idb']
        """
        scene = Scene(text)
        hits = [hit for at in range(len(scene.words)) for hit in self._at(scene, at, lang)]
        hits.sort(key=lambda hit: hit[0])
        taken: list[Named] = []
        covered = bytearray(len(text))
        for _, one in hits:
            if not any(covered[one.start : one.end]):
                covered[one.start : one.end] = b"1" * (one.end - one.start)
                taken.append(one)
        return tuple(sorted(taken, key=lambda one: one.start))

    def label(self, id: str) -> dict[str, str]:  # noqa: A002
        """The preferred names of an id in the three languages; none when it is not known.

        >>> read_gazetteer().label("org-uclg")["fr"]
        'Cités et Gouvernements Locaux Unis'
        """
        entry = self.entries.get(id)
        return {lang: entry.spoken(lang)[0] for lang in LANGUAGES} if entry else {}

    def named(self, text: str) -> Named | None:
        """The one name that a whole text is, as in a cell or a list; its country, an article or "City of" may stand by.

        >>> gazetteer = read_gazetteer()
        >>> [gazetteer.named(t).id for t in ("Ayuntamiento de Málaga", "Lyon, France", "UCLG (CGLU)")]
        ['place-malaga', 'place-lyon', 'org-uclg']
        """
        start = len(text) - len(text.lstrip(' \t\n*•-–"“«'))
        core = text.strip(' \t\n*•-–"“”«».;:,')
        found = self._alone(core) or self._with_tail(core) or self._behind_prefix(core)
        if not core or found is None:
            return None
        name, words = found
        start = text.index(words, start)
        return Named(name.entry.id, name.entry.kind, start, start + len(words), words)

    def _beginning(self, word: str) -> tuple[Name, ...]:
        """The names that begin with a folded word; they are taken apart when first asked for, so that reading stays quick."""
        if word not in self._waiting:
            return ()
        if word not in self._ready:
            self._ready[word] = tuple(_name(self.entries[id], text) for id, text in sorted(self._waiting[word]))  # noqa: A001
        return self._ready[word]

    def _at(self, scene: "Scene", at: int, lang: str) -> Iterator[tuple[tuple[object, ...], Named]]:
        for name in self._beginning(scene.plain[at]):
            end = _end(name, scene, at)
            if end and (not name.careful or self._trusted(name, scene, at, lang)):
                start, entry = scene.words[at].start(), name.entry
                quote = scene.text[start:end]
                languages = [rank for rank, one in enumerate(LANGUAGES) if one in name.langs]
                order = (start - end, start, lang not in name.langs, quote != name.text, languages[0], entry.kind, entry.id)
                yield order, Named(entry.id, entry.kind, start, end, quote)

    def _trusted(self, name: Name, scene: "Scene", at: int, lang: str) -> bool:
        """Whether a name that is also a common word is a name where it stands."""
        if lang and lang not in name.langs:
            return False
        if name.exact:
            return not scene.shouted or len(scene.words) == len(name.words)
        start, end = scene.words[at].start(), scene.words[at + len(name.words) - 1].end()
        before = scene.text[max(0, start - REACH) : start].rstrip("¿¡\"“«‘'*_ ")
        if ends_with(scene.plain[max(0, at - 5) : at], rules().venues(lang)) or _MARK_BEFORE.search(before):
            return True
        if _YEAR_AFTER.match(scene.text, end) or self._place_follows(scene, at + len(name.words)):
            return True
        if not before.strip() and not scene.text[end : end + REACH].strip(" .;:,"):
            return True
        return not scene.headline and bool(before.strip()) and not _STOP.search(before)

    def _place_follows(self, scene: "Scene", at: int) -> bool:
        if at >= len(scene.words):
            return False
        gap = scene.text[scene.words[at - 1].end() : scene.words[at].start()]
        if not re.fullmatch(r"\s*[(,]\s*", gap):
            return False
        return any(
            name.entry.kind == PLACE and not name.careful and _end(name, scene, at) for name in self._beginning(scene.plain[at])
        )

    def _alone(self, words: str) -> tuple[Name, str] | None:
        plain = folded(words)
        names = [name for name in self._beginning(plain[0]) if name.words == plain and _written(name, words)] if plain else []
        best = min(names, key=lambda n: (n.text != words, LANGUAGES.index(n.langs[0]), n.entry.kind, n.entry.id), default=None)
        return (best, words) if best else None

    def _with_tail(self, words: str) -> tuple[Name, str] | None:
        """A name with its country, region or other name behind it: "Lyon (France)", "UCLG – CGLU"."""
        match = _TAIL.fullmatch(words)
        head = match and (self._alone(match["head"]) or self._behind_prefix(match["head"]))
        tail = match and self._alone((match["inside"] or match["dash"] or match["after"]).strip())
        if not head or not tail:
            return None
        one, other = head[0].entry, tail[0].entry
        around = other.type in ("country", "region", "metropolitan-area") and other.country in ("", one.country)
        return head if one.id == other.id or (one.kind == PLACE and around) else None

    def _behind_prefix(self, words: str) -> tuple[Name, str] | None:
        """A name behind an article, or a place behind "City of": the longest prefix that fits."""
        found = list(_WORD.finditer(words))
        for at in range(1, min(len(found), 7)):
            before, left = [fold(word[0]) for word in found[:at]], words[found[at].start() :]
            known = self._alone(left) if _is_prefix(before) else None
            if known and (known[0].entry.kind == PLACE or len(before) == 1):
                return known
        return None


@dataclass(frozen=True)
class Scene:
    """A text as words, and how it is written."""

    text: str

    @cached_property
    def words(self) -> list[re.Match[str]]:
        """Its words with their places."""
        return list(_WORD.finditer(self.text))

    @cached_property
    def plain(self) -> list[str]:
        """Its words without accents and capitals."""
        return [fold(word[0]) for word in self.words]

    @cached_property
    def shouted(self) -> bool:
        """Whether all of it is in capitals."""
        return len(self.words) > 1 and self.text == self.text.upper()

    @cached_property
    def headline(self) -> bool:
        """Whether nearly all of its longer words have a capital, so that a capital says nothing."""
        longer = [word[0] for word in self.words if len(word[0]) > 3]
        return self.shouted or (len(longer) > 2 and sum(word[0].isupper() for word in longer) >= 0.8 * len(longer))


@cache
def read_gazetteer() -> Gazetteer:
    """The places and organisations of the package; ``RecordError`` with everything wrong in their files."""
    return Gazetteer(read_entries(root() / "data/places.tsv", root() / "data/organisations.tsv"))


def _name(entry: Entry, text: str) -> Name:
    found = list(_WORD.finditer(text))
    raw, words = tuple(_bare(word[0]) for word in found), tuple(fold(word[0]) for word in found)
    gaps = (text[one.end() : other.start()] for one, other in pairwise(found))
    wide = tuple(bool(re.search(r"[,(:]|\.\s|\s[–-]", gap)) for gap in gaps)
    care = text in entry.care
    careful = care and "(" not in text and (len(words) == 1 or entry.kind == PLACE)
    short = len(words) == 1 and len(text) <= 4 and entry.kind == ORGANISATION
    exact = short or (text.isupper() and len(text) <= 4) or (careful and len(text) > 1 and text.isupper())
    freely = entry.kind == ORGANISATION and len(words) > 2 and not care
    langs = tuple(lang for lang in LANGUAGES if text in entry.spoken(lang))
    return Name(entry, text, langs, words, raw, wide, careful, exact, freely)


def _first(text: str) -> str:
    word = _WORD.search(text)
    return word[0] if word else ""


def _end(name: Name, scene: Scene, at: int) -> int:
    """Where a name that begins with a word of a text ends, 0 when it does not stand there."""
    last = at + len(name.words)
    if tuple(scene.plain[at:last]) != name.words:
        return 0
    for step, wide in enumerate(name.wide, at):
        gap = scene.text[scene.words[step].end() : scene.words[step + 1].start()]
        if not (_WIDE_GAP if wide else _GAP).fullmatch(gap):
            return 0
    end = scene.words[last - 1].end()
    if not _has_capitals(name, [word[0] for word in scene.words[at:last]]):
        return 0
    return end + (
        name.text.endswith(")") and scene.text[end : end + 1] == ")" and "(" in scene.text[scene.words[at].start() : end]
    )


def _has_capitals(name: Name, written: list[str]) -> bool:
    """Whether words are written with the capitals of a name; a long name of an organisation needs none."""
    if name.exact:
        return tuple(map(_bare, written)) == name.raw
    if len(written) == 1 and (name.careful or name.entry.kind == ORGANISATION) and written[0].isascii() < name.text.isascii():
        return False  # "Metrópolis" is a city and "Cómo" a question, "Metropolis" and "Como" are names
    for step, (word, raw) in enumerate(zip(written, name.raw, strict=True)):
        short = len(raw) <= 4 and sum(letter.isupper() for letter in raw) > 1
        if short and _bare(word) != raw:
            return False
        needed = raw[0].isupper() and len(raw) > 1 and not name.freely and (step == 0 or name.entry.kind == PLACE)
        if needed and word[0].islower():
            return False
    return True


def _written(name: Name, words: str) -> bool:
    """Whether a cell that holds a name alone may be it: an abbreviation and a common word keep their capitals."""
    written = [word[0] for word in _WORD.finditer(words)]
    return _has_capitals(name, written) if name.exact or name.careful else True


@cache
def _bare(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


def _is_prefix(words: list[str]) -> bool:
    """Whether words are an article, or "the city of", "Ayuntamiento de", "Área Metropolitana de la"."""
    told = rules()
    left = words[1:] if len(words) > 1 and words[0] in told.articles else words
    while len(left) > 1 and left[-1] in told.articles:
        left = left[:-1]
    if len(left) > 1 and left[-1] in told.links:
        left = left[:-1]
    return tuple(left) in told.generic or (len(words) == 1 and words[0] in told.articles)
