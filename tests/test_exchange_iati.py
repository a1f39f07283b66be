"""IATI out: the order and parts that version 2.03 demands, and the same activities when they are read back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from tests.conftest import Said

from metrograph.errors import RecordError, SourceError
from metrograph.exchange.iati import KINDS, STATUS
from metrograph.extraction.draft import Draft
from metrograph.extraction.iati import draft_activities
from metrograph.folder import read_settings
from metrograph.model import Decision, Item, Kind, Plan, Status
from metrograph.namespaces import goal_of
from metrograph.readers.iati import Activity, read_activities
from metrograph.workspace import Workspace, create, load, open_workspace

Run = Callable[..., Said]
# The children of iati-activity in the order of the schema, with how many there must be and may be (IATI 2.03, 2018).
SCHEMA = {
    "iati-identifier": (1, 1), "reporting-org": (1, 1), "title": (1, 1), "description": (1, 99), "participating-org": (1, 99),
    "other-identifier": (0, 99), "activity-status": (1, 1), "activity-date": (1, 99), "contact-info": (0, 99),
    "activity-scope": (0, 1), "recipient-country": (0, 99), "recipient-region": (0, 99), "location": (0, 99), "sector": (0, 99),
    "tag": (0, 99), "country-budget-items": (0, 1), "humanitarian-scope": (0, 99), "policy-marker": (0, 99),
    "collaboration-type": (0, 1), "default-flow-type": (0, 1), "default-finance-type": (0, 1), "default-aid-type": (0, 99),
    "default-tied-status": (0, 1), "budget": (0, 99), "planned-disbursement": (0, 99), "capital-spend": (0, 1),
    "transaction": (0, 99), "document-link": (0, 99), "related-activity": (0, 99), "legacy-data": (0, 99), "conditions": (0, 1),
    "result": (0, 99), "crs-add": (0, 1), "fss": (0, 1),
}  # fmt: skip
NEEDED = {
    "reporting-org": {"ref", "type"}, "participating-org": {"role"}, "activity-status": {"code"},
    "activity-date": {"iso-date", "type"}, "tag": {"vocabulary", "code"}, "related-activity": {"ref", "type"},
}  # fmt: skip
TOLD = ("reporting-org", "title", "description", "participating-org")


def faults(body: bytes) -> list[str]:
    """What in an activity file is against the schema: order, number, attributes, narratives, days."""
    root, found, order = etree.fromstring(body), [], list(SCHEMA)
    if root.tag != "iati-activities" or root.get("version") != "2.03":
        found.append("root")
    for activity in root:
        names = [child.tag for child in activity]
        if names != sorted(names, key=order.index):
            found.append(f"order {names}")
        found += [f"{name} {names.count(name)}" for name, (low, high) in SCHEMA.items() if not low <= names.count(name) <= high]
        for child in activity:
            found += [f"{child.tag} without {name}" for name in NEEDED.get(child.tag, set()) - set(child.attrib)]
            told = child.findall("narrative")
            langs = [one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in told]
            if len(set(langs)) < len(langs) or not all(one.text for one in told) or (child.tag in TOLD and not told):
                found.append(f"{child.tag} narratives {langs}")
        for one in activity.iter("activity-date"):
            date.fromisoformat(one.get("iso-date"))
        kinds = {one.get("type") for one in activity.iter("activity-date")}
        if not kinds & {"1", "2"}:
            found.append("no start")
    return found


@pytest.fixture(scope="module")
def body(desk: Workspace) -> bytes:
    return desk.dump(".iati.xml")


@pytest.fixture(scope="module")
def back(body: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Activity, Draft]]:
    """The activities by the element they are about, as our reader of IATI gives them, with the drafts made of them."""
    path = tmp_path_factory.mktemp("iati") / "plan.iati.xml"
    path.write_bytes(body)
    activities = list(read_activities(path))
    read = list(draft_activities(activities, path.name, "fr"))
    assert not [problem for _, problems in read for problem in problems]
    drafts = [draft for draft, _ in read if draft and draft.kind is not Kind.THEME]
    return {
        activity.identifier.removeprefix("XX-UNREGISTERED-metropolis-2019-"): (activity, draft)
        for activity, draft in zip(activities, drafts, strict=True)
    }


def written(plan: Plan) -> list[Item]:
    return [item for item in plan.items if item.kind in KINDS and item.planned and item.count is None]


def test_the_file_keeps_to_the_schema(body: bytes) -> None:
    assert faults(body) == []
    swapped = body.replace(b'<activity-status code="1" />', b"", 1)
    assert faults(swapped) == ["activity-status 0"]


def test_every_action_pilot_event_and_line_is_an_activity_and_nothing_internal(
    desk: Workspace, back: dict[str, tuple[Activity, Draft]]
) -> None:
    plan = desk.records.plans["metropolis-2019"]
    assert set(back) == {item.id for item in written(plan)}
    assert len(back) == 70
    assert {"pilot-mega", "event-hlpf-2019", "line-positioning"} <= set(back)
    assert not {"action-membership-fees", "meeting-board-2019", "action-conclude-pilots"} & set(back)


def test_titles_come_back_in_three_languages(desk: Workspace, back: dict[str, tuple[Activity, Draft]]) -> None:
    plan = desk.records.plans["metropolis-2019"]
    for name, (activity, draft) in back.items():
        assert dict(activity.titles) == {lang: " ".join(words.split()) for lang, words in plan[name].words.pairs()}
        assert draft.lang in dict(plan[name].label.pairs()) or draft.lang == "fr"


def test_goals_and_targets_come_back(desk: Workspace, back: dict[str, tuple[Activity, Draft]]) -> None:
    accepted: dict[str, set[str]] = {}
    for one in desk.records.standings:
        if one.status is Decision.ACCEPTED:
            accepted.setdefault(one.item, set()).add(one.sdg)
    for name, (activity, draft) in back.items():
        codes = accepted.get(name, set())
        assert {tag.code for tag in activity.tags if tag.vocabulary == "3"} == {code for code in codes if "." in code}
        assert {tag.code for tag in activity.tags if tag.vocabulary == "2"} == {goal_of(code) for code in codes}
        assert set(draft.sdgs) == codes | {goal_of(code) for code in codes}
    water = back["pilot-integrated-water"][0]
    assert [tag.code for tag in water.tags if tag.vocabulary == "2"] == ["6", "11", "13"]
    assert [tag.code for tag in water.tags if tag.vocabulary == "3"] == ["6.4", "6.5", "11.b", "13.1", "13.2"]


def test_statuses_and_dates_come_back(desk: Workspace, back: dict[str, tuple[Activity, Draft]]) -> None:
    plan = desk.records.plans["metropolis-2019"]
    year = plan.root.date.span  # type: ignore[union-attr]  # the plan has a date
    for name, (_, draft) in back.items():
        item = plan[name]
        assert item.status in (None, draft.status)
        span = item.date.span if item.date and item.date.edtf else year
        assert draft.edtf in (f"{span.earliest}/{span.latest}", str(span.earliest))  # type: ignore[union-attr]  # see above
    assert back["action-campaigns-8-march"][1].edtf == "2019-03-08"
    assert set(STATUS) == set(Status)


def test_a_date_that_is_not_known_to_the_day_says_so(body: bytes) -> None:
    root = etree.fromstring(body)
    by = {activity.findtext("iati-identifier").rpartition("2019-")[2]: activity for activity in root}  # type: ignore[union-attr]
    months = next(one for one in root if one.findtext("iati-identifier").endswith("event-u20-2")).findall("activity-date")
    assert [one.get("iso-date") for one in months] == ["2019-05-01", "2019-05-31"]
    assert "2019-05 (EDTF)" in months[0].findtext("narrative")
    exact = by["action-campaigns-8-march"].findall("activity-date")
    assert [(one.get("type"), one.get("iso-date"), len(one)) for one in exact] == [("1", "2019-03-08", 0), ("3", "2019-03-08", 0)]


def test_pilots_lines_parents_and_places_come_back(desk: Workspace, back: dict[str, tuple[Activity, Draft]]) -> None:
    plan = desk.records.plans["metropolis-2019"]
    pilots = {name for name, (_, draft) in back.items() if draft.kind is Kind.PILOT_PROJECT}
    assert pilots == {item.id for item in plan.items if item.kind is Kind.PILOT_PROJECT}
    drafts = {draft.id: name for name, (_, draft) in back.items()}
    for name, (_, draft) in back.items():
        if plan[name].section in back and plan[name].kind is not Kind.WORK_PLAN:
            assert drafts[draft.section] == plan[name].section
        if plan[name].parent in back:
            assert drafts[draft.parent] == plan[name].parent
    assert [place.id for place in back["event-guangzhou-global-forum"][1].places] == ["place-guangzhou"]
    themes = {name: [theme.id for theme in draft.themes] for name, (_, draft) in back.items() if plan[name].themes}
    assert {name: sorted(map(str, found)) for name, found in themes.items()} == {
        name: sorted(plan[name].themes) for name in themes
    }
    assert themes["pilot-integrated-water"] == ["theme-climate-change"]


def test_a_condition_stands_in_the_description(back: dict[str, tuple[Activity, Draft]], desk: Workspace) -> None:
    activity, draft = back["pilot-integrated-water"]
    assert dict(activity.descriptions)["fr"].startswith("Projet pilote · Plan de travail 2019")
    assert draft.condition == desk.records.plans["metropolis-2019"]["pilot-integrated-water"].condition


def test_the_settings_say_who_reports(run: Run, tmp_path: Path) -> None:
    create(tmp_path / "w")
    said = run("--workspace", tmp_path / "w", "export", "--to", tmp_path / "a.iati.xml")
    assert (said.code, "XX-UNREGISTERED" in said.err, "[iati] reporting_org" in said.err) == (0, True, True)
    toml = tmp_path / "w" / "metrograph.toml"
    before = toml.read_text()
    toml.write_text(before + '[iati]\nreporting_org = "ES-X-1"\ntype = "11"\nname = "Delta"\n')
    said = run("--workspace", tmp_path / "w", "export", "--to", tmp_path / "b.iati.xml")
    assert (said.code, "XX-UNREGISTERED" in said.err) == (0, False)
    found = etree.parse(tmp_path / "b.iati.xml").getroot()[0]
    assert found.findtext("iati-identifier") == "ES-X-1-metropolis-2019-plan-2019"
    assert (found.find("reporting-org").get("type"), found.findtext("reporting-org/narrative")) == ("11", "Delta")
    for wrong in ('reporting_org = "a b"', 'type = "99"', "reporting_org = 3", 'organisation = "x"'):
        toml.write_text(f"{before}[iati]\n{wrong}\n")
        with pytest.raises(SourceError, match="iati") as caught:
            read_settings(tmp_path / "w")
        assert caught.value.place.path.endswith("metrograph.toml")


def test_a_plan_without_a_date_is_refused_and_a_graph_without_a_plan_too(tmp_path: Path, run: Run) -> None:
    desk = create(tmp_path / "w")
    path = tmp_path / "w" / "plans" / "metropolis-2019.yaml"
    path.write_text(path.read_text().replace('  date: {edtf: "2019", text: "2019"}\n', "", 1))
    desk.refresh()
    with pytest.raises(RecordError) as caught:
        desk.dump(".iati.xml")
    assert caught.value.code == "A201"
    (tmp_path / "x.ttl").write_text("<http://a/s> <http://a/p> 1 .")
    for ending in (".iati.xml", ".csvw.zip"):
        with pytest.raises(RecordError) as caught:
            load(tmp_path / "x.ttl").dump(ending)
        assert caught.value.code == "A202"


def test_a_concluded_activity_has_actual_dates_and_all_statuses_their_codes(tmp_path: Path) -> None:
    create(tmp_path / "w")
    path = tmp_path / "w" / "plans" / "metropolis-2019.yaml"
    path.write_text(path.read_text().replace("  status: ongoing\n", "  status: concluded\n", 1))
    root = etree.fromstring(open_workspace(tmp_path / "w").dump(".iati.xml"))
    done = [one for one in root if one.find("activity-status").get("code") == "4"]
    assert [[day.get("type") for day in one.findall("activity-date")] for one in done] == [["2", "4"]]
    assert faults(etree.tostring(root)) == []
