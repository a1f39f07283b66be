"""Text to SDG goals and targets. So far: lexicon, authored examples, and every phrase found in a text with its place."""

from metrograph.link.examples import Example, read_examples
from metrograph.link.lexicon import Phrase, read_lexicon
from metrograph.link.phrases import Finder, Hit

__all__ = ["Example", "Finder", "Hit", "Phrase", "read_examples", "read_lexicon"]
