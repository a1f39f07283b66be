"""The page where a text or document is linked: its pieces with the words quoted, what they serve, how surely, and why.

Nothing that is sent is kept: an answer holds all there is.

>>> import metrograph
>>> view = View.of(metrograph.open(), lang="fr", inside="link", fields=(("text", "Bus de nuit"),))
>>> [one.code for one in answered(view, ()).page.values["pieces"][0].suggestions]
['11.2']
"""

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from metrograph.explorer.linking_given import KEPT, LARGEST, LONGEST, READINGS, Given, given, typed
from metrograph.explorer.linking_shown import (
    Shown,
    items_table,
    marked,
    suggested,
    suggestions,
    suggestions_table,
)
from metrograph.explorer.names import names_of
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.folding import fold
from metrograph.linking import Linked, Suggestion
from metrograph.model import CLASS_OF, camel
from metrograph.namespaces import MG, RDFS, SKOS
from metrograph.pages.page import Page, Pager
from metrograph.readers.files import Held
from metrograph.table import Table
from metrograph.when import in_words
from metrograph.words import LANGUAGES, grouped

if TYPE_CHECKING:
    from metrograph.explorer.linking_units import Source, Unit

MOST, MANY, LETTERS = 200, 500, 300_000
"""How many pieces a page shows, how many a file holds, and how many letters are linked for either."""
ACCEPT = ".docx,.pdf,.html,.htm,.md,.txt,.xlsx,.csv,.tsv,.xml"
_ID = re.compile(r"[a-z0-9]+")
_NAMESAKES, _NAMING = 3, (RDFS + "label", SKOS + "prefLabel")


@dataclass(frozen=True, slots=True)
class Saved:
    """A file to be kept by who asked for it."""

    name: str
    media: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """A page, or a file."""

    page: Page
    saved: Saved | None = None


@dataclass(frozen=True, slots=True)
class _Linking:
    """A piece, what was found for it, and how many of the suggestions are over the threshold."""

    number: int
    unit: "Unit"
    found: Linked
    some: tuple[Suggestion, ...]
    firm: int


def link_page(view: View) -> Page:
    """The form alone."""
    return _page(view, {})


def refused_page(view: View, what: str, remedy: str, code: str, status: int, files: tuple[Held, ...] = ()) -> Page:
    """The form as it was filled in, with what is wrong with it; of a file, which no page can bring back, its name."""
    return _page(view, {"refusal": (what, remedy, code), "chosen": files[0].name if files else ""}, status)


def answered(view: View, files: tuple[Held, ...]) -> Answered:
    """What a form asks for; its fields are those of the view. A ``MetroGraphError`` says what is wrong with it."""
    from metrograph.explorer.linking_units import source_of  # noqa: PLC0415 - brings the readers of documents

    asked = given(view, files)
    source = source_of(asked, view.lang)
    name = plan_id(asked.file.name if asked.file else "")
    if asked.form == "plan":
        text = source.plan_file(name, view.lang)
        return Answered(_page(view, {}), Saved(f"{name}.yaml", "application/yaml; charset=utf-8", text.encode()))
    first, part = _part(source.units, asked)
    linked = tuple(_linked(view, source, asked, number, unit) for number, unit in enumerate(part, first))
    pager = _pager(first, len(part), len(source.units))
    if asked.form != "page":
        whole = "" if len(part) == pager.total else f"-{pager.first}-{pager.last}-of-{pager.total}"
        body = _table(view, source, asked.form, linked).sheet().encode()
        return Answered(_page(view, {}), Saved(f"{name}-{asked.form}{whole}.csv", "text/csv; charset=utf-8", body))
    values = {
        "pieces": tuple(_shown(view, source, one) for one in linked),
        "told": _told(linked),
        "file": asked.file.name if asked.file else "",
        "both": bool(asked.file and view.value("text").strip()),
        "plan": name if source.plan else "",
        "shell": shlex.quote(asked.file.name if asked.file else "list.md"),
        "left": source.left,
        "pager": pager,
        "least": asked.least,
        "method": view.say("linking.method", version=view.desk.linker.version),
    }
    return Answered(_page(view, values))


def _pager(first: int, many: int, total: int) -> Pager:
    """Which pieces are shown; before and after are the numbers of the first ones there."""
    last = first + many - 1
    return Pager(first, last, total, str(max(1, first - MOST)) if first > 1 else "", str(last + 1) if last < total else "")


def plan_id(name: str) -> str:
    """The id of a plan from the name of its file.

    >>> plan_id("Plan de Trabajo 2025 (v2).docx"), plan_id("")
    ('plan-de-trabajo-2025-v2', 'text')
    """
    return "-".join(_ID.findall(fold(name.rpartition(".")[0] or name)))[:80] or "text"


def _page(view: View, values: Mapping[str, object], status: int = 200) -> Page:
    usual = {
        "typed": typed(view),
        "refusal": None,
        "chosen": "",
        "cut": grouped(KEPT, view.lang) if len(view.value("text")) > KEPT else "",
        "pieces": None,
        "readings": READINGS,
        "texts": LANGUAGES,
        "longest": grouped(LONGEST, view.lang),
        "largest": LARGEST,
        "accept": ACCEPT,
        "action": view.to("link", lang=view.lang),
    }
    return Page("link.html", view.say("nav.link"), {**usual, **values}, here="link", status=status)


def _part(units: "tuple[Unit, ...]", asked: Given) -> "tuple[int, tuple[Unit, ...]]":
    """The number of the first piece to be linked, and as many as one answer may hold."""
    first = asked.first if asked.first <= len(units) else 1
    most, letters, end = MOST if asked.form == "page" else MANY, 0, first - 1
    while end < len(units) and end - first + 1 < most and (letters := letters + len(units[end].text)) <= LETTERS:
        end += 1
    return first, units[first - 1 : max(end, first)]


def _linked(view: View, source: "Source", asked: Given, number: int, unit: "Unit") -> _Linking:
    by = view.desk.linker
    found = source.link(unit, by)
    wide = source.link(unit, by, everything=True) if asked.everything else None
    some = tuple(one for one in suggestions(found, wide) if one.confidence * 100 >= asked.least)
    firm = {one.code for one in (*found.targets, *found.goals)}
    return _Linking(number, unit, found, some, sum(one.code in firm for one in some))


def _table(view: View, source: "Source", form: str, linked: Iterable[_Linking]) -> Table:
    if form == "items":
        return items_table(_shown(view, source, one) for one in linked)
    return suggestions_table(((one.number, one.found, one.some) for one in linked), view.lang, view.desk.linker.version)


def _shown(view: View, source: "Source", one: _Linking) -> Shown:
    unit, item, found = one.unit, one.unit.item, one.found
    return Shown(
        number=one.number,
        words=marked(found.text, one.some),
        lang=found.lang if found.lang in LANGUAGES else "",
        suggestions=tuple(suggested(each, at, view.lang, firm=at <= one.firm) for at, each in enumerate(one.some, 1)),
        reason=_reason(view, found) if not one.some else "",
        place=unit.place,
        under=unit.under,
        kind=_label(view, CLASS_OF[item.kind]) if item else "",
        date=item.date.edtf or item.date.text if item and item.date else "",
        when=in_words(item.date.edtf, view.lang) or item.date.text if item and item.date else "",
        status=_label(view, camel(item.status)) if item and item.status else "",
        known=_known(view, unit.text) if source.plan else "",
    )


def _reason(view: View, found: Linked) -> str:
    """Why nothing is suggested."""
    if found.reason == "weak":
        return view.say("linking.faint", choice=view.say("linking.all"))
    if found.reason == "language":
        return view.say("linking.foreign")
    return found.because(view.lang) if found.reason else ""


def _label(view: View, name: str) -> str:
    return view.shown.labels.of(ox.NamedNode(MG + name)).text


def _known(view: View, label: str) -> str:
    """Where the page about an item of the plan at hand lies that bears the same name."""
    names, wanted = names_of(view.desk), fold(label.strip())
    for at in names.find(label)[:_NAMESAKES]:
        if names.kinds[at].startswith(MG):
            node = ox.NamedNode(names.iris[at])
            if any(isinstance(one, ox.Literal) and fold(one.value) == wanted for one in view.room.said(node, *_NAMING)):
                return view.iri_link(names.iris[at])
    return ""


def _told(linked: tuple[_Linking, ...]) -> dict[str, object]:
    """What was found as a whole: how many pieces have suggestions, in which languages they are, which goals they serve."""
    spoken = Counter(one.found.lang if one.found.lang in (*LANGUAGES, "und") else "other" for one in linked)
    goals = Counter(goal for one in linked for goal in {each.code.partition(".")[0] for each in one.some[: one.firm]})
    ranked = sorted(goals.items(), key=lambda pair: (-pair[1], int(pair[0])))
    return {"with": sum(bool(one.some) for one in linked), "langs": spoken.most_common(), "goals": ranked}


def bare(view: View) -> View:
    """The view without what was sent: no link of the page repeats it."""
    return replace(view, fields=())


SPOTS = (Spot("link", "link", link_page, live=True),)
