"""Makes tables of the rows of a PDF: their numbers over page breaks, their header rows and their cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from metrograph.folding import fold
from metrograph.readers.page_characters import Line
from metrograph.readers.page_rules import Grid
from metrograph.readers.passage import Cell, Form, Where
from metrograph.readers.pdf_look import Look
from metrograph.readers.pdf_passages import SIGN, WEAK, Draft, word_width
from metrograph.readers.pdf_words import mended

_COLUMNS = re.compile(
    "(?:month|mois|mes|when|quand|cuando|n|no|dates?|fechas?|year|annee|ano|activit(?:y|ies|es?)|actividad(?:es)?|actions?|accion(?:es)?"
    "|events?|evenements?|eventos?|cit(?:y|ies)|villes?|ciudad(?:es)?|place|lieu|lugar|budget|presupuesto|status|statut|estado|lead"
    "|responsibles?|responsables?|partners?|partenaires?|socios?|object(?:ives?|ifs?)|objetivos?|indicat(?:ors?|eurs?)|indicador(?:es)?|title"
    "|titre|titulo|name|nom|nombre|descripti?on|descripcion|deadline|echeance|plazo|costs?|couts?|costos?|themes?|temas?|projects?"
    "|projets?|proyectos?|results?|resultats?|resultados?)"
)


def tabled(drafts: Iterator[Draft]) -> Iterator[Draft]:
    """Rows with the numbers of their tables and their header rows; a table that goes on over a page stays one."""
    table, before, head = 0, None, ""
    for key, group in groupby(drafts, key=_key):
        rows = list(group)
        if key is None:
            before = before if all(row.form is Form.FURNITURE for row in rows) else None
            yield from rows
            continue
        goes_on = before is not None and _continues(before, rows[0])
        table += not goes_on
        top = -1 if goes_on else _head_row(rows)
        head = head if goes_on else _words(rows[top]) if top >= 0 else _words(rows[0])
        for at, row in enumerate(rows):
            again = goes_on and at == 0 and _words(row) == head
            yield replace(row, form=Form.FURNITURE if again else Form.ROW, table=table, head=at == top)
        before = rows[-1]


def _key(draft: Draft) -> tuple[int, int] | None:
    cell = draft.lines[0].cell if draft.form is Form.ROW else None
    return (draft.page.number, cell[0]) if cell else None


def _grid_of(draft: Draft) -> Grid:
    return draft.page.grids[draft.lines[0].cell[0] if draft.lines[0].cell else 0]


def _words(row: Draft) -> str:
    return " ".join(line.text for line in row.lines)


def _continues(before: Draft, row: Draft) -> bool:
    """Whether a table has the columns of the one that ends the page before."""
    old, new = _grid_of(before).xs, _grid_of(row).xs
    same = len(old) == len(new) and all(abs(a - b) < 6 for a, b in zip(old, new, strict=True))
    return same and row.page.number == before.page.number + 1


def _head_row(rows: Sequence[Draft]) -> int:
    """The row of column names: below rows that span the table, bold or filled unlike the next one, or with words for columns."""
    for at, row in enumerate(rows[:3]):
        if len({line.cell for line in row.lines}) < 2:
            continue
        cells = {line.cell: fold(line.text).strip(" .:") for line in row.lines}
        names = sum(_COLUMNS.fullmatch(text.split(" ")[0]) is not None and len(text.split()) < 4 for text in cells.values())
        after = rows[at + 1] if at + 1 < len(rows) else None
        if after is None:
            return -1
        bold = all(line.bold for line in row.lines) and not all(line.bold for line in after.lines)
        return at if bold or _is_filled(row) > _is_filled(after) or (names > 1 and 2 * names >= len(cells)) else -1
    return -1


def _is_filled(row: Draft) -> bool:
    return row.lines[0].cell is not None and row.lines[0].cell[1] in _grid_of(row).filled


def cells_of(row: Draft, where: Where, starts: Sequence[int], look: Look) -> Iterator[Cell]:
    """The cells of a row, also the empty ones."""
    grid = _grid_of(row)
    for column in range(len(grid.xs) - 1):
        own = [(at, line) for at, line in enumerate(row.lines, row.first) if line.cell and line.cell[2] == column]
        if not own:
            yield Cell("", where)
            continue
        lines = [line for _, line in own]
        raw = "\n".join(line.text for line in lines)
        linked = 2 * sum(line.linked for line in lines) > sum(line.letters for line in lines)
        yield Cell("\n".join(_paragraphs(lines, _width(grid, lines[0]), look)), where, raw, starts[own[0][0]], linked)


def _width(grid: Grid, line: Line) -> float:
    _, row, column = line.cell or (0, 0, 0)
    end = column + 1
    while grid.owner and end < len(grid.xs) - 1 and grid.owner[row][end] == grid.owner[row][column]:
        end += 1
    return grid.xs[end] - grid.xs[column] - (6 if grid.owner else 0)


def _paragraphs(lines: Sequence[Line], width: float, look: Look) -> Iterator[str]:
    """The paragraphs and bullets of a cell: parted by signs, by wider leading, and where the next word would have had room."""
    groups: list[list[str]] = []
    for at, line in enumerate(lines):
        sign = SIGN.match(line.text) or WEAK.match(line.text)
        if at:
            last = lines[at - 1]
            room = width - (last.x1 - min(one.x0 for one in lines))
            fresh = line.y - last.y > look.step(line.size) or room > word_width(line) + 1.2 * line.size
            fresh = fresh and not (line.text[:1].islower() and last.text.endswith("-"))
        if not at or sign or fresh:
            groups.append([])
        groups[-1].append(line.text[len(sign[0]) if sign else 0 :])
    for group in groups:
        yield mended(group, look)
