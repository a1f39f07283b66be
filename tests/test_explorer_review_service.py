"""Decisions by the forms of pages at a real service: shown at once everywhere, undone, and never over somebody else's."""

import re
from pathlib import Path

import pytest
from tests.service import TOKEN, Running
from tests.signed_in import BROWSER, FORM, WRONG, Ana, lines, post


def status(service: Running, sdg: str) -> str:
    query = f"SELECT ?s {{ ?a mg:alignmentOf <https://w3id.org/metrograph/id/metropolis-2019/pilot-mega> ; mg:alignedTo sdg:{sdg} ; mg:alignmentStatus ?s }}"
    return str(
        service.query(query.replace("sdg:" + sdg, f"<http://metadata.un.org/sdg/{sdg}>"), "text/csv").text.split()[-1]
    ).rpartition("#")[2]


def test_a_decision_is_shown_at_once_in_queue_graph_log_and_pilots(ana: Ana, place: Path) -> None:
    answer = ana.decides("reject", reason="energy is\r\nonly named")
    link = ana.form()["link"]
    assert (answer.status, answer.headers["Location"]) == (303, f"/review?state=all&goal=7&done={link}#link-{link}")
    assert lines(place)[-1] | {"reviewer": "Ana", "decision": "rejected", "reason": "energy is\nonly named"} == lines(place)[-1]
    assert status(ana.service, "7") == "rejected"
    after = ana.sees(answer.headers["Location"].partition("#")[0])
    assert after.index("Just decided") < after.index("only named") < after.index('class="filters')
    assert after.count(f'id="link-{link}"') == 1
    assert "only named" in ana.sees("/review/log")
    assert "only named" in ana.service.get("/review/log?table=decisions").text
    assert "only named" in ana.service.get("/api/reviews").text
    pilots = ana.service.get("/api/questions/pilot-alignments.csv?pilot=pilot-mega").text
    assert "reject" in pilots


def test_an_undo_restores_what_was_there(ana: Ana, place: Path) -> None:
    before = status(ana.service, "7.2")
    page = re.sub(r'value="[^"]*"|<li.*?</li>', "", ana.sees("/review?goal=7&state=waiting"))
    assert ana.decides("reject", ana.form("7.2"), reason="no").status == 303
    assert status(ana.service, "7.2") == "rejected"
    assert ana.decides("undo", ana.form("7.2")).status == 303
    assert status(ana.service, "7.2") == before
    again = ana.sees("/review?goal=7&state=waiting")
    assert 'id="link-' in again
    assert again.count("<article") == page.count("<article")
    assert lines(place)[-1]["undoes"]


def test_a_change_puts_another_target_in_its_place_and_an_undo_takes_both_back(ana: Ana) -> None:
    assert ana.decides("change", ana.form("7.3"), change_to="12.2", strength="direct", reason="it is about plans").status == 303
    assert (status(ana.service, "7.3"), status(ana.service, "12.2")) == ("superseded", "accepted")
    assert ana.decides("undo", ana.form("7.3")).status == 303
    assert status(ana.service, "7.3") == "accepted"
    assert status(ana.service, "12.2") != "accepted"


def test_the_second_of_two_tabs_changes_nothing_and_is_told_who_was_faster(ana: Ana, service: Running, place: Path) -> None:
    other = Ana(service)
    mine, theirs = ana.form("7.2"), other.form("7.2")
    assert ana.decides("accept", mine, reason="the name says so").status == 303
    before = lines(place)
    late = other.decides("reject", theirs, reason="I typed <b>this</b>")
    assert late.status == 409
    assert lines(place) == before
    assert "the name says so" in late.text
    assert "I typed &lt;b&gt;this&lt;/b&gt;" in late.text
    assert "Ana" in late.text
    assert f'name="expected" value="{int(theirs["expected"]) + 1}"' in late.text
    assert f'name="csrf" value="{other.csrf}"' in late.text
    assert ana.decides("undo", ana.form("7.2")).status == 303


@pytest.mark.parametrize(
    ("decision", "fields", "status", "code"),
    [
        ("reject", {}, 422, "W630"),
        ("reject", {"reason": " \r\n "}, 422, "W630"),
        ("change", {}, 422, "W632"),
        ("change", {"change_to": "7"}, 422, "W632"),
        ("change", {"change_to": "99"}, 422, "W633"),
        ("change", {"change_to": "<script>alert(1)</script>"}, 422, "W633"),
        ("change", {"strength": "strong"}, 422, "W602"),
        ("acept", {}, 422, "W631"),
        ("", {}, 422, "W631"),
        ("accept", {"expected": ""}, 422, "W417"),
        ("accept", {"expected": "-1"}, 422, "W417"),
        ("accept", {"expected": "٣"}, 422, "W417"),
        ("accept", {"reason": "x" * 4001}, 413, "W413"),
        ("accept", {"item": "no-such-item"}, 404, "W634"),
        ("accept", {"sdg": "99"}, 404, "W634"),
        ("accept", {"item": "../../etc/passwd"}, 404, "W634"),
    ],
)
def test_what_cannot_be_decided_is_told_and_changes_nothing(
    ana: Ana, place: Path, decision: str, fields: dict[str, str], status: int, code: str
) -> None:
    before = lines(place)
    answer = ana.decides(decision, **fields)
    assert (answer.status, answer.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert code in answer.text
    assert 'role="alert"' in answer.text
    assert "<script>alert" not in answer.text
    assert lines(place) == before


def test_a_program_gets_a_problem_document_and_needs_no_form(ana: Ana, place: Path) -> None:
    form = ana.form()
    body = "&".join(f"{name}={form[name]}" for name in ("item", "sdg", "expected")) + "&decision=reject"
    answer = ana.service.ask("POST", "/review", body, token=True, **FORM)
    assert (answer.status, answer.json["code"]) == (422, "W630")
    assert answer.headers["Content-Type"] == "application/problem+json"
    other = ana.service.ask("POST", "/review", "{}", token=True, Content_Type="application/json")
    assert (other.status, other.json["code"]) == (415, "W415")


def test_a_session_that_is_over_loses_nothing(ana: Ana, place: Path) -> None:
    before = lines(place)
    form = ana.form("7.3")
    answer = post(
        ana.service,
        "/review",
        f"metrograph-session-{ana.service.port}=gone",
        **form,
        decision="reject",
        reason='a long "reason" & more',
    )
    assert answer.status == 401
    assert "a long &#34;reason&#34; &amp; more" in answer.text
    assert 'name="token" type="password"' in answer.text
    assert lines(place) == before
    wrong = post(ana.service, "/review", **form, decision="reject", reason="kept", token=WRONG)
    assert (wrong.status, "kept" in wrong.text, "wrong-wrong" in wrong.text) == (401, True, False)
    again = post(ana.service, "/review", **form, decision="reject", reason="kept", token=TOKEN)
    assert again.status == 303
    assert "HttpOnly; SameSite=Strict" in again.headers["Set-Cookie"]
    assert lines(place)[-1]["reason"] == "kept"
    cookie = again.headers["Set-Cookie"].partition(";")[0]
    assert "Signed in as Ana" in ana.service.get("/review", Cookie=cookie, **BROWSER).text
    assert ana.decides("undo", ana.form("7.3")).status == 303


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "\u202eabc", "&lt;b&gt;", "'; DROP ALL"]
)
def test_hostile_reasons_are_shown_as_they_were_typed(ana: Ana, place: Path, text: str) -> None:
    assert ana.decides("accept", ana.form("7.3"), reason=text).status == 303
    assert lines(place)[-1]["reason"] == text
    page = ana.sees("/review?state=all&goal=7") + ana.sees("/review/log")
    assert "<script>alert" not in page
    assert "<img" not in page
    assert ana.decides("undo", ana.form("7.3")).status == 303


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example/", "/\\evil.example", "/a\r\nSet-Cookie: a=b", "javascript:alert(1)"]
)
def test_a_decision_leads_nowhere_else(ana: Ana, to: str) -> None:
    answer = ana.decides("accept", ana.form("7.3"), next=to)
    assert answer.status == 303
    assert re.fullmatch(r"/\?done=[0-9a-f]{16}#link-[0-9a-f]{16}", answer.headers["Location"])
    assert "Set-Cookie" not in answer.headers
    assert ana.decides("undo", ana.form("7.3")).status == 303


def test_a_form_that_is_too_long_is_refused(ana: Ana) -> None:
    assert ana.decides("accept", reason="x" * 70_000).status == 413


def test_the_forms_stand_on_the_page_of_an_item_too(ana: Ana) -> None:
    path = "/id/metropolis-2019/pilot-mega"
    if "data-decide" not in ana.sees(path):
        pytest.skip("the page of a pilot has no cards yet")
    form = ana.form("7.3", path)
    assert form["next"] == path
    answer = ana.decides("accept", form)
    assert answer.headers["Location"].startswith(f"{path}?done=")
    assert ana.decides("undo", ana.form("7.3", path)).status == 303
