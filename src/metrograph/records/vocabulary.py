"""The names that records may use: codes of the SDG framework and themes of the scheme."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from metrograph.namespaces import MG, SDGO, sdg_code
from metrograph.records.themes import theme_files, theme_ids
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


def read_vocabulary(folder: Path | None = None) -> Vocabulary:
    """The vocabulary of the packaged ontology files, with the themes of a workspace's own ``themes/*.ttl``.

    >>> "11.2" in read_vocabulary().sdg, "11.8" in read_vocabulary().sdg, "theme-mobility" in read_vocabulary().themes
    (True, False, True)
    """
    ours = _packaged()
    own = frozenset(theme for path in theme_files(folder) for theme in theme_ids(path))
    return replace(ours, themes=ours.themes | own) if own else ours


def vocabulary_beside(plan: Path) -> Vocabulary:
    """The vocabulary of the workspace in whose folder ``plans`` a plan file lies, else that of the package."""
    folder = plan.absolute().parent
    return read_vocabulary(folder.parent if folder.name == "plans" else None)


@cache
def _packaged() -> Vocabulary:
    folder = root() / "ontology"
    kinds = (triple for name in ("sdg.ttl", "themes.ttl") for triple in read_triples(folder / name))
    return vocabulary_of(triple for triple in kinds if triple.predicate.value.endswith("#type"))
