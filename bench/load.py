"""Requests over connections that stay open, each sent as soon as the one before it was answered.

    python bench/load.py 8000 '/sparql?query=ASK%7B%7D%23{n}' [--accept TYPE] [--seconds 5] [--connections 16] [--own]

``{n}`` in the target is another number each time, so that no cache knows the answer. Through wrk where it is installed, else by
a client of ours on raw sockets, in a process of its own; that one takes several times as much of the processors, so its rates
are lower. Prints one line of JSON: requests a second, milliseconds at the median, at 99 of 100 and at most, how many failed, bytes.
"""

import argparse
import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass

NUMBER = "{n}"
LUA = r"""
local n, before, after = tonumber(os.getenv("LOAD_START")), os.getenv("LOAD_BEFORE"), os.getenv("LOAD_AFTER")
request = function()
  n = n + 1
  return before .. (os.getenv("LOAD_SAME") and "" or n) .. after
end
done = function(found, times)
  local bad = found.errors
  io.write(string.format("RESULT %d %d %d %d %d %d %d\n", found.requests, found.duration, times:percentile(50),
    times:percentile(99), times.max, bad.connect + bad.read + bad.write + bad.status + bad.timeout, found.bytes))
end
"""


@dataclass(frozen=True)
class Load:
    """What came of it. Times in milliseconds."""

    rate: float
    p50: float
    p99: float
    worst: float
    failed: int
    bytes: int


def load(
    port: int, target: str, accept: str = "*/*", *, seconds: int = 5, connections: int = 16, start: int = 0, own: bool = False
) -> Load:
    """Ask for a target as often as one can for some seconds; numbers begin after ``start``."""
    before, same, after = target.partition(NUMBER)
    head = f"GET {before}", f"{after} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: {accept}\r\nUser-Agent: bench\r\n\r\n"
    if own or not shutil.which("wrk"):
        command = [sys.executable, __file__, str(port), target, "--accept", accept, "--own", "--start", str(start)]
        command += ["--seconds", str(seconds), "--connections", str(connections)]
        said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=seconds + 60).stdout
        return Load(**json.loads(said))
    environment = {
        **os.environ,
        "LOAD_BEFORE": head[0],
        "LOAD_AFTER": head[1],
        "LOAD_START": str(start),
        **({} if same else {"LOAD_SAME": "1"}),
    }
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(LUA)
        script.flush()
        command = [
            "wrk",
            "-t1",
            f"-c{connections}",
            f"-d{seconds}s",
            "--timeout",
            "30s",
            "-s",
            script.name,
            f"http://127.0.0.1:{port}/",
        ]
        said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=seconds + 60, env=environment).stdout
    requests, micros, p50, p99, worst, failed, size = map(int, said.partition("RESULT ")[2].split())
    return Load(requests / (micros / 1e6), p50 / 1000, p99 / 1000, worst / 1000, failed, size)


# ---- a client of ours


class Connection(asyncio.Protocol):
    """One request after the other."""

    def __init__(self, client: "Client") -> None:
        self.client = client
        self.found = bytearray()
        self.sent = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.ask()

    def ask(self) -> None:
        self.sent = time.perf_counter()
        self.transport.write(self.client.request())

    def data_received(self, data: bytes) -> None:
        self.found += data
        status = whole(self.found)
        if status:
            self.client.answered(time.perf_counter() - self.sent, status, len(self.found))
            self.found.clear()
            if self.client.on:
                self.ask()

    def connection_lost(self, _: Exception | None) -> None:
        self.client.failed += self.client.on


def whole(found: bytearray) -> int:
    """The status of an answer that is complete, else 0.

    >>> whole(bytearray(b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok"))
    200
    """
    head, end, body = found.partition(b"\r\n\r\n")
    if not end:
        return 0
    length = re.search(rb"(?i)\r\ncontent-length: *([0-9]+)", head)
    done = len(body) >= int(length[1]) if length else body.endswith(b"0\r\n\r\n")
    return int(head[9:12]) if done else 0


class Client:
    """What all connections share."""

    def __init__(self, port: int, target: str, accept: str, start: int) -> None:
        self.before, _, self.after = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: {accept}\r\n\r\n".partition(
            NUMBER
        )
        self.numbered = NUMBER in target
        self.number, self.failed, self.bytes = start, 0, 0
        self.times: list[float] = []
        self.on = True

    def request(self) -> bytes:
        self.number += 1
        return f"{self.before}{self.number if self.numbered else ''}{self.after}".encode()

    def answered(self, seconds: float, status: int, size: int) -> None:
        self.times.append(seconds)
        self.failed += status >= 400
        self.bytes += size


async def by_hand(port: int, target: str, accept: str, seconds: float, connections: int, start: int) -> Load:
    """The same load by ourselves."""
    client, loop = Client(port, target, accept, start), asyncio.get_running_loop()
    began = time.perf_counter()
    made = [await loop.create_connection(lambda: Connection(client), "127.0.0.1", port) for _ in range(connections)]
    await asyncio.sleep(seconds)
    client.on = False
    spent = time.perf_counter() - began
    for transport, _ in made:
        transport.abort()
    times = sorted(client.times) or [spent]
    at = [times[min(len(times) - 1, int(len(times) * share))] * 1000 for share in (0.5, 0.99, 1.0)]
    return Load(len(client.times) / spent, *at, client.failed, client.bytes)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("port", type=int)
    asked.add_argument("target")
    asked.add_argument("--accept", default="*/*")
    asked.add_argument("--seconds", type=int, default=5)
    asked.add_argument("--connections", type=int, default=16)
    asked.add_argument("--start", type=int, default=0)
    asked.add_argument("--own", action="store_true", help="not through wrk")
    given = asked.parse_args()
    if given.own:
        found = asyncio.run(by_hand(given.port, given.target, given.accept, given.seconds, given.connections, given.start))
    else:
        found = load(
            given.port, given.target, given.accept, seconds=given.seconds, connections=given.connections, start=given.start
        )
    print(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()
