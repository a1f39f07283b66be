"""Pages of several plans: nothing that axe finds wrong, and none wider than a small phone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.across_fixture import EXAMPLE
from tests.browser.test_tour import axe
from tests.service import Running


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The four plans of three networks, served."""
    folder: Path = tmp_path_factory.mktemp("several")
    shutil.copytree(EXAMPLE, folder / "desk")
    with Running("--workspace", folder / "desk", folder=folder) as service:
        yield service


@pytest.mark.parametrize(("path", "lang"), [("/id/harbour-2025/training-budgets", "fr"), ("/sdg/11.7", "es"), ("/sdg/11", "en")])
def test_pages_of_several_plans_are_sound_in_a_small_window(look, several, path: str, lang: str) -> None:
    page = look(several, path, lang=lang, phone=True)
    assert page.locator("#elsewhere, #who-else").count() == 1
    assert axe(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert look(several, path, lang=lang, script=False).locator("#elsewhere, #who-else").count() == 1
