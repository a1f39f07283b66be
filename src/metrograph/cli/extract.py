"""The commands ``extract`` and ``import``; what they do is read when they are called, with the readers of documents."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from metrograph.cli.output import agreed, emit, progress, say_aside, shown, write
from metrograph.cli.settings import PLAN, Options
from metrograph.errors import MetroGraphError, UsageError, near
from metrograph.words import LANGUAGES, counted, mark, say

if TYPE_CHECKING:
    from metrograph.extraction import Reading

BINARY = ("xlsx",)


def extract_command(chosen: str) -> Callable[..., int]:
    """The command ``extract``, its help in a language."""

    def extract(
        context: typer.Context,
        files: Annotated[list[Path], typer.Argument(metavar="FILE…")],
        text_lang: Annotated[str, typer.Option("--text-lang", help=say("extract.lang", chosen))] = "auto",
        plan: Annotated[str, typer.Option(help=say("extract.plan", chosen))] = "",
        out: Annotated[Path | None, typer.Option(help=say("extract.out", chosen))] = None,
        report: Annotated[Path | None, typer.Option(help=say("extract.report", chosen))] = None,
    ) -> int:
        options: Options = context.obj
        lang = _language(text_lang)
        wanted = _format(options, out)
        if plan and not PLAN.fullmatch(plan):
            raise UsageError("U121", value=plan)
        if len(files) > 1 and (plan or wanted in ("yaml", "csv", "xlsx", "ttl")):
            raise UsageError("U118", value=wanted)
        return _Extract(options, lang, wanted, plan, out, report).run(files)

    return extract


def _language(text_lang: str) -> str:
    choices = ("auto", *LANGUAGES)
    if text_lang not in choices:
        raise UsageError("U108", value=text_lang, name="--lang", near=near(text_lang, choices), choices=", ".join(choices))
    return "" if text_lang == "auto" else text_lang


def _format(options: Options, out: Path | None) -> str:
    from metrograph.handover.handed import FORMATS, SUFFIXES  # noqa: PLC0415 - see the module

    named = SUFFIXES.get(out.suffix.lower(), "") if out else ""
    chosen = options.format or named or ("table" if sys.stdout.isatty() and not out else "jsonl")
    chosen = "jsonl" if chosen == "json" else chosen
    if chosen not in FORMATS:
        raise UsageError("U113", value=chosen, choices=", ".join(FORMATS))
    if chosen in BINARY and not out and sys.stdout.isatty():
        raise UsageError("U119", value=chosen)
    return chosen


class _Extract:
    """One run of ``extract``: every file read, then what was read written, or nothing."""

    def __init__(self, options: Options, lang: str, wanted: str, plan: str, out: Path | None, report: Path | None) -> None:
        self.options, self.lang, self.format, self.plan, self.out, self.report = options, lang, wanted, plan, out, report
        self.findings = 0

    def run(self, files: list[Path]) -> int:
        from metrograph.readers.opening import format_of  # noqa: PLC0415 - see the module

        failed = 0
        readings: list[tuple[Path, Reading]] = []
        streamed = self.format == "jsonl" and not self.report
        with _Spool(self.out) as spool:
            for path in files:
                try:
                    if streamed and format_of(path) == "iati":
                        self._stream(path, spool)
                        continue
                    reading = self._read(path)
                    readings.append((path, reading))
                    self._tell(reading)
                    if streamed:
                        spool.put(self._lines(reading))
                except MetroGraphError as error:
                    print(error.report(self.options.lang), file=sys.stderr)  # noqa: T201
                    failed = failed or error.exit_code
            if failed and len(files) == 1:
                return failed
            self._write(readings, spool)
        return failed or (1 if self.findings else 0)

    def _read(self, path: Path) -> "Reading":
        from metrograph.extraction import read_file  # noqa: PLC0415 - see the module

        return read_file(path, self.lang, tell=progress("extract.progress", self.options))

    def _lines(self, reading: "Reading") -> str:
        from metrograph.handover.handed import json_lines  # noqa: PLC0415 - see the module

        return json_lines(reading, self.options.lang)

    def _stream(self, path: Path, spool: "_Spool") -> None:
        from metrograph.handover.handed import stream  # noqa: PLC0415 - see the module

        start = spool.mark()
        try:
            for line, problems in stream(path, self.lang, tell=progress("extract.progress", self.options)):
                spool.put(line)
                for problem in problems:
                    self._wrong(path.name, problem.where, problem.kind, f"{problem.value} ({problem.identifier})")
        except MetroGraphError:
            spool.back(start)
            raise

    def _tell(self, reading: "Reading") -> None:
        from metrograph.handover.handed import WRONG  # noqa: PLC0415 - see the module
        from metrograph.handover.told import summary  # noqa: PLC0415

        say_aside(summary(reading, self.options.lang), self.options)
        for problem in reading.problems:
            self._wrong(reading.document.file, problem.where, problem.kind, f"{problem.value} ({problem.identifier})")
        for draft in reading.drafts:
            for doubt in draft.doubts:
                if doubt.reason in WRONG and reading.document.format != "iati":
                    said = dict(doubt.values)
                    self._wrong(
                        reading.document.file, said.get("place") or draft.sources[0].where, doubt.reason, said.get("value", "")
                    )

    def _wrong(self, file: str, where: object, kind: str, value: str) -> None:
        from metrograph.handover.handed import WRONG  # noqa: PLC0415 - see the module
        from metrograph.handover.told import place_of  # noqa: PLC0415

        self.findings += kind in WRONG
        lang = self.options.lang
        place = where if isinstance(where, str) else place_of(where, lang)  # type: ignore[arg-type]  # else it is a Where
        print(f"{file}, {place}{mark(':', lang)}{say(f'doubt.{kind}', lang, value=value)}", file=sys.stderr)  # noqa: T201

    def _write(self, readings: "list[tuple[Path, Reading]]", spool: "_Spool") -> None:
        from metrograph.handover.handed import body_of, plan_id_of, table  # noqa: PLC0415 - see the module

        if self.format in ("table", "md"):
            rows = table(reading for _, reading in readings)
            if not self.out:
                emit(rows, self.options, in_pipe="md")
                self._report(readings)
                return
            spool.put(shown(rows, self.options.lang).md())
        elif self.format != "jsonl" or self.report:
            for path, reading in readings:
                named = self.out if self.out and self.format == "yaml" else path  # a plan file is called after its plan
                spool.put_bytes(body_of(reading, self.format, self.plan or plan_id_of(named), self.options.lang))
        spool.close()
        self._report(readings)
        if self.out:
            say_aside(say("extract.done", self.options.lang, path=self.out), self.options)

    def _report(self, readings: "list[tuple[Path, Reading]]") -> None:
        from metrograph.formats import save  # noqa: PLC0415 - see the module
        from metrograph.handover.told import report  # noqa: PLC0415

        if self.report:
            save(self.report, "\n".join(report(reading, self.options.lang) for _, reading in readings).encode())
            say_aside(say("written", self.options.lang, path=self.report), self.options)


class _Spool:
    """Holds what will be written until all of it is there: small results in memory, large ones on disk."""

    def __init__(self, out: Path | None) -> None:
        import tempfile  # noqa: PLC0415 - see the module

        self.out = out
        self.file = tempfile.SpooledTemporaryFile(max_size=16_000_000)  # noqa: SIM115 - closed by __exit__

    def __enter__(self) -> "_Spool":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def put(self, text: str) -> None:
        self.file.write(text.encode())

    def put_bytes(self, body: bytes) -> None:
        self.file.write(body)

    def mark(self) -> int:
        return self.file.tell()

    def back(self, place: int) -> None:
        self.file.seek(place)
        self.file.truncate()

    def close(self) -> None:
        """Write everything: to the file, whole or not at all, or to standard output."""
        import shutil  # noqa: PLC0415 - see the module

        from metrograph.formats import save_from  # noqa: PLC0415

        self.file.seek(0)
        if self.out:
            save_from(self.out, self.file)
        elif hasattr(sys.stdout, "buffer"):
            sys.stdout.flush()
            shutil.copyfileobj(self.file, sys.stdout.buffer)
        else:
            write(self.file.read().decode())


def import_command(chosen: str) -> Callable[..., int]:
    """The command ``import``, its help in a language."""

    def import_(
        context: typer.Context,
        sheet: Annotated[Path, typer.Argument(metavar="PLAN.xlsx|PLAN.csv|LINKS.sssom.tsv")],
        into: Annotated[Path | None, typer.Option("--into", help=say("import.into", chosen))] = None,
        plan: Annotated[str, typer.Option(help=say("import.plan", chosen))] = "",
        by: Annotated[str, typer.Option(metavar="NAME", help=say("exchange.by", chosen), envvar="METROGRAPH_BY")] = "",
        yes: Annotated[bool, typer.Option("--yes", "-y", help=say("import.yes", chosen))] = False,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=say("import.dry-run", chosen))] = False,
    ) -> int:
        from metrograph.exchange.bringing import is_mappings  # noqa: PLC0415 - see the module
        from metrograph.formats import save  # noqa: PLC0415
        from metrograph.handover.comeback import import_sheet  # noqa: PLC0415 - see the module
        from metrograph.handover.edits import shown  # noqa: PLC0415

        options: Options = context.obj
        if is_mappings(sheet):
            from metrograph.cli.interchange import import_mappings  # noqa: PLC0415 - see the module

            if into:
                raise UsageError("W664", name="--into", other="PLAN.xlsx, PLAN.csv")
            return import_mappings(sheet, plan, by, options, yes=yes, dry_run=dry_run)
        if getattr(context.get_parameter_source("by"), "name", "") == "COMMANDLINE":  # the environment may name a reviewer
            raise UsageError("W664", name="--by", other="LINKS.sssom.tsv")
        target = into or _target(options, plan, sheet)
        changes, text, problems = import_sheet(sheet, target)
        for problem in problems:
            print(problem.report(options.lang), file=sys.stderr)  # noqa: T201
        found = 1 if problems else 0
        if not changes:
            say_aside(say("import.same", options.lang), options)
            return found
        write(shown(changes, options.lang) + "\n")
        if dry_run or not (yes or agreed(say("import.ask", options.lang, path=target), options.lang)):
            say_aside(say("import.kept", options.lang), options)
            return found
        save(target, text.encode())
        say_aside(counted("import.done", options.lang, len(changes), path=target), options)
        return found

    return import_


def _target(options: Options, plan: str, sheet: Path) -> Path:
    """The plan file of a workspace that a sheet is for: the one named, else the one that the sheet names."""
    from metrograph.handover.handed import plan_id_of  # noqa: PLC0415 - see the module
    from metrograph.handover.sheet_in import read_sheet  # noqa: PLC0415

    folder = options.desk.folder
    if folder is None:
        raise UsageError("U120")
    name = plan or read_sheet(sheet).about.get("plan", "") or plan_id_of(sheet)
    return folder / "plans" / f"{name}.yaml"


__all__ = ["extract_command", "import_command"]
