"""Words of the service: its command, its limits, who may ask."""

TEXTS: dict[str, tuple[str, str, str]] = {}

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {}
