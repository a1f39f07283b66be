"""The linker: what it suggests, with which words, when it says nothing, and that it says the same each time."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clock import Clock

import metrograph
from metrograph.errors import LimitError, MetroGraphError
from metrograph.linking import Linked, Linker, linker, read_examples, read_model
from metrograph.linking.abstain import REASONS
from metrograph.linking.adjust import Adjustment, Shift
from metrograph.linking.features import features
from metrograph.linking.known import Known, read_facts
from metrograph.linking.model import inputs_digest
from metrograph.linking.stated import statements
from metrograph.linking.text import words
from metrograph.model import Basis
from metrograph.records import read_vocabulary
from metrograph.words import LANGUAGES, say
from metrograph.workspace import Workspace

CODES = read_vocabulary().sdg
FOLDER = Path(__file__).parents[1] / "data/model"


@pytest.fixture(scope="module")
def by() -> Linker:
    return linker()


def codes(found: Linked) -> set[str]:
    return {one.code for one in found.targets}


# ---- the model that ships


def test_the_model_was_made_of_the_lexicon_and_examples_beside_it() -> None:
    assert read_model().manifest["inputs"] == inputs_digest(), "lexicon or examples changed: run make model"


def test_the_model_is_small_and_holds_no_code() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 5_000_000
    assert not any(path.suffix in (".pkl", ".pickle", ".npy", ".py") for path in FOLDER.iterdir())


def test_a_broken_model_is_told(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(MetroGraphError) as caught:
        read_model(tmp_path)
    assert caught.value.code == "S113"


@pytest.mark.parametrize("text", ["", "Night buses", "Logements abordables pour les jeunes ménages", "agua " * 3000])
def test_margins_are_the_sums_of_the_weights_of_a_text(text: str) -> None:
    weights = read_model().weights
    vector = weights.vector(features(words(text, "fr"), "fr"))
    sums = [0.0] * len(weights.codes)
    for number, value in vector.items():
        at = range(weights.first[number], weights.first[number + 1])
        for column, step in ((weights.column[n], weights.step[n]) for n in at):
            sums[column] += value * step
    plain = [total * scale + bias for total, scale, bias in zip(sums, weights.scales, weights.bias, strict=True)]
    assert weights.margins(vector) == pytest.approx(plain, abs=1e-9)
    backwards = dict(reversed(vector.items()))
    assert weights.margins(backwards) == weights.margins(vector)


# ---- what it suggests


@pytest.mark.parametrize(
    ("text", "lang", "target"),
    [
        ("Night buses for shift workers in the suburbs", "en", "11.2"),
        ("Gestion intégrée de l'eau pour l'adaptation au changement climatique", "fr", "13.1"),
        ("Vivienda social para jóvenes", "es", "11.1"),
        ("LOGEMENT SOCIAL", "fr", "11.1"),
        ("energia solar en los tejados municipales", "es", "7.2"),
        ("democratie participative", "fr", "16.7"),
        ("Surplus Food Network", "en", "12.3"),
        ("**Plan maître de mobi-\nlité intégrée**", "fr", "11.2"),
    ],
)
def test_a_title_is_linked_whatever_its_accents_capitals_and_marks(by: Linker, text: str, lang: str, target: str) -> None:
    found = by.link(text)
    assert (found.lang, target in codes(found)) == (lang, True), found


def test_the_plan_is_linked_well_enough_to_defend(by: Linker, desk: Workspace) -> None:
    records = desk.records
    plan, run = records.plans["metropolis-2019"], records.runs[0]
    direct = {(link.item, link.sdg) for link in run.links if link.strength == "direct" and "." in link.sdg}
    both = {(link.item, link.sdg) for link in run.links}
    items = {item for item, _ in both} | {judged.item for judged in run.none}
    answers = {item: by.link(plan[item].label.best("fr"), "fr") for item in sorted(items)}
    said = {(item, code) for item, found in answers.items() for code in codes(found)}
    assert len(said & both) / len(said) >= 0.8
    assert len(said & direct) / len(direct) >= 0.7
    assert sum(not answers[judged.item].abstained for judged in run.none) <= 0.05 * len(run.none) + 1e-9


def test_context_lifts_what_it_speaks_for_and_nothing_else(by: Linker) -> None:
    alone, within = (
        by.link("Phase 2 : étude", "fr", context, everything=True) for context in ("", "Mobilité et transports publics")
    )
    sure = [{one.code: one.confidence for one in found.targets} for found in (alone, within)]
    assert sure[1]["11.2"] > sure[0]["11.2"]
    assert sure[1]["14.4"] == pytest.approx(sure[0]["14.4"], rel=0.05, abs=1e-3)


def test_everything_gives_the_full_ranking(by: Linker) -> None:
    found = by.link("Night buses", everything=True)
    assert {one.code for one in (*found.goals, *found.targets)} == CODES
    for ranked in (found.goals, found.targets):
        assert [one.confidence for one in ranked] == sorted((one.confidence for one in ranked), reverse=True)


def test_a_suggested_target_comes_with_its_goal(by: Linker) -> None:
    for example in read_examples(CODES)[:400]:
        found = by.link(example.text, example.lang)
        goals = {one.code: one.confidence for one in found.goals}
        for one in found.targets:
            assert goals[one.code.partition(".")[0]] >= one.confidence


# ---- evidence


def check(found: Linked) -> None:
    for one in (*found.goals, *found.targets):
        assert 0 <= one.confidence <= 1
        for evidence in one.evidence:
            assert found.text[evidence.start : evidence.end] == evidence.quote != ""


def test_every_quote_stands_in_the_text_where_it_is_said_to_stand(by: Linker) -> None:
    for number, example in enumerate(read_examples(CODES)):
        if number % 5 == 0:
            found = by.link(example.text, example.lang, ident=example.group)
            check(found)
            assert all(one.evidence for one in (*found.goals, *found.targets))


pieces = st.sampled_from(
    [
        "ODD 11.2",
        "l’eau",
        "\u00ad",
        "co\u0302te",
        "-\n",
        "**transport**",
        "🚲",
        "İstanbul",
        "ﬁnance",
        "SDGs 1 to 5",
        "UITP",
        "8 mars",
        "LOGEMENT",
        "ñandú",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(pieces, st.text(max_size=12)), max_size=12).map(" ".join))
def test_quotes_hold_and_nothing_breaks_in_any_text(text: str) -> None:
    found = linker().link(text)
    check(found)
    assert found.abstained == (not found.goals and not found.targets)
    for lang in LANGUAGES:
        assert found.why(lang)


def test_the_same_text_gives_the_same_answer(by: Linker) -> None:
    text = "Réseau métropolitain de refuges climatiques dans les écoles"
    assert linker().link(text).record("fr") == by.link(text).record("fr")


# ---- what the text states, what is known


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SDG 11.2", ["11.2"]),
        ("ODD 5 et 13.b", ["5", "13.b"]),
        ("ODS n.º 6", []),
        ("ODD n° 6", ["6"]),
        ("SDGs 1 to 3", ["1", "2", "3"]),
        ("Indicator 4.7.1, 12.8.1, and 13.3.1", ["4.7", "12.8", "13.3"]),
        ("SDG 14.1.1a", ["14.1"]),
        ("Sustainable Development Goals (SDG) 4", ["4"]),
        ("la meta 11.7", ["11.7"]),
        ("target 3.5 %", []),
        ("Goal 3 for Arsenal", []),
        ("SDG 18", []),
        ("À relier avec les ODD", []),
        ("Faim « zéro »", ["2"]),
        ("Life below water", ["14"]),
    ],
)
def test_codes_that_a_text_states_are_read(text: str, found: list[str]) -> None:
    assert [one.code for one in statements(text, CODES)] == found


def test_a_stated_code_is_suggested_with_its_words(by: Linker) -> None:
    found = by.link("Taller sobre el ODS 13.b")
    (one,) = (one for one in found.targets if one.code == "13.b")
    assert (one.strength, one.evidence[0].basis, one.evidence[0].quote) == ("direct", "stated", "ODS 13.b")


def test_what_is_known_of_a_name_rests_on_outside_knowledge(by: Linker) -> None:
    found = by.link("Mémorandum d'entente avec UITP", "fr")
    (one,) = (one for one in found.targets if one.code == "11.2")
    assert (one.strength, one.evidence[0].basis, one.evidence[0].quote) == ("indirect", "external", "UITP")


def test_acronyms_are_known_in_capitals_only() -> None:
    known = Known(read_facts(CODES))
    text = "who says oit and hcr"
    assert list(known.find(text, words(text, "en"))) == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("UITP\t11.9\tx\thttps://a", "R116"),
        ("UITP\t\tx\thttps://a", "R112"),
        ("UITP\t11.2\tx\tnowhere", "R112"),
        ("UITP\t11.2", "L102"),
    ],
)
def test_a_mistake_in_the_facts_is_told(tmp_path: Path, row: str, code: str) -> None:
    path = tmp_path / "known.tsv"
    path.write_text("names\tcodes\twhat\tsource\n" + row + "\n", encoding="utf-8")
    with pytest.raises(MetroGraphError) as caught:
        read_facts(CODES, path)
    assert caught.value.code == code


# ---- languages


def test_the_language_of_short_titles_is_told(by: Linker) -> None:
    titles = [one for one in read_examples(CODES) if one.style in ("title", "negative")][::3]
    right = sum(by.grams.language(one.text) == one.lang for one in titles)
    assert right / len(titles) >= 0.97


@pytest.mark.parametrize(
    "text",
    [
        "Жильё для молодых",
        "城市交通",
        "Habitação social para os jovens da cidade",
        "Wohnungen für die Stadt und das Land",
        "Case per i giovani e gli anziani della città",
    ],
)
def test_other_languages_are_told_and_left_alone(by: Linker, text: str) -> None:
    found = by.link(text)
    assert (found.reason, found.goals, found.targets) == ("language", (), ())
    assert found.lang not in LANGUAGES


# ---- saying nothing


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t… — !", "empty"),
        ("Mise à jour des statuts", "internal"),
        ("Membership fees: second reminder", "internal"),
        ("Cuotas de afiliación 2024", "internal"),
        ("Conclusion de 6 projets pilotes", "nothing"),
    ],
)
def test_where_nothing_can_be_defended_the_reason_is_said(by: Linker, text: str, reason: str) -> None:
    found = by.link(text)
    assert (found.abstained, found.reason, found.targets) == (True, reason, ())


def test_each_reason_has_its_words() -> None:
    assert all(say(f"abstain.{reason}", lang, lang="de") for reason in REASONS for lang in LANGUAGES)


def test_a_text_that_is_too_long_is_refused(by: Linker) -> None:
    with pytest.raises(LimitError):
        by.link("bus " * 300_000)


# ---- the shape of an answer


def test_a_record_has_the_shape_of_the_contract() -> None:
    record = metrograph.link("Night buses for shift workers; social housing").record()
    assert list(record) == ["id", "lang", "abstained", "reason", "goals", "targets"]
    assert json.loads(json.dumps(record)) == record
    first = record["targets"][0]  # type: ignore[index]
    assert list(first) == ["target", "confidence", "strength", "evidence"]
    assert list(first["evidence"][0]) == ["quote", "start", "end", "basis", "rule"]
    assert isinstance(record["goals"][0]["goal"], int)  # type: ignore[index]


def test_why_names_the_words_in_each_language() -> None:
    found = metrograph.link("Logement social")
    assert "lexicon" in found.why("en")
    assert "lexique" in found.why("fr")
    assert "léxico" in found.why("es")


# ---- learning


def test_a_local_adjustment_moves_only_its_code_and_words(by: Linker) -> None:
    shy = Linker(by.model, Adjustment((Shift("11.2", "fr", "mobilit", 0, 5),)))
    before, after = (one.link("Mobilité", "fr", everything=True) for one in (by, shy))
    sure = [{one.code: one.confidence for one in found.targets} for found in (before, after)]
    assert sure[1]["11.2"] < sure[0]["11.2"]
    assert {code for code in CODES if "." in code and sure[0][code] != sure[1][code]} == {"11.2"}
    assert shy.link("Logement", "fr").record() == by.link("Logement", "fr").record()


@pytest.mark.parametrize(
    ("text", "lang", "goals", "targets"),
    [
        ("Forum of mayors, Montréal (SDG 11.2)", "en", {"11"}, {"11.2"}),
        ("SDG 13 workshop", "en", {"13"}, set()),
        ("Foro de alcaldes (ODS 6)", "es", {"6"}, set()),
        ("Réunion des maires (ODD 3 et 16)", "fr", {"3", "16"}, set()),
        ("ODD 11.2", "fr", {"11"}, {"11.2"}),
        ("SDG11 and SDG-13 in brief", "en", {"11", "13"}, set()),
        ("Target 11.2 of the SDGs", "en", {"11"}, {"11.2"}),
        ("la cible 11.2 des ODD", "fr", {"11"}, {"11.2"}),
        ("meta 11.2 de los ODS", "es", {"11"}, {"11.2"}),
    ],
)
def test_a_code_that_is_stated_speaks_for_no_other(text: str, lang: str, goals: set[str], targets: set[str]) -> None:
    """The words "SDG 13" were once read as words on the SDGs themselves, which goal 17 is about."""
    found = metrograph.link(text, lang)
    assert ({one.code for one in found.goals}, {one.code for one in found.targets}) == (goals, targets)
    assert {one.basis for each in (*found.goals, *found.targets) for one in each.evidence} == {Basis.STATED}


def test_words_beside_a_stated_code_count_and_no_quote_reaches_over_it() -> None:
    found = metrograph.link("Forum on SDGs 6 and 11: clean water", "en")
    assert {one.code for one in found.goals} == {"6", "11"}
    assert [[one.quote for one in each.evidence] for each in found.targets if each.code == "6.1"] == [["clean water"]]
    assert {one.code for one in metrograph.link("Localising the SDGs", "en").goals} == {"17"}


def test_a_text_full_of_stated_codes_is_linked_in_time_that_grows_with_its_length() -> None:
    seconds = []
    for times in (2_000, 16_000):
        with Clock() as clock:
            metrograph.link("SDG 11.2 bus · " * times, "en")
        seconds.append(clock.seconds)
    assert seconds[1] < 25 * seconds[0] + 0.5
