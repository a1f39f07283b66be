"""OWL: ontology and plan hold together under HermiT, and a contradiction is found."""

import pyoxigraph as ox
import pytest

from metrograph.errors import UsageError
from metrograph.namespaces import MG, RDF
from metrograph.reason import consistency
from metrograph.resources import root
from metrograph.turtle import Quad, read_triples
from metrograph.workspace import Workspace


@pytest.mark.java
def test_the_ontology_with_its_dl_module_and_the_plan_is_consistent(desk: Workspace) -> None:
    module = [Quad(t.subject, t.predicate, t.object) for t in read_triples(root() / "ontology" / "metrograph-dl.ttl")]
    found = consistency([*desk.quads, *module])
    assert found.consistent
    assert found.unsatisfiable == ()


@pytest.mark.java
def test_a_pilot_that_is_also_an_event_is_a_contradiction(desk: Workspace) -> None:
    pilot = ox.NamedNode(desk.iri("pilot-mega"))
    wrong = Quad(pilot, ox.NamedNode(RDF + "type"), ox.NamedNode(MG + "WorldEvent"))
    assert not consistency([*desk.graph_quads("ontology"), *desk.graph_quads("plan/metropolis-2019"), wrong]).consistent


def test_without_java_the_error_says_how_to_install_it(desk: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="default-jre-headless"):
        consistency(desk.quads)
