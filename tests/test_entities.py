"""Names of places and organisations in texts, and the data by which they are found."""

from collections import defaultdict
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clock import Clock

from metrograph.errors import MetroGraphError, RecordError
from metrograph.folding import fold
from metrograph.naming.find import (
    ORGANISATION_COLUMNS,
    PLACE_COLUMNS,
    Gazetteer,
    places_of,
    read_entries,
    read_gazetteer,
    unknown_names,
)
from metrograph.resources import root
from metrograph.words import LANGUAGES

COMMON_WORDS = """
nice tours nancy bath reading orange split cork mobile pau lens brest vienne como cali lima
santiago valencia buffalo phoenix male natal fortaleza salvador santos sucre granada rosario salta parana asuncion concepcion
encarnacion colon tema goma pasto loja cuenca esmeraldas tanga gap sens menton angers essen bury poole
derby hull hue gao faro sale trier seul damas brujas colonia suez tyre salto leon bahia
palma roma medina orlando ponce preston flint savannah perm sion kara
"""

FOUND = [
    ("Nice work on public space", "en", []),
    ("The workshop takes place in Nice", "en", ["place-nice"]),
    ("Nice, France", "en", ["place-nice", "place-france"]),
    ("Reading the city together", "en", []),
    ("reading groups", "en", []),
    ("A visit to Reading", "en", ["place-reading"]),
    ("orange juice and bath water", "en", []),
    ("Those who use it split the cost", "en", []),
    ("WHO guidelines on air", "en", ["org-who"]),
    ("WHO WILL PAY FOR THE BUS", "en", []),
    ("Building Nice Cities Together", "en", []),
    ("Roma inclusion in housing", "en", []),
    ("Phoenix from the ashes", "en", []),
    ("Pilot in Phoenix, with Bloomberg Philanthropies", "en", ["place-phoenix", "org-bloomberg-philanthropies"]),
    ("Paris Agreement", "en", ["place-paris"]),
    ("Memorandum with UITP and C40", "en", ["org-uitp", "org-c40"]),
    ("UCLG World Congress, Durban", "en", ["org-uclg", "place-durban"]),
    ("eThekwini Municipality hosts", "en", ["place-durban"]),
    ("Board meeting in Mexico City, Mexico", "en", ["place-mexico-city", "place-mexico"]),
    ("Mission to Mexico", "en", ["place-mexico"]),
    ("the world bank group of lenders", "en", ["org-world-bank"]),
    ("European Union delegation in Addis Ababa", "en", ["org-european-union", "place-addis-ababa"]),
    ("Barcelona Metropolitan Area", "en", ["org-amb"]),
    ("University of Barcelona", "en", ["org-university-of-barcelona"]),
    ("Forum in Washington, D.C.", "en", ["place-washington"]),
    ("Workshop in Valencia, Venezuela", "en", ["place-valencia-venezuela"]),
    ("Visit to St. Louis and New\nYork", "en", ["place-st-louis", "place-new-york"]),
    ("Metropolis is a network", "en", ["org-metropolis"]),
    ("a metropolis of ten million", "en", []),
    ("UN Women and UN-Habitat", "en", ["org-un-women", "org-un-habitat"]),
    ("High-level Political Forum (HLPF)", "en", ["org-un-hlpf", "org-un-hlpf"]),
    ("Charlotte and Jackson agreed", "en", ["place-charlotte", "place-jackson"]),
    ("Tours de ville et visites", "fr", []),
    ("Atelier à Tours", "fr", ["place-tours"]),
    ("Vienne le temps des villes", "fr", []),
    ("Séminaire à Vienne", "fr", ["place-vienna"]),
    ("Seul un traitement convient", "fr", []),
    ("Trier ses courriels", "fr", []),
    ("La réunion du Bureau exécutif", "fr", []),
    ("LA RÉUNION DU BUREAU", "fr", []),
    ("du sucre et du sel", "fr", []),
    ("lutte contre le SIDA", "fr", []),
    ("Rencontre à Mexico", "fr", ["place-mexico-city"]),
    ("Atelier au Mexique", "fr", ["place-mexico"]),
    ("Prix de Guangzhou, 2020", "fr", ["org-guangzhou-award"]),
    ("Réunion de la Coalition de Malaga", "fr", ["org-malaga-coalition"]),
    ("Forum de Malaga", "fr", ["place-malaga"]),
    ("Ve Forum des autorités métropolitaines européennes", "fr", ["org-ema"]),
    ("Agenda de Addis-Abeba", "fr", ["place-addis-ababa"]),
    ("avec l’OCDE, la BID et l'ONU Femmes", "fr", ["org-oecd", "org-idb", "org-un-women"]),
    ("13e Congrès mondial de Metropolis, Guangzhou, 2020", "fr", ["org-metropolis", "place-guangzhou"]),
    ("rapport sur l'Amérique latine et les Caraïbes", "fr", ["place-latin-america-and-the-caribbean"]),
    ("délégation du Caire et de Séoul", "fr", ["place-seoul"]),
    ("Réunion au Caire (Égypte)", "fr", ["place-egypt"]),
    ("Canton de Vaud : atelier", "fr", ["place-vaud"]),
    ("Caen los precios", "es", []),
    ("Lima la cerradura", "es", []),
    ("Taller en Lima", "es", ["place-lima"]),
    ("Lima, 2019", "es", ["place-lima"]),
    ("Lima", "es", ["place-lima"]),
    ("¿Cómo participar?", "es", []),
    ("Tema del año", "es", []),
    ("Salta a la vista", "es", []),
    ("Fortaleza institucional", "es", []),
    ("Asunción de responsabilidades", "es", []),
    ("Foro en Fortaleza (Brasil)", "es", ["place-fortaleza", "place-brazil"]),
    ("Camino a Santiago de Compostela", "es", ["place-santiago-de-compostela"]),
    ("Reunión en Santiago", "es", ["place-santiago"]),
    ("Metrópolis en movimiento", "es", []),
    ("Congreso mundial de Metropolis en Cantón", "es", ["org-metropolis", "place-guangzhou"]),
    ("con CAF – Banco de Desarrollo de América Latina", "es", ["org-caf", "org-caf"]),
    ("REUNIÓN EN ESPAÑA CON CGLU", "es", ["place-spain", "org-uclg"]),
    ("La Paz, Bolivia", "es", ["place-la-paz", "place-bolivia"]),
    ("LA PAZ Y LA SEGURIDAD", "es", []),
    ("la paz social", "es", []),
    ("Ciudades educadoras y ciudades del mundo", "es", ["org-educating-cities"]),
    ("Apoyo del PNUD y del PNUMA en Nueva York", "es", ["org-undp", "org-unep", "place-new-york"]),
]

VENUES = [
    ("Forum de Chicago sur les villes mondiales 2019", "fr", ["Chicago"]),
    ("Congrès mondial Smart City Expo Barcelone", "fr", ["Barcelone"]),
    ("Chicago Forum on Global Cities", "en", ["Chicago"]),
    ("Forum mondial à Guangzhou", "fr", ["Guangzhou"]),
    ("Leaders d'opinion, Guangzhou", "fr", ["Guangzhou"]),
    ("Prix de Guangzhou", "fr", []),
    ("Signature de l'Accord de Paris à Nairobi", "fr", ["Nairobi"]),
    ("Paris Agreement", "en", []),
    ("Leipzig Charter workshop", "en", []),
    ("Charter of Leipzig", "en", []),
    ("Declaration of Quito", "en", []),
    ("Agenda de Addis-Abeba", "fr", []),
    ("Coalition de Malaga", "fr", []),
    ("Banque de développement d'Amérique latine", "fr", []),
    ("Barcelona Metropolitan Area", "en", []),
    ("Réunion à Lima et Quito", "fr", ["Lima", "Quito"]),
    ("Lima, Quito y Bogotá", "es", ["Lima", "Quito", "Bogotá"]),
    ("Proyecto piloto en la ciudad de Medellín", "es", ["Medellín"]),
    ("Taller (Montevideo)", "es", ["Montevideo"]),
    ("Montréal : séance de formation", "fr", ["Montréal"]),
    ("enregistrer Metropolis sur le plan juridique en Espagne", "fr", ["Espagne"]),
    ("Barcelona Climate Week", "en", ["Barcelona"]),
    ("Visit of the Guangzhou International Award jury to Durban", "en", ["Durban"]),
]

ALONE = [
    ("Ayuntamiento de Málaga", "place-malaga"),
    ("Ville de Lyon", "place-lyon"),
    ("the City of Cape Town", "place-cape-town"),
    ("Área metropolitana de Barcelona", "org-amb"),
    ("Lyon, France", "place-lyon"),
    ("Valencia (España)", "place-valencia"),
    ("Valencia (Venezuela)", "place-valencia-venezuela"),
    ("Paris, Texas", ""),
    ("los Países Bajos", "place-netherlands"),
    ("L'Espagne", "place-spain"),
    ("le caire", "place-cairo"),
    ("Bogota", "place-bogota"),
    ("UCLG (CGLU)", "org-uclg"),
    ("UITP – Union internationale des transports publics", "org-uitp"),
    ("who", ""),
    ("nice", ""),
    ("Nice", "place-nice"),
    ("Barcelona (host)", ""),
    ("", ""),
    ("(", ""),
]


@pytest.mark.parametrize(("text", "lang", "ids"), FOUND)
def test_names_are_found_and_common_words_are_not(text, lang, ids):
    assert [one.id for one in read_gazetteer().find(text, lang)] == ids


@pytest.mark.parametrize(("text", "lang", "quotes"), VENUES)
def test_a_place_is_where_something_happens_not_what_lends_its_name(text, lang, quotes):
    assert [one.quote for one in places_of(text, lang, read_gazetteer().find(text, lang))] == quotes


@pytest.mark.parametrize(("text", "id"), ALONE)
def test_a_cell_that_is_one_name_is_told(text, id):  # noqa: A002
    found = read_gazetteer().named(text)
    assert (found.id if found else "") == id
    assert not found or text[found.start : found.end] == found.quote


@pytest.mark.parametrize(
    ("text", "lang", "quotes"),
    [
        (
            "Workshop with Open Streets Lab, UITP and Friends of the Earth, in June",
            "en",
            ["Open Streets Lab", "Friends of the Earth"],
        ),
        ("en partenariat avec la Fondation Abbé Pierre et C40", "fr", ["Fondation Abbé Pierre"]),
        ("organizado por Red Verde y ONU-Habitat", "es", ["Red Verde"]),
        ("with the UN and its members", "en", []),
        ("avec les villes membres", "fr", []),
        ("con los ODS", "es", []),
        ("Meeting with the City of Málaga", "en", []),
        ("with March as the deadline", "en", []),
        ("Without Open Streets", "en", []),
    ],
)
def test_partners_that_nobody_knows_are_shown(text, lang, quotes):
    assert [one.quote for one in unknown_names(text, lang)] == quotes


def test_labels_fall_back_on_english():
    gazetteer = read_gazetteer()
    assert gazetteer.label("place-london") == {"en": "London", "fr": "Londres", "es": "Londres"}
    assert gazetteer.label("place-bogota")["fr"] == "Bogotá"
    assert gazetteer.label("org-nobody") == {}


def test_the_language_of_the_text_decides_between_two_places():
    gazetteer = read_gazetteer()
    assert [gazetteer.find("à Mexico", lang)[0].id for lang in LANGUAGES] == ["place-mexico", "place-mexico-city", "place-mexico"]


def test_there_are_names_enough():
    kinds = [entry.kind for entry in read_gazetteer().entries.values()]
    assert kinds.count("place") >= 1100
    assert kinds.count("organisation") >= 420


@pytest.mark.parametrize("file", ["places.tsv", "organisations.tsv"])
def test_a_file_is_sorted_by_id(file):
    ids = [line.split("\t")[0] for line in (root() / "data" / file).read_text("utf-8").splitlines()[1:]]
    assert ids == sorted(set(ids))


def test_no_name_means_two_things_of_one_kind_in_a_language():
    meant = defaultdict(set)
    for entry in read_gazetteer().entries.values():
        for lang in LANGUAGES:
            for name in entry.spoken(lang):
                meant[entry.kind, lang, fold(name)].add(entry.id)
    assert {key: ids for key, ids in meant.items() if len(ids) > 1} == {}


def test_names_that_are_common_words_are_matched_with_care():
    bare = [
        name
        for entry in read_gazetteer().entries.values()
        if entry.kind == "place"
        for group in entry.names
        for name in group
        if fold(name) in COMMON_WORDS.split() and name not in entry.care
    ]
    assert bare == []


def test_every_language_of_own_events_has_as_many_names():
    for entry in read_gazetteer().entries.values():
        assert [lang for lang, _ in entry.own_events] in ([], list(LANGUAGES)), entry.id
        assert len({len(names) for _, names in entry.own_events}) <= 1, entry.id


def test_the_plan_of_2019_keeps_its_ids():
    known = set(read_gazetteer().entries)
    assert {
        "org-uclg",
        "org-c40",
        "org-uitp",
        "org-urban20",
        "org-ema",
        "org-sng-wofi",
        "org-local2030",
        "org-malaga-coalition",
    } <= known
    assert {"place-guangzhou", "place-chicago", "place-barcelona", "place-malaga", "place-gauteng", "place-spain"} <= known


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("place-x\tcity\tES\tX\t\t", "L102"),
        ("x\tcity\tES\tX\t\t\t", "R111"),
        ("place-x\tvillage\tES\tX\t\t\t", "R113"),
        ("place-x\tcity\tES\t\t\t\t", "R112"),
        ("place-x\tcity\tSpain\tX\t\t\t", "R112"),
        ("place-x\tcity\tES\tX\t\t\tY", "R113"),
        ("place-a\tcity\tES\tX\t\t\t", "R110"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(tmp_path, row, code):
    places, organisations = _files(tmp_path, f"place-a\tcity\tES\tA\t\t\t\n{row}\n", "")
    with pytest.raises(RecordError) as caught:
        read_entries(places, organisations)
    assert (caught.value.code, caught.value.place.line) == (code, 3)


@pytest.mark.parametrize(
    ("row", "code"),
    [("org-x\tngo\tX\t\t\torg-y\t\t", "R118"), ("org-x\tngo\tX\t\t\t\tde=Y\t", "R114"), ("place-x\tngo\tX\t\t\t\t\t", "R111")],
)
def test_a_wrong_organisation_is_told(tmp_path, row, code):
    with pytest.raises(RecordError) as caught:
        read_entries(*_files(tmp_path, "", row + "\n"))
    assert caught.value.code == code


@given(st.text(alphabet="\t\n|abcpl-ES=;é", max_size=60))
def test_reading_any_rows_raises_nothing_but_our_errors(tmp_path_factory, body):
    with suppress(MetroGraphError):
        read_entries(*_files(tmp_path_factory.getbasetemp(), body, body))


NAMES = sorted({name for entry in read_gazetteer().entries.values() for group in entry.names for name in group})
PIECES = st.sampled_from(
    [*NAMES[::7], "in ", "à ", "en ", ", ", " y ", "Forum de ", "with ", "(", ")", "\n", "¿", "’", "2020", "Ville de "]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=8).map("".join)), st.sampled_from(["", *LANGUAGES]))
def test_quotes_stand_where_they_are_said_to_and_never_overlap(text, lang):
    gazetteer = read_gazetteer()
    found = gazetteer.find(text, lang)
    for one in (*found, *unknown_names(text, lang), *filter(None, [gazetteer.named(text)])):
        assert text[one.start : one.end] == one.quote != ""
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert set(places_of(text, lang, found)) <= set(found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_name_alone_is_its_entry(lang):
    gazetteer = read_gazetteer()
    for entry in gazetteer.entries.values():
        name = entry.spoken(lang)[0]
        assert entry.id in {one.id for one in gazetteer.find(name, lang)}, name


def test_reading_and_finding_are_quick():
    with Clock() as reading:
        gazetteer = Gazetteer(read_entries(root() / "data/places.tsv", root() / "data/organisations.tsv"))
    assert reading.seconds < 0.75
    text = "Réunion annuelle de la Coalition de Malaga sur le financement, avec CGLU et l'UITP, à Barcelone, 2020"
    gazetteer.find(text, "fr")
    with Clock() as finding:
        for _ in range(200):
            gazetteer.find(text, "fr")
    assert finding.seconds / 200 < 0.001


def _files(folder, places, organisations):
    paths = folder / "places.tsv", folder / "organisations.tsv"
    for path, columns, body in zip(paths, (PLACE_COLUMNS, ORGANISATION_COLUMNS), (places, organisations), strict=True):
        path.write_text("\t".join(columns) + "\n" + body, encoding="utf-8")
    return paths
