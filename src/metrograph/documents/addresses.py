"""Where the document about an IRI lies at a service, and which IRI a path is about.

```
{base}id/metropolis-2019/pilot-mega       /id/metropolis-2019/pilot-mega
https://w3id.org/metrograph/ns#theme      /ns/theme
http://metadata.un.org/sdg/11.2           /sdg/11.2
{base}graph/view                          /graph/view
```
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from metrograph.namespaces import MG, SDG, SDG_SCHEME, Names

ONTOLOGY = MG.removesuffix("#")
_CODE = re.compile(r"[A-Za-z0-9.]+")
_SAFE = "/:@!$&'()*+,;=~"
_CLICKED = re.compile(r"(?:https?://|mailto:|urn:)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f<>\"'`\\]")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The paths of a service that answers at an address, for identifiers under a base.

    >>> here = Addresses(Names(), "http://127.0.0.1:8000/")
    >>> here.href("https://w3id.org/metrograph/id/theme-mobility"), here.href("javascript:alert(1)")
    ('/id/theme-mobility', '')
    """

    names: Names
    address: str

    @property
    def root(self) -> str:
        """The path of the service itself: ``/``, or longer behind a proxy."""
        return urlsplit(self.address).path or "/"

    def path(self, iri: str) -> str:
        """The path of the document about an IRI, percent-encoded, or nothing for what is not ours."""
        inside = self._inside(iri)
        steps = inside.split("/")
        if not inside or any(step in (".", "..") for step in steps) or "" in steps:
            return ""
        return self.root + quote(inside, safe=_SAFE)

    def url(self, iri: str) -> str:
        """The address of the document about an IRI, or the IRI itself for what is not ours."""
        path = self.path(iri)
        return self.address + path.removeprefix(self.root) if path else iri

    def href(self, iri: str) -> str:
        """What a link on a page leads to: our document, else the IRI where a person may safely follow it, else nothing."""
        return self.path(iri) or (iri if _CLICKED.match(iri) and not _CONTROL.search(iri) else "")

    def _inside(self, iri: str) -> str:
        if iri in (ONTOLOGY, MG):
            return "ns"
        if iri == SDG_SCHEME:
            return "sdg"
        for space, inside in ((MG, "ns/"), (f"{ONTOLOGY}/", "ns/")):
            if iri.startswith(space):
                return inside + iri.removeprefix(space)
        if iri.startswith(SDG) and _CODE.fullmatch(iri.removeprefix(SDG)):
            return "sdg/" + iri.removeprefix(SDG)
        ours = iri.startswith((self.names.shared(""), self.names.graph("")))
        return iri.removeprefix(self.names.base) if ours else ""


def iris(names: Names, kind: str, rest: str) -> tuple[str, ...]:
    """What a decoded path may be about, the likeliest first: an identifier may itself hold percent signs.

    >>> iris(Names(), "sdg", "11.2"), iris(Names(), "ns", "theme")[0]
    (('http://metadata.un.org/sdg/11.2',), 'https://w3id.org/metrograph/ns#theme')
    """
    spaces = {"id": (names.shared(""),), "graph": (names.graph(""),), "sdg": (SDG,), "ns": (MG, f"{ONTOLOGY}/")}[kind]
    if not rest:
        return {"ns": (ONTOLOGY,), "sdg": (SDG_SCHEME,)}.get(kind, ())
    forms = dict.fromkeys((rest, quote(rest, safe=_SAFE + "%"), quote(rest, safe=_SAFE), unquote(rest)))
    return tuple(space + form for form in forms for space in spaces)
