"""A report for programs: JSON, ``sh:ValidationReport`` in Turtle, SARIF 2.1.0 and JUnit for continuous integration.

Sources: OASIS SARIF 2.1.0 (section 3.27 results, 3.49 rules); SHACL 3.6 (validation report); the JUnit XML that Jenkins,
GitLab and GitHub read (testsuites, testsuite, testcase, failure).
"""

import hashlib
import json
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from xml.etree import ElementTree as Xml

import pyoxigraph as ox

from metrograph._version import __version__
from metrograph.namespaces import FIXED_PREFIXES, SH, XSD
from metrograph.shacl.index import TYPE
from metrograph.shacl.node import Node, iri, literal
from metrograph.shacl.path import triples_of
from metrograph.turtle import write_turtle
from metrograph.validate.report import SEVERITIES, Finding, Report, graveness
from metrograph.validate.rules import Rule
from metrograph.words import say

_LEVELS = {"Violation": "error", "Warning": "warning", "Info": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(report: Report, lang: str = "en") -> str:
    """The report as one JSON object: ``ok``, ``conforms``, ``engine``, ``counts``, ``rules`` by code, ``findings``."""
    rules = {rule.code: _rule(severity, rule, lang) for severity, rule, _ in report.by_rule()}
    findings = [
        {
            "rule": one.rule,
            "severity": one.severity,
            "label": report.label(one, lang),
            "focus": one.focus,
            "path": one.path or None,
            "value": one.value or None,
            "component": one.component,
            "shape": one.result.shape,
            "problem": report.sentence(one, lang),
            "remedy": report.remedy(one, lang),
            "file": one.place.path or None,
            "line": one.place.line or None,
        }
        for one in report
    ]
    body = {
        "ok": report.ok,
        "conforms": report.conforms,
        "engine": report.who(lang),
        "counts": {severity.lower(): n for severity, n in report.counts().items()},
        "rules": rules,
        "findings": findings,
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _rule(severity: str, rule: Rule, lang: str) -> dict[str, str]:
    words = {"name": rule.name.best(lang), "severity": severity, "why": rule.why.best(lang)}
    return {**words, "bad": rule.bad, "good": rule.good, "fix": rule.fix}


def as_turtle(report: Report) -> str:
    """The report as a ``sh:ValidationReport``. Shapes, focus nodes and values that are blank nodes keep their names."""
    names = (f"_:mgresult{number}" for number in count())
    top = "_:mgreport"
    triples = [
        (top, TYPE, _sh("ValidationReport")),
        (top, _sh("conforms"), literal(str(report.conforms).lower(), XSD + "boolean")),
    ]
    for finding in report:
        result = finding.result
        node = next(names)
        triples.append((top, _sh("result"), node))
        told: list[tuple[str, Node | None]] = [
            ("focusNode", result.focus),
            ("value", result.value),
            ("resultSeverity", iri(result.severity)),
            ("sourceConstraintComponent", iri(result.component)),
            ("sourceShape", result.shape),
            ("sourceConstraint", result.constraint),
            *(("resultMessage", message) for message in result.messages),
        ]
        if result.path is not None:
            path, more = triples_of(result.path, names)
            told.append(("resultPath", path))
            triples += more
        triples += [(node, TYPE, _sh("ValidationResult")), *((node, _sh(name), value) for name, value in told if value)]
    lines = "\n".join(f"{subject} {predicate} {value} ." for subject, predicate, value in triples).encode()
    found = (quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))
    return write_turtle(found, FIXED_PREFIXES)


def as_sarif(report: Report, lang: str = "en") -> str:
    """The report as SARIF 2.1.0: GitHub and editors show each finding at its line."""
    rules = {rule.code: (severity, rule) for severity, rule, _ in reversed(report.by_rule())}
    codes = sorted(rules)
    driver = {
        "name": "MetroGraph",
        "semanticVersion": __version__,
        "informationUri": "https://w3id.org/metrograph/",
        "rules": [_sarif_rule(*rules[code], report.example(rules[code][1]), lang) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "the folder where the command ran"}}},
        "results": [_sarif_result(one, codes.index(one.rule), report, lang) for one in report],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _sarif_rule(severity: str, rule: Rule, snippet: str, lang: str) -> dict[str, object]:
    name, why = rule.name.best(lang) or rule.code, rule.why.best(lang)
    shown = f"\n\n{say('report.good', lang)}\n\n{snippet}" if snippet else ""
    return {
        "id": rule.code,
        "shortDescription": {"text": name},
        "fullDescription": {"text": why or name},
        "help": {"text": (why or name) + shown},
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }


def _sarif_result(finding: Finding, at: int, report: Report, lang: str) -> dict[str, object]:
    key = "\n".join(finding.result.key())
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": at,
        "level": _LEVELS[graveness(finding.severity)],
        "message": {"text": _line(finding, report, lang)},
        "partialFingerprints": {"result/v1": hashlib.sha256(key.encode()).hexdigest()[:32]},
    }
    location: dict[str, object] = {"logicalLocations": [{"fullyQualifiedName": finding.focus, "kind": "resource"}]}
    if finding.place.path:
        artifact = {"uri": _relative(finding.place.path), "uriBaseId": "ROOT"}
        region = {"region": {"startLine": finding.place.line}} if finding.place.line else {}
        location["physicalLocation"] = {"artifactLocation": artifact, **region}
    return {**result, "locations": [location]}


def _line(finding: Finding, report: Report, lang: str) -> str:
    """What is wrong and what to do, in one text."""
    parts = [report.label(finding, lang), report.problem(finding, lang)]
    what, remedy = " – ".join(part for part in parts if part), finding.message.best(lang)
    return f"{what}. {remedy}" if remedy else what


def _relative(path: str) -> str:
    """A path as seen from the current folder, with forward slashes; absolute where it lies elsewhere."""
    whole = Path(path).resolve()
    return whole.relative_to(Path.cwd()).as_posix() if whole.is_relative_to(Path.cwd()) else whole.as_uri()


def as_junit(report: Report, lang: str = "en", fail_on: str = "Violation") -> str:
    """The report as JUnit XML: one test case a rule, failed when a finding is as grave as ``fail_on``, or graver."""
    groups = report.by_rule()
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    failed = sum(severity in grave for severity, _, _ in groups)
    numbers = {"tests": str(max(1, len(groups))), "failures": str(failed), "errors": "0"}
    top = Xml.Element("testsuites", {"name": "metrograph validate", **numbers})
    suite = Xml.SubElement(top, "testsuite", {"name": "SHACL", **numbers})
    for severity, rule, found in groups:
        case = Xml.SubElement(
            suite, "testcase", {"classname": "metrograph.rules", "name": _clean(f"{rule.code} {rule.name.best(lang)}".strip())}
        )
        lines = "\n".join(
            f"{one.place}: {_line(one, report, lang)}" if one.place.path else _line(one, report, lang) for one in found
        )
        if severity in grave:
            short = {"message": _clean(f"{report.remedy(found[0], lang)} ({len(found)})"), "type": severity}
            Xml.SubElement(case, "failure", short).text = _clean(lines)
        else:
            Xml.SubElement(case, "system-out").text = _clean(lines)
    if not groups:
        Xml.SubElement(suite, "testcase", {"classname": "metrograph.rules", "name": say("valid", lang)})
    Xml.indent(top)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(top, encoding="unicode") + "\n"


def _clean(text: str) -> str:
    """A text without the control characters that XML cannot hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\n\t")


def as_markdown(report: Report, lang: str = "en") -> str:
    """The report as Markdown, for a comment on a change: a heading and a table for each rule."""
    parts = [f"# {say('report.title', lang)}\n\n{report.summary(lang)}\n"]
    for severity, rule, found in report.by_rule():
        name = f" · {rule.name.best(lang)}" if rule.name else ""
        parts.append(f"\n## {say(f'one.{severity}', lang)} {rule.code}{name} ({len(found)})\n")
        if rule.why:
            parts.append(f"\n{rule.why.best(lang)}\n")
        heads = [say(f"column.{key}", lang) for key in ("label", "problem", "remedy", "where")]
        parts.append(f"\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n")
        parts.extend(_row(one, report, lang) for one in found)
        if snippet := report.example(rule):
            parts.append(f"\n{say('report.good', lang)}\n\n```\n{snippet}\n```\n")
    return "".join(parts)


def _row(finding: Finding, report: Report, lang: str) -> str:
    place = str(finding.place) if finding.place.path else ""
    cells: Iterable[str] = (report.label(finding, lang), report.problem(finding, lang), report.remedy(finding, lang), place)
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |\n"


def _sh(name: str) -> Node:
    return iri(SH + name)
