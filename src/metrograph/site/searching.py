"""Search without a service: every name from A to Z, as a page for people and as a script that finds while they type."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox

from metrograph.explorer.item import NAMES
from metrograph.explorer.names import names_of
from metrograph.explorer.view import View
from metrograph.folding import fold
from metrograph.pages.page import Page, Pager
from metrograph.pages.resource import Named

SEARCH, SCRIPT = "search", "names.js"
LONG = 1_000
"""How many names a page lists."""
_NAME, _OTHERS = 200, 400


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing in the list: its name, what it is, and all its names as they are compared."""

    name: Named
    kind: str
    words: str

    @property
    def letter(self) -> str:
        """Under which letter it stands."""
        first = fold(self.name.text.strip(" «»“”\"'¿¡"))[:1]
        return first.upper() if first.isalpha() else "#"


def entries(view: View) -> tuple[Entry, ...]:
    """Every thing that has a name and a page, from A to Z.

    >>> import metrograph
    >>> found = entries(View.of(metrograph.open(), lang="fr"))
    >>> next((one.name.text, one.kind) for one in found if one.name.href == "/id/theme-mobility")
    ('mobilité', 'thème')
    """
    names, shown = names_of(view.desk), view.shown
    kinds = {kind: shown.kind(ox.NamedNode(kind)).text if kind else "" for kind in dict.fromkeys(names.kinds)}
    found = []
    for iri, kind in zip(names.iris, names.kinds, strict=True):
        node = ox.NamedNode(iri)
        href = view.where.path(iri)
        if not href:
            continue
        told = shown.thing(node)
        said = (
            quad.object.value
            for quad in view.room.quads(node)
            if quad.predicate.value in NAMES and isinstance(quad.object, ox.Literal)
        )
        words = " | ".join(sorted({fold(text[:_NAME]) for text in (*said, told.text)}))[:_OTHERS]
        found.append((Entry(Named(told.text[:_NAME], told.lang, href), kinds[kind], words), iri))
    ranked = sorted(found, key=lambda one: (one[0].letter == "#", fold(one[0].name.text), one[1]))
    return tuple(entry for entry, _ in ranked)


def names_page(view: View, every: tuple[Entry, ...]) -> Page:
    """The names from A to Z, a thousand on a page, with a way to each letter."""
    last = max(1, -(-len(every) // LONG))
    at = view.number("page", most=last)
    first = (at - 1) * LONG
    letters: dict[str, str] = {}
    for number, entry in enumerate(every):
        page = number // LONG + 1
        letters.setdefault(entry.letter, f"{view.here(page=page if page > 1 else None)}#{_anchor(entry.letter)}")
    before = view.here(page=at - 1 if at > 2 else None) if at > 1 else ""
    after = view.here(page=at + 1) if at < last else ""
    values = {
        "letters": tuple(letters.items()),
        "sections": tuple(_sections(every[first : first + LONG])),
        "total": len(every),
        "pager": Pager(first + 1, min(at * LONG, len(every)), len(every), before, after) if last > 1 else None,
        "names": view.to(SCRIPT),
    }
    return Page("site_names.html", view.say("nav.search"), values)


def _sections(shown: Iterable[Entry]) -> Iterator[tuple[str, str, tuple[Entry, ...]]]:
    """(letter, anchor, entries)."""
    for letter, group in groupby(shown, key=lambda one: one.letter):
        yield letter, _anchor(letter), tuple(group)


def _anchor(letter: str) -> str:
    return f"letter-{letter.encode().hex()}"


def missing_page(view: View) -> Page:
    """What a web server shows where nothing is."""
    places = (("page.home", ""), ("nav.plan", "plan"), ("nav.pilots", "pilots"), ("nav.goals", "sdg"), ("nav.search", SEARCH))
    values = {"others": tuple(Named(view.say(key), "", view.to(to)) for key, to in places)}
    return Page("site_missing.html", view.say("page.missing"), values, status=404)


def script(rows: Iterable[tuple[str, str, str, str]]) -> str:
    r"""The names as a script, a line for each thing, so that what changed is seen line by line.

    >>> script([("Water", "theme", "id/water.html", "agua | water")])
    'globalThis.metrographNames = [\n["Water", "theme", "id/water.html", "agua | water"]\n];\n'
    """
    lines = ",\n".join(json.dumps(row, ensure_ascii=True) for row in rows)
    return f"globalThis.metrographNames = [\n{lines}\n];\n"
