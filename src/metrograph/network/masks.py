"""How many items serve two things together, for all pairs of things: each thing is one whole number with a bit for each item.

```
            item  5 4 3 2 1 0
goal 5            1 0 0 1 1 0     both:  0 0 0 1 0 0  ->  1 item
goal 11           0 1 0 1 0 0
```

Two things are compared by one ``&`` and one count of bits, which Python does for thirty items at a time: at 100,000 edges
more than a hundred times faster than the projection of networkx, without numpy or scipy (``bench/network.py``).
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations, count, filterfalse


class Masks:
    """The items of each thing, as bits; items are numbered from those of the rarest thing up, so that rare things are short."""

    def __init__(self, served: Mapping[str, Collection[str]]) -> None:
        at: dict[str, int] = {}
        made: dict[str, int] = {}
        for name in sorted(served, key=lambda name: (len(served[name]), name)):
            items = sorted(served[name])
            at.update(zip(filterfalse(at.__contains__, items), count(len(at)), strict=False))
            made[name] = _mask(map(at.__getitem__, items), len(at))
        self.of = {name: made[name] for name in served}
        self.items = tuple(at)

    def counts(self) -> dict[str, int]:
        """How many items serve each thing, in the order given.

        >>> Masks({"5": ["a", "b"], "11": ["b"]}).counts()
        {'5': 2, '11': 1}
        """
        return {name: mask.bit_count() for name, mask in self.of.items()}

    def together(self) -> dict[tuple[str, str], int]:
        """How many items serve both of two things, for each pair with at least one; in the order given. O(things² · items / 30).

        >>> Masks({"5": ["a", "b", "c"], "11": ["b", "c"], "7": ["d"]}).together()
        {('5', '11'): 2}
        """
        names, masks = list(self.of), list(self.of.values())
        found: dict[tuple[str, str], int] = {}
        for at, mask in enumerate(masks):
            one, rest = names[at], at + 1
            for other, both in zip(names[rest:], map(mask.__and__, masks[rest:]), strict=True):
                if both:
                    found[one, other] = both.bit_count()
        return found

    def across(self, others: Mapping[str, Collection[str]]) -> dict[tuple[str, str], int]:
        """How many items serve a thing and belong to another kind of thing, such as a theme; each pair with at least one.

        >>> Masks({"5": ["a", "b"], "11": ["b"]}).across({"care": ["b", "z"]})
        {('care', '5'): 1, ('care', '11'): 1}
        """
        at = {item: place for place, item in enumerate(self.items)}
        found: dict[tuple[str, str], int] = {}
        for other, items in others.items():
            mask = _mask((at[item] for item in items if item in at), len(at))
            found |= {(other, name): both for name, one in self.of.items() if (both := (mask & one).bit_count())}
        return found


def _mask(places: Iterable[int], size: int) -> int:
    """The number whose bits are set at some places."""
    bits = bytearray(b"0") * max(1, size)
    for place in places:
        bits[place] = 49
    bits.reverse()
    return int(bits, 2)


def pairs(names: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Every pair of names, in the order given.

    >>> pairs(["5", "7", "11"])
    (('5', '7'), ('5', '11'), ('7', '11'))
    """
    return tuple(combinations(names, 2))
