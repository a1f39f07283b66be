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

from metrograph.extraction.draft import Doubt, Draft, Mention, Quoted
from metrograph.extraction.kinds import Line, Setting, kind_of
from metrograph.extraction.labels import condition_of, numbered
from metrograph.extraction.names import Names
from metrograph.extraction.rules import Rules, flat
from metrograph.extraction.rules import rules as rules_of
from metrograph.extraction.themes import theme_of
from metrograph.model import EVENT_KINDS, DateStatus, Kind, Status
from metrograph.naming.find import read_gazetteer
from metrograph.readers.iati import Activity, Coded, DateOf, Narratives
from metrograph.readers.passage import Where
from metrograph.records.vocabulary import read_vocabulary
from metrograph.resources import root
from metrograph.words import LANGUAGES
from metrograph.yamlfile import Node, read

Note = Callable[[str, str], None]
EVENT_DAYS = 21
_OWN = frozenset({"98", "99"})
_LISTS = ("kinds.event", "kinds.training", "kinds.publication", "kinds.agreement", "kinds.award", "labels.pilots", "bodies")
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


@dataclass(frozen=True, slots=True)
class Seen:
    """What is kept of an activity for those below it: its draft, the kind of that, its strategic line."""

    name: str
    kind: Kind
    section: str


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
    names, seen, themes = Names(), dict[str, Seen](), set[str]()
    for activity in activities:
        problems: list[Problem] = []
        note = _noting(problems, activity)
        draft = _draft(activity, file, lang, names, seen, note) if activity.titles else note("no-title", activity.identifier)
        yield draft, tuple(problems)
        if draft:
            yield from ((theme, ()) for theme in _new_themes(draft, names, themes))


def _new_themes(draft: Draft, names: Names, themes: set[str]) -> Iterator[Draft]:
    """A draft of each theme that is named for the first time."""
    for mention in draft.themes:
        if mention.name not in themes:
            themes.add(mention.name)
            name = mention.id or names.take(Kind.THEME, mention.quote)
            yield Draft(name, Kind.THEME, mention.quote, draft.lang, draft.sources, section=draft.section)


def _noting(problems: list[Problem], activity: Activity) -> Note:
    def note(kind: str, value: str) -> None:
        problems.append(Problem(kind, Where(line=activity.line), activity.identifier, value))

    return note


def _draft(activity: Activity, file: str, asked: str, names: Names, seen: dict[str, Seen], note: Note) -> Draft:
    order = (asked, activity.lang, *LANGUAGES)
    lang, title = _best(activity.titles, order)
    edtf, date_text, days = _period(activity.dates, note)
    above, doubts = _parent(activity, seen)
    description = _best(activity.descriptions, (lang, *order))[1]
    kind, label = _judged(activity, title, lang, days, above, description)
    name = names.take(kind, label)
    section = name if kind is Kind.STRATEGIC_LINE else above.section if above else ""
    _remember(activity, Seen(name, kind, section), seen, note)
    organisers, partners = _organisations(activity, order)
    status = _status(activity.status, note)
    status = Status.TO_LAUNCH if status is Status.PLANNED and kind is Kind.PILOT_PROJECT else status
    return Draft(
        id=name,
        kind=kind,
        label=label,
        lang=lang,
        sources=(Quoted(file, Where(line=activity.line), 0, title),),
        edtf=edtf,
        date_text=date_text,
        date_status=DateStatus.STATED if edtf else DateStatus.NOT_STATED if kind in EVENT_KINDS else None,
        status=status,
        parent=above.name if above else "",
        section=section,
        themes=_themes(activity, order),
        places=_places(activity, order),
        organisers=organisers,
        partners=partners,
        condition=condition_of(description, _rules(lang)) if status in (Status.PLANNED, Status.TO_LAUNCH) else "",
        sdgs=_sdgs(activity, note),
        description=description,
        translation=_others(activity.titles, lang),
        doubts=doubts,
    )


def _remember(activity: Activity, kept: Seen, seen: dict[str, Seen], note: Note) -> None:
    if activity.identifier in seen:
        note("duplicate-id", activity.identifier)
    elif activity.identifier:
        seen[activity.identifier] = kept


def _parent(activity: Activity, seen: Mapping[str, Seen]) -> tuple[Seen | None, tuple[Doubt, ...]]:
    """What was kept of the first parent that was read, else a doubt about the parent that was not."""
    refs = [one.ref for one in activity.related if one.type == "1" and one.ref]
    known = [seen[ref] for ref in refs if ref in seen and ref != activity.identifier]
    if known or not refs:
        return (known[0] if known else None), ()
    return None, (Doubt("parent", "parent-not-read", (("value", refs[0]),)),)


def _themes(activity: Activity, order: tuple[str, ...]) -> tuple[Mention, ...]:
    """The sectors that have a name, and the tags of a vocabulary of the publisher's own."""
    own = (tag for tag in activity.tags if tag.vocabulary in _OWN and tag.names)
    named = dict.fromkeys(_name(one.names, order) for one in (*activity.sectors, *own))
    return tuple([Mention(theme_of(name), name) for name in named if name])


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


def _judged(activity: Activity, title: str, lang: str, days: int, above: Seen | None, description: str) -> tuple[Kind, str]:
    """The kind of an activity and its label: a plan, a strategic line of it, or what the title says; else an action."""
    rules = _rules(lang)
    top = activity.hierarchy in ("", "1") and above is None
    if top and rules.find("plan", flat(title)):
        return Kind.WORK_PLAN, title
    bare, named = numbered(title, rules)
    if named or (above and above.kind is Kind.WORK_PLAN and activity.hierarchy == "2"):
        return Kind.STRATEGIC_LINE, bare
    words = flat(title)
    if _heads(rules.lang).search(words):
        judged = kind_of(Line(title, _setting(above), rules, rules.lang, bool(days), bool(days)))
        if judged.kind not in EVENT_KINDS or days <= EVENT_DAYS:
            return judged.kind, title
    if rules.begins("labels.pilots", flat(description[:40])):
        return Kind.PILOT_PROJECT, title
    return (Kind.INTERNAL_ACTION if _setting(above).internal else Kind.ACTION), title


@lru_cache(maxsize=4096)
def _is_internal(section: str) -> bool:
    """Whether the id of a line tells that it is about the network itself."""
    words = section.removeprefix("line-").replace("-", " ")
    return any(_rules(lang).find("internal", words) for lang in LANGUAGES)


def _setting(above: Seen | None) -> Setting:
    return Setting(internal=bool(above and above.section) and _is_internal(above.section if above else ""))


def _rules(lang: str) -> Rules:
    return rules_of(lang if lang in LANGUAGES else "en")


@cache
def _heads(lang: str) -> re.Pattern[str]:
    """A pattern that finds any word by which a kind could show: most titles have none, and need no closer look."""
    lists = rules_of(lang).lists
    words = {flat(word) for name in _LISTS for word in lists[name]}
    return re.compile(
        rf"(?<!\w)(?:cop ?\d\d|{'|'.join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))})(?!\w)"
    )


def _period(dates: tuple[DateOf, ...], note: Note) -> tuple[str, str, int]:
    """The period of an activity in EDTF, the dates as written, and the days it lasts (0 when that is not known).

    What has begun or ended has its actual day, the rest the planned one.
    """
    found: dict[str, date] = {}
    for one in dates:
        role = _meaning().dates.get(one.type.lower())
        day = _day(one.iso or (one.texts[0][1] if one.texts else ""))
        if day is None:
            note("invalid-date", one.iso or (one.texts[0][1] if one.texts else one.type))
        elif role:
            found.setdefault(role, day)
    start, end = (found.get(f"actual_{side}") or found.get(f"planned_{side}") for side in ("start", "end"))
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
    """Each name once, known by its id where it is in the gazetteer; an empty one is none."""
    return tuple([Mention(_known(name), name) for name in dict.fromkeys(names) if name])


@lru_cache(maxsize=65536)
def _known(name: str) -> str:
    found = read_gazetteer().named(name)
    return found.id if found else ""


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
    """The file ``data/reading/iati.yaml``: what each code means."""

    statuses: Mapping[str, Status]
    dates: Mapping[str, str]
    roles: Mapping[str, str]
    tags: frozenset[str]
    mistaken: frozenset[str]
    sectors: frozenset[str]


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
    )


def _by_code(node: Node) -> dict[str, str]:
    """The name of each code of a list."""
    fields = {name: codes for name, codes in node.fields().items() if name != "source"}
    return {code: name for name, codes in fields.items() for code in codes.texts()}
