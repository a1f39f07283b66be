"""How large a site will be, before it is written: a plan of some thousands of items makes hundreds of thousands of files."""

from metrograph.desk import Desk
from metrograph.documents.addresses import Addresses
from metrograph.documents.room import room_of
from metrograph.site.answers import FORMATS
from metrograph.words import LANGUAGES

MANY = 100_000
"""Of so many files on, a person should know before they are made."""
SIZE = 7_500
"""How many bytes a file has, on an average."""


def files_expected(desk: Desk, formats: tuple[str, ...] = FORMATS) -> int:
    """About how many files a site will have: a page of each thing in each language, and the thing in each format.

    >>> import metrograph
    >>> 10_000 < files_expected(metrograph.open(), ()) * 3 < files_expected(metrograph.open(), ("ttl", "csv")) * 3
    True
    """
    where = Addresses(desk.names, "http://127.0.0.1:8000/")
    things = sum(1 for iri in room_of(desk).numbers.things if where.path(iri))
    each = len(LANGUAGES) + sum(len(LANGUAGES) if name == "csv" else 1 for name in formats)
    return things * each
