"""Holds a graph that a client sends against the shapes, beside our ontology, goals and themes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain

from metrograph.desk import Desk
from metrograph.pages.html import report_html
from metrograph.serve.api_operation import Field, Operation
from metrograph.serve.api_tables import chosen
from metrograph.serve.asked import Asked, Reply
from metrograph.serve.intake import SYNTAXES, quads
from metrograph.turtle import Quad
from metrograph.validate import SEVERITIES, Report, check
from metrograph.validate.machine import as_json, as_junit, as_markdown, as_sarif, as_turtle

KNOWN = ("ontology", "sdg", "themes")
"""The graphs that stand beside what is validated."""
GIVES = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "text": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "sarif": "application/sarif+json",
    "junit": "application/xml",
    "ttl": "text/turtle; charset=utf-8",
}


def _validate(desk: Desk, asked: Asked) -> Reply:
    kind = chosen(asked, GIVES)
    given = quads(asked.body, asked.media, desk.names.base)
    report = replace(check(chain(_beside(desk), given), desk.rules), of_rdf=True)
    body = _WRITERS[kind](report, asked.lang, asked.value("fail_on", "violation").capitalize())
    return Reply(body.encode("utf-8", "replace"), GIVES[kind], 200, (("Content-Language", asked.lang),))


def _beside(desk: Desk) -> Iterator[Quad]:
    return chain.from_iterable(desk.store.graph(desk.names.graph(name)) for name in KNOWN)


_STYLE = re.compile("<style>.*?</style>", re.DOTALL)
_LINK = '<link rel="stylesheet" href="/static/app.css">'
"""The policy of the service allows no style within a page."""
Writer = Callable[[Report, str, str], str]
_WRITERS: dict[str, Writer] = {
    "json": lambda report, lang, _: as_json(report, lang),
    "html": lambda report, lang, _: _STYLE.sub(_LINK, report_html(report, lang)),
    "text": lambda report, lang, _: report.text(lang),
    "md": lambda report, lang, _: as_markdown(report, lang),
    "sarif": lambda report, lang, _: as_sarif(report, lang),
    "junit": as_junit,
    "ttl": lambda report, *_: as_turtle(report),
}
_EXAMPLE = """@prefix mg: <https://w3id.org/metrograph/ns#> .
<https://example.org/pilot> a mg:PilotProject .
"""
VALIDATE = Operation(
    name="validate",
    path="/api/validate",
    answer=_validate,
    tag="texts",
    gives=GIVES,
    fields=(Field("fail_on", "warning", tuple(name.lower() for name in SEVERITIES)),),
    method="POST",
    takes=dict.fromkeys(SYNTAXES, "Graph"),
    examples=(_EXAMPLE,),
    statuses=(406, 413, 415),
)
OPERATIONS = (VALIDATE,)
