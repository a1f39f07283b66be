"""The analyst's desk: one object over plans, questions, checks and reviews, for notebooks, command line and service."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from metrograph import assess, formats, pipeline, review
from metrograph import folder as folders
from metrograph._version import __version__
from metrograph.assess import Pilot
from metrograph.catalog import Catalog, Terms
from metrograph.errors import Place, QueryError, ShapeError, SourceError, UsageError, near
from metrograph.find import Found, card, find
from metrograph.graph.meta import Described
from metrograph.graph.places import places
from metrograph.model import Review
from metrograph.namespaces import SDG_CODE, Names, sdg_iri
from metrograph.records import ReviewLog, read_vocabulary
from metrograph.resources import files, root
from metrograph.store import Answer, LocalStore, Store
from metrograph.table import Table
from metrograph.turtle import Quad, read_quads, read_triples
from metrograph.views import Coverage, Pilots

if TYPE_CHECKING:
    import rdflib

    from metrograph.linking.adjust import Adjustment
    from metrograph.propose import Proposed
    from metrograph.validate import Change, Engine, Report, Rules


class Workspace:
    """Plans and what is known of them. Made by ``metrograph.open`` and ``metrograph.load``.

    >>> import metrograph
    >>> g = metrograph.open()
    >>> len(g.pilots), g.ask("pilots-by-status").rows()[0][1:]
    (11, ('ongoing', 1))
    """

    def __init__(self, folder: Path | None, store: Store | None = None, quads: tuple[Quad, ...] | None = None) -> None:
        self.folder = folder
        self.settings = folders.read_settings(folder) if folder else folders.Settings()
        self.names = Names(self.settings.base)
        self._store = store
        self._quads = quads
        self._loaded = folder is None and (store is not None or quads is not None)

    # ---- what there is

    @cached_property
    def catalog(self) -> Catalog:
        """The questions: those of the package, and those of the workspace's own ``queries/``."""
        return Catalog.packaged(*([self.folder / "queries"] if self.folder else []))

    @cached_property
    def _derived(self) -> tuple[pipeline.Records, tuple[Quad, ...]]:
        here = Terms(self.names, {}).localise
        described = tuple(
            Described(question.name, question.summary, here(question.sparql), question.topic) for question in self.catalog.sound()
        )
        return pipeline.derive(self.source, self.names, __version__, described)

    @property
    def source(self) -> Path:
        """The folder whose plain files are read: the workspace, else the packaged plan."""
        return self.folder or root() / "data"

    @property
    def records(self) -> pipeline.Records:
        """Plans, runs, reports and reviews, as values; ``UsageError`` over a loaded graph, which has none."""
        if self._loaded:
            raise UsageError("U109")
        return self._derived[0]

    @property
    def quads(self) -> tuple[Quad, ...]:
        """Every quad, in a fixed order: of the store named, or as built when the build is fresh, else derived anew."""
        if self._quads is None and self._store is not None:
            self._quads = tuple(sorted(self._store.graph(""), key=str))
        if self._quads is None:
            self._quads = (folders.kept(self.folder) if self.folder else None) or self._derived[1]
        return self._quads

    @cached_property
    def store(self) -> Store:
        """Where questions are asked."""
        return self._store or LocalStore.memory(self.quads, self.prefixes)

    @property
    def prefixes(self) -> dict[str, str]:
        """Every prefix known without declaring it, one for each plan among them."""
        plans = () if self._loaded else (self.source / "plans").glob("*.yaml")
        return self.names.prefixes(tuple(path.stem for path in plans))

    @cached_property
    def elements(self) -> Mapping[str, str]:
        """IRI by id, for everything in the plans at hand; ids alone and with their plan."""
        found: dict[str, str] = {}
        rows = self.store.query("SELECT DISTINCT ?x { ?x a ?k . FILTER(STRSTARTS(STR(?k), STR(mg:))) }")
        start = self.names.shared("")
        for (value,) in rows if isinstance(rows, Table) else ():
            tail = str(value).removeprefix(start)
            if tail != str(value):
                found.setdefault(tail, str(value))
                found.setdefault(tail.rpartition("/")[2], str(value))
        return found

    # ---- questions

    def ask(self, name: str, lang: str = "en", **parameters: object) -> Table:
        """The answer to a saved question, its parameters bound as terms.

        >>> import metrograph
        >>> metrograph.open().ask("pilots-by-goal", goal=6).column("sdg")
        ('6.4', '6.5')
        """
        question = self.catalog[name]
        values = {key: str(value) for key, value in parameters.items()}
        if any(parameter.name == "lang" for parameter in question.parameters):
            values.setdefault("lang", lang)
        needs = any(p.type == "element" and p.name in values for p in question.parameters)
        text = question.bind(values, Terms(self.names, self.elements if needs else {}))
        try:
            answer = self.store.query(text)
        except QueryError as error:
            raise error.inside(question.path, question.above) from None
        if not isinstance(answer, Table):
            raise QueryError("Q106", Place(question.path))
        return Table(answer.columns, answer.records, question.summary.best(lang))

    def sparql(self, text: str) -> Answer:
        """The answer to any SPARQL query: a ``Table``, a truth value, or triples. Known prefixes need no declaring."""
        return self.store.query(text)

    @cached_property
    def pilots(self) -> Pilots:
        """The pilots, by id, with their links and what is missing; ids complete with the tab key."""
        return Pilots(assess.pilots(self.ask))

    def pilots_in(self, lang: str) -> tuple[Pilot, ...]:
        """The pilots in another language."""
        return assess.pilots(self.ask, lang)

    def coverage(self, by: str = "goal", lang: str = "en") -> Coverage:
        """How well goals, targets, themes or lines are covered; ``.plot()`` draws the wheel of the goals.

        >>> import metrograph
        >>> metrograph.open().coverage().plot()[:4]
        '<svg'
        """
        if by not in assess.COVERAGE:
            raise UsageError("U108", value=by, name="by", near=near(by, assess.COVERAGE), choices=", ".join(assess.COVERAGE))
        found = self.ask(assess.COVERAGE[by], lang=lang)
        return Coverage(found.columns, found.records, found.title, lang)

    def iri(self, what: str) -> str:
        """The IRI of an id, a plan id with item id, an SDG code, or an IRI itself; ``UsageError`` when nothing has that name."""
        if SDG_CODE.fullmatch(what):
            return sdg_iri(what)
        if what.startswith(("http://", "https://")):
            return what
        if what not in self.elements:
            raise UsageError("U105", value=what, near=near(what, self.elements))
        return self.elements[what]

    def find(self, words: str, lang: str = "en") -> tuple[Found, ...]:
        """What bears a name with these words, accents and capitals aside."""
        return find(self.store, words, lang)

    def card(self, iri: str, lang: str = "en") -> Table:
        """Everything said of one thing, with labels: property, value."""
        return card(self.store, iri, lang)

    # ---- checks

    @cached_property
    def rules(self) -> "Rules":
        """The rules of the shapes."""
        from metrograph.validate import read_rules  # noqa: PLC0415 - validation is imported when asked for

        shapes = (path for path in files("shapes", "*.ttl") if path.name != "ontology.ttl")
        own = sorted((self.folder / "shapes").glob("*.ttl")) if self.folder else []
        return read_rules([*shapes, *own])

    def validate(
        self,
        *paths: str | os.PathLike[str],
        shapes: Iterable[str | os.PathLike[str]] = (),
        engine: "Engine" = "fast",
        seconds: float | None = None,
        tell: "Callable[[int], None]" = lambda _: None,
    ) -> "Report":
        """The report over everything at hand, or over some RDF files beside the ontology.

        With ``shapes`` of one's own, the files are validated against these alone, and nothing of ours is added.
        ``engine`` is ``fast``, ``reference`` (pySHACL) or ``both``; ``seconds`` limits one SPARQL constraint; ``tell`` hears
        now and then how many triples were read.
        """
        from metrograph.validate import check, file_places  # noqa: PLC0415 - validation is imported when asked for

        rules = self._rules_of(shapes)
        if not paths:
            return check(self.quads, rules, engine=engine, place=self.place, seconds=seconds)
        quads = _heard(self._given(paths, alone=rules is not self.rules), tell)
        return file_places(check(quads, rules, engine=engine, seconds=seconds), map(Path, paths))

    def mend(self, *paths: str | os.PathLike[str], shapes: Iterable[str | os.PathLike[str]] = ()) -> "tuple[Change, ...]":
        """What can be mended for certain in some Turtle files, as changes of their texts; nothing is written."""
        from metrograph.validate import mend  # noqa: PLC0415 - validation is imported when asked for

        rules = self._rules_of(shapes)
        return mend([Path(path) for path in paths], self._given(paths, alone=rules is not self.rules), rules)

    def _rules_of(self, shapes: Iterable[str | os.PathLike[str]]) -> "Rules":
        """The rules of some files, or ours when there are none."""
        from metrograph.validate import read_rules  # noqa: PLC0415 - validation is imported when asked for

        own = [Path(path) for path in shapes]
        for path in own:
            if path.parts[:1] in (("http:",), ("https:",)):
                raise ShapeError("H114", value=str(path).replace(":/", "://", 1))
        rules = read_rules(own) if own else self.rules
        if own and not (rules.shapes.delegated or any(rules.shapes.targeted())):
            raise ShapeError("H111", path=", ".join(map(str, own)))
        return rules

    def _given(self, paths: Iterable[str | os.PathLike[str]], *, alone: bool) -> Iterator[Quad]:
        """The quads of some files, beside our ontology, goals and themes unless they stand ``alone``."""
        known = () if alone else (quad for name in ("ontology", "sdg", "themes") for quad in self.graph_quads(name))
        return chain(known, (quad for path in paths for quad in read_quads(Path(path))))

    def place(self, iri: str) -> Place:
        """The file and line where the record of an element, or of a link, begins, where there is one."""
        return self._places.get(iri, Place())

    @cached_property
    def _places(self) -> dict[str, Place]:
        if self._loaded:
            return {}
        return places(self.records.plans, self.records.runs, self.names)

    # ---- reviews

    def review(
        self, choices: Iterable[review.Choice], by: str, now: datetime | None = None, lang: str = "en"
    ) -> tuple[Review, ...]:
        """Carry out decisions: all are written to the log, or none is. ``lang`` is the language of the reasons."""
        if self.folder is None:
            raise UsageError("U109")
        log = ReviewLog(self.folder / "reviews.jsonl")
        codes = read_vocabulary().sdg
        decided = review.decide(choices, self.records.runs, log.read(), by, now or datetime.now(UTC), codes)
        taken = tuple(replace(one, lang=lang if one.reason else "") for one in decided)
        log.append(taken)
        self._forget()
        return taken

    # ---- links

    def link(self, tell: "Callable[[int], None]" = lambda _: None) -> "tuple[Proposed, ...]":
        """Suggest links for the items that nobody has assessed: one alignment file a plan, replaced by the next run."""
        from metrograph.propose import propose  # noqa: PLC0415 - the model is read when asked for

        if self.folder is None:
            raise UsageError("U109")
        records = self.records
        done = propose(records.plans.values(), records.runs, records.reviews, self.folder, tell)
        self._forget()
        return done

    def learn(self) -> "Adjustment":
        """Turn the accepted and rejected links into a local adjustment of the linker, and keep it in ``linker.json``."""
        from metrograph.propose import learn  # noqa: PLC0415 - the model is read when asked for

        if self.folder is None:
            raise UsageError("U109")
        return learn(self.records.standings, self.records.plans, self.folder)

    def _forget(self) -> None:
        """Drop what was derived from the plain files, since they changed."""
        self._quads = None
        for name in ("_derived", "store", "elements", "pilots", "_places"):
            self.__dict__.pop(name, None)

    # ---- building and leaving

    def build(self) -> "Report":
        """Derive, validate, and keep the graph for fast reading; with a violation nothing is kept."""
        if self.folder is None:
            raise UsageError("U109")
        self._forget()
        self._quads = self._derived[1]
        report = self.validate()
        if report.ok:
            folders.keep(self.folder, self.quads)
        return report

    @property
    def fresh(self) -> bool:
        """Whether the kept graph agrees with the plain files."""
        return self.folder is not None and folders.fresh(self.folder)

    def graphs(self) -> tuple[str, ...]:
        """The names of the graphs, sorted."""
        start = self.names.graph("")
        return tuple(sorted({getattr(quad.graph_name, "value", "").removeprefix(start) for quad in self.quads}))

    def graph_quads(self, name: str = "") -> tuple[Quad, ...]:
        """The quads of one graph by its short name, or all."""
        if not name:
            return self.quads
        if name not in self.graphs():
            raise UsageError("U112", value=name, near=near(name, self.graphs()), choices=", ".join(self.graphs()))
        wanted = self.names.graph(name)
        return tuple(quad for quad in self.quads if getattr(quad.graph_name, "value", "") == wanted)

    def dump(self, suffix: str, graph: str = "", lang: str = "en") -> bytes:
        """Everything, or one graph, in the format of an extension.

        ``.csv`` and ``.md`` hold the table of links, or subject, predicate and object of one graph.
        """
        if suffix in (".csv", ".md"):
            table = _triples_table(self.graph_quads(graph)) if graph else self.ask("links", lang=lang)
            return (table.csv() if suffix == ".csv" else table.md()).encode()
        if suffix == ".jsonld":
            return formats.json_ld(self.graph_quads(graph), self.context())
        return formats.write(self.graph_quads(graph), suffix, self.prefixes)

    def context(self) -> dict[str, object]:
        """The JSON-LD context of our terms."""
        return formats.context(self.prefixes, read_triples(root() / "ontology" / "metrograph.ttl"))

    def save(self, path: str | os.PathLike[str], graph: str = "", lang: str = "en") -> Path:
        """Write everything, or one graph, to a file, in the format of its extension."""
        target = Path(path)
        try:
            body = self.dump(target.suffix.lower(), graph, lang)
        except SourceError as error:
            raise error.at(Place(str(target))) from None
        formats.save(target, body)
        return target

    def graph(self) -> "rdflib.Dataset":
        """Everything as an rdflib ``Dataset`` whose default graph is the union."""
        import rdflib  # noqa: PLC0415 - heavy

        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=formats.write(self.quads, ".nq", {}), format="nquads")
        for prefix, space in self.prefixes.items():
            dataset.bind(prefix, space, replace=True)
        return dataset

    def __repr__(self) -> str:
        where = str(self.folder) if self.folder else "the packaged plan" if not self._store else "a store"
        return f"<Workspace {where}: {len(self.pilots)} pilots, {len(self.quads)} quads>"

    def _repr_html_(self) -> str:
        from metrograph.pages import workspace_html  # noqa: PLC0415 - templates are loaded when shown

        counts = self.sparql(
            "SELECT ?class (COUNT(?x) AS ?count) { ?x mg:inPlan ?plan ; a ?class } GROUP BY ?class ORDER BY DESC(?count) ?class"
        )
        return workspace_html(self.coverage(), counts if isinstance(counts, Table) else Table((), ()))


def _heard(quads: Iterable[Quad], tell: Callable[[int], None]) -> Iterator[Quad]:
    """Quads, told of by the ten thousand."""
    for number, quad in enumerate(quads, 1):
        if not number % 10_000:
            tell(number)
        yield quad


def _triples_table(quads: Iterable[Quad]) -> Table:
    rows = sorted((str(q.subject), str(q.predicate), str(q.object)) for q in quads)
    return Table(("subject", "predicate", "object"), tuple(rows))


def open_workspace(folder: str | os.PathLike[str] | None = None) -> Workspace:
    """The workspace of a folder; without one, the packaged 2019 plan. Nothing is written."""
    return Workspace(Path(folder) if folder is not None else None)


def load(path: str | os.PathLike[str]) -> Workspace:
    """A workspace over the graph of one RDF file, to be asked and exported; nothing is written."""
    return Workspace(None, quads=tuple(read_quads(Path(path))))


def create(folder: Path, sample: bool = True) -> Workspace:
    """A new workspace, with a copy of the packaged plan as a sample; ``SourceError`` when there is one already."""
    folders.create(folder, sample)
    return Workspace(folder)
