"""The language in which a visitor is answered."""

from urllib.parse import parse_qsl

from metrograph.serve.media import preferred
from metrograph.serve.sessions import cookie_of
from metrograph.serve.visit import Visit
from metrograph.words import LANGUAGES


def language(visit: Visit) -> str:
    """``?lang=``, then the cookie ``lang``, then ``Accept-Language``, else English."""
    if "lang=" in visit.query_string:
        wanted = dict(parse_qsl(visit.query_string)).get("lang", "")
        if wanted in LANGUAGES:
            return wanted
    kept = cookie_of(visit.fields.get("cookie", ""), "lang")
    if kept in LANGUAGES:
        return kept
    return spoken(visit.fields.get("accept-language", ""))


def spoken(told: str) -> str:
    """The best of our languages for an ``Accept-Language``.

    >>> spoken("de, fr-CH;q=0.9, en;q=0.8"), spoken("de"), spoken("")
    ('fr', 'en', 'en')
    """
    if not told:
        return "en"
    ranges = (part.partition(";") for part in told.split(","))
    as_types = ",".join(f"x/{tag.strip().split('-')[0]}{sign}{weight}" for tag, sign, weight in ranges)
    found = preferred(as_types, [f"x/{lang}" for lang in LANGUAGES])
    return found.removeprefix("x/") if found else "en"
