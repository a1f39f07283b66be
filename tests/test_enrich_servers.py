"""Facts looked up for real: at an Oxigraph server, at Virtuoso, and at a service of our own."""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import rdflib
from tests.servers import Server
from tests.service import Running

from metrograph.enrich import Endpoint, enrich, forget, lookup_for, read_lookups, things_of
from metrograph.model import Finding, Outside
from metrograph.namespaces import MG
from metrograph.records.outside import outside_text
from metrograph.store.access import Access, Credential, origin
from metrograph.store.remote import RemoteStore
from metrograph.turtle import Quad, read_quads
from metrograph.workspace import Workspace, create

NOW = datetime(2026, 11, 23, 21, 0, 0, tzinfo=UTC)
FAR = "http://example.org/far"
WD = "http://www.wikidata.org/entity/"
PLACE = "https://w3id.org/metrograph/id/place-guangzhou"


def filled(server: Server) -> str:
    """The address of a server that holds the facts of ``far_facts.ttl``."""
    access = (
        Access((Credential(origin(server.query), server.auth, server.user, server.password),)) if server.user else Access.none()
    )
    store = RemoteStore(server.query, server.update, server.store, access=access, graphs=[FAR])
    quads = read_quads(Path(__file__).with_name("far_facts.ttl"))
    store.replace_graph(FAR, [Quad(quad.subject, quad.predicate, quad.object) for quad in quads])
    return server.query


@pytest.fixture(scope="module")
def far(oxigraph_server: Server) -> str:
    return filled(oxigraph_server)


@pytest.fixture(scope="module")
def enriched(far: str, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace whose places and organisations were looked up at the Oxigraph server."""
    desk = create(tmp_path_factory.mktemp("enriched") / "desk")
    looked_up(desk, far)
    desk.refresh()
    return desk


def looked_up(desk: Workspace, address: str, **more: object) -> dict[str, str]:
    """What became of each thing."""
    states: dict[str, str] = {}
    assert desk.folder
    endpoint = Endpoint(address, desk.folder, now=lambda: NOW, sleep=lambda _: None, **more)
    for kind in ("place", "organisation"):
        lookup = lookup_for(read_lookups(None), address, kind, f"wikidata-{kind}s")
        found = enrich(things_of(desk.records.plans.values(), kind=kind), lookup, endpoint, desk.folder)
        states |= {one.thing.id: one.state for one in found}
    return states


def facts(desk: Workspace, thing: str = "place-guangzhou") -> list[tuple[str, str]]:
    return [(str(row["fact"]), str(row["value"])) for row in desk.ask("outside-facts", element=thing).dicts()]


@pytest.mark.parametrize("kind", ["oxigraph_server", "virtuoso_server"])
def test_a_server_shaped_like_wikidata_is_understood(kind: str, request: pytest.FixtureRequest, workspace: Workspace) -> None:
    address = filled(request.getfixturevalue(kind))
    states = looked_up(workspace, address)
    assert {one: state for one, state in states.items() if state != "nothing"} == {
        "place-guangzhou": "found",
        "place-barcelona": "choose",
        "place-malaga": "elsewhere",
        "place-chicago": "found",
        "org-uclg": "found",
        "org-ema": "choose",
    }
    workspace.refresh()
    assert facts(workspace) == [
        ("date of the reported population", "2020-11-01"),
        ("matched to", WD + "Q16572"),
        ("reported coordinates", "POINT(113.26 23.13)"),
        ("reported country", "CN"),
        ("reported identifier", "geonames:1809858"),
        ("reported identifier", "unlocode:CNCAN"),
        ("reported population", "18676605"),
        ("reported website", "http://www.gz.gov.cn/"),
    ]
    assert facts(workspace, "place-chicago") == [("matched to", WD + "Q1297")]
    assert facts(workspace, "org-uclg")[1:] == [
        ("reported identifier", "ror:04abc1234"),
        ("reported website", "https://www.uclg.org/"),
    ]


def test_facts_pass_the_rules_and_stand_in_a_graph_of_their_own(enriched: Workspace) -> None:
    assert enriched.build().ok
    [name] = [name for name in enriched.graphs() if name.startswith("context/127")]
    own = enriched.graph_quads(name)
    assert not [quad for quad in own if quad.subject.value.startswith(PLACE)], "nothing is said of the plan's place itself"
    assert [quad for quad in own if quad.predicate.value == MG + "about" and quad.object.value == PLACE]


def test_an_independent_reader_finds_who_said_what_when(enriched: Workspace) -> None:
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=enriched.dump(".trig"), format="trig")
    rows = graph.query(
        """PREFIX mg: <https://w3id.org/metrograph/ns#> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?people ?used ?when ?lookup { ?record mg:about ?place ; mg:reportedPopulation ?people ; prov:wasGeneratedBy ?run .
        ?run prov:used ?used ; prov:endedAtTime ?when ; dcterms:identifier ?lookup . }"""
    )
    [(people, used, when, lookup)] = list(rows)
    assert (int(people), str(lookup), when.toPython()) == (18676605, "wikidata-places", NOW)
    assert str(used).endswith("/query")


def test_everything_comes_back_from_the_kept_graph(enriched: Workspace) -> None:
    before = facts(enriched)
    enriched.build()
    again = Workspace(enriched.folder)
    assert again.fresh
    assert facts(again) == before


def test_the_licence_of_the_source_is_that_of_its_graph(enriched: Workspace) -> None:
    rows = enriched.sparql("SELECT ?g ?l { ?g dcterms:license ?l FILTER(CONTAINS(STR(?g), 'context/127')) }").rows()
    assert [str(row[1]) for row in rows] == ["https://creativecommons.org/publicdomain/zero/1.0/"]


def test_the_card_and_the_page_of_a_place_tell_the_source_and_the_day(enriched: Workspace) -> None:
    from metrograph.documents.addresses import Addresses
    from metrograph.documents.page import thing_page
    from metrograph.documents.room import room_of
    from metrograph.documents.thing import describe

    card = enriched.card(PLACE, "fr").dicts()
    [told] = [row["value"] for row in card if row["property"] == "population selon la source"]
    assert str(told).startswith("18676605 (http://127.0.0.1")
    assert str(told).endswith("/query, 2026-11-23)")
    room = room_of(enriched)
    found = describe(room, PLACE)
    assert found
    page = thing_page(room, found, Addresses(room.names, "http://h/"), "es")
    assert [one.source[-10:] for one in page.reported] == ["2026-11-23"]
    shown = {row.label.text: [value.text for value in row.values] for row in page.reported[0].rows}
    assert shown["población según la fuente"] == ["18676605"]
    assert shown["sitio web según la fuente"] == ["www.gz.gov.cn"]


def test_a_choice_of_a_person_is_remembered_also_when_asked_again(far: str, workspace: Workspace) -> None:
    assert workspace.folder
    things = things_of(workspace.records.plans.values(), ["place-barcelona"])
    lookup = lookup_for(read_lookups(None), far, "place", "wikidata-places")
    for refresh, chosen in ((False, {"place-barcelona": WD + "Q1492"}), (True, {})):
        endpoint = Endpoint(far, workspace.folder, refresh=refresh, now=lambda: NOW, sleep=lambda _: None)
        [one] = enrich(things, lookup, endpoint, workspace.folder, chosen=chosen, refresh=refresh)
        assert (one.state, one.finding and one.finding.match, one.finding and one.finding.chosen) == (
            "found",
            WD + "Q1492",
            "person",
        )


def test_a_person_who_is_asked_decides(far: str, workspace: Workspace) -> None:
    assert workspace.folder
    things = things_of(workspace.records.plans.values(), kind="place")
    lookup = lookup_for(read_lookups(None), far, "place", "wikidata-places")
    asked: list[tuple[str, int]] = []

    def ask(thing: object, among: tuple) -> str:
        asked.append((thing.id, len(among)))
        return among[-1].iri if thing.id == "place-barcelona" else ""

    found = enrich(things, lookup, Endpoint(far, workspace.folder, now=lambda: NOW), workspace.folder, ask=ask)
    assert asked == [("place-barcelona", 2), ("place-malaga", 1)]
    assert {one.thing.id: one.finding.match for one in found if one.finding}["place-barcelona"] == WD + "Q81923"


def test_what_is_forgotten_leaves_the_graph_as_it_was(far: str, workspace: Workspace) -> None:
    assert workspace.folder
    before = workspace.dump(".nq")
    looked_up(workspace, far)
    workspace.refresh()
    assert workspace.dump(".nq") != before
    assert len(forget(workspace.folder)) == 3
    workspace.refresh()
    assert workspace.dump(".nq") == before
    assert not list((workspace.folder / "facts").iterdir())


def test_the_same_answers_at_the_same_time_give_the_same_bytes(far: str, tmp_path: Path) -> None:
    bodies = []
    for name in ("a", "b"):
        desk = create(tmp_path / name)
        looked_up(desk, far)
        [path] = (tmp_path / name / "facts").iterdir()
        bodies.append(path.read_bytes())
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize(("typed", "match"), [("2\n\n", "Q81923"), ("\n\n", ""), ("9\nno\n", ""), ("١\n\n", "")])
def test_a_person_chooses_at_a_prompt_by_number(
    typed: str, match: str, far: str, run: Callable, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal(typed))
    words = ("enrich", "place-barcelona", "--choose", "--lookup", "wikidata-places", "--from", far, "--format", "csv")
    said = run("--workspace", workspace.folder, *words)
    assert "Which one is Barcelona?\n  1  Barcelona / Barcelone; country ES  http://www.wikidata.org/entity/Q1492" in said.err
    assert said.code == (0 if match else 1)
    assert not match or f"place-barcelona,Barcelona,found,{WD}{match},country ES" in said.out


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A service of another MetroGraph that knows more of Guangzhou than we do."""
    folder = tmp_path_factory.mktemp("other") / "desk"
    create(folder)
    facts = (
        ("population", "18676605"),
        ("population_date", "2020-11-01"),
        ("coordinates", "POINT(113.26 23.13)"),
        ("country", "CN"),
    )
    one = Finding("place-guangzhou", WD + "Q16572", "name", "wikidata-places", "f" * 64, "2026-11-23T21:00:00Z", facts)
    (folder / "facts").mkdir()
    (folder / "facts" / "there.yaml").write_text(
        outside_text(Outside("there", "http://example.org/sparql", (one,))), encoding="utf-8"
    )
    with Running("--workspace", folder) as service:
        yield service


def test_another_metrograph_is_asked_by_the_command_line(other: Running, run: Callable, workspace: Workspace) -> None:
    assert workspace.folder
    address = f"{other.address}sparql"
    said = run("--workspace", workspace.folder, "enrich", "place-guangzhou", "--from", address)
    assert said.code == 0, said.err
    assert f"place-guangzhou,Guangzhou,found,{PLACE},coordinates POINT(113.26 23.13); country CN; population 18676605" in said.out
    assert f"1 question sent to {address} by the lookup metrograph-places" in said.err
    again = run("--workspace", workspace.folder, "enrich", "place-guangzhou", "--from", address)
    assert "known already" in again.out
    assert "0 questions sent" in again.err
    forgotten = run("--workspace", workspace.folder, "enrich", "place-guangzhou", "--forget")
    assert (forgotten.code, "1 record removed" in forgotten.err) == (0, True)
    cached = run("--workspace", workspace.folder, "enrich", "place-guangzhou", "--from", address)
    assert "0 questions sent" in cached.err, "the answer is kept"
    assert "found" in cached.out


def test_organisations_of_another_metrograph_are_found_by_their_names(
    other: Running, run: Callable, workspace: Workspace
) -> None:
    said = run("--workspace", workspace.folder, "enrich", "org-uclg", "org-c40", "--from", f"{other.address}sparql")
    assert [line.split(",")[2] for line in said.out.splitlines()[1:]] == ["to be chosen", "found"], (
        "an acronym alone decides nothing"
    )
