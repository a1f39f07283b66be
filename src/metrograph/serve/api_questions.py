"""The questions of the catalogue over HTTP: what there is to ask, the answers, and the SPARQL behind them."""

from collections.abc import Iterator

from metrograph.catalog import Catalog, Parameter, Question, typed
from metrograph.desk import Desk
from metrograph.errors import RequestError, UsageError, near
from metrograph.model import Decision, Kind, Status, Strength
from metrograph.serve.api_data import as_json
from metrograph.serve.api_operation import PAGED, Field, Operation, address
from metrograph.serve.api_tables import FORMATS, SPREADSHEET, chosen, paged, reply
from metrograph.serve.asked import Asked, Reply
from metrograph.words import LANGUAGES

CHOICES: dict[str, tuple[str, ...]] = {
    "goal": tuple(map(str, range(1, 18))),
    "kind": tuple(Kind),
    "status": tuple(Status),
    "decision": tuple(Decision),
    "strength": tuple(Strength),
    "language": LANGUAGES,
}
"""The values that a parameter of some types may have."""
LABELS = Field("labels", "fr", LANGUAGES)
OWN = ("labels", "limit", "offset", "format", "spreadsheet")
"""The fields of a question that are no parameters of it."""


def sound(catalog: Catalog) -> Iterator[Question]:
    """The questions that can be read and whose parameters do not bear a name of ours."""
    return (one for one in catalog.sound() if not any(parameter.name in OWN for parameter in one.parameters))


def _listed(desk: Desk, asked: Asked) -> Reply:
    known, topic = tuple(sound(desk.catalog)), asked.value("topic")
    Field("topic", choices=("", *dict.fromkeys(one.topic for one in known))).check(topic)
    found = [_told(one, asked) for one in known if topic in ("", one.topic)]
    return as_json({"lang": asked.lang, "count": len(found), "questions": found})


def _told(question: Question, asked: Asked) -> dict[str, object]:
    at = address(Asked("", {"name": question.name}, address=asked.address), "/api/questions/{name}")
    return {
        "name": question.name,
        "topic": question.topic,
        "summary": question.summary.best(asked.lang),
        "tags": question.tags,
        "view": question.view,
        "parameters": [_parameter(one, asked.lang) for one in question.parameters],
        "links": {"answer": at, "csv": f"{at}.csv", "sparql": f"{at}/sparql"},
    }


def _parameter(one: Parameter, lang: str) -> dict[str, object]:
    return {
        "name": one.name,
        "type": one.type,
        "about": one.about.best(lang),
        "default": None if not one.required else lang if one.type == "language" else typed(one),
        "example": typed(one),
        "choices": CHOICES.get(one.type),
    }


def _named(desk: Desk, name: str) -> Question:
    known = {one.name: one for one in sound(desk.catalog)}
    if name not in known:
        raise RequestError("W419", 404, value=name, near=near(name, known))
    return known[name]


def _parameters(question: Question, asked: Asked, own: tuple[str, ...] = ()) -> dict[str, str]:
    """What a request gives for the parameters of a question, the language and some other fields aside."""
    takes = [one.name for one in question.parameters]
    given = {name: value for name, value in asked.fields if name != "lang" and name not in own}
    for name in given:
        if name not in takes:
            raise UsageError("U103", name=name, question=question.name, near=near(name, takes), choices=", ".join(takes) or "-")
    return given


def _answered(desk: Desk, asked: Asked) -> Reply:
    name, dot, suffix = asked.path["name"].rpartition(".")
    if not (dot and suffix in FORMATS):
        name, suffix = asked.path["name"], ""
    question = _named(desk, name)
    chosen(asked, FORMATS, suffix)  # a format that cannot be is told before anything is worked out
    parameters = _parameters(question, asked, OWN)
    table = desk.ask(name, asked.value("lang", asked.lang), **parameters)
    if asked.value("labels"):
        table = desk.labelled(table, asked.value("labels"))
    return reply(paged(name, table, asked, {"parameters": parameters}), desk, asked, ANSWER, suffix)


def _sparql(desk: Desk, asked: Asked) -> Reply:
    question = _named(desk, asked.path["name"])
    text = desk.bound(question.name, asked.value("lang", asked.lang), **_parameters(question, asked))
    return Reply(text.encode(), "application/sparql-query")


_NAME = (("name", "pilots-by-goal"),)
LIST = Operation(
    "questions", "/api/questions", _listed, "questions", {"json": "application/json"}, (Field("topic", "pilots"),)
)  # fmt: skip
ANSWER = Operation(
    name="question",
    path="/api/questions/{name}",
    answer=_answered,
    tag="questions",
    gives=FORMATS,
    fields=(*PAGED, LABELS, SPREADSHEET),
    parts=_NAME,
    open=True,
    statuses=(404, 406),
)
SPARQL = Operation(
    name="question-sparql",
    path="/api/questions/{name}/sparql",
    answer=_sparql,
    tag="questions",
    gives={"sparql": "application/sparql-query"},
    parts=_NAME,
    open=True,
    statuses=(404,),
)
OPERATIONS = (LIST, ANSWER, SPARQL)
