"""Writes drafts as JSON lines, one object for each thing read: always the same keys, then those that have something to say."""

import json
from collections.abc import Iterable

from metrograph.extraction.draft import Doubt, Draft, Mention, Quoted
from metrograph.handover.planfile import told

Value = None | str | int | bool | list[str] | list[dict[str, object]] | dict[str, object]


def json_lines(drafts: Iterable[Draft], lang: str = "en") -> str:
    """Drafts as text, one JSON object a line; why something is in doubt is told in the language of the reader."""
    return "".join(json.dumps(json_line(draft, lang), ensure_ascii=False) + "\n" for draft in drafts)


def json_line(draft: Draft, lang: str = "en") -> dict[str, Value]:
    """A draft as a JSON object: empty scalars are null, empty lists are there; further keys only where they are filled."""
    return {
        "id": draft.id,
        "kind": draft.kind.value,
        "label": draft.label or None,
        "lang": draft.lang or None,
        "edtf": draft.edtf or None,
        "date_status": draft.date_status.value if draft.date_status else None,
        "status": draft.status.value if draft.status else None,
        "parent": draft.parent or None,
        "section": draft.section or None,
        "themes": _names(draft.themes),
        "places": _names(draft.places),
        "partners": _names(draft.partners),
        "condition": draft.condition or None,
        "sdgs_stated": list(draft.sdgs),
        "source": _source(draft.sources[0]) if draft.sources else None,
        **{name: value for name, value in _more(draft, lang).items() if value is not None and value not in ("", [], {})},
    }


def _more(draft: Draft, lang: str) -> dict[str, Value]:
    return {
        "sources": [_source(one) for one in draft.sources] if len(draft.sources) > 1 else [],
        "organisers": _names(draft.organisers),
        "bodies": _names(draft.bodies),
        "group": draft.group,
        "count": draft.count,
        "edition": draft.edition,
        "former": draft.former,
        "description": draft.description,
        "translation": dict(draft.translation),
        "hyperlinked": draft.linked or None,
        "refers_to": draft.refers_to,
        "same_fact_as": draft.same_fact,
        "shares_bullet_with": list(draft.same_bullet),
        "planned": None if draft.planned else False,
        "date_text": draft.date_text,
        "doubts": [_doubt(one, lang) for one in dict.fromkeys(draft.doubts)],
        "also_called": list(draft.also_called),
        "open_list": draft.open_list or None,
    }


def _doubt(doubt: Doubt, lang: str) -> dict[str, object]:
    return {"field": doubt.field, "reason": doubt.reason, "text": told([doubt], lang)[doubt.field][0]}


def _names(mentions: Iterable[Mention]) -> list[str]:
    return list(dict.fromkeys(one.name for one in mentions))


def _source(one: Quoted) -> dict[str, object]:
    """Where words stand: a page, a sheet and cell, or else a line; and from which letter to which."""
    where: dict[str, object] = {"line": one.where.line or None}
    if one.where.sheet:
        where = {"sheet": one.where.sheet, "cell": one.where.cell}
    elif one.where.page:
        where = {"page": one.where.page}
    return {"file": one.file, **where, "start": one.start, "end": one.end, "quote": one.quote}
