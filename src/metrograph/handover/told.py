"""Says what was read, what was set aside, what was announced, and what a person should look at, in three languages."""

from collections import Counter
from collections.abc import Iterable, Iterator

from metrograph.extraction.draft import Draft
from metrograph.extraction.plan import Reading
from metrograph.readers.passage import Where
from metrograph.words import counted, mark, say

_SHOWN = 200
ENTITIES = frozenset({"organisation", "governing_body", "community_of_practice", "place"})


def summary(reading: Reading, lang: str) -> str:
    """One line or a few: how much was read, what did not agree, how many doubts there are."""
    kinds = Counter(draft.kind.value for draft in reading.drafts)
    items = sum(count for kind, count in kinds.items() if kind not in ENTITIES)
    doubts = sum(len(draft.doubts) for draft in reading.drafts)
    lines = [
        say(
            "extract.summary",
            lang,
            file=reading.document.file,
            passages=counted("extract.passages", lang, len(reading.document.passages)),
            items=counted("extract.items", lang, items),
            names=counted("extract.names", lang, len(reading.drafts) - items),
        )
    ]
    lines += [f"  {text}" for text in _announced(reading, lang, agreeing=False)]
    left = [aside for aside in reading.asides if aside.reason in ("prose", "front")]
    if left:
        lines.append("  " + counted("extract.left", lang, len(left)))
    if doubts:
        lines.append("  " + counted("extract.doubts", lang, doubts))
    return "\n".join(lines)


def report(reading: Reading, lang: str) -> str:
    """The whole report as Markdown: kinds, announced counts, doubts one by one, and every line that is in no item."""
    kinds = Counter(draft.kind.value for draft in reading.drafts)
    blocks = [f"# {reading.document.file}", summary(reading, lang).split("\n", 1)[0]]
    blocks.append("\n".join(f"- {kind}{mark(':', lang)}{count}" for kind, count in sorted(kinds.items())))
    announced = list(_announced(reading, lang, agreeing=True))
    if announced:
        blocks += [f"## {say('extract.announced', lang)}", "\n".join(f"- {text}" for text in announced)]
    doubts = list(_doubts(reading.drafts, lang))
    if doubts:
        blocks += [f"## {say('extract.to-check', lang)}", "\n".join(f"- {text}" for text in doubts)]
    blocks.append(f"## {say('extract.aside', lang)}")
    blocks.append("\n".join(_asides(reading, lang)) or "–")
    return "\n\n".join(blocks) + "\n"


def _announced(reading: Reading, lang: str, *, agreeing: bool) -> Iterator[str]:
    """The numbers that the document announces beside those that were found; ``agreeing``: also where they agree."""
    for one in reading.announced:
        found = sum(one.group in (draft.group, draft.parent) for draft in reading.drafts) if one.group else 0
        if found and (agreeing or found != one.count):
            yield say("extract.count", lang, text=one.text, announced=one.count, found=found, place=place_of(one.where, lang))


def _doubts(drafts: Iterable[Draft], lang: str) -> Iterator[str]:
    for draft in drafts:
        for doubt in draft.doubts:
            text = say(f"doubt.{doubt.reason}", lang, **dict(doubt.values))
            yield f"`{draft.id}` · {doubt.field}{mark(':', lang)}{text} ({place_of(draft.sources[0].where, lang)})"


def _asides(reading: Reading, lang: str) -> Iterator[str]:
    for aside in reading.asides:
        words = " ".join(aside.text.split())
        short = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
        yield f"- {place_of(aside.where, lang)} · {say(f'aside.{aside.reason}', lang)}{mark(':', lang)}{short}"


def place_of(where: Where, lang: str) -> str:
    """A place as people name it: "page 3", "Pilotes!B4", "line 12"."""
    if where.sheet:
        return f"{where.sheet}!{where.cell}"
    return say("place.page", lang, n=where.page) if where.page else say("place.line", lang, n=where.line)
