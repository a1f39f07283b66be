"""The small page that OpenRefine shows beside a candidate."""

from dataclasses import dataclass

from metrograph.pages.frame import piece


@dataclass(frozen=True, slots=True)
class Preview:
    """What the page shows; ``href`` is empty where there is no page to open, ``root`` is the path of the service."""

    name: str
    kind: str
    definition: str
    iri: str
    href: str
    known: bool
    root: str = "/"


def preview_html(page: Preview, lang: str = "en") -> str:
    """The page about a candidate: name, kind, definition, and a link to all that is known of it.

    >>> ">a&lt;b</h1>" in preview_html(Preview("a<b", "theme", "", "urn:x", "", known=True))
    True
    """
    return piece("reconcile_preview.html", lang, page=page)
