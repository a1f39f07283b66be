"""The files of a release that people read first: README.md, LICENSE, CITATION.cff and CHANGELOG.md."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from metrograph.folder import Publisher
from metrograph.graph.meta import CC_BY
from metrograph.namespaces import sdg_code, short
from metrograph.release.changes import Changes
from metrograph.release.manifest import Entry
from metrograph.table import Table
from metrograph.words import LANGUAGES, counted, grouped, mark, say

_SHOWN = 50
_KOS = "A Knowledge Organization System for the United Nations Sustainable Development Goals"


@dataclass(frozen=True, slots=True)
class Cover:
    """What the texts of a release tell: which version of what, by whom, and how much it holds."""

    version: str
    date: str
    node: str
    address: str
    publisher: Publisher
    plans: tuple[tuple[tuple[str, str], ...], ...]
    """The names of each plan, by language."""
    triples: int
    elements: int
    links: int
    reviewed: int
    licences: tuple[tuple[str, str], ...]
    """(graph, licence) of each graph, the licence empty where none is stated."""

    def by(self, lang: str) -> str:
        """Who publishes it."""
        return self.publisher.name or say("dataset.unnamed", lang)

    def title(self, lang: str) -> str:
        """What it is called: by its plan where there is one, else in general."""
        names = [dict(plan) for plan in self.plans]
        one = names[0].get(lang) or next(iter(names[0].values()), "") if len(names) == 1 and names[0] else ""
        return say("release.title.of", lang, plan=one) if one else say("release.title", lang)

    def cited(self, lang: str) -> str:
        """How to cite it."""
        dated = f"{self.by(lang)} ({self.date[:4]})" if self.date else self.by(lang)
        return say("release.cited", lang, by=dated, title=self.title(lang), version=self.version, iri=self.address or self.node)


def readme(cover: Cover, entries: Iterable[Entry]) -> bytes:
    """``README.md``: what is here, how to cite, licence, limits, in three languages."""
    files = sorted(entries, key=lambda one: one.path)
    others = [" · ".join(f"[{say('page.language', lang)}](#{lang})" for lang in LANGUAGES)]
    parts = [f"# {cover.title('en')} {cover.version}", *others]
    for lang in LANGUAGES:
        parts.extend(_section(cover, files, lang))
    return ("\n\n".join(parts) + "\n").encode()


def _section(cover: Cover, files: list[Entry], lang: str) -> Iterator[str]:
    def text(key: str, **values: object) -> str:
        return say(f"release.readme.{key}", lang, **values)

    yield f'<a id="{lang}"></a>\n\n## {cover.title(lang)}, {say("release.version", lang, version=cover.version)}'
    yield text(
        "what",
        triples=grouped(cover.triples, lang),
        elements=grouped(cover.elements, lang),
        links=grouped(cover.links, lang),
    )
    yield f"### {text('files')}"
    rows = tuple((f"[{one.path}]({one.path})", say(one.about, lang), _size(one.size, lang)) for one in files if one.about)
    yield Table((say("export.file", lang), say("export.what", lang), text("size")), rows).md().rstrip()
    yield f"### {text('check')}"
    yield f"{text('check.how')}\n\n```sh\nsha256sum -c SHA256SUMS\nmetrograph release --check .\n```"
    yield f"### {text('cite')}"
    yield cover.cited(lang)
    yield f"### {text('licence')}"
    yield text("licence.told", by=cover.by(lang), licence=CC_BY)
    unlicensed = [graph for graph, licence in cover.licences if not licence]
    if unlicensed:
        yield f"{text('licence.none')}{mark(':', lang)}{', '.join(f'`{one}`' for one in unlicensed)}."
    yield f"### {text('limits')}"
    decided = counted("release.readme.limits.reviewed", lang, cover.reviewed, total=grouped(cover.links, lang))
    yield "\n".join(f"- {one}" for one in (decided, text("limits.potential"), text("limits.un"), text("limits.official")))


def _size(size: int, lang: str) -> str:
    """A size as people read it; thousands, as disks count."""
    if size < 1_000_000:
        return say("release.kilobytes", lang, n=max(1, round(size / 1_000)))
    told = f"{size / 1_000_000:.1f}"
    return say("release.megabytes", lang, n=told if lang == "en" else told.replace(".", ","))


def licence(cover: Cover) -> bytes:
    """``LICENSE``: under which terms the data may be used, in three languages, with what stands apart."""
    apart = [graph for graph, told in cover.licences if told != CC_BY]
    parts = ["SPDX-License-Identifier: CC-BY-4.0", f"{CC_BY}legalcode"]
    for lang in LANGUAGES:
        lines = [say("release.licence", lang, by=cover.by(lang), title=cover.title(lang), version=cover.version)]
        lines.append(say("release.readme.limits.un", lang))
        if apart:
            lines.append(f"{say('release.readme.licence.none', lang)}{mark(':', lang)}{', '.join(apart)}.")
        parts.append("\n".join(lines))
    return ("\n\n".join(parts) + "\n").encode()


def citation(cover: Cover) -> bytes:
    """``CITATION.cff``: Citation File Format 1.2.0, 2021, citation-file-format.github.io.

    Every value is a JSON string, which YAML reads as it is.
    """

    def lines(told: Iterable[tuple[str, str]], indent: str = "") -> list[str]:
        return [f"{indent}{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in told if text]

    publisher = cover.publisher
    author = lines((("name", cover.by("en")), ("website", publisher.url), ("email", publisher.email)), "    ")
    author[0] = f"  - {author[0].strip()}"
    body = [
        "cff-version: 1.2.0",
        *lines((("message", say("release.cff.message", "en")), ("type", "dataset"), ("title", cover.title("en")))),
        "authors:",
        *author,
        *lines((("version", cover.version), ("date-released", cover.date), ("license", "CC-BY-4.0"), ("url", cover.address))),
        *lines((("abstract", say("dataset.description", "en")),)),
        "identifiers:",
        "  - type: other",
        *lines((("value", cover.node), ("description", say("release.cff.identifier", "en"))), "    "),
        "keywords:",
        *(f"  - {json.dumps(word)}" for word in say("dataset.keywords", "en").split(", ")),
        "references:",
        "  - type: generic",
        *lines((("title", _KOS), ("url", "http://metadata.un.org/sdg")), "    "),
        "    year: 2019",
        "    authors:",
        *(f"      - family-names: {name}\n        given-names: {given}" for name, given in _AUTHORS),
    ]
    return ("\n".join(body) + "\n").encode()


_AUTHORS = (("Joshi", "A."), ("Gonzalez Morales", "L."), ("Klarman", "S."), ("Helton", "A."))


def changelog(cover: Cover, found: Changes | None, earlier: str) -> bytes:
    """``CHANGELOG.md``: this version first, in three languages, then what the release before told of itself and others."""
    head = f"# {' · '.join(say('release.changes', lang) for lang in LANGUAGES)}"
    own = [f"## {cover.version}" + (f" ({cover.date})" if cover.date else "")]
    for lang in LANGUAGES:
        own.append(f"### {say('page.language', lang)}")
        own.extend(_changed(found, lang) if found else [say("release.notes.first", lang, version=cover.version)])
    older = re.split(r"^(?=## )", earlier, maxsplit=1, flags=re.MULTILINE)[1:]
    return ("\n\n".join([head, *own, *(one.rstrip() for one in older)]) + "\n").encode()


def _changed(found: Changes, lang: str) -> list[str]:
    """What changed, in a language: numbers first, then names, at most fifty of each; all of them are in ``changes.csv``."""
    kinds: tuple[tuple[str, list[str]], ...] = (
        ("added", [found.label(one, lang) for one in found.added]),
        ("removed", [found.label(one, lang) for one in found.removed]),
        ("links-added", [_link(found, one, lang) for one in found.new_links]),
        ("links-removed", [_link(found, one, lang) for one in found.gone_links]),
        ("links-changed", [_link(found, one, lang) for one in found.other_links]),
    )
    parts = [say("release.since", lang, version=found.before)]
    if found.old.ontology != found.new.ontology:
        parts.append(say("release.ontology", lang, before=found.old.ontology or "–", now=found.new.ontology or "–"))
    parts.append("\n".join(f"- {counted(f'release.change.{key}', lang, len(names))}" for key, names in kinds))
    for key, names in kinds:
        if names:
            more = [f"- {counted('release.more', lang, len(names) - _SHOWN)}"] if len(names) > _SHOWN else []
            shown = [f"- {_plain(name)}" for name in names[:_SHOWN]]
            parts.append(
                f"{counted(f'release.change.{key}', lang, len(names))}{mark(':', lang).rstrip()}\n\n" + "\n".join([*shown, *more])
            )
    if found.graphs:
        columns = (say("column.graph", lang), say("release.before", lang), say("release.now", lang))
        rows = tuple((short(graph), grouped(was, lang), grouped(now, lang)) for graph, was, now in found.graphs)
        parts.append(Table(columns, rows).md().rstrip())
    return parts


def _link(found: Changes, link: tuple[str, str], lang: str) -> str:
    element, sdg = link
    return f"{found.label(element, lang)} → {sdg_code(sdg) or short(sdg)}"


def _plain(text: str) -> str:
    """A name on one line, no sign of it read as layout."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(text.split()))
