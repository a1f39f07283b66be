"""Headings of documents that do not mark them: short paragraphs above a list, a table or a text."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from metrograph.readers.lines import ranked, stands_alone
from metrograph.readers.passage import Form, Passage

_LISTED = (Form.BULLET, Form.ROW)


def with_unmarked(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """The passages of a laid-out document, headings found where no style, size or weight shows one but the title.

    A paragraph is one when it is short and stands right above other content. Of several short ones in a row only the last is,
    or both of two: a longer run is a list without signs, or the front of the document. Seen only once, it is chance; and where
    most have no list or table below them, they are what the plan speaks of, each with its text: then nothing is a heading.
    """
    found = tuple(passages)
    body = [at for at, passage in enumerate(found) if passage.form is not Form.FURNITURE]
    marked = [at for at in body if found[at].form is Form.HEADING]
    runs = _standing(found, body)
    if marked not in ([], body[:1]) or len(runs) < 2 or 2 * _listing(found, runs) < len(runs):
        return found
    chosen = {at for run in runs for at in run}
    headings = ranked(found[at] for at in sorted(chosen))
    below = (replace(heading, level=heading.level + len(marked)) for heading in headings)
    return tuple(next(below) if at in chosen else passage for at, passage in enumerate(found))


def _standing(found: Sequence[Passage], body: Sequence[int]) -> list[list[int]]:
    """Where the paragraphs are that stand as headings, those in a row together."""
    runs = [(alone, list(run)) for alone, run in groupby(body, key=lambda at: stands_alone(found[at]))]
    return [run if len(run) == 2 else run[-1:] for alone, run in runs[:-1] if alone]


def _listing(found: Sequence[Passage], runs: Sequence[Sequence[int]]) -> int:
    """How many of these have a list or a table before the next."""
    ends = [*(run[0] for run in runs[1:]), len(found)]
    return sum(any(passage.form in _LISTED for passage in found[run[-1] : end]) for run, end in zip(runs, ends, strict=True))
