"""Takes quads away and puts quads in, in one transaction of the engine, blank nodes and all."""

from collections.abc import Callable, Sequence
from typing import Any

import pyoxigraph as ox

from metrograph.turtle import Quad

_PARTS = ("subject", "predicate", "object", "graph_name")
_UPDATE = """DELETE {{ GRAPH ?ag {{ ?as ?ap ?ao }} ?bs ?bp ?bo }} INSERT {{ GRAPH ?cg {{ ?cs ?cp ?co }} ?ds ?dp ?do }}
WHERE {{ {} }}"""


def exchange(engine: ox.Store, gone: Sequence[Quad], come: Sequence[Quad]) -> None:
    """Take quads from an engine and put others in: both, or, when it breaks off, neither.

    An update in SPARQL is one transaction, but cannot name a blank node; so it asks for each term by its number.

    >>> node, engine = ox.BlankNode("b"), ox.Store()
    >>> quad = Quad(node, ox.NamedNode("http://a/p"), node)
    >>> exchange(engine, [], [quad]); quad in engine
    True
    >>> exchange(engine, [quad], []); len(engine)
    0
    """
    if not gone:
        engine.extend(come)
        return
    quads = (*gone, *come)
    rows: dict[str, list[int]] = {name: [] for name in "abcd"}
    for number, quad in enumerate(quads):
        in_default = isinstance(quad.graph_name, ox.DefaultGraph)
        rows[("b" if in_default else "a") if number < len(gone) else ("d" if in_default else "c")].append(number)
    blocks = [_block(name, numbers) for name, numbers in rows.items() if numbers]
    terms = {ox.NamedNode(f"urn:{part}"): _term(quads, part) for part in _PARTS}
    engine.update(_UPDATE.format(" UNION ".join(blocks)), custom_functions=terms)


def _block(name: str, numbers: Sequence[int]) -> str:
    parts = _PARTS[:3] if name in "bd" else _PARTS
    asked = " ".join(f"BIND(<urn:{part}>(?n) AS ?{name}{part[0]})" for part in parts)
    return f"{{ VALUES ?n {{ {' '.join(map(str, numbers))} }} {asked} }}"


def _term(quads: Sequence[Quad], part: str) -> Callable[[ox.Literal], Any]:
    return lambda number: getattr(quads[int(number.value)], part)
