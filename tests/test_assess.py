"""The assessment of a plan: each figure by hand from the plain files, risks as the plan has them, and what it refuses."""

import csv
import io
import re
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml
from tests.board_world import invented
from tests.test_explorer_scope import NEXT

from metrograph.assess.assessment import Assessment
from metrograph.assess.facts import Facts, Item, Link, read_facts
from metrograph.assess.figures import figures
from metrograph.assess.groups import BY
from metrograph.assess.risks import KINDS, risks
from metrograph.assess.scorecard import INDICATORS, scorecard
from metrograph.assess.source import pairs_of
from metrograph.desk import Desk
from metrograph.errors import UsageError
from metrograph.resources import root
from metrograph.review import Choice
from metrograph.store import LocalStore
from metrograph.words import LANGUAGES, TEXTS
from metrograph.workspace import Workspace

DOCS = Path(__file__).parent.parent / "docs" / "explanation" / "assessment.md"
WHEN = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def found(desk: Workspace) -> Assessment:
    return desk.assess()


@pytest.fixture(scope="module")
def facts(desk: Workspace) -> Facts:
    return next(iter(read_facts(pairs_of(desk.store)).values()))


@pytest.fixture(scope="module")
def two(desk: Workspace) -> Desk:
    """The packaged plan, and a small one of the next year."""
    store = LocalStore.memory(desk.quads, desk.prefixes)
    store.load(ox.Quad(t.subject, t.predicate, t.object) for t in ox.parse(NEXT, format=ox.RdfFormat.TURTLE))
    return Desk(None, store)


# ---- formulas


def by_hand() -> dict[str, tuple[int, int]]:
    """The indicators of the 2019 plan from its two plain files, without any code of ours."""
    plan = yaml.safe_load((root() / "data/plans/metropolis-2019.yaml").read_text(encoding="utf-8"))
    said = yaml.safe_load((root() / "data/alignments/metropolis-2019.yaml").read_text(encoding="utf-8"))
    headings = {"strategic_line", "workstream"}
    elsewhere = {"award-guangzhou-5", "event-metropolis-congress-13"}  # of other years: the plan only names them
    stated = {
        one["id"]: one for one in plan["items"] if one.get("section") and one["kind"] != "theme" and one["id"] not in elsewhere
    }
    items = {name for name, one in stated.items() if one["kind"] not in headings}
    told = [one for one in said["items"] if one["item"] in stated]
    links = [(one["item"], link) for one in told for link in one.get("links", ())]
    served: dict[str, set[str]] = defaultdict(set)
    for item, link in links:
        if link["strength"] == "direct":
            served[str(link["sdg"]).partition(".")[0]].add(item)
    ending = {"to_conclude", "concluded", "postponed", "cancelled"}
    firm = [
        goal
        for goal, of in served.items()
        if len(of) > 1 and not all(stated[one].get("condition") or stated[one].get("status") in ending for one in of)
    ]
    linked, direct = {item for item, _ in links}, {item for item, link in links if link["strength"] == "direct"}
    assessed = {one["item"] for one in told}
    return {
        "assessed": (len(items & assessed), len(items)),
        "linked": (len(linked), len(assessed)),
        "direct": (len(direct), len(linked)),
        "targets": (sum("." in str(link["sdg"]) for _, link in links), len(links)),
        "goals": (len(served), 17),
        "firm": (len(firm), len(served)),
        "words": (sum(any(q["basis"] in ("text", "stated") for q in link["quotes"]) for _, link in links), len(links)),
        "read": (0, len(links)),
        "decided": (len(links), len(links)),
    }


def test_each_indicator_is_what_the_plain_files_give_by_hand(facts: Facts) -> None:
    assert {one.name: (one.part, one.whole) for one in scorecard(facts)} == by_hand()


def test_the_page_has_each_formula_and_each_number_as_the_code_has_them(found: Assessment) -> None:
    page = DOCS.read_text(encoding="utf-8")
    rows = {cells[0]: cells for line in page.splitlines() if (cells := [cell.strip() for cell in line.strip("|").split("|")])}
    for row in found.scorecard.dicts():
        told = rows[f"`{row['indicator']}`"]
        assert told[1] == str(row["formula"])
        assert told[2] == f"{row['numerator']} / {row['denominator']}"
    assert {name.strip("`") for name in rows if name.strip("`") in INDICATORS} == set(INDICATORS)


def test_indicators_have_all_their_words_and_are_never_added_up(found: Assessment) -> None:
    for name in INDICATORS:
        assert all(f"indicator.{name}{part}" in TEXTS for part in ("", ".formula", ".reading", ".limits"))
    assert len(found.scorecard) == len(INDICATORS)
    assert not [name for name in found.scorecard.columns if re.search("score$|index|total|mean|rank", name)]


def test_a_share_of_nothing_is_not_nought(found: Assessment) -> None:
    inner = {row["indicator"]: row for row in found.lines.dicts() if str(row["line"]).endswith("line-internal-governance")}
    assert (inner["linked"]["numerator"], inner["linked"]["denominator"], inner["linked"]["share"]) == (0, 9, 0)
    assert (inner["direct"]["numerator"], inner["direct"]["denominator"], inner["direct"]["share"]) == (0, 0, None)


# ---- the same as the questions


@pytest.mark.parametrize("by", BY)
def test_coverage_counts_as_the_question_does(desk: Workspace, found: Assessment, by: str) -> None:
    asked = desk.coverage(by)
    told = found.coverage(by)
    shared = [name for name in told.columns if name in asked.columns]
    assert {"direct", "indirect", "count"} <= set(shared)
    assert sorted(map(str, told.pick(shared).rows())) == sorted(map(str, asked.pick(shared).rows()))


def test_pilots_by_goal_are_those_of_the_pilots(desk: Workspace, found: Assessment) -> None:
    served = Counter(goal for pilot in desk.pilots.values() for goal in {link.goal for link in pilot.links if link.accepted})
    assert {row["sdg"]: row["pilots"] for row in found.coverage().dicts() if row["pilots"]} == served


def test_pairs_of_goals_are_those_of_the_question(desk: Workspace, found: Assessment) -> None:
    assert found.synergies_of("goal").rows() == desk.ask("co-targets").rows()


def test_goals_at_risk_by_their_direct_support_are_those_of_the_question(desk: Workspace, found: Assessment) -> None:
    direct = {risk.sdg: {one.kind for one in found.figures.risks if one.sdg == risk.sdg} for risk in found.figures.risks
              if "." not in risk.sdg and risk.direct}  # fmt: skip
    asked = desk.ask("goals-at-risk").dicts()
    assert set(direct) == {row["sdg"] for row in asked}
    for row in asked:
        assert ("single" in direct[str(row["sdg"])]) is (row["direct"] == 1)
        assert ("conditional" in direct[str(row["sdg"])]) is (row["conditional"] == row["direct"])
        assert ("ending" in direct[str(row["sdg"])]) is (row["ending"] == row["direct"])


def test_targets_on_one_element_are_at_risk_of_single_support(desk: Workspace, found: Assessment) -> None:
    asked = {(str(row["sdg"]), str(row["element"])) for row in desk.ask("targets-on-one-element").dicts()}
    single = {(risk.sdg, risk.items[0].iri) for risk in found.figures.risks if risk.kind == "single" and "." in risk.sdg}
    assert asked <= single  # single support has also targets that others serve only indirectly


@pytest.mark.parametrize("lang", LANGUAGES)
def test_depth_splits_each_group_without_rest(desk: Workspace, lang: str) -> None:
    found = desk.assess(lang=lang)
    for by in ("theme", "line", "partner", "place"):
        counts = found.coverage(by).column("count")
        for row, count in zip(found.depth_by(by).dicts(), counts, strict=True):
            assert row["direct"] + row["indirect"] + row["proposed"] + row["none"] == count  # type: ignore[operator]


@pytest.mark.parametrize("by", ["partner", "place"])
def test_coverage_by_partner_and_place_is_drawn_as_bars(desk: Workspace, by: str) -> None:
    drawn = desk.coverage(by, "fr").plot()
    assert drawn.drawing.title == f"Couverture des ODD : éléments du plan par {'partenaire' if by == 'partner' else 'lieu'}"
    assert any(told.startswith("Guangzhou" if by == "place" else "C40") for told in drawn.drawing.titles)


# ---- the 2019 plan


def test_goal_6_rests_on_one_pilot_that_waits_for_a_budget(found: Assessment) -> None:
    rows = [row for row in found.risks.dicts() if row["sdg"] == "6"]
    assert [(row["riskTerm"], str(row["element"]).rpartition("/")[2], row["status"]) for row in rows] == [
        ("single", "pilot-integrated-water", "to launch"),
        ("conditional", "pilot-integrated-water", "to launch"),
    ]
    assert rows[0]["condition"] == "en fonction de la disponibilité de budgets"
    assert rows[0]["lineLabel"] == "Putting knowledge into practice"


def test_goals_7_9_and_12_rest_directly_on_pilots_that_end(found: Assessment) -> None:
    ending = {risk.sdg for risk in found.figures.risks if risk.kind == "ending" and risk.direct and "." not in risk.sdg}
    assert ending == {"7", "9", "12"}


def test_a_target_whose_support_is_partly_conditional_and_partly_ending_is_told_as_such(found: Assessment) -> None:
    mixed = {
        risk.sdg: [item.iri.rpartition("/")[2] for item in risk.items] for risk in found.figures.risks if risk.kind == "mixed"
    }
    assert mixed == {"11.3": ["pilot-tactical-urbanism", "pilot-urban-revitalisation"]}


def test_themes_without_an_item_are_in_the_table_with_nought(found: Assessment) -> None:
    idle = [row["themeLabel"] for row in found.depth_by("theme").dicts() if row["direct"] + row["indirect"] + row["none"] == 0]  # type: ignore[operator]
    assert idle == ["adequate housing", "migration", "social inclusion"]


def test_evidence_counts_each_link_once(found: Assessment) -> None:
    every, *goals = found.evidence.dicts()
    bases = ("statedBasis", "textBasis", "contextBasis", "externalBasis", "noBasis")
    assert [every[name] for name in ("links", *bases, "reviewed", "machine")] == [103, 0, 83, 4, 16, 0, 0, 0]
    assert sum(row["links"] for row in goals) == 103  # type: ignore[misc]
    assert all(sum(row[name] for name in bases) == row["links"] for row in goals)  # type: ignore[misc]


@pytest.mark.parametrize(("lang", "said"), [
    ("en", "Goal 6 rests only on what depends on a condition: “Integrated water management"),
    ("fr", "L'objectif 6 ne repose que sur ce qui dépend d'une condition : «\u00a0Gestion intégrée de l'eau"),
    ("es", "El objetivo 6 se apoya solo en lo que depende de una condición: «Gestión integrada del agua"),
])  # fmt: skip
def test_a_risk_is_told_in_words(desk: Workspace, lang: str, said: str) -> None:
    sentences = [row["sentence"] for row in desk.assess(lang=lang).risks.dicts() if row["riskTerm"] == "conditional"]
    assert str(sentences[0]).startswith(said)


# ---- invented facts


def plan_of(items: list[Item], links: list[Link]) -> Facts:
    return Facts("urn:plan", {item.iri: item for item in items}, tuple(links))


def kinds(items: list[Item], *links: Link) -> set[str]:
    return {risk.kind for risk in risks(plan_of(items, list(links))) if risk.sdg == "6"}


WATER, WELL, RIVER = Item("urn:water", condition="if"), Item("urn:well", status="toConclude"), Item("urn:river")


def link(item: Item, sdg: str = "6.1", direct: bool = True, basis: str = "text", status: str = "accepted") -> Link:
    return Link(item.iri, sdg, direct, status, basis)


def test_each_kind_of_risk_has_its_case() -> None:
    every = [WATER, WELL, RIVER]
    assert kinds(every, link(WATER)) == {"single", "conditional"}
    assert kinds(every, link(WELL)) == {"single", "ending"}
    assert kinds(every, link(WATER), link(WELL)) == {"mixed"}
    assert kinds(every, link(WATER), link(RIVER)) == set()
    assert kinds(every, link(WATER), link(RIVER, direct=False)) == {"single", "conditional"}
    assert kinds(every, link(WATER, direct=False), link(RIVER, direct=False)) == {"indirect"}
    assert kinds(every, link(RIVER, basis="external"), link(WELL, basis="external")) == {"outside"}
    assert kinds(every, link(WATER, status="proposed")) == set()
    assert set(KINDS) == {"single", "conditional", "ending", "mixed", "outside", "indirect"}


def test_links_that_wait_count_as_proposed_and_in_no_other_figure() -> None:
    counted = figures(
        plan_of([WATER, RIVER], [link(WATER, status="proposed"), link(RIVER, "6"), link(RIVER, "7.1", status="rejected")])
    )
    goals = counted.groups["goal"]
    assert (goals["6"].direct, goals["6"].proposed, goals["6"].goal_only) == (1, 1, 1)
    assert "7" not in goals
    assert [str(one) for one in counted.cards[""]] == [
        "assessed 2/2", "linked 1/2", "direct 1/1", "targets 0/1", "goals 1/17", "firm 0/1", "words 1/1", "read 0/1", "decided 1/2",
    ]  # fmt: skip


# ---- reviews, machines, several plans


def test_a_decision_of_a_person_counts_until_it_is_taken_back(workspace: Workspace) -> None:
    def read() -> tuple[int, int]:
        return next((one.part, one.whole) for one in workspace.assess().figures.cards[""] if one.name == "read")

    workspace.review([Choice("pilot-mega", "7", "accept"), Choice("pilot-mega", "7.2", "reject", reason="no")], "Ana", WHEN)
    assert read() == (1, 102)
    workspace.review([Choice("pilot-mega", "7", "undo")], "Ana", WHEN.replace(month=12))
    assert read() == (0, 102)


def test_a_plan_with_nothing_but_proposals_of_a_machine_serves_no_goal_yet(tmp_path: Path) -> None:
    desk = invented(tmp_path / "invented")
    found = desk.assess()
    told = {one.name: (one.part, one.whole) for one in found.figures.cards[""]}
    assert (told["assessed"], told["linked"], told["decided"]) == ((5, 5), (0, 5), (0, 5))
    assert found.risks.rows() == ()
    assert [row["proposed"] for row in found.depth.dicts() if row["sdg"] == "11"] == [5]
    desk.review([Choice(f"pilot-{at}", "11.2", "accept") for at in (1, 2)], "Ana", WHEN)
    every = desk.assess().evidence.dicts()[0]
    assert (every["machine"], str(every["median"]), every["reviewed"]) == (2, "0.9", 2)
    assert "<script>" not in desk.assess()._repr_html_()


def test_plans_stand_side_by_side_in_shares_of_their_assessed_items(two: Desk) -> None:
    first, second = two.assess("metropolis-2019"), two.assess("metropolis-2020")
    rows = {row[1]: row[3:] for row in first.peers(second)}
    assert tuple(map(str, rows["11"])) == ("19", "0.253", "7", "1", "1.000", "1", "None")
    assert rows["14"][-1] == "Secretariat General Work Plan 2019 (2)"
    assert rows["6"][-1] == "Secretariat General Work Plan 2019"
    notes = " ".join(first.notes(second))
    assert "1 of 2 elements are assessed" in notes
    assert "75; Secretariat General Work Plan 2019 (2): 2 elements" in notes
    assert "They cover different times" in notes


def test_which_plan_has_to_be_said_where_there_are_several(two: Desk) -> None:
    with pytest.raises(UsageError, match=r"A142.*metropolis-2019, metropolis-2020"):
        two.assess()
    with pytest.raises(UsageError, match='did you mean "metropolis-2020"'):
        two.assess("metropolis-202")


def test_plans_without_a_common_base_are_told_apart_or_refused(desk: Workspace, two: Desk) -> None:
    empty = figures(plan_of([RIVER], []))
    other = Assessment(empty, "Empty", "en", desk.assess().names)
    table = desk.assess().peers(other)
    assert {row[7] for row in table} == {None}
    assert any("none of its elements is assessed" in note for note in desk.assess().notes(other))
    assert "They serve no goal in common." in desk.assess().notes(other)
    with pytest.raises(UsageError, match="A144"):
        other.peers(other)
    with pytest.raises(UsageError, match="A143"):
        desk.assess().peers()


def test_an_unknown_group_is_answered_with_those_there_are(found: Assessment) -> None:
    for wrong in (lambda: found.coverage("them"), lambda: found.depth_by(""), lambda: found.synergies_of("goals")):
        with pytest.raises(UsageError, match="choose one of"):
            wrong()


# ---- the command


def test_the_summary_on_a_terminal_names_indicators_risks_and_gaps(run) -> None:
    said = run("--format", "table", "assess")
    assert said.code == 0
    assert "Goals on firm support" in said.out
    assert "Goal 12: single support, ending support. “Surplus Food Network” (to conclude)." in said.out
    assert "Goals without an accepted link: 1, 3, 14, 15" in said.out
    assert "Themes without an element: adequate housing, migration, social inclusion" in said.out


@pytest.mark.parametrize("part", ["scorecard", "lines", "depth", "coverage", "evidence", "risk", "synergies"])
def test_each_part_is_one_table_in_a_pipe(run, part: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("assess", "--what", part).out)))
    assert len(rows) >= 9
    assert None not in rows[0]


def test_a_group_alone_asks_for_the_depth(run) -> None:
    assert run("assess", "--by", "line").out == run("assess", "--what", "depth", "--by", "line").out
    assert run("assess", "--by", "lime").code == 2


def test_a_plan_stands_beside_those_of_another_file(run, tmp_path: Path, two: Desk) -> None:
    other = tmp_path / "other.ttl"
    other.write_text(NEXT, encoding="utf-8")
    said = run("--format", "table", "assess", "--with", other)
    assert said.code == 0
    assert "Before you compare:" in said.out
    again = run("assess", "--what", "peers", "--with", other)
    assert again.out.splitlines()[0].startswith("goal,sdg,goalLabel,Secretariat General Work Plan 2019: elements,")


def test_wrong_use_is_told_with_what_to_do(run, tmp_path: Path) -> None:
    thing = tmp_path / "thing.ttl"
    thing.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    cases = [
        (("assess", "--with", thing), "A141", 2),
        (("assess", "--what", "peers"), "A143", 2),
        (("assess", "--what", "risk", "--with", thing), "A145", 2),
        (("assess", "--what", "riks"), 'did you mean "risk"', 2),
        (("assess", "--plan", "metropolis-2018"), 'did you mean "metropolis-2019"', 2),
        (("assess", "--what", "depth", "--by", "gaol"), 'did you mean "goal"', 2),
        (("assess", "--what", "risk", "--by", "goal"), "depth, coverage, synergies", 2),
        (("assess", "--with", tmp_path / "none.ttl"), "S101", 3),
    ]
    for arguments, told, code in cases:
        said = run(*arguments)
        assert (said.code, told in said.err, said.out) == (code, True, ""), (arguments, said.err)


def test_a_graph_without_a_plan_is_told_to_have_none() -> None:
    with pytest.raises(UsageError, match="A141"):
        Desk(None, LocalStore.memory([], {})).assess()
