"""The pages of review over the packaged plan: what waits, in which order, for whom, in three languages."""

import re
from dataclasses import replace
from typing import Any

import pytest

from metrograph.errors import RequestError
from metrograph.explorer.review import LONG, Fault, again_page, log_page, review_page, targets
from metrograph.explorer.review_queue import Waiting, queue_of
from metrograph.explorer.view import View
from metrograph.review import Choice
from metrograph.words import LANGUAGES
from metrograph.workspace import Workspace

WAITING = Waiting("x", "x", "p/a", "7", "proposed", False, None, frozenset(), "", "", frozenset(), frozenset(), frozenset())


def view(desk: Workspace, lang: str = "en", person: str = "Ana", **fields: str) -> View:
    csrf = "the-form" if person else ""
    return View.of(desk, lang=lang, inside="review", fields=tuple(fields.items()), person=person, csrf=csrf, writing=True)


def html(desk: Workspace, lang: str = "en", person: str = "Ana", **fields: str) -> str:
    seen = view(desk, lang, person, **fields)
    return review_page(seen).html(seen.frame())


def codes(desk: Workspace, **fields: str) -> list[str]:
    cards: Any = review_page(view(desk, **fields)).values["cards"]
    return [card.sdg for card in cards]


def test_the_most_uncertain_comes_first() -> None:
    sure, unsure, unknown = (replace(WAITING, confidence=share) for share in (0.97, 0.55, None))
    accepted = replace(unsure, status="accepted")
    direct = replace(unsure, direct=True)
    assert sorted([accepted, unknown, sure, unsure, direct], key=lambda one: one.order) == [
        direct,
        unsure,
        sure,
        unknown,
        accepted,
    ]


def test_links_come_by_pages_and_each_once(desk: Workspace) -> None:
    total = len(queue_of(desk))
    seen = [card.iri for page in range(1, total // LONG + 2) for card in review_page(view(desk, page=str(page))).values["cards"]]  # type: ignore[attr-defined]
    assert len(seen) == len(set(seen)) == total
    assert f"1–{LONG} of {total}" in html(desk)


def test_a_filter_leaves_what_fits(desk: Workspace) -> None:
    assert codes(desk, goal="7") == ["7", "7.2", "7.3"]
    assert codes(desk, goal="7", kind="PilotProject", line="metropolis-2019/line-knowledge-implementation")
    assert codes(desk, state="decided") == codes(desk, state="mine") == []
    assert codes(desk, **{"from": "40", "to": "60"}) == [], "links of people have no confidence"


@pytest.mark.parametrize(
    "fields", [{"goal": "99"}, {"state": "x"}, {"page": "-1"}, {"from": "101"}, {"kind": "<b>"}, {"plan": "'"}]
)
def test_a_filter_that_cannot_be_is_told(desk: Workspace, fields: dict[str, str]) -> None:
    with pytest.raises(RequestError):
        review_page(view(desk, **fields))


def test_a_page_beyond_the_last_is_the_last(desk: Workspace) -> None:
    assert codes(desk, page="999")


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "0 of 136 decided"), ("fr", "0 sur 136 décidés"), ("es", "0 de 136 decididos")]
)
def test_the_queue_speaks_three_languages(desk: Workspace, lang: str, words: str) -> None:
    text = html(desk, lang)
    assert words in text
    assert not re.search(r"review\.[a-z]|decide\.[a-z]+[^a-z(]|keys\.", re.sub(r"<[^>]*>", "", text))


def test_only_who_is_signed_in_has_forms(desk: Workspace) -> None:
    assert html(desk).count('value="the-form"') == 2 * LONG + 1
    alone = html(desk, person="", goal="7")
    assert "<textarea" not in alone
    assert 'href="/session?next=/review%3Fgoal%3D7"' in alone
    reading = View.of(desk, inside="review")
    assert "/session" not in review_page(reading).html(reading.frame())


def test_each_form_says_which_link_its_person_saw(desk: Workspace) -> None:
    text = html(desk, goal="7", done="x", lang="fr")
    form = text[text.index("<form method") : text.index("</form>", text.index("<form method"))]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    assert fields["item"] == "metropolis-2019/pilot-mega"
    assert (fields["sdg"], fields["expected"], fields["next"]) == ("7", "0", "/review?goal=7")


def test_the_targets_to_choose_from_are_all_there_in_their_order(desk: Workspace) -> None:
    found = targets(view(desk, "es"))
    assert len(found) == 186
    assert [code for code, _ in found][:3] == ["1", "1.1", "1.2"]
    assert html(desk, goal="7").count("<option value=") > 186
    assert "<datalist" not in html(desk, person="")


def test_what_was_decided_leaves_the_queue_and_an_undo_brings_it_back(workspace: Workspace) -> None:
    before = [one.order for one in queue_of(workspace)]
    workspace.review([Choice("pilot-mega", "7", "accept", reason="it says energy")], "Ana")
    one = next(one for one in queue_of(workspace) if one.by)
    assert (one.by, one.sdg, one.waits) == ("Ana", "7", False)
    assert codes(workspace, goal="7") == ["7.2", "7.3"]
    assert codes(workspace, goal="7", state="mine") == codes(workspace, state="decided") == ["7"]
    assert review_page(view(workspace, goal="7")).values["progress"] == (1, 3)
    just = html(workspace, goal="7", done=one.iri.rpartition("/")[2])
    assert "Just decided" in just
    assert just.index("it says energy") < just.index('class="filters')
    workspace.review([Choice("pilot-mega", "7", "undo")], "Ana")
    assert [one.order for one in queue_of(workspace)] == before
    assert codes(workspace, goal="7") == ["7", "7.2", "7.3"]


def test_what_another_decided_is_not_mine(workspace: Workspace) -> None:
    workspace.review([Choice("pilot-mega", "7", "reject", reason="no")], "Ben")
    assert codes(workspace, state="mine") == []
    assert codes(workspace, state="decided") == ["7"]


@pytest.mark.parametrize("done", ["", "x", "../x", "<script>", "0" * 16])
def test_a_mark_of_nothing_shows_nothing(desk: Workspace, done: str) -> None:
    text = html(desk, goal="7", done=done)
    assert "Just decided" not in text
    assert "<script>" not in text


def test_the_log_is_a_table_that_can_be_had_as_a_file(workspace: Workspace) -> None:
    seen = view(workspace)
    assert "Nobody has decided anything yet" in log_page(seen).html(seen.frame())
    workspace.review([Choice("pilot-mega", "7", "reject", reason="=no <b>words</b>")], "Ana")
    page = log_page(seen)
    text = page.html(seen.frame())
    assert "=no &lt;b&gt;words&lt;/b&gt;" in text
    assert "/api/reviews" in text
    assert "Ana" in page.tables["decisions"].csv()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_log_says_which_file_can_be_read_in(workspace: Workspace, lang: str) -> None:
    seen = view(workspace, lang=lang)
    text = log_page(seen).html(seen.frame())
    assert "item, sdg, decision, strength, instead, reason" in text
    assert "metrograph review --from decisions.csv" in text


def test_a_decision_that_was_not_taken_keeps_what_was_typed(desk: Workspace) -> None:
    link = next(one for one in queue_of(desk) if one.sdg == "7.2").iri.rpartition("/")[2]
    typed = {"link": link, "decision": "change", "change_to": "99", "strength": "indirect", "reason": '</textarea><b>"é'}
    page = again_page(view(desk), typed, Fault("there is none", "look", "W633"), "/review?goal=7")
    text = page.html(view(desk).frame())
    assert page.status == 422
    assert "&lt;/textarea&gt;&lt;b&gt;&#34;é" in text
    assert 'value="99" aria-invalid="true"' in text
    assert '<option value="indirect" selected>' in text
    assert '<details class="change" open>' in text
    assert 'name="next" value="/review?goal=7"' in text


def test_who_has_to_sign_in_again_finds_all_in_one_form(desk: Workspace) -> None:
    link = next(one for one in queue_of(desk) if one.sdg == "7.2").iri.rpartition("/")[2]
    typed = {"link": link, "decision": "reject", "reason": "no such words"}
    alone = view(desk, person="")
    text = again_page(alone, typed, Fault("nobody is signed in", "sign in", "W636", 401), "").html(alone.frame())
    form = text[text.index("resend") : text.index("</form>", text.index("resend"))]
    assert 'name="decision" value="reject"' in form
    assert "no such words" in form
    assert 'type="password"' in form


@pytest.mark.parametrize("link", ["", "nothing", "../../etc", "a" * 3000, "<b>", "é"])
def test_a_link_that_is_not_known_is_no_fault(desk: Workspace, link: str) -> None:
    page = again_page(view(desk), {"link": link}, Fault("gone", "look", "W634", 404), "")
    assert "<article" not in page.html(view(desk).frame())
