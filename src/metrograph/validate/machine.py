"""A report for programs: JSON, ``sh:ValidationReport`` in Turtle, SARIF 2.1.0 and JUnit for continuous integration.

Sources: OASIS SARIF 2.1.0 (section 3.27 results, 3.49 rules); SHACL 3.6 (validation report); the JUnit XML that Jenkins,
GitLab and GitHub read (testsuites, testsuite, testcase, failure).
"""

import hashlib
import json
import re
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as Xml

import pyoxigraph as ox

from metrograph._version import __version__
from metrograph.namespaces import FIXED_PREFIXES, XSD
from metrograph.shacl.index import TYPE
from metrograph.shacl.node import Node, iri, is_blank, lexical, literal, sh
from metrograph.shacl.path import triples_of
from metrograph.turtle import write_turtle
from metrograph.validate.report import SEVERITIES, Finding, Report, graveness
from metrograph.validate.rules import Rule
from metrograph.words import say

_LEVELS = {"Violation": "error", "Warning": "warning", "Info": "note"}
_UNCLEAN = re.compile(r"[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(report: Report, lang: str = "en") -> str:
    """The report as one JSON object: ``ok``, ``conforms``, ``engine``, ``counts``, ``rules`` by code, ``findings``."""
    rules: dict[str, dict[str, str]] = {}
    for severity, rule, _ in report.by_rule():  # the gravest comes first, and counts
        rules.setdefault(rule.code, _rule(severity, rule, lang))
    findings = [
        {
            "rule": one.rule,
            "severity": one.severity,
            "label": report.label(one, lang),
            "focus": one.focus,
            "path": one.path or None,
            "value": None if one.result.value is None else one.value,
            "component": one.component,
            "shape": None if is_blank(one.result.shape) else lexical(one.result.shape),
            "problem": report.sentence(one, lang),
            "remedy": report.remedy(one, lang),
            "file": one.place.path or None,
            "line": one.place.line or None,
        }
        for one in report
    ]
    body: dict[str, object] = {
        "ok": report.ok,
        "conforms": report.conforms,
        "engine": report.who(lang),
        "counts": {severity.lower(): n for severity, n in report.counts().items()},
        "rules": rules,
        "findings": findings,
    }
    if report.differences is not None:
        body["differences"] = [{"engine": one.engine, "result": one.result.key()} for one in report.differences]
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _rule(severity: str, rule: Rule, lang: str) -> dict[str, str]:
    words = {"name": rule.name.best(lang), "severity": severity, "why": rule.why.best(lang)}
    return {**words, "bad": rule.bad, "good": rule.good, "fix": rule.fix}


def as_turtle(report: Report) -> str:
    """The report as a ``sh:ValidationReport``. Shapes, focus nodes and values that are blank nodes keep their names."""
    taken = {node for result in report.results for node in (result.focus, result.value, result.shape, result.constraint) if node}
    names = (name for number in count() if (name := f"_:r{number}") not in taken)
    top = next(names)
    triples = [
        (top, TYPE, sh("ValidationReport")),
        (top, sh("conforms"), literal(str(report.conforms).lower(), XSD + "boolean")),
    ]
    for finding in report:
        result = finding.result
        node = next(names)
        triples.append((top, sh("result"), node))
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
        triples += [(node, TYPE, sh("ValidationResult")), *((node, sh(name), value) for name, value in told if value)]
    lines = "\n".join(f"{subject} {predicate} {value} ." for subject, predicate, value in triples).encode()
    found = (quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))
    return write_turtle(found, FIXED_PREFIXES)


def as_sarif(report: Report, lang: str = "en") -> str:
    """The report as SARIF 2.1.0: GitHub and editors show each finding at its line."""
    rules = {rule.code: (severity, rule) for severity, rule, _ in reversed(report.by_rule())}
    codes = sorted(rules)
    at = {code: number for number, code in enumerate(codes)}
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
        "results": [_sarif_result(one, at[one.rule], report, lang) for one in report],
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
    key = "\n".join((finding.rule, *("_:" if part.startswith("_:") else part for part in finding.result.key())))
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": at,
        "level": _LEVELS[graveness(finding.severity)],
        "message": {"text": _line(finding, report, lang)},
        "partialFingerprints": {"result/v1": hashlib.sha256(key.encode()).hexdigest()[:32]},
    }
    location: dict[str, object] = {"logicalLocations": [{"fullyQualifiedName": finding.focus, "kind": "resource"}]}
    if finding.place.path:
        uri = _relative(finding.place.path)
        artifact = {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": "ROOT"}
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
    return quote(whole.relative_to(Path.cwd()).as_posix()) if whole.is_relative_to(Path.cwd()) else whole.as_uri()


def as_junit(report: Report, lang: str = "en", fail_on: str = "Violation") -> str:
    """The report as JUnit XML: one test case a rule, failed when a finding is as grave as ``fail_on``, or graver."""
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    rules: dict[str, tuple[Rule, list[Finding], list[Finding]]] = {}
    for severity, rule, found in report.by_rule():
        _, failures, others = rules.setdefault(rule.code, (rule, [], []))
        (failures if severity in grave else others).extend(found)
    failed = sum(bool(failures) for _, failures, _ in rules.values())
    numbers = {"tests": str(max(1, len(rules))), "failures": str(failed), "errors": "0"}
    top = Xml.Element("testsuites", {"name": "metrograph validate", **numbers})
    suite = Xml.SubElement(top, "testsuite", {"name": "SHACL", **numbers})
    for code in sorted(rules):
        rule, failures, others = rules[code]
        case = Xml.SubElement(suite, "testcase", _case(_clean(f"{rule.code} {rule.name.best(lang)}".strip())))
        if failures:
            message = _clean(f"{report.remedy(failures[0], lang)} ({len(failures)})")
            told = {"message": message, "type": graveness(failures[0].severity)}
            Xml.SubElement(case, "failure", told).text = _clean(_lines(failures, report, lang))
        if others:
            Xml.SubElement(case, "system-out").text = _clean(_lines(others, report, lang))
    if not rules:
        Xml.SubElement(suite, "testcase", _case(say("valid", lang)))
    Xml.indent(top)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(top, encoding="unicode") + "\n"


def _case(name: str) -> dict[str, str]:
    return {"classname": "metrograph.rules", "name": name}


def _lines(found: Iterable[Finding], report: Report, lang: str) -> str:
    return "\n".join((f"{one.where}: " if one.where else "") + _line(one, report, lang) for one in found)


def _clean(text: str) -> str:
    """A text without the control characters that XML cannot hold."""
    return _UNCLEAN.sub("", text)


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
    cells = (report.label(finding, lang), report.problem(finding, lang), report.remedy(finding, lang), finding.where)
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |\n"
