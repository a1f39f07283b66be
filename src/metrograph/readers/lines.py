"""What plain text and Markdown share: lines with their bullet signs, and pipe tables mended where they are broken."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from metrograph.readers.passage import Cell, Form, Passage, Where

SIGN = re.compile(r"(?P<indent>[ \t]*)(?P<sign>[-–—*+•◦▪▫‣●○■□➢➤✓·]|o(?=[ \t]+\S)|\(?\d{1,2}[.)]|[a-z]\))[ \t]+(?=\S)")
TYPED = "–—•◦▪▫‣●○■□➢➤✓·o"
_RULE = re.compile(r"[ \t]*(?:[-*+][ \t]+)?\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*")
_ROW = re.compile(r"[ \t]*(?:[-*+][ \t]+)?(?=\|)")
_LATIN = "cp1252"


def decoded(body: bytes) -> str:
    r"""The words of a text file: UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252; line ends made ``\n``.

    >>> decoded("Février\r\n".encode("cp1252"))
    'Février\n'
    """
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = body.decode("utf-16", errors="replace")
    else:
        try:
            text = body.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = body.decode(_LATIN, errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines: where it begins (line from 1, letters into it) and its words as they stand."""

    line: int
    start: int
    raw: str


def table_blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the pipe tables stand: (first line, line after the last), counted from 0.

    A row that lacks its closing bar goes on over the following lines until one has it.
    """
    at = 0
    while at < len(lines):
        if not _begins(lines, at):
            at += 1
            continue
        first = at
        while at < len(lines) and (_ROW.match(lines[at]) or _RULE.fullmatch(lines[at]) or lines[at].count("|") > 1):
            at = _row_end(lines, at)
        yield first, at


def _begins(lines: Sequence[str], at: int) -> bool:
    if not _ROW.match(lines[at]):
        return False
    return lines[at].count("|") >= 2 or (at + 1 < len(lines) and _RULE.fullmatch(lines[at + 1]) is not None)


def _row_end(lines: Sequence[str], at: int) -> int:
    """The line after a row: the next one, or where its closing bar is found before a blank line or another row."""
    if lines[at].rstrip().endswith("|") or _RULE.fullmatch(lines[at]):
        return at + 1
    for later in range(at + 1, min(at + 40, len(lines))):
        line = lines[later].rstrip()
        if not line or _ROW.match(line):
            return later if line else at + 1
        if line.endswith("|"):
            return later + 1
    return at + 1


def table_rows(lines: Sequence[str], first: int, last: int, table: int) -> Iterator[Passage]:
    """The rows of a pipe table: an empty header is left out, and broken rows are put together."""
    rows: list[Passage] = []
    ruled_after: int | None = None
    at = first
    while at < last:
        end = _row_end(lines, at)
        if _RULE.fullmatch(lines[at]):
            ruled_after = len(rows)
        else:
            rows.append(_row(lines, at, end, table))
        at = end
    for number, row in enumerate(rows):
        if any(cell.text for cell in row.cells):
            yield replace(row, head=ruled_after == 1 and number == 0)


def _row(lines: Sequence[str], at: int, end: int, table: int) -> Passage:
    raw = "\n".join(lines[at:end])
    lead = _ROW.match(raw)
    skip = lead.end() + 1 if lead else len(raw) - len(raw.lstrip())
    cells, start = [], skip
    body = raw.rstrip()
    stop = len(body) - 1 if body.endswith("|") and len(body) > skip else len(body)
    for place in [*_bars(raw, skip, stop), stop]:
        cells.append(_cell(raw[start:place], start, at + 1))
        start = place + 1
    text = " | ".join(cell.text for cell in cells)
    return Passage(text, Form.ROW, 0, Where(at + 1), raw, 0, cells=tuple(cells), table=table)


def _bars(raw: str, start: int, stop: int) -> list[int]:
    return [place for place in range(start, stop) if raw[place] == "|" and raw[place - 1 : place] != "\\"]


def _cell(raw: str, start: int, line: int) -> Cell:
    words = raw.strip()
    lead = len(raw) - len(raw.lstrip())
    text = "\n".join(plain(part).strip() for part in re.split(r"\n|<br ?/?>", words) if part.strip())
    return Cell(text, Where(line), words, start + lead, linked=_mostly_link(words))


_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\s]*\)")
_MARKS = re.compile(r"(\*\*|__|\*|`|(?<!\w)_|_(?!\w))")


def plain(text: str) -> str:
    """Inline Markdown without its marks.

    >>> plain("[Réunion](#) **annuelle**, *juin*")
    'Réunion annuelle, juin'
    """
    return _MARKS.sub("", _LINK.sub(r"\1", text)).replace("\\|", "|")


def _mostly_link(raw: str) -> bool:
    return 2 * sum(len(found[1]) for found in _LINK.finditer(raw)) > len(plain(raw)) > 0


def levelled(found: Iterable[tuple[Passage, str]]) -> Iterator[Passage]:
    """Bullets with their levels, from the indents and the signs of their first lines.

    A deeper indent is a deeper level; so is a sign not yet seen in the list, for people change the sign and forget to
    indent. Anything but a bullet ends a list.
    """
    stack: list[tuple[int, str]] = []
    for passage, lead in found:
        if passage.form is not Form.BULLET:
            stack.clear()
            yield passage
            continue
        wide = lead.expandtabs(4)
        indent, sign = len(wide) - len(wide.lstrip()), re.sub(r"\d+|[a-z](?=\))", "1", "".join(lead.split()))
        same = [at for at, (depth, known) in enumerate(stack) if known == sign and abs(depth - indent) <= 1]
        while not same and stack and stack[-1][0] > indent + 1:
            stack.pop()
        if same:
            del stack[same[-1] + 1 :]
        elif not stack or indent > stack[-1][0] + 1 or sign not in {known for _, known in stack}:
            stack.append((indent, sign))
        yield replace(passage, level=len(stack))


def headed(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """The passages of a text without heading marks, the paragraphs that stand like headings made headings.

    A paragraph does so when it is short, does not end like a sentence or a lead-in, and something follows it. Capitals
    rank above numbers, numbers above bold, bold above plain. Where the text marks its headings, only bold ones are added,
    one level below.
    """
    found = tuple(passages)
    deepest = max((passage.level for passage in found if passage.form is Form.HEADING), default=0)
    alone = [stands_alone(passage) and (passage.bold or not deepest) for passage in found]
    headings = ranked(passage for passage, stands in zip(found, alone, strict=True) if stands)
    made = (replace(heading, level=deepest + 1) if deepest else heading for heading in headings)
    return tuple(next(made) if stands else passage for passage, stands in zip(found, alone, strict=True))


def ranked(paragraphs: Iterable[Passage]) -> Iterator[Passage]:
    """Paragraphs made headings: capitals rank above numbers, numbers above bold, bold above plain."""
    found = list(paragraphs)
    present = sorted({_style(passage) for passage in found})
    return (replace(passage, form=Form.HEADING, level=present.index(_style(passage)) + 1) for passage in found)


_NUMBERED = re.compile(r"(?:[IVX]{1,4}|\d{1,2})(?:[.)]| [-–])(?:\d{1,2}[.)]?)?\s+\S")
_ENDS = (".", ";", ",", ":", "!", "?")


def _style(passage: Passage) -> int:
    letters = [letter for letter in passage.text if letter.isalpha()]
    numbered = _NUMBERED.match(passage.text) is not None
    if letters and all(letter.isupper() for letter in letters):
        return 1 if numbered else 2
    return 3 if numbered else 4 if passage.bold else 5


def stands_alone(passage: Passage) -> bool:
    """Whether a paragraph is short and does not end like a sentence or a lead-in."""
    if passage.form is not Form.PARAGRAPH or "\n" in passage.text or not passage.text[:1].strip():
        return False
    words = passage.text.split()
    if len(words) > 14 or len(passage.text) > 110 or passage.text.rstrip().endswith(_ENDS) or not passage.text[0].isalnum():
        return False
    if ":" in passage.text and not passage.bold:
        return False
    return passage.text[0].isupper() or passage.text[0].isdigit()
