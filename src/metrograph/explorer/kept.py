"""What pages need of the whole data: worked out once for each state of it, not once for each page.

>>> import metrograph
>>> count: Kept[int] = Kept(lambda room: room.numbers.triples)
>>> count(metrograph.open()) > 10_000
True
"""

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from metrograph.desk import Desk
from metrograph.documents.room import Room, room_of

T = TypeVar("T")


class Kept(Generic[T]):
    """A function of the data that remembers its last answer for each desk, until the data change."""

    def __init__(self, make: Callable[[Room], T]) -> None:
        self._make = make
        self._held: WeakKeyDictionary[Desk, tuple[Room, T]] = WeakKeyDictionary()

    def __call__(self, desk: Desk) -> T:
        """The answer for the data of a desk."""
        room, held = room_of(desk), self._held.get(desk)
        if held is None or held[0] is not room:
            held = self._held[desk] = room, self._make(room)
        return held[1]
