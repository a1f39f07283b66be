"""Reads Markdown, also where people broke it: tables cut over lines, headings without marks, bullets within bullets."""

import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from metrograph.readers.files import NOTHING_TOLD, File, body_of, document
from metrograph.readers.lines import SIGN, TYPED, decoded, headed, levelled, table_blocks, table_rows
from metrograph.readers.passage import LIMITS, Document, Form, Limits, Passage, Where
from metrograph.readers.unmarked import with_unmarked

_FRONT = re.compile(r"---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_FIELD = re.compile(r"(title|lang|language):\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE | re.IGNORECASE)
_LEAD = re.compile(r"[ \t]*(?:>[ \t]?)*(?:(?:[-*+•◦▪‣]|o|[a-z]\)|\d{1,9}[.)])[ \t]+|#{1,6}[ \t]+)*")
_INNER = re.compile(r"^(?:o|[•◦▪–*-])[ \t]+(?=\S)")
_LETTERED = re.compile(r"[a-z]\)")
_LABEL = re.compile(r"[A-ZÀ-Ý][\w’' -]{1,30}\s?:\s")
_ANCHOR = re.compile(r"#[^\s)]+")


def read_markdown(path: File, limits: Limits = LIMITS, tell: Callable[[int], None] = NOTHING_TOLD) -> Document:
    """The passages of a Markdown file."""
    body = body_of(path, limits)
    text = decoded(body)
    tell(1)
    front = _FRONT.match(text)
    said = {name.lower(): value for name, value in _FIELD.findall(front[1])} if front else {}
    skip = text[: front.end()].count("\n") if front else 0
    found = with_unmarked(headed(passages(text.split("\n"), skip)))
    lang = said.get("lang", said.get("language", ""))[:2].lower()
    return document(path, "markdown", body, found, lines=len(text.splitlines()), title=said.get("title", ""), lang=lang)


def passages(lines: Sequence[str], skip: int = 0) -> Iterator[Passage]:
    """The passages of lines of Markdown, the first ``skip`` of them (its front matter) left out."""
    lines = ["" if at < skip else line for at, line in enumerate(lines)]
    rows: list[Passage] = []
    for table, (first, last) in enumerate(table_blocks(lines), 1):
        rows.extend(table_rows(lines, first, last, table))
        lines[first:last] = [""] * (last - first)
    parser = MarkdownIt("commonmark").disable(["code", "html_block"])
    texts = levelled(_blocks(parser.parse("\n".join(_signs(lines))), lines))
    yield from sorted((*texts, *rows), key=lambda passage: passage.where.line)


def _signs(lines: Sequence[str]) -> Iterator[str]:
    """The lines with the signs that people type as bullets (•, –, o) made bullets of Markdown, letter for letter."""
    for line in lines:
        match = SIGN.match(line)
        if match and _LETTERED.fullmatch(match["sign"]):
            at = match.start("sign")
            yield f"{line[:at]}-{' ' * (len(match['sign']) - 1)}{line[at + len(match['sign']) :]}"
        elif match and match["sign"] in TYPED:
            at = match.start("sign")
            yield f"{line[:at]}-{line[at + 1 :]}"
        else:
            yield line


def _blocks(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[tuple[Passage, str]]:
    """The passages, each with the sign and the indent of its first line where it is a bullet."""
    items: list[bool] = []  # the lists around a block: whether each is a bullet list or has several numbers
    heading, first_in_item = 0, False
    for at, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            items.append(token.type == "bullet_list_open" or _several(tokens, at))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            items.pop()
        elif token.type == "list_item_open":
            first_in_item = True
        elif token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type == "heading_close":
            heading = 0
        elif token.type == "fence":
            yield from ((passage, "") for passage in _plain_lines(token, lines))
        elif token.type == "inline" and token.map:
            bullet = bool(items) and items[-1] and first_in_item
            first_in_item = False
            yield from _inline(token, lines, heading, bullet)


def _several(tokens: Sequence[Token], at: int) -> bool:
    """Whether a numbered list has more than one number: a single one numbers a heading."""
    level, count = tokens[at].level, 0
    for token in tokens[at + 1 :]:
        if token.level == level:
            break
        count += token.type == "list_item_open" and token.level == level + 1
    return count > 1


def _plain_lines(token: Token, lines: Sequence[str]) -> Iterator[Passage]:
    first, last = token.map or (0, 0)
    for at, line in enumerate(lines[first + 1 : last], first + 2):
        if line.strip() and not line.strip().startswith(("```", "~~~")):
            yield Passage(line.strip(), where=Where(at), raw=line.strip(), start=len(line) - len(line.lstrip()))


def _inline(token: Token, lines: Sequence[str], heading: int, bullet: bool) -> Iterator[tuple[Passage, str]]:
    """The passages of a block: one, or several where its lines stand for themselves."""
    first, last = token.map or (0, 0)
    text, linked, bold, anchor = _words(token)
    pieces = _lines_apart(text, [lines[at] for at in range(first, last)], bullet=bullet or heading > 0)
    form = Form.HEADING if heading else Form.BULLET if bullet else Form.PARAGRAPH
    form = Form.FURNITURE if anchor and bullet else form
    for words, above, below in pieces:
        if bullet and above:
            form = Form.PARAGRAPH
        raw = "\n".join(lines[first + above : first + below])
        lead = _LEAD.match(raw)
        start = lead.end() if lead else 0
        sign = raw[:start] if bullet and not above else ""
        bare = _INNER.sub("", words) if bullet else words
        if bare.strip():
            body = raw[start:].rstrip()
            yield Passage(bare, form, heading, Where(first + above + 1), body, start, linked=linked, bold=bold), sign


def _lines_apart(text: str, raws: Sequence[str], *, bullet: bool) -> Iterator[tuple[str, int, int]]:
    """The words of a block and its lines: (words, first line, line after), parted where a line stands for itself."""
    pieces = re.split(r"([\r\n])", text)
    words, breaks = pieces[::2], pieces[1::2]
    if len(words) != len(raws):
        for piece in text.split("\n"):
            yield " ".join(piece.split()), 0, len(raws)
        return
    first = 0
    for at, sign in enumerate([*breaks, "\n"], 1):
        last = at == len(words)
        if last or sign == "\n" or ((not bullet or _outdented(raws, at)) and _stands(words[at - 1], words[at], raws[at - 1])):
            yield " ".join(" ".join(words[first:at]).split()), first, at
            first = at


def _outdented(raws: Sequence[str], at: int) -> bool:
    """Whether a line stands further left than the words of the bullet above it: it is no longer of that bullet."""
    lead = _LEAD.match(raws[0])
    return lead is not None and len(raws[at]) - len(raws[at].lstrip()) < lead.end() - 1


def _stands(line: str, following: str, raw: str) -> bool:
    """Whether a line ends where it does because its writer wanted it so, not because an editor wrapped it."""
    if (line.isupper() and following.isupper()) or (_LABEL.match(following) and not line.rstrip().endswith(",")):
        return True
    open_mark = raw.count("**") % 2 == 1
    return not open_mark and len(raw) < 75 and not following[:1].islower() and not raw.rstrip().endswith((",", "-"))


def _words(token: Token) -> tuple[str, bool, bool, bool]:
    r"""The words of a block, and whether they are a link, bold, a link within the file.

    ``\r`` stands where a line is wrapped, ``\n`` where it is broken.
    """
    parts: list[str] = []
    linked = strong = letters = inside_link = inside_strong = 0
    anchors = 0
    for child in token.children or ():
        if child.type == "link_open":
            inside_link += 1
            anchors += bool(_ANCHOR.fullmatch(str(child.attrGet("href") or "")))
        inside_link -= child.type == "link_close"
        inside_strong += child.type == "strong_open"
        inside_strong -= child.type == "strong_close"
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
            size = len(child.content.strip())
            letters += size
            linked += size if inside_link else 0
            strong += size if inside_strong else 0
        elif child.type == "softbreak":
            parts.append("\r")
        elif child.type == "hardbreak" or (child.type == "html_inline" and child.content.lower().startswith("<br")):
            parts.append("\n")
    return "".join(parts), 2 * linked > letters > 0, strong == letters > 0, anchors > 0 and linked == letters
