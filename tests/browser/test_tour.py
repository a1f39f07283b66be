"""A tour of every page: nothing that axe finds wrong, nothing that leaves the origin, no page wider than its window."""

import re
from collections.abc import Iterable
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

PAGES = {
    "home": "/",
    "plan": "/plan",
    "pilot": "/id/metropolis-2019/pilot-mega",
    "pilots": "/pilots",
    "goals": "/sdg",
    "goal": "/sdg/11",
    "target": "/sdg/11.2",
    "themes": "/themes",
    "theme": "/id/theme-mobility",
    "calendar": "/calendar",
    "graph": "/graph",
    "network": "/network",
    "ego": "/graph?of=theme-mobility",
    "review": "/review",
    "link": "/link",
    "query": "/query",
    "question": "/query/pilots-by-goal?goal=11",
    "quality": "/quality",
    "rule": "/quality/S21",
    "assess": "/assess",
    "compare": "/compare",
    "export": "/export",
    "about": "/about",
    "search": "/search?q=movilidad",
    "missing": "/id/metropolis-2019/pilot-megaa",
    "property": "/ns/alignedTo",
    "alignment": "/id/alignment/ec3153a74c0dd68f",
    "editor": "/query?query=SELECT%20%3Fgoal%20%7B%20%3Fgoal%20a%20sdgo%3AGoal%20%7D",
    "mistake": "/query?query=SELECT%20%3Fgoal%20%7B%20%3Fgoal%20a%20foo%3AGoal%20%7D",
    "decisions": "/review/log",
}
ALL = [(lang, theme, phone) for lang in ("en", "fr", "es") for theme in ("light", "dark") for phone in (False, True)]
TURNS = [
    tuple((lang, theme if at % 2 else other, bool(at % 2) is phone) for at, lang in enumerate(langs))
    for langs in (("en", "fr", "es"), ("fr", "es", "en"), ("es", "en", "fr"))
    for theme, other in (("light", "dark"), ("dark", "light"))
    for phone in (False, True)
]
"""Looks that the pages have by turns: each page is seen in every language, in both themes and on both widths."""


def axe(page: Any) -> list[str]:
    """What is wrong with a page for those who see, hear or move differently."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['target']} {one['nodes'][0]['html'][:200]}" for one in found]


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound_in_every_look(look, plan, pictures, name):
    sound(look, plan, pictures, name, ALL)


@pytest.mark.parametrize(("name", "looks"), list(zip(PAGES, cycle(TURNS), strict=False)), ids=PAGES)
def test_a_page_is_sound_for_everybody(look, plan, pictures, name, looks):
    """Each page in three looks, by turns; with --slow in all twelve."""
    sound(look, plan, pictures, name, looks)


def test_every_look_is_had_by_some_page():
    assert {look for looks in TURNS for look in looks} == set(ALL)
    assert len(PAGES) >= len(TURNS)


def sound(look: Any, plan: Any, pictures: Path | None, name: str, looks: Iterable[tuple[str, str, bool]]) -> None:
    wrong = []
    for lang, theme, phone in looks:
        page = look(plan, PAGES[name], lang=lang, theme=theme, phone=phone)
        if pictures:
            page.screenshot(path=pictures / f"{name}-{lang}-{theme}-{'phone' if phone else 'desktop'}.png", full_page=True)
        wrong += [f"{lang} {theme}: {one}" for one in axe(page)]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wrong.append(f"{lang} {theme} phone={phone}: wider than the window")
        if page.locator("html").get_attribute("lang") != lang:
            wrong.append(f"{lang}: in another language")
        page.context.close()
    assert wrong == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_tells_the_same_without_a_script(look, plan, name):
    page = look(plan, PAGES[name], script=False)
    assert page.locator("h1").first.inner_text().strip()
    for link in page.locator("main a[href^='/']").all()[:5]:
        assert not re.search(r"^/(undefined|None|null)", link.get_attribute("href") or "")
