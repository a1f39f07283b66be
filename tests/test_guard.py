"""The guard of updates says the same as two validations from the beginning."""

import random
from collections import Counter
from functools import cache

import pyoxigraph as ox
import pytest

from metrograph.namespaces import Names
from metrograph.shacl.result import Result
from metrograph.turtle import Quad
from metrograph.validate import check
from metrograph.validate.guard import Guard
from metrograph.workspace import Workspace

PLAN, EDITS = (ox.NamedNode(Names().graph(name)) for name in ("plan/metropolis-2019", "edits"))


def violations(desk: Workspace, quads: frozenset[Quad]) -> frozenset[Result]:
    found = check(quads, desk.rules).findings
    return frozenset(finding.result for finding in found if finding.severity not in ("Warning", "Info"))


def changed(quads: list[Quad], chance: random.Random) -> tuple[set[Quad], set[Quad]]:
    """A small change: statements that go, that get another object or subject, or that come into another graph too."""
    gone, come = set[Quad](), set[Quad]()
    for quad in chance.sample(quads, chance.randint(1, 3)):
        other = chance.choice(quads)
        how = chance.choice(("go", "object", "subject", "both graphs", "all of it", "text"))
        if how in ("go", "object", "text"):
            gone.add(quad)
        if how == "all of it":
            gone |= {one for one in quads if one.subject == quad.subject}
        if how == "object":
            come.add(Quad(quad.subject, quad.predicate, other.object, PLAN))
        if how == "subject":
            come.add(Quad(other.subject, quad.predicate, quad.object, PLAN))
        if how == "text":
            come.add(Quad(quad.subject, quad.predicate, ox.Literal("x"), EDITS))
        if how == "both graphs":
            come.add(Quad(quad.subject, quad.predicate, quad.object, EDITS))
    return gone - come, come - gone


def compared(desk: Workspace, rounds: int, seed: int) -> Counter[bool]:
    """How often the guard let a change pass and how often not, each time as two validations do."""
    chance = random.Random(seed)
    look = cache(lambda quads: violations(desk, quads))
    now = frozenset(desk.quads)
    guard, answers = Guard(now, desk.rules), Counter[bool]()
    for _ in range(rounds):
        gone, come = changed(sorted((quad for quad in now if quad.graph_name in (PLAN, EDITS)), key=str), chance)
        gone, come = gone & now, come - now
        after = (now - gone) | come
        lets = guard.lets(gone, come)
        assert lets is not bool(look(after) - look(now)), (gone, come)
        answers[lets] += 1
        now = after if lets else now
    return answers


def test_the_guard_agrees_with_two_validations_over_small_changes(desk: Workspace) -> None:
    assert min(compared(desk, 30, 1)[lets] for lets in (True, False)) > 3


@pytest.mark.slow
def test_the_guard_agrees_over_many_small_changes(desk: Workspace) -> None:
    assert min(compared(desk, 400, 2)[lets] for lets in (True, False)) > 40


def test_a_statement_of_two_graphs_is_gone_only_when_both_have_lost_it(desk: Workspace) -> None:
    quad = next(quad for quad in desk.quads if quad.graph_name == PLAN and quad.predicate.value.endswith("directPartOf"))
    also = Quad(quad.subject, quad.predicate, quad.object, EDITS)
    guard = Guard(desk.quads, desk.rules)
    assert guard.lets([], [also])
    assert guard.lets([quad], [])
    assert not guard.lets([also], [])
    assert guard.lets([], [quad])
    assert guard.lets([also], [])
    assert not guard.lets([quad], [])
