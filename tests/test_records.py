"""What the columns and rows of a table mean, in English, French and Spanish."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrograph.extraction.columns import LISTS, is_calendar, map_columns
from metrograph.extraction.records import listed, problems_of, records, stated_codes
from metrograph.readers.passage import Cell, Form, Passage


def table(*rows):
    return [
        Passage(" | ".join(row), Form.ROW, cells=tuple(Cell(text) for text in row), table=1, head=at == 0)
        for at, row in enumerate(rows)
    ]


def read(*rows):
    return [dict(record.fields) for record in records(table(*rows))]


@pytest.mark.parametrize(
    ("names", "fields"),
    [
        ("Strategic line|Activity|Start date|End date|City|Partners|SDG", "section|label|start|end|places|partners|sdgs"),
        ("Axe|Intitulé|Début|Fin|Ville / Pays|Partenaires|ODD", "section|label|start|end|places|partners|sdgs"),
        ("Eje|Acción|Inicio|Fecha de fin|Lugar|Socios|ODS", "section|label|start|end|places|partners|sdgs"),
        ("TITRE DE L'ACTIVITÉ|Échéance|Statut|Nature|Cible ODD", "label|date|status|kind|targets"),
        ("Proyecto piloto|Plazo|Estado|Tipo|Meta ODS", "label|date|status|kind|targets"),
        ("Event|Fecha / Date|SDG target|Topics|Lead|Venue", "label|date|targets|themes|organisers|places"),
        ("Nombre|Fecha|Ciudad", "label|date|places"),
        ("Activité|Nombre|Lieu", "label|count|places"),
        ("Lieu de la rencontre|Project title|Event date", "places|label|date"),
        ("Activité|Action|Ville|Lieux", "label||places|places"),
        ("id|kind|label|lang|edtf|date_status|status|parent|section|themes|places|partners|condition|sdgs_stated",
         "id|kind|label|lang|date|date_status|status|parent|section|themes|places|partners|condition|sdgs"),
        ("N°|Mois|Trimestre|Año|Organe|Responsable|Remarques|Enlace", "id|month|quarter|year|bodies|responsible|notes|link"),
        ("Thème(s)|Ciudad(es)|Date(s)|SDG(s)|City/ies", "themes|places|date|sdgs|places"),
        ("Date (à confirmer)|Budget 2025|Observaciones|Descripción", "date|budget|notes|description"),
        ("2025||Couleur", "||"),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_names(names, fields):
    assert map_columns(names.split("|")) == tuple(fields.split("|"))


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(st.text(max_size=30), st.sampled_from(["Date", "Fecha", "Action", "Lieu", "Type", "Statut", "Project title"])),
        max_size=12,
    )
)
def test_any_names_give_a_field_each_and_one_of_a_single_value_once(names):
    fields = map_columns(names)
    single = [field for field in fields if field and field not in LISTS]
    assert len(fields) == len(names)
    assert len(single) == len(set(single))


def test_where_no_name_is_the_label_the_longest_texts_are():
    assert (
        read(["Date", "Spalte", "City"], ["2025", "Forum of mayors", "Lyon"], ["2026", "Water workshop", "Oslo"])[0]["label"]
        == "Forum of mayors"
    )


def test_columns_that_are_not_known_are_kept_under_their_name():
    assert next(iter(records(table(["Activity", "Colour"], ["Forum", "red"])))).rest == (("Colour", "red"),)


def test_lists_in_two_columns_are_joined():
    assert read(["Activity", "City", "Country"], ["Forum", "Lyon", "France"])[0]["places"] == "Lyon\nFrance"


def test_a_blank_cell_of_a_grouping_column_means_the_one_above():
    rows = read(
        ["Eje", "Actividad", "Lugar"],
        ["Clima", "Foro", "Quito"],
        ["", "Taller", ""],
        ["Agua", "Red", "Lima"],
        ["", "Curso", "Cali"],
    )
    assert [row["section"] for row in rows] == ["Clima", "Clima", "Agua", "Agua"]
    assert "places" not in rows[1]


def test_a_blank_cell_means_nothing_where_values_are_repeated():
    rows = read(["Activity", "Status", "City"], ["A", "planned", "x"], ["B", "planned", "y"], ["C", "", "z"])
    assert "status" not in rows[2]


def test_a_blank_date_beside_its_activity_stays_blank():
    assert "date" not in read(["Activity", "Date", "City"], ["A", "2025", "x"], ["B", "", "y"], ["C", "2026", "z"])[1]


def test_months_that_stand_alone_hold_for_the_rows_below():
    rows = read(
        ["Mois", "Activité", "Lieu"],
        ["Mars", "Forum", "Lyon"],
        ["", "Atelier", "Oslo"],
        ["Avril", "", ""],
        ["", "Congrès", "Rome"],
    )
    assert [(row["month"], row["label"]) for row in rows] == [("Mars", "Forum"), ("Mars", "Atelier"), ("Avril", "Congrès")]


def test_a_cell_across_the_table_is_the_section_of_the_rows_below():
    across = ["1. Global advocacy"] * 3
    rows = read(
        ["Activity", "Date", "City"], across, ["Forum", "2025", "Lyon"], ["2. Knowledge", "", ""], ["Course", "2026", "Oslo"]
    )
    assert rows[0] == {"section": "1. Global advocacy"}
    assert [row["section"] for row in rows] == ["1. Global advocacy", "1. Global advocacy", "2. Knowledge", "2. Knowledge"]


def test_a_month_across_the_table_is_no_section():
    assert read(["Activity", "City"], ["March 2025"] * 2, ["Forum", "Lyon"]) == [
        {"label": "Forum", "places": "Lyon", "month": "March 2025"}
    ]


def test_an_activity_without_anything_else_is_no_section():
    assert read(["Activity", "Date"], ["Forum", ""], ["Course", "2025"])[0] == {"label": "Forum"}


@pytest.mark.parametrize(
    "row",
    [
        ["Total", "12"],
        ["Sous-total", ""],
        ["TOTAL GENERAL", "3"],
        ["", ""],
        ["Activity", "Budget"],
        ["* to confirm", ""],
        ["", "120"],
    ],
)
def test_rows_that_state_no_activity_are_set_aside(row):
    assert [one["label"] for one in read(["Activity", "Budget"], ["Forum", "5"], row, ["Course", "7"])] == ["Forum", "Course"]


def test_an_activity_that_is_called_total_is_kept():
    assert read(["Activity", "City"], ["Total mobility forum", "Lyon"])[0]["label"] == "Total mobility forum"


def test_a_record_says_its_language():
    assert [one.lang for one in records(table(["Activity", "Lang"], ["Foro", "es"], ["x", "Klingon"]))] == ["es", ""]


def test_a_calendar_is_months_and_what_happens_in_them():
    def month(text):
        return text in ("Mars", "Avril")

    rows = table(["Mois", "Événements"], ["Mars", "Forum"], ["Avril", "Atelier"])
    assert is_calendar(rows[0].cells, rows, month)
    other = table(["Mois", "Événements", "Lieu"], ["Mars", "Forum", "Lyon"], ["Avril", "Atelier", "Rome"])
    assert not is_calendar(other[0].cells, other, month)


@pytest.mark.parametrize(
    ("text", "parts"),
    [("a; b", "a|b"), ("Lyon\nParis", "Lyon|Paris"), ("• Lyon\n• Paris", "Lyon|Paris"), ("Lyon/Paris", "Lyon|Paris"), ("Lyon, Paris y Quito", "Lyon|Paris|Quito"),
     ("Washington, D.C., Lyon", "Washington, D.C.|Lyon"), ("Ministry of Housing, Planning and Ecology", "Ministry of Housing, Planning and Ecology"),
     ("Water and sanitation", "Water and sanitation"), ("https://a.org/b/c", "https://a.org/b/c"), ("and/or", "and/or"), ("Lyon; Lyon", "Lyon"), ("1,5 km", "1,5 km")],
)  # fmt: skip
def test_a_list_in_a_cell_is_parted_and_a_name_is_not(text, parts):
    assert listed(text) == tuple(parts.split("|"))


def test_an_empty_list_is_empty():
    assert listed(" ") == ()


@pytest.mark.parametrize(
    ("text", "known", "unknown"),
    [("11.2", "11.2", ""), ("13", "13", ""), ("ODD 5", "5", ""), ("SDG 11: Sustainable cities", "11", ""), ("Goal 3", "3", ""), ("11.2;11.3", "11.2 11.3", ""),
     ("11.2, 13.1", "11.2 13.1", ""), ("11, 13", "11 13", ""), ("5.c", "5.c", ""), ("16.A", "16.a", ""), ("11.2.1", "11.2", ""), ("11,2", "11.2", ""),
     ("11,13", "11 13", ""), ("13, 11", "13 11", ""), ("18.3", "", "18.3"), ("11.99; 4", "4", "11.99"), ("1-5", "1 2 3 4 5", ""), ("ODS 5 y 13.b", "5 13.b", ""),
     ("ODD11", "11", ""), ("", "", ""), ("none", "", ""), ("SDG 11: by 2030, 20 % less", "11", ""), ("1,2,3", "1 2 3", ""), ("Cities (11)", "11", ""),
     ("http://metadata.un.org/sdg/11.2", "11.2", ""), ("SDG 18", "", "18"), ("2025-02-11", "", "2025-02-11"), ("05", "5", ""), ("11.0", "11", "")],
)  # fmt: skip
def test_the_codes_of_an_sdg_cell_are_read(text, known, unknown):
    assert stated_codes(text) == (tuple(known.split()), tuple(unknown.split()))


def test_a_comma_parts_goals_in_english():
    assert stated_codes("11,2", "en") == (("11", "2"), ())


@settings(deadline=None)
@given(st.text(alphabet="0123456789.,;-–abcdSDGO °\n/%", max_size=40))
def test_codes_of_any_text_are_known_or_not_and_never_both(text):
    known, unknown = stated_codes(text)
    assert not set(known) & set(unknown)
    assert listed(text) is not None


def test_problems_name_the_cell():
    record = next(iter(records(table(["Activity", "SDG", "Start", "End"], ["Forum", "11; 18", "2025-03-02", "2025-03-01"]))))
    assert [(kind, cell.text) for kind, cell in problems_of(record)] == [
        ("unknown-sdg", "11; 18"),
        ("end-before-start", "2025-03-01"),
    ]


@given(
    st.lists(
        st.lists(st.sampled_from(["", "Forum", "Total", "1. Axe", "3", "Mars", "Activity", "Date"]), min_size=1, max_size=4),
        max_size=6,
    )
)
def test_any_rows_give_records_with_words(rows):
    assert all(record.fields for record in records(table(*rows)))
