"""Wrong files in a workspace: the command says what is wrong, where, and what to do; it writes nothing."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from metrograph.errors import MetroGraphError, QueryError, RecordError
from metrograph.workspace import Workspace, open_workspace

TOML = 'base = "https://w3id.org/metrograph/"\n'
PLAN = """\
plan: metropolis-2019
source: {title: {fr: Plan de travail 2019}, file: source.txt, sha256: %s, lang: fr, lines: 131}
items:
- id: plan-2019
  kind: work_plan
  label: {fr: Plan de travail 2019 du Secrétariat général}
- id: pilot-mega
  kind: pilot_project
  label: {en: "Metropolis Energy GovernAnce: MEGA"}
  parent: plan-2019
  lines: [78]
""" % ("c3" * 32)
RUN = """\
plan: metropolis-2019
run: metropolis-2019-reference
method: referenceAnnotation
version: "2019.1"
status: accepted
description: {en: Reference alignments}
items:
- item: pilot-mega
  links:
  - sdg: "7"
    strength: direct
    quotes: [{text: Energy GovernAnce, basis: text}]
- item: plan-2019
  none: {en: names the plan}
"""
LOG = '{"decision": "accepted", "item": "pilot-mega", "plan": "metropolis-2019", "reviewer": "Ana", "sdg": "7", "time": "2026-03-01T09:00:00Z"}\n'
FILES = {
    "metrograph.toml": TOML,
    "plans/metropolis-2019.yaml": PLAN,
    "alignments/metropolis-2019.yaml": RUN,
    "reviews.jsonl": LOG,
}
SCREEN = 30


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A workspace of two items, one link and one review, in which all is well."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def tree(folder: Path) -> dict[str, bytes]:
    """Everything in a folder but what only saves work: the lock and the parts of builds."""
    spared = tuple(f"/.metrograph{name}" for name in ("", "/lock", "/cache", "/cache/parts.sqlite"))
    found = (path for path in sorted(folder.rglob("*")) if not path.as_posix().endswith(spared))
    return {str(path): path.read_bytes() if path.is_file() else b"/" for path in found}


def refused(run: Callable, world: Path, *arguments: str, code: str, exit_code: int) -> str:
    """What a command says when it refuses, after the checks that hold for every refusal."""
    before = tree(world)
    said = run("--workspace", world, *arguments)
    assert (said.code, said.out) == (exit_code, "")
    assert said.err.startswith(f"error[{code}]: ")
    assert "\nhelp: " in said.err
    assert "Traceback" not in said.err
    assert len(said.err.splitlines()) <= SCREEN
    assert tree(world) == before
    return said.err


def test_a_world_in_which_all_is_well_is_read(world: Path) -> None:
    assert len(open_workspace(world).records.standings) == 1


P, A, L, T = "plans/metropolis-2019.yaml", "alignments/metropolis-2019.yaml", "reviews.jsonl", "metrograph.toml"
TWICE = '  - {sdg: "7", strength: direct, quotes: [{text: MEGA, basis: text}]}\n'
WRONG = [
    ("an unknown kind", P, "kind: pilot_project", "kind: pilot_projet", "R104", ":8", 'did you mean "pilot_project"'),
    ("no label", P, '  label: {en: "Metropolis Energy GovernAnce: MEGA"}\n', "", "R105", ":7", "add the words of the source"),
    ("no id", P, "- id: pilot-mega\n  kind", "- kind", "R112", ":7", "add it to this record"),
    ("a dangling parent", P, "parent: plan-2019", "parent: plan-2091", "R106", ":7", 'did you mean "plan-2019"'),
    ("an unknown theme", P, "lines: [78]", "themes: [theme-mobilty]", "R107", ":7", 'did you mean "theme-mobility"'),
    ("a bad date", P, "lines: [78]", "date: {edtf: 2019-13}", "R109", ":11", "write 2019, 2019-06"),
    ("an id used twice", P, "id: pilot-mega", "id: plan-2019", "R110", ":7", "first on line 4"),
    ("a field written twice", P, "lines: [78]", "parent: plan-2019", "R115", ":11", "keep one of the two"),
    ("an unknown field", P, "parent:", "parnet:", "R103", ":10", 'did you mean "parent"'),
    ("a syntax error", P, "parent: plan-2019", "parent: [plan-2019", "R101", ":11:8", "indentation"),
    ("an empty file", P, PLAN, "", "S104", "", "metrograph init"),
    ("a line beyond the source", P, "lines: [78]", "lines: [178]", "R121", ":7", "the source has 131 lines"),
    ("an unknown SDG code", A, 'sdg: "7"', 'sdg: "11.8"', "R116", ":10", "targets are written 11.2"),
    ("a link to an unknown item", A, "item: pilot-mega", "item: pilot-mgea", "R118", ":8", 'did you mean "pilot-mega"'),
    ("an item linked and assessed", A, "item: plan-2019", "item: pilot-mega", "R119", ":13", "not both"),
    ("a link written twice", A, "- item: plan-2019\n  none: {en: names the plan}\n", TWICE, "R120", ":13", "first on line 10"),
    ("a link without quotes", A, "    quotes: [{text: Energy GovernAnce, basis: text}]\n", "", "R123", ":10", "add  quotes:"),
    ("a broken review", L, LOG, LOG + '{"decision": "acc\n', "R122", ":2", "version control"),
    ("a base without a slash", T, "metrograph/", "metrograph", "S112", "", 'base = "https://…/"'),
    ("a base that is no address", T, "https://w3id.org", "https://w3id org", "S112", "", 'base = "https://…/"'),
    ("settings that are no TOML", T, "base =", "base:", "S112", "", "line 1"),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "line", "words"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_a_wrong_file_is_refused_with_place_and_remedy(
    run: Callable, world: Path, name: str, old: str, new: str, code: str, line: str, words: str
) -> None:
    path = world / name
    assert FILES[name].count(old) == 1
    path.write_text(FILES[name].replace(old, new), encoding="utf-8")
    said = refused(run, world, "build", code=code, exit_code=3)
    assert f"\n  --> {path}{line}\n" in said
    assert words in said
    with pytest.raises(MetroGraphError) as caught:
        _ = open_workspace(world).records
    assert (caught.value.code, str(caught.value.place)) == (code, f"{path}{line}")


@pytest.mark.parametrize(
    "command",
    ["pilots", "validate", "stats", "export --to {world}/out.ttl", "review pilot-mega 7 accept --by Ana", "show mega"],
)
def test_every_command_refuses_a_plan_that_cannot_be_read(run: Callable, world: Path, command: str) -> None:
    (world / P).write_text(PLAN.replace("work_plan", "workplan"), encoding="utf-8")
    assert f"{P}:5" in refused(run, world, *command.format(world=world).split(), code="R104", exit_code=3)


@pytest.mark.parametrize(("name", "line"), [(P, ":6"), (L, ":1"), (A, ":6")])
def test_a_file_in_cp1252_is_refused_with_its_line(run: Callable, world: Path, name: str, line: str) -> None:
    text = FILES[name].replace('"Ana"', '"Zoé"').replace("Reference", "Référence")
    (world / name).write_bytes(text.encode("cp1252"))
    said = refused(run, world, "build", code="S103", exit_code=3)
    assert f"--> {world / name}{line}\n" in said
    assert "UTF-8" in said


@pytest.mark.parametrize("name", [P, A, L])
def test_a_folder_in_the_place_of_a_file_is_refused(run: Callable, world: Path, name: str) -> None:
    (world / name).unlink()
    (world / name).mkdir()
    assert f"--> {world / name}\n" in refused(run, world, "build", code="S102", exit_code=3)


def test_a_folder_that_takes_the_place_of_a_file_after_a_build_is_refused(run: Callable, world: Path) -> None:
    (world / ".metrograph").mkdir()
    (world / ".metrograph" / "graph.nq").write_text("", encoding="utf-8")
    (world / ".metrograph" / "stamp").write_text("an earlier state", encoding="utf-8")
    (world / A).unlink()
    (world / A).mkdir()
    assert f"--> {world / A}\n" in refused(run, world, "pilots", code="S102", exit_code=3)


def test_several_problems_in_several_files_are_all_reported_on_one_screen(run: Callable, world: Path) -> None:
    (world / A).write_text(RUN.replace('"7"', '"11.8"').replace("direct", "strong").replace("{en: names", "{de: names"), "utf-8")
    (world / "alignments/second.yaml").write_text(RUN.replace("reference\n", "second\n").replace('"7"', '"99"'), "utf-8")
    said = refused(run, world, "build", code="R116", exit_code=3)
    assert re.findall(r"error\[(\w+)\]", said) == ["R116", "R113", "R114", "R116"]
    assert re.findall(r"yaml:(\d+)\n", said) == ["10", "11", "14", "10"]
    with pytest.raises(MetroGraphError) as caught:
        _ = open_workspace(world).records
    assert len(caught.value.others) == 3


def test_more_problems_than_a_screen_holds_are_counted(run: Callable, world: Path) -> None:
    rows = "".join(f"- {{id: pilot-{n}, kind: pilot, label: {{fr: x}}}}\n" for n in range(40))
    (world / P).write_text(PLAN + rows, encoding="utf-8")
    said = refused(run, world, "build", code="R104", exit_code=3)
    assert len(re.findall(r"error\[R104\]", said)) == 5
    assert said.endswith("… and 35 more\n")


@pytest.mark.parametrize("row", [row for row in WRONG if row[1] != T], ids=lambda row: row[0])
def test_a_refusal_speaks_french_and_spanish_and_names_the_same_place(run: Callable, world: Path, row: tuple[str, ...]) -> None:
    _, name, old, new, *_ = row
    (world / name).write_text(FILES[name].replace(old, new), encoding="utf-8")
    said = {lang: run("--workspace", world, "--lang", lang, "build").err for lang in ("en", "fr", "es")}
    first = {lang: text.splitlines() for lang, text in said.items()}
    assert len({lines[0] for lines in first.values()}) == 3
    assert len({lines[-1] for lines in first.values()}) == 3
    assert len({lines[1] for lines in first.values()}) == 1
    assert first["en"][1].startswith(f"  --> {world / name}")


def test_a_folder_that_is_no_workspace_is_refused_and_stays_as_it_is(run: Callable, tmp_path: Path) -> None:
    said = refused(run, tmp_path, "pilots", code="S105", exit_code=3)
    assert f"`metrograph init {tmp_path}` makes it one" in said
    assert refused(run, tmp_path / "absent", "pilots", code="S101", exit_code=3)


def test_init_in_a_workspace_changes_no_byte(run: Callable, world: Path) -> None:
    before = tree(world)
    said = run("init", world)
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("error[S107]: ")
    assert str(world) in said.err
    assert tree(world) == before


def test_init_keeps_what_a_folder_holds_already(run: Callable, world: Path) -> None:
    (world / T).unlink()
    (world / ".gitignore").write_text("mine\n", encoding="utf-8")
    before = tree(world)
    assert run("init", world).code == 0
    after = tree(world)
    assert {name: after[name] for name in before} == before
    assert (world / T).is_file()


def test_init_in_the_place_of_a_file_is_refused(run: Callable, world: Path) -> None:
    said = run("init", world / P)
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("error[S108]: ")
    assert "Traceback" not in said.err


def test_two_files_may_not_give_the_same_plan(workspace: Workspace) -> None:
    assert workspace.folder is not None
    plans = workspace.folder / "plans"
    (plans / "z-copy.yaml").write_bytes((plans / "metropolis-2019.yaml").read_bytes())
    with pytest.raises(RecordError) as caught:
        _ = workspace.records
    assert caught.value.code == "R125"
    assert caught.value.place.path.endswith("z-copy.yaml")


def test_every_broken_plan_file_is_named_at_once(workspace: Workspace) -> None:
    assert workspace.folder is not None
    for name in ("a.yaml", "b.yaml"):
        (workspace.folder / "plans" / name).write_text("plan: [", encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        _ = workspace.records
    assert {Path(error.place.path).name for error in (caught.value, *caught.value.others)} == {"a.yaml", "b.yaml"}


def test_a_mistake_in_a_saved_question_is_shown_in_its_file(workspace: Workspace) -> None:
    assert workspace.folder is not None
    path = workspace.folder / "queries" / "mine" / "broken.rq"
    path.parent.mkdir(parents=True)
    path.write_text("#+ summary: {en: What?}\n#+ tags: [mine]\nSELECT ?x {\n  ?x a foaf2:Person\n}\n", encoding="utf-8")
    with pytest.raises(QueryError) as caught:
        Workspace(workspace.folder).ask("broken")
    assert (caught.value.place.path, caught.value.place.line) == (str(path), 4)
    assert "4 |   ?x a foaf2:Person" in caught.value.report()
