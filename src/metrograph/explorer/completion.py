"""What the editor proposes while somebody types: prefixes, classes with what is said of their things, properties, questions."""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from metrograph.documents.partitions import Uses
from metrograph.explorer.query_names import shortener
from metrograph.explorer.questions import known
from metrograph.explorer.view import View

_LONG = 100
_MOST = 400
"""How many classes and how many properties, those that are used most, are proposed."""


def completion(view: View) -> dict[str, object]:
    """The proposals in the language; properties are named by their number in the list of all.

    >>> import metrograph
    >>> told = completion(View.of(metrograph.open(), lang="fr"))
    >>> pilots = next(one for one in told["classes"] if one[0] == "mg:PilotProject")
    >>> pilots[1:3], "mg:inPlan" in [told["properties"][number][0] for number in pilots[3]]
    (['projet pilote', 11], True)
    """
    numbers, shown = view.room.numbers, view.shown
    short = shortener(view.desk.prefixes)
    kinds = sorted(numbers.classes, key=lambda one: (-one.entities, one.kind))[:_MOST]
    uses = sorted(numbers.properties, key=lambda one: (-one.triples, one.property))[:_MOST]
    number = {one.property: at for at, one in enumerate(uses)}
    places = {one.kind: at for at, one in enumerate(kinds)}
    return {
        "prefixes": dict(view.desk.prefixes),
        "classes": [
            [short(one.kind), shown.kind(ox.NamedNode(one.kind)).text[:_LONG], one.entities, _numbered(number, one.uses)]
            for one in kinds
        ],
        "properties": [
            [short(one.property), shown.verb(one.property).text[:_LONG], one.triples, _targets(places, one)] for one in uses
        ],
        "questions": [[one.name, one.summary.best(view.lang)] for one in known(view)],
    }


def _targets(places: Mapping[str, int], use: Uses) -> list[int]:
    return [places[kind] for kind, _ in use.targets if kind in places]


def _numbered(number: Mapping[str, int], uses: Iterable[Uses]) -> list[int]:
    return [number[use.property] for use in uses if use.property in number]
