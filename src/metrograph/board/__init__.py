"""The SDG alignment report of a plan for a board: a value first, then HTML, Markdown, Word or PDF."""

from metrograph.board.report import board_report
from metrograph.board.value import Board
from metrograph.board.writing import ENDINGS, ending_of, save_report, written

__all__ = ["ENDINGS", "Board", "board_report", "ending_of", "save_report", "written"]
