"""Updates with who, when and why: validated first, logged, replayed, taken back."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import metrograph
from metrograph import formats
from metrograph.errors import MetroGraphError, QueryError, RecordError, RejectedError, StoreError, UsageError
from metrograph.folder import alone
from metrograph.namespaces import Names
from metrograph.store import LocalStore
from metrograph.store.operations import operations
from metrograph.store.updates import Update, UpdateLog
from metrograph.workspace import Workspace, create, open_workspace

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
NAMES = Names()
PLAN, VIEW, EDITS, RECORD = (NAMES.graph(name) for name in ("plan/metropolis-2019", "view", "edits", "updates"))
MEGA = f"<{NAMES.element('metropolis-2019', 'pilot-mega')}>"
ALSO = f'INSERT DATA {{ {MEGA} skos:altLabel "Mega"@en }}'
BREAKS = f"DELETE WHERE {{ {MEGA} mg:directPartOf ?parent }}"


def do(g: Workspace, text: str, why: str = "a test") -> Update:
    made = g.update(text, by="Ana", why=why, now=NOW)
    assert made is not None
    return made


def everything(g: Workspace) -> bytes:
    return formats.write(g.store.graph(""), ".nq", {})


def read(g: Workspace, triple: str) -> set[str]:
    """The graphs that state something, by their short names."""
    found = g.store.query(f"SELECT ?g {{ GRAPH ?g {{ {triple} }} }}")
    return {str(row[0]).removeprefix(NAMES.graph("")) for row in found}  # type: ignore[union-attr]


def asked(g: Workspace, pattern: str) -> bool:
    return g.store.query(f"ASK {{ {pattern} }}") is True


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan in a store on disk."""
    folder = tmp_path_factory.mktemp("kept") / "store"
    metrograph.open().publish(str(folder))
    return folder


@pytest.fixture
def bare(tmp_path: Path) -> Workspace:
    """A workspace without a plan."""
    return create(tmp_path / "bare", sample=False)


@pytest.fixture
def stored(kept: Path, tmp_path: Path) -> Workspace:
    """A store on disk with the plan, open for writing."""
    shutil.copytree(kept, tmp_path / "store")
    return open_workspace(store=str(tmp_path / "store"), writing=True)


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    """A graph loaded from a file, with one triple in two graphs, and one in the default graph."""
    path = tmp_path / "small.trig"
    path.write_text(
        "@prefix a: <http://a/> . a:s a:p 1 . a:g { a:s a:p 2 , 3 . a:x a:in a:g } a:h { a:s a:p 3 . a:s a:n 01 } [] a:b [] ."
    )
    return metrograph.load(path)


def said(g: Workspace) -> set[str]:
    """What a small graph says, as ``graph subject value``."""
    return {
        " ".join(
            str(getattr(term, "value", "")).removeprefix("http://a/") for term in (q.graph_name, q.subject, q.object)
        ).strip()
        for q in g.store.graph("")
        if "http://a/" in str(q.subject) and RECORD not in str(q.graph_name)
    }


SMALL = {"s 1", "g s 2", "g s 3", "g x g", "h s 3", "h s 01"}
HEAD = "PREFIX a: <http://a/> "


# ---- what an update does: the default graph is the union of all


@pytest.mark.parametrize(
    ("text", "gone", "come"),
    [
        ("INSERT DATA { a:t a:p 4 }", set(), {"edits t 4"}),
        ("INSERT DATA { GRAPH a:g { a:t a:p 4 } }", set(), {"g t 4"}),
        ("INSERT DATA { a:s a:p 3 , 4 }", set(), {"edits s 4"}),
        ("DELETE DATA { a:s a:p 3 }", {"g s 3", "h s 3"}, set()),
        ("DELETE DATA { a:s a:p 1 }", {"s 1"}, set()),
        ("DELETE DATA { GRAPH a:g { a:s a:p 3 } }", {"g s 3"}, set()),
        ("DELETE DATA { a:s a:n 1 }", {"h s 01"}, set()),
        ("DELETE WHERE { a:s a:p ?o }", {"s 1", "g s 2", "g s 3", "h s 3"}, set()),
        ("DELETE { a:s a:p ?o } INSERT { a:t a:p ?o } WHERE { a:s a:p ?o FILTER(?o = 3) }", {"g s 3", "h s 3"}, {"edits t 3"}),
        ("DELETE { a:s a:p ?o } INSERT { a:s a:p ?o } WHERE { a:s a:p ?o }", set(), set()),
        ("WITH a:g DELETE { ?s a:p ?o } INSERT { ?s a:q ?o } WHERE { ?s a:p ?o }", {"g s 2", "g s 3"}, {"g s 2", "g s 3"}),
        ("DELETE { ?s a:p ?o } USING a:h WHERE { ?s a:p ?o }", {"g s 3", "h s 3"}, set()),
        ("INSERT { GRAPH a:new { ?s a:p ?o } } WHERE { GRAPH a:h { ?s a:p ?o } }", set(), {"new s 3"}),
        ("CLEAR GRAPH a:h", {"h s 3", "h s 01"}, set()),
        ("DROP GRAPH a:g", {"g s 2", "g s 3", "g x g"}, set()),
        ("CLEAR DEFAULT", SMALL, set()),
        ("DROP ALL", SMALL, set()),
        ("CREATE GRAPH a:empty", set(), set()),
        ("DROP SILENT GRAPH a:none", set(), set()),
        ("COPY a:h TO a:g", {"g s 2", "g x g"}, {"g s 01"}),
        ("MOVE a:h TO a:new", {"h s 3", "h s 01"}, {"new s 3", "new s 01"}),
        ("ADD a:h TO a:g", set(), {"g s 01"}),
        ("INSERT DATA { a:t a:p 4 } ; INSERT { a:t a:q ?o } WHERE { a:t a:p ?o }", set(), {"edits t 4"}),
        ("INSERT DATA { GRAPH a:g { a:t a:p 4 } } ; INSERT { a:u a:q ?o } WHERE { a:t a:p ?o }", set(), {"g t 4", "edits u 4"}),
        ("DELETE DATA { GRAPH a:g { a:s a:p 2 } } ; INSERT { a:u a:q 9 } WHERE { a:s a:p 2 }", {"g s 2"}, set()),
        ("DELETE DATA { a:s a:p 2 } ; INSERT DATA { GRAPH a:g { a:s a:p 2 } }", set(), set()),
        ("INSERT DATA { a:t a:p 4 } ; PREFIX a: <http://b/> DELETE WHERE { a:t ?p ?o } ; ", set(), {"edits t 4"}),
        ("INSERT DATA { a:t a:p ';}' } ; # a note; DROP ALL }\n DELETE DATA { a:t a:p \";}\" }", set(), set()),
    ],
)  # fmt: skip
def test_what_an_update_changes(small: Workspace, text: str, gone: set[str], come: set[str]) -> None:
    assert said(small) == SMALL
    before = set(small.store.graph(""))
    made = small.update(HEAD + text, by="Ana", why="a test")
    after = {line.replace(EDITS, "edits") for line in said(small)}
    if "01" in " ".join(come):  # an update in SPARQL writes numbers as the engine does
        after, come = {line.replace(" 01", " 1") for line in after}, {line.replace(" 01", " 1") for line in come}
        gone = {line.replace(" 01", " 1") for line in gone}
        assert after == ({line.replace(" 01", " 1") for line in SMALL} - gone) | come
    else:
        assert after == (SMALL - gone) | come
    if not gone and not come:
        assert made is None
        assert set(small.store.graph("")) == before
    assert sum("http://a/b" in str(quad.predicate) for quad in small.store.graph("")) == (
        text not in ("CLEAR DEFAULT", "DROP ALL")
    )


def test_the_default_graph_of_a_file_stays_when_something_is_added(small: Workspace) -> None:
    """It once went away with every update."""
    before = set(small.store.graph(""))
    do(small, HEAD + "INSERT DATA { a:t a:p 4 }")
    assert before < set(small.store.graph(""))


def test_a_statement_of_two_graphs_goes_from_both_or_from_the_one_named(bare: Workspace) -> None:
    do(
        bare,
        f'INSERT DATA {{ GRAPH <{VIEW}> {{ {MEGA} skos:altLabel "M"@en }} GRAPH <{PLAN}> {{ {MEGA} skos:altLabel "M"@en }} }}',
    )
    assert read(bare, f'{MEGA} skos:altLabel "M"@en') == {"view", "plan/metropolis-2019"}
    do(bare, f'DELETE DATA {{ GRAPH <{VIEW}> {{ {MEGA} skos:altLabel "M"@en }} }}')
    assert read(bare, f'{MEGA} skos:altLabel "M"@en') == {"plan/metropolis-2019"}
    do(bare, f'DELETE DATA {{ {MEGA} skos:altLabel "M"@en }}')
    assert read(bare, f'{MEGA} skos:altLabel "M"@en') == set()


def test_the_record_of_updates_is_not_changed_by_updates(bare: Workspace) -> None:
    do(bare, ALSO)
    record = set(bare.store.graph(RECORD))
    for text in (
        f"CLEAR GRAPH <{RECORD}>",
        f"DELETE WHERE {{ GRAPH <{RECORD}> {{ ?s ?p ?o }} }}",
        "DELETE WHERE { ?s owl:versionInfo '1' }",
    ):
        assert bare.update(text, by="Ana", why="hide it") is None
    assert set(bare.store.graph(RECORD)) == record
    assert bare.version == 1


def test_a_thing_without_identifier_gets_one_that_says_what_it_is(small: Workspace) -> None:
    text = HEAD + 'INSERT DATA { a:t a:has [ a:p "x" ; a:has [ a:p "y" ] ] }'
    made = do(small, text)
    assert not any("_:" in line for line in made.added)
    assert (
        small.store.query(HEAD + 'SELECT ?x { a:t a:has ?x . ?x a:has/a:p "y" }').rows()[0][0].startswith(NAMES.shared("node/"))
    )  # type: ignore[union-attr]
    assert small.update(text, by="Ana", why="again") is None


def test_a_thing_without_identifier_in_a_triple_that_is_spoken_of_gets_one_too(small: Workspace) -> None:
    text = HEAD + 'INSERT DATA { a:t a:says <<( _:x a:p "x" )>> . _:x a:q 1 }'
    made = do(small, text)
    assert not any("_:" in line for line in made.added)
    assert asked(small, "<http://a/t> <http://a/says> ?said . ?x <http://a/q> 1 FILTER(SUBJECT(?said) = ?x && ISIRI(?x))")
    assert small.update(text, by="Ana", why="again") is None


def test_blank_nodes_that_were_there_can_go_from_a_store_and_not_from_plain_files(small: Workspace, workspace: Workspace) -> None:
    do(small, HEAD + "DELETE WHERE { ?x a:b ?y }")
    assert not asked(small, "?x <http://a/b> ?y")
    with pytest.raises(QueryError) as caught:
        do(workspace, "DELETE { ?x a owl:Class } WHERE { ?x a owl:Class FILTER(isBlank(?x)) }")
    assert (caught.value.code, caught.value.exit_code) == ("T113", 4)
    assert workspace.history == ()


# ---- who, when, why


def test_the_version_grows_and_the_graph_says_who_when_and_why(workspace: Workspace) -> None:
    assert (workspace.version, workspace.history) == (0, ())
    made = do(workspace, ALSO, why="also said so")
    assert (made.version, made.time, made.by, made.why) == (1, "2026-01-02T03:04:05Z", "Ana", "also said so")
    assert workspace.version == 1
    assert asked(
        workspace,
        f'GRAPH <{RECORD}> {{ ?u a prov:Activity ; prov:endedAtTime "2026-01-02T03:04:05Z"^^xsd:dateTime ; '
        'dcterms:description "also said so" ; owl:versionInfo "1" ; prov:wasAssociatedWith [ skos:prefLabel "Ana" ] }',
    )
    do(workspace, ALSO.replace("Mega", "MEGA 2"))
    found = workspace.store.query(f"SELECT ?v {{ GRAPH <{RECORD}> {{ <{NAMES.shared('dataset')}> owl:versionInfo ?v }} }}")
    assert found.rows() == (("2",),)  # type: ignore[union-attr]
    assert workspace.validate().ok
    assert [one.version for one in workspace.history] == [1, 2]


@pytest.mark.parametrize(("by", "why"), [("", "why"), ("Ana", ""), (" ", "why"), ("Ana", "\t\n")])
def test_an_update_without_a_name_or_a_reason_is_refused(bare: Workspace, by: str, why: str) -> None:
    for use in (lambda: bare.update(ALSO, by=by, why=why), lambda: bare.undo(by=by, why=why)):
        with pytest.raises(UsageError) as caught:
            use()
        assert caught.value.code == "T112"
    assert bare.version == 0


def test_any_name_and_reason_are_written_as_they_are(bare: Workspace) -> None:
    why = 'line\nanother "quoted" \\ } . # <b> é 𝄞 \'; DROP ALL'
    for by in ("!!!", "José Ñ.", "a" * 500, "<script>"):
        made = bare.update(f'INSERT DATA {{ {MEGA} skos:altLabel "{abs(hash(by))}"@en }}', by=by, why=why)
        assert made is not None
    assert [one.by for one in open_workspace(bare.folder).history] == ["!!!", "José Ñ.", "a" * 500, "<script>"]
    assert {one.why for one in bare.history} == {why}
    assert bare.validate().ok


def test_nothing_to_change_is_none_and_no_version(workspace: Workspace) -> None:
    for text in ("", "# nothing", f"INSERT DATA {{ {MEGA} a mg:PilotProject }}", "DELETE DATA { mg:none a mg:None }"):
        assert workspace.update(text, by="Ana", why="a test") is None
    assert (workspace.version, workspace.history) == (0, ())
    assert not (workspace.source / "updates.jsonl").exists()


# ---- what would break a rule


def state(g: Workspace) -> tuple[object, ...]:
    log = g.source / "updates.jsonl"
    return everything(g), g.version, g.history, log.exists() and log.read_bytes()


def test_an_update_that_brings_a_violation_is_turned_away_and_leaves_nothing(workspace: Workspace) -> None:
    for before in (None, ALSO):
        if before:
            do(workspace, before)
        there = state(workspace)
        with pytest.raises(RejectedError) as caught:
            do(workspace, BREAKS)
        assert (caught.value.code, caught.value.exit_code) == ("T108", 1)
        assert "S01" in {finding.rule for finding in caught.value.found.findings}
        assert state(workspace) == there
    assert everything(open_workspace(workspace.folder)) == everything(workspace)
    with pytest.raises(RejectedError):  # and again: the guard has not taken it for done
        do(workspace, BREAKS)


def test_an_update_that_leaves_an_old_violation_passes(workspace: Workspace) -> None:
    path = workspace.source / "plans" / "metropolis-2019.yaml"
    head, mega, rest = path.read_text(encoding="utf-8").partition("- id: pilot-mega\n")
    path.write_text(head + mega + rest.replace("  parent: product-pilot-projects\n", "", 1), encoding="utf-8")
    assert not workspace.validate().ok
    do(workspace, ALSO)
    with pytest.raises(RejectedError):
        do(workspace, f"DELETE WHERE {{ {MEGA} mg:activityStatus ?any }}; DELETE WHERE {{ ?x mg:directPartOf ?any }}")
    assert workspace.version == 1


def test_an_update_that_mends_a_violation_passes_and_cannot_be_undone_into_it_unseen(small: Workspace) -> None:
    shape = "<http://a/x> <http://a/in> <http://a/g>"
    do(small, f"DELETE DATA {{ {shape} }}")
    assert not asked(small, shape)


# ---- the log, replayed


def test_a_new_process_has_the_same_graph_built_or_not(bare: Workspace) -> None:
    assert bare.build().ok
    do(bare, ALSO)
    do(bare, f'DELETE WHERE {{ {MEGA} skos:altLabel "Mega"@en }} ; INSERT DATA {{ {MEGA} skos:altLabel "01"@es , "x" }}')
    assert bare.fresh
    there = everything(bare)
    assert bare.dump(".nq") == there
    assert open_workspace(bare.folder).dump(".nq") == there
    (bare.source / ".metrograph" / "stamp").unlink()
    again = open_workspace(bare.folder)
    assert not again.fresh
    assert again.dump(".nq") == there
    assert again.build().ok
    assert everything(open_workspace(bare.folder)) == there


def test_a_build_that_was_not_fresh_is_not_called_fresh(bare: Workspace) -> None:
    do(bare, ALSO)
    assert not bare.fresh


def test_what_another_process_did_meanwhile_is_taken_up_first(bare: Workspace) -> None:
    assert bare.build().ok
    other = open_workspace(bare.folder)
    assert other.version == bare.version == 0
    do(other, ALSO)
    made = do(bare, ALSO.replace("Mega", "Mega 2"))
    assert made.version == 2
    assert len(read(bare, f'{MEGA} skos:altLabel "Mega"@en')) == 1
    assert bare.fresh
    assert everything(open_workspace(bare.folder)) == everything(bare)
    (bare.source / ".metrograph" / "stamp").unlink()
    assert open_workspace(bare.folder).dump(".nq") == everything(bare)


def test_one_process_at_a_time_updates_a_workspace(bare: Workspace) -> None:
    with alone(bare.source), pytest.raises(StoreError) as caught:
        do(bare, ALSO)
    assert caught.value.code == "T106"
    do(bare, ALSO)


@pytest.mark.parametrize("where", ["workspace", "stored"])
def test_a_log_that_cannot_be_written_leaves_nothing_changed(
    where: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    g: Workspace = request.getfixturevalue(where)
    there = everything(g)

    def full(*_: object) -> None:
        raise StoreError("T103", detail="No space left on device")

    for cls, name in ((UpdateLog, "append"), (LocalStore, "change")):
        with monkeypatch.context() as patch:
            patch.setattr(cls, name, full)
            with pytest.raises(StoreError):
                do(g, ALSO)
        assert (everything(g), g.version, g.history) == (there, 0, ())
    assert do(g, ALSO).version == 1


def test_a_store_open_for_reading_is_not_updated_and_nothing_is_logged(stored: Workspace) -> None:
    folder = stored.store.disk.path  # type: ignore[attr-defined]
    reader = open_workspace(store=str(folder))
    with pytest.raises(StoreError) as caught:
        do(reader, ALSO)
    assert caught.value.code == "T107"
    assert reader.history == stored.history == ()
    assert stored.version == 0


def test_a_store_takes_up_what_its_log_has_and_a_break_kept_from_it(stored: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(LocalStore, "change", killed)
        with pytest.raises(KeyboardInterrupt):
            do(stored, ALSO)
    assert (stored.version, len(stored.history)) == (0, 1)
    assert do(stored, ALSO.replace("Mega", "Mega 2")).version == 2
    assert asked(stored, f'{MEGA} skos:altLabel "Mega"@en , "Mega 2"@en')


def test_a_store_beside_a_workspace_leaves_the_workspace_alone(workspace: Workspace, tmp_path: Path) -> None:
    assert workspace.build().ok
    workspace.publish(str(tmp_path / "store"))
    there = workspace.dump(".nq")
    g = open_workspace(workspace.folder, store=str(tmp_path / "store"), writing=True)
    do(g, ALSO)
    assert open_workspace(workspace.folder).dump(".nq") == there
    assert open_workspace(workspace.folder).history == ()
    assert open_workspace(workspace.folder).fresh


def test_a_store_keeps_its_log_through_closing_and_begins_anew_with_a_rebuild(stored: Workspace) -> None:
    folder = stored.store.disk.path  # type: ignore[attr-defined]
    do(stored, ALSO)
    stored.store.close()  # type: ignore[attr-defined]
    again = open_workspace(store=str(folder), writing=True)
    assert (again.version, len(again.history)) == (1, 1)
    assert asked(again, f'{MEGA} skos:altLabel "Mega"@en')
    again.store.close()  # type: ignore[attr-defined]
    metrograph.open().publish(str(folder))
    rebuilt = open_workspace(store=str(folder), writing=True)
    assert (rebuilt.version, rebuilt.history) == (0, ())
    assert not asked(rebuilt, f'{MEGA} skos:altLabel "Mega"@en')
    with pytest.raises(UsageError) as caught:
        rebuilt.undo(by="Ana", why="too late")
    assert caught.value.code == "T111"
    assert do(rebuilt, ALSO).version == 1


def test_an_empty_store_is_updated_too(tmp_path: Path) -> None:
    """An empty store is false in the eyes of Python; it was once passed over."""
    g = open_workspace(store=str(tmp_path / "store"), writing=True)
    do(g, "INSERT DATA { mg:x rdfs:seeAlso mg:y }")
    g.store.close()  # type: ignore[attr-defined]
    assert asked(open_workspace(store=str(tmp_path / "store")), "mg:x rdfs:seeAlso mg:y")


# ---- taken back


@pytest.mark.parametrize("where", ["workspace", "stored"])
def test_an_update_is_taken_back_and_brought_back(where: str, request: pytest.FixtureRequest) -> None:
    g: Workspace = request.getfixturevalue(where)

    def content() -> bytes:
        return formats.write((quad for quad in g.store.graph("") if RECORD not in str(quad.graph_name)), ".nq", {})

    before = content()
    do(g, ALSO + f" ; DELETE WHERE {{ {MEGA} rdfs:seeAlso ?x }}")
    changed = content()
    undone = g.undo(by="Ben", why="no")
    assert undone is not None
    assert (undone.version, content()) == (2, before)
    redone = g.undo(by="Ana", why="yes")
    assert redone is not None
    assert (redone.version, content()) == (3, changed)
    assert [one.by for one in g.history] == ["Ana", "Ben", "Ana"]


def test_an_undo_that_would_break_a_rule_is_turned_away(workspace: Workspace) -> None:
    path = workspace.source / "plans" / "metropolis-2019.yaml"
    head, mega, rest = path.read_text(encoding="utf-8").partition("- id: pilot-mega\n")
    path.write_text(head + mega + rest.replace("  parent: product-pilot-projects\n", "", 1), encoding="utf-8")
    parent = f"<{NAMES.element('metropolis-2019', 'product-pilot-projects')}>"
    do(workspace, f"INSERT DATA {{ GRAPH <{PLAN}> {{ {MEGA} mg:directPartOf {parent} ; mg:partOf {parent} }} }}")
    there = everything(workspace)
    with pytest.raises(RejectedError):
        workspace.undo(by="Ana", why="a test")
    assert everything(workspace) == there


def test_literals_come_back_as_they_were_written(tmp_path: Path) -> None:
    (tmp_path / "n.nq").write_text('<http://a/s> <http://a/p> "01"^^<http://www.w3.org/2001/XMLSchema#integer> <http://a/g> .\n')
    metrograph.load(tmp_path / "n.nq").publish(str(tmp_path / "store"))
    g = open_workspace(store=str(tmp_path / "store"), writing=True)
    do(g, "DELETE WHERE { ?s <http://a/p> 1 }")
    assert g.undo(by="Ana", why="no")
    assert [quad.object.value for quad in g.store.graph("http://a/g")] == ["01"]  # type: ignore[union-attr]


def test_nothing_to_take_back_is_told(workspace: Workspace, small: Workspace) -> None:
    for g in (workspace, small):
        with pytest.raises(UsageError) as caught:
            g.undo(by="Ana", why="a test")
        assert caught.value.code == "T111"


# ---- what cannot be


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("INSERT DATA {\n mg:x mg:p }", None, 2),
        ("CLEAR ALL ;\nINSERT DATA { mg:x ;; }", None, 2),
        ("INSERT DATA { mg:x a mg:y } ;\n\n  DELET WHERE { ?s ?p ?o }", None, 3),
        ("INSERT DATA { mg:x a mg:y } ;\nINSERT DATA { foo:x a mg:y }", "Q102", 2),
        ("LOAD <http://127.0.0.1:9/x>", "Q105", 1),
        ("CLEAR DEFAULT ;\n LOAD SILENT <file:///etc/passwd>", "Q105", 2),
        ("DELETE { ?s ?p ?o }\nWHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "Q105", 2),
        ("SELECT * { ?s ?p ?o }", None, 1),
    ],
)
def test_a_wrong_update_is_told_with_line_and_column(bare: Workspace, text: str, code: str | None, line: int) -> None:
    with pytest.raises(QueryError) as caught:
        do(bare, text)
    assert (caught.value.exit_code, caught.value.place.line, caught.value.place.column > 0) == (4, line, True)
    assert code in (None, caught.value.code)
    assert text.split("\n")[line - 1] in caught.value.report()
    assert bare.version == 0


@pytest.mark.parametrize(
    "row",
    [
        "{", "[]", "null", "{}", "\x00", "[" * 100_000, '{"version": 1}',
        *(json.dumps({"version": 1, "time": "2026-01-02T03:04:05Z", "by": "a", "why": "b", "text": "", "removed": [], "added": [], **bad})
          for bad in ({"version": 0}, {"version": "1"}, {"version": True}, {"time": "yesterday"}, {"by": 1}, {"more": 1},
                      {"removed": ["no quad"]}, {"added": [1]}, {"added": "x"}, {"text": None})),
    ],
)  # fmt: skip
def test_a_damaged_line_of_the_log_is_told_with_its_number(bare: Workspace, row: str) -> None:
    do(bare, ALSO)
    path = bare.source / "updates.jsonl"
    with path.open("a", encoding="utf-8") as log:
        log.write(row + "\n")
    for use in (lambda: bare.history, lambda: open_workspace(bare.folder).quads, lambda: do(bare, ALSO + ";")):
        with pytest.raises(RecordError) as caught:
            use()
        assert (caught.value.code, caught.value.place.path, caught.value.place.line) == ("R141", str(path), 2)


def test_operations_keep_their_place_and_their_prefixes() -> None:
    text = "PREFIX a: <urn:a;b#>\nINSERT DATA { a:x a:y ';' } ;\nINSERT DATA { a:z a:y 1 };\nPREFIX b: <urn:b>\nDELETE WHERE { ?s ?p b:o ; ?q 2 }"
    parts = list(operations(text))
    assert [len(part) <= len(text) for part in parts] == [True, True]
    assert parts[0] == text[: parts[0].rindex("}") + 1]
    assert parts[1].split("\n")[0] == "PREFIX a: <urn:a;b#>"
    assert parts[1].split("\n")[3:] == ["PREFIX b: <urn:b>", "DELETE WHERE { ?s ?p b:o ; ?q 2 }"]
    assert "INSERT" not in parts[1]
    for strange in ("", ";", ";;;", "}", "{;", "PREFIX", "' ; ", "# ;", "\n;\n"):
        assert all(len(part) <= len(strange) for part in operations(strange))


def test_the_desk_over_the_packaged_plan_is_updated_in_memory_alone() -> None:
    g = metrograph.open()
    do(g, ALSO)
    assert (g.version, len(g.history), metrograph.open().history) == (1, 1, ())
    assert not asked(metrograph.open(), f'{MEGA} skos:altLabel "Mega"@en')


Check = Callable[[], object]


def test_errors_of_updates_speak_three_languages(workspace: Workspace) -> None:
    uses: list[Check] = [
        lambda: do(workspace, BREAKS),
        lambda: do(workspace, "CLEAR GRAPH <http://a/none>"),
        lambda: workspace.undo("a", "b"),
    ]
    for use in uses:
        with pytest.raises(MetroGraphError) as caught:
            use()
        assert len({caught.value.report(lang) for lang in ("en", "fr", "es")}) == 3


def test_a_store_without_a_log_tells_of_its_updates_from_the_graph() -> None:
    g = Workspace(None, LocalStore.memory())
    g.update('INSERT DATA { id:theme-x skos:prefLabel "x"@en }', by="Ana", why="first", now=datetime(2026, 1, 2, tzinfo=UTC))
    (told,) = g.history
    assert (told.version, told.by, told.why, told.time) == (1, "Ana", "first", "2026-01-02T00:00:00Z")
