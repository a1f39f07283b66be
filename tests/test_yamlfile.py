"""YAML as plain text with lines: nothing is guessed, and what is wrong has its place."""

from enum import StrEnum
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from metrograph.errors import MetroGraphError, RecordError, SourceError
from metrograph.model import Kind, Text
from metrograph.yamlfile import Node, missing, parse, raise_all, read, read_fields

MEGA = """\
id: pilot-mega
kind: pilot_project
label:
  en: "Metropolis Energy GovernAnce: MEGA"
  fr: >-
    Gouvernance énergétique
    métropolitaine
lines: [78, 79]
date: {edtf: 2019-06}
planned: true
note:
"""


def mega(name: str) -> Node:
    return parse(MEGA, "plan.yaml").fields()[name]


def refusal(text: str) -> MetroGraphError:
    with pytest.raises(MetroGraphError) as caught:
        parse(text, "plan.yaml")
    return caught.value


@pytest.mark.parametrize("word", ["2019-06", "2019-06-17", "no", "yes", "null-island", "11.10", "1e3", "0x1F", "12:30", "on"])
def test_a_word_stays_the_text_that_it_is(word: str) -> None:
    assert parse(f"value: {word}", "x").fields()["value"].text() == word


def test_an_empty_value_is_an_empty_text_and_a_quoted_null_is_a_word() -> None:
    assert mega("note").text() == ""
    assert parse("value: 'null'", "x").fields()["value"].text() == "null"


@pytest.mark.parametrize(("name", "line"), [("id", 1), ("label", 3), ("lines", 8), ("date", 9), ("note", 11)])
def test_a_value_stands_on_the_line_of_its_name(name: str, line: int) -> None:
    assert (mega(name).place.path, mega(name).place.line) == ("plan.yaml", line)


def test_a_folded_text_becomes_one_line() -> None:
    assert mega("label").translated() == Text(
        en="Metropolis Energy GovernAnce: MEGA", fr="Gouvernance énergétique métropolitaine"
    )


def test_numbers_flags_and_lists_are_read_when_asked_for() -> None:
    assert [node.integer() for node in mega("lines").items()] == [78, 79]
    assert mega("planned").flag() is True
    assert mega("id").texts() == ("pilot-mega",)
    assert mega("note").items() == ()


@pytest.mark.parametrize("number", ["-1", "7.5", "seven", "٧", "²", "1e3", "9" * 5000, ""])
def test_what_is_no_whole_number_is_refused(number: str) -> None:
    node = parse(f"value: '{number}'", "x").fields()["value"]
    with pytest.raises(RecordError) as caught:
        node.integer()
    assert caught.value.code == "R102"


@pytest.mark.parametrize("flag", ["yes", "True", "1", ""])
def test_a_flag_is_true_or_false_and_nothing_else(flag: str) -> None:
    with pytest.raises(RecordError, match="true or false"):
        parse(f"value: '{flag}'", "x").fields()["value"].flag()


@pytest.mark.parametrize("word", ["Pilot", "pilot_mega", "pilot--mega", "-pilot", "pilote é", "pilot/mega", ""])
def test_an_id_is_made_of_small_letters_digits_and_single_hyphens(word: str) -> None:
    with pytest.raises(RecordError) as caught:
        parse(f"id: '{word}'", "x").fields()["id"].slug()
    assert caught.value.code == "R111"


@pytest.mark.parametrize(
    ("method", "want"), [("fields", "fields"), ("items", "a list"), ("text", "a text"), ("translated", "fields")]
)
def test_a_value_of_another_form_is_refused_with_the_form_wanted(method: str, want: str) -> None:
    shapes = {"fields": "[a]", "items": "{a: b}", "text": "[a]", "translated": "words"}
    node = parse(f"id: x\nvalue: {shapes[method]}", "plan.yaml").fields()["value"]
    with pytest.raises(RecordError, match=f"plan.yaml:2: .*write {want}"):
        getattr(node, method)()


def test_a_language_that_is_none_of_ours_is_named_with_its_line() -> None:
    node = parse("label:\n  fr: ville\n  ca: ciutat\n", "plan.yaml").fields()["label"]
    with pytest.raises(RecordError, match=r'plan.yaml:3: .*"ca" is not a language of ours'):
        node.translated()


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@pytest.mark.parametrize(
    ("choices", "word", "code", "hint"), [(Colour, "gren", "R113", "green"), (Kind, "pilot_projet", "R104", "pilot_project")]
)
def test_a_word_that_is_no_choice_is_refused_with_the_nearest_one(
    choices: type[StrEnum], word: str, code: str, hint: str
) -> None:
    with pytest.raises(RecordError, match=f'did you mean "{hint}"') as caught:
        parse(f"kind: {word}", "x").fields()["kind"].one_of(choices)
    assert caught.value.code == code


@pytest.mark.parametrize("text", ["id: a", "id: a\nkind:", "id: a\nkind: []", "id: a\nkind: ''"])
def test_a_field_that_must_be_there_is_missed_when_absent_or_empty(text: str) -> None:
    node = parse(text, "plan.yaml")
    with pytest.raises(RecordError, match='field "kind" is missing'):
        node.required("kind")
    assert [error.values["field"] for error in missing(node, ("id", "kind"))] == ["kind"]


def test_a_field_written_twice_is_refused_at_its_second_line() -> None:
    error = refusal("id: pilot-mega\nkind: pilot_project\nid: pilot-u20\n")
    assert (error.code, error.place.line) == ("R115", 3)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("id: a\nlabel: {fr: ville\nkind: b\n", 3, 5),
        ("id: a\n\tkind: b\n", 2, 1),
        ("id: a\n  kind: b\n", 2, 7),
        ('id: "a\n', 2, 1),
        ("id: *nowhere\n", 1, 5),
        ("id: a\nnote: \x07bell\n", 2, 7),
        ("id: a\n---\nid: b\n", 2, 1),
    ],
)
def test_text_that_is_no_yaml_is_refused_with_line_and_column(text: str, line: int, column: int) -> None:
    error = refusal(text)
    assert (error.code, error.place.line, error.place.column) == ("R101", line, column)


@pytest.mark.parametrize("text", ["a: &a [*a]\n", "a: &a {b: *a}\n", "a: " + "[" * 60 + "]" * 60])
def test_a_value_that_contains_itself_or_is_nested_without_end_is_refused(text: str) -> None:
    assert refusal(text).code == "R102"


def test_an_alias_stands_on_the_line_where_it_is_used() -> None:
    root = parse("first: &words {fr: ville}\nsecond: *words\n", "x").fields()
    assert root["second"].translated() == Text(fr="ville")
    assert root["second"].place.line == 2


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n"])
def test_an_empty_file_is_said_to_be_empty(text: str) -> None:
    assert refusal(text).code == "S104"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"\xef\xbb\xbfid: pilot-mega\r\nkind: pilot_project\r\n")
    assert read(path).fields()["kind"].text() == "pilot_project"
    assert read(path).fields()["kind"].place.line == 2


def test_a_file_in_cp1252_is_refused_with_the_line_of_its_first_foreign_byte(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes("id: a\nlabel: {fr: Égalité}\n".encode("cp1252"))
    with pytest.raises(SourceError, match=r"plan.yaml:2: error\[S103\].*0xc9"):
        read(path)


@pytest.mark.parametrize(("name", "code"), [("absent.yaml", "S101"), (".", "S102")])
def test_a_file_that_is_absent_or_a_folder_is_refused(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path / name)
    assert caught.value.code == code


def test_every_problem_of_a_record_is_found_and_sorted_by_line() -> None:
    node = parse("lines: seven\nkindd: a\nplanned: perhaps\n", "plan.yaml")
    problems: list[MetroGraphError] = []
    found = read_fields(node, {"kind": Node.text, "lines": Node.integer, "planned": Node.flag}, problems)
    assert found == {}
    with pytest.raises(RecordError) as caught:
        raise_all(reversed(problems))
    every = (caught.value, *caught.value.others)
    assert [(error.place.line, error.code) for error in every] == [(1, "R102"), (2, "R103"), (3, "R102")]
    assert 'did you mean "kind"' in str(every[1])


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff")
)


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.dictionaries(st.text("abcdefgh_", min_size=1, max_size=6), st.lists(WORDS.filter(str.strip), max_size=3), max_size=5))
def test_what_is_written_as_yaml_is_read_back(record: dict[str, list[str]]) -> None:
    text = yaml.safe_dump(record, allow_unicode=True, default_style='"')
    root = parse(text, "x")
    assert {name: node.texts() for name, node in root.fields().items()} == {
        name: tuple(value.strip() for value in values) for name, values in record.items()
    }


@settings(deadline=None, max_examples=300, derandomize=True)
@given(st.text(st.characters(codec="utf-8") | st.sampled_from(":-[]{}&*#'\"\n \t?|>!%@`"), max_size=60))
def test_any_text_is_read_or_refused_with_its_file(text: str) -> None:
    try:
        place = parse(text, "plan.yaml").place
    except MetroGraphError as error:
        place = error.place
    assert place.path == "plan.yaml"
