"""Reads a file of any format into a reading."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from metrograph.extraction.draft import Draft
from metrograph.extraction.iati import Problem, draft_activities
from metrograph.extraction.plan import Reading, read_plan_document
from metrograph.readers.files import NOTHING_TOLD, File, Held
from metrograph.readers.iati import read_activities
from metrograph.readers.opening import format_of, read_document
from metrograph.readers.passage import LIMITS, Document, Limits, Passage

Tell = Callable[[int], None]


def read_file(path: str | File, lang: str = "", limits: Limits = LIMITS, tell: Tell = NOTHING_TOLD) -> Reading:
    r"""What a document states, whatever its format; this is ``metrograph.extract``.

    The file may lie in memory (``Held``). ``lang`` is the language of the document (en, fr, es) where it is not to be guessed;
    ``tell`` hears how many pages or rows have been read. Raises ``SourceError`` for a file that cannot be read and
    ``LimitError`` for one that is too large.

    >>> file = Held("plan.md", b"# Work Plan 2025\n\n## Climate\n\n- Webinar on heat, 12 May\n")
    >>> [(draft.kind.value, draft.label, draft.edtf) for draft in read_file(file).drafts][1:]
    [('strategic_line', 'Climate', ''), ('network_event', 'Webinar on heat', '2025-05-12')]
    """
    file = path if isinstance(path, Held) else Path(path)
    if format_of(file) == "iati":
        return _activities(file, lang, limits, tell)
    return read_plan_document(read_document(file, limits, tell), lang)


def _activities(path: File, lang: str, limits: Limits, tell: Tell) -> Reading:
    """An IATI file read whole, for formats that need all of it at once."""
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for draft, wrong in draft_activities(read_activities(path, limits, tell), path.name, lang):
        problems.extend(wrong)
        if draft:
            drafts.append(draft)
    passages = tuple(Passage(draft.label, where=draft.sources[0].where, raw=draft.label) for draft in drafts)
    lines = max((draft.sources[0].where.line for draft in drafts), default=0)
    spoken = max(
        sorted({draft.lang for draft in drafts}), key=lambda one: sum(draft.lang == one for draft in drafts), default="en"
    )
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    document = Document(path.name, "iati", digest, passages, lines, "", spoken)
    return Reading(document, spoken, None, tuple(drafts), (), (), tuple(problems))
