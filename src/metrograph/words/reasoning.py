"""Words of reasoning: consistency, explanations, inferred facts."""

TEXTS: dict[str, tuple[str, str, str]] = {}
PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {}
