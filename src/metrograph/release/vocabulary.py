"""What the data are said with: ontology, rules and JSON-LD context, as files of their own."""

import json
from collections.abc import Iterator
from pathlib import Path

from metrograph import formats
from metrograph.desk import Desk
from metrograph.explorer.ontology import ontology_alone
from metrograph.explorer.view import View
from metrograph.resources import root
from metrograph.words import LANGUAGES


def write_vocabulary(desk: Desk, place: Path, *, pages: bool) -> Iterator[tuple[str, str, str]]:
    """(path, media type, key of what it is) of each file, written below a folder."""
    packaged, own = root(), desk.folder / "shapes" if desk.folder else None
    for path in sorted((packaged / "ontology").glob("*.ttl")):
        yield _copied(path, place, f"ontology/{path.name}", "release.file.ontology")
    for path in sorted((packaged / "shapes").glob("*.ttl")):
        yield _copied(path, place, f"ontology/shapes/{path.name}", "release.file.shapes")
    for path in sorted(own.glob("*.ttl")) if own and own.is_dir() else ():
        yield _copied(path, place, f"ontology/shapes/own/{path.name}", "release.file.shapes")
    context = json.dumps({"@context": desk.context()}, ensure_ascii=False, indent=1) + "\n"
    formats.save(place / "ontology" / "context.jsonld", context.encode())
    yield "ontology/context.jsonld", "application/ld+json", "release.file.context"
    for lang in LANGUAGES if pages else ():
        name = "ontology/index.html" if lang == "en" else f"ontology/index.{lang}.html"
        formats.save(place / name, ontology_alone(View.of(desk, desk.names.base, lang, "ns")).encode())
        yield name, "text/html", f"release.file.terms.{lang}"


def _copied(path: Path, place: Path, name: str, about: str) -> tuple[str, str, str]:
    (place / name).parent.mkdir(parents=True, exist_ok=True)
    formats.save(place / name, path.read_bytes())
    return name, "text/turtle", about
