"""Holds quads against shapes and says what to mend, in words.

```
check(data, shapes) -> Report -> text, table, HTML, Turtle, SARIF, JUnit …
```
"""

from metrograph.validate.check import ENGINES, Engine, check
from metrograph.validate.remedies import Change, Remedy, mend, remedies
from metrograph.validate.report import SEVERITIES, Difference, Finding, Report, file_places
from metrograph.validate.rules import Rule, Rules, packaged_rules, read_rules

__all__ = [
    "ENGINES",
    "SEVERITIES",
    "Change",
    "Difference",
    "Engine",
    "Finding",
    "Remedy",
    "Report",
    "Rule",
    "Rules",
    "check",
    "file_places",
    "mend",
    "packaged_rules",
    "read_rules",
    "remedies",
]
