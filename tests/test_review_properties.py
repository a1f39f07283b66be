"""Whatever people decide, in whatever order: nothing is lost, nothing is counted that no one accepted."""

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from metrograph import graph
from metrograph.decisions import Standing, standings
from metrograph.errors import ReviewError
from metrograph.model import Decision, Plan, Review, Run
from metrograph.namespaces import MGS, SH, Names
from metrograph.pipeline import read_records
from metrograph.records import ReviewLog, read_vocabulary
from metrograph.resources import files, root
from metrograph.review import ACTS, Choice, decide
from metrograph.store import LocalStore
from metrograph.table import Table
from metrograph.turtle import read_triples, value
from metrograph.workspace import Workspace

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
CODES = read_vocabulary().sdg
PILOTS = ("pilot-mega", "pilot-integrated-water")
RULES = ("S07-counted", "S07-strength", "S07-supported", "S11-latest")


@cache
def world() -> tuple[dict[str, Plan], tuple[Run, ...]]:
    """Two pilots of the plan as the reference links them, and as a machine might."""
    records = read_records(root() / "data", read_vocabulary())
    run = records.runs[0]
    links = tuple(link for link in run.links if link.item in PILOTS)
    proposed = (replace(links[0], confidence="0.83"), replace(links[0], sdg="16.7", confidence="0.41"))
    machine = replace(run, id="embedding", method="embedding", status=Decision.PROPOSED, links=proposed, none=())
    return records.plans, (replace(run, links=links, none=()), machine)


@cache
def rule_queries() -> dict[str, str]:
    """The queries of the shapes S07 and S11 themselves, to be asked of the whole graph at once."""
    select, wanted = SH + "select", {MGS + name: name for name in RULES}
    triples = (triple for path in files("shapes", "alignments.ttl") for triple in read_triples(path))
    return {
        wanted[value(t.subject)]: value(t.object) for t in triples if t.predicate.value == select and value(t.subject) in wanted
    }


CODE = st.sampled_from(["6.5", "6", "7", "7.2", "7.3", "7.b", "13.1", "13.2", "16.7", "11"])
CHOICES = st.builds(
    Choice,
    item=st.sampled_from(PILOTS),
    sdg=CODE,
    decision=st.sampled_from(ACTS),
    strength=st.sampled_from(["", "direct", "indirect"]),
    instead=st.one_of(st.just(""), CODE),
    reason=st.sampled_from(["", "pas d'énergie « renouvelable »", "one\ntwo", "\u2028"]),
)


def carried_out(choices: list[Choice], log: ReviewLog) -> list[bytes]:
    """Decide one choice after another; those that cannot be are passed over. The bytes of the log after each."""
    bodies = [b""]
    for choice in choices:
        try:
            log.append(decide([choice], world()[1], log.read(), "Ana Ruiz", NOW, CODES))
        except ReviewError:
            continue
        bodies.append(log.path.read_bytes())
    return bodies


def graph_of(found: tuple[Standing, ...]) -> LocalStore:
    plans, runs = world()
    quads = [
        quad for run in runs for quad in graph.run_quads(run, plans[run.plan], Names())
    ] + [*graph.review_quads(found, plans, Names()), *graph.view_quads(found, graph.addresses(plans, Names()), Names())]  # fmt: skip
    return LocalStore.memory([*quads, *graph.agent_quads(graph.people(found), Names())])


def rows(store: LocalStore, query: str) -> set[tuple[str, ...]]:
    answer = store.query(query)
    assert isinstance(answer, Table)
    return {tuple(str(cell) for cell in row) for row in answer}


def reviewed(choices: list[Choice]) -> tuple[list[bytes], tuple[Review, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        log = ReviewLog(Path(folder) / "reviews.jsonl")
        return carried_out(choices, log), log.read()


SOME = settings(deadline=None, max_examples=60, derandomize=True)


@SOME
@given(st.lists(CHOICES, max_size=12))
def test_old_lines_are_a_prefix_of_the_new_bytes(choices: list[Choice]) -> None:
    bodies, reviews = reviewed(choices)
    assert all(new.startswith(old) and len(new) > len(old) for old, new in pairwise(bodies))
    assert bodies[-1].count(b"\n") == len(reviews)


@SOME
@given(st.lists(CHOICES, max_size=12))
def test_on_each_link_times_strictly_rise(choices: list[Choice]) -> None:
    times: dict[tuple[str, str], list[str]] = {}
    for review in reviewed(choices)[1]:
        times.setdefault((review.item, review.sdg), []).append(review.time)
    assert all(list(dict.fromkeys(found)) == sorted(found) for found in times.values())


@SOME
@given(st.lists(CHOICES, max_size=12))
def test_folding_depends_on_the_decisions_alone(choices: list[Choice]) -> None:
    _, reviews = reviewed(choices)
    runs = world()[1]
    found = [(s.item, s.sdg, s.status, s.strength, s.review) for s in standings(runs, reviews)]
    assert found == [(s.item, s.sdg, s.status, s.strength, s.review) for s in standings(runs[::-1], reviews)]


@SOME
@given(st.lists(CHOICES, max_size=12))
def test_what_counts_is_exactly_what_is_accepted(choices: list[Choice]) -> None:
    found = standings(world()[1], reviewed(choices)[1])
    store = graph_of(found)
    accepted = {(s.item, s.sdg, str(s.strength)) for s in found if s.status is Decision.ACCEPTED}
    counted = {
        (item.rpartition("/")[2], sdg.rpartition("/")[2], strength)
        for strength, name in (("direct", "contributesDirectlyTo"), ("indirect", "contributesIndirectlyTo"))
        for item, sdg in rows(store, f"SELECT ?x ?sdg {{ ?x mg:{name} ?sdg ; mg:contributesTo ?sdg }}")
    }
    assert counted == accepted
    assert len(rows(store, "SELECT ?x ?sdg { ?x mg:contributesTo ?sdg }")) == len(accepted)
    goals = {(item, sdg.partition(".")[0]) for item, sdg, _ in accepted}
    shown = rows(store, "SELECT ?x ?goal { ?x mg:contributesToGoal ?goal }")
    assert {(item.rpartition("/")[2], goal.rpartition("/")[2]) for item, goal in shown} == goals


@SOME
@given(st.lists(CHOICES, max_size=12))
def test_status_and_contributions_follow_the_latest_decision(choices: list[Choice]) -> None:
    store = graph_of(standings(world()[1], reviewed(choices)[1]))
    assert [name for name in RULES if rows(store, rule_queries()[name])] == []


@SOME
@given(st.lists(CHOICES, max_size=12))
def test_each_review_and_each_suggestion_stays_one_thing_in_the_graph(choices: list[Choice]) -> None:
    reviews = reviewed(choices)[1]
    store = graph_of(standings(world()[1], reviews))
    decisions, comments = ([one for one in reviews if bool(one.decision) is deciding] for deciding in (True, False))
    assert len(rows(store, "SELECT ?r { ?r a mg:Review }")) == len(decisions)
    said, back = ("SELECT ?c { ?c a oa:Annotation }", "SELECT ?c { ?c a oa:Annotation ; prov:invalidatedAtTime ?t }")
    assert len(rows(store, said)) + len(rows(store, back)) == len(comments)
    for kind, name in (
        ("mg:Review", "mg:decision"), ("mg:Review", "prov:endedAtTime"), ("mg:Suggestion", "mg:strength"),
        ("oa:Annotation", "dcterms:created"), ("oa:Annotation", "oa:hasTarget"),
    ):  # fmt: skip
        assert not rows(store, f"SELECT ?x {{ ?x a {kind} ; {name} ?a, ?b FILTER(STR(?a) != STR(?b)) }}")


@SOME
@given(st.lists(CHOICES, max_size=6), CHOICES)
def test_any_decision_followed_by_undo_leaves_every_earlier_link_as_it_was(choices: list[Choice], last: Choice) -> None:
    runs = world()[1]
    _, before = reviewed(choices)
    if last.decision == "undo":
        return
    try:
        taken = decide([last], runs, before, "Ana Ruiz", NOW, CODES)
    except ReviewError:
        return
    by = "Ana Ruiz" if last.decision == "comment" else "Luc Roy"  # a comment, only its author takes back
    undone = decide([replace(last, decision="undo")], runs, (*before, *taken), by, NOW, CODES)
    old = {(s.item, s.sdg): (s.status, s.strength) for s in standings(runs, before)}
    new = {(s.item, s.sdg): (s.status, s.strength) for s in standings(runs, (*before, *taken, *undone))}
    assert {key: new[key] for key in old} == old


def test_a_day_of_decisions_on_the_plan_still_conforms(workspace: Workspace) -> None:
    choices = [
        Choice("pilot-mega", "7", "accept", reason="energy governance is named"),
        Choice("pilot-mega", "7.2", "change", instead="7.b", reason="services, not renewables"),
        Choice("pilot-mega", "13.2", "reject", reason="no climate measure is named"),
        Choice("pilot-integrated-water", "6.5", "change", strength="indirect"),
        Choice("pilot-integrated-water", "6.5", "undo"),
        Choice("pilot-mega", "7.2", "undo"),
        Choice("pilot-mega", "7.2", "change", instead="7", strength="indirect"),
        Choice("pilot-mega", "7.2", "undo"),
    ]
    taken = workspace.review(choices, "Ana Ruiz", NOW)
    report = workspace.validate()
    assert (len(taken), report.fails("Warning")) == (12, 0), report.text()
