"""The names that records may use: codes of the SDG framework and themes of the scheme."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from metrograph.namespaces import MG, SDGO, sdg_code
from metrograph.resources import root
from metrograph.turtle import Triple, read_triples, value


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Known SDG codes (goals and targets) and theme ids."""

    sdg: frozenset[str]
    themes: frozenset[str]


def vocabulary_of(triples: Iterable[Triple]) -> Vocabulary:
    """The vocabulary that some triples define."""
    sdg, themes = set(), set()
    for triple in triples:
        kind = value(triple.object)
        if kind in (SDGO + "Goal", SDGO + "Target"):
            sdg.add(sdg_code(value(triple.subject)) or "")
        elif kind == MG + "Theme":
            themes.add(value(triple.subject).rsplit("/", 1)[-1])
    return Vocabulary(frozenset(sdg - {""}), frozenset(themes))


@cache
def read_vocabulary() -> Vocabulary:
    """The vocabulary of the packaged ontology files.

    >>> "11.2" in read_vocabulary().sdg, "11.8" in read_vocabulary().sdg, "theme-mobility" in read_vocabulary().themes
    (True, False, True)
    """
    folder = root() / "ontology"
    kinds = (triple for name in ("sdg.ttl", "themes.ttl") for triple in read_triples(folder / name))
    return vocabulary_of(triple for triple in kinds if triple.predicate.value.endswith("#type"))
