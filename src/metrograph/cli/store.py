"""Commands around stores: updates with who, when and why, their history, and copies."""

from pathlib import Path
from typing import Annotated

import typer

from metrograph.backup import back_up_store, back_up_workspace, read_copy, restore_store, restore_workspace
from metrograph.cli.output import emit, say_aside, write
from metrograph.cli.query import standard_input
from metrograph.cli.settings import Options
from metrograph.errors import Place, QueryError, RejectedError, StoreError, UsageError
from metrograph.store import LocalStore, Store
from metrograph.store.updates import Update
from metrograph.table import Table
from metrograph.words import counted, say
from metrograph.yamlfile import read_text


def update(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="FILE.ru | -")] = "-",
    by: Annotated[str, typer.Option(help="NAME", envvar="METROGRAPH_BY")] = "",
    why: Annotated[str, typer.Option(help="TEXT")] = "",
    undo: Annotated[bool, typer.Option("--undo")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
) -> int:
    """Apply a SPARQL update, validated first; or take the last one back."""
    options: Options = context.obj
    options.writing = not dry_run
    if not dry_run and not (by.strip() and why.strip()):
        raise UsageError("T112")
    if not dry_run and not options.store and options.desk.folder is None:
        raise UsageError("U109")
    if options.store and "://" not in options.store and not Path(options.store).exists():
        raise StoreError("T102", Place(options.store))
    text = "" if undo else standard_input() if file == "-" else read_text(Path(file))
    if not undo and not text.strip():
        raise UsageError("U124")
    desk = options.desk
    try:
        return _dry(undo, text, options) if dry_run else _made(undo, text, by, why, options)
    except QueryError as error:
        raise error.inside(file) if file != "-" and not undo else error from None
    finally:
        desk.close()


def _made(undo: bool, text: str, by: str, why: str, options: Options) -> int:
    lang = options.lang
    try:
        made = options.desk.undo(by, why) if undo else options.desk.update(text, by, why)
    except RejectedError as error:
        write(error.found.text(lang))
        raise
    if made is None:
        say_aside(say("update.nothing", lang), options)
        return 0
    removed, added = _counts(made)
    say_aside(say("update.done", lang, version=made.version, removed=removed, added=added), options)
    return 0


def _dry(undo: bool, text: str, options: Options) -> int:
    """Show what an update would do."""
    draft = options.desk.undoing() if undo else options.desk.draft(text)
    lines = [f"- {quad} ." for quad in sorted(map(str, draft.removed))] + [
        f"+ {quad} ." for quad in sorted(map(str, draft.added))
    ]
    write("".join(f"{line}\n" for line in lines))
    report = options.desk.weighed(draft)
    if report is not None:
        write(report.text(options.lang))
        return 1
    say_aside(say("update.dry", options.lang, removed=len(draft.removed), added=len(draft.added)), options)
    return 0


def _counts(made: Update) -> tuple[int, int]:
    """How many quads went and came, the record of the update aside."""
    return tuple(sum(not line.endswith("/graph/updates> .") for line in lines) for lines in (made.removed, made.added))  # type: ignore[return-value]  # two of them


def history(context: typer.Context) -> None:
    """The updates that were made: version, when, by whom, why."""
    options: Options = context.obj
    rows = tuple((one.version, one.time, one.by, one.why, *_counts(one)) for one in options.desk.history)
    emit(Table(("version", "time", "by", "why", "removed", "added"), rows, say("history.title", options.lang)), options)


def backup(context: typer.Context, target: Annotated[Path, typer.Argument(help="DIR")]) -> None:
    """Copy the workspace, or the store named, to a new folder, with a digest of each file."""
    options: Options = context.obj
    desk = options.desk
    if options.store:
        copy = back_up_store(desk.store, target, desk.version)
    elif desk.folder is None:
        raise UsageError("U109")
    else:
        copy = back_up_workspace(desk.folder, target, desk.version)
    say_aside(counted("backup.done", options.lang, len(copy.files), where=target), options)


def restore(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(help="DIR")],
    force: Annotated[bool, typer.Option("--force")] = False,
) -> None:
    """Bring a copy back: a workspace to a folder, or a store to the one named."""
    options: Options = context.obj
    lang = options.lang
    copy = read_copy(source)
    if copy.kind == "store":
        if not options.store:
            raise UsageError("U125")
        n = restore_store(source, _target(options, force=force))
        say_aside(say("restore.store", lang, quads=n, where=options.store), options)
        return
    folder = Path(options.workspace) if options.workspace else Path.cwd()
    kept = restore_workspace(source, folder, force=force)
    say_aside(counted("restore.workspace", lang, len(copy.files), where=folder), options)
    if kept:
        say_aside(say("restore.kept", lang, where=kept), options)


def _target(options: Options, *, force: bool) -> Path | Store:
    """The store to bring a copy back to; without ``force`` it must be empty, or damaged."""
    if "://" in options.store:
        if not force and options.desk.store.names():
            raise StoreError("T110", Place(options.store))
        return options.desk.store
    folder = Path(options.store)
    try:
        taken = not force and len(LocalStore.open(folder)) > 0
    except StoreError:  # none yet, or none that can be read: what it leaves behind stays beside
        taken = folder.exists() and not (folder / "store.json").exists() and (not folder.is_dir() or any(folder.iterdir()))
    if taken:
        raise StoreError("T110", Place(options.store))
    return folder


__all__ = ["backup", "history", "restore", "update"]
