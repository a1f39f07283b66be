"""The review log: appended to and read back, line by line, and never guessed at."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrograph.errors import RecordError, SourceError, StoreError
from metrograph.model import Decision, Review, Strength
from metrograph.records import ReviewLog

ANA = Review("metropolis-2019", "pilot-mega", "7", Decision.ACCEPTED, "Ana Ruiz", "2026-03-01T09:00:00Z", "named in the title")
LINE = (
    '{"decision": "accepted", "item": "pilot-mega", "plan": "metropolis-2019", "reason": "named in the title", '
    '"reviewer": "Ana Ruiz", "sdg": "7", "time": "2026-03-01T09:00:00Z"}\n'
)


def log_of(folder: Path, *lines: str) -> ReviewLog:
    path = folder / "reviews.jsonl"
    path.write_bytes("".join(lines).encode())
    return ReviewLog(path)


def test_a_review_is_one_line_of_json_with_its_fields_in_order(tmp_path: Path) -> None:
    log = ReviewLog(tmp_path / "reviews.jsonl")
    log.append((ANA,))
    assert log.path.read_text(encoding="utf-8") == LINE


def test_a_comment_is_a_line_without_a_status_and_is_read_back_as_one(tmp_path: Path) -> None:
    log = ReviewLog(tmp_path / "reviews.jsonl")
    said = replace(ANA, decision=None)
    taken_back = replace(said, reason="", time="2026-03-01T09:00:01Z", undoes="metropolis-2019/pilot-mega/7@2026-03-01T09:00:00Z")
    log.append((said, taken_back))
    assert log.path.read_text(encoding="utf-8").startswith('{"decision": "comment", "item": "pilot-mega"')
    assert log.read() == (said, taken_back)
    silent = log_of(tmp_path, LINE.replace("accepted", "comment").replace("named in the title", " "))
    with pytest.raises(RecordError) as caught:
        silent.read()
    assert "reason" in str(caught.value)


def test_a_log_that_is_not_there_holds_no_reviews_and_reading_does_not_make_it(tmp_path: Path) -> None:
    assert ReviewLog(tmp_path / "reviews.jsonl").read() == ()
    assert list(tmp_path.iterdir()) == []


def test_appending_leaves_every_earlier_byte_as_it_was(tmp_path: Path) -> None:
    log = log_of(tmp_path, LINE, "\n", LINE.replace("accepted", "rejected"))
    before = log.path.read_bytes()
    log.append((ANA, ANA))
    assert log.path.read_bytes() == before + LINE.encode() * 2
    assert [review.decision.value for review in log.read()] == ["accepted", "rejected", "accepted", "accepted"]


def test_a_line_without_an_end_is_ended_before_the_next_begins(tmp_path: Path) -> None:
    log = log_of(tmp_path, LINE.rstrip("\n"))
    log.append((ANA,))
    assert log.read() == (ANA, ANA)


def test_lines_that_end_as_on_windows_are_read(tmp_path: Path) -> None:
    assert log_of(tmp_path, LINE.replace("\n", "\r\n"), LINE).read() == (ANA, ANA)


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        ("{not json\n", "JSON"),
        (LINE[:60] + "\n", "JSON"),
        ("[1, 2]\n", "JSON"),
        ("null\n", "JSON"),
        ("7\n", "JSON"),
        ("[" * 100_000 + "\n", "JSON"),
        (LINE.replace('"item": "pilot-mega", ', ""), "item"),
        (LINE.replace('"pilot-mega"', '""'), "item"),
        (LINE.replace('"sdg": "7"', '"sdg": 7'), "sdg"),
        (LINE.replace('"reason"', '"because"'), "because"),
        (LINE.replace("accepted", "agreed"), "decision"),
        (LINE.replace('"reason": "named in the title"', '"strength": "strong"'), "strength"),
        (LINE.replace('"reason": "named in the title"', '"instead": "18"'), "instead"),
        (LINE.replace("2026-03-01T09:00:00Z", "yesterday"), "time"),
        (LINE.replace("2026-03-01T09:00:00Z", "2026-03-01T09:00:00"), "time"),
        (LINE.replace("2026-03-01T09:00:00Z", "2026-02-30T09:00:00Z"), "time"),
    ],
)
def test_a_broken_line_is_reported_with_its_number_and_field(tmp_path: Path, line: str, detail: str) -> None:
    with pytest.raises(RecordError) as caught:
        log_of(tmp_path, LINE, line, LINE).read()
    error = caught.value
    assert (error.code, error.place.line, str(error.values["detail"])) == ("R122", 2, detail)


def test_a_log_in_cp1252_or_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    path.write_bytes(LINE.encode() + LINE.replace("Ana Ruiz", "Zoé").encode("cp1252"))
    with pytest.raises(SourceError, match=r"reviews.jsonl:2: error\[S103\]"):
        ReviewLog(path).read()
    path.unlink()
    path.mkdir()
    with pytest.raises(SourceError, match="S102"):
        ReviewLog(path).read()
    with pytest.raises(StoreError, match="S108"):
        ReviewLog(path).append((ANA,))


TEXTS = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(["a\u2028b", "a\x85b", "a\nb", '"', "\\", "\x00"])
NAMES = TEXTS.filter(bool)
CODES = st.sampled_from(["7", "11.2", "13.b", "17.19"])
REVIEWS = st.builds(
    Review,
    plan=NAMES,
    item=NAMES,
    sdg=CODES,
    decision=st.sampled_from(Decision),
    reviewer=NAMES,
    time=st.datetimes().map(lambda time: f"{time:%Y-%m-%dT%H:%M:%SZ}".rjust(20, "0")),
    reason=TEXTS,
    strength=st.none() | st.sampled_from(Strength),
    instead=st.just("") | CODES,
    undoes=TEXTS,
)


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.lists(st.lists(REVIEWS, max_size=3).map(tuple), max_size=3))
def test_what_is_appended_is_read_back(tmp_path_factory: pytest.TempPathFactory, batches: list[tuple[Review, ...]]) -> None:
    log = ReviewLog(tmp_path_factory.mktemp("log") / "reviews.jsonl")
    for batch in batches:
        log.append(batch)
    assert log.read() == tuple(review for batch in batches for review in batch)
    if log.path.exists():
        rows = log.path.read_bytes().split(b"\n")
        assert all(json.loads(row) for row in rows if row)
