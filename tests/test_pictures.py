"""Pictures say what their tables say: every mark in words, every number printed, in three languages, whatever the labels hold."""

import re
import xml.etree.ElementTree as ET
from datetime import date
from decimal import Decimal

import pytest

from metrograph.pictures import PICTURES, Picture, bars, cobenefits, matrix, picture, series, timeline, wheel
from metrograph.pictures.drawing import Circle, Drawing, Group, Path, Rect, Shape, Text
from metrograph.pictures.inks import GOALS, RAMP, WHITE_INK, goal_ink, on_ramp, step
from metrograph.pictures.letters import apart, shorten, width
from metrograph.table import Iri, Table, text
from metrograph.words import LANGUAGES
from metrograph.workspace import Workspace

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<script>alert(1)</script>", '"><a href="javascript:alert(1)">', "]]>&amp;", "' onload='x", "\x00\x0b\ud800", "x" * 300, "مرحبا بالعالم",
    "\u202egnp.exe", "a\nb\tc", "", "</title></svg>", "{0} {label} %s",
]  # fmt: skip
ATTRIBUTES = {
    "xmlns", "class", "viewBox", "width", "height", "role", "aria-label", "lang", "font-family", "color", "x", "y", "x1", "y1", "x2", "y2", "cx",
    "cy", "r", "rx", "d", "href", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "font-size",
    "font-weight", "text-anchor", "unicode-bidi",
}  # fmt: skip
TAGS = {"svg", "title", "desc", "g", "a", "path", "rect", "circle", "line", "text"}


def tree(drawn: str) -> ET.Element:
    """The elements of a picture, after a look that it holds nothing but what pictures hold."""
    root = ET.fromstring(drawn)  # noqa: S314 - our own
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in TAGS
        assert set(element.attrib) <= ATTRIBUTES
    return root


def words(drawn: str) -> list[str]:
    return ["".join(element.itertext()) for element in tree(drawn).iter(f"{SVG}text")]


def titles(drawn: str) -> list[str]:
    return [
        title.text or ""
        for element in tree(drawn).iter()
        if element.tag in (f"{SVG}g", f"{SVG}a")
        for title in element.findall(f"{SVG}title")
    ]


def loose(shapes: tuple[Shape, ...]) -> list[Shape]:
    """Filled shapes that stand for something and are in no group with a title; legends, frames and words aside."""
    return [shape for shape in shapes if isinstance(shape, Path | Circle) or (isinstance(shape, Rect) and shape.width > 14)]


def everything(desk: Workspace, lang: str) -> dict[str, Picture]:
    return {name: picture(desk.ask, name, lang) for name in PICTURES} | {
        "series": series(desk.ask("events-per-month", lang), lang)
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_picture_is_sound_xml_without_style_or_script_and_tells_itself(desk: Workspace, lang: str) -> None:
    for name, drawn in everything(desk, lang).items():
        root = tree(drawn)
        assert root.get("role") == "img", name
        assert root.get("lang") == lang
        assert [element.tag.removeprefix(SVG) for element in root[:2]] == ["title", "desc"]
        assert all((root[at].text or "").strip() for at in (0, 1))
        assert root.get("aria-label") == root[0].text
        assert not re.search(r"<style|style=|<script|\son\w+=|javascript:|url\(", drawn)


@pytest.mark.parametrize("name", PICTURES)
def test_french_words_of_a_picture_keep_their_blanks_before_high_marks(desk: Workspace, name: str) -> None:
    drawing = picture(desk.ask, name, "fr").drawing
    told = " ".join((drawing.title, drawing.about, *drawing.titles))
    assert "\u00a0:" in told
    assert not re.search("[ \\w][:;?!»](?=\\s)|« ", told)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_speaks_three_languages(desk: Workspace, name: str) -> None:
    spoken = [picture(desk.ask, name, lang) for lang in LANGUAGES]
    for each in (lambda one: one.drawing.title, lambda one: one.drawing.about, lambda one: one.drawing.titles[-1]):
        assert len({each(one) for one in spoken}) == 3


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_drawn_the_same_again(desk: Workspace, name: str) -> None:
    assert picture(desk.ask, name, "fr") == picture(desk.ask, name, "fr")


@pytest.mark.parametrize("name", PICTURES)
def test_every_mark_is_told_in_words(desk: Workspace, name: str) -> None:
    drawing = picture(desk.ask, name).drawing
    assert drawing.titles
    unspoken = [shape for shape in loose(drawing.shapes) if not (isinstance(shape, Circle) and not shape.paint.fill)]
    assert unspoken == [] or name == "timeline"  # the diamond of its legend


@pytest.mark.parametrize("name", PICTURES)
def test_words_and_lines_take_the_colour_of_the_text_around(desk: Workspace, name: str) -> None:
    root = tree(picture(desk.ask, name))
    on_colour = {"#ffffff", "#000000"}
    assert {element.get("fill") for element in root.iter(f"{SVG}text")} <= {"currentColor", *on_colour}
    assert {element.get("stroke") for element in root.iter()} <= {"currentColor", "#888888", RAMP[3], None}
    quantities = [element for element in root.iter(f"{SVG}rect") if element.get("fill") in RAMP]
    assert all(element.get("class") == f"b{RAMP.index(element.get('fill') or '') + 1}" for element in quantities)


def test_the_wheel_prints_the_number_of_every_goal(desk: Workspace) -> None:
    coverage = desk.coverage()
    drawn = wheel(coverage)
    printed = words(drawn)
    for row in coverage.dicts():
        label, direct, indirect = (text(row[name]) for name in ("goalLabel", "direct", "indirect"))
        assert f"Goal {row['sdg']}, {label}: {direct} direct, {indirect} indirect" in titles(drawn)
    assert [word for word in printed if word.isdecimal()] == [
        word for row in coverage.dicts() for word in (text(row["sdg"]), text(row["count"])) if word != "0"
    ]


def test_the_wheel_keeps_the_place_of_goals_whatever_the_order_of_rows(desk: Workspace) -> None:
    coverage = desk.coverage()
    turned = Table(coverage.columns, tuple(reversed(coverage.rows())))
    assert wheel(turned) == wheel(coverage)


def test_segments_and_bars_are_links_where_an_address_is_given(desk: Workspace) -> None:
    root = tree(wheel(desk.coverage(), href=lambda code: f"/sdg/{code}?a=1&b=2"))
    assert root.get("role") == "group"  # links within an image could not be reached
    links = list(root.iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == [f"/sdg/{goal}?a=1&b=2" for goal in range(1, 18)]
    assert all(link.get("aria-label") == link[0].text for link in links)
    rows = tree(bars(desk.coverage("theme"), href=lambda row: text(row["theme"])))
    assert len(list(rows.iter(f"{SVG}a"))) == 15


def test_the_matrix_holds_the_numbers_of_its_table(desk: Workspace) -> None:
    found = desk.ask("goals-by-theme")
    drawn = matrix(found)
    told = [title for title in titles(drawn) if "elements (" in title or "element (" in title]
    assert len(told) == len([row for row in found.dicts() if row["count"]])
    assert "gender equality, Goal 5 (Gender equality): 8 elements (7 direct, 1 indirect)" in told
    assert "migration: no goal" in titles(drawn)
    heads = [title for title in titles(drawn) if title.startswith("Goal ")]
    assert [re.findall(r"\d+", head)[0] for head in heads] == [str(goal) for goal in range(1, 18)]


def test_rows_of_a_matrix_stand_by_their_sums_or_as_they_come(desk: Workspace) -> None:
    found = desk.ask("goals-by-line")
    names = list(dict.fromkeys(map(text, found.column("lineLabel"))))
    sums = {name: sum(int(text(row["count"])) for row in found.dicts() if row["lineLabel"] == name) for name in names}
    first_words = [word for word in words(matrix(found)) if word in sums]
    assert first_words == sorted(names, key=lambda name: (-sums[name], name))
    assert [word for word in words(matrix(found, ordered=True)) if word in sums] == names


def test_goals_served_together_are_a_matrix_with_each_pair_once(desk: Workspace) -> None:
    found = desk.ask("co-targets")
    drawn = cobenefits(found)
    pairs = [title for title in titles(drawn) if " and Goal " in title]
    assert len(pairs) == len(found)
    assert "Goal 5 (Gender equality) and Goal 11 (Sustainable cities and communities): 3 elements" in pairs


def test_a_month_without_a_day_is_drawn_as_the_whole_month(desk: Workspace) -> None:
    one = Table(("label", "date"), (("Day", "2019-06-01"), ("Month", "2019-06"), ("Next", "2019-07-31")))
    drawing = timeline(one).drawing
    marks = {group.title: group.shapes for group in drawing.shapes if isinstance(group, Group)}
    day = next(shape for shape in marks["Day: 1 June 2019"] if isinstance(shape, Path))
    month = next(shape for shape in marks["Month: June 2019"] if isinstance(shape, Rect) and shape.paint.name)
    assert month.width == pytest.approx(540 / 2 - 2)
    assert not any(isinstance(shape, Path) for shape in marks["Month: June 2019"])
    x = [place for step_ in day.steps for place in step_[1:2]]
    assert month.x <= (min(x) + max(x)) / 2 <= month.x + month.width / 20  # type: ignore[operator,call-overload]


def test_what_is_not_certain_has_a_dashed_edge_and_says_so() -> None:
    found = Table(
        ("label", "date"),
        (("Sure", "2019-06"), ("About", "2019-05~"), ("One of", "[2019-04,2019-05]"), ("Both", "{2019-03,2019-09}")),
    )
    marks = {group.title: group.shapes for group in timeline(found).drawing.shapes if isinstance(group, Group)}
    dashed = {
        title: [bool(shape.paint.dashes) for shape in shapes if isinstance(shape, Rect) and shape.paint.name]
        for title, shapes in marks.items()
    }
    assert dashed == {
        "Both: each of: March 2019, September 2019": [False, False],
        "One of: one of: April 2019, May 2019": [True, True],
        "About: about May 2019": [True],
        "Sure: June 2019": [False],
    }


def test_rows_without_a_date_are_counted_and_days_can_stand_for_an_edtf_text() -> None:
    columns = ("label", "date", "earliest", "latest")
    rows = (
        ("Known", None, date(2019, 3, 1), date(2019, 3, 5)),
        ("Soon", "soon", None, None),
        ("Endless", "9999-12-31", None, None),
    )
    drawn = timeline(Table(columns, rows))
    assert "2 of 3 rows are drawn; the table has them all." in words(drawn)


def test_bars_print_their_numbers_whole_negative_or_none() -> None:
    rows = (("a", 5), ("b", Decimal("2.5")), ("c", -3), ("d", None), ("e", float("inf")), ("f", "7"))
    drawn = bars(Table(("name", "amount"), rows))
    assert titles(drawn) == ["a: 5", "b: 2.5", "c: -3", "d: –", "e: INF", "f: 7"]
    assert {"5", "2.5", "-3", "7"} <= set(words(drawn))


def test_a_bar_tells_direct_and_indirect_links_apart(desk: Workspace) -> None:
    drawn = bars(desk.coverage("theme", "fr"), "fr")
    assert any(
        title.endswith("\u00a0: 8 avec lien direct, 0 avec lien seulement indirect, 0 sans lien") for title in titles(drawn)
    )
    target = bars(desk.coverage("target"))
    assert "17.16 Global and multi-stakeholder partnerships: 5 linked directly, 10 linked only indirectly" in titles(target)


def test_a_series_stands_in_the_order_of_time() -> None:
    rows = ((date(2019, 3, 1), 2), (date(2019, 1, 1), 0), ("2018-05", 4), (None, 3), ("2020", "x"))
    drawn = series(Table(("when", "n"), rows), time="when")
    assert titles(drawn) == ["2018-05: 4", "2019-01-01: 0", "2019-03-01: 2"]
    assert "3 of 5 rows are drawn; the table has them all." in words(drawn)


EMPTY = {
    "wheel": lambda rows: wheel(Table(("sdg", "goalLabel", "direct", "indirect"), tuple((str(n + 1), label, n, 1) for n, label in enumerate(rows)))),
    "matrix": lambda rows: matrix(Table(("rowLabel", "sdg", "count"), tuple((label, str(n % 17 + 1), n) for n, label in enumerate(rows)))),
    "cobenefits": lambda rows: cobenefits(
        Table(("sdg", "goalLabel", "otherSdg", "otherGoalLabel", "count"), tuple((str(n % 16 + 1), label, "17", label, n + 1) for n, label in enumerate(rows)))
    ),
    "timeline": lambda rows: timeline(Table(("label", "date", "lineLabel"), tuple((label, f"2019-{n % 12 + 1:02d}", label) for n, label in enumerate(rows)))),
    "bars": lambda rows: bars(Table(("label", "n"), tuple((label, n) for n, label in enumerate(rows)))),
    "series": lambda rows: series(Table(("at", "n"), tuple((2000 + n, n) for n, _ in enumerate(rows)))),
}  # fmt: skip


@pytest.mark.parametrize("kind", EMPTY)
def test_nothing_is_told_in_a_friendly_sentence(kind: str) -> None:
    assert words(EMPTY[kind]([])) == ["There is nothing to draw here yet."]


@pytest.mark.parametrize("kind", EMPTY)
@pytest.mark.parametrize("count", [1, 17, 60])
def test_one_row_and_sixty_rows_are_drawn_within_the_sheet(kind: str, count: int) -> None:
    drawing = EMPTY[kind]([f"label {n}" for n in range(count)]).drawing
    for word in inside(drawing.shapes):
        assert 0 <= word.y <= drawing.height, word
        assert -1 <= word.x <= drawing.width, word


def inside(shapes: tuple[Shape, ...]) -> list[Text]:
    return [
        word
        for shape in shapes
        for word in ([shape] if isinstance(shape, Text) else inside(shape.shapes) if isinstance(shape, Group) else [])
    ]


@pytest.mark.parametrize("kind", EMPTY)
def test_hostile_labels_stay_labels(kind: str) -> None:
    drawn = EMPTY[kind](HOSTILE)
    tree(drawn)
    assert all(width(word) <= 620 for word in words(drawn))
    assert "<script" not in drawn
    assert "\u202e" not in drawn


def test_a_long_label_is_shortened_and_stands_whole_in_the_title() -> None:
    long = "métropole " * 30
    drawn = bars(Table(("label", "n"), ((long, 1),)))
    assert titles(drawn) == [f"{long.strip()}: 1"]
    (short,) = [word for word in words(drawn) if word.startswith("métropole")]
    assert short.endswith("…")
    assert width(short) < 330


def test_words_from_right_to_left_do_not_turn_their_sentence_round() -> None:
    drawn = bars(Table(("label", "n"), (("مدينة", 3),)))
    assert titles(drawn) == ["\u2068مدينة\u2069: 3"]
    assert 'unicode-bidi="plaintext"' in drawn
    assert apart("city") == "city"


def test_what_is_not_drawn_is_counted() -> None:
    drawn = bars(Table(("label", "n"), tuple((f"row {n}", n) for n in range(61))))
    assert "60 of 61 rows are drawn; the table has them all." in words(drawn)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 reckons it."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_words_on_colours_can_be_read() -> None:
    assert {1, 4, 8, 10, 13, 16, 17} == WHITE_INK
    assert all(contrast(goal_ink(goal).fill, colour) >= 4.5 for goal, colour in enumerate(GOALS, 1))
    assert all(contrast(on_ramp(place).fill, colour) >= 4.5 for place, colour in enumerate(RAMP, 1))


def test_a_colour_of_the_data_is_a_colour_or_not_used() -> None:
    columns = ("sdg", "goalLabel", "colour", "direct", "indirect")
    drawn = wheel(Table(columns, (("5", "x", 'red" onload="alert(1)', 1, 0), ("7", "y", "url(http://evil.example/)", 1, 0))))
    assert "evil" not in drawn
    assert "onload" not in drawn
    assert GOALS[4] in drawn


def test_a_step_of_the_ramp_is_never_skipped_downwards() -> None:
    for most in (1, 2, 5, 7, 100):
        steps = [step(count, most) for count in range(1, most + 1)]
        assert steps == sorted(steps)
        assert steps[-1] == 5


def test_words_are_cut_to_their_room() -> None:
    assert shorten("short", 100) == "short"
    assert shorten("x" * 300, 50).endswith("…")
    assert width(shorten("W" * 300, 50)) <= 50
    assert shorten("ab", 0) == "…"


def test_iris_without_a_label_are_told_by_their_last_part() -> None:
    found = Table(("theme", "themeLabel", "sdg", "count"), ((Iri("http://example.org/id/theme-water"), None, "6", 2),))
    assert "theme-water, Goal 6: 2 elements" in titles(matrix(found))


def test_a_picture_stands_in_a_page_as_it_is() -> None:
    from markupsafe import escape

    drawn = Picture(Drawing(10, 10, "A", "B", "en", ()))
    assert escape(drawn) == drawn
    assert drawn._repr_svg_() == str(drawn)
