"""Writes a release: the data in every form, their description, what people read first, and the digests of it all.

```
data/       all.nq .trig .ttl .nt .jsonld .rdf, graphs/ as Turtle      tables/    links, SSSOM, CSVW, Parquet
exchange/   IATI, framed JSON-LD                                        ontology/  terms, shapes, context, their pages
void.ttl dcat.ttl prov.ttl   README.md LICENSE CITATION.cff CHANGELOG.md   manifest.json SHA256SUMS   site/ when asked for
```
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date as day
from pathlib import Path

import pyoxigraph as ox

from metrograph import formats
from metrograph._version import __version__
from metrograph.documents.dcat import dataset_iri
from metrograph.documents.outlet import Edition
from metrograph.documents.room import room_of
from metrograph.errors import MetroGraphError, UsageError
from metrograph.graph.meta import CC_BY
from metrograph.namespaces import MG, OWL, RDFS, short
from metrograph.pipeline import UPDATES
from metrograph.release.changes import Changes, changes, facts_before, facts_of
from metrograph.release.check import count_of
from metrograph.release.describe import dcat_ttl, outlet_of, prov_ttl, version_iri, void_ttl
from metrograph.release.folder import placed, same
from metrograph.release.forms import PAGES, chosen, graph_forms, write_forms, write_graphs
from metrograph.release.manifest import MANIFEST, SUMS, Entry, Known, entry_of, manifest_json, read_release, sums
from metrograph.release.texts import Cover, changelog, citation, licence, readme
from metrograph.release.vocabulary import write_vocabulary
from metrograph.site import write_site
from metrograph.store.updates import UpdateLog
from metrograph.turtle import value
from metrograph.words import LANGUAGES
from metrograph.workspace import Workspace

_VERSION = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?")
_ADDRESS = re.compile(r"https?://[^\s/?#\"<>]+(?:/[^\s?#\"<>]*)?")


@dataclass(frozen=True, slots=True)
class Release:
    """What was written: where, which version, how many files and bytes, what was left out and why."""

    folder: Path
    version: str
    files: int
    size: int
    fresh: bool
    """Whether anything was written: the same release is not written again."""
    left_out: tuple[tuple[str, MetroGraphError], ...]
    """(path, reason) of each file that could not be made."""
    named: bool
    """Whether the publisher is named."""


def write_release(
    desk: Workspace,
    folder: Path,
    *,
    version: str = "",
    date: str = "",
    previous: Path | None = None,
    address: str = "",
    forms: tuple[str, ...] = (),
    site: bool = False,
    force: bool = False,
    tell: Callable[[int], None] = lambda _: None,
) -> Release:
    """Write a release of a desk into a folder, whole or not at all. The same data, version and date give the same bytes.

    ``date`` is that of the release, ``2026-11-23``; by default that of the latest review, comment or update, if there is one.
    ``version`` is by default the date, else ``sha-`` and the beginning of a digest of the data. ``previous`` is the folder of
    the release before; ``address`` where the folder will be found on the web; ``forms`` are some of ``FORMS``.

    Raises ``UsageError`` for what is wrongly asked for and for a folder that holds something else, ``MetroGraphError`` A225
    when the data break a rule, ``SourceError`` when the disk or the release before cannot be used. Nothing is written then.
    """
    names = chosen(forms)
    order = _order(desk, version, date, address)
    before = read_release(previous) if previous else None
    if before and before.version == order.version:
        raise UsageError("A228", version=order.version, path=previous)
    report = desk.validate()
    if not report.ok:
        raise MetroGraphError("A225", n=report.fails("Violation"))
    with placed(folder, order.version, force=force) as place:
        writer = _Writer(desk, place, order, before, tell)
        writer.run(names, site=site)
        fresh = not (folder.is_dir() and same(place, folder))
    sizes = [one.size for one in writer.entries]
    left = tuple(writer.left_out)
    return Release(folder, order.version, len(sizes) + 2, sum(sizes), fresh, left, bool(desk.settings.publisher.name))


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be released, worked out."""

    version: str
    date: str
    address: str


def _order(desk: Workspace, version: str, date: str, address: str) -> _Order:
    if date and not _is_day(date):
        raise UsageError("A226", value=date)
    if address and not _ADDRESS.fullmatch(address):
        raise UsageError("W662", value=address)
    found = date or _latest(desk)
    made = version or found or f"sha-{hashlib.sha256(''.join(sorted(map(str, desk.quads))).encode()).hexdigest()[:12]}"
    if not _VERSION.fullmatch(made) or ".." in made:
        raise UsageError("A223", value=version)
    return _Order(made, found, address if not address or address.endswith("/") else f"{address}/")


def _is_day(text: str) -> bool:
    try:
        return day.fromisoformat(text).isoformat() == text  # it reads other forms too
    except ValueError:
        return False


def _latest(desk: Workspace) -> str:
    """The day of the latest record: a review, a comment, a fact that was looked up, an update."""
    log = UpdateLog(desk.folder / UPDATES).read() if desk.folder else ()
    return max(room_of(desk).modified, *(one.time[:10] for one in log), "")


class _Writer:
    """One release on its way to disk."""

    def __init__(self, desk: Workspace, place: Path, order: _Order, before: Known | None, tell: Callable[[int], None]) -> None:
        self.desk, self.place, self.order, self.before, self.tell = desk, place, order, before, tell
        self.room = room_of(desk)
        self.entries: list[Entry] = []
        self.left_out: list[tuple[str, MetroGraphError]] = []
        self.new = facts_of(desk.quads)

    def run(self, names: tuple[str, ...], *, site: bool) -> None:
        """Write everything; the digests come last."""
        changed = changes(self.before.version, facts_before(self.before), self.new) if self.before else None
        whole = self._forms(names)
        graphs = self._graphs() if "ttl" in names else {}
        self._described(whole, graphs)
        for path, media, about in write_vocabulary(self.desk, self.place, pages=PAGES in names):
            self._take(path, media, about)
        if changed:
            self._put("changes.csv", changed.table().csv().encode(), "text/csv", "release.file.changes")
        if site:
            self._site()
        self._texts(changed)
        self._closed()

    # ---- data

    def _forms(self, names: tuple[str, ...]) -> list[Entry]:
        found = []
        for form, error in write_forms(self.desk, self.place, names):
            if error:
                self.left_out.append((form.path, error))
            else:
                found.append(self._take(form.path, form.media, form.about))
        return found

    def _graphs(self) -> dict[str, Entry]:
        """The file of each graph, by the IRI of the graph."""
        written = {form.path: self._take(form.path, form.media, form.about) for form in write_graphs(self.desk, self.place)}
        return {self.desk.names.graph(name): written[form.path] for name, form in graph_forms(self.desk).items()}

    def _described(self, whole: list[Entry], graphs: dict[str, Entry]) -> None:
        order, before = self.order, self.before
        edition = Edition(
            self.desk.settings.publisher,
            order.date,
            order.version,
            version_iri(self.room, order.version),
            before.node if before else "",
        )
        outlet = outlet_of(edition, order.address, whole, graphs)
        self._put("void.ttl", void_ttl(self.room, outlet), "text/turtle", "release.file.void")
        self._put("dcat.ttl", dcat_ttl(self.room, outlet), "text/turtle", "release.file.dcat")
        prov = prov_ttl(self.room, outlet, (*whole, *graphs.values()))
        self._put("prov.ttl", prov, "text/turtle", "release.file.prov")

    def _site(self) -> None:
        desk = self.desk
        write_site(desk, self.place / "site", address=f"{self.order.address}site/" if self.order.address else "", tell=self.tell)
        for path in sorted((self.place / "site").rglob("*")):
            if path.is_file():
                self.entries.append(entry_of(self.place, path.relative_to(self.place).as_posix(), _media(path), ""))

    # ---- words

    def _texts(self, changed: Changes | None) -> None:
        cover = self._cover()
        earlier = self.before.folder / "CHANGELOG.md" if self.before else None
        told = earlier.read_text(encoding="utf-8", errors="replace") if earlier and earlier.is_file() else ""
        self._put("CHANGELOG.md", changelog(cover, changed, told), "text/markdown", "release.file.changelog")
        self._put("LICENSE", licence(cover), "text/plain", "release.file.licence")
        self._put("CITATION.cff", citation(cover), "application/yaml", "release.file.citation")
        self._put("README.md", readme(cover, self.entries), "text/markdown", "")

    def _cover(self) -> Cover:
        room, order = self.room, self.order
        plans = sorted({*room.of_class(MG + "WorkPlan")}, key=value)
        titles = [
            {one.language or "": one.value for one in room.said(plan, RDFS + "label") if isinstance(one, ox.Literal)}
            for plan in plans
        ]
        reviewed = {*room.saying(MG + "hasReview")}
        graphs = self.desk.graphs()
        return Cover(
            order.version,
            order.date,
            version_iri(room, order.version),
            order.address,
            self.desk.settings.publisher,
            tuple(tuple(sorted(one.items())) for one in titles),
            room.numbers.triples,
            len(self.new.elements),
            len(self.new.links),
            len(reviewed),
            tuple((name, self._licence(name)) for name in graphs if name),
        )

    def _licence(self, graph: str) -> str:
        return CC_BY if graph == "meta" else self.room.licences.get(self.desk.names.graph(graph), "")

    # ---- what machines check

    def _closed(self) -> None:
        (self.place / MANIFEST).write_bytes(manifest_json(self._about(), self.entries))
        digests = {one.path: one.sha256 for one in self.entries}
        digests[MANIFEST] = formats.digest_of(self.place / MANIFEST)
        (self.place / SUMS).write_bytes(sums(digests))

    def _about(self) -> dict[str, object]:
        order, before, cover = self.order, self.before, self._cover()
        publisher = self.desk.settings.publisher
        standing = sorted({told.rpartition(", ")[2] for told in self.new.links.values()})
        return {
            "title": {lang: cover.title(lang) for lang in LANGUAGES},
            "dataset": dataset_iri(self.room),
            "version": order.version,
            "version iri": cover.node,
            "date": order.date or None,
            "address": order.address or None,
            "previous": {"version": before.version, "iri": before.node} if before else None,
            "publisher": {"name": publisher.name, "url": publisher.url, "email": publisher.email},
            "licence": CC_BY,
            "versions": {"metrograph": __version__, **self._versions()},
            "counts": {
                "triples": cover.triples,
                "quads": len(self.desk.quads),
                "elements": cover.elements,
                "links": cover.links,
                "links by status": {name: sum(t.endswith(name) for t in self.new.links.values()) for name in standing},
                "reviewed links": cover.reviewed,
                "graphs": {short(graph): n for graph, n in self.room.numbers.graphs},
            },
            "left out": [{"path": path, "reason": f"{error.code}: {error.what()}"} for path, error in self.left_out],
        }

    def _versions(self) -> dict[str, str]:
        """The version of each ontology and each run in the data."""
        room, kinds = self.room, ((OWL + "Ontology", OWL + "versionInfo"), (MG + "TaggingRun", MG + "version"))
        found: dict[str, str] = {}
        for kind, verb in kinds:
            found.update({value(one): value(told) for one in room.of_class(kind) for told in room.said(one, verb)})
        return dict(sorted(found.items()))

    # ---- files

    def _put(self, path: str, body: bytes, media: str, about: str) -> Entry:
        formats.save(self.place / path, body)
        return self._take(path, media, about)

    def _take(self, path: str, media: str, about: str) -> Entry:
        """Note a file that was written; all of it is read back to be counted."""
        entry = entry_of(self.place, path, media, about, count_of(self.place / path))
        self.entries.append(entry)
        self.tell(len(self.entries) * 10)
        return entry


_MEDIA = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "json": "application/json",
          "csv": "text/csv", "xml": "application/xml", "txt": "text/plain", "ics": "text/calendar", **formats.MEDIA}  # fmt: skip


def _media(path: Path) -> str:
    """The media type of a file of the pages."""
    return _MEDIA.get(path.suffix.removeprefix("."), "application/octet-stream")
