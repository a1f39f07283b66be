"""Columns of texts as Arrow columns of the one type that holds all their values."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from metrograph.frames.cells import Cells, Form, count
from metrograph.frames.kinds import DIGITS, Foreign, shaped, widest
from metrograph.namespaces import RDF, XSD
from metrograph.values import typed

_YEAR = "(?:[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)"
_TIME = rf"^{_YEAR}-[0-9]{{2}}-[0-9]{{2}}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{{1,6}})?"
_ZONED = rf"{_TIME}(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)$"
_SURE = {
    "integer": "^-?[0-9]{1,38}$",
    "decimal": r"^-?[0-9]+(?:\.[0-9]+)?$",
    "double": r"^-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$",
    "boolean": "^(?:true|false)$",
    "date": f"^{_YEAR}-[0-9]{{2}}-[0-9]{{2}}$",
}
"""Forms that Arrow reads as we do; what looks otherwise is read one by one."""
_READ = {XSD + name for name in ("integer", "decimal", "double", "float", "boolean", "date", "dateTime")}
"""The datatypes that ask for no more than such a form."""


def fields(name: str, cells: Cells, detail: bool) -> Iterator[tuple[Any, Any]]:
    """A column as Arrow field and values; with ``detail`` its languages and datatypes as two more."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    made = _made(cells)
    langs, datatypes = {form.lang for form in cells.forms}, {form.datatype for form in cells.forms}
    said = {}
    if len(langs) == 1 and (lang := langs.pop()):
        said[b"language"] = lang.encode()
    elif len(datatypes) == 1 and (datatype := datatypes.pop()):
        said[b"datatype"] = datatype.encode()
    yield pa.field(name, made.type, metadata=said or None), made
    if detail:
        told = {"lang": [form.lang or None for form in cells.forms], "datatype": [_datatype(form) for form in cells.forms]}
        for what, words in told.items():
            column = pa.chunked_array([_spread(words, text, code) for text, code in cells.chunks()], pa.string())
            yield pa.field(f"{name}_{what}", pa.string()), column


def _datatype(form: Form) -> str | None:
    return RDF + "langString" if form.lang else form.datatype or None


def _spread(words: list[str | None], text: Any, code: Any) -> Any:
    """For each text the word of its form."""
    import pyarrow as pa  # noqa: PLC0415 - heavy
    import pyarrow.compute as pc  # noqa: PLC0415

    if isinstance(code, int):
        return pc.if_else(pc.is_valid(text), pa.scalar(words[code], pa.string()), None)
    return pa.array(words, pa.string()).take(code)


def _made(cells: Cells) -> Any:
    """The column in the type of its kind, in texts where no type holds it all."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    kind = widest(form.kind for form in cells.forms)
    for type_ in _types(kind, cells):
        try:
            made = pa.chunked_array([_chunk(text, code, kind, type_, tuple(cells.forms)) for text, code in cells.chunks()], type_)
        except (pa.ArrowInvalid, OverflowError):  # too large for this type
            continue
        except Foreign:
            break
        if made.null_count < len(made):
            return made
    return pa.chunked_array(cells.texts, pa.string())


def _types(kind: str, cells: Cells) -> Iterator[Any]:
    """The types that may hold a column of a kind, the best first."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    if kind == "integer":
        yield pa.int64()
        yield pa.decimal128(DIGITS, 0)
    elif kind == "decimal":
        yield pa.decimal128(DIGITS, min(_scale(cells), DIGITS))
    elif kind == "dateTime":
        yield pa.timestamp("us", "UTC" if _zoned(cells) else None)
    elif kind:
        yield {"double": pa.float64(), "boolean": pa.bool_(), "date": pa.date32()}[kind]


def _zoned(cells: Cells) -> bool:
    """Whether the moments say their zone: any that Arrow surely reads tells, else the first good one of the others."""
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy

    for pattern, zoned in ((_ZONED, True), (f"{_TIME}$", False)):
        if any(pc.any(pc.match_substring_regex(text, pattern)).as_py() for text in cells.texts):
            return zoned
    moments = (typed(one, XSD + "dateTime") for text in cells.texts for one in text.drop_null().to_pylist())
    return any(moment.tzinfo is not None for moment in moments if isinstance(moment, datetime))


def _scale(cells: Cells) -> int:
    """The most digits behind a decimal point."""
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy

    most = 0
    for text in cells.texts:
        point = pc.find_substring(text, ".")
        behind = pc.if_else(pc.greater_equal(point, 0), pc.subtract(pc.subtract(pc.binary_length(text), point), 1), 0)
        if (found := pc.max(behind).as_py() or 0) > most and not all(form.bare for form in cells.forms):
            behind = pc.if_else(pc.match_substring_regex(text, r"^[+-]?[0-9]*\.[0-9]+$"), behind, 0)
            found = pc.max(behind).as_py() or 0
        most = max(most, found)
    return most


def _chunk(text: Any, code: Any, kind: str, type_: Any, forms: tuple[Form, ...]) -> Any:
    """A chunk in a type: all at once where Arrow surely reads it as we do, the rest one by one."""
    import pyarrow as pa  # noqa: PLC0415 - heavy
    import pyarrow.compute as pc  # noqa: PLC0415

    sure = _sure(text, code, type_, forms)
    try:
        made = pc.cast(text if sure is None else pc.if_else(sure, text, None), type_)
    except pa.ArrowInvalid:
        sure, made = pa.array([False] * len(text)), pa.nulls(len(text), type_)
    if sure is None:
        return made
    rest = pc.and_not(pc.is_valid(text), pc.fill_null(sure, False))
    found = count(rest)
    if not found:
        return made
    numbers = [code] * found if isinstance(code, int) else code.filter(rest).to_pylist()
    inner = text.filter(rest).to_pylist()
    exact = "decimal" if pa.types.is_decimal(type_) else kind
    values = [shaped(typed(lexical, forms[n].datatype), exact) for lexical, n in zip(inner, numbers, strict=True)]
    if any(isinstance(value, datetime) and (value.tzinfo is None) != (type_.tz is None) for value in values):
        raise Foreign
    return pc.replace_with_mask(made, rest, pa.array(values, type_))


def _sure(text: Any, code: Any, type_: Any, forms: tuple[Form, ...]) -> Any:
    """Which texts Arrow surely reads as we do; ``None`` for all."""
    import pyarrow as pa  # noqa: PLC0415 - heavy
    import pyarrow.compute as pc  # noqa: PLC0415

    if isinstance(code, int):
        return _fits(text, forms[code], type_)
    sure = pa.array([False] * len(text))
    for number, form in enumerate(forms):
        mine = pc.equal(code, number)
        fits = _fits(pc.if_else(mine, text, None), form, type_)
        sure = pc.or_(sure, mine if fits is None else pc.and_(mine, pc.fill_null(fits, False)))
    return sure


def _fits(text: Any, form: Form, type_: Any) -> Any:
    """Which texts of one form Arrow surely reads as we do; ``None`` for all."""
    import pyarrow as pa  # noqa: PLC0415 - heavy
    import pyarrow.compute as pc  # noqa: PLC0415

    if form.bare:
        return None
    if form.datatype not in _READ:
        return pa.array([False] * len(text))
    pattern = (_ZONED if type_.tz else f"{_TIME}$") if form.kind == "dateTime" else _SURE[form.kind]
    return pc.match_substring_regex(text, pattern)
