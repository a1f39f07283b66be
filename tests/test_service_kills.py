"""Processes of the service are killed while it is at work: no acknowledged write is lost, none is torn, answers go on."""

import os
import random
import signal
import threading
import time
from contextlib import suppress

import pytest
from tests.service import Running

from metrograph.store import LocalStore
from metrograph.workspace import create

PAIR = "INSERT DATA {{ GRAPH <urn:kills> {{ <urn:n{n}> <urn:a> {n} . <urn:n{n}> <urn:b> {n} }} }}"


class Load(threading.Thread):
    """Writes numbered pairs of triples one after the other, and notes which were acknowledged."""

    def __init__(self, running: Running) -> None:
        super().__init__()
        self.running, self.stop = running, False
        self.acknowledged: list[int] = []
        self.refused = 0

    def run(self) -> None:
        n = 0
        while not self.stop:
            n += 1
            with suppress(OSError):
                if self.running.update(PAIR.format(n=n)).status == 204:
                    self.acknowledged.append(n)
                    continue
            self.refused += 1
            time.sleep(0.1)


def pairs(running: Running) -> tuple[set[int], set[int]]:
    """The numbers that are there as a whole, and those that are there in part."""
    end = time.monotonic() + 30
    answer = running.query("SELECT ?a ?b { GRAPH <urn:kills> { { ?n <urn:a> ?a } UNION { ?n <urn:b> ?b } } }")
    while answer.status != 200 and time.monotonic() < end:
        time.sleep(0.2)
        answer = running.query("SELECT ?a ?b { GRAPH <urn:kills> { { ?n <urn:a> ?a } UNION { ?n <urn:b> ?b } } }")
    rows = answer.json["results"]["bindings"]
    first, second = ({int(row[name]["value"]) for row in rows if name in row} for name in "ab")
    return first & second, first ^ second


def killed(running: Running, load: Load, roles: tuple[str, ...], kills: int, seed: int) -> int:
    """Kill processes at random moments while the load goes on, each role once and then by chance; how many were hit."""
    dice, hit = random.Random(seed), 0
    end = time.monotonic() + 240
    while hit < kills and time.monotonic() < end:
        time.sleep(dice.uniform(0.05, 0.4))
        for pid in running.children(roles[hit] if hit < len(roles) else dice.choice(roles))[:1]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                hit += 1
        before = len(load.acknowledged)
        while len(load.acknowledged) == before and time.monotonic() < end:
            time.sleep(0.02)
    return hit


EVERY = ("child", "holder", "keeper")
FEW = ((("child",), 6), (("keeper",), 3), (EVERY, 5))
MANY = tuple(
    pytest.param(roles, kills, marks=pytest.mark.slow) for roles, kills in ((("child",), 24), (("keeper",), 10), (EVERY, 10))
)


@pytest.mark.parametrize(("roles", "kills"), [*FEW, *MANY])
def test_no_acknowledged_write_is_lost_when_processes_are_killed(tmp_path, roles, kills):
    with Running("--store", tmp_path / "store", token=True, folder=tmp_path) as running:
        load = Load(running)
        load.start()
        hit = killed(running, load, roles, kills, seed=kills)
        load.stop = True
        load.join()
        whole, torn = pairs(running)
        assert (hit, torn) == (kills, set())
        assert set(load.acknowledged) <= whole
    with_disk = LocalStore.open(tmp_path / "store")
    assert {int(str(quad.object.value)) for quad in with_disk.graph("urn:kills")} == whole
    assert with_disk.wrong() == ()


@pytest.mark.parametrize("kills", [4, pytest.param(8, marks=pytest.mark.slow)])
def test_a_workspace_keeps_every_acknowledged_update_in_its_log(tmp_path, kills):
    create(tmp_path / "plans")
    with Running("--workspace", tmp_path / "plans", token=True, folder=tmp_path) as running:
        load = Load(running)
        load.start()
        assert killed(running, load, EVERY, kills, seed=kills) == kills
        load.stop = True
        load.join()
        whole, torn = pairs(running)
        assert torn == set()
        assert set(load.acknowledged) <= whole


def test_a_reader_notices_nothing_when_children_are_killed():
    with Running() as running:
        failed, asked, over, end = [], 0, threading.Event(), time.monotonic() + 6
        killer = threading.Thread(target=_kill_children, args=(running, over))
        killer.start()
        try:
            while time.monotonic() < end or (asked <= 20 and not failed):
                asked += 1
                answer = running.query(f"SELECT * {{ ?s ?p ?o FILTER(?o != {asked}) }} LIMIT 50")
                if answer.status != 200:
                    failed.append(answer)
        finally:
            over.set()
            killer.join()
        assert not failed


def _kill_children(running: Running, over: threading.Event) -> None:
    while not over.wait(0.2):
        for pid in running.children("child")[:1]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
