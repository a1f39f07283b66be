"""Commands that make or check something: workspaces, builds, reviews, exports."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from metrograph import __version__
from metrograph.cli.output import emit, progress, say_aside, write
from metrograph.cli.settings import Options
from metrograph.doctor import examine
from metrograph.errors import UsageError
from metrograph.exchange import ENDINGS, ending_of, remarks
from metrograph.formats import save
from metrograph.review import ACTS, Choice, read_choices
from metrograph.sdg import official_texts
from metrograph.table import Table
from metrograph.turtle import write_turtle
from metrograph.words import counted, grouped, say
from metrograph.workspace import create


def init(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="DIR")] = Path(),
    empty: Annotated[bool, typer.Option("--empty")] = False,
) -> None:
    """Start a workspace that holds the 2019 plan as a sample."""
    options: Options = context.obj
    create(folder, sample=not empty)
    say_aside(say("init.done.empty" if empty else "init.done", options.lang, folder=folder), options)


def build(context: typer.Context, link: Annotated[bool, typer.Option("--link")] = False) -> int:
    """Sources, plans and reviews to a validated graph."""
    options: Options = context.obj
    target, options.store = options.store, ""
    desk = options.desk
    if not desk.folder and not target:
        raise UsageError("U109")
    suggested = link and _link(options)
    report = desk.build(os.cpu_count() or 1, progress("build.progress", options)) if desk.folder else desk.validate()
    if not report.ok:
        write(report.text(options.lang))
        return 1
    if target:
        desk.publish(target, progress("build.sent", options))
    say_aside(say("build.done", options.lang, quads=grouped(desk.size, options.lang), where=target or desk.folder), options)
    say_aside(report.summary(options.lang), options)
    if desk.folder and not desk.plans:
        say_aside(say("build.empty", options.lang, folder=desk.folder / "plans"), options)
    if suggested:
        say_aside(say("link.next", options.lang), options)
    return 0


def _link(options: Options) -> bool:
    """Suggest links for what has none, and say how many; whether there is any."""
    some = False
    for one in options.desk.propose(progress("link.progress", options)):
        if one.run is None:
            say_aside(say("link.run-nothing", options.lang, plan=one.plan), options)
            continue
        some = some or bool(one.run.links)
        items, none = len({link.item for link in one.run.links}), len(one.run.none)
        text = say("link.run", options.lang, plan=one.plan, links=len(one.run.links), items=items, none=none, path=one.path)
        say_aside(text, options)
    return some


def review(
    context: typer.Context,
    item: Annotated[str, typer.Argument(help="ITEM")] = "",
    sdg: Annotated[str, typer.Argument(help="SDG")] = "",
    decision: Annotated[str, typer.Argument(help=" | ".join(ACTS))] = "",
    by: Annotated[str, typer.Option(help="NAME", envvar="METROGRAPH_BY")] = "",
    reason: Annotated[str, typer.Option(help="TEXT")] = "",
    strength: Annotated[str, typer.Option(help="direct | indirect")] = "",
    instead: Annotated[str, typer.Option(help="SDG")] = "",
    source: Annotated[Path | None, typer.Option("--from", help="decisions.csv")] = None,
) -> None:
    """Accept, reject, change or undo links; interactive without arguments."""
    options: Options = context.obj
    if options.desk.folder is None:
        raise UsageError("U109")
    if source is not None:
        _decide(list(read_choices(source)), by, options)
    elif item and sdg and decision:
        _decide([Choice(item, sdg, decision, strength, instead, reason)], by, options)
    elif not item and sys.stdin.isatty():
        _converse(by, options)
    else:
        raise UsageError("U114")


def _decide(choices: list[Choice], by: str, options: Options) -> None:
    taken = options.desk.review(choices, by, lang=options.lang)
    comments = sum(one.decision is None for one in taken)  # one that takes a comment back is none of the decisions either
    for key, n in (("review.done", len(taken) - comments), ("review.said", comments)):
        if n:
            say_aside(counted(key, options.lang, n, reviewer=by), options)


def _converse(by: str, options: Options) -> None:
    """One link after another: a to accept, r to reject, s to skip, u to undo the last, q to stop."""
    lang = options.lang
    name = by or typer.prompt(say("review.who", lang))
    asked = (options.desk.ask("candidates", lang, maximum=2), options.desk.ask("not-yet-reviewed", lang))
    queue = list({(row["element"], row["sdg"]): row for table in asked for row in table.dicts()}.values())
    last: tuple[str, str] | None = None
    at = 0
    while at < len(queue):
        row = queue[at]
        key = (str(row["element"]).rsplit("/", 1)[-1], str(row["sdg"]))
        write(
            say(
                "review.card",
                lang,
                at=at + 1,
                n=len(queue),
                **{k: row[k] for k in ("label", "sdg", "sdgLabel", "strength", "quote")},
            )
            + "\n"
        )
        answer = typer.prompt(say("review.ask", lang), default="s").strip().lower()[:1]
        if answer == "q":
            break
        if answer == "u" and last:
            options.desk.review([Choice(*last, "undo")], name)
            last, at = None, max(0, at - 1)
            continue
        if answer in ("a", "r"):
            reason = typer.prompt(say("review.why", lang), default="") if answer == "r" else ""
            options.desk.review([Choice(*key, "accept" if answer == "a" else "reject", reason=reason)], name, lang=lang)
            last = key
        at += 1
    say_aside(say("review.end", lang), options)


def export_command(lang: str) -> Callable[..., None]:
    """The command, its help in a language."""

    def export(
        context: typer.Context,
        to: Annotated[Path | None, typer.Option(help=f"FILE{'|'.join(ENDINGS)}")] = None,
        graph: Annotated[str, typer.Option(help="plan/metropolis-2019, view, sdg …")] = "",
        plain: Annotated[bool, typer.Option("--plain", help=say("exchange.plain", lang))] = False,
        triple_terms: Annotated[bool, typer.Option("--triple-terms", help=say("exchange.triple-terms", lang))] = False,
        frame: Annotated[str, typer.Option(help=say("exchange.frame", lang))] = "",
        site: Annotated[Path | None, typer.Option(metavar="DIR", help=say("site.help", lang))] = None,
        base_url: Annotated[str, typer.Option(help=say("site.address.help", lang))] = "",
        formats: Annotated[str, typer.Option(help=say("site.formats.help", lang))] = "",
    ) -> None:
        """Everything, or one graph, in the format of the file's extension; or a folder of pages."""
        options: Options = context.obj
        if (to is None) == (site is None):
            raise UsageError("W663")
        own = (("--graph", graph), ("--plain", plain), ("--triple-terms", triple_terms), ("--frame", frame))
        given = own if site else (("--base-url", base_url), ("--formats", formats))
        for name, value in given:
            if value:
                raise UsageError("W664", name=name, other="--to" if site else "--site")
        if to and frame and ending_of(to.name) != ".framed.jsonld":
            raise UsageError("W664", name="--frame", other=".framed.jsonld")
        if site:
            _site(site, base_url, tuple(formats.replace(",", " ").split()), options)
        elif to:
            options.desk.save(to, graph, options.lang, plain=plain, triple_terms=triple_terms, frame=frame)
            say_aside(say("written", options.lang, path=to), options)
            for remark in remarks(ending_of(to.name), options.desk.settings.reporting, options.lang):
                say_aside(remark, options)

    return export


def _site(folder: Path, address: str, formats: tuple[str, ...], options: Options) -> None:
    """A folder of pages, and what came of it."""
    from metrograph.site import FORMATS, MANY, SIZE, files_expected, write_site  # noqa: PLC0415 - pages are read when asked for

    lang, tell = options.lang, progress("site.progress", options)
    expected = files_expected(options.desk, formats or FORMATS)
    if expected >= MANY:
        many, gigabytes = grouped(round(expected, -3), lang), max(1, expected * SIZE // 1_000_000_000)
        say_aside(say("site.many", lang, n=many, size=gigabytes), options)
    made = write_site(options.desk, folder, lang, address=address, formats=formats or FORMATS, tell=tell)
    size, others = f"{made.size / 1_000_000:,.0f}", made.files - made.pages
    counts = {"pages": grouped(made.pages, lang), "others": grouped(others, lang)}
    text = say("site.done", lang, **counts, size=size, path=folder, start=folder / "index.html")
    say_aside(text, options)
    if made.unlinked:
        say_aside(counted("site.unlinked", lang, made.unlinked), options)


def sdg_import(context: typer.Context, file: Annotated[Path, typer.Argument(help="FILE.ttl")]) -> None:
    """Add the official UN texts to the workspace, in a graph of their own."""
    options: Options = context.obj
    folder = options.desk.folder
    if folder is None:
        raise UsageError("U109")
    triples, count = official_texts(file)
    (folder / "sdg").mkdir(exist_ok=True)
    save(folder / "sdg" / "un.ttl", write_turtle(triples, options.desk.prefixes).encode())
    say_aside(say("sdg.done", options.lang, n=count), options)


def doctor(context: typer.Context) -> int:
    """What is installed, what is missing, whether the files are whole."""
    options: Options = context.obj
    found = examine(options.desk)
    lang = options.lang
    rows = tuple(
        (say(f"doctor.{e.state}", lang), say(f"doctor.{e.topic}", lang), e.detail or say(f"doctor.{e.topic}.hint", lang))
        for e in found
    )
    emit(Table(("state", "topic", "detail"), rows), options)
    return 1 if any(entry.state == "bad" for entry in found) else 0


def version() -> None:
    """The version."""
    write(f"metrograph {__version__}\n")


__all__ = ["build", "doctor", "export_command", "init", "review", "sdg_import", "version"]
