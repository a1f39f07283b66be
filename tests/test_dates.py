"""Dates of plans: what each EDTF text may mean, and what is no date."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrograph.dates import Span, read
from metrograph.when import in_words

SPANS = [
    ("2019", date(2019, 1, 1), date(2019, 12, 31), "year"),
    ("2019-XX", date(2019, 1, 1), date(2019, 12, 31), "unknown"),
    ("2019-02", date(2019, 2, 1), date(2019, 2, 28), "month"),
    ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month"),
    ("2019-06-XX", date(2019, 6, 1), date(2019, 6, 30), "month"),
    ("2019-06-17", date(2019, 6, 17), date(2019, 6, 17), "day"),
    ("2020-02-29", date(2020, 2, 29), date(2020, 2, 29), "day"),
    # seasons
    ("2019-21", date(2019, 3, 1), date(2019, 5, 31), "monthInterval"),
    ("2019-22", date(2019, 6, 1), date(2019, 8, 31), "monthInterval"),
    ("2019-23", date(2019, 9, 1), date(2019, 11, 30), "monthInterval"),
    ("2019-24", date(2019, 12, 1), date(2019, 12, 31), "monthInterval"),
    # quarters, quadrimesters, halves
    ("2019-33", date(2019, 1, 1), date(2019, 3, 31), "monthInterval"),
    ("2019-34", date(2019, 4, 1), date(2019, 6, 30), "monthInterval"),
    ("2019-35", date(2019, 7, 1), date(2019, 9, 30), "monthInterval"),
    ("2019-36", date(2019, 10, 1), date(2019, 12, 31), "monthInterval"),
    ("2019-37", date(2019, 1, 1), date(2019, 4, 30), "monthInterval"),
    ("2019-38", date(2019, 5, 1), date(2019, 8, 31), "monthInterval"),
    ("2019-39", date(2019, 9, 1), date(2019, 12, 31), "monthInterval"),
    ("2019-40", date(2019, 1, 1), date(2019, 6, 30), "monthInterval"),
    ("2019-41", date(2019, 7, 1), date(2019, 12, 31), "monthInterval"),
    # intervals
    ("2019-02/2019-03", date(2019, 2, 1), date(2019, 3, 31), "monthInterval"),
    ("2019-12/2020-01", date(2019, 12, 1), date(2020, 1, 31), "monthInterval"),
    ("2019-09-24/2019-09-25", date(2019, 9, 24), date(2019, 9, 25), "dayInterval"),
    ("2018/2019", date(2018, 1, 1), date(2019, 12, 31), "yearInterval"),
    ("2019-33/2019-34", date(2019, 1, 1), date(2019, 6, 30), "monthInterval"),
    ("2019-06/2019-07-02", date(2019, 6, 1), date(2019, 7, 2), "monthInterval"),
    ("2019-06/2019-06", date(2019, 6, 1), date(2019, 6, 30), "monthInterval"),
    # open intervals, sets, rough dates
    ("../2025-06-30", date(2025, 1, 1), date(2025, 6, 30), "dayInterval"),
    ("../2025", date(2025, 1, 1), date(2025, 12, 31), "yearInterval"),
    ("2025-03/..", date(2025, 3, 1), date(2025, 12, 31), "monthInterval"),
    ("{2025-03,2025-09}", date(2025, 3, 1), date(2025, 9, 30), "monthInterval"),
    ("[2025-04,2025-05]", date(2025, 4, 1), date(2025, 5, 31), "monthInterval"),
    ("{2025-05-05..2025-05-07,2025-06-02}", date(2025, 5, 5), date(2025, 6, 2), "dayInterval"),
    ("2025-05~", date(2025, 5, 1), date(2025, 5, 31), "month"),
]


def span(edtf: str) -> Span | None:
    try:
        return read(edtf)
    except ValueError:
        return None


@pytest.mark.parametrize(("edtf", "earliest", "latest", "precision"), SPANS)
def test_a_date_means_its_first_and_last_day(edtf: str, earliest: date, latest: date, precision: str) -> None:
    assert read(edtf) == Span(earliest, latest, precision)


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        "June 2019",
        "19",
        "20190617",
        "0000",
        "2019-00",
        "2019-13",
        "2019-20",
        "2019-25",
        "2019-32",
        "2019-42",
        "2019-6",
        "2019-02-29",
        "2019-02-30",
        "2019-06-00",
        "2019-06-31",
        "2019-21-01",
        "2019-21-XX",
        "2019-XX-17",
        "2019-XX-XX",
        "2019-xx",
        "2019-06-17T10:00",
        "2019/06",
        "2019-05/2019-03",
        "2019-09-25/2019-09-24",
        "2020/2019",
        "2019-05/",
        "/2019-05",
        "2019/2020/2021",
        "2019 ",
        "2019\n",
        "２０１９",
        "٢٠١٩-٠٦",
        "../..",
        "/..",
        "../",
        "{}",
        "[]",
        "{2025-03",
        "{2025-03,}",
        "{2025..2024}",
        "~",
        "2025-05~~",
        "..",
        "{..2025}",
    ],
)
def test_what_is_no_date_is_refused(edtf: str) -> None:
    assert span(edtf) is None


YEARS = st.integers(1, 9999).map("{:04d}".format)
PARTS = st.sampled_from([*(f"{n:02d}" for n in range(45)), "XX"])
POINTS = st.one_of(
    YEARS,
    st.tuples(YEARS, PARTS).map("-".join),
    st.tuples(YEARS, PARTS, PARTS).map("-".join),
    st.dates().map(date.isoformat),
)


@settings(deadline=None, max_examples=300, derandomize=True)
@given(POINTS)
def test_no_date_ends_before_it_begins(edtf: str) -> None:
    found = span(edtf)
    assert found is None or found.earliest <= found.latest
    assert found is None or f"{found.earliest.year:04d}" == edtf[:4] == f"{found.latest.year:04d}"


@settings(deadline=None, max_examples=300, derandomize=True)
@given(POINTS, POINTS)
def test_an_interval_runs_from_the_first_day_of_its_start_to_the_last_day_of_its_end(start: str, end: str) -> None:
    first, last, whole = span(start), span(end), span(f"{start}/{end}")
    if first is None or last is None or last.latest < first.earliest:
        assert whole is None
    else:
        assert whole is not None
        assert (whole.earliest, whole.latest) == (first.earliest, last.latest)


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.dates())
def test_every_day_of_the_calendar_is_read_as_itself(day: date) -> None:
    assert read(day.isoformat()) == Span(day, day, "day")


@settings(deadline=None, max_examples=300, derandomize=True)
@given(st.text(max_size=12))
def test_any_text_is_a_date_or_is_refused_with_a_value_error(text: str) -> None:
    found = span(text)
    assert found is None or text.isascii()


@pytest.mark.parametrize(
    ("edtf", "en", "fr", "es"),
    [
        ("2019", "2019", "2019", "2019"),
        ("2019-03", "March 2019", "mars 2019", "marzo de 2019"),
        ("2019-03-08", "8 March 2019", "8 mars 2019", "8 de marzo de 2019"),
        ("2019-05-01", "1 May 2019", "1er mai 2019", "1 de mayo de 2019"),
        ("2019-XX", "some time in 2019, month not known", "dans l'année 2019, mois inconnu", "en algún momento de 2019, mes desconocido"),
        ("2019-03-XX", "one day in March 2019, not known yet", "en mars 2019, jour pas encore connu", "un día de marzo de 2019, aún no conocido"),
        ("2019-05~", "about May 2019", "vers mai 2019", "hacia mayo de 2019"),
        ("2019-05?", "May 2019, uncertain", "mai 2019, incertain", "mayo de 2019, incierto"),
        ("2019-02/2019-03", "February to March 2019", "entre février et mars 2019", "de febrero a marzo de 2019"),
        ("2019-06-04/2019-06-05", "4 to 5 June 2019", "du 4 au 5 juin 2019", "del 4 al 5 de junio de 2019"),
        ("2019-12/2020-01", "December 2019 to January 2020", "entre décembre 2019 et janvier 2020", "de diciembre de 2019 a enero de 2020"),
        ("../2019-06-30", "not after 30 June 2019", "au plus tard le 30 juin 2019", "a más tardar el 30 de junio de 2019"),
        ("2019-03-04/..", "from 4 March 2019 on", "dès le 4 mars 2019", "a partir del 4 de marzo de 2019"),
        ("2019-05-01~", "about 1 May 2019", "vers le 1er mai 2019", "hacia el 1 de mayo de 2019"),
        ("2019-06-01/2019-06-02", "1 to 2 June 2019", "du 1er au 2 juin 2019", "del 1 al 2 de junio de 2019"),
        ("2021-05-26/2021-06-01", "26 May 2021 to 1 June 2021", "du 26 mai 2021 au 1er juin 2021", "del 26 de mayo de 2021 al 1 de junio de 2021"),
        ("2019-03/..", "from March 2019 on", "dès mars 2019", "a partir de marzo de 2019"),
        ("2019-21", "spring of 2019", "printemps 2019", "primavera de 2019"),
        ("2019-33", "first quarter of 2019", "premier trimestre 2019", "primer trimestre de 2019"),
        ("[2019-03,2019-04]", "one of: March 2019, April 2019", "l'un de : mars 2019, avril 2019", "uno de: marzo de 2019, abril de 2019"),
        ("{2019-03,2019-09}", "each of: March 2019, September 2019", "chacun de : mars 2019, septembre 2019", "cada uno de: marzo de 2019, septiembre de 2019"),
        ("soon", "soon", "soon", "soon"),
        ("2019-99", "2019-99", "2019-99", "2019-99"),
    ],
)  # fmt: skip
def test_a_date_is_told_in_words(edtf: str, en: str, fr: str, es: str) -> None:
    assert (in_words(edtf), in_words(edtf, "fr"), in_words(edtf, "es")) == (en, fr, es)
