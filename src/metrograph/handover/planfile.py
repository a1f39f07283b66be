"""Makes a plan of what was read out of a document, and the text of a plan file that a person edits.

```
Reading ──plan_of──> Plan        every reference names an item: unknown places, organisations and themes become items
        ──plan_text──> YAML      each doubt is a comment "# ? field: why" above what it is about
```
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from metrograph.dates import read as read_edtf
from metrograph.extraction.draft import Doubt, Draft, Mention, Quoted
from metrograph.extraction.names import Names
from metrograph.extraction.plan import Reading
from metrograph.extraction.rules import flat
from metrograph.handover.codes import Passages, by_place, words_of_codes
from metrograph.handover.plan_yaml import plan_lines
from metrograph.model import SHARED_KINDS, STRUCTURE_KINDS, DateStatus, Item, Kind, Plan, Source, Text, When
from metrograph.naming.find import read_gazetteer
from metrograph.readers.passage import Where
from metrograph.records.vocabulary import read_vocabulary
from metrograph.words import LANGUAGES, say

Doubts = dict[str, tuple[Doubt, ...]]
_NAMED = {"themes": Kind.THEME, "places": Kind.PLACE, "organisers": Kind.ORGANISATION, "partners": Kind.ORGANISATION,
          "bodies": Kind.GOVERNING_BODY}  # fmt: skip
# Field of an item -> field of a draft that names another draft.
_REFERENCES = {"section": "section", "parent": "parent", "group": "group", "same_fact_as": "same_fact", "refers_to": "refers_to"}


def plan_of(reading: Reading, plan_id: str) -> Plan:
    """The plan that a document states."""
    return plan_and_doubts(reading, plan_id)[0]


def plan_text(reading: Reading, plan_id: str, lang: str = "en") -> str:
    """The text of a plan file; doubts and remarks are in the language of the reader."""
    plan, doubts = plan_and_doubts(reading, plan_id)
    lang = _spoken(lang)
    head = (say("planfile.head", lang, file=plan.source.file), say("planfile.how", lang))
    return "\n".join(plan_lines(plan.id, plan.source, plan.items, head, lambda item: told(doubts.get(item.id, ()), lang))) + "\n"


def told(doubts: Iterable[Doubt], lang: str) -> dict[str, tuple[str, ...]]:
    """Doubts as sentences in a language, by field.

    >>> told([Doubt("kind", "kind-by-date")], "fr")
    {'kind': ("pris pour un événement seulement parce qu'il a une date",)}
    """
    found: dict[str, tuple[str, ...]] = {}
    for doubt in doubts:
        text = say(f"doubt.{doubt.reason}", _spoken(lang), **dict(doubt.values))
        found[doubt.field] = tuple(dict.fromkeys((*found.get(doubt.field, ()), text)))
    return found


def plan_and_doubts(reading: Reading, plan_id: str) -> tuple[Plan, Doubts]:
    """The plan that a document states, and the doubts about each of its items by id."""
    drafts = tuple(_distinct(_with_plan(reading)))
    book = _Book(reading, {draft.id: draft for draft in drafts})
    for draft in drafts:
        book.items[draft.id] = book.item(draft)
    items = _placed(tuple(_numbered(book.items.values())), book)
    document = reading.document
    title = next(item.label for item in items if item.kind is Kind.WORK_PLAN)
    lines = max([document.lines, *(line for item in items for line in item.lines)])
    source = Source(title, document.file, document.sha256, _spoken(reading.lang), lines)
    doubts = {name: tuple(found) for name, found in book.doubts.items() if found}
    return Plan(plan_id, source, items), doubts


def _with_plan(reading: Reading) -> Iterator[Draft]:
    """The drafts with exactly one plan among them, which comes first when it had to be made."""
    plans = [draft for draft in reading.drafts if draft.kind is Kind.WORK_PLAN]
    if not plans:
        document = reading.document
        label = document.title.strip() or re.sub(r"[\s_-]+", " ", document.file.rsplit(".", 1)[0]).strip() or document.file
        year = str(reading.year or "")
        names = Names()
        for draft in reading.drafts:
            names.hold(draft.id)
        name = names.take(Kind.WORK_PLAN, label)
        doubts = (Doubt("label", "plan-from-file-name"),)
        yield Draft(name, Kind.WORK_PLAN, label, reading.lang, (), edtf=year, date_text=year, doubts=doubts)
    for draft in reading.drafts:
        extra = draft.kind is Kind.WORK_PLAN and draft is not plans[0]
        yield replace(draft, kind=Kind.HEADING, doubts=(*draft.doubts, Doubt("kind", "second-plan"))) if extra else draft


def _distinct(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Drafts whose ids differ; a second one of the same id gets a number."""
    taken: set[str] = set()
    for draft in drafts:
        name, number = draft.id, 2
        while name in taken:
            name, number = f"{draft.id}-{number}", number + 1
        taken.add(name)
        yield draft if name == draft.id else replace(draft, id=name)


@dataclass
class _Book:
    """What is known while drafts become items: the drafts by id, the items made so far, the names found, the doubts."""

    reading: Reading
    drafts: dict[str, Draft]
    items: dict[str, Item] = field(default_factory=dict)
    doubts: dict[str, list[Doubt]] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    known: dict[tuple[Kind, str], str] = field(default_factory=dict)
    added: set[str] = field(default_factory=set)
    passages: Passages = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.passages = by_place(self.reading.document)
        for draft in self.drafts.values():
            self.names.hold(draft.id)
            if draft.kind in SHARED_KINDS:
                self.known.setdefault((draft.kind, flat(draft.label).strip()), draft.id)

    def item(self, draft: Draft) -> Item:
        """A draft as an item."""
        self.doubts[draft.id] = list(draft.doubts)
        told = tuple((lang, words) for lang, words in draft.translation if lang in LANGUAGES)
        lang = _spoken(draft.lang, self.reading.lang)
        label = Text(**{**dict(told), lang: draft.label.strip() or draft.id})
        said = words_of_codes(draft, self.passages, lang)
        tied: dict[str, object] = {name: self.reference(draft, of) for name, of in _REFERENCES.items()}
        tied |= {name: self.resolved(getattr(draft, name), kind, draft) for name, kind in _NAMED.items()}
        lone = draft.kind is Kind.THEME and draft.section in self.drafts
        return Item(
            draft.id,
            draft.kind,
            label,
            translation=self.translated(draft.id, draft.kind, label),
            lines=_lines(draft.sources),
            found=_found(draft.sources),
            status=draft.status,
            date=self.date(draft),
            planned=draft.planned,
            principal_in=(draft.section,) if lone else (),
            count=draft.count,
            condition=draft.condition.strip(),
            edition=draft.edition,
            also_called=tuple(dict.fromkeys(filter(None, draft.also_called))),
            also_says=tuple(dict.fromkeys((*said, *filter(None, [draft.description.strip()])))),
            shares_bullet_with=tuple(name for name in draft.same_bullet if name in self.drafts),
            hyperlinked=draft.linked,
            open_list=draft.open_list,
            mentions_sdgs=bool(draft.sdgs),
            note=say("planfile.formerly", date=draft.former) if draft.former else "",
            **tied,  # type: ignore[arg-type]  # the tables give each field its type
        )

    def reference(self, draft: Draft, name: str) -> str:
        """The id that a field names, if it is one of the plan."""
        target = str(getattr(draft, name))
        if target and target not in self.drafts:
            self.doubts[draft.id].append(Doubt(name, "unknown-name", (("value", target),)))
            return ""
        return target if target != draft.id or name == "section" else ""

    def date(self, draft: Draft) -> When | None:
        """The date of a draft; one that is no date is told and left out."""
        edtf = draft.edtf
        try:
            if edtf:
                read_edtf(edtf)
        except ValueError:
            self.doubts[draft.id].append(Doubt("date", "bad-date", (("text", edtf),)))
            edtf = ""
        if not (edtf or draft.date_text or draft.date_status):
            return None
        usual = DateStatus.STATED if edtf else DateStatus.NOT_STATED
        return When(edtf, " ".join(draft.date_text.split()), draft.date_status or usual)

    def resolved(self, mentions: Iterable[Mention], kind: Kind, draft: Draft) -> tuple[str, ...]:
        """The ids of what a draft names; what has no item yet gets one, stated where the draft is stated."""
        return tuple(dict.fromkeys(self.named(mention, kind, draft) for mention in mentions if mention.name.strip()))

    def named(self, mention: Mention, kind: Kind, draft: Draft) -> str:
        """The id of one thing that a draft names."""
        if kind is Kind.THEME and mention.id in self.drafts and self.drafts[mention.id].kind is not Kind.THEME:
            mention = Mention("", mention.quote or mention.id)
        words = flat(mention.quote or mention.id).strip()
        name = mention.id if mention.id in self.drafts or mention.id in self.items else ""
        name = name or ("" if mention.id else self.known.get((kind, words), ""))
        sources = tuple(_source(one, mention) for one in draft.sources[:1])
        if not name:
            name = mention.id or self.names.take(kind, mention.quote)
            self.names.hold(name)
            self.known.setdefault((kind, words), name)
            self.drafts[name] = Draft(name, kind, mention.quote or mention.id, draft.lang, sources)
            self.items[name] = self.item(self.drafts[name])
            self.added.add(name)
        elif name in self.added:
            item = self.items[name]
            lines, found = sorted({*item.lines, *_lines(sources)}), dict.fromkeys((*item.found, *_found(sources)))
            self.items[name] = replace(item, lines=tuple(lines), found=tuple(found))
        return name

    def translated(self, name: str, kind: Kind, label: Text) -> Text:
        """The names of a known place or organisation in the other languages; an unknown theme keeps its words in all."""
        own = dict(label.pairs())
        if kind is Kind.THEME and name not in read_vocabulary().themes:
            self.doubts[name].append(Doubt("translation", "not-translated"))
            return Text(*(own.get(lang) or label.best(_spoken(self.reading.lang)) for lang in LANGUAGES))
        found = read_gazetteer().label(name) if kind in SHARED_KINDS else {}
        return Text(**{lang: words for lang, words in found.items() if lang not in own})


def _spoken(*langs: str) -> str:
    """The first of some languages that is one of ours, else English."""
    return next((lang for lang in langs if lang in LANGUAGES), "en")


def _source(source: Quoted, mention: Mention) -> Quoted:
    at = source.quote.find(mention.quote)
    return Quoted(source.file, source.where, source.start + at, mention.quote) if at >= 0 else source


def _lines(sources: Iterable[Quoted]) -> tuple[int, ...]:
    return tuple(sorted({one.where.line for one in sources if one.where.line > 0}))


def _found(sources: Iterable[Quoted]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place for one in sources if (place := place_of(one.where))))


def place_of(where: Where) -> str:
    """A page, or a sheet and cell, in a few signs; empty for a place that is a line.

    >>> place_of(Where(4, page=3)), place_of(Where(4, sheet="Pilotes", cell="B4")), place_of(Where(4))
    ('p. 3', 'Pilotes!B4', '')
    """
    if where.sheet:
        return f"{where.sheet}!{where.cell}"
    return f"p. {where.page}" if where.page else ""


def _numbered(items: Iterable[Item]) -> Iterator[Item]:
    """Items whose strategic lines know their order."""
    order = 0
    for item in items:
        order += item.kind is Kind.STRATEGIC_LINE
        yield replace(item, order=order) if item.kind is Kind.STRATEGIC_LINE else item


def _placed(items: tuple[Item, ...], book: _Book) -> tuple[Item, ...]:
    """Items each of which stands under one other, in the end under the plan, and in the line of what it stands under."""
    by_id = {item.id: item for item in items}
    root = next(item.id for item in items if item.kind is Kind.WORK_PLAN)
    parents = {item.id: _parent(item, by_id, root) for item in items}
    for item in items:
        if _loops(item.id, parents):
            book.doubts[item.id].append(Doubt("parent", "out-of-place", (("value", parents[item.id]),)))
            parents[item.id] = root
    return tuple(replace(item, parent=parents[item.id], section=_section(item, by_id, parents)) for item in items)


def _parent(item: Item, items: dict[str, Item], root: str) -> str:
    if item.kind is Kind.WORK_PLAN or item.kind in SHARED_KINDS:
        return ""
    if item.parent and items[item.parent].kind not in SHARED_KINDS:
        return item.parent
    return root if item.planned and item.kind not in STRUCTURE_KINDS else ""


def _loops(name: str, parents: dict[str, str]) -> bool:
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        name = parents[name]
    return bool(name)


def _section(item: Item, items: dict[str, Item], parents: dict[str, str]) -> str:
    """The strategic line that an item is under: the first on the way up, else the one it was given, itself for a line."""
    if item.kind in SHARED_KINDS:
        return item.section
    if item.kind is Kind.STRATEGIC_LINE:
        return item.id
    above = parents[item.id]
    while above and items[above].kind is not Kind.STRATEGIC_LINE:
        above = parents[above]
    given = item.section if item.section and items[item.section].kind is Kind.STRATEGIC_LINE else ""
    return above or (given if _free(item, items, parents) else "")


def _free(item: Item, items: dict[str, Item], parents: dict[str, str]) -> bool:
    """Whether what an item stands under leaves its line open."""
    above = parents[item.id]
    return not above or not items[above].section or items[above].kind is Kind.WORK_PLAN
