"""How much a client may ask for: a bucket for each, which fills at a steady rate and is emptied by requests.

>>> rate = Rate(per_second=2, burst=3, clock=iter([0, 0, 0, 0, 0.5]).__next__)
>>> [rate.take("192.0.2.1").ok for _ in range(5)]
[True, True, True, False, True]
"""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

SLIP = 1e-6
"""What the rounding of times may cost a client that waited as long as it was told."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request may go on, how many more may follow at once, and the seconds to wait, until one may or all may."""

    ok: bool
    left: int
    wait: float
    full: float


class Rate:
    """Buckets of ``burst`` requests that fill by ``per_second``; those of the clients seen last are kept, up to ``clients``."""

    def __init__(
        self, per_second: float, burst: float, clients: int = 10_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.per_second = per_second
        self.burst = burst
        self._most = clients
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str, cost: float = 1.0) -> Verdict:
        """Takes what a request costs from the bucket of its client, if it is in there. O(1)."""
        now = self._clock()
        level = self._level(client, now)
        ok = level > cost - SLIP
        self._keep(client, level - cost if ok else level, now)
        left = level - cost if ok else level
        wait = 0.0 if ok else (cost - level) / self.per_second
        return Verdict(ok, max(0, int(left)), wait, (self.burst - left) / self.per_second)

    def charge(self, client: str, cost: float) -> None:
        """Takes what a request turned out to cost in the end; a client may owe one full bucket at most."""
        now = self._clock()
        self._keep(client, max(-self.burst, self._level(client, now) - cost), now)

    def wait(self, client: str, cost: float = 1.0) -> float:
        """The seconds until a request of that cost may come; nothing is taken."""
        return max(0.0, (cost - self._level(client, self._clock())) / self.per_second)

    def fields(self, verdict: Verdict) -> tuple[tuple[str, str], ...]:
        """The header fields that tell a client where it stands (draft-ietf-httpapi-ratelimit-headers-10).

        >>> rate = Rate(per_second=20, burst=200, clock=lambda: 0.0)
        >>> dict(rate.fields(rate.take("192.0.2.1")))
        {'RateLimit-Policy': '"client";q=200;w=10', 'RateLimit': '"client";r=199;t=1'}
        """
        told = (
            ("RateLimit-Policy", f'"client";q={int(self.burst)};w={ceil(self.burst / self.per_second)}'),
            ("RateLimit", f'"client";r={verdict.left};t={ceil(verdict.full)}'),
        )
        return told if verdict.ok else (("Retry-After", str(seconds(verdict.wait))), *told)

    def __len__(self) -> int:
        return len(self._buckets)

    def _level(self, client: str, now: float) -> float:
        level, then = self._buckets.get(client, (self.burst, now))
        return min(self.burst, level + max(0.0, now - then) * self.per_second)

    def _keep(self, client: str, level: float, now: float) -> None:
        self._buckets[client] = (level, now)
        self._buckets.move_to_end(client)
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)


def seconds(wait: float) -> int:
    """Whole seconds to wait, at least one.

    >>> seconds(0.2), seconds(2.0)
    (1, 2)
    """
    return max(1, ceil(wait))


@lru_cache(maxsize=4096)
def client_of(address: str) -> str:
    """Who counts as one client: an IPv4 address, or the 64 leading bits of an IPv6 address, which one household owns.

    >>> client_of("192.0.2.1"), client_of("::ffff:192.0.2.1"), client_of("2001:db8:1:2:3:4:5:6")
    ('192.0.2.1', '192.0.2.1', '2001:db8:1:2::/64')
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return f"{ipaddress.IPv6Address(int(found) >> 64 << 64)}/64"
