"""Every page of the explorer."""

from metrograph.explorer import (
    about,
    calendar,
    compare,
    downloads,
    graph,
    home,
    linking,
    pilots,
    plan,
    quality,
    query,
    review,
    search,
    themes,
)
from metrograph.explorer.spots import Spot

_ROOMS = (
    about,
    calendar,
    compare,
    downloads,
    graph,
    home,
    linking,
    pilots,
    plan,
    quality,
    query,
    review,
    search,
    themes,
)
SPOTS: tuple[Spot, ...] = tuple(spot for room in _ROOMS for spot in room.SPOTS)
