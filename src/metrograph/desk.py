"""How what a workspace holds is asked, and how it is written out: questions, names, formats."""

import os
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from metrograph import assess, exchange, formats
from metrograph.assess import Pilot
from metrograph.catalog import Terms, unknown
from metrograph.errors import Place, QueryError, SourceError, UsageError, near
from metrograph.find import Found, card, find, labels_of, named
from metrograph.holdings import Holdings
from metrograph.namespaces import SDG_CODE, sdg_iri
from metrograph.resources import root
from metrograph.sparql.rewrite import limited
from metrograph.store import Answer, LocalStore
from metrograph.table import Iri, Table
from metrograph.turtle import Quad, read_triples
from metrograph.views import Coverage, Pilots

if TYPE_CHECKING:
    import rdflib

    from metrograph.assess.assessment import Assessment
    from metrograph.compare import Comparison
    from metrograph.compare.sides import Here, Side
    from metrograph.network import Network
    from metrograph.similar import Index, Similar
    from metrograph.sparql import Explanation


class Desk(Holdings):
    """Plans and what is known of them, to be asked and written out. ``Workspace`` adds what checks and changes."""

    # ---- questions

    def ask(self, name: str, /, lang: str = "en", **parameters: object) -> Table:
        """The answer to a saved question, its parameters bound as terms.

        A name that is not there in the language is given in English, else in any.

        >>> import metrograph
        >>> metrograph.open().ask("pilots-by-goal", goal=6).column("sdg")
        ('6.4', '6.5')
        """
        question = self.catalog[name]
        try:
            answer = self.store.query(self.bound(name, lang, **parameters))
        except QueryError as error:
            raise error.inside(question.path, question.above) from None
        if not isinstance(answer, Table):
            raise QueryError("Q106", Place(question.path))
        return named(answer, self.store, lang).titled(question.summary.best(lang))

    def bound(self, name: str, /, lang: str = "en", **parameters: object) -> str:
        """The SPARQL of a saved question, its parameters bound as terms."""
        question = self.catalog[name]
        values = {key: str(value) for key, value in parameters.items()}
        if any(parameter.name == "lang" for parameter in question.parameters):
            values.setdefault("lang", lang)
        needs = any(p.type == "element" and p.name in values for p in question.parameters)
        return question.bind(values, Terms(self.names, self.elements if needs else {}))

    def sparql(self, text: str, *, limit: int | None = None, timeout: float | None = None, labels: str = "") -> Answer:
        """The answer to any SPARQL query: a ``Table``, a truth value, or triples. Known prefixes need no declaring.

        ``limit`` is the greatest number of rows or triples, ``timeout`` in seconds; ``labels`` is a language, whose labels
        then stand beside identifiers.

        >>> import metrograph
        >>> metrograph.open().sparql("SELECT ?goal { ?goal a sdgo:Goal }", limit=1, labels="es").columns
        ('goal', 'goalLabel')
        """
        if limit is not None:
            text = limited(text, limit)
        answer = self.store.query(text, timeout)
        return self.labelled(answer, labels) if labels and isinstance(answer, Table) else answer

    def explain(self, text: str) -> "Explanation":
        """What the engine will do with a query: its parts, how many triples each may match, and what may take long.

        >>> import metrograph
        >>> metrograph.open().explain("SELECT ?g { ?g a sdgo:Goal }").steps[0].count
        17
        """
        from metrograph.sparql import explain_query  # noqa: PLC0415 - the grammar is read when asked for

        self.store.query(limited(text, 0))  # a mistake is told as such
        return explain_query(text, self._count, self.prefixes)

    def _count(self, *terms: str | None) -> int:
        pattern = " ".join(term or f"?v{at}" for at, term in enumerate(terms))
        found = self.store.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
        return int(str(found.rows()[0][0])) if isinstance(found, Table) else 0

    def doubts(self, text: str) -> "tuple[QueryError, ...]":
        """What a query says that is hardly meant: names that no vocabulary here has, variables that nothing binds."""
        from metrograph.sparql import doubts  # noqa: PLC0415 - see above

        found = self.store.query("SELECT DISTINCT ?x { ?x a ?kind }")
        known = {str(row[0]) for row in found.rows() if isinstance(row[0], Iri)} if isinstance(found, Table) else set()
        return doubts(text, self.prefixes, known)

    def labelled(self, table: Table, lang: str = "en") -> Table:
        """A table with the label of each identifier in a column beside it."""
        return table.with_labels(lambda iris: labels_of(self.store, iris, lang))

    @cached_property
    def pilots(self) -> Pilots:
        """The pilots, by id, with their links and what is missing; ids complete with the tab key."""
        return Pilots(assess.pilots(self.ask))

    def pilots_in(self, lang: str, plan: str = "") -> tuple[Pilot, ...]:
        """The pilots in another language; of all plans, or of one by its name."""
        return assess.pilots(self.asking(plan), lang)

    def asking(self, plan: str = "") -> Callable[..., Table]:
        """``ask``, of one plan by its name where the question takes one; of all without a name.

        >>> import metrograph
        >>> len(metrograph.open().asking("metropolis-2019")("pilots-by-status"))
        3
        """
        given = self.scope(plan)

        def ask(name: str, lang: str = "en") -> Table:
            takes = {parameter.name for parameter in self.catalog[name].parameters}
            return self.ask(name, lang, **{key: value for key, value in given.items() if key in takes})

        return ask

    def scope(self, plan: str) -> dict[str, str]:
        """The parameters of a question about one plan, by its name, or about all."""
        from metrograph.assess.choice import one_plan, plan_names  # noqa: PLC0415 - read when asked for

        return {"plan": one_plan(plan_names(self.store, self.names), plan, str(self.folder or "-"))} if plan else {}

    def coverage(self, by: str = "goal", lang: str = "en", plan: str = "") -> Coverage:
        """How well goals, targets, themes, lines, partners or places are covered; ``.plot()`` draws the wheel of the goals.

        >>> import metrograph
        >>> metrograph.open().coverage().plot()[:4]
        '<svg'
        """
        if by not in assess.COVERAGE:
            raise UsageError("U108", value=by, name="by", near=near(by, assess.COVERAGE), choices=", ".join(assess.COVERAGE))
        found = self.asking(plan)(assess.COVERAGE[by], lang)
        return Coverage(found.columns, found.records, found.title, lang)

    def assess(self, plan: str = "", lang: str = "en") -> "Assessment":
        """What a plan does for the goals, and how far that can be defended: scorecard, depth, evidence, risks, synergies.

        Where there are several plans, ``plan`` says which; ``UsageError`` for one that is not there.

        >>> import metrograph
        >>> metrograph.open().assess().scorecard.pick(("indicator", "numerator", "denominator")).rows()[:2]
        (('assessed', 75, 75), ('linked', 55, 75))
        """
        from metrograph.assess.assessment import assess_plan  # noqa: PLC0415 - read when asked for
        from metrograph.assess.choice import one_plan, plan_names  # noqa: PLC0415 - see above

        chosen = one_plan(plan_names(self.store, self.names), plan, str(self.folder or "-"))
        return assess_plan(self.store, chosen, lambda iris: labels_of(self.store, iris, lang), lang)

    def network(self, plan: str = "", lang: str = "en", *, proposed: bool = False) -> "Network":
        """What the items of a plan, or of all, serve, as a network; with ``proposed`` by proposed links too.

        >>> import metrograph
        >>> metrograph.open().network().gaps().dicts()[0]["sdg"]
        '17.8'
        """
        from metrograph.network import network_of  # noqa: PLC0415 - networkx is imported when asked for

        return network_of(self.store, self.names, plan, lang, proposed=proposed)

    def iri(self, what: str) -> str:
        """The IRI of an id, a plan id with item id, an SDG code, or an IRI itself; ``UsageError`` when nothing has that name."""
        if SDG_CODE.fullmatch(what):
            return sdg_iri(what)
        if what.startswith(("http://", "https://")):
            return what
        if what not in self.elements:
            raise unknown(what, self.elements)
        return self.elements[what]

    def find(self, words: str, lang: str = "en") -> tuple[Found, ...]:
        """What bears a name with these words, accents and capitals aside."""
        return find(self.store, words, lang)

    def card(self, iri: str, lang: str = "en") -> Table:
        """Everything said of one thing, with labels: property, value."""
        return card(self.store, iri, lang)

    def compare(self, other: "Desk | str | os.PathLike[str]", plan: str = "", lang: str = "en") -> "Comparison":
        """What changed from a plan here to another one: a plan id, a file, a folder, a document, another desk.

        ``plan`` says which plan here is the earlier one, where there are several; by default the last before the other.

        >>> import metrograph
        >>> metrograph.open().compare("metropolis-2019").same
        True
        """
        from metrograph.compare.sides import compare_sides, earlier_of, open_side  # noqa: PLC0415 - read when plans are compared

        here = self.sides()
        later = earlier_of(other.sides(), "") if isinstance(other, Desk) else open_side(str(other), here)
        return compare_sides(earlier_of(here, plan, later.plan), later, lang)

    def similar(
        self,
        what: str = "",
        *,
        text: str = "",
        plans: tuple[str, ...] = (),
        across: bool = False,
        limit: int = 10,
        lang: str = "en",
    ) -> "Similar":
        """Items that resemble an item, by its id, or a ``text``; in some ``plans`` only, and ``across``: in others than its own.

        The index is made by the first question, and kept.

        >>> import metrograph
        >>> found = metrograph.open().similar(text="Excedentes de alimentos de los mercados")
        >>> found.dicts()[0]["label"]
        'Surplus Food Network'
        """
        from metrograph.similar import similar  # noqa: PLC0415 - the lexicon is read when asked for

        iri = self.iri(what) if what else ""
        return similar(self._similar, self.store, self.names, iri or text, plans=plans, across=across, limit=limit, lang=lang)

    @cached_property
    def _similar(self) -> "Index":
        from metrograph.similar import Index, of_store, things_of  # noqa: PLC0415 - see above

        return Index(things_of(of_store(self.store)))

    def sides(self) -> "Here":
        """The plans here, as they are compared."""
        from metrograph.compare.sides import Here, side_of_quads, sides_of  # noqa: PLC0415 - see above

        def read() -> "Mapping[str, Side]":
            if self._loaded:
                side = side_of_quads(self.quads, "")
                return {side.plan.id: side}
            return sides_of(self.records, self.folder, self.names)

        return Here(read)

    # ---- leaving

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

    def dump(
        self, suffix: str, graph: str = "", lang: str = "en", *, plain: bool = False, triple_terms: bool = False, frame: str = ""
    ) -> bytes:
        """Everything, or one graph, in the format of an ending (``exchange.ENDINGS``).

        ``.csv`` and ``.md`` hold the table of links, or subject, predicate and object of one graph. ``plain`` is for large
        graphs: as the engine writes it, some ten times faster, neither sorted nor laid out for reading. ``triple_terms`` adds
        the accepted links as triple terms of RDF 1.2. ``frame`` is the class of ``.framed.jsonld``.
        """
        exchange.sound_ending(suffix, triple_terms=triple_terms)
        quads, stock = (lambda: self.graph_quads(graph)), self.stock(graph, lang, frame)
        return exchange.write(suffix, stock, quads, plain=plain, triple_terms=triple_terms)

    def stock(self, graph: str = "", lang: str = "en", frame: str = "") -> exchange.Stock:
        """What is handed over to be written: quads, names, the table of links and the context when they are asked for."""
        links, by = (lambda: self.ask("links", lang=lang)), self.settings.reporting
        return exchange.Stock(lambda: self.quads, self.names, self.prefixes, links, self.context, lang, graph, by, frame)

    def context(self) -> dict[str, object]:
        """The JSON-LD context of our terms."""
        return formats.context(self.prefixes, read_triples(root() / "ontology" / "metrograph.ttl"))

    def save(
        self,
        path: str | os.PathLike[str],
        graph: str = "",
        lang: str = "en",
        *,
        plain: bool = False,
        triple_terms: bool = False,
        frame: str = "",
    ) -> Path:
        """Write everything, or one graph, to a file, in the format of its ending; see ``dump``."""
        target = Path(path)
        try:
            body = self.dump(exchange.ending_of(target.name), graph, lang, plain=plain, triple_terms=triple_terms, frame=frame)
        except SourceError as error:
            raise error.at(Place(str(target))) from None
        formats.save(target, body)
        return target

    def report(self, path: str | os.PathLike[str], plan: str = "", lang: str = "en") -> Path:
        """Write the SDG alignment report of a plan for a board: ``.pdf``, ``.docx``, ``.html`` or ``.md``."""
        from metrograph.board import board_report, ending_of, save_report  # noqa: PLC0415 - read when a report is asked for

        ending_of(Path(path))  # before the work of a report that could not be written
        return save_report(board_report(self, plan, lang), Path(path))

    def graph(self) -> "rdflib.Dataset":
        """Everything as an rdflib ``Dataset`` over the store, without a copy; its default graph is the union.

        SPARQL, parsing and serialising run on the engine. What is put in through it lies in the store of this session; plain
        files and logs know nothing of it: ``update`` is for what should stay. Of a store on another machine it is a copy.

        >>> import metrograph
        >>> len(list(metrograph.open().graph().query("SELECT ?p { ?p a mg:PilotProject }")))
        11
        """
        from metrograph.rdfview import view  # noqa: PLC0415 - rdflib is imported when asked for

        store = self.store
        return view(store if isinstance(store, LocalStore) else LocalStore.memory(self.quads, self.prefixes), self.prefixes)

    def __repr__(self) -> str:
        where = str(self.folder) if self.folder else "the packaged plan" if self._store is None else "a store"
        return f"<Workspace {where}: {len(self.pilots)} pilots, {len(self.quads)} quads>"

    def _repr_html_(self) -> str:
        from metrograph.pages import workspace_html  # noqa: PLC0415 - templates are loaded when shown

        counts = self.sparql(
            "SELECT ?class (COUNT(?x) AS ?count) { ?x mg:inPlan ?plan ; a ?class } GROUP BY ?class ORDER BY DESC(?count) ?class"
        )
        return workspace_html(self.coverage(), counts if isinstance(counts, Table) else Table((), ()))
