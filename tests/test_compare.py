"""Two plans compared: what became of each element, what changed of it, and what only a person can settle."""

import importlib.util
import random
import sys
from collections import Counter
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrograph.compare import CHANGES, COLUMNS, Comparison, compare_plans
from metrograph.compare.assign import assign
from metrograph.compare.change import FATES
from metrograph.compare.entries import COMPARED
from metrograph.model import Item, Kind, Plan, Source, Status, Text, When
from metrograph.records import read_plan, read_vocabulary
from metrograph.workspace import Workspace

HERE = Path(__file__).parent
PAIRS = HERE / "pairs"
NAMES = sorted(path.name for path in PAIRS.iterdir() if (path / "expected.json").is_file())


def _bench():
    spec = importlib.util.spec_from_file_location("bench_compare", HERE.parent / "bench" / "compare.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_compare"] = module
    spec.loader.exec_module(module)
    return module


bench = _bench()


def plan(*items: Item, year: int = 2024, lang: str = "en") -> Plan:
    root = Item("plan", Kind.WORK_PLAN, Text(**{lang: f"Plan {year}"}), date=When(str(year)))
    return Plan(f"net-{year}", Source(root.label, "plan.txt", "0" * 64, lang, 9), (root, *items))


def item(name: str, label: str, kind: Kind = Kind.ACTION, lang: str = "en", **more: object) -> Item:
    return Item(name, kind, Text(**{lang: label}), **more)


def changes(a: Plan, b: Plan) -> list[tuple[str, str, str]]:
    return [(row.change, row.earlier, row.later) for row in compare_plans(a, b).rows]


def one(a: Item, b: Item | None) -> tuple[tuple[str, str], ...]:
    """The changes of one element of 2024 beside one of 2025, with their certainty."""
    found = compare_plans(plan(a), plan(*([b] if b else []), year=2025))
    return tuple((row.change, row.certainty) for row in found.rows)


# ---- the pairs


@pytest.mark.parametrize("name", NAMES)
def test_a_pair_of_plans_is_told_nearly_as_a_person_tells_it(name: str) -> None:
    wanted, got = bench.expected(PAIRS / name), bench.ours(*bench.plans_of(PAIRS / name))
    right = sum((wanted & got).values())
    assert right / sum(wanted.values()) >= 0.9, wanted - got
    assert right / sum(got.values()) >= 0.9, got - wanted


@pytest.mark.parametrize("name", NAMES)
def test_every_item_has_exactly_one_fate_unless_a_plan_says_that_it_was_split(name: str) -> None:
    a, b = bench.plans_of(PAIRS / name)
    rows = [row for row in compare_plans(a, b).rows if row.change in FATES]
    split = {one for one, n in Counter(item.continues.rpartition("/")[2] for item in b.items if item.continues).items() if n > 1}
    for ids, side in (([row.earlier for row in rows], a), ([row.later for row in rows], b)):
        counted = Counter(one for one in ids if one)
        assert {one for one, n in counted.items() if n > 1} <= split
        compared = {item.id for item in side.items if item.kind in COMPARED and item.planned}
        assert compared <= set(counted)


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_beside_itself_goes_on_unchanged(name: str) -> None:
    for side in bench.plans_of(PAIRS / name):
        found = compare_plans(side, side)
        assert found.same
        assert found.remarks[0] == "same"
        assert all(row.earlier == row.later for row in found.rows)


def test_the_order_of_the_items_in_a_file_changes_nothing() -> None:
    a, b = bench.plans_of(PAIRS / "northshore-2022-2023")
    shuffled = [replace(side, items=tuple(random.Random(4).sample(side.items, len(side.items)))) for side in (a, b)]
    assert sorted(changes(*shuffled)) == sorted(changes(a, b))


def test_the_packaged_plan_and_a_made_up_successor(desk: Workspace) -> None:
    a = desk.records.plans["metropolis-2019"]
    b = read_plan(PAIRS / "metropolis-2019-2020" / "b.yaml", read_vocabulary())
    found = {(row.change, row.earlier, row.later): row for row in compare_plans(a, b).rows}
    assert ("renamed", "product-policy-transfer-platform", "product-use") in found
    assert ("promoted", "theme-adequate-housing", "line-housing") in found
    assert ("launched", "pilot-integrated-water", "pilot-eau") in found
    assert found["concluded", "pilot-mega", ""].certainty == "stated"
    assert found["concluded", "event-urban-innovation-webinar", ""].certainty == "presumed"
    assert ("launched", "event-metropolis-congress-13", "event-congress-13") in found
    assert found["recurring", "event-uclg-congress-2019", ""].certainty == "presumed"
    assert ("dropped", "pilot-tactical-urbanism", "") in found
    assert ("recurring", "event-u20-2", "event-u20-3") in found
    assert ("date", "event-u20-2", "event-u20-3") in found
    assert ("continued", "action-safety-public-space-phase2", "action-safety-public-space-phase3") in found


def test_the_packaged_plan_is_found_again_in_the_text_it_was_made_of(desk: Workspace) -> None:
    labels = [one for one in desk.records.plans["metropolis-2019"].items if one.kind is Kind.PILOT_PROJECT]
    again = plan(
        *(replace(one, id=f"p{at}", group="", parent="", section="", themes=()) for at, one in enumerate(labels)), year=2019
    )
    first = plan(*(replace(one, group="", parent="", section="", themes=()) for one in labels), year=2019)
    assert all(row.change == "continued" and row.certainty == "certain" for row in compare_plans(first, again).rows)


# ---- single cases


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (item("a", "Forum on Water 2024", Kind.NETWORK_EVENT), item("b", "Forum on Waste 2025", Kind.NETWORK_EVENT), None),
        (item("a", "Rain gardens in Lyon", Kind.PILOT_PROJECT), item("b", "Rain gardens in Quito", Kind.PILOT_PROJECT), None),
        (item("a", "Shared bicycles for villages"), item("b", "Shared cars for villages"), None),
        (item("a", "Drafting of the strategy"), item("b", "Implementation of the strategy"), None),
        (item("a", "3rd Mayors' Summit", Kind.WORLD_EVENT), item("b", "IV Mayors' Summit", Kind.WORLD_EVENT), "recurring"),
        (item("a", "Annual report 2023", Kind.PUBLICATION), item("b", "Annual report 2024", Kind.PUBLICATION), "recurring"),
        (item("a", "Lead pipe survey, phase 1"), item("b", "Lead pipe survey, phase 2"), "continued"),
        (item("a", "Lake Data Exchange", also_called=("LDX",)), item("b", "LDX", also_called=("Blue Hub",)), "renamed"),
        (item("a", "Lake Data Exchange"), item("b", "Shore Hub (formerly Lake Data Exchange)"), "renamed"),
        (item("a", "Set up a small grants fund"), item("b", "Small grants fund", Kind.PRODUCT_SERVICE), "launched"),
        (item("a", "Gestion de l'eau", lang="fr"), item("b", "Gestión del agua", lang="es"), "continued"),
        (item("a", "Théâtre ÉCOLOGIQUE", lang="fr"), item("b", "theatre ecologique", lang="fr"), "continued"),
        (
            item("a", "Night bus", Kind.PILOT_PROJECT, status=Status.TO_LAUNCH),
            item("b", "Night bus", Kind.PILOT_PROJECT, status=Status.ONGOING),
            "launched",
        ),
        (item("a", "Night bus", status=Status.ONGOING), item("b", "Night bus", status=Status.CONCLUDED), "concluded"),
        (item("a", "Night bus"), item("b", "Night bus", status=Status.CANCELLED), "dropped"),
    ],
    ids=lambda case: case.label.best() if isinstance(case, Item) else str(case),
)
def test_two_items_side_by_side(a: Item, b: Item, expected: str | None) -> None:
    found = compare_plans(plan(a), plan(b, year=2025))
    both = [row.change for row in found.rows if row.earlier and row.later and row.change in FATES]
    assert both == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("a", "expected"),
    [
        (item("a", "Night bus", status=Status.ONGOING), ("dropped", "certain")),
        (item("a", "Night bus", status=Status.TO_CONCLUDE), ("concluded", "stated")),
        (item("a", "Night bus", status=Status.CANCELLED), ("dropped", "stated")),
        (item("a", "World Expo", Kind.WORLD_EVENT, date=When("2024-05")), ("concluded", "presumed")),
        (item("a", "World Expo", Kind.WORLD_EVENT), ("dropped", "certain")),
        (item("a", "Annual meeting of planners", Kind.NETWORK_EVENT, date=When("2024-05")), ("recurring", "presumed")),
        (item("a", "Board meeting", Kind.STATUTORY_MEETING), ("recurring", "presumed")),
        (item("a", "Blue Prize", Kind.AWARD), ("recurring", "presumed")),
        (item("a", "Launch of the annual report", Kind.NETWORK_EVENT, date=When("2024-05")), ("recurring", "presumed")),
        (item("a", "Survey of rents", date=When("2024-05")), ("concluded", "presumed")),
        (item("a", "Survey of rents", date=When("2024-05/..")), ("dropped", "certain")),
        (item("a", "Survey of rents", date=When("2024")), ("dropped", "certain")),
    ],
    ids=lambda case: case.label.best() if isinstance(case, Item) else str(case),
)
def test_what_is_in_the_earlier_plan_alone(a: Item, expected: tuple[str, str]) -> None:
    assert one(a, None) == (expected,)


def test_what_is_put_off_is_no_next_edition_and_its_date_changed() -> None:
    a = item("a", "5th Water Congress", Kind.NETWORK_EVENT, date=When("2024-06"))
    b = item("b", "5th Water Congress (postponed from 2024)", Kind.NETWORK_EVENT, date=When("2025-06"))
    assert one(a, b) == (("continued", "certain"), ("date", "certain"))


def test_the_yearly_shift_of_a_date_is_no_change() -> None:
    a = item("a", "Annual forum", Kind.NETWORK_EVENT, date=When("2024-06-14"))
    assert one(a, replace(a, id="b", date=When("2025-06-13"))) == (("recurring", "certain"),)
    assert ("date", "certain") in one(a, replace(a, id="b", date=When("2025-10")))


def test_the_later_plan_has_the_last_word_by_naming_a_forerunner() -> None:
    a, b = item("a", "Student housing"), item("b", "Homes for researchers", continues="net-2024/a")
    row = compare_plans(plan(a), plan(b, year=2025)).rows[0]
    assert (row.change, row.certainty) == ("renamed", "stated")


def test_a_split_is_told_as_one() -> None:
    parts = (item("b", "Homes for students", continues="net-2024/a"), item("c", "Homes for guests", continues="net-2024/a"))
    rows = compare_plans(plan(item("a", "Student housing")), plan(*parts, year=2025)).rows
    assert [(row.change, row.earlier, row.later) for row in rows] == [("continued", "a", "b"), ("continued", "a", "c")]
    assert all("split" in [reason.word for reason in row.reasons] for row in rows)


def test_an_item_moved_to_another_line_and_an_event_to_another_place() -> None:
    lines = (item("l1", "Clean water", Kind.STRATEGIC_LINE), item("l2", "Working ports", Kind.STRATEGIC_LINE))
    places = (item("place-gary", "Gary", Kind.PLACE), item("place-erie", "Erie", Kind.PLACE))
    event = item("e", "Annual meeting", Kind.NETWORK_EVENT, places=("place-gary",), section="l1")
    a = plan(*lines, *places, item("x", "Night bus", section="l1"), event)
    b = plan(*lines, *places, item("x", "Night bus", section="l2"), replace(event, places=("place-erie",)), year=2025)
    found = {row.later: row for row in compare_plans(a, b).rows if row.change == "moved"}
    assert {name: row.reasons[0].word for name, row in found.items()} == {"x": "moved-line", "e": "moved-place"}
    assert "Clean water → Working ports" in next(
        row[5] for row in compare_plans(a, b).told("en", ("moved",)).rows() if "line" in row[5]
    )


def test_a_theme_that_becomes_principal_or_a_line_is_promoted() -> None:
    theme = item("theme-care", "care", Kind.THEME)
    line = item("l", "Line 2: Care", Kind.STRATEGIC_LINE)
    assert one(theme, line) == (("continued", "certain"), ("promoted", "certain"))
    principal = plan(line, replace(theme, principal_in=("l",)), year=2025)
    assert ("promoted", "theme-care", "theme-care") in changes(plan(line, theme), principal)


def test_goals_gained_lost_and_counted() -> None:
    a, b = plan(item("a", "x")), plan(item("a", "x"), year=2025)
    before, after = {"a": frozenset({"6.4", "11"})}, {"a": frozenset({"6.4", "7.2"}), "b": frozenset({"6.1"})}
    rows = [row.record() for row in compare_plans(a, b, (before, after), {"7": "Energy"}).rows if row.change == "coverage"]
    assert [(row["kind"], row["from"], row["to"]) for row in rows] == [
        ("goal", "6", "6"),
        ("goal", "", "7"),
        ("goal", "11", ""),
        ("target", "", "6.1"),
        ("target", "", "7.2"),
    ]
    assert rows[1]["label_to"] == "Energy"


# ---- odd plans


def test_plans_that_have_nothing_in_common_are_said_to() -> None:
    a = plan(*(item(f"a{at}", word) for at, word in enumerate(("Night bus", "Rent survey", "Choir"))))
    b = plan(*(item(f"b{at}", word) for at, word in enumerate(("Dikes", "Vaccines", "Orchards"))), year=2025)
    found = compare_plans(a, b)
    assert found.remarks == ("apart", "no-links")
    assert (found.count("new"), found.count("dropped"), len(found)) == (3, 3, 6)
    assert "may not be successive plans" in found.md()


def test_an_empty_plan_and_plans_in_the_wrong_order() -> None:
    full = plan(item("a", "Night bus"))
    assert compare_plans(plan(), full).remarks[0] == "empty-a"
    assert compare_plans(full, plan(year=2025)).remarks[0] == "empty-b"
    assert compare_plans(plan(item("a", "Night bus"), year=2026), full).remarks[0] == "order"
    assert compare_plans(plan(), plan(year=2025)).rows == ()


def test_the_rows_have_the_seven_fields_in_their_order() -> None:
    found: Comparison = compare_plans(plan(item("a", "Night bus")), plan(item("b", "Choir"), year=2025))
    assert [list(record) for record in found.records()] == [list(COLUMNS)] * 2
    assert found.records()[0] == {
        "change": "new",
        "kind": "action",
        "from": "",
        "to": "b",
        "label_from": "",
        "label_to": "Choir",
        "certainty": "certain",
    }
    assert set(found.counts) == set(CHANGES)
    assert list(found.df().columns) == list(COLUMNS)


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
@pytest.mark.parametrize("name", ["polder-2022-2023", "sahel-2019-2021"])
def test_every_form_can_be_told_in_every_language(name: str, lang: str) -> None:
    found = compare_plans(*bench.plans_of(PAIRS / name))
    page = found.md(lang)
    assert page.count("\n## ") >= 8
    assert len(found.told(lang)) == len(found)
    assert not any("{" in str(cell) for row in (*found.told(lang), *found.questions(lang)) for cell in row)


_weights = st.dictionaries(st.integers(0, 4), st.dictionaries(st.integers(0, 4), st.integers(1, 20), max_size=5), max_size=5)


@settings(max_examples=200, deadline=None)
@given(_weights)
def test_the_pairs_taken_have_the_greatest_sum(edges: dict[int, dict[int, int]]) -> None:
    found = assign(edges)
    assert len(set(found.values())) == len(found)
    rows = list(edges)
    best = 0
    for choice in product(*([*edges[row], None] for row in rows)):
        taken = [column for column in choice if column is not None]
        if len(set(taken)) == len(taken):
            best = max(best, sum(edges[row][column] for row, column in zip(rows, choice, strict=True) if column is not None))
    assert sum(edges[row][column] for row, column in found.items()) == best


def test_made_up_items_in_large_numbers_are_hardly_ever_confused() -> None:
    a, b = bench.large(250, 3)
    found = compare_plans(a, b)
    wrong = [row for row in found.rows if row.earlier and row.later and row.earlier[1:] != row.later[1:]]
    assert len(wrong) < 0.03 * len(found)
