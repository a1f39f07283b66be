"""Identifiers as a query may name them."""

import re
from collections.abc import Callable, Mapping

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


def shortener(prefixes: Mapping[str, str]) -> Callable[[str], str]:
    """Gives the prefixed name of an identifier where one of the prefixes fits, else the identifier in angle brackets.

    >>> short = shortener({"sdg": "http://metadata.un.org/sdg/"})
    >>> short("http://metadata.un.org/sdg/11.2"), short("urn:x")
    ('sdg:11.2', '<urn:x>')
    """
    spaces = sorted(prefixes.items(), key=lambda pair: -len(pair[1]))

    def short(iri: str) -> str:
        for name, space in spaces:
            if iri.startswith(space) and _LOCAL.fullmatch(iri, len(space)):
                return f"{name}:{iri[len(space) :]}"
        return f"<{iri}>"

    return short
