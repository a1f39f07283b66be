"""What is lost when an item falls: goals and targets that nothing else serves, or nothing else serves directly.

*Cascade*: the items go one after the other, those with most links first (the attack of Albert, Jeong and Barabási, "Error and
attack tolerance of complex networks", 2000, with the degrees of the whole network). It shows how much rests on few items.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from metrograph.namespaces import goal_of, sdg_order
from metrograph.turtle import natural

STEPS = 100
"""So many steps a cascade tells at most."""


@dataclass(frozen=True, slots=True)
class Fall:
    """What an item alone supports, by codes: it would be lost with the item."""

    item: str
    goals: tuple[str, ...]
    """Goals that no other item serves."""
    direct: tuple[str, ...]
    """Goals that no other item serves directly, those above aside."""
    targets: tuple[str, ...]
    """Targets that no other item serves."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is left after some items have gone."""

    gone: int
    item: str
    """The last one that went; empty before the first."""
    goals: int
    direct: int
    """Goals that are still served directly."""
    targets: int
    largest: float
    """The share of the items left that the largest piece of the network holds."""


def falls(of_item: Mapping[str, Mapping[str, bool]]) -> tuple[Fall, ...]:
    """What each item alone supports; those with nothing are left out, those with most goals stand first. O(links).

    >>> falls({"a": {"7.2": True, "13": False}, "b": {"13.1": True}})
    (Fall(item='a', goals=('7',), direct=(), targets=('7.2',)), Fall(item='b', goals=(), direct=('13',), targets=('13.1',)))
    """
    any_, direct, targets = _holders(of_item)
    lost: dict[str, tuple[list[str], list[str], list[str]]] = {}
    for at, held in enumerate((any_, direct, targets)):
        for code, items in held.items():
            if len(items) == 1:
                (item,) = items
                lost.setdefault(item, ([], [], []))[at].append(code)
    found = [
        Fall(item, _sorted(goals), _sorted(set(strong) - set(goals)), _sorted(codes))
        for item, (goals, strong, codes) in lost.items()
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.goals), -len(one.direct), -len(one.targets), natural(one.item))))


def _holders(of_item: Mapping[str, Mapping[str, bool]]) -> tuple[dict[str, set[str]], dict[str, set[str]], dict[str, set[str]]]:
    """The items of each goal, of each goal directly, of each target."""
    found: tuple[dict[str, set[str]], dict[str, set[str]], dict[str, set[str]]] = {}, {}, {}
    for item, held in of_item.items():
        for code, direct in held.items():
            goal = goal_of(code)
            found[0].setdefault(goal, set()).add(item)
            if direct:
                found[1].setdefault(goal, set()).add(item)
            if code != goal:
                found[2].setdefault(code, set()).add(item)
    return found


def _sorted(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=sdg_order))


def cascade(of_item: Mapping[str, Mapping[str, bool]]) -> tuple[Step, ...]:
    """What is left after each step, the first of which takes nothing; of many items, some go in one step. O(links).

    >>> [(step.gone, step.goals, step.largest) for step in cascade({"a": {"7": True, "13": True}, "b": {"13": False}})]
    [(0, 2, 1.0), (1, 1, 1.0), (2, 0, 0.0)]
    """
    order = sorted(of_item, key=lambda item: (-len(of_item[item]), -sum(of_item[item].values()), natural(item)))
    told = {len(order) * step // min(STEPS, len(order)) for step in range(min(STEPS, len(order)) + 1)} if order else {0}
    pieces, found = _Pieces(), list[Step]()
    goals: set[str] = set()
    direct: set[str] = set()
    targets: set[str] = set()
    for gone in range(len(order), -1, -1):  # from the end: to put an item back is easy, to take it away is not
        if gone < len(order):
            held = of_item[order[gone]]
            pieces.add(order[gone], held)
            goals.update(map(goal_of, held))
            direct.update(goal_of(code) for code, strong in held.items() if strong)
            targets.update(code for code in held if "." in code)
        if gone in told:
            share = pieces.most / (len(order) - gone) if gone < len(order) else 0.0
            found.append(Step(gone, order[gone - 1] if gone else "", len(goals), len(direct), len(targets), share))
    return tuple(reversed(found))


class _Pieces:
    """What hangs together, as more and more is put in; ``most`` is the number of items in the largest piece."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._items: dict[str, int] = {}
        self.most = 0

    def add(self, item: str, codes: Iterable[str]) -> None:
        """Put an item in, with what it serves."""
        root = item
        self._above[item], self._items[item] = item, 1
        for code in codes:
            if code not in self._above:
                self._above[code], self._items[code] = code, 0
            other = self._root(code)
            if other != root:
                small, root = sorted((root, other), key=lambda one: (self._items[one], one))
                self._above[small] = root
                self._items[root] += self._items[small]
        self.most = max(self.most, self._items[root])

    def _root(self, name: str) -> str:
        while self._above[name] != name:
            self._above[name] = self._above[self._above[name]]
            name = self._above[name]
        return name
