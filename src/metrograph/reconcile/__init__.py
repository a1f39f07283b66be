"""Names in a table of someone else, matched to things of ours: the Reconciliation Service API 0.2.

```
things.py       what can be matched, read from the data and the gazetteer: themes, goals, targets, places, plan items …
index.py        where their names are found: whole, by code, word by word, with one slip of the pen in a word
matching.py     Query -> Candidates, with a score and whether one of them is surely meant
suggesting.py   what begins with some letters: entities, types, properties
extending.py    what is known of the things that were matched: the columns that a table can be extended with
reading.py      the JSON of a client -> Query, Extension; errors W301 …
telling.py      candidates, values and the manifest -> the JSON of the protocol
```

The score of a candidate is told in ``matching``.
"""

from metrograph.reconcile.extending import PROPERTIES, Column, Wish, extended, proposed
from metrograph.reconcile.index import Index, index_of
from metrograph.reconcile.matching import Candidate, Query, reconcile
from metrograph.reconcile.reading import (
    MOST_IDS,
    MOST_LETTERS,
    MOST_QUERIES,
    read_extension,
    read_queries,
    read_query,
    shown,
    whole_number,
)
from metrograph.reconcile.suggesting import suggested
from metrograph.reconcile.telling import described, manifest, told_candidates, told_extension, told_proposal, told_suggestions
from metrograph.reconcile.things import Kind, Thing, best

__all__ = [
    "MOST_IDS",
    "MOST_LETTERS",
    "MOST_QUERIES",
    "PROPERTIES",
    "Candidate",
    "Column",
    "Index",
    "Kind",
    "Query",
    "Thing",
    "Wish",
    "best",
    "described",
    "extended",
    "index_of",
    "manifest",
    "proposed",
    "read_extension",
    "read_queries",
    "read_query",
    "reconcile",
    "shown",
    "suggested",
    "told_candidates",
    "told_extension",
    "told_proposal",
    "told_suggestions",
    "whole_number",
]
