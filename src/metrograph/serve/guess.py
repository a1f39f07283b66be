"""How long a query may take, guessed from its text: who goes first when many wait, and which have been long before."""

import re

_LOOSE = re.compile(r"[?$]\w+\s+[?$]\w+\s+[?$]\w+")
_PATH = re.compile(r"[>)\w][*+](?=[\s?$(<])")
_ASIDE = re.compile(r"""(?:^|(?<=\s))#[^\r\n]*|"[^"\r\n]*"|'[^'\r\n]*'|[0-9]+|\s+""")
_MOST = 1 << 14


def weight(text: str) -> int:
    """The more patterns without a known term, paths of any length, and text, the heavier; 0 for most queries.

    >>> weight("SELECT * { ?g a sdgo:Goal }"), weight("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    (0, 2)
    """
    start = text[:_MOST]
    loose = len(_LOOSE.findall(start))
    return max(0, loose - 1) + len(_PATH.findall(start)) + len(text) // 2000


def shape(text: str) -> str:
    """A text without its comments, numbers, quotations and spacing: what is asked again with other values is known again.

    A long one is known by all of it.

    >>> shape("ASK { ?s ?p 5 } # first") == shape("ASK  { ?s ?p 61 }")
    True
    """
    return _ASIDE.sub("", text) if len(text) <= _MOST else text
