"""One shard's worth of work: some records in, files out. The same records give the same bytes, wherever it is done."""

import gzip
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from metrograph import graph
from metrograph._version import __version__
from metrograph.decisions import standings
from metrograph.errors import LimitError, MetroGraphError
from metrograph.frames import extra
from metrograph.frames.parquet import parquet_bytes
from metrograph.graph.terms import Graph, plain, well_known
from metrograph.linking import Linked, Linker, read_model
from metrograph.linking.adjust import Adjustment
from metrograph.linking.stream import Asked
from metrograph.model import Item, Kind, Link, NoLink, Plan, Source, Text
from metrograph.namespaces import Names, goal_of
from metrograph.propose import links_of, none_of, run_by
from metrograph.turtle import Quad
from metrograph.words import LANGUAGES

COLUMNS = ("id", "lang", "sdg", "goal", "strength", "confidence", "quote", "start", "end", "basis", "rule", "reason")


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides the bytes of every shard, and nothing else."""

    plan: str
    base: str
    title: Text
    source: str
    digest: str
    adjustment: Adjustment
    parquet: bool

    @property
    def version(self) -> str:
        """Code, model and local adjustment, as provenance has them."""
        return f"{__version__}+{_linker(self.adjustment).version}"


@dataclass(frozen=True, slots=True)
class Task:
    """The records of one shard."""

    number: int
    records: tuple[Asked, ...]
    settings: Settings


@dataclass(frozen=True, slots=True)
class Shard:
    """What became of a task: file bodies by ending, how much there is, and the records that could not be linked."""

    number: int
    files: tuple[tuple[str, bytes], ...]
    records: int
    quads: int
    links: int
    refused: tuple[MetroGraphError, ...]


def work(task: Task) -> Shard:
    """Link the records of a task."""
    by = _linker(task.settings.adjustment)
    found: list[tuple[Asked, Linked]] = []
    refused: list[MetroGraphError] = []
    for asked in task.records:
        try:
            found.append((asked, by.link(asked.text, asked.lang, asked.context, asked.id)))
        except LimitError as error:
            refused.append(error.at(asked.place))
    quads = tuple(_quads(found, by, task.settings))
    files = [(".nq.gz", packed(quads))]
    if task.settings.parquet:
        files.append((".parquet", _parquet(linked for _, linked in found)))
    links = sum(len(linked.bare_goals) + len(linked.targets) for _, linked in found)
    return Shard(task.number, tuple(files), len(found), len(quads), links, tuple(refused))


@cache
def _linker(adjustment: Adjustment) -> Linker:
    return Linker(read_model(), adjustment)


def packed(quads: Iterable[Quad]) -> bytes:
    """Quads as sorted N-Quads, each once, compressed without a time stamp."""
    lines = sorted({f"{quad} .\n" for quad in quads})
    return gzip.compress("".join(lines).encode(), compresslevel=6, mtime=0)


def head_quads(settings: Settings) -> tuple[Quad, ...]:
    """What is said once of all records: the plan, the documents they are from, the run of the linker."""
    return tuple(dict.fromkeys(_said(_plan((), settings), (), (), settings)))


def _quads(found: list[tuple[Asked, Linked]], by: Linker, settings: Settings) -> Iterator[Quad]:
    """What is said of some records alone."""
    items = tuple(_item(asked, linked, by, settings) for asked, linked in found)
    pairs = tuple(zip(items, (linked for _, linked in found), strict=True))
    links = [link for item, linked in pairs for link in links_of(item, linked)]
    none = [judged for item, linked in pairs for judged in none_of(item, linked)]
    once = set(head_quads(settings))
    for quad in _said(_plan(items, settings), links, none, settings):
        if quad not in once:
            yield quad
    names = Names(settings.base)
    said = Graph(names, f"plan/{settings.plan}")
    for asked, item in zip((asked for asked, _ in found), items, strict=True):
        yield said.add(names.element(settings.plan, item.id), well_known("dcterms:identifier"), plain(str(asked.id)))


def _said(plan: Plan, links: Iterable[Link], none: Iterable[NoLink], settings: Settings) -> Iterator[Quad]:
    names = Names(settings.base)
    run = run_by(plan, _linker(settings.adjustment), links, none)
    yield from graph.plan_quads(plan, names)
    yield from graph.run_quads(run, plan, names)
    yield from graph.view_quads(standings([run], ()), graph.addresses({plan.id: plan}, names), names)


def _plan(items: tuple[Item, ...], settings: Settings) -> Plan:
    root = Item(_root(settings), Kind.WORK_PLAN, settings.title)
    return Plan(settings.plan, Source(settings.title, settings.source, settings.digest, "mul", 0), (root, *items))


def _root(settings: Settings) -> str:
    return f"plan-{settings.plan}"


def _item(asked: Asked, linked: Linked, by: Linker, settings: Settings) -> Item:
    lang = linked.lang if linked.lang in LANGUAGES else by.grams.language(asked.text)
    label = Text(**{lang if lang in LANGUAGES else "en": asked.text})
    return Item(item_id(asked), Kind.ACTION, label, lines=(asked.place.line,), found=(asked.place.short,), parent=_root(settings))


def item_id(asked: Asked) -> str:
    """The id of the element of a record: letters, digits and hyphens of its id, with a hash where that loses something."""
    given = str(asked.id)
    safe = quote(given, safe="").replace("%", "-").lower()
    return f"action-{given}" if given == safe else f"action-{safe[:60]}-{hashlib.sha256(given.encode()).hexdigest()[:12]}"


def _parquet(found: Iterable[Linked]) -> bytes:
    pa = extra("pyarrow")
    kinds = {"confidence": pa.float64(), "start": pa.int32(), "end": pa.int32(), "goal": pa.int8()}
    rows = [row for linked in found for row in _rows(linked)]
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])
    columns = [pa.array([row[n] for row in rows], schema.field(n).type) for n in range(len(COLUMNS))]
    return parquet_bytes(pa.Table.from_arrays(columns, schema=schema), {})


def _rows(linked: Linked) -> Iterator[tuple[object, ...]]:
    """A row for each quote of each link; for a record without links one row with the reason."""
    ident = str(linked.id)
    if linked.abstained:
        yield (ident, linked.lang, None, None, None, None, None, None, None, None, None, linked.reason)
    for one in (*linked.bare_goals, *linked.targets):
        head = (ident, linked.lang, one.code, int(goal_of(one.code)), str(one.strength), one.confidence)
        for e in one.evidence or (None,):
            yield (*head, *((e.quote, e.start, e.end, str(e.basis), e.rule) if e else (None,) * 5), None)


def installed() -> str:
    """What a machine would link with: versions of code and model."""
    return f"{__version__}+{_linker(Adjustment()).version}"
