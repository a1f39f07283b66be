"""Ids of drafts: the kind and the first words of the label, numbered where two would be equal."""

import re

from metrograph.folding import fold
from metrograph.model import Kind

_PREFIX = {
    Kind.WORK_PLAN: "plan",
    Kind.STRATEGIC_LINE: "line",
    Kind.PRODUCT_SERVICE: "product",
    Kind.INTERNAL_ACTION: "action",
    Kind.PILOT_PROJECT: "pilot",
    Kind.WORLD_EVENT: "event",
    Kind.NETWORK_EVENT: "event",
    Kind.STATUTORY_MEETING: "meeting",
    Kind.PARTNERSHIP_AGREEMENT: "agreement",
    Kind.ORGANISATION: "org",
    Kind.GOVERNING_BODY: "body",
    Kind.COMMUNITY_OF_PRACTICE: "community",
    Kind.DOCUMENT_HEADER: "header",
}
_WORDS, _LETTERS = 8, 60


class Names:
    """The ids that are taken, so that each is given once.

    >>> names = Names()
    >>> names.take(Kind.PILOT_PROJECT, "Énergie : MEGA"), names.take(Kind.PILOT_PROJECT, "Énergie – MEGA")
    ('pilot-energie-mega', 'pilot-energie-mega-2')
    """

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def take(self, kind: Kind, label: str) -> str:
        """A new id for a thing of a kind."""
        stem = name = f"{_PREFIX.get(kind, kind.value.replace('_', '-'))}-{slug(label) or 'untitled'}"
        while name in self._taken:
            self._taken[stem] += 1
            name = f"{stem}-{self._taken[stem]}"
        self._taken[name] = 1
        return name

    def hold(self, name: str) -> None:
        """Keep an id that comes from elsewhere, such as a theme of the vocabulary."""
        self._taken.setdefault(name, 1)


def slug(label: str) -> str:
    """The first words of a label in small letters without accents, joined by hyphens.

    >>> slug("Débat sur les politiques lors de la réunion du Conseil d'Administration")
    'debat-sur-les-politiques-lors-de-la-reunion'
    """
    words = re.findall(r"[a-z0-9]+", fold(label))[:_WORDS]
    while len(words) > 1 and len("-".join(words)) > _LETTERS:
        words.pop()
    return "-".join(words)[:_LETTERS].strip("-")
