"""The page for those who write SPARQL themselves: an editor, the answer below it, what is wrong in its place.

The catalogue of questions, for everybody else, lies at the same path. Queries are run by the one who answers ``/sparql``.
"""

from collections.abc import Mapping

from metrograph.explorer.query_refusals import Refusal, told
from metrograph.explorer.query_sharing import ROWS, TRIPLES, TRUTH, Share, share_of_query
from metrograph.explorer.questions import QUESTION, catalogue_page
from metrograph.explorer.results import Result, result
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.pages.page import Page
from metrograph.sparql.rewrite import limited
from metrograph.store import Answer
from metrograph.table import Table
from metrograph.turtle import Triple
from metrograph.values import value
from metrograph.words import grouped

MOST = 10_000
"""How many rows of a query can be seen on pages; files have all of them."""
EXAMPLE = """# The pilot projects and their status
SELECT ?pilot ?label ?status {
  ?pilot a mg:PilotProject ;
    rdfs:label ?label .
  OPTIONAL { ?pilot mg:activityStatus ?status }
}
ORDER BY ?label
"""


def query_page(view: View) -> Page:
    """The catalogue, or an empty editor where the address has a field for a query.

    >>> import metrograph
    >>> page = query_page(View.of(metrograph.open(), lang="es", inside="query", fields=(("query", ""),)))
    >>> page.title, page.template
    ('Consulta propia', 'query_own.html')
    """
    wants = view.live and any(name == "query" for name, _ in view.fields)
    return _own(view, view.value("query") or EXAMPLE) if wants else catalogue_page(view)


def capped(text: str) -> str:
    """The query that a page asks in the place of another: one row more than can be seen is enough."""
    return limited(text, MOST + 1)


def answer_page(view: View, text: str, answer: Answer) -> Page:
    """A query and its answer.

    >>> import metrograph
    >>> view, text = View.of(metrograph.open(), inside="query"), "ASK { ?x a mg:PilotProject }"
    >>> answer_page(view, text, view.desk.sparql(text)).values["truth"]
    True
    """
    if isinstance(answer, bool):
        return _own(view, text, truth=answer, share=share_of_query(view, text, TRUTH))
    table = answer if isinstance(answer, Table) else _triples(answer)
    cut = MOST if len(table) > MOST else 0
    if cut:
        table = Table(table.columns, table.records[:MOST])
    shown = result(view, table, free=True, cut=cut)
    files = ROWS if isinstance(answer, Table) else TRIPLES
    return _own(view, text, result=shown, share=share_of_query(view, text, files), triples=files is TRIPLES)


def refused_page(view: View, text: str, problem: Mapping[str, object]) -> Page:
    """A query and what is wrong with it, as its problem document says."""
    found = told(text, problem)
    return _own(view, text, refusal=found, status=found.status)


def _own(
    view: View,
    text: str,
    *,
    result: Result | None = None,
    truth: bool | None = None,
    triples: bool = False,
    refusal: Refusal | None = None,
    share: Share | None = None,
    status: int = 200,
) -> Page:
    values = {
        "text": text,
        "result": result,
        "truth": truth,
        "triples": triples,
        "refusal": refusal,
        "share": share,
        "most": grouped(MOST, view.lang),
        "action": view.path,
        "catalogue": view.to("query"),
        "completion": view.to("completion.json", lang=view.lang),
        "suggest": view.to(f"reconcile/{view.lang}/suggest/entity"),
        "questions": view.to("api/questions"),
        "prefixes": tuple(sorted(view.desk.prefixes.items())),
    }
    return Page("query_own.html", view.say("query.own"), values, here="query", status=status)


def _triples(found: tuple[Triple, ...]) -> Table:
    rows = tuple(tuple(value(str(term)) for term in (one.subject, one.predicate, one.object)) for one in found)
    return Table(("subject", "predicate", "object"), rows)


SPOTS = (Spot("query", "query", query_page), QUESTION)
