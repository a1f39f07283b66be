"""Candidates, values and the manifest, as the JSON of the protocol."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from metrograph._version import __version__
from metrograph.namespaces import MG, Names
from metrograph.reconcile.extending import PROPERTIES, Column, Wish, proposed
from metrograph.reconcile.index import Index
from metrograph.reconcile.matching import Candidate
from metrograph.reconcile.suggesting import Suggested
from metrograph.reconcile.things import CATEGORY, COUNTRY, GENERAL, Kind, Thing, best
from metrograph.table import Iri, Value
from metrograph.words import say

Json = dict[str, object]
BATCH = 100


def manifest(index: Index, names: Names, address: str, path: str, lang: str) -> Json:
    """What the service is and can do. ``address`` is that of the server, ``path`` that of the service on it."""
    here = address + path
    return {
        "versions": ["0.1", "0.2"],
        "name": say("reconcile.name", lang),
        "identifierSpace": names.shared(""),
        "schemaSpace": MG,
        "documentation": address,
        "serviceVersion": __version__,
        "defaultTypes": [_kind(index.kinds[id_], lang) for id_ in GENERAL.values() if id_ in index.kinds],
        "view": {"url": f"{here}/view?id={{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": 430, "height": 240},
        "suggest": {what: {"service_url": here, "service_path": f"/suggest/{what}"} for what in ("entity", "type", "property")},
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/properties"},
            "property_settings": _settings(lang),
        },
        "batchSize": BATCH,
    }


def _settings(lang: str) -> list[Json]:
    choices = [{"value": value, "name": say(f"reconcile.content.{value}", lang)} for value in ("entity", "literal", "id")]
    return [
        {
            "name": "limit",
            "label": say("reconcile.limit", lang),
            "type": "number",
            "default": 0,
            "help_text": say("reconcile.limit-help", lang),
        },
        {
            "name": "content",
            "label": say("reconcile.content", lang),
            "type": "select",
            "default": "entity",
            "help_text": say("reconcile.content-help", lang),
            "choices": choices,
        },
    ]


def told_candidates(index: Index, candidates: Iterable[Candidate], lang: str) -> Json:
    """The candidates of one query."""
    return {"result": [_candidate(index, one, lang) for one in candidates]}


def _candidate(index: Index, one: Candidate, lang: str) -> Json:
    names = {id_: say(f"reconcile.feature.{id_}", lang) for id_, _ in one.features}
    return {
        "id": one.thing.id,
        "name": one.thing.label(lang),
        "description": _line(index, one.thing, lang),
        "type": _types(index, one.thing, lang),
        "score": one.score,
        "match": one.match,
        "features": [{"id": id_, "name": names[id_], "value": value} for id_, value in one.features],
    }


def described(index: Index, thing: Thing, lang: str) -> str:
    """What a thing is, in a line: its type, and the country, line or plan that it stands in."""
    kind = next(iter(_category(thing, lang)), "") or best(index.kinds[thing.kinds[0]].names, lang)
    around = [value for name in (COUNTRY, MG + "inLine", MG + "inPlan") for value in thing.values.get(name, ())][:1]
    return " · ".join((kind, *(index.told(str(value), lang) for value in around)))


def _line(index: Index, thing: Thing, lang: str) -> str:
    return " · ".join(part for part in (described(index, thing, lang), best(thing.about, lang)) if part)


def _category(thing: Thing, lang: str) -> tuple[str, ...]:
    return tuple(str(value) for value in thing.values.get(CATEGORY, ()) if getattr(value, "lang", "") == lang)


def _types(index: Index, thing: Thing, lang: str) -> list[Json]:
    """Its closest type and the general ones."""
    shown = [id_ for id_ in thing.kinds if id_ == thing.kinds[0] or id_ in GENERAL.values()]
    return [_kind(index.kinds[id_], lang) for id_ in shown]


def _kind(kind: Kind, lang: str) -> Json:
    return {"id": kind.id, "name": best(kind.names, lang)}


def told_suggestions(index: Index, found: Suggested, lang: str) -> Json:
    """Entities, types or properties for a person who types, and how many there are."""
    return {"result": [_suggestion(index, one, lang) for one in found.found], "total": found.total}


def _suggestion(index: Index, one: Thing | Kind | Column, lang: str) -> Json:
    if isinstance(one, Thing):
        told = {"id": one.id, "name": one.label(lang), "description": _line(index, one, lang)}
        return {**told, "notable": _types(index, one, lang)}
    return _kind(one, lang) if isinstance(one, Kind) else _column(one, lang)


def told_proposal(index: Index, type_: str, limit: int, lang: str) -> Json:
    """The properties that things of a type can have."""
    columns = proposed(index, type_)
    kept = columns[: limit or None]
    told: Json = {"properties": [_column(one, lang) for one in kept], **({"type": type_} if type_ else {})}
    return {**told, **({"limit": limit} if limit else {})}


def _column(column: Column, lang: str) -> Json:
    return {"id": column.id, "name": say(f"reconcile.property.{column.id}", lang)}


def told_extension(index: Index, rows: Mapping[str, Mapping[str, tuple[Value, ...]]], wishes: Iterable[Wish], lang: str) -> Json:
    """The values with which a table is extended, and the names of their columns."""
    wanted = {wish.id: wish for wish in wishes}
    meta = [_column(PROPERTIES[id_], lang) if id_ in PROPERTIES else {"id": id_, "name": id_} for id_ in wanted]
    told = {
        id_: {name: [_cell(index, value, wanted[name], lang) for value in values] for name, values in row.items()}
        for id_, row in rows.items()
    }
    return {"meta": meta, "rows": told}


def _cell(index: Index, value: Value, wish: Wish, lang: str) -> Json:
    if isinstance(value, Iri):
        thing = index.thing(value)
        name, id_ = index.told(value, lang), thing.id if thing else str(value)
        entity = thing and wish.content == "entity"
        return {"id": id_, "name": name} if entity else {"str": id_ if wish.content == "id" else name}
    if isinstance(value, datetime):
        return {"date": value.isoformat()}
    return {"date": f"{value.isoformat()}T00:00:00Z"} if isinstance(value, date) else {"str": str(value)}
