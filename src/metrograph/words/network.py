"""Words of the network of items, goals and targets."""

TEXTS: dict[str, tuple[str, str, str]] = {}
PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {}
