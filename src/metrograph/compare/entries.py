"""Items made ready to be compared: their names in every language, and what else is known of them.

>>> from metrograph.records import read_plan, read_vocabulary
>>> from metrograph.resources import root
>>> plan = read_plan(root() / "data" / "plans" / "metropolis-2019.yaml", read_vocabulary())
>>> side = side_of(plan)
>>> side.year, [name.text for name in side.entries["product-policy-transfer-platform"].names if name.origin == "alias"]
(2019, ['PTP', 'use', 'urban sustainability exchange'])
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from metrograph.compare.numerals import Parted, parted
from metrograph.compare.wording import Word, words_of
from metrograph.folding import fold
from metrograph.model import SHARED_KINDS, STRUCTURE_KINDS, Item, Kind, Plan, Status
from metrograph.naming.find import read_gazetteer

COMPARED = frozenset(Kind) - STRUCTURE_KINDS - (SHARED_KINDS - {Kind.THEME}) - {Kind.WORK_PLAN}
_FORMER = re.compile(
    r"[\s,(\[–-]*(?<!\w)(?:formerly(?: known as| called)?|previously(?: known as)?|ex[- ](?=[A-ZÀ-Ý«\"“])"
    r"|anciennement|ancien nom ?:|précédemment"
    r"|antes(?: llamad[oa])?|anteriormente|antiguamente|renamed from|appelée? jusqu'ici"
    r"|hasta ahora)\s*[:«\"“]?\s*(?P<name>[^)\]»\"”;]+)[)\]»\"”]?",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(
    r"[\s,(\[–-]*(?<!\w)(?:postponed|rescheduled|deferred|moved|report[ée]e?s?|différée?s?|aplazad[oa]s?"
    r"|pospuest[oa]s?)(?: (?:from|since|de|du|depuis|desde|del))?"
    r"(?: (?:the|la|l'|le|el|édition|edition|edición|\w+ )*(?:19|20)\d\d)?[)\]]?",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?<![\w-])(?=\w*[A-ZÀ-Ý]\w*[A-ZÀ-Ý])[A-ZÀ-Ý][\w-]+\+?(?![\w-])")
_COMMON = frozenset("sdg sdgs odd ods un onu eu ue covid usa ict tic lgbti lgbtq ngo ong hiv vih".split())
_PREFIX = re.compile(
    r"(?:plan|pilot|pilote|piloto|event|evento|action|accion|act|product|producto|service|theme|tema|line|linea|ligne"
    r"|axe|eje|objective|objectif|objetivo|goal"
    r"|workstream|publication|publicacion|pub|award|prize|prix|premio|meeting|reunion|training|formation|agreement"
    r"|accord|acuerdo|project|projet|proyecto|item|el|e|p|a|i)-"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an item: its text and language, where it comes from, what is compared of it, and its numbers."""

    text: str
    lang: str
    origin: str
    whole: str
    key: str
    words: tuple[Word, ...]
    numbers: Parted

    @property
    def telling(self) -> bool:
        """Whether any word of it is one that few things share."""
        return any(not word.low for word in self.words)


@dataclass(frozen=True, slots=True)
class Entry:
    """An item and all that is compared of it; the names of shared things stand for themselves in any language."""

    item: Item
    names: tuple[Name, ...]
    short: frozenset[str]
    line: str
    places: frozenset[str]
    people: frozenset[str]
    themes: frozenset[str]
    years: frozenset[int]
    edition: int | None
    phase: int | None
    put_off: bool

    @property
    def id(self) -> str:
        """The id of the item."""
        return self.item.id

    @property
    def kind(self) -> Kind:
        """The kind of the item."""
        return self.item.kind


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan made ready: its first and last year, its entries by id, and the keys of the things that it shares with others."""

    plan: Plan
    year: int | None
    last: int | None
    entries: Mapping[str, Entry]
    shared: Mapping[str, frozenset[str]]


def side_of(plan: Plan, near: frozenset[int] = frozenset()) -> Prepared:
    """A plan made ready to be compared; ``near`` are the years that names may carry without being other names."""
    year = year_of(plan)
    near = near or (frozenset(range(year - 2, year + 3)) if year else frozenset())
    by_id = {item.id: item for item in plan.items}
    shared = {item.id: _keys(item) for item in plan.items if item.kind in SHARED_KINDS}
    made = {item.id: _entry(item, by_id, shared, near, plan.source.lang) for item in plan.items if item.kind in COMPARED}
    span = plan.root.date.span if plan.root.date else None
    return Prepared(plan, year, span.latest.year if span else year, made, shared)


def year_of(plan: Plan) -> int | None:
    """The year of a plan: of its date, else in its title or id, else that of most of its dates."""
    root = plan.root
    if root.date and (span := root.date.span):
        return span.earliest.year
    titles = (*(text for _, text in root.words.pairs()), *(text for _, text in plan.source.title.pairs()), plan.id)
    for title in titles:
        if found := re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", title):
            return int(found[0])
    years = Counter(span.earliest.year for item in plan.items if item.date and (span := item.date.span))
    return min(years, key=lambda year: (-years[year], year)) if years else None


def _entry(item: Item, by_id: Mapping[str, Item], shared: Mapping[str, frozenset[str]], near: frozenset[int], lang: str) -> Entry:
    names = tuple(_names(item, near, lang))
    own = [name for name in names if name.origin == "label"]
    short = frozenset(fold(item.acronym).split()) if item.acronym else frozenset()
    short |= {word for name in own for word in _shorts(name.text)}

    phase = item.phase or next((name.numbers.phase for name in own if name.numbers.phase), None)
    edition = item.edition or next((name.numbers.edition for name in own if name.numbers.edition), None)

    def keys(fields: tuple[str, ...]) -> frozenset[str]:
        return frozenset().union(*(shared.get(one, frozenset({one})) for one in fields))

    return Entry(
        item,
        names,
        short,
        line_of(item, by_id),
        keys(item.places),
        keys((*item.organisers, *item.partners, *item.bodies, *item.communities)),
        keys(item.themes),
        frozenset(year for name in own for year in name.numbers.years),
        None if phase else edition,
        phase,
        item.status is Status.POSTPONED or any(_PUT_OFF.search(text) for _, text in item.label.pairs()),
    )


def line_of(item: Item, by_id: Mapping[str, Item]) -> str:
    """The strategic line of an item: that of its section, else the nearest above it."""
    if item.section and item.section != item.id:
        return item.section
    seen: set[str] = set()
    at = item.parent
    while at in by_id and at not in seen:
        if by_id[at].kind is Kind.STRATEGIC_LINE:
            return at
        seen.add(at)
        at = by_id[at].parent
    return ""


def _names(item: Item, near: frozenset[int], lang: str) -> Iterator[Name]:
    """Every name of an item, each text once: labels, aliases, former names, acronym, the words of its id."""
    told: list[tuple[str, str, str]] = []
    for one, written in item.words.pairs():
        text = _PUT_OFF.sub("", written).strip() or written
        if match := _FORMER.search(text):
            told.append((text[: match.start()] + text[match.end() :], one, "label"))
            told.append((match["name"], one, "former"))
        else:
            told.append((text, one, "label"))
    for alias in item.also_called:
        match = _FORMER.match(alias)
        told.append((match["name"] if match else alias, "", "former" if match else "alias"))
    if item.acronym:
        told.append((item.acronym, "", "alias"))
    told += [(part, one, "part") for text, one, origin in told if origin == "label" for part in parts_of(text)]
    if words := id_words(item.id):
        told.append((words, "en", "id"))
    seen: set[tuple[str, str]] = set()
    for text, one, origin in told:
        made = name_of(text.strip(), one, origin, near, lang)
        if made.whole and (made.whole, made.lang) not in seen:
            seen.add((made.whole, made.lang))
            yield made


def name_of(text: str, lang: str, origin: str, near: frozenset[int], usual: str) -> Name:
    """A text as a name."""
    numbers = parted(text, near)
    spoken = lang or usual
    words = words_of(numbers.rest, spoken)
    whole = " ".join(re.findall(r"[^\W_]+\+?", fold(text)))
    return Name(text, spoken, origin, whole, " ".join(word.stem for word in words) or whole, words, numbers)


def parts_of(text: str) -> tuple[str, ...]:
    """The name in front and what is said of it, where a label has both: "use: urban sustainability exchange".

    >>> parts_of("QUAI+ : électrification des quais"), parts_of("Boletín trimestral")
    (('QUAI+', 'électrification des quais'), ())
    """
    match = re.fullmatch(r"\s*([^:–—()]{2,}?)\s*(?::\s|\s[–—-]\s|\()\s*(.{2,}?)\)?\s*", text)
    return (match[1], match[2]) if match else ()


def id_words(item_id: str) -> str:
    """The words of an id without its kind, where they tell anything.

    >>> id_words("pilot-integrated-water"), id_words("p01"), id_words("action-12"), id_words("org-uclg")
    ('integrated water', '', '', 'org uclg')
    """
    rest = _PREFIX.sub("", item_id, count=1)
    words = [word for word in rest.split("-") if not any(letter.isdigit() for letter in word)]
    return " ".join(words) if len("".join(words)) > 2 else ""


def _shorts(text: str) -> Iterator[str]:
    """What looks like an acronym or a name of its own in a label that is not all in capitals."""
    if text.upper() == text and len(text.split()) > 2:
        return
    for match in _SHORT.finditer(text):
        word = fold(match[0])
        if len(word) > 2 and word not in _COMMON and not _known(match[0]) and not re.fullmatch(r"[ivxlcdm]+", word):
            yield word


@lru_cache(maxsize=65536)
def _known(word: str) -> bool:
    """Whether a word is the name of a known organisation or place, which many things may carry."""
    return read_gazetteer().named(word) is not None


def _keys(item: Item) -> frozenset[str]:
    """All by which a shared thing is known: its id, its names, its id in the gazetteer."""
    texts = [*(text for _, text in item.words.pairs()), *item.also_called, *([item.acronym] if item.acronym else [])]
    found = {item.id, *(" ".join(re.findall(r"[^\W_]+", fold(text))) for text in texts)}
    known = (_gazetteer_id(text) for text in texts) if item.kind in (Kind.PLACE, Kind.ORGANISATION) else ()
    return frozenset(found | {one for one in known if one})


@lru_cache(maxsize=65536)
def _gazetteer_id(text: str) -> str:
    named = read_gazetteer().named(text)
    return named.id if named else ""
