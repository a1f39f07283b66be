"""Words of a text: what makes no difference to a match, and offsets that always hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrograph.folding import fold
from metrograph.linking.text import stem, words
from metrograph.words import LANGUAGES


def stems(text: str, lang: str) -> list[str]:
    return [word.stem for word in words(text, lang)]


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("fr", "Mobilités", "mobilite"),
        ("fr", "ÉGALITÉ DES SEXES", "égalité des sexes"),
        ("fr", "eaux usées", "eau usée"),
        ("fr", "services municipaux", "service municipal"),
        ("fr", "espaces publics", "espace public"),
        ("fr", "œuvre", "oeuvre"),
        ("en", "cities", "city"),
        ("en", "Public Spaces", "public space"),
        ("en", "buses", "buse"),
        ("es", "ciudades", "ciudad"),
        ("es", "espacios públicos", "espacio publico"),
        ("es", "agua potable", "aguas potables"),
        ("es", "redes", "red"),
        ("es", "capacidades", "capacidad"),
    ],
)
def test_plural_accent_and_capitals_make_no_difference(lang: str, one: str, other: str) -> None:
    assert stems(one, lang) == stems(other, lang)


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [("en", "status", "statu"), ("en", "business", "busines"), ("fr", "ville", "vil"), ("es", "paz", "pas")],
)
def test_words_that_differ_stay_apart(lang: str, one: str, other: str) -> None:
    assert stems(one, lang) != stems(other, lang)


def test_an_elided_article_is_a_word_of_its_own() -> None:
    assert [word.folded for word in words("l'eau d’adaptation", "fr")] == ["l", "eau", "d", "adaptation"]


def test_a_word_broken_at_the_end_of_a_line_is_one_word_with_its_whole_place() -> None:
    text = "participa-\n  tion citoyenne"
    first, second = words(text, "fr")
    assert first.folded == "participation"
    assert text[first.start : first.end] == "participa-\n  tion"
    assert text[second.start : second.end] == "citoyenne"


def test_a_hyphen_inside_a_line_parts_two_words() -> None:
    assert stems("public-privé", "fr") == stems("public privé", "fr")


def test_markdown_marks_are_no_words() -> None:
    assert stems("**bus** de _nuit_ [lien](#)", "fr") == stems("bus de nuit lien", "fr")


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
@settings(max_examples=400, deadline=None, derandomize=True)
def test_a_word_stands_where_it_says(text: str, lang: str) -> None:
    end = 0
    for word in words(text, lang):
        assert end <= word.start < word.end <= len(text)
        written = "".join(letter for letter in text[word.start : word.end] if letter.isalnum())
        assert fold(written) == word.folded
        end = word.end


@given(st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=20), st.sampled_from(LANGUAGES))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_a_stem_is_never_empty(word: str, lang: str) -> None:
    assert stem(fold(word), lang) or not fold(word)
