"""Where and by whom a dataset is published: the addresses of its description, its downloads, its publisher, its version.

A service has one outlet, each released folder another; VoID and DCAT tell of both in the same way.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from metrograph import formats
from metrograph.documents.addresses import Addresses
from metrograph.documents.room import Room
from metrograph.folder import Publisher

MEDIA = {suffix: formats.MEDIA[suffix] for suffix in ("nq", "trig", "ttl", "jsonld", "nt", "rdf")}
"""Media types of downloads of the service, by extension."""
_MANY = 500
"""Each graph that is offered takes some 150 statements."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file that can be had: its address, name, media type and what it is; size and digest where they are known."""

    url: str
    name: str
    media: str
    about: str
    """The key of the text that says what it is."""
    size: int | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """What is told of the publishing itself: who, when, which version of what."""

    publisher: Publisher
    modified: str = ""
    """A day, ``2026-11-23``, or nothing where the data bear no date."""
    version: str = ""
    node: str = ""
    """The IRI of this version of the dataset."""
    previous: str = ""
    """The IRI of the version before it."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where a dataset is published."""

    home: str
    void: str
    dcat: str
    edition: Edition
    whole: tuple[Download, ...]
    graphs: Mapping[str, tuple[Download, ...]] = field(default_factory=dict)
    """Downloads of each named graph that has any."""
    service: bool = True
    """Whether SPARQL is answered at ``{home}sparql``."""


def service_outlet(room: Room, where: Addresses) -> Outlet:
    """The outlet that a service is; of very many graphs none is offered by itself, for their files would be most of the data.

    >>> import metrograph
    >>> from metrograph.documents.room import room_of
    >>> room = room_of(metrograph.open())
    >>> [one.name for one in service_outlet(room, Addresses(room.names, "http://h/")).whole][:2]
    ['all.nq', 'all.trig']
    """
    known = room.numbers.graphs if len(room.numbers.graphs) <= _MANY else ()
    graphs = (graph for graph, _ in known if where.path(graph))
    return Outlet(
        where.address,
        f"{where.address}.well-known/void",
        f"{where.address}dcat",
        Edition(room.publisher, room.modified),
        tuple(
            Download(f"{where.address}export/all.{suffix}", f"all.{suffix}", media, f"format.{suffix}")
            for suffix, media in MEDIA.items()
        ),
        {graph: tuple(_of_graph(where, graph)) for graph in graphs},
    )


def _of_graph(where: Addresses, graph: str) -> list[Download]:
    url = where.url(graph)
    return [
        Download(f"{url}.{suffix}", f"{url.rsplit('/', 1)[1]}.{suffix}", media, f"format.{suffix}")
        for suffix, media in MEDIA.items()
    ]
