"""Words of releases: the folder that is published, with its description and checksums."""

TEXTS: dict[str, tuple[str, str, str]] = {}
PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {}
