"""Makes ``tests/queries/across/fixture.ttl``: what the four plans of docs/examples/three-networks say, without their sources.

python tests/across_fixture.py
"""

from pathlib import Path

import metrograph
from metrograph.turtle import Triple, value, write_turtle

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "docs" / "examples" / "three-networks"
FIXTURE = HERE / "queries" / "across" / "fixture.ttl"
_LEFT_OUT = ("sourceLineStart", "sourceLineEnd", "statedIn", "foundAt")


def fixture() -> str:
    """The file as it should be."""
    desk = metrograph.open(EXAMPLE)
    plans = [name for name in desk.graphs() if name.startswith("plan/")]
    kept = [
        Triple(quad.subject, quad.predicate, quad.object)
        for name in (*plans, "view")
        for quad in desk.graph_quads(name)
        if not quad.predicate.value.endswith(_LEFT_OUT)
        and not any(part in value(quad.subject) for part in ("/evidence/", "/source"))
    ]
    return write_turtle(kept, desk.prefixes)


if __name__ == "__main__":
    FIXTURE.write_text(fixture(), encoding="utf-8")
