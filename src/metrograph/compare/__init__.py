"""Compares two successive plans: what is new, launched, continued, renamed, recurring, concluded, dropped, and what changed.

```
plans A, B ──side_of──> names, numbers, keys ──match──> which became which, and what only a person can settle
           ──fates, shifts, coverage──> one row a change ──> table, JSON, page for a board, RDF
```
"""

from metrograph.compare.change import CHANGES, COLUMNS, Change
from metrograph.compare.comparison import Comparison, compare_plans

__all__ = ["CHANGES", "COLUMNS", "Change", "Comparison", "compare_plans"]
