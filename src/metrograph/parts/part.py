"""What follows from one plan, as lines: nothing in it depends on any other plan."""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from metrograph import graph
from metrograph.decisions import standings
from metrograph.formats import lines_in_order
from metrograph.graph.meta import Origin, title
from metrograph.model import SHARED_KINDS, Decision, Link, Plan, Report, Review, Run, Strength, Text
from metrograph.namespaces import Names
from metrograph.turtle import Quad

File = tuple[str, str]
"""A file by its name in the workspace, and its digest."""
Claim = tuple[str, str, str, str, str, str, str]
"""A link of a run as texts, without its reasons: plan, run, status, item, SDG code, strength, confidence."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A plan and everything that is said of it, with the file that each of its graphs comes from."""

    plan: Plan
    runs: tuple[Run, ...]
    reports: tuple[Report, ...]
    reviews: tuple[Review, ...]
    files: Mapping[str, File]


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one plan, each once.

    ``shared`` are the lines of decisions about what several plans may name: another part may have them too. ``claims`` are the
    links of such things: where they stand is known when all plans have spoken; ``kinds`` are what they are.
    ``counts`` are those of ``lines`` by graph, ``meta`` aside; ``items`` are the ids, ``people`` the reviewers as they are first
    written.
    """

    lines: bytes
    shared: str = ""
    claims: tuple[Claim, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    items: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    def packed(self) -> bytes:
        r"""The part as few bytes, with a sum that tells of damage.

        >>> Part.unpacked(Part(b"<a:s> <a:p> <a:o> .\n", items=("plan",)).packed()).items
        ('plan',)
        """
        head = json.dumps([self.shared, self.claims, self.kinds, self.counts, self.items, self.people], ensure_ascii=False)
        return zlib.compress(head.encode() + b"\n" + self.lines, 1)

    @classmethod
    def unpacked(cls, body: bytes) -> "Part":
        """The part of some packed bytes; ``ValueError`` when they are damaged."""
        try:
            head, _, lines = zlib.decompress(body).partition(b"\n")
            shared, claims, kinds, counts, items, people = json.loads(head)
        except zlib.error as error:
            raise ValueError(str(error)) from None
        return cls(lines, shared, tuple(map(tuple, claims)), kinds, counts, tuple(items), tuple(people))


def part_of(dossier: Dossier, names: Names, scheme: frozenset[str]) -> Part:
    """What follows from a plan and what is said of it; the themes of ``scheme`` have their names elsewhere."""
    plan, plans = dossier.plan, {dossier.plan.id: dossier.plan}
    found = standings(dossier.runs, dossier.reviews)
    shared = {item.id: item.kind.value for item in plan.items if item.kind in SHARED_KINDS}
    own, common = (tuple(one for one in found if (one.item in shared) is wanted) for wanted in (False, True))
    graphs = {
        f"plan/{plan.id}": graph.plan_quads(plan, names, scheme),
        f"context/{plan.id}": graph.context_quads(plan, dossier.reports, names),
        **{f"alignments/{run.id}": graph.run_quads(run, plan, names) for run in dossier.runs},
        "reviews": graph.review_quads(own, plans, names),
        "view": graph.view_quads(own, graph.addresses(plans, names), names),
    }
    bodies = {name: lines_in_order(quads) for name, quads in graphs.items()}
    counts = {name: len(body) for name, body in bodies.items()}
    return Part(
        b"".join(line for body in (*bodies.values(), lines_in_order(_origins(dossier, counts, names))) for line in body),
        b"".join(lines_in_order(graph.review_quads(common, plans, names))).decode(),
        tuple(_claim(run, link) for run in dossier.runs for link in run.links if link.item in shared),
        shared,
        {name: count for name, count in counts.items() if count},
        tuple(dict.fromkeys(item.id for item in plan.items)),
        tuple(graph.people(found)),
    )


def _claim(run: Run, link: Link) -> Claim:
    return run.plan, run.id, run.status.value, link.item, link.sdg, link.strength.value, link.confidence


def links_of_all(claims: Iterable[Claim], reviews: Iterable[Review], names: Names) -> Iterator[Quad]:
    """The graph ``view`` of things that plans share: where a link stands by what all plans, and all who decided, say of it."""
    runs = [
        Run(run, plan, "", "", Decision(status), Text(), (Link(item, sdg, Strength(strength), (), Text(), confidence),), ())
        for plan, run, status, item, sdg, strength, confidence in claims
    ]
    shared = {(run.plan, link.item) for run in runs for link in run.links}
    links = {(one.item, one.sdg): one for one in standings(runs, reviews, shared)}
    return graph.view_quads(links.values(), lambda _, item: names.shared(item), names)


def _origins(dossier: Dossier, counts: Mapping[str, int], names: Names) -> Iterator[Quad]:
    """What the graphs of a plan are, and that the view derives from their files."""
    for name, file in dossier.files.items():
        kind, _, what = name.partition("/")
        yield from graph.origin_quads(Origin(name, title(f"graph.{kind}", name=what), (file,)), counts.get(name, 0), names)
        yield from graph.derived_quads("view", (file,), names)
