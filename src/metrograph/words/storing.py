"""Words around stores: building, changing, keeping a copy."""

TEXTS: dict[str, tuple[str, str, str]] = {}
