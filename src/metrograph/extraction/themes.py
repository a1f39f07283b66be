"""Finds the themes of the vocabulary in words of a plan, by their names in three languages."""

import re
from functools import cache

from metrograph.extraction.draft import Mention
from metrograph.extraction.rules import flat
from metrograph.resources import root
from metrograph.turtle import read_triples, value

_NAMES = ("#prefLabel", "#altLabel")


@cache
def _known() -> tuple[dict[str, str], re.Pattern[str]]:
    """The flat names of themes with their ids, and the pattern that finds any of them, longest first."""
    names: dict[str, str] = {}
    for triple in read_triples(root() / "ontology" / "themes.ttl"):
        subject = value(triple.subject).rsplit("/", 1)[-1]
        if triple.predicate.value.endswith(_NAMES) and subject.startswith("theme-") and not subject.startswith("theme-group"):
            names.setdefault(flat(value(triple.object)), subject)
    longest = sorted(names, key=lambda name: (-len(name), name))
    return names, re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in longest)})(?!\w)")


def theme_of(words: str) -> str:
    """The id of the theme that some words name, or the empty text.

    >>> theme_of("Égalité entre les sexes"), theme_of("apiculture")
    ('theme-gender-equality', '')
    """
    return _known()[0].get(flat(words).strip(" .:"), "")


def find_themes(text: str) -> tuple[Mention, ...]:
    """The themes that a text names, each once, in the order of the text.

    >>> [mention.id for mention in find_themes("Webinaire sur l'innovation urbaine et la mobilité")]
    ['theme-urban-innovation', 'theme-mobility']
    """
    names, pattern = _known()
    found: dict[str, Mention] = {}
    for match in pattern.finditer(flat(text)):
        theme = names[match[0]]
        found.setdefault(theme, Mention(theme, text[match.start() : match.end()]))
    return tuple(found.values())
