"""The folder of a store on disk: what is in it, who may write it, and how a rebuilt store takes the place of the old one.

```
store.json          the generation in force, for each graph its count and digest
generation-0001/    engine/ (RocksDB), forms.nq (literals that the engine writes in another way)
updates-generation-0001.jsonl   who changed what in it, when and why
lock                held by the one writer
```

A rebuild makes a new generation beside the old one; putting ``store.json`` in its place is the swap. The generation
before stays until the next rebuild, for those who still read it.
"""

import errno
import json
import os
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from time import sleep

import pyoxigraph as ox

from metrograph.errors import Place, StoreError
from metrograph.formats import append, save
from metrograph.turtle import Quad, value

FORMAT = 1
TRIES, PAUSE = 250, 0.02
_NAME = re.compile(r"generation-\d{4,}")


@dataclass(frozen=True, slots=True)
class Sum:
    """How many quads a graph holds, and a digest that does not depend on their order."""

    count: int = 0
    digest: str = "0" * 32


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``store.json`` says. ``forms`` sums up ``forms.nq``; ``pending`` is set while a change is being made."""

    generation: str = ""
    graphs: dict[str, Sum] = field(default_factory=dict)
    forms: dict[str, Sum] = field(default_factory=dict)
    pending: bool = False


def sums(quads: Iterable[Quad]) -> dict[str, Sum]:
    """Count and digest of each graph, by its IRI; the empty text is the default graph.

    The digest is the sum of BLAKE2b digests (128 bits) of the N-Quads lines, so that a change needs only the lines changed.

    >>> node = ox.NamedNode("http://a/s")
    >>> sums([Quad(node, node, node)])[""].count
    1
    """
    counts: dict[str, int] = {}
    totals: dict[str, int] = {}
    for quad in quads:
        name = value(quad.graph_name)
        counts[name] = counts.get(name, 0) + 1
        totals[name] = totals.get(name, 0) + _digest(quad)
    return {name: Sum(counts[name], f"{totals[name] % 2**128:032x}") for name in sorted(counts)}


def after(before: dict[str, Sum], removed: Iterable[Quad], added: Iterable[Quad]) -> dict[str, Sum]:
    """Count and digest of each graph after some quads went and others came."""
    found = dict(before)
    for sign, quads in ((-1, removed), (1, added)):
        for quad in quads:
            name = value(quad.graph_name)
            old = found.get(name, Sum())
            found[name] = Sum(old.count + sign, f"{(int(old.digest, 16) + sign * _digest(quad)) % 2**128:032x}")
    return {name: found[name] for name in sorted(found) if found[name].count}


def _digest(quad: Quad) -> int:
    return int.from_bytes(blake2b(str(quad).encode(), digest_size=16).digest(), "big")


class Disk:
    """The folder of one store. ``Disk.write`` takes the lock; ``Disk.read`` never makes a file."""

    def __init__(self, path: Path, manifest: Manifest, lock: "Lock | None") -> None:
        self.path, self.manifest, self._lock = path, manifest, lock
        self._forms: Held | None = None

    @classmethod
    def write(cls, path: Path, *, anew: bool = False) -> "Disk":
        """The folder, made when it is not there, locked for one writer; what is there need not be sound to begin ``anew``."""
        try:
            if (path / "CURRENT").exists():
                raise StoreError("T104", Place(str(path)))
            path.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            raise StoreError("T101", Place(str(path)), detail=first_line(error)) from None
        lock = Lock.take(path)
        try:
            disk = cls(path, _last(path) if anew else _read(path) or Manifest(), lock)
            disk.sweep()
        except StoreError:
            lock.release()
            raise
        return disk

    @classmethod
    def read(cls, path: Path) -> tuple["Disk", ox.Store]:
        """The folder and its engine, as the last change left them; ``StoreError`` when there is none."""
        tries = 0
        while True:
            manifest = _read(path)
            if manifest is None:
                raise StoreError("T102", Place(str(path)))
            disk = cls(path, manifest, None)
            try:
                engine = disk.engine()
                disk._forms = Held.reading(disk.here / "forms.nq")
            except StoreError:  # damaged; or the engine of a writer was just then putting files in the place of others
                if tries == TRIES or (tries and not Lock.held(path)):
                    raise
                tries += 1
                sleep(PAUSE)
                continue
            now = _read(path)
            if now and now.generation == manifest.generation:  # counts that a writer is changing are not looked at
                disk.manifest = replace(manifest, pending=manifest.pending or now != manifest)
                return disk, engine

    @property
    def here(self) -> Path:
        """The generation in force."""
        return self.path / self.manifest.generation

    @property
    def log(self) -> Path:
        """The file of updates of the generation in force: a rebuild begins anew."""
        return self.path / f"updates-{self.manifest.generation}.jsonl"

    def engine(self) -> ox.Store:
        """The engine over the generation in force: to be written by the holder of the lock, else to be read."""
        place, path = Place(str(self.path)), self.here / "engine"
        if not (path / "CURRENT").is_file():  # the engine would begin an empty one
            raise StoreError("T105", place, detail=f"{os.strerror(errno.ENOENT)}: {path / 'CURRENT'}")
        try:
            return ox.Store(str(path)) if self._lock else ox.Store.read_only(str(path))
        except (OSError, RuntimeError) as error:
            if self._lock and re.search("lock hold by|lock file", str(error)):  # what this process has not yet let go of
                raise StoreError("T106", place, holder=os.getpid()) from None
            raise StoreError("T105", place, detail=first_line(error)) from None

    def begin(self) -> Path:
        """The folder of the generation to come, empty."""
        new = self.path / f"generation-{_number(self.manifest.generation) + 1:04d}"
        shutil.rmtree(new, ignore_errors=True)
        (new / "engine").mkdir(parents=True)
        return new

    def put(self, manifest: Manifest) -> None:
        """Put a manifest in the place of the last one: from now on it holds."""
        body = json.dumps({"format": FORMAT, **asdict(manifest)}, ensure_ascii=False, indent=1) + "\n"
        save(self.path / "store.json", body.encode())
        self.manifest = manifest

    def pending(self) -> None:
        """Note that a change begins."""
        self.put(replace(self.manifest, pending=True))

    def wrong(self, engine: ox.Store) -> tuple[str, ...]:
        """The graphs whose count or digest is not the one noted when they were written."""
        try:
            held = sums(engine)
        except (OSError, RuntimeError) as error:
            raise StoreError("T105", Place(str(self.path)), detail=first_line(error)) from None
        pairs = ((held, self.manifest.graphs), (sums(self.forms()), self.manifest.forms))
        return tuple(
            sorted({name for found, noted in pairs for name in found.keys() | noted.keys() if found.get(name) != noted.get(name)})
        )

    def add_forms(self, quads: Iterable[Quad]) -> None:
        """Add quads whose literal the engine writes in another way, on disk before this returns."""
        body = _lines(quads)
        if body:
            append(self.here / "forms.nq", body)

    def put_forms(self, quads: Iterable[Quad], generation: Path | None = None) -> None:
        """Put these quads in the place of those whose literal the engine writes in another way."""
        save((generation or self.here) / "forms.nq", _lines(quads))

    def forms(self) -> tuple[Quad, ...]:
        """The quads whose literal the engine writes in another way, as they were loaded; a line broken off at the end is none."""
        path = self.here / "forms.nq"
        try:
            body = self._forms.body() if self._forms else path.read_bytes() if path.exists() else b""
            return tuple(ox.parse(body[: body.rfind(b"\n") + 1], format=ox.RdfFormat.N_QUADS))
        except (OSError, SyntaxError) as error:
            raise StoreError("T105", Place(str(path)), detail=first_line(error)) from None

    def sweep(self) -> None:
        """Delete generations that are neither in force nor the one before, and what a broken rebuild left."""
        in_force = _number(self.manifest.generation)
        for folder in self.path.glob("generation-*"):
            if _NAME.fullmatch(folder.name) and _number(folder.name) not in (in_force, in_force - 1):
                shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Let go of the lock."""
        if self._lock:
            self._lock.release()
            self._lock = None


def _lines(quads: Iterable[Quad]) -> bytes:
    return b"".join(f"{quad} .\n".encode() for quad in quads)


def _number(generation: str) -> int:
    return int(generation.removeprefix("generation-") or 0)


def _last(path: Path) -> Manifest:
    """The manifest of a folder, or, where it cannot be read, one that names the last generation there was."""
    try:
        return _read(path) or Manifest()
    except StoreError:
        names = (found.stem.removeprefix("updates-") for found in path.glob("*generation-*"))
        return Manifest(max((name for name in names if _NAME.fullmatch(name)), key=_number, default=""))


def _read(path: Path) -> Manifest | None:
    """The manifest of a folder, ``None`` when it is no store; ``StoreError`` when it cannot be read."""
    file = path / "store.json"
    try:
        if not file.is_file():
            return None
        found = json.loads(file.read_text(encoding="utf-8"))
        if found["format"] != FORMAT or not _NAME.fullmatch(found["generation"]):
            raise ValueError(str(found["format"]))
        graphs, forms = (
            {str(name): Sum(int(one["count"]), f"{int(one['digest'], 16):032x}") for name, one in found[part].items()}
            for part in ("graphs", "forms")
        )
        return Manifest(str(found["generation"]), graphs, forms, bool(found["pending"]))
    except (OSError, ValueError, OverflowError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise StoreError("T105", Place(str(file)), detail=first_line(error)) from None


def first_line(error: Exception) -> str:
    """What an error says, in one line."""
    return str(getattr(error, "strerror", None) or error).split("\n", 1)[0]


class Held:
    """An open file that is let go of with the object."""

    def __init__(self, handle: int) -> None:
        self.handle = handle
        self._size = os.fstat(handle).st_size

    @classmethod
    def reading(cls, path: Path) -> "Held | None":
        """A file as it is now: its name may go to another one meanwhile; ``None`` when there is none."""
        try:
            return cls(os.open(path, os.O_RDONLY))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError("T105", Place(str(path)), detail=first_line(error)) from None

    def body(self) -> bytes:
        """What the file held then."""
        with os.fdopen(os.dup(self.handle), "rb") as file:
            file.seek(0)
            return file.read(self._size)

    def release(self) -> None:
        """Let go of it."""
        if self.handle >= 0:
            os.close(self.handle)
            self.handle = -1

    def __del__(self) -> None:
        self.release()


class Lock(Held):
    """A lock that dies with its process, on a file that says who holds it."""

    @classmethod
    def take(cls, folder: Path) -> "Lock":
        """The lock of a folder; ``StoreError`` names the process that holds it."""
        try:
            handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise StoreError("T101", Place(str(folder)), detail=first_line(error)) from None
        try:
            _lock(handle)
        except OSError:
            holder = os.read(handle, 20).decode("ascii", "replace").strip()
            os.close(handle)
            raise StoreError("T106", Place(str(folder)), holder=holder or "?") from None
        with suppress(OSError):  # on a full disk the number is missing, the lock holds
            os.truncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode())
        return cls(handle)

    @classmethod
    def held(cls, folder: Path) -> bool:
        """Whether a writer is there."""
        try:
            file = Held(os.open(folder / "lock", os.O_RDONLY))
        except OSError:
            return False
        try:
            _lock(file.handle)
        except OSError:
            return True
        finally:
            file.release()
        return False


def _lock(handle: int) -> None:
    """Lock a file for this process, or raise ``OSError`` at once."""
    try:
        import fcntl  # noqa: PLC0415 - not there on Windows
    except ImportError:
        import msvcrt  # noqa: PLC0415 - only there

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # of Windows alone
        return
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
