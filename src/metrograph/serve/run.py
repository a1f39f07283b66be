"""Starts the service, puts the guard around it, and keeps it going until it is told to stop."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from resource import RLIMIT_NOFILE, getrlimit, setrlimit
from signal import SIGINT, SIGTERM
from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOL_SOCKET, socket
from typing import TextIO, cast

import uvicorn

from metrograph._version import __version__
from metrograph.errors import StoreError
from metrograph.serve import health
from metrograph.serve.access import Tokens
from metrograph.serve.app import Front, Told
from metrograph.serve.asked import Reply
from metrograph.serve.grants import Holder
from metrograph.serve.guarded import Guard, Rules
from metrograph.serve.hired import Hired
from metrograph.serve.hosts import base_host, host_names, proxies
from metrograph.serve.limits import Limits
from metrograph.serve.limits_http import Bounds, protocol
from metrograph.serve.logs import Bridge, Form, Log
from metrograph.serve.metrics import MEDIA, Metrics
from metrograph.serve.origins import origins
from metrograph.serve.rate import Rate
from metrograph.serve.routes import UPLOADS
from metrograph.serve.service import Service, Source
from metrograph.serve.spoken import language
from metrograph.serve.static import static

_FILES = 4096


@dataclass(frozen=True, slots=True)
class Reached:
    """How the service is reached, and by whom."""

    host: str = "127.0.0.1"
    port: int = 8000
    public: str = ""
    """The address that clients see, when it is not the one they connect to."""
    tokens: Path | None = None
    signer: tuple[str, Holder] | None = None
    """Somebody who may write for this run only, and the token for it."""
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    rate: float = 50.0
    log: str = ""
    """``json`` or ``text``; the empty text chooses by where it is written."""


@dataclass(frozen=True, slots=True)
class Started:
    """What there is to say once the service answers."""

    address: str
    triples: int
    version: str
    writing: bool


def serve(
    source: Source,
    limits: Limits,
    reached: Reached,
    stream: TextIO,
    started: Callable[[Started], None],
    hired: dict[str, Hired] | None = None,
) -> None:
    """Answer until SIGINT or SIGTERM; what is at work then is finished. ``stream`` takes the log.

    ``hired`` are processes that were started early, by their roles.

    Raises ``StartError`` when the data cannot be served, ``StoreError`` when the address is taken.
    """
    tokens = Tokens(reached.tokens) if reached.tokens else Tokens(given=dict([reached.signer])) if reached.signer else None
    form = cast("Form | None", reached.log or None)
    log = Log(stream, form, hide=tokens.hide if tokens else str)
    bridge = Bridge(log)
    for name in ("uvicorn", "asyncio"):
        logging.getLogger(name).addHandler(bridge)
        logging.getLogger(name).propagate = False
    _run(_serve(source, limits, reached, _Desk(log, tokens, hired or {}), started))


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is written down, who may write, and who is there to work."""

    log: Log
    tokens: Tokens | None
    hired: dict[str, Hired]


async def _serve(source: Source, limits: Limits, reached: Reached, desk: _Desk, started: Callable[[Started], None]) -> None:
    listening = _listen(reached.host, reached.port)
    host, port = listening.getsockname()[:2]
    address = reached.public or f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    service = Service(replace(source, address=address), limits, lambda text: desk.log.note("warning", text), desk.hired)
    try:
        await service.start()
        _watch_grants(service, desk)
        metrics = Metrics(__version__)
        told = _refusals(desk.log, metrics)
        strict = protocol(Bounds(proxies=proxies(reached.proxies), per_client=256, total=1024), told)
        front = Front(
            service,
            limits,
            {**_probes(service, desk.log, metrics, lambda: strict.open.all), **static()},
            reached.public,
            desk.tokens,
        )
        guard = _guard(front, reached, desk, metrics)
        desk.log.soon = asyncio.get_running_loop().call_soon
        config = uvicorn.Config(guard, http=strict, log_config=None, access_log=False, lifespan="off", server_header=False,
                                proxy_headers=False, ws="none", timeout_graceful_shutdown=int(limits.seconds) + 5)  # fmt: skip
        server = _Server(config, lambda: setattr(service, "stopping", True))
        data = service.data
        started(
            Started(address, service.pool.held.triples if service.pool.held else 0, data.version if data else "", source.writing)
        )
        await server.serve(sockets=[listening])
    finally:
        listening.close()
        await service.stop()
        desk.log.soon = Log.soon
        desk.log.flush()


def _watch_grants(service: Service, desk: _Desk) -> None:
    """Say which plans are granted that are not there, now and when the file is read anew: they may come later."""
    tokens = desk.tokens
    if tokens is None:
        return

    def tell() -> None:
        for problem in tokens.unknown(service.data.plans if service.data else ()):
            desk.log.note("warning", str(problem))

    tokens.renewed = tell
    tell()


class _Server(uvicorn.Server):
    """Stops at a signal, says so, and lets what started it clean up; a second one stops it at once."""

    def __init__(self, config: uvicorn.Config, stopping: Callable[[], None]) -> None:
        super().__init__(config)
        self._stopping = stopping

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Hear SIGINT and SIGTERM for the time of the block."""
        loop = asyncio.get_running_loop()
        for number in (SIGINT, SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in (SIGINT, SIGTERM):
                loop.remove_signal_handler(number)

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Finish what is at work."""
        self._stopping()
        await super().shutdown(sockets)


def _probes(service: Service, log: Log, metrics: Metrics, connections: Callable[[], int]) -> dict[str, Told]:
    """What is told of the service itself, by path."""
    began = time.monotonic()

    def status() -> health.Status:
        return _status(service, time.monotonic() - began)

    def numbers() -> Reply:
        _count(service, metrics)
        gauges = {**health.gauges(status()), "log_lines_lost": log.lost, "connections": connections()}
        return Reply(metrics.text(gauges, status().version).encode(), MEDIA)

    return {"/healthz": lambda: health.alive(status()), "/readyz": lambda: health.ready(status()), "/metrics": numbers}


def _guard(front: Front, reached: Reached, desk: _Desk, metrics: Metrics) -> Guard:
    data = front.service.data
    rules = Rules(
        hosts=host_names([*reached.hosts, *([reached.host] if reached.host not in {"", "0.0.0.0", "::"} else [])])  # noqa: S104
        | base_host(reached.public) | base_host(data.base if data else ""),
        proxies=proxies(reached.proxies),
        origins=origins(reached.origins),
        query=front.limits.query,
        upload=front.limits.upload,
        uploads=UPLOADS,
        framed=("/reconcile",),
    )  # fmt: skip
    return Guard(
        front,
        rules,
        ways=front.ways,
        log=desk.log,
        metrics=metrics,
        tokens=desk.tokens,
        rate=Rate(reached.rate, reached.rate * 10) if reached.rate > 0 else None,
        lang=lambda scope: language(scope["metrograph"]),
        told=front.told,
    )


def _status(service: Service, uptime: float) -> health.Status:
    data, pool = service.data, service.pool
    why = "the service is stopping" if service.stopping else "" if data else "the data are being read"
    return health.Status(
        ready=not why,
        why=why,
        version=data.version if data else "",
        triples=pool.held.triples if pool.held else 0,
        queued=len(pool.quick.queue) + len(pool.long.queue),
        children=pool.held.alive if pool.held else 0,
        writes=service.source.writing,
        uptime=uptime,
    )


def _count(service: Service, metrics: Metrics) -> None:
    counts, cache = service.pool.counts, service.cache
    metrics.put("queries", {"ok": counts.ok, **counts.ended})
    metrics.put("cache", {"hit": cache.hits, "miss": cache.misses})
    metrics.put("children", {"forked": counts.forked, "killed": counts.killed, "long": counts.long})


def _refusals(log: Log, metrics: Metrics) -> Callable[[str, int, str], None]:
    def told(client: str, status: int, reason: str) -> None:
        metrics.count("refused_connections", reason.partition(" ")[0])
        log.refused(client, status, reason)

    return told


def _listen(host: str, port: int) -> socket:
    found = socket(AF_INET6 if ":" in host else AF_INET)
    found.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen(1024)
    except (OSError, OverflowError) as error:
        found.close()
        raise StoreError("W127", host=host, port=port, detail=getattr(error, "strerror", None) or error) from None
    return found


def _run(work: Coroutine[object, object, None]) -> None:
    """Run on uvloop where it is installed: faster by a half. As many connections as the system allows may be open."""
    least, most = getrlimit(RLIMIT_NOFILE)
    setrlimit(RLIMIT_NOFILE, (max(least, min(most, _FILES)), most))
    factory = import_module("uvloop").new_event_loop if find_spec("uvloop") else None
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(work)
