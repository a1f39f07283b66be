"""The log of what people decided and said, as one table in the order of time.

>>> import metrograph
>>> log_of(metrograph.open(), "fr").columns[:4]
('review', 'time', 'reviewer', 'element')
"""

from collections.abc import Iterator

from metrograph.desk import Desk
from metrograph.explorer.view import View
from metrograph.table import Row, Table, Value, text
from metrograph.when import in_words
from metrograph.words import say

_READ = ("time", "reviewer", "element", "label", "target", "sdg", "sdgLabel", "decision", "reason")


def log_of(desk: Desk, lang: str, **given: str) -> Table:
    """Every decision and every comment, the earliest first; one taken back keeps its row, and who took it back adds one."""
    decided, said = desk.ask("decisions", lang, **given), desk.ask("comments", lang, **given)
    if not len(said):
        return decided
    at = decided.columns.index("time")
    rows = [*decided.rows(), *_rows(said, decided.columns, say("card.comment", lang))]
    return Table(decided.columns, tuple(sorted(rows, key=lambda row: text(row[at]))), decided.title)


def readable(view: View, log: Table) -> Table:
    """The log for people, the latest first: the time in words, and all that was decided in one column."""
    rows = (tuple(_told(view, one)[name] for name in _READ) for one in reversed(log.dicts()))
    return Table(_READ, tuple(rows))


def _told(view: View, one: dict[str, Value]) -> dict[str, Value]:
    day, _, clock = text(one["time"]).partition("T")
    what = text(one["decision"])
    if one["undoes"]:
        what = view.say("review.log.comment" if what == view.say("card.comment") else "card.undoes")
    elif one["otherSdg"]:
        what = f"{what} → {one['otherSdg']}"
    elif one["strength"]:
        what = f"{what} · {one['strength']}"
    return {**one, "time": f"{in_words(day, view.lang)}, {clock[:5]}", "decision": what}


def _rows(said: Table, columns: tuple[str, ...], word: str) -> Iterator[Row]:
    """The rows of comments under the columns of decisions."""
    for one in said.dicts():
        found: dict[str, Value] = {**one, "review": one["comment"], "decision": word}
        yield tuple(found.get(name) for name in columns)
        if one["withdrawn"]:
            back = {**found, "time": one["withdrawn"], "undoes": one["time"], "reason": None}
            yield tuple(back.get(name) for name in columns)
