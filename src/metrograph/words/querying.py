"""Words around queries: hints, what the engine does."""

TEXTS: dict[str, tuple[str, str, str]] = {}
