"""Literals come out of a store as they went in, byte for byte, although the engine writes many of them in another way."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import metrograph
from metrograph import formats
from metrograph.backup import back_up_store, restore_store
from metrograph.namespaces import XSD
from metrograph.store import LocalStore
from metrograph.store.exchange import exchange
from metrograph.store.lexical import Originals
from metrograph.turtle import Quad
from metrograph.workspace import Workspace

SIGNS = ("", "+", "-")
WHOLE = ("0", "00", "1", "01", "007", "10", "127", "128", "255", "256", "32768", "65536", "2147483648", "9223372036854775807",
         "9223372036854775808", "18446744073709551616", "123456789012345678901234567890")  # fmt: skip
PART = ("", ".", ".0", ".00", ".5", ".50", ".05", ".000000000000000001", ".1234567890123456789", ".999999999999999999999")
ZONE = ("", "Z", "+00:00", "-00:00", "+05:30", "-14:00", "+14:01", "z")
CLOCK = ("00:00:00", "24:00:00", "23:59:59", "23:59:60", "12:00:00.0", "12:00:00.10", "12:00:00.123456789", "12:00", "1:2:3")
DAY = ("2019-06-17", "0001-01-01", "0000-01-01", "-0044-03-15", "12019-01-01", "2019-02-29", "2020-02-29", "2019-13-01",
       "2019-6-7", " 2019-06-17", "2019-06-17 ", "17/06/2019", "")  # fmt: skip
SPANS = ("P0D", "PT0S", "P1Y", "P12M", "P1Y0M", "P14M", "P30D", "PT24H", "PT1440M", "PT60S", "P1DT0H", "-P1D", "+P1D", "P-1D",
         "PT1.50S", "PT1.S", "P", "PT", "P1S", "P1Y2M3DT4H5M6.7S", "P99999999999999999999Y")  # fmt: skip
FLOATS = ("1", "1.0", "1E0", "1e0", "1.0E0", "1.5e+3", "15.0E2", "INF", "+INF", "-INF", "inf", "NaN", "nan", "-0", "0e0", "1e400",
          "1e-400", "3.4028236e38", "0.1", "1.0000000000000001", "4.9e-324")  # fmt: skip
BOOLS = ("true", "false", "1", "0", "TRUE", "False", "yes", " true", "01")
PIECES = ("2019", "02019", "-0001", "0000", "2019-06", "2019-13", "--06", "--13", "--06-17", "--02-30", "---17", "---32", "06")
INTEGERS = ("integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
            "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte")  # fmt: skip
OTHERS = ("hexBinary", "base64Binary", "anyURI", "QName", "NOTATION", "normalizedString", "token", "language", "Name", "NCName",
          "NMTOKEN", "ENTITY", "ID", "IDREF", "string", "untypedAtomic", "nothingOfTheKind")  # fmt: skip
TEXTS = ("", " ", "x", "é", "e\u0301", "𝄞", "\U0010ffff", '"', "\\", "\\n", "\n", "\r", "\r\n", "\t", "\b", "\f", "\x01", "\x7f", "\x85",
         "\u2028", "\ufeff", "'''", '"""', "a\\", "\\u0041", "<b>", "} . #", "${x}", "%s", "{}")  # fmt: skip
TAGS = ("en", "EN", "fr-FR", "zh-Hant-TW", "es-419", "x-private", "de-CH-1901")


def lexical_forms() -> Iterable[tuple[str, str]]:
    """Text and datatype, of every kind there is, good and ill-typed."""
    numbers = [sign + whole + part for sign in SIGNS for whole in WHOLE for part in PART] + [
        " 1",
        "1 ",
        "1e3",
        "1_000",
        "٣",
        "",
        "+",
    ]
    moments = [f"{day}T{clock}{zone}" for day in DAY[:9] for clock in CLOCK for zone in ZONE]
    for kind in (*INTEGERS, "decimal"):
        yield from ((text, kind) for text in numbers)
    for kind in ("double", "float"):
        yield from ((text, kind) for text in (*FLOATS, *numbers[:60]))
    for kind in ("dateTime", "dateTimeStamp"):
        yield from ((text, kind) for text in moments)
    yield from ((day + zone, "date") for day in DAY for zone in ZONE)
    yield from ((clock + zone, "time") for clock in CLOCK for zone in ZONE)
    yield from ((text, kind) for kind in ("duration", "dayTimeDuration", "yearMonthDuration") for text in SPANS)
    for kind in ("gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay"):
        yield from ((text + zone, kind) for text in PIECES for zone in ZONE)
    yield from ((text, "boolean") for text in BOOLS)
    yield from ((text, kind) for kind in OTHERS for text in (*TEXTS, "01", "0A", "0a"))


def quad(number: int, value: ox.Literal) -> Quad:
    graph = ox.DefaultGraph() if number % 3 == 0 else ox.NamedNode(f"http://a/g{number % 3}")
    return Quad(ox.NamedNode(f"http://a/{number % 997}"), ox.NamedNode("http://a/p"), value, graph)


def literals() -> tuple[Quad, ...]:
    """More than ten thousand quads, many of which have the same value written in several ways."""
    values = [ox.Literal(text, datatype=ox.NamedNode(XSD + kind)) for text, kind in lexical_forms()]
    values += [ox.Literal(text) for text in TEXTS] + [ox.Literal(text, language=tag) for text in TEXTS for tag in TAGS]
    values += [ox.Literal(text, datatype=ox.NamedNode("http://a/own")) for text in (*TEXTS, *WHOLE)]
    together = [Quad(ox.NamedNode("http://a/all"), ox.NamedNode("http://a/p"), value) for value in values]
    return tuple(dict.fromkeys((*(quad(number, value) for number, value in enumerate(values)), *together)))


LITERALS = literals()
CANONICAL = formats.write(LITERALS, ".nq", {})


def exported(store: LocalStore) -> bytes:
    return formats.write(store.graph(""), ".nq", {})


def on_disk(path: Path, load: Callable[[LocalStore], Any]) -> LocalStore:
    store = LocalStore.create(path)
    load(store)
    store.close()
    return LocalStore.open(path)


def in_two_loads(store: LocalStore) -> None:
    store.load(LITERALS[::2])
    store.load(LITERALS[1::2])


def through_a_copy(folder: Path) -> LocalStore:
    on_disk(folder / "first", lambda store: store.load(LITERALS))
    back_up_store(LocalStore.open(folder / "first"), folder / "copy", 0)
    assert restore_store(folder / "copy", folder / "second") == len(LITERALS)
    return LocalStore.open(folder / "second")


WAYS: dict[str, Callable[[Path], LocalStore]] = {
    "memory, a tuple": lambda _: LocalStore.memory(LITERALS),
    "memory, an iterator": lambda _: LocalStore.memory(iter(LITERALS)),
    "disk, one load": lambda folder: on_disk(folder / "s", lambda store: store.load(LITERALS)),
    "disk, two loads": lambda folder: on_disk(folder / "s", in_two_loads),
    "disk, a change": lambda folder: on_disk(folder / "s", lambda store: store.change((), LITERALS)),
    "disk, a replacement": lambda folder: on_disk(folder / "s", lambda store: store.replace(LITERALS)),
    "disk, rebuilt": lambda folder: LocalStore.rebuild(folder / "s", LITERALS),
    "a copy brought back": through_a_copy,
}


def test_there_are_more_than_ten_thousand_literals_of_which_the_engine_rewrites_thousands() -> None:
    assert len(LITERALS) > 10_000
    assert len({one.object for one in LITERALS}) > 7_000
    engine = ox.Store()
    engine.bulk_extend(LITERALS)
    assert len(set(engine) ^ set(LITERALS)) > 4_000


@pytest.mark.parametrize("way", WAYS)
def test_an_export_equals_what_was_loaded_byte_for_byte(way: str, tmp_path: Path) -> None:
    assert exported(WAYS[way](tmp_path)) == CANONICAL


def test_an_export_equals_what_two_loads_into_memory_brought() -> None:
    store = LocalStore.memory()
    in_two_loads(store)
    assert exported(store) == CANONICAL


def test_a_file_is_given_back_as_it_was_read(tmp_path: Path) -> None:
    (tmp_path / "all.nq").write_bytes(CANONICAL)
    g = metrograph.load(tmp_path / "all.nq")
    assert g.dump(".nq") == CANONICAL
    (tmp_path / "all.nq").unlink()  # it is no longer needed
    assert exported(metrograph.load(g.save(tmp_path / "again.trig")).store) == CANONICAL  # type: ignore[arg-type]


def test_literals_of_blank_nodes_come_back_too(tmp_path: Path) -> None:
    path = tmp_path / "blank.ttl"
    path.write_text('[ <http://a/p> 01 , 1 ; <http://a/q> [ <http://a/p> 1.0 ] ] . [] <http://a/p> "+1"^^<' + XSD + "int> .")
    g = metrograph.load(path)
    assert sorted(one.object.value for one in g.store.graph("") if isinstance(one.object, ox.Literal)) == ["+1", "01", "1", "1.0"]


def test_build_gives_a_store_that_exports_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "all.nq").write_bytes(CANONICAL)
    metrograph.load(tmp_path / "all.nq").publish(str(tmp_path / "store"))
    assert exported(LocalStore.open(tmp_path / "store")) == CANONICAL


def test_the_plan_in_a_store_exports_as_the_plan(desk: Workspace, tmp_path: Path) -> None:
    desk.publish(str(tmp_path / "store"))
    assert exported(LocalStore.open(tmp_path / "store")) == desk.dump(".nq")


# ---- one value in several forms


def whole(text: str, graph: str = "http://a/g") -> Quad:
    node = ox.NamedNode("http://a/s")
    return Quad(node, node, ox.Literal(text, datatype=ox.NamedNode(XSD + "integer")), ox.NamedNode(graph))


def texts(store: LocalStore) -> list[str]:
    return sorted(one.object.value for one in store.graph(""))


@pytest.fixture(params=["memory", "disk"])
def again(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[LocalStore | None], LocalStore]:
    """Gives a store, and from then on the same one: on disk closed and opened again in between."""

    def reopened(store: LocalStore | None = None) -> LocalStore:
        if request.param == "memory":
            return LocalStore.memory() if store is None else store
        if store is not None:
            store.close()
        return LocalStore.create(tmp_path / "store")

    return reopened


Again = Callable[..., LocalStore]


@pytest.mark.parametrize(
    "loads", [[["01", "1"]], [["1", "01"]], [["01"], ["1"]], [["1"], ["01"]], [["1"], ["01"], ["1"], ["01"]]]
)
def test_a_number_that_was_written_in_two_ways_comes_out_in_both(again: Again, loads: list[list[str]]) -> None:
    store = again()
    for load in loads:
        store.load([whole(text) for text in load])
        store = again(store)
    assert texts(store) == ["01", "1"]
    assert len(store) == 1


def test_each_form_goes_on_its_own(again: Again) -> None:
    store = again()
    store.load([whole("1"), whole("01"), whole("001")])
    for gone, left in (("01", ["001", "1"]), ("0001", ["001", "1"]), ("1", ["001"]), ("001", [])):
        store.change([whole(gone)], [])
        assert texts(store) == left
        store = again(store)
        assert texts(store) == left
    assert len(store) == 0


def test_a_form_takes_the_place_of_another(again: Again) -> None:
    store = again()
    store.load([whole("01")])
    for old, new in (("01", "1"), ("1", "+1"), ("+1", "01"), ("01", "2"), ("2", "1")):
        store.change([whole(old)], [whole(new)])
        store = again(store)
        assert texts(store) == [new]


def test_what_an_update_deletes_is_forgotten_in_every_form(again: Again) -> None:
    store = again()
    store.load([whole("01"), whole("1"), whole("2")])
    store.update("DELETE DATA { GRAPH <http://a/g> { <http://a/s> <http://a/s> 1 } }")
    store.update("INSERT DATA { GRAPH <http://a/g> { <http://a/s> <http://a/s> 1 } }")
    store = again(store)
    assert texts(store) == ["1", "2"]


def test_the_same_number_in_two_graphs_keeps_its_form_in_each(again: Again) -> None:
    store = again()
    store.load([whole("01", "http://a/g"), whole("1", "http://a/h")])
    store.change([whole("01", "http://a/h")], [])
    store = again(store)
    assert [one.object.value for one in store.graph("http://a/g")] == ["01"]
    assert [one.object.value for one in store.graph("http://a/h")] == ["1"]


def test_replacing_forgets_the_forms_before(again: Again) -> None:
    store = again()
    store.load([whole("01")])
    store.replace([whole("1")])
    assert texts(again(store)) == ["1"]


def test_a_literal_inside_a_triple_term_keeps_its_form(again: Again) -> None:
    said = Quad(ox.NamedNode("http://a/s"), ox.NamedNode("http://a/said"), whole("01").triple)
    store = again()
    store.load([said])
    store = again(store)
    assert list(store.graph("")) == [said]
    store.change([said], [])
    assert len(again(store)) == 0


def test_an_open_reader_keeps_the_forms_of_its_time(tmp_path: Path) -> None:
    writer = LocalStore.create(tmp_path / "store")
    writer.load([whole("01"), whole("2")])
    reader = LocalStore.open(tmp_path / "store")
    writer.change([whole("01"), whole("2")], [whole("1"), whole("02")])
    assert texts(reader) == ["01", "2"]
    assert texts(LocalStore.open(tmp_path / "store")) == ["02", "1"]


def test_originals_are_learnt_once_and_not_for_what_needs_none() -> None:
    originals = Originals()
    originals.remember(lambda: [whole("7"), whole("01")])
    assert len(originals.known) == 1
    assert [one.object.value for one in originals.forms()] == ["01"]


# ---- any quads, any changes

TEXT = st.one_of(
    st.sampled_from(
        ("1", "01", "+1", "1.0", "01.0", "1e0", "true", "P1D", "PT24H", "2019-01-01", "2019-01-01T00:00:00+00:00", "x", "")
    ),
    st.text(max_size=8).filter(lambda text: not any("\ud800" <= char <= "\udfff" for char in text)),
)
KIND = st.sampled_from(
    ["string", "integer", "decimal", "double", "boolean", "date", "dateTime", "time", "duration", "int", "gYear"]
)
VALUE = st.one_of(
    st.builds(lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(XSD + kind)), TEXT, KIND),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), TEXT, st.sampled_from(TAGS)),
)
NODE = st.sampled_from([ox.NamedNode("http://a/s"), ox.BlankNode("b"), ox.NamedNode("http://a/t")])
GRAPH = st.sampled_from([ox.DefaultGraph(), ox.NamedNode("http://a/g"), ox.BlankNode("g")])
QUAD = st.builds(lambda node, value, graph: Quad(node, ox.NamedNode("http://a/p"), value, graph), NODE, VALUE, GRAPH)
CHANGES = st.lists(st.tuples(st.lists(QUAD, max_size=6), st.lists(QUAD, max_size=6)), max_size=5)


@given(first=st.lists(QUAD, max_size=8), changes=CHANGES)
@settings(max_examples=150, deadline=None)
def test_a_store_in_memory_is_the_set_of_quads_as_they_were_written(
    first: list[Quad], changes: list[tuple[list[Quad], list[Quad]]]
) -> None:
    store, expected = LocalStore.memory(tuple(first)), set(first)
    for removed, added in changes:
        store.change(removed, added)
        expected = (expected - set(removed)) | set(added)
        assert sorted(map(str, store.graph(""))) == sorted(map(str, expected))


@given(first=st.lists(QUAD, max_size=8), changes=CHANGES)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_store_on_disk_is_too_and_its_counts_and_digests_agree(
    tmp_path_factory: pytest.TempPathFactory, first: list[Quad], changes: list[tuple[list[Quad], list[Quad]]]
) -> None:
    folder = tmp_path_factory.mktemp("store")
    store, expected = LocalStore.create(folder), set(first)
    store.load(first)
    for removed, added in changes:
        store.change(removed, added)
        expected = (expected - set(removed)) | set(added)
    store.close()
    reader = LocalStore.open(folder)
    assert sorted(map(str, reader.graph(""))) == sorted(map(str, expected))
    assert reader.disk is not None
    assert reader.disk.wrong(reader.engine) == ()


@given(before=st.lists(QUAD, max_size=8), gone=st.lists(QUAD, max_size=4), come=st.lists(QUAD, max_size=4))
@settings(max_examples=100, deadline=None)
def test_an_exchange_is_removal_and_addition_blank_nodes_and_all(before: list[Quad], gone: list[Quad], come: list[Quad]) -> None:
    changed, expected = ox.Store(), ox.Store()
    for engine in (changed, expected):
        engine.extend(before)
    exchange(changed, gone, come)
    for one in gone:
        expected.remove(one)
    expected.extend(come)
    assert set(changed) == set(expected)
