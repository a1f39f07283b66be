"""Reads CSV files, and lays out the rows of any table, of a spreadsheet too: titles, header, rows, notes below.

A unit is the text of one cell, quotes undone; ``where.line`` is the line of the file on which the row begins.
Of *CSV on the Web* (W3C), where its JSON lies beside the file, these are honoured: ``tables`` and ``url``; of the dialect
delimiter, quoteChar, encoding, header, headerRowCount, skipRows and a commentPrefix that is given; of a column name, titles,
propertyUrl in our ontology, separator, null, lang, and dates of years, months and days. Nothing is fetched.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from metrograph.csvfile import loose_rows
from metrograph.errors import Place, SourceError
from metrograph.folding import fold
from metrograph.namespaces import MG
from metrograph.readers.archive import Watch
from metrograph.readers.files import NOTHING_TOLD, File, Held, body_of, document
from metrograph.readers.passage import LIMITS, Cell, Document, Form, Limits, Passage, Where
from metrograph.resources import root
from metrograph.yamlfile import read

T = TypeVar("T")
BLANK = Cell("")
NONE: Mapping[int, str] = MappingProxyType({})
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
LONGEST_TITLE = 120
_STOP = frozenset(re.findall(r"\w+", "de la le les l d du des del el los las lo the of a an en in un une una y et and to au al"))
_CHARSETS = re.compile(r"utf-?(?:8|16)(?:-?[lb]e)?|us-ascii|iso-?8859-?\d+|latin-?\d|(?:windows|cp)-?125\d|mac\w*", re.IGNORECASE)
_NUMERIC = re.compile(
    r"(?=.{1,40}\Z)(?:[-+]?[\d.,'\s]*\d[\d.,'\s]*[%€$£]?|\d{4}-\d\d(?:-\d\d.*)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})"
)
_FOREIGN = re.compile(r"\s*<(?:(?:!doctype|html|head|body|table|div|meta)\b|(\?xml)\b)", re.IGNORECASE)
_SIGNATURES = {b"PK\x03\x04": "zip", b"%PDF-": "PDF", bytes.fromhex("d0cf11e0"): "OLE", b"{\\rtf": "RTF"}
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_DATE_PARTS = {"yyyy": r"(?P<y>\d{4})", "MM": r"(?P<m>\d\d)", "M": r"(?P<m>\d\d?)", "dd": r"(?P<d>\d\d)", "d": r"(?P<d>\d\d?)"}


def read_csv(path: File, limits: Limits = LIMITS, tell: Callable[[int], None] = NOTHING_TOLD) -> Document:
    """The rows of a CSV file as passages, with what its CSVW metadata says of them."""
    body = body_of(path, limits)
    said = _Form() if isinstance(path, Held) else _metadata(path)  # nothing lies beside a held file
    text = _decoded(path, body, said.encoding)
    hint = re.match(r"sep=(.)\r?\n", text)
    form = replace(said, delimiter=said.delimiter or (hint[1] if hint else _delimiter(text)), skip=max(said.skip, bool(hint)))
    try:
        rows = list(_rows(text, form, Watch(path, limits, tell)))
    except csv.Error as error:
        raise SourceError("S118", Place(str(path)), format="CSV", detail=error) from None
    heads = form.heads if form.heads >= 0 else None
    found = laid_out(rows, Watch(path, limits, NOTHING_TOLD), plain=True, heads=heads, named=_named_by(form, rows))
    passages = (replace(passage, lang=form.lang) if form.lang else passage for passage in found)
    lines = len(re.findall(r"\r\n?|\n", text.rstrip())) + 1
    return document(path, "csv", body, passages, lines=lines, lang=form.lang)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty: its number in the sheet and its filled cells by column; a merged cell stands in each column."""

    number: int
    where: Where
    cells: Mapping[int, Cell]
    bold: bool = False

    @property
    def texts(self) -> list[str]:
        """The words of its cells, those of a merged cell once."""
        return [cell.text for cell in {id(cell): cell for cell in self.cells.values()}.values()]


def laid_out(
    rows: Sequence[Row],
    watch: Watch,
    before: int = 0,
    plain: bool = False,
    heads: int | None = None,
    named: Mapping[int, str] = NONE,
) -> Iterator[Passage]:
    """The rows of one sheet as passages; ``before`` is the number of tables that came earlier in the document.

    ``plain``: the first row of words is a header even when no name in it is known, as CSV has it. ``heads`` says how
    many rows the header has, ``named`` how its columns are called.
    """
    for part in _parted(rows) if heads is None else (list(rows),):
        first, last = _heads(part, plain, len(part) == len(rows)) if heads is None else (0, min(heads, len(part)))
        foot = _foot(part, last)
        yield from (_title(row, at) for at, row in enumerate(part[:first]))
        before += first < len(part)
        for row in _table(part[first:last], part[last:foot], before, named):
            watch.row(row.cells)
            yield row
        yield from (_title(row, 9) for row in part[foot:])


def _parted(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The tables of a sheet: another begins after an empty row, where a header stands, or titles and then a header."""
    part: list[Row] = []
    for at, row in enumerate(rows):
        if part and row.number > part[-1].number + 1 and _begins(rows[at : at + 5]):
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _begins(rows: Sequence[Row]) -> bool:
    at = next((at for at, row in enumerate(rows[:4]) if len(row.texts) > 1), -1)
    bold = at >= 0 and rows[at].bold and not all(row.bold for row in rows[at + 1 : at + 2])
    return at >= 0 and (_is_named(rows[at]) or (bold and _worded(rows[at])))


def _heads(part: Sequence[Row], plain: bool, whole: bool) -> tuple[int, int]:
    """Where the header begins, and where the rows below it begin."""
    several = [at for at, row in enumerate(part) if len(row.texts) > 1]
    if not several:
        known = len(part) > 1 and column_field(part[0].texts[0]) == "label"
        return (0, 1) if (plain and whole) or known else (len(part), len(part))
    found = [at for at in several[:20] if _is_named(part[at])] or [at for at in several[:3] if _above_others(part, at)]
    if not found and (plain or (part[several[0]].bold and not all(row.bold for row in part))):
        found = [at for at in several[:1] if _worded(part[at])]
    if not found:
        return several[0], several[0]
    at = found[0]
    spanned = at > 0 and 1 < len(part[at - 1].texts) < len(part[at - 1].cells)
    if spanned and part[at - 1].number == part[at].number - 1:
        return at - 1, at + 1
    return at, at + 1 + (at + 1 < len(part) and _continues(part[at], part[at + 1]))


def _foot(part: Sequence[Row], last: int) -> int:
    """Where the notes below a table begin: single cells after an empty row, with nothing else below them."""
    foot = len(part)
    while foot > last and len(part[foot - 1].texts) == 1:
        foot -= 1
    gaps = (at for at in range(max(foot, 1), len(part)) if part[at].number > part[at - 1].number + 1)
    return next(gaps, len(part)) if any(len(row.texts) > 1 for row in part[:foot]) else len(part)


def _is_named(row: Row) -> bool:
    fields = [field for text in row.texts if len(text) <= LONGEST_TITLE and (field := column_field(text))]
    return len(set(fields)) >= 2 and 3 * len(fields) >= len(row.texts)


def _worded(row: Row) -> bool:
    texts = row.texts
    return len(set(texts)) == len(texts) and not any(len(text) > LONGEST_TITLE or _NUMERIC.fullmatch(text) for text in texts)


def _above_others(part: Sequence[Row], at: int) -> bool:
    below = part[at + 1 : at + 21]
    columns = part[at].cells if _worded(part[at]) else {}
    numeric = [sum(bool(_NUMERIC.fullmatch(row.cells.get(column, BLANK).text)) for row in below) for column in columns]
    return any(2 * count > len(below) for count in numeric)


def _continues(top: Row, row: Row) -> bool:
    """Whether a row gives the names below the merged cells of a header."""
    own = {column: cell for column, cell in row.cells.items() if top.cells.get(column) is not cell}
    wide = [id(cell) for cell in top.cells.values()]
    under = (column in top.cells and wide.count(id(top.cells[column])) > 1 for column in own)
    return bool(own) and all(under) and not any(_NUMERIC.fullmatch(cell.text) for cell in own.values())


def _title(row: Row, at: int) -> Passage:
    first, texts = next(iter(row.cells.values())), row.texts
    short = len(texts) == 1 and len(texts[0]) <= LONGEST_TITLE and (at == 0 or row.bold)
    form, level = (Form.HEADING, 2 - (at == 0)) if short else (Form.PARAGRAPH, 0)
    return Passage(" ".join(texts), form, level, first.where, first.raw, first.start, first.linked, row.bold)


def _table(heads: Sequence[Row], body: Sequence[Row], number: int, named: Mapping[int, str]) -> Iterator[Passage]:
    columns = sorted({column for row in (*heads, *body) for column in row.cells} | set(named))
    if heads or named:
        own = [[row.cells[column] for row in heads if column in row.cells] or [BLANK] for column in columns]
        words = ("\n".join(dict.fromkeys(cell.text for cell in one)) for one in own)
        cells = tuple(
            replace(one[-1], text=named.get(column) or text) for column, one, text in zip(columns, own, words, strict=True)
        )
        yield replace(_row(heads[-1] if heads else Row(1, Where(1), {}), cells, number), head=True)
    for row in body:
        yield _row(row, tuple(row.cells.get(column, BLANK) for column in columns), number)


def _row(row: Row, cells: tuple[Cell, ...], number: int) -> Passage:
    own = list({id(cell): cell for cell in cells if cell.text}.values())
    linked = 2 * sum(len(cell.text) for cell in own if cell.linked) > sum(len(cell.text) for cell in own)
    text = " | ".join(cell.text for cell in own)
    return Passage(text, Form.ROW, where=row.where, linked=linked, bold=row.bold, cells=cells, table=number)


def column_field(name: str, lang: str = "") -> str:
    """The field for which a whole name of a column stands, or one half of a name in two languages.

    >>> column_field("Ciudad(es)"), column_field("Fecha / Date"), column_field("Nombre", "fr"), column_field("Foro")
    ('places', 'date', 'count', '')
    """
    lines = name[:500].split("\n")
    parts = [part for part in re.split(r"\s*[/|·]\s*|\s+[-–—]\s+", lines[-1]) if part]
    for tried in (name[:500], re.sub(r"\([^()]*\)", " ", name[:500]), lines[-1], *parts, *lines[-2::-1]):
        found = column_names().get(bare(tried), {})
        if found:
            return found.get(lang) or next(iter(found.values()))
    return ""


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """A name of a column without case, accents, articles, numbers and endings of the plural.

    >>> bare("Date(s) de l'Événement"), bare("Cities"), bare("organisedBy")
    ('dat evenement', 'citi', 'organised by')
    """
    split = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", name[:200])
    words = re.findall(r"[^\W\d_]+|#", fold(re.sub(r"\((?:e?s|x)\)|/(?:e?s|ies)\b|[º']", " ", split)))
    kept = [word for word in words if word not in _STOP] or words
    singular = (re.sub(r"(?<=...)s$|(?<=....)x$", "", word) for word in kept)
    return " ".join(re.sub(r"(?<=..)y$", "i", re.sub(r"(?<=...)e$", "", word)) for word in singular)


@cache
def column_names() -> Mapping[str, Mapping[str, str]]:
    """Field by language, for each bare name of ``data/reading/columns.yaml``; a name of our own stands first."""
    found: dict[str, dict[str, str]] = {}
    listed = [(field, node) for field, node in read(root() / "data" / "reading" / "columns.yaml").fields().items()]
    for lang in ("own", "en", "es", "fr"):
        for field, node in listed:
            for name in node.fields()[lang].texts() if lang in node.fields() else ():
                found.setdefault(bare(name), {}).setdefault(lang, field)
    return found


@dataclass(frozen=True, slots=True)
class _Column:
    names: tuple[str, ...] = ()
    separator: str = ""
    dates: str = ""
    nulls: tuple[str, ...] = ("",)


PLAIN = _Column()


@dataclass(frozen=True, slots=True)
class _Form:
    delimiter: str = ""
    quote: str = '"'
    encoding: str = ""
    heads: int = -1
    skip: int = 0
    comment: str = ""
    columns: tuple[_Column, ...] = ()
    lang: str = ""


def _decoded(path: File, body: bytes, encoding: str) -> str:
    found = next((kind for start, kind in _SIGNATURES.items() if body.startswith(start)), "")
    wide = "utf-16" if body[:2] in _MARKS else "utf-16-le" if body[1::2].count(0) >= body[::2].count(0) else "utf-16-be"
    text = ""
    for name in (encoding if body[:3] != _MARKS[2] else "", wide if b"\0" in body else "utf-8-sig", "cp1252", "latin-1"):
        with suppress(UnicodeError, LookupError):
            text = text or (body.decode(name) if name and not found else "")
    page = _FOREIGN.match(text[:2000])
    found = found or ("XML" if page and page[1] else "HTML" if page else "binary" if _CONTROL.search(text) else "")
    if found:
        raise SourceError("S119", Place(str(path)), found=found)
    return text


def _delimiter(text: str) -> str:
    """The sign that parts the first rows most evenly; a comma when none does."""
    best = (0.0, 0, ",")
    for at, sign in enumerate(",;\t|"):
        reader = csv.reader(io.StringIO(text[:50_000], newline=""), delimiter=sign)
        with suppress(csv.Error):
            widths = [len(row) for row in islice(reader, 60) if row]
            even = max(((widths.count(width), width) for width in set(widths) - {1}), default=(0, 0))
            best = max(best, (even[0] / max(1, len(widths)), even[1] - at, sign))
    return best[2]


def _rows(text: str, form: _Form, watch: Watch) -> Iterator[Row]:
    for number, (line, values) in enumerate(loose_rows(text, form.delimiter, form.quote), 1):
        if number <= form.skip or (form.comment and values and values[0].startswith(form.comment)):
            continue
        watch.step()
        if cells := dict(_cells(values, number, line, form)):
            watch.row(cells.values())
            yield Row(number, next(iter(cells.values())).where, cells)


def _cells(values: Sequence[str], number: int, line: int, form: _Form) -> Iterator[tuple[int, Cell]]:
    for column, value in enumerate(values, 1):
        said, raw = form.columns[column - 1] if column <= len(form.columns) else PLAIN, value.strip()
        if raw and raw not in said.nulls:
            text = spaced(_iso(raw, said.dates) if said.dates else raw)
            text = "\n".join(filter(None, map(str.strip, text.split(said.separator)))) if said.separator else text
            if text:
                yield column, Cell(text, Where(line, 0, "", f"{letters(column)}{number}"), raw, value.index(raw))


def spaced(text: str) -> str:
    """A text whose blanks are single, its lines parted by a line feed."""
    lines = re.split(r"[\r\n]+", text) if "\n" in text or "\r" in text else [text]
    return "\n".join(filter(None, [" ".join(line.split()) for line in lines]))


@lru_cache(maxsize=20_000)
def letters(column: int) -> str:
    """The letters of a column, as spreadsheets count them: 28 is AB."""
    return (letters((column - 1) // 26) if column > 26 else "") + chr(65 + (column - 1) % 26)


def _iso(text: str, form: str) -> str:
    """A date that is written in a form of CSVW, as ISO; any other text as it is."""
    parts = re.split(r"(yyyy|MM?|dd?)", form)
    if len(set(parts[1::2])) < len(parts[1::2]) or {"M", "MM"} <= set(parts) or {"d", "dd"} <= set(parts):
        return text
    found = re.fullmatch("".join(_DATE_PARTS.get(part) or re.escape(part) for part in parts), text, re.ASCII)
    return "-".join(value.zfill(2) for key in "ymd" if (value := found.groupdict().get(key))) if found else text


def _named_by(form: _Form, rows: Sequence[Row]) -> dict[int, str]:
    """What the columns are called: by a name of metadata that is known here, else by the header, else by any name."""
    named = {}
    for column, said in enumerate(form.columns, 1):
        header = "\n".join(row.cells[column].text for row in rows[: form.heads] if column in row.cells)
        names = [name for name in (*said.names[:1], header, *said.names[1:]) if name]
        named[column] = next(filter(column_field, names), header or next(iter(names), ""))
    return named


def _metadata(path: Path) -> _Form:
    for name in (f"{path.name}-metadata.json", f"{path.stem}-metadata.json", "csv-metadata.json"):
        beside = path.with_name(name)
        try:
            found = json.loads(body_of(beside, Limits(1_000_000)).decode("utf-8-sig")) if beside.is_file() else {"url": "?"}
            top = _get({"metadata": found}, "metadata", dict)
            for table in _get(top, "tables", list) or [top]:
                if (_get(_get({"tables": table}, "tables", dict), "url", str) or path.name).rpartition("/")[2] == path.name:
                    return _form({**top, **table})
        except (ValueError, TypeError, RecursionError) as error:
            detail = str(error) if type(error) is ValueError else "JSON"
            raise SourceError("S118", Place(str(beside)), format="CSVW", detail=detail) from None
    return _Form()


def _get(found: dict[str, Any], name: str, kind: type[T]) -> T:
    """A value of metadata, an empty one where there is none; ``ValueError`` names the one that is of another kind."""
    value = kind() if found.get(name) is None else found[name]
    if type(value) is not kind or (isinstance(value, int) and not 0 <= value <= 1000):
        raise ValueError(name)
    return value


def _form(table: dict[str, Any]) -> _Form:
    given = {name: value for name, value in table.items() if name != "tableSchema" or not isinstance(value, str)}
    dialect, schema = _get(given, "dialect", dict), _get(given, "tableSchema", dict)
    columns = [{**table, **schema, **_get({"columns": each}, "columns", dict)} for each in _get(schema, "columns", list)]
    langs = {_get(each, "lang", str).split("-")[0].lower() for each in columns or [{**table, **schema}]} - {"", "und"}
    delimiter, quote = _get(dialect, "delimiter", str), _get(dialect, "quoteChar", str) or '"'
    if not re.fullmatch(r"([^\r\n\0]?)(?!\1)[^\s\0]|\S", delimiter + quote):
        raise ValueError("delimiter, quoteChar")
    heads = _get({"headerRowCount": int(dialect.get("header") is not False), **dialect}, "headerRowCount", int)
    encoding, comment = _CHARSETS.fullmatch(_get(dialect, "encoding", str)), _get(dialect, "commentPrefix", str)
    seen = tuple(_column(each) for each in columns if each.get("virtual") is not True)
    lang = langs.pop() if len(langs) == 1 else ""
    return _Form(delimiter, quote, encoding[0] if encoding else "", heads, _get(dialect, "skipRows", int), comment, seen, lang)


def _column(said: dict[str, Any]) -> _Column:
    about = re.fullmatch(rf"(?:{re.escape(MG)}|mg:)(\w+)", _get(said, "propertyUrl", str))
    titles = said["titles"].values() if isinstance(said.get("titles"), dict) else [said.get("titles") or []]
    flat = [str(one) for each in titles for one in (each if isinstance(each, list) else [each])]
    kind = said["datatype"] if isinstance(said.get("datatype"), dict) else {}
    dates = _get(kind, "format", str) if str(kind.get("base", "")).startswith(("date", "gYear")) else ""
    nulls = said["null"] if isinstance(said.get("null"), list) else [said.get("null") or ""]
    names = (about[1] if about else "", *flat, _get(said, "name", str))
    return _Column(names, _get(said, "separator", str), dates, tuple(map(str, nulls)))
