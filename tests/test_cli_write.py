"""Commands that make or check something, and the codes with which commands end."""

import csv
import io
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from metrograph import __version__
from metrograph.store import LocalStore
from metrograph.workspace import Workspace, open_workspace

Run = Callable[..., Any]
MEGA = ("review", "pilot-mega", "7")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def statuses(desk: Workspace) -> dict[str, str]:
    return {one.sdg: one.status.value for one in open_workspace(desk.source).records.standings if one.item == "pilot-mega"}


@pytest.fixture
def home(workspace: Workspace) -> tuple[str, Path]:
    """The option that names a workspace of one's own."""
    return "--workspace", workspace.source


def test_a_workspace_is_started_built_and_found_from_inside(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = run("init", tmp_path / "net")
    assert (said.code, said.out) == (0, "")
    assert "metrograph build" in said.err
    monkeypatch.chdir(tmp_path / "net" / "plans")
    assert run("build").code == 0
    assert (tmp_path / "net" / ".metrograph" / "graph.nq").is_file()
    assert rows(run("doctor").out)[-1]["topic"] == "kept graph"


def test_a_second_init_is_refused(run: Run, workspace: Workspace) -> None:
    said = run("init", workspace.source)
    assert (said.code, said.out) == (3, "")
    assert "error[S107]" in said.err


def test_a_build_fills_a_store_that_answers_afterwards(run: Run, home: tuple[str, Path], tmp_path: Path) -> None:
    assert run("build", *home, "--store", tmp_path / "store").code == 0
    said = run("query", "pilots-by-status", "--store", tmp_path / "store")
    assert said.out == run("query", "pilots-by-status").out


def test_a_build_with_a_violation_prints_the_report_and_ends_with_1(run: Run, home: tuple[str, Path]) -> None:
    path = home[1] / "plans" / "metropolis-2019.yaml"
    head, mega, rest = path.read_text(encoding="utf-8").partition("- id: pilot-mega\n")
    path.write_text(head + mega + rest.replace("  parent: product-pilot-projects\n", "", 1), encoding="utf-8")
    for command in ("build", "validate"):
        said = run(command, *home, "--lang", "fr")
        assert said.code == 1
        assert "S01 · Chaque élément a une seule place dans le plan (1)" in said.out
        assert "metropolis-2019.yaml:675]" in said.out
    assert not (home[1] / ".metrograph" / "graph.nq").exists()


@pytest.mark.parametrize(("level", "code"), [("violation", 0), ("warning", 0), ("info", 1)])
def test_validate_ends_with_1_from_the_gravity_asked_for(run: Run, level: str, code: int) -> None:
    said = run("validate", "--fail-on", level)
    assert said.code == code
    assert said.out.startswith("conforms: 0 violations, 0 warnings, ")


def test_a_report_is_also_rows(run: Run) -> None:
    found = rows(run("validate", "--format", "csv").out)
    assert list(found[0]) == ["severity", "rule", "label", "focus", "path", "value", "problem", "remedy", "where"]
    mega = next(row for row in found if row["focus"].endswith("/pilot-mega"))
    assert mega["where"].endswith("metropolis-2019.yaml:675")


def test_a_link_is_reviewed_and_the_log_says_who(run: Run, home: tuple[str, Path], workspace: Workspace) -> None:
    said = run(*MEGA, "reject", "--by", "Ana Ruiz", "--reason", "no target", *home)
    assert (said.code, said.out) == (0, "")
    assert "1 decision of Ana Ruiz" in said.err
    assert '"reviewer": "Ana Ruiz"' in (workspace.source / "reviews.jsonl").read_text(encoding="utf-8")
    assert statuses(workspace)["7"] == "rejected"
    assert run(*MEGA, "undo", "--by", "Ana Ruiz", *home).code == 0
    assert statuses(workspace)["7"] == "accepted"


def test_a_comment_is_not_told_as_a_decision(run: Run, home: tuple[str, Path]) -> None:
    said = run(*MEGA, "comment", "--by", "Ana Ruiz", "--reason", "is it energy?", *home)
    assert (said.code, said.err.strip()) == (0, "1 comment of Ana Ruiz noted in reviews.jsonl")
    said = run(*MEGA, "comment", "--by", "Ana Ruiz", "--reason", "est-ce l'énergie ?", *home, "--lang", "fr")
    assert said.err.strip() == "1 commentaire consigné dans reviews.jsonl, par Ana Ruiz"


def test_the_reviewer_may_be_named_by_the_environment(run: Run, home: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METROGRAPH_BY", "Luc Roy")
    assert run(*MEGA, "accept", *home).code == 0
    mega = [row for row in rows(run("pilots", *home).out) if row["pilot"] == "pilot-mega"]
    assert "3 links not reviewed by a person" in mega[0]["missing"]


def test_decisions_come_from_a_csv_file_all_or_none(
    run: Run, home: tuple[str, Path], workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "decisions.csv"
    good = "item,sdg,decision,strength,instead,reason\npilot-mega,7,change,,7.b,services\npilot-mega,7.2,reject,,,not named\n"
    path.write_text(good + "pilot-mega,7.9,accept,,,\n", encoding="utf-8")
    said = run("review", "--from", path, "--by", "Ana Ruiz", *home)
    assert said.code == 2
    assert f"{path}:4" in said.err
    assert not (workspace.source / "reviews.jsonl").exists()
    path.write_text(good, encoding="utf-8")
    assert run("review", "--from", path, "--by", "Ana Ruiz", *home).code == 0
    assert statuses(workspace) == {"7": "superseded", "7.2": "rejected", "7.3": "accepted", "7.b": "accepted", "13.2": "accepted"}


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nt", ".nq", ".jsonld", ".rdf", ".csv", ".md"])
def test_everything_is_exported_by_extension(run: Run, tmp_path: Path, suffix: str) -> None:
    said = run("export", "--to", tmp_path / f"out{suffix}", "--graph", "view")
    assert (said.code, said.out) == (0, "")
    assert "pilot-mega" in (tmp_path / f"out{suffix}").read_text(encoding="utf-8")


def test_an_export_that_xml_cannot_hold_is_refused_and_leaves_no_file(run: Run, tmp_path: Path) -> None:
    store, to = tmp_path / "store", tmp_path / "out.rdf"
    with closing(LocalStore.create(store)) as held:
        held.update(r'INSERT DATA { <urn:s> <urn:p> "form\ffeed" }')
    said = run("export", "--to", to, "--store", store)
    assert (said.code, said.out) == (3, "")
    assert "error[S123]" in said.err
    assert "U+000C" in said.err
    assert list(tmp_path.iterdir()) == [store]


def test_stats_count_every_graph(run: Run) -> None:
    found = {row["graph"].rpartition("/graph/")[2]: int(row["triples"]) for row in rows(run("stats").out)}
    assert {"ontology", "sdg", "themes", "view", "plan/metropolis-2019"} <= set(found)
    assert all(count > 0 for count in found.values())


def test_doctor_finds_the_packaged_plan_in_order(run: Run) -> None:
    said = run("doctor", "--lang", "es")
    assert said.code == 0
    assert any(row["state"] == "bien" and row["detail"].startswith("metropolis-2019") for row in rows(said.out))


def test_doctor_ends_with_1_when_a_plan_cannot_be_read(run: Run, home: tuple[str, Path]) -> None:
    (home[1] / "plans" / "metropolis-2019.yaml").write_text("items: [", encoding="utf-8")
    said = run("doctor", *home)
    assert said.code == 1
    assert "R101" in said.out


def test_the_version_is_told(run: Run) -> None:
    assert run("version").out == f"metrograph {__version__}\n"


@pytest.mark.parametrize(
    ("line", "code", "error"),
    [
        ("pilot", 2, "U101"),
        ("pilots --colour", 2, "U101"),
        ("pilots --lang de", 2, "U108"),
        ("pilots --format xlsx", 2, "U108"),
        ("coverage --by goals", 2, "U108"),
        ("coverage --format ttl", 2, "U113"),
        ("query no-such-question", 2, "U102"),
        ("query pilots-by-goal --param goal=18", 2, "U104"),
        ("query pilots-by-goal --param gaol=6", 2, "U103"),
        ("query pilots-by-goal --param goal", 2, "U106"),
        ("show nothing-of-that-name", 2, "U105"),
        ("explain X99", 2, "U111"),
        ("explain S99", 2, "U111"),
        ("review pilot-mega 7 accept --by Ana", 2, "U109"),
        ("build", 2, "U109"),
        ("export --to out.xlsx", 3, "A181"),
        ("pilots --workspace nowhere-at-all", 3, "S101"),
        ("pilots --store nowhere-at-all", 3, "T102"),
        ("query -f nowhere.rq", 3, "S101"),
    ],
)
def test_what_goes_wrong_says_its_code_and_leaves_standard_output_empty(
    run: Run, line: str, code: int, error: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run(*line.split())
    assert (said.code, said.out) == (code, "")
    assert f"error[{error}]" in said.err
    assert "Traceback" not in said.err
    assert not list(tmp_path.iterdir())


def test_a_query_that_does_not_parse_ends_with_4_and_shows_the_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_text("SELECT ?x\nWHERE { ?x a }\n", encoding="utf-8")
    said = run("query", "-f", tmp_path / "bad.rq")
    assert (said.code, said.out) == (4, "")
    assert "error[Q138]" in said.err
    assert "2 | WHERE { ?x a }" in said.err


@pytest.mark.parametrize(
    ("words", "error"),
    [((), "U114"), (("pilot-mega",), "U114"), (("pilot-mega", "7", "agree"), "V104"), (("pilot-mega", "1", "accept"), "V101")],
)
def test_a_review_that_says_too_little_is_refused(run: Run, home: tuple[str, Path], words: tuple[str, ...], error: str) -> None:
    said = run("review", *words, "--by", "Ana Ruiz", *home)
    assert (said.code, said.out) == (2, "")
    assert f"error[{error}]" in said.err


def test_a_review_without_a_name_is_refused(run: Run, home: tuple[str, Path]) -> None:
    said = run(*MEGA, "accept", *home)
    assert said.code == 2
    assert "--by NAME" in said.err
