"""What the trained model sees of a text: words, pairs of words, and parts of words, each with where it stands.

A word is its stem (``=metro``), a pair two stems that follow each other when empty words are left out (``bus nuit``),
a part four letters of a stem with its ends marked (``~<tra``). Parts carry what is learnt from one Romance language to the next.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from metrograph.linking.text import Word

EMPTY = {
    "en": """a an the of and or to in on for with by at from as is are be been this that these those it its their our we us
        they he she which who whom whose was were has have had not no but if than then so such can may will would
        should into over under per about between through during each any all more most other some only own same very
        also both how what when where while there here s t d""",
    "fr": """a au aux le la les l un une des de du d et ou en dans sur pour par avec sans sous ce cet cette ces son sa ses
        leur leurs nos notre vos votre nous vous ils elles il elle on qui que qu quoi dont est sont ete etre ont avait
        etait ne pas plus se s n y c j m t ainsi comme si mais donc car aussi tout toute tous toutes entre vers chez
        afin lors selon""",
    "es": """a al el la los las un una unos unas de del y e o u en por para con sin sobre bajo entre hasta desde que quien
        cual cuyo cuya su sus se lo le les nos es son fue ser sido ha han hay no mas como si pero tambien muy este
        esta estos estas ese esa esos esas cada todo toda todos todas segun""",
}
_EMPTY = {lang: frozenset(words.split()) for lang, words in EMPTY.items()}
PART = 4


def features(found: Sequence[Word], lang: str) -> dict[str, list[int]]:
    """Feature -> positions of the words that carry it.

    >>> from metrograph.linking.text import words
    >>> found = features(words("Le bus de nuit", "fr"), "fr")
    >>> found["=nuit"], found["bus nuit"]
    ([3], [3])
    """
    places: dict[str, list[int]] = defaultdict(list)
    empty, before = _EMPTY[lang], -1
    for at, word in enumerate(found):
        if word.folded in empty or word.stem.isdigit():
            continue
        for feature in _of_word(word.stem):
            places[feature].append(at)
        if before >= 0:
            places[f"{found[before].stem} {word.stem}"].append(at)
        before = at
    return places


@lru_cache(maxsize=65536)
def _of_word(stem: str) -> tuple[str, ...]:
    """The word itself and its parts, each as often as it stands there."""
    if len(stem) < PART:
        return (f"={stem}",)
    marked = f"<{stem}>"
    return (f"={stem}", *(f"~{marked[at : at + PART]}" for at in range(len(marked) - PART + 1)))
