"""Pictures into files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from metrograph.cli.output import say_aside
from metrograph.cli.settings import Options
from metrograph.errors import UsageError
from metrograph.words import say

_LETTERS = 20

if TYPE_CHECKING:
    from metrograph.pictures import Picture


def picture(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="wheel, targets, themes, lines, timeline, cobenefits")],
    to: Annotated[Path, typer.Option(help="FILE.svg, FILE.png, FILE.pdf", dir_okay=False)],
    plan: Annotated[str, typer.Option(help="NAME")] = "",
) -> None:
    """A picture of the plan as SVG, PNG or PDF."""
    from metrograph.pictures import picture as drawn  # noqa: PLC0415 - drawn when asked for

    options: Options = context.obj
    keep(drawn(options.desk.asking(plan), name, options.lang), to, options)


def ends(path: Path | None, ending: str) -> Path | None:
    """A file of the ending that an option is for, if it was given."""
    if path and path.suffix.lower() != ending:
        raise UsageError("U108", value=path.suffix or path, name=f"--{ending[1:]}", near="", choices=f"FILE{ending}")
    return path


def keep(picture: "Picture", path: Path, options: Options) -> None:
    """Write a picture to a file, and say so, with the letters that a file of its kind cannot show."""
    from metrograph.pictures.to_pdf import drawn_words, lacking  # noqa: PLC0415 - with the drawing

    picture.save(path)
    say_aside(say("written", options.lang, path=path), options)
    letters = lacking(drawn_words(picture.drawing)) if path.suffix.lower() != ".svg" else ""
    if letters:
        shown = letters if len(letters) <= _LETTERS else f"{letters[:_LETTERS]}…"
        say_aside(say("picture.lacks", options.lang, letters=shown), options)
