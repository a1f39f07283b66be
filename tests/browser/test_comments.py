"""What was missing in review and linking, as a person does it in a browser: comments, sums under the slider, three clicks."""

import json
from typing import Any

import pytest
from tests.browser.test_review import decide, decisions, signed_in

MEGA = "/id/metropolis-2019/pilot-mega?lang=en"
LIST = "- Night buses for the suburbs\n- Women in the city council\n- Clean water for all homes\n- Budget meeting"


def test_a_comment_is_made_and_taken_back_by_keys_alone(look: Any, desk_of_two: Any) -> None:
    page = signed_in(look, desk_of_two)
    page.keyboard.press("j")
    card = "#" + page.evaluate("document.activeElement.closest('article').id")
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    assert decisions(desk_of_two) == [], "nothing was typed"
    page.keyboard.type("ask the unit")
    page.keyboard.press("Enter")
    page.locator(f"{card} li.comment").wait_for()
    assert "ask the unit" in page.locator(f"{card} li.comment").inner_text()
    page.locator("#said").filter(has_text="comment added").wait_for(state="attached")
    assert [(one["decision"], one["reason"]) for one in decisions(desk_of_two)] == [("comment", "ask the unit")]
    page.keyboard.press("u")
    page.locator(f"{card} li.undone").wait_for()
    assert len(decisions(desk_of_two)) == 2
    assert page.evaluate("'#' + document.activeElement.closest('article').id") == card


@pytest.mark.parametrize("script", [True, False])
def test_a_comment_is_made_by_mouse_on_the_page_of_an_item(look: Any, desk_of_two: Any, script: bool) -> None:
    page = signed_in(look, desk_of_two, MEGA, script=script)
    ident = page.locator("article[id^=link-]").filter(has_text="13.2").first.get_attribute("id")
    page.locator(f"#{ident} .decide textarea").first.fill("is <b>this</b> policy?")
    decide(page.locator(f"#{ident}"), "comment").click()
    page.locator(f"#{ident} li.comment").wait_for()
    assert "is <b>this</b> policy?" in page.locator(f"#{ident} li.comment").inner_text()
    assert page.locator(f"#{ident} .state .badge").inner_text() == "accepted"
    page.locator(f"#{ident} .withdraw button").click()
    page.locator(f"#{ident} li.undone").wait_for()
    assert [one["decision"] for one in decisions(desk_of_two)] == ["comment", "comment"]


def test_a_comment_typed_before_the_session_ended_is_sent_after_signing_in(look: Any, desk_of_two: Any) -> None:
    from tests.service import TOKEN

    page = signed_in(look, desk_of_two, MEGA)
    page.context.clear_cookies()
    card = page.locator("article[id^=link-]").first
    card.locator(".decide textarea").first.fill("not lost")
    decide(card, "comment").click()
    page.locator("form.resend input[type=password]").fill(TOKEN)
    assert page.locator("form.resend textarea").input_value() == "not lost"
    page.locator("form.resend button").click()
    page.locator("li.comment").first.wait_for()
    assert decisions(desk_of_two)[0]["reason"] == "not lost"


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_in_three_clicks_from_home_a_reader_finds_why_a_pilot_serves_a_target_and_who_accepted_it(
    look: Any, desk_of_two: Any, lang: str
) -> None:
    sent = {"item": "pilot-mega", "sdg": "7.2", "decision": "accept", "reason": "the network shares renewables"}
    made = desk_of_two.ask("POST", "/api/alignments/review", json.dumps(sent), token=True, Content_Type="application/json")
    assert made.status == 201, made.text
    page = look(desk_of_two, f"/?lang={lang}", lang=lang)
    page.locator("nav.main").get_by_role("link", name={"en": "Pilots", "fr": "Pilotes", "es": "Pilotos"}[lang]).click()
    page.locator("main").get_by_role("link", name="MEGA").first.click()
    card = page.locator("article[id^=link-]").filter(has_text="7.2").first
    told = card.inner_text()
    assert card.locator("mark").first.inner_text() == "Energy GovernAnce"
    for words in ("Ana", "the network shares renewables", {"en": "accepted", "fr": "accepté", "es": "aceptad"}[lang]):
        assert words in told
    card.locator("footer a").last.click()
    assert "/id/alignment/" in page.url
    assert "the network shares renewables" in page.locator("main").inner_text()


def test_the_sums_follow_the_slider_and_without_a_script_the_field(look: Any, plan: Any) -> None:
    page = look(plan, "/link?lang=en")
    page.locator("#text").fill(LIST)
    page.locator("[data-run]").click()
    page.locator("#answer").wait_for(timeout=60_000)
    assert "3 of 4 entries" in page.locator(".sums").inner_text()
    page.locator("#sure").fill("100")
    assert "0 of 4 entries" in page.locator(".sums").inner_text()
    assert page.locator(".sums [data-goals]").is_hidden()
    page.locator("#sure").fill("0")
    assert "3 of 4 entries" in page.locator(".sums").inner_text()
    assert page.locator(".sums [data-goals]").is_visible()
    plain = look(plan, "/link?lang=en", script=False)
    plain.locator("#text").fill(LIST)
    plain.locator("[data-run]").click()
    plain.locator("#sure").fill("100")
    plain.locator("button[data-sift]").click()
    assert "0 of 4 entries" in plain.locator(".sums").inner_text()
    assert plain.locator("#sure").input_value() == "100"
    assert plain.locator("#text").input_value() == LIST
