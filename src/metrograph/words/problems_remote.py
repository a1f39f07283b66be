"""What can be wrong with a store on another machine (T2)."""

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {}
