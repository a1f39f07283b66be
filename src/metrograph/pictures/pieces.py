"""The pieces of time that a picture draws for a date: a month without a day is the whole month."""

import re
from dataclasses import dataclass
from datetime import date

from metrograph.dates import read

_DOUBTS = re.compile("[?~%]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Days that a date may mean."""

    first: date
    last: date
    exact: bool
    """Whether it lasts from the first to the last of them, rather than falls somewhere between."""
    sure: bool = True


def pieces(edtf: str, earliest: date | None = None, latest: date | None = None) -> tuple[Piece, ...]:
    """The pieces of time of an EDTF text, or of the days given where it is none; none where nothing is known.

    >>> [(piece.first.day, piece.last.day, piece.exact) for piece in pieces("2019-06")]
    [(1, 30, False)]
    >>> len(pieces("{2019-03,2019-09}")), pieces("[2019-04,2019-05]")[0].sure, pieces("soon")
    (2, False, ())
    """
    plain = _DOUBTS.sub("", edtf)
    several = plain[:1] + plain[-1:] in ("{}", "[]") and ".." not in plain
    try:
        spans = [read(part.strip()) for part in (plain[1:-1].split(",") if several else [plain])]
    except ValueError:
        return (Piece(earliest, latest, False, False),) if earliest and latest and earliest <= latest else ()
    sure = plain == edtf and ".." not in edtf and not edtf.startswith("[")
    exact = ".." not in edtf
    return tuple(Piece(one.earliest, one.latest, exact and one.precision.startswith("day"), sure) for one in spans)
