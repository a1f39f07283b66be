"""What several plans share: a link of it is one link with one status, and one id is one kind of thing."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from tests.across_fixture import EXAMPLE
from tests.two_plans import MINE, THEIRS, two_plans

import metrograph
from metrograph.assess.facts import read_facts as assessed_facts
from metrograph.assess.insiders import insiders
from metrograph.assess.source import pairs_of
from metrograph.errors import RecordError, RequestError, ReviewError, UsageError
from metrograph.explorer.calendar import calendar_file
from metrograph.explorer.view import View
from metrograph.model import Decision
from metrograph.network.facts import read_facts as network_facts
from metrograph.review import Choice
from metrograph.serve.access import Tokens
from metrograph.serve.asked import Asked
from metrograph.serve.routes_documents import ROUTES
from metrograph.similar import of_store, things_of
from metrograph.workspace import Workspace

ASKED = "SELECT ?p ?o {{ ?link mg:alignmentOf id:theme-trams ; mg:alignedTo sdg:{sdg} ; ?p ?o VALUES ?p {{ mg:alignmentStatus mg:strength }} }} ORDER BY ?p"


@pytest.fixture
def both(tmp_path: Path) -> Workspace:
    """Two plans that state theme-trams → 11.2."""
    here = tmp_path / "here"
    two_plans(here)
    for plan in (MINE, THEIRS):
        change(here / "plans" / f"{plan}.yaml", "label: {en: trams}", "label: {en: trams, fr: tramways, es: tranvías}")
    return Workspace(here)


def told(desk: Workspace, sdg: str = "11.2") -> list[str]:
    """Status and strength of the link of the theme, as they stand in the graph."""
    return [str(value).rpartition("#")[2] for value in desk.sparql(ASKED.format(sdg=sdg)).column("o")]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def kept_as_derived(desk: Workspace) -> None:
    """What a build keeps is what is derived for questions, byte for byte."""
    assert desk.build().ok
    assert Workspace(desk.folder).quads == desk._derived[1]


# ---- one link, one status


@pytest.mark.parametrize(("first", "then"), [(MINE, THEIRS), (THEIRS, MINE)])
def test_of_decisions_through_two_plans_the_latest_holds(both: Workspace, first: str, then: str) -> None:
    both.review([Choice(f"{first}/theme-trams", "11.2", "reject")], "Eva Lind")
    assert told(both) == ["rejected", "indirect"]
    both.review([Choice(f"{then}/theme-trams", "11.2", "accept", strength="direct")], "Luc Petit")
    assert told(both) == ["accepted", "direct"]
    assert {one.status for one in both.records.standings if one.item == "theme-trams"} == {Decision.ACCEPTED}
    kept_as_derived(both)


def test_decisions_that_differ_in_an_old_log_are_read_and_the_latest_holds(both: Workspace) -> None:
    lines = [(MINE, "rejected", "2026-01-02T00:00:00Z"), (THEIRS, "accepted", "2026-01-01T00:00:00Z")]
    rows = [
        {"plan": plan, "item": "theme-trams", "sdg": "11.2", "decision": decision, "reviewer": "Ana", "time": time}
        for plan, decision, time in lines
    ]
    assert both.folder
    (both.folder / "reviews.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    desk = Workspace(both.folder)
    assert told(desk) == ["rejected", "indirect"]
    kept_as_derived(desk)


def test_plans_that_state_one_link_in_two_strengths_have_one_link(both: Workspace) -> None:
    assert both.folder
    path = both.folder / "alignments" / f"{THEIRS}.yaml"
    head, trams = path.read_text().split("- item: theme-trams")
    path.write_text(f"{head}- item: theme-trams{trams.replace('strength: indirect', 'strength: direct', 1)}")
    desk = Workspace(both.folder)
    assert told(desk) == ["accepted", "direct"]
    kept_as_derived(desk)


def test_the_link_of_a_theme_needs_no_plan_to_be_named(both: Workspace) -> None:
    taken = both.review([Choice("theme-trams", "11.2", "reject")], "Eva Lind")
    assert [one.plan for one in taken] == [MINE]
    with pytest.raises(ReviewError, match="V107"):
        both.review([Choice("pilot-mega", "7", "reject")], "Eva Lind")


def test_a_decision_through_one_plan_is_undone_through_the_other(both: Workspace) -> None:
    both.review([Choice(f"{THEIRS}/theme-trams", "11.2", "change", instead="11.6")], "Eva Lind")
    assert (told(both), told(both, "11.6")) == (["superseded", "indirect"], ["accepted", "indirect"])
    (first, *_) = both.review([Choice(f"{MINE}/theme-trams", "11.2", "undo")], "Luc Petit")
    assert first.plan == THEIRS
    assert (told(both), told(both, "11.6")) == (["accepted", "indirect"], ["superseded", "indirect"])
    assert len(both.sparql("SELECT ?a ?b { ?a mg:undoes ?b }")) == 2
    kept_as_derived(both)


# ---- one id, one kind


@pytest.fixture
def four(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "four"))


def test_an_element_of_the_same_id_may_be_another_thing_in_another_plan(four: Path) -> None:
    change(four / "plans/fleuve-2025.yaml", "forum-fleuve, kind: network_event", "forum-fleuve, kind: publication")
    desk = metrograph.open(four)
    assert desk.build().ok
    kinds = [desk.sparql(f"SELECT ?k {{ <{desk.iri(f'fleuve-{year}/forum-fleuve')}> a ?k }}") for year in (2024, 2025)]
    assert [str(kind.rows()[0][0]).rpartition("#")[2] for kind in kinds] == ["NetworkEvent", "Publication"]


@pytest.mark.parametrize("before", [False, True])
def test_a_shared_thing_of_two_kinds_is_refused_with_both_places(four: Path, run, before: bool) -> None:
    if before:  # the other plans are kept from an earlier build
        assert metrograph.open(four).build().ok
    change(four / "plans/fleuve-2025.yaml", "org-un-habitat, kind: organisation", "org-un-habitat, kind: place")
    change(four / "plans/fleuve-2025.yaml", "partners: [org-un-habitat]", "places: [org-un-habitat]")
    for command in ("build", "validate"):
        done = run("--workspace", four, command)
        assert (done.code, done.err.count("error[B147]")) == (3, 1)
        assert "plans/fleuve-2025.yaml:10" in done.err
        assert "plans/altiplano-2025.yaml:10" in done.err


def test_a_theme_of_the_package_is_a_theme_in_every_plan(four: Path) -> None:
    change(four / "plans/fleuve-2025.yaml", "id: place-lyon, kind: place", "id: theme-mobility, kind: place")
    change(four / "plans/fleuve-2025.yaml", "places: [place-lyon]", "places: [theme-mobility]")
    with pytest.raises(RecordError, match=r"B147.*kind place here and of the kind theme"):
        metrograph.open(four).build()


# ---- an id of several plans


def test_suggestions_for_an_id_of_several_plans_are_asked_back_and_not_guessed(four: Path) -> None:
    desk = metrograph.open(four)
    with pytest.raises(UsageError, match=r"B151.*pilote-berges") as error:
        desk.link("pilote-berges")
    assert "fleuve-2024/pilote-berges, fleuve-2025/pilote-berges" in str(error.value)
    assert desk.link("fleuve-2024/pilote-berges").linked.id == "pilote-berges"
    assert desk.link("pilote-pluie").linked.id == "pilote-pluie"


# ---- a plan whose file bears another name than its id


def test_a_plan_is_known_by_its_id_whatever_its_file_is_called(four: Path, tmp_path: Path) -> None:
    (four / "plans/fleuve-2024.yaml").rename(four / "plans/old.yaml")
    desk = metrograph.open(four)
    assert desk.plans == ("altiplano-2025", "fleuve-2024", "fleuve-2025", "harbour-2025")
    assert desk.prefixes["fleuve-2024"].endswith("/id/fleuve-2024/")
    assert "old" not in desk.prefixes
    (tmp_path / "tokens").write_text("Eva Lind:a-token-of-the-tests-eva-1:review fleuve-2024 old\n")
    (tmp_path / "tokens").chmod(0o600)
    told = list(Tokens(tmp_path / "tokens").unknown(desk.plans))
    assert [one.values["plan"] for one in told] == ["old"]


# ---- one plan chosen


def pictured(run, folder: Path, name: str, *more: str) -> str:
    run("--workspace", folder, "picture", name, "--to", folder / "p.svg", *more)
    return (folder / "p.svg").read_text(encoding="utf-8")


def test_a_picture_and_the_calendar_are_those_of_one_plan_where_it_is_asked_for(four: Path, run) -> None:
    assert "Annual general meeting" in pictured(run, four, "timeline")
    assert "Annual general meeting" not in (own := pictured(run, four, "timeline", "--plan", "fleuve-2025"))
    assert "Annual forum of river cities" in own
    for name in ("wheel", "targets", "themes", "lines", "cobenefits"):
        assert pictured(run, four, name, "--plan", "fleuve-2025") != pictured(run, four, name)
    told = run("--workspace", four, "calendar", "--plan", "harbour-2025", "--format", "csv").out
    assert told.count("\n") == 2
    assert "Annual general meeting" in told
    everything = run("--workspace", four, "calendar", "--format", "table").out
    assert "harbour-2025" in everything
    run("--workspace", four, "calendar", "--plan", "harbour-2025", "--ics", four / "c.ics")
    assert (four / "c.ics").read_text(encoding="utf-8").count("BEGIN:VEVENT") == 1
    wrong = run("--workspace", four, "calendar", "--plan", "harbor-2025")
    assert (wrong.code, "harbour-2025" in wrong.err) == (2, True)


def test_a_calendar_file_of_one_plan_says_of_which(four: Path) -> None:
    desk = metrograph.open(four)
    assert "X-WR-CALNAME:MetroGraph 2025\r\n" in calendar_file(View.of(desk))
    one = calendar_file(View.of(desk, fields=(("plan", "harbour-2025"),)))
    assert "X-WR-CALNAME:MetroGraph 2025: Work plan 2025 of the Harbour Cities" in one
    assert one.count("BEGIN:VEVENT") == 1


def test_an_id_that_several_plans_have_names_none_of_them(four: Path) -> None:
    change(four / "plans/fleuve-2025.yaml", "programme-2025", "plan-2025")
    desk = metrograph.open(four)
    with pytest.raises(UsageError, match="B151") as error:
        desk.assess("plan-2025")
    assert "fleuve-2025, harbour-2025" in str(error.value)
    with pytest.raises(RequestError, match="W610"):
        calendar_file(View.of(desk, fields=(("plan", "plan-2025"),)))


def test_the_links_of_one_plan_are_exported_by_the_service(four: Path) -> None:
    desk = metrograph.open(four)
    (export,) = (route for route in ROUTES if route.name == "export")
    body = export.answer(desk, Asked("export", {"name": "links.csv"}, (("plan", "fleuve-2025"),))).body.decode()
    found = list(csv.DictReader(io.StringIO(body.removeprefix("\ufeff"))))
    assert len(found) == 4
    assert {row["element"].split("/")[-2] for row in found} == {"fleuve-2025"}


# ---- nothing to tell


def test_where_nothing_is_similar_a_sentence_says_so(run, four: Path) -> None:
    alone = run("similar", "pilot-mega", "--across")
    assert (alone.code, alone.out.count("\n")) == (0, 1)
    assert "Nothing here resembles it" in alone.err
    assert "holds one plan" in alone.err
    several = run("--workspace", four, "similar", "--text", "zzz")
    assert "Nothing here resembles it" in several.err
    assert "holds one plan" not in several.err


def test_a_workspace_without_a_plan_says_what_to_do(run, tmp_path: Path) -> None:
    run("init", tmp_path / "new", "--empty")
    built = run("--workspace", tmp_path / "new", "build")
    assert (built.code, "There is no plan in" in built.err, "metrograph extract" in built.err) == (0, True, True)


def test_an_item_with_a_theme_of_the_package_that_its_plan_does_not_name_is_linked(four: Path) -> None:
    (four / "alignments/fleuve-2024.yaml").unlink()
    done = metrograph.open(four).propose()
    assert {one.plan for one in done} >= {"fleuve-2024"}


# ---- who is outside


def test_who_makes_one_plan_is_a_partner_in_another(four: Path) -> None:
    """The harbours are partners of the rivers; an assessment over all plans took them for insiders everywhere."""
    change(
        four / "plans/fleuve-2025.yaml",
        "{id: org-uclg,",
        "{id: org-harbour, kind: organisation, label: {fr: Ports}}\n- {id: org-uclg,",
    )
    change(four / "plans/fleuve-2025.yaml", "partners: [org-uclg]", "partners: [org-harbour]")
    desk = metrograph.open(four)
    plan = desk.iri("fleuve-2025/programme-2025")
    forum, harbour = desk.iri("fleuve-2025/forum-fleuve"), desk.iri("org-harbour")
    asked = {str(row["organisation"]) for row in desk.ask("organisations", plan=plan).dicts()}
    assessed = {one for item in assessed_facts(pairs_of(desk.store))[plan].items.values() for one in item.partners}
    netted = {thing for of, _, thing in network_facts(desk.store).ties["partner"] if of == plan}
    assert asked == assessed == netted
    assert harbour in asked
    (thing,) = (one for one in things_of(of_store(desk.store)) if one.iri == forum)
    assert thing.ties == {harbour}


def test_the_other_units_of_a_network_are_no_partners_and_make_nothing_alike(desk: Workspace) -> None:
    plan = desk.iri("metropolis-2019/plan-2019")
    asked = {str(row["organisation"]) for row in desk.ask("organisations", plan=plan).dicts()}
    assessed = {one for item in assessed_facts(pairs_of(desk.store))[plan].items.values() for one in item.partners}
    assert asked == assessed == {thing for _, _, thing in network_facts(desk.store).ties["partner"]}
    inside = insiders([plan], pairs_of(desk.store).pairs)[plan]
    assert len(inside) > 1
    assert not inside & {tie for one in things_of(of_store(desk.store)) for tie in one.ties}
