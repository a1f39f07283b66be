"""What HTML and Word share: blocks become passages when their neighbours have said what they are."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from metrograph.readers.passage import Cell, Form, Passage, Where
from metrograph.readers.unmarked import with_unmarked


@dataclass(frozen=True, slots=True)
class Piece:
    r"""A run of letters of one look; ``\n`` in it is a line break."""

    text: str
    linked: bool = False
    bold: bool = False
    size: float = 0.0
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a row before its neighbours have said what it is: a heading, a typed bullet, several lines."""

    pieces: tuple[Piece, ...]
    form: Form = Form.PARAGRAPH
    level: int = 0
    line: int = 0
    indent: int = 0
    cells: tuple[Cell, ...] = ()
    table: int = 0
    head: bool = False


_SIGN = re.compile(
    r"\s*(?:([•◦▪▫‣⁃●○■□➢➤►✓✔❖·∙\uf020-\uf0ff])\s*|([-–—*])\s+|(o)([\t \xa0]\s*)|(\(?\d{1,2}[.)]|\(?[a-z]\))\s+)(?=\S)"
)
_HYPHEN = re.compile(r"(?<=\w)[-‐]\n(?=[a-zà-ÿ])")


def passages_of(blocks: Iterable[Block]) -> tuple[Passage, ...]:
    """The passages of blocks: lines that stand for themselves parted, typed bullets and unmarked headings found."""
    lines = [line for block in blocks for line in _lines(block) if line.passage.text]
    return with_unmarked(passage for passage in _bulleted(_headed(lines)) if passage.text)


@dataclass(frozen=True, slots=True)
class _Line:
    passage: Passage
    size: float = 0.0
    indent: int = 0


def _lines(block: Block) -> Iterator[_Line]:
    if block.form is Form.ROW:
        text = " | ".join(cell.text.replace("\n", " ") for cell in block.cells)
        raw = " | ".join(cell.raw for cell in block.cells)
        made = _passage(block.pieces, block)
        yield _Line(replace(made, text=text, raw=raw, cells=block.cells, table=block.table, head=block.head))
        return
    for number, pieces in enumerate(split_lines(block.pieces) if block.form is not Form.HEADING else [block.pieces]):
        form = Form.PARAGRAPH if number and block.form is Form.BULLET else block.form
        made = _passage(pieces, replace(block, form=form, level=block.level if form is block.form else 0))
        yield _Line(made, max((piece.size for piece in pieces if piece.text.strip()), default=0.0), block.indent)


def _passage(pieces: tuple[Piece, ...], block: Block) -> Passage:
    raw = "".join(piece.text for piece in pieces).strip()
    langs = {piece.lang for piece in pieces if piece.text.strip()}
    where, linked, bold = Where(block.line), mostly_linked(pieces), all_bold(pieces)
    lang = langs.pop() if len(langs) == 1 else ""
    return Passage(mended(raw), block.form, block.level, where, raw, linked=linked, bold=bold, lang=lang)


def mended(raw: str) -> str:
    r"""Words in one line: breaks and double blanks made one blank, words parted by a hyphen joined.

    >>> mended("le développe-\nment\n urbain")
    'le développement urbain'
    """
    return " ".join(_HYPHEN.sub("", raw.replace("\xad", "").replace("\u200b", "")).replace("\u2011", "-").split())


def all_bold(pieces: Iterable[Piece]) -> bool:
    """Whether all words are bold."""
    found = [piece.bold for piece in pieces if piece.text.strip()]
    return bool(found) and all(found)


def mostly_linked(pieces: Iterable[Piece]) -> bool:
    """Whether most of the words are a link."""
    sizes = [(len(piece.text.strip()), piece.linked) for piece in pieces]
    return 2 * sum(size for size, linked in sizes if linked) > sum(size for size, _ in sizes)


def split_lines(pieces: Iterable[Piece]) -> list[tuple[Piece, ...]]:
    """The lines of a block that stand for themselves; a break inside a sentence parts nothing."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n")
        lines[-1].append(replace(piece, text=first))
        lines.extend([replace(piece, text=other)] for other in others)
    said = [line for line in lines if any(piece.text.strip() for piece in line)]
    done: list[list[Piece]] = []
    before = ""
    for line in said:
        words = "".join(piece.text for piece in line)
        if done and not _stands(before, words):
            done[-1] += [Piece("\n", done[-1][-1].linked, done[-1][-1].bold), *line]
        else:
            done.append(line)
        before = words
    return [tuple(line) for line in done]


def _stands(line: str, following: str) -> bool:
    """Whether a line was ended on purpose: it is short or a sentence ends, and the next begins like a line of its own."""
    line, following = line.strip(), following.strip()
    if _SIGN.match(following):
        return True
    wanted = following[:1].isupper() or following[:1].isdigit() or following[:1] in '«“"¿¡('
    return (
        wanted and not line.endswith((",", "-", "–")) and (len(line) < 60 or line.endswith((".", ":", ";", "!", "?", "»", ")")))
    )


def cell_of(blocks: Iterable[Block], where: Where) -> Cell:
    r"""A cell of the blocks in it: a line each, bullets with a sign of one kind."""
    texts: list[str] = []
    raws: list[str] = []
    pieces: list[Piece] = []
    for block in blocks:
        for number, line in enumerate(split_lines(block.pieces)):
            raw = "".join(piece.text for piece in line).strip()
            sign = _SIGN.match(raw)
            rest = raw[sign.end() :] if sign and not sign[5] else raw
            texts.append("• " * (rest is not raw or (block.form is Form.BULLET and not number)) + mended(rest))
            raws.append(raw)
            pieces.extend(line)
    return Cell("\n".join(texts), where, "\n".join(raws), linked=mostly_linked(pieces))


def headed_rows(rows: list[Block], table: int) -> list[Block]:
    """The rows of a table; the first is its head when it alone is bold."""
    own = [at for at, row in enumerate(rows) if row.table == table]
    if (
        len(own) > 1
        and not any(rows[at].head for at in own)
        and all_bold(rows[own[0]].pieces)
        and not all_bold(rows[own[1]].pieces)
    ):
        rows[own[0]] = replace(rows[own[0]], head=True)
    return rows


def _headed(lines: list[_Line]) -> list[_Line]:
    """Paragraphs that stand out made headings below the marked ones, ranked by size, then by boldness."""
    body = [line for line in lines if line.passage.form in (Form.PARAGRAPH, Form.BULLET)]
    sizes: dict[float, int] = {}
    for line in body:
        sizes[line.size] = sizes.get(line.size, 0) + len(line.passage.text)
    usual = max(sizes, key=lambda size: (sizes[size], -size), default=0.0)
    bold = sum(len(line.passage.text) for line in body if line.passage.bold) * 2 > sum(sizes.values())
    looks = [_look(line, usual, bold) if at + 1 < len(lines) else None for at, line in enumerate(lines)]
    ranks = sorted({look for look in looks if look}, reverse=True)
    deepest = max((line.passage.level for line in lines if line.passage.form is Form.HEADING), default=0)
    return [
        replace(line, passage=replace(line.passage, form=Form.HEADING, level=min(9, deepest + 1 + ranks.index(look))))
        if look
        else line
        for line, look in zip(lines, looks, strict=True)
    ]


def _look(line: _Line, usual: float, bold: bool) -> tuple[float, bool] | None:
    """The size and weight of a paragraph that stands out from the body like a heading, None for the rest."""
    passage, sign = line.passage, _SIGN.match(line.passage.raw)
    larger, bolder = line.size > 1.1 * usual, passage.bold and not bold
    if passage.form is not Form.PARAGRAPH or not (larger or bolder) or passage.linked or (sign and not sign[5]):
        return None
    text = passage.text
    short = len(text) <= 110 and len(text.split()) <= 14 and "\n" not in passage.raw and ": " not in text
    wanted = short and not text[:1].islower() and not text.endswith((".", ",", ";")) and any(letter.isalpha() for letter in text)
    return (line.size, passage.bold) if wanted else None


def _bulleted(lines: list[_Line]) -> Iterator[Passage]:
    """The passages, paragraphs with a typed sign made bullets: deeper with their indent, or with a new sign."""
    stack: list[tuple[int, str]] = []
    before = Form.PARAGRAPH
    for line in lines:
        passage, sign = line.passage, _SIGN.match(line.passage.raw)
        if passage.form in (Form.HEADING, Form.ROW):
            stack.clear()
        elif sign and _is_bullet(line, sign, before):
            passage = _typed(passage, sign, line.indent, stack)
        before = passage.form
        yield passage


def _is_bullet(line: _Line, sign: re.Match[str], before: Form) -> bool:
    """Whether a sign is one: "o" is also a word, and a number in a list item belongs to it."""
    if line.passage.form not in (Form.PARAGRAPH, Form.BULLET) or (sign[5] and line.passage.form is Form.BULLET):
        return False
    return not sign[3] or before is Form.BULLET or line.indent > 0 or len(sign[4]) > 1 or sign[4] == "\t"


def _typed(passage: Passage, sign: re.Match[str], indent: int, stack: list[tuple[int, str]]) -> Passage:
    text = mended(passage.raw[sign.end() :])
    if passage.form is Form.BULLET:
        return replace(passage, text=text)
    kind = "1" if sign[5] else sign[1] or sign[2] or sign[3]
    while stack and (indent < stack[-1][0] or ((indent, kind) in stack and stack[-1] != (indent, kind))):
        stack.pop()
    if not stack or stack[-1] != (indent, kind):
        stack.append((indent, kind))
    return replace(passage, text=text, form=Form.BULLET, level=len(stack))
