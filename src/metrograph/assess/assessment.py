"""An assessment of one plan: what is counted of it, told in a language.

>>> import metrograph
>>> found = metrograph.open().assess()
>>> [row["risk"] for row in found.risks.dicts() if row["sdg"] == "6"]
['single support', 'conditional support']
"""

from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from metrograph.assess import peers, tables
from metrograph.assess.facts import read_facts
from metrograph.assess.figures import Figures, figures
from metrograph.assess.groups import BY
from metrograph.assess.source import pairs_of
from metrograph.errors import UsageError, near
from metrograph.store import Store
from metrograph.table import Table
from metrograph.words import TEXTS, say

SYNERGIES = ("item", "theme", "goal")
_SHOWN = ("indicatorLabel", "numerator", "denominator", "share", "formula")
_LONG = 500


@dataclass(frozen=True)
class Assessment:
    """A plan as it was counted. Each of its tables names what it counts; none adds them up to one number."""

    figures: Figures
    name: str
    """What the plan is called."""
    lang: str
    names: tables.Names = field(repr=False, compare=False)

    @property
    def scorecard(self) -> Table:
        """The indicators: counted, out of, share, formula, how to read it, what it does not say."""
        return tables.scorecard(self.figures, self.lang)

    @property
    def lines(self) -> Table:
        """The same indicators for each strategic line."""
        return tables.lines(self.figures, self.names, self.lang)

    @property
    def depth(self) -> Table:
        """By goal: direct, only indirect, of these at a goal only, only proposed."""
        return self.depth_by("goal")

    def depth_by(self, by: str) -> Table:
        """The same by goal, target, theme, line, partner or place."""
        return tables.depth(self.figures, _one_of(by, BY, "by"), self.names, self.lang)

    def coverage(self, by: str = "goal") -> Table:
        """How many items there are of each goal, target, theme, line, partner or place: direct, only indirect, pilots.

        >>> import metrograph
        >>> metrograph.open().assess().coverage("partner").rows()[0][1:]
        ('United Cities and Local Governments (UCLG)', 4, 2, 2, 0, 0)
        """
        return tables.coverage(self.figures, _one_of(by, BY, "by"), self.names, self.lang)

    @property
    def evidence(self) -> Table:
        """What the accepted links rest on, how much is quoted, what a person has read, how sure a machine was."""
        return tables.evidence(self.figures, self.names, self.lang)

    @property
    def risks(self) -> Table:
        """Each goal and target at risk, with the items on which it rests, their status and condition, and the risk in words."""
        return tables.risk_table(self.figures.risks, self.names, self.lang)

    @cached_property
    def goals_at_risk(self) -> dict[str, str]:
        """The goals at risk by code, each with its risks in one line.

        >>> import metrograph
        >>> metrograph.open().assess(lang="es").goals_at_risk["8"]
        'El objetivo 8: apoyo único. «V Foro mundial de desarrollo económico local».'
        """
        return tables.in_words((risk for risk in self.figures.risks if "." not in risk.sdg), self.names, self.lang)

    @property
    def synergies(self) -> Table:
        """The items that serve several goals."""
        return self.synergies_of("item")

    def synergies_of(self, kind: str) -> Table:
        """What serves several goals: each ``item``, each ``theme``, or each pair of ``goal`` that items serve together."""
        if _one_of(kind, SYNERGIES, "kind") == "goal":
            return tables.pairs(self.figures, self.names, self.lang)
        return tables.several(self.figures, kind, self.names, self.lang)

    def peers(self, *others: "Assessment") -> Table:
        """The plan beside others: items, share of the assessed items and direct ones for each goal; who alone serves it.

        ``UsageError`` without others, and where no plan has an assessed item.
        """
        return peers.peers(_named(self, *others), self.names, self.lang)

    def notes(self, *others: "Assessment") -> tuple[str, ...]:
        """What to know before comparing this plan with others."""
        return peers.notes(_named(self, *others), self.names, self.lang)

    def __repr__(self) -> str:
        told = ", ".join(map(str, self.figures.cards[""]))
        return f"<Assessment of {self.figures.plan.rpartition('/')[2]}: {told}>"

    def _repr_html_(self) -> str:
        title = say("assess.title", self.lang, plan=self.name)
        card = _headed(self.scorecard.pick(_SHOWN), self.lang).titled(say("assess.scorecard", self.lang))
        told = [f"<li>{escape(one[:_LONG])}</li>" for one in self.goals_at_risk.values()]
        never = f"<p>{escape(say('assess.never', self.lang))}</p>"
        return f"<section><h3>{escape(title[:200])}</h3>{card._repr_html_()}{never}<ul>{''.join(told)}</ul></section>"


def assess_plan(store: Store, plan: str, names: tables.Names, lang: str = "en") -> Assessment:
    """The assessment of a plan of a store, by its identifier."""
    return assessment_of(figures(read_facts(pairs_of(store))[plan]), names, lang)


def assessment_of(counted: Figures, names: tables.Names, lang: str) -> Assessment:
    """What was counted before, told in a language."""
    return Assessment(counted, names((counted.plan,)).get(counted.plan, counted.plan.rpartition("/")[2]), lang, names)


def _named(*found: Assessment) -> tuple[peers.Named, ...]:
    return tuple((one.name, one.figures) for one in found)


def _headed(table: Table, lang: str) -> Table:
    return table.pick(table.columns, {name: say(f"column.{name}", lang) for name in table.columns if f"column.{name}" in TEXTS})


def _one_of(given: str, choices: tuple[str, ...], name: str) -> str:
    if given not in choices:
        raise UsageError("U108", value=given, name=name, near=near(given, choices), choices=", ".join(choices))
    return given
