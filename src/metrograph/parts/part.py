"""What follows from one plan, as lines: nothing in it depends on any other plan."""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from metrograph import graph
from metrograph.decisions import Standing, standings
from metrograph.formats import lines_in_order
from metrograph.graph.meta import Origin, title
from metrograph.model import SHARED_KINDS, Plan, Report, Review, Run
from metrograph.namespaces import Names
from metrograph.turtle import Quad

File = tuple[str, str]
"""A file by its name in the workspace, and its digest."""


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

    ``shared`` holds, by graph, the lines about what several plans may name: another part may have them too. ``counts`` are those
    of ``lines`` by graph, ``meta`` aside; ``items`` are the ids, ``people`` the reviewers as they are first written.
    """

    lines: bytes
    shared: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    items: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    def packed(self) -> bytes:
        r"""The part as few bytes, with a sum that tells of damage.

        >>> Part.unpacked(Part(b"<a:s> <a:p> <a:o> .\n", items=("plan",)).packed()).items
        ('plan',)
        """
        head = json.dumps([self.shared, self.counts, self.items, self.people], ensure_ascii=False)
        return zlib.compress(head.encode() + b"\n" + self.lines, 1)

    @classmethod
    def unpacked(cls, body: bytes) -> "Part":
        """The part of some packed bytes; ``ValueError`` when they are damaged."""
        try:
            head, _, lines = zlib.decompress(body).partition(b"\n")
            shared, counts, items, people = json.loads(head)
        except zlib.error as error:
            raise ValueError(str(error)) from None
        return cls(lines, shared, counts, tuple(items), tuple(people))


def part_of(dossier: Dossier, names: Names, scheme: frozenset[str]) -> Part:
    """What follows from a plan and what is said of it; the themes of ``scheme`` have their names elsewhere."""
    plan, plans = dossier.plan, {dossier.plan.id: dossier.plan}
    found = standings(dossier.runs, dossier.reviews)
    kinds = {item.id: item.kind for item in plan.items}
    own, common = (tuple(one for one in found if (kinds[one.item] in SHARED_KINDS) is shared) for shared in (False, True))
    graphs = {
        f"plan/{plan.id}": graph.plan_quads(plan, names, scheme),
        f"context/{plan.id}": graph.context_quads(plan, dossier.reports, names),
        **{f"alignments/{run.id}": graph.run_quads(run, plan, names) for run in dossier.runs},
        **_judged(own, plans, names),
    }
    bodies = {name: lines_in_order(quads) for name, quads in graphs.items()}
    counts = {name: len(body) for name, body in bodies.items()}
    return Part(
        b"".join(line for body in (*bodies.values(), lines_in_order(_origins(dossier, counts, names))) for line in body),
        {
            name: text
            for name, quads in _judged(common, plans, names).items()
            if (text := b"".join(lines_in_order(quads)).decode())
        },
        {name: count for name, count in counts.items() if count},
        tuple(kinds),
        tuple(graph.people(found)),
    )


def _judged(found: tuple[Standing, ...], plans: Mapping[str, Plan], names: Names) -> dict[str, Iterator[Quad]]:
    """The two graphs that all plans write into: what people decided, and where each link stands."""
    return {"reviews": graph.review_quads(found, plans, names), "view": graph.view_quads(found, plans, names)}


def _origins(dossier: Dossier, counts: Mapping[str, int], names: Names) -> Iterator[Quad]:
    """What the graphs of a plan are, and that the view derives from their files."""
    for name, file in dossier.files.items():
        kind, _, what = name.partition("/")
        yield from graph.origin_quads(Origin(name, title(f"graph.{kind}", name=what), (file,)), counts.get(name, 0), names)
        yield from graph.derived_quads("view", (file,), names)
