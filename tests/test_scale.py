"""A workspace of several made-up plans: what was written anew for a million triples says what it said. Nothing here is timed."""

import re
import runpy
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.test_explorer_plan import seen

from metrograph.catalog import Terms
from metrograph.explorer import network
from metrograph.explorer.assess import assess_page
from metrograph.explorer.network import webs_of
from metrograph.explorer.view import View
from metrograph.namespaces import MG, RDFS, SKOS
from metrograph.network import Web
from metrograph.resources import files
from metrograph.store import LocalStore
from metrograph.turtle import read_triples
from metrograph.words import LANGUAGES
from metrograph.workspace import Workspace, open_workspace

NUMBER = 12
BENCH = Path(__file__).parent.parent / "bench" / "plans.py"
REWRITTEN = ("links", "items-with-note", "source-labels-in-three-languages")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("many")
    made = runpy.run_path(str(BENCH), run_name="plans")
    made["write"](folder, made["plans"](NUMBER))
    desk = open_workspace(folder)
    stated = sorted({quad.subject for quad in desk.quads if quad.predicate.value == f"{MG}statedIn"}, key=str)
    more = [
        (f"{SKOS}editorialNote", ox.Literal("seen")),
        *((f"{RDFS}label", ox.Literal("x", language=lang)) for lang in LANGUAGES),
    ]
    noted = [ox.Quad(node, ox.NamedNode(verb), value) for node in stated[::5] for verb, value in more]
    return Workspace(None, LocalStore.memory((*desk.quads, *noted), desk.prefixes))


@pytest.mark.parametrize("name", REWRITTEN)
def test_a_question_of_every_plan_has_the_rows_of_each_plan(name: str, many: Workspace) -> None:
    question, terms = many.catalog[name], Terms(many.names, many.elements)
    plans = sorted(name for name in many.elements if name.endswith("/plan"))
    assert len(plans) == NUMBER
    of_all = many.store.query(question.bind({}, terms)).rows()
    of_each = [row for plan in plans for row in many.store.query(question.bind({"plan": plan}, terms)).rows()]
    assert of_all
    assert sorted(set(map(str, of_each))) == sorted(map(str, of_all))


def test_no_rule_looks_for_several_things_in_a_pattern_that_must_not_exist() -> None:
    """The engine reads such a pattern anew for each node, from whatever end it likes: quadratic, minutes at a million triples."""
    for path in files("shapes", "*.ttl"):
        for triple in read_triples(path):
            text = str(triple.object)
            if triple.predicate.value.endswith("#select") and "mg:alignmentStatus mg:" in text:
                inside = [part.split("}")[0] for part in text.split("NOT EXISTS {")[1:]]
                assert not any("mg:alignmentStatus mg:" in part for part in inside), triple.subject


def test_of_many_plans_the_network_of_one_is_made_when_it_is_asked_for(many: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_AHEAD", NUMBER - 1)
    webs = webs_of(Workspace(None, many.store))
    assert list(webs) == [""]
    one = webs[""].facts.plans[0]
    assert len(Web(webs[""].facts, one)) < len(webs[""])
    monkeypatch.setattr(network, "_AHEAD", NUMBER)
    ahead = webs_of(Workspace(None, many.store))
    assert len(ahead) == NUMBER + 1
    assert ahead[one].of_item == Web(webs[""].facts, one).of_item


def test_beside_many_plans_an_assessment_shows_those_next_to_it_and_says_so(many: Workspace) -> None:
    page = assess_page(View.of(many, inside="assess"))
    assert len(page.tables["peers"].columns) == 3 + 3 * 7 + 1
    for lang, words in (("en", "left out: 5"), ("fr", "non affichés : 5"), ("es", "no se muestran: 5")):
        assert words in re.sub(r"\s", " ", seen(many, assess_page, "assess", lang))
