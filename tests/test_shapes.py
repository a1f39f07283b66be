"""Every shape against graphs that it passes and graphs that it refuses.

``tests/shapes/<code>/pass-*.ttl`` gives no result of the shape; the first line of ``fail-*.ttl`` says what it gives:
``# expect: 2 Warning one network recorded under two acronyms``.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from metrograph.model import Text
from metrograph.namespaces import MGS, SH
from metrograph.resources import files
from metrograph.turtle import Quad, read_quads, read_triples, value
from metrograph.validate import Finding, Rule, Rules, check, read_rules

HERE = Path(__file__).parent / "shapes"
EXPECT = re.compile(r"# expect: (?P<count>[1-9]\d*) (?P<severity>Violation|Warning|Info) (?P<story>\S.*)")
PREFIXES = """
@prefix agent: <https://w3id.org/metrograph/id/agent/> .
@prefix alignment: <https://w3id.org/metrograph/id/alignment/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix evidence: <https://w3id.org/metrograph/id/evidence/> .
@prefix id: <https://w3id.org/metrograph/id/metropolis-2019/> .
@prefix mg: <https://w3id.org/metrograph/ns#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix review: <https://w3id.org/metrograph/id/review/> .
@prefix sdg: <http://metadata.un.org/sdg/> .
@prefix sdgo: <http://metadata.un.org/sdg/ontology#> .
@prefix shared: <https://w3id.org/metrograph/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix suggestion: <https://w3id.org/metrograph/id/suggestion/> .
@prefix vann: <http://purl.org/vocab/vann/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
sdg:7.2 a sdgo:Target .
sdg:6.5 a sdgo:Target .
"""


@cache
def homes() -> dict[str, tuple[Rules, Rule]]:
    """Each rule by its code, with the rules of its file."""
    found = [read_rules([path]) for path in files("shapes", "*.ttl")]
    return {rule.code: (rules, rule) for rules in found for rule in rules if re.fullmatch(r"[SO]\d\d", rule.code)}


def findings(code: str, quads: list[Quad]) -> list[Finding]:
    return [finding for finding in check(quads, homes()[code][0]) if finding.rule == code]


def whole(text: Text) -> bool:
    return bool(text.en and text.fr and text.es)


CODES = sorted(homes())
PASSING = [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in sorted(HERE.glob("*/pass-*.ttl"))]
FAILING = [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in sorted(HERE.glob("*/fail-*.ttl"))]


def test_every_shape_has_its_folder_of_graphs_and_every_folder_its_shape() -> None:
    assert {folder.name for folder in HERE.iterdir() if folder.is_dir()} == set(CODES)
    assert len(CODES) == 42


@pytest.mark.parametrize("code", CODES)
def test_every_shape_has_a_graph_that_passes_and_one_that_fails(code: str) -> None:
    assert list((HERE / code).glob("pass-*.ttl"))
    assert list((HERE / code).glob("fail-*.ttl"))


@pytest.mark.parametrize("path", PASSING)
def test_a_good_graph_passes_its_shape(path: Path) -> None:
    assert not findings(path.parent.name, list(read_quads(path)))


@pytest.mark.parametrize("path", FAILING)
def test_a_bad_graph_gives_the_expected_findings_and_a_remedy_in_three_languages(path: Path) -> None:
    expected = EXPECT.fullmatch(path.read_text(encoding="utf-8").splitlines()[0])
    assert expected, "the first line says what is expected"
    found = findings(path.parent.name, list(read_quads(path)))
    assert [finding.severity for finding in found] == [expected["severity"]] * int(expected["count"])
    assert all(whole(finding.message) for finding in found)


@pytest.mark.parametrize("code", CODES)
def test_a_shape_has_name_and_reason_in_three_languages(code: str) -> None:
    _, rule = homes()[code]
    assert whole(rule.name)
    assert whole(rule.why)
    assert rule.bad
    assert rule.good


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", ["bad", "good"])
def test_the_examples_of_a_rule_are_what_they_say(code: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "example.ttl"
    path.write_text(PREFIXES + getattr(homes()[code][1], kind), encoding="utf-8")
    assert bool(findings(code, list(read_quads(path)))) == (kind == "bad")


def test_every_message_stands_in_three_languages_and_without_jargon() -> None:
    messages: dict[str, dict[str, str]] = {}
    for path in files("shapes", "*.ttl"):
        for triple in read_triples(path):
            if triple.predicate.value == SH + "message":
                messages.setdefault(value(triple.subject), {})[getattr(triple.object, "language", "")] = value(triple.object)
    assert messages
    for node, words in messages.items():
        assert set(words) == {"en", "fr", "es"}, node.removeprefix(MGS)
        assert not re.search(r"\{|http|\b(mg|sdg|IRI|literal|triple|SPARQL)\b", " ".join(words.values())), node.removeprefix(MGS)
