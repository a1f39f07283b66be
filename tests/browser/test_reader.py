"""What a person does who has never seen RDF: with a mouse, with keys alone, without a script, in three languages."""

import re

import pytest

PILOT = "/id/metropolis-2019/pilot-mega"


def test_three_clicks_from_home_to_why_a_pilot_is_linked_and_who_accepted_it(look, plan):
    page = look(plan, "/", lang="en")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Pilots").click()
    page.locator("main").get_by_role("link", name=re.compile("Surplus Food Network")).first.click()
    card = page.locator("article").filter(has_text="12.3").first
    assert card.locator("mark").first.inner_text().strip()
    told = card.inner_text()
    assert "Why:" in told
    assert "no person has confirmed it yet" in told
    card.get_by_role("link", name="Everything on this link").click()
    page.wait_for_url(f"{plan.address}id/alignment/**")


@pytest.mark.parametrize(("lang", "words"), [("en", "Search by name"), ("fr", "Rechercher par nom"), ("es", "Buscar por nombre")])
def test_by_keys_alone_from_the_first_tab_to_a_page_found(look, plan, lang, words):
    page = look(plan, "/about", lang=lang)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.placeholder") == words
    page.keyboard.type("MEGA")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/(search|id)"))
    page.locator("main").get_by_role("link", name=re.compile("MEGA")).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(PILOT))


def test_every_control_of_every_place_in_the_menu_is_reached_by_tab_and_seen(look, plan):
    page = look(plan, "/")
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "(() => { const it = document.activeElement, style = getComputedStyle(it);"
            " return [it.tagName, (it.innerText || it.getAttribute('aria-label') || '').trim(), style.outlineStyle]; })()"
        )
        if told[0] == "BODY":
            break
        seen.append(told)
    assert {"Plan", "Pilots", "Goals", "Themes", "Calendar", "Review", "Questions", "Quality", "More"} <= {one[1] for one in seen}
    assert not [one for one in seen if one[2] == "none"]


def test_the_menu_of_further_pages_opens_and_closes_by_key(look, plan):
    page = look(plan, "/")
    further = page.get_by_role("navigation", name="Pages").get_by_role("link", name="Download")
    page.locator("summary", has_text="More").focus()
    page.keyboard.press("Enter")
    assert further.is_visible()
    page.keyboard.press("Escape")
    assert not further.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_colours_that_were_chosen_stay(look, plan):
    page = look(plan, "/", theme="light")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Light or dark").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.goto("/about")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_the_language_that_was_chosen_stays(look, plan):
    page = look(plan, "/pilots", lang="en")
    page.get_by_role("link", name="Español").click()
    assert page.locator("html").get_attribute("lang") == "es"
    page.goto("/sdg")
    assert page.locator("html").get_attribute("lang") == "es"


def test_without_a_script_one_searches_filters_and_asks(look, plan):
    page = look(plan, "/", script=False)
    page.fill("#q", "movilidad")
    page.get_by_role("button", name="Search").first.click()
    assert page.locator("main").get_by_role("link", name=re.compile("mobility", re.IGNORECASE)).count() > 0
    page.goto("/query/pilots-by-goal?goal=11")
    assert page.locator("main table tbody tr").count() > 3
    page.goto("/calendar")
    assert page.locator("main").inner_text().count("2019") > 3


@pytest.mark.parametrize("path", ["/", "/pilots", "/sdg/11", "/calendar", PILOT])
def test_a_page_prints_without_its_menus(look, plan, path):
    page = look(plan, path)
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation", name="Pages").is_visible()
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize("path", ["/", PILOT, "/sdg/11", "/review", "/query/pilots-by-goal?goal=11"])
def test_a_page_can_be_read_at_twice_the_size(look, plan, path):
    page = look(plan, path)
    page.set_viewport_size({"width": 640, "height": 450})  # what is left of 1280 x 900 at 200 %
    page.evaluate("document.documentElement.style.fontSize = '20px'")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
