"""Columns of TSV cells as Arrow texts, with what each cell says of itself: its language, its datatype.

A column mostly holds cells of few forms, ``"…"@fr`` or ``<…>``. Each form is found and taken out of its quotes for the whole
column at once; only cells that are like no other are looked at one by one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from metrograph.solutions import Solutions
from metrograph.values import KINDS, parts

_BLOCK = 1 << 22
_FORMS = 12


@dataclass(frozen=True, slots=True)
class Form:
    """What a cell says beside its text. One that is bare is known to be what its datatype says."""

    lang: str = ""
    datatype: str = ""
    bare: bool = False

    @property
    def kind(self) -> str:
        """The kind of its value."""
        return KINDS.get(self.datatype, "")


@dataclass(slots=True)
class Cells:
    """A column, chunk by chunk: texts, and for each the number of its form, or one number for all of a chunk."""

    forms: dict[Form, int] = field(default_factory=dict)
    texts: list[Any] = field(default_factory=list)
    codes: list[Any] = field(default_factory=list)

    def number(self, form: Form) -> int:
        """The number of a form."""
        return self.forms.setdefault(form, len(self.forms))

    def chunks(self) -> Iterator[tuple[Any, Any]]:
        """Texts and the numbers of their forms."""
        return zip(self.texts, self.codes, strict=True)

    def add(self, cells: Any, escapes: bool) -> None:
        """One more chunk; ``escapes`` where some cells may hold a backslash."""
        import pyarrow as pa  # noqa: PLC0415 - heavy
        import pyarrow.compute as pc  # noqa: PLC0415

        left = pc.is_valid(cells)
        text, code = pa.nulls(len(cells), pa.string()), pa.nulls(len(cells), pa.int32())
        for turn in range(_FORMS):
            at = pc.index(left, True).as_py()
            if at < 0:
                break
            like, odd, inner, form = _like(cells, cells[at].as_py(), escapes)
            number, like = self.number(form), pc.and_(left, pc.fill_null(like, False))
            mask = like if odd is None else pc.and_not(like, odd)
            if turn == 0 and count(mask) == len(cells) - cells.null_count:
                self.texts.append(inner)
                self.codes.append(number)
                return
            text, code = pc.if_else(mask, inner, text), pc.if_else(mask, pa.scalar(number, pa.int32()), code)
            left = pc.and_not(left, like)
        rest = pc.and_(pc.is_valid(cells), pc.is_null(code))
        if count(rest):
            read = [self._one(cell) for cell in cells.filter(rest).to_pylist()]
            text = pc.replace_with_mask(text, rest, pa.array([inner for inner, _ in read], pa.string()))
            code = pc.replace_with_mask(code, rest, pa.array([number for _, number in read], pa.int32()))
        self.texts.append(text)
        self.codes.append(code)

    def _one(self, cell: str) -> tuple[str, int]:
        text, lang, datatype = parts(cell)
        return text, self.number(Form(lang, datatype, cell[0] not in '"<_'))


def count(mask: Any) -> int:
    """How many are true. (The ``true_count`` of some releases of Arrow crashes.)"""
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy

    return int(pc.sum(mask).as_py() or 0)


def _like(cells: Any, sample: str, escapes: bool) -> tuple[Any, Any, Any, Form]:
    """Which cells are written as a sample is, which hold escapes to be looked at, their texts if not, and their form."""
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy

    _, lang, datatype = parts(sample)
    if sample[0] == '"':
        tail = sample[sample.rindex('"') :]
        mask = pc.and_(pc.starts_with(cells, '"'), pc.ends_with(cells, tail))
        text, odd = _unescaped(_inside(cells, len(tail))) if escapes else (_inside(cells, len(tail)), None)
        return mask, odd, text, Form(lang, datatype)
    if sample[0] in "<_":
        double = pc.starts_with(cells, "<<")
        if sample[0] == "<" and sample[:2] != "<<":
            mask = pc.and_not(pc.starts_with(cells, "<"), double)
            return mask, pc.match_substring(cells, "\\") if escapes else None, _inside(cells, 1), Form()
        return pc.or_(double, pc.starts_with(cells, "_")), None, cells, Form()
    mask = pc.and_not(pc.invert(pc.starts_with(cells, '"')), pc.or_(pc.starts_with(cells, "<"), pc.starts_with(cells, "_")))
    words = pc.or_(pc.equal(cells, "true"), pc.equal(cells, "false"))
    power = pc.or_(pc.match_substring(cells, "e"), pc.match_substring(cells, "E"))
    point = pc.match_substring(cells, ".")
    kind = KINDS[datatype]
    mask = pc.and_(mask, words) if kind == "boolean" else pc.and_not(mask, words)
    if kind != "boolean":
        mask = pc.and_(mask, power) if kind == "double" else pc.and_not(mask, power)
    if kind in ("integer", "decimal"):
        mask = pc.and_(mask, point) if kind == "decimal" else pc.and_not(mask, point)
    return mask, None, cells, Form("", datatype, bare=True)


def _inside(cells: Any, tail: int) -> Any:
    """The texts between the first sign and the last ones."""
    import pyarrow as pa  # noqa: PLC0415 - heavy
    import pyarrow.compute as pc  # noqa: PLC0415

    return pc.binary_slice(cells.view(pa.binary()), 1, -tail).view(pa.string())


def _unescaped(text: Any) -> tuple[Any, Any]:
    """Texts without the escapes that an engine writes, and which of them hold others."""
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy

    text = pc.replace_substring(text, "\\\\", "\\0")  # from now on a backslash begins an escape, this one that of itself
    for escape, sign in (('\\"', '"'), ("\\n", "\n"), ("\\t", "\t"), ("\\r", "\r")):
        text = pc.replace_substring(text, escape, sign)
    return pc.replace_substring(text, "\\0", "\\"), pc.match_substring_regex(text, r"\\[^0]")


def read(found: Solutions) -> list[Cells]:
    """The columns of solutions."""
    import pyarrow as pa  # noqa: PLC0415 - heavy
    from pyarrow import csv  # noqa: PLC0415

    columns = [Cells() for _ in found.at]
    names = [str(number) for number in range(found.lines.width)]
    layout = csv.ParseOptions(
        delimiter="\t", quote_char=False, double_quote=False, newlines_in_values=False, ignore_empty_lines=False
    )
    texts = csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""], check_utf8=False
    )
    data = found.lines.data
    for start, end in found.lines.spans(size=_BLOCK) if names else ():
        how = csv.ReadOptions(column_names=names, use_threads=False, block_size=end - start + 1)
        parsed = csv.read_csv(pa.py_buffer(memoryview(data)[start:end]), how, layout, texts)
        for cells, at in zip(columns, found.at, strict=True):
            cells.add(parsed.column(at).combine_chunks(), data.find(b"\\", start, end) >= 0)
    return columns
