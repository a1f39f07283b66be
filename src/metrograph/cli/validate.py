"""``metrograph validate``: a report for people and for programs, remedies that are certain, and the two engines compared."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from metrograph.cli.output import agreed, emit, progress, say_aside, write
from metrograph.cli.settings import Options
from metrograph.errors import UsageError, near
from metrograph.formats import save
from metrograph.words import counted, mark, say

if TYPE_CHECKING:
    from metrograph.validate import Engine, Report


_DAY = 86_400


def command(lang: str) -> Callable[..., int]:
    """The command, its help in a language."""

    def validate(
        context: typer.Context,
        files: Annotated[list[Path] | None, typer.Argument(help="FILE.ttl …")] = None,
        shapes: Annotated[list[Path] | None, typer.Option(help=say("validate.shapes", lang))] = None,
        engine: Annotated[str, typer.Option(help=say("validate.engine", lang))] = "fast",
        fail_on: Annotated[str, typer.Option(help="violation, warning, info")] = "violation",
        timeout: Annotated[float | None, typer.Option(help=say("validate.timeout", lang))] = None,
        fix: Annotated[bool, typer.Option("--fix", help=say("validate.fix", lang))] = False,
        yes: Annotated[bool, typer.Option("--yes", help=say("validate.yes", lang))] = False,
    ) -> int:
        """Check against the shapes; a report in words."""
        from metrograph.validate import ENGINES, SEVERITIES  # noqa: PLC0415 - engines are imported when asked for

        options: Options = context.obj
        severity = _choice("--fail-on", fail_on, [name.lower() for name in SEVERITIES]).capitalize()
        chosen: Engine = _choice("--engine", engine, list(ENGINES))  # type: ignore[assignment]  # one of these now
        if timeout is not None and not 0 < timeout <= _DAY:
            raise UsageError("U108", value=timeout, name="--timeout", near="", choices=say("validate.seconds", options.lang))
        if fix:
            if not files:
                raise UsageError("U122")
            _mend(files, shapes or (), options, yes=yes)
        tell = progress("validate.progress", options)
        report = options.desk.validate(*files or (), shapes=shapes or (), engine=chosen, seconds=timeout, tell=tell)
        print_report(report, options, severity)
        if report.differences:
            return 3
        return 1 if report.fails(severity) else 0

    return validate


def _mend(files: Sequence[Path], shapes: Sequence[Path], options: Options, *, yes: bool) -> None:
    """Show what can be mended for certain, and write it when the person agrees."""
    changes = options.desk.mend(*files, shapes=shapes)
    if not changes:
        say_aside(say("fix.none", options.lang), options)
    for change in changes:
        beside(change.diff(), options)
        if yes or agreed(say("fix.ask", options.lang, path=change.path), options.lang):
            save(change.path, change.after.encode())
            say_aside(counted("fix.done", options.lang, len(change.remedies), path=change.path), options)
        else:
            say_aside(say("fix.kept", options.lang, path=change.path), options)
    if changes:
        beside("\n", options)


def beside(text: str, options: Options) -> None:
    """Something to read beside a report: before it where people read, on standard error where programs do."""
    if (options.format or "text") == "text":
        write(text)
    else:
        print(text, end="", file=sys.stderr)  # noqa: T201


def _choice(name: str, value: str, choices: list[str]) -> str:
    if value not in choices:
        raise UsageError("U108", value=value, name=name, near=near(value, choices), choices=", ".join(choices))
    return value


def print_report(report: "Report", options: Options, fail_on: str = "Violation") -> None:
    """A report in the format asked for, in words when none was; what two engines differ in goes first."""
    from metrograph.validate.machine import as_json, as_junit, as_markdown, as_sarif, as_turtle  # noqa: PLC0415 - see above

    lang, chosen = options.lang, options.format or "text"
    if report.differences is not None:
        _tell_differences(report, options)
    writers: dict[str, Callable[[], str]] = {
        "text": lambda: report.text(lang),
        "json": lambda: as_json(report, lang),
        "md": lambda: as_markdown(report, lang),
        "html": lambda: _html(report, lang),
        "ttl": lambda: as_turtle(report),
        "sarif": lambda: as_sarif(report, lang),
        "junit": lambda: as_junit(report, lang, fail_on),
    }
    if chosen in writers:
        write(writers[chosen]())
    else:
        emit(report.table(lang), options)


def _html(report: "Report", lang: str) -> str:
    from metrograph.pages import report_html  # noqa: PLC0415 - templates are loaded when a page is made

    return report_html(report, lang)


def _tell_differences(report: "Report", options: Options) -> None:
    found, lang = report.differences or (), options.lang
    if not found:
        say_aside(counted("differences.none", lang, len(report)), options)
        return
    lines = [counted("differences.some", lang, len(found))]
    for one in found:
        key = " · ".join(part for part in one.result.key() if part)
        lines.append(f"  {say(f'differences.{one.engine}', lang)}{mark(':', lang)}{key}")
    beside("\n".join(lines) + "\n\n", options)
