"""Words of documents about things: pages, catalogues of data."""

TEXTS: dict[str, tuple[str, str, str]] = {}

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {}
