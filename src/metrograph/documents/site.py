"""What crawlers and programs look for: the map of all pages, what robots may read, whole-dataset downloads."""

from html import escape

from metrograph.documents.addresses import Addresses
from metrograph.documents.rdf import MANY, written
from metrograph.documents.room import Room

PAGES = 50_000
"""How many addresses one map may hold (sitemaps.org)."""
_LONGEST = 2_047
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def pages(room: Room, where: Addresses) -> tuple[str, ...]:
    """The address of every page, sorted: things, terms, goals and targets, graphs. Longer ones than maps allow are left out."""
    named = (*room.numbers.things, *(graph for graph, _ in room.numbers.graphs))
    found = {where.url(iri) for iri in named if where.path(iri)}
    return tuple(sorted(url for url in {where.address, *found} if len(url) <= _LONGEST))


def sitemap(room: Room, where: Addresses, part: int = 0) -> str | None:
    """The map of the site; where it has more than 50,000 pages, an index of its parts, which count from 1.

    >>> import metrograph
    >>> from metrograph.documents.room import room_of
    >>> room = room_of(metrograph.open())
    >>> sitemap(room, Addresses(room.names, "http://h/")).count("<loc>") > 1000
    True
    """
    found = pages(room, where)
    parts = -(-len(found) // PAGES)
    if part:
        shown = found[(part - 1) * PAGES : part * PAGES]
        return _map("urlset", "url", shown) if shown else None
    if parts > 1:
        return _map("sitemapindex", "sitemap", tuple(f"{where.address}sitemap.xml?part={n + 1}" for n in range(parts)))
    return _map("urlset", "url", found)


def _map(outer: str, inner: str, urls: tuple[str, ...]) -> str:
    lines = "".join(f"<{inner}><loc>{escape(url)}</loc></{inner}>\n" for url in urls)
    return f'{_HEAD}<{outer} xmlns="{_SPACE}">\n{lines}</{outer}>\n'


_CLOSED = (
    "api", "export/", "graph?of=", "link", "query?query=", "reconcile", "review", "search", "session", "sparql", "store",
    "update",
)  # fmt: skip
"""Beginnings of addresses: the pages about graphs and questions stay open."""


def robots(where: Addresses) -> str:
    """What robots may read: every page, and nothing that is worked out for who asks, of which there is no end.

    >>> from metrograph.namespaces import Names
    >>> print(robots(Addresses(Names(), "http://h/")).splitlines()[-1])
    Sitemap: http://h/sitemap.xml
    """
    closed = "".join(f"Disallow: {where.root}{name}\n" for name in _CLOSED)
    return f"User-agent: *\n{closed}\nSitemap: {where.address}sitemap.xml\n"


def export(room: Room, suffix: str) -> bytes:
    """The whole dataset in the syntax of an extension; a large one as the engine writes it, in no particular order."""
    return written(room, room.as_loaded(room.quads(None)), suffix, blanks=MANY)
