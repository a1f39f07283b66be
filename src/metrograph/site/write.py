"""Writes the site: every page that can be reached, in each language, with every link changed into that to a file and checked."""

import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from metrograph.desk import Desk
from metrograph.errors import UsageError, near
from metrograph.site.answers import EVERY, FORMATS, Answers, Target
from metrograph.site.files import Files, relative, stem, step
from metrograph.site.folder import renewed
from metrograph.site.links import led, still
from metrograph.site.maps import maps
from metrograph.site.searching import SCRIPT, SEARCH, missing_page, script
from metrograph.words import LANGUAGES

_DATA = {"id", "graph", "sdg", "ns", "export"}
_LIVE = {"review", "link", "session", "sparql", "api", "reconcile", "update", "store"}
_NOT_FOLLOWED = {"sort", "group", "depth", "show"}
_BESIDE = ("page", "table", "view")
_VARIANTS = 5_000
_SHOWN = 10
_ADDRESS = re.compile(r"https?://[^\s/?#\"<>]+(?:/[^\s?#\"<>]*)?")


@dataclass(frozen=True, slots=True)
class Site:
    """What was written: how many files, pages among them, how many bytes, and how many links were left as words."""

    files: int
    pages: int
    size: int
    unlinked: int


def write_site(
    desk: Desk,
    folder: Path,
    lang: str = "en",
    *,
    address: str = "",
    formats: tuple[str, ...] = FORMATS,
    tell: Callable[[int], None] = lambda _: None,
) -> Site:
    """A folder of pages with all that a service shows which needs no service; ``lang`` is the language at its top.

    ``address`` is where the folder will be found on the web, for maps of the site and for links that are to be complete.
    """
    for name in formats:
        if name not in EVERY:
            raise UsageError("U108", value=name, name="--formats", near=near(name, EVERY), choices=",".join(EVERY))
    if address and not _ADDRESS.fullmatch(address):
        raise UsageError("W662", value=address)
    whole = address if not address or address.endswith("/") else f"{address}/"
    with renewed(folder) as place:
        return _Writer(desk, place, lang, whole, formats, tell).run()


class _Writer:
    """One site on its way to disk."""

    def __init__(
        self, desk: Desk, place: Path, lang: str, address: str, formats: tuple[str, ...], tell: Callable[[int], None]
    ) -> None:
        self.place, self.lang, self.address, self.tell = place, lang, address, tell
        self.answers = Answers(desk, address or desk.names.base, formats)
        self.where = self.answers.where
        self.files = Files()
        self.queue: deque[Target] = deque()
        self.variants: dict[tuple[str, str], set[Target]] = {}
        self.ways: dict[tuple[str, str], tuple[str, str] | None] = {}
        self.dead: dict[str, str] = {}
        self.unlinked: set[tuple[str, str]] = set()
        self.size = self.count = self.pages = 0

    # ---- what is written

    def run(self) -> Site:
        """Write everything; nothing is kept when a page leads nowhere."""
        languages = (self.lang, *(lang for lang in LANGUAGES if lang != self.lang))
        for inside in self.answers.seeds:
            for lang in languages:
                self._want(Target(inside, (), "html", lang))
        for path in ("calendar.ics", "context.jsonld", SCRIPT, "static/LICENCES.txt"):
            for lang in languages:
                self._found(path, lang)
        self._missing()
        while self.queue:
            self._write(self.queue.popleft())
        if self.dead:
            links = ", ".join(f"{link} ({page})" for link, page in list(self.dead.items())[:_SHOWN])
            raise UsageError("W661", n=len(self.dead), links=links)
        self._extras()
        return Site(self.count, self.pages, self.size, len(self.unlinked))

    def _found(self, path: str, lang: str) -> None:
        if target := self.answers.find(path, (), lang):
            self._want(target)

    def _want(self, target: Target) -> str:
        """The file of something, to be written if it is not yet."""
        if target in self.files:
            return self.files.named(target)
        self.queue.append(target)
        return self.files.named(target, self._wanted(target))

    def _wanted(self, target: Target) -> str:
        """The name that the file of something should have: selections in a folder of their own, parts of a list beside it."""
        tree = f"{target.lang}/" if target.lang not in ("", self.lang) else ""
        if not target.form:
            return tree + target.inside
        *folders, last = self.files.stem(target.inside).split("/")
        for name, told in target.fields:
            if name not in _BESIDE:
                folders, last = [*folders, step(f"{last}.{name}")], stem(told.removeprefix(self.where.names.shared("")))
        more = "".join(f".{name}-{told}" if name != "table" else f".{told}" for name, told in target.fields if name in _BESIDE)
        *inner, last = last.split("/")
        return tree + "/".join([*folders, *inner, f"{step(last + more) if more else last}.{target.form}"])

    def _write(self, target: Target) -> None:
        if target.form == "html":
            self._page(target)
        elif dict(target.fields).get("table"):
            self._table(target)
        elif target.inside == SCRIPT:
            self._save(self.files.named(target), self._script(target.lang).encode())
        elif not target.form:
            self._save(self.files.named(target), self.answers.single(target))
        else:
            self._save(self.files.named(target), self.answers.document(target.inside).written(target.form, target.lang or "en"))

    def _page(self, target: Target) -> None:
        here, before = self.files.named(target), len(self.queue)
        html = self.answers.page(target)
        self._save(here, self._led(html, here, target))
        self.pages += 1
        if target.inside not in self.answers.spots and not target.fields:
            for form in self.answers.forms(target.inside):
                if form in self.answers.document(target.inside).suffixes:
                    self._want(Target(target.inside, (), form, target.lang if form == "csv" else ""))
        fresh = [self.queue.pop() for _ in range(len(self.queue) - before)][::-1]
        near_by = [one for one in fresh if one.inside == target.inside and one.form not in ("html", "")]
        self.queue.extend(one for one in fresh if one not in near_by)
        for one in near_by:  # now, while the page and its document are at hand
            self._write(one)

    def _table(self, target: Target) -> None:
        table = self.answers.table(target)
        if table is None:
            self.dead.setdefault(f"{target.inside}?table={dict(target.fields)['table']}", target.inside)
            return
        self._save(self.files.named(target), table.sheet().encode())

    def _script(self, lang: str) -> str:
        """The names of all things, with the way to each from the page of the search."""
        here = self.files.named(Target(SEARCH, (), "html", lang))
        rows = []
        for one in self.answers.names(lang):
            target = self._target(one.name.href, lang)
            if target:
                rows.append((one.name.text, one.kind, relative(here, self._want(target)), one.words))
        return script(rows)

    def _missing(self) -> None:
        """The page for what is not there; its links are complete where it is known from where they lead."""
        target = Target("404", (), "html", self.lang)
        view = self.answers.view("", self.lang)
        html = missing_page(view).html(replace(view.frame(), path="", canonical=""))
        self._save(self.files.named(target, "404.html"), self._led(html, "404.html", target))

    def _extras(self) -> None:
        """What web servers and robots look for."""
        self._save(".nojekyll", b"")
        self._save(".well-known/void", self.answers.document("void").written("ttl", "en"))
        if self.address:
            pages = [name for name in self.files.names if name.endswith(".html") and name != "404.html"]
            for name, text in maps(self.address, pages):
                self._save(name, text.encode())

    def _save(self, name: str, body: bytes) -> None:
        path = self.place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        self.size += len(body)
        self.count += 1
        self.tell(self.count)

    # ---- where links lead

    def _led(self, html: str, here: str, target: Target) -> bytes:
        """A page with its links changed into those to files."""
        whole = urlsplit(self.address).path if target.inside == "404" and self.address else ""

        def way(there: str) -> str:
            return whole + quote(there) if whole else relative(here, there)

        def lead(link: str) -> str | None:
            return self._way(link, target, way)

        def told(link: str) -> str | None:
            inside = link.startswith(self.where.address)
            path = self.where.root + link.removeprefix(self.where.address) if inside else link
            if inside and self._target(path, target.lang) is None:
                return link
            return self._way(path, target, lambda there: self.address + quote(there) if self.address else way(there))

        plain = way(self._want(Target("static/site.js", (), "")))
        return led(still(html, plain), lead, told).encode()

    def _way(self, link: str, target: Target, way: Callable[[str], str]) -> str | None:
        """Where a link leads from a page; ``None`` where it is to be words only."""
        if not link.startswith(("/", "?")) or link.startswith("//"):
            return link
        key = (link, target.lang)
        if key not in self.ways:
            self.ways[key] = self._there(link, target)
        there = self.ways[key]
        return way(there[0]) + there[1] if there else None

    def _there(self, link: str, target: Target) -> tuple[str, str] | None:
        """The file that a link of ours leads to, and what follows its name."""
        found = self._target(link, target.lang)
        if found is None:
            self._unknown(link, target)
            return None
        if not self._followed(found):
            return None
        sought = dict(found.fields).get("q", "") if found.inside == SEARCH else ""
        if sought:  # the page finds it by itself, with its script
            found = replace(found, fields=tuple(one for one in found.fields if one[0] != "q"))
        _, mark, fragment = link.partition("#")
        return self._want(found), f"{'?' if sought else ''}{urlencode({'q': sought}) if sought else ''}{mark}{fragment}"

    def _target(self, link: str, lang: str) -> Target | None:
        """What a link is to."""
        bare = link.partition("#")[0]
        if not bare.startswith(self.where.root):
            return None
        parts = urlsplit(bare)
        fields = tuple(parse_qsl(parts.query, keep_blank_values=True))
        spoken = next((told for key, told in reversed(fields) if key == "lang" and told in LANGUAGES), lang)
        return self.answers.find(parts.path.removeprefix(self.where.root), fields, spoken)

    def _unknown(self, link: str, target: Target) -> None:
        """Take note of a link that leads nowhere: to what only a service has or the data says nothing of, else by mistake."""
        head = re.split(r"[/.?#]", link.removeprefix(self.where.root), maxsplit=1)[0]
        if head in _DATA | _LIVE:
            self.unlinked.add((link, target.lang))
        else:
            self.dead.setdefault(link, target.inside)

    def _followed(self, found: Target) -> bool:
        """Whether a page of some fields is one to be written: orders and selections beyond one would have no end."""
        own = [name for name, _ in found.fields if name not in ("page", "table", "q")]
        if len(own) > 1 or _NOT_FOLLOWED.intersection(own):
            return False
        if not own:
            return True
        held = self.variants.setdefault((found.inside, found.lang), set())
        if found not in held and len(held) >= _VARIANTS:
            return False
        held.add(found)
        return True
