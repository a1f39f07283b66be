"""What a heading or a lead-in says of the lines below it: "Projets pilotes en cours:", "Main world events", "Axe 2 – Climat"."""

import re
from dataclasses import dataclass
from functools import cache

from metrograph.extraction.rules import Rules, flat, tokens
from metrograph.extraction.rules import rules as rules_of
from metrograph.model import Status

_NUMBER = re.compile(
    r"(?:[A-Z]\.)?\d{1,2}(?:\.\d{1,2})+[.)]?\s+|[A-Z]\.\d{1,2}[.):]?\s+|"
    r"(?:[IVX]{1,5}|\d{1,2}|[A-Z])(?:\s*[.):]|\s+[-–—]|\s*[-–—]\s)\s*|\d{1,2}\s+(?=[A-ZÀ-Ý])"
)
_ORDER = ("themes", "products", "pilots", "meetings", "trainings", "publications", "partners", "calendar", "actions",
          "objectives", "lines", "set-aside", "others")  # fmt: skip
_FREE = ("publications", "trainings", "pilots", "partners")  # categories that a longer heading may begin with
_COUNT = re.compile(r"(?<![\w.])\d{1,3}(?![\w.]|\s*%)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PARENTHESES = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


@dataclass(frozen=True, slots=True)
class Label:
    """What a heading says: the ``category`` of what follows (see ``labels.*`` in words.yaml), whose it is, where it stands.

    ``scope`` is "world" or "own" for events; ``count`` the number of things announced; ``announces`` is set where the
    heading is itself a thing to do ("Launch of 4 pilots"), not only a name for what follows; ``bare`` where it says nothing
    but a status ("Ongoing", "À lancer cette année").
    """

    category: str = ""
    scope: str = ""
    status: Status | None = None
    condition: str = ""
    count: int | None = None
    announces: bool = False
    bare: bool = False


def numbered(text: str, rules: Rules) -> tuple[str, bool]:
    """A heading without its number or the name of its level, and whether it names itself a strategic line.

    >>> from metrograph.extraction.rules import rules
    >>> numbered("Axe 2 – Climat", rules("fr")), numbered("3.1 Formation", rules("fr"))
    (('Climat', True), ('Formation', False))
    """
    found = rules.begins("line", flat(text))
    if found:
        rest = text[found.end() :]
        number = re.match(r"\s*(?:n[°º]\s*)?(?:[IVX]{1,5}|\d{1,2}(?:\.\d+)?|[A-Z])\s*(?:[.:)–—-]+\s*|$|\s(?=\S))", rest)
        if number and rest[number.end() :].strip():
            return rest[number.end() :].strip(" .:–—-"), True
        if re.match(r"\s*:\s*\S", rest) and found[0] not in rules.words("labels.objectives") | rules.words("labels.themes"):
            return rest.lstrip(" :").strip(), True
    number = _NUMBER.match(text)
    return (text[number.end() :].strip() if number else text), False


def label_of(text: str, rules: Rules, own: tuple[str, ...] = ()) -> Label:
    """What a heading or a lead-in says of what follows it."""
    words = flat(text).rstrip(" :.")
    condition = condition_of(text, rules)
    bare = _PARENTHESES.sub("", flat(text.replace(condition, "")) if condition else words).strip(" :.,")
    status, begins = _status(bare, rules)
    count = count_of(bare, rules)
    kept, scope = _content(bare, rules, own, status)
    category = _category(kept, rules) or ("pilots" if status and rules.find("labels.pilots", bare) else "")
    category = category or ("calendar" if rules.begins("calendar", bare) else _leading(kept, rules))
    if status and not _left(bare, status, rules):
        category = ""
    announces = begins and status in (Status.TO_CONCLUDE, Status.TO_LAUNCH)
    bare_status = status is not None and not category and not _left(bare, status, rules)
    scope = scope if category == "calendar" or rules.find("scope.presence", bare) else ""
    return Label(
        category, scope, status if category in ("pilots", "actions", "") else None, condition, count, announces, bare_status
    )


def count_of(words: str, rules: Rules) -> int | None:
    """The number of things that a flat heading announces: "4 nouveaux projets", "six pilots"."""
    found = _COUNT.search(_YEAR.sub("", words))
    if found:
        return int(found[0])
    numbers = [flat(number) for number in rules.lists["numbers"]]
    said = tokens(words)
    spoken = next(
        (word for at, word in enumerate(said) if word in (numbers if at == 0 and status_of(words, rules) else numbers[1:])), None
    )
    return [flat(number) for number in numbers].index(spoken) + 1 if spoken else None


def condition_of(text: str, rules: Rules, *, cell: bool = False) -> str:
    """The condition that a text states, in its own words, or the empty text; a ``cell`` needs no comma before its "if".

    >>> from metrograph.extraction.rules import rules
    >>> condition_of("Lancement de 4 pilotes (en fonction de la disponibilité de budgets):", rules("fr"))
    'en fonction de la disponibilité de budgets'
    """
    found = rules.find("condition", flat(text))
    if not found:
        weak = next(
            (
                one
                for one in rules.every("condition.weak", flat(text))
                if cell or _follows_status(text, one.start(), rules) or re.search(r"[,(;–—-]\s*$", text[: one.start()])
            ),
            None,
        )
        found = weak
    if not found:
        return ""
    opening = text.rfind("(", 0, found.start()) if text.rfind("(", 0, found.start()) > text.rfind(")", 0, found.start()) else -1
    if opening >= 0 and not text[opening + 1 : found.start()].strip(" ,;"):
        closing = text.find(")", found.end())
        return text[found.start() : closing if closing > 0 else len(text)].strip()
    end = re.search(r"[;:.](?:\s|$)|[)\]]| [–—] |$", text[found.end() :])
    return text[found.start() : found.end() + (end.start() if end else 0)].strip(" ,")


def _follows_status(text: str, at: int, rules: Rules) -> bool:
    """Whether the clause before a place says that something will start."""
    clause = re.split(r"[,;(–—]", flat(text[:at]))[-1]
    return rules.find("status.to_launch", clause) is not None


def status_of(words: str, rules: Rules) -> Status | None:
    """The status that some flat words state, such as a cell or a remark in parentheses."""
    return _status(words, rules)[0]


def _status(words: str, rules: Rules) -> tuple[Status | None, bool]:
    """The status that flat words state, and whether they begin with a noun of it ("conclusion de …")."""
    best: tuple[int, int, Status] | None = None
    for name in rules.names("status."):
        found = rules.find(name, words)
        if found and (best is None or (found.start(), -len(found[0])) < best[:2]):
            best = (found.start(), -len(found[0]), Status(name.removeprefix("status.")))
    if best is None:
        return None, False
    begins = best[0] == 0 and not re.match(
        r"(?:to|a|por|new|nouveaux|nuevos|que|qui|se|ending|closing|starting|active|en)\b", words
    )
    return best[2], begins


def _left(words: str, status: Status, rules: Rules) -> list[str]:
    """The words of a heading beside its status: none where it says nothing else."""
    found = rules.find(f"status.{status.value}", words)
    rest = f"{words[: found.start()]} {words[found.end() :]}" if found else words
    drop = rules.words("filler") | rules.words("periods")
    return [word for word in tokens(_YEAR.sub(" ", rest)) if word not in drop and not word.isdigit()]


def _content(words: str, rules: Rules, own: tuple[str, ...], status: Status | None) -> tuple[list[str], str]:
    """The words of a heading that carry its meaning, and whose events it speaks of."""
    if status:
        found = rules.find(f"status.{status.value}", words)
        left = f"{words[: found.start()]} {words[found.end() :]}" if found else words
        words = left if len(tokens(left)) and _category(tokens(left), rules) else words
    drop = rules.words("filler") | frozenset(word for name in own for word in tokens(flat(name)))
    found_tokens = [
        word
        for word in tokens(_YEAR.sub(" ", words).replace("-", " "))
        if not word.isdigit() and word not in rules.lists["numbers"]
    ]
    world = any(word in rules.words("scope.world") for word in found_tokens)
    ours = any(word in rules.words("scope.own") for word in found_tokens)
    kept = [word for word in found_tokens if word not in drop]
    return kept, "" if world == ours else "world" if world else "own"


def _category(kept: list[str], rules: Rules) -> str:
    """The category of which all the words of a heading speak."""
    scopes = rules.words("scope.world") | rules.words("scope.own")
    content = [word for word in kept if word not in scopes] or kept
    by_name = _phrases(rules.lang)
    for phrase in (" ".join(kept), " ".join(content)):
        exact = next((name for name in _ORDER if phrase and phrase in by_name[name]), "")
        if exact:
            return exact
    known = {word for name in _ORDER if name not in ("set-aside", "lines") for text in by_name[name] for word in text.split()}
    if not content or not set(content) <= known or len(content) > 5:
        return ""
    singles = (name for name in _ORDER if any(word in by_name[name] for word in content))
    return next(singles, "")


def _leading(kept: list[str], rules: Rules) -> str:
    """The category that the first word of a short heading names: "Publications in preparation", "Offre de formation"."""
    if not 1 < len(kept) <= 4:
        return ""
    ends = (kept[0],) if rules.lang != "en" else (kept[0], kept[-1])
    named = {name: rules.words(f"labels.{name}") for name in _FREE}
    return next(
        (name for name in _FREE if any(word in named[name] and (word.endswith("s") or name != "pilots") for word in ends)), ""
    )


@cache
def _phrases(lang: str) -> dict[str, frozenset[str]]:
    """The names of each category in a language, as they are and without the words that change nothing in a heading."""
    rules = rules_of(lang)
    drop = rules.words("filler")
    found = {}
    for name in _ORDER:
        words = rules.words(f"labels.{name}")
        bare = (" ".join(word for word in tokens(phrase.replace("-", " ")) if word not in drop) for phrase in words)
        found[name] = frozenset(phrase for phrase in bare if phrase) | words
    return found
