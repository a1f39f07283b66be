"""The alignment questions: what each pilot serves and what is missing; how well goals, targets, themes and lines are covered."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from metrograph.namespaces import goal_of
from metrograph.table import Table, Value, text
from metrograph.words import say

Ask = Callable[..., Table]
COVERAGE = {name: f"coverage-by-{name}" for name in ("goal", "target", "theme", "line", "partner", "place")}


@dataclass(frozen=True, slots=True)
class PilotLink:
    """One link of a pilot, as a reader sees it."""

    sdg: str
    label: str
    goal: str
    strength: str
    decision: str
    quote: str
    basis: str
    rationale: str
    reviewer: str
    direct: bool
    outside: bool
    accepted: bool


@dataclass(frozen=True, slots=True)
class Pilot:
    """A pilot with its links and what is missing before it can be defended."""

    iri: str
    id: str
    label: str
    status: str
    condition: str
    links: tuple[PilotLink, ...]
    missing: tuple[str, ...]

    @property
    def alignments(self) -> Table:
        """The links as a table."""
        names = ("sdg", "label", "strength", "decision", "quote", "basis", "rationale", "reviewer")
        return Table(names, tuple(tuple(getattr(link, name) for name in names) for link in self.links), self.label)


def pilots(ask: Ask, lang: str = "en") -> tuple[Pilot, ...]:
    """Every pilot of the plans at hand, in the order of the source, with its links and gaps."""
    rows: dict[str, list[dict[str, Value]]] = defaultdict(list)
    for row in ask("pilot-alignments", lang=lang).dicts():
        rows[text(row["pilot"])].append(row)
    return tuple(_pilot(iri, found, lang) for iri, found in rows.items())


def _pilot(iri: str, rows: list[dict[str, Value]], lang: str) -> Pilot:
    first = rows[0]
    links = tuple(_link(row) for row in rows if row["sdg"])
    condition = text(first["condition"])
    return Pilot(
        iri=iri,
        id=iri.rsplit("/", 1)[-1],
        label=text(first["label"]),
        status=text(first["status"]),
        condition=condition,
        links=links,
        missing=tuple(_missing(links, condition, lang)),
    )


def _link(row: dict[str, Value]) -> PilotLink:
    value = {name: text(row[name]) for name in ("sdg", "strength", "decision", "quote", "basis", "rationale", "reviewer")}
    return PilotLink(
        **value,
        label=text(row["sdgLabel"]),
        goal=goal_of(value["sdg"]),
        direct=text(row["strengthTerm"]).endswith("#direct"),
        outside=text(row["basisTerm"]).endswith("#externalBasis"),
        accepted=text(row["decisionTerm"]).endswith("#accepted"),
    )


def _missing(all_of_it: tuple[PilotLink, ...], condition: str, lang: str) -> list[str]:
    """What a board would ask about the accepted links, in words."""
    found = []
    links = tuple(link for link in all_of_it if link.accepted)
    direct = [link for link in links if link.direct]
    if not links:
        found.append(say("gap.none-accepted" if all_of_it else "gap.no-link", lang))
    elif not direct:
        found.append(say("gap.only-indirect", lang))
    elif all("." not in link.sdg for link in direct):
        found.append(say("gap.goal-only", lang, goals=", ".join(link.sdg for link in direct)))
    outside = [link.sdg for link in links if link.outside]
    if outside:
        found.append(say("gap.outside", lang, codes=", ".join(dict.fromkeys(outside))))
    if condition:
        found.append(say("gap.condition", lang, condition=condition))
    unread = [link for link in links if not link.reviewer]
    if links and unread:
        found.append(say("gap.not-reviewed" if len(unread) == len(links) else "gap.partly-reviewed", lang, n=len(unread)))
    return found


def unserved(found: tuple[Pilot, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Goals that no pilot serves by an accepted link, and goals that pilots serve only indirectly."""
    any_: set[str] = set()
    strong: set[str] = set()
    for pilot in found:
        accepted = [link for link in pilot.links if link.accepted]
        any_.update(link.goal for link in accepted)
        strong.update(link.goal for link in accepted if link.direct)
    goals = [str(number) for number in range(1, 18)]
    return tuple(g for g in goals if g not in any_), tuple(g for g in goals if g in any_ - strong)


def short_names(found: tuple[Pilot, ...]) -> dict[str, str]:
    """What each pilot is called for short, by its IRI: its id, with its plan in front where the pilots are of several plans.

    >>> trams, boats = (Pilot(f"https://w3id.org/metrograph/id/{plan}/trams", "trams", "", "", "", (), ()) for plan in ("a", "b"))
    >>> list(short_names((trams,)).values()), list(short_names((trams, boats)).values())
    (['trams'], ['a/trams', 'b/trams'])
    """
    inside = {pilot.iri: pilot.iri.partition("/id/")[2] or pilot.id for pilot in found}
    several = len({name.rpartition("/")[0] for name in inside.values()}) > 1
    return {pilot.iri: inside[pilot.iri] if several else pilot.id for pilot in found}


def pilots_table(found: tuple[Pilot, ...]) -> Table:
    """Pilots as flat rows: one a link, and one for a pilot without any; the pilots of several plans with their plan."""
    names = short_names(found)
    columns = (
        "pilot",
        "label",
        "status",
        "goal",
        "sdg",
        "sdgLabel",
        "strength",
        "decision",
        "quote",
        "basis",
        "rationale",
        "missing",
    )
    rows = []
    for pilot in found:
        gaps = "; ".join(pilot.missing)
        for link in pilot.links or (None,):
            value = (
                (link.goal, link.sdg, link.label, link.strength, link.decision, link.quote, link.basis, link.rationale)
                if link
                else ("",) * 8
            )
            rows.append((names[pilot.iri], pilot.label, pilot.status, *value, gaps))
    return Table(columns, tuple(rows))
