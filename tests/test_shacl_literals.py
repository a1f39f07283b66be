"""Literals: which texts are values of a datatype, and which of two values is the smaller; Python's own values are the measure."""

import math
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from metrograph.namespaces import RDF, XSD
from metrograph.shacl.literals import compare, well_formed
from metrograph.shacl.node import Node, iri, literal

FORMS = {
    "boolean": ("true false 1 0", "True yes 2"),
    "integer": ("0 -1 +7 007 12345678901234567890123", "1.0 1e3 0x1 1_000 ٣ +"),
    "decimal": ("0 -1.5 +.5 1. 007.10", "1e2 NaN INF 1,5 . ٣.٥"),
    "float": ("1 -1.5E3 .5e-1 INF -INF +INF NaN", "inf infinity nan 1e 1,5 +NaN"),
    "double": ("1 -1.5E3 .5e-1 INF -INF NaN", "Infinity 1d e5"),
    "byte": ("-128 127 +0", "-129 128 1.0"),
    "short": ("-32768 32767", "-32769 32768"),
    "int": ("-2147483648 2147483647", "-2147483649 2147483648"),
    "long": ("-9223372036854775808 9223372036854775807", "-9223372036854775809 9223372036854775808"),
    "unsignedByte": ("0 255 -0", "-1 256"),
    "unsignedShort": ("0 65535", "-1 65536"),
    "unsignedInt": ("0 4294967295", "-1 4294967296"),
    "unsignedLong": ("0 18446744073709551615", "-1 18446744073709551616"),
    "nonNegativeInteger": ("0 -0 7", "-1 1.0"),
    "positiveInteger": ("1 +7", "0 -1"),
    "nonPositiveInteger": ("0 -7", "1"),
    "negativeInteger": ("-1", "0 1"),
    "date": (
        "2019-05-17 2019-05-17Z 2019-05-17+02:00 2020-02-29 -0044-03-15 12019-01-01 2019-05-17-14:00 0000-01-01",
        "2019-5-17 2019-02-29 2019-13-01 2019-04-31 2019-00-01 19-05-17 2019-05-17T00:00:00 17/05/2019 2019-05-17+14:01 02019-01-01",
    ),
    "dateTime": (
        "2019-05-17T09:00:00 2019-05-17T09:00:00.125Z 2019-05-17T24:00:00 2019-05-17T23:59:59-05:00",
        "2019-05-17 2019-05-17T9:00:00 2019-05-17T25:00:00 2019-05-17T24:00:01 2019-05-17T09:60:00 2019-05-17T09:00 2019-05-17T09:00:00. 2019-02-30T00:00:00",
    ),
    "dateTimeStamp": ("2019-05-17T09:00:00Z 2019-05-17T09:00:00+14:00", "2019-05-17T09:00:00"),
    "time": ("09:00:00 09:00:00.5Z 24:00:00 23:59:59+05:30", "9:00:00 24:00:01 09:00 09:00:60 09:00:00+15:00"),
    "gYear": ("2019 2019Z -0044 12019 0000", "19 next 02019 2019-05"),
    "gYearMonth": ("2019-05 2019-05+01:00", "2019 2019-13 2019-5"),
    "gMonth": ("--05 --12Z", "05 --13 --5"),
    "gMonthDay": ("--05-17 --02-29 --12-31Z", "--02-30 --04-31 05-17"),
    "gDay": ("---17 ---31Z", "17 ---32 ---0"),
    "duration": ("P1Y P1Y2M3DT4H5M6.7S -P1M PT0S P2DT3H", "P 1Y P1S PT P1YT P-1Y P1.5D PT1.S"),
    "dayTimeDuration": ("P1D PT36H -P1DT1S", "P1Y P1M PT"),
    "yearMonthDuration": ("P1Y P14M -P1Y2M", "P1D PT1H P"),
    "hexBinary": ("0FB7 ff", "0FB 0G 0x12"),
    "base64Binary": ("TWVnYQ== TWVn TWVnYUE=", "TWVnYQ TWVnYR== TWV T==="),
    "language": ("fr fr-CA zh-Hans-CN i-klingon", "français fr_CA fr- toolongtag-x1"),
    "NMTOKEN": ("a-b 1 x.y:z", "a,b a/b"),
    "Name": ("a1 _x :y é", "1a -a"),
    "NCName": ("a1 _x é.b", "1a a:b :y"),
    "anyURI": ("http://example.org/ relative", ""),
    "string": ("anything", ""),
}
GOOD = [pytest.param(kind, text, id=f"{kind}-{text}") for kind, (good, _) in FORMS.items() for text in good.split()]
BAD = [pytest.param(kind, text, id=f"{kind}-{text}") for kind, (_, bad) in FORMS.items() for text in bad.split()]


@pytest.mark.parametrize(("kind", "text"), GOOD)
def test_a_text_in_the_form_of_its_datatype_is_a_value(kind: str, text: str) -> None:
    assert well_formed(text, XSD + kind)


@pytest.mark.parametrize(("kind", "text"), BAD)
def test_a_text_in_another_form_is_no_value(kind: str, text: str) -> None:
    assert not well_formed(text, XSD + kind)


@pytest.mark.parametrize("kind", sorted(set(FORMS) - {"anyURI", "string", "base64Binary"}))
@pytest.mark.parametrize("text", [" 1", "true ", "2019-05-17\n", "P1D\t", " fr"])
def test_spaces_at_an_end_make_a_text_no_value(kind: str, text: str) -> None:
    assert not well_formed(text, XSD + kind)


@pytest.mark.parametrize("kind", sorted(set(FORMS) - {"anyURI", "string"}))
def test_the_empty_text_is_a_value_of_bytes_alone(kind: str) -> None:
    assert well_formed("", XSD + kind) == kind.endswith("Binary")


def test_base64_does_not_end_with_a_space() -> None:
    assert not well_formed("TWVn ", XSD + "base64Binary")


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [("normalizedString", "two  words ", "a\tb"), ("token", "two words", "two  words"), ("token", "", " x")],
)
def test_texts_whose_spaces_matter_are_told_apart(kind: str, good: str, bad: str) -> None:
    assert well_formed(good, XSD + kind)
    assert not well_formed(bad, XSD + kind)


@pytest.mark.parametrize("kind", [RDF + "langString", "http://example.org/own", XSD + "unknown"])
def test_any_text_is_a_value_of_a_datatype_that_is_not_known(kind: str) -> None:
    assert well_formed("any text", kind)


@pytest.mark.parametrize("kind", ["double", "float"])
def test_digits_of_other_scripts_are_no_floating_numbers(kind: str) -> None:
    assert not well_formed("٣.٥", XSD + kind)


@pytest.mark.parametrize(("kind", "good"), [("nonNegativeInteger", True), ("byte", False), ("gYear", True)])
def test_very_many_digits_are_a_number_like_any_other(kind: str, good: bool) -> None:
    assert well_formed("1" * 5000, XSD + kind) == good


# ---- order


def typed(text: object, kind: str) -> Node:
    return literal(str(text), XSD + kind)


def sign(one: object, other: object) -> int:
    return (one > other) - (one < other)  # type: ignore[operator]


zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
finite = st.floats(allow_nan=False, allow_infinity=False)
decimals = st.decimals(-(10**6), 10**6, places=4, allow_nan=False)


def double(value: float) -> Node:
    return typed({math.inf: "INF", -math.inf: "-INF"}.get(value, "NaN" if math.isnan(value) else repr(value)), "double")


@given(one=st.integers(), other=st.integers(), kinds=st.tuples(*[st.sampled_from(["integer", "decimal"])] * 2))
@settings(deadline=None)
def test_whole_numbers_are_ordered_as_pythons_are(one: int, other: int, kinds: tuple[str, str]) -> None:
    assert compare(typed(one, kinds[0]), typed(other, kinds[1])) == sign(one, other)


@given(one=decimals, other=st.one_of(decimals, st.integers(-10, 10).map(Decimal)))
@settings(deadline=None)
def test_decimals_are_ordered_as_pythons_are(one: Decimal, other: Decimal) -> None:
    assert compare(typed(f"{one:f}", "decimal"), typed(f"{other:f}", "decimal")) == sign(one, other)


@given(one=st.floats(), other=st.floats())
@settings(deadline=None)
@example(one=math.nan, other=math.nan)
@example(one=0.0, other=-0.0)
def test_floating_numbers_are_ordered_as_pythons_are_and_nan_is_not(one: float, other: float) -> None:
    wanted = None if math.isnan(one) or math.isnan(other) else sign(one, other)
    assert compare(double(one), double(other)) == wanted


@given(whole=st.integers(-(2**50), 2**50), other=finite)
@settings(deadline=None)
def test_whole_and_floating_numbers_are_compared_by_value(whole: int, other: float) -> None:
    assert compare(typed(whole, "integer"), double(other)) == sign(whole, other)


@given(one=st.dates(), other=st.dates())
@settings(deadline=None)
def test_dates_are_ordered_as_pythons_are(one: date, other: date) -> None:
    assert compare(typed(one.isoformat(), "date"), typed(other.isoformat(), "date")) == sign(one, other)


@given(one=st.datetimes(timezones=zones), other=st.datetimes(timezones=zones))
@settings(deadline=None)
def test_points_in_time_with_zones_are_ordered_as_pythons_are(one: datetime, other: datetime) -> None:
    assert compare(typed(one.isoformat(), "dateTime"), typed(other.isoformat(), "dateTime")) == sign(one, other)


@given(one=st.datetimes(), other=st.datetimes())
@settings(deadline=None)
def test_points_in_time_without_zones_are_ordered_as_pythons_are(one: datetime, other: datetime) -> None:
    assert compare(typed(one.isoformat(), "dateTime"), typed(other.isoformat(), "dateTime")) == sign(one, other)


@given(one=st.datetimes(datetime(2018, 1, 1), datetime(2019, 1, 1)), hours=st.integers(-30, 30))  # noqa: DTZ001 - without a zone on purpose
@settings(deadline=None)
def test_a_point_without_a_zone_is_compared_with_one_only_beyond_fourteen_hours(one: datetime, hours: int) -> None:
    other = (one + timedelta(hours=hours)).replace(tzinfo=UTC)
    wanted = None if abs(hours) <= 14 else sign(0, hours)
    assert compare(typed(one.isoformat(), "dateTime"), typed(other.isoformat(), "dateTime")) == wanted


@given(one=st.times(), other=st.times())
@settings(deadline=None)
def test_times_of_day_are_ordered_as_pythons_are(one: time, other: time) -> None:
    assert compare(typed(one.isoformat(), "time"), typed(other.isoformat(), "time")) == sign(one, other)


@given(one=st.timedeltas(), other=st.timedeltas())
@settings(deadline=None)
def test_durations_in_seconds_are_ordered_as_pythons_are(one: timedelta, other: timedelta) -> None:
    def written(span: timedelta) -> str:
        seconds = Decimal(span // timedelta(microseconds=1)) / 10**6
        return f"{'-' if seconds < 0 else ''}PT{abs(seconds):f}S"

    assert compare(typed(written(one), "dayTimeDuration"), typed(written(other), "duration")) == sign(one, other)


@given(one=st.integers(-500, 500), other=st.integers(-500, 500))
@settings(deadline=None)
def test_durations_in_months_are_ordered_by_their_months(one: int, other: int) -> None:
    left, right = (f"{'-' if months < 0 else ''}P{abs(months) // 12}Y{abs(months) % 12}M" for months in (one, other))
    assert compare(typed(left, "yearMonthDuration"), typed(right, "duration")) == sign(one, other)


ORDERED = [
    ('"eau"', '"water"', -1),
    (typed("false", "boolean"), typed("1", "boolean"), -1),
    (typed("true", "boolean"), typed("1", "boolean"), 0),
    (typed("01", "byte"), typed("1.0", "decimal"), 0),
    (typed("2019", "gYear"), typed("2020", "gYear"), -1),
    (typed("-0044-03-15", "date"), typed("0014-08-19", "date"), -1),
    (typed("12019-01-01", "date"), typed("2019-01-01", "date"), 1),
    (typed("2019-05-17T24:00:00", "dateTime"), typed("2019-05-18T00:00:00", "dateTime"), 0),
    (typed("2019-05-17T12:00:00+02:00", "dateTime"), typed("2019-05-17T10:00:00Z", "dateTimeStamp"), 0),
    (typed("--02-29", "gMonthDay"), typed("--03-01", "gMonthDay"), -1),
    (typed("P1D", "duration"), typed("PT24H", "dayTimeDuration"), 0),
    (typed("P1Y", "duration"), typed("P12M", "yearMonthDuration"), 0),
    (typed("P1M", "duration"), typed("P30D", "duration"), None),
    (typed("NaN", "double"), typed("1", "double"), None),
    ('"2"', typed("10", "integer"), None),
    ('"a"@fr', '"b"@fr', None),
    ('"a"', '"b"@fr', None),
    (typed("a", "token"), '"b"', None),
    (typed("2019-05-17", "date"), typed("2019-05-17T00:00:00", "dateTime"), None),
    (typed("2019", "gYear"), typed("2019", "integer"), None),
    (typed("soon", "date"), typed("2019-05-17", "date"), None),
    (iri("urn:a"), iri("urn:b"), None),
    ("_:a", '"b"', None),
]


@pytest.mark.parametrize(("one", "other", "wanted"), ORDERED)
def test_two_values_are_compared_where_they_can_be(one: Node, other: Node, wanted: int | None) -> None:
    assert compare(one, other) == wanted


def test_midnight_is_one_time_of_day_however_it_is_written() -> None:
    assert compare(typed("24:00:00", "time"), typed("00:00:00", "time")) == 0


def test_a_month_is_longer_than_27_days_and_shorter_than_32() -> None:
    month = typed("P1M", "duration")
    assert (compare(month, typed("P27D", "duration")), compare(month, typed("P32D", "duration"))) == (1, -1)


anything = st.one_of(
    st.sampled_from([node for row in ORDERED for node in row[:2]]),
    st.builds(typed, st.integers(-3, 3), st.sampled_from(["integer", "decimal", "byte", "double", "gYear"])),
    st.builds(lambda day, zone: typed(day.isoformat() + zone, "date"), st.dates(date(2019, 1, 1), date(2019, 1, 3)), st.sampled_from(["", "Z", "+14:00", "-14:00"])),
    st.text(max_size=2).map(literal),
)  # fmt: skip


@given(one=anything, other=anything)
@settings(deadline=None)
def test_turning_two_values_round_turns_their_order_round(one: Node, other: Node) -> None:
    there, back = compare(one, other), compare(other, one)
    assert (there is None) == (back is None)
    assert there is None or there == -(back or 0)


@given(one=anything)
@settings(deadline=None)
def test_a_value_that_has_an_order_is_equal_to_itself(one: Node) -> None:
    assert compare(one, one) in (0, None)
