"""What a board should look at: gaps, risks, and how themes meet goals."""

from metrograph.board.facts import PlanFacts, Row
from metrograph.board.pilots import decimal, quoted
from metrograph.board.summary import events, facts_line
from metrograph.board.value import Block, Figure, Grid, Line, Para, Points, Section, line
from metrograph.namespaces import sdg_order
from metrograph.pictures import matrix
from metrograph.table import Table, text
from metrograph.words import counted, say, typeset


def heads(lang: str, *names: str) -> tuple[str, ...]:
    """The headings of columns, by the names that questions give them."""
    return tuple(typeset(say(f"column.{name}", lang), lang) for name in names)


def _nothing(facts: PlanFacts) -> Para:
    return Para(line(say("board.nothing", facts.lang).capitalize() + "."))


def _part(facts: PlanFacts, key: str, *blocks: Block) -> Section:
    return Section(key.replace(".", "-"), line(say(f"board.{key}", facts.lang), lang=facts.lang), blocks)


def _goal(row: Row, facts: PlanFacts) -> Line:
    return line(say("board.goal", facts.lang, code=text(row["sdg"]), label=text(row["goalLabel"])), lang=facts.lang)


def _points(items: list[Line], facts: PlanFacts) -> Block:
    return Points(tuple(items)) if items else _nothing(facts)


# ---- gaps


def gaps(facts: PlanFacts) -> Section:
    """Goals without contribution, served only indirectly, without pilot; fragile targets; what was not assessed."""
    lang = facts.lang
    none = [_goal(row, facts) for row in facts.rows("goals-without-contribution")]
    indirect = [_goal(row, facts) for row in facts.rows("coverage-by-goal") if row["count"] and not row["direct"]]
    parts = [
        _part(facts, "gaps.none", _points(none, facts)),
        _part(facts, "gaps.indirect", _points(indirect, facts)),
        _part(facts, "gaps.pilots", _points(_without_pilot(facts), facts)),
        _part(facts, "gaps.targets", _fragile(facts)),
    ]
    unassessed = facts.rows("not-assessed")
    if unassessed:
        facts.learn(row["element"] for row in unassessed)
        parts.append(_part(facts, "gaps.unassessed", Points(tuple(facts.named(row["element"]) for row in unassessed))))
    intro = Para(line(say("board.gaps.intro", lang), lang=lang))
    return Section("gaps", line(say("board.gaps", lang)), (intro,), tuple(parts))


def _without_pilot(facts: PlanFacts) -> list[Line]:
    lang, found = facts.lang, []
    for row in facts.rows("goals-without-pilot"):
        goal = say("board.goal", lang, code=text(row["sdg"]), label=text(row["goalLabel"]))
        count = int(text(row["count"]) or 0)
        items = counted("board.n.items", lang, count)
        key = "board.gaps.elsewhere" if count else "board.gaps.nowhere"
        found.append(line(say(key, lang, goal=goal, **({"items": items} if count else {})), lang=lang))
    return found


def _fragile(facts: PlanFacts) -> Block:
    lang = facts.lang
    weak = [row for row in facts.rows("coverage-by-target") if row["count"] == 1 and row["direct"] == 0]
    by_target = {link.sdg: link.element for link in facts.accepted}
    facts.learn(by_target[text(row["sdg"])] for row in weak if text(row["sdg"]) in by_target)
    rows = tuple(
        (
            line(text(row["sdg"])),
            facts_line(row["sdgLabel"], lang),
            facts.named(by_target[text(row["sdg"])]) if text(row["sdg"]) in by_target else (),
        )
        for row in weak
    )
    return (
        Grid(say("board.table.targets", lang), heads(lang, "sdg", "sdgLabel", "element"), rows, (10, 45, 45))
        if rows
        else _nothing(facts)
    )


# ---- risks


def risks(facts: PlanFacts, found: dict[str, int]) -> Section:
    """Goals on one element, a condition or an end; links on outside knowledge, unread, or rejected though confident."""
    lang = facts.lang
    unread = say("board.risks.unreviewed.said", lang, n=found["unreviewed"], accepted=found["accepted"])
    parts = (
        _part(facts, "risks.one", *_on_one(facts)),
        _part(facts, "risks.unreviewed", Para(line(unread, lang=lang))),
        _part(facts, "risks.outside", _outside(facts)),
        _part(facts, "risks.rejected", _rejected(facts)),
    )
    return Section("risks", line(say("board.risks", lang)), (), parts)


def _on_one(facts: PlanFacts) -> list[Block]:
    """Goals that rest directly on one element, and why that is a risk; then those that rest only on what may not last."""
    lang, held = facts.lang, events(facts)
    single = facts.rows("goals-on-one-element")
    facts.learn(row["element"] for row in single)
    rows = tuple(
        (
            _goal(row, facts),
            facts.named(row["element"]),
            line(text(row["kindLabel"])),
            _risk(text(row["element"]), text(row["status"]), held, facts),
        )
        for row in single
    )
    columns = (*heads(lang, "goal", "element", "kindLabel"), say("board.risk", lang))
    blocks: list[Block] = [Para(line(say("board.risks.one.intro", lang), lang=lang))]
    blocks.append(Grid(say("board.table.goals", lang), columns, rows, (26, 34, 16, 24)) if rows else _nothing(facts))
    for key, weak in (("board.risks.conditional", facts.condition), ("board.risks.ending", facts.ending)):
        goals = _only(facts, {link.element for link in facts.accepted if weak(link.element)})
        said = say(key, lang, goals=", ".join(goals) or say("board.nothing", lang))
        blocks.append(Para(line(said, lang=lang)))
    return blocks


def _risk(element: str, status: str, held: set[str], facts: PlanFacts) -> Line:
    lang = facts.lang
    condition = facts.condition(element)
    if condition:
        before, after = say("board.risk.conditional", lang, condition="\ufffd").split("\ufffd")
        return line(before, quoted(condition, lang), after, lang=lang)
    if facts.ending(element):
        return line(say("board.risk.ending", lang, status=status), lang=lang)
    return line(say("board.risk.event" if element in held else "board.risk.single", lang), lang=lang)


def _only(facts: PlanFacts, weak: set[str]) -> list[str]:
    """The goals that are served directly, and by nothing but these elements."""
    served: dict[str, set[str]] = {}
    for link in facts.accepted:
        if link.direct:
            served.setdefault(link.goal, set()).add(link.element)
    return sorted((goal for goal, elements in served.items() if elements <= weak), key=sdg_order)


def _outside(facts: PlanFacts) -> Block:
    lang = facts.lang
    rows = facts.rows("links-on-outside-knowledge")
    facts.learn(row["element"] for row in rows)
    told = tuple(
        (
            facts.named(row["element"]),
            line(text(row["sdg"])),
            line(text(row["strength"])),
            line(text(row["basis"]), lang=lang),
            quoted(row["quote"], lang) if row["quote"] else (),
        )
        for row in rows
    )
    columns = heads(lang, "element", "sdg", "strength", "basis", "quote")
    return Grid(say("board.number.links", lang), columns, told, (34, 9, 12, 18, 27)) if told else _nothing(facts)


def _rejected(facts: PlanFacts) -> Block:
    lang = facts.lang
    rows = facts.rows("rejected-though-confident")
    facts.learn(row["element"] for row in rows)
    told = tuple(
        (
            facts.named(row["element"]),
            line(text(row["sdg"])),
            line(decimal(float(text(row["confidence"])), lang)),
            line(text(row["reviewer"])),
            line(text(row["reason"]), lang=lang),
        )
        for row in rows
    )
    columns = heads(lang, "element", "sdg", "confidence", "reviewer", "reason")
    return Grid(say("board.number.links", lang), columns, told, (34, 9, 12, 18, 27), frozenset({2})) if told else _nothing(facts)


# ---- themes


def themes(facts: PlanFacts) -> Section:
    """How many elements of each theme contribute to each goal: a picture, and its table."""
    lang = facts.lang
    title = line(say("board.matrix", lang))
    found = [row for row in facts.rows("goals-by-theme") if row["sdg"]]
    if not found:
        return Section("themes", title, (Para(line(say("board.matrix.empty", lang), lang=lang)),))
    facts.learn(row["theme"] for row in found)
    counts = {(text(row["theme"]), text(row["sdg"])): int(text(row["count"])) for row in found}
    themes_ = sorted({theme for theme, _ in counts}, key=lambda theme: (-sum(_of(theme, counts)), facts.named(theme)[0].words))
    drawn = Table(
        ("theme", "themeLabel", "sdg", "count"),
        tuple((theme, facts.named(theme)[0].words, goal, count) for (theme, goal), count in sorted(counts.items())),
    )
    drawing = matrix(drawn, lang, title=say("board.matrix", lang)).drawing
    goals = [str(number) for number in range(1, 18)]
    rows = tuple(
        (facts.named(theme), *(line(str(counts[theme, goal]) if (theme, goal) in counts else "–") for goal in goals))
        for theme in themes_
    )
    columns = (say("column.theme", lang), *goals)
    grid = Grid(say("board.table.matrix", lang), columns, rows, (32, *[4] * 17), frozenset(range(1, 18)))
    intro = Para(line(say("board.matrix.intro", lang), lang=lang))
    figure = Figure(drawing, typeset(drawing.title, lang), typeset(drawing.about, lang), 1.0)
    return Section("themes", title, (intro, figure, grid))


def _of(theme: str, counts: dict[tuple[str, str], int]) -> list[int]:
    return [count for (name, _), count in counts.items() if name == theme]
