"""The calendar: months that stay months, dates in words, and a file that calendar programs can read."""

import re
from datetime import date
from pathlib import Path

import pytest

from metrograph.errors import RequestError
from metrograph.explorer.calendar import calendar_file, calendar_page
from metrograph.explorer.dated import Dated, Wanted, dated
from metrograph.explorer.days import Reported
from metrograph.explorer.ics import calendar_text, fold, left_out
from metrograph.explorer.view import View
from metrograph.serve.asked import Asked
from metrograph.serve.routes_calendar import ROUTES
from metrograph.words import LANGUAGES, say

ONE = Dated(
    iri="http://a/x", class_="http://a/ns#WorldEvent", kind="WorldEvent", line="", edtf="2019-03-08", earliest=date(2019, 3, 8),
    latest=date(2019, 3, 8), precision="day", state="http://a/ns#stated", words="", mentioned=False, plans=("http://a/plan",),
    plan_year=2019, reported=(), label="A", lang="en", kind_label="world event", line_label="", status_label="stated",
)  # fmt: skip


def seen(desk, lang: str = "en", **fields: str):
    view = View.of(desk, lang=lang, inside="calendar", fields=tuple(fields.items()))
    page = calendar_page(view)
    return page, page.html(view.frame())


def events(text: str) -> list[dict[str, str]]:
    """The events of a calendar file, unfolded, by property name."""
    lines = text.replace("\r\n ", "").split("\r\n")
    found: list[dict[str, str]] = []
    for line in lines:
        name, _, told = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1][name.partition(";")[0]] = told
    return found


# ---- the page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_month_without_a_day_stays_a_month(desk, lang):
    page, html = seen(desk, lang)
    march = next(month for month in page.values["months"] if month.anchor == "m2019-03")
    assert [entry.day for entry in march.exact] == ["8"]
    assert [entry.told.edtf for entry in march.rough] == ["2019-03", "2019-03"]
    assert say("cal.some-time", lang, month=march.title) in html


def test_what_has_no_month_and_what_is_outside_the_year_stand_apart(desk):
    page, html = seen(desk)
    assert len(page.values["undated"]) == 6
    assert {entry.told.edtf for entry in page.values["outside"]} == {"2020"}
    assert "to be confirmed" in html
    assert page.values["counts"] == (29, 8, 1)


def test_a_date_that_moved_is_told_with_who_says_so(desk):
    _, html = seen(desk, month="10")
    assert "moved" in html
    assert "ledworldforum.org" in html
    assert "26 May 2021 to 1 June 2021" in html


def test_moved_dates_are_those_of_the_catalogue(desk):
    assert {one.iri for one in dated(desk) if one.moved} == set(map(str, desk.ask("dates-moved").column("element")))


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"year": "all"}, 29),
        ({"year": "2020"}, 2),
        ({"month": "6"}, 5),
        ({"month": "3"}, 4),
        ({"kind": "StatutoryMeeting"}, 3),
        ({"line": "line-gender-equality"}, 2),
        ({"line": "line-gender-equality", "month": "3"}, 1),
        ({"year": "1999"}, 0),
    ],
)
def test_it_can_be_narrowed_and_the_file_obeys_the_same(desk, fields, count):
    page, html = seen(desk, **fields)
    assert page.values["counts"][0] == count == len(page.tables["events"])
    view = View.of(desk, inside="calendar.ics", fields=tuple(fields.items()))
    assert len(events(calendar_file(view))) == count - page.values["counts"][1]
    for name, told in fields.items():
        assert f"{name}={told}" in page.values["ics"]
    if not count:
        assert say("cal.nothing") in html


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"year": "soon"}, "W601"),
        ({"year": "-1"}, "W601"),
        ({"year": "99999"}, "W601"),
        ({"month": "13"}, "W601"),
        ({"month": "March"}, "W601"),
        ({"year": "all", "month": "3"}, "W620"),
        ({"line": "nope"}, "W621"),
        ({"kind": "'; DROP"}, "W621"),
    ],
)
def test_what_cannot_be_meant_is_refused(desk, fields, code):
    with pytest.raises(RequestError, match=code) as caught:
        seen(desk, **fields)
    assert caught.value.status == 400


def test_a_long_calendar_says_that_it_is_cut(desk, monkeypatch):
    monkeypatch.setattr("metrograph.explorer.calendar.LONG", 10)
    page, html = seen(desk)
    assert page.values["listed"] == (10, 27)
    assert "The first 10 of 27" in html
    assert len(page.tables["events"]) == 29


# ---- the file


def test_every_line_ends_as_it_should_and_is_no_longer_than_75_octets(desk):
    text = calendar_text(dated(desk, "fr"), "fr", "20190101T000000Z")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "développement" in text.replace("\r\n ", "")


def test_a_day_is_that_day_and_a_month_is_the_whole_month_as_free_time(desk):
    found = {one["UID"].rpartition("/")[2]: one for one in events(calendar_text(dated(desk), "en", "20190101T000000Z"))}
    day, month = found["action-campaigns-8-march"], found["event-u20-2"]
    assert (day["DTSTART"], day["DTEND"], day["TRANSP"]) == ("20190308", "20190309", "OPAQUE")
    assert (month["DTSTART"], month["DTEND"], month["TRANSP"]) == ("20190501", "20190601", "TRANSPARENT")
    assert month["SUMMARY"].endswith("(May 2019\\, day not known)")
    assert (found["action-ptp-rename-use"]["DTSTART"], found["action-ptp-rename-use"]["DTEND"]) == ("20190201", "20190401")
    assert found["event-u20-2"]["URL"] == "https://w3id.org/metrograph/id/metropolis-2019/event-u20-2"


def test_what_has_no_month_is_left_out_and_counted(desk):
    found = dated(desk)
    assert len(left_out(found)) == 8
    assert len(events(calendar_text(found, "en", "20190101T000000Z"))) == len(found) - 8


def test_the_same_data_give_the_same_file(desk):
    one, other = (calendar_file(View.of(desk, inside="calendar.ics")) for _ in range(2))
    assert one == other
    assert {event["DTSTAMP"] for event in events(one)} == {"20190101T000000Z"}


def test_a_date_to_be_confirmed_is_tentative_and_reports_are_told():
    from dataclasses import replace

    report = Reported("2019-04", "a, b; c\nd", True)
    one = replace(ONE, state="http://a/ns#toBeConfirmed", status_label="to be confirmed", reported=(report,), edtf="2019-03-08~")
    event = events(calendar_text([one], "en", "20190101T000000Z"))[0]
    assert event["STATUS"] == "TENTATIVE"
    assert event["TRANSP"] == "TRANSPARENT"
    assert "about 8 March 2019" in event["SUMMARY"]
    assert r"April 2019 (a\, b\; c\nd)" in event["DESCRIPTION"]


@pytest.mark.parametrize("label", ["a\r\nATTACH:evil", "x" * 10_000, "\u202eabc \x07", "é" * 200, "سوق"])
def test_a_name_cannot_break_out_of_its_line(label):
    from dataclasses import replace

    text = calendar_text([replace(ONE, label=label)], "en", "20190101T000000Z")
    assert not re.search(r"^ATTACH", text, re.MULTILINE)
    assert "\x07" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert len(events(text)) == 1


def test_folding_keeps_characters_whole():
    line = "SUMMARY:" + "日本語" * 40
    pieces = list(fold(line))
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


def test_the_service_gives_it_as_a_calendar(desk):
    reply = ROUTES[0].answer(desk, Asked("calendar-file", fields=(("month", "3"),), lang="es"))
    assert reply.media == "text/calendar; charset=utf-8"
    assert len(events(reply.body.decode())) == 4
    assert b"PRODID:-//MetroGraph//MetroGraph calendar//ES\r\n" in reply.body


def test_what_is_wanted_is_told_by_line_kind_and_time():
    assert Wanted(2019, 3).of([ONE]) == (ONE,)
    assert Wanted(2019, 4).of([ONE]) == Wanted(2018).of([ONE]) == Wanted(kind="NetworkEvent").of([ONE]) == ()


# ---- the command


def test_the_command_shows_a_table_and_writes_a_file(run, tmp_path: Path):
    shown = run("calendar", "--kind", "StatutoryMeeting", "--format", "csv")
    assert shown.out.count("\n") == 4
    target = tmp_path / "plan.ics"
    written = run("calendar", "--year", "2019", "--ics", str(target))
    assert written.code == 0
    assert "8 without a month" in written.err
    assert len(events(target.read_bytes().decode())) == 21


def test_the_command_refuses_a_line_that_there_is_not(run):
    refused = run("calendar", "--line", "line-gender")
    assert refused.code == 2
    assert "line-gender-equality" in refused.err
