"""Where a link stands: runs and reviews folded, each rule in a world of one pilot."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrograph.decisions import Standing, review_name, standings
from metrograph.model import Basis, Decision, Link, Quote, Review, Run, Strength, Text

MEGA = Link(
    item="pilot-mega",
    sdg="7",
    strength=Strength.DIRECT,
    quotes=(Quote("Metropolis Energy GovernAnce", Basis.TEXT),),
    rationale=Text(en="Energy governance is named"),
)


def reference(*links: Link, status: Decision = Decision.ACCEPTED) -> Run:
    return Run("reference", "metropolis-2019", "referenceAnnotation", "2019.1", status, Text(), links, ())


def machine(*links: Link, name: str = "embedding") -> Run:
    return Run(name, "metropolis-2019", "embedding", "1", Decision.PROPOSED, Text(), links, ())


def review(second: int, decision: Decision, **more: object) -> Review:
    base = Review("metropolis-2019", "pilot-mega", "7", decision, "Ana Ruiz", f"2026-03-01T09:00:{second:02d}Z")
    return replace(base, **more)


def only(runs: Sequence[Run], reviews: Sequence[Review] = ()) -> Standing:
    (standing,) = standings(runs, reviews)
    return standing


def at(sdg: str, found: tuple[Standing, ...]) -> Standing:
    return next(standing for standing in found if standing.sdg == sdg)


@pytest.mark.parametrize("status", [Decision.ACCEPTED, Decision.PROPOSED])
def test_before_any_review_a_link_has_the_status_of_its_run(status: Decision) -> None:
    standing = only([reference(MEGA, status=status)])
    assert (standing.status, standing.strength, standing.review) == (status, Strength.DIRECT, None)


@pytest.mark.parametrize("decision", [Decision.ACCEPTED, Decision.REJECTED, Decision.SUPERSEDED])
@pytest.mark.parametrize("run", [reference(MEGA), machine(MEGA)], ids=["reference", "machine"])
def test_a_persons_word_outweighs_any_run(run: Run, decision: Decision) -> None:
    taken = review(1, decision)
    assert (only([run], [taken]).status, only([run], [taken]).review) == (decision, taken)


def test_a_later_review_outweighs_an_earlier_one() -> None:
    standing = only([reference(MEGA)], [review(1, Decision.REJECTED), review(2, Decision.ACCEPTED)])
    assert standing.status is Decision.ACCEPTED
    assert [one.decision for one in standing.reviews] == [Decision.REJECTED, Decision.ACCEPTED]


def test_the_time_of_a_review_counts_and_not_its_line_in_a_merged_log() -> None:
    late, early = review(9, Decision.REJECTED), review(1, Decision.ACCEPTED)
    assert only([reference(MEGA)], [late, early]) == only([reference(MEGA)], [early, late])
    assert only([reference(MEGA)], [late, early]).status is Decision.REJECTED


def test_a_run_that_comes_later_never_overwrites_a_review() -> None:
    rejected = [review(1, Decision.REJECTED)]
    before = only([machine(MEGA)], rejected)
    after = only([machine(MEGA), machine(MEGA, name="embedding-2"), reference(MEGA)], rejected)
    assert (before.status, after.status) == (Decision.REJECTED, Decision.REJECTED)
    assert len(after.suggested) == 3


def test_one_accepting_run_outweighs_runs_that_propose() -> None:
    weak = replace(MEGA, strength=Strength.INDIRECT)
    standing = only([machine(MEGA), reference(weak)])
    assert (standing.status, standing.strength) == (Decision.ACCEPTED, Strength.INDIRECT)


def test_among_machines_the_stronger_suggestion_gives_the_strength() -> None:
    weak = replace(MEGA, strength=Strength.INDIRECT)
    assert only([machine(weak, name="a"), machine(MEGA, name="b")]).strength is Strength.DIRECT


def test_a_revised_strength_holds_through_later_reviews_without_one() -> None:
    revised = review(1, Decision.ACCEPTED, strength=Strength.INDIRECT)
    assert only([reference(MEGA)], [revised, review(2, Decision.ACCEPTED)]).strength is Strength.INDIRECT


def test_an_undone_review_no_longer_counts_and_is_still_there() -> None:
    taken = review(1, Decision.REJECTED)
    undo = review(2, Decision.ACCEPTED, undoes=review_name(taken))
    standing = only([reference(MEGA)], [taken, undo])
    assert (standing.status, standing.review, standing.reviews) == (Decision.ACCEPTED, None, (taken, undo))


def test_an_undo_gives_back_the_strength_too() -> None:
    taken = review(1, Decision.ACCEPTED, strength=Strength.INDIRECT)
    assert only([reference(MEGA)], [taken, review(2, Decision.ACCEPTED, undoes=review_name(taken))]).strength is Strength.DIRECT


def test_quotes_of_several_runs_are_each_shown_once() -> None:
    more = replace(MEGA, quotes=(*MEGA.quotes, Quote("MEGA", Basis.TEXT)))
    assert [quote.text for quote in only([reference(MEGA), machine(more)]).quotes] == ["Metropolis Energy GovernAnce", "MEGA"]


def test_confidence_is_the_highest_as_a_number() -> None:
    runs = [machine(replace(MEGA, confidence=c), name=c) for c in ("0.9", "0.10", "")]
    assert only(runs).confidence == "0.9"
    assert only([reference(MEGA)]).confidence == ""


def test_a_target_put_in_place_by_hand_carries_the_quotes_of_the_old_link() -> None:
    old = review(1, Decision.SUPERSEDED, instead="7.3", reason="names efficiency")
    new = review(1, Decision.ACCEPTED, sdg="7.3")
    found = standings([reference(MEGA)], [old, new])
    assert [(s.sdg, s.status) for s in found] == [("7", Decision.SUPERSEDED), ("7.3", Decision.ACCEPTED)]
    assert at("7.3", found).quotes == MEGA.quotes
    assert at("7.3", found).suggested[0].link.rationale == Text(en="names efficiency")


def test_a_target_put_in_place_by_hand_and_taken_back_counts_no_more() -> None:
    old, new = review(1, Decision.SUPERSEDED, instead="7.3"), review(1, Decision.ACCEPTED, sdg="7.3")
    back = [
        review(2, Decision.ACCEPTED, undoes=review_name(old)),
        review(2, Decision.SUPERSEDED, sdg="7.3", undoes=review_name(new)),
    ]
    found = standings([reference(MEGA)], [old, new, *back])
    assert [(s.sdg, s.status) for s in found] == [("7", Decision.ACCEPTED), ("7.3", Decision.SUPERSEDED)]


def test_reviews_of_one_link_leave_the_others_alone() -> None:
    other = replace(MEGA, sdg="7.2", strength=Strength.INDIRECT)
    found = standings([reference(MEGA, other)], [review(1, Decision.REJECTED)])
    assert at("7.2", found).status is Decision.ACCEPTED
    assert at("7.2", found).reviews == ()


def test_links_are_sorted_by_item_and_as_people_count() -> None:
    codes = ["11.a", "7", "11.10", "2.1", "11.2", "11"]
    run = reference(*(replace(MEGA, sdg=code) for code in codes), replace(MEGA, item="action-opinion-articles", sdg="17.16"))
    found = standings([run], [])
    assert found[0].item == "action-opinion-articles"
    assert [s.sdg for s in found][1:] == ["2.1", "7", "11", "11.2", "11.10", "11.a"]


@settings(deadline=None, max_examples=60, derandomize=True)
@given(
    order=st.permutations(
        [reference(MEGA), machine(MEGA, name="a"), machine(replace(MEGA, strength=Strength.INDIRECT), name="b")]
    ),
    decisions=st.lists(st.sampled_from([Decision.ACCEPTED, Decision.REJECTED]), max_size=5),
)
def test_the_order_in_which_runs_are_read_changes_no_standing(order: list[Run], decisions: list[Decision]) -> None:
    log = [review(second, decision) for second, decision in enumerate(decisions)]
    standing = only(order, log)
    assert standing.status is (decisions[-1] if decisions else Decision.ACCEPTED)
    assert standing.strength is Strength.DIRECT
    assert replace(standing, suggested=()) == replace(only(order[::-1], log), suggested=())
