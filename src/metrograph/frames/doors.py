"""The doors to Arrow, pandas and polars. Each is imported when asked for, and named with the way to install it when missing."""

import importlib
from collections.abc import Sequence
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from metrograph.errors import UsageError
from metrograph.frames.plain import Column, columns_of
from metrograph.solutions import Solutions
from metrograph.values import Row

_EXTRAS = {"distributed": "cluster", "pyarrow": "arrow", "pyarrow.parquet": "arrow", "pyld": "jsonld"}
"""The extra of a library, where it has another name."""


def extra(name: str) -> ModuleType:
    """A library that not everybody has installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise UsageError("U107", name=name, extra=_EXTRAS.get(name, name)) from None


def to_arrow(columns: Sequence[str], records: Sequence[Row], *, detail: bool = False) -> Any:
    """A pyarrow ``Table``."""
    pa = extra("pyarrow")
    from metrograph.frames.cells import read  # noqa: PLC0415 - they import pyarrow
    from metrograph.frames.columns import fields  # noqa: PLC0415

    names = [str(number) for number in range(len(columns))]  # a table of ours may name two columns alike
    found = records if isinstance(records, Solutions) else Solutions.of_rows(names, records)
    made = [pair for name, cells in zip(columns, read(found), strict=True) for pair in fields(name, cells, detail)]
    return pa.Table.from_arrays([values for _, values in made], schema=pa.schema([field for field, _ in made]))


def to_pandas(columns: Sequence[str], records: Sequence[Row]) -> Any:
    """A pandas ``DataFrame``, through Arrow where it is installed."""
    pandas = extra("pandas")
    if _has_arrow():
        made = [_series(pandas, values) for values in to_arrow(columns, records).columns]
    else:
        made = [_plain_series(pandas, column) for column in columns_of(len(columns), records)]
    frame = pandas.DataFrame(dict(enumerate(made)), index=None if made else range(len(records)))
    frame.columns = pandas.Index(columns, dtype=object if not columns else None)
    return frame


def _has_arrow() -> bool:
    return find_spec("pyarrow") is not None


def _series(pandas: ModuleType, values: Any) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - heavy

    if values.null_count and (pa.types.is_int64(values.type) or pa.types.is_boolean(values.type)):  # else they turn to floats
        return values.to_pandas(types_mapper={pa.int64(): pandas.Int64Dtype(), pa.bool_(): pandas.BooleanDtype()}.get)
    return values.to_pandas()


def _plain_series(pandas: ModuleType, column: Column) -> Any:
    gaps = any(value is None for value in column.values)
    types = {
        "": pandas.Series(["text"]).dtype,
        "integer": "Int64" if gaps else "int64",
        "boolean": "boolean" if gaps else "bool",
        "double": "float64",
        "dateTime": "datetime64[us, UTC]" if column.zoned else "datetime64[us]",
    }
    kind = types.get(column.kind, object)
    return pandas.Series(column.values, dtype=kind).astype(kind)  # pandas 2.0 takes its own unit of time at first


def to_polars(columns: Sequence[str], records: Sequence[Row]) -> Any:
    """A polars ``DataFrame``, through Arrow where it is installed."""
    polars = extra("polars")
    if _has_arrow():
        return polars.from_arrow(to_arrow(columns, records))
    made = zip(columns, columns_of(len(columns), records), strict=True)
    return polars.DataFrame([_plain_polars(polars, name, column) for name, column in made])


def _plain_polars(polars: ModuleType, name: str, column: Column) -> Any:
    types = {
        "": polars.String,
        "integer": polars.Int64,
        "decimal": polars.Decimal(38, column.scale),
        "boolean": polars.Boolean,
        "double": polars.Float64,
        "date": polars.Date,
        "dateTime": polars.Datetime("us", "UTC" if column.zoned else None),
    }
    return polars.Series(name, column.values, dtype=types[column.kind])
