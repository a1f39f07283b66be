"""Rows as frames of data: Arrow, pandas and polars, each column of the one type that holds all its values.

```
TSV cells ──cells──> texts and what each says of itself ──columns──> Arrow ──> pandas, polars
values ──plain──> pandas, polars, where there is no Arrow
```
"""

from metrograph.frames.doors import extra, to_arrow, to_pandas, to_polars

__all__ = ["extra", "to_arrow", "to_pandas", "to_polars"]
