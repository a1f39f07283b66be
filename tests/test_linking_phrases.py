"""The lexicon and what it finds: right codes and forms, mistakes told with their line, quotes that hold."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrograph.errors import MetroGraphError
from metrograph.linking import Finder, Phrase, read_lexicon
from metrograph.linking.lexicon import COLUMNS, Kind, balance, shared
from metrograph.records import read_vocabulary
from metrograph.words import LANGUAGES
from metrograph.workspace import Workspace

CODES = read_vocabulary().sdg


@pytest.fixture(scope="module")
def lexicon() -> tuple[Phrase, ...]:
    return read_lexicon(CODES)


@pytest.fixture(scope="module")
def finder(lexicon: tuple[Phrase, ...]) -> Finder:
    return Finder.of(lexicon)


def phrase(text: str, code: str = "11.2", lang: str = "fr", unless: tuple[str, ...] = ()) -> Phrase:
    return Phrase(code, lang, Kind.OBJECT, 3, text, unless)


def test_every_goal_and_target_has_enough_phrases_in_each_language(lexicon: tuple[Phrase, ...]) -> None:
    counts = balance(lexicon)
    assert set(counts) == CODES
    for code, by_lang in counts.items():
        least = 15 if "." in code else 8
        assert min(by_lang.values()) >= least, (code, by_lang)
        assert max(by_lang.values()) <= 1.35 * min(by_lang.values()) + 2, (code, by_lang)


def test_few_phrases_are_claimed_outright_by_two_targets(lexicon: tuple[Phrase, ...]) -> None:
    strong = [p for p in lexicon if p.weight == 3]
    assert len(shared(lexicon)) <= 0.04 * len(strong)


def test_the_pilots_of_the_plan_are_found_by_their_words(finder: Finder, desk: Workspace) -> None:
    plan = desk.records.plans["metropolis-2019"]
    direct = {
        (link.item, link.sdg)
        for run in desk.records.runs
        for link in run.links
        if link.strength == "direct" and "pilot" in link.item
    }
    found = {
        (item.id, hit.phrase.code)
        for item in plan.items
        for lang, words in item.words.pairs()
        for hit in finder.find(words, lang)
    }
    assert len(direct & found) / len(direct) >= 0.8


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("11.2\tfr\tobject\t3\tbus de nuit", "L102"),
        ("11.8\tfr\tobject\t3\tbus de nuit\t", "R116"),
        ("11.2\tde\tobject\t3\tNachtbus\t", "R113"),
        ("11.2\tfr\tthing\t3\tbus de nuit\t", "R113"),
        ("11.2\tfr\tobject\t4\tbus de nuit\t", "R113"),
        ("11.2\tfr\tobject\t3\t\t", "L104"),
        ("11.2\tfr\tobject\t3\tun deux trois quatre cinq six sept\t", "L104"),
        ("11.2\tfr\tobject\t3\tbus de nuit\t\n11.2\tfr\tobject\t2\tBUS de nuits\t", "L103"),
    ],
)
def test_a_mistake_in_the_lexicon_is_told_with_its_line(tmp_path: Path, row: str, code: str) -> None:
    path = tmp_path / "11.tsv"
    path.write_text("\t".join(COLUMNS) + "\n" + row + "\n", encoding="utf-8")
    with pytest.raises(MetroGraphError) as caught:
        read_lexicon(CODES, [path])
    assert (caught.value.code, caught.value.place.line) == (code, 1 + len(row.splitlines()))


def test_a_lexicon_without_its_heading_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "11.tsv"
    path.write_text("11.2\tfr\tobject\t3\tbus\t\n", encoding="utf-8")
    with pytest.raises(MetroGraphError, match="code lang kind weight phrase unless"):
        read_lexicon(CODES, [path])


def test_overlapping_phrases_are_all_found() -> None:
    finder = Finder.of([phrase("transport"), phrase("transport public"), phrase("public")])
    text = "Le transport public"
    assert [text[hit.start : hit.end] for hit in finder.find(text, "fr")] == ["transport", "transport public", "public"]


def test_a_phrase_is_cancelled_by_words_around_it_or_holding_it() -> None:
    finder = Finder.of([phrase("climat", "13.2", unless=("climat social", "affaires"))])
    assert finder.find("Agir pour le climat", "fr")
    assert not finder.find("Le climat social de l'association", "fr")
    assert not finder.find("Un climat propice aux affaires", "fr")
    assert finder.find("Le climat change ; un deux trois quatre cinq six sept huit, et bien plus loin les affaires", "fr")


@given(
    st.lists(st.sampled_from(["bus", "de", "nuit", "Public", "transports", "l'", "EAU", "-", "\n", "…", "**", "é"]), max_size=30)
)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_what_is_found_is_what_is_written(parts: list[str]) -> None:
    text = " ".join(parts)
    finder = Finder.of([phrase("bus de nuit"), phrase("transport public"), phrase("eau"), phrase("public")])
    for hit in finder.find(text, "fr"):
        quote = text[hit.start : hit.end]
        assert [h.phrase for h in finder.find(quote, "fr") if h.start == 0 and h.end == len(quote)].count(hit.phrase) == 1


def test_each_language_has_its_own_phrases() -> None:
    finder = Finder.of([phrase("actual", lang="en"), phrase("actual", lang="es")])
    assert {lang: [hit.phrase.lang for hit in finder.find("actual", lang)] for lang in LANGUAGES} == {
        "en": ["en"],
        "fr": [],
        "es": ["es"],
    }
