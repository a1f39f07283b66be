"""Hostile values through every parameter of the API, and the API in a process that can open no file."""

import json
import os
import resource
import traceback
from pathlib import Path

from tests.test_api import ALL, ask, body, code
from tests.test_hostile import VALUES

from metrograph.desk import Desk
from metrograph.errors import UsageError
from metrograph.serve.answers import answer
from metrograph.serve.api_check import GIVES
from metrograph.serve.api_questions import OWN
from metrograph.serve.api_tables import FORMATS
from metrograph.serve.asked import Asked
from metrograph.serve.media import RDF
from metrograph.serve.routes_api import OPERATIONS, ready
from metrograph.serve.served import Data, Served
from metrograph.workspace import Workspace


def test_a_hostile_value_gets_the_answer_that_the_desk_gives_to_the_term(desk: Workspace) -> None:
    taken = 0
    for question in ("links", "events-in-month", "elements-with-organisation", "pilots-by-goal"):
        for parameter in desk.catalog[question].parameters:
            for value in (*VALUES, "pilot-mega"):
                if parameter.name == "lang":
                    continue
                reply = ask(desk, "question", (parameter.name, value), path={"name": question})
                try:
                    expected = desk.ask(question, **{parameter.name: value})
                except UsageError as error:
                    assert code(reply) == (400, error.code)  # noqa: PT017 - most values are refused
                else:
                    taken += 1
                    assert body(reply)["rows"] == json.loads(expected.json())
    assert taken > 5


def test_a_hostile_filter_or_word_finds_nothing_that_it_should_not(desk: Workspace) -> None:
    for value in VALUES:
        for name in ("item", "plan", "goal", "target", "status", "strength"):
            reply = ask(desk, "alignments", (name, value))
            assert reply.status == 400 or body(reply)["total"] <= 136
        assert ask(desk, "question", path={"name": value}).status == 404
        assert ask(desk, "alignment", path={"id": value}).status == 404

    assert {ask(desk, "search", ("q", value)).status for value in VALUES[::10]} <= {200, 400}


def _asked(desk: Desk) -> list[Asked]:
    """One request of every kind, in every format and language."""
    found = [Asked("api-question", {"name": f"{name}.{kind}"}) for name in desk.catalog.names for kind in ("json", "html")]
    found += [Asked("api-question", {"name": "no-such-question"}, lang=lang) for lang in ("en", "fr", "es")]
    ident = body(ask(desk, "alignments"))["rows"][0]["id"]
    for one in OPERATIONS:
        if one.writes:
            continue
        needed = tuple((field.name, field.example) for field in one.fields if field.required)
        sent = "".join(example if isinstance(example, str) else json.dumps(example) for example in one.examples)
        media = {"api-validate": "text/turtle"}.get(f"api-{one.name}", next(iter(one.takes), ""))
        path = {"name": "pilots-by-goal", "id": ident}
        kinds = {**RDF, **FORMATS, **GIVES, "sparql": ""}
        found += [
            Asked(f"api-{one.name}", path, needed, kinds[kind].partition(";")[0], lang, sent.encode(), media, method=one.method)
            for kind in one.gives
            for lang in ("en", "fr", "es")
        ]
    texts = ("Des bus de nuit, ODD 11", "Autobuses nocturnos para la ciudad", "Ночной автобус", "")
    found += [Asked("api-link", body=text.encode(), media="text/plain", method="POST") for text in texts]
    return found


def test_every_answer_is_the_same_in_a_child_that_can_open_no_file(desk: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "data.nq"
    path.write_bytes(desk.dump(".nq"))
    served = Served.open(Data(str(path), "1", desk.names.base, desk.plans))
    for _ in ready(served):
        pass
    asked = _asked(served)
    with (tmp_path / "told").open("w+b") as told:
        child = os.fork()
        if not child:
            lines = []
            try:
                resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
                for one in asked:
                    reply = answer(ALL, served, one)
                    lines.append(f"{reply.status} {len(reply.body)}")
            except BaseException:  # noqa: BLE001 - told to the parent
                lines.append(traceback.format_exc())
            finally:
                told.write("\n".join(lines).encode())
                told.flush()
                os._exit(0)
        os.waitpid(child, 0)
        told.seek(0)
        found = told.read().decode().split("\n")
    assert len(found) == len(asked), "\n".join(found[-40:])
    here = [answer(ALL, served, one) for one in asked]
    assert found == [f"{reply.status} {len(reply.body)}" for reply in here]
    assert {reply.status for reply in here} == {200, 400, 404}


def test_the_fields_of_ours_are_those_of_the_operation() -> None:
    answered = next(one for one in OPERATIONS if one.name == "question")
    assert {field.name for field in answered.known} == {*OWN, "lang"}
