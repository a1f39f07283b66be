"""Copies of a workspace or of a store: plain files with their SHA-256, checked before anything is brought back.

```
backup.json     what was copied, its version, and the SHA-256 of each file
files/          of a workspace: its plain files as they are
quads.nq        of a store: everything as sorted N-Quads, literals as they were loaded, blank nodes under their own names
updates.jsonl   of a store: who changed what
```
"""

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp

from metrograph import formats, pipeline
from metrograph._version import __version__
from metrograph.errors import Place, SourceError, StoreError
from metrograph.folder import SETTINGS
from metrograph.store import LocalStore, Store
from metrograph.turtle import Quad, read_quads

LIST, QUADS = "backup.json", "quads.nq"
_OWN = ("queries/**/*.rq", "lookups/*.rq", "shapes/*.ttl", "linker.json", "places.tsv", "organisations.tsv", ".gitignore")


@dataclass(frozen=True, slots=True)
class Copy:
    """What ``backup.json`` says: of a ``workspace`` or of a ``store``, and SHA-256 by the name of each file."""

    kind: str
    version: int
    files: dict[str, str]


def workspace_files(folder: Path) -> tuple[Path, ...]:
    """Every plain file of a workspace that a person or a command has written."""
    own = (path for pattern in _OWN for path in sorted(folder.glob(pattern)) if path.is_file())
    return (folder / SETTINGS, *pipeline.source_files(folder), *own)


def back_up_workspace(folder: Path, target: Path, version: int) -> Copy:
    """Copy the plain files of a workspace to a new folder."""
    found = {path.relative_to(folder).as_posix(): path for path in workspace_files(folder)}

    def fill(beside: Path) -> None:
        for name, path in found.items():
            (beside / "files" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, beside / "files" / name)

    return _copied(target, "workspace", version, fill)


def back_up_store(store: Store, target: Path, version: int) -> Copy:
    """Copy everything in a store, local or remote, to a new folder."""
    disk = getattr(store, "disk", None)

    def fill(beside: Path) -> None:
        (beside / QUADS).write_bytes("".join(f"{line} .\n" for line in sorted(map(str, store.graph("")))).encode())
        if disk and disk.log.is_file():
            shutil.copyfile(disk.log, beside / pipeline.UPDATES)

    return _copied(target, "store", version, fill)


def _copied(target: Path, kind: str, version: int, fill: Callable[[Path], None]) -> Copy:
    """A new folder, filled beside its place and then moved there: whole or not at all."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise StoreError("T110", Place(str(target)))
    beside = None
    try:
        target.absolute().parent.mkdir(parents=True, exist_ok=True)
        beside = Path(mkdtemp(dir=target.absolute().parent, prefix=f".{target.name}."))
        fill(beside)
        names = sorted(path.relative_to(beside).as_posix() for path in beside.rglob("*") if path.is_file())
        made = Copy(kind, version, {name: formats.digest_of(beside / name) for name in names})
        body = json.dumps({"metrograph": __version__, **asdict(made)}, ensure_ascii=False, indent=1) + "\n"
        (beside / LIST).write_text(body, encoding="utf-8")
        beside.chmod(0o755)
        if target.is_dir():
            target.rmdir()
        beside.rename(target)
    except OSError as error:
        raise SourceError("S108", Place(str(target)), detail=error.strerror or str(error)) from None
    finally:
        if beside and beside.exists():
            shutil.rmtree(beside, ignore_errors=True)
    return made


def read_copy(folder: Path) -> Copy:
    """What a copy holds, every file of it checked; ``StoreError`` names the one that is missing or was changed."""
    try:
        found = json.loads((folder / LIST).read_text(encoding="utf-8"))
        copy = Copy(str(found["kind"]), int(found["version"]), {str(k): str(v) for k, v in found["files"].items()})
        if not _fits(copy):
            raise ValueError(copy.kind)
    except (OSError, ValueError, OverflowError, RecursionError, KeyError, TypeError, AttributeError):
        raise StoreError("T109", Place(str(folder)), name=LIST) from None
    for name, digest in copy.files.items():
        if not _whole(folder, name, digest):
            raise StoreError("T109", Place(str(folder)), name=name)
    return copy


def _fits(copy: Copy) -> bool:
    """Whether a list names what a copy of its kind holds."""
    if copy.kind == "workspace":
        return f"files/{SETTINGS}" in copy.files and all(name.startswith("files/") for name in copy.files)
    return copy.kind == "store" and QUADS in copy.files and copy.files.keys() <= {QUADS, pipeline.UPDATES}


def _whole(folder: Path, name: str, digest: str) -> bool:
    """Whether a file of a copy is there, inside the copy, as it was."""
    try:
        path = folder / name
        inside = ".." not in PurePosixPath(name).parts and path.resolve().is_relative_to(folder.resolve())
        return inside and path.is_file() and formats.digest_of(path) == digest
    except (OSError, ValueError):
        return False


def restore_workspace(source: Path, folder: Path, *, force: bool = False) -> Path | None:
    """Bring a workspace back; with ``force`` over one that is there, which is kept beside it: its new place is given."""
    copy = read_copy(source)
    if copy.kind != "workspace":
        raise StoreError("T109", Place(str(source)), name=SETTINGS)
    folder, kept, beside = folder.resolve(), None, None
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        if not force:
            raise StoreError("T110", Place(str(folder)))
        kept = _free(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
        for name in copy.files:
            target = beside / Path(name).relative_to("files")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, target)
        beside.chmod(0o755)
        if kept:
            folder.rename(kept)
        else:
            with suppress(FileNotFoundError):
                folder.rmdir()
        beside.rename(folder)
    except OSError as error:
        raise SourceError("S108", Place(str(folder)), detail=error.strerror or str(error)) from None
    finally:
        if beside and beside.exists():
            shutil.rmtree(beside, ignore_errors=True)
    return kept


def _free(folder: Path) -> Path:
    """A name beside a folder that nothing has yet."""
    taken = 1
    while (kept := folder.with_name(f"{folder.name}.before-{taken}")).exists():
        taken += 1
    return kept


def restore_store(source: Path, target: Path | Store) -> int:
    """Put the quads of a copy in the place of all that is in a store, or in a folder, sound or not; how many there are."""
    copy = read_copy(source)
    if copy.kind != "store":
        raise StoreError("T109", Place(str(source)), name=QUADS)
    quads: tuple[Quad, ...] = tuple(read_quads(source / QUADS))
    if not isinstance(target, Path):
        target.replace(quads)
        return len(quads)
    store = LocalStore.rebuild(target, quads)
    try:
        if store.disk and pipeline.UPDATES in copy.files:
            with (source / pipeline.UPDATES).open("rb") as log:
                formats.save_from(store.disk.log, log)
    finally:
        store.close()
    return len(quads)
