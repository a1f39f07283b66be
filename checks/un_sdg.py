"""Development check: ontology/sdg.ttl beside the UN's own Turtle.

    python checks/un_sdg.py sdg-kos-goals-targets-indicators.ttl

Identifiers, codes and links must be the UN's, one for one; no seven words in a row may be (the short names of goals aside).
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox

from metrograph.namespaces import RDF, SDG, SDGO, SKOS

ROOT = Path(__file__).parent.parent
FACTS = {SKOS + "notation", *(SDGO + name for name in ("hasTarget", "isTargetOf", "hasIndicator", "isIndicatorOf"))}
TEXTS = {SKOS + "prefLabel", SKOS + "definition"}
RUN = 7


def triples(path: Path) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)]


def facts(found: list[ox.Triple]) -> set[tuple[str, str, str]]:
    kinds = {SDGO + name for name in ("Goal", "Target", "Indicator")}
    return {
        (t.subject.value, t.predicate.value, str(t.object))
        for t in found
        if t.predicate.value in FACTS or (t.predicate.value == RDF + "type" and t.object.value in kinds)
    }


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def main(path: str) -> int:
    un, ours = triples(Path(path)), triples(ROOT / "ontology" / "sdg.ttl")
    missing, extra = facts(un) - facts(ours), facts(ours) - facts(un)
    theirs = defaultdict(set)
    for triple in un:
        if triple.predicate.value == SKOS + "prefLabel":
            theirs[triple.object.language] |= runs(triple.object.value)
    copied = [
        (t.subject.value.removeprefix(SDG), t.object.language, t.object.value)
        for t in ours
        if t.predicate.value in TEXTS and t.subject.value.startswith(SDG) and runs(t.object.value) & theirs[t.object.language]
    ]
    goals = {str(number) for number in range(1, 18)}
    copied = [row for row in copied if row[0] not in goals]
    print(f"{len(facts(ours))} facts, {len(missing)} missing, {len(extra)} extra, {len(copied)} texts too close to the UN's")
    for row in [*sorted(missing)[:5], *sorted(extra)[:5], *copied[:5]]:
        print("  ", row)
    return bool(missing or extra or copied)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
