"""Plan files: what they say becomes values, and what is wrong in them is told with its line."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from metrograph.errors import MetroGraphError, RecordError
from metrograph.model import DateStatus, Kind, Plan, Status, Text, When
from metrograph.records import read_plan, read_vocabulary
from metrograph.records.plans import plan_of
from metrograph.resources import root
from metrograph.yamlfile import parse

HEAD = """\
plan: metropolis-2019
source: {title: {fr: Plan de travail 2019}, file: source.txt, sha256: %s, lang: fr, lines: 131}
items:
- {id: plan-2019, kind: work_plan, label: {fr: Plan de travail 2019 du Secrétariat général}}
""" % ("c3" * 32)
MEGA = """\
- id: pilot-mega
  kind: pilot_project
  label: {en: "Metropolis Energy GovernAnce: MEGA"}
  parent: plan-2019
"""


def plan(*items: str, head: str = HEAD) -> Plan:
    return plan_of(parse(head + "".join(items), "plans/metropolis-2019.yaml"), read_vocabulary())


def problems(*items: str, head: str = HEAD) -> list[tuple[str, int]]:
    """The (code, line) of everything that is wrong with a plan."""
    return [(error.code, error.place.line) for error in errors(*items, head=head)]


def errors(*items: str, head: str = HEAD) -> tuple[MetroGraphError, ...]:
    with pytest.raises(RecordError) as caught:
        plan(*items, head=head)
    return caught.value, *caught.value.others


def test_an_item_is_read_with_its_words_and_its_line() -> None:
    mega = plan(MEGA, "  translation: {fr: MEGA}\n  lines: [78]\n  status: planned\n")["pilot-mega"]
    assert (mega.kind, mega.parent, mega.status, mega.lines, mega.at) == (
        Kind.PILOT_PROJECT,
        "plan-2019",
        Status.PLANNED,
        (78,),
        5,
    )
    assert mega.words == Text(en="Metropolis Energy GovernAnce: MEGA", fr="MEGA")


def test_the_words_of_the_source_outweigh_a_translation_in_the_same_language() -> None:
    assert plan(MEGA, "  translation: {en: ours}\n")["pilot-mega"].words.en == "Metropolis Energy GovernAnce: MEGA"


def test_the_item_of_kind_work_plan_is_the_root() -> None:
    assert plan(MEGA).root.id == "plan-2019"
    with pytest.raises(KeyError):
        plan(MEGA)["pilot-absent"]


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("{edtf: 2019-06, text: juin 2019}", When("2019-06", "juin 2019", DateStatus.STATED)),
        ("{text: date à confirmer, status: to_be_confirmed}", When("", "date à confirmer", DateStatus.TO_BE_CONFIRMED)),
        ("{text: prochainement}", When("", "prochainement", DateStatus.NOT_STATED)),
        ("{edtf: 2019-XX, status: inferred}", When("2019-XX", "", DateStatus.INFERRED)),
    ],
)
def test_a_date_has_its_text_and_says_how_sure_it_is(written: str, when: When) -> None:
    assert plan(MEGA, f"  date: {written}\n")["pilot-mega"].date == when


@pytest.mark.parametrize("earlier", ["metropolis-2018/pilot-mega", "https://example.org/plans/2018#mega"])
def test_an_item_may_continue_one_of_an_earlier_plan(earlier: str) -> None:
    assert plan(MEGA, f"  continues: {earlier}\n")["pilot-mega"].continues == earlier


def test_a_theme_may_be_one_of_the_scheme_or_an_item_of_the_plan() -> None:
    own = "- {id: theme-night-life, kind: theme, label: {en: Night life}}\n"
    assert plan(MEGA, "  themes: [theme-mobility, theme-night-life]\n", own)["pilot-mega"].themes[1] == "theme-night-life"


ONE_ITEM = [
    ("- {kind: action, label: {fr: x}}\n", "R112", 5),
    ("- {id: a, label: {fr: x}}\n", "R112", 5),
    ("- {id: a, kind: action}\n", "R105", 5),
    ("- {id: a, kind: action, label: {fr: }}\n", "R105", 5),
    ("- {id: a, kind: action, label: {}}\n", "R105", 5),
    ("- id: a\n  kind: action\n  label:\n    fr: x\n    de: x\n", "R114", 9),
    ("- id: a\n  kind: action\n  label: words\n", "R102", 7),
    ("- id: a\n  kind: pilot\n  label: {fr: x}\n", "R104", 6),
    ("- id: A b\n  kind: action\n  label: {fr: x}\n", "R111", 5),
    ("- id: a\n  kind: action\n  label: {fr: x}\n  statuss: planned\n", "R103", 8),
    ("- id: a\n  kind: action\n  label: {fr: x}\n  statuss:\n    - planned\n", "R103", 8),
    ("- id: a\n  kind: action\n  label: {fr: x}\n  status: planed\n", "R113", 8),
    ("- id: a\n  kind: action\n  label: {fr: x}\n  date: {edtf: 2019-13}\n", "R109", 8),
    ("- id: a\n  kind: action\n  label: {fr: x}\n  date:\n    text: mai\n    edtf: 2019-05/2019-03\n", "R109", 10),
    ("- id: a\n  kind: action\n  label: {fr: x}\n  date: 2019-05\n", "R102", 8),
    ("- id: a\n  kind: action\n  label: {fr: x}\n  lines: [L78]\n", "R102", 8),
    ("- id: a\n  kind: action\n  label: {fr: x}\n  lines: [132]\n", "R121", 5),
    ("- id: a\n  kind: action\n  label: {fr: x}\n  lines: [0]\n", "R121", 5),
    ("- id: a\n  kind: action\n  label: {fr: x}\n  parent: plan-2020\n", "R106", 5),
    ("- id: a\n  kind: action\n  label: {fr: x}\n  partners: [plan-2019, org-nobody]\n", "R106", 5),
    ("- id: a\n  kind: action\n  label: {fr: x}\n  themes: [theme-mobilty]\n", "R107", 5),
    ("- id: a\n  kind: action\n  label: {fr: x}\n  continues: the plan of last year\n", "R111", 8),
    ("- id: a\n  kind: action\n  label: {fr: x}\n  planned: maybe\n", "R102", 8),
    ("- id: a\n  kind: action\n  label: {fr: x}\n  kind: action\n", "R115", 8),
    ("- {id: plan-2019, kind: action, label: {fr: x}}\n", "R110", 5),
    ("- {id: plan-2020, kind: work_plan, label: {fr: x}}\n", "R117", 1),
    ("- just words\n", "R102", 5),
]


@pytest.mark.parametrize(("item", "code", "line"), ONE_ITEM)
def test_what_is_wrong_in_an_item_is_reported_with_its_line(item: str, code: str, line: int) -> None:
    assert (code, line) in problems(item)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("plan: metropolis-2019\n", "", "R112", 1),
        ("plan: metropolis-2019", "plan: Metropolis 2019", "R111", 1),
        ("sha256: c3", "sha256: zz", "R102", 2),
        ("lang: fr", "lang: français", "R114", 2),
        ("lines: 131", "lines: many", "R102", 2),
        ("file: source.txt, ", "", "R112", 2),
        ("file: source.txt", "fil: source.txt", "R103", 2),
        ("items:", "itemss:", "R103", 3),
        ("kind: work_plan", "kind: action", "R117", 1),
    ],
)
def test_what_is_wrong_in_the_head_is_reported_with_its_line(old: str, new: str, code: str, line: int) -> None:
    assert (code, line) in problems(head=HEAD.replace(old, new))


def test_every_problem_of_a_file_is_reported_in_the_order_of_its_lines() -> None:
    found = problems(
        "- {id: a, kind: pilot, label: {fr: x}}\n",
        "- {id: b, kind: action, label: {fr: x}, date: {edtf: 2019-02-30}}\n",
        "- {id: c, kind: action, themes: [theme-mobilty]}\n",
        "- {id: d, kind: action, label: {fr: x}, parent: nowhere, lines: [500]}\n",
    )
    assert found == [("R104", 5), ("R109", 6), ("R105", 7), ("R106", 8), ("R121", 8)]


def test_an_item_with_a_problem_of_its_own_is_not_missed_by_those_that_name_it() -> None:
    bad = "- {id: product-pilot-projects, kind: product, label: {fr: projets pilotes}}\n"
    assert problems(bad, MEGA.replace("plan-2019", "product-pilot-projects")) == [("R104", 5)]


def test_a_third_use_of_an_id_is_reported_too_and_names_the_first() -> None:
    again = "- {id: plan-2019, kind: action, label: {fr: x}}\n"
    assert [(error.code, error.place.line, error.values["line"]) for error in errors(again, again)] == [
        ("R110", 5, 4),
        ("R110", 6, 4),
    ]


def test_a_dangling_parent_is_reported_with_its_line_and_the_nearest_id() -> None:
    (error,) = errors(MEGA.replace("plan-2019", "plan-2109"))
    assert str(error).startswith("plans/metropolis-2019.yaml:5: error[R106]: pilot-mega: its parent")
    assert 'did you mean "plan-2019"' in error.remedy()


def test_the_packaged_plan_is_read_whole() -> None:
    path = Path(__file__).parent.parent / "data" / "plans" / "metropolis-2019.yaml"
    found = read_plan(path, read_vocabulary())
    assert (found.id, found.source.lines, found.root.id) == ("metropolis-2019", 131, "plan-2019")
    assert sum(item.kind is Kind.PILOT_PROJECT for item in found.items) == 11
    assert found["pilot-mega"].at == 1 + path.read_text(encoding="utf-8").splitlines().index("- id: pilot-mega")


SLUGS = st.from_regex(r"[a-z]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
WORDS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20).map(str.strip).filter(bool)
RECORDS = st.fixed_dictionaries(
    {"kind": st.sampled_from([kind.value for kind in Kind if kind is not Kind.WORK_PLAN]), "label": st.dictionaries(
        st.sampled_from(["en", "fr", "es"]), WORDS, min_size=1)},
    optional={"note": WORDS, "lines": st.lists(st.integers(1, 131), max_size=3), "order": st.integers(0, 99),
              "hyperlinked": st.booleans(), "status": st.sampled_from([status.value for status in Status])},
)  # fmt: skip


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.dictionaries(SLUGS.filter(lambda slug: slug != "plan-2019"), RECORDS, max_size=4))
def test_items_that_are_written_down_are_read_back(records: dict[str, dict[str, object]]) -> None:
    rows = yaml.safe_dump([{"id": name, **record} for name, record in records.items()], allow_unicode=True)
    found = plan(rows if records else "")
    assert [item.id for item in found.items[1:]] == list(records)
    for name, record in records.items():
        item = found[name]
        assert dict(item.label.pairs()) == record["label"]
        assert (item.kind.value, item.note, list(item.lines)) == (record["kind"], record.get("note", ""), record.get("lines", []))
        assert (item.order, item.hyperlinked) == (record.get("order"), record.get("hyperlinked", False))


@pytest.mark.parametrize(("old", "new"), [("id: pilot-mega\n", "id: source\n"), ("plan: metropolis-2019\n", "plan: evidence\n")])
def test_an_id_that_the_program_mints_itself_is_refused(old: str, new: str) -> None:
    text = (root() / "data" / "plans" / "metropolis-2019.yaml").read_text(encoding="utf-8").replace(old, new)
    with pytest.raises(RecordError) as caught:
        plan_of(parse(text, "plan.yaml"), read_vocabulary())
    assert "R124" in {error.code for error in (caught.value, *caught.value.others)}
