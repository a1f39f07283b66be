"""Text to SDG goals and targets, with evidence, in English, French and Spanish: ``link(text)``."""

from metrograph.linking.examples import Example, read_examples
from metrograph.linking.lexicon import Phrase, read_lexicon
from metrograph.linking.linked import Linked
from metrograph.linking.linker import Linker, link, linker
from metrograph.linking.model import Model, read_model
from metrograph.linking.phrases import Finder, Hit
from metrograph.linking.suggest import Evidence, Suggestion

__all__ = [
    "Evidence",
    "Example",
    "Finder",
    "Hit",
    "Linked",
    "Linker",
    "Model",
    "Phrase",
    "Suggestion",
    "link",
    "linker",
    "read_examples",
    "read_lexicon",
    "read_model",
]
