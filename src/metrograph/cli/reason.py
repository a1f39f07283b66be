"""``metrograph reason``: whether ontology and data contradict each other, why, and what follows from them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from metrograph.cli.output import emit, say_aside, write
from metrograph.cli.settings import Options
from metrograph.errors import UsageError
from metrograph.words import say

if TYPE_CHECKING:
    from metrograph.reason import Reasoning

_DAY = 86_400


def command(lang: str) -> Callable[..., int]:
    """The command, its help in a language."""

    def reason(
        context: typer.Context,
        files: Annotated[list[Path] | None, typer.Argument(metavar="[FILE.ttl …]", help=say("reason.files", lang))] = None,
        ontology: Annotated[list[Path] | None, typer.Option(metavar="FILE", help=say("reason.ontology", lang))] = None,
        rules: Annotated[bool, typer.Option("--rules", help=say("reason.rules", lang))] = False,
        timeout: Annotated[float, typer.Option(metavar="SECONDS", help=say("reason.timeout", lang))] = 300,
        out: Annotated[Path | None, typer.Option(metavar="FILE", help=say("reason.out", lang))] = None,
    ) -> int:
        """Whether ontology and data contradict each other, why, and what follows from them."""
        from metrograph.reason import sound_ending  # noqa: PLC0415 - reasoning is imported when asked for

        options: Options = context.obj
        if out:
            sound_ending(out)  # before the work
        if not 0 < timeout <= _DAY:
            choices = say("reason.seconds", options.lang)
            raise UsageError("U108", value=timeout, name="--timeout", near="", choices=choices)
        found = options.desk.reason(*files or (), ontology=ontology or (), rules=rules, seconds=timeout)
        _print(found, options)
        if out and found.consistent:
            say_aside(say("written", options.lang, path=found.save(out)), options)
        return 0 if found.ok else 1

    return reason


def _print(found: "Reasoning", options: Options) -> None:
    """What was found, in the format asked for, in words when none was."""
    chosen, lang = options.format or "text", options.lang
    if chosen == "text":
        write(found.text(lang))
    elif chosen == "ttl":
        write(found.turtle())
    else:
        emit(found.table(lang), options)
        for one in found.not_checked:
            say_aside(f"{say('reason.not-checked', lang)} {one.said(lang)}", options)
