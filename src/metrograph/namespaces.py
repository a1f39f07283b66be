"""Every prefix once, and how an identifier is minted.

```
https://w3id.org/metrograph/ns#pilot…              a term of the ontology           mg:
https://w3id.org/metrograph/id/theme-mobility      a thing that plans share         id:
https://w3id.org/metrograph/id/metropolis-2019/…   an element of one plan
https://w3id.org/metrograph/graph/plan/…           a named graph                    graph:
http://metadata.un.org/sdg/11.2                    a goal or target, the UN's own   sdg:
```
"""

import hashlib
import re
from dataclasses import dataclass

DEFAULT_BASE = "https://w3id.org/metrograph/"

MG = "https://w3id.org/metrograph/ns#"
SDG = "http://metadata.un.org/sdg/"
SDGO = "http://metadata.un.org/sdg/ontology#"
SDG_SCHEME = "http://metadata.un.org/sdg"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
DCAT = "http://www.w3.org/ns/dcat#"
VOID = "http://rdfs.org/ns/void#"
PROV = "http://www.w3.org/ns/prov#"
ORG = "http://www.w3.org/ns/org#"
OA = "http://www.w3.org/ns/oa#"
SCHEMA = "http://schema.org/"
SH = "http://www.w3.org/ns/shacl#"
VANN = "http://purl.org/vocab/vann/"
FOAF = "http://xmlns.com/foaf/0.1/"
SD = "http://www.w3.org/ns/sparql-service-description#"
GEOSPARQL = "http://www.opengis.net/ont/geosparql#"
MGS = "https://w3id.org/metrograph/shapes#"

_PREFIX = re.compile(r"[a-z][a-z0-9-]*")
SDG_CODE = re.compile(r"(1[0-7]|[1-9])(?:\.(1[0-9]|[1-9a-d]))?")


@dataclass(frozen=True, slots=True)
class Names:
    """Mints identifiers under one base, so that a service can answer on its own address.

    >>> Names().element("metropolis-2019", "pilot-mega")
    'https://w3id.org/metrograph/id/metropolis-2019/pilot-mega'
    >>> Names("https://data.example.org/").shared("theme-mobility")
    'https://data.example.org/id/theme-mobility'
    """

    base: str = DEFAULT_BASE

    def shared(self, slug: str) -> str:
        """The IRI of a thing that several plans share: a theme, an organisation, a place."""
        return f"{self.base}id/{slug}"

    def element(self, plan: str, slug: str) -> str:
        """The IRI of an element of one plan."""
        return f"{self.base}id/{plan}/{slug}"

    def hashed(self, kind: str, *parts: str) -> str:
        """An IRI from the content of a thing: the same parts give the same IRI, on any machine.

        The name is the first 16 hexadecimal digits of SHA-256 over the parts joined by a line feed.
        """
        digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
        return f"{self.base}id/{kind}/{digest}"

    def graph(self, name: str) -> str:
        """The IRI of a named graph: ``ontology``, ``plan/metropolis-2019``, ``view`` …"""
        return f"{self.base}graph/{name}"

    def localise(self, iri: str) -> str:
        """An IRI of our files, moved under this base; others, and the terms of the ontology, stay as they are.

        >>> Names("http://localhost/").localise("https://w3id.org/metrograph/id/themes")
        'http://localhost/id/themes'
        """
        if self.base != DEFAULT_BASE and iri.startswith((DEFAULT_BASE + "id/", DEFAULT_BASE + "graph/")):
            return self.base + iri.removeprefix(DEFAULT_BASE)
        return iri

    def prefixes(self, plans: tuple[str, ...] = ()) -> dict[str, str]:
        """Prefix -> namespace, in the order in which files declare them; one more for each plan whose id can be one.

        >>> Names().prefixes(("metropolis-2019",))["metropolis-2019"]
        'https://w3id.org/metrograph/id/metropolis-2019/'
        """
        fixed = {**FIXED_PREFIXES, "graph": f"{self.base}graph/", "id": f"{self.base}id/"}
        own = {plan: f"{self.base}id/{plan}/" for plan in sorted(plans) if _PREFIX.fullmatch(plan) and plan not in fixed}
        return {**fixed, **own}


FIXED_PREFIXES = {
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "mg": MG,
    "mgs": MGS,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sdg": SDG,
    "sdgo": SDGO,
    "sh": SH,
    "skos": SKOS,
    "vann": VANN,
    "void": VOID,
    "xsd": XSD,
}


def sdg_iri(code: str) -> str:
    """The UN's IRI of a goal or target.

    >>> sdg_iri("11.2")
    'http://metadata.un.org/sdg/11.2'
    """
    return SDG + code


def sdg_code(iri: str) -> str | None:
    """The code of a goal or target IRI, or ``None`` for any other IRI.

    >>> sdg_code("http://metadata.un.org/sdg/13.b"), sdg_code("http://metadata.un.org/sdg/C110201")
    ('13.b', None)
    """
    code = iri.removeprefix(SDG)
    return code if iri.startswith(SDG) and SDG_CODE.fullmatch(code) else None


def goal_of(code: str) -> str:
    """The goal of a target; a goal is its own.

    >>> goal_of("11.2"), goal_of("11")
    ('11', '11')
    """
    return code.partition(".")[0]


def sdg_order(code: str) -> tuple[int, int, str]:
    """A key that sorts codes as people do: 1.2 before 1.10 before 1.a before 2.

    >>> sorted(["11.a", "11", "2.1", "11.10", "11.2"], key=sdg_order)
    ['2.1', '11', '11.2', '11.10', '11.a']
    """
    goal, _, rest = code.partition(".")
    return int(goal), (int(rest) if rest.isdigit() else 99 if rest else 0), rest


_BY_LENGTH = sorted(FIXED_PREFIXES.items(), key=lambda pair: -len(pair[1]))


def short(iri: str) -> str:
    """An IRI as a prefixed name where a prefix fits, a graph by its name, else the last part.

    >>> short("http://metadata.un.org/sdg/11.2")
    'sdg:11.2'
    """
    if "/graph/" in iri:
        return iri.split("/graph/", 1)[1]
    for prefix, space in _BY_LENGTH:
        if iri.startswith(space) and iri != space and "/" not in iri[len(space) :]:
            return f"{prefix}:{iri[len(space) :]}"
    return iri.rstrip("/").rsplit("/", 1)[-1]
