"""The three addresses of a remote store: where it is asked, where it is changed, and where whole graphs are sent.

```
https://host/sparql     https://host/sparql-auth      https://host/sparql-graph-crud-auth     Virtuoso
http://host:7878/query  http://host:7878/update       http://host:7878/store                  Oxigraph
https://host/ds/query   https://host/ds/update        https://host/ds/data                    Fuseki
```
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from metrograph.errors import Place, StoreError
from metrograph.store.access import checked, shown


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a store is asked, changed, and given graphs; empty where it cannot be.

    >>> Addresses.of("https://example.org/sparql").update
    'https://example.org/sparql-auth'
    """

    query: str
    update: str = ""
    data: str = ""

    @classmethod
    def of(cls, url: str, environ: Mapping[str, str] | None = None) -> "Addresses":
        """The addresses that go with the one where a store is asked; the environment has the last word.

        >>> addresses = Addresses.of("http://localhost:7878/query", {"METROGRAPH_STORE_DATA": "http://localhost:7878/mine"})
        >>> addresses.update, addresses.data
        ('http://localhost:7878/update', 'http://localhost:7878/mine')
        """
        told = environ or {}
        update, data = _beside(checked(url))
        return cls(url, told.get("METROGRAPH_STORE_UPDATE") or update, told.get("METROGRAPH_STORE_DATA") or data)

    def checked(self) -> "Addresses":
        """The same addresses, when each can be one."""
        for url in (self.query, self.update, self.data):
            if url or url is self.query:
                checked(url)
        return self

    def to_change(self) -> str:
        """Where updates go; ``StoreError`` when that is not known."""
        if not self.update:
            raise StoreError("T231", Place(shown(self.query)), name="METROGRAPH_STORE_UPDATE")
        return self.update

    def graph(self, name: str) -> str:
        """The address of a graph, of the default graph for the empty name; ``StoreError`` when it is not known.

        >>> Addresses.of("http://localhost:7878/query").graph("http://example.org/a?b")
        'http://localhost:7878/store?graph=http%3A%2F%2Fexample.org%2Fa%3Fb'
        """
        if not self.data:
            raise StoreError("T231", Place(shown(self.query)), name="METROGRAPH_STORE_DATA")
        between = "&" if urlsplit(self.data).query else "?"
        return self.data + between + (f"graph={quote(name, safe='')}" if name else "default")


def _beside(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    path, _, last = parts.path.rstrip("/").rpartition("/")
    if last == "query":
        names = ("update", "data" if path else "store")
    elif last == "sparql":
        names = ("sparql-auth", "sparql-graph-crud-auth")
    else:
        return "", ""
    update, data = (urlunsplit((parts.scheme, parts.netloc, f"{path}/{name}", "", "")) for name in names)
    return update, data
