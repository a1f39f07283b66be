"""Gives the headings and the bullets of a PDF their levels: by size, weight and case the ones, by indent the others."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from metrograph.readers.passage import Form
from metrograph.readers.pdf_look import Look
from metrograph.readers.pdf_passages import Draft


def headed(drafts: Iterable[Draft], look: Look) -> list[Draft]:
    """Headings with their levels: each size is one, and in it bold comes before plain; lines in capitals come last."""
    found = list(_with_capitals(list(drafts), look))
    ranks = [_rank(draft, look) if draft.form is Form.HEADING else None for draft in found]
    styles = sorted({rank for rank in ranks if rank}, reverse=True)
    return [replace(d, level=min(styles.index(rank) + 1, 9)) if rank else d for d, rank in zip(found, ranks, strict=True)]


def _rank(draft: Draft, look: Look) -> tuple[int, bool]:
    first = draft.lines[0]
    return (round(first.size), first.bold) if look.stands_out(first) else (0, False)


def _with_capitals(drafts: Sequence[Draft], look: Look) -> Iterator[Draft]:
    """The same drafts, a short line in capitals that stands for itself made a heading."""
    for before, draft, after in zip([None, *drafts], drafts, [*drafts[1:], None], strict=False):
        alone = _in_capitals(draft, look) and _apart(before, draft, look) and _heads(draft, after, look)
        yield replace(draft, form=Form.HEADING) if alone else draft


def _in_capitals(draft: Draft, look: Look) -> bool:
    """Whether a draft is one short line in capitals, of the size of a body that is not itself in capitals."""
    if draft.form is not Form.PARAGRAPH or len(draft.lines) != 1 or look.capitals or draft.more:
        return False
    line = draft.lines[0]
    words = re.sub(r"[ªº]", "", line.text)
    letters = sum(letter.isalpha() for letter in words)
    named = words.isupper() and re.search(r"[^\W\d_]{3}", words) is not None and letters >= 4 and 2 * letters > line.letters
    return named and len(line.text) <= 90 and line.size >= 0.95 * look.body and not line.text.endswith((".", ";", ","))


def _apart(before: Draft | None, draft: Draft, look: Look) -> bool:
    """Whether there is space above a draft, or the top of a column."""
    first = draft.lines[0]
    return before is None or not _beside(before, draft) or first.y - before.lines[-1].y > look.step(first.size)


def _heads(draft: Draft, after: Draft | None, look: Look) -> bool:
    """Whether something else comes below a draft: no second line in capitals close by, no foot of a page."""
    line = draft.lines[0]
    if after is None or not _beside(draft, after):
        return line.y < 0.88 * draft.page.height
    return not after.lines[0].text.isupper() or after.lines[0].y - line.y > look.step(line.size)


def _beside(one: Draft, other: Draft) -> bool:
    """Whether two drafts stand in one column of a page."""
    if one.page is not other.page or not one.lines or not other.lines or Form.FURNITURE in {one.form, other.form}:
        return False
    return one.lines[0].region == other.lines[0].region


def levelled(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Bullets with their levels, by indent, or by a sign that is new in the list.

    In another column or on another page, a sign keeps its level.
    """
    stack: list[tuple[float, str]] = []
    region = (0, 0)
    for draft in drafts:
        first = draft.lines[0] if draft.lines else None
        if draft.form in {Form.HEADING, Form.ROW} or (
            draft.form is Form.PARAGRAPH and stack and first and first.x0 < stack[0][0] + 2
        ):
            stack.clear()
        if draft.form is not Form.BULLET or first is None:
            yield draft
            continue
        sign, here = re.sub(r"\w+(?=[.)])", "1", draft.sign), (draft.page.number, first.region)
        known = [at for at, (_, one) in enumerate(stack) if one == sign]
        if here != region and known and not any(abs(x - first.x0) < 0.5 * first.size for x, _ in stack):
            del stack[known[-1] :]
        elif same := [at for at in known if abs(stack[at][0] - first.x0) <= 0.5 * first.size]:
            del stack[same[-1] :]
        else:
            while stack and stack[-1][0] > first.x0 + (-0.5 if known else 0.5) * first.size:
                stack.pop()
        stack.append((first.x0, sign))
        region = here
        yield replace(draft, level=len(stack))
