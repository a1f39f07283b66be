"""The authored examples: enough of them in each language, well formed, and no text on two sides of a fold."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from metrograph.errors import MetroGraphError
from metrograph.linking import Example, read_examples
from metrograph.linking.examples import COLUMNS
from metrograph.records import read_vocabulary
from metrograph.words import LANGUAGES

CODES = read_vocabulary().sdg


@pytest.fixture(scope="module")
def examples() -> tuple[Example, ...]:
    return read_examples(CODES)


def test_every_target_has_six_texts_in_each_language(examples: tuple[Example, ...]) -> None:
    counts = Counter(
        (one.direct[0] if one.direct else one.indirect[0], one.lang) for one in examples if one.direct or one.indirect
    )
    few = {(code, lang): counts[code, lang] for code in CODES if "." in code for lang in LANGUAGES if counts[code, lang] < 6}
    assert few == {}


def test_there_are_many_texts_that_deserve_no_link_in_each_language(examples: tuple[Example, ...]) -> None:
    negatives = Counter(one.lang for one in examples if not one.direct and not one.indirect)
    assert all(negatives[lang] >= 300 for lang in LANGUAGES), negatives


def test_one_text_stands_in_one_group_only(examples: tuple[Example, ...]) -> None:
    groups: dict[str, set[str]] = defaultdict(set)
    for one in examples:
        groups[one.text.casefold()].add(one.group)
    assert [text for text, found in groups.items() if len(found) > 1] == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("11-1\t11.2\tfr\ttitle", "L102"),
        ("11-1\t11.8\tfr\ttitle\tBus de nuit", "R116"),
        ("11-1\t11.2 ~99\tfr\ttitle\tBus de nuit", "R116"),
        ("11-1\t11.2\tpt\ttitle\tÔnibus noturno", "R113"),
        ("11-1\t11.2\tfr\ttitle\t ", "R112"),
        ("11-1\t\tfr\ttitle\tBus de nuit", "R112"),
    ],
)
def test_a_mistake_in_the_examples_is_told_with_its_line(tmp_path: Path, row: str, code: str) -> None:
    path = tmp_path / "11.tsv"
    path.write_text("\t".join(COLUMNS) + "\n" + row + "\n", encoding="utf-8")
    with pytest.raises(MetroGraphError) as caught:
        read_examples(CODES, [path])
    assert (caught.value.code, caught.value.place.line) == (code, 2)


def test_direct_indirect_and_none_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "11.tsv"
    lines = ("11-1\t11.2 ~13.2 ~3.9\ten\ttitle\tNight buses for shift workers", "11-2\t-\ten\tnegative\tElection of the board")
    path.write_text("\n".join(("\t".join(COLUMNS), *lines)) + "\n", encoding="utf-8")
    buses, board = read_examples(CODES, [path])
    assert (buses.direct, buses.indirect) == (("11.2",), ("13.2", "3.9"))
    assert (board.direct, board.indirect) == ((), ())
