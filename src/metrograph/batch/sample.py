"""A look at the first records of some files: how they are read, and what the linker would say. Nothing is written."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from metrograph.batch.run import checked
from metrograph.batch.texts import Columns, records
from metrograph.errors import LimitError, RecordError
from metrograph.linking import Linker, read_model
from metrograph.linking.adjust import Adjustment
from metrograph.table import Table
from metrograph.values import Row

COLUMNS = ("record", "identifier", "lang", "context", "text", "sdg", "reason")
EACH = 5
SHOWN = 80


def first_records(inputs: Iterable[Path], columns: Columns, adjustment: Adjustment, lang: str = "en") -> Table:
    """The first records of each file as rows: place, id, language, context, text, codes, and why there are none.

    ``lang`` is the language of the reasons.
    """
    by = Linker(read_model(), adjustment)
    rows: list[Row] = []
    for path in checked(inputs, columns):
        for one in islice(records(path, columns), EACH):
            try:
                if isinstance(one, RecordError):
                    raise one
                found = by.link(one.text, one.lang, one.context, one.id)
                codes = ", ".join(link.code for link in (*found.bare_goals, *found.targets))
                why = found.because(lang) if found.abstained else None
                rows.append((one.place.short, str(one.id), found.lang, one.context, one.text[:SHOWN], codes, why))
            except (RecordError, LimitError) as error:
                rows.append((error.place.short, None, None, None, None, None, error.what(lang)))
    return Table(COLUMNS, tuple(rows))
