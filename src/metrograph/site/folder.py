"""The folder of a site: made beside its place and moved there whole, or not at all; what others keep in it stays."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from metrograph.errors import Place, SourceError, UsageError

MARK = "metrograph-site.json"
"""The file by which a folder is known to be a site of ours; it names what in the folder is ours."""


@contextmanager
def renewed(path: Path) -> Iterator[Path]:
    """A folder to write to, which takes the place of ``path`` when all went well, and is gone when not."""
    place = path.resolve()
    old = owned(place)
    beside: Path | None = None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}."))
        beside.chmod(0o755)
        yield beside
        _mark(beside)
        _swap(beside, place, old)
    except OSError as error:
        raise SourceError("S108", Place(str(path)), detail=error.strerror or str(error)) from None
    finally:
        if beside:
            shutil.rmtree(beside, ignore_errors=True)


def owned(place: Path) -> tuple[str, ...]:
    """What in a folder is from us; ``UsageError`` for one that holds other things and no site of ours."""
    if not place.exists():
        return ()
    if not place.is_dir():
        raise UsageError("W660", path=place)
    held = {path.name for path in place.iterdir()}
    if not held:
        return ()
    try:
        told = json.loads((place / MARK).read_bytes())
    except (OSError, ValueError):
        raise UsageError("W660", path=place) from None
    names = told.get("holds") if isinstance(told, dict) else None
    if not isinstance(names, list):
        raise UsageError("W660", path=place)
    return tuple(name for name in names if isinstance(name, str) and name in held)


def _mark(folder: Path) -> None:
    holds = sorted([*(path.name for path in folder.iterdir()), MARK])
    (folder / MARK).write_text(
        json.dumps({"made by": "metrograph export --site", "holds": holds}, indent=1) + "\n", encoding="utf-8"
    )


def _swap(beside: Path, place: Path, old: tuple[str, ...]) -> None:
    """Move what is not ours into the new folder, and the new folder into its place."""
    if not place.exists():
        beside.rename(place)
        return
    fresh = {path.name for path in beside.iterdir()}
    for path in sorted(place.iterdir()):
        if path.name not in old and path.name not in fresh:
            path.rename(beside / path.name)
    away = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}."))
    place.rename(away / place.name)
    beside.rename(place)
    shutil.rmtree(away, ignore_errors=True)
