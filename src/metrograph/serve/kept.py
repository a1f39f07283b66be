"""What the keeper keeps: a workspace, or a store that others filled, and how either is changed."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from metrograph import folder as folders
from metrograph.errors import Place, RequestError, SourceError, StoreError, UsageError
from metrograph.serve.served import Data
from metrograph.store import LocalStore
from metrograph.turtle import Quad
from metrograph.updating import Draft
from metrograph.workspace import Workspace, open_workspace

_BLANK = re.compile(rb"_:[^ ]+")
_UNSURE = ("unsure",)
"""In place of stamps, after a change that failed on the disk: it may be there or not, and everything is read again."""
Change = tuple[Data, bytes, bytes]


class Kept:
    """A workspace and the state of it that the service shows."""

    def __init__(self, desk: Workspace, *, union: bool, writing: bool) -> None:
        self.desk = desk
        self.union = union
        self.writing = writing
        self.version = ""
        self._shown: frozenset[Quad] = frozenset()
        self._files: tuple[object, ...] = ()
        self._number = 0

    @classmethod
    def open(cls, folder: str, store: str, base: str, *, writing: bool) -> "Kept":
        """What is in a folder, or in a store on disk, which is made when it is not there and may be written.

        A store that holds the graphs of a workspace is served as one; any other as SPARQL has it.
        """
        if store.startswith(("http://", "https://")):
            raise UsageError("W120", value=store)
        if writing and not store and not folder:
            raise UsageError("W121")
        if store and not Path(store).exists() and not writing:
            raise StoreError("T102", Place(store))
        desk = open_workspace(folder or None, store=store, writing=writing, base=base)
        union = not store or desk.names.graph("ontology") in desk.store.names()
        if writing and union and not store and desk.names.base != folders.read_settings(Path(folder)).base:
            raise UsageError("W122", value=base)
        return cls(desk, union=union, writing=writing)

    # ---- reading

    def write(self, folder: Path) -> Data:
        """Write everything there is to a new file in a folder, for a holder to read."""
        self._refresh()
        self._files = self._stamps()
        quads = self.desk.quads
        self._number += 1
        path = folder / f"data-{self._number}.nq"
        body = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
        path.write_bytes(body)
        self.version = _version(body)
        self._shown = frozenset(quads) if self.writing else frozenset()
        return self._data(str(path))

    def stale(self) -> bool:
        """Whether somebody else changed the files since they were read."""
        return self._stamps() != self._files

    def _refresh(self) -> None:
        """Read anew what lies on disk."""
        if isinstance(self.desk.named, LocalStore) and not self.writing and self.desk.named.disk:
            path, base = str(self.desk.named.disk.path), self.desk.names.base
            self.desk = open_workspace(self.desk.folder, store=path, base=base)
        else:
            self.desk.refresh()

    def _stamps(self) -> tuple[object, ...]:
        """When each file on disk was last written, and how long it is."""
        store = self.desk.named
        if isinstance(store, LocalStore):
            return folders.stamps_of([store.disk.path / "store.json"]) if store.disk and not self.writing else ()
        return folders.stamps(self.desk.folder) if self.desk.folder else ()

    def _data(self, path: str) -> Data:
        desk = self.desk
        return Data(
            path=path,
            version=self.version,
            base=desk.names.base,
            plans=desk.plans,
            folder=str(desk.folder or ""),
            union=self.union,
            writable=self.writing,
        )

    # ---- writing

    def commit(self, removed: bytes, added: bytes, text: str, by: str, why: str) -> Change | None:
        """Apply a change that a child worked out of the data shown; ``RejectedError`` when it would break a rule."""
        if not self.writing:
            raise RequestError("W123", 403)
        if self.stale():
            raise RequestError("W124", 503, (("Retry-After", "2"),))
        gone, come = (frozenset(ox.parse(lines, format=ox.RdfFormat.N_QUADS)) for lines in (removed, added))
        gone &= self._shown  # the service also shows what it tells of itself
        try:
            if self.union:
                update = self.desk.commit(Draft(text, gone, come, (self._shown - gone) | come), by, why)
                if update:
                    gone, come = map(frozenset, update.quads())
            elif gone or come:
                self.desk.store.change(gone, come)
        except (SourceError, StoreError):
            self._files = _UNSURE
            raise
        return self._shows(gone & self._shown, come - self._shown)

    def difference(self) -> Change | None:
        """What changed since it was last shown; ``None`` when nothing did."""
        now = frozenset(self.desk.quads)
        return self._shows(self._shown - now, now - self._shown)

    def _shows(self, gone: frozenset[Quad], come: frozenset[Quad]) -> Change | None:
        self._files = self._stamps()
        if not gone and not come:
            return None
        removed, added = _lines(gone), _lines(come)
        self._shown = (self._shown - gone) | come
        self.version = hashlib.sha256(self.version.encode() + removed + b"\n" + added).hexdigest()[:16]
        return self._data(""), removed, added

    def close(self) -> None:
        """Let others write."""
        self.desk.close()


def _lines(quads: Iterable[Quad]) -> bytes:
    return "".join(sorted(f"{quad} .\n" for quad in quads)).encode()


def _version(lines: bytes) -> str:
    """A mark of what lines of N-Quads say, whatever their order and the names of their blank nodes."""
    return hashlib.sha256(b"\n".join(sorted(_BLANK.sub(b"_:", lines).split(b"\n")))).hexdigest()[:16]
