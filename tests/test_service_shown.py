"""What is shown is what the keeper has, whichever process ends, and whenever: the service without its HTTP side."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from metrograph.errors import RequestError, SourceError
from metrograph.namespaces import DEFAULT_BASE
from metrograph.serve import service as service_module
from metrograph.serve.asked import Asked
from metrograph.serve.held import Held
from metrograph.serve.hired import Hired
from metrograph.serve.kept import Kept
from metrograph.serve.limits import Limits
from metrograph.serve.line import EndedError
from metrograph.serve.served import Data
from metrograph.serve.service import Service, Source, StartError
from metrograph.store import LocalStore

LINE = b"<urn:%d> <urn:p> <urn:o> <urn:g> .\n"


@pytest.fixture(autouse=True)
def _waited_for(monkeypatch):
    """Processes of the service end by themselves, a moment later."""
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen):
        def __init__(self, *args: Any, **named: Any) -> None:
            super().__init__(*args, **named)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    yield
    for process in started:
        process.wait(20)


def insert(n: int) -> Asked:
    return Asked("update", body=b"INSERT DATA { GRAPH <urn:g> { <urn:%d> <urn:p> <urn:o> } }" % n, by="Ana", method="POST")


async def changed(service: Service, n: int) -> int:
    return (await service.change(insert(n), "INSERT DATA", "to see")).status


async def shown(service: Service) -> int:
    """How many quads the service shows."""
    reply, _ = await service.ask(Asked("sparql", accept="text/csv", body=b"SELECT * { GRAPH <urn:g> { ?s ?p ?o } }"), fresh=True)
    return len(reply.body.split()) - 1


def served(store: Path, scene: Callable[[Service], Awaitable[None]]) -> None:
    """Play a scene with a service over a store on disk; nobody watches it."""

    async def play() -> None:
        service = Service(Source(store=str(store), writing=True), Limits())
        await service.start()
        try:
            for task in service._tasks:
                task.cancel()
            await scene(service)
        finally:
            await service.stop()

    asyncio.run(play())


async def killed(pid: int, gone: Callable[[], bool]) -> None:
    os.kill(pid, signal.SIGKILL)
    while not gone():
        await asyncio.sleep(0.01)


def test_nothing_is_changed_until_what_a_new_keeper_has_is_shown(tmp_path, monkeypatch):
    async def broken(*_: object) -> Held:
        raise EndedError

    async def scene(service: Service) -> None:
        assert await changed(service, 1) == 204
        assert service._process
        assert service._keeper
        line, show = service._keeper, service._show

        async def late(*_: object) -> None:  # the keeper has it on disk and ends before it is shown
            raise EndedError

        monkeypatch.setattr(service, "_show", late)
        with pytest.raises(RequestError, match="W126"):
            await changed(service, 2)
        monkeypatch.setattr(service, "_show", show)
        assert await shown(service) == 1  # nor by the child that worked it out
        await killed(service._process.pid, lambda: line.closed)
        with monkeypatch.context() as patch:
            patch.setattr(Held, "start", broken)  # the new holder ends, too, while it reads
            with pytest.raises(EndedError):
                await service._look()
        with pytest.raises(RequestError, match="W124"):
            await changed(service, 3)
        assert await shown(service) == 1
        await service._look()
        assert await shown(service) == 2
        assert await changed(service, 3) == 204

    served(tmp_path / "store", scene)


def test_a_change_that_was_made_is_acknowledged_though_it_cannot_be_shown_at_once(tmp_path, monkeypatch):
    async def refused() -> None:
        raise StartError("the files are wrong", 3)

    async def scene(service: Service) -> None:
        held = service.pool.held
        assert held

        async def ended(*_: object) -> None:
            held.close()
            raise EndedError

        monkeypatch.setattr(held, "change", ended)
        with monkeypatch.context() as patch:
            patch.setattr(service, "_load", refused)
            assert await changed(service, 1) == 204
        await service._look()
        assert await shown(service) == 1

    served(tmp_path / "store", scene)


def test_only_work_that_was_done_for_a_request_is_counted(tmp_path):
    async def scene(service: Service) -> None:
        asked = Asked("sparql", accept="text/csv", body=b"ASK {}")
        both = await asyncio.gather(service.ask(asked), service.ask(asked))
        assert sorted(took > 0 for _, took in both) == [False, True]
        assert [(await service.ask(asked, fresh=fresh))[1] > 0 for fresh in (False, True)] == [False, True]

    served(tmp_path / "store", scene)


def test_a_long_change_and_requests_for_children_do_not_mix_on_their_way_to_the_holder(tmp_path):
    (tmp_path / "data.nq").write_bytes(LINE % 0)
    data, after = (Data(str(tmp_path / "data.nq"), version, DEFAULT_BASE, union=False) for version in "12")

    async def scene() -> None:
        held = await Held.start(data, Limits())
        lines = b"".join(LINE % n for n in range(1, 100_001))
        change = asyncio.create_task(held.change(after, b"", lines, {}))
        await asyncio.sleep(0)
        async with asyncio.timeout(60):
            children = await asyncio.gather(*(held.child() for _ in range(5)))
            await change
        assert (held.data, held.triples) == (after, 100_001)
        assert {child.version for child in children} == {"2"}
        held.close()
        for child in children:
            child.line.close()

    asyncio.run(scene())


def test_after_a_change_that_failed_on_the_disk_everything_is_read_again(tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise SourceError("S108", detail="No space left on device")

    kept = Kept.open("", str(tmp_path / "store"), "", writing=True)
    kept.write(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(LocalStore, "_settle", full)
        with pytest.raises(SourceError):
            kept.commit(b"", LINE % 1, "INSERT DATA", "Ana", "to see")
    assert kept.stale()
    with pytest.raises(RequestError, match="W124"):
        kept.commit(b"", LINE % 2, "INSERT DATA", "Ana", "to see")
    assert Path(kept.write(tmp_path).path).read_bytes() in {b"", LINE % 1}
    assert not kept.stale()
    kept.close()


def test_a_keeper_that_says_nothing_is_not_waited_for_for_ever(tmp_path, monkeypatch):
    """Front and keeper once waited for each other for ten minutes, while files of the program were replaced."""

    def mute(_: str) -> Hired:
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-c", "import time; time.sleep(60)", str(theirs.fileno())]
            return Hired(subprocess.Popen(command, pass_fds=[theirs.fileno()]), ours)

    async def play() -> None:
        service = Service(Source(store=str(tmp_path / "store"), lang="fr"), Limits())
        with pytest.raises(StartError) as caught:
            await service.start()
        assert caught.value.exit_code == 3
        assert "ne répond pas depuis 0.5 secondes" in caught.value.report()
        await service.stop()
        assert service._process
        assert service._process.returncode == -signal.SIGKILL

    monkeypatch.setattr(service_module, "hire", mute)
    monkeypatch.setattr(service_module, "_GREETING", 0.5)
    asyncio.run(play())
