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
        total.update(f"{path.name}\n{len(body)}\n".encode())
        total.update(body)
    return total.hexdigest()
