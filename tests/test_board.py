"""The report for a board: its numbers are the answers of the catalogue, and everything a board needs is in it."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from tests.board_world import HOSTILE, invented

from metrograph.board import Board, board_report
from metrograph.board.closing import CALIBRATION, PRECISION, RECALL
from metrograph.board.value import Grid, Quote, Section, plain
from metrograph.table import text
from metrograph.words import LANGUAGES
from metrograph.workspace import Workspace, open_workspace

_PLAN = "https://w3id.org/metrograph/id/metropolis-2019/plan-2019"


@pytest.fixture(scope="module")
def boards(desk: Workspace) -> dict[str, Board]:
    """The report of the packaged plan in three languages."""
    return {lang: board_report(desk, lang=lang) for lang in LANGUAGES}


def section(board: Board, key: str) -> tuple[str, ...]:
    """The texts of a section and of those below it."""
    found = next(one for one in board.every_section() if one.key == key)
    return Board("", "", board.lang, (), (found,), {}).texts()[2:]


def test_the_key_figures_are_the_answers_of_the_questions(desk: Workspace, boards: dict[str, Board]) -> None:
    def count(name: str, **parameters: object) -> int:
        return len(desk.ask(name, plan=_PLAN, **parameters))

    numbers = boards["en"].numbers
    coverage = desk.ask("coverage-by-goal", plan=_PLAN)
    assert numbers["items"] == len(set(desk.ask("plan-outline", plan=_PLAN).column("element")))
    assert numbers["links"] == count("links")
    assert numbers["accepted"] == count("links", decision="accepted")
    assert numbers["direct"] == count("links", decision="accepted", strength="direct")
    assert numbers["waiting"] == count("links", decision="proposed")
    assert numbers["rejected"] == count("links", decision="rejected")
    assert numbers["unreviewed"] == count("not-yet-reviewed")
    assert numbers["none"] == count("assessed-none")
    assert numbers["goals"] == 17 - count("goals-without-contribution") == sum(n != 0 for n in coverage.column("count"))
    assert numbers["targets"] == count("coverage-by-target")
    assert numbers["pilots"] == count("pilots")
    assert numbers["pilots_direct"] == count("pilots") - count("pilots-without-direct-target")
    assert numbers["conditional"] == count("conditional-pilots")
    assert numbers["single"] == count("goals-on-one-element")


def test_the_figures_are_the_same_in_every_language(boards: dict[str, Board]) -> None:
    assert boards["en"].numbers == boards["fr"].numbers == boards["es"].numbers


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_summary_says_the_main_numbers_in_five_sentences(boards: dict[str, Board], lang: str) -> None:
    said = section(boards[lang], "summary")[1]
    assert len(re.findall(r"\.(?=\s|$)", said)) == 5
    found = set(re.findall(r"\d+", said))
    wanted = ("items", "assessed", "links", "accepted", "direct", "goals", "targets", "pilots", "pilots_direct", "conditional")
    assert {str(boards[lang].numbers[name]) for name in wanted} <= found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_pilot_is_there_in_the_order_of_the_source(desk: Workspace, boards: dict[str, Board], lang: str) -> None:
    pilots = next(one for one in boards[lang].sections if one.key == "pilots")
    assert [plain(part.title).replace("\u00a0", " ") for part in pilots.parts] == list(desk.ask("pilots", lang).column("label"))


def test_every_quoted_passage_of_a_pilot_stands_under_it_in_the_language_of_the_source(
    desk: Workspace, boards: dict[str, Board]
) -> None:
    pilots = {part.key: part for part in next(one for one in boards["es"].sections if one.key == "pilots").parts}
    rows = desk.ask("pilot-alignments", plan=_PLAN).dicts()
    assert len(rows) > 30
    for row in rows:
        quotes = [one for one in pilots["pilot-" + text(row["pilot"]).rpartition("/")[2]].blocks if isinstance(one, Quote)]
        assert (text(row["quote"]), getattr(row["quote"], "lang", "")) in [(one.words, one.lang) for one in quotes]


def test_a_quote_that_is_the_name_of_a_pilot_has_its_translation(boards: dict[str, Board]) -> None:
    quotes = [one for part in boards["fr"].every_section() for one in part.blocks if isinstance(one, Quote)]
    assert ("Surplus Food Network", "Surplus Food Network (réseau des surplus alimentaires)") in [
        (one.words, one.translation) for one in quotes
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_stands_in_the_annex_with_its_words(desk: Workspace, boards: dict[str, Board], lang: str) -> None:
    annex = next(one for one in boards[lang].sections if one.key == "annex-links")
    grid = next(block for block in annex.blocks if isinstance(block, Grid))
    told = [(plain(row[1]), plain(row[4])) for row in grid.rows]
    asked = desk.ask("links", lang, plan=_PLAN).dicts()
    assert [code for code, _ in told] == [text(row["sdg"]) for row in asked]
    assert all(" ".join(text(row["quote"]).split()) in words for row, (_, words) in zip(asked, told, strict=True))


def test_goals_that_rest_on_one_conditional_or_ending_element_are_named(boards: dict[str, Board]) -> None:
    told = section(boards["en"], "risks-one")
    assert "conditional: “en fonction de la disponibilité de budgets”" in told
    assert "Goals whose every direct contribution depends on a condition: 6." in told
    assert any(words.endswith("postponed or cancelled: 7, 9, 12.") for words in told)


def test_gaps_name_goals_without_any_contribution_and_those_only_touched(boards: dict[str, Board]) -> None:
    assert [words.partition(".")[0] for words in section(boards["en"], "gaps-none")[1:]] == [
        "Goal 1",
        "Goal 3",
        "Goal 14",
        "Goal 15",
    ]
    assert [words.partition(".")[0] for words in section(boards["es"], "gaps-indirect")[1:]] == ["Objetivo 2", "Objetivo 4"]


def test_the_figures_of_the_linker_are_those_of_its_page() -> None:
    page = Path(__file__).parent.parent / "docs" / "explanation" / "linking.md"
    body = page.read_text(encoding="utf-8")
    for low, high, goals, targets in CALIBRATION:
        assert re.search(rf"\| {low} to {high} \| [\d.]+ \| {goals:.2f} \| [\d,]+ \| [\d.]+ \| {targets:.2f} \|", body)
    assert f"| target | {PRECISION:.3f} | {RECALL:.3f} |" in body


def ours(board: Board) -> Iterator[str]:
    """The texts of a report without words of the source, names of files, and identifiers."""
    left = [one for one in board.sections if one.key != "annex-sources"]
    for found in chain.from_iterable(one.every() for one in left):
        for block in found.blocks:
            if not isinstance(block, Quote):
                yield from Board("", "", board.lang, (), (Section("", (), (block,)),), {}).texts()[3:]


@pytest.mark.parametrize("lang", ["fr", "es"])
def test_no_english_is_left_over_in_a_report_in_another_language(boards: dict[str, Board], lang: str) -> None:
    english = {words for words in ours(boards["en"]) if re.search(r"[a-z]{4} [a-z]{2}", words)}
    names = ("metropolis", "Women4Climate", "World", "Smart City", "Policy", "« ", "“", "«")
    same = {words for words in ours(boards[lang]) if words in english and not words.startswith(names)}
    assert not same


def test_french_has_its_unbreakable_blanks(boards: dict[str, Board]) -> None:
    wrong = [words for words in ours(boards["fr"]) if re.search(r" [;:?!»]|« ", words) and not words.startswith("«")]
    assert not wrong


def test_a_decision_of_a_person_is_told_with_name_day_and_reason(workspace: Workspace) -> None:
    from metrograph.review import Choice

    workspace.review([Choice("pilot-mega", "7", "accept")], "Ana Núñez")
    workspace.review([Choice("pilot-mega", "13.2", "reject", reason="no climate policy")], "Ana Núñez")
    board = board_report(workspace)
    told = " ".join(section(board, "pilot-pilot-mega"))
    assert re.search(r"Decided by Ana Núñez on \d{4}-\d\d-\d\d \d\d:\d\d UTC", told)
    assert "(no climate policy)" in told
    assert board.numbers["rejected"] == 1
    assert board.numbers["unreviewed"] == 101
    assert "no climate policy" in section(board, "annex-decisions")


def test_a_decision_that_was_taken_back_is_in_the_log_and_no_longer_in_force(workspace: Workspace) -> None:
    from metrograph.review import Choice

    workspace.review([Choice("pilot-mega", "7", "accept")], "Ana")
    workspace.review([Choice("pilot-mega", "7", "undo")], "Ana")
    board = board_report(workspace)
    assert board.numbers["unreviewed"] == 103
    assert "takes back the decision of" in " ".join(section(board, "annex-decisions"))


def test_a_name_that_is_missing_in_the_language_says_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    desk = invented(tmp_path_factory.mktemp("invented") / "desk")
    board = board_report(desk, lang="fr")
    assert any(words.endswith(" [en]") for words in section(board, "pilots"))
    assert any("[en]" in words for words in section(board, "caveats"))
    assert not any("[en]" in words for words in section(board_report(desk), "pilots"))


def test_a_very_long_name_is_shortened_and_the_caveats_say_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    board = board_report(invented(tmp_path_factory.mktemp("invented") / "desk"))
    longest = next(one for one in board.every_section() if one.key == "pilot-pilot-5")
    assert plain(longest.title) == "W" * 400 + "…"
    assert HOSTILE[4] in [one.words for one in longest.blocks if isinstance(one, Quote)]
    assert any("shortened" in words for words in section(board, "caveats"))


def test_the_confidence_of_a_machine_is_told_and_who_waits(tmp_path_factory: pytest.TempPathFactory) -> None:
    board = board_report(invented(tmp_path_factory.mktemp("invented") / "desk"), lang="fr")
    assert any("Confiance\u00a0: 0,90" in words for words in section(board, "pilot-pilot-1"))
    assert board.numbers["waiting"] == 5
    assert any(words.endswith("5 sur 5.") for words in section(board, "method"))


def test_a_graph_that_was_loaded_can_be_reported_on_too(desk: Workspace, tmp_path_factory: pytest.TempPathFactory) -> None:
    import metrograph

    path = desk.save(tmp_path_factory.mktemp("graph") / "plan.nq")
    assert board_report(metrograph.load(path)).numbers == board_report(desk).numbers


def test_the_plan_may_be_named_by_its_name_its_id_or_its_identifier(desk: Workspace) -> None:
    by = [board_report(desk, plan) for plan in ("metropolis-2019", "plan-2019", _PLAN)]
    assert by[0] == by[1] == by[2]


def test_of_several_plans_one_has_to_be_chosen(tmp_path_factory: pytest.TempPathFactory) -> None:
    from metrograph.errors import UsageError
    from metrograph.workspace import create

    folder = tmp_path_factory.mktemp("two") / "desk"
    invented(folder)
    sample = create(tmp_path_factory.mktemp("sample") / "desk").folder
    assert sample is not None
    for part in ("plans", "alignments", "context"):
        for path in (sample / part).glob("*.yaml"):
            (folder / part / path.name).write_bytes(path.read_bytes())
    both = open_workspace(folder)
    with pytest.raises(UsageError, match=r"W671.*invented-2027, metropolis-2019"):
        board_report(both)
    assert board_report(both, "invented-2027").numbers["pilots"] == 5
    assert board_report(both, "metropolis-2019").numbers["links"] == 103
