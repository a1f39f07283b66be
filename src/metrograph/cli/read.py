"""Commands that read: they never create a file."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from metrograph.assess import pilots_table
from metrograph.catalog import typed
from metrograph.cli.draw import ends, keep
from metrograph.cli.output import draw, draw_pilots, emit, say_aside, vertical, write
from metrograph.cli.query import names, print_answer
from metrograph.cli.settings import Options
from metrograph.errors import UsageError, near
from metrograph.find import kinds
from metrograph.namespaces import sdg_code
from metrograph.resources import files
from metrograph.table import Table
from metrograph.words import PROBLEMS, mark, problem, say

if TYPE_CHECKING:
    from metrograph.validate import Rule


def pilots(
    context: typer.Context,
    plan: Annotated[str, typer.Option(help="NAME")] = "",
) -> None:
    """SDG alignment of every pilot, with quoted evidence and what is missing."""
    options: Options = context.obj
    found = options.desk.pilots_in(options.lang, plan)
    if options.chosen() == "table":
        draw_pilots(found, options)
        link = next((f"{pilot.id}:{pilot.links[0].sdg}" for pilot in found if pilot.links), "S06")
        say_aside(say("pilots.next.own" if options.desk.folder else "pilots.next", options.lang, link=link), options)
    else:
        emit(pilots_table(found), options)


def coverage(
    context: typer.Context,
    by: Annotated[str, typer.Option(help="goal, target, theme, line, partner, place")] = "goal",
    svg: Annotated[Path | None, typer.Option(help="FILE.svg", dir_okay=False)] = None,
    png: Annotated[Path | None, typer.Option(help="FILE.png", dir_okay=False)] = None,
    plan: Annotated[str, typer.Option(help="NAME")] = "",
) -> None:
    """How well goals, targets, themes, lines, partners or places are covered."""
    options: Options = context.obj
    chosen = [path for path in (ends(svg, ".svg"), ends(png, ".png")) if path]
    table = options.desk.coverage(by, options.lang, plan)
    for path in chosen:
        keep(table.plot(), path, options)
    if not chosen:
        emit(table, options)


def queries_list(
    context: typer.Context,
    tag: Annotated[str, typer.Option(help="TAG")] = "",
) -> None:
    """The questions of the catalogue."""
    options: Options = context.obj
    lang = options.lang
    rows = tuple(
        (q.topic, q.name, q.summary.best(lang), ", ".join(p.name for p in q.parameters if p.name not in ("lang", "plan")))
        for q in options.desk.catalog
        if not tag or tag in q.tags or tag == q.topic
    )
    emit(Table(("topic", "name", "question", "parameters"), rows), options)


def queries_show(context: typer.Context, name: Annotated[str, typer.Argument(help="NAME", autocompletion=names)]) -> None:
    """One question: what it asks, its parameters, its SPARQL."""
    options: Options = context.obj
    question = options.desk.catalog[name]
    if options.chosen() != "table":
        write(question.sparql)
        return
    lang = options.lang
    write(f"{question.summary.best(lang)}\n\n")
    for parameter in question.parameters:
        write(
            f"  --param {parameter.name}=…  {parameter.about.best(lang)} ({parameter.type}{mark(';', lang)}{typed(parameter)})\n"
        )
    write(f"\n{question.sparql}")


def show(context: typer.Context, what: Annotated[list[str], typer.Argument(help="ID | TEXT")]) -> None:
    """A card: everything said of one thing, found by id, SDG code or words of its name."""
    options: Options = context.obj
    desk, lang = options.desk, options.lang
    words = " ".join(what)
    try:
        iri = desk.iri(words)
    except UsageError:
        found = desk.find(words, lang)
        if not found:
            raise
        if len(found) > 1:
            say_aside(say("show.several", lang, n=len(found)), options)
            rows = tuple((f.iri.rsplit("/", 1)[-1], f.label, f.kind) for f in found[:20])
            emit(Table(("element", "label", "kind"), rows), options)
            return
        iri = found[0].iri
    card = desk.card(iri, lang)
    if not card.records:
        raise UsageError("U105", value=words, near="")
    if options.format == "ttl":
        graph = desk.sparql(f"CONSTRUCT {{ ?x ?p ?o }} WHERE {{ VALUES ?x {{ <{iri}> }} ?x ?p ?o }}")
        print_answer(graph, options)
        return
    emit(card, options)
    if options.chosen() == "table":
        _draw_links(iri, options)


def _draw_links(iri: str, options: Options) -> None:
    """Under a card: the links of an element, or the elements that serve a goal or target."""
    desk, lang = options.desk, options.lang
    code = sdg_code(iri)
    if code is None:
        table = desk.ask("links-of-element", lang, element=iri).pick(("sdg", "sdgLabel", "strength", "decision", "quote"))
    elif "." in code:
        table = desk.ask("elements-by-target", lang, sdg=code).pick(("label", "strength", "quote"))
    else:
        table = desk.ask("elements-by-goal", lang, goal=code).pick(("label", "sdg", "sdgLabel", "strength"))
    if table:
        draw(table, options)


def explain(context: typer.Context, what: Annotated[str, typer.Argument(help="S01 | R101 | ITEM:SDG")]) -> None:
    """What a rule or an error means, or why a link was suggested."""
    options: Options = context.obj
    lang = options.lang
    code = what.upper()
    if code in PROBLEMS:
        values = {name: "…" for pair in PROBLEMS[code] for name in re.findall(r"(?<!{){(\w+)}", pair[0])}
        sentence, remedy = problem(code, lang, **{**values, "hint": ""})
        write(f"{code}{mark(':', lang)}{sentence}\n{say('help', lang)} {remedy}\n")
    elif ":" in what and not what.startswith("http"):
        item, _, sdg = what.rpartition(":")
        found = options.desk.ask("evidence-of-link", lang, element=item, sdg=sdg)
        if options.chosen() != "table":
            emit(found, options)
        for row in found.dicts() if options.chosen() == "table" else ():
            draw(vertical(row, lang), options)
    else:
        from metrograph.validate import read_rules  # noqa: PLC0415 - shapes are read when asked for

        of_ontologies = read_rules(files("shapes", "ontology.ttl"))
        rules = {rule.code.upper(): rule for known in (options.desk.rules, of_ontologies) for rule in known}
        if code not in rules:
            raise UsageError("U111", value=what, near=near(code, [*PROBLEMS, *rules]))
        _explain_rule(rules[code], lang)


def _explain_rule(rule: "Rule", lang: str) -> None:
    from metrograph.validate.report import graveness  # noqa: PLC0415 - see above

    severity = say(f"one.{graveness(rule.severity)}", lang)
    parts = [(say("rule.what", lang), f"{rule.name.best(lang)} ({severity})"), (say("rule.why", lang), rule.why.best(lang))]
    parts += [(say(f"rule.{name}", lang), getattr(rule, name)) for name in ("bad", "good", "fix")]
    write(f"{rule.code}\n" + "".join(f"\n{name}\n  {body.replace(chr(10), chr(10) + '  ')}\n" for name, body in parts if body))


def stats(context: typer.Context) -> None:
    """How much there is of what: graphs, kinds, links."""
    options: Options = context.obj
    desk, lang = options.desk, options.lang
    graphs = desk.ask("graphs", lang)
    if options.chosen() == "table":
        draw(kinds(desk.store, lang), options)
    emit(graphs, options)


__all__ = ["coverage", "explain", "pilots", "queries_list", "queries_show", "show", "stats"]
