"""The folder of a release: filled beside its place and moved there whole, or not at all; never replaced in silence."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from metrograph.errors import Place, SourceError, UsageError
from metrograph.release.manifest import SUMS, Known, read_release


def standing(place: Path) -> Known | None:
    """The release that lies in a folder, if one does; ``UsageError`` for a folder with other things in it."""
    if not place.exists() or (place.is_dir() and not any(place.iterdir())):
        return None
    try:
        return read_release(place)
    except SourceError:
        raise UsageError("A221", path=place) from None


@contextmanager
def placed(path: Path, version: str, *, force: bool = False) -> Iterator[Path]:
    """A folder to fill, which becomes ``path`` when all went well. What is there already stays, unless ``force``.

    The same bytes again are no fault: nothing is moved then. A release of another version, or of this one with other
    bytes, is refused with ``UsageError``.
    """
    place = path.resolve()
    beside: Path | None = None
    try:
        old = standing(place)
        if old and old.version != version and not force:
            raise UsageError("A222", path=path, version=old.version)
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}."))
        beside.chmod(0o755)
        yield beside
        if old and same(beside, place):
            return
        if old and not force:
            raise UsageError("A222", path=path, version=old.version)
        _swap(beside, place)
    except OSError as error:
        raise SourceError("S108", Place(str(path)), detail=error.strerror or str(error)) from None
    finally:
        if beside:
            shutil.rmtree(beside, ignore_errors=True)


def same(one: Path, other: Path) -> bool:
    """Whether two releases hold the same: their lists of digests are equal."""
    return (other / SUMS).is_file() and (one / SUMS).read_bytes() == (other / SUMS).read_bytes()


def _swap(beside: Path, place: Path) -> None:
    if not place.exists():
        beside.rename(place)
        return
    away = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}."))
    place.rename(away / place.name)
    try:
        beside.rename(place)
    except OSError:
        (away / place.name).rename(place)
        raise
    finally:
        shutil.rmtree(away, ignore_errors=True)
