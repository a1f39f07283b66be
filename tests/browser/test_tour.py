"""A tour of every page: nothing that axe finds wrong, nothing that leaves the origin, no page wider than its window."""

import re
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
    "ego": "/graph?of=theme-mobility",
    "review": "/review",
    "link": "/link",
    "query": "/query",
    "question": "/query/pilots-by-goal?goal=11",
    "quality": "/quality",
    "rule": "/quality/S21",
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
LOOKS = [("en", "light", False), ("fr", "dark", True), ("es", "light", True), ("es", "dark", False)]
ALL = [(lang, theme, phone) for lang in ("en", "fr", "es") for theme in ("light", "dark") for phone in (False, True)]


def axe(page: Any) -> list[str]:
    """What is wrong with a page for those who see, hear or move differently."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['target']} {one['nodes'][0]['html'][:200]}" for one in found]


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound_in_every_look(look, plan, pictures, name):
    sound(look, plan, pictures, name, [one for one in ALL if one not in LOOKS])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound_for_everybody(look, plan, pictures, name):
    sound(look, plan, pictures, name, LOOKS)


def sound(look: Any, plan: Any, pictures: Path, name: str, looks: list[tuple[str, str, bool]]) -> None:
    wrong = []
    for lang, theme, phone in looks:
        page = look(plan, PAGES[name], lang=lang, theme=theme, phone=phone)
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
