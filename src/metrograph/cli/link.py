"""The command ``link``; what it does stands in ``answers``, read when it is called."""

from collections.abc import Callable
from typing import Annotated

import typer

from metrograph.cli.settings import Options
from metrograph.errors import UsageError, near
from metrograph.words import LANGUAGES, say


def command(chosen: str) -> Callable[..., int]:
    """The command, its help in a language."""

    def link(
        context: typer.Context,
        texts: Annotated[list[str] | None, typer.Argument(metavar="TEXT|FILE|-")] = None,
        everything: Annotated[bool, typer.Option("--all", help=say("link.all", chosen))] = False,
        text_lang: Annotated[str, typer.Option(help=say("link.text-lang", chosen))] = "",
        around: Annotated[str, typer.Option("--context", help=say("link.context", chosen))] = "",
        why: Annotated[bool, typer.Option("--why", help=say("link.why", chosen))] = False,
        learn: Annotated[bool, typer.Option("--learn", help=say("link.learn", chosen))] = False,
        forget: Annotated[bool, typer.Option("--forget", help=say("link.forget", chosen))] = False,
    ) -> int:
        from metrograph.cli import answers  # noqa: PLC0415 - the linker is read only where something is linked

        options: Options = context.obj
        if text_lang and text_lang not in LANGUAGES:
            choices = ", ".join(LANGUAGES)
            raise UsageError("U108", value=text_lang, name="--text-lang", near=near(text_lang, LANGUAGES), choices=choices)
        if learn or forget:
            return answers.learn(options) if learn else answers.forget(options)
        asked = answers.asked(tuple(texts or ()), text_lang, around)
        return answers.Answers(everything, options).give(asked, why)

    return link
