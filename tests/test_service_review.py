"""Decisions over HTTP: with a token, shown at once, noted in the log, and never over somebody else's."""

import json

import pytest
from tests.service import Running

from metrograph.workspace import create, open_workspace


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("review")
    create(folder / "plans")
    with Running("--workspace", folder / "plans", token=True, folder=folder) as running:
        yield running, folder / "plans"


def decide(running, token=True, **values):
    return running.ask("POST", "/api/alignments/review", json.dumps(values), token=token, Content_Type="application/json")


def test_a_decision_needs_a_token(desk):
    running, folder = desk
    answer = decide(
        running, token=False, item="metropolis-2019/pilot-mega", sdg="7", decision="accept", reason="the pilot's own name"
    )
    assert (answer.status, answer.headers["WWW-Authenticate"][:6]) == (401, "Bearer")
    assert not (folder / "reviews.jsonl").exists()


def test_a_decision_is_shown_at_once_and_noted_with_the_name_of_the_token(desk):
    running, folder = desk
    answer = decide(running, item="metropolis-2019/pilot-mega", sdg="7", decision="accept", reason="the pilot's own name")
    assert answer.status == 201, answer.text
    assert running.get(answer.headers["Location"]).status == 200
    line = json.loads((folder / "reviews.jsonl").read_text().splitlines()[-1])
    assert (line["reviewer"], line["decision"]) == ("Ana", "accepted")
    assert "Ana" in running.get("/api/questions/decisions.csv").text
    assert open_workspace(folder).records.reviews[-1].reviewer == "Ana"


def test_a_decision_that_another_made_meanwhile_is_told(desk):
    running, _ = desk
    first = decide(running, item="metropolis-2019/pilot-mega", sdg="7.2", decision="reject", reason="not in the text")
    where = first.headers["Location"]
    seen = running.get(where).json["expected"]
    assert (
        decide(running, item="metropolis-2019/pilot-mega", sdg="7.2", decision="accept", reason="it is", expected=seen).status
        == 201
    )
    late = decide(running, item="metropolis-2019/pilot-mega", sdg="7.2", decision="reject", reason="no", expected=seen)
    assert (late.status, late.json["code"]) == (409, "W423")
    assert "Ana" in late.json["title"] + late.json["detail"]


def test_a_decision_is_taken_back(desk):
    running, _ = desk
    assert decide(running, item="metropolis-2019/pilot-mega", sdg="7", decision="undo").status == 201


def test_a_decision_that_cannot_be_taken_changes_nothing(desk):
    running, folder = desk
    before = (folder / "reviews.jsonl").read_text()
    for values in ({"item": "nobody", "sdg": "7", "decision": "accept"}, {"item": "metropolis-2019/pilot-mega", "sdg": "99", "decision": "accept"},
                   {"item": "metropolis-2019/pilot-mega", "sdg": "7", "decision": "perhaps"}, {}):  # fmt: skip
        assert 400 <= decide(running, **values).status < 500
    assert (folder / "reviews.jsonl").read_text() == before
