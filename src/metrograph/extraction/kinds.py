"""What kind of thing a line of a plan names, by its head word and by the place where it stands.

French and Spanish put the head of a name first ("Réunion annuelle de …"), English last ("UCLG World Congress of …"): the
head is looked for in the words before the first preposition, from the side where the language puts it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from metrograph.extraction.rules import Rules, flat, tokens
from metrograph.model import Kind

_PREPOSITION = {
    "en": r"of|on|for|at|in|with|to|by|from|about|towards|between|under|through|during|within|against|into|as|via|around|and its",
    "fr": r"de|du|des|d'|sur|pour|a|au|aux|en|avec|dans|par|entre|vers|lors|sous|contre|chez|autour",
    "es": r"de|del|sobre|para|a|al|en|con|por|entre|hacia|bajo|contra|desde|acerca",
}
_STOP = {lang: re.compile(rf"(?<!\w)(?:{words})(?!\w)|[:;,(«\"“–—]|'s(?!\w)(?=\s*$)| - ") for lang, words in _PREPOSITION.items()}
_OPENING = re.compile(
    r"(?:(?:the|a|an|le|la|les|l'|un|une|el|los|las|una|unos|unas|our|notre|nos|nuestro|nuestra|two|deux|dos|three|trois|tres)\s+)+"
)
_ACTS = {
    "en": re.compile(r"\w+(?:tion|sion|ment|ing)\s+(?:of|the|a|an|to)(?!\w)"),
    "fr": re.compile(r"\w{4,}(?:tion|sion|ment|age|er|ir)\s+(?:d'|l'|de|du|des|le|la|les|un|une|a|aux?)"),
    "es": re.compile(r"\w{3,}(?:cion|sion|miento|aje|ar|er|ir)\s+(?:de|del|el|la|los|las|un|una|a|al)(?!\w)"),
}
_QUOTED = re.compile(r"^(\w+\s+)[«\"“]\s*([\w -]{2,30}?)\s*[»\"”]")
_SUMMIT = re.compile(r"(?:cop ?\d\d|wuf ?\d+|hlpf|unga ?\d*)(?!\w)")
_APPOSED = re.compile(r",\s+(?=\S+ \S)|\s+[–—-]\s+|\s+\((?=\S+ \S)")
_BESIDE = re.compile(r"(?:policy debate|debat|debate|side event|evento paralelo|evenement parallele)(?!\w)")
_EDITION = re.compile(
    r"(?:(?:\w+|\d+(?:e|th|st|nd|rd|\.?[ªº])?)\s+){0,2}(?:edition|series|volume|version|update|actualisation|edicion|serie|numero|issue)\s+"
    r"(?:of\s+(?:the\s+)?|du\s+|de\s+la\s+|de\s+l'|des\s+|de\s+|d'|del\s+)(?!\d)"
)
_SEVERAL = re.compile(
    r"(?:several|various|numerous|different|plusieurs|divers|diverses|differents|differentes|varios|varias|diversos|diversas|distintos)\b"
)
_NOUN_OR_VERB = frozenset(
    [
        "design",
        "support",
        "launch",
        "test",
        "pilot",
        "review",
        "update",
        "work",
        "map",
        "start",
        "campaign",
        "monitor",
        "follow-up",
        "audit",
    ]
)
_NOUN = re.compile(r"\w+(?:tion|sion|ment|cion|ance|cy|al)$")
_WORLD = re.compile(
    r"(?<!\w)(?:world|global|mondiale?s?|mondiaux|mundiale?s?|international\w*|internationa\w+|internaciona\w+|"
    r"united nations|nations unies|naciones unidas|unga|cop ?\d+|g20|g7|u20|urban 20|wuf ?\d*|hlpf|smart city expo|habitat|"
    r"europe\w*|african?\w*|afric\w*|latin\w*|asia\w*|c40|iclei|uclg|cglu|general assembly of the un)(?!\w)"
)
_HEADS = (
    "kinds.training",
    "kinds.publication",
    "kinds.agreement",
    "kinds.award",
    "kinds.event",
    "kinds.product",
    "presenting",
    "doing",
)
_OF_LIST = {
    "kinds.training": Kind.TRAINING,
    "kinds.publication": Kind.PUBLICATION,
    "kinds.agreement": Kind.PARTNERSHIP_AGREEMENT,
    "kinds.award": Kind.AWARD,
    "kinds.product": Kind.PRODUCT_SERVICE,
}
_OF_CATEGORY = {
    "pilots": Kind.PILOT_PROJECT,
    "publications": Kind.PUBLICATION,
    "trainings": Kind.TRAINING,
    "partners": Kind.PARTNERSHIP_AGREEMENT,
    "objectives": Kind.OBJECTIVE,
    "products": Kind.PRODUCT_SERVICE,
}


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a line stands: what its headings say (``category``, ``scope``), and whether they are about the network itself.

    ``grouped``: the line stands in a group that has nothing but a status for a name ("Ongoing").
    """

    category: str = ""
    scope: str = ""
    internal: bool = False
    calendar: bool = False
    grouped: bool = False


OPEN = Setting()


@dataclass(frozen=True, slots=True)
class Judged:
    """The kind of a line, and the reason to look again where there is one (a key of ``words``)."""

    kind: Kind
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be judged: its label, where it stands, what is known of its date and of the names in it.

    ``dated``: it has a date, if only one to be confirmed; ``precise``: a month or finer. ``own`` holds flat names of the
    network and of its events; ``foreign`` is set where the label names another organisation.
    """

    label: str
    setting: Setting
    rules: Rules
    lang: str
    dated: bool = False
    precise: bool = False
    own: tuple[str, ...] = ()
    foreign: bool = False

    @property
    def words(self) -> str:
        """The label without capitals and accents, and without signs at its ends."""
        return flat(self.label).strip(" .:«»\"'")


def kind_of(line: Line) -> Judged:
    """The kind of the thing that a line names: the first of these rules that has an answer."""
    head = head_of(line.label, line.rules, line.lang) or _apposed(line)
    return next(judged for rule in _RULES if (judged := rule(line, head)))


def _apposed(line: Line) -> str:
    """The head of what explains a name: "Tideline, the monthly newsletter", "Slope Desk – our advice line"."""
    found = _APPOSED.search(line.label)
    head = head_of(line.label[found.end() :], line.rules, line.lang) if found else ""
    return head if head in _OF_LIST else ""


def _objective(line: Line, head: str) -> Judged | None:
    """Every line of a list of objectives is one."""
    del head
    return Judged(Kind.OBJECTIVE) if line.setting.category == "objectives" else None


def _pilot(line: Line, head: str) -> Judged | None:
    """What says that it is a pilot, or stands among pilots and is no dated thing of another kind."""
    setting = line.setting
    other = head in (*_OF_LIST, "kinds.event", "presenting") and line.dated
    if _named_pilot(line) or (setting.category == "pilots" and (setting.grouped or not (setting.calendar or other))):
        return Judged(Kind.PILOT_PROJECT)
    return None


def _award_given(line: Line, head: str) -> Judged | None:
    return Judged(Kind.AWARD) if head == "presenting" and line.rules.find("kinds.award", line.words) else None


def _meeting(line: Line, head: str) -> Judged | None:
    return Judged(Kind.STATUTORY_MEETING) if _statutory(line, head) else None


def _event_by_head(line: Line, head: str) -> Judged | None:
    """An event by its head word; presentations only where they have a date, "several workshops" only then too."""
    if _SUMMIT.match(line.words):
        return Judged(Kind.WORLD_EVENT)
    if head != "kinds.event" and not (head == "presenting" and (line.precise or line.setting.calendar)):
        return None
    return Judged(_action(line.setting)) if _SEVERAL.match(line.words) and not line.dated else _event(line)


def _by_head(line: Line, head: str) -> Judged | None:
    if head in _OF_LIST:
        return Judged(_OF_LIST[head])
    if line.setting.grouped:
        return Judged(Kind.PILOT_PROJECT, "kind-by-heading")
    if head == "doing":
        return Judged(_action(line.setting))
    return None


def _by_setting(line: Line, head: str) -> Judged | None:
    """What has no head that is known: by the list in which it stands, or by its date."""
    del head
    if line.setting.calendar and not _ACTS[line.lang].match(line.words):
        return _event(line)
    if line.setting.category in _OF_CATEGORY:
        return Judged(_OF_CATEGORY[line.setting.category], "kind-by-heading")
    if line.dated and not line.precise and not line.setting.internal:
        return Judged(Kind.NETWORK_EVENT, "kind-by-date")
    return None


def _by_default(line: Line, head: str) -> Judged:
    return Judged(_action(line.setting), "" if head else "kind-by-default")


_RULES: tuple[Callable[[Line, str], Judged | None], ...] = (
    _objective, _pilot, _award_given, _meeting, _event_by_head, _by_head, _by_setting, _by_default,
)  # fmt: skip


def _action(setting: Setting) -> Kind:
    return Kind.INTERNAL_ACTION if setting.internal else Kind.ACTION


def head_of(label: str, rules: Rules, lang: str) -> str:
    """The list in which the head word of a label stands, or the empty text.

    >>> from metrograph.extraction.rules import rules
    >>> head_of("Chapitre métropolitain du rapport GOLD V", rules("fr"), "fr")
    'kinds.publication'
    >>> head_of("annual training workshop on mobility", rules("en"), "en")
    'kinds.training'
    """
    label = _QUOTED.sub(r"\1\2", label).strip(" .:«»\"'“”")
    words = flat(label)
    for name in ("holding", "publishing", "signing"):
        begun = rules.begins(name, words)
        rest = label[begun.end() :].strip(" '’") if begun else ""
        if rest and (inner := head_of(rest, rules, lang)) in (*_OF_LIST, "kinds.event"):
            return inner
    opening = _EDITION.match(words) or _OPENING.match(words)
    label, words = (label[opening.end() :], words[opening.end() :]) if opening else (label, words)
    reach = _region(words, lang)
    return _last(label, words, reach, rules) if lang == "en" else _first(words, reach, rules)


def _region(words: str, lang: str) -> int:
    """The length of the name before its first complement."""
    for stop in _STOP[lang].finditer(words):
        if stop.start() > 0 and words[: stop.start()].strip():
            return stop.start()
    return len(words)


def _first(words: str, reach: int, rules: Rules) -> str:
    """French and Spanish: the word of a list that comes first before the first complement; the longer one on a tie."""
    best = (reach + 1, 0, "")
    for name in _HEADS:
        for found in rules.every(name, words):
            if found.start() < reach and (found.start(), -len(found[0])) < best[:2]:
                best = (found.start(), -len(found[0]), name)
    return best[2]


_PROPER_END = re.compile(r"\s*(?:(?:[A-Z0-9][\w.’'-]*|&|[IVX]+|in|[–—-])\s*)*")


def _last(label: str, words: str, reach: int, rules: Rules) -> str:
    """English: the word of a list that ends the name, before its first complement, unless the line begins with a verb.

    A year, a number or a proper name may come after it: "World Congress Barcelona 2019".
    """
    first = tokens(words)[:1]
    verb = rules.begins("doing", words)
    best = (-1, 0, "")
    for name in _HEADS:
        for found in rules.every(name, words):
            ends = found.end() <= reach and _PROPER_END.fullmatch(label, found.end(), reach)
            if (ends or found.start() == 0) and found.start() < reach and (found.end(), len(found[0])) > best[:2]:
                best = (found.end(), len(found[0]), name)
    compound = (
        verb is not None
        and verb[0] in _NOUN_OR_VERB
        and not re.match(r"\s+(?:the|a|an|our|all|new|more|its)(?!\w)", words[verb.end() :])
    )
    if verb and not compound and best[2] != "doing" and first and not _NOUN.match(first[0]) and best[1] <= best[0] - len(verb[0]):
        return "doing"
    return best[2]


def _named_pilot(line: Line) -> bool:
    """Whether a name says that it is a pilot: "Pilot project: …", "Projet pilote Énergie", "Corridor data pilot: …"."""
    words, rules = line.words, line.rules
    found = rules.begins("labels.pilots", words)
    if found and words[found.end() :].strip(" .") and not rules.find("meeting", words):
        return True
    if re.search(r"\(pilot[eo]?\)|\w pilot(?=\s*[,:(–]|$)", words):
        return True
    before = re.match(r"([^:«\"“]{3,50}?)\s*[:«\"“]", words)
    return bool(before and any(before[1].endswith(f" {name}") for name in rules.words("labels.pilots")))


def _statutory(line: Line, head: str) -> bool:
    """Whether a line names a meeting of a governing body: by its words, or by the body in a list of such meetings."""
    words, setting, rules = line.words, line.setting, line.rules
    body = rules.find("bodies", words)
    listed = setting.category == "meetings"
    if setting.scope == "world" and not any(name in words for name in line.own):
        return False
    if re.search(r"(?<!\w)(?:statutory|statutaires?|estatutari[ao]s?)(?!\w)", words) and head == "kinds.event":
        return True
    if body and body.start() == 0 and (listed or setting.calendar) and not words[body.end() :].strip(" .,;()–-"):
        return True
    if body and body.start() == 0 and line.dated and len(tokens(words[body.end() :])) <= 3:
        return True
    if line.foreign and not listed and not any(name in words for name in line.own):
        return False
    doing = rules.begins("doing", words) and not (body and body.start() == 0)
    if listed and head in ("kinds.event", "doing", "") and not doing:
        return True
    if body is None:
        return False
    if head in ("", "kinds.event") and not doing and (found := rules.find("meeting", words)):
        return len(tokens(words[: found.start()])) <= 6 and not _BESIDE.match(words)
    return len(tokens(words[: body.start()])) <= 2 and head in ("", "kinds.event") and (setting.calendar or body.start() == 0)


def _event(line: Line) -> Judged:
    """An event of the world or of the network: by whose name it bears, by its heading, by the words for world events."""
    words, setting = line.words, line.setting
    if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) for name in line.own):
        return Judged(Kind.NETWORK_EVENT)
    if setting.scope:
        return Judged(Kind.WORLD_EVENT if setting.scope == "world" else Kind.NETWORK_EVENT)
    if line.rules.begins("kinds.ours", words) and not (setting.calendar and line.foreign):
        return Judged(Kind.NETWORK_EVENT)
    world = _WORLD.search(words)
    if world and not setting.calendar and world.start() > _region(words, line.lang):
        world = None
    if line.foreign or (world and (setting.calendar or _says_more(words, world, line.lang))):
        return Judged(Kind.WORLD_EVENT, "whose-event")
    return Judged(Kind.NETWORK_EVENT, "whose-event" if setting.calendar else "")


def _says_more(words: str, world: re.Match[str], lang: str) -> bool:
    """Whether a name says what its world event is about: "Forum mondial de l'eau", not "Forum mondial à Lyon"."""
    if world.start() == 0 and world.end() == len(words):
        return True
    reach = _region(words, lang)
    return len(tokens(words[:reach])) > 2 or bool(re.match(r"\s*(?:de|des|du|d'|del|of|on|sur|sobre|for)(?!\w)", words[reach:]))
