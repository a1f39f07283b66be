"""What is done when a document has been walked through: things said twice made one, things referred to and names added."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from metrograph.extraction.book import Book
from metrograph.extraction.draft import Doubt, Draft, Mention, Quoted
from metrograph.extraction.kinds import head_of
from metrograph.extraction.rules import Rules, flat, tokens
from metrograph.extraction.split import listed
from metrograph.extraction.themes import theme_of
from metrograph.extraction.walk import Walk
from metrograph.model import EVENT_KINDS, DateStatus, Kind

_MERGED = EVENT_KINDS | {Kind.PUBLICATION, Kind.TRAINING, Kind.PARTNERSHIP_AGREEMENT, Kind.AWARD, Kind.PILOT_PROJECT}
_LATER = re.compile(r",?\s*\(?(20\d\d)\)?\s*$")
_EDITION = re.compile(r"\d+\s?(?:e|è|ème|th|st|nd|rd|\.ª|\.º|ª|º)(?!\w)|(?<!\w)[IVX]{1,5}e?(?= )|(?:e|é)dition|edici")


def gather(walk: Walk) -> tuple[Draft, ...]:
    """The drafts of a walk, put in order: merged, linked, with the things and names that they refer to."""
    drafts = list(_merged(walk.drafts, walk.book.rules))
    drafts = list(_same_facts(drafts, walk.book.rules))
    drafts = [draft for found in drafts for draft in _with_referred(found, walk)]
    return (*drafts, *_named(drafts, walk))


def _merged(drafts: Iterable[Draft], rules: Rules) -> Iterator[Draft]:
    """Drafts of which no two state the same thing: the second mention gives its source and its date to the first."""
    kept: list[Draft] = []
    by_label: dict[str, list[int]] = {}
    by_words: dict[tuple[str, str], list[int]] = {}
    for draft in drafts:
        label, words = flat(draft.label), sorted(_content(draft.label, rules))
        near = {at for word in words for at in by_words.get((draft.section, word), ())} if draft.kind in _MERGED else set()
        at = next((at for at in sorted({*near, *by_label.get(label, ())}) if _same(kept[at], draft, rules)), None)
        if at is not None:
            kept[at] = _both(kept[at], draft)
            continue
        by_label.setdefault(label, []).append(len(kept))
        for word in words if draft.kind in _MERGED else ():
            by_words.setdefault((draft.section, word), []).append(len(kept))
        kept.append(draft)
    yield from kept


def _same(first: Draft, second: Draft, rules: Rules) -> bool:
    if first.kind not in _MERGED or second.kind not in _MERGED or (first.kind in EVENT_KINDS) != (second.kind in EVENT_KINDS):
        return False
    if first.kind not in EVENT_KINDS and first.kind is not second.kind:
        return False
    if second.id in first.same_bullet or first.sources[0].where == second.sources[0].where:
        return False
    if first.edtf and second.edtf and not _within(first.edtf, second.edtf):
        return False
    if flat(first.label) == flat(second.label):
        return first.section == second.section or bool(first.edtf) != bool(second.edtf) or first.edtf == second.edtf
    return first.section == second.section and _contained(first.label, second.label, rules)


def _within(first: str, second: str) -> bool:
    """Whether two dates can be of one thing: equal, or one a part of the other."""
    short, long = sorted((first, second), key=len)
    return long.startswith(short) or "X" in short


def _contained(first: str, second: str, rules: Rules) -> bool:
    one, other = _content(first, rules), _content(second, rules)
    small, large = sorted((one, other), key=len)
    return len(small) >= 3 and small <= large and _numbers(first) == _numbers(second)


def _numbers(label: str) -> set[str]:
    return {number for number in re.findall(r"\d+", label) if not re.fullmatch(r"20\d\d", number)}


def _content(label: str, rules: Rules) -> frozenset[str]:
    drop = rules.words("filler")
    return frozenset(word[:6] for word in tokens(flat(label)) if len(word) > 2 and word not in drop)


def _both(first: Draft, second: Draft) -> Draft:
    """One draft of two mentions, under the id of the first: the fuller label, the finer date, all sources."""
    main, other = (second, first) if len(second.label) > len(first.label) else (first, second)
    dated = max((first, second), key=lambda draft: len(draft.edtf) if "X" not in draft.edtf else 0)
    return replace(
        main,
        id=first.id,
        parent=first.parent,
        section=first.section,
        group=first.group,
        sources=(*main.sources, *other.sources),
        edtf=dated.edtf,
        date_text=dated.date_text,
        date_status=dated.date_status,
        status=first.status or second.status,
        condition=first.condition or second.condition,
        linked=first.linked or second.linked,
        sdgs=tuple(dict.fromkeys((*first.sdgs, *second.sdgs))),
        same_bullet=first.same_bullet,
        doubts=tuple(dict.fromkeys((*main.doubts, *other.doubts, Doubt("label", "said-twice", (("label", other.label),))))),
    )


def _same_facts(drafts: list[Draft], rules: Rules) -> Iterator[Draft]:
    """Actions and dated events that state the same thing in other words know of each other."""
    events = [draft for draft in drafts if draft.kind in EVENT_KINDS and draft.edtf]
    for draft in drafts:
        if draft.kind is Kind.ACTION and not draft.edtf:
            twin = next(
                (one for one in events if one.section == draft.section and _contained(draft.label, one.label, rules)), None
            )
            yield replace(draft, same_fact=twin.id) if twin else draft
        else:
            yield draft


def _with_referred(draft: Draft, walk: Walk) -> Iterator[Draft]:
    """A draft, and the edition of another year that it prepares or promotes, which is a thing of its own."""
    referred = _referred(draft, walk.book)
    if referred is None or draft.kind not in (Kind.ACTION, Kind.INTERNAL_ACTION):
        yield draft
        return
    kind, label, year = referred
    name = walk.names.take(kind, label)
    yield replace(draft, refers_to=name)
    yield Draft(
        name, kind, label, draft.lang, draft.sources, edtf=year, date_text=year, date_status=DateStatus.STATED,
        section=draft.section, places=draft.places, planned=False, edition=draft.edition,
    )  # fmt: skip


def _referred(draft: Draft, book: Book) -> tuple[Kind, str, str] | None:
    words = flat(draft.label)
    verb, later = book.rules.begins("preparing", words), _LATER.search(draft.label)
    if not (verb and later and book.year and int(later[1]) > book.year):
        return None
    label = re.sub(r"^(?:le|la|les|l['’]|the|el|los|las)\s*", "", draft.label[verb.end() :].strip(), flags=re.IGNORECASE)
    if not _EDITION.search(label):
        return None
    inner = flat(label)
    if book.rules.find("kinds.award", inner):
        return Kind.AWARD, label, later[1]
    if head_of(re.sub(r"^\S+ ", "", label), book.rules, book.lang) != "kinds.event":
        return None
    own = any(name in inner for name in book.own)
    return (Kind.NETWORK_EVENT if own else Kind.WORLD_EVENT), label, later[1]


def _named(drafts: list[Draft], walk: Walk) -> Iterator[Draft]:
    """The organisations, bodies and places that the document names, each once, with every place that names it."""
    found: dict[tuple[Kind, str], Draft] = {}
    known = {draft.id for draft in drafts}
    for draft in drafts:
        told = (
            *_mentions(draft),
            *((Kind.COMMUNITY_OF_PRACTICE, one) for one in _communities(draft, walk.book.rules)),
            *((Kind.THEME, Mention(theme_of(name), name)) for name in _topics(draft, walk.book)),
        )
        for kind, mention in told:
            if mention.id in known:
                continue
            name = mention.id or flat(mention.quote)
            before = found.get((kind, name))
            sources = tuple(_source(one, mention) for one in draft.sources[:1])
            if before:
                found[kind, name] = replace(before, sources=tuple(dict.fromkeys((*before.sources, *sources))))
                continue
            if mention.id:
                walk.names.hold(mention.id)
            name_of = mention.id or walk.names.take(kind, mention.quote)
            found[kind, name] = Draft(name_of, kind, mention.quote, draft.lang, sources)
    yield from found.values()


def _communities(draft: Draft, rules: Rules) -> Iterator[Mention]:
    """The communities of practice in which an action takes part, when it names them."""
    found = rules.find("community", flat(draft.label)) if draft.kind in (Kind.ACTION, Kind.INTERNAL_ACTION) else None
    if found and found.start() > 0 and len(tokens(flat(draft.label[found.end() :]))) > 0:
        yield Mention("", draft.label[found.start() :])


def _topics(draft: Draft, book: Book) -> Iterator[str]:
    """The topics that a line lists behind a word for them: "on several topics: mobility, water, etc."."""
    for found in re.finditer(r"([^:;(]{0,40}):\s*([^:;]+)", draft.label):
        before = flat(found[1])
        named = before.strip().endswith(tuple(book.rules.words("labels.themes")))
        if named or book.rules.find("community", before):
            yield from listed(found[2], book.lang)


def _mentions(draft: Draft) -> Iterator[tuple[Kind, Mention]]:
    for mention in (*draft.organisers, *draft.partners):
        yield Kind.ORGANISATION, mention
    for mention in draft.bodies:
        yield Kind.GOVERNING_BODY, mention
    for mention in draft.places:
        yield Kind.PLACE, mention


def _source(source: Quoted, mention: Mention) -> Quoted:
    at = source.quote.find(mention.quote)
    return Quoted(source.file, source.where, source.start + at, mention.quote) if at >= 0 else source
