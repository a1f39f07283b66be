"""Finds ontology/, shapes/, queries/ and data/, in a wheel or in a checkout."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """The folder that holds the shared files: inside the installed package, else the top of the checkout.

    >>> (root() / "ontology" / "metrograph.ttl").is_file()
    True
    """
    package = Path(__file__).parent
    packed = package / "share"
    return packed if packed.is_dir() else package.parent.parent


def files(folder: str, pattern: str) -> tuple[Path, ...]:
    """The files below a shared folder that match a pattern, sorted by path.

    >>> [path.name for path in files("ontology", "sdg.ttl")]
    ['sdg.ttl']
    """
    return tuple(sorted((root() / folder).rglob(pattern)))


def digest(paths: Iterator[Path] | tuple[Path, ...]) -> str:
    """SHA-256 over names and bytes of files, in the order given: changes when any of them does."""
    total = hashlib.sha256()
    for path in paths:
        body = path.read_bytes()
        total.update(_headed(path.name, body))
    return total.hexdigest()


def digest_of(name: str, body: bytes) -> str:
    """The digest of one file that was read before, by its name and bytes.

    >>> path = root() / "ontology" / "sdg.ttl"
    >>> digest_of(path.name, path.read_bytes()) == digest((path,))
    True
    """
    return hashlib.sha256(_headed(name, body)).hexdigest()


def _headed(name: str, body: bytes) -> bytes:
    return f"{name}\n{len(body)}\n".encode() + body
