"""One side of a comparison, whatever it is: a plan of the workspace, a plan file, a folder, a graph, a document.

```
metropolis-2019        a plan of the workspace at hand         FOLDER, FOLDER#plan    a workspace
plan-2020.yaml         a plan file                             plan.ttl, graph.nq     a graph that holds a plan
plan-2020.docx         a document, read as `metrograph extract` reads it: .pdf .docx .html .md .txt .xlsx .csv .xml
```
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

from metrograph import pipeline
from metrograph.compare.comparison import Comparison, compare_plans
from metrograph.compare.entries import year_of
from metrograph.compare.matching import Decided
from metrograph.compare.shifts import Links
from metrograph.errors import MetroGraphError, Place, SourceError, UsageError, near
from metrograph.folder import SETTINGS, read_settings
from metrograph.graph import file_quads
from metrograph.graph.plan import read_plan_quads
from metrograph.model import SHARED_KINDS, Decision, Item, Kind, Plan, Source, Text
from metrograph.namespaces import MG, RDF, SKOS, Names, sdg_code
from metrograph.pipeline import Records
from metrograph.records import read_plan, read_vocabulary, vocabulary_beside
from metrograph.resources import root
from metrograph.turtle import Quad, read_quads, read_triples, value

PLAN_FILES = (".yaml", ".yml")
GRAPHS = (".ttl", ".nq", ".trig", ".nt", ".jsonld", ".rdf")
_ROOT = re.compile(r"(?P<base>.*/)id/(?:(?P<plan>[^/]+)/)?(?P<slug>[^/]+)")


@dataclass(frozen=True, slots=True)
class Side:
    """A plan to be compared, and where it comes from: ``workspace``, ``file``, ``graph`` or ``document``.

    ``links`` holds the SDG codes of its items, ``None`` where nobody linked it; ``folder`` is the workspace in which
    the file ``plan.path`` lies, if it lies in one.
    """

    plan: Plan
    how: str
    links: Links | None = None
    folder: Path | None = None
    names: Names = field(default_factory=Names)


@dataclass(frozen=True)
class Here:
    """The workspace at hand, in which plans are looked for by id; they are read when an id is asked for."""

    read: Callable[[], Mapping[str, Side]] = dict

    @cached_property
    def plans(self) -> Mapping[str, Side]:
        """The sides of its plans, by id."""
        return self.read()


def open_side(what: str, here: Here, plan: str = "") -> Side:
    """The side that a text names; ``plan`` says which of several. Errors tell what was not found, and what is near."""
    path, mark, chosen = Path(what), "", plan
    written = "#" in what or path.suffix or len(path.parts) > 1 or what in (".", "..")
    if not written and what in here.plans:
        return here.plans[what]
    if not path.exists() and "#" in what:
        before, mark, after = what.rpartition("#")
        path, chosen = Path(before), after or plan
    if path.is_dir():
        return _of_folder(path, chosen)
    if path.is_file():
        return _of_file(path, chosen)
    if mark or path.suffix.lower() in (*PLAN_FILES, *GRAPHS, ".docx", ".pdf", ".html", ".md", ".txt", ".xlsx", ".csv", ".xml"):
        raise SourceError("S101", Place(str(path)), path=path)
    if what in here.plans:
        return here.plans[what]
    raise UsageError("A161", value=what, near=near(what, here.plans), choices=", ".join(sorted(here.plans)) or "–")


def earlier_of(here: Here, plan: str, later: Plan | None = None) -> Side:
    """The side of a workspace that is meant: the one named, the only one, or the last before another plan by year."""
    sides = dict(here.plans)
    if not plan and len(sides) > 1 and later is not None:
        year = year_of(later) or 9999
        years = {name: year_of(side.plan) or 0 for name, side in sides.items() if side.plan.id != later.id}
        before = [name for name, own in years.items() if own <= year]
        plan = max(before or years, key=lambda name: (years[name], name))
    return _one(sides, plan, "")


def compare_sides(earlier: Side, later: Side, lang: str = "en", decided: Decided | None = None) -> Comparison:
    """Compare two sides; the goals they serve too, where both are linked."""
    links = (earlier.links, later.links) if earlier.links is not None and later.links is not None else None
    found = compare_plans(earlier.plan, later.plan, links, sdg_labels(lang) if links else {}, decided)
    return replace(found, names=(earlier.names, later.names))


@cache
def sdg_labels(lang: str) -> dict[str, str]:
    """The name of each goal and target by its code.

    >>> sdg_labels("es")["6"]
    'Agua limpia y saneamiento'
    """
    found = {}
    for triple in read_triples(root() / "ontology" / "sdg.ttl"):
        code = sdg_code(value(triple.subject))
        if code and value(triple.predicate) == SKOS + "prefLabel" and getattr(triple.object, "language", "") == lang:
            found[code] = value(triple.object)
    return found


def _of_file(path: Path, chosen: str) -> Side:
    ending = path.suffix.lower()
    if ending in PLAN_FILES:
        return side_of_file(path)
    if ending in GRAPHS:
        return side_of_quads(tuple(read_quads(path)), str(path), chosen)
    return _of_document(path)


def side_of_file(path: Path) -> Side:
    """The side of a plan file, with the links that the workspace around it has."""
    plan = read_plan(path, vocabulary_beside(path))
    folder = path.absolute().parent.parent if path.absolute().parent.name == "plans" else None
    if folder is None or not (folder / SETTINGS).is_file():
        return Side(plan, "file")
    try:
        links = links_of(pipeline.read_records(folder, read_vocabulary(folder))).get(plan.id)
        names = Names(read_settings(folder).base)
    except MetroGraphError:
        links, names = None, Names()  # what is wrong with other files of the workspace is for `metrograph build` to tell
    return Side(plan, "file", links, folder, names)


def _of_folder(path: Path, chosen: str) -> Side:
    if not (path / SETTINGS).is_file():
        raise SourceError("A163", Place(str(path)))
    sides = sides_of(pipeline.read_records(path, read_vocabulary(path)), path, Names(read_settings(path).base))
    return _one(sides, chosen, str(path))


def sides_of(records: Records, folder: Path | None, names: Names) -> dict[str, Side]:
    """The sides of the plans of a workspace, by id."""
    links = links_of(records)
    return {name: Side(plan, "workspace", links.get(name), folder, names) for name, plan in sorted(records.plans.items())}


def _one(sides: Mapping[str, Side], chosen: str, where: str) -> Side:
    """The side named, or the only one."""
    if chosen:
        if chosen not in sides:
            raise UsageError("A161", value=chosen, near=near(chosen, sides), choices=", ".join(sides) or "–")
        return sides[chosen]
    if len(sides) != 1:
        if not sides:
            raise SourceError("A164", Place(where))
        raise UsageError("A162", Place(where), n=len(sides), choices=", ".join(sides), first=next(iter(sides)), path=where)
    return next(iter(sides.values()))


def links_of(records: Records) -> dict[str, Links]:
    """The SDG codes of the items of each plan that has a run: the accepted ones, or those proposed where none was accepted."""
    found: dict[tuple[str, Decision], dict[str, set[str]]] = {}
    for one in records.standings:
        found.setdefault((one.plan, one.status), {}).setdefault(one.item, set()).add(one.sdg)
    return {
        plan: {
            item: frozenset(codes)
            for item, codes in (found.get((plan, Decision.ACCEPTED)) or found.get((plan, Decision.PROPOSED)) or {}).items()
        }
        for plan in sorted({run.plan for run in records.runs})
    }


# ---- documents


def _of_document(path: Path) -> Side:
    from metrograph.extraction import read_file  # noqa: PLC0415 - the readers of documents are read when asked for
    from metrograph.handover.handed import plan_id_of  # noqa: PLC0415 - see above
    from metrograph.handover.planfile import plan_of  # noqa: PLC0415 - see above

    return Side(plan_of(read_file(path), plan_id_of(path)), "document")


# ---- graphs


def side_of_quads(quads: Iterable[Quad], where: str, chosen: str = "", whole: str = "") -> Side:
    """The side of a graph that holds a plan, or of that one of several that is chosen by its id, or by its IRI: ``whole``."""
    triples = tuple(quads)
    if whole:
        return _of_root(triples, _name(whole) or whole, whole)
    roots = sorted(
        {value(q.subject) for q in triples if value(q.predicate) == RDF + "type" and value(q.object) == MG + "WorkPlan"}
    )
    sides = {name: one for one in roots if (name := _name(one))}
    if chosen and chosen not in sides:
        raise UsageError("A161", value=chosen, near=near(chosen, sides), choices=", ".join(sides) or "–")
    if not sides:
        raise SourceError("A164", Place(where))
    if not chosen and len(sides) > 1:
        raise UsageError("A162", Place(where), n=len(sides), choices=", ".join(sides), first=next(iter(sides)), path=where)
    name = chosen or next(iter(sides))
    return _of_root(triples, name, sides[name])


def _name(iri: str) -> str:
    match = _ROOT.fullmatch(iri)
    return (match["plan"] or match["slug"]) if match else ""


def _of_root(quads: tuple[Quad, ...], name: str, top: str) -> Side:
    match = _ROOT.fullmatch(top)
    base = match["base"] if match else ""
    members = {
        value(q.subject) for q in quads if value(q.object) == top and value(q.predicate) in (MG + "inPlan", MG + "mentionedIn")
    }
    own = {top, *members}
    spaces = {one.rpartition("/")[0] for one in members or {top}}
    slug = next((space.rpartition("/")[2] for space in sorted(spaces) if space != f"{base}id"), name)
    names = Names(base)
    kept = [q for q in quads if _kept(q, own, f"{base}id/")]
    kept += _themes(kept, names)
    items = [_with_name(item) for item in read_plan_quads(kept, slug, names)]
    mentioned = {
        one
        for item in items
        if item.kind not in SHARED_KINDS
        for one in (*item.themes, *item.places, *item.organisers, *item.partners, *item.bodies)
    }
    principal = {item.id for item in items if item.principal_in}
    rooted = top.rpartition("/")[2]
    plan_items = tuple(
        item
        for item in items
        if (item.kind is Kind.WORK_PLAN and item.id == rooted)
        or (item.kind is not Kind.WORK_PLAN and _belongs(item, own, names, slug, mentioned | principal))
    )
    lang = next((one for item in plan_items for one, _ in item.label.pairs()), "en")
    title = next((item.label for item in plan_items if item.kind is Kind.WORK_PLAN), Text(en=name))
    source = Source(title, "", "0" * 64, lang, 0)
    return Side(
        Plan(slug, source, plan_items),
        "graph",
        _links(
            quads,
            {
                names.shared(item.id) if item.kind in SHARED_KINDS else _iri(item, own, names, slug): item.id
                for item in plan_items
            },
        ),
        names=names,
    )


def _kept(quad: Quad, own: set[str], start: str) -> bool:
    """Whether a triple is about the plan or about what plans share."""
    subject = value(quad.subject)
    return subject in own or not subject.startswith(start) or "/" not in subject.removeprefix(start) or "/evidence/" in subject


def _belongs(item: Item, own: set[str], names: Names, plan: str, mentioned: set[str]) -> bool:
    if item.kind in SHARED_KINDS:
        return item.id in mentioned
    return names.element(plan, item.id) in own or names.shared(item.id) in own


def _with_name(item: Item) -> Item:
    return item if item.label else replace(item, label=item.translation or Text(en=item.id))


def _themes(quads: Iterable[Quad], names: Names) -> list[Quad]:
    """The types and names of the themes of our scheme that a plan names, which stand in a graph of their own."""
    told = {value(q.object) for q in quads if value(q.predicate) in (MG + "theme", MG + "principalTheme")}
    typed = {value(q.subject) for q in quads if value(q.predicate) == RDF + "type"}
    return [quad for quad in _scheme(names) if value(quad.subject) in told - typed]


@cache
def _scheme(names: Names) -> tuple[Quad, ...]:
    """The themes of our scheme, under a base of identifiers."""
    found = file_quads(read_triples(root() / "ontology" / "themes.ttl"), "themes", names)
    return tuple(quad for quad in found if value(quad.subject).startswith(names.shared("theme-")))


def _iri(item: Item, own: set[str], names: Names, plan: str) -> str:
    """The IRI of an item; that of a plan may lie beside those of its items."""
    within = names.element(plan, item.id)
    return within if within in own else names.shared(item.id)


def _links(quads: Iterable[Quad], items: Mapping[str, str]) -> Links | None:
    """The codes that items contribute to in a graph, by their ids; ``None`` where nothing of the plan is linked."""
    links = [
        (value(quad.subject), sdg_code(value(quad.object))) for quad in quads if value(quad.predicate) == MG + "contributesTo"
    ]
    found: dict[str, set[str]] = {}
    for subject, code in links:
        if subject in items and code:
            found.setdefault(items[subject], set()).add(code)
    return {item: frozenset(codes) for item, codes in found.items()} or None
