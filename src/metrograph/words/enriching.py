"""Words of facts that are looked up elsewhere."""

TEXTS: dict[str, tuple[str, str, str]] = {}
PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {}
