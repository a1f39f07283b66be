"""The parts by which a plan is read: what a heading says, what kind a line is, where a line is parted, how things are named."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrograph.extraction import Reading, read_file
from metrograph.extraction.book import Book, Context, Piece
from metrograph.extraction.draft import Draft
from metrograph.extraction.front import front_of, is_title
from metrograph.extraction.kinds import Setting, head_of
from metrograph.extraction.labels import condition_of, count_of, label_of, numbered, status_of
from metrograph.extraction.leaf import read_leaf, take_codes, tidy
from metrograph.extraction.names import Names, slug
from metrograph.extraction.rules import flat, rules, tokens
from metrograph.extraction.split import listed, parts
from metrograph.extraction.themes import find_themes, theme_of
from metrograph.model import DateStatus, Kind, Status
from metrograph.readers.opening import read_document
from metrograph.readers.passage import Form, Passage, Where
from metrograph.words import LANGUAGES

any_text = st.text(st.one_of(st.sampled_from("aé ,;:()«»\"'–-.1209&|*"), st.characters(exclude_categories=["Cs"])), max_size=40)
plain_words = st.lists(
    st.sampled_from(
        [
            "Forum",
            "et",
            "and",
            "y",
            "Report",
            "atelier",
            "pilots",
            "of",
            "4",
            "2026",
            ";",
            ",",
            "(",
            ")",
            "ongoing",
            "if",
            ":",
            "ODD 11.2",
        ]
    ),
    max_size=10,
).map(" ".join)
texts = st.one_of(any_text, plain_words)


# --- headings ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "text", "category"),
    [
        ("en", "Main world events", "calendar"), ("fr", "Calendrier 2026", "calendar"), ("es", "Agenda de actos", "calendar"),
        ("en", "Key topics", "themes"), ("fr", "Principaux sujets", "themes"), ("es", "Ejes temáticos", "themes"),
        ("fr", "Produits et services", "products"), ("es", "Proyectos piloto", "pilots"), ("en", "Publications", "publications"),
        ("fr", "Réunions statutaires", "meetings"), ("es", "Reuniones estatutarias", "meetings"), ("en", "Board meetings", "meetings"),
        pytest.param("en", "Statutory meetings", "meetings"),
        ("es", "Contacto", "set-aside"), ("fr", "Formation", "trainings"), ("en", "Partnerships", "partners"),
        ("en", "Climate and water", ""), ("fr", "Égalité entre hommes et femmes", ""), ("es", "Red de conocimiento", ""), ("en", "", ""),
    ],
)  # fmt: skip
def test_a_heading_says_what_stands_below_it(lang: str, text: str, category: str) -> None:
    assert label_of(text, rules(lang)).category == category


def test_a_heading_says_whose_events_they_are() -> None:
    assert label_of("Main world events", rules("en")).scope == "world"
    assert label_of("Nos événements", rules("fr")).scope == "own"
    assert label_of("Événements", rules("fr")).scope == ""


@pytest.mark.parametrize(
    ("lang", "text", "status", "count", "announces"),
    [
        ("fr", "Lancement de 4 nouveaux projets pilotes :", Status.TO_LAUNCH, 4, True),
        ("en", "Conclusion of 6 pilot projects", Status.TO_CONCLUDE, 6, True),
        ("es", "Lanzamiento de cuatro nuevos proyectos piloto", Status.TO_LAUNCH, 4, True),
        ("en", "Six pilots to conclude in 2026", Status.TO_CONCLUDE, 6, False),
        ("fr", "Projets pilotes en cours", Status.ONGOING, None, False),
        ("es", "Proyectos piloto en curso", Status.ONGOING, None, False),
    ],
)
def test_a_heading_of_pilots_gives_status_and_number(
    lang: str, text: str, status: Status, count: int | None, *, announces: bool
) -> None:
    found = label_of(text, rules(lang))
    assert (found.category, found.status, found.count, found.announces) == ("pilots", status, count, announces)


@pytest.mark.parametrize(("lang", "text"), [("en", "Ongoing"), ("fr", "À lancer cette année"), ("es", "En curso")])
def test_a_heading_may_say_nothing_but_a_status(lang: str, text: str) -> None:
    assert label_of(text, rules(lang)).bare


def test_a_year_is_no_number_of_things() -> None:
    assert count_of("pilots 2026", rules("en")) is None
    assert count_of("12 pilots in 2026", rules("en")) == 12
    assert count_of("up by 20 %", rules("en")) is None


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("fr", "Axe 2 – Climat", ("Climat", True)), ("en", "Pillar II: Water", ("Water", True)), ("es", "Línea 3. Agua", ("Agua", True)),
        ("en", "A. Water", ("Water", False)), ("en", "2.1. Water", ("Water", False)), ("en", "Water", ("Water", False)),
        ("en", "10 years of water", ("10 years of water", False)), ("fr", "Axe", ("Axe", False)),
        ("en", "3.1 Training", ("Training", False)),
        ("en", "3.1.2 Training", ("Training", False)),
    ],
)  # fmt: skip
def test_numbers_of_headings_are_taken_off(lang: str, text: str, found: tuple[str, bool]) -> None:
    assert numbered(text, rules(lang)) == found


@pytest.mark.parametrize(
    ("lang", "text", "condition"),
    [
        ("fr", "Lancement de 4 pilotes (en fonction de la disponibilité de budgets):", "en fonction de la disponibilité de budgets"),
        ("en", "Map of wells, subject to funding", "subject to funding"), ("en", "Map, if funds allow; then a guide", "if funds allow"),
        ("es", "Lanzamiento de 2 pilotos (en función de la disponibilidad de presupuestos)", "en función de la disponibilidad de presupuestos"),
        ("en", "What to do if it rains", ""), ("fr", "Carte des puits", ""),
    ],
)  # fmt: skip
def test_a_condition_is_kept_in_its_own_words(lang: str, text: str, condition: str) -> None:
    assert condition_of(text, rules(lang)) == condition


@pytest.mark.parametrize(
    ("lang", "words", "status"),
    [("en", "ongoing", "ongoing"), ("fr", "en cours", "ongoing"), ("es", "por lanzar", "to_launch"), ("fr", "annule", "cancelled"),
     ("en", "postponed", "postponed"), ("en", "blue", None)],
)  # fmt: skip
def test_words_for_a_status_are_known(lang: str, words: str, status: str | None) -> None:
    assert status_of(words, rules(lang)) == status


# --- kinds ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "label", "head"),
    [
        ("en", "annual training workshop on mobility", "kinds.training"), ("en", "Guide to taps", "kinds.publication"),
        ("fr", "Chapitre métropolitain du rapport GOLD V", "kinds.publication"), ("fr", "Organisation du forum", "kinds.event"),
        ("es", "Publicación de la guía", "kinds.publication"), ("en", "Memorandum of understanding with C40", "kinds.agreement"),
        ("fr", "Prix de la ville", "kinds.award"), ("en", "Prepare the forum", "doing"), ("es", "Carta", ""),
        ("es", "Foro de alcaldes", "kinds.event"), ("en", "UCLG World Congress of mayors", "kinds.event"),
    ],
)  # fmt: skip
def test_the_head_of_a_name_stands_where_its_language_puts_it(lang: str, label: str, head: str) -> None:
    assert head_of(label, rules(lang), lang) == head


def judged(label: str, lang: str = "en", setting: Setting | None = None) -> Kind:
    return leaf(label, lang, Context(setting or Setting()))[0].kind


def test_the_place_decides_where_the_words_do_not() -> None:
    assert judged("Energy for all") is Kind.ACTION
    assert judged("Energy for all", setting=Setting("pilots", grouped=True)) is Kind.PILOT_PROJECT
    assert judged("Energy for all", setting=Setting("publications")) is Kind.PUBLICATION
    assert judged("Energy for all", setting=Setting(internal=True)) is Kind.INTERNAL_ACTION
    assert judged("Energy for all, May", setting=Setting("calendar", "own", calendar=True)) is Kind.NETWORK_EVENT


def test_the_words_decide_where_they_say_it() -> None:
    assert judged("Pilot project: energy for all") is Kind.PILOT_PROJECT
    assert judged("Réunion du Conseil d'administration", "fr") is Kind.STATUTORY_MEETING
    assert judged("Memorandum of understanding with C40") is Kind.PARTNERSHIP_AGREEMENT
    assert judged("Curso de cartografía", "es") is Kind.TRAINING


def test_a_meeting_of_a_board_is_statutory_whatever_stands_before_it() -> None:
    assert judged("Delta Board of Directors meeting 2026") is Kind.STATUTORY_MEETING


def test_an_event_is_of_the_world_or_of_the_network() -> None:
    world, own = Setting("calendar", "world", calendar=True), Setting("calendar", "own", calendar=True)
    assert judged("Forum of mayors, May", setting=world) is Kind.WORLD_EVENT
    assert judged("Forum of mayors, May", setting=own) is Kind.NETWORK_EVENT
    assert judged("Delta forum of mayors, May", setting=world) is Kind.NETWORK_EVENT
    assert judged("Several workshops") is Kind.ACTION


# --- parting -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "Forum on water; Summit on heat", ("Forum on water", "Summit on heat")),
        ("fr", "Forum sur l’eau, et Sommet du climat", ("Forum sur l’eau", "Sommet du climat")),
        ("es", "Foro del agua y taller de suelo", ("Foro del agua", "taller de suelo")),
        ("en", "Report on water and sanitation", ("Report on water and sanitation",)),
        ("fr", "Forum « eau et Sommet »", ("Forum « eau et Sommet »",)),
        ("fr", "Réunion du Bureau exécutif et du Comité financier", ("Réunion du Bureau exécutif et du Comité financier",)),
        ("en", "Water; heat", ("Water; heat",)),
    ],
)
def test_a_line_is_parted_where_both_sides_name_a_thing(lang: str, text: str, found: tuple[str, ...]) -> None:
    assert parts(text, rules(lang), lang) == found


def test_in_a_cell_any_semicolon_parts() -> None:
    assert parts("Water; heat", rules("en"), "en", lists=True) == ("Water", "heat")


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "a, b and c", ("a", "b", "c")), ("es", "agua, suelo e higiene", ("agua", "suelo", "higiene")),
        ("fr", "eau (lacs, rivières) et sol; air", ("eau (lacs, rivières) et sol", "air")), ("en", "“a, b”, c", ("“a, b”", "c")),
        ("fr", "gouvernance, eau, etc.", ("gouvernance", "eau")), ("en", "", ()),
    ],
)  # fmt: skip
def test_the_members_of_a_list(lang: str, text: str, found: tuple[str, ...]) -> None:
    assert listed(text, lang) == found


@settings(deadline=None, derandomize=True, max_examples=300)
@given(texts, st.sampled_from(LANGUAGES))
def test_parting_loses_no_letter_and_makes_none(text: str, lang: str) -> None:
    joined = "".join(parts(text, rules(lang), lang))
    left = iter(text)
    assert all(letter in left for letter in joined)


# --- names and themes ----------------------------------------------------------------------------------------------------


def test_an_id_is_given_once() -> None:
    names = Names()
    assert [names.take(Kind.ACTION, "Carte des puits") for _ in range(3)] == [
        "action-carte-des-puits", "action-carte-des-puits-2", "action-carte-des-puits-3",
    ]  # fmt: skip
    names.hold("theme-water")
    assert names.take(Kind.THEME, "Water") == "theme-water-2"
    assert names.take(Kind.ACTION, "…") == "action-untitled"


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.lists(st.one_of(any_text, st.sampled_from(["a", "a-2", "a 2", "A", "a-2-2"])), max_size=12))
def test_ids_are_short_plain_and_never_equal(labels: list[str]) -> None:
    names = Names()
    found = [names.take(Kind.ACTION, label) for label in labels]
    assert len(set(found)) == len(found)
    assert all(
        set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and len(slug(label)) <= 60
        for name, label in zip(found, labels, strict=True)
    )


def test_themes_are_known_by_their_names_in_three_languages() -> None:
    assert {theme_of(words) for words in ("Mobility", "mobilité", "MOVILIDAD")} == {"theme-mobility"}
    assert [one.quote for one in find_themes("Webinaire sur l'Innovation urbaine et la mobilité")] == [
        "Innovation urbaine",
        "mobilité",
    ]
    assert find_themes("immobilité") == ()


@settings(deadline=None, derandomize=True, max_examples=300)
@given(any_text)
def test_letters_stay_where_they_are_when_accents_go(text: str) -> None:
    assert len(flat(text)) == len(text)
    assert all(word for word in tokens(flat(text)) if word != "")


# --- one line ------------------------------------------------------------------------------------------------------------


def leaf(text: str, lang: str = "fr", context: Context | None = None, year: int | None = 2026) -> tuple[Draft, ...]:
    book = Book("plan.md", lang, year, ("delta",), rules(lang))
    return read_leaf(Piece(text, text, Where(3), 2), context or Context(), book, Names())


def test_a_line_gives_label_date_and_goals() -> None:
    (found,) = leaf("Webinaire sur l'eau, 3 mars (ODD 6.1 et 13)")
    assert (found.kind, found.label, found.edtf, found.date_status) == (
        Kind.NETWORK_EVENT,
        "Webinaire sur l'eau",
        "2026-03-03",
        DateStatus.INFERRED,
    )
    assert found.sdgs == ("6.1", "13")
    assert (found.sources[0].start, found.sources[0].quote) == (2, "Webinaire sur l'eau")


def test_a_goal_that_does_not_exist_is_doubted_not_taken() -> None:
    (found,) = leaf("Carte des puits (ODD 18.3)")
    assert found.sdgs == ()
    assert ("sdgs", "unknown-sdg", (("value", "18.3"),)) in [(one.field, one.reason, one.values) for one in found.doubts]


def test_a_remark_gives_the_status_and_leaves_the_label() -> None:
    assert [(one.label, one.status) for one in leaf("Carte des puits – en cours")] == [("Carte des puits", Status.ONGOING)]
    assert [(one.label, one.status) for one in leaf("Course on pumps (cancelled)", "en")] == [
        ("Course on pumps", Status.CANCELLED)
    ]


def test_a_date_at_the_end_dates_both_things_of_a_line() -> None:
    first, second = leaf("Forum sur l'eau et atelier sur le sol, juin")
    assert (first.edtf, second.edtf, first.same_bullet) == ("2026-06", "2026-06", (second.id,))


def test_what_the_headings_say_holds_for_the_line() -> None:
    (found,) = leaf(
        "Énergie pour tous",
        context=Context(Setting("pilots", grouped=True), "line-a", "action-b", "action-b", Status.TO_LAUNCH, "si possible"),
    )
    assert (found.kind, found.section, found.parent, found.group) == (Kind.PILOT_PROJECT, "line-a", "action-b", "action-b")
    assert (found.status, found.condition) == (Status.TO_LAUNCH, "si possible")


def test_a_line_of_its_own_month_does_not_take_that_of_the_heading() -> None:
    context = Context(Setting("calendar", calendar=True), month="2026-05")
    assert [one.edtf for one in leaf("Forum sur l'eau", context=context)] == ["2026-05"]
    assert [one.edtf for one in leaf("Forum sur l'eau, 3 juin", context=context)] == ["2026-06-03"]


@pytest.mark.parametrize("text", ["", "…", "***", "12", "(ODD 6)"])
def test_a_line_without_words_is_nothing(text: str) -> None:
    assert leaf(text) == ()


@pytest.mark.parametrize(
    ("text", "codes", "unknown", "bare"),
    [
        ("Bus propres (ODD 11.2 et 13)", ("11.2", "13"), (), "Bus propres"), ("Bus propres – ODD 11.2", ("11.2",), (), "Bus propres"),
        ("Bus (ligne 11)", (), (), "Bus (ligne 11)"), ("Bus (SDG 18.3)", (), ("18.3",), "Bus (SDG 18.3)"), ("", (), (), ""),
    ],
)  # fmt: skip
def test_goals_are_taken_out_of_a_text(text: str, codes: tuple[str, ...], unknown: tuple[str, ...], bare: str) -> None:
    assert take_codes(text) == (codes, unknown, bare)


def test_a_label_has_no_signs_at_its_ends() -> None:
    assert tidy(" – Carte des puits ;", rules("fr")) == "Carte des puits"
    assert tidy("Comité (créé à Lyon, août 2018)", rules("fr")) == "Comité"


@settings(deadline=None, derandomize=True, max_examples=300)
@given(texts, st.sampled_from(LANGUAGES), st.sampled_from([None, 2026]))
def test_any_line_is_read_and_quoted_as_it_stands(text: str, lang: str, year: int | None) -> None:
    unit = f"- {text}"
    for draft in leaf(text, lang, year=year):
        for source in draft.sources:
            assert unit[source.start : source.end] == source.quote
        assert draft.label.strip() == draft.label != ""


@settings(deadline=None, derandomize=True, max_examples=200)
@given(texts, st.sampled_from(LANGUAGES))
def test_any_heading_is_understood_without_an_error(text: str, lang: str) -> None:
    label_of(text, rules(lang))
    bare, _ = numbered(text, rules(lang))
    assert bare.strip() in text
    assert condition_of(text, rules(lang)) in text


# --- the first page ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Plan de travail 2026", True), ("Work Programme 2026", True), ("Plan de trabajo 2026 de la Red", True), ("Eau 2026", False),
     ("Le plan de travail 2026 a été adopté.", False), ("Plan de travail", False)],
)  # fmt: skip
def test_a_title_names_a_plan_and_its_year(text: str, *, wanted: bool) -> None:
    assert is_title(Passage(text, Form.PARAGRAPH)) is wanted


def test_a_title_in_three_languages_is_one_plan(tmp_path: Path) -> None:
    reading = whole(
        tmp_path,
        "**RÉSEAU & VILLES**\n\n# Work Plan 2026\n\n# Plan de travail 2026\n\n# Plan de trabajo 2026\n\n## Eau\n\n- Carte des puits de la ville et des lacs\n- Mise à jour des règles de l'eau\n",
    )
    plans = [draft for draft in reading.drafts if draft.kind is Kind.WORK_PLAN]
    assert [(one.label, len(one.sources), dict(one.translation)) for one in plans] == [
        ("Plan de travail 2026", 3, {"en": "Work Plan 2026", "es": "Plan de trabajo 2026"})
    ]
    assert [one.label for one in reading.drafts if one.kind is Kind.DOCUMENT_HEADER] == ["RÉSEAU & VILLES"]


def test_the_year_is_that_of_the_title_else_of_the_name_else_the_usual_one(tmp_path: Path) -> None:
    body = "## Eau\n\n- Carte des puits, mars 2025\n- Forum, mai 2025\n- Fête, 2031\n"
    assert whole(tmp_path, f"# Plan de travail 2026\n\n{body}").year == 2026
    assert whole(tmp_path, f"# Programme\n\n{body}", "plan-2024.md").year == 2024
    assert whole(tmp_path, f"# Programme\n\n{body}").year == 2025


def test_the_name_of_the_network_is_the_one_that_comes_again(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(
        "# Plan de travail 2026 de DELTA\n\nLe réseau DELTA a 40 villes.\n\n## Eau\n\n- Forum de DELTA, mai\n- Forum de l'ONU, juin\n",
        "utf-8",
    )
    assert front_of(read_document(tmp_path / "plan.md"), "fr").own == ("delta",)


def test_a_common_word_is_no_name_of_the_network(tmp_path: Path) -> None:
    lines = "".join(f"- The {name} Forum on Water\n" for name in ("Lyon", "Oslo", "Lima", "Dakar", "Quito"))
    (tmp_path / "plan.md").write_text(f"# Work Plan 2026\n\n## Water\n\n{lines}", "utf-8")
    assert front_of(read_document(tmp_path / "plan.md"), "en").own == ()


# --- the whole -----------------------------------------------------------------------------------------------------------


def whole(folder: Path, text: str, name: str = "plan.md") -> Reading:
    (folder / name).write_text(text, "utf-8")
    return read_file(folder / name)


def test_names_of_places_and_organisations_are_gathered_once(tmp_path: Path) -> None:
    reading = whole(tmp_path, "# Plan de travail 2026\n\n## Eau\n\n- Forum à Lyon avec C40, mai\n- Atelier à Lyon, juin\n")
    places = [draft for draft in reading.drafts if draft.kind is Kind.PLACE]
    assert [(one.label, [source.where.line for source in one.sources]) for one in places] == [("Lyon", [5, 6])]
    assert [one.id for one in reading.drafts if one.kind is Kind.ORGANISATION] == ["org-c40"]


def test_two_mentions_give_the_finer_date_and_both_sources(tmp_path: Path) -> None:
    reading = whole(
        tmp_path,
        "# Plan de travail 2026\n\n## Eau\n\n- Forum des lacs de montagne, mai\n- Carte des puits\n- Forum des lacs de montagne, 12 mai\n",
    )
    found = [(one.label, one.edtf, len(one.sources)) for one in reading.drafts if one.kind is Kind.NETWORK_EVENT]
    assert found == [("Forum des lacs de montagne", "2026-05-12", 2)]


def test_events_of_one_name_in_two_months_are_two(tmp_path: Path) -> None:
    reading = whole(tmp_path, "# Plan de travail 2026\n\n## Eau\n\n- Atelier sur les lacs, mai\n- Atelier sur les lacs, juin\n")
    assert [one.edtf for one in reading.drafts if one.kind is Kind.NETWORK_EVENT] == ["2026-05", "2026-06"]


def test_an_action_and_its_event_know_of_each_other(tmp_path: Path) -> None:
    reading = whole(
        tmp_path,
        "# Plan de trabajo 2026\n\n## Agua\n\n- Participar en el Foro del agua de Dakar\n- Foro del agua de Dakar, abril\n",
    )
    action = next(one for one in reading.drafts if one.kind is Kind.ACTION)
    event = next(one for one in reading.drafts if one.kind in (Kind.NETWORK_EVENT, Kind.WORLD_EVENT))
    assert (action.same_fact, event.edtf) == (event.id, "2026-04")
