"""Reads the records of a table into drafts: the line they belong to, the thing they name, and what their columns say of it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from metrograph.dating.when import Found, date_of, read_cell
from metrograph.extraction.attributes import mentions
from metrograph.extraction.book import Book, Context, Piece
from metrograph.extraction.draft import Doubt, Draft, Mention, once
from metrograph.extraction.kinds import Setting, head_of
from metrograph.extraction.labelled import read_labelled
from metrograph.extraction.labels import condition_of, status_of
from metrograph.extraction.leaf import CHANGES, dated_draft, take_codes
from metrograph.extraction.outline import heading_of
from metrograph.extraction.records import CODES, Record, listed, problems_of, stated_codes
from metrograph.extraction.rules import flat, tokens
from metrograph.extraction.themes import theme_of
from metrograph.extraction.walk import LEAD, TABLE, Aside, Frame, Walk, is_internal, piece_of, says
from metrograph.model import EVENT_KINDS, DateStatus, Kind, Status
from metrograph.readers.passage import Cell, Form, Passage

_LINES = re.compile(r"\n+|(?:^|\s)[•◦▪]\s+")
_SIGN = re.compile(r"^(?:[•◦▪‣*–—-]|o)\s+(?=\S)")
_ID = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
_CONTACT = re.compile(r"\S+@\S+|\+?[\d ()./-]{6,}|(?:https?://|www\.)\S+")
_NAMED = ("label", "bodies", "description", "notes")
_CONDITIONS = ("condition", "status", "budget", "notes")
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}
_KINDS = {
    "pilots": Kind.PILOT_PROJECT, "publications": Kind.PUBLICATION, "trainings": Kind.TRAINING, "themes": Kind.THEME,
    "meetings": Kind.STATUTORY_MEETING, "partners": Kind.PARTNERSHIP_AGREEMENT, "objectives": Kind.OBJECTIVE,
    "products": Kind.PRODUCT_SERVICE, "kinds.training": Kind.TRAINING, "kinds.publication": Kind.PUBLICATION,
    "kinds.agreement": Kind.PARTNERSHIP_AGREEMENT, "kinds.award": Kind.AWARD, "kinds.product": Kind.PRODUCT_SERVICE,
}  # fmt: skip


def read_record(walk: Walk, record: Record) -> None:
    """Read one record: its line, its thing, and what the columns say of it."""
    fields = dict(record.fields)
    cells = dict(reversed(record.cells))
    if "section" in fields:
        _section(walk, fields["section"], cells["section"])
    if "parent" in fields and not _ID.fullmatch(fields["parent"]):
        _workstream(walk, fields["parent"], cells["parent"])
    named = next((name for name in _NAMED if name in fields), "")
    if not named:
        if "section" not in fields or len(fields) > 1:
            walk.asides.append(Aside(record.where, " | ".join(fields.values()), "structure"))
        return
    cell = cells[named]
    walk.current = -1
    if _CONTACT.fullmatch(cell.text.strip()):
        walk.asides.append(Aside(cell.where, cell.text, "furniture"))
    elif not read_labelled(walk, Passage(cell.text, Form.PARAGRAPH, 0, cell.where, cell.raw or cell.text, cell.start)):
        context, kind = _judged(walk, fields.get("kind", ""))
        if "themes" in fields:
            walk.themes("", piece_of(cells["themes"]), listed(fields["themes"]))
        for piece in _pieces(cell):
            for draft in walk.leaf(piece, context):
                walk.put(_identified(_told(draft, kind, record, walk.book), cells.get("id"), walk))


def _identified(draft: Draft, cell: Cell | None, walk: Walk) -> Draft:
    """A draft with a doubt where the id that its row gives was given before."""
    if cell is None or not cell.text:
        return draft
    twice = cell.text in walk.given
    walk.given.add(cell.text)
    doubt = Doubt("id", "duplicate-id", (("place", _place(cell)), ("value", cell.text)))
    return replace(draft, doubts=(*draft.doubts, doubt)) if twice else draft


def lines_of(cell: Cell) -> Iterator[Piece]:
    """The lines of a cell, bullet signs taken off."""
    for line in _LINES.split(cell.text):
        words = _SIGN.sub("", line.strip())
        if words:
            yield piece_of(cell, words)


def _pieces(cell: Cell) -> list[Piece]:
    """The things that a cell names: one for each line where the lines stand for themselves, else one."""
    lines = [line.strip() for line in cell.text.split("\n") if line.strip()]
    return list(lines_of(cell)) if _apart(lines) else [piece_of(cell, " ".join(cell.text.split()))]


def _apart(lines: list[str]) -> bool:
    """Whether the lines of a cell each name a thing, rather than being one name broken over lines."""
    bulleted = all(_SIGN.match(line) for line in lines)
    capital = all(re.match(r"[«\"“'(\d]?[A-ZÀ-Ý\d]", line) for line in lines)
    return bulleted or (capital and not any(line.endswith((",", "-", ":")) for line in lines[:-1]))


def _section(walk: Walk, words: str, cell: Cell) -> None:
    """Open the strategic line of a record: one that is known, else a new one; within a line, a workstream."""
    heading = heading_of(words.split("\n", maxsplit=1)[0], walk.book)
    held = any(frame.rank < LEAD and frame.context.section for frame in walk.frames)
    before = _before(walk, Kind.WORKSTREAM if held else Kind.STRATEGIC_LINE, heading.text)
    walk.close(TABLE)
    piece = piece_of(cell, heading.text)
    if held:
        walk.below(heading, TABLE, before or walk.make(Kind.WORKSTREAM, heading.text, piece))
    elif before:
        context = Context(Setting(internal=is_internal(before.label, walk.book)), before.id, before.id)
        walk.frames.append(Frame(TABLE, context, before.id))
    else:
        walk.line(heading, piece, TABLE)


def _workstream(walk: Walk, words: str, cell: Cell) -> None:
    """Open the workstream of a record within its line."""
    heading = heading_of(words.split("\n", maxsplit=1)[0], walk.book)
    walk.close(TABLE + 1)
    before = _before(walk, Kind.WORKSTREAM, heading.text, walk.context.section)
    piece = piece_of(cell, heading.text)
    walk.below(heading, TABLE + 1, before or walk.make(Kind.WORKSTREAM, heading.text, piece))


def _before(walk: Walk, kind: Kind, label: str, section: str = "") -> Draft | None:
    alike = (one for one in walk.drafts if one.kind is kind and flat(one.label) == flat(label))
    return next((one for one in alike if not section or one.section == section), None)


def _judged(walk: Walk, words: str) -> tuple[Context, Kind | None]:
    """The context of a record and the kind that its column gives, if it does."""
    context, rules = walk.context, walk.book.rules
    exact = flat(words).strip().replace(" ", "_")
    if not words or exact in set(Kind):
        return context, Kind(exact) if words else None
    said, head = says(words, walk.book), head_of(words, rules, walk.book.lang)
    kind = _KINDS.get(said.category) or _KINDS.get(head)
    if kind:
        return context, kind
    setting = context.setting
    if set(tokens(flat(words))) & rules.words("scope.world") and not said.category:
        setting = replace(setting, category="calendar", calendar=True, scope="world")
    elif exact in walk.book.own:
        setting = replace(setting, calendar=True, scope="own")
    elif rules.find("internal", flat(words)):
        setting = replace(setting, internal=True)
    elif said.category == "calendar" or head == "kinds.event":
        setting = replace(setting, category="calendar", calendar=True, scope=said.scope or setting.scope)
    return replace(context, setting=setting), None


def _told(draft: Draft, kind: Kind | None, record: Record, book: Book) -> Draft:
    """A draft with what the columns of its record say of it."""
    fields = dict(record.fields)
    doubts = tuple(doubt for doubt in draft.doubts if not (kind and doubt.field == "kind"))
    draft = replace(draft, kind=kind or draft.kind, description=fields.get("description", draft.description), doubts=doubts)
    draft = _with_status(_with_date(draft, fields, book), fields, book)
    draft = _with_names(draft, fields, book)
    unread = [fields[name] for name in ("date", "start", "end") if _is_wrong_date(fields.get(name, ""), book)]
    notes = fields.get("notes", "")
    if notes and not draft.edtf and (found := date_of(notes, book.lang, book.year)):
        draft = dated_draft(draft, found, notes)
    noted = take_codes(notes)[0]
    told = (code for name in CODES if name in fields for code in stated_codes(fields[name], book.lang)[0])
    codes = (*noted, *told)
    wrong = (
        Doubt("sdgs" if name == "unknown-sdg" else "date", name, (("place", _place(cell)), ("value", cell.text)))
        for name, cell in problems_of(record)
    )
    days = (Doubt("date", "invalid-date", (("value", words),)) for words in unread)
    draft = replace(draft, sdgs=tuple(dict.fromkeys((*draft.sdgs, *codes))), doubts=(*draft.doubts, *wrong, *days))
    return draft if draft.edtf else replace(draft, date_status=_unstated(draft))


def _place(cell: Cell) -> str:
    return f"{cell.where.sheet}!{cell.where.cell}" if cell.where.sheet else cell.where.cell


def _unstated(draft: Draft) -> DateStatus | None:
    """What is said of a date that is not there: that it is awaited, or, of events, that it is not stated."""
    if draft.date_status is DateStatus.TO_BE_CONFIRMED:
        return draft.date_status
    return DateStatus.NOT_STATED if draft.kind in EVENT_KINDS else None


def _with_date(draft: Draft, fields: dict[str, str], book: Book) -> Draft:
    """A draft with the date of its columns, unless its words give a finer one; one that is moved has its new date."""
    found = _when(fields, book)
    finer = found is not None and draft.edtf and "X" not in draft.edtf and len(draft.edtf) > len(found.edtf)
    if found and not finer:
        draft = dated_draft(draft, found, fields.get("date", ""))
        change = CHANGES.get(found.change)
        draft = replace(draft, status=change or draft.status)
    moved = date_of(fields["status"], book.lang, book.year) if "status" in fields else None
    if moved and moved.change == "postponed" and moved.edtf and not (found and found.edtf):
        draft = replace(draft, edtf=moved.edtf, date_text=fields["status"], date_status=moved.status)
    return replace(draft, former=moved.former) if moved and moved.former else draft


def _is_wrong_date(words: str, book: Book) -> bool:
    """Whether a cell looks like a date and is none: "2027-13", "31/02/2025"."""
    exact = re.fullmatch(r"\d{4}-\d{1,2}(?:-\d{1,2})?|\d{1,2}[/.]\d{1,2}[/.]\d{4}", words.strip())
    found = read_cell(words, book.lang, book.year) if exact else None
    return exact is not None and (found is None or re.fullmatch(r"\d{4}", found.edtf) is not None)


def _with_status(draft: Draft, fields: dict[str, str], book: Book) -> Draft:
    """A draft with the status and the condition of its columns."""
    said = fields.get("status", "")
    changed = draft.status if draft.status in (Status.POSTPONED, Status.CANCELLED) else None
    status = changed or (status_of(flat(said), book.rules) if said else None)
    stated = (condition_of(fields.get(name, ""), book.rules, cell=True) for name in _CONDITIONS)
    condition = next((one for one in stated if one), "") or fields.get("condition", "")
    return replace(draft, status=status or draft.status, condition=condition or draft.condition)


def _with_names(draft: Draft, fields: dict[str, str], book: Book) -> Draft:
    """A draft with the places, organisations, bodies and themes of its columns."""
    told = {name: _names(fields[name], book) for name in ("places", "partners", "organisers", "bodies") if name in fields}
    themes = tuple(Mention(theme_of(name), name) for name in listed(fields.get("themes", "")))
    return replace(
        draft,
        places=told.get("places", draft.places),
        partners=once(told.get("partners", ()), draft.partners),
        organisers=once(told.get("organisers", ()), draft.organisers),
        bodies=once(told.get("bodies", ()), draft.bodies),
        themes=themes or draft.themes,
    )


def _names(text: str, book: Book) -> tuple[Mention, ...]:
    return tuple(mention for line in listed(text) for mention in mentions(line, book.lang))


def _when(fields: dict[str, str], book: Book) -> Found | None:
    """The date that the columns give: one column, a start and an end, or a month and a year."""
    lang = book.lang
    year = int(fields["year"]) if fields.get("year", "").isdigit() else book.year
    words = _date_words(fields, lang, year)
    if words:
        return read_cell(" ".join(words.split("\n")), lang, year)
    ends = [read_cell(fields[name], lang, year) if fields.get(name) else None for name in ("start", "end")]
    first, last = (found.edtf if found else "" for found in ends)
    if first and last:
        edtf = first if first == last else f"{first}/{last}"
        return Found(edtf, f"{fields['start']} – {fields['end']}", 0, 0) if first <= last else None
    if first or last:
        return Found(f"{first}/.." if first else f"../{last}", fields.get("start") or fields.get("end", ""), 0, 0)
    return read_cell(fields["year"], lang, year) if "year" in fields else None


def _date_words(fields: dict[str, str], lang: str, year: int | None) -> str:
    """The date words of the columns put together: a day beside its month, a number of a quarter as one."""
    quarter = fields.get("quarter", "").strip().rstrip(".")
    number = _ROMAN.get(quarter, quarter)
    quarter = f"Q{number}" if number in _ROMAN.values() else quarter
    month, day, date = fields.get("month", ""), fields.get("day", ""), fields.get("date", "")
    if day and month:
        month = f"{day} {month}" if any(sign.isdigit() for sign in day) else f"{month} ({day})"
    if date and month and not any(letter.isalpha() for letter in date):
        return f"{date} {month}"
    if date and month and (found := read_cell(date, lang, year)) and "X" in found.edtf:
        return f"{month} ({date})"
    return date or month or day or quarter
