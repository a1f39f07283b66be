"""A validation report as a value: what was found, grouped by rule, in the reader's language."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from metrograph.errors import Place
from metrograph.model import Text
from metrograph.namespaces import SH
from metrograph.shacl.node import lexical
from metrograph.shacl.result import Result
from metrograph.table import Iri, Table
from metrograph.validate.glossary import Glossary
from metrograph.validate.places import lines_of
from metrograph.validate.rules import Rule
from metrograph.validate.sentences import Saying
from metrograph.words import counted, say

SEVERITIES = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One result with what a person needs: its rule, what to do, and where its subject comes from."""

    result: Result
    rule: str
    message: Text
    saying: Saying
    place: Place = field(default_factory=Place)

    @property
    def severity(self) -> str:
        """``Violation``, ``Warning``, ``Info``, or the IRI of another severity, which counts as a violation."""
        return self.result.severity.removeprefix(SH)

    @property
    def focus(self) -> str:
        """What it is about: an IRI, or the text of another node."""
        return lexical(self.result.focus)

    @property
    def value(self) -> str:
        """The value at fault, empty when it is about no single value."""
        return lexical(self.result.value) if self.result.value else ""

    @property
    def path(self) -> str:
        """The property path as SPARQL writes it; of a single property its IRI."""
        path = str(self.result.path or "")
        return path[1:-1] if path.startswith("<") and path.count("<") == 1 and path.endswith(">") else path

    @property
    def where(self) -> str:
        """The file and line of its subject, empty when they are not known."""
        return str(self.place) if self.place.path else ""

    @property
    def component(self) -> str:
        """The constraint component: ``MinCountConstraintComponent``."""
        return self.result.component.removeprefix(SH)


@dataclass(frozen=True, slots=True)
class Difference:
    """A result that only one engine gives: ``fast`` or ``reference``."""

    engine: str
    result: Result


@dataclass(frozen=True, slots=True)
class Report:
    """What a validation found. ``ok`` when nothing is a violation; ``engine`` says who looked.

    ``delegated`` names the shapes that the fast engine left to the reference engine, and why. ``differences`` is filled
    when both engines were asked. ``of_rdf``: RDF files were validated, so that examples are shown in Turtle.
    """

    findings: tuple[Finding, ...]
    engine: str
    rules: Mapping[str, Rule] = field(default_factory=dict, repr=False)
    names: Glossary = field(default_factory=Glossary, repr=False)
    delegated: Mapping[str, str] = field(default_factory=dict)
    differences: tuple[Difference, ...] | None = None
    of_rdf: bool = False

    @property
    def ok(self) -> bool:
        """Whether there is no violation. SHACL's own ``sh:conforms`` is stricter: see ``conforms``."""
        return self.fails("Violation") == 0

    @property
    def conforms(self) -> bool:
        """``sh:conforms``: whether there is no result at all, of any severity (SHACL 3.6.1)."""
        return not self.findings

    @property
    def results(self) -> tuple[Result, ...]:
        """The results as the SHACL vocabulary has them."""
        return tuple(finding.result for finding in self.findings)

    def fails(self, severity: str) -> int:
        """How many findings are as grave as a severity, or graver."""
        lighter = SEVERITIES[SEVERITIES.index(severity) + 1 :]
        return sum(finding.severity not in lighter for finding in self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def counts(self) -> dict[str, int]:
        """Findings per severity, the gravest first; severities of one's own count as violations."""
        found = Counter(graveness(finding.severity) for finding in self.findings)
        return {severity: found[severity] for severity in SEVERITIES}

    def by_rule(self) -> list[tuple[str, Rule, list[Finding]]]:
        """Severity, rule and findings, the gravest first, rules in the order of their codes."""
        groups: dict[tuple[str, str], list[Finding]] = {}
        for finding in self.findings:
            groups.setdefault((graveness(finding.severity), finding.rule), []).append(finding)
        order = sorted(groups, key=lambda pair: (SEVERITIES.index(pair[0]), pair[1]))
        return [(severity, self.rule(code), sorted(groups[severity, code], key=_by_place)) for severity, code in order]

    def rule(self, code: str) -> Rule:
        """A rule by its code."""
        return self.rules.get(code) or Rule(code, Text(), Text(), "Violation")

    def example(self, rule: Rule) -> str:
        """What a person would write: in the plan file or as a command, or in Turtle where RDF files were validated."""
        return rule.good if self.of_rdf else rule.fix or rule.good

    def label(self, finding: Finding, lang: str = "en") -> str:
        """What a finding is about, by its name."""
        return self.names.name(finding.result.focus, lang)

    def sentence(self, finding: Finding, lang: str = "en") -> str:
        """What is wrong, in one sentence."""
        return finding.saying.sentence(finding.result, self.names, lang)

    def problem(self, finding: Finding, lang: str = "en") -> str:
        """What is wrong, or nothing where that says no more than the name of the rule and the remedy do."""
        return "" if finding.message and finding.saying.vague else self.sentence(finding, lang)

    def remedy(self, finding: Finding, lang: str = "en") -> str:
        """What to do: the message of the shape, or, where it has none, what is wrong."""
        return finding.message.best(lang) or self.sentence(finding, lang)

    def summary(self, lang: str = "en") -> str:
        """The report in one line."""
        counts = self.counts()
        parts = (counted(f"count.{severity}", lang, counts[severity]) for severity in SEVERITIES)
        state = say("valid" if self.ok else "invalid", lang)
        return say("report.summary", lang, state=state, counts=", ".join(parts), engine=self.who(lang))

    def who(self, lang: str = "en") -> str:
        """The engine that looked, and the one to which it left some shapes."""
        who = say("report.fast", lang) if self.engine == "fast" else self.engine
        if not self.delegated:
            return who
        shapes = ", ".join(f"{shape} ({reason})" for shape, reason in sorted(self.delegated.items()))
        return f"{who}; {say('report.delegated', lang, engine='pySHACL', shapes=shapes)}"

    def table(self, lang: str = "en") -> Table:
        """One row a finding: severity, rule, what, of which IRI, path, value, what is wrong, what to do, where."""
        rows = tuple(
            (
                say(f"one.{graveness(finding.severity)}", lang),
                finding.rule,
                self.label(finding, lang),
                Iri(finding.focus),
                finding.path,
                finding.value,
                self.sentence(finding, lang),
                self.remedy(finding, lang),
                finding.where,
            )
            for finding in self.findings
        )
        return Table(("severity", "rule", "label", "focus", "path", "value", "problem", "remedy", "where"), rows)

    def df(self) -> object:
        """The findings as a pandas ``DataFrame``."""
        return self.table().df()

    def text(self, lang: str = "en", shown: int = 5) -> str:
        """The report as a person reads it: by rule, the gravest first, why it matters, what to do, a few examples each."""
        lines = [self.summary(lang)]
        for severity, rule, found in self.by_rule():
            name = f" · {rule.name.best(lang)}" if rule.name else ""
            lines.append(f"\n{say(f'severity.{severity}', lang)} {rule.code}{name} ({len(found)})")
            if rule.why:
                lines.append(f"  {rule.why.best(lang)}")
            for remedy in dict.fromkeys(finding.message.best(lang) for finding in found):
                lines.extend([f"  → {remedy}"] if remedy else [])
                lines.extend(self._examples([one for one in found if one.message.best(lang) == remedy], lang, shown))
            if snippet := self.example(rule):
                lines.append(f"  {say('report.good', lang)}")
                lines.extend(f"      {line}" for line in snippet.splitlines())
        return "\n".join(lines) + "\n"

    def _examples(self, found: list[Finding], lang: str, shown: int) -> Iterator[str]:
        for one in found[:shown]:
            where = f"  [{one.where}]" if one.where else ""
            what = f" – {problem}" if (problem := self.problem(one, lang)) else ""
            yield f"    · {self.label(one, lang)}{what}{where}"
        if len(found) > shown:
            yield f"    {say('more', lang, n=len(found) - shown)}"

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


def file_places(report: Report, paths: Iterable[Path]) -> Report:
    """A report whose findings say at which line of some Turtle files their subject begins; the file, where there is only one."""
    files = list(paths)
    wanted = {finding.result.focus for finding in report}
    where: dict[str, Place] = {}
    for path in files:
        where.update({node: Place(str(path), line) for node, line in lines_of(path, wanted - where.keys()).items()})
    default = Place(str(files[0])) if len(files) == 1 else Place()
    found = tuple(replace(one, place=where.get(one.result.focus, default)) for one in report)
    return replace(report, findings=found, of_rdf=True)


def _by_place(finding: Finding) -> tuple[str, int, tuple[str, ...]]:
    return finding.place.path, finding.place.line, finding.result.key()


def graveness(severity: str) -> str:
    """A severity as one of SHACL's three: another one counts as a violation, so that nothing is passed over."""
    return severity if severity in SEVERITIES else "Violation"
