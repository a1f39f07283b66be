"""Tells from the names of a table's columns, in English, French and Spanish, which field each column holds.

```
"Línea estratégica" | "Actividad" | "Fecha / Date" | "Ciudad(es)" | "Tipo"
 section               label         date             places         kind
```
The names are listed in ``data/reading/columns.yaml``.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from metrograph.readers.csvfile import bare, column_field, column_names
from metrograph.readers.passage import Cell, Passage
from metrograph.words import LANGUAGES

LISTS = frozenset({"themes", "places", "partners", "organisers", "bodies", "sdgs", "goals", "targets"})
_LONGEST = 6


def map_columns(names: Sequence[str]) -> tuple[str, ...]:
    """The field of each column, empty where none is known; a field of one value is given to one column only.

    Names that are known as a whole come first, then those with more words around a known one ("Lieu de la rencontre").

    >>> map_columns(["Línea estratégica", "Nombre", "Fecha / Date", "Ciudad(es)", "Date", "Color"])
    ('section', 'label', 'date', 'places', '', '')
    """
    lang = _language(names)
    fields = [column_field(name, lang) for name in names]
    taken: set[str] = set()
    for at, field in enumerate(fields):
        fields[at] = _free(field, taken)
    for at, name in enumerate(names):
        if not fields[at] and not column_field(name, lang):
            fields[at] = _free(_inside(name, lang), taken)
    return tuple(fields)


def with_label(fields: Sequence[str], rows: Sequence[Passage]) -> tuple[str, ...]:
    """The same fields, with a label: where no name tells it, the unknown column with the longest texts that differ.

    A description or an aim serves when every other column is known.
    """
    if "label" in fields or not rows:
        return tuple(fields)
    sure = [at for at, field in enumerate(fields) if not field]
    spare = [at for at, field in enumerate(fields) if field in ("description", "notes", "parent")]
    for columns in (sure, spare):
        weights = {at: _weight([row.cells[at].text for row in rows if at < len(row.cells)]) for at in columns}
        best = max(weights, key=lambda at: (weights[at], -at), default=-1)
        if best >= 0 and weights[best] > 0:
            return tuple("label" if at == best else field for at, field in enumerate(fields))
    return tuple(fields)


def is_calendar(head: Sequence[Cell], rows: Sequence[Passage], is_period: Callable[[str], bool]) -> bool:
    """Whether the first column holds months or quarters and all others what happens in them.

    ``is_period`` knows the words of months and quarters. A table whose columns say more than that is an ordinary one.
    """
    firsts = [row.cells[0].text for row in rows if row.cells and row.cells[0].text and not row.head]
    wide = any(len(row.cells) > 1 for row in rows)
    lang = _language([cell.text for cell in head])
    others = {field for cell in head[1:] if (field := column_field(cell.text, lang))}
    periods = sum(map(is_period, firsts))
    return wide and len(firsts) > 0 and 5 * periods >= 4 * len(firsts) and others <= {"label", "description"}


def _language(names: Sequence[str]) -> str:
    """The language in which most of the names are known."""
    votes = Counter(lang for name in names for lang in column_names().get(bare(name), {}) if lang in LANGUAGES)
    best = max((votes[lang] for lang in LANGUAGES), default=0)
    winners = [lang for lang in LANGUAGES if votes[lang] == best]
    return winners[0] if len(winners) == 1 else ""


def _free(field: str, taken: set[str]) -> str:
    """A field that may still be given; one of a single value is then taken."""
    if field == "section" and field in taken:
        field = "parent"  # a second column of lines names the strands within them
    if field in taken and field not in LISTS:
        return ""
    taken.add(field)
    return field


def _inside(name: str, lang: str) -> str:
    """The field of the longest known words in a name; what is dated, placed or counted says less than that it is."""
    words = bare(name).split()
    if not 2 <= len(words) <= _LONGEST:
        return ""
    spans = [(size, at) for size in range(len(words) - 1, 0, -1) for at in range(len(words) - size + 1)]
    known = [(size, field) for size, at in spans if (field := column_field(" ".join(words[at : at + size]), lang))]
    known = [one for one in known if one[1] != "label"] or known
    return known[0][1] if known else ""


def _weight(texts: Sequence[str]) -> float:
    """How much the texts of a column look like names of things: long, different, and words."""
    worded = [text for text in texts if sum(map(str.isalpha, text)) >= max(2, len(text) // 2)]
    different = len(set(worded)) / max(1, len(worded))
    return different * sum(map(len, worded)) / max(1, len(texts))
