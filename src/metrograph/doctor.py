"""Looks whether everything is in its place: packages, Java, the linker's model, shared files, the build of a workspace."""

import shutil
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from metrograph.errors import MetroGraphError
from metrograph.pipeline import source_files
from metrograph.workspace import Workspace

PACKAGES = ("rdflib", "pyoxigraph", "pyshacl", "owlready2", "networkx", "SPARQLWrapper")
EXTRAS = ("pandas", "polars", "pyarrow")


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
    except MetroGraphError as error:
        found.append(Entry("bad", "plans", str(error)))
        return tuple(found)
    try:
        found.append(Entry("good", "questions", str(len(list(desk.catalog)))))
    except MetroGraphError as error:
        found.append(Entry("bad", "questions", str(error)))
    if desk.folder:
        found.append(Entry("good" if desk.fresh else "note", "build", str(desk.folder) if desk.fresh else ""))
    return tuple(found)


def _package(name: str, otherwise: str) -> Entry:
    try:
        return Entry("good", "package", f"{name} {version(name)}")
    except PackageNotFoundError:
        return Entry(otherwise, "package", f"{name}: pip install {name}")
