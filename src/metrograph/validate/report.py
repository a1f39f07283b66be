"""A validation report as a value: what was found, grouped by rule, in the reader's language."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from metrograph.errors import Place
from metrograph.model import Text
from metrograph.table import Iri, Table
from metrograph.words import counted, say

SEVERITIES = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One result: the rule, how grave it is, what it is about, the value, what to do, and where the subject comes from."""

    rule: str
    severity: str
    focus: str
    path: str
    value: str
    component: str
    message: Text
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Report:
    """What a validation found. ``ok`` when nothing is a violation; ``engine`` says who looked."""

    findings: tuple[Finding, ...]
    engine: str
    names: dict[str, Text]

    @property
    def ok(self) -> bool:
        """Whether there is no violation."""
        return self.fails("Violation") == 0

    def fails(self, severity: str) -> int:
        """How many findings are as grave as a severity, or graver."""
        grave = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return sum(finding.severity in grave for finding in self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def counts(self) -> dict[str, int]:
        """Findings per severity, the gravest first."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in SEVERITIES}

    def summary(self, lang: str = "en") -> str:
        """The report in one line."""
        counts = self.counts()
        parts = (counted(f"count.{severity}", lang, counts[severity]) for severity in SEVERITIES)
        return f"{say('valid' if self.ok else 'invalid', lang)}: {', '.join(parts)} ({self.engine})"

    def table(self, lang: str = "en", labels: dict[str, str] | None = None) -> Table:
        """One row a finding: severity, rule, what, value, what to do, where."""
        shown = labels or {}
        rows = tuple(
            (
                say(f"severity.{finding.severity}", lang),
                finding.rule,
                shown.get(finding.focus, finding.focus.rsplit("/", 1)[-1]),
                Iri(finding.focus),
                shown.get(finding.value, finding.value),
                finding.message.best(lang),
                str(finding.place) if finding.place.path else "",
            )
            for finding in self.findings
        )
        return Table(("severity", "rule", "label", "focus", "value", "remedy", "place"), rows)

    def df(self) -> object:
        """The findings as a pandas ``DataFrame``."""
        return self.table().df()

    def text(self, lang: str = "en", labels: dict[str, str] | None = None, shown: int = 5) -> str:
        """The report as a person reads it: grouped by rule, the gravest first, a few examples each."""
        lines = [self.summary(lang)]
        known = labels or {}
        for severity in SEVERITIES:
            rules = sorted({finding.rule for finding in self.findings if finding.severity == severity})
            for rule in rules:
                found = [f for f in self.findings if f.rule == rule and f.severity == severity]
                name = self.names.get(rule, Text(en=rule)).best(lang)
                lines.append(f"\n{say(f'severity.{severity}', lang)} {rule} · {name} ({len(found)})")
                lines.extend(f"  → {message}" for message in dict.fromkeys(f.message.best(lang) for f in found))
                named = sorted((known.get(one.focus, one.focus.rsplit("/", 1)[-1]), at) for at, one in enumerate(found))
                for label, at in named[:shown]:
                    finding = found[at]
                    where = f"  [{finding.place}]" if finding.place.path else ""
                    value = (
                        f" = {known.get(finding.value, finding.value)}"
                        if finding.value and finding.value != finding.focus
                        else ""
                    )
                    lines.append(f"  · {label}{value}{where}")
                if len(found) > shown:
                    lines.append(f"  {say('more', lang, n=len(found) - shown)}")
        return "\n".join(lines) + "\n"

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()
