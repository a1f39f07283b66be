"""Looks things up, one answer after the other, and keeps what was found as soon as it is sure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from metrograph.enrich.candidates import Candidate, Choice, Wrong, candidates, decide
from metrograph.enrich.endpoint import Answer, Endpoint, Wanted
from metrograph.enrich.kept import findings_of, keep
from metrograph.enrich.lookups import Lookup
from metrograph.enrich.things import Thing
from metrograph.model import Finding

FOUND, KEPT, CHOOSE, ELSEWHERE, NOTHING = "found", "kept", "choose", "elsewhere", "nothing"
Ask = Callable[[Thing, tuple[Candidate, ...]], str]
"""Asks a person which candidate is meant; gives its IRI, or the empty text."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a thing: ``found``, ``kept`` from before, to ``choose``, only ``elsewhere``, or ``nothing``."""

    thing: Thing
    state: str
    finding: Finding | None = None
    among: tuple[Candidate, ...] = ()
    wrong: tuple[Wrong, ...] = ()


def wanted_of(
    things: Iterable[Thing], known: Mapping[tuple[str, str], Finding], lookup: Lookup, chosen: Mapping[str, str], *, refresh: bool
) -> tuple[Wanted, ...]:
    """What is to be asked: everything that is not kept yet, or all of it anew; what a person chose before stays chosen."""
    found = []
    for thing in things:
        before = known.get((thing.id, lookup.name))
        iri = chosen.get(thing.id, before.match if before else "")
        if before is None or refresh or iri != before.match:
            found.append(Wanted(thing, iri))
    return tuple(found)


def enrich(
    things: Iterable[Thing],
    lookup: Lookup,
    endpoint: Endpoint,
    folder: Path,
    *,
    chosen: Mapping[str, str] | None = None,
    refresh: bool = False,
    ask: Ask = lambda _thing, _among: "",
    tell: Callable[[Outcome], None] = lambda _: None,
) -> tuple[Outcome, ...]:
    """Look things up at an endpoint and keep what is found in ``folder/facts``; after a break the same call goes on.

    ``chosen`` gives the IRI of a thing there that a person named. Each answer is written before the next question is sent,
    and a thing is kept whole or not at all. ``tell`` hears of each thing as its outcome is known.
    """
    every, named = tuple(things), dict(chosen or {})
    known = findings_of(folder, endpoint.address)
    wanted = wanted_of(every, known, lookup, named, refresh=refresh)
    outcomes: dict[str, Outcome] = {}
    asked = {one.thing.id for one in wanted}
    for thing in every:
        if thing.id not in asked:
            outcomes[thing.id] = Outcome(thing, KEPT, known[thing.id, lookup.name])
            tell(outcomes[thing.id])
    for answers in endpoint.answers(lookup, wanted):
        done = [_outcome(answer, lookup, known, named) for answer in answers]
        sure = [one.finding for one in done if one.finding]
        if sure:
            keep(folder, endpoint.address, sure)
        for answer, told in zip(answers, done, strict=True):
            one = _asked(answer, told, lookup, ask) if told.among else told
            if one.finding and not told.finding:
                keep(folder, endpoint.address, [one.finding])
            outcomes[one.thing.id] = one
            tell(one)
    return tuple(outcomes[thing.id] for thing in every)


def _outcome(answer: Answer, lookup: Lookup, known: Mapping[tuple[str, str], Finding], named: Mapping[str, str]) -> Outcome:
    """What is sure without a person."""
    thing, found = answer.wanted.thing, candidates(answer.rows)
    if answer.wanted.iri:
        before = known.get((thing.id, lookup.name))
        taken = next((one for one in found if one.iri == answer.wanted.iri), None)
        choice = Choice(taken, "person" if thing.id in named or before is None else before.chosen)
    else:
        choice = decide(thing, found)
    if choice.taken:
        return _found(answer, choice.taken, choice.how, lookup)
    return Outcome(thing, ELSEWHERE if choice.elsewhere else CHOOSE if choice.among else NOTHING, None, choice.among)


def _asked(answer: Answer, told: Outcome, lookup: Lookup, ask: Ask) -> Outcome:
    """What a person chose, else what was known before."""
    iri = ask(told.thing, told.among)
    taken = next((one for one in told.among if one.iri == iri), None)
    return _found(answer, taken, "person", lookup) if taken else told


def _found(answer: Answer, taken: Candidate, how: str, lookup: Lookup) -> Outcome:
    thing = answer.wanted.thing
    finding = Finding(thing.id, taken.iri, how, lookup.name, lookup.sha256, answer.time, taken.facts, lookup.licence)
    return Outcome(thing, FOUND, finding, (), taken.wrong)
