"""The first pages: where the report comes from, its key figures, five sentences, the coverage of the goals."""

from hashlib import sha256

from metrograph._version import __version__
from metrograph.board.facts import PlanFacts
from metrograph.board.value import Figure, Grid, Line, Para, Run, Section, line
from metrograph.pictures import wheel
from metrograph.table import text
from metrograph.words import counted, say, typeset

_TARGETS, _GOALS = 169, 17


def numbers(facts: PlanFacts) -> dict[str, int]:
    """The key figures, by name, each the answer to a question of the catalogue."""
    linked = {link.element for link in facts.links}
    none = {text(row["element"]) for row in facts.rows("assessed-none")}
    coverage = facts.rows("coverage-by-goal")
    decided = {name: sum(link.decision == name for link in facts.links) for name in ("accepted", "proposed", "rejected")}
    pilots = len(facts.pilots)
    return {
        "items": len({row["element"] for row in facts.rows("plan-outline")}),
        "assessed": len(linked | none),
        "none": len(none),
        "unassessed": len({row["element"] for row in facts.rows("not-assessed")}),
        "links": len(facts.links),
        "accepted": decided["accepted"],
        "direct": sum(link.direct for link in facts.accepted),
        "waiting": decided["proposed"],
        "rejected": decided["rejected"],
        "unreviewed": sum((link.element, link.sdg) not in facts.reviewed for link in facts.accepted),
        "goals": sum(row["count"] != 0 for row in coverage),
        "goals_direct": sum(row["direct"] != 0 for row in coverage),
        "targets": len(facts.rows("coverage-by-target")),
        "pilots": pilots,
        "pilots_direct": pilots - len(facts.rows("pilots-without-direct-target")),
        "conditional": len({row["pilot"] for row in facts.rows("conditional-pilots")}),
        "single": len(facts.rows("goals-on-one-element")),
        "events": len(events(facts)),
    }


def events(facts: PlanFacts) -> set[str]:
    """The events of the plan."""
    kinds = ("WorldEvent", "NetworkEvent", "StatutoryMeeting")
    return {text(row["element"]) for row in facts.rows("plan-outline") if text(row["kind"]).endswith(kinds)}


def opening(facts: PlanFacts) -> tuple[tuple[str, Line], ...]:
    """What stands on the first page: the plan, its date and source, the versions of data and program."""
    lang = facts.lang
    pairs: list[tuple[str, Line]] = [(say("board.fact.plan", lang), (*facts.title, Run(f" ({facts.name})", "", "dim")))]
    if facts.date:
        pairs.append((say("board.fact.date", lang), line(facts.date)))
    if facts.source:
        told = say(
            "board.fact.source.lines",
            lang,
            file=text(facts.source["file"]),
            lines=text(facts.source["lines"]) or "–",
            language=language(facts.source_lang, lang),
        )
        pairs.append((say("board.fact.source", lang), line(told, lang=lang)))
    if facts.files:
        pairs.append((say("board.fact.digest", lang), line(digest(facts))))
    if facts.version:
        pairs.append((say("board.fact.data", lang), line(facts.version)))
    pairs.append((say("board.fact.report", lang), line(f"metrograph {__version__}")))
    return tuple(pairs)


def digest(facts: PlanFacts) -> str:
    """The version of the data: the beginning of a SHA-256 over the digests of its files."""
    body = "\n".join(f"{text(row['file'])} {text(row['sha256'])}" for row in facts.files)
    return sha256(body.encode()).hexdigest()[:16]


def language(code: str, lang: str) -> str:
    """The name of a language of ours, else its code."""
    return say(f"board.lang.{code}", lang) if code in {"en", "fr", "es"} else code or "–"


def summary(facts: PlanFacts, found: dict[str, int]) -> Section:
    """Five sentences with the main numbers, and all key figures as a table."""
    lang = facts.lang
    rows = tuple((line(say(f"board.number.{name}", lang), lang=lang), line(str(value))) for name, value in found.items())
    columns = (say("board.figure", lang), say("board.number", lang))
    table = Grid(say("board.figures", lang), columns, rows, (80, 20), frozenset({1}))
    told = " ".join(sentences(facts, found))
    return Section("summary", line(say("board.summary", lang)), (Para(line(told, lang=lang), "lead"), table))


def sentences(facts: PlanFacts, found: dict[str, int]) -> tuple[str, ...]:
    """The five sentences of the summary."""
    lang = facts.lang
    none = [text(row["sdg"]) for row in facts.rows("goals-without-contribution")]
    return (
        say("board.said.items", lang, **{**found, "items": counted("board.n.items", lang, found["items"])}),
        say("board.said.links", lang, **{**found, "links": counted("board.n.links", lang, found["links"])}),
        say("board.said.goals", lang, goals=found["goals"], direct=found["goals_direct"], targets=found["targets"]),
        say(
            "board.said.pilots",
            lang,
            pilots=counted("board.n.pilots", lang, found["pilots"]),
            direct=found["pilots_direct"],
            conditional=found["conditional"],
        ),
        say(
            "board.said.risks",
            lang,
            none=", ".join(none) or say("board.nothing", lang),
            single=found["single"],
            unreviewed=found["unreviewed"],
        ),
    )


def coverage(facts: PlanFacts) -> Section:
    """The wheel of the goals, and its table."""
    lang = facts.lang
    table = facts.ask("coverage-by-goal")
    drawing = wheel(table, lang).drawing
    rows = tuple(
        (line(text(row["sdg"])), facts_line(row["goalLabel"], lang), *(line(text(row[name])) for name in _COUNTS))
        for row in table.dicts()
    )
    columns = tuple(say(f"column.{name}", lang) for name in ("goal", "goalLabel", "direct", "indirect"))
    grid = Grid(
        say("board.coverage.table", lang),
        (*columns, say("board.total", lang)),
        rows,
        (10, 48, 14, 14, 14),
        frozenset({2, 3, 4}),
    )
    intro = Para(line(say("board.coverage.intro", lang), lang=lang))
    figure = Figure(drawing, typeset(drawing.title, lang), typeset(drawing.about, lang), 0.54)
    return Section("coverage", line(say("board.coverage", lang)), (intro, figure, grid))


_COUNTS = ("direct", "indirect", "count")


def facts_line(label: object, lang: str) -> Line:
    """A label of the SDG framework as a line."""
    return (Run(typeset(str(label or ""), lang)),)
