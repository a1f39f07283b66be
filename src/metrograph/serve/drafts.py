"""What an update would change, worked out in a child that is thrown away."""

from dataclasses import dataclass
from functools import partial

import pyoxigraph as ox

from metrograph.errors import Place, QueryError
from metrograph.serve.protocol_update import Ready
from metrograph.serve.served import Served
from metrograph.sparql.conform import answered
from metrograph.store.disk import first_line
from metrograph.store.refusal import refuse_outside, refused
from metrograph.turtle import Quad
from metrograph.updating import drafted


@dataclass(frozen=True, slots=True)
class Changed:
    """Quads that go, and quads that come."""

    removed: frozenset[Quad]
    added: frozenset[Quad]


def draft(desk: Served, text: str) -> Changed:
    """What an update would change.

    In a workspace as ``Workspace.draft`` has it; in any other store as SPARQL has it, on the child's own copy of the data.
    """
    if desk.data.union:
        found = drafted(desk.local, text, desk.names, desk.plans)
        return Changed(found.removed, found.added)
    engine, written = desk.local.engine, desk.local.originals.known
    before = frozenset(engine)
    apply(engine, text, desk.prefixes)
    after = frozenset(engine)
    removed = frozenset(form for quad in before - after for form in written.get(quad, (quad,)))
    return Changed(removed, after - before)


def apply(engine: ox.Store, text: str, prefixes: dict[str, str], ready: Ready | None = None) -> None:
    """Carry out an update, or the form of it that is ready for the engine; ``QueryError`` where it reaches out or is refused.

    >>> store = ox.Store()
    >>> apply(store, "INSERT DATA { ex:a ex:b 1 }", {"ex": "http://example.org/"})
    >>> len(store)
    1
    """
    refuse_outside(text, prefixes, update=True)
    try:
        answered(partial(engine.update, prefixes=prefixes), ready or text, update=True)
    except SyntaxError as error:
        found = refused(ready or text, error, prefixes, update=True)
        raise (ready.judged(found) if ready else found) from None
    except (OSError, RuntimeError) as error:
        raise QueryError("T114", Place("update"), detail=first_line(error)) from None
