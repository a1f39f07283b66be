"""Comments by the forms of pages at a real service: on any link, by any reviewer, kept when they cannot be sent at once."""

from pathlib import Path

import pytest
from tests.service import TOKEN
from tests.signed_in import BROWSER, WRONG, Ana, lines, post


def test_a_comment_is_shown_on_cards_in_the_log_and_to_programs(ana: Ana, place: Path) -> None:
    answer = ana.decides("comment", reason="is <b>this</b>\r\nenergy?")
    link = ana.form()["link"]
    assert (answer.status, answer.headers["Location"]) == (303, f"/review?state=all&goal=7&done={link}#link-{link}")
    assert {"decision": "comment", "reason": "is <b>this</b>\nenergy?", "reviewer": "Ana"}.items() <= lines(place)[-1].items()
    after = ana.sees(answer.headers["Location"].partition("#")[0])
    assert "Comment, just now" in after
    assert "is &lt;b&gt;this&lt;/b&gt;" in after
    for path in ("/id/metropolis-2019/pilot-mega", f"/id/alignment/{link}", "/review/log"):
        assert "is &lt;b&gt;this&lt;/b&gt;" in ana.sees(path), path
    assert "is <b>this</b>" in ana.service.get("/review/log?table=decisions").text
    assert "comment" in {row["decision"] for row in ana.service.get("/api/reviews").json["rows"]}
    assert f'id="link-{link}"' in ana.sees("/review?goal=7&state=waiting"), "the link still waits for a decision"


@pytest.mark.parametrize(("lang", "words"), [("en", "A comment needs words"), ("fr", "ne peut pas être vide"), ("es", "vacío")])
def test_a_comment_without_words_is_told_where_it_is_typed(ana: Ana, place: Path, lang: str, words: str) -> None:
    before = lines(place)
    answer = post(ana.service, f"/review?lang={lang}", ana.cookie, **ana.form(), decision="comment", reason=" \r\n")
    assert (answer.status, "W629" in answer.text, 'aria-invalid="true"' in answer.text) == (422, True, True)
    assert words in answer.text
    assert lines(place) == before


def test_a_comment_of_an_old_tab_is_taken_and_can_be_taken_back_by_its_author(ana: Ana, place: Path) -> None:
    old = ana.form("7.2")
    assert ana.decides("accept", ana.form("7.2")).status == 303
    assert ana.decides("comment", old, reason="typed before that").status == 303
    time = lines(place)[-1]["time"]
    assert f'name="undoes" value="{time}"' in ana.sees()
    assert ana.decides("undo", old, undoes=time).status == 303
    assert lines(place)[-1]["undoes"].endswith(time)
    assert f'name="undoes" value="{time}"' not in ana.sees()
    assert ana.decides("undo", ana.form("7.2")).status == 303


def test_a_comment_survives_signing_in_again_and_a_form_of_another_session(ana: Ana, place: Path) -> None:
    form, before = ana.form("7.3"), lines(place)
    gone = post(ana.service, "/review", "metrograph-session=gone", **form, decision="comment", reason="long & typed")
    assert (gone.status, "long &amp; typed" in gone.text, "Not sent yet" in gone.text) == (401, True, True)
    wrong = post(ana.service, "/review", **form, decision="comment", reason="long & typed", token=WRONG)
    assert (wrong.status, "long &amp; typed" in wrong.text, 'value="comment"' in wrong.text) == (401, True, True)
    other = post(ana.service, "/review", ana.cookie, **{**form, "csrf": "of-another"}, decision="comment", reason="long & typed")
    assert (other.status, "long &amp; typed" in other.text, f'value="{ana.csrf}"' in other.text) == (403, True, True)
    assert lines(place) == before
    again = post(ana.service, "/review", **form, decision="comment", reason="long & typed", token=TOKEN)
    assert (again.status, lines(place)[-1]["reason"]) == (303, "long & typed")


def test_goals_and_targets_are_offered_wherever_a_target_can_be_changed(ana: Ana) -> None:
    for path in ("/review", "/id/metropolis-2019/pilot-mega", "/pilots?look=cards", f"/id/alignment/{ana.form()['link']}"):
        page = ana.sees(path)
        assert 'list="sdg-targets"' in page, path
        assert page.count('<datalist id="sdg-targets">') == 1, path
        assert '<option value="11.2">' in page, path
    public = ana.service.get("/pilots?look=cards", **BROWSER).text
    assert "sdg-targets" not in public
