"""Words of the forms in which others read links and plans: SSSOM, IATI, CSVW, Parquet, RDF 1.2, framing."""

TEXTS: dict[str, tuple[str, str, str]] = {}
PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {}
