"""The documentation site: built strictly in three languages, whole, complete, and with nothing fetched from elsewhere."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from posixpath import join, normpath
from shutil import copytree, which
from typing import Any
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.skipif(
    (find_spec("mkdocs") is None or find_spec("material") is None) and os.environ.get("CI") != "true",
    reason="pip install 'metrograph[docs]'",
)


class Links(HTMLParser):
    """What a page leads to (``to``), what a browser loads for it (``loads``), and its anchors."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.to: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = {""}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        self.anchors |= {has[name] or "" for name in ("id", "name") if name in has}
        if tag == "a" and has.get("href"):
            self.to.append(has["href"] or "")
        self.loads += [has[name] or "" for name in ("src", "srcset", "data", "poster") if has.get(name)]
        if tag == "link" and has.get("href") and has.get("rel") not in {"prev", "next", "canonical"}:
            self.loads.append(has["href"] or "")


def build(config: Path, site: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict",  # --quiet would hide warnings, and --strict counts those that are shown
          "--config-file", config, "--site-dir", site],
        cwd=config.parent, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("site")
    done = build(ROOT / "mkdocs.yml", place)
    assert done.returncode == 0, done.stdout + done.stderr
    return place


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Links]:
    return {path.relative_to(site).as_posix(): Links(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}


def inside(page: str, link: str) -> tuple[str, str]:
    """(file, anchor) of a link of a page."""
    path, _, anchor = unquote(link).partition("#")
    return (normpath(join(page, "..", path)) if path else page), anchor


def test_french_pages_have_no_line_end_before_a_high_mark_and_code_is_as_it_was_written(site: Path) -> None:
    page = (site / "fr" / "how-to" / "compare-plans.html").read_text(encoding="utf-8")
    assert "«\u00a0anciennement…\u00a0»" in page
    assert "un document\u00a0; il est" in page
    text = re.sub(
        r"<(pre|code|script|style)\b.*?</\1>|<[^>]*>",
        "",
        page.partition("<article")[2].partition("</article>")[0],
        flags=re.DOTALL,
    )
    assert not re.search(r"« | [;:?!»]", text)
    read = (site / "fr" / "how-to" / "read-documents.html").read_text(encoding="utf-8")
    assert "plan-2027.md : 17 passages lus" in re.sub(r"<[^>]*>", "", read)


def test_every_link_and_anchor_of_the_built_pages_leads_somewhere(site: Path, pages: dict[str, Links]) -> None:
    for page, links in pages.items():
        for link in (*links.to, *links.loads):
            if not link.startswith(("http:", "https:", "mailto:", "data:")):
                path, anchor = inside(page, link)
                assert (site / path).is_file(), f"{page}: {link}"
                assert path not in pages or anchor in pages[path].anchors, f"{page}: {link}"


def test_no_page_loads_anything_from_elsewhere(site: Path, pages: dict[str, Links]) -> None:
    for page, links in pages.items():
        assert not [load for load in links.loads if ":" in load.partition("/")[0] and not load.startswith("data:")], page
        assert not [load for load in links.loads if load.startswith("/")], page
    for style in site.rglob("*.css"):
        assert not re.search(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", style.read_text(encoding="utf-8")), style
    # The theme's script would fetch a program for diagrams, and facts of a repository: no page has what asks for them.
    text = "".join((site / page).read_text(encoding="utf-8") for page in pages)
    assert 'class="mermaid' not in text
    assert "data-md-component=source" not in text.replace('"', "")


def test_every_page_is_reached_from_the_landing_page(pages: dict[str, Links]) -> None:
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        page = waiting.pop()
        for path in {inside(page, link)[0] for link in pages[page].to if ":" not in link} & pages.keys() - reached:
            reached.add(path)
            waiting.append(path)
    assert reached == pages.keys()


@pytest.mark.parametrize(
    ("lang", "search", "after"), [("", "Search", "Next"), ("fr/", "Rechercher", "Suivant"), ("es/", "Búsqueda", "Siguiente")]
)
def test_each_language_has_its_landing_page_tutorial_and_frame(
    site: Path, pages: dict[str, Links], lang: str, search: str, after: str
) -> None:
    code = lang.rstrip("/") or "en"
    assert {f"{lang}index.html", f"{lang}tutorial.html", f"{lang}readers/analyst.html"} <= pages.keys()
    text = (site / lang / "index.html").read_text(encoding="utf-8")
    assert f'<html lang="{code}"' in text
    assert f'placeholder="{search}"' in text
    assert f'aria-label="{after}: ' in text
    assert all(f'hreflang="{other}"' in text for other in ("en", "fr", "es"))
    base = json.loads(re.search(r'id="__config" type="application/json">(.*?)</script>', text)[1])["base"]  # type: ignore[index]
    assert (site / lang / base / "search" / "search_index.json").is_file()
    tutorial = (site / lang / "tutorial.html").read_text(encoding="utf-8")
    for other in ("en", "fr", "es"):  # the same page in the other language, not its landing page
        link = re.search(rf'<a href="([^"]*)" hreflang="{other}"', tutorial)
        assert link
        assert inside(f"{lang}tutorial.html", link[1])[0] == f"{'' if other == 'en' else other + '/'}tutorial.html"


def entries(site: Path, lang: str) -> dict[str, Any]:
    index: dict[str, Any] = json.loads((site / lang / "search" / "search_index.json").read_text(encoding="utf-8"))
    return index


def test_each_language_searches_its_own_pages_first_and_those_in_english_only(site: Path) -> None:
    french = entries(site, "fr")
    assert french["config"]["lang"] == ["fr", "en"]
    places = [entry["location"].partition("#")[0] for entry in french["docs"]]
    assert "tutorial.html" in places
    assert "../tutorial.html" not in places
    assert "../reference/cli.html" in places
    assert all((site / "fr" / place).is_file() for place in places)
    words = " ".join(entry["text"] + entry["title"] for entry in french["docs"] if not entry["location"].startswith("../"))
    assert "énergie" in words
    assert "à conclure" in words
    assert "revisión" in json.dumps(entries(site, "es"), ensure_ascii=False)
    assert not [entry for entry in entries(site, "")["docs"] if entry["location"].startswith(("fr/", "es/"))]
    script = (site / "fr" / "search" / "search_index.js").read_text(encoding="utf-8")
    assert json.loads(script.removeprefix("var __index = ")) == french


def test_the_colours_are_those_of_the_explorer(site: Path) -> None:
    own = (site / "assets" / "colours.css").read_text(encoding="utf-8")
    light, dark = (line for line in own.splitlines() if line)
    css = (ROOT / "src" / "metrograph" / "pages" / "static" / "app.css").read_text(encoding="utf-8")
    for name in ("ink", "page", "link", "band", "accent", "mark"):
        values = re.findall(rf"--{name}: ([^;]+);", css)
        assert f"--{name}: {values[0]};" in light
        assert f"--{name}: {values[-1]};" in dark


def test_lists_are_lists_and_tables_are_tables(site: Path, pages: dict[str, Links]) -> None:
    """The site's Markdown wants an empty line before a list or a table; other readers of the same files do not."""
    for page in pages:
        text = re.sub(r"<pre.*?</pre>|<code>.*?</code>", "", (site / page).read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"<p>[^<]*\n(?:- |\d\. |\| )", text), page
        assert not re.search(r"<p>\|", text), page


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("index.md", "# Home\n\n[lost](nowhere.md)\n", "nowhere.md"),
        ("index.md", "# Home\n\n[lost](#nowhere)\n", "#nowhere"),
        ("left-out.md", "# In no navigation\n", "left-out.md"),
        ("only.fr.md", "# Sans page en anglais\n", "only.fr.md"),
    ],
    ids=["a link", "an anchor", "a page in no navigation", "a translation of no page"],
)
def test_a_fault_of_the_pages_fails_the_build(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / "docs").mkdir()
    copytree(ROOT / "docs" / "assets", tmp_path / "docs" / "assets")
    for lang in ("", ".fr", ".es"):
        (tmp_path / "docs" / f"index{lang}.md").write_text("# Home\n", encoding="utf-8")
    (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    config = (
        (ROOT / "mkdocs.yml")
        .read_text(encoding="utf-8")
        .partition("\nnav:")[0]
        .replace("docs/site.py", str(ROOT / "docs" / "site.py"))
    )
    (tmp_path / "mkdocs.yml").write_text(config + "\nnav:\n  - Start: [index.md]\n", encoding="utf-8")
    done = build(tmp_path / "mkdocs.yml", tmp_path / "site")
    assert done.returncode != 0
    assert said in done.stdout + done.stderr


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if which("chromium") is None or find_spec("playwright") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium and playwright are needed here")
        pytest.skip("apt-get install chromium; pip install playwright")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as made:
        opened = made.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_search_works_from_the_folder_without_a_server_and_without_network(site: Path, browser: Any) -> None:
    for place, word, found in (("fr/tutorial.html", "énergie", "fr/tutorial.html"), ("index.html", "violation", "how-to/")):
        page = browser.new_page(viewport={"width": 375, "height": 800}, color_scheme="dark")
        asked: list[str] = []
        faults: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("console", lambda said, faults=faults: faults.append(said.text) if said.type == "error" else None)
        page.goto((site / place).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 375
        page.locator(".md-header__button[for=__search]").click()
        page.locator(".md-search__input").press_sequentially(word)
        page.locator(".md-search-result__link").first.wait_for(timeout=60_000)
        links = page.locator(".md-search-result__link").evaluate_all("all => all.map(one => one.href)")
        assert any(found in link for link in links), links
        assert not [url for url in asked if not url.startswith(("file:", "data:", "about:", "blob:"))]
        assert not faults
        page.close()
