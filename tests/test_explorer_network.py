"""The page of the network: every table with its caveat, whole as CSV, bounded in time, in three languages."""

import pytest
from tests.clock import Clock
from tests.large import large

from metrograph.errors import RequestError
from metrograph.explorer.graph import graph_page
from metrograph.explorer.network import network_page, webs_of
from metrograph.explorer.view import View
from metrograph.store import LocalStore
from metrograph.words import LANGUAGES
from metrograph.workspace import Workspace


def seen(desk: Workspace, *fields: tuple[str, str], lang: str = "en"):
    view = View.of(desk, lang=lang, inside="network", fields=fields)
    page = network_page(view)
    return page, page.html(view.frame())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_table_stands_with_what_it_says_and_where_it_misleads(desk, lang):
    page, html = seen(desk, lang=lang)
    network = desk.network(lang=lang)
    for name in page.tables:
        assert f'id="{name}-caption"' in html
        assert f'id="about-{name}"' in html
        assert network.about(name)[:30].replace("'", "&#39;") in html or lang == "fr"
    assert html.count("<svg") >= 1
    assert ("7 of 20" if lang == "en" else "20") in html


def test_a_long_table_is_cut_on_the_page_and_whole_as_a_file(desk):
    page, html = seen(desk)
    shown = {one["name"]: one for one in page.values["sections"]}
    assert len(shown["gaps"]["grid"].rows) == 10
    assert "The first 10 are shown" in shown["gaps"]["more"]
    assert page.tables["gaps"].rows() == desk.network().gaps().rows()
    assert shown["communities"]["more"] == ""
    assert "nothing" not in page.tables
    assert "/network?table=gaps" in html


def test_one_plan_of_several_is_counted_alone(desk):
    page, _ = seen(desk, ("plan", "metropolis-2019/plan-2019"))
    assert page.tables["cobenefits"] == desk.network(plan="plan-2019").cobenefits()
    with pytest.raises(RequestError):
        seen(desk, ("plan", "plan-2091"))


def test_a_graph_without_a_link_says_so(desk):
    nothing = Workspace(None, LocalStore.memory((), desk.prefixes))
    page, html = seen(nothing)
    assert not page.values["sections"]
    assert "No link is accepted yet" in html


def test_the_page_of_the_graph_leads_to_it(desk):
    view = View.of(desk, inside="graph")
    assert 'href="/network"' in graph_page(view).html(view.frame())


def test_the_page_of_a_large_plan_takes_no_longer_than_that_of_a_small_one(desk):
    larger = Workspace(None, LocalStore.memory(tuple(large(800)), desk.prefixes))
    webs_of(larger)
    with Clock() as clock:
        page, html = seen(larger)
    assert clock.seconds < 1.5
    assert len(html) < 150_000
    assert len(page.tables["cobenefits"]) == len(larger.network().cobenefits())
