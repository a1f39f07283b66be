"""rdflib's ``Dataset`` and ``Graph`` over the engine: documents are read and written by it."""

from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any, cast
from urllib.parse import urlparse
from urllib.request import url2pathname

from rdflib import Dataset, Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.parser import InputSource, create_input_source
from rdflib.term import Node
from rdflib.util import guess_format

from metrograph.formats import save
from metrograph.rdfview import documents
from metrograph.rdfview.plugin import EngineStore
from metrograph.rdfview.terms import name_of, to_identifier, usable
from metrograph.store import LocalStore


class _Documents(Graph):
    """Reading and writing documents; formats and options that the engine does not know are left to rdflib."""

    @property
    def _local(self) -> LocalStore:
        return cast("EngineStore", self.store).local

    @property
    def _name(self) -> Node:
        return self.default_graph.identifier if isinstance(self, Dataset) else self.identifier

    def parse(
        self,
        source: Any = None,
        publicID: str | None = None,  # noqa: N803 - rdflib's name
        format: str | None = None,  # noqa: A002 - rdflib's name
        location: str | None = None,
        file: Any = None,
        data: str | bytes | None = None,
        **options: Any,
    ) -> Any:
        """Add what a document says, all or nothing; ``SourceError`` names the line that does not parse.

        Nothing that the document names is fetched, and RDF/XML with entities of its own is refused.
        """
        given = create_input_source(source, publicID, location, file, data, format)
        try:
            syntax = documents.FORMATS.get(_format_of(given, format))
            plain = {name: value for name, value in options.items() if (name, value) != ("encoding", "utf-8")}
            if syntax in documents.CLOSED and plain:
                raise TypeError(f"unknown options: {', '.join(plain)}")
            if syntax is None or plain:
                return super().parse(given, format=format, **options)
            base = str(self.absolutize(given.getPublicId() or given.getSystemId() or ""))
            for prefix, space in documents.read(self._local, given, syntax, base, name_of(self._name)).items():
                self.bind(prefix, space)
        finally:
            if given.auto_close:
                given.close()
        return self

    def serialize(
        self,
        destination: Any = None,
        format: str | None = None,  # noqa: A002 - rdflib's name
        base: str | None = None,
        encoding: str | None = None,
        **options: Any,
    ) -> Any:
        """The document of a graph: as text, as bytes when an encoding is named, or written to a file."""
        name = format or ("trig" if isinstance(self, Dataset) else "turtle")
        syntax = documents.FORMATS.get(name)
        if syntax is None or options or (encoding or "utf-8").lower() not in ("utf-8", "utf8"):
            return super().serialize(destination, format=name, base=base, encoding=encoding, **options)
        prefixes = usable(dict(self.namespaces()))
        graph = None if isinstance(self, Dataset) else name_of(self._name)
        body = documents.written(self._local, syntax, graph, prefixes, base or self.base)
        if destination is None:
            return body if encoding else body.decode()
        if hasattr(destination, "write"):
            destination.write(body)
        else:
            save(_path(destination), body)
        return self

    def update(
        self,
        update_object: Any,
        *given: Any,
        use_store_provided: bool = True,  # noqa: ARG002 - see below
        **options: Any,
    ) -> None:
        """Apply an update, on the engine in any case: rdflib's own way writes into another graph than the one named."""
        super().update(update_object, *given, **options)

    def __bool__(self) -> bool:  # without it, rdflib counts; a dataset is as full as all its graphs
        graph = None if isinstance(self, Dataset) else name_of(self._name)
        return any(True for _ in self._local.engine.quads_for_pattern(None, None, None, graph))


class EngineGraph(_Documents):
    """One graph of the store."""


class EngineDataset(_Documents, Dataset):
    """All graphs of the store; without a graph named, their union is asked."""

    def __init__(self, local: LocalStore) -> None:
        super().__init__(EngineStore(local, self.get_context), default_union=True)
        self.default_graph = self.get_context(DATASET_DEFAULT_GRAPH_ID)

    def get_context(self, identifier: Any, quoted: bool = False, base: str | None = None) -> EngineGraph:  # noqa: ARG002
        """One graph, by its name."""
        return EngineGraph(self.store, identifier, self.namespace_manager, base)

    def quads(self, quad: Any = None) -> Iterator[tuple[Any, Any, Any, Any]]:  # type: ignore[override]  # no Generator
        """Subject, predicate, object and name of graph, of the graph asked for alone."""
        subject, predicate, value, graph = self._spoc(quad)
        found = cast("EngineStore", self.store).found((subject, predicate, value), graph)
        return ((*triple, to_identifier(name)) for triple, name in found)


def _format_of(source: InputSource, name: str | None) -> str:
    """The format of a document, as rdflib takes it."""
    file = getattr(getattr(source, "file", None), "name", None)
    guessed = guess_format(file) if isinstance(file, str) else None
    return (name or getattr(source, "content_type", None) or guessed or "turtle").partition(";")[0]


def _path(destination: str | PurePath) -> Path:
    """The path of a file, given as path or as ``file:`` address."""
    parts = urlparse(str(destination))
    return Path(url2pathname(parts.path) if parts.scheme == "file" else destination)
