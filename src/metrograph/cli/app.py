"""The commands, gathered into one application whose help is in the reader's language.

Only the command that is asked for is imported: of the others the name and the help are enough.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any

import typer

from metrograph import __version__
from metrograph.cli.help import told
from metrograph.cli.settings import Options
from metrograph.words import say

COMMANDS = {
    "pilots": "read.pilots",
    "coverage": "read.coverage",
    "show": "read.show",
    "explain": "read.explain",
    "stats": "read.stats",
    "init": "write.init",
    "build": "write.build",
    "review": "write.review",
    "export": "write.export_command",
    "doctor": "write.doctor",
    "version": "write.version",
    "update": "store.update",
    "history": "store.history",
    "backup": "store.backup",
    "restore": "store.restore",
    "assess": "assess.command",
    "calendar": "calendar.calendar",
    "similar": "similar.command",
    "diff": "diff.command",
    "picture": "draw.picture",
    "query": "query.command",
    "extract": "extract.extract_command",
    "import": "extract.import_command",
    "validate": "validate.command",
    "reason": "reason.command",
    "link": "link.command",
    "network": "network.command",
    "batch": "batch.command",
    "serve": "serve.command",
    "report": "report.command",
    "release": "release.command",
    "enrich": "enrich.command",
}
"""Where each command stands in ``metrograph.cli``; a name that ends with ``command`` makes it for a language."""
GROUPS = {
    "queries": {"list": "read.queries_list", "show": "read.queries_show"},
    "sdg": {"import": "write.sdg_import"},
}
"""Commands of two words."""


def build(lang: str) -> typer.Typer:
    """The application, its help in a language."""
    group, _ = told(lang)

    class Asked(group):  # type: ignore[valid-type, misc]  # a class of the language
        """Puts the command itself in the place of its name, once it is asked for."""

        def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
            name, command, rest = super().resolve_command(ctx, args)
            return name, typer.main.get_command(_only(name, lang)) if name else command, rest

    app = typer.Typer(
        name="metrograph",
        cls=Asked,
        help=say("app.help", lang),
        epilog=say("app.exit", lang),
        no_args_is_help=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    )
    app.callback(invoke_without_command=True)(_globals(lang))
    for name in (*COMMANDS, *GROUPS):
        app.command(name, help=say(f"{name}.help", lang))(lambda: None)
    return app


def _only(name: str, lang: str) -> typer.Typer:
    """An application of one command, or of one group of them."""
    group = name in GROUPS
    page, single = told(lang)
    made = typer.Typer(
        cls=page, help=say(f"{name}.help", lang), no_args_is_help=group, rich_markup_mode=None, add_completion=False
    )
    if group:
        made.callback()(lambda: None)
    for word, where in GROUPS[name].items() if group else [(name, COMMANDS[name])]:
        about = say(f"{name}.{word}.help" if group else f"{name}.help", lang)
        made.command(word, cls=single, help=about)(_function(where, lang))
    return made


def _function(where: str, lang: str) -> Callable[..., object]:
    module, name = where.split(".")
    found: Callable[..., object] = getattr(import_module(f"metrograph.cli.{module}"), name)
    return found(lang) if name.endswith("command") else found  # type: ignore[return-value]  # what makes a command gives one


def _globals(chosen: str) -> Callable[..., None]:
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
