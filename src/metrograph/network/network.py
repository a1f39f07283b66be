"""A network as an analyst asks it: tables in a language, networkx objects with labels, a picture, files.

>>> import metrograph
>>> network = metrograph.open().network()
>>> network
<Network: 55 elements, 41 goals and targets, 103 links; 13 goals, 22 pairs of them>
>>> network.robustness().dicts()[0]["goalsLost"]
'2, 12'
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import networkx as nx

from metrograph.errors import UsageError, near
from metrograph.namespaces import MG, sdg_iri
from metrograph.network.chance import Judged
from metrograph.network.drawing import drawn
from metrograph.network.files import save
from metrograph.network.labelled import labelled
from metrograph.network.measures import Central, sampled
from metrograph.network.web import Web
from metrograph.pictures.picture import Picture
from metrograph.table import Iri, Row, Table, Value
from metrograph.words import say

Labels = Callable[[Iterable[str]], Mapping[str, str]]
"""Finds the labels of identifiers."""
ABOUT = (
    "cobenefits", "expected", "lift", "p", "adjusted", "verdict", "degree", "weight", "betweenness", "closeness", "rank",
    "centrality", "communities", "modularity", "clusters", "bridges", "gaps", "robustness", "cascade", "themes", "partners",
    "lines",
)  # fmt: skip
"""What ``Network.about`` tells of."""
_JUDGED = ("count", "expected", "lift", "p", "adjusted", "verdict")
_CENTRAL = ("degree", "weight", "betweenness", "closeness", "rank")
_VERDICTS = ("more", "hint", "none", "few")
TIED = {"themes": "theme", "partners": "partner", "lines": "line"}


class Network:
    """The network of a plan, or of all plans at hand, in a language. ``Desk.network`` makes it."""

    def __init__(self, web: Web, lang: str, labels: Labels, start: str = "", most: int | None = None) -> None:
        self.web, self.lang, self._labels, self._start, self._most = web, lang, labels, start, most

    def first(self, most: int) -> "Network":
        """The same network, whose tables have so many rows at most.

        >>> import metrograph
        >>> len(metrograph.open().network().first(5).gaps())
        5
        """
        return Network(self.web, self.lang, self._labels, self._start, most)

    def __len__(self) -> int:
        return len(self.web)

    def __repr__(self) -> str:
        web = self.web
        return (
            f"<Network: {len(web.of_item)} elements, {len(web.codes)} goals and targets, {len(web)} links; "
            f"{len(web.goals)} goals, {web.together.number_of_edges()} pairs of them>"
        )

    def _repr_html_(self) -> str:
        return f"<figure>{self.svg()}<figcaption>{self.summary()}</figcaption></figure>"

    def summary(self) -> str:
        """What the network is, in a sentence."""
        web = self.web
        key = "network.summary.proposed" if web.proposed else "network.summary"
        goals, both = len(web.goals), web.together.number_of_edges()
        return say(key, self.lang, links=len(web), items=len(web.of_item), codes=len(web.codes), goals=goals, pairs=both)

    def about(self, name: str, lang: str = "") -> str:
        """What a measure or table says and where it misleads, in plain words; ``UsageError`` for one that is not there.

        >>> import metrograph
        >>> metrograph.open().network().about("lift")[:45]
        'How many times more elements serve both goals'
        """
        if name not in ABOUT:
            raise UsageError("U108", value=name, name="about", near=near(name, ABOUT), choices=", ".join(ABOUT))
        return say(f"network.about.{name}", lang or self.lang)

    # ---- goals

    def cobenefits(self) -> Table:
        """Pairs of goals that items serve together, beside chance; what is most surely no chance stands first.

        >>> import metrograph
        >>> found = metrograph.open().network().cobenefits()
        >>> len(found), found.columns[4:]
        (22, ('count', 'expected', 'lift', 'p', 'adjusted', 'verdict'))
        """
        rows = tuple(
            (one.one, self.name(one.one), one.other, self.name(one.other), *self._beside_chance(one))
            for one in _surest(self.web.cobenefits)[: self._most]
        )
        return self._table("cobenefits", ("sdg", "goalLabel", "otherSdg", "otherGoalLabel", *_JUDGED), rows)

    def themes(self) -> Table:
        """Themes and the goals that their items serve, beside chance."""
        return self.tied("themes")

    def partners(self) -> Table:
        """Organisations and the goals of the items that they organise or are partners in, beside chance."""
        return self.tied("partners")

    def lines(self) -> Table:
        """Strategic lines and the goals that their items serve, beside chance."""
        return self.tied("lines")

    def tied(self, name: str) -> Table:
        """``themes``, ``partners`` or ``lines`` by goal, beside chance."""
        kind = TIED[name]
        found = _surest(self.web.tied(kind))[: self._most]
        named = self.names(one.one for one in found)
        rows = tuple((Iri(one.one), named[one.one], one.other, self.name(one.other), *self._beside_chance(one)) for one in found)
        return self._table(name, (kind, f"{kind}Label", "sdg", "goalLabel", *_JUDGED), rows)

    def communities(self) -> Table:
        """Goals that are served together more than with others, by the number of their community."""
        rows = tuple(
            (number, goal, self.name(goal), len(self.web.goals[goal]))
            for number, group in enumerate(self.web.communities.groups, 1)
            for goal in group
        )
        return self._table("communities", ("group", "sdg", "goalLabel", "count"), rows)

    def modularity(self) -> str:
        """How marked the communities of goals are, and how sure, in a sentence."""
        found = self.web.communities
        return say("network.modularity", self.lang, n=_told(found.modularity, 2), agreeing=found.agreeing, runs=found.runs)

    # ---- items and targets

    def centrality(self, of: str = "goal") -> Table:
        """Where each ``goal`` stands in the network of goals, or each ``item`` or ``target`` in that of items; weight first.

        >>> import metrograph
        >>> metrograph.open().network().centrality().dicts()[0]["sdg"]
        '11'
        """
        if of not in ("goal", "item", "target"):
            raise UsageError("U108", value=of, name="of", near=near(of, ("goal", "item", "target")), choices="goal, item, target")
        web = self.web
        places = web.of_goals if of == "goal" else web.of_things
        wanted = web.goals if of == "goal" else web.of_item if of == "item" else web.codes
        order = sorted(wanted, key=lambda name: (-places[name].weight, -places[name].degree))[: self._most]
        named = self.names(order)
        if of == "item":
            kinds = self.kinds(order)
            rows = tuple((Iri(one), named[one], kinds[one], *_central(places[one])) for one in order)
            return self._table("centrality.item", ("element", "elementLabel", "kindLabel", *_CENTRAL), rows)
        label = "goalLabel" if of == "goal" else "targetLabel"
        rows = tuple((one, named[one], len(wanted[one]), *_central(places[one])) for one in order)
        return self._table(f"centrality.{of}", ("sdg", label, "count", *_CENTRAL), rows)

    def estimated(self) -> str:
        """Where the betweenness of items and targets is an estimate: a sentence that says so; else nothing."""
        beginnings = sampled(self.web.items)
        return say("network.estimated", self.lang, n=beginnings, total=len(self.web.items)) if beginnings else ""

    def clusters(self) -> Table:
        """Items with the goals and targets that they share, by the number of their cluster."""
        every = [(number, name) for number, group in enumerate(self.web.clusters.groups, 1) for name in group][: self._most]
        named = self.names(name for _, name in every)
        rows = tuple(
            (number, *((Iri(name), named[name], None, None) if name in self.web.of_item else (None, None, name, named[name])))
            for number, name in every
        )
        return self._table("clusters", ("group", "element", "elementLabel", "sdg", "targetLabel"), rows)

    def bridges(self) -> Table:
        """Items, goals, targets and links without which the network of items falls apart; what parts most stands first."""
        found = self.web.cuts[: self._most]
        named = self.names({name for cut in found for name in (cut.one, cut.other) if name})
        rows = []
        for cut in found:
            item = cut.one if cut.one in self.web.of_item else ""
            code = cut.other or ("" if item else cut.one)
            kind = "link" if cut.other else "item" if item else "code"
            codes = _listed(name for name in cut.names if name in self.web.codes)
            whom = (Iri(item) if item else None, named.get(item), code or None, named.get(code))
            rows.append((say(f"network.cut.{kind}", self.lang), *whom, cut.parts, cut.apart, codes))
        return self._table(
            "bridges", ("cut", "element", "elementLabel", "sdg", "targetLabel", "parts", "apart", "cutOff"), tuple(rows)
        )

    def gaps(self) -> Table:
        """Targets near what the items do, and served by none, with the reason of each; the nearest first."""
        found = self.web.gaps[: self._most]
        named = self.names({name for gap in found for name in (gap.code, *gap.themes)})
        rows = tuple(
            (gap.code, named[gap.code], self._reason(gap.reason), gap.behind, gap.in_goal, gap.direct,
             "; ".join(named[theme] for theme in gap.themes) or None)
            for gap in found
        )  # fmt: skip
        return self._table("gaps", ("sdg", "targetLabel", "reason", "behind", "inGoal", "inGoalDirect", "themesLabel"), rows)

    def _reason(self, name: str) -> str:
        return say(f"network.near.{name}", self.lang)

    def robustness(self) -> Table:
        """What is lost if an item falls: goals and targets that nothing else serves; what loses most stands first."""
        found = self.web.falls[: self._most]
        named, kinds = self.names(one.item for one in found), self.kinds(one.item for one in found)
        rows = tuple(
            (Iri(one.item), named[one.item], kinds[one.item], *map(_listed, (one.goals, one.direct, one.targets)))
            for one in found
        )
        return self._table("robustness", ("element", "elementLabel", "kindLabel", "goalsLost", "directLost", "targetsLost"), rows)

    def cascade(self) -> Table:
        """What is left when the items with most links go one after the other."""
        found = self.web.cascade[: self._most]
        named = self.names(step.item for step in found if step.item)
        rows = tuple(
            (
                step.gone, Iri(step.item) if step.item else None, named.get(step.item), step.goals, step.direct, step.targets,
                _told(100 * step.largest, 0),
            )
            for step in found
        )  # fmt: skip
        columns = ("gone", "element", "elementLabel", "goalsLeft", "directLeft", "targetsLeft", "largest")
        return self._table("cascade", columns, rows)

    # ---- names

    @cached_property
    def _goal_names(self) -> Mapping[str, str]:
        return self._labels(sdg_iri(str(goal)) for goal in range(1, 18))

    def name(self, goal: str) -> str:
        """The name of a goal; its number where it has none."""
        return self._goal_names.get(sdg_iri(goal)) or goal

    def names(self, wanted: Iterable[str]) -> Mapping[str, str]:
        """The label of each item, theme, organisation, goal or target; the last part of its identifier where it has none."""
        every = dict.fromkeys(wanted)
        found = self._labels(map(_iri, every))
        return {name: found.get(_iri(name)) or name.rpartition("/")[2] for name in every}

    def kinds(self, items: Iterable[str]) -> Mapping[str, str]:
        """What each item is, in words."""
        every = {item: self.web.facts.kinds.get(item, "") for item in items}
        found = self._labels({MG + kind for kind in every.values() if kind})
        return {item: found.get(MG + kind, kind) for item, kind in every.items()}

    def short(self, name: str) -> str:
        """An item as files and networkx name it: its identifier without what all share; a code as it is."""
        return name.removeprefix(self._start) or name

    def _beside_chance(self, one: Judged) -> tuple[Value, ...]:
        numbers = (_told(one.expected, 2), _told(one.lift, 2), _told(one.p, 4), _told(one.adjusted, 4))
        return (one.count, *numbers, say(f"network.verdict.{one.verdict}", self.lang))

    def _table(self, name: str, columns: tuple[str, ...], rows: tuple[Row, ...]) -> Table:
        return Table(columns, rows, say(f"network.{name}", self.lang))

    # ---- networkx, pictures, files

    @cached_property
    def graph(self) -> "nx.Graph[str]":
        """Items and what they serve, as a networkx graph whose nodes and links say what they are."""
        return self.nx("items")

    @cached_property
    def goals(self) -> "nx.Graph[str]":
        """The co-benefit network of goals, as a networkx graph; the weight of a link is a number of items."""
        return self.nx("goals")

    def nx(self, of: str = "items") -> "nx.Graph[str]":
        """The network of ``items``, ``goals``, ``themes``, ``partners`` or ``lines`` as a networkx graph.

        >>> import metrograph
        >>> metrograph.open().network().nx("goals").edges["5", "11"]["weight"]
        3
        """
        return labelled(self, of)

    def svg(self, href: Callable[[str], str] | None = None) -> Picture:
        """The co-benefit network as a picture: goals on a circle in their order, a line where items serve both.

        ``href`` gives the address that a goal leads to, by its number.
        """
        return drawn(self, href)

    plot = svg

    def save(self, path: str | Path, of: str = "") -> Path:
        """Write a network to a file in the format of its ending, whole or not at all.

        ``.graphml``, ``.gexf``, ``.cyjs`` or ``.json`` (Cytoscape), ``.csv`` or ``.tsv`` (a list of links), and ``.svg``,
        ``.png`` or ``.pdf`` (the picture of the goals). ``of`` as in ``nx``. ``UsageError`` for another ending.
        """
        return save(self, Path(path), of)


def _surest(found: Iterable[Judged]) -> list[Judged]:
    """What occurs, what is most surely no chance first; in the order given where that is equal."""
    return sorted(
        (one for one in found if one.count), key=lambda one: (_VERDICTS.index(one.verdict), round(one.p, 9), -one.count)
    )


def _central(one: Central) -> tuple[Value, ...]:
    closeness = None if one.closeness is None else _told(one.closeness, 3)
    return (one.degree, one.weight, _told(one.betweenness, 3), closeness, _told(one.rank, 4))


def _listed(codes: Iterable[str]) -> str | None:
    return ", ".join(codes) or None


def _told(number: float, digits: int) -> Decimal:
    """A number as it is told; one that is more than nothing never as 0."""
    least = Decimal(1).scaleb(-digits)
    told = Decimal(repr(number)).quantize(least)
    return least if number > 0 and not told else told


def _iri(name: str) -> str:
    return sdg_iri(name) if name[:1].isdigit() else name
