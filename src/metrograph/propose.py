"""Suggestions for the items of a plan that nobody has assessed: one run of the linker, one alignment file, one named graph."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from metrograph import formats, graph
from metrograph._version import __version__
from metrograph.decisions import Standing, standings
from metrograph.graph.plan import Addresses
from metrograph.graph.terms import LABEL, Graph, tagged
from metrograph.linking import Evidence, Linked, Linker, Suggestion, linker
from metrograph.linking.adjust import FILE, Adjustment, adjustment_text
from metrograph.linking.adjust import learn as teach
from metrograph.linking.stated import statements
from metrograph.linking.why import reasons
from metrograph.model import Decision, Item, Kind, Link, NoLink, Plan, Quote, Review, Run, Source, Text
from metrograph.namespaces import Names
from metrograph.records import run_text
from metrograph.records.vocabulary import read_vocabulary
from metrograph.turtle import Triple, write_turtle
from metrograph.words import LANGUAGES, say

METHOD = "trainedClassifier"
SUFFIX = "-linker"
JOINT = " · "
CONTAINERS = frozenset({Kind.WORK_PLAN, Kind.STRATEGIC_LINE, Kind.WORKSTREAM})
INTERNAL = frozenset({Kind.INTERNAL_ACTION, Kind.STATUTORY_MEETING})
# What is named in a plan without being work of its own: it is not assessed at all.
NAMED = frozenset(
    {Kind.HEADING, Kind.DOCUMENT_HEADER, Kind.ORGANISATION, Kind.GOVERNING_BODY, Kind.COMMUNITY_OF_PRACTICE, Kind.PLACE}
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a run of the linker suggests for one plan, and the file that holds it; without a run all was assessed already."""

    plan: str
    run: Run | None
    path: Path


def propose(
    plans: Iterable[Plan],
    runs: Iterable[Run],
    reviews: Iterable[Review],
    folder: Path,
    tell: Callable[[int], None] = lambda _: None,
) -> tuple[Proposed, ...]:
    """Suggest links for every plan, and write one alignment file for each; a file is written whole or not at all.

    Items that another run has assessed are left alone. Links of an earlier run of the linker that a person has reviewed stay.
    """
    runs, reviews, by = tuple(runs), tuple(reviews), linker(folder)
    found = []
    for plan in plans:
        path = folder / "alignments" / f"{plan.id}{SUFFIX}.yaml"
        others = [run for run in runs if run.plan == plan.id and run.id != plan.id + SUFFIX]
        before = next((run for run in runs if run.id == plan.id + SUFFIX), None)
        run = run_of_linker(plan, by, _assessed(others), tell)
        if before:
            run = _keeping(run, before, {(review.item, review.sdg) for review in reviews if review.plan == plan.id})
        if run.links or run.none:
            path.parent.mkdir(exist_ok=True)
            formats.save(path, run_text(run).encode())
        found.append(Proposed(plan.id, run if run.links or run.none else None, path))
    return tuple(found)


def offered(item: Item, plan: Plan, folder: Path | None) -> Linked:
    """The linker's answer for one item, whether it was assessed or not; nothing is written."""
    return linked(item, plan, linker(folder))


def adopt(item: Item, plan: Plan, one: Suggestion, runs: Iterable[Run], folder: Path) -> None:
    """Write one suggestion into the alignment file of the linker, so that it can be decided on, unless its link is there."""
    runs = [run for run in runs if run.plan == plan.id]
    if any((link.item, link.sdg) == (item.id, one.code) for run in runs for link in run.links):
        return
    before = next((run for run in runs if run.id == plan.id + SUFFIX), None) or run_by(plan, linker(folder), (), ())
    none = tuple(judged for judged in before.none if judged.item != item.id)
    path = folder / "alignments" / f"{plan.id}{SUFFIX}.yaml"
    path.parent.mkdir(exist_ok=True)
    formats.save(path, run_text(replace(before, links=(*before.links, _link(item, one)), none=none)).encode())


def run_of_linker(plan: Plan, by: Linker, assessed: frozenset[str], tell: Callable[[int], None] = lambda _: None) -> Run:
    """What the linker says of the items of a plan, those already assessed and those that are mere names left out."""
    links: list[Link] = []
    none: list[NoLink] = []
    for done, item in enumerate(plan.items, 1):
        if item.id not in assessed and item.kind not in NAMED:
            found = linked(item, plan, by)
            links.extend(links_of(item, found))
            none.extend(none_of(item, found))
        tell(done)
    return run_by(plan, by, links, none)


def run_by(plan: Plan, by: Linker, links: Iterable[Link], none: Iterable[NoLink]) -> Run:
    """The run of the linker over a plan, with what it found."""
    about = Text(*(say("link.run-about", lang, version=by.model.version) for lang in LANGUAGES))
    version = f"{__version__}+{by.version}"
    return Run(plan.id + SUFFIX, plan.id, METHOD, version, Decision.PROPOSED, about, tuple(links), tuple(none))


def linked(item: Item, plan: Plan, by: Linker, *, everything: bool = False) -> Linked:
    """The linker's answer for an item; containers and internal governance have none by their kind."""
    lang = plan.source.lang if dict(item.label.pairs()).get(plan.source.lang) else item.label.pairs()[0][0]
    parts = _parts(item, lang)
    words = JOINT.join(parts)
    if item.kind in INTERNAL or item.kind in CONTAINERS or item.count:
        return Linked(item.id, words, lang, reason="internal" if item.kind in INTERNAL else "container")
    above = (item.parent, item.section, *item.themes)  # a theme of the package need not stand in the plan
    around = {plan[name].label.best(lang) for name in above if name in plan and name != item.id}
    found = by.link(words, lang, JOINT.join(sorted(around)), item.id, everything)
    return replace(found, goals=_apart(found.goals, parts), targets=_apart(found.targets, parts)) if parts[1:] else found


def _parts(item: Item, lang: str) -> tuple[str, ...]:
    """What is linked of an item: its label, and those of its other words that state a goal or target ("ODD 11.2")."""
    label, codes = item.label.best(lang), read_vocabulary().sdg
    return (label, *(words for words in item.also_says if words not in label and statements(words, codes)))


def _apart(found: Iterable[Suggestion], parts: Sequence[str]) -> tuple[Suggestion, ...]:
    """Suggestions of which no quote reaches over a joint: nobody wrote the parts one behind the other."""
    starts = accumulate((len(part) + len(JOINT) for part in parts[:-1]), initial=0)
    spans = [(start, start + len(part)) for start, part in zip(starts, parts, strict=True)]
    return tuple(replace(one, evidence=tuple(dict.fromkeys(_cut(one.evidence, spans)))) for one in found)


def _cut(evidence: Iterable[Evidence], spans: Iterable[tuple[int, int]]) -> Iterator[Evidence]:
    for one in evidence:
        for first, last in spans:
            start = max(first, one.start)
            quote = one.quote[start - one.start : max(last - one.start, 0)]
            if any(map(str.isalnum, quote)):
                yield replace(one, quote=quote, start=start, end=start + len(quote))


def links_of(item: Item, found: Linked) -> tuple[Link, ...]:
    """The targets suggested, and the goals of which no target is."""
    return tuple(_link(item, one) for one in (*found.bare_goals, *found.targets))


def none_of(item: Item, found: Linked) -> tuple[NoLink, ...]:
    """The judgement that nothing applies, where that is the answer."""
    return (NoLink(item.id, Text(*(found.because(lang) for lang in LANGUAGES))),) if found.abstained else ()


def _link(item: Item, one: Suggestion) -> Link:
    quotes = tuple(dict.fromkeys(Quote(evidence.quote, evidence.basis) for evidence in one.evidence))
    why = Text(*(reasons(one, lang) for lang in LANGUAGES))
    return Link(item.id, one.code, one.strength, quotes, why, f"{one.confidence:.4f}")


def _assessed(runs: Iterable[Run]) -> frozenset[str]:
    return frozenset(item for run in runs for item in (*(link.item for link in run.links), *(judged.item for judged in run.none)))


def _keeping(run: Run, before: Run, reviewed: set[tuple[str, str]]) -> Run:
    """A new run with the links of the earlier one that a person has reviewed, so that no decision loses its link."""
    now = {(link.item, link.sdg) for link in run.links}
    kept = tuple(link for link in before.links if (link.item, link.sdg) in reviewed - now)
    held = {link.item for link in kept}
    none = tuple(judged for judged in run.none if judged.item not in held)
    return replace(run, links=run.links + kept, none=none)


def learn(standings: Iterable[Standing], plans: Mapping[str, Plan], folder: Path) -> Adjustment:
    """What the decisions of people teach the linker of a workspace, written to its file and returned."""
    reviewed = []
    for standing in standings:
        if standing.review and standing.review.decision in (Decision.ACCEPTED, Decision.REJECTED):
            lang = plans[standing.plan].source.lang
            accepted = standing.review.decision is Decision.ACCEPTED
            reviewed += [(standing.sdg, lang, quote.text, accepted) for quote in standing.quotes]
    adjustment = teach(reviewed)
    formats.save(folder / FILE, adjustment_text(adjustment).encode())
    return adjustment


def turtle_of(found: Iterable[Linked], by: Linker) -> str:
    """The suggestions for texts as Turtle, in our terms: a plan of texts, its links proposed, each with its evidence."""
    answers = tuple(found)
    items = tuple(Item(f"text-{number}", Kind.ACTION, Text(**{_tag(one): one.text})) for number, one in enumerate(answers, 1))
    body = "\n".join(one.text for one in answers).encode()
    title = Text(*(say("link.texts", lang) for lang in LANGUAGES))
    source = Source(title, "texts", hashlib.sha256(body).hexdigest(), _tag(answers[0]) if answers else "en", 0)
    plan = Plan("texts", source, items)
    pairs = tuple(zip(items, answers, strict=True))
    links = (link for item, one in pairs for link in links_of(item, one))
    run = run_by(plan, by, links, (judged for item, one in pairs for judged in none_of(item, one)))
    names = Names()
    address, texts = Addresses(plan, names), Graph(names, "texts")
    quads = [
        texts.add(address(item.id), LABEL, tagged(words, lang)) for item in items for lang, words in item.label.pairs() if words
    ]
    quads += graph.run_quads(run, plan, names)
    quads += graph.view_quads(standings([run], ()), graph.addresses({plan.id: plan}, names), names)
    return write_turtle((Triple(quad.subject, quad.predicate, quad.object) for quad in quads), names.prefixes(("texts",)))


def _tag(one: Linked) -> str:
    return one.lang if one.lang in LANGUAGES else "en"
