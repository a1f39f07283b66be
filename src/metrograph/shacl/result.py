"""One result of a validation, as the SHACL vocabulary has it."""

from dataclasses import dataclass

from metrograph.namespaces import SH
from metrograph.shacl.node import Node
from metrograph.shacl.path import Path

SEVERITIES = tuple(SH + name for name in ("Violation", "Warning", "Info"))


@dataclass(frozen=True, slots=True)
class Result:
    """A ``sh:ValidationResult``: nodes are N-Triples texts, severity and component IRIs.

    ``constraint`` is the ``sh:sparql`` constraint that gave it, where one did.
    """

    focus: Node
    path: Path | None
    value: Node | None
    component: str
    severity: str
    shape: Node
    constraint: Node | None = None
    messages: tuple[Node, ...] = ()

    def key(self) -> tuple[str, ...]:
        """What two engines must agree on, as texts: focus node, path, value, component, severity, source shape."""
        return (self.focus, str(self.path or ""), self.value or "", self.component, self.severity, self.shape)
