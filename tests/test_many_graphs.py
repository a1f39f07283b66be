"""A service of hundreds of plans: what it says of itself stays small beside the data."""

import pyoxigraph as ox

from metrograph.documents.addresses import Addresses
from metrograph.documents.catalogue import catalogue_quads
from metrograph.documents.room import Room
from metrograph.folder import PROJECT
from metrograph.namespaces import DCAT, RDFS, VOID, Names
from metrograph.store import LocalStore
from metrograph.turtle import Quad


def told(plans: int) -> tuple[Quad, ...]:
    names = Names("http://h/")
    one = ox.NamedNode("http://h/id/one"), ox.NamedNode(RDFS + "label"), ox.Literal("one")
    graphs = (ox.NamedNode(names.graph(f"plan/p{number}")) for number in range(plans))
    room = Room(LocalStore.memory([Quad(*one, graph) for graph in graphs]), names, {}, {}, {}, PROJECT)
    return catalogue_quads(room, Addresses(names, "http://h/"))


def count(quads: tuple[Quad, ...], predicate: str) -> int:
    return sum(quad.predicate.value == predicate for quad in quads)


def test_each_of_some_graphs_is_offered_as_files_and_of_hundreds_only_the_whole() -> None:
    few, many = told(3), told(600)
    files = count(told(0), DCAT + "distribution")
    assert count(few, DCAT + "distribution") == files + 3 * 6
    assert count(many, DCAT + "distribution") == files
    assert count(few, VOID + "subset") == 3
    assert count(many, VOID + "subset") == 600
    assert len(many) < len(few) + 600 * 5
