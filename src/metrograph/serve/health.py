"""Whether the service lives and whether it can answer: for those who start it again, and those who send it requests.

>>> ready(Status(ready=False, why="the data is being read")).status
503
"""

import json
from dataclasses import dataclass

from metrograph.serve.asked import Reply


@dataclass(frozen=True, slots=True)
class Status:
    """How the service is."""

    ready: bool
    """Whether a holder with data is there."""
    why: str = ""
    """Why it is not ready, or what does not work although it is."""
    version: str = ""
    """The version of the data."""
    triples: int = 0
    queued: int = 0
    children: int = 0
    writes: bool = False
    """Whether changes are taken."""
    uptime: float = 0.0


def alive(status: Status) -> Reply:
    """``/healthz``: 200 as long as the process answers at all. It does not depend on the data: a restart would not mend them."""
    return _reply(200, {"status": "alive", "uptime_seconds": round(status.uptime)})


def ready(status: Status) -> Reply:
    """``/readyz``: 200 when requests will be answered, else 503 with the reason."""
    told: dict[str, object] = {"status": "ready" if status.ready else "not ready", "version": status.version}
    told |= {"triples": status.triples, "queued": status.queued, "writes": status.writes}
    if status.why:
        told["why"] = status.why
    return _reply(200, told) if status.ready else _reply(503, told, ("Retry-After", "1"))


def gauges(status: Status) -> dict[str, float]:
    """The same as numbers, for ``Metrics.text``."""
    return {
        "ready": int(status.ready),
        "triples": status.triples,
        "queue_length": status.queued,
        "children_alive": status.children,
        "uptime_seconds": round(status.uptime, 1),
    }


def _reply(status: int, told: dict[str, object], *headers: tuple[str, str]) -> Reply:
    body = (json.dumps(told, ensure_ascii=False) + "\n").encode()
    return Reply(body, "application/json", status, (("Cache-Control", "no-store"), *headers))
