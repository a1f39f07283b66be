"""A comparison as people read it: a table with the reasons, the questions, and a page for a board."""

from collections.abc import Iterable, Iterator

from metrograph.compare.candidates import Pair
from metrograph.compare.change import CHANGES, Change
from metrograph.compare.compared import Compared
from metrograph.compare.fates import label
from metrograph.model import Plan
from metrograph.table import Table
from metrograph.when import in_words
from metrograph.words import mark, say, typeset

TOLD = ("change", "kindLabel", "label_from", "label_to", "certainty", "why")
_ORDER = (
    "launched",
    "new",
    "renamed",
    "promoted",
    "concluded",
    "dropped",
    "moved",
    "status",
    "date",
    "coverage",
    "recurring",
    "continued",
)


def title_of(plan: Plan, lang: str) -> str:
    """The title of a plan, in a language where it has one."""
    return plan.root.words.best(lang) or plan.id


def told(comparison: Compared, lang: str = "en", changes: Iterable[str] = ()) -> Table:
    """The rows with their reasons, in a language: change, kind, names before and after, certainty, why.

    >>> import metrograph
    >>> plan = next(iter(metrograph.open().records.plans.values()))
    >>> from metrograph.compare import compare_plans
    >>> told(compare_plans(plan, plan), "fr").rows()[0][0]
    'Poursuivi'
    """
    wanted = frozenset(changes) or frozenset(CHANGES)
    rows = (row for row in comparison.rows if row.change in wanted)
    return Table(TOLD, tuple(_cells(row, lang) for row in rows), heading(comparison, lang))


def heading(comparison: Compared, lang: str) -> str:
    """From what plan to what plan."""
    names = (title_of(plan, lang) for plan in (comparison.earlier, comparison.later))
    return typeset(say("diff.title", lang, **dict(zip(("earlier", "later"), names, strict=True))), lang)


def _cells(row: Change, lang: str) -> tuple[str, ...]:
    return (
        say(f"diff.{row.change}", lang),
        say(f"diff.kind.{row.kind}", lang),
        _named(row.label_earlier, row.earlier, row.change),
        _named(row.label_later, row.later, row.change),
        say(f"diff.certainty.{row.certainty}", lang),
        why(row, lang),
    )


def _named(name: str, code: str, change: str) -> str:
    return f"{code} {name}" if change == "coverage" and code and name != code else name


def why(row: Change, lang: str) -> str:
    """Why a change is told, in words."""
    return mark(";", lang).join(_reason(reason.word, dict(reason.values), row.change, lang) for reason in row.reasons)


def _reason(word: str, values: dict[str, str], change: str, lang: str) -> str:
    if change == "status":
        values = {name: say(f"diff.state.{value}", lang) for name, value in values.items()}
    if change == "date":
        values = {name: in_words(value, lang) for name, value in values.items()}
    return say(f"diff.why.{word}", lang, **values)


# ---- questions


def questions(comparison: Compared, lang: str = "en") -> Table:
    """The doubtful pairs, the likeliest first: ids, names, likeness, and what speaks for and against."""
    rows = tuple(
        (pair.a.id, pair.b.id, label(pair.a), label(pair.b), likeness_of(pair), *for_and_against(pair, lang))
        for pair in comparison.doubtful
    )
    return Table(("from", "to", "label_from", "label_to", "score", "for", "against"), rows, say("diff.doubts.title", lang))


def likeness_of(pair: Pair) -> str:
    """The score of a pair as it is shown, at most 1."""
    return f"{max(0.0, min(1.0, pair.score)):.2f}"


def for_and_against(pair: Pair, lang: str) -> tuple[str, str]:
    """What speaks for a pair, and what against it."""
    signs = {True: [say(f"diff.why.by.{pair.how}", lang, earlier=pair.names[0], later=pair.names[1])], False: list[str]()}
    for sign in pair.signs:
        signs[sign.by > 0].append(say(f"diff.sign.{sign.word}", lang))
    return ", ".join(signs[True]), ", ".join(signs[False])


# ---- a page for a board


def board_md(comparison: Compared, lang: str = "en") -> str:
    """The comparison as a page for a board: what changed in short, what needs a decision, then each change with its items.

    >>> import metrograph
    >>> plan = next(iter(metrograph.open().records.plans.values()))
    >>> from metrograph.compare import compare_plans
    >>> board_md(compare_plans(plan, plan)).splitlines()[2]
    'Both plans are the same: everything goes on.'
    """
    return typeset("\n".join(_lines(comparison, lang)), lang) + "\n"


def _lines(comparison: Compared, lang: str) -> Iterator[str]:
    yield f"# {_plain(heading(comparison, lang))}"
    for remark in comparison.remarks:
        yield f"\n{say(f'diff.remark.{remark}', lang)}"
    yield f"\n## {say('diff.board.summary', lang)}\n"
    found = [change for change in _ORDER if comparison.count(change)]
    if comparison.same:
        yield say("diff.board.none", lang)
    else:
        yield f"| {say('column.change', lang)} | {say('column.count', lang)} |\n| --- | ---: |"
        yield from (f"| {say(f'diff.board.{change}', lang)} | {comparison.count(change)} |" for change in found)
    if comparison.doubtful:
        yield f"\n## {say('diff.doubts.title', lang)}\n\n{say('diff.doubts.lead', lang)}\n"
        yield from _doubts(comparison, lang)
    for change in found:
        yield f"\n## {say(f'diff.board.{change}', lang)}\n"
        yield from (_item(row, lang) for row in comparison.rows if row.change == change)
    yield f"\n---\n\n{say('diff.board.how', lang)}"


def _doubts(comparison: Compared, lang: str) -> Iterator[str]:
    for pair in comparison.doubtful:
        good, bad = for_and_against(pair, lang)
        yield f"- {_plain(label(pair.a))} → {_plain(label(pair.b))}  "
        yield f"  {say('diff.for', lang, reasons=_plain(good))}" + (
            f"  \n  {say('diff.against', lang, reasons=_plain(bad))}" if bad else ""
        )


def _item(row: Change, lang: str) -> str:
    """One line: the thing, what it was, its kind, why, and how sure it is where that is not beyond doubt."""
    before, after = _named(row.label_earlier, row.earlier, row.change), _named(row.label_later, row.later, row.change)
    name = f"**{_plain(after or before)}**"
    if row.change in ("renamed", "launched", "continued", "recurring", "promoted") and before and after and before != after:
        name = f"{_plain(before)} → {name}"
    kind = "" if row.change == "coverage" else f" ({say(f'diff.kind.{row.kind}', lang)})"
    shown = row.change not in ("new", "continued", "recurring") or row.certainty in ("presumed", "doubtful")
    reason = f" — {_plain(why(row, lang))}" if shown and row.reasons else ""
    sure = "" if row.certainty == "certain" else f" · *{say(f'diff.certainty.{row.certainty}', lang)}*"
    return f"- {name}{kind}{reason}{sure}"


def _plain(text: str) -> str:
    """A text without what Markdown or HTML would take for a mark of its own."""
    for sign in ("\\", "`", "*", "_", "[", "]", "<", ">", "|"):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
