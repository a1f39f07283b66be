"""Comments: said of a link without deciding on it, kept for good, taken back by their authors, shown wherever decisions are."""

from pathlib import Path

import pytest
import rdflib

from metrograph.decisions import Standing, standings
from metrograph.errors import ReviewError
from metrograph.explorer.cards import card_of
from metrograph.explorer.review_log import log_of
from metrograph.explorer.view import View
from metrograph.graph.alignments import alignment_iri
from metrograph.model import Decision
from metrograph.review import Choice
from metrograph.table import text
from metrograph.workspace import Workspace

MEGA = ("pilot-mega", "7")


def does(desk: Workspace, decision: str, by: str = "Ana Ruiz", lang: str = "en", **more: str) -> None:
    desk.review([Choice(*MEGA, decision, **more)], by, lang=lang)


def stands(desk: Workspace, sdg: str = "7") -> Standing:
    found = standings(desk.records.runs, desk.records.reviews)
    return next(one for one in found if (one.item, one.sdg) == ("pilot-mega", sdg))


def said(desk: Workspace) -> list[tuple[str, str, str | None]]:
    return [(text(one["reviewer"]), text(one["reason"]), text(one["withdrawn"]) or None) for one in desk.ask("comments").dicts()]


def test_a_comment_leaves_a_link_where_it_stands(workspace: Workspace) -> None:
    before = stands(workspace)
    does(workspace, "comment", reason="ask the energy unit")
    after = stands(workspace)
    assert (after.status, after.strength, after.review, after.reviews) == (before.status, before.strength, None, ())
    assert [(one.reviewer, one.reason) for one in after.said] == [("Ana Ruiz", "ask the energy unit")]
    assert len(workspace.ask("decisions")) == 0
    assert MEGA[1] in workspace.ask("not-yet-reviewed").column("sdg"), "nobody has signed the link yet"
    assert said(workspace) == [("Ana Ruiz", "ask the energy unit", None)]


def test_a_comment_keeps_its_language_and_conforms_to_the_shapes(workspace: Workspace) -> None:
    does(workspace, "comment", lang="fr", reason="à vérifier")
    (row,) = workspace.ask("comments", "es", plan="plan-2019").dicts()
    assert (row["reason"], getattr(row["reason"], "lang", "")) == ("à vérifier", "fr")
    report = workspace.validate()
    assert (report.ok, [one for one in report.findings if "comment" in one.focus]) == (True, [])


def test_only_its_author_takes_a_comment_back_and_it_stays_on_record(workspace: Workspace) -> None:
    does(workspace, "comment", reason="is it energy?")
    (comment,) = stands(workspace).said
    with pytest.raises(ReviewError) as caught:
        does(workspace, "undo", by="Luc Petit", undoes=comment.time)
    assert (caught.value.code, "Ana Ruiz" in caught.value.what()) == ("V109", True)
    with pytest.raises(ReviewError, match="no decision"):
        does(workspace, "undo", by="Luc Petit")
    does(workspace, "undo")
    assert stands(workspace).said == ()
    assert [(by, words, bool(when)) for by, words, when in said(workspace)] == [("Ana Ruiz", "is it energy?", True)]


def test_an_undo_takes_back_what_was_done_last_or_what_it_names(workspace: Workspace) -> None:
    does(workspace, "comment", reason="first")
    does(workspace, "reject", by="Luc Petit", reason="no")
    does(workspace, "comment", reason="second")
    does(workspace, "undo", by="Luc Petit")
    assert (stands(workspace).status, len(stands(workspace).said)) == (Decision.ACCEPTED, 2)
    first = stands(workspace).said[0]
    does(workspace, "undo", undoes=first.time)
    assert [one.reason for one in stands(workspace).said] == ["second"]
    does(workspace, "undo")
    assert stands(workspace).said == ()


def test_a_comment_needs_words_and_a_name(workspace: Workspace) -> None:
    for more, code in ({"reason": " \n"}, "V108"), ({"reason": "x", "by": " "}, "V103"):
        with pytest.raises(ReviewError) as caught:
            does(workspace, "comment", **more)
        assert caught.value.code == code
    assert stands(workspace).comments == ()


def test_comments_come_with_a_rebuild_an_export_and_a_copy_of_the_log(workspace: Workspace, tmp_path: Path) -> None:
    does(workspace, "comment", reason="kept")
    assert workspace.folder is not None
    workspace.build()
    again = Workspace(workspace.folder)
    assert said(again) == [("Ana Ruiz", "kept", None)]
    dumped = rdflib.Dataset(default_union=True)
    dumped.parse(data=again.dump(".nq"), format="nquads")
    asked = dumped.query(again.catalog["comments"].sparql)
    assert [str(row.reason) for row in asked] == ["kept"]  # type: ignore[union-attr]


def test_comments_are_made_from_a_spreadsheet_and_on_the_command_line(workspace: Workspace, tmp_path: Path) -> None:
    from metrograph.cli import main

    source = tmp_path / "decisions.csv"
    source.write_text("item,sdg,decision,reason\npilot-mega,7,comment,from a sheet\n", encoding="utf-8")
    folder = str(workspace.folder)
    assert main(["--workspace", folder, "review", "--from", str(source), "--by", "Ana"]) == 0
    assert main(["--workspace", folder, "review", *MEGA, "comment", "--by", "Luc", "--reason", "typed"]) == 0
    assert [(by, words) for by, words, _ in said(Workspace(Path(folder)))] == [("Ana", "from a sheet"), ("Luc", "typed")]


def test_the_log_tells_decisions_and_comments_in_the_order_of_time(workspace: Workspace) -> None:
    does(workspace, "comment", reason="one")
    does(workspace, "accept", reason="two")
    does(workspace, "undo", undoes=stands(workspace).said[0].time)
    rows = log_of(workspace, "fr").dicts()
    assert [(text(one["decision"]), text(one["reason"]), bool(one["undoes"])) for one in rows] == [
        ("commentaire", "one", False), ("accepté", "two", False), ("commentaire", "", True),
    ]  # fmt: skip


def test_a_card_shows_who_said_what_and_what_its_reader_can_take_back(workspace: Workspace) -> None:
    does(workspace, "accept")
    does(workspace, "comment", reason="<b>seen</b>")
    link = alignment_iri(workspace.names, str(workspace.iri("pilot-mega")), "7")
    card = card_of(View.of(workspace), link)
    assert card
    assert [(one.by, one.text.text if one.text else "", one.undone) for one in card.comments] == [("Ana Ruiz", "<b>seen</b>", "")]
    assert (card.decisions, card.last("Ana Ruiz"), card.last("Luc")) == (1, card.comments[0], card.verdict)


def test_decisions_on_the_links_of_themes_are_listed_with_those_of_the_plan(workspace: Workspace, tmp_path: Path) -> None:
    choices = [Choice("theme-adequate-housing", "11.1", "accept"), Choice(*MEGA, "accept")]
    workspace.review(choices, "Ana Ruiz")
    for given in ({}, {"plan": "plan-2019"}):
        assert [text(row).rpartition("/")[2] for row in workspace.ask("decisions", **given).column("element")] == [
            "theme-adequate-housing", "pilot-mega",
        ]  # fmt: skip
    dumped = rdflib.Dataset(default_union=True)
    dumped.parse(data=workspace.dump(".nq"), format="nquads")
    assert len(list(dumped.query(workspace.catalog["decisions"].sparql))) == 2
