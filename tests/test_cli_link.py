"""``metrograph link``, ``build --link`` and ``link --learn`` as a person types them."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrograph.linking import linker
from metrograph.model import Item, Kind, Plan, Source, Text
from metrograph.propose import linked, links_of
from metrograph.records.alignments import unquotable
from metrograph.review import Choice
from metrograph.turtle import read_triples
from metrograph.workspace import Workspace, open_workspace

Run = Callable[..., Any]


def typed(monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(body), encoding="utf-8"))


def test_a_text_in_quotes_is_linked(run: Run) -> None:
    said = run("link", "Night buses for shift workers")
    record = json.loads(said.out)
    assert (said.code, record["targets"][0]["target"], record["abstained"]) == (0, "11.2", False)


def test_json_lines_are_answered_one_by_one_in_order(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"id": 7, "text": "Social housing"},
        {"id": "b", "text": "Mise à jour des statuts", "lang": "fr"},
        {"id": None, "text": ""},
    ]
    typed(monkeypatch, "\n".join(json.dumps(row) for row in rows).encode())
    said = run("link", "--format", "jsonl")
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert [answer["id"] for answer in answers] == [7, "b", None]
    assert [answer["abstained"] for answer in answers] == [False, True, True]
    assert said.code == 0


@pytest.mark.parametrize(
    "bad", ["not json", "[1]", '{"id": 1}', '{"id": 1, "text": 5}', '{"text": "\\ud800"}', '{"id": [], "text": "x"}', "{" * 5000]
)
def test_a_wrong_line_is_told_with_its_number_and_the_rest_goes_on(run: Run, monkeypatch: pytest.MonkeyPatch, bad: str) -> None:
    typed(monkeypatch, f'{{"id": 1, "text": "Social housing"}}\n{bad}\n\n{{"id": 3, "text": "Bus de nuit"}}\n'.encode())
    said = run("link", "--format", "jsonl")
    assert [json.loads(line)["id"] for line in said.out.splitlines()] == [1, 3]
    assert said.code == 1
    assert "L105" in said.err
    assert "-:2" in said.err


def test_files_are_linked(run: Run, tmp_path: Path) -> None:
    note, lines = tmp_path / "note.txt", tmp_path / "lines.jsonl"
    note.write_text("Vivienda social\n", encoding="utf-8")
    lines.write_text('{"id": "x", "text": "Bus de nuit"}\n', encoding="utf-8")
    answers = [json.loads(line) for line in run("link", str(note), str(lines)).out.splitlines()]
    assert [(answer["id"], answer["lang"]) for answer in answers] == [(str(note), "es"), ("x", "fr")]


@pytest.mark.parametrize("form", ["table", "csv", "json", "md", "tsv"])
def test_every_format_names_the_target_and_the_words(run: Run, form: str) -> None:
    said = run("link", "Logement social", "--format", form)
    assert said.code == 0
    assert "11.1" in said.out
    assert "Logement social" in said.out


def test_turtle_is_read_back_with_its_quote(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.ttl"
    path.write_text(run("link", "Logement social", "Board election", "--format", "ttl").out, encoding="utf-8")
    values = {getattr(triple.object, "value", "") for triple in read_triples(path)}
    assert {"Logement social", "http://metadata.un.org/sdg/11.1"} <= values


def test_why_is_said_in_the_readers_language(run: Run) -> None:
    assert "del léxico habla a favor de 11.1" in run("link", "Logement social", "--why", "--lang", "es").out


def test_all_gives_every_goal_and_target(run: Run) -> None:
    record = json.loads(run("link", "Night buses", "--all", "--format", "jsonl").out)
    assert (len(record["goals"]), len(record["targets"])) == (17, 169)


@pytest.mark.parametrize(
    ("body", "code"),
    [(b"\xff\xfe\x00", "S103"), (b"a\0b", "S114"), (b"", "U117"), (b"  \n ", "U117"), (b"bus " * 400_000, "U116")],
)
def test_what_is_no_text_is_told(run: Run, monkeypatch: pytest.MonkeyPatch, body: bytes, code: str) -> None:
    typed(monkeypatch, body)
    said = run("link")
    assert (code in said.err, said.out, said.code > 0) == (True, "", True)


def test_a_file_that_is_not_there_and_a_language_that_is_not_ours(run: Run) -> None:
    assert "S101" in run("link", "notes.txt").err
    assert "U108" in run("link", "Bus", "--text-lang", "de").err


def test_a_text_that_is_too_long_does_not_stop_the_other_lines(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, (json.dumps({"id": 1, "text": "bus " * 400_000}) + '\n{"id": 2, "text": "Bus de nuit"}\n').encode())
    said = run("link")
    assert (json.loads(said.out)["id"], said.code, "U116" in said.err) == (2, 1, True)


def test_a_text_that_is_too_long_is_told_with_its_file_and_line(run: Run, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"id": 1, "text": "Bus"}\n' + json.dumps({"id": 2, "text": "bus " * 400_000}) + "\n", encoding="utf-8")
    assert f"{lines}:2" in run("link", str(lines)).err


# ---- a whole plan


@pytest.fixture
def bare(workspace: Workspace) -> Workspace:
    """A workspace whose plan has no alignment yet."""
    assert workspace.folder
    for path in (workspace.folder / "alignments").glob("*.yaml"):
        path.unlink()
    return open_workspace(workspace.folder)


def test_build_link_suggests_links_for_a_plan_without_any(run: Run, bare: Workspace) -> None:
    said = run("build", "--link", "--workspace", str(bare.folder))
    assert said.code == 0, said.err
    desk = open_workspace(bare.folder)
    (found,) = desk.records.runs
    assert found.id == "metropolis-2019-linker"
    assert all(link.quotes and link.confidence and link.rationale.fr for link in found.links)
    assert ("pilot-integrated-water", "13.1") in {(link.item, link.sdg) for link in found.links}
    assert {"action-statutes-update", "plan-2019"} <= {judged.item for judged in found.none}
    assert desk.validate().ok
    again = (bare.folder or Path()) / "alignments/metropolis-2019-linker.yaml"
    before = again.read_bytes()
    assert run("build", "--link", "--workspace", str(bare.folder)).code == 0
    assert again.read_bytes() == before


def test_a_document_that_states_a_code_is_read_linked_and_read_again(run: Run, bare: Workspace, tmp_path: Path) -> None:
    """Label and stated code are linked as one text; a quote over both once was written, and no command could read it."""
    document, folder = tmp_path / "plan.txt", bare.folder
    assert folder
    document.write_text("Programme 2027\n\n- Forum of mayors (SDG 11.2), Montréal, June 2027\n- Buses for all, SDG 11, in Lyon\n")
    run("--workspace", folder, "extract", document, "--plan", "harbour-2027", "--out", folder / "plans" / "harbour-2027.yaml")
    for _ in range(2):
        assert run("--workspace", folder, "build", "--link").code == 0
    assert "“SDG 11.2”" in run("--workspace", folder, "explain", "event-forum-of-mayors-montreal:11.2", "--lang", "en").out


pieces = st.sampled_from(["buses for all", "clean water", "ODD", "SDG", "villes durables", "(", ",", "·", "11.2", "eau", "and"])
said = st.sampled_from(
    ["ODD 11.2", "SDG 6", "SDGs 6 and 11: clean water for cities", "objectif 11.2", "ODD 5, 11.2 et 13", "rien"]
)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(pieces, min_size=1, max_size=6), st.lists(said, max_size=3, unique=True))
def test_every_quote_of_the_linker_is_in_the_items_own_words(label: list[str], also: list[str]) -> None:
    item = Item("action-a", Kind.ACTION, Text(en=" ".join(label)), also_says=tuple(also))
    plan = Plan("p-2027", Source(Text(en="P"), "p.txt", "a1" * 32, "en", 9), (item,))
    links = links_of(item, linked(item, plan, linker()))
    assert unquotable(links, plan, "p.yaml") == []
    assert all(link.quotes for link in links)


def test_items_that_were_assessed_are_left_alone(run: Run, workspace: Workspace) -> None:
    said = run("build", "--link", "--workspace", str(workspace.folder))
    reference, ours = sorted(open_workspace(workspace.folder).records.runs, key=lambda run: run.method)
    assessed = {link.item for link in reference.links} | {judged.item for judged in reference.none}
    assert not assessed & ({link.item for link in ours.links} | {judged.item for judged in ours.none})
    assert said.code == 0


def test_a_later_run_never_loses_a_decision(bare: Workspace) -> None:
    bare.propose()
    desk = open_workspace(bare.folder)
    link = next(link for run in desk.records.runs for link in run.links)
    path = desk.records.runs[0].path
    other = next(code for code in ("14.4", "2.b") if code != link.sdg)
    body = (
        Path(path)
        .read_text(encoding="utf-8")
        .replace(f'- item: {link.item}\n  links:\n  - sdg: "{link.sdg}"', f'- item: {link.item}\n  links:\n  - sdg: "{other}"')
    )
    Path(path).write_text(body, encoding="utf-8")
    desk = open_workspace(bare.folder)
    desk.review([Choice(link.item, other, "reject", reason="no")], "Ana Ruiz")
    open_workspace(bare.folder).propose()
    standing = {(one.item, one.sdg): one.status for one in open_workspace(bare.folder).records.standings}
    assert standing[link.item, other] == "rejected"
    assert standing[link.item, link.sdg] == "proposed"


def test_reviews_teach_the_workspace_and_can_be_forgotten(run: Run, bare: Workspace) -> None:
    bare.propose()
    desk = open_workspace(bare.folder)
    desk.review([Choice("theme-migration", "10.7", "reject", reason="too broad")], "Ana Ruiz")
    at = ("--workspace", str(bare.folder))
    before = json.loads(run("link", "migrations", "--text-lang", "fr", *at).out)["targets"][0]["confidence"]
    shown = run("link", "--learn", "--format", "csv", *at)
    assert "10.7,fr,migration,0,1,-0.80" in shown.out.replace("\r", "")
    after = json.loads(run("link", "migrations", "--text-lang", "fr", *at, "--all").out)["targets"][0]["confidence"]
    assert after < before
    assert run("link", "--forget", *at).code == 0
    assert json.loads(run("link", "migrations", "--text-lang", "fr", *at).out)["targets"][0]["confidence"] == before


def test_a_broken_adjustment_is_told(run: Run, bare: Workspace) -> None:
    ((bare.folder or Path()) / "linker.json").write_text("{", encoding="utf-8")
    said = run("link", "Bus", "--workspace", str(bare.folder))
    assert ("L106" in said.err, said.code) == (True, 3)
