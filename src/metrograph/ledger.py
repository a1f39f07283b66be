"""The updates of a workspace: who changed what, when and why; each validated first, each to be taken back."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from metrograph import folder as folders
from metrograph import pipeline
from metrograph.desk import Desk
from metrograph.errors import MetroGraphError, Place, QueryError, RejectedError, StoreError, UsageError
from metrograph.store import LocalStore, Store
from metrograph.store.updates import Update, UpdateLog, replayed
from metrograph.turtle import Quad

if TYPE_CHECKING:
    from metrograph.updating import Draft
    from metrograph.validate import Report
    from metrograph.validate.guard import Guard


class Ledger(Desk):
    """A desk whose data can be changed, and that keeps account of it. ``Workspace`` adds checks, reviews and links."""

    _mark = ""
    """The stamp of the plain files when an update last looked at them."""

    @property
    def version(self) -> int:
        """The version of the data: how many updates it has seen."""
        from metrograph.updating import version_of  # noqa: PLC0415 - see below

        return version_of(self.store, self.names)

    @property
    def history(self) -> tuple[Update, ...]:
        """The updates that were made, the oldest first; from a store without a log, who, when and why alone."""
        from metrograph.updating import told_by  # noqa: PLC0415 - see below

        return self._logged if self._log else told_by(self.store, self.names)

    @property
    def _logged(self) -> tuple[Update, ...]:
        return self._log.read() if self._log else ()

    def update(self, text: str, by: str, why: str, now: datetime | None = None) -> Update | None:
        """Apply a SPARQL update after validating what it leaves: all of it, or nothing.

        Who, when and why go to the log and into the graph ``updates``, and the version grows by one. ``RejectedError``, with
        the report, when it would break a rule; ``None`` when there is nothing to change.

        >>> import metrograph
        >>> g = metrograph.load(metrograph.resources.root() / "ontology" / "themes.ttl")
        >>> made = g.update('INSERT DATA { id:theme-mobility skos:altLabel "mobilities"@en }', by="Ana", why="also said so")
        >>> made.version, g.version
        (1, 1)
        """
        with self._alone(by, why):
            return self._commit(self.draft(text), by, why, now)

    def commit(self, draft: "Draft", by: str, why: str, now: datetime | None = None) -> Update | None:
        """Apply a draft that was made of the data as they are now, as ``update`` does; blank nodes that come keep their names."""
        from metrograph.updating import lost  # noqa: PLC0415 - see below

        with self._alone(by, why):
            self._caught_up()
            if self._store is None and self.folder and (n := lost(draft, self._logged)):
                raise QueryError("T113", Place("update"), n=n)
            return self._commit(draft, by, why, now)

    def draft(self, text: str) -> "Draft":
        """What a SPARQL update would do: the quads that would go and come. Nothing is changed."""
        from metrograph.updating import drafted, nameless  # noqa: PLC0415 - validation is imported when asked for

        draft = drafted(self._caught_up(), text, self.names, self.plans)
        if self._store is None and self.folder and (n := nameless(draft)):  # the next reading of the files names them anew
            raise QueryError("T113", Place("update"), n=n)
        return draft

    def weighed(self, draft: "Draft") -> "Report | None":
        """The report of a draft that would break a rule, ``None`` for one that would not."""
        from metrograph.updating import broken  # noqa: PLC0415 - see above
        from metrograph.validate.guard import Guard  # noqa: PLC0415 - see above

        return broken(draft, Guard(tuple(self.store.graph("")), self.rules), self.rules)

    def undo(self, by: str, why: str, now: datetime | None = None) -> Update | None:
        """Take the last update back, as an update of its own; a second time brings it back."""
        with self._alone(by, why):
            return self._commit(self.undoing(), by, why, now)

    def undoing(self) -> "Draft":
        """What ``undo`` would do. Nothing is changed."""
        from metrograph.updating import taken_back  # noqa: PLC0415 - see above

        if not self._logged:
            raise UsageError("T111")
        return taken_back(self._logged[-1], self._caught_up(), self.names)

    @contextmanager
    def _alone(self, by: str, why: str) -> Iterator[None]:
        """Keep others from updating the plain files meanwhile; refuse at once what could not be written."""
        if not by.strip() or not why.strip():
            raise UsageError("T112")
        if isinstance(self._store, LocalStore) and not self._store.writable:
            raise StoreError("T107", Place(str(self._store.disk.path if self._store.disk else "")))
        with folders.alone(self.folder) if self.folder and self._store is None else nullcontext():
            yield

    def _commit(self, draft: "Draft", by: str, why: str, now: datetime | None) -> Update | None:
        from metrograph.updating import broken, recorded, violations  # noqa: PLC0415 - see above

        if not draft:
            return None
        report = broken(draft, self._guard, self.rules)
        if report is not None:
            raise RejectedError(report, violations(report))
        time = (now or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        update, removed, added = recorded(draft, self.version + 1, time, by.strip(), why.strip(), self.names)
        fresh = self.fresh and self._store is None
        self._note(update, removed, added)
        self._follow(update, fresh=fresh)
        return update

    def _note(self, update: Update, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Write an update to the log, then to the store: both, or neither."""
        log, size = self._log, -1
        try:
            if log:
                size = log.append(update)
            self.store.change(removed, added)
        except MetroGraphError:
            self.__dict__.pop("_guard", None)  # it watches what has not come about
            if log and size >= 0 and self.version < update.version:
                log.cut(size)
            raise

    def _follow(self, update: Update, *, fresh: bool) -> None:
        """After an update: what was worked out before is worked out again when asked for, and a fresh build stays fresh."""
        for name in ("elements", "pilots"):
            self.__dict__.pop(name, None)
        if self._quads is not None:
            self._quads = replayed(self._quads, (update,))
        if self.folder and self._store is None:
            self._mark = folders.stamp(self.folder)
            if fresh:
                self._keep()

    def _keep(self) -> None:
        """Keep the graph for fast reading."""
        if self.folder and self._lasting:
            folders.keep(self.folder, self.quads)

    @property
    def _lasting(self) -> bool:
        """Whether the log names no blank nodes, which would get other names in a graph that is kept."""
        return not any("_:" in line for update in self._logged for line in update.added)

    def _caught_up(self) -> Store:
        """The store as the plain files are now; on disk, with the updates in its log that a break kept from it."""
        if self._store is None and self.folder:
            mark = folders.stamp(self.folder)
            if mark != self._mark:
                self._forget()
                self._mark = mark
        elif self._log and isinstance(self._store, LocalStore) and self._store.writable:
            version = self.version
            for update in self._logged:
                if update.version > version:
                    self.store.change(*update.quads())
                    self._quads = None
        return self.store

    @cached_property
    def _guard(self) -> "Guard":
        from metrograph.validate.guard import Guard  # noqa: PLC0415 - see above

        return Guard(tuple(self.store.graph("")), self.rules)

    @property
    def _log(self) -> UpdateLog | None:
        """Where updates are noted: beside the plain files, or in the folder of the store."""
        disk = getattr(self._store, "disk", None)
        if disk:
            return UpdateLog(disk.log)
        return UpdateLog(self.folder / pipeline.UPDATES) if self.folder and self._store is None else None

    def refresh(self) -> None:
        """Read again what others may have changed."""
        self._forget()

    def _forget(self) -> None:
        """Drop what was derived from the plain files, since they changed."""
        self._quads = None
        for name in ("_derived", "store", "elements", "pilots", "_places", "_guard", "_similar"):
            self.__dict__.pop(name, None)
