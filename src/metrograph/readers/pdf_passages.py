"""Makes passages of the lines of a PDF: paragraphs, bullets and headings of each column, and what runs on over a page break."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from metrograph.readers.page_characters import SIGNS, Line
from metrograph.readers.page_layout import Page
from metrograph.readers.passage import Form
from metrograph.readers.pdf_look import Look
from metrograph.readers.pdf_words import BROKEN

SIGN = re.compile(rf"(?:[{SIGNS}]|[\uE000-\uF8FF])\s*(?=\S)")
WEAK = re.compile(r"(?:[-–—*+o]|--)\s+(?=\S)")
_LEADER = re.compile(r"(?:\.{3}|\. \. \.|…)[. ]*\d+$")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)")
_ENDED = re.compile(r"[.!?:;…][»”\"'’)\]\s]*$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A passage to be: its lines from the ``first`` of the page on, ``more`` from a later page, ``cut`` letters of sign."""

    form: Form
    page: Page
    first: int
    lines: tuple[Line, ...]
    cut: int = 0
    sign: str = ""
    level: int = 0
    full: bool = False
    table: int = 0
    head: bool = False
    more: tuple[Line, ...] = ()


def drafts_of(page: Page, aside: frozenset[tuple[int, int]], look: Look) -> Iterator[Draft]:
    """The lines of one page put together; a page that is a picture gives one draft without lines."""
    if not page.lines and page.drawn:
        yield Draft(Form.FURNITURE, page, 0, ())
    numbered = list(enumerate(page.lines))
    for (_, _, row), group in groupby(numbered, key=lambda one: _group(page, one[0], one[1], aside)):
        lines = list(group)
        if (page.number, lines[0][0]) in aside:
            yield Draft(Form.FURNITURE, page, lines[0][0], (lines[0][1],))
        elif row is not None:
            yield Draft(Form.ROW, page, lines[0][0], tuple(line for _, line in lines))
        else:
            yield from _column(page, lines, look)


def _group(page: Page, at: int, line: Line, aside: frozenset[tuple[int, int]]) -> tuple[int, int, tuple[int, int] | None]:
    if (page.number, at) in aside:
        return -1, at, None
    return (0, 0, line.cell[:2]) if line.cell else (1, line.region, None)


def _column(page: Page, lines: Sequence[tuple[int, Line]], look: Look) -> Iterator[Draft]:
    """The passages of one text column."""
    left = min(line.x0 for _, line in lines)
    ends: dict[float, float] = defaultdict(float)
    labels = [line.x0 for _, line in lines if _NUMBERED.match(line.text) and not look.stands_out(line)]
    for _, line in lines:
        ends[round(line.size)] = max(ends[round(line.size)], line.x1)
    draft: Draft | None = None
    for at, line in lines:
        counted = line.x0 > left + 0.8 * line.size or sum(abs(x - line.x0) < 2 for x in labels) > 1
        sign = _sign(line, look, counted=counted)
        if draft is not None and not _begins(draft, line, sign, ends[round(line.size)], look):
            draft = replace(draft, lines=(*draft.lines, line))
        else:
            if draft is not None:
                yield _finished(draft, ends, look)
            draft = Draft(Form.BULLET if sign else Form.PARAGRAPH, page, at, (line,), len(sign), sign.strip())
    if draft is not None:
        yield _finished(draft, ends, look)


def _sign(line: Line, look: Look, *, counted: bool) -> str:
    """The sign with which a bullet begins, or nothing; numbers count only where a list is seen."""
    found = SIGN.match(line.text) or WEAK.match(line.text)
    if found is None and counted and not look.stands_out(line):
        found = _NUMBERED.match(line.text)
    return found[0] if found else ""


def _begins(draft: Draft, line: Line, sign: str, end: float, look: Look) -> bool:
    """Whether a line begins a passage of its own."""
    last, first = draft.lines[-1], draft.lines[0]
    step = line.y - last.y
    wide = word_width(line)
    full = last.x1 + wide > end - 0.3 * line.size or BROKEN.search(last.text) is not None
    if sign and not (WEAK.match(sign) and full and draft.sign != sign.strip() and not re.search(r"[.:;!?]$", last.text)):
        return True
    if abs(line.size - last.size) > 0.6 or step < 0 or _LEADER.search(last.text) or (draft.sign and line.x0 < first.x0 - 2):
        return True
    if look.stands_out(first) and not draft.sign and (look.large(first) or (first.bold and line.bold)):
        fits = not look.large(first) and not full
        return step > 1.45 * line.size or fits or _NUMBERED.match(line.text) is not None or first.bold != line.bold
    if step > look.step(line.size) or (first.bold and not line.heavy and not look.bold and all(one.bold for one in draft.lines)):
        return True
    if draft.sign and line.x0 > first.x0 + 0.3 * line.size:
        return False
    indented = line.x0 > last.x0 + 0.8 * line.size and not (full and line.text[:1].islower())
    return indented or not full


def word_width(line: Line) -> float:
    """The width of the first word of a line, with a blank: the room that it would have needed on the line above."""
    return (line.x1 - line.x0) * (len(line.text.split(" ")[0]) + 1) / (len(line.text) + 1)


def _finished(draft: Draft, ends: dict[float, float], look: Look) -> Draft:
    last = draft.lines[-1]
    draft = replace(draft, full=last.x1 > ends[round(last.size)] - 4 * last.size)
    return replace(draft, form=Form.HEADING) if draft.form is Form.PARAGRAPH and _is_heading(draft, look) else draft


def _is_heading(draft: Draft, look: Look) -> bool:
    text = " ".join(line.text for line in draft.lines)
    if len(draft.lines) > 3 or len(text) > 200 or not re.search(r"[^\W\d_]{2}", text):
        return False
    large = all(look.large(line) for line in draft.lines)
    return large or (all(look.stands_out(line) for line in draft.lines) and not text.rstrip().endswith((".", ";", ",")))


def run_on(drafts: Sequence[Draft], look: Look) -> Iterator[Draft]:
    """The same drafts, a paragraph that goes on in the next column or on the next page made one."""
    done: list[Draft] = []
    for draft in drafts:
        at = _goes_on(done, draft, look)
        if at is None:
            done.append(draft)
            continue
        before = done[at]
        joined = before.page is draft.page and not before.more and before.first + len(before.lines) == draft.first
        grown = {"lines": (*before.lines, *draft.lines)} if joined else {"more": (*before.more, *draft.lines)}
        done[at] = replace(before, full=draft.full, **grown)  # type: ignore[arg-type]
    yield from done


def _goes_on(done: Sequence[Draft], draft: Draft, look: Look) -> int | None:
    """The place of the draft that this one goes on from, over furniture and footnotes."""
    if draft.form is not Form.PARAGRAPH:
        return None
    for at in range(len(done) - 1, -1, -1):
        before = done[at]
        last = (*before.lines, *before.more)[-1] if before.lines else None
        note = last is not None and before.form is Form.PARAGRAPH and last.size < 0.92 * look.body < draft.lines[0].size
        if before.form is Form.FURNITURE or note:
            continue
        here = before.page is draft.page and not before.more and last is not None and last.region == draft.lines[0].region
        if before.form not in {Form.PARAGRAPH, Form.BULLET} or last is None or here or draft.page.number - before.page.number > 2:
            return None
        return at if _same_sentence(before, last, draft) else None
    return None


def _same_sentence(before: Draft, last: Line, draft: Draft) -> bool:
    first = draft.lines[0]
    if abs(first.size - last.size) > 0.6 or _ENDED.search(last.text) or not before.full:
        return False
    like = abs((last.x1 - last.x0) - (first.x1 - first.x0)) < 0.15 * (last.x1 - last.x0)
    prose = before.form is Form.PARAGRAPH and len(before.lines) > 1 and len(draft.lines) > 1
    return first.text[:1].islower() or BROKEN.search(last.text) is not None or (prose and like and first.text[:1].isalnum())
