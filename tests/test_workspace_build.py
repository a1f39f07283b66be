"""Building and reviewing a workspace: what is kept, when it is believed, and what a decision changes."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from metrograph import folder as folders
from metrograph.errors import MetroGraphError
from metrograph.formats import canonical
from metrograph.review import Choice
from metrograph.table import Table
from metrograph.turtle import read_quads
from metrograph.workspace import Workspace, create, open_workspace

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that was built."""
    desk = create(tmp_path_factory.mktemp("built") / "desk")
    assert desk.build().ok
    return desk.source


@pytest.fixture
def built(once: Path, tmp_path: Path) -> Path:
    """A copy of a workspace that was built."""
    shutil.copytree(once, tmp_path / "built")
    return tmp_path / "built"


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file of a kept build, with size and time of change; the lock and what need not be done again aside."""
    return {path.name: (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.iterdir()
            if path.name not in ("lock", "cache")}  # fmt: skip


def break_plan(folder: Path) -> None:
    """MEGA loses its place in the plan: a violation of S01."""
    path = folder / "plans" / "metropolis-2019.yaml"
    head, mega, rest = path.read_text(encoding="utf-8").partition("- id: pilot-mega\n")
    path.write_text(head + mega + rest.replace("  parent: product-pilot-projects\n", "", 1), encoding="utf-8")


def table(answer: object) -> Table:
    assert isinstance(answer, Table)
    return answer


def contributions(desk: Workspace, item: str) -> set[str]:
    rows = table(desk.sparql(f"SELECT ?sdg {{ <{desk.iri(item)}> mg:contributesTo ?sdg }}"))
    return {str(sdg).rpartition("/")[2] for (sdg,) in rows}


def test_a_build_keeps_the_graph_and_a_fresh_reading_equals_a_derived_one(workspace: Workspace) -> None:
    derived = workspace.quads
    assert workspace.build().ok
    again = open_workspace(workspace.source)
    assert again.fresh
    assert canonical(again.quads) == canonical(derived)
    assert canonical(read_quads(workspace.source / ".metrograph" / "graph.nq")) == canonical(derived)
    assert again.pilots["mega"] == workspace.pilots["mega"]


def test_two_builds_of_the_same_files_give_the_same_bytes(built: Path) -> None:
    graph = built / ".metrograph" / "graph.nq"
    first = graph.read_bytes()
    open_workspace(built).build()
    assert graph.read_bytes() == first


@pytest.mark.parametrize(
    "name",
    [
        "metrograph.toml",
        "plans/metropolis-2019.yaml",
        "alignments/metropolis-2019.yaml",
        "context/metropolis-2019.yaml",
        "reviews.jsonl",
        "queries/ours/mine.rq",
        "sdg/un.ttl",
    ],
)
def test_a_change_in_any_input_makes_the_build_stale(built: Path, name: str) -> None:
    path = built / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before = folders.stamp(built)
    with path.open("a", encoding="utf-8") as out:
        out.write("\n")
    assert folders.stamp(built) != before
    assert not open_workspace(built).fresh


def test_a_build_with_a_violation_keeps_the_old_one(built: Path) -> None:
    kept = tree(built / ".metrograph")
    break_plan(built)
    report = open_workspace(built).build()
    assert {finding.rule for finding in report if finding.severity == "Violation"} == {"S01"}
    assert tree(built / ".metrograph") == kept
    assert not open_workspace(built).fresh


def test_a_plan_that_cannot_be_read_keeps_the_old_build(built: Path) -> None:
    kept = tree(built / ".metrograph")
    (built / "plans" / "metropolis-2019.yaml").write_text("items: [", encoding="utf-8")
    with pytest.raises(MetroGraphError) as caught:
        open_workspace(built).build()
    assert caught.value.code == "R101"
    assert tree(built / ".metrograph") == kept


def test_a_cache_that_was_cut_short_is_not_believed(built: Path) -> None:
    (built / ".metrograph" / "stamp").write_bytes(b"\xff\xfe")
    desk = open_workspace(built)
    assert not desk.fresh
    assert len(desk.pilots) == 11


def test_after_a_review_pilots_show_the_reviewer_and_the_decision(workspace: Workspace) -> None:
    assert workspace.pilots["mega"].missing[-1] == "no person has reviewed it"
    workspace.review([Choice("pilot-mega", "7", "accept")], "Ana Ruiz", NOW)
    link = next(link for link in workspace.pilots["mega"].links if link.sdg == "7")
    assert (link.reviewer, link.decision) == ("Ana Ruiz", "accepted")
    assert workspace.pilots["mega"].missing[-1] == "3 links not reviewed by a person"


def test_contributions_follow_decisions(workspace: Workspace) -> None:
    workspace.review([Choice("pilot-mega", "7.2", "reject"), Choice("pilot-mega", "7", "change", instead="7.b")], "Ana Ruiz", NOW)
    assert contributions(workspace, "pilot-mega") == {"7.b", "7.3", "13.2"}
    assert [link.sdg for link in workspace.pilots["mega"].links if link.direct] == ["7.b"]
    workspace.review([Choice("pilot-mega", "7", "undo"), Choice("pilot-mega", "7.2", "undo")], "Ana Ruiz", NOW)
    assert contributions(workspace, "pilot-mega") == {"7", "7.2", "7.3", "13.2"}


def test_a_review_makes_a_kept_graph_stale_and_survives_reopening(built: Path) -> None:
    open_workspace(built).review([Choice("pilot-mega", "7.2", "reject")], "Ana Ruiz", NOW)
    again = open_workspace(built)
    assert not again.fresh
    assert contributions(again, "pilot-mega") == {"7", "7.3", "13.2"}
