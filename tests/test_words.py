"""Every text in three languages: each key that the code uses is there, and no error code is left unused."""

import ast
import re
from collections import Counter
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from string import Formatter
from typing import NamedTuple

import pytest

import metrograph
from metrograph import errors
from metrograph.errors import MetroGraphError, Place
from metrograph.words import LANGUAGES, PROBLEMS, TEXTS, problem, say

SRC = Path(metrograph.__file__).parent
CODE = re.compile(r"[USRTQHVLWAB]\d{3}")
KINDS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, MetroGraphError)}
SILENT = {
    "doctor.package.hint",
    "doctor.files.hint",
    "doctor.model.hint",
    "doctor.questions.hint",
}  # a detail is always there, and nothing has to be said


def test_no_text_stands_under_a_key_that_another_has() -> None:
    keys = Counter(
        key
        for module in walk_packages([str(SRC / "words")], "metrograph.words.")
        if not module.ispkg
        for key in getattr(import_module(module.name), "TEXTS", {})
    )
    assert [key for key, often in keys.items() if often > 1] == []


class Read(NamedTuple):
    """What the tests ask of our code, which is read once for all of them."""

    calls: list[tuple[str, ast.Call]]
    """Calls that say a text, make an error or name the form of a record, each with its place."""
    codes: set[str]
    """Every error code that our code names."""
    strings: set[str]
    """Every string of our code, that of the words themselves aside."""
    made: set[str]
    """Every string that it puts together, as a pattern in which its values stand for anything."""


@cache
def ours() -> Read:
    found = Read([], set(), set(), set())
    for path in sorted(SRC.rglob("*.py")):
        words = "words" in path.relative_to(SRC).parts and path.name != "__init__.py"
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and (
                name_of(node) in {*KINDS, "say"} or "want" in {word.arg for word in node.keywords}
            ):
                found.calls.append((f"{path.relative_to(SRC)}:{node.lineno}", node))
            elif isinstance(node, ast.Constant) and path.name != "problems.py" and CODE.fullmatch(str(node.value)):
                found.codes.add(str(node.value))
            elif isinstance(node, ast.Constant) and not words:
                found.strings.add(str(node.value))
            elif isinstance(node, ast.JoinedStr) and not words:
                found.made.add(
                    "".join(re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".+" for one in node.values)
                )
    return found


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_code_that_is_raised_has_its_words_and_every_code_with_words_is_raised() -> None:
    assert ours().codes == set(PROBLEMS)


@pytest.mark.parametrize("code", PROBLEMS)
def test_a_problem_is_told_in_three_languages_with_the_same_values(code: str) -> None:
    for wordings in PROBLEMS[code]:
        assert len(wordings) == len(LANGUAGES)
        assert all(wording.strip() for wording in wordings)
        assert len({frozenset(fields(wording)) for wording in wordings}) == 1, wordings
    assert len(set(PROBLEMS[code][0])) == len(LANGUAGES)


@pytest.mark.parametrize("key", TEXTS)
def test_a_text_is_there_in_three_languages_with_the_same_values(key: str) -> None:
    wordings = TEXTS[key]
    assert len(wordings) == len(LANGUAGES)
    assert len({frozenset(fields(wording)) for wording in wordings}) == 1, wordings
    assert key in SILENT or all(wording.strip() for wording in wordings)


def raises() -> list[tuple[str, str, set[str]]]:
    """(place, code, names of the values given) for every error that names its code and values in full."""
    found = []
    for place, call in ours().calls:
        if name_of(call) in KINDS and call.args and isinstance(call.args[0], ast.Constant):
            given = {keyword.arg for keyword in call.keywords if keyword.arg}
            if all(keyword.arg for keyword in call.keywords):
                found.append((place, str(call.args[0].value), given | {"hint"}))
    return found


@pytest.mark.parametrize(("place", "code", "given"), raises(), ids=[f"{place}-{code}" for place, code, _ in raises()])
def test_an_error_is_raised_with_every_value_that_its_words_need(place: str, code: str, given: set[str]) -> None:
    what, remedy = PROBLEMS[code]
    assert fields(what[0]) | fields(remedy[0]) <= given, place


def test_every_key_that_is_said_has_words() -> None:
    said = {
        (place, call.args[0].value)
        for place, call in ours().calls
        if name_of(call) == "say" and call.args and isinstance(call.args[0], ast.Constant)
    }
    assert said
    assert not [(place, key) for place, key in said if key not in TEXTS]


def stems() -> list[tuple[str, str]]:
    """Keys that are put together, such as ``say(f"doctor.{topic}")``: the part that is written."""
    return [
        (place, str(call.args[0].values[0].value))
        for place, call in ours().calls
        if name_of(call) == "say" and call.args and isinstance(call.args[0], ast.JoinedStr)
        if isinstance(call.args[0].values[0], ast.Constant)
    ]


@pytest.mark.parametrize(("place", "stem"), stems())
def test_every_family_of_keys_that_is_said_has_words(place: str, stem: str) -> None:
    assert any(key.startswith(stem) for key in TEXTS), place


def said_by_templates() -> tuple[set[str], set[str]]:
    """The strings that stand in templates, and as patterns those to which a value is added."""
    texts = [path.read_text(encoding="utf-8") for path in SRC.rglob("*.html")]
    strings = {name for text in texts for name in re.findall(r"(?<=\")[\w.:-]+(?=\")", text)}
    return strings, {f"{re.escape(start)}.+" for text in texts for start in re.findall(r"\"([\w.-]+)\" ?~", text)}


def test_every_text_may_be_said_by_something() -> None:
    """A key that is nowhere written, and that nothing put together can be, has words that nobody reads."""
    strings, made = said_by_templates()
    telling = {
        form for form in ours().made | made if re.fullmatch(r"(?:[\w:]|\\?[.-]|\.\+)*", form) and re.search("[a-z]{2}", form)
    }
    may_be = re.compile("|".join(sorted(telling)))
    assert not [key for key in TEXTS if key not in ours().strings | strings and not may_be.fullmatch(key)]


def test_every_form_that_a_record_may_want_is_described() -> None:
    wanted = {
        keyword.value.value
        for _, call in ours().calls
        for keyword in call.keywords
        if keyword.arg == "want" and isinstance(keyword.value, ast.Constant)
    }
    assert wanted
    assert {f"want.{form}" for form in wanted} <= set(TEXTS)


def test_an_unknown_key_or_code_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        say("no-such-key")
    with pytest.raises(KeyError):
        problem("X999")


@pytest.mark.parametrize(
    ("place", "text"),
    [(Place(), "-"), (Place("plan.yaml"), "plan.yaml"), (Place("plan.yaml", 3), "plan.yaml:3"), (Place("q", 3, 7), "q:3:7")],
)
def test_a_place_is_written_as_compilers_write_it(place: Place, text: str) -> None:
    assert str(place) == text


def test_a_report_shows_the_line_with_a_mark_under_its_column() -> None:
    error = errors.QueryError("Q101", Place("query", 2, 4), source="SELECT *\n{ ?x ? }\n")
    assert "  --> query:2:4\n2 | { ?x ? }\n  |    ^\n" in error.report()


def test_a_place_that_is_known_is_kept_and_another_file_can_take_it_over() -> None:
    error = errors.SourceError("S101", Place("a.yaml", 3))
    assert str(error.at(Place("b.yaml")).place) == "a.yaml:3"
    assert str(error.inside("c.yaml").place) == "c.yaml:3"
