"""Words of the API: questions, links, checks."""

TEXTS: dict[str, tuple[str, str, str]] = {}

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {}
