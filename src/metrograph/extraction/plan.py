"""Reads a work plan: passages in, drafts out, with everything that was set aside and every doubt.

```
Document ──front_of──> title, year, network ──┐
         ──line_level─> strategic lines ──────┤
         ──passage by passage──> Walk ────────┴──> drafts ──gather──> Reading
```
"""

import re
from dataclasses import dataclass, replace

from metrograph.dating.when import date_of
from metrograph.extraction.book import Book
from metrograph.extraction.draft import Doubt, Draft, Quoted
from metrograph.extraction.front import Front, front_of
from metrograph.extraction.gather import gather
from metrograph.extraction.headings import read_heading
from metrograph.extraction.iati import Problem
from metrograph.extraction.labelled import INLINE, read_labelled
from metrograph.extraction.labels import condition_of, status_of
from metrograph.extraction.leads import counts_pilots, names_a_list, open_list
from metrograph.extraction.leaf import dated_draft, take_codes
from metrograph.extraction.outline import heading_of, line_level
from metrograph.extraction.prose import is_prose, read_prose
from metrograph.extraction.rules import flat, rules, tokens
from metrograph.extraction.tables import read_table
from metrograph.extraction.walk import BULLET, LEAD, Announced, Aside, Walk, piece_of
from metrograph.linking import linker
from metrograph.model import EVENT_KINDS, DateStatus, Kind
from metrograph.readers.passage import Document, Form, Passage
from metrograph.words import LANGUAGES

_NOISE = re.compile(r"^(?:\W*\d+\W*|(?:page|página|pág\.|p\.) ?\d+.*|https?://\S+|www\.\S+|\S+@\S+|[\W_]+)$", re.IGNORECASE)
_MESSAGE = re.compile(
    r"-{3,}|(?:De|À|A|From|To|Cc|Para|Objet|Subject|Asunto|Envoyé|Sent|Enviado|Tél|Tel)\s?\.?\s?: ?\S|Tél\.|Tel\."
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý])")
_VERB = re.compile(
    r"(?<!\w)(?:is|are|was|were|has|have|contributes|est|sont|etaient|ont|contribue|contribuent|es|son|fue|fueron|han|esta|estan"
    r"|contribuye|contribuyen)(?!\w)"
)
_NAMED_FIRST = frozenset({"pilots", "publications", "trainings", "partners", "meetings"})
_WRITTEN_UNDER = frozenset({Kind.PILOT_PROJECT, Kind.PUBLICATION, Kind.TRAINING, Kind.PARTNERSHIP_AGREEMENT, *EVENT_KINDS})


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read out of a document: drafts, words set aside with the reason, numbers announced."""

    document: Document
    lang: str
    year: int | None
    drafts: tuple[Draft, ...]
    asides: tuple[Aside, ...]
    announced: tuple[Announced, ...]
    problems: tuple[Problem, ...] = ()


def read_plan_document(document: Document, lang: str = "") -> Reading:
    """The drafts of a document. ``lang`` is its language where a person says so."""
    lang = lang or language_of(document)
    front = front_of(document, lang)
    book = Book(document.file, lang, front.year, front.own, rules(lang))
    walk = Walk(book)
    _read_front(walk, document, front)
    passages = document.passages
    level = line_level(passages[front.end :], book)
    at = front.end
    while at < len(passages):
        at = _step(walk, passages, at, level)
    return Reading(document, lang, front.year, gather(walk), tuple(walk.asides), tuple(walk.announced))


def language_of(document: Document) -> str:
    """The language in which most of a document is written: by its words, for what a file says of itself is often wrong."""
    texts = [passage.text for passage in document.passages if passage.form is not Form.FURNITURE]
    found = _language(" ".join(texts[len(texts) // 8 :])[:20_000])
    return found if found in LANGUAGES else document.lang if document.lang in LANGUAGES else "en"


def _read_front(walk: Walk, document: Document, front: Front) -> None:
    """The plan itself and its header, in every language in which the first page gives them; the rest is set aside."""
    titles = [document.passages[at] for at in front.titles]
    if titles or front.year:
        _read_title(walk, document, titles, str(front.year or ""))
    headers = [document.passages[at] for at in front.headers]
    if headers:
        first = _in_language(headers, walk)
        draft = walk.make(Kind.DOCUMENT_HEADER, first.text, piece_of(first), parent="")
        walk.amend(draft, sources=(*draft.sources, *_others(headers, first, document)))
    for at, passage in enumerate(document.passages[: front.end]):
        if at not in front.titles and at not in front.headers:
            walk.aside(passage, "furniture" if passage.form is Form.FURNITURE else "front")
    walk.current = -1


def _read_title(walk: Walk, document: Document, titles: list[Passage], year: str) -> None:
    """The plan by its title; where it has none, by the name of the file, which a person should look at."""
    main = _in_language(titles, walk) if titles else document.passages[0]
    label = main.text if titles else document.title or re.sub(r"[_-]+", " ", document.file.rsplit(".", 1)[0])
    piece = piece_of(main) if titles else replace(piece_of(main), raw=main.raw or main.text)
    draft = walk.make(Kind.WORK_PLAN, label, piece, parent="", section="", places=(), partners=())
    told = {_language(one.text): one.text for one in titles if one is not main and _language(one.text) != walk.book.lang}
    walk.amend(
        draft,
        edtf=year,
        date_text=year,
        date_status=DateStatus.STATED if year else None,
        sources=(*(draft.sources if titles else (piece.quoted("", document.file),)), *_others(titles, main, document)),
        translation=tuple((lang, told[lang]) for lang in LANGUAGES if lang in told),
        doubts=() if titles else (Doubt("label", "plan-from-file-name", (("file", document.file),)),),
    )


def _in_language(passages: list[Passage], walk: Walk) -> Passage:
    """The first passage in the language of the document, else the first."""
    return next((one for one in passages if _language(one.text.lower()) == walk.book.lang), passages[0])


def _language(text: str) -> str:
    return linker().grams.language(text)


def _others(passages: list[Passage], main: Passage, document: Document) -> tuple[Quoted, ...]:
    return tuple(piece_of(one).quoted(one.text, document.file) for one in passages if one is not main)


def _step(walk: Walk, passages: tuple[Passage, ...], at: int, level: int) -> int:
    """Read the passage at a place, and say which comes next."""
    passage = passages[at]
    if passage.form is Form.ROW:
        end = at
        while (
            end < len(passages) and passages[end].form in (Form.ROW, Form.FURNITURE) and passages[end].table in (passage.table, 0)
        ):
            end += 1
        for one in passages[at:end]:
            if one.form is Form.FURNITURE:
                walk.aside(one, "furniture")
        read_table(walk, tuple(row for row in passages[at:end] if row.form is Form.ROW))
        return end
    following = next((passages[n] for n in range(at + 1, len(passages)) if passages[n].form is not Form.FURNITURE), None)
    if passage.form is Form.FURNITURE or _NOISE.match(passage.text) or _is_letter(passage, walk.book):
        walk.aside(passage, "furniture")
    elif passage.form is Form.HEADING:
        read_heading(walk, passage, following, level)
    elif passage.form is Form.BULLET:
        _bullet(walk, passage, following)
    else:
        _paragraph(walk, passage, following)
    return at + 1


def _is_letter(passage: Passage, book: Book) -> bool:
    """Whether a passage is of the letter around a plan: a greeting, the head of a message, thanks."""
    if passage.form not in (Form.PARAGRAPH, Form.HEADING):
        return False
    return book.rules.begins("letter", flat(passage.text)) is not None or bool(_MESSAGE.match(passage.text))


def _bullet(walk: Walk, passage: Passage, following: Passage | None) -> None:
    """A bullet opens a list, says more of the thing above it, or states things itself."""
    rank = BULLET + passage.level
    walk.close(rank)
    opens = following is not None and following.form is Form.BULLET and following.level > passage.level
    listed = following is not None and following.form in (Form.BULLET, Form.HEADING)
    if read_labelled(walk, passage):
        return
    if opens or passage.text.rstrip().endswith(":"):
        open_list(walk, passage, rank)
    elif listed and names_a_list(passage.text, walk):
        open_list(walk, passage, rank - 0.5)
    elif _is_detail(walk):
        walk.aside(passage, "detail")
    elif walk.context.setting.category == "set-aside":
        walk.aside(passage, "structure")
    elif walk.context.setting.category == "themes":
        walk.themes(passage.text, piece_of(passage), (passage.text,))
    else:
        walk.leaf(piece_of(passage))


def _is_name(text: str) -> bool:
    """Whether a paragraph begins with a short name rather than with a sentence."""
    first = flat(_SENTENCE.split(text)[0])
    return len(tokens(first)) <= 14 and not _VERB.search(first)


def _name_first(walk: Walk, passage: Passage) -> None:
    """A paragraph that names a thing and then says more of it: "Floating clinics, Dhaka. Starts in May if funds allow."."""
    name, *rest = _SENTENCE.split(passage.text.strip(), maxsplit=1)
    said = rest[0] if rest else ""
    for draft in walk.leaf(piece_of(passage, name)):
        book = walk.book
        found = date_of(said, book.lang, book.year) if said and not draft.edtf else None
        dated = dated_draft(draft, found, said, book.year) if found else draft
        condition = draft.condition or condition_of(said, book.rules, cell=True)
        walk.put(replace(dated, condition=condition, sdgs=tuple(dict.fromkeys((*draft.sdgs, *take_codes(said)[0])))))


def _is_detail(walk: Walk) -> bool:
    """Whether a bullet stands below a thing (a pilot, an event) of which it says more."""
    frame = walk.frames[-1] if walk.frames else None
    thing = next((draft for draft in reversed(walk.drafts) if frame and draft.id == frame.draft), None)
    return bool(frame and thing and thing.kind in _WRITTEN_UNDER and not frame.context.group and frame.rank > LEAD)


def _paragraph(walk: Walk, passage: Passage, following: Passage | None) -> None:
    """A paragraph opens a list, gives a field of the thing above it, announces things, or is set aside."""
    text = passage.text.strip()
    listed = following is not None and following.form in (Form.BULLET, Form.ROW)
    inline = None if text.endswith(":") else INLINE.fullmatch(text)
    if not text.endswith(":") and read_labelled(walk, passage):
        return
    brief = len(tokens(flat(text))) <= 20 and not text.endswith(".")
    short = brief and len(tokens(flat(text))) <= 12
    opens = text.endswith(":") or (listed and short and inline is None) or (following is not None and names_a_list(text, walk))
    if walk.context.setting.category == "set-aside" or (not walk.frames and not opens):
        walk.aside(passage, "structure" if walk.frames else "front")
    elif opens or (brief and following is not None and counts_pilots(heading_of(text, walk.book))):
        walk.close(LEAD + 0.5 if heading_of(text, walk.book).month else LEAD)
        open_list(walk, passage, LEAD)
    else:
        walk.close(BULLET)
        _words(walk, passage, inline)


def _words(walk: Walk, passage: Passage, inline: re.Match[str] | None) -> None:
    """The words of a paragraph that opens nothing: an objective, sentences, or the name of a thing."""
    text, book = passage.text.strip(), walk.book
    labelled = inline is not None and len(tokens(flat(inline["label"]))) <= 6
    if book.rules.begins("kinds.objective", flat(text)):
        walk.make(Kind.OBJECTIVE, text, piece_of(passage))
    elif inline and labelled and read_prose(walk, passage, inline["label"], inline["rest"]):
        return
    elif walk.context.setting.category == "themes":
        walk.themes(text, piece_of(passage))
    elif walk.context.setting.category in _NAMED_FIRST and _is_name(text):
        _name_first(walk, passage)
    elif is_prose(text):
        read_prose(walk, passage)
    elif walk.current >= 0 and condition_of(text, book.rules) and status_of(flat(text), book.rules):
        walk.aside(passage, "detail")
    else:
        walk.leaf(piece_of(passage))
