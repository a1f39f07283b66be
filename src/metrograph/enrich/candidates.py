"""What an endpoint said, as candidates for a thing; every value is a stranger's and is looked at before it is kept."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from metrograph.enrich.endpoint import Row
from metrograph.enrich.things import Thing
from metrograph.records.outside import FACTS, MOST, iri

Facts = tuple[tuple[str, str], ...]
ACRONYM = 6
"""Letters of an acronym, at most."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that is not kept: of which fact, and how it begins, in plain characters."""

    fact: str
    value: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing of the endpoint with names of ours: its IRI, those names, its sound facts, and the values that are none."""

    iri: str
    names: tuple[str, ...]
    facts: Facts
    wrong: tuple[Wrong, ...] = ()

    @property
    def told(self) -> bool:
        """Whether it has more of our names than an acronym, which many may share."""
        return any(len(name) > ACRONYM or not name.isupper() for name in self.names)

    def of(self, fact: str) -> tuple[str, ...]:
        """The values of one fact."""
        return tuple(value for name, value in self.facts if name == fact)


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate that was taken, if one was, how it was chosen, or among which a person may; all may be ``elsewhere``."""

    taken: Candidate | None
    how: str = ""
    among: tuple[Candidate, ...] = ()
    elsewhere: bool = False


def candidates(rows: Iterable[Row]) -> tuple[Candidate, ...]:
    """The things that rows speak of, by IRI; what is no address of the web is passed over.

    >>> candidates([{"thing": "http://a/1", "name": "A", "fact": "population", "value": "many"}])[0].wrong
    (Wrong(fact='population', value='many'),)
    """
    by_iri: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        try:
            by_iri[iri(row.get("thing", ""))].append(row)
        except ValueError:
            continue
    return tuple(_candidate(one, by_iri[one]) for one in sorted(by_iri))


def _candidate(one: str, rows: list[Row]) -> Candidate:
    wrong: dict[Wrong, None] = {}
    names = {name for row in rows for name in _checked("name", row.get("name", ""), wrong)}
    values: dict[str, set[str]] = {name: set() for name in FACTS}
    people: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        fact = row.get("fact", "")
        for value in _checked(fact, row.get("value", ""), wrong):
            if fact == "population":
                people[next(iter(_checked("population_date", row.get("date", ""), wrong)), "")].add(value)
            else:
                values[fact].add(value)
    values["population"], values["population_date"] = _latest(people, wrong)
    facts = tuple((name, value) for name in FACTS for value in sorted(values[name])[:MOST])
    return Candidate(one, tuple(sorted(names)[:MOST]), facts, tuple(wrong))


def _checked(fact: str, value: str, wrong: dict[Wrong, None]) -> Iterator[str]:
    """A value in its one form; nothing where there is none, or none that is sound, which is noted."""
    if not value or fact not in FACTS:
        return
    try:
        yield FACTS[fact](value)
    except ValueError:
        wrong[Wrong(fact, plain(value))] = None


def _latest(people: dict[str, set[str]], wrong: dict[Wrong, None]) -> tuple[set[str], set[str]]:
    """Of several populations that of the latest date; where there are several for that date, none, since no one knows which."""
    if not people:
        return set(), set()
    date = max(people)
    if len(people[date]) > 1:
        wrong[Wrong("population", f"{' / '.join(sorted(people[date])[:3])} {date}".strip())] = None
        return set(), set()
    return people[date], {date} - {""}


def plain(text: str) -> str:
    r"""The beginning of a text, in characters that a terminal shows as they are.

    >>> plain("a\x1b[2Jb" + "c" * 100)[:12], len(plain("c" * 100))
    ('a [2Jbcccccc', 60)
    """
    shown = "".join(sign if sign.isprintable() else " " for sign in text[:60])
    return shown if len(text) <= 60 else shown[:59] + "…"


def decide(thing: Thing, found: tuple[Candidate, ...]) -> Choice:
    """The one candidate that can be meant; where several can, none: a person chooses.

    The country of a place, where we know it, sets aside those of another country, and prefers those of it to those without any.
    An acronym alone decides nothing.
    """
    fitting = found
    if thing.country:
        same = tuple(one for one in found if thing.country in one.of("country"))
        fitting = same or tuple(one for one in found if not one.of("country"))
    if len(fitting) == 1 and fitting[0].told:
        return Choice(fitting[0], "country" if thing.country and fitting[0].of("country") else "name")
    return Choice(None, "", fitting or found, elsewhere=bool(found) and not fitting)
