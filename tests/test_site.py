"""A folder of pages: what is in it, where every link leads, what names things get, and what is never overwritten."""

import json
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest
from tests.conftest import Said

import metrograph
from metrograph.cli.settings import Options
from metrograph.desk import Desk
from metrograph.errors import SourceError, UsageError
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.pages.page import Page
from metrograph.pages.resource import Named
from metrograph.serve import routes_documents
from metrograph.serve.answers import answer
from metrograph.serve.asked import Asked
from metrograph.site import answers, searching, write_site

Run = Callable[..., Said]
BASE = "https://w3id.org/metrograph/"
MG = f"{BASE}ns#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
HOSTILE = (
    "..", "../../out", "a/../../b", ".", ".hidden", "%2e%2e", "%2E%2E%2Fescaped", "a%2Fb", "CON", "nul.ttl", "x" * 300, "café", "caf%C3%A9",
    "Water", "water", "WATER", "x", "x.html", "x.html/inner", "x.ttl", "x.ttl.html", "trailing.", "q?x=1", "h#x", "a:b", "a*b", "a&b=c",
    "it's", "日本語", "index", "a//b", "fr/x", "static/app.css",
)  # fmt: skip
LABELS = ('"><script>alert(1)</script>', '" href="/nope"', "</script><b>", "עברית", "x" * 10_000, "&amp;", "<form action='/x'>")


class Links(HTMLParser):
    """What a page leads to, what it loads, and its forms."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[str] = []
        self.anchors: set[str] = set()
        self.scripts: list[dict[str, str | None]] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.links += [
            value or "" for name, value in attrs if name in {"href", "src", "action", "formaction", "poster", "srcset"}
        ]
        self.inline += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        self.anchors.update(filter(None, (told.get("id"), told.get("name"))))
        if tag == "form":
            self.forms.append(told.get("action") or "")
        if tag == "script":
            self.scripts.append(told)


def read(page: Path) -> Links:
    found = Links()
    found.feed(page.read_text(encoding="utf-8"))
    return found


def broken(folder: Path) -> Iterator[tuple[str, str]]:
    """(page, link) of each link of each page that leads to no file of the folder, or to no place in it."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages = {name: read(folder / name) for name in sorted(files) if name.endswith(".html")}
    for page, found in pages.items():
        for link in set(found.links):
            parts = urlsplit(link)
            if parts.scheme in {"http", "https", "mailto", "urn"}:
                continue
            there = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path))) if parts.path else page
            anchors = pages[there].anchors if there in pages and parts.fragment else {unquote(parts.fragment)}
            if there not in files or link.startswith("/") or unquote(parts.fragment) not in anchors:
                yield page, link


def small(path: Path, ids: tuple[str, ...] = HOSTILE) -> Desk:
    """A desk over a few things."""
    lines = []
    for number, name in enumerate(ids):
        node = f"<{BASE}id/{name}>"
        label = json.dumps(LABELS[number % len(LABELS)], ensure_ascii=False)
        other = f"<{BASE}id/{ids[(number + 1) % len(ids)]}>"
        lines += [f"{node} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{MG}PilotProject> .", f"{node} <{LABEL}> {label} ."]
        lines.append(f"{node} <http://www.w3.org/2004/02/skos/core#related> {other} .")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return metrograph.load(path)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def desk_of_few(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return small(tmp_path_factory.mktemp("few") / "few.nt")


@pytest.fixture(scope="module")
def desk_of_one(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """For what does not depend on the data: a site is made in a third of the time."""
    return small(tmp_path_factory.mktemp("one") / "one.nt", ("x",))


@pytest.fixture(scope="module")
def site(desk_of_few: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "site"
    write_site(desk_of_few, folder)
    return folder


def test_every_link_of_every_page_leads_to_a_file(site: Path) -> None:
    assert not list(broken(site))


def test_hostile_names_write_nothing_outside_the_folder_and_no_file_twice(site: Path) -> None:
    assert [path.name for path in site.parent.iterdir()] == ["site"]
    names = [str(path.relative_to(site)).casefold() for path in site.rglob("*") if path.is_file()]
    assert max(Counter(names).values()) == 1
    steps = {step for name in names for step in name.split("/")}
    assert not [step for step in steps if re.search(r'[<>:"\\|?*\x00-\x1f]|[. ]$', step) or len(step.encode()) > 200]
    assert not [step for step in steps if re.match(r"(con|nul)(\.|$)", step)]


def test_each_thing_has_a_page_of_its_own_that_names_it(site: Path) -> None:
    told = {
        found[1]
        for page in (site / "id").rglob("*.html")
        if (found := re.search(r"<code>(https:[^<]*)</code>", page.read_text()))
    }
    plain = {f"{BASE}id/{name}" for name in ("Water", "water", "WATER", "x", "x.html", "x.html/inner", "x.ttl", "CON", "café")}
    assert plain <= told
    assert (site / "id" / "x.html").is_file()
    assert (site / "id" / "x.ttl").read_bytes() != (site / "id" / "x.ttl.ttl").read_bytes()


def test_texts_of_the_data_are_never_markup_nor_links(site: Path) -> None:
    for page in site.rglob("*.html"):
        found = read(page)
        assert not found.inline
        assert not [one for one in found.scripts if not one.get("src") and "json" not in (one.get("type") or "")]
    assert "alert(1)" in (site / "id" / "index.html").read_text() or "alert(1)" in (site / "search.html").read_text()


def test_nothing_on_a_page_needs_a_service_or_a_module(site: Path) -> None:
    for page in site.rglob("*.html"):
        found = read(page)
        assert {Path(action).name for action in found.forms} <= {"search.html"}, page
        assert not [one for one in found.scripts if one.get("type") == "module"], page
    told = (site / "void.ttl").read_text() + (site / "dcat.ttl").read_text()
    assert "/sparql" not in told.replace("sparql11-protocol", "")


def test_the_one_script_of_the_folder_holds_those_of_all_pages() -> None:
    templates = Path(metrograph.__file__).parent / "pages" / "templates"
    loaded = {name for page in templates.glob("*.html") for name in re.findall(r'frame\.static\("(\w+\.js)"\)', page.read_text())}
    source = (Path(__file__).parents[1] / "web" / "src" / "site.js").read_text()
    assert loaded - set(re.findall(r'"\./(\w+\.js)"', source)) <= {"theme.js", "review.js", "link.js", "search.js"}


def test_other_languages_lie_in_folders_of_their_own(site: Path) -> None:
    assert 'lang="en"' in (site / "index.html").read_text()
    for lang in ("fr", "es"):
        page = (site / lang / "pilots.html").read_text()
        assert f'<html lang="{lang}">' in page
        assert 'href="../pilots.html"' in page
    assert {path.name for path in site.iterdir() if path.is_dir()} >= {"fr", "es", "id", "static", ".well-known"}


def test_the_language_at_the_top_is_the_one_asked_for(desk_of_one: Desk, tmp_path: Path) -> None:
    write_site(desk_of_one, tmp_path / "site", "es", formats=("ttl",))
    assert '<html lang="es">' in (tmp_path / "site" / "index.html").read_text()
    assert (tmp_path / "site" / "en" / "index.html").is_file()
    assert not list((tmp_path / "site" / "id").rglob("*.jsonld"))


def test_the_same_data_gives_the_same_bytes_and_takes_the_place_of_the_old(desk_of_few: Desk, site: Path, tmp_path: Path) -> None:
    before = contents(site)
    folder = tmp_path / "site"
    write_site(small(tmp_path / "one.nt", ("gone",)), folder)
    (folder / "CNAME").write_text("example.org")
    (folder / ".git").mkdir()
    assert (folder / "id" / "gone.html").is_file()
    write_site(desk_of_few, folder)
    after = contents(folder)
    assert after.pop("CNAME") == b"example.org"
    assert (folder / ".git").is_dir()
    assert after == before
    assert {path.name for path in tmp_path.iterdir()} == {"one.nt", "site"}


def test_a_folder_that_is_no_site_of_ours_is_left_as_it_is(desk_of_few: Desk, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    for held in (tmp_path, tmp_path / "thesis.txt"):
        with pytest.raises(UsageError, match="W660"):
            write_site(desk_of_few, held)
    (tmp_path / "metrograph-site.json").write_text("[]")
    with pytest.raises(UsageError, match="W660"):
        write_site(desk_of_few, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"thesis.txt", "metrograph-site.json"}


def test_what_goes_wrong_on_the_way_leaves_the_old_site_whole(
    desk_of_one: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site"
    write_site(desk_of_one, folder, formats=("ttl",))
    before = contents(folder)

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(SourceError, match="No space left"):
            write_site(desk_of_one, folder)
    assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize(
    ("suffix", "media"), [("ttl", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES), ("jsonld", ox.RdfFormat.JSON_LD)]
)
def test_documents_are_those_of_the_service(desk_of_few: Desk, site: Path, suffix: str, media: ox.RdfFormat) -> None:
    for path, rest in (("id/x.html", "x.html"), ("id/日本語", "日本語"), ("ns/PilotProject", "PilotProject")):
        name = "thing" if path.startswith("id/") else "term"
        asked = Asked(name, {"rest": f"{rest}.{suffix}"}, address=BASE)
        told = answer({route.name: route for route in routes_documents.ROUTES}, desk_of_few, asked).body
        kept = (site / f"{path}.{suffix}").read_bytes()
        assert kept == told
        assert list(ox.parse(kept, media))


def test_files_of_the_whole_are_there(site: Path) -> None:
    whole = {"index.html", "404.html", "search.html", "names.js", "calendar.html", "calendar.ics", "void.ttl", "dcat.ttl", "ns.html", "context.jsonld",
             ".nojekyll", ".well-known/void", "export.html", "export/all.nq", "export/links.csv", "fr/export/links.csv", "static/app.css"}  # fmt: skip
    assert not [name for name in whole if not (site / name).is_file()]
    assert not (site / "sitemap.xml").exists()
    assert not (site / "review.html").exists()


def test_a_site_with_an_address_has_a_map_and_complete_links_for_machines(desk_of_one: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_site(desk_of_one, folder, address="https://example.org/plan", formats=("ttl",))
    home = (folder / "index.html").read_text()
    assert '<link rel="canonical" href="https://example.org/plan/index.html">' in home
    assert 'hreflang="fr" href="https://example.org/plan/fr/index.html"' in home
    assert 'href="/plan/static/app.css"' in (folder / "404.html").read_text()
    told = re.findall("<loc>https://example.org/plan/(.*?)</loc>", (folder / "sitemap.xml").read_text())
    assert len(told) == len(list(folder.rglob("*.html"))) - 1
    assert not [name for name in told if not (folder / unquote(name)).is_file()]
    assert "https://example.org/plan/sitemap.xml" in (folder / "robots.txt").read_text()
    assert "https://example.org/plan/id/x.html" in (folder / "id" / "x.ttl").read_text()
    with pytest.raises(UsageError, match="W662"):
        write_site(desk_of_one, tmp_path / "other", address="javascript:alert(1)")


def test_the_search_finds_every_name_and_lists_them_without_a_script(site: Path) -> None:
    rows = [json.loads(line.rstrip(",")) for line in (site / "fr" / "names.js").read_text().splitlines()[1:-1]]
    assert {name for name, *_ in rows} >= {"עברית", "&amp;", '" href="/nope"'}
    assert not [href for _, _, href, _ in rows if not (site / "fr" / unquote(href)).is_file()]
    listed = read(site / "fr" / "search.html").links
    assert {href for _, _, href, _ in rows} <= set(listed)


def test_a_format_that_cannot_hold_the_data_is_left_out_everywhere(tmp_path: Path) -> None:
    source = tmp_path / "few.nt"
    source.write_text(f'<{BASE}id/x> <{LABEL}> "X" .\n<{BASE}id/x> <http://example.org/1> "no name in XML" .\n')
    write_site(metrograph.load(source), tmp_path / "site", formats=("ttl", "rdf"))
    assert not list((tmp_path / "site").rglob("*.rdf"))
    assert (tmp_path / "site" / "id" / "x.ttl").is_file()
    assert not list(broken(tmp_path / "site"))


def test_a_list_in_several_parts_is_followed_to_its_end(
    desk_of_few: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "LONG", 8)
    write_site(desk_of_few, tmp_path / "site", formats=("ttl",))
    parts = sorted(path.name for path in (tmp_path / "site").glob("search*.html"))
    assert parts == ["search.html", "search.page-2.html", "search.page-3.html", "search.page-4.html"]
    assert 'href="search.page-4.html"' in (tmp_path / "site" / "search.page-3.html").read_text()


def test_a_page_of_ours_that_leads_nowhere_stops_the_export(
    desk_of_one: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(view: View) -> Page:
        return Page("site_missing.html", "x", {"others": (Named("x", "", view.to("nowhere")), Named("y", "", view.to("review")))})

    monkeypatch.setattr(answers, "SPOTS", (*answers.SPOTS, Spot("wrong", "wrong", wrong)))
    with pytest.raises(UsageError, match=r"W661.*nowhere: 1\. /metrograph/nowhere \(wrong\)"):
        write_site(desk_of_one, tmp_path / "site", formats=("ttl",))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", "W663"),
        ("--to a.ttl --site b", "W663"),
        ("--site a --graph view", "W664"),
        ("--site a --plain", "W664"),
        ("--to a.ttl --base-url https://example.org/", "W664"),
        ("--to a.ttl --formats ttl", "W664"),
        ("--site a --formats ttl,docx", "U108"),
        ("--site a --base-url example.org", "W662"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run("export", *words.split())
    assert (said.code, code in said.err) == (2, True)
    assert not list(tmp_path.iterdir())


def test_the_command_says_what_it_made(run: Run, tmp_path: Path, desk_of_one: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Options, "desk", desk_of_one)
    said = run("--lang", "fr", "export", "--site", tmp_path / "site", "--formats", "ttl, csv")
    assert said.code == 0, said.err
    assert re.search(r"\d+ pages et \d+ autres fichiers, \d+ Mo, dans .*site\. Ouvrez .*index\.html", said.err)
    assert "liens vers des choses dont les données ne disent rien" in said.err
    assert '<html lang="fr">' in (tmp_path / "site" / "index.html").read_text()
