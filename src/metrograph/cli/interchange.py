"""The command ``import`` for files of mappings (SSSOM): what they would bring is shown, then written, or not."""

from pathlib import Path

from metrograph.cli.output import agreed, say_aside, write
from metrograph.cli.settings import Options
from metrograph.errors import UsageError
from metrograph.words import counted, say

SHOWN = 5


def import_mappings(path: Path, plan: str, by: str, options: Options, *, yes: bool, dry_run: bool) -> int:
    """Bring the mappings of a file into the workspace, all of them or none; always as proposals."""
    from metrograph.exchange.bringing import bring, write_all  # noqa: PLC0415 - read when asked for
    from metrograph.handover.edits import Change, shown  # noqa: PLC0415

    desk, lang = options.desk, options.lang
    if desk.folder is None:
        raise UsageError("U109")
    records = desk.records
    found = bring(path, desk.folder, records.plans, records.runs, records.reviews, desk.names, plan, by)
    if found.passed_over:
        say_aside(say("exchange.passed-over", lang, names=", ".join(found.passed_over)), options)
    if found.denied:
        rows = [f"{row.get('subject_id')} {row.get('object_id')}" for row in found.denied]
        told = ", ".join(rows[:SHOWN]) + (" …" if len(rows) > SHOWN else "")
        say_aside(counted("exchange.denied", lang, len(rows), rows=told), options)
    if not found.files:
        say_aside(say("import.same", lang), options)
        return 0
    write(shown((Change(*change) for change in found.changes), lang) + "\n")
    where = ", ".join(str(file) for file in found.files)
    if dry_run or not (yes or agreed(say("exchange.ask", lang, path=where), lang)):
        say_aside(say("import.kept", lang), options)
        return 0
    write_all(found.files)
    desk.refresh()
    say_aside(counted("exchange.brought", lang, len(found.changes), path=where), options)
    return 0


__all__ = ["import_mappings"]
