"""Writes items of a plan as the lines of a plan file, in the layout in which people edit them.

```yaml
- id: pilot-mega
  kind: pilot_project
  label: {en: "Metropolis Energy GovernAnce: MEGA"}
  date: {edtf: "2019-06", text: juin, status: inferred}
```
"""

import json
import re
from collections.abc import Callable, Mapping

from metrograph.model import DateStatus, Item, Source, Text, When

WIDE = 120
# The order in which the fields of an item are written; each is a field of ``Item``.
ORDER = (
    "id", "kind", "label", "translation", "section", "parent", "group", "order", "status", "date", "planned", "themes",
    "principal_in", "places", "organisers", "partners", "bodies", "communities", "count", "condition", "edition", "phase",
    "acronym", "motto", "event_format", "part_of_work", "unit_of", "sub_event_of", "same_fact_as", "realised_by",
    "in_context_of", "prepares_for", "refers_to", "presents_results_of", "shares_bullet_with", "continues", "also_called",
    "also_says", "hyperlinked", "open_list", "ambiguous", "mentions_sdgs", "lines", "found", "note",
)  # fmt: skip
# Where a doubt about what is no field of its own is told.
BESIDE = {
    "sdgs": "also_says", "sdgs_stated": "also_says", "edtf": "date", "date_text": "date", "date_status": "date", "lang": "label",
    "source": "lines",
}  # fmt: skip
# Words that YAML 1.1 may take for something else than a text, and what it cannot hold as it is.
_PLAIN = re.compile(r"[^\W\d_](?:[\w '’()/.&-]*[\w'’)])?")
_TAKEN = frozenset(("y", "n", "yes", "no", "true", "false", "on", "off", "null"))
_UNSAFE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def item_lines(item: Item, comments: Mapping[str, tuple[str, ...]] | None = None) -> list[str]:
    """An item as lines; ``comments`` by field stand above the field that they speak of, or above the item where it is empty."""
    above: list[str] = []
    lines: list[str] = []
    written = {name: found for name in ORDER if (found := field_lines(name, item))}
    told = {name: texts for name, texts in (comments or {}).items() if BESIDE.get(name, name) != "id"}
    for name, texts in told.items():
        if BESIDE.get(name, name) not in written:
            above += [f"# ? {name}: {one_line(text)}" for text in texts]
    for field, found in written.items():
        own = [name for name in told if BESIDE.get(name, name) == field]
        lines += [f"  # ? {name}: {one_line(text)}" for name in own for text in told[name]]
        lines += [f"  {line}" for line in found]
    return [*above, "-" + lines[0][1:], *lines[1:]]


def field_lines(name: str, item: Item) -> list[str]:
    """A field of an item as lines, without its indentation; none when it is empty.

    >>> from metrograph.model import Kind
    >>> field_lines("label", Item("pilot-mega", Kind.PILOT_PROJECT, Text(fr="yes", en="Bus: propres")))
    ['label: {en: "Bus: propres", fr: "yes"}']
    """
    value = getattr(item, name)
    if isinstance(value, Text):
        return _text_lines(name, value)
    if name == "planned":
        return [] if value else ["planned: false"]
    written = _value(value)
    return [f"{name}: {written}"] if written else []


def member_lines(name: str, item: Item) -> dict[str, str]:
    """The members of a label, a translation or a date, each as a line of its own; none for any other field.

    >>> from metrograph.model import Kind
    >>> member_lines("label", Item("place-lyon", Kind.PLACE, Text(fr="Lyon")))
    {'fr': 'fr: Lyon'}
    """
    value = getattr(item, name)
    pairs = value.pairs() if isinstance(value, Text) else _date_pairs(value) if isinstance(value, When) else ()
    return {member: f"{member}: {scalar(words)}" for member, words in pairs}


def _text_lines(name: str, text: Text) -> list[str]:
    """One line where the words are short, else one for each language."""
    if not text:
        return []
    pairs = [f"{lang}: {scalar(words)}" for lang, words in text.pairs()]
    flow = f"{name}: {{{', '.join(pairs)}}}"
    return [flow] if len(flow) <= WIDE else [f"{name}:", *(f"  {pair}" for pair in pairs)]


def _value(value: object) -> str:
    if value is None or value is False or value in ("", ()):
        return ""
    if value is True:
        return "true"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, When):
        return _date(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(str(one) if isinstance(one, int) else scalar(one) for one in value) + "]"
    return scalar(str(value))


def _date(date: When) -> str:
    return "{" + ", ".join(f"{name}: {scalar(words)}" for name, words in _date_pairs(date)) + "}"


def _date_pairs(date: When) -> tuple[tuple[str, str], ...]:
    """The parts of a date that are written; how sure it is goes without saying where it is stated."""
    usual = DateStatus.STATED if date.edtf else DateStatus.NOT_STATED
    silent = date.status is usual and bool(date.edtf or date.text)
    pairs = (("edtf", date.edtf), ("text", date.text), ("status", "" if silent else date.status.value))
    return tuple((name, words) for name, words in pairs if words)


def scalar(text: str) -> str:
    r"""A text as YAML, in double quotes where it could be read as something else.

    >>> scalar("Mise en œuvre"), scalar("2019-02"), scalar("yes"), scalar("a: b"), scalar("=1\n")
    ('Mise en œuvre', '"2019-02"', '"yes"', '"a: b"', '"=1\\n"')
    """
    if _PLAIN.fullmatch(text) and text.casefold() not in _TAKEN:
        return text
    return _UNSAFE.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    return "\\uFFFD" if 0xD800 <= code <= 0xDFFF else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def one_line(text: str) -> str:
    """A text that fits into a comment."""
    return _UNSAFE.sub("\ufffd", " ".join(text.split()))


def source_lines(source: Source) -> list[str]:
    """The source of a plan as lines."""
    title = ", ".join(f"{lang}: {scalar(words)}" for lang, words in source.title.pairs())
    about = {"title": f"{{{title}}}", "file": scalar(source.file), "sha256": scalar(source.sha256), "lang": source.lang}
    return ["source:", *(f"  {name}: {words}" for name, words in about.items()), f"  lines: {source.lines}"]


Comments = Callable[[Item], Mapping[str, tuple[str, ...]]]


def plan_lines(plan_id: str, source: Source, items: tuple[Item, ...], head: tuple[str, ...], comments: Comments) -> list[str]:
    """A whole plan file as lines: remarks at its head, the source, the items with their comments."""
    top = [*(f"# {one_line(remark)}" for remark in head), f"plan: {scalar(plan_id)}", *source_lines(source), "items:"]
    return [*top, *(line for item in items for line in item_lines(item, comments(item)))]
