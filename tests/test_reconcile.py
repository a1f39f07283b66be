"""What the reconciliation service takes a name to mean, with names as they stand in tables of analysts."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from metrograph import Workspace
from metrograph.reconcile import PROPERTIES, Candidate, Index, Query, index_of, reconcile, suggested
from metrograph.reconcile.extending import values
from metrograph.store import LocalStore


@pytest.fixture(scope="module")
def index(desk: Workspace) -> Index:
    return index_of(desk)


@pytest.fixture
def ask(index: Index) -> Callable[..., tuple[Candidate, ...]]:
    def asked(text: str, *types: str, lang: str = "en", **more: object) -> tuple[Candidate, ...]:
        return reconcile(index, Query(text, types, **more), lang)  # type: ignore[arg-type]

    return asked


Ask = Callable[..., tuple[Candidate, ...]]


def sure(found: tuple[Candidate, ...]) -> str:
    """The id of the candidate that is surely meant, or nothing."""
    return next((one.thing.id for one in found if one.match), "")


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Barcelona", "place-barcelona"),
        ("BARCELONE", "place-barcelona"),
        ("  barcelona ", "place-barcelona"),
        ("Sao Paulo", "place-sao-paulo"),
        ("São Paulo", "place-sao-paulo"),
        ("L’Hospitalet-de-Llobregat", "place-lhospitalet-de-llobregat"),
        ("ES", "place-spain"),
        ("España", "place-spain"),
        ("UCLG", "org-uclg"),
        ("CGLU", "org-uclg"),
        ("cglu", "org-uclg"),
        ("United Cities and Local Governments", "org-uclg"),
        ("Cités et Gouvernements locaux unis", "org-uclg"),
        ("Banque mondiale", "org-world-bank"),
        ("Mobilité", "theme-mobility"),
        ("transporte urbano", "theme-mobility"),
        ("MEGA", "metropolis-2019/pilot-mega"),
        ("Metropolis Energy Governance : Mega", "metropolis-2019/pilot-mega"),
        ("Villes et communautés durables", "sdg/11"),
        ("theme-mobility", "theme-mobility"),
        ("https://w3id.org/metrograph/id/theme-mobility", "theme-mobility"),
        ("http://metadata.un.org/sdg/11.2", "sdg/11.2"),
    ],
)
def test_an_exact_name_in_any_language_is_a_match(ask: Ask, text: str, id_: str) -> None:
    found = ask(text)
    assert (found[0].thing.id, found[0].score, found[0].match) == (id_, 100.0, True)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("11.2", "sdg/11.2"),
        ("11.02", "sdg/11.2"),
        ("SDG 11", "sdg/11"),
        ("SDG11", "sdg/11"),
        ("sdg-11.2", "sdg/11.2"),
        ("ODD 11.2", "sdg/11.2"),
        ("ODS n.º 6", "sdg/6"),
        ("Goal 6", "sdg/6"),
        ("Goal 06", "sdg/6"),
        ("Objectif de développement durable 13", "sdg/13"),
        ("objetivo 13", "sdg/13"),
        ("cible 11.2", "sdg/11.2"),
        ("Meta 11.b", "sdg/11.b"),
        ("target 11.B", "sdg/11.b"),
        ("Goal 6: Clean water and sanitation", "sdg/6"),
        ("6 – Eau propre et assainissement", "sdg/6"),
        ("C110201", "sdg/C110201"),
        ("11.2.1", "sdg/C110201"),
        ("indicator 11.2.1", "sdg/C110201"),
    ],
)
def test_a_code_is_understood_as_people_write_it(ask: Ask, text: str, id_: str) -> None:
    assert sure(ask(text)) == id_


def test_a_number_alone_is_a_goal_only_when_the_type_says_so(ask: Ask) -> None:
    assert not sure(ask("11"))
    assert ask("11")[0].thing.id == "sdg/11"
    assert sure(ask("11", "Goal")) == sure(ask("11.0", "SDGElement")) == "sdg/11"


@pytest.mark.parametrize("text", ["target 6", "indicator 11.2", "18", "11.99", "0", "6.5.4.3", "13e Congrès", "11.2 hectares"])
def test_what_looks_like_a_code_and_is_none_is_no_match(ask: Ask, text: str) -> None:
    assert not sure(ask(text, "SDGElement"))


def test_two_things_of_one_name_are_both_shown_and_none_is_a_match(ask: Ask) -> None:
    found = ask("Mexico")
    assert [(one.score, one.match) for one in found[:2]] == [(100.0, False)] * 2
    assert {one.thing.id for one in found[:2]} == {"place-mexico", "place-mexico-city"}


def test_a_property_tells_things_of_one_name_apart(ask: Ask) -> None:
    assert not sure(ask("Valencia", "Place"))
    for country, id_ in (("España", "place-valencia"), ("ES", "place-valencia"), ("Venezuela", "place-valencia-venezuela")):
        assert sure(ask("Valencia", "Place", properties=(("country", (country,)),))) == id_
    assert sure(ask("Mexico", "Place", properties=(("category", ("ville",)),))) == "place-mexico-city"
    assert sure(ask("Mexico", "Place", properties=(("country", ("MX",)),))) == "place-mexico-city"


def test_a_property_that_says_something_else_lowers_the_score_and_forbids_a_match(ask: Ask) -> None:
    right, wrong = (ask("Barcelona", properties=(("country", (name,)),))[0] for name in ("Espagne", "France"))
    assert (right.score, right.match) == (100.0, True)
    assert (wrong.score, wrong.match) == (60.0, False)
    assert ("properties", 0.0) in wrong.features


def test_a_property_of_which_nothing_is_known_hardly_counts(ask: Ask) -> None:
    found = ask("Barcelona", properties=(("status", ("ongoing",)),))[0]
    assert (found.score, found.match) == (90.0, True)


@pytest.mark.parametrize(
    ("property_", "value"),
    [("goal", "SDG 7"), ("goal", "7"), ("target", "13.2"), ("status", "to conclude"), ("plan", "metropolis-2019/plan-2019")],
)
def test_properties_of_plan_items_are_compared_by_name_code_or_id(ask: Ask, property_: str, value: str) -> None:
    found = ask("MEGA", "PilotProject", properties=((property_, (value.removeprefix("SDG "),)),))
    assert sure(found) == "metropolis-2019/pilot-mega"


def test_a_date_is_compared_by_year_month_or_day(ask: Ask) -> None:
    days = ("2020", "2020-01", "2020-01-01", "1999")
    found = [ask("metropolis-2019/event-metropolis-congress-13", properties=(("start", (day,)),))[0] for day in days]
    assert [one.match for one in found] == [True, True, True, False]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Ville de Barcelone", "place-barcelona"),
        ("City of York", "place-york"),
        ("Lyon, France", "place-lyon"),
        ("Barcelona (Spain)", "place-barcelona"),
        ("Valencia, Venezuela", "place-valencia-venezuela"),
    ],
)
def test_a_country_behind_a_city_and_city_of_before_it_are_read(ask: Ask, text: str, id_: str) -> None:
    assert sure(ask(text, "Place")) == id_


def test_city_of_is_no_match_without_a_type_since_the_council_may_be_meant(ask: Ask) -> None:
    found = ask("Ville de Barcelone")
    assert (found[0].thing.id, found[0].score, found[0].match) == ("place-barcelona", 95.0, False)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Barcelnoa", "place-barcelona"),
        ("Guangzhoo", "place-guangzhou"),
        ("United Cities & Local Governments", "org-uclg"),
        ("NewYork", "place-new-york"),
        ("sustainable citys and comunities", "sdg/11"),
        ("public transport for all, safe and affordable", "sdg/11.2"),
    ],
)
def test_a_slip_or_another_order_finds_the_thing_but_is_no_match(ask: Ask, text: str, id_: str) -> None:
    found = ask(text)
    assert found[0].thing.id == id_
    assert not found[0].match
    assert 40 <= found[0].score < 100


@pytest.mark.parametrize("text", ["", "   ", "…", "zzqx", "-", "🙂", "\x00", "de la", "(("])
def test_what_names_nothing_gives_no_match(ask: Ask, text: str) -> None:
    assert not sure(ask(text))


def test_types_narrow_or_only_prefer(ask: Ask) -> None:
    assert {one.thing.kinds[0] for one in ask("Barcelona", "Place")} == {"Place"}
    assert ask("Barcelona", "Theme") == ()
    other = ask("Barcelona", "Theme", strict="should")[0]
    assert (other.score, other.match, ("type", False) in other.features) == (70.0, False, True)
    assert sure(ask("MEGA", "PlanElement", "PilotProject", strict="all")) == "metropolis-2019/pilot-mega"
    assert ask("MEGA", "Place", "PilotProject", strict="all") == ()


@pytest.mark.parametrize(
    "kind", ["PilotProject", "pilotproject", "mg:PilotProject", "https://w3id.org/metrograph/ns#PilotProject"]
)
def test_a_type_is_known_by_id_or_iri(ask: Ask, kind: str) -> None:
    assert sure(ask("MEGA", kind)) == "metropolis-2019/pilot-mega"


def test_an_unknown_type_has_no_things(ask: Ask) -> None:
    assert ask("Barcelona", "Q515") == ()


def test_the_limit_keeps_the_best(ask: Ask) -> None:
    whole = ask("Barcelona", limit=50)
    assert ask("Barcelona", limit=2) == whole[:2]
    assert [one.score for one in whole] == sorted((one.score for one in whole), reverse=True)


@pytest.mark.parametrize(("lang", "label"), [("en", "Spain"), ("fr", "Espagne"), ("es", "España")])
def test_names_are_told_in_the_language_of_the_request(ask: Ask, lang: str, label: str) -> None:
    assert ask("ES", lang=lang)[0].thing.label(lang) == label


def test_places_that_no_plan_names_are_offered_and_told_as_such(ask: Ask) -> None:
    found = {text: dict(ask(text)[0].features)["in_data"] for text in ("Barcelona", "Lyon")}
    assert found == {"Barcelona": True, "Lyon": False}


def test_every_thing_is_found_by_its_id_and_by_each_of_its_names(index: Index) -> None:
    for thing in index.things[::25]:
        assert reconcile(index, Query(thing.id))[0].thing is thing
        for name, _ in thing.names:
            assert thing.id in {one.thing.id for one in reconcile(index, Query(name, limit=100)) if one.score == 100}, name


@pytest.mark.parametrize(
    ("prefix", "id_"),
    [
        ("barc", "place-barcelona"),
        ("urban mob", "theme-mobility"),
        ("SDG 11", "sdg/11"),
        ("11.2", "sdg/11.2"),
        ("ucl", "org-uclg"),
    ],
)
def test_a_person_who_types_is_offered_what_begins_so(index: Index, prefix: str, id_: str) -> None:
    assert suggested(index, "entity", prefix, "en").found[0].id == id_


def test_suggestions_come_in_pages_that_together_are_all(index: Index) -> None:
    first = suggested(index, "entity", "b", "en")
    pages = [suggested(index, "entity", "b", "en", cursor=at).found for at in range(0, first.total, 20)]
    ids = [thing.id for page in pages for thing in page]
    assert len(ids) == len(set(ids)) == first.total > 100
    assert suggested(index, "entity", "b", "en", cursor=first.total).found == ()


def test_types_and_properties_are_suggested_by_their_names(index: Index) -> None:
    assert [kind.id for kind in suggested(index, "type", "proj", "fr").found] == ["PilotProject"]
    assert [column.id for column in suggested(index, "property", "pays", "fr").found] == ["country"]


def test_accepted_links_are_what_a_table_is_extended_with(desk: Workspace, index: Index) -> None:
    item = index.thing("metropolis-2019/pilot-mega")
    assert item is not None
    assert values(index, item, "goalCode", "en") == ("7", "13")
    assert values(index, item, "targetCode", "en") == ("7.2", "7.3", "13.2")
    goal = index.thing("sdg/7")
    assert goal is not None
    assert item.iri in values(index, goal, "contributor", "en")
    asked = {str(x) for x in desk.sparql("SELECT DISTINCT ?x { ?x mg:contributesToGoal|mg:contributesTo sdg:7 }").column("x")}  # type: ignore[union-attr]
    assert set(values(index, goal, "contributor", "en")) == asked


def test_the_index_follows_the_data() -> None:
    changing = LocalStore.memory()
    desk = Workspace(None, changing)
    assert index_of(desk) is index_of(desk)
    assert not sure(reconcile(index_of(desk), Query("Ville Ouverte")))
    changing.update(
        'INSERT DATA { mg:Organisation a owl:Class . id:org-ouverte a mg:Organisation ; skos:prefLabel "Ville Ouverte"@fr }'
    )
    assert sure(reconcile(index_of(desk), Query("ville ouverte"))) == "org-ouverte"


def test_the_how_to_names_every_property_and_no_other() -> None:
    page = (Path(__file__).parent.parent / "docs/how-to/reconcile-in-openrefine.md").read_text(encoding="utf-8")
    table = page.partition("## Add columns")[2].partition("Each has two settings")[0]
    named = {name for line in table.splitlines() for name in re.findall(r"`(\w+)`", line.split("|")[1] if "|" in line else "")}
    assert named == set(PROPERTIES)


def test_another_base_gives_the_same_ids() -> None:
    desk = Workspace(None, LocalStore.memory())
    desk.names = type(desk.names)("https://data.example.org/")
    found = reconcile(index_of(desk), Query("https://w3id.org/metrograph/id/place-lyon"))
    assert (found[0].thing.id, found[0].thing.iri) == ("place-lyon", "https://data.example.org/id/place-lyon")
