"""What was read out of a document becomes a plan file: complete, valid, with every doubt above what it is about."""

import ast
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import metrograph
from metrograph.extraction import Reading, read_file
from metrograph.extraction.draft import Doubt, Draft, Mention, Quoted
from metrograph.graph import plan_quads, read_plan_quads
from metrograph.handover.codes import codes_of
from metrograph.handover.lines import json_line, json_lines
from metrograph.handover.plan_yaml import item_lines, scalar
from metrograph.handover.planfile import plan_and_doubts, plan_of, plan_text, told
from metrograph.model import DateStatus, Item, Kind, Plan, Text, several
from metrograph.namespaces import Names
from metrograph.readers.passage import Cell, Document, Form, Passage, Where
from metrograph.records import read_vocabulary
from metrograph.records.plans import plan_of as plan_in
from metrograph.words import LANGUAGES, TEXTS
from metrograph.workspace import create, open_workspace
from metrograph.yamlfile import parse

PLANS = {
    "en": """# Work plan 2027 of the Delta Cities Network

## Water and climate

- Webinar on clean buses, 12 March 2027, Lyon (SDG 11.2)
- Guide to river parks, with UN-Habitat
- Forum of delta mayors: before 15 September 2027

## Governance

- Board meeting, Barcelona, June
""",
    "fr": """# Plan de travail 2027 du Réseau des villes du delta

## Eau et climat

- Webinaire sur les bus propres, 12 mars 2027, Lyon (ODD 11.2 et 13)
- Guide des parcs fluviaux, avec l'ONU-Habitat
- Forum des maires : avant le 15 septembre 2027

## Gouvernance

- Réunion du Conseil d'administration, Barcelone, juin
""",
    "es": """# Plan de trabajo 2027 de la Red de Ciudades del Delta

## Agua y clima

- Seminario web sobre autobuses limpios, 12 de marzo de 2027, Lyon (ODS 11.2)
- Guía de parques fluviales, con ONU-Hábitat
- Foro de alcaldes: antes del 15 de septiembre de 2027

## Gobernanza

- Reunión del Consejo de Administración, Barcelona, junio
""",
}
KEYS = ["id", "kind", "label", "lang", "edtf", "date_status", "status", "parent", "section", "themes", "places", "partners",
        "condition", "sdgs_stated", "source"]  # fmt: skip


def reading_of(*drafts: Draft, passages: tuple[Passage, ...] = (), file: str = "plan-2027.md", lines: int = 9) -> Reading:
    return Reading(Document(file, "markdown", "a1" * 32, passages, lines), "fr", 2027, drafts, (), ())


def draft(kind: Kind, name: str, label: str, line: int = 3, **fields: object) -> Draft:
    return Draft(name, kind, label, "fr", (Quoted("plan-2027.md", Where(line), 2, label),), **fields)  # type: ignore[arg-type]


def back(text: str) -> Plan:
    """The plan of a text, as the program reads it from a workspace."""
    return plan_in(parse(text, "plan.yaml"), read_vocabulary())


PLAN = draft(Kind.WORK_PLAN, "plan-2027", "Plan de travail 2027", 1, edtf="2027", date_text="2027")


# ---- the whole way


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plan_read_from_a_document_passes_validation(lang: str, tmp_path: Path) -> None:
    file = tmp_path / f"plan-{lang}.md"
    file.write_text(PLANS[lang], encoding="utf-8")
    create(tmp_path / "desk", sample=False)
    text = plan_text(read_file(file), f"delta-2027-{lang}", lang)
    (tmp_path / "desk" / "plans" / "delta.yaml").write_text(text, encoding="utf-8")
    report = open_workspace(tmp_path / "desk").validate()
    assert report.ok, report.text()
    plan = back(text)
    assert plan.source.lang == lang
    assert {"place-lyon", "place-barcelona", "org-un-habitat"} <= {item.id for item in plan.items}
    assert any(codes_of(item)[:1] == ("11.2",) for item in plan.items)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_text_of_a_plan_file_reads_back_as_the_plan(lang: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text(PLANS[lang], encoding="utf-8")
    reading = read_file(file)
    text = plan_text(reading, "delta-2027", "es")
    assert back(text) == plan_of(reading, "delta-2027")
    assert text == plan_text(reading, "delta-2027", "es")
    assert {item.lines for item in back(text).items} - {()}


def test_every_reference_names_an_item_of_the_plan() -> None:
    plan = plan_of(
        reading_of(
            PLAN,
            draft(
                Kind.ACTION, "action-a", "Action", section="line-gone", parent="nowhere", group="gone", refers_to="gone",
                places=(Mention("place-lyon", "Lyon"), Mention("", "Saint-Truc")), partners=(Mention("", "Les Amis du Delta"),),
                themes=(Mention("theme-mobility", "mobilité"), Mention("", "berges")), bodies=(Mention("", "Bureau"),),
                same_bullet=("gone",),
            ),
        ),
        "delta-2027",
    )  # fmt: skip
    known = {item.id for item in plan.items}
    named = {
        name
        for item in plan.items
        for field in ("section", "parent", "group", "refers_to", "places", "partners", "themes", "bodies", "shares_bullet_with")
        for name in several(getattr(item, field))
    }
    assert named <= known
    action = plan["action-a"]
    assert (action.places, action.partners, action.bodies) == (
        ("place-lyon", "place-saint-truc"),
        ("org-les-amis-du-delta",),
        ("body-bureau",),
    )
    assert plan["place-saint-truc"].lines == (3,)
    assert plan["place-lyon"].label == Text(fr="Lyon")
    assert action.parent == "plan-2027"


def test_what_names_a_draft_by_other_words_gets_the_item_that_is_there() -> None:
    plan = plan_of(
        reading_of(
            PLAN,
            draft(Kind.ACTION, "action-a", "Action", partners=(Mention("", "LES AMIS du delta"),)),
            draft(Kind.ORGANISATION, "org-amis", "Les amis du Delta", 5),
        ),
        "delta-2027",
    )
    assert plan["action-a"].partners == ("org-amis",)


def test_a_reading_without_a_title_gets_one_from_the_name_of_the_file() -> None:
    text = plan_text(reading_of(draft(Kind.ACTION, "action-a", "Action")), "delta-2027", "fr")
    assert back(text).root.label == Text(fr="plan 2027")
    assert "# ? label: aucun titre n'a été trouvé" in text


def test_a_second_plan_in_a_document_is_a_heading() -> None:
    plan = plan_of(reading_of(PLAN, draft(Kind.WORK_PLAN, "plan-2028", "Plan de travail 2028")), "delta-2027")
    assert (plan.root.id, plan["plan-2028"].kind) == ("plan-2027", Kind.HEADING)


def test_two_drafts_of_one_id_get_two_items() -> None:
    plan = plan_of(reading_of(PLAN, draft(Kind.ACTION, "action-a", "Un"), draft(Kind.ACTION, "action-a", "Deux")), "delta-2027")
    assert [item.id for item in plan.items] == ["plan-2027", "action-a", "action-a-2"]


def test_items_that_stand_under_each_other_stand_under_the_plan() -> None:
    reading = reading_of(
        PLAN, draft(Kind.ACTION, "action-a", "Un", parent="action-b"), draft(Kind.ACTION, "action-b", "Deux", parent="action-a")
    )
    plan, doubts = plan_and_doubts(reading, "delta-2027")
    assert plan["action-a"].parent == "plan-2027"
    assert [doubt.reason for doubt in doubts["action-a"]] == ["out-of-place"]


def test_the_strategic_line_of_an_item_is_the_one_it_stands_under() -> None:
    plan = plan_of(
        reading_of(
            PLAN,
            draft(Kind.STRATEGIC_LINE, "line-a", "Ligne", section="line-a", parent="plan-2027"),
            draft(Kind.STRATEGIC_LINE, "line-b", "Ligne", section="line-b", parent="plan-2027"),
            draft(Kind.ACTION, "action-a", "Un", parent="line-a", section="line-b"),
        ),
        "delta-2027",
    )
    assert (plan["action-a"].section, plan["line-b"].order) == ("line-a", 2)


# ---- where, when, which SDG


def test_pages_and_cells_are_told_where_a_source_has_no_lines() -> None:
    places = (Where(4, page=3), Where(9, sheet="Pilotes", cell="B4"), Where(9, sheet="Pilotes", cell="B4"))
    sources = tuple(Quoted("plan.pdf", where, 0, "Un") for where in places)
    plan = plan_of(reading_of(PLAN, Draft("action-a", Kind.ACTION, "Un", "fr", sources)), "delta-2027")
    assert (plan["action-a"].lines, plan["action-a"].found) == ((4, 9), ("p. 3", "Pilotes!B4"))


def test_codes_outside_the_label_are_kept_in_the_words_that_state_them() -> None:
    said = Passage("Bus propres (ODD 5, 11.2 et 13)", Form.BULLET, where=Where(3))
    bus = draft(Kind.ACTION, "action-bus", "Bus propres", sdgs=("5", "11.2", "13"))
    item = plan_of(reading_of(PLAN, bus, passages=(said,)), "delta-2027")["action-bus"]
    assert (item.also_says, item.mentions_sdgs) == (("ODD 5, 11.2 et 13",), True)
    assert codes_of(item) == ("5", "11.2", "13")


def test_a_code_alone_in_its_cell_is_written_with_the_name_of_the_framework() -> None:
    row = Passage("", Form.ROW, where=Where(3), cells=(Cell("Bus propres", Where(3)), Cell("11.2", Where(3))))
    bus = draft(Kind.ACTION, "action-bus", "Bus propres", sdgs=("11.2",))
    assert plan_of(reading_of(PLAN, bus, passages=(row,)), "delta-2027")["action-bus"].also_says == ("ODD 11.2",)


def test_a_code_that_the_label_states_is_not_said_again() -> None:
    bus = draft(Kind.ACTION, "action-bus", "Actions pour l'ODD 11.2", sdgs=("11.2",))
    item = plan_of(reading_of(PLAN, bus), "delta-2027")["action-bus"]
    assert (item.also_says, codes_of(item)) == ((), ("11.2",))


def test_a_date_that_is_none_is_left_out_and_told() -> None:
    text = plan_text(reading_of(PLAN, draft(Kind.ACTION, "action-a", "Un", edtf="2027-13", date_text="mois 13")), "delta-2027")
    assert back(text)["action-a"].date.text == "mois 13"
    assert "  # ? date: this date cannot be right and was left out: 2027-13\n  date: {text: mois 13}" in text


def test_the_date_before_a_postponement_is_told_in_a_note() -> None:
    moved = draft(Kind.NETWORK_EVENT, "event-a", "Forum", edtf="2027-06", former="2027-03", date_status=DateStatus.STATED)
    assert plan_of(reading_of(PLAN, moved), "delta-2027")["event-a"].note == "Formerly planned for 2027-03."


# ---- the text


def test_a_doubt_is_a_comment_above_its_field_in_the_language_of_the_reader() -> None:
    doubts = (Doubt("kind", "kind-by-date"), Doubt("sdgs", "unknown-sdg", (("value", "18.3\n- x: y"),)))
    text = plan_text(reading_of(PLAN, draft(Kind.ACTION, "action-a", "Un", doubts=doubts)), "delta-2027", "es")
    assert "  # ? kind: se ha tomado por un evento solo porque tiene fecha\n  kind: action\n" in text
    assert "# ? sdgs: el texto cita un código ODS que no existe: 18.3 - x: y\n- id: action-a\n" in text
    assert back(text)["action-a"].label == Text(fr="Un")


def test_every_reason_of_a_doubt_has_words() -> None:
    """Reasons are given as texts in calls of Doubt, Judged, Point and Found, or in the list of when.py."""
    source = Path(metrograph.__file__).parent
    reasons = set()
    for path in [*(source / "extraction").glob("*.py"), *(source / "dating").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Doubt", "Judged") and len(node.args) > 1:
                reasons |= {one.value for one in ast.walk(node.args[1]) if isinstance(one, ast.Constant) and one.value}
    assert reasons
    assert {reason for reason in reasons if isinstance(reason, str)} <= {key.removeprefix("doubt.") for key in TEXTS}


NASTY = ["2019-02", "yes", "No", "null", "~", "a: b", "#x", "- a", "=1+1", "{a}", "[b]", "a, b", '"q"', "'q'", "  x ", "a\nb",
         "a\u2028b", "\x07\x85", "\ufeff", "🌍", "@x", "`", "%", "!t", "&a", "*a", "?", "|", ">", "on", "12", "1e3", "Œuvre", "a #b"]  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_whatever_the_words_they_read_back_from_yaml(text: str) -> None:
    for line in (f"a: {scalar(text)}", f"a: [{scalar(text)}]", f"a: {{b: {scalar(text)}}}"):
        found = yaml.safe_load(line)["a"]
        found = found[0] if isinstance(found, list) else found["b"] if isinstance(found, dict) else found
        assert found == text


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_words_read_back_from_yaml(text: str) -> None:
    assert yaml.safe_load(f"a: [{scalar(text)}]")["a"] == [text]


def test_short_words_in_two_languages_stand_on_one_line_and_long_ones_each_on_its_own() -> None:
    short, long = Text(en="Bus", fr="Bus: 1"), Text(en="b" * 70, fr="f" * 70)
    assert item_lines(Item("a", Kind.ACTION, short))[2] == '  label: {en: Bus, fr: "Bus: 1"}'
    assert item_lines(Item("a", Kind.ACTION, long))[2:] == ["  label:", f"    en: {'b' * 70}", f"    fr: {'f' * 70}"]


# ---- JSON lines


def test_a_line_of_json_has_the_same_keys_in_the_same_order_whatever_is_stated() -> None:
    line = json_line(draft(Kind.ACTION, "action-a", "Un"))
    assert list(line) == KEYS
    assert (line["edtf"], line["themes"], line["condition"]) == (None, [], None)
    assert line["source"] == {"file": "plan-2027.md", "line": 3, "start": 2, "end": 4, "quote": "Un"}


def test_a_line_of_json_says_more_where_more_is_stated() -> None:
    line = json_line(
        draft(
            Kind.NETWORK_EVENT, "event-a", "Forum", edtf="2027-06", date_text="juin", places=(Mention("place-lyon", "Lyon"), Mention("", "X")),
            planned=False, linked=True, doubts=(Doubt("kind", "whose-event"),), sdgs=("11.2",),
        ),
        "fr",
    )  # fmt: skip
    assert list(line) == [*KEYS, "hyperlinked", "planned", "date_text", "doubts"]
    assert (line["places"], line["planned"], line["sdgs_stated"]) == (["place-lyon", "X"], False, ["11.2"])
    doubt = line["doubts"][0]
    assert doubt == {"field": "kind", "reason": "whose-event", "text": told([Doubt("kind", "whose-event")], "fr")["kind"][0]}


def test_a_page_and_a_cell_are_told_in_json() -> None:
    sources = (Quoted("a.pdf", Where(4, page=3), 0, "Un"), Quoted("a.xlsx", Where(9, sheet="P", cell="B4"), 0, "Un"))
    line = json_line(Draft("action-a", Kind.ACTION, "Un", "fr", sources))
    assert line["sources"] == [
        {"file": "a.pdf", "page": 3, "start": 0, "end": 2, "quote": "Un"},
        {"file": "a.xlsx", "sheet": "P", "cell": "B4", "start": 0, "end": 2, "quote": "Un"},
    ]


def test_json_lines_keep_accents_and_one_line_each() -> None:
    text = json_lines([draft(Kind.ACTION, "action-a", "Été\nà"), PLAN])
    assert "Été" in text
    assert [json.loads(line)["id"] for line in text.splitlines()] == ["action-a", "plan-2027"]
    assert not re.search(r"\\u00", text)


# ---- whatever was read


_ids = st.sampled_from(["action-a", "action-b", "line-a", "plan-2027", "place-lyon", "nowhere", ""])
_mentions = st.lists(
    st.builds(
        Mention,
        st.sampled_from(["", "place-lyon", "org-uclg", "theme-mobility", "other"]),
        st.sampled_from(["Lyon", "É", " ", "a: b"]),
    ),
    max_size=2,
).map(tuple)
_drafts = st.builds(
    Draft,
    id=st.sampled_from(["action-a", "action-b", "line-a", "plan-2027", "place-lyon"]),
    kind=st.sampled_from(Kind),
    label=st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=9)),
    lang=st.sampled_from(["fr", "en", "pt", ""]),
    sources=st.lists(st.builds(Quoted, st.just("a"), st.builds(Where, st.integers(0, 30), st.integers(0, 3)), st.just(0), st.just("x")), max_size=2).map(tuple),
    edtf=st.sampled_from(["", "2027", "2027-99", "../2027-06"]),
    date_text=st.sampled_from(["", "a\nb"]),
    date_status=st.one_of(st.none(), st.sampled_from(DateStatus)),
    parent=_ids, section=_ids, group=_ids, refers_to=_ids, same_fact=_ids, same_bullet=st.lists(_ids, max_size=2).map(tuple),
    themes=_mentions, places=_mentions, partners=_mentions, organisers=_mentions, bodies=_mentions,
    sdgs=st.lists(st.sampled_from(["5", "11.2"]), unique=True, max_size=2).map(tuple),
    description=st.sampled_from(["", "# x\n- y"]),
    former=st.sampled_from(["", "2026"]),
    planned=st.booleans(),
)  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.lists(_drafts, max_size=6), st.sampled_from(["fr", "pt", ""]))
def test_whatever_was_read_its_plan_file_is_a_right_one(drafts: list[Draft], lang: str) -> None:
    reading = replace(reading_of(*drafts), lang=lang)
    plan = plan_of(reading, "delta-2027")
    made = back(plan_text(reading, "delta-2027", lang))
    assert {(item.id, item.kind, item.section, item.parent, item.lines, item.found) for item in made.items} == {
        (item.id, item.kind, item.section, item.parent, item.lines, item.found) for item in plan.items
    }
    assert len({item.id for item in plan.items}) == len(plan.items)
    assert {draft.id for draft in drafts} <= {item.id for item in plan.items}


def test_where_something_was_found_is_kept_in_the_graph() -> None:
    names = Names()
    sources = (Quoted("plan.xlsx", Where(4, sheet="Pilotes", cell="B4"), 0, "Un"),)
    plan = plan_of(reading_of(PLAN, Draft("action-a", Kind.ACTION, "Un", "fr", sources)), "delta-2027")
    kept = {item.id: item for item in read_plan_quads(plan_quads(plan, names), plan.id, names)}
    assert kept["action-a"].found == ("Pilotes!B4",)
