"""SPARQL as text: its tokens and outline, what would reach outside, what is wrong with it, what an engine will do with it.

Only what is asked for is imported: an answer needs the outline at most, a refused query all the rest.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from metrograph.sparql.diagnosis import diagnose as diagnose
    from metrograph.sparql.explain import Explanation as Explanation
    from metrograph.sparql.explain import explain_query as explain_query
    from metrograph.sparql.gate import Outside as Outside
    from metrograph.sparql.gate import outside as outside
    from metrograph.sparql.outline import Outline as Outline
    from metrograph.sparql.outline import in_order as in_order
    from metrograph.sparql.outline import names_graphs as names_graphs
    from metrograph.sparql.rewrite import limited as limited
    from metrograph.sparql.rewrite import paged as paged
    from metrograph.sparql.rewrite import with_prefixes as with_prefixes
    from metrograph.sparql.tokens import Token as Token
    from metrograph.sparql.tokens import place_of as place_of
    from metrograph.sparql.unlikely import Unknown as Unknown
    from metrograph.sparql.unlikely import doubts as doubts
    from metrograph.sparql.unlikely import unknown_terms as unknown_terms

_HOMES = {
    "diagnosis": ("diagnose",),
    "explain": ("Explanation", "explain_query"),
    "gate": ("Outside", "outside"),
    "outline": ("Outline", "in_order", "names_graphs"),
    "rewrite": ("limited", "paged", "with_prefixes"),
    "tokens": ("Token", "place_of"),
    "unlikely": ("Unknown", "doubts", "unknown_terms"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}
__all__ = [  # noqa: PLE0604 - the names of the table above
    *sorted(_HOME)
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
