"""Asks a far endpoint politely: on request, one question at a time with a pause between two, and nothing twice.

Answers are kept in ``.metrograph/cache/lookups``, one file for each thing and query, with the time at which they came.
"""

import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from metrograph import formats
from metrograph.enrich.lookups import Lookup
from metrograph.enrich.things import Thing
from metrograph.errors import LimitError, Place, QueryError, SourceError, StoreError, UsageError
from metrograph.solutions import Solutions
from metrograph.store.access import Access, checked, shown
from metrograph.store.http import AGENT, Client
from metrograph.store.remote import RemoteStore
from metrograph.table import Table
from metrograph.values import lexical

PROJECT = "https://w3id.org/metrograph/"
CACHE = Path(".metrograph", "cache", "lookups")
BATCH = 10
"""Things that one question is about."""
PAUSE = 1.0
"""Seconds between two questions."""
TIMEOUT = 60.0
LARGEST, ROWS = 16 << 20, 50_000
"""Bytes and rows of an answer."""
_LONGEST = 900.0  # seconds that an endpoint may ask us to wait
_SHARED = ("METROGRAPH_STORE_ACCESS", "METROGRAPH_STORE_INSECURE")  # the others speak of the store alone
_COLUMNS = ("name", "thing", "fact", "value", "date")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A thing to ask about: by its names, or by the IRI that was chosen for it at the endpoint."""

    thing: Thing
    iri: str = ""

    def query(self, lookup: Lookup) -> str:
        """The question about this thing alone."""
        return asked(lookup, [self])


@dataclass(frozen=True, slots=True)
class Answer:
    """What an endpoint said of one thing, and when (UTC, ISO 8601)."""

    wanted: Wanted
    time: str
    rows: tuple[Row, ...]


class Endpoint:
    """A SPARQL endpoint that a person named.

    >>> Endpoint("https://example.org/sparql?key=hush").address
    'https://example.org/sparql'
    """

    def __init__(
        self,
        url: str,
        folder: Path | None = None,
        *,
        contact: str = "",
        timeout: float = TIMEOUT,
        refresh: bool = False,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.address = shown(sound(url))
        self.requests = 0
        """How many questions were sent."""
        self._cache = folder / CACHE if folder else None
        self._seconds, self._refresh, self._now, self._sleep = timeout, refresh, now, sleep
        access = Access.found(url, {name: os.environ[name] for name in _SHARED if name in os.environ})
        agent = f"{AGENT} ({contact if contact and contact.isascii() and contact.isprintable() else PROJECT})"
        client = Client(access, timeout, 3, sleep, largest=LARGEST, longest=_LONGEST, homebody=True, agent=agent)
        self._store = RemoteStore(url, client=client)

    def answers(self, lookup: Lookup, wanted: Iterable[Wanted]) -> Iterator[tuple[Answer, ...]]:
        """What it says of some things, in the pieces in which it is known: first what is kept, then an answer at a time."""
        listed = tuple(wanted)
        kept = (None if self._refresh else self._kept(lookup, one) for one in listed)
        known = tuple(answer for answer in kept if answer)
        if known:
            yield known
        for batch in self.batches(lookup, listed):
            yield self._asked(lookup, batch)

    def batches(self, lookup: Lookup, wanted: Iterable[Wanted]) -> tuple[tuple[Wanted, ...], ...]:
        """What would be asked now, in the groups of ten of one question: things with an IRI apart from those with names."""
        listed = [one for one in wanted if self._refresh or self._kept(lookup, one) is None]
        groups = ([one for one in listed if one.iri], [one for one in listed if not one.iri])
        return tuple(tuple(group[at : at + BATCH]) for group in groups for at in range(0, len(group), BATCH))

    def _asked(self, lookup: Lookup, batch: Sequence[Wanted]) -> tuple[Answer, ...]:
        """The answer to one question about some things, parted by thing and kept."""
        if self.requests:
            self._sleep(PAUSE)
        self.requests += 1
        by_iri = bool(batch[0].iri)
        rows = self._rows(lookup, asked(lookup, batch))
        told = f"{self._now().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        found = []
        for one in batch:
            names = {one.iri} if by_iri else {name for name, _ in one.thing.names}
            own = tuple(row for row in rows if row.get("thing" if by_iri else "name") in names)
            found.append(Answer(one, told, own))
        for answer in found:
            self._keep(lookup, answer)
        return tuple(found)

    def _rows(self, lookup: Lookup, text: str) -> list[Row]:
        try:
            answer = self._store.query(text)
        except QueryError as error:
            raise error.inside(lookup.path) from None
        except StoreError as error:
            if error.code == "T204":
                raise StoreError("A248", error.place, seconds=f"{self._seconds:g}") from None
            raise
        if not isinstance(answer, Table) or not isinstance(answer.records, Solutions):
            raise StoreError("T216", Place(self.address))
        if len(answer) > ROWS:
            raise LimitError("A249", Place(self.address), rows=ROWS)
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.records.cells(lexical)]

    # ---- what is kept

    def _file(self, lookup: Lookup, one: Wanted) -> Path | None:
        """Where the answer about a thing is kept: named by endpoint, lookup and question, so that a changed one is asked anew."""
        parts = (self.address, lookup.sha256, one.query(lookup))
        name = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
        return self._cache / f"{name}.json" if self._cache else None

    def _kept(self, lookup: Lookup, one: Wanted) -> Answer | None:
        path = self._file(lookup, one)
        try:
            told = json.loads(path.read_bytes()) if path else {}
            rows = tuple({name: str(row[name]) for name in _COLUMNS if name in row} for row in told["rows"])
            return Answer(one, str(told["time"]), rows) if told["endpoint"] == self.address else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):  # not there, or not whole: asked again
            return None

    def _keep(self, lookup: Lookup, answer: Answer) -> None:
        path = self._file(lookup, answer.wanted)
        if path is None:
            return
        rows = [{name: row[name] for name in _COLUMNS if row.get(name)} for row in answer.rows]
        told = {"endpoint": self.address, "time": answer.time, "rows": rows}
        with suppress(SourceError, OSError):  # a cache that cannot be written is none
            path.parent.mkdir(parents=True, exist_ok=True)
            formats.save(path, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())


def sound(url: str) -> str:
    """The address of an endpoint, if it can be one; ``UsageError`` when it cannot, without the address, which may hold a key."""
    try:
        return checked(url)
    except StoreError as error:
        raise UsageError("A250" if error.code == "T220" else "A251") from None


def asked(lookup: Lookup, batch: Sequence[Wanted]) -> str:
    """The question about the things of a batch."""
    return lookup.by_thing(one.iri for one in batch) if batch[0].iri else lookup.by_name(one.thing for one in batch)


def seconds(text: str) -> float:
    """A time-out as it is typed, above 0 and up to an hour; else ``UsageError``.

    >>> seconds("2.5")
    2.5
    """
    if re.fullmatch(r"[0-9]{1,4}(?:\.[0-9]{1,3})?", text, re.ASCII) and 0 < float(text) <= 3600:
        return float(text)
    raise UsageError("U108", value=text, name="--timeout", near="", choices="0.1 … 3600")
