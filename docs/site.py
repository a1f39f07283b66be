"""What mkdocs asks while it builds the site: one part a language, files from outside docs/, colours, search (see mkdocs.yml).

A page ``how-to/x.fr.md`` becomes ``fr/how-to/x.html``: frame, navigation and search of that page are French.
"""

import json
import re
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from metrograph.words import typeset

ROOT = Path(__file__).parent.parent
OTHERS = ("fr", "es")
LINK = re.compile(r"(?<=\]\()[^)\s#]+")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
PIECE = re.compile(r"<(pre|code)\b.*?</\1>|<[^>]*>|[^<]+", re.DOTALL)
COLOURS = re.compile(r"(--[\w-]+): ([^;{}]+);")


def language(uri: str) -> str:
    """The language of a source file: "fr" for ``x.fr.md``, else "en"."""
    suffixes = PurePosixPath(uri).suffixes
    return suffixes[-2][1:] if len(suffixes) > 1 and suffixes[-2][1:] in OTHERS else "en"


def twin(uri: str, lang: str) -> str:
    """The source file of the same page in another language."""
    stem = uri.removesuffix(".md").removesuffix(f".{language(uri)}")
    return f"{stem}.md" if lang == "en" else f"{stem}.{lang}.md"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The navigation with its patterns (``decisions/[0-9]*.md``) as pages; without the files that need to know the address of the site."""

    def whole(entries: list[Any]) -> list[Any]:
        found: list[Any] = []
        for entry in entries:
            if isinstance(entry, dict):
                found.append({title: whole(inner) if isinstance(inner, list) else inner for title, inner in entry.items()})
            elif "*" in entry:
                found.extend(sorted(path.relative_to(config.docs_dir).as_posix() for path in Path(config.docs_dir).glob(entry)))
            else:
                found.append(entry)
        return found

    config.nav = whole(config.nav or [])
    config.theme.static_templates -= {"404.html", "sitemap.xml"}
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Translations at their places, and what lies outside docs/: pages, files that pages link to, the colours of the explorer."""
    for file in files.documentation_pages():
        lang = language(file.src_uri)
        if lang != "en":
            file.dest_uri = f"{lang}/{twin(file.src_uri, 'en').removesuffix('.md')}.html"
            file.inclusion = InclusionLevel.NOT_IN_NAV
    for name, uri in brought(files, config).items():
        files.append(File.generated(config, uri, abs_src_path=str(ROOT / name)))
    for folder in sorted(config.extra["folders"]):
        if not files.get_file_from_path(f"{folder}/index.md"):
            files.append(
                File.generated(config, f"{folder}/index.md", content=listing(folder), inclusion=InclusionLevel.NOT_IN_NAV)
            )
    files.append(File.generated(config, "assets/colours.css", content=colours()))
    return files


def brought(files: Files, config: MkDocsConfig) -> dict[str, str]:
    """The files of the repository outside docs/ that the site shows: path there, path in the site."""
    found: dict[str, str] = dict(config.extra["brought"])
    folders: set[str] = set()
    sources = {file.src_uri: file.content_string for file in files.documentation_pages()}
    sources |= {uri: (ROOT / name).read_text(encoding="utf-8") for name, uri in found.items() if uri.endswith(".md")}
    for uri, text in sources.items():
        for target in LINK.findall(FENCE.sub("", text)):
            path = aim(uri, target, config)
            if path and not path.startswith("docs/") and (ROOT / path).is_file():
                found.setdefault(path, f"files/{path}")
            elif path.startswith("docs/") and (ROOT / path).is_dir():
                folders.add(path.removeprefix("docs/"))
    config.extra["shown"], config.extra["folders"] = found, folders
    return found


def listing(folder: str) -> str:
    """A page for a folder of docs/ that a page links to: its files."""
    inside = sorted(path for path in (ROOT / "docs" / folder).rglob("*") if path.is_file())
    names = [path.relative_to(ROOT / "docs" / folder).as_posix() for path in inside]
    return f"# {PurePosixPath(folder).name}\n\n" + "".join(f"- [{name}]({name})\n" for name in names)


def home(uri: str, config: MkDocsConfig) -> str:
    """Where a page of the site lies in the repository."""
    back = {place: name for name, place in config.extra["brought"].items()}
    return back.get(uri, f"docs/{uri}")


def aim(uri: str, target: str, config: MkDocsConfig) -> str:
    """The path in the repository that a link of a page leads to; nothing for an address elsewhere."""
    return "" if ":" in target else normpath(PurePosixPath(home(uri, config)).parent / target)


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 - the name is mkdocs'
    """Links as the site has them: a page may link to any file of the repository."""
    uri = page.file.src_uri

    def led(match: re.Match[str]) -> str:
        path = aim(uri, match[0], config)
        if not path:
            return match[0]
        place = config.extra["shown"].get(path) or path.removeprefix("docs/")
        return relpath(f"{place}/index.md" if (ROOT / path).is_dir() else place, PurePosixPath(uri).parent)

    parts = re.split(f"({FENCE.pattern})", markdown, flags=FENCE.flags)
    return "".join(part if part.startswith("```") else LINK.sub(led, part) for part in parts)


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    """The navigation of each language: that of English, as far as there are translations, then the way to the rest."""
    navs = {"en": nav}
    for lang in OTHERS:
        words = config.extra["words"][lang]

        def translated(items: list[Any], lang: str = lang, words: dict[str, str] = words) -> list[Any]:
            found: list[Any] = []
            for item in items:
                if isinstance(item, Section):
                    inner = translated(item.children)
                    if inner:
                        found.append(Section(words[item.title], inner))
                elif isinstance(item, Page) and (file := files.get_file_from_path(twin(item.file.src_uri, lang))):
                    found.append(file.page)
            return found

        items = translated(nav.items)
        pages = walked(items, None)
        for page, before, after in zip(pages, [None, *pages], [*pages[1:], None], strict=False):
            page.previous_page, page.next_page = before, after
        rest = Link(words["Read on in English"], nav.pages[0].url)
        navs[lang] = Navigation([*items, rest], pages)
        navs[lang].homepage = pages[0]
        shown = {page.file.src_uri for page in pages}
        lost = [f.src_uri for f in files.documentation_pages() if language(f.src_uri) == lang and f.src_uri not in shown]
        if lost:
            raise PluginError(f"no page in English has the place of {', '.join(lost)}")
    config.extra["navs"] = navs
    return nav


def walked(items: list[Any], parent: Section | None) -> list[Page]:
    """The pages below, in order; each item is told its parent."""
    pages: list[Page] = []
    for item in items:
        item.parent = parent
        pages.extend(walked(item.children, item) if isinstance(item, Section) else [item])
    return pages


def on_page_content(html: str, *, page: Page, **_: Any) -> str:
    """French as a printer sets it, without a line's end before a high mark; code and marks of HTML stay as they are."""
    lang = language(page.file.src_uri)
    return PIECE.sub(lambda piece: piece[0] if piece[0][0] == "<" else typeset(piece[0], lang), html)


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:  # noqa: ARG001
    """The frame of a page: language, navigation, the same page in the other languages."""
    lang = language(page.file.src_uri)
    navs, words = config.extra["navs"], config.extra["words"]
    config.theme["language"] = lang
    config.extra["alternate"] = [
        {"name": words.get(other, {}).get("language", "English"), "link": address(page, other, navs), "lang": other}
        for other in ("en", *OTHERS)
    ]
    config.extra["homepage"] = navs[lang].pages[0].url
    return {**context, "nav": navs[lang]}


def address(page: Page, lang: str, navs: dict[str, Navigation]) -> str:
    """The address of a page in a language; the first page of that language where there is none."""
    wanted = twin(page.file.src_uri, lang)
    return next((found.url for found in navs[lang].pages if found.file.src_uri == wanted), navs[lang].pages[0].url)


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """No links for which the theme would fetch a sitemap; in other languages than English the folder to search, and the words that are ours."""
    lang = language(page.file.src_uri)
    output = re.sub(r'<link rel="alternate"[^>]*>\s*', "", output)
    if lang == "en":
        return output
    words = config.extra["words"][lang]
    for english in ("Switch to dark", "Switch to light"):
        output = output.replace(f'"{english}"', f'"{words[english]}"')
    output = output.replace(config.copyright or "", words["copyright"])
    base = relpath(lang, PurePosixPath(page.file.dest_uri).parent)
    return re.sub(r'(<script id="__config" type="application/json">\{[^<]*?"base": )"[^"]*"', rf'\1"{base}"', output)


@event_priority(-100)
def on_post_build(*, config: MkDocsConfig) -> None:
    """A search index for each language: its own pages, then those that are in English only; as a script too, for pages opened from a folder."""
    site = Path(config.site_dir)
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    entries = {lang: [e for e in index["docs"] if (e["location"][:3] if e["location"][:3] in {"fr/", "es/"} else "en/") == f"{lang}/"]
               for lang in ("en", *OTHERS)}  # fmt: skip
    for lang in ("en", *OTHERS):
        own = [{**e, "location": e["location"].removeprefix(f"{lang}/")} for e in entries[lang]]
        there = {e["location"].partition("#")[0] for e in own}
        if lang != "en":
            own += [
                {**e, "location": f"../{e['location']}"} for e in entries["en"] if e["location"].partition("#")[0] not in there
            ]
        folder = site / ("" if lang == "en" else lang) / "search"
        folder.mkdir(exist_ok=True, parents=True)
        languages = ["en"] if lang == "en" else [lang, "en"]
        text = json.dumps(
            {"config": {**index["config"], "lang": languages}, "docs": own}, ensure_ascii=False, separators=(",", ":")
        )
        (folder / "search_index.json").write_text(text, encoding="utf-8")
        (folder / "search_index.js").write_text(f"var __index = {text}", encoding="utf-8")


def colours() -> str:
    """The colours of the explorer, for the names of the theme's light and dark schemes."""
    text = (ROOT / "src" / "metrograph" / "pages" / "static" / "app.css").read_text(encoding="utf-8")
    light = text.partition(":root {")[2].partition("}")[0]
    dark = text.partition(':root[data-theme="dark"] {')[2].partition("}")[0]
    rules = ""
    for scheme, block in (("default", light), ("slate", dark)):
        rules += (
            f"[data-md-color-scheme={scheme}] {{ {' '.join(f'{name}: {value};' for name, value in COLOURS.findall(block))} }}\n"
        )
    return rules
