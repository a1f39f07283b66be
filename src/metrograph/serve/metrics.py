"""Numbers for Prometheus, in its text format 0.0.4: counted in dictionaries, since a request may cost microseconds only.

>>> metrics = Metrics("1.0")
>>> metrics.count("queries", "time")
>>> [line for line in metrics.text().splitlines() if line.startswith("metrograph_queries")]
['metrograph_queries_total{outcome="time"} 1']
"""

import platform
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from metrograph.serve.visit import Visit

MEDIA = "text/plain; version=0.0.4; charset=utf-8"
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
COUNTERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "requests": ("Requests answered.", ("route", "method", "status")),
    "received_bytes": ("Bytes of bodies that came in.", ()),
    "sent_bytes": ("Bytes of bodies that went out.", ()),
    "queries": ("Answers worked out by children: ok, error, time, memory, rows, busy, fault.", ("outcome",)),
    "cache": ("Answers looked for among those kept: hit, miss.", ("result",)),
    "children": ("Children: forked, killed, long.", ("event",)),
    "refused_connections": ("Connections refused before there was a request, by the code of the error.", ("code",)),
    "tokens": ("Tokens that came: known, wrong.", ("result",)),
}
"""Name, what it counts, labels. In the text a name begins with ``metrograph_`` and ends with ``_total``."""
GAUGES = {
    "queue_length": "Requests that wait for a child.",
    "children_alive": "Children that are at work or idle.",
    "connections": "Connections that are open.",
    "triples": "Triples that are served.",
    "ready": "1 when requests are answered, 0 when not yet or no more.",
    "uptime_seconds": "Seconds since the service began.",
    "log_lines_lost": "Lines of the log that could not be written.",
}
"""Numbers that are asked for when the text is made: given to ``text``."""
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})


class Metrics:
    """What happened since the service began."""

    def __init__(self, version: str) -> None:
        self._version = version
        self._counts: dict[str, dict[tuple[str, ...], int]] = {name: defaultdict(int) for name in COUNTERS}
        self._times: dict[str, list[int]] = {}
        self._seconds: dict[str, float] = defaultdict(float)

    def count(self, name: str, *labels: str, n: int = 1) -> None:
        """Adds to a counter of ``COUNTERS``, with the values of its labels."""
        self._counts[name][labels] += n

    def put(self, name: str, counts: Mapping[str, int]) -> None:
        """Sets a counter that somebody else keeps, by its one label."""
        self._counts[name].update({(label,): n for label, n in counts.items()})

    def seen(self, visit: Visit) -> None:
        """A request was answered. The labels are those of our own routes, so that no client can make them many."""
        route = visit.name
        method = visit.method if visit.method in _METHODS else "other"
        self._counts["requests"][route, method, str(visit.status)] += 1
        self._counts["received_bytes"][()] += visit.received
        self._counts["sent_bytes"][()] += visit.sent
        times = self._times.get(route)
        if times is None:
            times = self._times[route] = [0] * (len(BOUNDS) + 1)
        times[bisect_left(BOUNDS, visit.seconds)] += 1
        self._seconds[route] += visit.seconds

    def text(self, gauges: Mapping[str, float] | None = None, dataset: str = "") -> str:
        """The whole as Prometheus reads it; ``dataset`` is the version of the data."""
        return "".join(f"{line}\n" for line in self._lines(gauges or {}, dataset))

    def _lines(self, gauges: Mapping[str, float], dataset: str) -> Iterator[str]:
        build = {"version": self._version, "python": platform.python_version()}
        yield from _family("build_info", "gauge", "The program.", [(build, 1)])
        yield from _family("dataset_info", "gauge", "The version of the data.", [({"version": dataset}, 1)] if dataset else [])
        for name, (text, labels) in COUNTERS.items():
            rows = [(dict(zip(labels, key, strict=True)), n) for key, n in sorted(self._counts[name].items())]
            yield from _family(f"{name}_total", "counter", text, rows)
        for name, text in GAUGES.items():
            yield from _family(name, "gauge", text, [({}, gauges[name])] if name in gauges else [])
        yield from self._latencies()

    def _latencies(self) -> Iterator[str]:
        name = "request_seconds"
        yield from _head(name, "histogram", "Seconds from the header of a request to the end of its answer.")
        for route, times in sorted(self._times.items()):
            for bound, n in zip((*map(_number, BOUNDS), "+Inf"), accumulate(times), strict=True):
                yield f"metrograph_{name}_bucket{_labels({'route': route, 'le': bound})} {n}"
            yield f"metrograph_{name}_sum{_labels({'route': route})} {_number(self._seconds[route])}"
            yield f"metrograph_{name}_count{_labels({'route': route})} {sum(times)}"


def _family(name: str, kind: str, text: str, rows: Iterable[tuple[Mapping[str, str], float]]) -> Iterator[str]:
    yield from _head(name, kind, text)
    for labels, value in rows:
        yield f"metrograph_{name}{_labels(labels)} {_number(value)}"


def _head(name: str, kind: str, text: str) -> Iterator[str]:
    yield f"# HELP metrograph_{name} {text}"
    yield f"# TYPE metrograph_{name} {kind}"


def _labels(labels: Mapping[str, str]) -> str:
    told = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items())
    return f"{{{told}}}" if told else ""


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(round(value, 6))
