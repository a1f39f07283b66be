"""Finds where in a Turtle, TriG or N-Triples file the statements about a thing begin, without parsing it again."""

import re
from collections.abc import Collection
from pathlib import Path

from metrograph.quoted import without_words
from metrograph.shacl.node import Node, is_iri, lexical

_PREFIX = re.compile(r"@?prefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)
_START = re.compile(r"\s*(<[^>]*>|[\w.-]*:[^\s;,()\[\]]*)[\s\[]")


def prefixes_of(text: str) -> dict[str, str]:
    """The prefixes that a text in Turtle declares."""
    return dict(_PREFIX.findall(without_words(text)))


def lines_of(path: Path, wanted: Collection[Node]) -> dict[Node, int]:
    """For each of some IRIs the first line that begins with it, counted from 1; nothing for those that begin none.

    Looks at the first word of each line only, which is where writers of Turtle put a subject. Other syntaxes give nothing.
    """
    if path.suffix not in (".ttl", ".trig", ".nt", ".nq") or not wanted:
        return {}
    text = without_words(path.read_text(encoding="utf-8", errors="replace"))
    forms = {node: node for node in wanted if is_iri(node)}
    for prefix, space in _PREFIX.findall(text):
        for node in wanted:
            if is_iri(node) and lexical(node).startswith(space):
                forms[f"{prefix}:{lexical(node)[len(space) :]}"] = node
    found: dict[Node, int] = {}
    inside: dict[Node, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        match = _START.match(line + " ")
        if match and match[1] in forms:
            indented = line[0] in " \t"  # an object, or a subject inside a graph
            (inside if indented else found).setdefault(forms[match[1]], number)
            if len(found) == len(wanted):
                break
    return {**inside, **found} if path.suffix == ".trig" else found
