"""A real Chromium before the real service: one browser for each file, a fresh profile for each test."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.service import Running

from metrograph.workspace import create

playwright = pytest.importorskip("playwright.sync_api", reason="no Playwright: pip install playwright") if os.environ.get("CI") != "true" else __import__("playwright.sync_api", fromlist=["x"])  # fmt: skip
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One for each file: while it is open, its event loop is that of the whole process, which other tests need."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no Chromium: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def plan() -> Iterator[Running]:
    """The packaged plan, as everybody sees it."""
    with Running() as service:
        yield service


@pytest.fixture
def desk_of_two(tmp_path: Path) -> Iterator[Running]:
    """A workspace where those with a token decide."""
    create(tmp_path / "desk")
    with Running("--workspace", tmp_path / "desk", token=True, folder=tmp_path) as service:
        yield service


@pytest.fixture
def look(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens a page of a service as somebody: language, colours, phone or desktop, with a script or without.

    Whatever the page complains of, and every request that leaves its origin, fails the test.
    """
    opened, wrong = [], []

    def open_page(service: Running, path: str = "/", *, lang: str = "en", theme: str = "light", phone: bool = False, script: bool = True, touch: bool = False) -> Any:  # fmt: skip
        context = browser.new_context(
            base_url=service.address,
            locale=lang,
            color_scheme=theme,
            viewport=PHONE if phone else DESKTOP,
            java_script_enabled=script,
            has_touch=touch,
        )
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda told: wrong.append(f"{page.url}: {told.text}") if told.type in {"error", "warning"} and "status of 4" not in told.text else None)  # fmt: skip
        page.on("pageerror", lambda told: wrong.append(f"{page.url}: {told}"))
        page.on("request", lambda asked: None if asked.url.startswith((service.address, "data:", "blob:")) else wrong.append(f"left for {asked.url}"))  # fmt: skip
        page.goto(path)
        return page

    yield open_page
    for context in opened:
        context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def pictures() -> Path | None:
    """Where screenshots are kept, for those who name a folder in METROGRAPH_SCREENSHOTS; nobody else looks at them."""
    name = os.environ.get("METROGRAPH_SCREENSHOTS")
    if not name:
        return None
    folder = Path(name)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
