"""Mappings of others as runs of a workspace: what a row says of an element and a goal or target, always as a proposal.

A mapping of others is a claim. Here nobody has decided on it, so its run is ``proposed``, whatever the file says of its
status; a row that denies a link (``Not``) is told and left out. Every row that cannot be right is told with line and
column, and then nothing is taken.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from metrograph.errors import MetroGraphError, RecordError, apart, near, together
from metrograph.exchange.semapv import METHOD, NOTHING, SPACES
from metrograph.exchange.sssom import REQUIRED, MappingSet, Row, parted
from metrograph.folding import fold
from metrograph.model import Basis, Decision, Link, NoLink, Plan, Quote, Run, Strength, Text
from metrograph.namespaces import DEFAULT_BASE, FIXED_PREFIXES, MG, SKOS, Names
from metrograph.records import Vocabulary
from metrograph.records.alignments import METHODS, clashes, unquotable
from metrograph.words import LANGUAGES, say

T = TypeVar("T")
Key = tuple[str, str, str]
"""Plan, method, and the run that the file names."""
_STRENGTH = {MG + "contributesDirectlyTo": Strength.DIRECT, MG + "contributesIndirectlyTo": Strength.INDIRECT}
_OPEN = (MG + "contributesTo", MG + "candidateFor", SKOS + "relatedMatch")
"""Predicates that say that there is a link, and not how strong it is."""
_CURIE = re.compile(r"([A-Za-z_][A-Za-z0-9_.-]*):([^\s/][^\s]*)")
_SHARE = re.compile(r"0(\.[0-9]+)?|1(\.0+)?")
_CODE = re.compile(r"(?:https?://metadata\.un\.org/sdg/)?0?(\d{1,2}(?:\.(?:\d{1,2}|[a-d]))?)")


@dataclass(frozen=True, slots=True)
class Brought:
    """What a mapping set brings: runs to be written, and the rows that deny a link, which none of our runs can hold."""

    runs: tuple[Run, ...]
    denied: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever imports says: the plan meant, if one; who imports; the names and codes at hand; the file."""

    plans: Mapping[str, Plan]
    vocabulary: Vocabulary
    names: Names
    plan: str = ""
    by: str = ""


def runs_of(found: MappingSet, asked: Asked) -> Brought:
    """The runs that hold the mappings of a set: one for each plan, method and run named (``ext_run``).

    ``RecordError`` with every row that is wrong.
    """
    reader, problems = _Reader(found, asked), list[MetroGraphError]()
    links: dict[Key, list[Link]] = defaultdict(list)
    none: dict[Key, list[NoLink]] = defaultdict(list)
    rows = {row.line: row for row in found.rows}
    denied = []
    for row in found.rows:
        try:
            plan, method, made = reader.row(row)
            key = plan, method, row.get("ext_run")
        except MetroGraphError as error:
            problems.extend(apart((error,)))
            continue
        if isinstance(made, NoLink):
            none[key].append(made)
        elif made is None:
            denied.append(row)
        else:
            links[key].append(made)
    keys = sorted({*links, *none})
    for key in keys:
        wrong = unquotable(links[key], asked.plans[key[0]], found.path)
        twice = clashes(links[key], none[key], found.path)
        for one, slot in (*((one, "ext_quote") for one in wrong), *((one, "object_id") for one in twice)):
            one.place = rows[one.place.line].place(found.path, slot)
            problems.append(one)
    if problems:
        raise together(sorted(problems, key=lambda error: (error.place.line, error.place.column)))
    runs: dict[str, Run] = {}
    for key in keys:
        run = _run(found, asked, key, links[key], none[key], _tail(key, keys))
        name = next(one for one in (run.id, *(f"{run.id}-{n}" for n in range(2, len(keys) + 2))) if one not in runs)
        runs[name] = replace(run, id=name)
    return Brought(tuple(runs.values()), tuple(denied))


def _tail(key: Key, keys: Sequence[Key]) -> str:
    """What tells the run of one plan from the others of it: the run that the file names, else the method, else both."""
    others = [one for one in keys if one[0] == key[0] and one != key]
    named = _slug(key[2].removeprefix(key[0]))
    if not others:
        return ""
    if named and all(one[2] != key[2] for one in others):
        return f"-{named}"
    alone = all(one[1] != key[1] for one in others)
    return f"-{_slug(key[1])}" + (f"-{named}" if named and not alone else "")


def _slug(text: str) -> str:
    """A text as part of an id.

    >>> _slug("humanCuration"), _slug("Réseau Delta")
    ('human-curation', 'reseau-delta')
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(re.sub("(?<=[a-z])([A-Z])", r"-\1", text))).strip("-")


def _run(found: MappingSet, asked: Asked, key: Key, links: list[Link], none: list[NoLink], tail: str) -> Run:
    plan, method, _ = key
    name = _slug(Path(found.path).name.lower().removesuffix(".sssom.tsv")) or "links"
    run = f"{plan}-sssom-{name}{tail}"
    dates = [row.get("mapping_date") for row in found.rows]
    version = found.head.get("mapping_set_version") or max(dates, default="") or "1"
    told = {
        "file": Path(found.path).name,
        "id": found.head.get("mapping_set_id", "–"),
        "licence": found.head.get("license", "–"),
        "by": asked.by or "–",
    }
    about = Text(*(say("exchange.run-about", lang, **told) for lang in LANGUAGES))
    return Run(run, plan, method, version, Decision.PROPOSED, about, tuple(links), tuple(none))


class _Reader:
    """Reads rows; the rows of one file share prefixes and plans."""

    def __init__(self, found: MappingSet, asked: Asked) -> None:
        self.path, self.asked = found.path, asked
        own = asked.names.prefixes(tuple(asked.plans))
        self.prefixes = {**FIXED_PREFIXES, **own, **SPACES, **found.prefixes}
        self.items = {plan.id: {item.id: item for item in plan.items} for plan in asked.plans.values()}

    def row(self, row: Row) -> tuple[str, str, Link | NoLink | None]:
        """The plan, the method, and what the row says: a link, that there is none, or ``None`` for a link denied."""
        if lost := [slot for slot in REQUIRED if not row.get(slot)]:
            raise together([self._wrong("A189", row, slot) for slot in lost])
        problems: list[MetroGraphError] = []

        def read(reader: Callable[[Row], T]) -> T | None:
            try:
                return reader(row)
            except MetroGraphError as error:
                problems.append(error)
                return None

        where, method, code = read(self._subject), read(self._method), read(self._object)
        strength, denied = read(self._predicate), read(self._modifier)
        confidence, quotes = read(self._confidence), read(self._quotes)
        if where is None or method is None or code is None or strength is None or confidence is None or problems:
            raise together(problems)
        (plan, item), why = where, self._why(row)
        if denied:
            return plan, method, None
        if code == NOTHING:
            reason = why or Text(*(say("exchange.nothing-found", lang) for lang in LANGUAGES))
            return plan, method, NoLink(item, reason, row.line)
        return plan, method, Link(item, code, strength, quotes or self._own_words(plan, item), why, confidence, row.line)

    def _own_words(self, plan: str, item: str) -> tuple[Quote, ...]:
        """What stands for the quote of a mapping without one: the element's own words, resting on what others know."""
        return (Quote(self.items[plan][item].label.best(self.asked.plans[plan].source.lang), Basis.EXTERNAL),)

    def _wrong(self, code: str, row: Row, slot: str, **values: object) -> RecordError:
        return RecordError(code, row.place(self.path, slot), slot=slot, **values)  # type: ignore[arg-type]  # any value

    def _iri(self, row: Row, slot: str) -> str:
        """The identifier of a slot, its prefix resolved; a name without one as it is."""
        text = row.get(slot).strip("<>")
        if text.startswith(("http://", "https://")) or text == NOTHING:
            return text
        curie = _CURIE.fullmatch(text)
        if not curie:
            return text
        if curie[1] not in self.prefixes:
            raise self._wrong("A188", row, slot, value=curie[1], near=near(curie[1], self.prefixes))
        return self.prefixes[curie[1]] + curie[2]

    def _subject(self, row: Row) -> tuple[str, str]:
        """The plan and the element that a row speaks of."""
        iri, start = self._iri(row, "subject_id"), self.asked.names.shared("")
        tail = iri.removeprefix(start).removeprefix(f"{DEFAULT_BASE}id/")
        plan, _, item = tail.rpartition("/")
        if plan in self.items and item in self.items[plan] and self.asked.plan in ("", plan):
            return plan, item
        wanted = self.asked.plan or self._source(row)
        homes = [home for home, items in self.items.items() if tail in items and wanted in ("", home)]
        if len(homes) == 1:
            return homes[0], tail
        if len(homes) > 1:
            raise self._wrong("A197", row, "subject_id", value=tail, choices=", ".join(homes))
        known = (name for home, items in self.items.items() if self.asked.plan in ("", home) for name in items)
        raise self._wrong("A190", row, "subject_id", value=row.get("subject_id"), near=near(tail.rpartition("/")[2], known))

    def _source(self, row: Row) -> str:
        """The plan that ``subject_source`` names, if one of ours."""
        if not row.get("subject_source"):
            return ""
        source = self._iri(row, "subject_source").removeprefix(self.asked.names.shared("")).removeprefix(f"{DEFAULT_BASE}id/")
        return next((plan for plan in self.items if source in (plan, f"{plan}/source")), "")

    def _object(self, row: Row) -> str:
        text = self._iri(row, "object_id")
        if text in (NOTHING, SPACES["sssom"] + "NoTermFound"):
            return NOTHING
        match = _CODE.fullmatch(text.strip())
        if not match or match[1] not in self.asked.vocabulary.sdg:
            raise self._wrong(
                "A191",
                row,
                "object_id",
                value=row.get("object_id"),
                near=near(text.rpartition("/")[2], self.asked.vocabulary.sdg),
            )
        return match[1]

    def _predicate(self, row: Row) -> Strength:
        iri = self._iri(row, "predicate_id")
        if iri not in _STRENGTH and iri not in _OPEN:
            choices = "mg:contributesDirectlyTo, mg:contributesIndirectlyTo, mg:contributesTo, mg:candidateFor, skos:relatedMatch"
            raise self._wrong("A192", row, "predicate_id", value=row.get("predicate_id"), choices=choices)
        told = row.get("ext_strength")
        if told and told not in list(Strength):
            raise self._wrong("A200", row, "ext_strength", value=told, near=near(told, Strength), choices=", ".join(Strength))
        return _STRENGTH.get(iri) or Strength(told or Strength.INDIRECT)

    def _modifier(self, row: Row) -> bool:
        told = row.get("predicate_modifier")
        if told.lower() not in ("", "not"):
            raise self._wrong("A200", row, "predicate_modifier", value=told, near="", choices="Not")
        return bool(told)

    def _method(self, row: Row) -> str:
        iri, told = self._iri(row, "mapping_justification"), row.get("ext_method")
        name = iri.removeprefix(SPACES["semapv"])
        if name == iri or name not in METHOD:
            value = row.get("mapping_justification")
            choices = ", ".join(f"semapv:{one}" for one in sorted(METHOD))
            raise self._wrong("A200", row, "mapping_justification", value=value, near=near(name, METHOD), choices=choices)
        if told and told not in METHODS:
            raise self._wrong("A200", row, "ext_method", value=told, near=near(told, METHODS), choices=", ".join(METHODS))
        return told or METHOD[name]

    def _confidence(self, row: Row) -> str:
        text = row.get("confidence")
        if not text and row.get("object_id") != NOTHING and self._by_machine(row):
            raise self._wrong("A194", row, "confidence")  # else the rule S25 would stop the next build
        if not text or _SHARE.fullmatch(text):
            return text
        try:
            share = float(text)
        except ValueError:
            share = -1.0
        if not 0 <= share <= 1:
            raise self._wrong("A193", row, "confidence", value=text)
        return f"{share:.6f}".rstrip("0").ljust(3, "0")

    def _by_machine(self, row: Row) -> bool:
        method = row.get("ext_method") or METHOD.get(self._iri(row, "mapping_justification").removeprefix(SPACES["semapv"]), "")
        return method not in ("", "humanCuration", "referenceAnnotation")

    def _quotes(self, row: Row) -> tuple[Quote, ...]:
        bases = parted(row.get("ext_basis"))
        for basis in bases:
            if basis not in list(Basis):
                raise self._wrong("A200", row, "ext_basis", value=basis, near=near(basis, Basis), choices=", ".join(Basis))
        texts = parted(row.get("ext_quote"))
        return tuple(Quote(text, Basis(bases[at]) if at < len(bases) else Basis.TEXT) for at, text in enumerate(texts) if text)

    @staticmethod
    def _why(row: Row) -> Text:
        told = Text(**{lang: row.get(f"ext_rationale_{lang}") for lang in LANGUAGES})
        return told or Text(en=row.get("comment"))


def with_reviewed(run: Run, before: Run | None, reviewed: frozenset[tuple[str, str]]) -> Run:
    """A run with those links of the earlier one that a person has decided on, so that no decision loses its link."""
    now = {(link.item, link.sdg) for link in run.links}
    kept = tuple(link for link in (before.links if before else ()) if (link.item, link.sdg) in reviewed - now)
    held = {link.item for link in kept}
    return replace(run, links=run.links + kept, none=tuple(one for one in run.none if one.item not in held))


def differences(before: Run | None, after: Run) -> tuple[tuple[str, str, str, str, str], ...]:
    """What a run changes of an earlier one: (sign, what, field, old, new), signs as in ``+ ~ −``."""
    old = _facts(before) if before else {}
    new = _facts(after)
    made = [("+", name, "", "", ", ".join(filter(None, said.values()))) for name, said in new.items() if name not in old]
    made += [("−", name, "", ", ".join(filter(None, said.values())), "") for name, said in old.items() if name not in new]
    for name, said in new.items():
        was = old.get(name, said)
        made += [("~", name, field, was.get(field, ""), said[field]) for field in said if said[field] != was.get(field, "")]
    return tuple(made)


def _facts(run: Run) -> dict[str, dict[str, str]]:
    """What a run says, as texts by element and code."""
    found = {
        f"{link.item} {link.sdg}": {
            "strength": str(link.strength),
            "confidence": link.confidence,
            "quotes": " · ".join(quote.text for quote in link.quotes),
            "rationale": link.rationale.best(),
        }
        for link in run.links
    }
    return found | {f"{one.item} –": {"none": one.reason.best()} for one in run.none}
