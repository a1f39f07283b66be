"""For which hosts the service answers, and whom it believes about where a request came from.

A page on evil.example can point that name at 127.0.0.1 and then read what is served there (DNS rebinding): hence only known names
are answered. What a proxy says of a client counts only if the request comes from a proxy that was named.
"""

import ipaddress
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from metrograph.errors import RequestError, UsageError
from metrograph.serve.rate import client_of

LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?)\.?(?::([0-9]{1,5}))?")
_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a request came from, and the address under which it reached the service."""

    client: str
    """The address of the client, as one counts clients."""
    scheme: str
    host: str
    """Host and port as the client wrote them, in lower case."""
    prefix: str
    near: bool
    """Whether it came from this machine, and through no proxy."""

    @property
    def site(self) -> str:
        """The origin that the service has for the client's browser: scheme, host, port."""
        return f"{self.scheme}://{self.host}"

    @property
    def address(self) -> str:
        """The address of the service for this client, with a slash at the end."""
        return f"{self.scheme}://{self.host}{self.prefix}/"


def host_names(names: Iterable[str]) -> frozenset[str]:
    """Names of hosts in one form, each with a port or without (then for any port). Raises ``UsageError``.

    >>> sorted(host_names(["Data.Example.org.", "::1", "example.org:8443"]))
    ['[::1]', 'data.example.org', 'example.org:8443']
    """
    return frozenset(_host_name(name) for name in names)


def base_host(base: str) -> frozenset[str]:
    """The host of the base of identifiers: requests for it are answered, too.

    >>> base_host("https://w3id.org/metrograph/")
    frozenset({'w3id.org'})
    """
    host = (urlsplit(base).netloc.rpartition("@")[2]).lower()
    return frozenset({host} if host else ())


def proxies(values: Iterable[str]) -> "Proxies":
    """The proxies that are believed: addresses, networks, and ``unix`` for a socket in the file system.

    >>> proxies(["127.0.0.1", "10.0.0.0/8"]).known("10.1.2.3"), proxies(["unix"]).known("")
    (True, True)
    """
    networks: list[Network] = []
    unix = False
    for value in values:
        if value == "unix":
            unix = True
            continue
        try:
            networks.append(ipaddress.ip_network(value, strict=False))
        except ValueError:
            raise UsageError("W538", value=value) from None
    return Proxies(tuple(networks), unix)


@dataclass(frozen=True, slots=True)
class Proxies:
    """Proxies that are believed."""

    networks: tuple[Network, ...] = ()
    unix: bool = False

    def known(self, address: str) -> bool:
        """Whether an address is that of a proxy; the empty text stands for a socket in the file system."""
        if not address:
            return self.unix
        found = _address(address)
        return found is not None and any(found in network for network in self.networks)

    def caller(self, peer: str, scheme: str, fields: Mapping[str, str]) -> Caller:
        """Where a request came from: as its proxies say, when they are known, else the other end of the connection."""
        if not self.known(peer):
            told = "x-forwarded-for" in fields or "forwarded" in fields or "via" in fields
            near = not told and _loopback(peer)
            return Caller(client_of(peer or "local"), scheme, fields.get("host", "").lower(), "", near)
        client = self._client(peer, fields.get("x-forwarded-for", ""))
        proto = _last(fields.get("x-forwarded-proto", "")).lower()
        host = _last(fields.get("x-forwarded-host", "")) or fields.get("host", "")
        prefix = _last(fields.get("x-forwarded-prefix", "")).rstrip("/")
        return Caller(
            client_of(client or "local"),
            proto if proto in {"http", "https"} else scheme,
            host.lower(),
            prefix if _PREFIX.fullmatch(prefix) else "",
            near=False,
        )

    def _client(self, peer: str, forwarded: str) -> str:
        """The rightmost address that is not a proxy's; what stands further left was written by the client, who may lie."""
        client = peer
        for part in reversed(forwarded.split(",")):
            found = _address(_without_port(part.strip()))
            if found is None:
                break
            client = str(found)
            if not self.known(client):
                break
        return client


def check_host(caller: Caller, allowed: frozenset[str], here: str) -> None:
    """Raises ``RequestError`` for a host for which the service does not answer; ``here`` is the address that was connected to."""
    found = _HOST.fullmatch(caller.host)
    if not found:
        raise RequestError("W548", 400)
    name = found[1]
    own = f"[{here}]" if ":" in here else here
    if name not in LOCAL and name != own and not {name, f"{name}:{found[2]}"} & allowed:
        raise RequestError("W547", 421, host=name)


def _host_name(value: str) -> str:
    name = value.strip().lower()
    if name.count(":") > 1 and not name.startswith("["):
        name = f"[{name}]"
    found = _HOST.fullmatch(name)
    if not found:
        raise UsageError("W537", value=value)
    return f"{found[1]}:{found[2]}" if found[2] else found[1]


@lru_cache(maxsize=4096)
def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, ipaddress.IPv6Address) else found


@lru_cache(maxsize=4096)
def _loopback(text: str) -> bool:
    found = _address(text)
    return found is not None and found.is_loopback


def _without_port(text: str) -> str:
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text


def _last(text: str) -> str:
    return text.rpartition(",")[2].strip()
