"""Items of plans that resemble each other, across plans and languages, each likeness with what it is made of.

```
triples ──things──> Thing ──bags──> words, ideas, phrases · goals and targets · themes · organisations and places
                                        └──Index──> Match: score = .6 words + .2 targets + .1 themes + .1 ties ──telling──> Table
```
"""

from metrograph.similar.asking import Similar, similar
from metrograph.similar.index import PARTS, Index, Match
from metrograph.similar.telling import flat, told
from metrograph.similar.things import Pairs, Thing, of_store, of_text, things_of

__all__ = ["PARTS", "Index", "Match", "Pairs", "Similar", "Thing", "flat", "of_store", "of_text", "similar", "things_of", "told"]
