"""Turns the rows of a table into records: a value for each field whose column is known, and the rest under its own name.

```
Eje      | Actividad      | Fecha      | ODS        ─>  Record(section="1. Clima", label="Foro", date="2025-03-15", sdgs="13")
1. Clima | Foro           | 2025-03-15 | 13
         | Taller de agua | 2025-04    | 6.1; 18    ─>  Record(section="1. Clima", …), with a problem: there is no goal 18
Total    | 2              |            |            ─>  (set aside)
```
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from metrograph.dating.words import words_of
from metrograph.extraction.columns import map_columns, with_label
from metrograph.folding import fold
from metrograph.readers.passage import Cell, Passage, Where
from metrograph.records.vocabulary import read_vocabulary
from metrograph.words import LANGUAGES

CODES = ("sdgs", "goals", "targets")
_GROUPS = ("section", "parent", "month", "quarter", "year", "status", "kind", "date")
_QUARTER = re.compile(r"(?:[qt][1-4]|(?:1er|[2-4]e|first|second|third|fourth|premier|deuxieme|troisieme|quatrieme|primer|segundo|"
                      r"tercer|cuarto)\s+(?:quarter|trimestre))(?:\s+(?:de\s+)?\d{4})?")  # fmt: skip
_TOTAL = re.compile(r"(?:(?:grand|sub|sous|overall)[\s-]*|)total(?:es|s)?\b.*|subtotal(?:es)?\b.*|totaux\b.*|somme|suma|sum")
_NOTE = re.compile(
    r"\s*(?:\*|\(\*|(?:source|fuente|notes?|nota|nb|n\.b\.|remarque|legend|legende|leyenda)s?\s*[:.])", re.IGNORECASE
)
_NUMBER = re.compile(r"(?=.{1,40}\Z)[-+]?[\d.,\s]*\d[\d.,\s]*[%€$£]?")
_HEADING = re.compile(
    r"(?:\d{1,2}|[ivx]{1,5}|[a-h])\s*[.)\-–—:]\s+\S.*|(?:axe|axis|eje|pillar|pilier|pilar|strategic line|ligne strategique|"
    r"linea estrategica|line|ligne|linea|section|seccion|volet|component|componente|composante|parte?|partie)\s+[\divxa-h]+\b.*"
)
_BULLET = re.compile(r"^\s*(?:[•●▪◦‣·*–—-]|\d{1,2}[.)])\s+")
_ENDING = re.compile(r"(?:D\.?\s?C\.?|Inc\.?|Ltd\.?|LLC|GmbH|S\.?A\.?|S\.?L\.?|A\.?C\.?|CDMX|Jr\.?|D\.?F\.?|B\.?C\.?)")
_INSTITUTION = re.compile(
    r"(?:\w+\s+)?(?:ministry|ministere|ministerio|department|departement|departamento|secretariat|secretaria|direction|"
    r"direccion|office|agency|agence|agencia|commission|comision|committee|comite|institute?|instituto|faculty|faculte|facultad|council)"
    r"\s+(?:of|for|on|de|des|du|d'|para)\b.*"
)
_JOINT = re.compile(r"\s+(?:and|et|y|e|&)\s+")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_TOKEN = re.compile(
    r"(?P<frame>(?:sdgs?|odds?|odss?|goals?|targets?|objectifs?|objetivos?|cibles?|metas?|indicators?|indicateurs?|indicador(?:es)?|"
    r"n[°ºo]\.?|num|#)(?![^\W\d_]))|(?P<code>\d{1,2}(?:\.(?:\d{1,2}|[a-d]))?(?:\.(?:\d{1,2}[a-d]?|[a-d]))?)(?![\w%]|\.\d|,\d{3}|\s%)|"
    r"(?P<range>-|–|—|to\b|à|a\b|al\b)|(?P<part>[,;/|&+\n•·]|\b(?:and|et|y|e)\b)|(?P<sign>[^\w\s])|(?P<word>\w+(?:[.,]\d+)*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Record:
    """A row as values: its fields and their cells, the columns that are not known, and its place.

    A field of several columns has one value here, a line for each, and all its cells.
    """

    fields: tuple[tuple[str, str], ...]
    cells: tuple[tuple[str, Cell], ...]
    rest: tuple[tuple[str, str], ...]
    where: Where
    lang: str


def records(rows: Sequence[Passage]) -> Iterator[Record]:
    """The records of one table, whose rows are given with their header.

    A row with one cell across the table is a record with nothing but a ``section``, and the section of the rows below.
    A blank cell of a grouping column has the value above it where the column looks merged.
    """
    head = next((row for row in rows if row.head), None)
    body = [row for row in rows if not row.head and _texts(row) and not (head and _repeats(row, head))]
    names = [cell.text for cell in head.cells] if head else [""] * max((len(row.cells) for row in body), default=0)
    fields = with_label(map_columns(names), body)
    carried = _carried(fields, [row for row in body if not _aside(row, fields)])
    above: dict[str, Cell] = {}
    section: Cell | None = None
    for at, row in enumerate(body):
        if _aside(row, fields):
            continue
        if cell := _group(row, fields, body[at + 1 : at + 2]):
            period = _period(cell.text)
            above = {period: cell} if period else {}
            section = section if period else cell
            if not period:
                yield Record((("section", cell.text),), (("section", cell),), (), row.where, row.lang)
            continue
        own = [(field, cell) for field, cell in zip(fields, row.cells, strict=False) if field and cell.text]
        above |= {field: cell for field, cell in own if field in carried or field in above}
        if {field for field, _ in own} - set(carried):
            yield _record(row, names, fields, own, {**({"section": section} if section else {}), **above})


def _record(
    row: Passage, names: Sequence[str], fields: Sequence[str], own: list[tuple[str, Cell]], above: dict[str, Cell]
) -> Record:
    known = {field for field, _ in own}
    cells = [*own, *((field, cell) for field, cell in above.items() if field not in known)]
    order = [field for field in dict.fromkeys((*fields, *above)) if field]
    values = {field: "\n".join(cell.text for name, cell in cells if name == field) for field in order}
    rest = ((name, cell.text) for name, field, cell in zip(names, fields, row.cells, strict=False) if not field and cell.text)
    lang = fold(values.get("lang", ""))[:2]
    return Record(
        tuple((field, value) for field, value in values.items() if value),
        tuple(sorted(cells, key=lambda one: order.index(one[0]))),
        tuple(rest),
        row.where,
        lang if lang in LANGUAGES else row.lang,
    )


def _texts(row: Passage) -> list[str]:
    return list(dict.fromkeys(cell.text for cell in row.cells if cell.text.strip()))


def _repeats(row: Passage, head: Passage) -> bool:
    """Whether a row gives the header again."""
    pairs = [(fold(cell.text), fold(name.text)) for cell, name in zip(row.cells, head.cells, strict=False) if cell.text]
    return len(pairs) >= min(2, len(_texts(head))) and all(
        mine == other or mine == other.rpartition("\n")[2] for mine, other in pairs
    )


def _aside(row: Passage, fields: Sequence[str]) -> bool:
    """Whether a row only sums up others, or is a note below them."""
    texts = _texts(row)
    others = all(_NUMBER.fullmatch(text) for text in texts[1:])
    sums = len(texts) > 1 or not _NUMBER.fullmatch(texts[0])
    if others and sums and _TOTAL.fullmatch(fold(texts[0])) and (len(texts) > 1 or len(texts[0].split()) <= 2):
        return True
    if len(texts) == 1 and len(row.cells) > 1 and _NOTE.match(texts[0]):
        return True
    filled = {field for field, cell in zip(fields, row.cells, strict=False) if cell.text}
    return "label" in fields and filled <= {"budget", "count", ""} and all(_NUMBER.fullmatch(text) for text in texts)


def _group(row: Passage, fields: Sequence[str], below: Sequence[Passage]) -> Cell | None:
    """The cell of a row that stands over the rows below it, such as "1. Global advocacy" across the table."""
    filled = [at for at, cell in enumerate(row.cells) if cell.text.strip()]
    if len(_texts(row)) != 1 or len(row.cells) < 2 or not below:
        return None
    cell = row.cells[filled[0]]
    if len(filled) > 1:
        return cell if filled[-1] - filled[0] + 1 == len(filled) else None
    field, fuller = fields[filled[0]] if filled[0] < len(fields) else "", len(_texts(below[0])) > 1
    heading = (
        _HEADING.fullmatch(fold(cell.text)) or (row.bold and not below[0].bold) or (cell.text.isupper() and len(cell.text) > 6)
    )
    named = field in ("section", "id") or (filled[0] == 0 and field != "label" and "label" in fields)
    return cell if (heading and fuller) or (named and field not in _GROUPS[1:] and (field == "section" or fuller)) else None


def _period(text: str) -> str:
    """The field of a month or a quarter that stands over rows; empty for other words."""
    plain = " ".join(fold(text).split())
    return "month" if _month().fullmatch(plain) else "quarter" if _QUARTER.fullmatch(plain) else ""


@cache
def _month() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(words_of('en').full_months))})(?:\s+(?:de\s+|del\s+)?\d{{4}})?")


def _carried(fields: Sequence[str], rows: Sequence[Passage]) -> frozenset[str]:
    """The fields whose blank cells mean the value above: filled in the first row, never said twice in a row, blank below."""
    label = fields.index("label") if "label" in fields else len(fields)
    found = set()
    wide = [row for row in rows if len(_texts(row)) > 1]
    for at, field in enumerate(fields):
        texts = [row.cells[at].text if at < len(row.cells) else "" for row in wide]
        if field not in _GROUPS or not texts or not texts[0] or all(texts):
            continue
        filled = [text for text in texts if text]
        if field == "date" and not all(any(map(str.isalpha, text)) for text in filled):
            continue  # days are not carried down, months are
        twice = any(text and text == following for text, following in pairwise(texts))
        sure = field in ("section", "parent", "month", "quarter", "year") or (len(filled) > 1 and at < label)
        if sure and not twice:
            found.add(field)
    return frozenset(found)


def listed(text: str) -> tuple[str, ...]:
    r"""The things that a cell lists: parted by lines, bullets, semicolons, slashes, or commas between short names.

    >>> listed("• Lyon\n• Bogotá"), listed("Lyon, Paris et Madrid"), listed("Washington, D.C."), listed("Lyon/Paris")
    (('Lyon', 'Bogotá'), ('Lyon', 'Paris', 'Madrid'), ('Washington, D.C.',), ('Lyon', 'Paris'))
    """
    lines = [_BULLET.sub("", line) for line in re.split(r"[\n;|]|\s[•●▪]\s", text)]
    parts = [part.strip() for line in lines for part in _slashed(line) if part.strip()]
    if len(parts) == 1:
        parts = _comma_parts(parts[0])
    return tuple(dict.fromkeys(part.rstrip(",").strip() for part in parts))


def _slashed(text: str) -> list[str]:
    parts = re.split(r"\s*/\s*", text.strip())
    named = all(len(part) > 2 and not re.search(r"\d", part) for part in parts)
    return parts if named and not re.search(r"://|www\.|\b(?:and|et|y)\s*/\s*(?:or|ou|o)\b", text) else [text]


def _comma_parts(text: str) -> list[str]:
    """The parts between commas where each is short and no name has a comma in it."""
    parts: list[str] = []
    for part in re.split(r",(?!\d)\s*", text):
        if parts and _ENDING.fullmatch(part.strip()):
            parts[-1] += f", {part.strip()}"
        elif part.strip():
            parts.append(part.strip())
    if any(_INSTITUTION.fullmatch(fold(part)) for part in parts) or any(len(part.split()) > 5 for part in parts):
        return [text]
    last = _JOINT.split(parts[-1]) if len(parts) > 1 else parts[-1:]
    last = [re.sub(r"^(?:and|et|y|e)\s+", "", part) for part in last]
    return [*parts[:-1], *(last if all(len(part.split()) <= 3 for part in last) else parts[-1:])]


def stated_codes(text: str, lang: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The goals and targets that a cell of an SDG column states, and those it states that do not exist.

    "11,2" is target 11.2, as it is written in French and Spanish, unless ``lang`` is English or there is no such target.

    >>> stated_codes("ODD 5 et 13.b; 11,2"), stated_codes("11,13, 18"), stated_codes("1-3")
    ((('5', '13.b', '11.2'), ()), (('11', '13'), ('18',)), (('1', '2', '3'), ()))
    """
    known = read_vocabulary().sdg
    if _ISO.fullmatch(text.strip()):
        return (), (text.strip(),)  # a spreadsheet took 11.2 for a day
    plain = re.sub(r"https?://metadata\.un\.org/sdg/|\bsdg:", " SDG ", text)
    plain = re.sub(r"\b(SDG|ODD|ODS)s?[-_ ]?(?=\d)", "SDG ", plain, flags=re.IGNORECASE)
    plain = plain if lang == "en" else re.sub(r"(?<![\d.,])(\d{1,2}),(\d{1,2}|[a-dA-D])(?![\w%]|[.,]\d)", _decimal, plain)
    found = dict.fromkeys(code for code in _codes(plain, known) if code)
    return tuple(code for code in found if code in known), tuple(code for code in found if code not in known)


def _decimal(match: re.Match[str]) -> str:
    code = f"{int(match[1])}.{match[2].lower()}"
    return code if code in read_vocabulary().sdg else f"{match[1]}, {match[2]}"


def _codes(text: str, known: frozenset[str]) -> Iterator[str]:
    """The codes of a text in their order, also those that do not exist, and the goals between the ends of a range."""
    before, last, ranging = "start", "", False
    found = list(_TOKEN.finditer(text))
    for at, token in enumerate(found):
        kind = token.lastgroup or ""
        if kind == "code":
            code = _normal(token[0], known)
            worded = at + 1 < len(found) and found[at + 1].lastgroup == "word"
            if before != "word" and (code in known or before in ("frame", "range") or not worded):
                yield from _between(last, code, known) if ranging else ()
                yield code
                last = code
            ranging = False
        elif kind == "range":
            ranging = before == "code"
        before = (
            before
            if kind == "sign" and token[0] in ".:" and before != "word"
            else kind
            if kind != "sign" or token[0] != "("
            else "part"
        )


def _normal(code: str, known: frozenset[str]) -> str:
    """A code as the framework writes it: an indicator gives its target, a number its goal."""
    parts = code.lower().split(".")[:2]
    plain = ".".join([str(int(parts[0])), *parts[1:]])
    return plain if plain in known else re.sub(r"(\.\d)0$|\.0+$", r"\1", plain)


def _between(first: str, last: str, known: frozenset[str]) -> Iterator[str]:
    """The goals of "1-5", or the targets of "11.1-11.4", that are not written."""
    (goal, _, one), (other, _, two) = first.partition("."), last.partition(".")
    if goal.isdigit() and other.isdigit() and not one and not two:
        yield from (str(code) for code in range(int(goal) + 1, int(other)) if str(code) in known)
    elif goal == other and one.isdigit() and two.isdigit():
        yield from (code for number in range(int(one) + 1, int(two)) if (code := f"{goal}.{number}") in known)


def problems_of(record: Record) -> tuple[tuple[str, Cell], ...]:
    """What cannot be right in a record, with the cell that says it: codes that do not exist, an end before its start."""
    unknown = [
        ("unknown-sdg", cell) for field, cell in record.cells if field in CODES and stated_codes(cell.text, record.lang)[1]
    ]
    start, end = (next((cell for name, cell in record.cells if name == field), Cell("")) for field in ("start", "end"))
    late = all(map(_is_day, (start.text, end.text))) and end.text < start.text
    return (*unknown, *([("end-before-start", end)] if late else []))


def _is_day(text: str) -> bool:
    try:
        return bool(_ISO.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False
