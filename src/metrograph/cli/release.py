"""The command that writes a release, or checks one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from metrograph.cli.output import emit, progress, say_aside
from metrograph.cli.settings import Options
from metrograph.errors import UsageError
from metrograph.table import Table
from metrograph.words import grouped, mark, say

if TYPE_CHECKING:
    from metrograph.release import Release


def command(lang: str) -> Callable[..., int]:
    """The command, its help in a language."""

    def release(
        context: typer.Context,
        folder: Annotated[Path, typer.Argument(help="DIR")],
        version: Annotated[str, typer.Option(help=say("release.version.help", lang))] = "",
        date: Annotated[str, typer.Option(help=say("release.date.help", lang))] = "",
        previous: Annotated[Path | None, typer.Option(metavar="DIR", help=say("release.previous.help", lang))] = None,
        base_url: Annotated[str, typer.Option(help=say("release.address.help", lang))] = "",
        formats: Annotated[str, typer.Option(help=say("release.formats.help", lang))] = "",
        site: Annotated[bool, typer.Option("--site", help=say("release.site.help", lang))] = False,
        force: Annotated[bool, typer.Option("--force", help=say("release.force.help", lang))] = False,
        check: Annotated[bool, typer.Option("--check", help=say("release.check.help", lang))] = False,
    ) -> int:
        """A folder to be published, or what is wrong with one."""
        options: Options = context.obj
        given = (("--version", version), ("--date", date), ("--previous", previous), ("--base-url", base_url))
        if check:
            for name, value in (*given, ("--formats", formats), ("--site", site), ("--force", force)):
                if value:
                    raise UsageError("W664", name=name, other="release DIR")
            return _checked(folder, options)
        from metrograph.release import write_release  # noqa: PLC0415 - pages are read when asked for

        made = write_release(
            options.desk,
            folder,
            version=version,
            date=date,
            previous=previous,
            address=base_url,
            forms=tuple(formats.replace(",", " ").split()),
            site=site,
            force=force,
            tell=progress("release.progress", options),
        )
        _tell(made, options)
        return 0

    return release


def _tell(made: "Release", options: Options) -> None:
    """What was written, and what was not."""
    lang = options.lang
    for path, error in made.left_out:
        say_aside(
            say("release.left", lang, path=path, reason=f"{error.what(lang)}{mark(';', lang)}{error.remedy(lang)}"), options
        )
    if not made.named:
        say_aside(say("release.unnamed", lang), options)
    size = say("release.megabytes", lang, n=grouped(max(1, round(made.size / 1_000_000)), lang))
    key = "release.done" if made.fresh else "release.same"
    say_aside(say(key, lang, version=made.version, n=grouped(made.files, lang), size=size, path=made.folder), options)


def _checked(folder: Path, options: Options) -> int:
    """The faults of a release as a table; 1 when there is any."""
    from metrograph.release import check_release, read_release  # noqa: PLC0415 - see above

    lang, faults = options.lang, check_release(folder)
    if not faults:
        say_aside(say("release.whole", lang, path=folder, version=read_release(folder).version), options)
        return 0
    rows = tuple((one.path, say(f"release.fault.{one.kind}", lang), one.detail) for one in faults)
    emit(Table(("file", "problem", "detail"), rows), options)
    return 1
