"""What a workspace learns from its reviews: some words weigh more or less for a target, here and nowhere else.

``linker.json`` in the workspace holds it, to be read, edited or deleted; it is never sent anywhere. Words of accepted links lift
the confidence of their code wherever they stand, words of rejected ones lower it, by at most ``MOST`` units of the logit.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from metrograph.errors import Place, RecordError
from metrograph.linking.lexicon import stems
from metrograph.linking.text import Word
from metrograph.yamlfile import read_text

FILE = "linker.json"
MOST = 2.0
_EACH = 0.8


@dataclass(frozen=True, slots=True)
class Shift:
    """Words, the code for which they weigh otherwise, and how many links with them a person accepted or rejected."""

    code: str
    lang: str
    words: str
    accepted: int
    rejected: int

    @property
    def value(self) -> float:
        """Units added to the logit: each decision counts, the first ones most.

        >>> Shift("11.2", "fr", "mobilit", 0, 1).value, Shift("11.2", "fr", "mobilit", 3, 0).value
        (-0.8, 1.2)
        """
        count = self.accepted + self.rejected
        return round(max(-MOST, min(MOST, 2 * _EACH * (self.accepted - self.rejected) / (count + 1))), 3)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Everything a workspace has learnt; without shifts nothing changes."""

    shifts: tuple[Shift, ...] = ()

    @property
    def name(self) -> str:
        """A mark for provenance: empty without shifts."""
        body = json.dumps([(s.code, s.lang, s.words, s.value) for s in self.shifts])
        return f".local.{hashlib.sha256(body.encode()).hexdigest()[:8]}" if self.shifts else ""

    def of(self, found: Sequence[Word], lang: str) -> dict[str, float]:
        """What to add to the logit of each code in a text."""
        total: dict[str, float] = defaultdict(float)
        line = " ".join(("", *(word.stem for word in found), ""))
        for shift in self.shifts:
            if shift.lang == lang and f" {shift.words} " in line:
                total[shift.code] += shift.value
        return {code: max(-MOST, min(MOST, value)) for code, value in total.items()}


def learn(reviewed: Iterable[tuple[str, str, str, bool]]) -> Adjustment:
    """The adjustment that reviewed links teach: (code, language, quote, accepted) for each quote of each link.

    >>> learn([("11.2", "fr", "Mobilités", False)]).shifts[0].words
    'mobilit'
    """
    counts: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for code, lang, quote, accepted in reviewed:
        words = stems(quote, lang)
        if words:
            counts[code, lang, words][0 if accepted else 1] += 1
    return Adjustment(tuple(Shift(*key, *counts[key]) for key in sorted(counts) if counts[key][0] != counts[key][1]))


def read_adjustment(folder: Path | None) -> Adjustment:
    """The adjustment of a workspace; ``RecordError`` where its file is no such thing."""
    path = folder / FILE if folder else None
    if path is None or not path.exists():
        return Adjustment()
    try:
        rows = json.loads(read_text(path))["shifts"]
        return Adjustment(
            tuple(Shift(str(r["code"]), str(r["lang"]), str(r["words"]), int(r["accepted"]), int(r["rejected"])) for r in rows)
        )
    except (ValueError, KeyError, TypeError) as error:
        raise RecordError("L106", Place(str(path)), detail=f"{type(error).__name__}: {error}") from None


def adjustment_text(adjustment: Adjustment) -> str:
    """An adjustment as the text of its file: one line for each shift."""
    rows = [
        json.dumps(
            {"code": s.code, "lang": s.lang, "words": s.words, "accepted": s.accepted, "rejected": s.rejected, "shift": s.value},
            ensure_ascii=False,
        )
        for s in adjustment.shifts
    ]
    return '{"shifts": [\n' + ",\n".join(rows) + "\n]}\n"
