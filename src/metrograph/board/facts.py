"""What the data says of a plan, asked once: the questions of the catalogue, and a few of our own, the plan bound as a term."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from metrograph import assess
from metrograph.assess import Pilot, choice
from metrograph.assess.facts import ENDING
from metrograph.board.value import Line, Run, line
from metrograph.catalog import Terms
from metrograph.errors import UsageError
from metrograph.find import labels_of
from metrograph.namespaces import MG, goal_of
from metrograph.table import LangText, Table, Value, text

if TYPE_CHECKING:
    from metrograph.desk import Desk

Row = dict[str, Value]
LONGEST = 400  # characters of a name; a longer one is shortened, and the report says so
_TERMS = ("direct", "indirect", "accepted", "proposed", "rejected", "superseded", "externalBasis", "contextBasis")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the plan, as the question ``links`` tells it, with its terms beside the words."""

    element: str
    sdg: str
    goal: str
    sdg_label: str
    direct: bool
    decision: str
    row: Row


def plan_names(desk: "Desk") -> dict[str, str]:
    """The IRI of each plan at hand, by the name of the plan: ``metropolis-2019``."""
    return choice.plan_names(desk.store, desk.names)


def chosen_plan(desk: "Desk", name: str) -> tuple[str, str]:
    """Name and IRI of the plan that a report is about; ``UsageError`` where there is none, or nobody said which of several.

    A board decides about one plan: figures added up over several would answer no question of its own.
    """
    plans = plan_names(desk)
    if not plans:
        raise UsageError("W670")
    if not name and len(plans) > 1:
        raise UsageError("W671", choices=", ".join(plans))
    key = choice.name_of(plans, name or next(iter(plans)))
    return key, plans[key]


def _rows(desk: "Desk", sparql: str) -> tuple[Row, ...]:
    answer = desk.sparql(sparql)
    return answer.dicts() if isinstance(answer, Table) else ()


class PlanFacts:
    """A plan of a desk, in a language; each answer is asked for once, when first needed."""

    def __init__(self, desk: "Desk", plan: str, lang: str) -> None:
        self.desk = desk
        self.name, self.iri = chosen_plan(desk, plan)
        self.lang = lang
        self.shortened = self.foreign = 0
        self._names: dict[str, Line] = {}
        self._answers: dict[str, tuple[Row, ...]] = {}

    # ---- questions

    def ask(self, name: str, /, **parameters: object) -> Table:
        """The answer to a question about this plan."""
        return self.desk.ask(name, self.lang, **{"plan": self.iri, **parameters})

    def rows(self, name: str) -> tuple[Row, ...]:
        """The rows of a question about this plan, asked once."""
        if name not in self._answers:
            self._answers[name] = self.ask(name).dicts()
        return self._answers[name]

    def ask_of_link(self, element: str, sdg: str) -> tuple[Row, ...]:
        """Every passage on which a link rests."""
        return self.desk.ask("evidence-of-link", self.lang, element=element, sdg=sdg).dicts()

    def own(self, pattern: str) -> tuple[Row, ...]:
        """The rows of a query of ours, ``?plan`` bound to this plan."""
        plan = Terms(self.desk.names, {}).term("element", self.iri, "plan")
        return _rows(self.desk, pattern.replace("{plan}", f"VALUES ?plan {{ {plan} }}"))

    # ---- names

    def named(self, iri: Value) -> Line:
        """The name of a thing in the language; one that is in another language only says which."""
        if text(iri) not in self._names:
            self.learn((iri,))
        return self._names[text(iri)]

    def learn(self, iris: Iterable[Value]) -> None:
        """Look up the names of several things at once."""
        wanted = {text(iri) for iri in iris} - set(self._names)
        labels = {iri: self._best(iri) for iri in wanted & self._told.keys()}
        others = labels_of(self.desk.store, wanted - labels.keys(), self.lang)
        for iri in sorted(wanted):
            found = labels.get(iri) or LangText(others.get(iri, iri.rpartition("/")[2]), self.lang)
            self._names[iri] = self._name(found)

    def _name(self, label: LangText) -> Line:
        words = " ".join(str(label).split())
        if len(words) > LONGEST:
            self.shortened += 1
            words = words[:LONGEST].rstrip() + "…"
        if label.lang in {"", self.lang}:
            return line(words, lang=self.lang)
        self.foreign += 1
        return Run(words, label.lang), Run(f" [{label.lang}]", "", "dim")

    def _best(self, iri: str) -> LangText:
        told = self._told[iri]
        return min(told, key=lambda label: (label.lang != self.lang, label.lang != "en", label.lang, str(label)))

    @cached_property
    def _told(self) -> dict[str, list[LangText]]:
        """Every name of what the plan states."""
        found: dict[str, list[LangText]] = {}
        for row in self.own("SELECT ?x ?label { {plan} ?x mg:inPlan ?plan ; rdfs:label|skos:prefLabel ?label }"):
            label = row["label"]
            found.setdefault(text(row["x"]), []).append(LangText(text(label), getattr(label, "lang", "")))
        return found

    @cached_property
    def source_names(self) -> dict[str, LangText]:
        """What the source itself calls each thing that it states, in the language of the source where there are several."""
        found: dict[str, LangText] = {}
        for row in self.own("SELECT ?x ?label { {plan} ?x mg:inPlan ?plan ; rdfs:label ?label } ORDER BY ?x ?label"):
            label = LangText(text(row["label"]), getattr(row["label"], "lang", ""))
            if text(row["x"]) not in found or label.lang == self.source_lang:
                found[text(row["x"])] = label
        return found

    @cached_property
    def terms(self) -> dict[str, str]:
        """The name of a term of the ontology by its words in the language: ``accepté`` -> ``accepted``."""
        labels = labels_of(self.desk.store, [MG + name for name in (*_TERMS, *sorted(ENDING))], self.lang)
        return {label: iri.removeprefix(MG) for iri, label in labels.items()}

    # ---- what the report tells

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link of the plan, in the order of the source; those that a review replaced aside."""
        rows = self.ask("links").dicts()
        self.learn(row["element"] for row in rows)
        made = (self._link(row) for row in rows)
        return tuple(one for one in made if one.decision != "superseded")

    def _link(self, row: Row) -> Link:
        code = text(row["sdg"])
        decision, direct = self.terms.get(text(row["decision"]), ""), self.terms.get(text(row["strength"])) == "direct"
        return Link(text(row["element"]), code, goal_of(code), text(row["sdgLabel"]), direct, decision, row)

    @cached_property
    def accepted(self) -> tuple[Link, ...]:
        """The links that are accepted."""
        return tuple(link for link in self.links if link.decision == "accepted")

    @cached_property
    def pilots(self) -> tuple[Pilot, ...]:
        """The pilots of the plan with their links and gaps."""
        return assess.pilots(lambda name, lang: self.desk.ask(name, lang, plan=self.iri), self.lang)

    @cached_property
    def reviewed(self) -> dict[tuple[str, str], Row]:
        """The decision in force on each link that a person decided: the latest that takes none back and was not taken back."""
        found: dict[tuple[str, str], Row] = {}
        rows = self.rows("decisions")
        undone = {(row["element"], row["sdg"], row["undoes"]) for row in rows if row["undoes"]}
        for row in rows:
            if not row["undoes"] and (row["element"], row["sdg"], row["time"]) not in undone:
                found[text(row["element"]), text(row["sdg"])] = row
        return found

    @cached_property
    def suggested(self) -> tuple[Row, ...]:
        """What each method said of each link: element, code, method, confidence."""
        return self.own(
            "SELECT DISTINCT ?element ?target ?method ?confidence { {plan} ?element mg:inPlan ?plan . "
            "?link mg:alignmentOf ?element ; mg:alignedTo ?target ; mg:hasSuggestion ?one . ?one mg:method ?method . "
            "OPTIONAL { ?one mg:confidence ?confidence } } ORDER BY ?element ?target ?method ?confidence"
        )

    @cached_property
    def states(self) -> dict[str, tuple[str, Value]]:
        """Status (the term) and condition of each thing that has one of them."""
        rows = self.own(
            "SELECT ?x ?status ?condition { {plan} ?x mg:inPlan ?plan . OPTIONAL { ?x mg:activityStatus ?status } "
            "OPTIONAL { ?x mg:condition ?condition } FILTER(BOUND(?status) || BOUND(?condition)) } ORDER BY ?x ?status ?condition"
        )
        return {text(row["x"]): (text(row["status"]).removeprefix(MG), row["condition"]) for row in rows}

    def ending(self, element: str) -> bool:
        """Whether an element is to conclude, or has concluded, been postponed or cancelled."""
        return self.states.get(element, ("", None))[0] in ENDING

    def condition(self, element: str) -> Value:
        """The condition on which an element depends, if any."""
        return self.states.get(element, ("", None))[1]

    # ---- where it comes from

    @cached_property
    def title(self) -> Line:
        """The title of the plan."""
        rows = self.own("SELECT ?label { {plan} ?plan rdfs:label|skos:prefLabel ?label } ORDER BY ?label")
        found = [LangText(text(row["label"]), getattr(row["label"], "lang", "")) for row in rows]
        best = min(found, key=lambda label: (label.lang != self.lang, label.lang != "en", label.lang), default=None)
        return self._name(best) if best else line(self.name)

    @cached_property
    def date(self) -> str:
        """The date of the plan, in the words of its source, else in EDTF."""
        rows = self.own("SELECT ?said ?edtf { {plan} OPTIONAL { ?plan mg:dateText ?said } OPTIONAL { ?plan mg:edtf ?edtf } }")
        return next((text(row["said"]) or text(row["edtf"]) for row in rows), "")

    @cached_property
    def source(self) -> Row:
        """The source document: identifier, language, lines, SHA-256; empty where none is known."""
        rows = _rows(
            self.desk,
            "SELECT ?x ?file ?language ?lines ?sha256 { ?x a mg:SourceDocument OPTIONAL { ?x dcterms:identifier ?file } "
            "OPTIONAL { ?x dcterms:language ?language } OPTIONAL { ?x mg:lineCount ?lines } OPTIONAL { ?x mg:sha256 ?sha256 } } "
            "ORDER BY ?x",
        )
        beside = self.iri.rpartition("/")[0] + "/source"
        return next((row for row in rows if text(row["x"]) == beside), {})

    @cached_property
    def source_lang(self) -> str:
        """The language of the source."""
        return text(self.source.get("language"))

    @cached_property
    def version(self) -> str:
        """The program that built the data, with its version."""
        rows = _rows(self.desk, "SELECT DISTINCT ?version { ?x a prov:Activity ; mg:version ?version } ORDER BY ?version")
        return ", ".join(text(row["version"]) for row in rows)

    @cached_property
    def files(self) -> tuple[Row, ...]:
        """The files from which the data was made, with their SHA-256."""
        return _rows(
            self.desk,
            "SELECT DISTINCT ?file ?sha256 { ?g prov:wasDerivedFrom ?f . ?f dcterms:identifier ?file ; mg:sha256 ?sha256 } "
            "ORDER BY ?file ?sha256",
        )

    @cached_property
    def runs(self) -> tuple[Row, ...]:
        """The runs that suggested links of this plan: identifier, version, what they are, and how many links each."""
        return self.own(
            "SELECT ?run ?version ?method (COUNT(DISTINCT ?link) AS ?count) { {plan} ?element mg:inPlan ?plan . "
            "?link mg:alignmentOf ?element ; mg:hasSuggestion ?one . ?one mg:method ?method ; prov:wasGeneratedBy ?run . "
            "OPTIONAL { ?run mg:version ?version } } GROUP BY ?run ?version ?method ORDER BY ?run ?version ?method"
        )

    def described(self, run: Value) -> str:
        """What a run says of itself, in the language."""
        rows = _rows(self.desk, "SELECT ?run ?about { ?run a mg:TaggingRun ; dcterms:description ?about } ORDER BY ?about")
        own = [row["about"] for row in rows if row["run"] == run]
        best = min(own, key=lambda about: (getattr(about, "lang", "") != self.lang, text(about)), default=None)
        return text(best)


def day(moment: Value) -> str:
    """The day and minute of a decision, in UTC.

    >>> from datetime import UTC
    >>> day(datetime(2026, 11, 23, 15, 13, tzinfo=UTC))
    '2026-11-23 15:13 UTC'
    """
    return f"{moment:%Y-%m-%d %H:%M} UTC" if isinstance(moment, datetime) else text(moment)
