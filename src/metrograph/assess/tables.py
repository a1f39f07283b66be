"""What is counted of a plan as tables, in a language: names looked up for what is shown, risks told in sentences."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import groupby, islice

from metrograph.assess.evidence import Evidence
from metrograph.assess.facts import Item
from metrograph.assess.figures import Figures
from metrograph.assess.groups import BY_LINK, Group
from metrograph.assess.risks import Risk
from metrograph.assess.scorecard import Indicator
from metrograph.namespaces import MG, sdg_iri, sdg_order
from metrograph.table import Iri, Row, Table
from metrograph.words import mark, say

Names = Callable[[Iterable[str]], Mapping[str, str]]
"""Gives the labels of identifiers in the language of the reader."""
GOALS = tuple(str(number) for number in range(1, 18))
NAMED = 3
"""How many items a sentence names."""
_ENDS = {
    "goal": ("goal", "sdg", "goalLabel"),
    "target": ("target", "sdg", "sdgLabel"),
    "theme": ("theme", "themeLabel"),
    "line": ("line", "lineLabel"),
    "partner": ("organisation", "organisationLabel"),
    "place": ("place", "placeLabel"),
}


def coverage(figures: Figures, by: str, names: Names, lang: str) -> Table:
    """How many items, direct or only indirect, and how many pilots: as the questions ``coverage-by-…`` count, and pilots."""

    def row(group: Group) -> Row:
        linked = (group.direct, group.indirect)
        if by in BY_LINK:
            return (*linked, sum(linked), group.pilots)
        return (group.count, *linked, group.none + group.proposed, group.pilots)

    columns = ("direct", "indirect", "count", "pilots") if by in BY_LINK else ("count", "direct", "indirect", "none", "pilots")
    return _grouped(figures, by, names, columns, row).titled(say(f"assess.coverage.{by}", lang))


def depth(figures: Figures, by: str, names: Names, lang: str) -> Table:
    """How deep the support is: direct, only indirect, of these at a goal only; what is only proposed."""

    def row(group: Group) -> Row:
        told = (group.direct, group.indirect, group.goal_only, group.proposed)
        return told if by in BY_LINK else (*told, group.none)

    columns = ("direct", "indirect", "goalOnly", "proposed")
    return _grouped(figures, by, names, columns if by in BY_LINK else (*columns, "none"), row).titled(
        say(f"assess.depth.{by}", lang)
    )


def _grouped(figures: Figures, by: str, names: Names, columns: tuple[str, ...], row: Callable[[Group], Row]) -> Table:
    groups = figures.groups[by]
    heads: dict[str, Row]
    if by in BY_LINK:
        codes = GOALS if by == "goal" else sorted((code for code in groups if _counts(groups[code])), key=sdg_order)
        labels = names(map(sdg_iri, codes))
        heads = {code: (Iri(sdg_iri(code)), code, labels.get(sdg_iri(code), code)) for code in codes}
    else:
        labels = names(groups)
        heads = {iri: (Iri(iri), labels.get(iri, iri.rpartition("/")[2])) for iri in groups}
    if by in ("theme", "partner", "place"):
        heads = dict(sorted(heads.items(), key=lambda one: (-groups[one[0]].count, one[0])))
    rows = tuple((*head, *row(groups.get(key, Group()))) for key, head in heads.items())
    return Table((*_ENDS[by], *columns), rows)


def _counts(group: Group) -> int:
    return group.direct + group.indirect + group.proposed


# ---- evidence


def evidence(figures: Figures, names: Names, lang: str) -> Table:
    """What the accepted links rest on: of all of them first, then of those to each goal that has any."""
    codes = [code for code in GOALS if code in figures.evidence]
    labels = names(map(sdg_iri, codes))
    head: Row = (None, None, say("assess.all", lang))
    rows = [(*head, *_weight(figures.evidence[""]))]
    rows += [(Iri(sdg_iri(code)), code, labels.get(sdg_iri(code), code), *_weight(figures.evidence[code])) for code in codes]
    columns = ("goal", "sdg", "goalLabel", "links", "statedBasis", "textBasis", "contextBasis", "externalBasis", "noBasis",
               "quotes", "reviewed", "machine", "lowest", "median")  # fmt: skip
    return Table(columns, tuple(rows), say("assess.evidence", lang))


def _weight(one: Evidence) -> Row:
    return (one.links, *one.bases, one.quotes, one.read, one.machine, _decimal(one.lowest), _decimal(one.median))


def _decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(round(number, 3)))


# ---- risks


def risk_table(risks: Iterable[Risk], names: Names, lang: str, most: int | None = None) -> Table:
    """A row for each item on which a goal or target at risk rests, with the risk in words; ``most`` rows of them."""
    found = list(islice(((risk, item) for risk in risks for item in risk.items), most))
    teller = _Teller(found, names, lang)
    columns = ("target", "sdg", "sdgLabel", "riskTerm", "risk", "strengthTerm", "strength", "element", "label", "status",
               "condition", "line", "lineLabel", "sentence")  # fmt: skip
    return Table(columns, tuple(teller.row(risk, item) for risk, item in found), say("assess.risks", lang))


def in_words(risks: Iterable[Risk], names: Names, lang: str) -> dict[str, str]:
    """All risks of each goal or target in one line, by its code, in the order given."""
    found = tuple(risks)
    teller = _Teller([(risk, item) for risk in found for item in risk.items[:NAMED]], names, lang)
    return {code: teller.line(tuple(group)) for code, group in groupby(found, key=lambda risk: risk.sdg)}


class _Teller:
    """Tells risks; the names of all that they concern are looked up at once."""

    def __init__(self, rows: list[tuple[Risk, Item]], names: Names, lang: str) -> None:
        risks = {id(risk): risk for risk, _ in rows}  # a risk of very many items takes long to hash
        told = [item for _, item in rows] + [item for risk in risks.values() for item in risk.items[:NAMED]]
        wanted = {iri for item in told for iri in (item.iri, item.line, MG + item.status if item.status else "")}
        wanted |= {sdg_iri(risk.sdg) for risk in risks.values()} | {MG + "direct", MG + "indirect"}
        self._labels, self._lang = names(sorted(wanted - {""})), lang
        self._said = {key: self.sentence(risk) for key, risk in risks.items()}

    def row(self, risk: Risk, item: Item) -> Row:
        """A risk and one of the items that it concerns."""
        strength, iri = MG + ("direct" if risk.direct else "indirect"), sdg_iri(risk.sdg)
        status, line = self._name(MG + item.status) if item.status else None, self._name(item.line) if item.line else None
        return (
            *(Iri(iri), risk.sdg, self._name(iri)),
            *(risk.kind, say(f"risk.{risk.kind}", self._lang), Iri(strength), self._name(strength)),
            *(Iri(item.iri), self._name(item.iri), status, item.condition or None),
            *(Iri(item.line) if item.line else None, line, self._said[id(risk)]),
        )

    def sentence(self, risk: Risk) -> str:
        """The risk in words, with the first items by name."""
        said = ("direct" if risk.direct else "indirect") if risk.kind == "single" else "said"
        return say(f"risk.{risk.kind}.{said}", self._lang, what=self._what(risk), items=self._items(risk))

    def line(self, risks: tuple[Risk, ...]) -> str:
        """The risks of one goal or target, which all concern the same items."""
        kinds = ", ".join(say(f"risk.{risk.kind}", self._lang) for risk in risks)
        return say("risk.told", self._lang, what=self._what(risks[0]), risks=kinds, items=self._items(risks[0]))

    def _what(self, risk: Risk) -> str:
        return say("assess.target" if "." in risk.sdg else "assess.goal", self._lang, code=risk.sdg)

    def _items(self, risk: Risk) -> str:
        named = mark(";", self._lang).join(map(self._item, risk.items[:NAMED]))
        more = len(risk.items) - NAMED
        return f"{named} {say('more', self._lang, n=more)}" if more > 0 else named

    def _item(self, item: Item) -> str:
        label = say("quoted", self._lang, words=self._name(item.iri))
        status, condition = self._name(MG + item.status) if item.status else "", item.condition
        told = "both" if status and condition else "status" if status else "condition" if condition else ""
        quoted = say("quoted", self._lang, words=condition)
        return say(f"risk.item.{told}" if told else "risk.item", self._lang, label=label, status=status, condition=quoted)

    def _name(self, iri: str) -> str:
        return self._labels.get(iri, iri.rpartition("/")[2].rpartition("#")[2])


# ---- synergies


def several(figures: Figures, by: str, names: Names, lang: str, most: int | None = None) -> Table:
    """Items or themes that serve two goals or more: how many, which, and which of them directly."""
    found = figures.together[by][:most]
    labels = names(iri for iri, _, _ in found)
    head = ("element", "label") if by == "item" else ("theme", "themeLabel")
    rows = tuple(
        (Iri(iri), labels.get(iri, iri.rpartition("/")[2]), len(goals), ", ".join(goals), ", ".join(direct))
        for iri, goals, direct in found
    )
    return Table((*head, "count", "goals", "directGoals"), rows, say(f"assess.synergies.{by}", lang))


def pairs(figures: Figures, names: Names, lang: str) -> Table:
    """The goals served together and by how many items: the rows of the question ``co-targets``."""
    labels = names(sdg_iri(code) for code in GOALS)

    def end(code: str) -> Row:
        return Iri(sdg_iri(code)), code, labels.get(sdg_iri(code), code)

    columns = ("goal", "sdg", "goalLabel", "otherGoal", "otherSdg", "otherGoalLabel", "count")
    rows = tuple((*end(first), *end(second), count) for first, second, count in figures.pairs)
    return Table(columns, rows, say("assess.synergies.goal", lang))


# ---- scorecard


def scorecard(figures: Figures, lang: str) -> Table:
    """The indicators of the plan with their counts, formulas, how to read them, and what they do not say."""
    columns = ("indicator", "indicatorLabel", "numerator", "denominator", "share", "formula", "reading", "limits")
    rows = tuple(
        (*_indicator(one, lang), *(say(f"indicator.{one.name}.{told}", lang) for told in ("formula", "reading", "limits")))
        for one in figures.cards[""]
    )
    return Table(columns, rows, say("assess.scorecard", lang))


def lines(figures: Figures, names: Names, lang: str) -> Table:
    """The same indicators for the items of each strategic line."""
    found = [line for line in figures.cards if line]
    labels = names(found)
    columns = ("line", "lineLabel", "indicator", "indicatorLabel", "numerator", "denominator", "share")
    heads = {line: (Iri(line), labels.get(line, line.rpartition("/")[2])) for line in found}
    rows = tuple((*head, *_indicator(one, lang)) for line, head in heads.items() for one in figures.cards[line])
    return Table(columns, rows, say("assess.lines", lang))


def _indicator(one: Indicator, lang: str) -> Row:
    return one.name, say(f"indicator.{one.name}", lang), one.part, one.whole, one.share
