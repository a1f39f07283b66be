"""Pages over data that wish us ill: every text is shown as text, by a strict parser and in a real browser."""

import html.parser
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
import yaml
from tests.attacks_payloads import IRIS, RUN, TEXTS
from tests.service import Running

from metrograph.namespaces import RDFS, SKOS
from metrograph.workspace import create

HTML = "text/html"
ID = "https://w3id.org/metrograph/id/"
SAFE = re.compile(r"(?:https?://|mailto:|urn:|[/?#]|$|[^:/?#]+(?:[/?#]|$))", re.IGNORECASE)
ELEMENTS = {
    "html", "head", "meta", "title", "link", "script", "body", "a", "header", "nav", "ul", "ol", "li", "main", "h1", "h2", "h3", "h4", "p", "code", "pre", "table", "caption", "thead", "tbody", "tr", "th", "td", "bdi", "bdo",
    "small", "dl", "dt", "dd", "section", "article", "aside", "blockquote", "footer", "form", "label", "textarea", "select", "option", "optgroup", "datalist", "noscript", "progress", "button", "div", "span", "strong", "em", "b", "i", "abbr", "time", "details", "summary", "input", "br", "hr",
    "figure", "figcaption", "mark", "cite", "q", "fieldset", "legend", "output", "wbr", "colgroup", "col", "tfoot", "sup", "sub", "kbd", "samp", "var", "svg", "path", "rect", "circle", "g", "line", "text", "use", "symbol", "desc", "polygon", "polyline", "ellipse", "defs", "data", "menu", "search", "hgroup", "address",
}  # fmt: skip
"""What the pages are made of."""


class Strict(html.parser.HTMLParser):
    """Notes whatever a page should not hold."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self._script = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self._script = tag == "script"
        if tag not in ELEMENTS:
            self.wrong.append(f"<{tag}>")
        if len(told) != len(attrs):
            self.wrong.append(f"<{tag}> with an attribute twice")
        local = (
            tag == "script" and set(told) <= {"src", "defer", "type", "async"} and (told.get("src") or "").startswith("/static/")
        )
        if tag == "script" and told.get("type") not in {"application/ld+json", "application/json"} and not local:
            self.wrong.append(f"script {told}")
        for name, value in attrs:
            text = re.sub(r"[\x00-\x20]", "", value or "")
            if name.startswith("on") or name in {
                "style",
                "srcdoc",
                "formaction",
                "ping",
                "http-equiv",
                "xlink:href",
                "background",
                "srcset",
                "data",
            }:
                self.wrong.append(f"{tag} {name}={value}")
            if name in {"href", "src", "action", "cite", "poster"} and not SAFE.match(text):
                self.wrong.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        (self.scripts if self._script else self.texts).append(data)

    def handle_endtag(self, tag: str) -> None:
        self._script = self._script and tag != "script"

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}-->")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(f"<![{data}")


def sound(page: str, where: str) -> Strict:
    found = Strict(page)
    assert found.wrong == [], where
    for script in found.scripts:
        json.loads(script)
    assert page.count("<!") == page.lower().count("<!doctype html>") == 1, where
    return found


# ---- a workspace full of them


def spoilt(folder: Path) -> Path:
    """A workspace whose every label, note and name ends with a payload."""
    create(folder)
    payload = cycle(one for one in TEXTS if one.isprintable())
    for path in sorted(folder.rglob("*.yaml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        for item in [told.get("source", {}), *told.get("items", [])]:
            for name in ("label", "translation", "title"):
                if isinstance(item.get(name), dict):
                    item[name] = {lang: f"{text} {next(payload)}" for lang, text in item[name].items()}
            for name in ("note",):
                if name in item:
                    item[name] = f"{item[name]} {next(payload)}"
        path.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")
    return folder


def quads() -> str:
    """Things with a hundred payloads, things with one each, and links to IRIs that are payloads."""
    label, alt, about, says = (
        ox.NamedNode(iri) for iri in (RDFS + "label", SKOS + "altLabel", SKOS + "definition", "http://example.org/says")
    )
    found = []
    for at, text in enumerate(TEXTS):
        everything, one = ox.NamedNode(f"{ID}xss-all-{at // 100}"), ox.NamedNode(f"{ID}xss-{at}")
        found += [
            ox.Triple(everything, alt, ox.Literal(text)),
            ox.Triple(one, label, ox.Literal(text, language="en")),
            ox.Triple(one, about, ox.Literal(text)),
            ox.Triple(everything, says, one),
        ]
        found.append(ox.Triple(one, says, ox.BlankNode(f"b{at}")))
        found.append(ox.Triple(ox.BlankNode(f"b{at}"), alt, ox.Literal(text)))
    for at, iri in enumerate(IRIS):
        everything, node = ox.NamedNode(f"{ID}xss-all-iris"), ox.NamedNode(iri)
        found += [
            ox.Triple(everything, says, node),
            ox.Triple(everything, node, ox.Literal(str(at))),
            ox.Triple(node, says, everything),
            ox.Triple(everything, alt, ox.Literal("x", datatype=node)),
        ]
        found += [
            ox.Triple(everything, ox.NamedNode(f"http://www.w3.org/2000/01/rdf-schema#{name}"), node)
            for name in ("seeAlso", "isDefinedBy")
        ]
        found.append(ox.Triple(everything, ox.NamedNode("http://www.w3.org/2002/07/owl#sameAs"), node))
        found.append(ox.Triple(ox.NamedNode(ID + quote(iri, safe="'();:=/.&#?,")), label, ox.Literal(iri)))
    return "".join(f"{triple} .\n" for triple in found)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("pages")
    with Running("--workspace", spoilt(folder / "plans"), "--timeout", "20", token=True, folder=folder) as running:
        answer = running.ask(
            "PUT",
            "/store?graph=" + quote("http://example.org/graph/'onmouseover='x", safe=""),
            quads(),
            token=True,
            Content_Type="application/n-triples",
        )
        assert answer.status == 201, answer.text
        yield running


def pages(service: Running) -> list[str]:
    """The paths of pages on which payloads stand."""
    items = [
        row["e"]["value"]
        for row in service.query(
            "SELECT DISTINCT ?e { ?e rdfs:label ?l FILTER STRSTARTS(STR(?e), 'https://w3id.org/metrograph/id/') }"
        ).json["results"]["bindings"]
    ]
    links = service.get("/api/alignments?limit=3").json["rows"]
    known = [one["id"] for prefix in "pal" for one in service.get(f"/reconcile/suggest/entity?prefix={prefix}").json["result"]]
    questions = service.get("/api/questions").json
    named = [
        row["g"]["value"] for row in service.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").json["results"]["bindings"]
    ]
    graphs = [one.replace(ID.removesuffix("id/"), "/") for one in named if one.startswith(ID.removesuffix("id/"))]
    names = [one["name"] for one in questions["questions"]]
    return [
        *(f"/id/xss-all-{at}" for at in range(len(TEXTS) // 100 + 1)), "/id/xss-all-iris", "/id/xss-all-iris.html?lang=fr", "/", "/?lang=es", "/sdg", "/sdg/11", "/sdg/11.2", "/ns", "/void", "/dcat", "/api", "/sparql",
        *(f"/id/{quote(iri.removeprefix(ID))}" for iri in (*items[:40:4], *(f"{ID}xss-{at}" for at in range(0, len(TEXTS), 25)))),
        *(f"/api/alignments/{quote(row['id'])}" for row in links),
        *(f"/api/questions/{name}.html" for name in names), "/api/alignments?format=html", "/api/coverage?format=html", "/api/search?q=script&format=html", "/api/search?q=onerror&format=html",
        *(f"/reconcile/preview?id={quote(one, safe='')}" for one in known), *graphs, "/api/questions", "/reconcile",
        "/plan", "/pilots", "/themes", "/calendar", "/graph", "/graph?of=theme-mobility", "/graph?of=xss-all-1", "/query", "/quality", "/quality/S26", "/assess", "/compare", "/export", "/about", "/review", "/review?lang=fr", "/review/log", "/link", "/session",
        "/search?q=script", "/search?q=onerror&lang=es", "/search?q=a&page=2", *(f"/query/{name}" for name in names), "/query?query=" + quote("SELECT ?s ?l { ?s rdfs:label|skos:altLabel ?l }"),
    ]  # fmt: skip


def reflected(text: str) -> list[str]:
    """Paths that give back what they are asked for."""
    words = quote(text.encode("utf-8", "replace"), safe="")
    return [
        f"/{words}", f"/id/{words}", f"/sdg/{words}", f"/graph/{words}", f"/ns/{words}", f"/api/questions/{words}", f"/api/questions/links?goal={words}&format=html", f"/api/search?q={words}&format=html", f"/sparql?query={words}",
        f"/sparql?query=ASK%7B%7D&format={words}", f"/sparql?query={quote('SELECT (1 AS ?')}{words}", f"/reconcile/preview?id={words}", f"/reconcile?callback={words}", f"/export/{words}", f"/?lang={words}", f"/api/link?{words}={words}", f"/store?graph={words}", f"/sitemap.xml?part={words}", f"/static/{words}",
        f"/search?q={words}", f"/query?query={words}", f"/query/{words}", f"/query/links?goal={words}", f"/query?query={quote('SELECT (1 AS ?')}{words}", f"/quality/{words}", f"/quality?table={words}", f"/calendar?year={words}", f"/calendar?line={words}", f"/graph?of={words}",
        f"/review?plan={words}", f"/review?goal={words}", f"/session?next={words}", f"/pilots?status={words}", f"/compare?earlier={words}", f"/plan?page={words}", f"/id/metropolis-2019/pilot-mega?table={words}",
    ]  # fmt: skip


# ---- by a strict parser


def test_there_are_three_hundred_payloads() -> None:
    assert len(set(TEXTS)) + len(set(IRIS)) >= 350


def test_every_page_shows_every_payload_as_text(service: Running) -> None:
    seen, shown = 0, ""
    for path in pages(service):
        answer = service.get(path, Accept=HTML)
        assert answer.status == 200, (path, answer.text[:300])
        if answer.headers.get_content_type() != HTML:
            assert path.startswith(("/reconcile", "/api/alignments/", "/api/questions")), path
            continue
        seen += 1
        assert "script-src 'self'" in (policy := answer.headers["Content-Security-Policy"]) or "default-src 'self'" in policy
        assert "unsafe" not in policy
        shown += "".join(sound(answer.text, path).texts)
    assert seen > 60
    unseen = [text for text in TEXTS if text.isprintable() and " ".join(text.split()) not in " ".join(shown.split())]
    assert not unseen, "a payload that is nowhere shown is not tried"


def test_a_thing_whose_name_is_a_payload_has_a_page_of_its_own(service: Running) -> None:
    for iri in IRIS:
        answer = service.get("/id/" + quote(iri, safe=""), Accept=HTML)
        assert answer.status in {200, 404}
        sound(answer.text, iri)


def test_what_is_asked_for_is_given_back_as_text_only(service: Running) -> None:
    for at, text in enumerate((*TEXTS, *IRIS)):
        ways = reflected(text)
        for path in (ways[at % len(ways)], ways[(at * 7 + 3) % len(ways)]):
            answer = service.get(path, Accept=HTML)
            assert answer.status < 500, path
            media = answer.headers.get_content_type()
            if media == HTML:
                sound(answer.text, path)
            else:
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
                assert not (media == "application/javascript" and "PWNED" in answer.text), path


@pytest.mark.slow
def test_every_payload_through_every_door(service: Running) -> None:
    for text in (*TEXTS, *IRIS):
        for path in reflected(text):
            answer = service.get(path, Accept=HTML)
            assert answer.status < 500, path
            if answer.headers.get_content_type() == HTML:
                sound(answer.text, path)


def test_a_report_about_a_hostile_graph_is_a_sound_page(service: Running) -> None:
    shape = "@prefix mg: <https://w3id.org/metrograph/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    body = shape + "".join(
        f"<http://example.org/{at}> a mg:PilotProject ; mg:code {ox.Literal(text)} ; rdfs:label {ox.Literal(text)} .\n"
        for at, text in enumerate(TEXTS)
    )
    body += "".join(f"{ox.NamedNode(iri)} a mg:PilotProject ; mg:partOf {ox.NamedNode(iri)} .\n" for iri in IRIS)
    answer = service.ask("POST", "/api/validate?format=html", body.encode(), Content_Type="text/turtle")
    assert (answer.status, answer.headers.get_content_type()) == (200, HTML)
    assert "<style" not in answer.text  # the policy of the service allows none within a page
    assert "PWNED" in "".join(sound(answer.text, "report").texts)


def test_results_that_a_browser_would_render_are_not_rendered(service: Running) -> None:
    for accept in (
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/html",
        "application/xhtml+xml",
        "text/xml",
        "image/svg+xml",
        "*/*",
        "application/json",
    ):
        answer = service.query("SELECT ?l { ?s ?p ?l FILTER isLiteral(?l) }", accept=accept)
        if answer.status == 200 and answer.headers.get_content_type() != HTML:
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_pages_are_answered_at_once_after_a_change(service: Running) -> None:
    for number in range(2):
        update = f'INSERT DATA {{ GRAPH <http://example.org/more> {{ <{ID}more-{number}> rdfs:label "<script>{number}" }} }}'
        assert service.update(update).status == 204
        for path in (
            f"/id/more-{number}",
            "/",
            "/id/xss-all-1.ttl",
            "/id/xss-1.jsonld",
            "/api/questions/links.html",
            "/reconcile/preview?id=https%3A%2F%2Fw3id.org%2Fmetrograph%2Fid%2Ftheme-mobility",
        ):
            assert service.get(path, Accept=HTML).status == 200, path


# ---- in a real browser


def chromium() -> str:
    """Where the browser is; without one the test is skipped, and fails in CI."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
    if not found:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no Chromium: apt-get install chromium")
    return found


def rendered(address: str, folder: Path, seconds: float = 2) -> str:
    """The document after its scripts, if any, have run."""
    command = [
        chromium(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions", "--allow-file-access-from-files", "--disable-background-networking", f"--user-data-dir={folder}",
        f"--virtual-time-budget={int(seconds * 1000)}", "--dump-dom", address,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, timeout=60, check=False, env={**os.environ, "HOME": str(folder)})
    assert done.returncode == 0, done.stderr[-500:]
    return done.stdout.decode("utf-8", "replace")


FRAMES = """<!DOCTYPE html><meta charset="utf-8"><title>calm</title>
<script>window.addEventListener("message", e => {{ document.title = "heard " + e.data; }});</script>
{frames}"""


def beside(folder: Path, bodies: list[str]) -> Path:
    """A page with other pages in frames, from files: without the header fields that keep scripts from running."""
    for at, body in enumerate(bodies):
        (folder / f"{at}.html").write_text(body, encoding="utf-8")
    path = folder / "all.html"
    path.write_text(
        FRAMES.format(frames="".join(f'<iframe src="{at}.html"></iframe>' for at in range(len(bodies)))), encoding="utf-8"
    )
    return path


def title(document: str) -> str:
    found = re.search(r"<title>([^<]*)</title>", document)
    return found[1] if found else ""


def test_the_browser_would_notice(tmp_path: Path) -> None:
    for payload in (f"<img src=x onerror={RUN}>", f"<svg onload={RUN}>", f"<script>{RUN}</script>"):
        document = rendered(
            beside(tmp_path, ["<p>fine", f"<!DOCTYPE html><title>x</title>{payload}"]).as_uri(), tmp_path / "profile"
        )
        assert title(document) == "heard PWNED"


def test_no_payload_is_run_by_a_browser(service: Running, tmp_path: Path) -> None:
    chromium()
    paths = [path for path in pages(service) if not path.startswith(("/sdg", "/ns", "/void", "/dcat"))]
    paths += [path for at, text in enumerate(TEXTS) for path in reflected(text)[at % 5 : at % 5 + 1] if at % 16 == 0]
    bodies = [answer.text for path in paths if (answer := service.get(path, Accept=HTML)).headers.get_content_type() == HTML]
    assert len(bodies) > 50
    assert title(rendered(beside(tmp_path, bodies).as_uri(), tmp_path / "profile", 4)) == "calm"
    for path in ("id/xss-all-0", "id/xss-all-iris?lang=fr", "nowhere/" + quote(TEXTS[0])):
        document = rendered(service.address + path, tmp_path / "profile")
        assert title(document) != "PWNED"
        if path.startswith("id/"):
            assert Strict(document).wrong == []
