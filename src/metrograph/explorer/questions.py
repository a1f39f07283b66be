"""The catalogue for those who know no SPARQL: questions by topic, each on a page of its own with a form and the answer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from metrograph.catalog import Question
from metrograph.errors import MetroGraphError, RequestError, near
from metrograph.explorer.query_refusals import Refusal, refusal
from metrograph.explorer.query_sharing import Share, share_of_question
from metrograph.explorer.question_forms import controls
from metrograph.explorer.results import OWN, Result, result
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.folding import fold
from metrograph.pages.page import Page
from metrograph.table import Table
from metrograph.words import TEXTS


@dataclass(frozen=True, slots=True)
class Entry:
    """A question in the catalogue."""

    name: str
    summary: str
    lang: str
    href: str
    takes: tuple[str, ...]
    """What it can be narrowed by."""


@dataclass(frozen=True, slots=True)
class Topic:
    """The questions about one thing."""

    name: str
    heading: str
    entries: tuple[Entry, ...]


def catalogue_page(view: View) -> Page:
    """All questions by topic, or those whose words hold what is sought.

    >>> import metrograph
    >>> page = catalogue_page(View.of(metrograph.open(), lang="fr", inside="query", fields=(("search", "calendrier"),)))
    >>> [topic.heading for topic in page.values["topics"]]
    ['Calendrier']
    """
    sought = view.value("search")[:200]
    topics = tuple(_topics(view, fold(sought).split()))
    values = {
        "topics": topics,
        "sought": sought,
        "found": sum(len(topic.entries) for topic in topics),
        "action": view.path,
        "own": view.to("query") + "?query=",
    }
    return Page("query.html", view.say("query.title"), values, here="query")


def known(view: View) -> Iterator[Question]:
    """The questions that can be read, and whose parameters do not bear a name of ours."""
    return (one for one in view.desk.catalog.sound() if not any(parameter.name in OWN[1:] for parameter in one.parameters))


def _topics(view: View, words: list[str]) -> Iterator[Topic]:
    topics: dict[str, list[Question]] = {}
    for question in known(view):
        topics.setdefault(question.topic, []).append(question)
    for name, questions in topics.items():
        heading = topic_name(view, name)
        found = tuple(_entry(view, one) for one in questions if _holds(one, heading, words))
        if found:
            yield Topic(name, heading, found)


def topic_name(view: View, name: str) -> str:
    """A topic in the language; one of somebody's own folder as it is called there."""
    return view.say(f"query.topic.{name}") if f"query.topic.{name}" in TEXTS else name


def _holds(question: Question, heading: str, words: list[str]) -> bool:
    told = fold(" ".join((question.name, heading, *question.tags, *(text for _, text in question.summary.pairs()))))
    return all(word in told for word in words)


def _entry(view: View, question: Question) -> Entry:
    takes = tuple(one.about.best(view.lang) for one in question.parameters if one.type != "language" and one.name != "plan")
    summary = question.summary.best(view.lang)
    lang = next((lang for lang, text in question.summary.pairs() if text == summary), view.lang)
    return Entry(question.name, summary, lang, view.to(f"query/{question.name}"), takes)


def question_page(view: View) -> Page:
    """A question, what it takes, and the answer in the language of the page.

    >>> import metrograph
    >>> view = View.of(metrograph.open(), fields=(("goal", "6"),), parts={"name": "pilots-by-goal"})
    >>> page = question_page(view)
    >>> page.title, page.values["result"].total, page.values["controls"][0].value
    ('Which pilots contribute to a goal, how strongly, and on which words?', 2, '6')
    """
    question = _named(view, view.parts["name"])
    given = {name: value for name, value in view.fields if name not in OWN and value}
    form = controls(view, question, given)
    found = _answer(view, question, {**given, **{one.name: one.value for one in form if one.value}})
    table = found.table
    values = {
        "question": _entry(view, question),
        "topic": topic_name(view, question.topic),
        "controls": form,
        "kept": tuple((name, view.value(name)) for name in ("group", "view") if view.value(name)),
        "result": found.result,
        "refusal": found.refusal,
        "share": found.share,
        "suggest": view.to(f"reconcile/{view.lang}/suggest/entity"),
        "catalogue": view.to("query"),
        "action": view.path,
    }
    status = found.refusal.status if found.refusal else 200
    tables = {} if table is None else {"answer": table}
    return Page("query_question.html", question.summary.best(view.lang), values, tables, here="query", status=status)


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a question: an answer, or what is wrong with it."""

    result: Result | None = None
    refusal: Refusal | None = None
    share: Share | None = None
    table: Table | None = None


def _answer(view: View, question: Question, given: dict[str, str]) -> Answered:
    try:
        table = view.ask(question.name, **given)
        shown = result(view, table, free=False)
        return Answered(shown, None, share_of_question(view, question, given), table)
    except MetroGraphError as error:
        if isinstance(error, RequestError):
            raise
        whole = "\n" * question.above + question.sparql  # an error counts the lines of the file
        return Answered(refusal=refusal(whole, error, view.lang))


def _named(view: View, name: str) -> Question:
    names = {one.name: one for one in known(view)}
    if name not in names:
        raise RequestError("W640", 404, value=name[:60], near=near(name[:60], names))
    return names[name]


def _each(view: View) -> Iterable[str]:
    """A page for each question: one that needs a value is answered for its example."""
    return (f"query/{question.name}" for question in known(view))


QUESTION = Spot("query-question", "query/{name}", question_page, each=_each)
