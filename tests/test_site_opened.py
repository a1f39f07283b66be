"""The folder of pages in a real browser, straight from the disk; and the whole plan, every link of every page."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
from tests.test_site import broken, read, small

from metrograph.site import write_site
from metrograph.workspace import Workspace


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("opened") / "a site"
    write_site(small(folder.with_name("few.nt"), ("pilot-water", "a/b", "日本語", "x.html")), folder, formats=("ttl",))
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    needed = os.environ.get("CI") == "true"
    driver = pytest.importorskip("playwright.sync_api") if not needed else __import__("playwright.sync_api", fromlist=["x"])
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        (pytest.fail if needed else pytest.skip)("no Chromium: apt-get install chromium")
    with driver.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that fails the test when it complains, or asks for anything but a file."""
    wrong: list[str] = []
    opened = browser.new_page()
    opened.on("console", lambda told: wrong.append(told.text) if told.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("requestfailed", lambda request: wrong.append(request.url))
    opened.on("request", lambda request: None if request.url.startswith("file:") else wrong.append(request.url))
    yield opened
    opened.close()
    assert not wrong


def test_pages_open_from_the_disk_without_a_complaint(page: Any, site: Path) -> None:
    for path in (
        "index.html",
        "pilots.html",
        "fr/query.html",
        "graph.html",
        "quality.html",
        "id/a/b.html",
        "es/id/日本語.html",
        "404.html",
    ):
        page.goto((site / path).as_uri())
        assert page.locator("h1").count() == 1, path
        assert page.evaluate("getComputedStyle(document.querySelector('.bar')).display") == "flex", path


def test_one_finds_a_thing_by_typing_and_goes_there(page: Any, site: Path) -> None:
    page.goto((site / "fr" / "index.html").as_uri())
    page.fill("#q", "עברית")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/search.html?q=*")
    assert page.locator("#every").is_hidden()
    page.locator("#found a").first.click()
    page.wait_for_url("**/fr/id/**")
    page.get_by_role("link", name="English").click()
    assert "/fr/" not in unquote(page.url)


def test_the_search_narrows_while_somebody_types_and_says_so_when_nothing_is_there(page: Any, site: Path) -> None:
    page.goto((site / "search.html").as_uri())
    assert page.locator("#every li a").first.is_visible()
    page.fill("#q", "nothing bears this")
    page.wait_for_selector("#found")
    assert page.locator("#found [role=status]").inner_text() == "No name holds these words."
    page.fill("#q", "")
    page.wait_for_selector("#every")


@pytest.mark.slow
def test_the_whole_plan_is_a_site_without_a_broken_link(desk: Workspace, tmp_path: Path) -> None:
    told: list[int] = []
    made = write_site(desk, tmp_path / "site", tell=told.append)
    assert told == list(range(1, made.files + 1))
    assert made.unlinked == 0
    assert not list(broken(tmp_path / "site"))
    pages = [page.relative_to(tmp_path / "site") for page in (tmp_path / "site").rglob("*.html")]
    assert len(pages) == made.pages + 1
    for lang in ("fr", "es"):
        assert {page.relative_to(lang) for page in pages if page.parts[0] == lang} == {
            page for page in pages if page.parts[0] not in {"fr", "es"} and page.name != "404.html"
        }
    for page in pages[::10]:
        assert {Path(action).name for action in read(tmp_path / "site" / page).forms} <= {"search.html"}
    things = list((tmp_path / "site" / "id").rglob("*.ttl"))
    assert len(things) > 400
    assert all(any(ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE)) for path in things)
