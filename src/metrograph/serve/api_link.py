"""Links texts that a client sends: goals and targets with confidence, words and reasons, as ``metrograph.link`` gives them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from metrograph.desk import Desk
from metrograph.errors import RequestError, UsageError, near
from metrograph.linking import Linked, Suggestion
from metrograph.linking.why import explain_one, labels, said
from metrograph.model import Basis
from metrograph.propose import METHOD
from metrograph.serve import api_json
from metrograph.serve.api_data import as_json
from metrograph.serve.api_operation import Field, Operation
from metrograph.serve.api_tables import FORMATS, Rows, chosen, reply
from metrograph.serve.asked import Asked, Reply
from metrograph.serve.intake import utf8
from metrograph.table import Table, Value
from metrograph.words import LANGUAGES

TEXTS, LONGEST = 100, 200_000
_KNOWN = {"text": True, "lang": False, "context": False}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text to be linked."""

    text: str
    lang: str = ""
    context: str = ""


def _link(desk: Desk, asked: Asked) -> Reply:
    kind = chosen(asked, FORMATS)
    wanted, several = _wanted(asked)
    found = [desk.linker.link(one.text, one.lang, one.context, ident=at) for at, one in enumerate(wanted)]
    if kind != "json":
        return reply(_rows(found, asked.lang), desk, asked, LINK)
    told = [_told(one, asked.lang, desk.linker.version) for one in found]
    return as_json({"count": len(told), "results": told} if several else told[0], headers=(("Content-Language", asked.lang),))


def _wanted(asked: Asked) -> tuple[list[Wanted], bool]:
    """The texts of a request, and whether it was a list of them."""
    if asked.media == "text/plain":
        found: object = {"text": utf8(asked.body).decode(), "lang": asked.value("text_lang")}
    elif asked.media == "application/json":
        found = api_json.read(asked.body, asked.media)
    else:
        raise RequestError("W415", 415, value=asked.media[:60] or "-", choices="application/json, text/plain")
    many = found if isinstance(found, list) else [found]
    if not 0 < len(many) <= TEXTS:
        raise RequestError("W420", 413 if many else 422, n=len(many), most=TEXTS)
    wanted = [_one(one) for one in many]
    size = sum(len(one.text) + len(one.context) for one in wanted)
    if size > LONGEST:
        raise RequestError("W421", 413, n=size, most=LONGEST)
    return wanted, isinstance(found, list)


def _one(found: object) -> Wanted:
    given = api_json.texts({"text": found} if isinstance(found, str) else found, _KNOWN, LONGEST)
    lang = given.get("lang", "")
    if lang and lang not in LANGUAGES:
        raise UsageError("U108", value=lang[:60], name="lang", near=near(lang[:60], LANGUAGES), choices=", ".join(LANGUAGES))
    return Wanted(given["text"], lang, given.get("context", ""))


def _told(linked: Linked, lang: str, model: str) -> dict[str, Any]:
    """The record of ``metrograph link``, each suggestion with its label, its method and its reasons in words."""
    record: dict[str, Any] = linked.record(lang)
    for told, one in zip([*record["goals"], *record["targets"]], (*linked.goals, *linked.targets), strict=True):
        for evidence, words in zip(told["evidence"], one.evidence, strict=True):
            evidence["why"] = said(words, one.code, lang)
        more = {"label": labels(lang).get(one.code), "method": METHOD, "stated": _stated(one), "why": explain_one(one, lang)}
        told.update(more)
    return {**record, "model": model}


def _stated(one: Suggestion) -> bool:
    """Whether the text names the code itself."""
    return any(evidence.basis is Basis.STATED for evidence in one.evidence)


def _rows(found: list[Linked], lang: str) -> Rows:
    """One row a quote: which text, goal or target, how sure, on which words."""
    names = ("text", "sdg", "label", "confidence", "strength", "method", "stated", "quote", "start", "end", "basis", "why")
    rows = tuple(row for linked in found for row in _quotes(linked, lang))
    return Rows("links", Table(names, rows), len(rows))


def _quotes(linked: Linked, lang: str) -> Iterator[tuple[Value, ...]]:
    for one in (*linked.targets, *linked.bare_goals):
        head = (one.code, labels(lang).get(one.code), one.confidence, str(one.strength), METHOD, _stated(one))
        for evidence in one.evidence:
            where = (evidence.quote, evidence.start, evidence.end, str(evidence.basis))
            yield (int(linked.id or 0), *head, *where, said(evidence, one.code, lang))


LINK = Operation(
    name="link",
    path="/api/link",
    answer=_link,
    tag="texts",
    gives=FORMATS,
    fields=(Field("text_lang", "fr", LANGUAGES),),
    method="POST",
    takes={"application/json": "LinkRequest", "text/plain": "Text"},
    examples=({"text": "Night buses for shift workers in the suburbs"},),
    statuses=(406, 413, 415, 422),
)
OPERATIONS = (LINK,)


def warm(desk: Desk) -> None:
    """Read the model, and what it reads when it first meets a language."""
    for lang in LANGUAGES:
        explain_one(desk.linker.link("Night buses and SDG 11.2", lang, everything=True).targets[0], lang)
