"""Decisions over the API: taken by whom the token names, never over the head of somebody else, undone, told."""

import json
from typing import Any

import pytest
from tests.test_api import ask, body, code

from metrograph.review import Choice
from metrograph.serve.asked import Reply
from metrograph.workspace import Workspace

LINK = {"item": "pilot-mega", "sdg": "7"}


def review(desk: Workspace, sent: Any, by: str = "Ana Ruiz", **more: Any) -> Reply:
    given = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    more = {"grant": "edit", **more}
    return ask(desk, "review", body=given, media="application/json", by=by, method="POST", **more)


def standing(desk: Workspace) -> dict[str, Any]:
    row = next(row for row in body(ask(desk, "alignments", ("item", "pilot-mega")))["rows"] if row["sdg"] == "7")
    found: dict[str, Any] = body(ask(desk, "alignment", path={"id": row["id"]}))
    return found


def test_a_decision_is_taken_and_told(workspace: Workspace) -> None:
    before = standing(workspace)
    reply = review(workspace, {**LINK, "decision": "reject", "reason": "no energy here", "expected": before["expected"]})
    assert reply.status == 201
    assert dict(reply.headers)["Location"] == f"http://127.0.0.1:8000/api/alignments/{before['id']}"
    found = body(reply)
    assert [(one["decision"], one["by"], one["reason"]) for one in found["reviews"]] == [
        ("rejected", "Ana Ruiz", "no energy here")
    ]
    assert found["alignment"]["status"] == "rejected"
    after = standing(workspace)
    assert (after["status"], after["expected"]) == ("rejected", 1)
    assert after["reviews"][0]["by"] == "Ana Ruiz"
    rows = body(ask(workspace, "reviews"))["rows"]
    assert [(row["reviewer"], row["sdg"]) for row in rows] == [("Ana Ruiz", "7")]


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_a_decision_over_that_of_another_is_refused_with_who_and_when(lang: str, workspace: Workspace) -> None:
    seen = standing(workspace)["expected"]
    taken = body(review(workspace, {**LINK, "decision": "accept", "expected": seen}, by="Luc Petit"))["reviews"][0]
    late = review(workspace, {**LINK, "decision": "reject", "expected": seen}, lang=lang)
    assert code(late) == (409, "W423")
    told = body(late)
    assert "Luc Petit" in told["title"]
    assert taken["time"] in told["title"]
    assert standing(workspace)["status"] == "accepted"
    assert review(workspace, {**LINK, "decision": "reject", "expected": seen + 1}).status == 201


def test_a_decision_of_the_command_line_counts_too(workspace: Workspace) -> None:
    standing(workspace)
    Workspace(workspace.folder).review([Choice(**LINK, decision="accept")], by="Eva")
    assert code(review(workspace, {**LINK, "decision": "reject", "expected": 0})) == (409, "W423")


def test_a_comment_goes_over_nobodys_head_and_is_told_beside_the_decisions(workspace: Workspace) -> None:
    review(workspace, {**LINK, "decision": "accept"}, by="Luc Petit")
    sent = {**LINK, "decision": "comment", "reason": "ask the unit", "expected": 0}
    made = review(workspace, sent)
    assert (made.status, body(made)["reviews"][0]["decision"]) == (201, "comment")
    now = standing(workspace)
    assert (now["expected"], [(one["by"], one["text"], one["undone"]) for one in now["comments"]]) == (
        1,
        [("Ana Ruiz", "ask the unit", None)],
    )
    rows = body(ask(workspace, "reviews"))["rows"]
    assert [(row["reviewer"], row["decision"], row["reason"]) for row in rows] == [
        ("Luc Petit", "accepted", None),
        ("Ana Ruiz", "comment", "ask the unit"),
    ]
    back = {**LINK, "decision": "undo", "undoes": now["comments"][0]["time"], "expected": 0}
    assert code(review(workspace, back, by="Luc Petit"))[1] == "V109"
    assert review(workspace, back).status == 201
    assert standing(workspace)["comments"][0]["undone"]
    assert standing(workspace)["status"] == "accepted"


def test_a_link_can_be_moved_to_another_target_and_the_decision_undone(workspace: Workspace) -> None:
    moved = body(review(workspace, {**LINK, "decision": "change", "change_to": "7.3", "reason": "efficiency"}))
    assert [(one["sdg"], one["decision"]) for one in moved["reviews"]] == [("7", "superseded"), ("7.3", "accepted")]
    assert standing(workspace)["status"] == "superseded"
    undone = body(review(workspace, {**LINK, "decision": "undo"}))
    assert undone["alignment"]["status"] == "accepted"
    assert len(undone["reviews"]) == 2


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, (400, "W412")),
        ([], (400, "W417")),
        ({**LINK}, (400, "W412")),
        ({**LINK, "decision": "aprove"}, (400, "V104")),
        ({"item": "nobody", "sdg": "7", "decision": "accept"}, (400, "V101")),
        ({"item": "pilot-mega", "sdg": "99", "decision": "accept"}, (400, "V101")),
        ({**LINK, "decision": "change"}, (400, "V106")),
        ({**LINK, "decision": "change", "change_to": "7.99"}, (400, "R116")),
        ({**LINK, "decision": "change", "strength": "strong"}, (400, "R113")),
        ({**LINK, "decision": "undo"}, (400, "V102")),
        ({**LINK, "decision": "accept", "expected": "0"}, (400, "W417")),
        ({**LINK, "decision": "accept", "expected": True}, (400, "W417")),
        ({**LINK, "decision": "accept", "expected": -1}, (400, "W417")),
        ({**LINK, "decision": "accept", "reason": 5}, (400, "W417")),
        ({**LINK, "decision": "accept", "reason": "x" * 5000}, (413, "W413")),
        ({**LINK, "decision": "accept", "by": "somebody else"}, (400, "W410")),
        (b'{"item": "pilot-mega", "item": "x"}', (400, "W411")),
        (b'{"item": "\\udfff"}', (400, "W414")),
        (b"", (400, "W416")),
        (b"[" * 1_000_000, (400, "W405")),
    ],
)
def test_a_decision_that_cannot_be_is_told_and_nothing_is_written(sent: Any, told: tuple[int, str], workspace: Workspace) -> None:
    assert code(review(workspace, sent)) == told
    assert workspace.folder
    assert not (workspace.folder / "reviews.jsonl").exists() or not (workspace.folder / "reviews.jsonl").read_text()


def test_nobody_decides_without_a_name(workspace: Workspace) -> None:
    assert code(review(workspace, {**LINK, "decision": "accept"}, by="")) == (400, "V103")


def test_the_packaged_plan_takes_no_decision(desk: Workspace) -> None:
    assert code(review(desk, {**LINK, "decision": "accept"})) == (400, "U109")
