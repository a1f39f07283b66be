"""Arrow tables as the bytes of a Parquet file."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from metrograph.frames.doors import extra


def of_texts(columns: Mapping[str, Sequence[str | None]]) -> Any:
    """A pyarrow ``Table`` of columns of texts (extra ``arrow``)."""
    pa = extra("pyarrow")
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})


def parquet_bytes(table: Any, said: Mapping[str, str]) -> bytes:
    """A pyarrow ``Table`` as Parquet, with what is said of the whole in the metadata of the file.

    Texts that come again and again are kept once, all is compressed (zstd).
    """
    pq = extra("pyarrow.parquet")
    out = io.BytesIO()
    metadata = {**(table.schema.metadata or {}), **{name.encode(): words.encode() for name, words in said.items()}}
    pq.write_table(table.replace_schema_metadata(metadata), out, compression="zstd")
    return out.getvalue()
