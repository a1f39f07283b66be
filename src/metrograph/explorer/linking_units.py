"""Takes what was given apart: a text into paragraphs or lines, a document into what it states.

It brings the readers of documents with it, so it is imported where something is read, and before children are forked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from metrograph.errors import RequestError
from metrograph.explorer.linking_given import Given
from metrograph.extraction.files import read_file
from metrograph.extraction.plan import Reading, read_plan_document
from metrograph.handover.planfile import plan_and_doubts, plan_text
from metrograph.handover.told import place_of
from metrograph.linking import Linked, Linker
from metrograph.model import Item, Kind, Plan
from metrograph.propose import CONTAINERS, NAMED, linked
from metrograph.readers.files import Held
from metrograph.readers.lines import SIGN
from metrograph.readers.opening import format_of, read_document
from metrograph.readers.passage import Document, Form, Limits, Where

LIMITS = Limits(size=20_000_000, unpacked=60_000_000, pages=300, rows=20_000, seconds=5.0)
"""What is read for a page, within a request; ``metrograph extract`` reads far more."""
PASSAGES, ACTIVITIES = 2_000, 5_000_000
"""How many passages of a document, and how many bytes of an IATI file, can be understood within a request."""
_LINE = re.compile(r"[^\n]*\n?")
_LISTED = 2
_PLAN = "plan"
_ACTIVITY = (
    '<iati-activities version="2.03"><iati-activity><iati-identifier>XX-1</iati-identifier>'
    '<title><narrative>Night buses</narrative></title><activity-status code="2"/></iati-activity></iati-activities>'
)
_SAMPLES = (
    ("en.md", "# Work plan 2025\n\n## Mobility\n\n- Night buses in Lyon, with UN-Habitat, 12 May 2025\n"),
    ("fr.md", "# Plan de travail 2025\n\n## Mobilité\n\n- Webinaire sur les bus de nuit à Lyon, le 12 mai\n"),
    ("es.md", "# Plan de trabajo 2025\n\n## Movilidad\n\n- Taller sobre autobuses nocturnos en Málaga, 12 de mayo\n"),
    ("table.csv", "Title;Date;SDG\nNight buses;2025-05-12;11.2\nWebinar on heat;May 2025;13\n"),
    ("iati.xml", _ACTIVITY),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """Words to be linked: a paragraph, a line, an item of a plan; where they stand, and the heading above them."""

    text: str
    place: str = ""
    under: str = ""
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What was given, taken apart. Without a plan it was read as running text."""

    units: tuple[Unit, ...]
    lang: str = ""
    context: str = ""
    document: Document | None = None
    reading: Reading | None = None
    plan: Plan | None = None

    @property
    def left(self) -> int:
        """How many passages of running text are in no item."""
        return sum(one.reason in ("prose", "front") for one in self.reading.asides) if self.reading and self.plan else 0

    def link(self, unit: Unit, by: Linker, *, everything: bool = False) -> Linked:
        """Goals and targets for one unit: an item is linked as in a workspace."""
        if unit.item and self.plan:
            return linked(unit.item, self.plan, by, everything=everything)
        return by.link(unit.text, self.lang, unit.under or self.context, everything=everything)

    def plan_file(self, name: str, lang: str) -> str:
        """The plan file of a document or list; remarks in it are in a language."""
        if self.reading is None:
            raise RequestError("W684", 422)
        return plan_text(self.reading, name, lang)


def source_of(given: Given, lang: str) -> Source:
    r"""What was given, taken apart; places are named in a language.

    >>> [unit.text for unit in source_of(Given("Bus de nuit\nLogement social"), "en").units]
    ['Bus de nuit', 'Logement social']
    """
    if given.file:
        return _document(given, given.file, lang)
    source = _listed(given, lang) if given.reading != "text" else None
    return source or Source(tuple(_paragraphs(given.text, lang)), given.lang, given.context)


def _document(given: Given, file: Held, lang: str) -> Source:
    reading = _read(file, given.lang)
    items = _items(reading, lang) if given.reading != "text" else None
    return items or Source(tuple(_prose(reading.document, lang)), given.lang, given.context, reading.document, reading)


def _read(file: Held, lang: str) -> Reading:
    if format_of(file) == "iati":
        if len(file.body) > ACTIVITIES:
            raise RequestError("W682", 413, n=f"{len(file.body):,}", most=f"{ACTIVITIES:,}")
        return read_file(file, lang, LIMITS)
    document = read_document(file, LIMITS)
    if len(document.passages) > PASSAGES:
        raise RequestError("W683", 413, n=f"{len(document.passages):,}", most=f"{PASSAGES:,}")
    return read_plan_document(document, lang)


def _listed(given: Given, lang: str) -> Source | None:
    """A pasted list as what it states, where it is one and half of its lines are understood."""
    marks = sum(bool(SIGN.match(line)) for line in given.text.splitlines())
    if given.reading == "auto" and marks < _LISTED:
        return None
    reading = _read(Held("text.md", given.text.encode("utf-8", "replace")), given.lang)
    found = _items(reading, lang)
    return found if found and (given.reading == "items" or len(found.units) * 2 >= marks) else None


def _items(reading: Reading, lang: str) -> Source | None:
    """The items that a document states, those aside that only name or hold others; nothing where there is none."""
    plan, _ = plan_and_doubts(reading, _PLAN)
    spoken = plan.source.lang
    places = {draft.id: draft.sources[0].where for draft in reading.drafts if draft.sources}
    units = tuple(
        Unit(item.label.best(spoken), _place(places[item.id], lang), _under(item, plan, spoken), item)
        for item in plan.items
        if item.id in places and item.kind not in NAMED | CONTAINERS
    )
    return Source(units, reading.lang, "", reading.document, reading, plan) if units else None


def _under(item: Item, plan: Plan, lang: str) -> str:
    """What an item stands under, but for the plan itself."""
    above = plan[item.parent] if item.parent else None
    return above.label.best(lang) if above and above.kind is not Kind.WORK_PLAN else ""


def _place(where: Where, lang: str) -> str:
    return place_of(where, lang) if where.line or where.page or where.sheet else ""


def _prose(document: Document, lang: str) -> Iterator[Unit]:
    """The passages of a document that are more than a heading, below the last heading."""
    under = ""
    for passage in document.passages:
        if passage.form is Form.HEADING:
            under = passage.text
        elif passage.form is not Form.FURNITURE and passage.text.strip() and not passage.head:
            yield Unit(passage.text, _place(passage.where, lang), under)


def _paragraphs(text: str, lang: str) -> Iterator[Unit]:
    """The paragraphs of a text, with all of its words; lines that each begin like a title of their own stand alone."""
    lines = [match[0] for match in _LINE.finditer(text) if match[0]]
    numbered = groupby(enumerate(lines, 1), key=lambda one: bool(one[1].strip()))
    for block in (tuple(group) for filled, group in numbered if filled):
        alone = len(block) > 1 and not any(line.lstrip()[:1].islower() for _, line in block[1:])
        for part in ([one] for one in block) if alone else [block]:
            yield Unit("".join(line for _, line in part).strip(), place_of(Where(part[0][0]), lang) if len(lines) > 1 else "")


def warm() -> Iterator[None]:
    """Read every word list that a reading may need, by reading a little of everything, step by step."""
    for name, text in _SAMPLES:
        source = source_of(Given(file=Held(name, text.encode())), "en")
        source.plan_file("plan", "en")
        yield
