"""The forms in which a release holds the data: by the name that chooses each, its files, their media types and what they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from metrograph.desk import Desk
from metrograph.errors import MetroGraphError, SourceError, UsageError, near
from metrograph.site.files import step

PAGES = "html"
"""The form that is the ontology as a page, written beside the ontology itself."""
NEEDED = "nq"
"""The form that every release has: the next one is compared with it."""


@dataclass(frozen=True, slots=True)
class Form:
    """A file of a form: its path, its media type, the key of the text that says what it is, its language where it has one."""

    path: str
    media: str
    about: str
    lang: str = "en"


_PARQUET = "application/vnd.apache.parquet"
FORMS: dict[str, tuple[Form, ...]] = {
    "nq": (Form("data/all.nq", "application/n-quads", "release.file.nq"),),
    "trig": (Form("data/all.trig", "application/trig", "release.file.trig"),),
    "ttl": (Form("data/all.ttl", "text/turtle", "release.file.ttl"),),
    "nt": (Form("data/all.nt", "application/n-triples", "release.file.nt"),),
    "jsonld": (Form("data/all.jsonld", "application/ld+json", "release.file.jsonld"),),
    "rdf": (Form("data/all.rdf", "application/rdf+xml", "release.file.rdf"),),
    "csv": (
        Form("tables/links.csv", "text/csv", "release.file.csv"),
        Form("tables/links.fr.csv", "text/csv", "release.file.csv.fr", "fr"),
        Form("tables/links.es.csv", "text/csv", "release.file.csv.es", "es"),
    ),
    "sssom": (Form("tables/links.sssom.tsv", "text/tab-separated-values", "release.file.sssom"),),
    "csvw": (Form("tables/tables.csvw.zip", "application/zip", "release.file.csvw"),),
    "parquet": (
        Form("tables/links.parquet", _PARQUET, "release.file.parquet"),
        Form("tables/all.quads.parquet", _PARQUET, "release.file.quads-parquet"),
    ),
    "iati": (Form("exchange/plan.iati.xml", "application/xml", "release.file.iati"),),
    "framed": (Form("exchange/pilots.framed.jsonld", "application/ld+json", "release.file.framed"),),
    PAGES: (),
}


def chosen(names: tuple[str, ...]) -> tuple[str, ...]:
    """The forms asked for in the order of ``FORMS``, all of them when none is named; ``UsageError`` for an unknown one.

    >>> chosen(("csv",))
    ('nq', 'csv')
    """
    for name in names:
        if name not in FORMS:
            raise UsageError("U108", value=name, name="--formats", near=near(name, FORMS), choices=", ".join(FORMS))
    return tuple(name for name in FORMS if not names or name in names or name == NEEDED)


def write_forms(desk: Desk, place: Path, names: tuple[str, ...]) -> Iterator[tuple[Form, MetroGraphError | None]]:
    """Write the files of some forms below a folder; with each what kept it from being written, where something did.

    A library that is not installed, and what a format cannot hold, leave a file out: others still hold the data.
    """
    for name in names:
        for form in FORMS[name]:
            target = place / form.path
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                desk.save(target, lang=form.lang)
            except (UsageError, SourceError) as error:
                if name == NEEDED or error.code == "S108":  # S108: the disk, not the data
                    raise
                yield form, error
            else:
                yield form, None


def graph_forms(desk: Desk) -> dict[str, Form]:
    """The Turtle file of each graph, by the short name of the graph.

    >>> import metrograph
    >>> graph_forms(metrograph.open())["plan/metropolis-2019"].path
    'data/graphs/plan/metropolis-2019.ttl'
    """
    paths = {name: "/".join(step(part) for part in name.split("/")) for name in desk.graphs() if name}
    return {name: Form(f"data/graphs/{path}.ttl", "text/turtle", "release.file.graph") for name, path in paths.items()}


def write_graphs(desk: Desk, place: Path) -> Iterator[Form]:
    """Write each graph as Turtle."""
    for name, form in graph_forms(desk).items():
        target = place / form.path
        target.parent.mkdir(parents=True, exist_ok=True)
        desk.save(target, name)
        yield form
