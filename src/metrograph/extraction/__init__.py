"""Reads a document, a table or an IATI file into drafts of plan items.

```
FILE ──readers──> Passages ──read_plan_document──> Reading: drafts, words set aside, doubts ──> JSON lines, plan file, sheet
IATI ──read_activities──> Activities ──draft_activities──> drafts, one after another, in flat memory
```
"""

from metrograph.extraction.files import read_file
from metrograph.extraction.plan import Reading

__all__ = ["Reading", "read_file"]
