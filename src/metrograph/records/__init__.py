"""The plain files that are the truth: plans, alignments, facts from outside, reviews, themes of one's own.

Each file is read into values of ``metrograph.model``; whatever is wrong in it is reported with file, line and remedy,
all at once, and nothing of it is used.
"""

from metrograph.records.alignments import read_run, run_text
from metrograph.records.context import read_reports
from metrograph.records.log import ReviewLog
from metrograph.records.outside import read_outside
from metrograph.records.plans import one_kind_each, read_plan
from metrograph.records.themes import read_themes, theme_files, theme_places
from metrograph.records.vocabulary import Vocabulary, read_vocabulary, vocabulary_beside

__all__ = [
    "ReviewLog",
    "Vocabulary",
    "one_kind_each",
    "read_outside",
    "read_plan",
    "read_reports",
    "read_run",
    "read_themes",
    "read_vocabulary",
    "run_text",
    "theme_files",
    "theme_places",
    "vocabulary_beside",
]
