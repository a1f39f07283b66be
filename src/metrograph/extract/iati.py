"""Makes a draft of each IATI activity, and says what in the activity cannot be right.

```
Activity  title (en, fr)   status 2    dates 1, 3    orgs     locations   tags 2, 3   related 1
   |          |               |            |          |           |           |           |
Draft     label, translation  ongoing    edtf   organisers …   places       sdgs       parent
```
The meaning of the codes is in ``data/reading/iati.yaml``. Only the ids given so far are kept from one activity to the next.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from metrograph.extract.draft import Doubt, Draft, Mention, Quoted
from metrograph.folding import fold
from metrograph.model import DateStatus, Kind, Status
from metrograph.readers.iati import Activity, Coded, DateOf, Narratives
from metrograph.readers.passage import Where
from metrograph.records.vocabulary import read_vocabulary
from metrograph.resources import root
from metrograph.words import LANGUAGES
from metrograph.yamlfile import Node, read

Note = Callable[[str, str], None]
EVENT_DAYS = 14
_PREFIX = {Kind.PILOT_PROJECT: "pilot", Kind.NETWORK_EVENT: "event"}
_WORD = re.compile(r"[a-z0-9]+")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:Z|T.*|[+-]\d\d:\d\d)?", re.ASCII)
_SDG = re.compile(
    r"(?:(?:sdg|odd|ods|goal|target)s?[\s:_-]*)?0?(\d{1,2})(?:\.(?:0?(\d{1,2})|([a-d]))(?:\.\w{1,2})?)?\.?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in an activity that cannot be right: what kind, where, in which activity, and the value itself.

    Kinds: ``no-title``, ``duplicate-id``, ``invalid-date``, ``end-before-start``, ``unknown-status``, ``unknown-sdg`` and
    ``tag-vocabulary-7-8``.
    """

    kind: str
    where: Where
    identifier: str
    value: str


class Ids:
    """Gives each draft an id of its own: the kind and the first words of the label, numbered when it is taken.

    >>> ids = Ids()
    >>> ids.take(Kind.ACTION, "Réseau d'eau"), ids.take(Kind.ACTION, "Réseau d’eau"), ids.take(Kind.PILOT_PROJECT, "")
    ('action-reseau-d-eau', 'action-reseau-d-eau-2', 'pilot')
    """

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def take(self, kind: Kind, label: str) -> str:
        """An id that was not given before."""
        stem = found = "-".join(part for part in (_PREFIX.get(kind, kind.value.replace("_", "-")), slug(label)) if part)
        while found in self._given:
            self._given[stem] += 1
            found = f"{stem}-{self._given[stem]}"
        self._given[found] = 1
        return found


def slug(label: str) -> str:
    """At most eight words and sixty letters of a label, without accents, joined by hyphens.

    >>> slug("Planification intégrée du Grand-Lyon : l'eau")
    'planification-integree-du-grand-lyon-l-eau'
    """
    short = "-".join(_WORD.findall(_folded(label))[:8])
    return short if len(short) <= 60 else short[:61].rpartition("-")[0] or short[:60]


def _folded(label: str) -> str:
    """The first letters of a label without accents and capitals; plain English needs no folding, which is slow."""
    short = label[:400]
    return short.lower() if short.isascii() else fold(short)


def draft_activities(
    activities: Iterable[Activity], file: str, lang: str = ""
) -> Iterator[tuple[Draft | None, tuple[Problem, ...]]]:
    """A draft of each activity with its problems, one by one; ``None`` for an activity without a title, which is passed over.

    ``lang`` is the language in which labels are wanted, where the file has it. A parent that has not been read when its
    part is read leaves a doubt.

    >>> [(draft, problems)] = draft_activities([Activity("XX-1", 3, "fr", titles=(("fr", "Projet pilote d'eau"),))], "a.xml")
    >>> draft.id, draft.kind.value, draft.lang, problems
    ('pilot-projet-pilote-d-eau', 'pilot_project', 'fr', ())
    """
    ids, seen = Ids(), dict[str, str]()
    for activity in activities:
        problems: list[Problem] = []
        note = _noting(problems, activity)
        draft = _draft(activity, file, lang, ids, seen, note) if activity.titles else note("no-title", activity.identifier)
        yield draft, tuple(problems)


def _noting(problems: list[Problem], activity: Activity) -> Note:
    def note(kind: str, value: str) -> None:
        problems.append(Problem(kind, Where(line=activity.line), activity.identifier, value))

    return note


def _draft(activity: Activity, file: str, asked: str, ids: Ids, seen: dict[str, str], note: Note) -> Draft:
    order = (asked, activity.lang, *LANGUAGES)
    lang, label = _best(activity.titles, order)
    edtf, date_text, days = _period(activity.dates, note)
    kind = _kind(label, lang, days)
    name = ids.take(kind, label)
    parent, doubts = _parent(activity, seen)
    _remember(activity, name, seen, note)
    organisers, partners = _organisations(activity, order)
    return Draft(
        id=name,
        kind=kind,
        label=label,
        lang=lang,
        sources=(Quoted(file, Where(line=activity.line), 0, label),),
        edtf=edtf,
        date_text=date_text,
        date_status=DateStatus.STATED if edtf else None,
        status=_status(activity.status, note),
        parent=parent,
        themes=_mentions([_name(sector.names, order) for sector in activity.sectors]),
        places=_places(activity, order),
        organisers=organisers,
        partners=partners,
        sdgs=_sdgs(activity, note),
        description=_best(activity.descriptions, (lang, *order))[1],
        translation=_others(activity.titles, lang),
        doubts=doubts,
    )


def _remember(activity: Activity, name: str, seen: dict[str, str], note: Note) -> None:
    if activity.identifier in seen:
        note("duplicate-id", activity.identifier)
    elif activity.identifier:
        seen[activity.identifier] = name


def _parent(activity: Activity, seen: Mapping[str, str]) -> tuple[str, tuple[Doubt, ...]]:
    """The draft of the first parent that was read, else a doubt about the parent that was not."""
    refs = [one.ref for one in activity.related if one.type == "1" and one.ref]
    known = [seen[ref] for ref in refs if ref in seen and ref != activity.identifier]
    if known or not refs:
        return (known[0] if known else ""), ()
    return "", (Doubt("parent", "parent-not-read", (("value", refs[0]),)),)


def _best(texts: Narratives, order: tuple[str, ...]) -> tuple[str, str]:
    """The text in the first of some languages that there is, else the first text."""
    if len(texts) > 1:
        for lang in order:
            for one in texts:
                if one[0] == lang:
                    return one
    return texts[0] if texts else ("", "")


def _name(texts: Narratives, order: tuple[str, ...]) -> str:
    return _best(texts, order)[1]


def _others(texts: Narratives, lang: str) -> tuple[tuple[str, str], ...]:
    if len(texts) == 1:
        return ()
    first = dict(reversed(texts))
    return tuple((other, first[other]) for other in LANGUAGES if other != lang and other in first)


def _kind(label: str, lang: str, days: int) -> Kind:
    """What a title says that the activity is, else an action."""
    words = _meaning().kinds.get(lang or "en")
    for match in words.finditer(_folded(label).replace("’", "'")) if words else ():
        kind = Kind(match.lastgroup or "")
        if kind is not Kind.NETWORK_EVENT or 0 < days <= EVENT_DAYS:
            return kind
    return Kind.ACTION


def _period(dates: tuple[DateOf, ...], note: Note) -> tuple[str, str, int]:
    """The period of an activity in EDTF, the dates as written, and the days it lasts (0 when that is not known)."""
    found: dict[str, date] = {}
    for one in dates:
        role = _meaning().dates.get(one.type.lower())
        day = _day(one.iso or (one.texts[0][1] if one.texts else ""))
        if day is None:
            note("invalid-date", one.iso or (one.texts[0][1] if one.texts else one.type))
        elif role:
            found.setdefault(role, day)
    pairs = [(found.get(f"{plan}_start"), found.get(f"{plan}_end")) for plan in ("planned", "actual")]
    start, end = max(pairs, key=lambda pair: sum(day is not None for day in pair))
    texts = [day.isoformat() for day in (start, end) if day]
    if start and end and end < start:
        note("end-before-start", "/".join(texts))
        return "", " – ".join(texts), 0
    if start and start == end:
        return texts[0], texts[0], 1
    edtf = f"{start or '..'}/{end or '..'}" if texts else ""
    return edtf, " – ".join(texts), (end - start).days + 1 if start and end else 0


@lru_cache(maxsize=4096)
def _day(text: str) -> date | None:
    """The day of an ISO date; its time and its time zone make no difference."""
    match = _DAY.fullmatch(text.strip())
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def _status(code: str, note: Note) -> Status | None:
    found = _meaning().statuses.get(code.strip().lower())
    if code and found is None:
        note("unknown-status", code)
    return found


def _organisations(activity: Activity, order: tuple[str, ...]) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Who leads: the reporting and the accountable organisations; and who else takes part."""
    roles = _meaning().roles
    leads: list[str] = []
    others: list[str] = []
    if activity.reporting:
        leads.append(_name(activity.reporting.names, order) or activity.reporting.ref)
    for one in activity.organisations:
        name = _name(one.names, order) or one.ref
        (leads if roles.get(one.role.lower()) == "accountable" else others).append(name)
    return _mentions(leads), _mentions([name for name in others if name not in leads])


def _places(activity: Activity, order: tuple[str, ...]) -> tuple[Mention, ...]:
    """The named locations, else the countries, else the named regions."""
    named = _mentions([_name(one.names, order) for one in activity.locations])
    countries = named or _mentions([_name(one.names, order) or one.code for one in activity.countries])
    return countries or _mentions([_name(one.names, order) for one in activity.regions])


def _mentions(names: list[str]) -> tuple[Mention, ...]:
    """Each name once; an empty one is none."""
    return tuple([Mention("", name) for name in dict.fromkeys(names) if name])


def _sdgs(activity: Activity, note: Note) -> tuple[str, ...]:
    """The goals and targets that tags and sectors name, in their order."""
    meaning, found = _meaning(), dict[str, None]()
    mistaken = [one for one in activity.tags if one.vocabulary in meaning.mistaken]
    tags = [one for one in activity.tags if one.vocabulary in meaning.tags or one.vocabulary in meaning.mistaken]
    sectors = [one for one in activity.sectors if one.vocabulary in meaning.sectors]
    for one in mistaken:
        note("tag-vocabulary-7-8", one.code)
    for one in tags + sectors:
        code = sdg_code_of(_stated(one))
        if code:
            found[code] = None
        else:
            note("unknown-sdg", _stated(one))
    return tuple(found)


def _stated(one: Coded) -> str:
    return one.code or (one.names[0][1] if one.names else "")


@lru_cache(maxsize=4096)
def sdg_code_of(text: str) -> str:
    """The goal or target that a code means, however it is written; empty when there is none.

    >>> sdg_code_of("SDG 05"), sdg_code_of("11.C"), sdg_code_of("11.2.1"), sdg_code_of("18.3")
    ('5', '11.c', '11.2', '')
    """
    match = _SDG.fullmatch(text.strip().lower())
    code = ".".join(part for part in match.groups() if part) if match else ""
    return code if code in read_vocabulary().sdg else ""


@dataclass(frozen=True, slots=True)
class _Meaning:
    """The file ``data/reading/iati.yaml``: what each code means, and the words of kinds by language."""

    statuses: Mapping[str, Status]
    dates: Mapping[str, str]
    roles: Mapping[str, str]
    tags: frozenset[str]
    mistaken: frozenset[str]
    sectors: frozenset[str]
    kinds: Mapping[str, re.Pattern[str]]


@cache
def _meaning() -> _Meaning:
    lists = read(root() / "data" / "reading" / "iati.yaml")
    sdgs = lists.required("sdgs")
    return _Meaning(
        statuses={code: Status(name) for code, name in _by_code(lists.required("statuses")).items()},
        dates=_by_code(lists.required("dates")),
        roles=_by_code(lists.required("roles")),
        tags=frozenset(sdgs.required("tag").texts()),
        mistaken=frozenset(sdgs.required("mistaken_tag").texts()),
        sectors=frozenset(sdgs.required("sector").texts()),
        kinds={lang: _kind_words(lists.required("kinds"), lang) for lang in LANGUAGES},
    )


def _by_code(node: Node) -> dict[str, str]:
    """The name of each code of a list."""
    fields = {name: codes for name, codes in node.fields().items() if name != "source"}
    return {code: name for name, codes in fields.items() for code in codes.texts()}


def _kind_words(node: Node, lang: str) -> re.Pattern[str]:
    """A pattern whose group names are kinds."""
    fields = {kind: words for kind, words in node.fields().items() if kind != "source"}
    groups = (f"(?P<{kind}>{'|'.join(map(re.escape, words.required(lang).texts()))})" for kind, words in fields.items())
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)")
