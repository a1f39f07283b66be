"""Who decides on the links of one plan tries every door of a real service for another plan; nothing is written, and pages say why."""

import json
import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from tests.service import TOKEN, Answer, Running
from tests.signed_in import BROWSER, FORM, csrf_of, post, sign_in
from tests.two_plans import EVA, GRANTED, LUC, MINE, THEIRS, two_plans

INSERT = "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }"
TURTLE = "<urn:s> <urn:p> 1 ."


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("granted")
    two_plans(folder / "desk")
    grants(folder, GRANTED + f"Ida:{EVA}-ida:review south-2052\n")
    return folder


@pytest.fixture(scope="module")
def service(place: Path) -> Iterator[Running]:
    with Running("--workspace", place / "desk", "--token-file", place / "tokens") as running:
        yield running


def grants(place: Path, lines: str) -> None:
    path = place / "tokens"
    path.write_text(f"Ana:{TOKEN}\n{lines}")
    path.chmod(0o600)


def log(place: Path) -> list[dict[str, str]]:
    path = place / "desk" / "reviews.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def bearer(service: Running, method: str, path: str, body: str, media: str, token: str = EVA, **more: str) -> Answer:
    return service.ask(method, path, body, Authorization=f"Bearer {token}", Content_Type=media, **more)


def decision(service: Running, plan: str, token: str = EVA, path: str = "/api/alignments/review", **more: str) -> Answer:
    sent = json.dumps({"item": f"{plan}/pilot-mega", "sdg": "7", "decision": "comment", "reason": "so it is", **more})
    return bearer(service, "POST", path, sent, "application/json", token)


def version(service: Running) -> str:
    return str(service.get("/plan").headers["ETag"])


# ---- doors


CHANGES = (
    ("POST", "/update", INSERT, "application/sparql-update"),
    ("POST", "/update", urlencode({"update": INSERT}), "application/x-www-form-urlencoded"),
    ("PUT", "/store?graph=urn:g", TURTLE, "text/turtle"),
    ("POST", "/store?default", TURTLE, "text/turtle"),
    ("PATCH", "/store?graph=urn:g", "INSERT DATA { <urn:s> <urn:p> 1 }", "application/sparql-update"),
    ("DELETE", "/store?graph=https://w3id.org/metrograph/graph/reviews", "", "text/turtle"),
    ("PUT", "/store/x", TURTLE, "text/turtle"),
)


def test_who_decides_on_links_changes_the_graph_in_no_other_way(service: Running, place: Path) -> None:
    before = version(service)
    for token in (EVA, LUC):
        for method, path, text, media in CHANGES:
            answer = bearer(service, method, path, text, media, token)
            assert (answer.status, answer.json["code"]) == (403, "B142"), (method, path)
    assert version(service) == before
    assert not (place / "desk" / "updates.jsonl").exists()


def test_each_decides_over_the_api_where_the_line_of_the_file_says(service: Running, place: Path) -> None:
    before = log(place)
    found = {
        (who, plan): decision(service, plan, token).status
        for who, token in (("eva", EVA), ("luc", LUC), ("ana", TOKEN))
        for plan in (MINE, THEIRS)
    }
    assert [pair for pair, status in found.items() if status != 201] == [("eva", THEIRS)]
    assert set(found.values()) == {201, 403}
    assert [(line["reviewer"], line["plan"]) for line in log(place)[len(before) :]] == [
        ("Eva Lind", MINE), ("Luc Petit", MINE), ("Luc Petit", THEIRS), ("Ana", MINE), ("Ana", THEIRS),
    ]  # fmt: skip


def test_nobody_sends_a_right_along(service: Running, place: Path) -> None:
    before = log(place)
    for field in ("grant=edit", "by=Ana", f"plan={THEIRS}", "plans=all"):
        assert decision(service, THEIRS, path=f"/api/alignments/review?{field}").status == 400
    assert decision(service, THEIRS, grant="edit").status == 400, "no field of that name"
    assert decision(service, THEIRS, plans="all").status == 400
    cookie = sign_in(service, EVA)
    form = {
        "csrf": csrf_of(service, cookie),
        "item": f"{THEIRS}/pilot-mega",
        "sdg": "7",
        "decision": "comment",
        "reason": "x",
        "expected": "0",
    }
    for more in ({"grant": "edit"}, {"by": "Ana"}, {"plans": THEIRS}, {"plan": MINE}, {"name": "Ana"}, {"link": "0"}):
        assert post(service, "/review?grant=edit", cookie, **form, **more).status == 403, more
    twice = urlencode([*form.items(), ("item", f"{MINE}/pilot-mega"), ("item", f"{THEIRS}/pilot-mega")])
    assert service.ask("POST", "/review", twice, Cookie=cookie, **FORM, **BROWSER).status == 403
    assert log(place) == before


def test_a_form_for_a_link_of_another_plan_is_refused_with_the_reason_and_the_words_are_kept(
    service: Running, place: Path
) -> None:
    assert decision(service, THEIRS, TOKEN, decision="accept").status == 201
    ana, eva, before = sign_in(service), sign_in(service, EVA), log(place)
    page = service.get("/review?state=all&goal=7", Cookie=ana, **BROWSER).text
    forms = re.findall(r'<form method="post".*?</form>', page, re.DOTALL)
    hidden = (dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', unescape(form))) for form in forms)
    form = next(one for one in hidden if one["item"].startswith(THEIRS)) | {"csrf": csrf_of(service, eva)}
    for lang, words in (("en", "whoever runs"), ("fr", "qui gère"), ("es", "quien administra")):
        for act in ("accept", "reject", "comment", "undo"):
            answer = post(service, f"/review?lang={lang}", eva, **form, decision=act, reason="my <b>words</b>")
            assert answer.status == 403
            assert all(word in answer.text for word in (words, THEIRS, "B141"))
            assert '<button class="primary" name="decision"' not in answer.text
    assert log(place) == before


def test_a_session_loses_its_right_when_the_file_does(service: Running, place: Path) -> None:
    eva, before = sign_in(service, EVA), log(place)
    form = {
        "csrf": csrf_of(service, eva),
        "item": f"{MINE}/pilot-mega",
        "sdg": "7.2",
        "decision": "comment",
        "reason": "x",
        "expected": "0",
    }
    assert post(service, "/review", eva, **form).status == 303
    grants(place, f"Eva Lind:{EVA}:review {THEIRS}\n")
    time.sleep(1.2)
    assert post(service, "/review", eva, **form).status == 403
    assert "Signed in as Eva Lind" in service.get("/review", Cookie=eva, **BROWSER).text
    grants(place, f"Eva Lind:{EVA}:no such role\n")
    time.sleep(1.2)
    assert post(service, "/review", eva, **form).status == 401
    assert decision(service, MINE).status == 503, "a line that cannot be read opens nothing"
    grants(place, GRANTED)
    time.sleep(1.2)
    assert decision(service, MINE).status == 201
    assert "B143" in service.said()
    assert len(log(place)) == len(before) + 2


def test_a_right_on_a_plan_that_is_not_there_is_told_at_the_start_and_stops_nothing(service: Running) -> None:
    told = [line["event"] for line in service.lines() if "B144" in line.get("event", "")]
    assert len(told) == 1
    assert all(word in told[0] for word in ("Ida", "south-2052", THEIRS))


# ---- pages


def test_the_queue_shows_ones_own_plans_first_and_all_of_them_when_asked(service: Running) -> None:
    eva = sign_in(service, EVA)

    def sees(path: str) -> str:
        return service.get(path, Cookie=eva, **BROWSER).text

    own = sees("/review?lang=en")
    assert f"id/{MINE}/pilot-mega" in own
    assert f"id/{THEIRS}/pilot-mega" not in own
    assert "You decide on the links of: Plan of the North (north-2024)." in own
    assert re.search(r'<option value="">my plans</option>\s*<option value="all">all plans \(\d+\)', own)
    every = sees("/review?lang=en&plan=all")
    theirs = re.search(rf"<article(?:(?!</article>).)*?id/{THEIRS}/pilot-mega.*?</article>", every, re.DOTALL)
    assert theirs
    assert "this link stands in Plan of the South (south-2025), which you do not review" in theirs[0]
    assert 'name="decision"' not in theirs[0]
    assert 'name="decision"' in every
    anybody = service.get("/review?lang=en").text
    assert f"id/{THEIRS}/pilot-mega" in anybody


@pytest.mark.parametrize(("lang", "words"), [("en", "To decide:"), ("fr", "À décider\u00a0:"), ("es", "Por decidir:")])
def test_what_waits_is_counted_for_each_plan_of_ones_own(service: Running, lang: str, words: str) -> None:
    ana, eva = sign_in(service), sign_in(service, EVA)
    for path, cookie, plans in (("/", eva, 1), ("/", ana, 2), ("/review", ana, 2)):
        page = service.get(f"{path}?lang={lang}", Cookie=cookie, **BROWSER).text
        todo = re.search(r'<p class="todo">.*?</p>', page, re.DOTALL)
        assert todo
        assert words in todo[0]
        assert todo[0].count("Plan of the") == plans
        for number, where in zip(
            re.findall(r">(\d+) (?:in|dans|en) ", todo[0]), re.findall(r'href="([^"]+)"', todo[0]), strict=True
        ):
            shown = service.get(f"{unescape(where)}&lang=en", Cookie=cookie, **BROWSER).text
            assert f'id="queue">{number} link' in shown
    assert '<p class="todo">' not in service.get("/").text
