"""Builds the .docx, .pdf and .xlsx plans of this folder from their sources, and checks every expected label against its document.

    python tests/plans/make.py FOLDER     build the binary plans into FOLDER
    python tests/plans/make.py --check    build them into a temporary folder, and compare all plans with their NAME.expected.yaml

Every network and plan here is invented. The other plans (.md, .txt, .html, .csv, .xml) lie here as they are. What an
expected file holds:

- items in the order of the document; organisations, places and bodies only in the fields of other items;
- `label`: the words of the document up to its date, status or condition; a venue or partner that follows the name at once
  stays (", Oslo", ", with the FAO"), what only leads to a date does not ("to be printed in"), nor what stands after a colon
  when that is only places and dates ("Executive Board: 8 March and 7 June");
- one item for each date and for each half of a shared bullet; an announcement with a number ("3 pilots to conclude") is an action;
- `section`: the strategic line; `parent`: the nearest item above. A strategic line has no section; the plan has no parent;
- `date_status`: `inferred` for days without a year; `to_be_confirmed` when the text says the date is awaited ("2024-XX" when
  nothing else is known); `not_stated` for events without date words; other kinds without date words have no date fields. A
  deadline is its last day or month, an event that is put off has its new date, or its old one when that alone is given.
"""

import csv
import io
import re
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
MADE_ON = datetime(2027, 1, 8, 9, 0, 0, tzinfo=UTC)
Block = tuple[str, Any]


def build(folder: Path) -> None:
    """Write every binary plan into a folder; the same bytes each time."""
    folder.mkdir(parents=True, exist_ok=True)
    styled_docx(source("reval-2024"), folder / "reval-2024.docx")
    plain_docx(source("recima-2022"), folder / "recima-2022.docx")
    pdf(source("anpm-2018"), folder / "anpm-2018.pdf", columns=1, page="Page {} of the Work Programme 2018")
    pdf(source("mlv-2025"), folder / "mlv-2025.pdf", columns=2, page="{}")
    workbook(yaml.safe_load((HERE / "sources" / "conmalp-2027.yaml").read_text("utf-8")), folder / "conmalp-2027.xlsx")


def source(name: str) -> list[Block]:
    """The blocks of a source: (mark, words), or ("table", rows of cells of paragraphs)."""
    blocks: list[Block] = []
    for line in (HERE / "sources" / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("|"):
            row = [[part.strip() for part in cell.split(" // ")] for cell in line.strip()[1:].rstrip("| ").split(" |")]
            if not (blocks and blocks[-1][0] == "table"):
                blocks.append(("table", []))
            blocks[-1][1].append(row)
        elif line.strip():
            match = re.match(r"(@\w+|#+|-+|•|\*(?!\*))\s+(.*)", line)
            blocks.append((match[1], match[2]) if match else ("", line))
    widest = {id(rows): max(map(len, rows)) for mark, rows in blocks if mark == "table"}
    for mark, rows in blocks:
        if mark == "table":
            for row in rows:
                row.extend([[""]] * (widest[id(rows)] - len(row)))
    return blocks


# --- Word ------------------------------------------------------------------------------------------------------------


def styled_docx(blocks: list[Block], path: Path) -> None:
    """A document with the styles of Word: Title, Heading 1 and 2, List Bullet and its second level, a table with a head row."""
    styles = {"@title": "Title", "@subtitle": "Subtitle", "-": "List Bullet", "--": "List Bullet 2"}
    styles |= {"#": "Heading 1", "##": "Heading 2"}
    document = new_document(blocks)
    for mark, words in blocks:
        if mark == "table":
            add_table(document, words, "Light Grid Accent 1")
        elif mark not in ("@header", "@footer"):
            document.add_paragraph(words, style=styles.get(mark))
    save_document(document, path)


def plain_docx(blocks: list[Block], path: Path) -> None:
    """A document of plain paragraphs: bold words for headings, typed dashes for bullets."""
    document = new_document(blocks)
    for mark, words in blocks:
        if mark == "table":
            add_table(document, words, "Table Grid")
        elif mark not in ("@header", "@footer"):
            paragraph = document.add_paragraph("–\t" if mark == "-" else "")
            for place, part in enumerate(words.split("**")):
                run = paragraph.add_run(part)
                run.bold = place % 2 == 1 or None
                run.underline = mark == "*" or None
    save_document(document, path)


def new_document(blocks: list[Block]) -> Any:
    import docx

    document = docx.Document()
    section = document.sections[0]
    for mark, words in blocks:
        if mark in ("@header", "@footer"):
            getattr(section, mark[1:]).paragraphs[0].text = words
    return document


def add_table(document: Any, rows: list[list[list[str]]], style: str) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style=style)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, paragraphs in zip(row.cells, cells, strict=True):
            cell.text = paragraphs[0]
            for words in paragraphs[1:]:
                cell.add_paragraph(words)


def save_document(document: Any, path: Path) -> None:
    properties = document.core_properties
    properties.author, properties.created, properties.modified = "MetroGraph tests", MADE_ON, MADE_ON
    document.save(path)
    settle(path)


def settle(path: Path) -> None:
    """Give every member of an office file, and the file, the same date each time."""
    with zipfile.ZipFile(path) as old:
        members = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members:
            dated = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2027-01-08T09:00:00Z", data)
            new.writestr(zipfile.ZipInfo(name, (2027, 1, 8, 9, 0, 0)), dated, zipfile.ZIP_DEFLATED)


# --- PDF -------------------------------------------------------------------------------------------------------------

WIDTH, HEIGHT, MARGIN, GUTTER = 595, 842, 60, 24
SHAPES = {  # mark: font, size, indent, space before, bullet
    "@title": ("Helvetica-Bold", 20, 0, 0, ""),
    "@subtitle": ("Helvetica-Oblique", 10, 0, 6, ""),
    "#": ("Helvetica-Bold", 13, 0, 14, ""),
    "##": ("Helvetica-Bold", 10.5, 0, 9, ""),
    "-": ("Times-Roman", 10, 14, 3, "•"),
    "•": ("Times-Roman", 10, 28, 2, "–"),
    "": ("Times-Roman", 10, 0, 6, ""),
}


def pdf(blocks: list[Block], path: Path, *, columns: int, page: str) -> None:
    """A page layout in one or two columns, with a running head and foot, and words broken by a hyphen at line ends."""
    from reportlab.pdfgen.canvas import Canvas

    furniture = dict(block for block in blocks if block[0] in ("@header", "@footer"))
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setTitle(furniture["@header"])
    wide = (WIDTH - 2 * MARGIN - (columns - 1) * GUTTER) / columns
    column, top, number = 0, HEIGHT - 90, 1
    start_page(canvas, furniture, page.format(number))
    y = top
    for mark, words in blocks:
        if mark in furniture:
            continue
        font, size, indent, before, bullet = SHAPES[mark]
        size *= 1.0 if columns > 1 else 1.3
        room = WIDTH - 2 * MARGIN if mark in ("@title", "@subtitle") else wide
        lines = list(broken(words, font, size, room - indent))
        y -= before
        for place, line in enumerate(lines):
            if y - (size * 4 if mark.startswith("#") else 0) < 70:
                column, y = column + 1, top
                if column == columns:
                    canvas.showPage()
                    column, number, y = 0, number + 1, HEIGHT - 90
                    start_page(canvas, furniture, page.format(number))
                    top = y
            x = MARGIN + column * (wide + GUTTER)
            canvas.setFont(font, size)
            if bullet and place == 0:
                canvas.drawString(x + indent - 11, y, bullet)
            canvas.drawString(x + indent, y, line)
            y -= size * 1.3
        if mark == "@subtitle":
            y -= 10
            top = y
    canvas.showPage()
    canvas.save()


def start_page(canvas: Any, furniture: dict[str, str], page: str) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(MARGIN, HEIGHT - 50, furniture["@header"])
    canvas.drawString(MARGIN, 45, furniture["@footer"])
    canvas.drawRightString(WIDTH - MARGIN, 45, page)


def broken(words: str, font: str, size: float, room: float) -> Iterator[str]:
    """The lines of a text of a given width; a long last word is cut after a vowel, with a hyphen."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if stringWidth(longer, font, size) <= room:
            line = longer
            continue
        cuts = [m.end() for m in re.finditer(r"(?<=\w)[aeiou](?=[bcdfgklmnprstv][aeiouáéíóú]\w)", word)]
        fitting = [cut for cut in cuts if stringWidth(f"{line} {word[:cut]}-", font, size) <= room]
        if fitting and word.rstrip(".,;:)").isalpha():
            yield f"{line} {word[: fitting[-1]]}-".strip()
            line = word[fitting[-1] :]
        else:
            yield line
            line = word
    yield line


# --- Excel -----------------------------------------------------------------------------------------------------------


def workbook(content: dict[str, Any], path: Path) -> None:
    """A workbook with merged cells, empty cells that mean "the same", and dates both typed and real."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    book.remove(book.active)
    for described in content["sheets"]:
        sheet = book.create_sheet(described["name"])
        for row in described["rows"]:
            sheet.append([cell["day"] if isinstance(cell, dict) else cell for cell in row])
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if cell.is_date:
                    cell.number_format = "dd/mm/yyyy"
        for cell in sheet[3 if described["name"] == "Actions" else 1]:
            cell.font = Font(bold=True)
        for area in described["merge"]:
            sheet.merge_cells(area)
    book.properties.creator, book.properties.created = "MetroGraph tests", MADE_ON.replace(tzinfo=None)
    book.save(path)
    settle(path)


# --- Check -----------------------------------------------------------------------------------------------------------


def check(folder: Path) -> int:
    """Compare every expected file with its document; the number of faults found, each printed."""
    faults = 0
    for path in sorted(HERE.glob("*.expected.yaml")):
        expected = yaml.safe_load(path.read_text("utf-8"))
        file = HERE / expected["file"]
        text = folded(words_of(file if file.exists() else folder / expected["file"]))
        named = [word for item in expected["items"] for word in (item["label"], *words_in_fields(item))]
        found = [*wrong(expected["items"]), *(f"not in it: {word}" for word in named if folded(word) not in text)]
        for fault in found:
            print(f"{path.name}: {fault}")
        faults += len(found)
        kinds = Counter(item["kind"] for item in expected["items"])
        print(f"{expected['file']} ({kinds.total()} items):", ", ".join(f"{n} {kind}" for kind, n in kinds.most_common()))
    return faults


def words_in_fields(item: dict[str, Any]) -> list[str]:
    lists = ("themes", "places", "partners", "organisers", "bodies", "sdgs")
    return [word for key in lists for word in item.get(key, [])] + [item.get("condition", "")]


def wrong(items: list[dict[str, Any]]) -> Iterator[str]:
    """What is not well formed: kinds, statuses, dates, sections and parents."""
    from metrograph.dates import read
    from metrograph.model import DateStatus, Kind, Status

    labels = {item["label"] for item in items}
    for item in items:
        if item["kind"] not in list(Kind) or item.get("status", "planned") not in list(Status):
            yield f"unknown kind or status: {item}"
        dated = item.get("date_status", "not_stated")
        if dated not in list(DateStatus) or ("edtf" in item) != (dated != "not_stated"):
            yield f"date and its status differ: {item}"
        if "edtf" in item:
            read(item["edtf"])
        if not {item.get("section", items[0]["label"]), item.get("parent", items[0]["label"])} <= labels:
            yield f"unknown section or parent: {item}"


def folded(text: str) -> str:
    """Text without blanks, capitals or kinds of apostrophe."""
    return re.sub(r"\s+", "", text.replace("’", "'")).casefold()


def words_of(path: Path) -> str:
    """The words of a document, without mark-up, page furniture or hyphens at line ends."""
    if path.suffix == ".docx":
        import docx

        document = docx.Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    if path.suffix == ".pdf":
        import pypdfium2

        pages = [page.get_textpage().get_text_range().splitlines() for page in pypdfium2.PdfDocument(path)]
        seen = Counter(shape for page in pages for shape in {re.sub(r"\d", "", line) for line in page})
        lines = [line for page in pages for line in page if seen[re.sub(r"\d", "", line)] < len(pages)]
        return re.sub(r"(?<=\w)[-\u00ad\ufffe\u0002]\s*\n\s*(?=\w)|[\ufffe\u0002]", "", "\n".join(lines))
    if path.suffix == ".xlsx":
        import openpyxl

        book = openpyxl.load_workbook(path)
        return "\n".join(str(cell or "") for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    text = path.read_text("utf-8")
    if path.suffix in (".html", ".xml"):
        from lxml import etree, html

        tree = html.fromstring(text) if path.suffix == ".html" else etree.fromstring(text.encode())
        return "".join(tree.itertext()) + " ".join(value for node in tree.iter("tag") for value in node.values())
    if path.suffix == ".csv":
        return "\n".join(" ".join(row) for row in csv.reader(io.StringIO(text), delimiter=";"))
    return re.sub(r"\*+|(?<=\])\([^)]*\)|[\[\]]", "", text) if path.suffix == ".md" else text


if __name__ == "__main__":
    if sys.argv[1:2] == ["--check"]:
        with tempfile.TemporaryDirectory() as made:
            build(Path(made))
            sys.exit(1 if check(Path(made)) else 0)
    elif len(sys.argv) == 2:
        build(Path(sys.argv[1]))
    else:
        sys.exit("usage: make.py FOLDER | make.py --check")
