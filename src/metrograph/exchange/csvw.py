"""Plans and links as CSVW: three tables and their description (W3C, Metadata Vocabulary for Tabular Data, 2015).

```
elements.csv   one row for each element of a plan   about {element}
links.csv      one row for each link                about {link}       element ─> elements.csv   target ─> sdgs.csv
sdgs.csv       the goals and targets                about {target}
csv-metadata.json   columns, datatypes, titles in three languages, keys, and the property that each column stands for
```
Turned into RDF by the rules of CSVW, the tables give triples of our graphs and no others.
"""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from metrograph.errors import RecordError
from metrograph.exchange.stock import Said, Stock
from metrograph.graph.meta import CC_BY
from metrograph.model import CLASS_OF
from metrograph.namespaces import DCTERMS, MG, RDF, RDFS, SDGO, SKOS, sdg_code, sdg_order
from metrograph.table import Iri, Table, Value
from metrograph.words import LANGUAGES, say

METADATA = "csv-metadata.json"
_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the key of its title, the property it stands for, and how its cells are to be read."""

    name: str
    title: str
    property: str = ""
    datatype: str = "string"
    lang: str = ""
    value: str = ""
    needed: bool = False

    def told(self) -> dict[str, object]:
        """The column as the description says it."""
        said: dict[str, object] = {"name": self.name}
        tail = f" ({self.lang})" if self.lang else ""
        said["titles"] = {"und": self.name, **{lang: say(self.title, lang) + tail for lang in LANGUAGES}}
        said["datatype"] = self.datatype
        if self.property:
            said["propertyUrl"] = self.property
        else:
            said["suppressOutput"] = True
        said |= {"lang": self.lang} if self.lang else {}
        said |= {"valueUrl": self.value} if self.value else {}
        return {**said, "required": True} if self.needed else said


_LABELS = tuple(
    Column(f"{name}_{lang}", title, prop, lang=lang)
    for name, title, prop in (("label", "column.sourceWords", RDFS + "label"), ("name", "column.label", SKOS + "prefLabel"))
    for lang in LANGUAGES
)
ELEMENTS = (
    Column("element", "column.element", needed=True),
    Column("kind", "column.kind", RDF + "type", value=MG + "{kind}", needed=True),
    *_LABELS,
    Column("plan", "exchange.plan", MG + "inPlan", value="{+plan}"),
    Column("line", "column.line", MG + "inLine", value="{+line}"),
    Column("status", "column.status", MG + "activityStatus", value=MG + "{status}"),
    Column("edtf", "column.edtf", MG + "edtf"),
    Column("condition", "column.condition"),
    Column("first_line", "column.firstLine", MG + "sourceLineStart", "integer"),
)
LINKS = (
    Column("link", "exchange.link", needed=True),
    Column("element", "column.element", MG + "alignmentOf", value="{+element}", needed=True),
    Column("target", "column.target", MG + "alignedTo", value="{+target}", needed=True),
    Column("sdg", "column.sdg"),
    Column("strength", "column.strength", MG + "strength", value=MG + "{strength}", needed=True),
    Column("status", "column.decision", MG + "alignmentStatus", value=MG + "{status}", needed=True),
    Column("confidence", "column.confidence", MG + "confidence", "decimal"),
    Column("quote", "column.quote"),
)
SDGS = (
    Column("target", "column.target", needed=True),
    Column("sdg", "column.sdg", needed=True),
    *(Column(f"name_{lang}", "column.sdgLabel", SKOS + "prefLabel", lang=lang) for lang in LANGUAGES),
    Column("goal", "column.goal", SDGO + "isTargetOf", value="{+goal}"),
)
_ALIGNMENT = {"name": "type", "virtual": True, "propertyUrl": RDF + "type", "valueUrl": MG + "Alignment"}


def csvw_files(stock: Stock) -> Iterator[tuple[str, bytes]]:
    """The files of the package: (name, bytes).

    >>> import metrograph
    >>> [name for name, _ in csvw_files(metrograph.open().stock())]
    ['csv-metadata.json', 'elements.csv', 'links.csv', 'sdgs.csv']
    """
    if not stock.plans:
        raise RecordError("A202")
    rows = {"elements.csv": list(_elements(stock)), "sdgs.csv": list(_sdgs(stock.said))}
    known = {row["element"] for row in rows["elements.csv"]}
    rows["links.csv"] = [row for row in _links(stock) if row["element"] in known]
    columns = {"elements.csv": ELEMENTS, "links.csv": LINKS, "sdgs.csv": SDGS}
    kept = {
        file: tuple(one for one in columns[file] if one.needed or any(row.get(one.name) for row in rows[file])) for file in rows
    }
    yield METADATA, _metadata(stock, kept)
    for file in sorted(rows):
        names = tuple(column.name for column in kept[file])
        table = Table(names, tuple(tuple(row.get(name) for name in names) for row in rows[file]))
        yield file, table.csv().encode()


def csvw_zip(stock: Stock) -> bytes:
    """The files of the package as a ZIP, the same bytes for the same data."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in csvw_files(stock):
            info = zipfile.ZipInfo(name, _TIME)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            package.writestr(info, body)
    return out.getvalue()


def _elements(stock: Stock) -> Iterator[dict[str, Value]]:
    """What the plans state: their own elements, and the shared things that have a link."""
    said, plans = stock.said, set(stock.plans.values())
    linked = {said.one(link, MG + "alignmentOf") for link in said.of_kind("Alignment") if stock.has(link)}
    homes = tuple(stock.names.element(plan, "") for plan in stock.plans)
    for element in said.of_kind(*sorted(set(CLASS_OF.values()))):
        home = next(iter(said.values(element, MG + "inPlan")), "")
        if element in plans or home in plans or element.startswith(homes) or element in linked:
            classes = [kind for kind in said.values(element, RDF + "type") if kind.startswith(MG)]
            yield {
                "element": Iri(element),
                "kind": classes[0].removeprefix(MG),
                **{f"label_{lang}": words for lang, words in said.text(element, RDFS + "label").pairs()},
                **{f"name_{lang}": words for lang, words in said.text(element, SKOS + "prefLabel").pairs()},
                "plan": home or None,
                "line": said.one(element, MG + "inLine") or None,
                "status": said.one(element, MG + "activityStatus").removeprefix(MG) or None,
                "edtf": said.one(element, MG + "edtf") or None,
                "condition": said.one(element, MG + "condition") or None,
                "first_line": said.one(element, MG + "sourceLineStart") or None,
            }


def _links(stock: Stock) -> Iterator[dict[str, Value]]:
    said = stock.said

    def order(link: str) -> tuple[object, ...]:
        return said.one(link, MG + "alignmentOf"), sdg_order(sdg_code(said.one(link, MG + "alignedTo")) or "99")

    for link in sorted(filter(stock.has, said.of_kind("Alignment")), key=order):
        target = said.one(link, MG + "alignedTo")
        evidence = (
            one for suggestion in said.values(link, MG + "hasSuggestion") for one in said.values(suggestion, MG + "hasEvidence")
        )
        selectors = (node for one in evidence for node in said.values(one, "http://www.w3.org/ns/oa#hasSelector"))
        yield {
            "link": Iri(link),
            "element": Iri(said.one(link, MG + "alignmentOf")),
            "target": Iri(target),
            "sdg": sdg_code(target),
            "strength": said.one(link, MG + "strength").removeprefix(MG),
            "status": said.one(link, MG + "alignmentStatus").removeprefix(MG),
            "confidence": said.one(link, MG + "confidence") or None,
            "quote": min((said.one(node, "http://www.w3.org/ns/oa#exact") for node in selectors), default=None),
        }


def _sdgs(said: Said) -> Iterator[dict[str, Value]]:
    found = {code: iri for iri in said.subjects(SDGO + "Goal", SDGO + "Target") if (code := sdg_code(iri))}
    for code in sorted(found, key=sdg_order):
        yield {
            "target": Iri(found[code]),
            "sdg": code,
            **{f"name_{lang}": words for lang, words in said.text(found[code], SKOS + "prefLabel").pairs()},
            "goal": said.one(found[code], SDGO + "isTargetOf") or None,
        }


def _metadata(stock: Stock, columns: Mapping[str, tuple[Column, ...]]) -> bytes:
    title = {lang: ", ".join(stock.said.label(node).best(lang) for node in stock.plans.values()) for lang in LANGUAGES}
    told = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        DCTERMS + "title": [{"@value": words, "@language": lang} for lang, words in title.items()],
        DCTERMS + "license": {"@id": CC_BY},
        "tables": [_table(file, made) for file, made in sorted(columns.items())],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _table(file: str, columns: tuple[Column, ...]) -> dict[str, object]:
    key = columns[0].name
    made: list[dict[str, object]] = [column.told() for column in columns]
    schema: dict[str, object] = {"aboutUrl": f"{{+{key}}}", "primaryKey": key, "columns": made}
    if file == "links.csv":
        made.append(dict(_ALIGNMENT))
        schema["foreignKeys"] = [_foreign("element", "elements.csv"), _foreign("target", "sdgs.csv")]
    return {"url": file, "tableSchema": schema}


def _foreign(column: str, file: str) -> dict[str, object]:
    return {"columnReference": column, "reference": {"resource": file, "columnReference": column}}
