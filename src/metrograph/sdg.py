"""The official texts of the SDG framework, taken from the UN's own Turtle into a workspace.

Source: Joshi, A., Gonzalez Morales, L., Klarman, S. and Helton, A. (2019), A Knowledge Organization System for the
United Nations Sustainable Development Goals. The texts stay the UN's: they come in as ``mg:officialText``, in a graph
of their own, beside our short labels and definitions.
"""

from pathlib import Path

import pyoxigraph as ox

from metrograph.errors import Place, SourceError
from metrograph.namespaces import DCTERMS, MG, SDG, SDG_SCHEME, SKOS
from metrograph.turtle import Triple, read_triples
from metrograph.words import LANGUAGES

CITATION = (
    "Joshi, Gonzalez Morales, Klarman and Helton (2019), A Knowledge Organization System for the United Nations "
    "Sustainable Development Goals; texts of the United Nations"
)


def official_texts(path: Path) -> tuple[tuple[Triple, ...], int]:
    """The official texts in a UN file, as triples with their citation, and how many there are."""
    official, source = ox.NamedNode(MG + "officialText"), ox.NamedNode(DCTERMS + "source")
    texts = []
    for triple in read_triples(path):
        subject, value = triple.subject, triple.object
        if triple.predicate.value != SKOS + "prefLabel" or not isinstance(subject, ox.NamedNode):
            continue
        if subject.value.startswith(SDG) and isinstance(value, ox.Literal) and value.language in LANGUAGES:
            texts.append(ox.Triple(subject, official, value))
    if not texts:
        raise SourceError("S111", Place(str(path)))
    cited = ox.Triple(ox.NamedNode(SDG_SCHEME), source, ox.Literal(CITATION, language="en"))
    return (cited, *texts), len({triple.subject for triple in texts})
