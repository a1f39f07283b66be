"""The analyst's desk: one object over plans, questions, checks, reviews and updates, for notebooks, command line, service."""

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from metrograph import folder as folders
from metrograph import pipeline, review
from metrograph.catalog import unknown
from metrograph.errors import Place, ShapeError, UsageError
from metrograph.graph.places import places
from metrograph.ledger import Ledger
from metrograph.model import Item, Plan, Review
from metrograph.namespaces import DEFAULT_BASE, Names
from metrograph.records import ReviewLog, read_vocabulary, theme_files, theme_places
from metrograph.store import LocalStore, Store, open_store
from metrograph.turtle import Quad, read_quads

if TYPE_CHECKING:
    from metrograph.assess import Pilot
    from metrograph.linking.adjust import Adjustment
    from metrograph.linking.suggest import Suggestion
    from metrograph.offers import Offers
    from metrograph.propose import Proposed
    from metrograph.reason import Reasoning
    from metrograph.validate import Change, Engine, Report, Rules


class Workspace(Ledger):
    """Plans and what is known of them. Made by ``metrograph.open`` and ``metrograph.load``.

    >>> import metrograph
    >>> g = metrograph.open()
    >>> len(g.pilots), g.ask("pilots-by-status").rows()[0][1:]
    (11, ('ongoing', 1))
    """

    # ---- checks

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

    def reason(
        self,
        *paths: str | os.PathLike[str],
        ontology: Iterable[str | os.PathLike[str]] = (),
        rules: bool = False,
        seconds: float = 300.0,
    ) -> "Reasoning":
        """Whether ontology and data contradict each other, why, and what follows from them.

        Of everything at hand, or of some RDF files beside our ontology; with an ``ontology`` of one's own, in the place of ours.
        ``rules`` leaves HermiT out, which needs Java and may take so many ``seconds``.

        >>> import metrograph
        >>> found = metrograph.open().reason(rules=True)
        >>> found.ok, found.links
        (True, 136)
        """
        from metrograph.reason import given, reason  # noqa: PLC0415 - reasoning is imported when asked for

        own, files = [Path(path) for path in ontology], [Path(path) for path in paths]
        ours = chain.from_iterable(map(self.graph_quads, ("ontology", "sdg", "themes"))) if files and not own else self.quads
        triples, missing = given(ours, files, own)
        return reason(triples, graph=self.names.graph("inferred"), rules=rules, seconds=seconds, imports=missing)

    def inferred(self) -> tuple[Quad, ...]:
        """What follows from ontology and data by rules and was not said, in a graph of its own that no question sees.

        It is worked out anew each time, and never kept; the error A105 when ontology and data contradict each other.

        >>> import metrograph
        >>> len(metrograph.open().inferred())
        3871
        """
        from metrograph.reason import inferred  # noqa: PLC0415 - reasoning is imported when asked for

        return inferred((quad.triple for quad in self.quads), self.names.graph("inferred"))

    def graph_quads(self, name: str = "") -> tuple[Quad, ...]:
        """The quads of one graph by its short name, or all; ``inferred`` is what follows."""
        return self.inferred() if name == "inferred" else super().graph_quads(name)

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
        own = (theme_places(path, self.names) for path in theme_files(self.folder))
        return dict(chain.from_iterable(one.items() for one in (places(self.records.plans, self.records.runs, self.names), *own)))

    # ---- reviews

    def review(
        self,
        choices: Iterable[review.Choice],
        by: str,
        now: datetime | None = None,
        lang: str = "en",
        plans: Collection[str] | None = None,
    ) -> tuple[Review, ...]:
        """Carry out decisions: all are written to the log, or none is. ``lang`` is the language of the reasons.

        ``plans`` are those on whose links the person decides, ``None`` for all; ``ReviewError`` for a link of another one.
        """
        if self.folder is None:
            raise UsageError("U109")
        log, records = ReviewLog(self.folder / "reviews.jsonl"), self.records
        codes = read_vocabulary().sdg
        decided = review.decide(choices, records.runs, log.read(), by, now or datetime.now(UTC), codes, records.shared)
        if plans is not None:
            review.keep_to(plans, decided, self._stating)
        taken = tuple(replace(one, lang=lang if one.reason else "") for one in decided)
        log.append(taken)
        self._forget()
        return taken

    def _stating(self, one: Review) -> frozenset[str]:
        """The plans that state the link of a review: several where its item is a shared one, such as a theme."""
        records = self.records
        if (one.plan, one.item) not in records.shared:
            return frozenset({one.plan})
        same = (standing for standing in records.standings if (standing.item, standing.sdg) == (one.item, one.sdg))
        return frozenset({one.plan, *(found.plan for found in same if (found.plan, found.item) in records.shared)})

    # ---- links

    def link(self, what: "Pilot | str", lang: str = "en") -> "Offers":
        """What the linker suggests for a pilot or item, by id: each with its reasons, to be accepted or rejected.

        >>> import metrograph
        >>> g = metrograph.open()
        >>> [one.code for one in g.link(g.pilots["surplus-food-network"])][0]
        '12.3'
        """
        from metrograph.offers import Offers  # noqa: PLC0415 - the model is read when asked for
        from metrograph.propose import adopt, offered  # noqa: PLC0415 - see above

        plan, item = self._item(what if isinstance(what, str) else what.id)

        def decide(one: "Suggestion", decision: str, by: str, note: str) -> Review:
            if self.folder is None:
                raise UsageError("U109")
            adopt(item, plan, one, self.records.runs, self.folder)
            self._forget()
            return self.review([review.Choice(f"{plan.id}/{item.id}", one.code, decision, reason=note)], by, lang=lang)[0]

        return Offers(offered(item, plan, self.folder), decide, lang)

    def _item(self, name: str) -> tuple[Plan, Item]:
        """An item by id, alone where one plan has it, or with its plan: ``pilot-mega``, ``metropolis-2019/pilot-mega``."""
        known = {f"{plan.id}/{item.id}": (plan, item) for plan in self.records.plans.values() for item in plan.items}
        alone = Counter(key.partition("/")[2] for key in known)
        known |= {key.partition("/")[2]: one for key, one in known.items() if alone[key.partition("/")[2]] == 1}
        if name not in known:
            raise unknown(name, known)
        return known[name]

    def propose(self, tell: "Callable[[int], None]" = lambda _: None) -> "tuple[Proposed, ...]":
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

    # ---- building

    def build(self, workers: int = 1, tell: Callable[[int], None] = lambda _: None) -> "Report":
        """Derive, validate, and keep the graph for fast reading; with a violation the one of before stays.

        Only plans that changed since the last build are derived anew; on so many processes, where they are many. ``tell`` hears
        how many were.
        """
        from metrograph.validate import check  # noqa: PLC0415 - validation is imported when asked for

        if self.folder is None:
            raise UsageError("U109")
        self._forget()
        with folders.alone(self.folder), folders.draft(self.folder) as draft:
            with folders.parts(self.folder) as kept:
                pipeline.build(self._origin, draft.file, kept, workers, tell)
            report = check(draft.quads(), self.rules, place=self.place)
            if report.ok and self._lasting:
                draft.accept()
        return report

    def publish(self, where: str, tell: Callable[[int], None] = lambda _: None) -> None:
        """Put everything into a store, in the place of what is there: a folder, or the address of a SPARQL service.

        Readers see each old graph or the new one. Sending that broke off goes on where it was; ``tell`` hears how many triples
        have arrived.
        """
        if not where.startswith(("http://", "https://")):  # what is there need not be sound
            LocalStore.rebuild(Path(where), self.quads, self.names.prefixes()).close()
            return
        store = open_store(where, self.names, writing=True)
        if not isinstance(store, LocalStore):
            store.replace(self.quads, folders.journal(self.folder, where) if self.folder else None, tell)

    def close(self) -> None:
        """Let others write to the store on disk that was named."""
        if isinstance(self._store, LocalStore):
            self._store.close()


def _heard(quads: Iterable[Quad], tell: Callable[[int], None]) -> Iterator[Quad]:
    """Quads, told of by the ten thousand."""
    for number, quad in enumerate(quads, 1):
        if not number % 10_000:
            tell(number)
        yield quad


def open_workspace(
    folder: str | os.PathLike[str] | None = None, *, store: Store | str = "", writing: bool = False, base: str = ""
) -> Workspace:
    """The workspace of a folder; without one, the packaged 2019 plan. Nothing is written.

    ``base`` is that of identifiers, in place of the one in ``metrograph.toml``.

    ``store`` is where questions are asked instead: a folder made by ``build --store``, the address of a SPARQL service
    (``https://host/sparql``), or a store of one's own. A folder is opened for reading unless ``writing``.
    """
    where = Path(folder) if folder is not None else None
    if not isinstance(store, str):
        return Workspace(where, store, base=base)
    if not store:
        return Workspace(where, base=base)
    names = Names(base or (folders.read_settings(where).base if where else DEFAULT_BASE))
    return Workspace(where, open_store(store, names, writing=writing), base=base)


def load(path: str | os.PathLike[str]) -> Workspace:
    """A workspace over the graph of one RDF file, to be asked and exported; nothing is written."""
    return Workspace(None, LocalStore.of_file(Path(path)))


def create(folder: Path, sample: bool = True) -> Workspace:
    """A new workspace, with a copy of the packaged plan as a sample; ``SourceError`` when there is one already."""
    folders.create(folder, sample)
    return Workspace(folder)
