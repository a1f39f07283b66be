"""The commands, gathered into one application whose help is in the reader's language."""

from typing import Annotated

import typer

from metrograph import __version__
from metrograph.cli import (
    assess,
    batch,
    calendar,
    diff,
    draw,
    enrich,
    network,
    query,
    read,
    reason,
    release,
    report,
    serve,
    store,
    validate,
    write,
)
from metrograph.cli.extract import extract_command, import_command
from metrograph.cli.link import command
from metrograph.cli.settings import Options
from metrograph.words import say

READING = ("pilots", "coverage", "show", "explain", "stats")
WRITING = ("init", "build", "review", "export", "doctor", "version")
STORING = ("update", "history", "backup", "restore")


def build(lang: str) -> typer.Typer:
    """The application, its help in a language."""
    app = typer.Typer(
        name="metrograph",
        help=say("app.help", lang),
        epilog=say("app.exit", lang),
        no_args_is_help=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    )
    app.callback(invoke_without_command=True)(_globals(lang))
    for name in READING:
        app.command(name, help=say(f"{name}.help", lang))(getattr(read, name))
    for name in WRITING:
        made = write.export_command(lang) if name == "export" else getattr(write, name)
        app.command(name, help=say(f"{name}.help", lang))(made)
    for name in STORING:
        app.command(name, help=say(f"{name}.help", lang))(getattr(store, name))
    app.command("assess", help=say("assess.help", lang))(assess.command(lang))
    app.command("calendar", help=say("calendar.help", lang))(calendar.calendar)
    app.command("diff", help=say("diff.help", lang))(diff.command(lang))
    app.command("picture", help=say("picture.help", lang))(draw.picture)
    app.command("query", help=say("query.help", lang))(query.command(lang))
    app.command("extract", help=say("extract.help", lang))(extract_command(lang))
    app.command("import", help=say("import.help", lang))(import_command(lang))
    app.command("validate", help=say("validate.help", lang))(validate.command(lang))
    app.command("reason", help=say("reason.help", lang))(reason.command(lang))
    app.command("link", help=say("link.help", lang))(command(lang))
    app.command("network", help=say("network.help", lang))(network.command(lang))
    app.command("batch", help=say("batch.help", lang))(batch.command(lang))
    app.command("serve", help=say("serve.help", lang))(serve.command(lang))
    app.command("report", help=say("report.help", lang))(report.command(lang))
    app.command("release", help=say("release.help", lang))(release.command(lang))
    app.command("enrich", help=say("enrich.help", lang))(enrich.command(lang))
    queries = typer.Typer(help=say("queries.help", lang), no_args_is_help=True, rich_markup_mode=None)
    queries.command("list", help=say("queries.list.help", lang))(read.queries_list)
    queries.command("show", help=say("queries.show.help", lang))(read.queries_show)
    app.add_typer(queries, name="queries")
    sdg = typer.Typer(help=say("sdg.help", lang), no_args_is_help=True, rich_markup_mode=None)
    sdg.callback()(lambda: None)
    sdg.command("import", help=say("sdg.import.help", lang))(write.sdg_import)
    app.add_typer(sdg, name="sdg")
    return app


def _globals(chosen: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a callback whose defaults carry the language
    def start(
        context: typer.Context,
        format: Annotated[str, typer.Option(help=say("option.format", chosen), envvar="METROGRAPH_FORMAT")] = "",  # noqa: A002
        lang: Annotated[str, typer.Option(help=say("option.lang", chosen), envvar="METROGRAPH_LANG")] = "",
        workspace: Annotated[str, typer.Option(help=say("option.workspace", chosen), envvar="METROGRAPH_WORKSPACE")] = "",
        store: Annotated[str, typer.Option(help=say("option.store", chosen), envvar="METROGRAPH_STORE")] = "",
        quiet: Annotated[bool, typer.Option("--quiet", "-q", help=say("option.quiet", chosen))] = False,
        verbose: Annotated[bool, typer.Option("--verbose", "-v", help=say("option.verbose", chosen))] = False,
        no_color: Annotated[bool, typer.Option("--no-color", help=say("option.color", chosen), envvar="NO_COLOR")] = False,
        no_progress: Annotated[bool, typer.Option("--no-progress", help=say("option.progress", chosen))] = False,
        debug: Annotated[bool, typer.Option("--debug", help=say("option.debug", chosen))] = False,
    ) -> None:
        del debug  # seen before: errors are shown by main
        options = Options(chosen, format, workspace, store, quiet, verbose, not no_color, not no_progress)
        options.check(lang, context.invoked_subcommand)
        context.obj = options
        if context.invoked_subcommand is None:
            typer.echo(say("app.start", chosen, version=__version__))

    return start
