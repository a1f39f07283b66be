"""The network of goals and elements: counts as networkx and the catalogue have them, chance as exact arithmetic has it, in three languages."""

import csv
import io
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from itertools import combinations
from math import comb

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import metrograph
from metrograph.assess.facts import read_facts as assess_facts
from metrograph.assess.source import pairs_of
from metrograph.errors import UsageError
from metrograph.network import ABOUT, GRAPHS, Facts, Network, Web, read_facts
from metrograph.network.chance import holm, judged, upper_tail
from metrograph.network.cuts import cuts
from metrograph.network.fall import cascade, falls
from metrograph.network.masks import Masks
from metrograph.network.measures import centrality, communities, pagerank, sampled
from metrograph.words import LANGUAGES, TEXTS
from metrograph.workspace import Workspace, create

GRAPH = st.dictionaries(st.sampled_from("abcdefgh"), st.sets(st.integers(0, 20).map(str)), max_size=8)
LINKED = st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] < pair[1]), max_size=24)


@pytest.fixture(scope="module")
def network(desk: Workspace) -> Network:
    return desk.network()


@pytest.fixture
def empty(tmp_path):
    """A workspace whose links are only proposed."""
    found = create(tmp_path / "proposed")
    for path in (tmp_path / "proposed" / "alignments").glob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("status: accepted", "status: proposed"), encoding="utf-8")
    return found


# ---- the projection


@given(GRAPH)
def test_goals_are_joined_as_in_the_weighted_projection_of_networkx(served):
    masks = Masks(served)
    graph = nx.Graph()
    graph.add_nodes_from([*served, "item of nothing"])
    graph.add_edges_from((name, f"item {item}") for name, items in served.items() for item in items)
    expected = nx.bipartite.weighted_projected_graph(graph, list(served))
    assert {frozenset(pair): n for pair, n in masks.together().items()} == {
        frozenset(pair): expected.edges[pair]["weight"] for pair in expected.edges
    }
    assert masks.counts() == {name: len(items) for name, items in served.items()}


@given(GRAPH, GRAPH)
def test_things_of_two_kinds_are_joined_by_the_items_that_they_share(served, others):
    expected = {(a, b): len(others[a] & served[b]) for a in others for b in served if others[a] & served[b]}
    assert Masks(served).across(others) == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pairs_of_goals_are_those_of_the_catalogue(desk, lang):
    asked = {(row["sdg"], row["otherSdg"]): (row["count"], row["goalLabel"]) for row in desk.ask("co-targets", lang).dicts()}
    found = {
        (row["sdg"], row["otherSdg"]): (row["count"], row["goalLabel"]) for row in desk.network(lang=lang).cobenefits().dicts()
    }
    assert found == asked


def test_themes_and_lines_by_goal_are_those_of_the_catalogue(desk, network):
    for question, kind, table in (("goals-by-theme", "theme", network.themes()), ("goals-by-line", "line", network.lines())):
        asked = {(row[kind], row["sdg"]): row["count"] for row in desk.ask(question).dicts() if row["count"]}
        assert {(row[kind], row["sdg"]): row["count"] for row in table.dicts()} == asked


def test_outside_organisations_are_the_same_in_network_assessment_and_catalogue(desk):
    """Three places say which organisations are outside: a question, a pattern for large stores, and facts read once."""
    asked = {str(organisation): count for organisation, _, count in desk.ask("organisations").rows()}
    tied = Counter(thing for _, _, thing in read_facts(desk.store).ties["partner"])
    (facts,) = assess_facts(pairs_of(desk.store)).values()
    assert asked == tied == Counter(partner for item in facts.items.values() for partner in item.partners)


def test_organisations_by_goal_and_themes_behind_gaps_are_those_of_the_catalogue(desk, network):
    asked = {(row["organisation"], row["sdg"]): row["count"] for row in desk.ask("goals-by-organisation").dicts()}
    assert {(row["partner"], row["sdg"]): row["count"] for row in network.partners().dicts()} == asked
    asked = {row["sdg"]: row["themeLabel"] for row in desk.ask("unserved-targets-of-themes").dicts()}
    assert {row["sdg"]: row["themesLabel"] for row in network.gaps().dicts() if row["themesLabel"]} == asked


# ---- chance


def exact(n: int, a: int, b: int, both: int) -> Fraction:
    return Fraction(sum(comb(a, k) * comb(n - a, b - k) for k in range(both, min(a, b) + 1) if b - k <= n - a), comb(n, b))


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n), st.integers(1, n))), st.data())
def test_the_probability_is_that_of_exact_arithmetic(sizes, data):
    n, a, b = sizes
    both = data.draw(st.integers(0, min(a, b)))
    assert upper_tail(n, a, b, both) == pytest.approx(float(exact(n, a, b, both)), abs=1e-11)


def test_large_numbers_neither_overflow_nor_take_long():
    assert upper_tail(50_000, 20_000, 20_000, 8_001) == pytest.approx(0.496, abs=0.001)
    assert 0 <= upper_tail(50_000, 20_000, 20_000, 12_000) < 1e-200
    assert upper_tail(50_000, 20_000, 20_000, 4_000) == 1.0


@given(st.lists(st.floats(0, 1), max_size=12))
def test_the_correction_never_lowers_a_probability_nor_changes_the_order(values):
    found = holm(values)
    assert all(before <= after <= 1 for before, after in zip(values, found, strict=True))
    ranked = sorted(zip(values, found, strict=True))
    assert [after for _, after in ranked] == sorted(found)


@pytest.mark.parametrize(
    ("case", "verdict"),
    [
        ((20, 20, 15), "more"), ((5, 6, 3), "hint"), ((5, 6, 1), "none"), ((1, 30, 1), "few"), ((1, 1, 1), "few"), ((2, 2, 0), "none"),
    ],
)  # fmt: skip
def test_a_pair_is_told_from_chance_only_where_the_numbers_allow_it(case, verdict):
    first, *_ = judged([("a", "b", *case), *[("x", "y", 10, 10, 2)] * 9], 50)
    assert first.verdict == verdict


def test_what_one_item_alone_serves_is_no_pattern_however_high_its_lift(network):
    (row,) = [row for row in network.cobenefits().dicts() if (row["sdg"], row["otherSdg"]) == ("2", "12")]
    assert (str(row["lift"]), str(row["p"]), row["verdict"]) == ("55.00", "0.0182", "too few to conclude")


def test_in_the_2019_plan_no_pair_of_goals_is_beyond_chance_but_gender_has_a_line_and_a_theme_of_its_own(network):
    assert {row["verdict"] for row in network.cobenefits().dicts()} == {"no sign of more than chance", "too few to conclude"}
    for table, label in ((network.lines(), "Gender equality"), (network.themes(), "gender equality")):
        (row,) = [row for row in table.dicts() if row["verdict"] == "more often than by chance"]
        assert (row["sdg"], row[table.columns[1]], str(row["lift"])) == ("5", label, "5.50")


# ---- centrality, communities


@given(LINKED)
def test_a_walk_spends_its_time_as_the_page_rank_of_networkx_says(links):
    graph = nx.Graph()
    graph.add_nodes_from(map(str, range(12)))
    graph.add_weighted_edges_from((str(a), str(b), 1 + (a * b) % 3) for a, b in sorted(links))
    ours = pagerank(graph)
    assert sum(ours.values()) == pytest.approx(1)
    for name, share in ours.items():
        told = 0.15 / 12 + 0.85 * sum(
            ours[other] * graph.edges[name, other]["weight"] / graph.degree(other, weight="weight") for other in graph[name]
        )
        lost = 0.85 * sum(ours[other] for other in graph if not graph.degree(other)) / 12
        assert share == pytest.approx(told + lost, abs=1e-9)


def test_central_goals_are_those_of_networkx(network):
    graph = network.goals
    rows = {row["sdg"]: row for row in network.centrality().dicts()}
    for name, value in nx.betweenness_centrality(graph).items():
        assert float(rows[name]["betweenness"]) == pytest.approx(value, abs=0.0006)
    assert {name: row["weight"] for name, row in rows.items()} == dict(graph.degree(weight="weight"))
    assert network.centrality().dicts()[0]["sdg"] == "11"


def test_betweenness_of_a_large_network_is_estimated_from_a_sample_and_says_so(network, monkeypatch):
    assert not network.estimated()
    graph = network.web.items
    monkeypatch.setattr("metrograph.network.measures._WAYS", 2_000)
    assert sampled(graph) == 19
    assert centrality(graph) == centrality(graph)
    assert "19 of 96" in network.estimated()


def test_communities_are_the_same_whatever_the_order_of_a_set():
    code = "import metrograph; web = metrograph.open().network().web; print(web.communities, web.clusters)"
    told = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


@given(LINKED)
@settings(max_examples=30)
def test_communities_share_out_every_thing_once_and_tell_their_modularity(links):
    graph = nx.Graph()
    graph.add_nodes_from(map(str, range(12)))
    graph.add_edges_from(((str(a), str(b)) for a, b in sorted(links)), weight=1)
    found = communities(graph)
    assert sorted(name for group in found.groups for name in group) == sorted(graph)
    if links:
        assert found.modularity == pytest.approx(nx.community.modularity(graph, list(map(set, found.groups))))
        assert 1 <= found.agreeing <= found.runs == 20


# ---- what holds together, what falls


@given(LINKED)
def test_what_parts_a_network_are_the_bridges_and_articulation_points_of_networkx(links):
    graph = nx.Graph()
    graph.add_nodes_from(map(str, range(12)))
    graph.add_edges_from((str(a), str(b)) for a, b in sorted(links))
    found = cuts(graph, least=1)
    assert {frozenset((cut.one, cut.other)) for cut in found if cut.other} == set(map(frozenset, nx.bridges(graph)))
    assert {cut.one for cut in found if not cut.other} == set(nx.articulation_points(graph))
    for cut in found:
        left = graph.copy()
        whole = nx.node_connected_component(graph, cut.one)
        left.remove_edge(cut.one, cut.other) if cut.other else left.remove_node(cut.one)
        pieces = sorted((len(piece) for piece in nx.connected_components(left.subgraph(whole & set(left)))), reverse=True)
        assert (cut.parts, cut.apart) == (len(pieces), sum(pieces[1:]))
        assert len(cut.names) == cut.apart


def test_a_single_leaf_parts_nothing(network):
    found = network.bridges().dicts()
    assert min(row["apart"] for row in found) == 2
    assert found[0]["sdg"] == "17.16"
    assert found[0]["parts"] == 9


def test_what_rests_on_one_item_is_what_the_catalogue_and_a_count_say(desk, network):
    rows = {str(row["element"]).rpartition("/")[2]: row for row in network.robustness().dicts()}
    assert (rows["pilot-integrated-water"]["goalsLost"], rows["pilot-integrated-water"]["targetsLost"]) == (
        "6",
        "6.4, 6.5, 11.b, 13.1",
    )
    alone = {row["sdg"] for row in desk.ask("goals-on-one-element").dicts()}
    rests = {goal for one in network.web.falls for goal in (*one.goals, *one.direct)}
    assert alone == {goal for goal in rests if any(network.web.goals[goal].values())}


@given(
    st.dictionaries(
        st.sampled_from("abcdef"), st.dictionaries(st.sampled_from(["1", "1.1", "2.1", "2.2", "3"]), st.booleans(), min_size=1)
    )
)
def test_a_cascade_tells_at_each_step_what_a_count_of_the_rest_tells(of_item):
    order = sorted(of_item, key=lambda item: (-len(of_item[item]), -sum(of_item[item].values()), item))
    for step in cascade(of_item):
        left = {item: of_item[item] for item in order[step.gone :]}
        held = [(code, direct) for codes in left.values() for code, direct in codes.items()]
        assert step.goals == len({code.partition(".")[0] for code, _ in held})
        assert step.direct == len({code.partition(".")[0] for code, direct in held if direct})
        assert step.targets == len({code for code, _ in held if "." in code})
        graph = nx.Graph([(item, code) for item, codes in left.items() for code in codes])
        most = max((len(piece & set(left)) for piece in nx.connected_components(graph)), default=0)
        assert step.largest == (pytest.approx(most / len(left)) if left else 0)


def test_an_item_that_shares_all_it_serves_is_not_missed():
    assert falls({"a": {"7.2": True}, "b": {"7.2": True, "7.3": False}})[0].targets == ("7.3",)
    assert falls({"a": {"7": True}, "b": {"7": True}}) == ()


# ---- gaps


def test_gaps_are_served_by_none_and_each_has_the_reason_that_is_nearest(desk, network):
    rows = {row["sdg"]: row for row in network.gaps().dicts()}
    unserved = {row["sdg"] for row in desk.ask("targets-without-contribution").dicts()}
    assert set(rows) <= unserved
    assert [(code, rows[code]["themesLabel"]) for code in list(rows)[:2]] == [
        ("17.8", "digitalisation"),
        ("16.5", "transparency"),
    ]
    assert rows["11.1"]["reason"] == rows["10.7"]["reason"] == "a theme is linked to it that no element is on"
    assert (rows["11.1"]["themesLabel"], rows["10.7"]["themesLabel"]) == ("adequate housing", "migration")
    assert (rows["11.4"]["behind"], rows["11.4"]["inGoalDirect"]) == (19, 7)
    assert not any(code.startswith(("3.", "14.", "15.")) for code in rows)


def test_a_proposed_link_is_the_nearest_reason_and_a_refused_one_is_none(network):
    facts = network.web.facts
    link, *rest = [link for link in facts.links if link.code == "7.3"]
    assert not rest
    kept = tuple(one for one in facts.links if one is not link)

    def near(*more: object, refused: object = ()) -> dict[str, str]:
        made = Facts((*kept, *more), facts.plans, facts.kinds, facts.ties, facts.themes, frozenset(refused), facts.targets)  # type: ignore[arg-type]
        return {gap.code: gap.reason for gap in Web(made).gaps}

    assert near()["7.3"] == "goal"
    assert near(type(link)(link.plan, link.item, "7.3", True, False))["7.3"] == "proposed"
    assert "7.3" not in near(refused=[(link.plan, link.item, "7.3")])


# ---- plans, proposals, words


def test_proposed_links_count_only_when_asked_for(empty):
    nothing, found = empty.network(), empty.network(proposed=True)
    assert not nothing
    assert (len(found), len(found.web.of_item)) == (103, 55)
    assert "proposed" in found.summary()
    assert {told["status"] for *_, told in found.graph.edges(data=True)} == {"proposed"}
    assert {row["reason"] for row in nothing.gaps().dicts()} == {"a link is proposed, not decided"}


def test_a_network_of_nothing_is_an_empty_one_with_a_picture_that_says_so(empty):
    nothing = empty.network()
    for name in ("cobenefits", "centrality", "communities", "clusters", "bridges", "robustness", "themes", "partners", "lines"):
        assert len(getattr(nothing, name)()) == 0, name
    assert "svg" in nothing.svg()
    assert all(nothing.nx(of).number_of_edges() == 0 for of in GRAPHS)
    assert nothing.modularity()


def test_one_item_and_parts_that_do_not_hang_together_are_networks_too(network):
    facts = network.web.facts
    one = tuple(link for link in facts.links if link.item.endswith("pilot-mega"))
    web = Web(Facts(one, facts.plans, facts.kinds, facts.ties, facts.themes, frozenset(), facts.targets))
    assert len(web.of_item) == 1
    assert [(pair.count, pair.verdict) for pair in web.cobenefits] == [(1, "few")]
    assert web.cascade[-1].goals == 0
    apart = Web(Facts((one[0], facts.links[0]), facts.plans, facts.kinds, facts.ties, facts.themes, frozenset(), facts.targets))
    assert nx.number_connected_components(apart.items) == 2
    assert len(apart.communities.groups) == len(apart.goals)


@pytest.mark.parametrize("name", ["metropolis-2019", "plan-2019", "metropolis-2019/plan-2019"])
def test_a_plan_is_known_by_each_of_its_names(desk, name):
    assert len(desk.network(plan=name)) == 103


def test_an_unknown_plan_measure_or_network_is_told_with_what_there_is(desk, network):
    with pytest.raises(UsageError, match="metropolis-2019"):
        desk.network(plan="metropolis-2091")
    for wrong in (lambda: network.about("lifts"), lambda: network.nx("goal"), lambda: network.centrality("goals")):
        with pytest.raises(UsageError) as caught:
            wrong()
        assert caught.value.values["near"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_measure_is_told_in_each_language_and_every_column_has_a_heading(desk, lang):
    found = desk.network(lang=lang)
    assert all(len(found.about(name)) > 40 for name in ABOUT)
    tables = [getattr(found, name)() for name in ("cobenefits", "centrality", "communities", "clusters", "bridges", "gaps")]
    tables += [found.robustness(), found.cascade(), found.themes(), found.partners(), found.lines(), found.centrality("item")]
    assert {f"column.{name}" for table in tables for name in table.columns} <= set(TEXTS)
    assert len({table.title for table in tables}) == len(tables)
    assert all(len(table) for table in tables)


def test_a_notebook_shows_the_picture_and_the_sentence(network):
    assert network._repr_html_().startswith("<figure><svg")
    assert "103" in network._repr_html_()
    assert repr(network) == "<Network: 55 elements, 41 goals and targets, 103 links; 13 goals, 22 pairs of them>"


def test_the_picture_tells_each_goal_and_pair_in_words(network):
    titles = network.svg().drawing.titles
    assert len(titles) == 17 + 22
    assert any("Goal 11" in title and "3 elements serve both, 1.09 times chance" in title for title in titles)
    assert network.svg() == metrograph.open().network().plot()


# ---- the command line


def test_the_summary_names_what_stands_out_and_where_it_misleads(run):
    said = run("--format", "table", "network")
    assert said.code == 0
    for words in (
        "13 of 17",
        "4.58",
        "Modularity 0.14; 7 of 20 runs",
        "Surplus Food Network",
        "17.8",
        "does not show that one goal helps",
    ):
        assert words in said.out
    assert "metrograph network --what gaps" in said.err


def test_one_table_comes_in_any_format(run):
    rows = list(csv.DictReader(io.StringIO(run("network", "--what", "robustness").out)))
    assert rows[0]["goalsLost"] == "2, 12"
    assert run("--format", "json", "network").out.startswith("[")
    assert "| Reason |" in run("--format", "md", "network", "--what", "gaps").out
    assert "Motivo" in run("--lang", "es", "--format", "md", "network", "--what", "gaps").out


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--plan", "metropolis-2091"), 2, "A122"),
        (("--what", "gap"), 2, 'did you mean "gaps"'),
        (("--out", "x.gephi"), 2, ".gexf"),
        (("--out", "no/such/folder/x.gexf"), 3, "S108"),
        (("--out", "x.svg", "--of", "items"), 2, "goals"),
        (("--of", "goals"), 2, "--out"),
        (("--out", "x.gexf", "--of", "item"), 2, 'did you mean "items"'),
    ],
)
def test_wrong_use_is_told_and_writes_nothing(run, tmp_path, monkeypatch, arguments, code, told):
    monkeypatch.chdir(tmp_path)
    said = run("network", *arguments)
    assert said.code == code
    assert told in said.err
    assert not list(tmp_path.iterdir())


def test_a_plan_without_an_accepted_link_says_what_to_do(run, empty):
    said = run("--workspace", empty.folder, "network")
    assert (said.code, "A121" in said.err, "--proposed" in said.err) == (2, True, True)
    assert run("--workspace", empty.folder, "network", "--proposed", "--what", "communities").code == 0


def test_facts_are_the_same_from_a_graph_of_rdf_alone(desk, tmp_path):
    desk.save(tmp_path / "all.nq")
    assert read_facts(metrograph.load(tmp_path / "all.nq").store) == read_facts(desk.store)


def test_pairs_are_counted_once(network):
    pairs = [(one.one, one.other) for one in network.web.cobenefits]
    assert pairs == list(combinations(network.web.goals, 2))


def test_things_without_an_identifier_or_a_name_do_no_harm(tmp_path):
    (tmp_path / "odd.ttl").write_text(
        """@prefix mg: <https://w3id.org/metrograph/ns#> . @prefix sdg: <http://metadata.un.org/sdg/> . @prefix ex: <http://example.org/> .
        [] mg:inPlan ex:plan ; mg:contributesTo sdg:7 . ex:a mg:inPlan ex:plan ; mg:contributesTo sdg:7 , sdg:13.2 , ex:nothing ;
        mg:theme [] , ex:theme . ex:plan a mg:WorkPlan .""",
        encoding="utf-8",
    )
    found = metrograph.load(tmp_path / "odd.ttl").network()
    assert (len(found), found.themes().column("themeLabel")) == (2, ("theme", "theme"))
    assert found.robustness().rows()[0][1:4] == ("a", "", "7, 13")
