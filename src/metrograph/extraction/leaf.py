"""One line of a plan read: parted, dated, judged and named, as drafts.

```
"Webinaire sur l'eau, mars (ODD 6) ; Forum, juin"
   ──parts──> "Webinaire sur l'eau, mars (ODD 6)"   "Forum, juin"
   ──codes, condition, date──> label "Webinaire sur l'eau"  edtf 2019-03  sdgs 6
   ──kind_of──> network_event
```
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace

from metrograph.dating.when import Found, date_of, find_dates, label_without, months_in
from metrograph.extraction.book import Book, Context, Piece
from metrograph.extraction.draft import Doubt, Draft
from metrograph.extraction.kinds import Judged, Line, kind_of
from metrograph.extraction.labels import condition_of, status_of
from metrograph.extraction.named import is_joined, named
from metrograph.extraction.names import Names
from metrograph.extraction.rules import Rules, flat, tokens
from metrograph.extraction.split import listed, parts
from metrograph.linking.stated import statements
from metrograph.model import EVENT_KINDS, DateStatus, Kind, Status
from metrograph.naming.find import read_gazetteer
from metrograph.records.vocabulary import read_vocabulary

_TAIL = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*\.?$")
_EDGE = " \t.;,:–—-"
_LEFT = re.compile(r"\s*\([a-zà-ÿ]+\)$")  # what parentheses keep when their date is taken out: "(principalement)"
CHANGES = {"postponed": Status.POSTPONED, "cancelled": Status.CANCELLED}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")  # only of a day is the year said to be inferred
_CLAUSE = re.compile(r",\s+|\s+[–—-]\s+")
_CODE = re.compile(r"(?<!\w)(?:SDGs?|ODDs?|ODS)\s*:?\s*(\d+(?:\.\w+)?)", re.IGNORECASE)
_REMARK = re.compile(r"\s+[–—-]\s+([^–—-]{3,40})$|,\s+([^,]{3,40})$|^\[([^\]]{3,30})\]\s*|^([A-ZÀ-Ý]{4,}) ?:\s*")


def read_leaf(piece: Piece, context: Context, book: Book, names: Names, *, cell: bool = False) -> tuple[Draft, ...]:
    """The drafts that a line states, one for each thing it names."""
    lists = cell or context.setting.calendar
    piece, context = _in_month(piece, context, book)
    texts = [text for part in parts(piece.text, book.rules, book.lang, lists=lists) for text in _spread(part, book)]
    drafts = [draft for text in texts if (draft := _draft(text, piece, context, book, names))]
    if len(drafts) < 2:
        return tuple(drafts)
    ids = [draft.id for draft in drafts]
    dated = next((draft for draft in reversed(drafts) if draft.edtf), None)
    shared = (_sharing(draft, dated) if dated and _last_date(piece.text, book) else draft for draft in drafts)
    return tuple(replace(draft, same_bullet=tuple(name for name in ids if name != draft.id)) for draft in shared)


def _in_month(piece: Piece, context: Context, book: Book) -> tuple[Piece, Context]:
    """A line that begins with its month ("January: kick-off; retreat") without it, its month in the context."""
    before, colon, rest = piece.text.partition(":")
    month = months_in(before.strip(), book.lang, book.year) if colon and rest.strip() else ""
    if not month:
        return piece, context
    return replace(piece, text=rest.strip()), replace(context, month=month, setting=replace(context.setting, calendar=True))


def _last_date(text: str, book: Book) -> bool:
    return text.count(";") == 0 and date_of(text, book.lang, book.year) is not None


def _sharing(draft: Draft, dated: Draft) -> Draft:
    """The date at the end of a line dates what stands before it too, unless that has its own."""
    if draft.edtf or draft.kind not in EVENT_KINDS:
        return draft
    return replace(draft, edtf=dated.edtf, date_text=dated.date_text, date_status=dated.date_status)


def _spread(text: str, book: Book) -> tuple[str, ...]:
    """One head and several ends: "communities of practice: transparency and mobility", "memorandum with UITP and C40"."""
    words = flat(text)
    found = book.rules.find("community", words)
    colon = text.find(":", found.end()) if found else -1
    if colon > 0 and len(ends := listed(text[colon + 1 :], book.lang)) > 1:
        return tuple(f"{text[: colon + 1]} {end}" for end in ends)
    agreement = book.rules.begins("kinds.agreement", words)
    joint = (
        re.search(r"\b(?:with|avec|con)\s+(?:la |le |les |l'|the |el |los |las )?", words[agreement.end() :])
        if agreement
        else None
    )
    if agreement and joint:
        at = agreement.end() + joint.end()
        ends = listed(text[at:], book.lang)
        if len(ends) > 1 and all(end[:1].isupper() and len(end.split()) <= 6 for end in ends):
            return tuple(f"{text[:at]}{end}" for end in ends)
    return (text,)


def _draft(text: str, piece: Piece, context: Context, book: Book, names: Names) -> Draft | None:
    rules, lang = book.rules, book.lang
    sdgs, unknown, bare = take_codes(text)
    condition = _undated_condition(condition_of(bare, rules), book)
    bare = _without(bare, condition)
    found = date_of(bare, lang, book.year, inherited=context.month)
    if (
        found
        and book.year
        and re.fullmatch(r"\d{4}", found.edtf)
        and int(found.edtf) > book.year
        and rules.begins("preparing", flat(bare))
    ):
        found = None  # the year of what is prepared, not of the preparing
    label = _undated(bare, found) if found and found.text else bare
    status, label = _remark(label, rules)
    label = _headed(tidy(label, rules), rules)
    if not any(letter.isalpha() for letter in label):
        return None
    dated = bool(found and (found.edtf or found.status is DateStatus.TO_BE_CONFIRMED))
    precise = bool(found and found.edtf and "X" not in found.edtf and len(found.edtf) > 4)
    named_in = [one for one in read_gazetteer().find(label, lang) if one.kind == "organisation"]
    foreign = any(flat(one.quote) not in book.own and not is_joined(label, one.start) for one in named_in)
    judged = kind_of(Line(label, context.setting, rules, lang, dated, precise, book.own, foreign))
    draft = Draft(
        names.take(judged.kind, label), judged.kind, label, lang, (piece.quoted(label, book.file),),
        parent=context.parent, section=context.section, group=context.group, condition=condition or context.condition,
        status=_status(judged.kind, status, found, context), sdgs=sdgs, linked=piece.linked,
        doubts=tuple(_doubts(judged, unknown)),
    )  # fmt: skip
    return named(dated_draft(draft, found, bare, book.year), text, context, book)


def _undated_condition(condition: str, book: Book) -> str:
    """A condition without the date of the thing that may follow it: "subject to funding, May 2024"."""
    found = next(
        (one for one in find_dates(condition, book.lang, book.year) if condition[: one.start].rstrip().endswith(",")), None
    )
    return condition[: found.start].rstrip(" ,") if found and found.end >= len(condition) else condition


def _doubts(judged: Judged, unknown: tuple[str, ...]) -> Iterator[Doubt]:
    if judged.doubt:
        yield Doubt("kind", judged.doubt)
    yield from (Doubt("sdgs", "unknown-sdg", (("value", code),)) for code in unknown)


def _undated(text: str, found: Found) -> str:
    """A text without its date: at its ends, in parentheses, or between commas ("Formation, mars, Abidjan")."""
    label = _LEFT.sub("", label_without(text, found))
    before, after = text[: found.start], text[found.end :]
    if label == text and before.rstrip().endswith(":") and after.lstrip().startswith(","):
        return f"{before.rstrip()} {after.lstrip(', ')}"
    if label == text and before.rstrip().endswith(",") and after.lstrip().startswith("("):
        return f"{before.rstrip().rstrip(',')} {after.lstrip()}"
    if label == text and before.rstrip().endswith(",") and after.lstrip().startswith(","):
        return f"{before.rstrip().rstrip(',')}{after.lstrip()}"
    return label


def _headed(label: str, rules: Rules) -> str:
    """A label without what only places it: "Assemblée générale : Lorient" is the assembly."""
    before, colon, rest = label.partition(":")
    short = colon and len(tokens(flat(rest))) <= 4 and len(tokens(flat(before))) >= 1
    body = rules.find("bodies", flat(before)) if short else None
    if short and (body or rules.find("meeting", flat(before)) or not any(sign.isalpha() for sign in rest)):
        return before.strip(_EDGE)
    return label


def dated_draft(draft: Draft, found: Found | None, text: str, plan_year: int | None = None) -> Draft:
    """A draft with its date; events without one say so, or have the year in their name when it is that of the plan."""
    if found is None or not (found.edtf or found.status is DateStatus.TO_BE_CONFIRMED):
        year = re.search(r"(?<!\d)20\d\d(?!\d)", text) if draft.kind in EVENT_KINDS else None
        if year and year[0] == str(plan_year):
            return replace(draft, edtf=year[0], date_text=year[0], date_status=DateStatus.STATED)
        missing = DateStatus.NOT_STATED if draft.kind in EVENT_KINDS else None
        return replace(draft, date_status=missing)
    doubts = (Doubt("date", found.doubt, (("text", found.text or text),)),) if found.doubt else ()
    found = _last_day(found)
    return replace(
        draft,
        edtf=found.edtf,
        date_text=found.text,
        date_status=DateStatus.STATED if found.status is DateStatus.INFERRED and not _DAY.search(found.edtf) else found.status,
        former=found.former,
        doubts=(*draft.doubts, *doubts),
    )


def _last_day(found: Found) -> Found:
    """A deadline at the end of a month is its last day: "before the end of June"."""
    month = re.fullmatch(r"\.\./(\d{4})-(0[1-9]|1[0-2])", found.edtf)
    if not month or not re.search(r"(?<!\w)(?:fin|end|final|finales)(?!\w)", flat(found.text)):
        return found
    return replace(found, edtf=f"{found.edtf}-{monthrange(int(month[1]), int(month[2]))[1]:02d}")


def _status(kind: Kind, stated: Status | None, found: Found | None, context: Context) -> Status | None:
    change = CHANGES.get(found.change) if found else None
    if change:
        return change
    return stated or (context.status if kind is Kind.PILOT_PROJECT or not context.group else None)


def take_codes(text: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """The goals and targets that a text states, those it states that do not exist, and the text without their parentheses.

    >>> take_codes("Bus propres (ODD 11.2 et 13)")
    (('11.2', '13'), (), 'Bus propres')
    >>> take_codes("Forum (SDG 11.2), Lyon")[2]
    'Forum, Lyon'
    """
    known = read_vocabulary().sdg
    stated = [one for one in statements(text, known) if one.numbered]
    codes = tuple(dict.fromkeys(one.code for one in stated))
    unknown = tuple(
        code for code in _CODE.findall(text) if code.rstrip(".") not in known and ".".join(code.split(".")[:2]) not in known
    )
    bare = text
    for one in reversed(stated):
        opening, closing = _around(bare, one.start, one.end)
        if opening >= 0 and len(tokens(flat(bare[opening:closing]))) <= 3 * len(stated) + 3:
            rest = bare[closing:].lstrip()
            bare = f"{bare[:opening].rstrip()}{'' if rest[:1] in (',', ';', '.', ':') else ' '}{rest}".strip()
    return codes, unknown, bare


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The parentheses around a place, or the dash before it where it ends the text; (-1, -1) for none."""
    if end > len(text):
        return -1, -1
    opening = max(text.rfind(sign, 0, start + 1) for sign in "([")
    closing = min((place for sign in ")]" if (place := text.find(sign, end)) >= 0), default=-1)
    if opening >= 0 and closing >= 0 and not any(sign in ")]" for sign in text[opening:start]):
        return opening, closing + 1
    clause = re.search(r"[,;.–—]\s+((?:[\w'’]+\s+){0,4})$", text[:start])
    if clause and not tokens(text[end:])[3:] and not re.search(r"\d", clause[1]):
        return clause.start(), len(text)
    dash = re.search(r"\s+[–—-]\s+$|[.;|]\s+$", text[:start])
    return (dash.start(), len(text)) if dash and not tokens(text[end:])[3:] else (-1, -1)


def _without(text: str, condition: str) -> str:
    if not condition:
        return text
    at = text.find(condition)
    before, after = text[:at].rstrip(" ,;–—-"), text[at + len(condition) :]
    if before.endswith(("(", "[")):
        before, after = before[:-1].rstrip(), after.lstrip(" )]")
    return f"{before} {after.strip()}".strip() or text


def _remark(label: str, rules: Rules) -> tuple[Status | None, str]:
    """The status that a remark at the end or the beginning states ("– en cours", "(annulé)"), and the label without it."""
    clause = next((one for one in _CLAUSE.finditer(label) if _says_status(flat(label[one.end() :]), rules)), None)
    if clause and tokens(label[: clause.start()]):
        return status_of(flat(label[clause.end() :]), rules), label[: clause.start()].strip()
    for pattern in (_TAIL, _REMARK):
        found = pattern.search(label)
        words = next((group for group in found.groups() if group), "") if found else ""
        if found and words and len(tokens(words)) <= 5 and (status := status_of(flat(words), rules)):
            rest = f"{label[: found.start()]} {label[found.end() :]}".strip()
            if tokens(rest):
                return status, rest
    return None, label


def _says_status(words: str, rules: Rules) -> bool:
    return any(rules.begins(name, words) for name in rules.names("status.") if name != "status.to_launch") or bool(
        re.match(r"(?:to be |a lancer|por lanzar|se iniciara|demarre|will start|por iniciar|a iniciar)", words)
    )


def tidy(label: str, rules: Rules) -> str:
    """A label without the parentheses that tell of the past, and without signs at its ends."""
    label = re.sub(r"\s+", " ", label).strip(_EDGE)
    tail = _TAIL.search(label)
    if tail and re.search(r"(?:19|20)\d\d", tail[1]) and rules.find("gloss", flat(tail[1])):
        label = label[: tail.start()]
    if tail and re.search(r"confirm", flat(tail[1])):
        label = label[: tail.start()]
    if label.endswith(")") and label.startswith("(") and label.count("(") == 1:
        label = label[1:-1]
    return label.strip(_EDGE) + (")" if label.count("(") > label.count(")") else "")
