"""Facts from strangers: what is asked, what is believed, what is kept, and what happens when an endpoint misbehaves."""

import json
import re
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import bad_servers as bad
from tests.bad_servers import Answer, BadServer

import metrograph
from metrograph.enrich import Endpoint, Outcome, enrich, lookup_for, read_lookups, source_of, things_of
from metrograph.enrich.candidates import Candidate, candidates, decide
from metrograph.enrich.lookups import read_lookup
from metrograph.enrich.things import Thing
from metrograph.errors import LimitError, MetroGraphError, RecordError, StoreError, UsageError
from metrograph.model import Finding, Outside, Plan, Text
from metrograph.records.outside import FACTS, outside_text, read_outside
from metrograph.workspace import Workspace

NOW = datetime(2026, 11, 23, 21, 0, 0, tzinfo=UTC)
VALENCIA = Thing("place-valencia", "place", Text(es="Valencia"), (("Valencia", "es"),), "ES")


def answer(*rows: tuple[str, ...]) -> bytes:
    """An answer with rows of name, thing, fact, value and date."""
    columns = ("name", "thing", "fact", "value", "date")
    bindings = [
        {
            name: {"type": "uri" if name == "thing" else "literal", "value": value}
            for name, value in zip(columns, row, strict=False)
            if value
        }
        for row in rows
    ]
    return json.dumps({"head": {"vars": columns}, "results": {"bindings": bindings}}).encode()


GUANGZHOU = answer(
    ("Guangzhou", "http://far/1", "population", "18676605", "2020-11-01"), ("Guangzhou", "http://far/1", "country", "CN")
)
SIMPLE = """#+ summary: {en: "Places"}
#+ kind: place
SELECT ?name ?thing ?fact ?value ?date WHERE {
  VALUES ?name { "A" } VALUES ?thing { UNDEF }
  ?thing ?fact ?value . ?thing ?n ?name . OPTIONAL { ?thing ?p ?date }
}
"""


@cache
def plans() -> tuple[Plan, ...]:
    return tuple(metrograph.open().records.plans.values())


def looked_up(server: BadServer, folder: Path, *ids: str, **more: object) -> tuple[tuple[Outcome, ...], Endpoint, list[float]]:
    """What became of some things of the 2019 plan at a server, with the naps between two questions."""
    naps: list[float] = []
    endpoint = Endpoint(server.url, folder, now=lambda: NOW, sleep=naps.append, **{"timeout": 5, **more})
    things = things_of(plans(), ids, "place")
    return enrich(things, lookup_for(read_lookups(None), server.url, "place"), endpoint, folder), endpoint, naps


def kept(folder: Path) -> list[str]:
    return [one.thing for path in (folder / "facts").glob("*.yaml") for one in read_outside(path).findings]


# ---- what is asked


def test_names_are_asked_for_in_their_languages_and_no_value_becomes_query_text(tmp_path: Path) -> None:
    lookup = read_lookup(read_lookups(None)["wikidata-places"])
    evil = Thing("place-a", "place", Text(en="a"), (('a" } ?s ?p ?o . # \\ \n', "en"),))
    text = lookup.by_name([evil])
    assert (
        'VALUES ?name { "a\\" } ?s ?p ?o . # \\\\ \\n" "a\\" } ?s ?p ?o . # \\\\ \\n"@en "a\\" } ?s ?p ?o . # \\\\ \\n"@mul }'
        in text
    )
    assert "VALUES ?thing { UNDEF }" in text
    with pytest.raises(ValueError, match="evil"):
        lookup.by_thing(["http://evil/> } DROP ALL #"])


def test_one_question_is_sent_at_a_time_and_says_who_asks(tmp_path: Path) -> None:
    with BadServer(bad.good(GUANGZHOU)) as server:
        things_of_batches = [Thing(f"place-{n}", "place", Text(en=f"P{n}"), ((f"P{n}", "en"),)) for n in range(21)]
        naps: list[float] = []
        endpoint = Endpoint(server.url, tmp_path, contact="ana@example.org", now=lambda: NOW, sleep=naps.append)
        enrich(things_of_batches, lookup_for(read_lookups(None), server.url, "place"), endpoint, tmp_path)
        assert (len(server.calls), endpoint.requests, naps) == (3, 3, [1.0, 1.0])
        agent = server.calls[0].headers["User-Agent"]
    assert agent.startswith("metrograph/")
    assert agent.endswith("(ana@example.org)")


@pytest.mark.parametrize("contact", ["https://例え.jp/", "ana\r\nX-Evil: 1", ""])
def test_a_contact_that_no_header_can_hold_is_left_out(contact: str, tmp_path: Path) -> None:
    with BadServer(bad.good(GUANGZHOU)) as server:
        looked_up(server, tmp_path, "place-guangzhou", contact=contact)
    assert server.calls[0].headers["User-Agent"].endswith("(https://w3id.org/metrograph/)")
    assert server.calls[0].headers["X-Evil"] is None


def test_a_second_run_asks_nothing_and_a_refresh_asks_again(tmp_path: Path) -> None:
    with BadServer(bad.good(GUANGZHOU)) as server:
        looked_up(server, tmp_path)
        first = next((tmp_path / "facts").iterdir()).read_bytes()
        states = [one.state for one in looked_up(server, tmp_path)[0]]
        assert len(server.calls) == 1
        assert sorted(set(states)) == ["kept", "nothing"]
        assert next((tmp_path / "facts").iterdir()).read_bytes() == first
        things = things_of(plans(), ["place-guangzhou"])
        endpoint = Endpoint(server.url, tmp_path, refresh=True, now=lambda: NOW)
        enrich(things, lookup_for(read_lookups(None), server.url, "place"), endpoint, tmp_path, refresh=True)
        assert "VALUES ?thing { <http://far/1> }" in server.calls[-1].form["query"][0], "what was chosen stays chosen"


@pytest.mark.parametrize("body", ["", "{", "[]", '{"rows": 1}', '{"endpoint": "http://other", "time": "", "rows": []}'])
def test_a_cache_that_is_not_whole_is_asked_for_again(body: str, tmp_path: Path) -> None:
    with BadServer(bad.good(GUANGZHOU)) as server:
        looked_up(server, tmp_path, "place-guangzhou")
        for path in (tmp_path / ".metrograph/cache/lookups").iterdir():
            path.write_text(body)
        for path in (tmp_path / "facts").iterdir():
            path.unlink()
        looked_up(server, tmp_path, "place-guangzhou")
        assert len(server.calls) == 2
    assert kept(tmp_path) == ["place-guangzhou"]


# ---- what is believed

SAME, OTHER, NONE = ((("country", code),) if code else () for code in ("ES", "VE", ""))


@pytest.mark.parametrize(
    ("found", "taken", "elsewhere"),
    [
        ([SAME], 0, False),
        ([OTHER, SAME], 1, False),
        ([SAME, NONE], 0, False),
        ([NONE], 0, False),
        ([NONE, OTHER], 0, False),
        ([SAME, SAME], None, False),
        ([NONE, NONE], None, False),
        ([OTHER], None, True),
        ([], None, False),
    ],
)
def test_the_country_decides_between_places_of_one_name_and_nobody_guesses(
    found: list, taken: int | None, elsewhere: bool
) -> None:
    among = tuple(Candidate(f"http://far/{n}", ("Valencia",), facts) for n, facts in enumerate(found))
    choice = decide(VALENCIA, among)
    assert choice.taken == (None if taken is None else among[taken])
    assert choice.elsewhere == elsewhere
    assert not choice.taken or not choice.among


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("coordinates", "POINT(181 0)"),
        ("coordinates", "POINT(0 -90.1)"),
        ("coordinates", "POINT(1e99 0)"),
        ("coordinates", "POINT(NaN 0)"),
        ("coordinates", "POINT Z(1 2 3)"),
        ("coordinates", "<http://www.wikidata.org/entity/Q405> Point(1 2)"),
        ("population", "-1"),
        ("population", "1.5"),
        ("population", "9" * 5000),
        ("population", "lots"),
        ("country", "cn"),
        ("country", "CHN"),
        ("identifier", "no scheme"),
        ("identifier", "geonames:"),
        ("identifier", "geonames:1\u202e2"),
        ("website", "javascript:alert(1)"),
        ("website", "file:///etc/passwd"),
        ("website", "http://user:word@host/"),
        ("website", "http://host/<script>"),
        ("website", "http://host/" + "x" * 2000),
        ("website", "http://host/\x1b[2J"),
    ],
)
def test_a_value_that_cannot_be_true_or_safe_is_told_and_not_kept(fact: str, value: str) -> None:
    [one] = candidates([{"name": "A", "thing": "http://far/1", "fact": fact, "value": value}])
    assert one.facts == ()
    assert [wrong.fact for wrong in one.wrong] == [fact]
    assert one.wrong[0].value.isprintable()
    assert len(one.wrong[0].value) <= 60


@pytest.mark.parametrize("iri", ["", "urn:x", "file:///etc/passwd", "http://far/a b", "_:b0", "http://far/\n", 'http://far/">'])
def test_a_thing_without_a_sound_address_is_passed_over(iri: str) -> None:
    assert candidates([{"name": "A", "thing": iri, "fact": "population", "value": "1"}]) == ()


def test_of_several_populations_the_latest_counts_and_two_for_one_date_count_for_nothing() -> None:
    rows = [("7", "2001"), ("8", "2011-05-01T00:00:00Z"), ("9", "")]
    [one] = candidates([{"thing": "http://far/1", "fact": "population", "value": value, "date": date} for value, date in rows])
    assert one.facts == (("population", "8"), ("population_date", "2011-05-01"))
    [two] = candidates([{"thing": "http://far/1", "fact": "population", "value": value, "date": "2011"} for value in ("8", "9")])
    assert (two.facts, two.wrong[0].value) == ((), "8 / 9 2011")


def test_a_fact_nobody_knows_is_left_alone() -> None:
    [one] = candidates([{"name": "A", "thing": "http://far/1", "fact": "<script>", "value": "x"}])
    assert (one.facts, one.wrong) == ((), ())


# ---- what is kept

VALUES = {
    "coordinates": st.tuples(st.integers(-180, 180), st.integers(-90, 90)).map(lambda pair: f"POINT({pair[0]} {pair[1]})"),
    "country": st.text("ABCXYZ", min_size=2, max_size=2),
    "identifier": st.text("abc123-._", min_size=1, max_size=30).map(lambda text: f"isni:0{text}0"),
    "name": st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=50).filter(
        lambda text: text.strip() == text and text.isprintable()
    ),
    "population": st.integers(0, 10**9).map(str),
    "population_date": st.dates().map(str),
    "website": st.text("abc/?#=&", max_size=30).map(lambda text: f"https://example.org/{text}"),
}
ONE_FACT = st.sampled_from(sorted(VALUES)).flatmap(lambda name: st.tuples(st.just(name), VALUES[name]))
FINDINGS = st.lists(
    st.builds(
        Finding,
        thing=st.sampled_from(["place-a", "place-b", "org-c"]),
        match=st.just("http://far/1"),
        chosen=st.sampled_from(["name", "country", "person"]),
        lookup=st.sampled_from(["a-places", "b-places"]),
        sha256=st.just("0" * 64),
        time=st.just("2026-11-23T21:00:00Z"),
        facts=st.lists(ONE_FACT, unique=True, max_size=10).map(tuple),
        licence=st.sampled_from(["", "https://example.org/licence"]),
    ),
    unique_by=lambda one: (one.thing, one.lookup),
)


@settings(max_examples=40, deadline=None)
@given(FINDINGS)
def test_what_is_written_reads_back_the_same(tmp_path_factory: pytest.TempPathFactory, findings: list[Finding]) -> None:
    path = tmp_path_factory.getbasetemp() / "far-org.yaml"
    body = outside_text(Outside("far-org", "https://far.org/sparql", tuple(findings)), "a remark")
    path.write_text(body, encoding="utf-8")
    back = read_outside(path)
    assert outside_text(back, "a remark") == body
    assert {(one.thing, one.lookup): sorted(one.facts) for one in back.findings} == {
        (one.thing, one.lookup): sorted(one.facts) for one in findings
    }


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("endpoint: ", "endpunkt: ", "R103", 2),
        ('"http://far/sparql"', '"far"', "A257", 2),
        ("source: far", "source: near", "A258", 1),
        ("thing: place-guangzhou", "thing: Place Guangzhou", "R111", 4),
        ("chosen: name", "chosen: luck", "A257", 6),
        ("2026-11-23T21:00:00Z", "2026-13-23T21:00:00Z", "A257", 9),
        ("population: ", "people: ", "R103", 11),
        ('"7"', '"-7"', "A257", 11),
        ("match: ", "matches: ", "R103", 5),
    ],
)
def test_a_file_that_was_edited_wrongly_is_told_with_its_line(old: str, new: str, code: str, line: int, tmp_path: Path) -> None:
    one = Finding("place-guangzhou", "http://far/1", "name", "l", "0" * 64, "2026-11-23T21:00:00Z", (("population", "7"),))
    body = outside_text(Outside("far", "http://far/sparql", (one,)))
    path = tmp_path / "far.yaml"
    path.write_text(body.replace(old, new, 1), encoding="utf-8")
    assert old in body
    with pytest.raises(RecordError) as caught:
        read_outside(path)
    errors = (caught.value, *caught.value.others)
    assert (code, line) in [(error.code, error.place.line) for error in errors]


def test_facts_about_a_thing_that_no_plan_names_are_told_with_the_way_out(workspace: Workspace, run: Callable) -> None:
    assert workspace.folder
    one = Finding("place-atlantis", "http://far/1", "name", "l", "0" * 64, "2026-11-23T21:00:00Z", ())
    (workspace.folder / "facts").mkdir()
    (workspace.folder / "facts/far.yaml").write_text(outside_text(Outside("far", "http://far/sparql", (one,))))
    said = run("--workspace", workspace.folder, "build")
    assert (said.code, "error[A259]" in said.err, "far.yaml:4" in said.err) == (3, True, True)
    assert run("--workspace", workspace.folder, "enrich", "--forget", "place-atlantis").code == 0
    assert run("--workspace", workspace.folder, "build").code == 0


def test_a_source_that_bears_the_name_of_a_plan_is_refused(workspace: Workspace) -> None:
    assert workspace.folder
    (workspace.folder / "facts").mkdir()
    text = outside_text(Outside("metropolis-2019", "http://far/sparql", ()))
    (workspace.folder / "facts/metropolis-2019.yaml").write_text(text)
    with pytest.raises(MetroGraphError) as caught:
        _ = workspace.records
    assert caught.value.code == "R125"


# ---- endpoints that misbehave


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (bad.status(404), "T210"),
        (bad.status(500, b"out of order"), "T213"),
        (bad.status(503), "T228"),
        (bad.status(400, b"what?"), "T229"),
        (bad.good(bad.PAGE, "text/html"), "T214"),
        (bad.good(b"{ not JSON"), "T216"),
        (bad.good(b"\xff\xfe"), "T216"),
        (bad.good(b"{}"), "T216"),
        (bad.cut(GUANGZHOU), "T216"),
        (bad.status(302, Location="http://169.254.169.254/latest"), "T218"),
        (bad.status(302, Location="file:///etc/passwd"), "T220"),
        (bad.hang_up, "T205"),
    ],
)
def test_an_endpoint_that_fails_is_told_and_what_was_known_stays(reply: Answer, code: str, tmp_path: Path) -> None:
    with BadServer(bad.good(GUANGZHOU), reply) as server:
        looked_up(server, tmp_path, "place-guangzhou")
        before = next((tmp_path / "facts").iterdir()).read_bytes()
        with pytest.raises(MetroGraphError) as caught:
            looked_up(server, tmp_path)
    assert caught.value.code == code
    assert next((tmp_path / "facts").iterdir()).read_bytes() == before


def test_an_endpoint_that_is_down_is_told(tmp_path: Path) -> None:
    server = BadServer(bad.rows(1))
    with server:
        pass
    with pytest.raises(StoreError) as caught:
        looked_up(server, tmp_path)
    assert caught.value.code == "T201"
    assert not (tmp_path / "facts").exists()


def test_an_endpoint_that_falls_silent_is_left_after_the_time_given(tmp_path: Path) -> None:
    done = threading.Event()
    try:
        with BadServer(bad.silent(done, b"")) as server, pytest.raises(StoreError) as caught:
            looked_up(server, tmp_path, timeout=0.1)
        assert caught.value.code == "A248"
    finally:
        done.set()


@pytest.mark.parametrize(
    ("headers", "nap"),
    [
        ({"Retry_After": "120"}, 120.0),
        ({"Retry_After": "Mon, 23 Nov 2026 21:01:30 GMT", "Date": "Mon, 23 Nov 2026 21:00:00 GMT"}, 90.0),
        ({}, 0.5),
    ],
)
def test_an_endpoint_that_asks_to_wait_is_waited_for(headers: dict[str, str], nap: float, tmp_path: Path) -> None:
    def busy(handler: bad.Handler, _: bad.Call) -> None:
        handler.send_response_only(429)
        for name, value in {**headers, "Content-Length": "0"}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    with BadServer(busy, bad.good(GUANGZHOU)) as server:
        found, _, naps = looked_up(server, tmp_path, "place-guangzhou")
    assert (found[0].state, naps) == ("found", [nap])


def test_a_break_between_two_questions_loses_nothing_and_the_next_run_goes_on(tmp_path: Path) -> None:
    things = [Thing(f"place-{n:02}", "place", Text(en=f"Place {n}"), ((f"Place {n}", "en"),)) for n in range(15)]
    first = answer(*((f"Place {n}", f"http://far/{n}", "population", "1") for n in range(10)))
    second = answer(*((f"Place {n}", f"http://far/{n}", "population", "1") for n in range(10, 15)))
    with BadServer(bad.good(first), bad.status(500), bad.good(second)) as server:
        lookup = lookup_for(read_lookups(None), server.url, "place")

        def go() -> Endpoint:
            endpoint = Endpoint(server.url, tmp_path, now=lambda: NOW, sleep=lambda _: None)
            enrich(things, lookup, endpoint, tmp_path)
            return endpoint

        with pytest.raises(StoreError):
            go()
        assert len(kept(tmp_path)) == 10
        assert go().requests == 1
    assert len(kept(tmp_path)) == 15


def test_a_person_who_stops_keeps_what_is_complete(tmp_path: Path) -> None:
    things = [Thing(f"place-{name}", "place", Text(en=name), ((name, "en"),)) for name in ("one", "two")]
    body = answer(("one", "http://far/1"), ("two", "http://far/2"), ("two", "http://far/3"))

    def stop(_thing: Thing, _among: tuple) -> str:
        raise KeyboardInterrupt

    lookup = lookup_for(read_lookups(None), "http://far/", "place")
    with BadServer(bad.good(body)) as server, pytest.raises(KeyboardInterrupt):
        enrich(things, lookup, Endpoint(server.url, tmp_path, now=lambda: NOW), tmp_path, ask=stop)
    assert kept(tmp_path) == ["place-one"]


def test_an_answer_without_end_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("metrograph.enrich.endpoint.LARGEST", 1000)
    with (
        BadServer(bad.good(answer(*[("Guangzhou", "http://far/1", "population", "1")] * 100))) as server,
        pytest.raises(LimitError) as caught,
    ):
        looked_up(server, tmp_path)
    assert caught.value.code == "T219"
    monkeypatch.setattr("metrograph.enrich.endpoint.LARGEST", 1 << 20)
    monkeypatch.setattr("metrograph.enrich.endpoint.ROWS", 99)
    with (
        BadServer(bad.good(answer(*[("Guangzhou", "http://far/1", "population", "1")] * 100))) as server,
        pytest.raises(LimitError) as caught,
    ):
        looked_up(server, tmp_path)
    assert caught.value.code == "A249"


def test_a_key_in_the_address_reaches_neither_file_nor_message(tmp_path: Path) -> None:
    with BadServer(bad.good(GUANGZHOU), bad.status(500)) as server:
        server.url += "?key=hush-hush"
        looked_up(server, tmp_path, "place-guangzhou")
        with pytest.raises(StoreError) as caught:
            looked_up(server, tmp_path, "place-chicago")
        assert "key=hush-hush" in server.calls[0].path
    assert "hush" not in caught.value.report()
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and "hush" in path.read_text()]


def test_a_password_for_the_store_is_not_sent_to_the_endpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METROGRAPH_STORE_USER", "ana")
    monkeypatch.setenv("METROGRAPH_STORE_PASSWORD", "hush")
    with BadServer(bad.good(GUANGZHOU)) as server:
        looked_up(server, tmp_path)
    assert server.calls[0].headers["Authorization"] is None


def test_two_endpoints_do_not_share_a_file(tmp_path: Path) -> None:
    with BadServer(bad.good(GUANGZHOU)) as server:
        looked_up(server, tmp_path)
        other = server.url.replace("/query", "/sparql")
        assert source_of(other) == source_of(server.url)
        with pytest.raises(RecordError) as caught:
            enrich([VALENCIA], lookup_for(read_lookups(None), other, "place"), Endpoint(other, tmp_path), tmp_path)
        assert caught.value.code == "A253"
        assert len(server.calls) == 1, "nothing was asked"


# ---- lookups of one's own


def test_a_workspace_may_have_lookups_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "lookups").mkdir()
    (tmp_path / "lookups/mine.rq").write_text(SIMPLE.replace("kind: place", "kind: place\n#+ hosts: [far.example.org]"))
    known = read_lookups(tmp_path)
    assert lookup_for(known, "https://far.example.org/sparql", "place").name == "mine"
    assert lookup_for(known, "https://elsewhere.example.org/sparql", "place").name == "metrograph-places"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("kind: place", "kind: planet", "R113", 2),
        ("#+ kind: place\n", "", "R112", 1),
        ("kind: place", "kind: place\n#+ licence: free", "A257", 3),
        ("kind: place", "kindness: place", "R103", 2),
        ('{en: "Places"}', "{en: Places: all}", "R101", 1),
        ("SELECT ?name", "SELECT ?names", "A246", 0),
        ("VALUES ?name", "VALUES ?nom", "A247", 0),
        ("?fact ?value .", "?fact ?value ?other", "Q101", 5),
        ("WHERE {", "WHERE { SERVICE <http://x> { ?s ?p ?o }", "A245", 0),
        ("SELECT ?name ?thing ?fact ?value ?date WHERE", "ASK", "A246", 0),
    ],
)
def test_a_broken_lookup_is_told_with_its_file(old: str, new: str, code: str, line: int, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(SIMPLE.replace(old, new, 1))
    assert old in SIMPLE
    with pytest.raises(MetroGraphError) as caught:
        read_lookup(path)
    errors = (caught.value, *caught.value.others)
    assert code in [error.code for error in errors]
    assert {error.place.path for error in errors} == {str(path)}
    assert not line or line in [error.place.line for error in errors]


# ---- the command line


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "A244"),
        (("--all",), "A254"),
        (("--all", "--from", "ftp://example.org/"), "A250"),
        (("--all", "--from", "example.org"), "A250"),
        (("--all", "--from", "https://ana:hush@example.org/sparql"), "A251"),
        (("--all", "--from", "http://127.0.0.1:9/sparql", "--timeout", "soon"), "U108"),
        (("--all", "--from", "http://127.0.0.1:9/sparql", "--timeout", "0"), "U108"),
        (("place-guangzou", "--from", "http://127.0.0.1:9/sparql"), "A241"),
        (("pilot-mega", "--from", "http://127.0.0.1:9/sparql"), "A241"),
        (("--kind", "planet", "--from", "http://127.0.0.1:9/sparql"), "U108"),
        (("--kind", "place", "--lookup", "wikidata", "--from", "http://127.0.0.1:9/sparql"), "A242"),
        (("--kind", "place", "--lookup", "wikidata-organisations", "--from", "http://127.0.0.1:9/sparql"), "A243"),
        (("--kind", "place", "--as", "http://far/1", "--from", "http://127.0.0.1:9/sparql"), "A255"),
        (("place-guangzhou", "--as", "Q16572", "--from", "http://127.0.0.1:9/sparql"), "A255"),
        (("--all", "--forget"), "A256"),
        (("--all", "--forget", "--dry-run"), "A252"),
    ],
)
def test_wrong_use_is_told_before_anything_is_asked(
    words: tuple[str, ...], code: str, run: Callable, workspace: Workspace
) -> None:
    said = run("--workspace", workspace.folder, "enrich", *words)
    assert (said.code, said.out) == (2, "")
    assert f"error[{code}]" in said.err
    assert "hush" not in said.err


def test_it_needs_a_workspace(run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = run("enrich", "--all", "--from", "http://127.0.0.1:9/sparql")
    assert (said.code, "error[U109]" in said.err) == (2, True)


def test_a_dry_run_shows_what_would_be_sent_and_sends_nothing(run: Callable, workspace: Workspace) -> None:
    assert workspace.folder
    before = sorted(workspace.folder.rglob("*"))
    with BadServer(bad.good(GUANGZHOU)) as server:
        said = run("--workspace", workspace.folder, "enrich", "--all", "--from", server.url, "--dry-run")
    assert (said.code, server.calls) == (0, [])
    assert "place-guangzhou,Guangzhou,would be asked" in said.out
    assert '"Guangzhou"@en' in said.err
    assert sorted(workspace.folder.rglob("*")) == before


def test_the_endpoint_may_stand_in_the_settings_and_the_publisher_is_whom_to_reach(run: Callable, workspace: Workspace) -> None:
    assert workspace.folder
    toml = workspace.folder / "metrograph.toml"
    with BadServer(bad.good(GUANGZHOU)) as server:
        text = f'\n[enrich]\nfrom = "{server.url}"\n\n[publisher]\nname = "Us"\nemail = "ana@example.org"\n'
        toml.write_text(toml.read_text() + text)
        said = run("--workspace", workspace.folder, "enrich", "place-guangzhou")
    assert (said.code, server.calls[0].headers["User-Agent"].partition(" ")[2]) == (0, "(ana@example.org)")
    toml.write_text(toml.read_text().replace("from =", "of ="))
    assert "error[S112]" in run("--workspace", workspace.folder, "enrich", "place-guangzhou").err


def test_what_is_not_sure_is_a_finding_of_its_own(run: Callable, workspace: Workspace) -> None:
    body = answer(("Guangzhou", "http://far/1", "country", "CN"), ("Guangzhou", "http://far/2", "country", "CN"), ("Chicago", "http://far/3"),
                  ("Chicago", "http://far/3", "population", "\x1b[2Jmany"))  # fmt: skip
    with BadServer(bad.good(body)) as server:
        said = run("--workspace", workspace.folder, "enrich", "--kind", "place", "--from", server.url, "--lang", "fr")
    assert said.code == 1
    lines = said.out.splitlines()
    assert "place-guangzhou,Guangzhou,à choisir,http://far/1,Guangzhou; country CN" in lines
    assert "place-chicago,Chicago,trouvé,http://far/3," in lines
    assert "place-chicago,Chicago,valeur écartée,,population:  [2Jmany" in lines
    assert "place-gauteng,Gauteng,rien trouvé,," in lines


# ---- who never does this


def test_no_service_and_no_page_can_look_anything_up() -> None:
    package = Path(metrograph.__file__).parent
    imported = re.compile(r"\b(?:from|import) metrograph\.enrich\b|\bfrom metrograph import [^\n]*\benrich\b")
    users = {
        path.relative_to(package).parts[0] for path in package.rglob("*.py") if imported.search(path.read_text(encoding="utf-8"))
    }
    assert users == {"enrich", "cli"}


def test_every_kept_fact_has_a_term_of_the_ontology() -> None:
    from metrograph.model import camel
    from metrograph.namespaces import MG
    from metrograph.resources import root
    from metrograph.turtle import read_triples

    terms = {
        triple.subject.value for triple in read_triples(root() / "ontology/metrograph.ttl") if hasattr(triple.subject, "value")
    }
    assert {MG + "reported" + camel(f"x_{name}")[1:] for name in FACTS} <= terms


def test_an_id_that_no_thing_has_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        things_of(plans(), ["place-guangzou"])
    assert caught.value.values["near"] == "place-guangzhou"
