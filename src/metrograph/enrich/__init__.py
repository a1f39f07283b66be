"""Looks up facts about places and organisations at a SPARQL endpoint: only when a person asks, kept in plain files.

```
plans, gazetteer ──things──> names ──lookup (.rq)──> query ──Endpoint, one request at a time──> rows
rows ──candidates──> decide ──> found, to choose, nothing        found ──> facts/{source}.yaml ──derive──> graph context/{source}
```

A service never does this: nothing in ``serve``, ``explorer`` or ``documents`` imports this package.
"""

from metrograph.enrich.endpoint import Endpoint
from metrograph.enrich.kept import forget, source_of
from metrograph.enrich.lookups import Lookup, lookup_for, read_lookups
from metrograph.enrich.run import Outcome, enrich
from metrograph.enrich.things import Thing, things_of

__all__ = ["Endpoint", "Lookup", "Outcome", "Thing", "enrich", "forget", "lookup_for", "read_lookups", "source_of", "things_of"]
