"""Who decides on the links of which plans: as the token file says it, in every way to name a link, all or nothing."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.test_api import ask, body, code
from tests.two_plans import EVA, GRANTED, LUC, MINE, THEIRS, two_plans

from metrograph.errors import MetroGraphError, ReviewError, SourceError
from metrograph.review import Choice
from metrograph.serve.access import Tokens, read_tokens
from metrograph.serve.asked import Asked, Reply
from metrograph.serve.grants import EVERYTHING, Grant, Holder
from metrograph.serve.wire import from_asked, to_asked
from metrograph.words import LANGUAGES
from metrograph.workspace import Workspace

MEGA = {"sdg": "7", "decision": "accept"}
ONLY_MINE = f"review {MINE}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("grants") / "desk"
    two_plans(path)
    return path


@pytest.fixture
def both(folder: Path) -> Workspace:
    """The two plans, with nothing decided yet."""
    (folder / "reviews.jsonl").unlink(missing_ok=True)
    return Workspace(folder)


def log(desk: Workspace) -> list[dict[str, str]]:
    assert desk.folder
    path = desk.folder / "reviews.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def sends(desk: Workspace, grant: str = ONLY_MINE, **fields: Any) -> Reply:
    more = {"lang": fields.pop("lang", "en"), "by": "Eva Lind", "grant": grant}
    return ask(desk, "review", body=json.dumps(fields).encode(), media="application/json", method="POST", **more)


# ---- the token file


def written(folder: Path, text: str) -> Path:
    path = folder / "tokens"
    path.write_text(text)
    path.chmod(0o600)
    return path


def test_a_line_without_a_role_is_as_it_always_was(tmp_path: Path) -> None:
    found = read_tokens(written(tmp_path, f"Ana:{EVA}\nBen:{LUC}:edit\n"))
    assert found == {"Ana": Holder(EVA), "Ben": Holder(LUC)}
    assert found["Ana"].grant == EVERYTHING


def test_a_line_names_a_role_and_plans(tmp_path: Path) -> None:
    found = read_tokens(written(tmp_path, GRANTED + f"Ida:{EVA}x : review  b-2, a-1\n"))
    assert [one.grant for one in found.values()] == [Grant(plans=(MINE,)), Grant(plans=None), Grant(plans=("a-1", "b-2"))]
    assert not any(one.grant.edits for one in found.values())


@pytest.mark.parametrize(
    "wrong",
    ["", " ", "reviews", "Review", "edit metropolis-2019", "metropolis-2019", "review *", "review metropolis-*", "review ,",
     "review metropolis-2019,", "review ../x", "review Metropolis-2019", "review a/b", "review a:b", "review:metropolis-2019", "review <é>"],
)  # fmt: skip
def test_what_cannot_be_read_as_a_right_gives_none_and_shuts_the_file(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_tokens(written(tmp_path, f"Ana:{LUC}\nEva:{EVA}:{wrong}\n"))
    assert (caught.value.code, caught.value.place.line) == ("B143", 2)
    assert EVA not in caught.value.report()
    for lang in LANGUAGES:
        assert "Eva" in caught.value.what(lang)


def test_a_role_that_is_nearly_right_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read_tokens(written(tmp_path, f"Eva:{EVA}:reviewer metropolis-2019\n"))
    assert "review" in caught.value.remedy().partition("after the token")[0]


def test_a_plan_that_is_not_there_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    tokens = Tokens(written(tmp_path, f"Eva:{EVA}:review north-2042 {MINE}\nAna:{LUC}\n"))
    (problem,) = tokens.unknown((MINE, THEIRS))
    assert problem.code == "B144"
    assert "north-2042" in problem.what()
    assert MINE in problem.remedy()
    assert not list(tokens.unknown((MINE, "north-2042")))


def test_a_right_is_that_of_the_file_as_it_is_now(tmp_path: Path) -> None:
    now, told = [0.0], []
    path = written(tmp_path, f"Eva:{EVA}\n")
    tokens = Tokens(path, clock=lambda: now[0])
    tokens.renewed = lambda: told.append(now[0])
    assert tokens.grant("Eva") == EVERYTHING
    written(tmp_path, f"Eva:{EVA}:review {MINE}\n")
    now[0] = 2
    assert tokens.grant("Eva") == Grant(plans=(MINE,))
    assert told == [2]
    written(tmp_path, f"Eva:{EVA}:everything\n")
    now[0] = 4
    assert tokens.grant("Eva") == Grant()
    assert tokens.grant("nobody") == Grant()


IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
GRANTS = st.sampled_from([EVERYTHING, Grant(), Grant(plans=None)]) | st.lists(IDS, min_size=1, max_size=4, unique=True).map(
    lambda plans: Grant(plans=tuple(sorted(plans)))
)


@given(GRANTS)
def test_a_right_goes_from_process_to_process_as_it_is(grant: Grant) -> None:
    there = to_asked(*from_asked(Asked("api-review", by="Eva", grant=str(grant))))
    assert Grant.of(there.grant) == grant


@given(st.text(max_size=40), IDS)
def test_no_text_gives_a_right_on_a_plan_that_it_does_not_name(text: str, plan: str) -> None:
    try:
        grant = Grant.of(text)
    except ValueError:
        return
    assert not grant.covers(plan) or plan in text or text.strip() in {"edit", "review"}
    assert not grant.edits or text.strip() == "edit"


def test_a_request_that_lost_its_right_on_the_way_has_none(both: Workspace) -> None:
    refused = ask(
        both,
        "review",
        body=json.dumps({"item": f"{MINE}/pilot-mega", **MEGA}).encode(),
        media="application/json",
        by="Eva",
        method="POST",
    )
    assert code(refused) == (403, "B141")
    assert log(both) == []


# ---- the API


def test_who_decides_on_one_plan_decides_there_and_nowhere_else(both: Workspace) -> None:
    assert sends(both, item=f"{MINE}/pilot-mega", **MEGA).status == 201
    refused = sends(both, item=f"{THEIRS}/pilot-mega", **MEGA)
    assert code(refused) == (403, "B141")
    assert [line["plan"] for line in log(both)] == [MINE]
    assert sends(both, "review", item=f"{THEIRS}/pilot-mega", **MEGA).status == 201
    assert sends(both, "edit", item=f"{THEIRS}/pilot-mega", **{**MEGA, "sdg": "7.2"}).status == 201


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_refusal_names_the_link_the_plan_and_whom_to_ask(both: Workspace, lang: str) -> None:
    told = body(sends(both, item=f"{THEIRS}/pilot-mega", lang=lang, **MEGA))
    assert all(word in told["title"] for word in ("pilot-mega", "7", THEIRS, MINE, "Eva Lind"))
    assert {"en": "whoever runs", "fr": "qui gère", "es": "quien administra"}[lang] in told["detail"]


NAMED = ("pilot-mega", "SOUTH-2025/pilot-mega", "south-2025 /pilot-mega", "north-2024/../south-2025/pilot-mega",
         "north-2024/south-2025/pilot-mega", "https://w3id.org/metrograph/id/south-2025/pilot-mega", "id:south-2025/pilot-mega",
         "south-2025%2Fpilot-mega", "/pilot-mega", "//pilot-mega", "south-2025/pilot-mega\u200b", "plan/pilot-mega", "")  # fmt: skip


def test_no_way_to_name_a_link_leads_around_the_right(both: Workspace) -> None:
    both.review(choices(THEIRS), "Ana")
    before = log(both)
    for item in NAMED:
        for decision in ("accept", "comment", "undo"):
            answer = sends(both, item=item, sdg="7", decision=decision, reason="no")
            assert answer.status in {400, 403}, (item, decision, answer.body)
    assert log(both) == before


DECISIONS: tuple[dict[str, Any], ...] = (
    {"decision": "accept"},
    {"decision": "reject", "reason": "no"},
    {"decision": "change", "strength": "direct"},
    {"decision": "change", "change_to": "12.2"},
    {"decision": "comment", "reason": "no"},
    {"decision": "undo"},
)


def test_no_decision_on_a_link_of_another_plan_is_taken_whatever_it_is(both: Workspace) -> None:
    both.review(choices(THEIRS), "Ana")
    before = log(both)
    for how in DECISIONS:
        for seen in ({}, {"expected": 0}, {"expected": 1}, {"expected": 99}):
            assert code(sends(both, item=f"{THEIRS}/pilot-mega", sdg="7", **how, **seen)) == (403, "B141"), (how, seen)
    assert log(both) == before


def test_the_decision_of_another_on_ones_own_plan_may_be_undone_and_a_comment_of_ones_own_elsewhere_not(both: Workspace) -> None:
    sends(both, "edit", item=f"{MINE}/pilot-mega", **MEGA)
    assert sends(both, item=f"{MINE}/pilot-mega", sdg="7", decision="undo").status == 201
    said = body(sends(both, "edit", item=f"{THEIRS}/pilot-mega", sdg="7", decision="comment", reason="ask"))["reviews"][0]
    back = {"item": f"{THEIRS}/pilot-mega", "sdg": "7", "decision": "undo", "undoes": said["time"]}
    assert code(sends(both, **back)) == (403, "B141"), "the right was taken away since"


def test_a_link_that_two_plans_state_is_for_those_who_decide_on_both(both: Workspace) -> None:
    link = {"item": f"{MINE}/theme-trams", "sdg": "11.2"}
    for decision in ("accept", "reject", "comment"):
        refused = sends(both, **link, decision=decision, reason="no")
        assert code(refused) == (403, "B141")
        assert THEIRS in body(refused)["title"]
    assert sends(both, f"review {MINE} {THEIRS}", **link, decision="accept").status == 201


def test_nobody_moves_a_link_onto_one_of_another_plan(tmp_path: Path) -> None:
    """Only the other plan states theme-trams → 9.1: to move one's own link there would be to speak for both."""
    desk = two_plans(tmp_path / "desk")
    path = tmp_path / "desk" / "alignments" / f"{MINE}.yaml"
    path.write_text(path.read_text().replace('"11.2"', '"11.6"'))
    desk = Workspace(tmp_path / "desk")
    link = {"item": f"{MINE}/theme-trams", "sdg": "11.6"}
    assert sends(desk, **link, decision="accept").status == 201, "this one is one's own"
    assert code(sends(desk, **link, decision="change", change_to="9.1")) == (403, "B141")
    assert len(log(desk)) == 1


# ---- many at once


def choices(*plans: str) -> list[Choice]:
    return [Choice(f"{plan}/pilot-mega", "7", "accept") for plan in plans]


def test_of_many_decisions_all_are_taken_or_none(both: Workspace) -> None:
    with pytest.raises(ReviewError) as caught:
        both.review([*choices(MINE), replace(choices(THEIRS)[0], sdg="7.2"), *choices(THEIRS)], "Eva Lind", plans={MINE})
    assert [error.code for error in (caught.value, *caught.value.others)] == ["B141", "B141"]
    assert log(both) == []
    assert len(both.review([*choices(MINE), *choices(THEIRS)], "Eva Lind", plans={MINE, THEIRS})) == 2


SDGS = ("7", "7.2", "7.3", "13.2")
CHOICES = st.builds(
    Choice,
    st.sampled_from([f"{MINE}/pilot-mega", f"{THEIRS}/pilot-mega", "pilot-mega", f"{MINE}/theme-trams", "theme-trams"]),
    st.sampled_from([*SDGS, "11.2"]),
    st.sampled_from(["accept", "reject", "change", "comment", "undo"]),
    st.sampled_from(["", "direct"]),
    st.sampled_from(["", "7", "12.2", "11.2"]),
    st.just("because"),
)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_whatever_is_sent_nothing_is_written_for_a_plan_without_the_right(folder: Path, data: st.DataObject) -> None:
    (folder / "reviews.jsonl").unlink(missing_ok=True)
    desk = _kept(folder)
    desk.review(choices(MINE, THEIRS), "Ana")
    before = log(desk)
    plans = data.draw(st.sampled_from([frozenset[str](), frozenset({MINE}), frozenset({THEIRS})]))
    try:
        taken = desk.review(data.draw(st.lists(CHOICES, min_size=1, max_size=4)), "Eva", plans=plans)
    except MetroGraphError:
        taken = ()
    after = log(desk)
    assert after[: len(before)] == before
    assert len(after) == len(before) + len(taken)
    assert {line["plan"] for line in after[len(before) :]} <= plans
    assert not any(line["item"].startswith("theme-") for line in after[len(before) :]), "both plans state these"


def _kept(folder: Path, held: dict[Path, Workspace] = {}) -> Workspace:  # noqa: B006 - read once
    return held.setdefault(folder, Workspace(folder))


# ---- the command line


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--plan", MINE), "B145"),
        (("--sign-in", "Eva", "--plan", "*"), "B146"),
        (("--sign-in", "Eva", "--plan", f"{MINE},"), "B146"),
        (("--sign-in", "Eva", "--plan", "plans/north-2024.yaml"), "B146"),
    ],
)
def test_a_plan_for_nobody_or_by_no_id_is_told_before_anything_starts(
    run: Any, folder: Path, options: tuple[str, ...], told: str
) -> None:
    said = run("--workspace", folder, "serve", *options)
    assert said.code == 2
    assert told in said.err


def test_the_command_line_knows_no_tokens(run: Any, both: Workspace) -> None:
    for plan in (MINE, THEIRS):
        assert run("--workspace", both.folder, "review", f"{plan}/pilot-mega", "7", "accept", "--by", "Eva Lind").code == 0
    assert [line["plan"] for line in log(both)] == [MINE, THEIRS]
