"""A plan and all that is said of it, made into lines of N-Quads one plan at a time, and kept between builds.

```
files.py    which files speak of which plan, with their digests     ──> Job
part.py     what they say, as values                                ──> Dossier ──> Part: its lines
kept.py     the parts of earlier builds, by what they were made from
making.py   the jobs that nothing is kept of, done on two processes where there are many
```
"""

from metrograph.parts.files import Job, Unclear, jobs, plan_ids
from metrograph.parts.kept import Kept
from metrograph.parts.making import Maker, made
from metrograph.parts.part import Claim, Dossier, File, Part, links_of_all, part_of

__all__ = [
    "Claim",
    "Dossier",
    "File",
    "Job",
    "Kept",
    "Maker",
    "Part",
    "Unclear",
    "jobs",
    "links_of_all",
    "made",
    "part_of",
    "plan_ids",
]
