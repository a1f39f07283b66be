"""The pilot projects, one by one: status, condition, every link with the words it rests on, and what is missing."""

from decimal import Decimal

from metrograph.assess import Pilot, PilotLink
from metrograph.board.facts import PlanFacts, Row, day
from metrograph.board.value import Block, Facts, Line, Para, Points, Quote, Run, Section, line
from metrograph.model import spoken
from metrograph.table import LangText, Value, text
from metrograph.words import say


def pilots(facts: PlanFacts) -> Section:
    """Every pilot of the plan, in the order of the source."""
    lang = facts.lang
    title = line(say("board.pilots", lang), lang=lang)
    if not facts.pilots:
        return Section("pilots", title, (Para(line(say("board.pilots.empty", lang), lang=lang)),))
    facts.learn(pilot.iri for pilot in facts.pilots)
    intro = Para(line(say("board.pilots.intro", lang), lang=lang))
    return Section("pilots", title, (intro,), tuple(_pilot(pilot, facts) for pilot in facts.pilots))


def _pilot(pilot: Pilot, facts: PlanFacts) -> Section:
    blocks: list[Block] = []
    told = _told(pilot, facts)
    if told.pairs:
        blocks.append(told)
    for link in pilot.links:
        blocks += _link(pilot.iri, link, facts)
    if pilot.missing:
        blocks.append(Para((Run(say("board.pilot.missing", facts.lang), "", "strong"),)))
        blocks.append(Points(tuple(line(gap, lang=facts.lang) for gap in pilot.missing)))
    return Section(f"pilot-{pilot.id}", facts.named(pilot.iri), tuple(blocks))


def _told(pilot: Pilot, facts: PlanFacts) -> Facts:
    lang = facts.lang
    pairs: list[tuple[str, Line]] = []
    if pilot.status:
        pairs.append((say("board.pilot.status", lang), line(pilot.status, lang=lang)))
    condition = facts.condition(pilot.iri)
    if condition:
        pairs.append((say("board.pilot.condition", lang), quoted(condition, lang)))
    own = facts.source_names.get(pilot.iri)
    if own and own.lang != lang:
        pairs.append((say("board.pilot.named", lang), quoted(own, lang)))
    first = next((row["firstLine"] for row in facts.rows("pilots") if text(row["pilot"]) == pilot.iri), None)
    if first:
        pairs.append((say("board.pilot.lines", lang), line(say("board.line", lang, first=first))))
    return Facts(tuple(pairs))


def quoted(words: Value, lang: str) -> Line:
    """Words of the source between the quotation marks of a language."""
    before, after = line(say("quoted", lang, words="\ufffd"), lang=lang)[0].words.split("\ufffd")
    return Run(before), Run(text(words), getattr(words, "lang", ""), "quote"), Run(after)


def _link(pilot: str, link: PilotLink, facts: PlanFacts) -> list[Block]:
    """A link: what it leads to, how strongly and with which decision; its words; its reason; who decided."""
    lang = facts.lang
    key = "board.target" if "." in link.sdg else "board.goal"
    head = line(say(key, lang, code=link.sdg, label=link.label), lang=lang)
    blocks: list[Block] = [
        Para((Run(head[0].words, "", "strong"), *line(f" — {link.strength}, {link.decision}", lang=lang)), "claim")
    ]
    evidence = facts.ask_of_link(pilot, link.sdg)
    seen: set[str] = set()
    for row in evidence:
        words = text(row["quote"])
        if words and words not in seen:
            seen.add(words)
            blocks.append(_quote(pilot, row, facts))
    blocks.append(Para(_why(pilot, link, evidence, facts), "note"))
    return blocks


def _quote(pilot: str, row: Row, facts: PlanFacts) -> Quote:
    """The words, with the name in the reader's language where they are the whole name of the element."""
    words, lang = text(row["quote"]), getattr(row["quote"], "lang", "")
    own = facts.source_names.get(pilot, LangText("", ""))
    named = facts.named(pilot)
    whole = spoken(words) == spoken(str(own)) and lang != facts.lang and len(named) == 1
    place = _place(row, facts.lang)
    return Quote(words, lang, named[0].words if whole else "", place)


def _place(row: Row, lang: str) -> str:
    first, last = row["firstLine"], row["lastLine"]
    if not first:
        return ""
    return say("board.line", lang, first=first) if first == last or not last else say("board.lines", lang, first=first, last=last)


def _why(pilot: str, link: PilotLink, evidence: tuple[Row, ...], facts: PlanFacts) -> Line:
    """Reason, basis, method, confidence and decision of a link, as one line."""
    lang = facts.lang
    parts = [say("board.link.reason", lang, reason=link.rationale)] if link.rationale else []
    if link.basis:
        parts.append(say("board.link.basis", lang, basis=link.basis))
    methods = dict.fromkeys(text(row["method"]) for row in evidence)
    if methods:
        parts.append(say("board.link.method", lang, method=", ".join(methods)))
    sure = [row["confidence"] for row in evidence if isinstance(row["confidence"], Decimal | float | int)]
    if sure:
        parts.append(say("board.link.confidence", lang, confidence=decimal(max(sure), lang)))
    parts.append(decided(pilot, link.sdg, facts))
    return line(" · ".join(parts), lang=lang)


def decided(element: str, sdg: str, facts: PlanFacts) -> str:
    """Who decided on a link and when, or that nobody did."""
    review = facts.reviewed.get((element, sdg))
    if review is None:
        return say("board.link.undecided", facts.lang)
    reason = f" ({text(review['reason'])})" if review["reason"] else ""
    return say("board.link.decided", facts.lang, reviewer=text(review["reviewer"]), time=day(review["time"])) + reason


def decimal(number: Decimal | float, lang: str) -> str:
    """A number with two decimals as a language writes it.

    >>> decimal(0.83, "fr"), decimal(0.83, "en")
    ('0,83', '0.83')
    """
    said = f"{number:.2f}"
    return said if lang == "en" else said.replace(".", ",")
