"""Items that resemble each other across plans and languages: found by what they speak of, each score made of parts that are told."""

import csv
import io
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.across_fixture import EXAMPLE

import metrograph
from metrograph.errors import LimitError, UsageError
from metrograph.similar import PARTS, Index, Thing, of_text
from metrograph.workspace import Workspace

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
import similar as bench


@pytest.fixture(scope="module")
def four() -> Workspace:
    """Four plans of three networks, in French, Spanish and English."""
    return metrograph.open(EXAMPLE)


@pytest.fixture(scope="module")
def names() -> list[tuple[str, str, str]]:
    """Invented projects with their names in three languages, and names of other things."""
    return bench.names()


@pytest.fixture(scope="module")
def index(names: list[tuple[str, str, str]]) -> Index:
    return Index(Thing(f"u:{at}", f"u:{lang}", "", ((lang, text),)) for at, (_, lang, text) in enumerate(names))


def ids(table) -> list[str]:
    return [str(row["element"]).partition("/id/")[2] for row in table.dicts()]


def test_the_same_project_is_found_in_three_languages(four: Workspace) -> None:
    found = ids(four.similar("harbour-2025/training-budgets", across=True))
    assert found[:2] == ["altiplano-2025/taller-presupuesto", "fleuve-2025/atelier-genre"]
    buses = four.similar(text="Autobuses nocturnos para trabajadores").dicts()
    assert [row["label"] for row in buses][:2] == ["Night buses for workers", "Night bus lines for port workers"]


def test_recall_across_languages_is_far_above_plain_words(names: list[tuple[str, str, str]]) -> None:
    ours, plain = (bench.measure(names, make(names)) for make in (bench.ours, bench.tfidf))
    assert ours[0] >= 0.87
    assert ours[1] >= 0.91
    assert ours[2] <= 0.04
    assert plain[0] < 0.5


def test_words_in_common_are_quoted_as_each_has_them(index: Index, names: list[tuple[str, str, str]]) -> None:
    asked = of_text("Des espaces publics rendus aux habitants du quartier", "fr")
    match = next(
        one
        for one in index.near(asked)
        if names[int(one.thing.iri[2:])][2] == "Recuperación de plazas de barrio como espacio público"
    )
    assert match.words[0] == ("espaces publics", "espacio público")
    assert ("quartier", "barrio") in match.words
    assert not {("espaces", "espacio"), ("publics", "público")} & set(match.words)


def test_a_score_is_the_sum_of_its_parts(four: Workspace) -> None:
    for row in four.similar("fleuve-2025/guide-eau", limit=50).dicts():
        parts = [row[f"{name}Part"] for name in PARTS]
        assert row["score"] == sum(parts, Decimal(0))
        assert Decimal("0.149") <= row["score"] <= 1
    best = four.similar("fleuve-2025/guide-eau", across=True).dicts()[0]
    assert best["wordsPart"] > 0
    assert (best["targetsPart"], best["tiesPart"]) == (Decimal("0.200"), Decimal("0.100"))
    assert "6.5" in best["reasons"]
    assert "ONU-Habitat" in best["reasons"]


def test_what_an_item_does_not_have_is_shared_out_among_the_rest(four: Workspace) -> None:
    text = four.similar(text="Night bus lines for port workers").dicts()[0]
    assert (text["score"], text["wordsPart"]) == (Decimal("1.000"), Decimal("1.000"))


def test_an_item_is_never_similar_to_itself_and_across_leaves_out_its_plan(four: Workspace) -> None:
    own = "fleuve-2025/pilote-berges"
    every, across = ids(four.similar(own, limit=50)), ids(four.similar(own, across=True, limit=50))
    assert own not in every
    assert across[0] == "fleuve-2024/pilote-berges"
    assert not any(one.startswith("fleuve-2025/") for one in across)
    only = ids(four.similar(own, plans=("altiplano-2025", "harbour-2025")))
    assert {one.partition("/")[0] for one in only} == {"altiplano-2025", "harbour-2025"}
    assert len(four.similar(own, limit=1)) == 1


def test_the_same_question_has_the_same_answer(four: Workspace) -> None:
    again = metrograph.open(EXAMPLE)
    assert four.similar("altiplano-2025/guia-agua").csv() == again.similar("altiplano-2025/guia-agua").csv()


def test_what_was_learnt_is_forgotten_when_the_plans_change(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(EXAMPLE, tmp_path / "desk")
    desk = metrograph.open(tmp_path / "desk")
    assert "Shore power for ferries" in desk.similar(text="Shore power for ferries").csv()
    plan = tmp_path / "desk" / "plans" / "harbour-2025.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("Shore power for ferries", "Quay markets"), encoding="utf-8")
    links = tmp_path / "desk" / "alignments" / "harbour-2025.yaml"
    links.write_text(links.read_text(encoding="utf-8").replace('"Shore power"', '"Quay markets"'), encoding="utf-8")
    desk.build()
    assert "Shore power for ferries" not in desk.similar(text="Shore power for ferries").csv()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "B152"),
        ({"text": "  \n"}, "B152"),
        ({"text": "x", "limit": 0}, "B153"),
        ({"text": "x", "limit": 10_001}, "B153"),
        ({"what": "org-uclg"}, "B154"),
        ({"what": "11.7"}, "B154"),
        ({"what": "plan-2025"}, "B154"),
        ({"what": "pilote-berges"}, "B151"),
        ({"what": "pilot-nothing"}, "U105"),
        ({"text": "x", "plans": ("harbor-2025",)}, "U108"),
    ],
)
def test_wrong_questions_are_told(four: Workspace, arguments: dict, code: str) -> None:
    with pytest.raises(UsageError) as error:
        four.similar(**arguments)
    assert error.value.code == code


def test_a_document_is_no_text_to_compare(four: Workspace) -> None:
    with pytest.raises(LimitError):
        four.similar(text="bus " * 3000)


@pytest.mark.parametrize("text", ["北京 🚲", "]]>", "'; DROP", "\u202e", "0", "–", "https://example.org/"])
def test_a_text_of_any_kind_finds_nothing_or_something_and_breaks_nothing(four: Workspace, text: str) -> None:
    assert four.similar(text=text).columns[0] == "element"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["en", "fr", "es"]))
def test_scores_lie_between_nought_and_one(index: Index, text: str, lang: str) -> None:
    found = index.near(of_text(text, lang), limit=1000)
    assert all(0 < one.score <= 1.001 for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_no_plan_nothing_similar() -> None:
    assert Index(()).near(of_text("Night buses", "en")) == ()


# ---- the command


def test_the_command_prints_rows_with_every_part(run) -> None:
    said = run("--workspace", EXAMPLE, "similar", "fleuve-2025/pilote-bus", "--across", "--limit", "1")
    (row,) = csv.DictReader(io.StringIO(said.out))
    assert row["element"].endswith("/harbour-2025/pilot-night-bus")
    assert (row["planLabel"], row["year"]) == ("Work plan 2025 of the Harbour Cities League", "2025")
    assert "goals and targets: 11.2" in row["reasons"]


def test_a_person_sees_each_reason_behind_what_it_adds(run) -> None:
    said = run("--workspace", EXAMPLE, "--lang", "es", "--format", "table", "similar", "fleuve-2025/pilote-bus", "--across")
    assert "0.222 objetivo" in said.out
    assert "En común" in said.out


@pytest.mark.parametrize("arguments", [(), ("fleuve-2025/pilote-bus", "--text", "bus"), ("--text", " ")])
def test_the_command_wants_an_item_or_a_text(run, arguments: tuple[str, ...]) -> None:
    said = run("--workspace", EXAMPLE, "similar", *arguments)
    assert (said.code, said.out) == (2, "")
    assert "error[B152]" in said.err


def test_a_text_may_come_from_standard_input(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("Jardines de lluvia contra las inundaciones\n"))
    said = run("--workspace", EXAMPLE, "similar", "--text", "-", "--plan", "fleuve-2024")
    assert "pilote-pluie" in said.out
