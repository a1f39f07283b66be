"""Queries that are not answered: because they would reach outside, or because the engine refuses them."""

import re
from collections.abc import Callable, Mapping

from metrograph.errors import Place, QueryError
from metrograph.sparql.gate import outside
from metrograph.sparql.tokens import place_of

_AT = re.compile(r"error at (\d+):(\d+): ?(.*)", re.DOTALL)


def refuse_outside(text: str, prefixes: Mapping[str, str], *, update: bool = False) -> None:
    """Refuse what would make the engine fetch from another address: ``SERVICE`` and ``LOAD``."""
    found = outside(text)
    if found is None:
        return
    if not found.sure:  # no SPARQL that every reader would read alike: say what is wrong with it, if that is plain
        error = _diagnose()(text, prefixes, update=update)
        if error.code != "Q101":
            raise error
    place = Place("query", *place_of(text, found.start), len(found.word))
    raise QueryError("Q105", place, source=text, word=found.word)


def refused(text: str, error: SyntaxError, prefixes: Mapping[str, str], *, update: bool = False) -> QueryError:
    """What is wrong with a text that the engine does not parse, in words.

    >>> str(refused("ASK { ?x A mg:Plan }", SyntaxError("error at 1:21: expected OPTIONAL"), {"mg": "urn:mg:"}).place)
    'query:1:10'
    """
    match = _AT.search(str(error))
    line, column, detail = (int(match[1]), int(match[2]), match[3]) if match else (1, 1, str(error))
    return _diagnose()(text, prefixes, message=detail, line=line, column=column, update=update)


def _diagnose() -> Callable[..., QueryError]:
    from metrograph.sparql.diagnosis import diagnose  # noqa: PLC0415 - needed for wrong queries only

    return diagnose
