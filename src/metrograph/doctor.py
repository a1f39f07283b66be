"""Looks whether everything is in its place: packages, Java, the linker's model, shared files, the build of a workspace."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from metrograph.errors import MetroGraphError, UsageError
from metrograph.pipeline import source_files
from metrograph.store import LocalStore
from metrograph.store.disk import Disk
from metrograph.workspace import Workspace

PACKAGES = ("rdflib", "pyoxigraph", "pyshacl", "owlready2", "networkx", "SPARQLWrapper")
EXTRAS = ("pandas", "polars", "pyarrow", "pyld")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing looked at: ``good``, ``bad`` or ``note``, what it is, and a detail."""

    state: str
    topic: str
    detail: str


def examine(desk: Workspace) -> tuple[Entry, ...]:
    """What was found, the packages first."""
    from metrograph.linking import linker  # noqa: PLC0415 - every command imports this module, few read the linker

    found = [_package(name, "bad") for name in PACKAGES] + [_package(name, "note") for name in EXTRAS]
    java = shutil.which("java")
    found.append(Entry("good" if java else "note", "java", java or ""))
    try:
        found.append(Entry("good", "model", linker(desk.folder).version))
    except MetroGraphError as error:
        found.append(Entry("bad", "model", str(error)))
    try:
        records = desk.records
        plans = ", ".join(f"{plan.id} ({len(plan.items)})" for plan in records.plans.values())
        found.append(Entry("good", "plans", plans))
        found.append(Entry("good", "files", str(len(source_files(desk.source)))))
    except UsageError:  # a store alone, or a file, has no plans
        pass
    except MetroGraphError as error:
        return (*found, Entry("bad", "plans", str(error)), *_store(desk))
    try:
        found.append(Entry("good", "questions", str(len(list(desk.catalog)))))
    except MetroGraphError as error:
        found.append(Entry("bad", "questions", str(error)))
    found.extend(_store(desk))
    if desk.folder:
        found.append(Entry("good" if desk.fresh else "note", "build", str(desk.folder) if desk.fresh else ""))
    return tuple(found)


def _store(desk: Workspace) -> Iterator[Entry]:
    """Whether the store named in place of the files holds what was written to it."""
    store = desk.named
    if store is None:
        return
    try:
        if not isinstance(store, LocalStore):
            yield Entry("good", "store", f"{store}: {len(store.names())} graphs")
        elif store.disk:
            yield _checked(store, store.disk)
    except MetroGraphError as error:
        yield Entry("bad", "store", str(error))


def _checked(store: LocalStore, disk: Disk) -> Entry:
    """Whether each graph has the count and digest noted when it was written."""
    wrong = store.wrong()
    if wrong:
        return Entry("bad", "store", f"{disk.path}: {', '.join(name or '-' for name in wrong)}")
    counts = [total.count for total in disk.manifest.graphs.values()]
    return Entry("good", "store", f"{disk.path}: {sum(counts)} quads, {len(counts)} graphs")


def _package(name: str, otherwise: str) -> Entry:
    try:
        return Entry("good", "package", f"{name} {version(name)}")
    except PackageNotFoundError:
        return Entry(otherwise, "package", f"{name}: pip install {name}")
