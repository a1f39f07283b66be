"""Words of the assessment of a plan: depth, evidence, risk, scorecard."""

TEXTS: dict[str, tuple[str, str, str]] = {}
PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {}
