"""Links very many records: read one by one, cut into shards, linked side by side, written as they are done.

```
files ──texts──> records ──cut──> tasks ──engines──> shards ──run──> DIR/shards/*.nq.gz, *.parquet, errors.jsonl, manifest.json
        one by one        the same cut for any number of workers     a shard is written whole, a killed run goes on
```
"""

from metrograph.batch.folder import Batch
from metrograph.batch.run import engine, run_batch
from metrograph.batch.sample import first_records
from metrograph.batch.task import Settings
from metrograph.batch.texts import Columns

__all__ = ["Batch", "Columns", "Settings", "engine", "first_records", "run_batch"]
