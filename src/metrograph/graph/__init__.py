"""Model values to quads: one named graph per origin, each triple in one graph only.

```
plan/{plan}         what the source says                    plan.py
context/{plan}      what others say of it                   context.py
context/{source}    what was looked up at an endpoint       outside.py
alignments/{run}    what one method suggests, with quotes   alignments.py
reviews             what people decided                     reviews.py
view                where each link stands, and mg:contributesTo, derived from the two above    view.py
meta                what all these graphs are: VoID, DCAT, PROV                                 meta.py
```
"""

from metrograph.graph.alignments import run_quads
from metrograph.graph.context import context_quads
from metrograph.graph.meta import Origin, derived_quads, meta_quads, origin_quads
from metrograph.graph.outside import outside_quads
from metrograph.graph.plan import addresses, plan_quads, read_plan_quads
from metrograph.graph.reviews import agent_quads, people, review_quads
from metrograph.graph.terms import file_quads
from metrograph.graph.view import view_quads

__all__ = [
    "Origin",
    "addresses",
    "agent_quads",
    "context_quads",
    "derived_quads",
    "file_quads",
    "meta_quads",
    "origin_quads",
    "outside_quads",
    "people",
    "plan_quads",
    "read_plan_quads",
    "review_quads",
    "run_quads",
    "view_quads",
]
