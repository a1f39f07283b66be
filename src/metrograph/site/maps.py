"""The map of a site for search engines, and what robots may read of it: everything."""

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

_MOST = 50_000
"""How many addresses one map may hold (sitemaps.org)."""
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def maps(address: str, pages: Sequence[str], most: int = _MOST) -> Iterator[tuple[str, str]]:
    """(name, text) of each file; where there are more pages than one map may hold, an index of several.

    >>> [name for name, _ in maps("https://a.example/", ["index.html", "b.html"], most=1)]
    ['sitemap-1.xml', 'sitemap-2.xml', 'sitemap.xml', 'robots.txt']
    """
    parts = [pages[at : at + most] for at in range(0, len(pages), most)]
    if len(parts) > 1:
        names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        yield from ((name, _map("urlset", "url", address, part)) for name, part in zip(names, parts, strict=True))
        yield "sitemap.xml", _map("sitemapindex", "sitemap", address, names)
    else:
        yield "sitemap.xml", _map("urlset", "url", address, pages)
    yield "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {address}sitemap.xml\n"


def _map(outer: str, inner: str, address: str, names: Sequence[str]) -> str:
    lines = "".join(f"<{inner}><loc>{escape(address + quote(name))}</loc></{inner}>\n" for name in names)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} xmlns="{_SPACE}">\n{lines}</{outer}>\n'
