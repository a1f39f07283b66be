"""Links as the mappings of SSSOM: one row for each suggestion, with where its link stands now.

```
link                     predicate                            modifier   ext_status
accepted, direct         mg:contributesDirectlyTo                        accepted
accepted, indirect       mg:contributesIndirectlyTo                      accepted
proposed                 mg:candidateFor                                 proposed
rejected                 mg:contributes(In)directlyTo         Not        rejected
superseded               mg:candidateFor                      Not        superseded
assessed, none           mg:contributesTo sssom:NoTermFound
```
So no program that reads predicates alone takes a suggestion for a fact.
"""

import re
from collections.abc import Iterable, Iterator

from metrograph.exchange.semapv import EXTENSIONS, JUSTIFICATION, NOTHING, SPACES
from metrograph.exchange.sssom import MappingSet, Row, gathered, listed
from metrograph.exchange.stock import Said, Stock
from metrograph.graph.meta import CC_BY
from metrograph.model import Text
from metrograph.namespaces import FIXED_PREFIXES, MG, OA, PROV, SDG, SKOS, sdg_code, sdg_order
from metrograph.turtle import natural, value
from metrograph.words import LANGUAGES, say

_PREFIX = re.compile(r"[a-z][a-z0-9-]*")
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


def mapping_set(stock: Stock) -> MappingSet:
    """Every link and every judgement that nothing applies, as a mapping set.

    >>> import metrograph
    >>> found = mapping_set(metrograph.open().stock())
    >>> [row.get("predicate_id") for row in found.rows if row.get("subject_id").endswith(":pilot-mega")][0]
    'mg:contributesDirectlyTo'
    """
    curies = Curies(stock)
    rows = sorted(_Rows(stock, curies).all(), key=_order)
    plans = ", ".join(stock.said.label(node).best(stock.lang) for _, node in sorted(stock.plans.items()))
    about = {
        "mapping_set_id": stock.names.graph("view") + (f"#{stock.graph.removeprefix('plan/')}" if stock.graph else ""),
        "mapping_set_title": say("exchange.sssom-title", stock.lang, plans=plans),
        "license": CC_BY,
    }
    used = {slot for row in rows for slot in row.slots}
    own = {slot: meaning for slot, meaning in EXTENSIONS.items() if slot in used}
    made = gathered(MappingSet({}, about, own, tuple(rows)))
    return MappingSet(curies.used(own.values()), made.head, own, made.rows)


def _order(row: Row) -> tuple[object, ...]:
    code = row.get("object_id").removeprefix("sdg:")
    known = sdg_order(code) if sdg_code(SDG + code) else (99, 0, code)
    return natural(row.get("subject_id")), known, row.get("ext_run"), row.get("ext_quote"), row.get("comment")


class Curies:
    """Identifiers as prefixed names, and the prefixes that were needed."""

    def __init__(self, stock: Stock) -> None:
        own = {(plan if _PREFIX.fullmatch(plan) else f"plan-{plan}"): stock.names.element(plan, "") for plan in stock.plans}
        spaces = {**FIXED_PREFIXES, **stock.names.prefixes(), **SPACES}
        self.spaces = {**{f"plan-{name}" if name in spaces else name: space for name, space in own.items()}, **spaces}
        self._by_length = sorted(self.spaces.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        self._used: set[str] = set()

    def __call__(self, iri: str) -> str:
        """A prefixed name; the identifier itself where no prefix fits."""
        for prefix, space in self._by_length:
            if iri.startswith(space) and _LOCAL.fullmatch(iri[len(space) :]):
                self._used.add(prefix)
                return f"{prefix}:{iri[len(space) :]}"
        return iri

    def used(self, names: Iterable[str] = ()) -> dict[str, str]:
        """The prefixes that were used, and those of some names."""
        wanted = {*self._used, "mg", "semapv", "sdg", *(name.partition(":")[0] for name in names)}
        return {prefix: space for prefix, space in self.spaces.items() if prefix in wanted}


class _Rows:
    """The rows of a stock."""

    def __init__(self, stock: Stock, curies: Curies) -> None:
        self.stock, self.said, self.curies = stock, stock.said, curies

    def all(self) -> Iterator[Row]:
        for link in self.said.of_kind("Alignment"):
            suggestions = self.said.values(link, MG + "hasSuggestion") or [""]
            for suggestion in suggestions:
                slots = {**self._link(link), **self._suggestion(suggestion)}
                source = self.stock.source(suggestion, slots.pop("element"))
                if source in self.stock.documents or not self.stock.graph:
                    yield self._row(slots, source)
        for judged in self.said.of_kind("NoSDGAssessment"):
            source = self.stock.source(judged, "")
            if source in self.stock.documents or not self.stock.graph:
                yield self._row(self._none(judged), source)

    def _row(self, slots: dict[str, str], source: str) -> Row:
        slots = {**slots, "subject_source": self.curies(source) if source else "", "object_source": self.curies(SDG[:-1])}
        if slots["object_id"] == NOTHING:
            self.curies(SPACES["sssom"] + "NoTermFound")
        return Row({slot: words for slot, words in slots.items() if words})

    def _ends(self, element: str, target: str) -> dict[str, str]:
        lang = self.stock.lang
        return {
            "subject_id": self.curies(element),
            "subject_label": self.said.label(element).best(lang),
            "object_id": self.curies(target) if target else NOTHING,
            "object_label": self.said.text(target, SKOS + "prefLabel").best(lang) if target else "",
        }

    def _link(self, link: str) -> dict[str, str]:
        element, target = (self.said.one(link, MG + name) for name in ("alignmentOf", "alignedTo"))
        status, strength = (self.said.one(link, MG + name).removeprefix(MG) for name in ("alignmentStatus", "strength"))
        firm = "contributesDirectlyTo" if strength == "direct" else "contributesIndirectlyTo"
        predicate = firm if status in ("accepted", "rejected") else "candidateFor"
        return {
            **self._ends(element, target),
            "element": element,
            "predicate_id": self.curies(MG + predicate),
            "predicate_modifier": "Not" if status in ("rejected", "superseded") else "",
            "ext_status": status,
            "ext_strength": strength,
            **self._review(link),
        }

    def _review(self, link: str) -> dict[str, str]:
        """The decision in force: the last that was not taken back."""
        reviews = self.said.values(link, MG + "hasReview")
        undone = {gone for one in reviews for gone in self.said.values(one, MG + "undoes")}
        valid = [one for one in reviews if one not in undone and not self.said.values(one, MG + "undoes")]
        last = max(valid, key=lambda one: self.said.one(one, PROV + "endedAtTime"), default="")
        return {
            "reviewer_label": self.said.one(self.said.one(last, MG + "reviewer"), SKOS + "prefLabel"),
            "ext_reviewed_at": self.said.one(last, PROV + "endedAtTime"),
            "ext_review_reason": self.said.one(last, MG + "reason"),
        }

    def _suggestion(self, node: str) -> dict[str, str]:
        method = self.said.one(node, MG + "method").removeprefix(MG)
        run = self.said.one(node, PROV + "wasGeneratedBy")
        quotes = sorted(_quotes(self.said, node))
        why = self._reasons(node, "ationale")
        return {
            "mapping_justification": self.curies(SPACES["semapv"] + JUSTIFICATION.get(method, "UnspecifiedMatching")),
            "ext_method": method,
            "ext_run": run.removeprefix(self.stock.names.shared("run/")),
            "mapping_tool": "MetroGraph" if method == "trainedClassifier" else "",
            "mapping_tool_version": self.said.one(run, MG + "version") if method == "trainedClassifier" else "",
            "confidence": self.said.one(node, MG + "confidence"),
            "comment": why.best(self.stock.lang),
            "ext_quote": listed(text for text, _ in quotes),
            "ext_basis": listed(basis for _, basis in quotes),
            **{f"ext_rationale_{lang}": getattr(why, lang) for lang in LANGUAGES},
        }

    def _reasons(self, node: str, stem: str) -> Text:
        found = (*self.said.terms(node, f"{MG}r{stem}"), *self.said.terms(node, f"{MG}translatedR{stem}"))
        return Text(**{getattr(term, "language", "") or "en": value(term) for term in found})

    def _none(self, node: str) -> dict[str, str]:
        run = self.said.one(node, PROV + "wasGeneratedBy")
        why = self._reasons(node, "eason")
        method = self.methods.get(run, "")
        return {
            **self._ends(self.said.one(node, MG + "assessedElement"), ""),
            "predicate_id": self.curies(MG + "contributesTo"),
            "mapping_justification": self.curies(SPACES["semapv"] + JUSTIFICATION.get(method, "UnspecifiedMatching")),
            "ext_method": method,
            "ext_run": run.removeprefix(self.stock.names.shared("run/")),
            "comment": why.best(self.stock.lang),
            **{f"ext_rationale_{lang}": getattr(why, lang) for lang in LANGUAGES},
        }

    @property
    def methods(self) -> dict[str, str]:
        """The method of each run, as its suggestions name it."""
        if not hasattr(self, "_methods"):
            pairs = ((self.said.one(node, PROV + "wasGeneratedBy"), node) for node in self.said.of_kind("Suggestion"))
            self._methods = {run: self.said.one(node, MG + "method").removeprefix(MG) for run, node in pairs}
        return self._methods


def _quotes(said: Said, suggestion: str) -> Iterator[tuple[str, str]]:
    """The words that support a suggestion, and what each rests on."""
    for evidence in said.values(suggestion, MG + "hasEvidence"):
        for selector in said.values(evidence, OA + "hasSelector"):
            basis = said.one(evidence, MG + "basis").removeprefix(MG).removesuffix("Basis")
            yield from ((text, basis) for text in said.values(selector, OA + "exact"))
