"""Gathers alignment cards: from the links of an item, or one link by its identifier.

>>> import metrograph
>>> view = View.of(metrograph.open(), lang="fr")
>>> pilot = view.desk.iri("pilot-mega")
>>> [(card.sdg, card.strength.text, card.status_label.text) for card in cards_of(view, pilot)][:2]
[('7', 'direct', 'accepté'), ('7.2', 'indirect', 'accepté')]
>>> cards_of(view, pilot)[0].quote.pieces[1]
('Energy GovernAnce', True)
"""

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from metrograph.explorer.review_plans import titles
from metrograph.explorer.stating import stating
from metrograph.explorer.view import View
from metrograph.namespaces import DCTERMS, MG, OA, PROV, RDFS, SKOS, sdg_code, sdg_order
from metrograph.pages.card import Card, Comment, Excerpt, Suggestion, Verdict
from metrograph.pages.resource import Named
from metrograph.turtle import Term, value

Node = ox.NamedNode | ox.BlankNode
_DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,30})?", re.ASCII)
_CURATED = {MG + "humanCuration", MG + "referenceAnnotation"}
_CALIBRATED = {MG + "trainedClassifier"}
_WORDS = (RDFS + "label", MG + "alsoSays", MG + "condition", SKOS + "altLabel", SKOS + "prefLabel", DCTERMS + "title")
_ABOVE = (MG + "directPartOf", MG + "group", MG + "inLine", DCTERMS + "subject")
_LONG = 600


def card_of(view: View, alignment: str) -> Card | None:
    """The card of a link, ``None`` when nothing is known of it."""
    try:
        node = ox.NamedNode(alignment)
    except ValueError:
        return None
    return _Reader(view).card(node)


def cards_of(view: View, element: str) -> tuple[Card, ...]:
    """The cards of all links of an item: accepted before others, direct before indirect, by code."""
    reader = _Reader(view)
    links = {*view.room.saying(MG + "alignmentOf", ox.NamedNode(element))}
    found = (reader.card(node) for node in links if isinstance(node, ox.NamedNode))
    return tuple(sorted((card for card in found if card), key=_order))


def _order(card: Card) -> tuple[int, bool, tuple[int, int, str]]:
    states = ("accepted", "proposed", "rejected", "superseded")
    rank = states.index(card.status) if card.status in states else len(states)
    return rank, not card.direct, sdg_order(card.sdg)


class _Reader:
    """Reads cards; labels are looked up once for all of them."""

    def __init__(self, view: View) -> None:
        self._view, self._shown = view, view.shown
        self._room, self._lang = self._shown.room, view.lang

    def card(self, node: ox.NamedNode) -> Card | None:
        element, sdg = self._one(node, MG + "alignmentOf"), self._one(node, MG + "alignedTo")
        code = sdg_code(value(sdg)) if sdg else None
        if not isinstance(element, ox.NamedNode) or not isinstance(sdg, ox.NamedNode) or code is None:
            return None
        suggestions = sorted(
            (self._suggestion(one, element) for one in self._nodes(node, MG + "hasSuggestion")),
            key=lambda one: (not one.curated, one.iri),
        )
        label, strength, status = (
            self._shown.labels.of(sdg),
            self._one(node, MG + "strength"),
            self._one(node, MG + "alignmentStatus"),
        )
        return Card(
            id=node.value.rpartition("/")[2],
            iri=node.value,
            href=self._shown.where.href(node.value),
            item=self._shown.thing(element),
            item_id=element.value.removeprefix(self._room.names.shared("")),
            sdg=code,
            sdg_label=Named(label.text, label.lang, self._shown.where.href(sdg.value)),
            official=self._best(sdg, SKOS + "definition"),
            direct=value(strength) == MG + "direct",
            strength=self._term(strength),
            status=value(status).removeprefix(MG),
            status_label=self._term(status),
            confidence=self._number(node),
            calibrated=any(one.calibrated and one.confidence is not None for one in suggestions),
            suggestions=tuple(suggestions),
            verdicts=self._verdicts(node),
            comments=self._comments(node),
            theirs=self._theirs(node, element),
        )

    def _theirs(self, node: ox.NamedNode, element: ox.NamedNode) -> str:
        """Whose a link is, where it is not one of the plans of the person who looks."""
        view = self._view
        others = sorted(stating(self._room, node, element).difference(view.plans)) if view.plans is not None else []
        if not others:
            return ""
        names = titles(view, others)
        return view.say("grant.theirs", plans=", ".join(names.get(plan, plan) for plan in others))

    def _suggestion(self, node: Node, element: ox.NamedNode) -> Suggestion:
        run, method = self._one(node, PROV + "wasGeneratedBy"), self._one(node, MG + "method")
        return Suggestion(
            iri=node.value,
            method=self._term(method),
            curated=value(method) in _CURATED,
            version=value(self._one(run, MG + "version")) if isinstance(run, ox.NamedNode) else "",
            run=self._run(run) if isinstance(run, ox.NamedNode) else None,
            strength=self._term(self._one(node, MG + "strength")),
            confidence=self._number(node),
            calibrated=value(method) in _CALIBRATED,
            reason=self._best(node, MG + "rationale", MG + "translatedRationale"),
            excerpts=tuple(sorted(self._excerpts(node, element), key=lambda one: (int(one.first or 0), one.quote))),
        )

    def _run(self, run: ox.NamedNode) -> Named:
        told = self._best(run, DCTERMS + "description")
        href = self._shown.where.href(run.value)
        return Named(told.text, told.lang, href) if told else Named(run.value.rpartition("/")[2], "", href)

    def _excerpts(self, suggestion: Node, element: ox.NamedNode) -> Iterator[Excerpt]:
        for node in self._nodes(suggestion, MG + "hasEvidence"):
            basis, source = self._one(node, MG + "basis"), self._one(node, OA + "hasSource")
            lines = [value(self._one(node, f"{MG}sourceLine{end}")) for end in ("Start", "End")]
            first, last = lines if all(line.isdecimal() and len(line) < 10 for line in lines) else ("", "")
            for selector in self._nodes(node, OA + "hasSelector"):
                exact = self._one(selector, OA + "exact")
                if not isinstance(exact, ox.Literal):
                    continue
                sides = [value(self._one(selector, OA + side)) for side in ("prefix", "suffix")]
                pieces, lang, holder = self._placed(exact, sides, element)
                yield Excerpt(
                    pieces,
                    lang,
                    self._term(basis),
                    value(basis) == MG + "externalBasis",
                    first,
                    last,
                    self._shown.thing(source) if isinstance(source, ox.NamedNode) else None,
                    self._shown.thing(holder) if holder else None,
                )

    def _placed(
        self, exact: ox.Literal, sides: list[str], element: ox.NamedNode
    ) -> tuple[tuple[tuple[str, bool], ...], str, ox.NamedNode | None]:
        """Quoted words in those around them: as their selector says, else in the item's own words, else in those above it."""
        if any(sides):
            return _pieces(sides[0], exact.value, sides[1]), exact.language or "", None
        for at, holder in enumerate(self._holders(element)):
            for words in self._texts(holder):
                found = _within(words.value, exact.value)
                if found:
                    return found, words.language or "", holder if at else None
        return ((_short(exact.value), True),), exact.language or "", None

    def _holders(self, element: ox.NamedNode) -> Iterator[ox.NamedNode]:
        """An item, then what it stands in, the nearest first."""
        queue = [element]
        for node in queue:  # it grows as it is read
            yield node
            above = (one for verb in _ABOVE for one in self._nodes(node, verb))
            queue.extend([one for one in above if isinstance(one, ox.NamedNode) and one not in queue][: 20 - len(queue)])

    def _texts(self, node: ox.NamedNode) -> Iterator[ox.Literal]:
        return (one for one in self._room.said(node, *_WORDS) if isinstance(one, ox.Literal))

    def _verdicts(self, node: ox.NamedNode) -> tuple[Verdict, ...]:
        reviews = list(self._nodes(node, MG + "hasReview"))
        undone = {taken for one in reviews for taken in self._nodes(one, MG + "undoes")}
        return tuple(sorted((self._verdict(one, one in undone) for one in reviews), key=lambda one: (one.time, one.iri)))

    def _verdict(self, node: Node, undone: bool) -> Verdict:
        decision, strength = self._one(node, MG + "decision"), self._one(node, MG + "revisedStrength")
        instead = self._one(node, MG + "proposesInstead")
        return Verdict(
            iri=node.value,
            decision=value(decision).removeprefix(MG),
            label=self._term(decision),
            by=self._person(self._one(node, MG + "reviewer")),
            time=value(self._one(node, PROV + "endedAtTime")),
            reason=self._best(node, MG + "reason", MG + "translatedReason"),
            strength=self._term(strength) if strength else None,
            instead=sdg_code(value(instead)) or "" if instead else "",
            undoes=self._one(node, MG + "undoes") is not None,
            undone=undone,
        )

    def _comments(self, node: ox.NamedNode) -> tuple[Comment, ...]:
        found = (self._comment(one) for one in {*self._room.saying(OA + "hasTarget", node)})
        return tuple(sorted(found, key=lambda one: (one.time, one.iri)))

    def _comment(self, node: Node) -> Comment:
        times = (value(self._one(node, verb)) for verb in (DCTERMS + "created", PROV + "invalidatedAtTime"))
        return Comment(
            node.value,
            self._person(self._one(node, DCTERMS + "creator")),
            next(times),
            self._best(node, RDFS + "comment"),
            next(times),
        )

    def _person(self, who: Term | None) -> str:
        named = self._one(who, SKOS + "prefLabel") if isinstance(who, ox.NamedNode | ox.BlankNode) else None
        return _short(value(named))

    # ---- reading the graph

    def _one(self, node: Node, verb: str) -> Term | None:
        return min(self._room.said(node, verb), key=str, default=None)

    def _nodes(self, node: Node, verb: str) -> Iterator[Node]:
        return iter(sorted({*self._room.ends(node, verb)}, key=str))

    def _term(self, term: Term | None) -> Named:
        """A term of ours by its name."""
        if not isinstance(term, ox.NamedNode):
            return Named("")
        label = self._shown.labels.of(term)
        return Named(label.text, label.lang)

    def _best(self, node: Node, *verbs: str) -> Named | None:
        """A text in the reader's language, else as it was written."""
        texts = [one for one in self._room.said(node, *verbs) if isinstance(one, ox.Literal)]
        return _preferred(texts, self._lang)

    def _number(self, node: Node) -> float | None:
        told = value(self._one(node, MG + "confidence"))
        return min(float(told), 1.0) if _DECIMAL.fullmatch(told) else None


def _preferred(texts: Iterable[ox.Literal], lang: str) -> Named | None:
    found = list(texts)
    best = next((one for one in found if (one.language or "").partition("-")[0] == lang), found[0] if found else None)
    return Named(best.value, best.language or "") if best else None


def _within(words: str, quote: str) -> tuple[tuple[str, bool], ...] | None:
    """Words with a quote told apart in them; capitals and spaces aside."""
    words, quote = " ".join(words.split()), " ".join(quote.split())
    plain = len(words.lower()) == len(words) and len(quote.lower()) == len(quote)
    at = (words.lower().find(quote.lower()) if plain else words.find(quote)) if quote else -1
    return _pieces(words[:at], words[at : at + len(quote)], words[at + len(quote) :]) if at >= 0 else None


def _pieces(before: str, quote: str, after: str) -> tuple[tuple[str, bool], ...]:
    if len(before) > _LONG:
        before = "…" + before[-_LONG:]
    if len(after) > _LONG:
        after = after[:_LONG] + "…"
    return tuple((text, quoted) for text, quoted in ((before, False), (_short(quote), True), (after, False)) if text)


def _short(text: str) -> str:
    return text if len(text) <= 3 * _LONG else text[: 3 * _LONG] + "…"
