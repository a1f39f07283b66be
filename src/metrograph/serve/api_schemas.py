"""The shapes of what the API takes and gives, as JSON Schema."""

from typing import Any

from metrograph.review import ACTS
from metrograph.words import LANGUAGES

_TEXT: dict[str, Any] = {"type": "string"}
_TEXT_OR_NOT: dict[str, Any] = {"type": ["string", "null"]}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}


def _object(required: str, **properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": required.split(), "properties": properties}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


_LANG: dict[str, Any] = {"type": "string", "enum": list(LANGUAGES)}
_ONE_TEXT = _object("text", text={**_TEXT, "minLength": 1, "maxLength": 200_000}, lang=_LANG, context=_TEXT)
_STRICT_TEXT = {**_ONE_TEXT, "additionalProperties": False}
SCHEMAS: dict[str, Any] = {
    "Problem": _object(
        "type title status detail code",
        type={"type": "string", "format": "uri"},
        title=_TEXT,
        status={"type": "integer"},
        detail=_TEXT,
        code=_TEXT,
        line={"type": "integer"},
        column={"type": "integer"},
        others=_list(_TEXT),
    ),
    "Table": _object(
        "name title lang version columns total count offset limit next rows",
        name=_TEXT,
        title=_TEXT,
        lang=_LANG,
        version=_COUNT,
        columns=_list(_TEXT),
        total=_COUNT,
        count=_COUNT,
        offset=_COUNT,
        limit={"type": ["integer", "null"]},
        next={"type": ["string", "null"], "format": "uri"},
        rows=_list({"type": "object"}),
    ),
    "Questions": _object(
        "lang count questions",
        lang=_LANG,
        count=_COUNT,
        questions=_list(
            _object(
                "name topic summary tags parameters links",
                name=_TEXT,
                topic=_TEXT,
                summary=_TEXT,
                tags=_list(_TEXT),
                view=_TEXT,
                parameters=_list({"type": "object"}),
                links={"type": "object"},
            )
        ),
    ),
    "LinkRequest": {
        "anyOf": [
            _STRICT_TEXT,
            {"type": "array", "minItems": 1, "maxItems": 100, "items": {"anyOf": [{**_TEXT, "minLength": 1}, _STRICT_TEXT]}},
        ]
    },
    "Evidence": _object(
        "quote start end basis rule why", quote=_TEXT, start=_COUNT, end=_COUNT, basis=_TEXT, rule=_TEXT, why=_TEXT
    ),
    "Suggestion": _object(
        "label confidence strength method stated why evidence",
        goal={"type": "integer"},
        target=_TEXT,
        label=_TEXT_OR_NOT,
        confidence={"type": "number", "minimum": 0, "maximum": 1},
        strength={"type": "string", "enum": ["direct", "indirect"]},
        method=_TEXT,
        stated={"type": "boolean"},
        why=_TEXT,
        evidence=_list(_ref("Evidence")),
    ),
    "LinkedText": _object(
        "lang abstained reason goals targets model",
        id=_COUNT,
        lang=_TEXT,
        abstained={"type": "boolean"},
        reason=_TEXT_OR_NOT,
        goals=_list(_ref("Suggestion")),
        targets=_list(_ref("Suggestion")),
        model=_TEXT,
    ),
    "Linked": {"anyOf": [_ref("LinkedText"), _object("count results", count=_COUNT, results=_list(_ref("LinkedText")))]},
    "Report": _object(
        "ok conforms engine counts rules findings",
        ok={"type": "boolean"},
        conforms={"type": "boolean"},
        engine=_TEXT,
        counts={"type": "object"},
        rules={"type": "object"},
        findings=_list({"type": "object"}),
    ),
    "Decision": {
        **_object(
            "item sdg decision",
            item=_TEXT,
            sdg=_TEXT,
            decision={"type": "string", "enum": list(ACTS)},
            reason={**_TEXT, "maxLength": 4000},
            strength={"type": "string", "enum": ["direct", "indirect"]},
            change_to=_TEXT,
            undoes={**_TEXT, "format": "date-time"},
            expected=_COUNT,
        ),
        "additionalProperties": False,
    },
}
