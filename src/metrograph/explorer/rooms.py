"""Every page of the explorer: those of each of its rooms, in the order of their names."""

from importlib import import_module

from metrograph.explorer.spots import Spot

_ROOMS = (
    "about", "assess", "calendar", "compare", "downloads", "graph", "home", "linking", "network", "pilots",
    "plan", "quality", "query", "review", "search", "themes",
)  # fmt: skip
SPOTS: tuple[Spot, ...] = tuple(spot for room in _ROOMS for spot in import_module(f"metrograph.explorer.{room}").SPOTS)
