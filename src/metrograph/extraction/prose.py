"""Sentences: what they announce is an item ("training courses will take place"), the rest is set aside."""

import re
from dataclasses import replace

from metrograph.extraction.labelled import read_labelled
from metrograph.extraction.outline import heading_of
from metrograph.extraction.rules import flat, tokens
from metrograph.extraction.walk import BULLET, Walk, piece_of
from metrograph.model import Kind
from metrograph.readers.passage import Passage

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý«\"¿¡])")
_ARTICLE = re.compile(r"^(?:The|Our|La|Le|Les|El|Los|Las|Notre|Nuestra|Nuestro)\s+|^L['’]")
_THINGS = ("kinds.event", "kinds.training", "kinds.publication", "kinds.agreement")


def is_prose(text: str) -> bool:
    """Whether a paragraph is made of sentences rather than a title of a thing."""
    return text.rstrip().endswith((".", "!", "?", "»")) or len(tokens(flat(text))) > 22 or len(_SENTENCE.split(text)) > 1


def read_prose(walk: Walk, passage: Passage, label: str = "", rest: str = "") -> bool:
    """Read the sentences of a paragraph: objectives, things that are announced; the others are set aside.

    ``label`` is a heading that stands in the line itself ("Formation : des cours auront lieu"): it becomes a workstream
    when something is announced below it.
    """
    rules = walk.book.rules
    sentences = _SENTENCE.split(rest or passage.text)
    said = [sentence for sentence in sentences if rules.find("will", flat(sentence)) and _thing(sentence, walk)]
    if label:
        if not said:
            return False
        heading = heading_of(label, walk.book)
        walk.below(heading, BULLET + 50, walk.make(Kind.WORKSTREAM, heading.text, piece_of(passage)))
    for sentence in sentences:
        if not rest and len(sentences) > 1 and read_labelled(walk, replace(passage, text=sentence)):
            continue
        if sentence in said:
            for draft in walk.leaf(piece_of(passage, sentence)):
                walk.amend(draft, label=_subject(draft.label, walk))
        elif rules.begins("kinds.objective", flat(sentence)):
            walk.make(Kind.OBJECTIVE, sentence, piece_of(passage))
    if not said:
        walk.codes(rest or passage.text)
        walk.aside(passage, "prose")
    walk.close(BULLET + 50)
    return True


def _subject(label: str, walk: Walk) -> str:
    """What a sentence says will happen, without its verb: "The annual meeting will take place in Lagos"."""
    verb = walk.book.rules.find("will", flat(label))
    subject = _ARTICLE.sub("", label[: verb.start()].strip(" ,")) if verb else ""
    return subject if len(tokens(flat(subject))) > 1 else label


def _thing(sentence: str, walk: Walk) -> bool:
    """Whether a sentence speaks of an event, a training or a publication before its verb."""
    words = flat(sentence)
    verb = walk.book.rules.find("will", words)
    subject = words[: verb.start()] if verb and verb.start() > 8 else words
    found = any(walk.book.rules.find(name, subject) for name in _THINGS)
    return found and len(tokens(words)) <= 45
