"""Remedies: what can be mended for certain is mended in place, and nothing else is touched; what is not certain is left alone."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from metrograph.errors import SourceError
from metrograph.namespaces import MG, RDF, XSD
from metrograph.resources import root
from metrograph.turtle import read_quads
from metrograph.validate import mend, read_rules
from metrograph.validate.remedies import Change

EX, PLAN = "http://example.org/", "https://w3id.org/metrograph/id/metropolis-2019/"
PREFIXES = f"""@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <{XSD}> .
@prefix rdf: <{RDF}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix ex: <{EX}> .
@prefix mg: <{MG}> .
@prefix id: <{PLAN}> .
"""
TIDY = """ex:S a sh:NodeShape ; sh:targetSubjectsOf mg:acronym ; sh:property ex:P .
ex:P sh:path mg:acronym ; sh:pattern "^\\\\S(.*\\\\S)?$" ; sh:flags "s" ."""
SPOKEN = "ex:S a sh:NodeShape ; sh:targetSubjectsOf rdfs:label ; sh:property ex:P . ex:P sh:path rdfs:label ; sh:datatype rdf:langString ."
LED = "ex:S a sh:NodeShape ; sh:targetClass mg:City ; sh:property ex:P . ex:P sh:path ex:leads ; sh:minCount LEAST ."
INVERSE = "ex:leads owl:inverseOf ex:ledBy .\n"
DATES = root() / "shapes" / "records.ttl"
Mended = Callable[..., str]


@pytest.fixture
def changes(tmp_path: Path) -> Callable[..., tuple[Change, ...]]:
    """What would be changed in files of some names and texts, by some shapes (a text) or by a file of ours."""

    def find(shapes: str | Path, texts: dict[str, str]) -> tuple[Change, ...]:
        paths = [tmp_path / name for name in texts]
        for path, text in zip(paths, texts.values(), strict=True):
            path.write_bytes(text.encode())
        own = tmp_path / "shapes" / "own.ttl"
        own.parent.mkdir()
        own.write_text(PREFIXES + str(shapes), encoding="utf-8")
        rules = read_rules([shapes if isinstance(shapes, Path) else own])
        return mend(paths, [quad for path in paths for quad in read_quads(path)], rules)

    return find


@pytest.fixture
def mended(changes: Callable[..., tuple[Change, ...]]) -> Mended:
    """A text after its remedies; prefixes stand before it unless they are left out."""

    def write(shapes: str | Path, text: str, name: str = "plan.ttl", head: str = PREFIXES) -> str:
        found = changes(shapes, {name: head + text})
        assert all(change.before == head + text for change in found)
        return found[0].after.removeprefix(head) if found else text

    return write


# ---- spaces


def test_a_space_at_an_end_is_taken_away(mended: Mended) -> None:
    assert mended(TIDY, 'id:pilot-mega mg:acronym " MEGA " .\n') == 'id:pilot-mega mg:acronym "MEGA" .\n'


def test_two_spaces_become_one_where_that_mends_the_finding(mended: Mended) -> None:
    shapes = TIDY.replace("^\\\\S(.*\\\\S)?$", "^\\\\S+( \\\\S+)*$")
    assert mended(shapes, 'id:a mg:acronym "Metropolis  Energy" .\n') == 'id:a mg:acronym "Metropolis Energy" .\n'


def test_language_and_datatype_stay_when_spaces_go(mended: Mended) -> None:
    text = 'id:a mg:acronym " MEGA"@fr , " 7"^^xsd:token , " 8"^^<urn:code> .\n'
    assert mended(TIDY, text) == text.replace('" ', '"')


def test_spaces_that_no_rule_forbids_stay(mended: Mended) -> None:
    text = 'id:a rdfs:label " MEGA" ; mg:acronym "MEGA" .\n'
    assert mended(TIDY, text) == text


def test_a_text_of_nothing_but_spaces_is_left_to_a_person(mended: Mended) -> None:
    assert mended(TIDY, 'id:a mg:acronym "  " .\n') == 'id:a mg:acronym "  " .\n'


def test_the_paragraphs_of_a_text_stay_when_a_space_at_its_end_goes(mended: Mended) -> None:
    after = mended(TIDY, 'id:a mg:acronym """ First.\n\nSecond.""" .\n')
    assert [quad.object.value for quad in ox.parse((PREFIXES + after).encode(), format=ox.RdfFormat.TURTLE)] == [
        "First.\n\nSecond."
    ]


def test_the_space_before_a_french_colon_stays_a_no_break_space(mended: Mended) -> None:
    assert "Ville\u00a0: eau" in mended(TIDY, 'id:a mg:acronym " Ville\u00a0: eau"@fr .\n')


# ---- languages

FRENCH = 'id:source dcterms:language "fr" .\n'


def test_a_text_gets_the_language_of_the_one_document(mended: Mended) -> None:
    text = FRENCH + 'id:line-1 rdfs:label "Positionnement et plaidoyer" .\n'
    assert mended(SPOKEN, text) == text.replace('plaidoyer"', 'plaidoyer"@fr')


def test_a_text_gets_the_only_language_in_which_the_others_are(mended: Mended) -> None:
    text = 'id:a rdfs:label "eau"@fr , "villes"@fr . id:b rdfs:label "logement"@fr . id:c rdfs:label "genre" .\n'
    assert mended(SPOKEN, text) == text.replace('"genre"', '"genre"@fr')


UNSURE = {
    "two documents in two languages": FRENCH + 'id:other dcterms:language "en" . id:a rdfs:label "Innovation" .\n',
    "others in two languages": 'id:a rdfs:label "eau"@fr , "ville"@fr , "genre"@fr , "water"@en . id:b rdfs:label "action" .\n',
    "too few others": 'id:a rdfs:label "eau"@fr , "ville"@fr . id:b rdfs:label "action" .\n',
    "no language at all": 'id:a rdfs:label "action" .\n',
    "a number": FRENCH + "id:a rdfs:label 2019 .\n",
}


@pytest.mark.parametrize("text", UNSURE.values(), ids=UNSURE)
def test_a_language_that_is_not_certain_is_not_guessed(mended: Mended, text: str) -> None:
    assert mended(SPOKEN, text) == text


@pytest.mark.parametrize("code", ["<http://publications.europa.eu/resource/authority/language/FRA>", '"fr_FR"'])
def test_a_language_given_otherwise_than_by_its_tag_is_left_alone(mended: Mended, code: str) -> None:
    text = f'id:source dcterms:language {code} .\nid:a rdfs:label "eau" .\n'
    assert mended(SPOKEN, text) == text


# ---- dates

U20 = 'id:event-u20-2 a mg:NetworkEvent ; mg:edtf "2019-05"'


def test_missing_days_are_read_from_the_date_and_added_at_the_end(mended: Mended) -> None:
    text = f"{U20} . # Tokyo\n"
    added = 'id:event-u20-2 mg:latest "2019-05-31"^^xsd:date .\nid:event-u20-2 mg:earliest "2019-05-01"^^xsd:date .\n'
    assert sorted(mended(DATES, text).splitlines()) == sorted((text + added).splitlines())


def test_a_day_that_does_not_fit_the_date_is_put_right(mended: Mended) -> None:
    text = f'{U20} ;\n  mg:earliest "2019-05-01"^^xsd:date ; mg:latest "2019-06-30"^^xsd:date .\n'
    assert mended(DATES, text) == text.replace("2019-06-30", "2019-05-31")


UNSURE_DATES = {
    "two dates": f'{U20} , "2019-06" ; mg:earliest "2018-01-01"^^xsd:date ; mg:latest "2018-01-31"^^xsd:date .\n',
    "no date": 'id:a mg:edtf "mai 2019" .\n',
    "two first days": f'{U20} ; mg:earliest "2019-05-01"^^xsd:date , "2019-05-02"^^xsd:date ; mg:latest "2019-05-31"^^xsd:date .\n',
    "days without a date": 'id:a mg:earliest "2019-05-01"^^xsd:date .\n',
}


@pytest.mark.parametrize("text", UNSURE_DATES.values(), ids=UNSURE_DATES)
def test_days_that_are_not_certain_are_not_guessed(mended: Mended, text: str) -> None:
    assert mended(DATES, text) == text


def test_a_date_in_which_only_a_space_is_wrong_loses_it_and_keeps_its_days(mended: Mended) -> None:
    text = f'{U20.replace("2019-05", "2019-05 ")} ; mg:earliest "2019-05-01"^^xsd:date ; mg:latest "2019-05-31"^^xsd:date .\n'
    assert mended(DATES, text) == text.replace("2019-05 ", "2019-05")


# ---- inverses


@pytest.mark.parametrize("declared", [INVERSE, "ex:ledBy owl:inverseOf ex:leads .\n"])
def test_a_statement_is_added_where_its_inverse_is_there(mended: Mended, declared: str) -> None:
    text = declared + "id:barcelona a mg:City .\nid:pilot-mega ex:ledBy id:barcelona .\n"
    assert mended(LED.replace("LEAST", "1"), text) == text + "id:barcelona ex:leads id:pilot-mega .\n"


def test_a_statement_that_is_wanted_backwards_is_added_from_the_other_end(mended: Mended) -> None:
    shapes = LED.replace("LEAST", "1").replace("sh:path ex:leads", "sh:path [ sh:inversePath ex:ledBy ]")
    text = INVERSE + "id:barcelona a mg:City ; ex:leads id:pilot-mega .\nid:pilot-mega a mg:PilotProject .\n"
    assert mended(shapes, text) == text + "id:pilot-mega ex:ledBy id:barcelona .\n"


@pytest.mark.parametrize(
    "text",
    ["id:barcelona a mg:City .\nid:pilot-mega ex:ledBy id:barcelona .\n", INVERSE + "id:barcelona a mg:City .\n"],
    ids=["no inverse declared", "no statement the other way"],
)
def test_a_missing_statement_without_an_inverse_is_not_made_up(mended: Mended, text: str) -> None:
    assert mended(LED.replace("LEAST", "1"), text) == text


TWO_LED = INVERSE + "id:barcelona a mg:City .\nid:pilot-mega ex:ledBy id:barcelona .\nid:pilot-lgbti ex:ledBy id:barcelona .\n"


def test_two_statements_are_added_where_two_are_wanted_and_both_inverses_are_there(mended: Mended) -> None:
    assert mended(LED.replace("LEAST", "2"), TWO_LED).count("ex:leads id:") == 2


def test_a_missing_statement_is_added_to_one_file_only(changes: Callable[..., tuple[Change, ...]]) -> None:
    led = INVERSE + "id:barcelona a mg:City .\nid:pilot-mega ex:ledBy id:barcelona .\n"
    texts = {"a.ttl": PREFIXES + led, "b.ttl": PREFIXES + 'id:barcelona rdfs:label "Barcelona"@ca .\n'}
    assert len(changes(LED.replace("LEAST", "1"), texts)) == 1


# ---- what must not happen


def test_a_remedy_that_would_bring_a_new_finding_is_not_taken(mended: Mended) -> None:
    shapes = TIDY.replace("ex:P .", "ex:P , ex:Q .") + ' ex:Q sh:path mg:acronym ; sh:not [ sh:hasValue "MEGA" ] .'
    assert mended(shapes, 'id:a mg:acronym " MEGA" .\n') == 'id:a mg:acronym " MEGA" .\n'


def test_a_remedy_that_would_not_end_its_finding_is_not_taken(mended: Mended) -> None:
    shapes = TIDY.replace('"^\\\\S(.*\\\\S)?$"', '"^[A-Z]+$"')
    assert mended(shapes, 'id:a mg:acronym " Mega" .\n') == 'id:a mg:acronym " Mega" .\n'


def test_one_remedy_that_is_not_taken_leaves_those_of_other_things(mended: Mended) -> None:
    shapes = TIDY.replace('"^\\\\S(.*\\\\S)?$"', '"^[A-Z]+$"')
    text = 'id:a mg:acronym " Mega" .\nid:b mg:acronym " LGBTI" .\n'
    assert mended(shapes, text) == text.replace('" LGBTI"', '"LGBTI"')


def test_a_remedy_is_tried_with_the_engine_that_made_the_finding(mended: Mended) -> None:
    shapes = TIDY.replace('"^\\\\S(.*\\\\S)?$"', '"^(?!X)"')
    assert mended(shapes, 'id:a mg:acronym "X  1" .\n') == 'id:a mg:acronym "X  1" .\n'


def test_data_in_which_all_is_well_have_no_changes(changes: Callable[..., tuple[Change, ...]]) -> None:
    assert changes(TIDY, {"plan.ttl": PREFIXES + 'id:a mg:acronym "MEGA" .\n'}) == ()


def test_several_files_are_changed_each_by_its_own_values(changes: Callable[..., tuple[Change, ...]]) -> None:
    texts = {f"{name}.ttl": f'{PREFIXES}id:{name} mg:acronym " {name}" .\n' for name in ("a", "b")}
    found = changes(TIDY, texts | {"c.ttl": PREFIXES + 'id:c mg:acronym "c" .\n'})
    after = {change.path.name: change.after for change in found}
    assert after == {name: text.replace('acronym " ', 'acronym "') for name, text in texts.items()}


@pytest.mark.parametrize(("name", "text"), [
    ("plan.rdf", f'<r:RDF xmlns:r="{RDF}" xmlns:mg="{MG}"><r:Description r:about="{PLAN}a"><mg:acronym> MEGA</mg:acronym></r:Description></r:RDF>'),
    ("plan.jsonld", f'{{"@id": "{PLAN}a", "{MG}acronym": " MEGA"}}'),
])  # fmt: skip
def test_files_in_other_syntaxes_are_refused_with_those_that_can_be_mended(
    changes: Callable[..., tuple[Change, ...]], name: str, text: str
) -> None:
    with pytest.raises(SourceError) as caught:
        changes(TIDY, {name: text})
    assert (caught.value.code, caught.value.exit_code) == ("S121", 3)
    assert caught.value.place.path.endswith(name)
    for lang in ("en", "fr", "es"):
        assert ".ttl, .trig, .nt, .nq" in caught.value.remedy(lang)
