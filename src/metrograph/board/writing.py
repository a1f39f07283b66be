"""The forms of a report, by the ending of the file."""

from collections.abc import Callable
from pathlib import Path

from metrograph.board.to_docx import docx
from metrograph.board.to_html import html
from metrograph.board.to_md import md
from metrograph.board.to_pdf import pdf
from metrograph.board.value import Board
from metrograph.errors import UsageError
from metrograph.formats import save

_WRITERS: dict[str, Callable[[Board], bytes]] = {".html": html, ".pdf": pdf, ".docx": docx, ".md": md}
ENDINGS = tuple(_WRITERS)


def ending_of(path: Path) -> str:
    """The ending of a file, which says in which form a report is written; ``UsageError`` for one that is none of ours.

    >>> ending_of(Path("report.PDF"))
    '.pdf'
    """
    ending = path.suffix.lower()
    if ending not in _WRITERS:
        raise UsageError("W672", suffix=ending or path.name, choices=", ".join(ENDINGS))
    return ending


def written(board: Board, ending: str) -> bytes:
    """A report as the bytes of a file; the same report gives the same bytes."""
    return _WRITERS[ending_of(Path(f"report{ending}"))](board)


def save_report(board: Board, path: Path) -> Path:
    """Write a report to a file, whole or not at all."""
    save(path, written(board, ending_of(path)))
    return path
