"""Alignment files: each item is linked with quotes or assessed as having none, and what cannot be is told with its line."""

from pathlib import Path

import pytest

from metrograph.errors import MetroGraphError, RecordError
from metrograph.model import Basis, Decision, Item, Kind, Link, NoLink, Plan, Quote, Run, Source, Strength, Text
from metrograph.records import read_plan, read_run, read_vocabulary
from metrograph.records.alignments import run_of
from metrograph.workspace import Workspace
from metrograph.yamlfile import parse

DATA = Path(__file__).parent.parent / "data"
ITEMS = (
    Item("plan-2019", Kind.WORK_PLAN, Text(fr="Plan de travail 2019")),
    Item("pilot-mega", Kind.PILOT_PROJECT, Text(en="Metropolis Energy GovernAnce: MEGA")),
    Item("action-membership-fees", Kind.INTERNAL_ACTION, Text(fr="cotisations")),
)
PLANS = {"metropolis-2019": Plan("metropolis-2019", Source(Text(fr="Plan"), "source.txt", "0" * 64, "fr", 131), ITEMS)}
HEAD = """\
plan: metropolis-2019
run: metropolis-2019-reference
method: referenceAnnotation
version: "2019.1"
status: accepted
description: {en: Reference alignments}
items:
"""
MEGA = """\
- item: pilot-mega
  links:
  - sdg: "7"
    strength: direct
    quotes: [{text: Energy GovernAnce, basis: text}]
    rationale: {en: Energy is named}
"""
FEES = "- {item: action-membership-fees, none: {en: internal governance}}\n"


def run(*items: str, head: str = HEAD) -> Run:
    return run_of(parse(head + "".join(items), "alignments/x.yaml"), PLANS, read_vocabulary())


def errors(*items: str, head: str = HEAD) -> tuple[MetroGraphError, ...]:
    with pytest.raises(RecordError) as caught:
        run(*items, head=head)
    return caught.value, *caught.value.others


def problems(*items: str, head: str = HEAD) -> list[tuple[str, int]]:
    return [(error.code, error.place.line) for error in errors(*items, head=head)]


def test_each_fault_is_told_once_where_several_items_have_several() -> None:
    """Faults of the second item stood behind one of its own and once more behind the first of all."""
    wrong = "- {item: %s, links: [{sdg: '99', strength: strong, quotes: [{text: x, basis: text}]}]}\n"
    with pytest.raises(RecordError) as caught:
        run(wrong % "pilot-mega", wrong % "action-membership-fees")
    told = [caught.value.code, *(error.code for error in caught.value.others)]
    assert sorted(told) == ["R113", "R113", "R116", "R116"]
    assert caught.value.report().count("error[") == len(told)


def test_a_run_holds_links_with_their_quotes_and_judgements_that_there_are_none() -> None:
    found = run(MEGA, FEES)
    quote = Quote("Energy GovernAnce", Basis.TEXT)
    assert found.links == (Link("pilot-mega", "7", Strength.DIRECT, (quote,), Text(en="Energy is named")),)
    assert found.none == (NoLink("action-membership-fees", Text(en="internal governance")),)
    assert (found.id, found.plan, found.status, found.version) == (
        "metropolis-2019-reference",
        "metropolis-2019",
        Decision.ACCEPTED,
        "2019.1",
    )


def test_a_link_remembers_the_line_where_it_begins() -> None:
    assert run(MEGA).links[0].at == 10


def test_a_code_with_a_final_zero_stays_what_it_is() -> None:
    assert run(MEGA.replace('"7"', "8.10")).links[0].sdg == "8.10"


def test_a_machine_states_its_confidence_as_written() -> None:
    assert run(MEGA, "    confidence: 0.60\n").links[0].confidence == "0.60"


@pytest.mark.parametrize("number", ["1.5", "-0.1", "high", "NaN", "Infinity", "1e-1", ".5", "0,5"])
def test_a_confidence_is_a_number_from_0_to_1(number: str) -> None:
    assert problems(MEGA, f"    confidence: {number}\n") == [("R102", 14)]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("plan: metropolis-2019", "plan: metropolis-2018", "R118", 1),
        ("run: metropolis-2019-reference", "run: my own run", "R111", 2),
        ("method: referenceAnnotation", "method: guessing", "R113", 3),
        ('version: "2019.1"\n', "", "R112", 1),
        ("status: accepted", "status: agreed", "R113", 5),
        ("description: {en: Reference alignments}", "description: {de: Abgleich}", "R114", 6),
        ("items:", "item:", "R103", 7),
    ],
)
def test_what_is_wrong_in_the_head_is_reported_with_its_line(old: str, new: str, code: str, line: int) -> None:
    assert (code, line) in problems(MEGA, head=HEAD.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("item: pilot-mega", "item: pilot-megaa", "R118", 8),
        ("item: pilot-mega", "itm: pilot-mega", "R112", 8),
        ("  links:", "  linkss:", "R103", 9),
        ('sdg: "7"', "sdg: 11.8", "R116", 10),
        ('sdg: "7"', "sdg: 18", "R116", 10),
        ('sdg: "7"', "sdg: 7.2.1", "R116", 10),
        ('sdg: "7"\n    ', "", "R112", 10),
        ("strength: direct", "strength: strong", "R113", 11),
        ("    strength: direct\n", "", "R112", 10),
        ("basis: text", "basis: texte", "R113", 12),
        (", basis: text", "", "R112", 12),
        ("text: Energy GovernAnce, ", "", "R112", 12),
        ("{en: Energy is named}", "Energy is named", "R102", 13),
        ("rationale:", "reason:", "R103", 13),
    ],
)
def test_what_is_wrong_in_a_link_is_reported_with_its_line(old: str, new: str, code: str, line: int) -> None:
    assert (code, line) in problems(MEGA.replace(old, new, 1))


@pytest.mark.parametrize("quotes", ["", "    quotes: []\n", "    quotes:\n"])
def test_an_accepted_link_without_quoted_words_is_refused(quotes: str) -> None:
    (error,) = errors(MEGA.replace("    quotes: [{text: Energy GovernAnce, basis: text}]\n", quotes))
    assert (error.code, error.place.line) == ("R123", 10)
    assert "the accepted link from pilot-mega to 7 quotes no words" in str(error)


@pytest.mark.parametrize("again", ["", FEES])
def test_the_same_link_twice_is_refused_at_the_second_and_names_the_first(again: str) -> None:
    (error,) = errors(MEGA, again, MEGA)
    assert (error.code, error.place.line, error.values["line"]) == ("R120", 17 if again else 16, 10)


def test_an_item_cannot_be_linked_and_assessed_as_having_none() -> None:
    assert problems(MEGA, "- {item: pilot-mega, none: {en: nothing}}\n") == [("R119", 14)]
    assert problems(MEGA, "  none: {en: nothing}\n") == [("R119", 8)]


def test_an_unknown_item_is_reported_with_the_nearest_one() -> None:
    (error,) = errors(MEGA.replace("pilot-mega", "pilot-meg"))
    assert 'did you mean "pilot-mega"' in error.remedy()


def test_every_problem_of_a_file_is_reported_in_the_order_of_its_lines() -> None:
    bad = MEGA.replace('"7"', "11.8").replace("direct", "strong")
    assert problems(FEES.replace("fees", "fee"), bad, MEGA, "- words\n") == [
        ("R118", 8),
        ("R116", 11),
        ("R113", 12),
        ("R102", 21),
    ]


def test_the_packaged_run_is_read_whole() -> None:
    vocabulary = read_vocabulary()
    plan = read_plan(DATA / "plans" / "metropolis-2019.yaml", vocabulary)
    found = read_run(DATA / "alignments" / "metropolis-2019.yaml", {plan.id: plan}, vocabulary)
    assert found.links
    assert found.none
    assert all(link.quotes and link.sdg in vocabulary.sdg for link in found.links)
    assert not {link.item for link in found.links} & {judged.item for judged in found.none}


@pytest.mark.parametrize(
    ("item", "words", "basis", "allowed"),
    [
        ("pilot-mega", "energy governance", "text", True),
        ("pilot-mega", "Nuclear power", "text", False),
        ("pilot-mega", "Nuclear power", "external", False),
        ("agreement-mou-c40", "mémorandum d’entente avec UITP et C40", "text", True),
        ("award-guangzhou-5", "Innovation urbaine Metropolis", "context", True),
        ("award-guangzhou-5", "Innovation urbaine Metropolis", "text", False),
    ],
)
def test_a_link_may_quote_only_what_the_plan_says(desk: Workspace, item: str, words: str, basis: str, allowed: bool) -> None:
    plan = desk.records.plans["metropolis-2019"]
    text = (
        "plan: metropolis-2019\nrun: own\nmethod: humanCuration\nversion: '1'\nstatus: accepted\ndescription: {en: own}\n"
        f"items:\n- item: {item}\n  links:\n  - {{sdg: '9', strength: indirect, quotes: [{{text: {words}, basis: {basis}}}]}}\n"
    )
    if allowed:
        assert run_of(parse(text, "own.yaml"), {plan.id: plan}, read_vocabulary()).links[0].quotes[0].text == words
    else:
        with pytest.raises(RecordError) as caught:
            run_of(parse(text, "own.yaml"), {plan.id: plan}, read_vocabulary())
        assert (caught.value.code, caught.value.place.line) == ("R126", 10)


def test_a_judgement_of_none_needs_its_reason(desk: Workspace) -> None:
    plan = desk.records.plans["metropolis-2019"]
    text = (
        "plan: metropolis-2019\nrun: own\nmethod: humanCuration\nversion: '1'\nstatus: accepted\ndescription: {en: own}\n"
        "items:\n- item: pilot-mega\n  none: {}\n"
    )
    with pytest.raises(RecordError) as caught:
        run_of(parse(text, "own.yaml"), {plan.id: plan}, read_vocabulary())
    assert (caught.value.code, caught.value.place.line) == ("R102", 9)
