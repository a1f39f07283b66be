"""The end of the report: calendar, method, caveats, all links, the log of decisions, the sources."""

from metrograph.board.facts import LONGEST, Link, PlanFacts, day
from metrograph.board.findings import heads
from metrograph.board.pilots import decided, decimal, quoted
from metrograph.board.summary import facts_line
from metrograph.board.value import Block, Grid, Line, Para, Points, Section, line
from metrograph.find import labels_of
from metrograph.namespaces import MG
from metrograph.table import text
from metrograph.when import in_words
from metrograph.words import counted, mark, say, typeset

CALIBRATION = (
    (0.5, 0.6, 0.55, 0.62),
    (0.6, 0.7, 0.65, 0.71),
    (0.7, 0.8, 0.76, 0.79),
    (0.8, 0.9, 0.83, 0.87),
    (0.9, 1.0, 0.95, 0.96),
)
"""Confidence from and to, and what held of goals and of targets, as docs/explanation/linking.md has them."""
PRECISION, RECALL = 0.93, 0.83


def calendar(facts: PlanFacts, found: dict[str, int]) -> Section:
    """How many events there are, by month."""
    lang = facts.lang
    months = facts.rows("events-per-month")
    dated = sum(int(text(row["count"])) for row in months)
    events = counted("board.n.events", lang, found["events"])
    blocks: list[Block] = [Para(line(say("board.events.said", lang, events=events, dated=dated), lang=lang))]
    if months:
        rows = tuple((line(in_words(text(row["month"]), lang)), line(text(row["count"]))) for row in months)
        columns = heads(lang, "month", "count")
        blocks.append(Grid(say("board.events.table", lang), columns, rows, (70, 30), frozenset({1})))
    return Section("calendar", line(say("board.events", lang)), tuple(blocks))


def method(facts: PlanFacts) -> Section:
    """How links are found, who suggested those of this plan, what a confidence means and how far it may be trusted."""
    lang = facts.lang
    sure = {(text(row["element"]), text(row["target"])) for row in facts.suggested if row["confidence"] is not None}
    some = say("board.method.some", lang, n=len(sure), links=len(facts.links)) if sure else say("board.method.none", lang)
    blocks: list[Block] = [Para(line(say("board.method.links", lang), lang=lang))]
    if facts.runs:
        blocks.append(_runs(facts))
    blocks += [Para(line(say("board.method.confidence", lang), lang=lang)), _calibration(lang)]
    blocks.append(Para(line(some, lang=lang)))
    known = say("board.method.plan2019", lang, precision=decimal(PRECISION, lang), recall=decimal(RECALL, lang))
    blocks.append(Para(line(known, lang=lang)))
    return Section("method", line(say("board.method", lang)), tuple(blocks))


def _runs(facts: PlanFacts) -> Grid:
    lang = facts.lang
    names = labels_of(facts.desk.store, {text(row["method"]) for row in facts.runs}, lang)
    rows = tuple(
        (
            line(text(row["run"]).rpartition("/")[2]),
            line(names.get(text(row["method"]), text(row["method"]).removeprefix(MG)), lang=lang),
            line(text(row["version"])),
            line(text(row["count"])),
            line(facts.described(row["run"]), lang=lang),
        )
        for row in facts.runs
    )
    caption = typeset(say("board.method.table", lang), lang)
    first = (say("board.run", lang), say("column.method", lang), say("board.version", lang))
    columns = (*first, say("board.number.links", lang), say("board.about", lang))
    return Grid(caption, columns, rows, (26, 18, 11, 11, 34), frozenset({3}))


def _calibration(lang: str) -> Grid:
    rows = tuple(
        (
            line(say("board.interval", lang, low=decimal(low, lang), high=decimal(high, lang))),
            line(decimal(goals, lang)),
            line(decimal(targets, lang)),
        )
        for low, high, goals, targets in CALIBRATION
    )
    columns = (say("column.confidence", lang), say("board.method.goals", lang), say("board.method.targets", lang))
    caption = typeset(say("board.method.calibration", lang), lang)
    return Grid(caption, tuple(typeset(name, lang) for name in columns), rows, (40, 30, 30), frozenset({1, 2}))


def caveats(facts: PlanFacts, found: dict[str, int]) -> Section:
    """What the report cannot say, and what was shortened in it so far."""
    lang = facts.lang
    said = [say("board.caveat.impact", lang), say("board.caveat.count", lang)]
    said.append(say("board.caveat.machine", lang, n=found["unreviewed"], accepted=found["accepted"]))
    if any(text(row["method"]) == MG + "referenceAnnotation" for row in facts.suggested):
        said.append(say("board.caveat.annotator", lang))
    said.append(say("board.caveat.translations", lang))
    if facts.foreign:
        said.append(say("board.caveat.foreign", lang))
    if facts.shortened:
        said.append(say("board.caveat.shortened", lang, most=LONGEST, n=facts.shortened))
    said.append(say("board.independent", lang))
    return Section("caveats", line(say("board.caveats", lang)), (Points(tuple(line(one, lang=lang) for one in said)),))


# ---- annexes


def all_links(facts: PlanFacts) -> Section:
    """Every link as a row, and what was assessed and has none."""
    lang = facts.lang
    title = line(say("board.annex.links", lang))
    if not facts.links:
        return Section("annex-links", title, (Para(line(say("board.annex.links.empty", lang), lang=lang)),))
    columns = heads(lang, "element", "sdg", "strength", "decision", "quote", "line")
    grid = Grid(
        say("board.number.links", lang),
        columns,
        tuple(_row(link, facts) for link in facts.links),
        (28, 8, 11, 21, 24, 8),
        frozenset({5}),
    )
    blocks: list[Block] = [Para(line(say("board.annex.links.intro", lang), lang=lang)), grid]
    none = facts.rows("assessed-none")
    facts.learn(row["element"] for row in none)
    if none:
        rows = tuple(
            (facts.named(row["element"]), line(text(row["kindLabel"])), line(text(row["reason"]), lang=lang)) for row in none
        )
        caption = typeset(say("board.annex.none", lang), lang)
        blocks.append(Grid(caption, heads(lang, "element", "kindLabel", "reason"), rows, (45, 20, 35)))
    return Section("annex-links", title, tuple(blocks))


def _row(link: Link, facts: PlanFacts) -> tuple[Line, ...]:
    lang, row = facts.lang, link.row
    decision = f"{text(row['decision'])}. {decided(link.element, link.sdg, facts)}"
    return (
        facts.named(link.element),
        line(link.sdg),
        line(text(row["strength"])),
        line(decision, lang=lang),
        quoted(row["quote"], lang) if row["quote"] else (),
        line(text(row["firstLine"])),
    )


def decisions(facts: PlanFacts) -> Section:
    """Every decision that was taken, in the order of time."""
    lang = facts.lang
    title = line(say("board.annex.decisions", lang), lang=lang)
    found = facts.rows("decisions")
    if not found:
        return Section("annex-decisions", title, (Para(line(say("board.annex.decisions.empty", lang), lang=lang)),))
    facts.learn(row["element"] for row in found)
    rows = []
    for row in found:
        what = [text(row["decision"])]
        if row["undoes"]:
            what = [say("board.decision.undone", lang, time=day(row["undoes"]))]
        what += [text(row["strength"])] if row["strength"] else []
        what += [say("board.decision.instead", lang, code=text(row["otherSdg"]))] if row["otherSdg"] else []
        rows.append(
            (
                line(day(row["time"])),
                line(text(row["reviewer"])),
                facts.named(row["element"]),
                line(text(row["sdg"])),
                line(mark(";", lang).join(what), lang=lang),
                line(text(row["reason"]), lang=lang),
            )
        )
    columns = heads(lang, "time", "reviewer", "element", "sdg", "decision", "reason")
    return Section("annex-decisions", title, (Grid(plain_title(title), columns, tuple(rows), (14, 15, 28, 8, 15, 20)),))


def plain_title(title: Line) -> str:
    """The words of a title after its number: ``Annex B. Log`` -> ``Log``."""
    return title[0].words.partition(". ")[2] or title[0].words


def sources(facts: PlanFacts) -> Section:
    """The source document, and the files from which the data was made, each with its digest."""
    lang = facts.lang
    blocks: list[Block] = []
    if facts.source.get("sha256"):
        said = say("board.sources.document", lang, digest=text(facts.source["sha256"]))
        blocks.append(Para(line(said, lang=lang)))
    if facts.files:
        rows = tuple((line(text(row["file"])), facts_line(row["sha256"], "en")) for row in facts.files)
        caption = typeset(say("board.sources.files", lang), lang)
        blocks.append(Grid(caption, (say("board.file", lang), "SHA-256"), rows, (35, 65)))
    return Section("annex-sources", line(say("board.annex.sources", lang)), tuple(blocks))
