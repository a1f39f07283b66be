"""Review as a person does it in a browser: signed in by form, by mouse, by keys, without a script, in two tabs."""

import re
from typing import Any

import pytest
from tests.service import TOKEN, Running
from tests.two_plans import EVA, GRANTED, MINE, THEIRS, two_plans

QUEUE = "/review?lang=en"


def signed_in(look: Any, service: Any, path: str = QUEUE, token: str = TOKEN, **more: Any) -> Any:
    page = look(service, path, **more)
    page.get_by_role("link", name=re.compile("Sign in")).first.click()
    page.locator("input[type=password]").fill(token)
    page.locator("main").get_by_role("button", name=re.compile("Sign in")).click()
    page.wait_for_load_state()
    assert token not in page.url
    return page


def decisions(service: Any) -> list[dict[str, Any]]:
    return service.get("/api/reviews").json["rows"]


def decide(card: Any, decision: str) -> Any:
    return card.locator(f"button[name=decision][value={decision}]").first


def test_a_link_is_accepted_and_taken_back_by_keys_alone(look, desk_of_two):
    page = signed_in(look, desk_of_two)
    page.keyboard.press("j")
    card = page.evaluate("document.activeElement.closest('article').id")
    page.keyboard.press("a")
    page.locator(f"#{card} button[value=undo]").first.wait_for()
    assert [one["decision"] for one in decisions(desk_of_two)] == ["accepted"]
    page.locator("#said").filter(has_text=re.compile(r"\S")).wait_for(state="attached")
    assert page.evaluate("document.activeElement.closest('article').id") == card
    page.keyboard.press("u")
    page.locator(f"#{card} button[value=undo]").first.wait_for(state="detached")
    assert len(decisions(desk_of_two)) == 2


HELD = """() => {
  const real = fetch;
  window.fetch = async (...asked) => { const got = await real(...asked); await new Promise((go) => { window.arrive = go; }); return got; };
}"""
"""Answers that are held back until ``arrive()``."""


def arrives(page: Any) -> None:
    """The answer that is held back comes now."""
    for _ in range(200):
        if page.evaluate("() => { const go = window.arrive; window.arrive = null; go?.(); return Boolean(go); }"):
            return
        page.wait_for_timeout(50)
    raise TimeoutError


def sending_a_card(look, desk):
    """A page whose first card is accepted, the answer of the service being held back; and the card."""
    page = signed_in(look, desk)
    page.keyboard.press("j")
    card = page.evaluate("document.activeElement.closest('article').id")
    page.evaluate(HELD)
    page.keyboard.press("a")
    page.locator(f"#{card}[aria-busy=true]").wait_for()
    return page, card


def test_what_is_typed_while_a_card_is_being_sent_is_kept(look, desk_of_two):
    page, card = sending_a_card(look, desk_of_two)
    page.keyboard.press("m")
    page.keyboard.type("ask the energy unit")
    page.keyboard.press("ArrowLeft")
    arrives(page)
    page.locator(f"#{card} button[value=undo]").first.wait_for()
    page.keyboard.type("!")
    assert page.locator(f"#{card} textarea").first.input_value() == "ask the energy uni!t"
    page.keyboard.press("Enter")
    arrives(page)
    page.locator(f"#{card} .comment").first.wait_for()
    assert [one["decision"] for one in decisions(desk_of_two)] == ["accepted", "comment"]


def test_who_went_on_to_another_card_is_not_called_back(look, desk_of_two):
    page, card = sending_a_card(look, desk_of_two)
    page.keyboard.press("j")
    page.keyboard.press("m")
    page.keyboard.type("a ")
    arrives(page)
    page.locator(f"#{card} button[value=undo]").first.wait_for()
    page.keyboard.type("rare case")
    other = page.evaluate("document.activeElement.closest('article').id")
    assert other != card
    assert page.locator(f"#{other} textarea").first.input_value() == "a rare case"
    assert len(decisions(desk_of_two)) == 1


def test_a_rejection_has_a_reason_and_counts_at_once(look, desk_of_two):
    page = signed_in(look, desk_of_two, "/id/metropolis-2019/pilot-mega?lang=en")
    card = page.locator("article[id^=link-]").filter(has_text="13.2").first
    ident = card.get_attribute("id")
    decide(card, "reject").click()
    assert decisions(desk_of_two) == []  # a reason is asked for first
    reason = page.locator(f"#{ident} textarea").first
    reason.fill("the plan says nothing of national policies <b>bold</b>")
    decide(page.locator(f"#{ident}"), "reject").click()
    page.locator(f"#{ident} .badge").filter(has_text="rejected").first.wait_for()
    assert decisions(desk_of_two)[0]["reason"].startswith("the plan says nothing")
    assert page.locator(f"#{ident} b").filter(has_text="bold").count() == 0
    assert "MEGA" not in desk_of_two.get("/api/questions/pilots-by-goal.csv?goal=13").text


def test_without_a_script_a_decision_is_a_form_and_can_be_undone(look, desk_of_two):
    page = signed_in(look, desk_of_two, script=False)
    decide(page.locator("article[id^=link-]").first, "accept").click()
    assert [one["decision"] for one in decisions(desk_of_two)] == ["accepted"]
    decide(page.locator("main"), "undo").click()
    assert len(decisions(desk_of_two)) == 2


def test_of_two_tabs_the_second_sees_what_the_first_decided(look, desk_of_two):
    tabs = [signed_in(look, desk_of_two, "/id/metropolis-2019/pilot-mega?lang=en", script=False) for _ in range(2)]
    for page in tabs:
        decide(page.locator("article[id^=link-]").filter(has_text="7.2").first, "accept").click()
    assert len(decisions(desk_of_two)) == 1
    assert "W423" in tabs[1].locator("main").inner_text()


def test_a_link_of_another_plan_has_a_reason_in_the_place_of_buttons_and_keys_do_nothing_there(look, tmp_path):
    from tests.browser.test_tour import axe

    two_plans(tmp_path / "desk")
    (tmp_path / "tokens").write_text(GRANTED)
    (tmp_path / "tokens").chmod(0o600)
    with Running("--workspace", tmp_path / "desk", "--token-file", tmp_path / "tokens") as service:
        page = signed_in(look, service, "/review?lang=en&plan=all", token=EVA)
        theirs = page.locator("article[data-link]").filter(has=page.locator(f"a[href*='{THEIRS}/pilot-mega']")).first
        assert "which you do not review" in theirs.inner_text()
        assert theirs.locator("button").count() == 0
        for _ in range(20):
            page.keyboard.press("j")
            if page.evaluate("document.activeElement.closest('article').id") == theirs.get_attribute("id"):
                break
        assert page.evaluate("document.activeElement.closest('article').id") == theirs.get_attribute("id")
        for key in "armcu":
            page.keyboard.press(key)
        assert decisions(service) == []
        assert axe(page) == []
        page.goto("/review?lang=en")
        page.keyboard.press("j")
        card = page.evaluate("document.activeElement.closest('article').id")
        page.keyboard.press("a")
        page.locator(f"#{card} button[value=undo]").first.wait_for()
        assert [one["element"].split("/")[-2] for one in decisions(service)] == [MINE]


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_the_pages_of_somebody_signed_in_are_sound(look, desk_of_two, lang):
    from tests.browser.test_tour import axe

    page = look(desk_of_two, f"/session?lang={lang}", lang=lang)
    assert axe(page) == []
    page.locator("input[type=password]").fill(TOKEN)
    page.locator("main form button").first.click()
    page.goto("/review")
    assert axe(page) == []
