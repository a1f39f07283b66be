"""Context files: what others say of the items of a plan, and what cannot be read of it."""

from pathlib import Path

import pytest

from metrograph.errors import MetroGraphError
from metrograph.model import Item, Kind, Plan, Report, Source, Text
from metrograph.records import read_plan, read_reports, read_vocabulary

DATA = Path(__file__).parent.parent / "data"
ITEMS = (
    Item("plan-2019", Kind.WORK_PLAN, Text(fr="Plan de travail 2019")),
    Item("event-u20-2", Kind.WORLD_EVENT, Text(en="Urban 20")),
)
PLANS = {"metropolis-2019": Plan("metropolis-2019", Source(Text(fr="Plan"), "source.txt", "0" * 64, "fr", 131), ITEMS)}
U20 = """\
plan: metropolis-2019
reports:
- item: event-u20-2
  source: seisakukikaku.metro.tokyo.lg.jp
  facts:
    date: 2019-05-20/2019-05-22
    place: Tokyo
"""


def reports(path: Path, text: str) -> tuple[Report, ...]:
    path.write_text(text, encoding="utf-8")
    return read_reports(path, PLANS)[1]


def problems(path: Path, text: str) -> list[tuple[str, int]]:
    with pytest.raises(MetroGraphError) as caught:
        reports(path, text)
    return [(error.code, error.place.line) for error in (caught.value, *caught.value.others)]


def test_a_report_holds_facts_and_where_they_come_from(tmp_path: Path) -> None:
    (found,) = reports(tmp_path / "c.yaml", U20)
    assert found.facts == (("date", "2019-05-20/2019-05-22"), ("place", "Tokyo"))
    assert (found.item, found.source, found.at) == ("event-u20-2", "seisakukikaku.metro.tokyo.lg.jp", 3)


def test_a_fact_may_have_several_values(tmp_path: Path) -> None:
    (found,) = reports(tmp_path / "c.yaml", U20 + "    convener: [UCLG, C40]\n    goal_in_review: [10, 16]\n    edition: 2\n")
    assert found.facts[2:] == (
        ("convener", "UCLG"),
        ("convener", "C40"),
        ("goal_in_review", "10"),
        ("goal_in_review", "16"),
        ("edition", "2"),
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("plan: metropolis-2019\n", "", "R112", 1),
        ("plan: metropolis-2019", "plan: metropolis-2018", "R118", 1),
        ("reports:", "report:", "R112", 1),
        ("item: event-u20-2", "item: event-u20", "R118", 3),
        ("  source: seisakukikaku.metro.tokyo.lg.jp\n", "", "R112", 3),
        ("  source: seisakukikaku", "  sources: seisakukikaku", "R103", 4),
        ("  facts:\n", "  note: a remark\n  facts:\n", "R103", 5),
        ("2019-05-20/2019-05-22", "2019-05-22/2019-05-20", "R109", 6),
        ("2019-05-20/2019-05-22", "20-22 May 2019", "R109", 6),
        ("place: Tokyo", "plcae: Tokyo", "R103", 7),
        ("place: Tokyo", "edition: second", "R102", 7),
        ("place: Tokyo", "goal_in_review: 18", "R116", 7),
        ("place: Tokyo", "goal_in_review: 11.2", "R116", 7),
        ("place: Tokyo", "place: {city: Tokyo}", "R102", 7),
    ],
)
def test_what_is_wrong_in_a_report_is_told_with_its_line(tmp_path: Path, old: str, new: str, code: str, line: int) -> None:
    assert (code, line) in problems(tmp_path / "c.yaml", U20.replace(old, new))


def test_every_report_with_a_problem_is_told(tmp_path: Path) -> None:
    bad = U20.replace("Tokyo\n", "Tokyo\n    when: 2019\n")
    again = "- item: event-nowhere\n  source: x\n  facts: {place: Tokyo}\n"
    assert problems(tmp_path / "c.yaml", bad + again) == [("R103", 8), ("R118", 9)]


def test_the_packaged_reports_are_read_whole() -> None:
    plan = read_plan(DATA / "plans" / "metropolis-2019.yaml", read_vocabulary())
    name, found = read_reports(DATA / "context" / "metropolis-2019.yaml", {plan.id: plan})
    assert name == "metropolis-2019"
    assert all(report.source and report.facts for report in found)
    assert ("date", "2019-05-20/2019-05-22") in next(report for report in found if report.item == "event-u20-2").facts
