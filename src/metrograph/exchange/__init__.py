"""What is written for others, and read of them, by the ending of a name: RDF, SSSOM, IATI, CSVW, Parquet, framed JSON-LD.

```
quads, names, table of links ──Stock──> .ttl .nq …  .csv  .sssom.tsv  .iati.xml  .csvw.zip  .parquet  .framed.jsonld
links.sssom.tsv ──read_set──> MappingSet ──runs_of──> alignment runs, all of their links proposed
```
Each format is read when it is asked for.
"""

from metrograph.exchange.endings import ENDINGS, ending_of, sound_ending, write
from metrograph.exchange.reporting import Reporting, remarks, reporting_of
from metrograph.exchange.stock import Stock

__all__ = ["ENDINGS", "Reporting", "Stock", "ending_of", "remarks", "reporting_of", "sound_ending", "write"]
