"""Pages about things, graphs and the dataset, as HTML that works without a script: pure functions from values.

Every text may be hostile: all of it is escaped, characters that HTML cannot hold are shown as �, and a link is only
what the one who built the page found safe to follow.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from metrograph.words import LANGUAGES, counted, say

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TITLE = 120


@dataclass(frozen=True, slots=True)
class Named:
    """A value on a page: its text, the language of that text, where it leads, and the rows of a thing without a name."""

    text: str
    lang: str = ""
    href: str = ""
    inner: tuple["Row", ...] = ()
    anchor: str = ""
    """The name by which a place on the page is reached, for the first cell of a row."""


@dataclass(frozen=True, slots=True)
class Row:
    """A property with its values; ``more`` says how many are not shown."""

    label: Named
    values: tuple[Named, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """A link between an element and a goal or target: both ends, and facts, quotes and reasons for and against it."""

    title: Named
    page: Named
    facts: tuple[Row, ...]
    quotes: tuple[Named, ...]
    reasons: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page: language, the path of the service, other forms of the same page, what machines read."""

    lang: str
    root: str
    path: str
    canonical: str
    alternates: tuple[tuple[str, str, str], ...] = ()
    """(extension, media type, path) of each other form."""
    linked: Mapping[str, object] | None = None
    """A description in the words of schema.org."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A page about one thing."""

    iri: str
    heading: Named
    kinds: tuple[Named, ...]
    definition: Named | None
    rows: tuple[Row, ...]
    judgements: tuple[Judgement, ...]
    incoming: tuple[Row, ...]
    notes: tuple[str, ...]
    same: str = ""
    """Where the publisher of the thing itself tells of it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of lists: a title, a sentence, facts, and sections of links."""

    title: Named
    intro: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, tuple[Named, ...], int], ...]
    """(heading, links, how many more there are)."""
    tables: tuple[tuple[str, tuple[str, ...], tuple[tuple[Named, ...], ...]], ...] = ()
    """(caption, columns, rows)."""


@cache
def _environment() -> Environment:
    loader = PackageLoader("metrograph", "pages/templates")
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_seen,
    )
    made.globals.update(say=say, counted=counted, languages=LANGUAGES, data=script_json)
    return made


def warm_pages() -> None:
    """Read and compile the templates now, for processes that may open no file later."""
    for name in ("frame.html", "thing.html", "listing.html"):
        _environment().get_template(name)


def _seen(value: object) -> object:
    return _UNSEEN.sub("\ufffd", value) if type(value) is str else value


def script_json(value: object) -> str:
    r"""A value as JSON that can stand in a ``<script>`` element.

    >>> script_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=True, indent=1)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def thing_html(page: Thing, frame: Frame) -> str:
    """The page about a thing."""
    return _rendered("thing.html", page, frame, page.heading.text)


def listing_html(page: Listing, frame: Frame) -> str:
    """A page of lists and tables."""
    return _rendered("listing.html", page, frame, page.title.text)


def _rendered(name: str, page: object, frame: Frame, title: str) -> str:
    short = title if len(title) <= _TITLE else title[:_TITLE] + "…"
    return _environment().get_template(name).render(page=page, frame=frame, lang=frame.lang, title=short)
