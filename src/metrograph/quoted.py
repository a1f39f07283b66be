"""What is quoted in Turtle and SPARQL: their strings are the same, and so are their comments."""

import re

STRING = (
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|'
    r"'''(?:[^'\\]|\\.|'(?!''))*'''|"
    r'"(?:[^"\\\n]|\\.)*"|'
    r"'(?:[^'\\\n]|\\.)*'"
)
"""A string, long or short, as a regular expression (with ``re.DOTALL``)."""

_WORDS = re.compile(rf'(<[^<>"{{}}|^`\s]*>)|{STRING}|#[^\n]*', re.DOTALL)
_SIGN = re.compile(r"[^\n]")


def without_words(text: str) -> str:
    """A text with blanks for its comments and strings; IRIs stay, and every character keeps its place.

    >>> without_words("<a:#b> <a:p> 'x' . # y")
    '<a:#b> <a:p>     .    '
    """
    return _WORDS.sub(lambda match: match[1] or blanked(match[0]), text)


def blanked(text: str) -> str:
    """Blanks in the place of a text, line by line."""
    return _SIGN.sub(" ", text)
