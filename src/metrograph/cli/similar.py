"""``metrograph similar``: items of other plans that resemble one, or a text, with what each likeness is made of."""

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from metrograph.cli.output import emit, say_aside
from metrograph.cli.settings import Options
from metrograph.errors import UsageError
from metrograph.words import say


def command(lang: str) -> Callable[..., None]:
    """The command, its help in a language."""

    def similar(
        context: typer.Context,
        item: Annotated[str, typer.Argument(metavar="[ITEM]", help=say("similar.item", lang))] = "",
        text: Annotated[str, typer.Option("--text", metavar="TEXT", help=say("similar.text", lang))] = "",
        plan: Annotated[list[str] | None, typer.Option("--plan", metavar="NAME", help=say("similar.plan", lang))] = None,
        across: Annotated[bool, typer.Option("--across", help=say("similar.across", lang))] = False,
        limit: Annotated[int, typer.Option(help=say("similar.limit", lang))] = 10,
    ) -> None:
        """Items that resemble one, or a text."""
        from metrograph.assess.choice import plan_names  # noqa: PLC0415 - read when asked for
        from metrograph.similar.index import FLOOR  # noqa: PLC0415 - see above

        options: Options = context.obj
        words = sys.stdin.read() if text == "-" else text
        if bool(item.strip()) == bool(words.strip()):
            raise UsageError("B152")
        found = options.desk.similar(item, text=words, plans=tuple(plan or ()), across=across, limit=limit, lang=options.lang)
        emit(found.told() if options.chosen() in ("table", "md") else found, options)
        if not found:
            say_aside(say("similar.nothing", options.lang, least=FLOOR), options)
            if len(plan_names(options.desk.store, options.desk.names)) == 1:
                say_aside(say("similar.alone", options.lang), options)

    return similar
