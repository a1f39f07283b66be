"""Reads an alignment file: what one method or annotator said of the items of one plan.

```yaml
plan: metropolis-2019
run: metropolis-2019-reference
method: referenceAnnotation
version: "2019.1"
status: accepted
description: {en: …, fr: …, es: …}
items:
- item: pilot-mega
  links:
  - sdg: "7"
    strength: direct
    quotes: [{text: Energy GovernAnce, basis: text}]
    rationale: {en: …, fr: …, es: …}
- item: action-membership-fees
  none: {en: internal governance, fr: …, es: …}
```
"""

import json
import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from metrograph.errors import MetroGraphError, Place, RecordError, near
from metrograph.model import Basis, Decision, Item, Kind, Link, NoLink, Plan, Quote, Run, Strength, Text, spoken
from metrograph.records.vocabulary import Vocabulary
from metrograph.yamlfile import Node, missing, raise_all, read, read_fields

METHODS = (
    "lexicalRule",
    "ontologyPath",
    "embedding",
    "languageModel",
    "humanCuration",
    "rollUp",
    "referenceAnnotation",
    "trainedClassifier",
)


def read_run(path: Path, plans: dict[str, Plan], vocabulary: Vocabulary) -> Run:
    """The run of a file; ``RecordError`` with every problem that was found."""
    return run_of(read(path), plans, vocabulary)


def run_of(root: Node, plans: dict[str, Plan], vocabulary: Vocabulary) -> Run:
    """The run of a YAML mapping, its items checked against the plan that it names."""
    problems: list[MetroGraphError] = []
    readers: dict[str, Callable[[Node], object]] = {
        "plan": lambda node: _known(node, plans, "R118"),
        "run": Node.slug,
        "method": lambda node: _known(node, METHODS, "R113"),
        "version": Node.text,
        "status": lambda node: node.one_of(Decision),
        "description": Node.translated,
        "items": Node.items,
    }
    head = read_fields(root, readers, problems)
    problems.extend(missing(root, readers))
    raise_all(problems)
    plan = plans[str(head["plan"])]
    ids = {item.id: item for item in plan.items}
    links: list[Link] = []
    none: list[NoLink] = []
    for node in root.required("items").items():
        try:
            found, judged = _item(node, ids, vocabulary, Decision(str(head["status"])))
        except MetroGraphError as error:
            problems.append(error)
            continue
        links.extend(found)
        none.extend(judged)
    problems.extend(unquotable(links, plan, root.place.path))
    problems.extend(clashes(links, none, root.place.path))
    raise_all(problems)
    text = root.required("description").translated()
    return Run(str(head["run"]), plan.id, str(head["method"]), str(head["version"]), Decision(str(head["status"])),
               text, tuple(links), tuple(none), root.place.path)  # fmt: skip


def _known(node: Node, names: Collection[str], code: str) -> str:
    value = node.text()
    if value not in names:
        raise RecordError(code, node.place, value=value, near=near(value, names), choices=", ".join(names))
    return value


def _item(node: Node, ids: Collection[str], vocabulary: Vocabulary, status: Decision) -> tuple[list[Link], list[NoLink]]:
    item = _known(node.required("item"), ids, "R118")
    fields = node.fields()
    for name, child in fields.items():
        if name not in ("item", "links", "none"):
            raise RecordError("R103", child.place, value=name, near=near(name, ("links", "none")), choices="item, links, none")
    if "none" in fields:
        if "links" in fields:
            raise RecordError("R119", node.place, id=item)
        reason = fields["none"].translated()
        if not reason:
            raise RecordError("R102", fields["none"].place, want="text")
        return [], [NoLink(item, reason, node.place.line)]
    return [_link(child, item, vocabulary, status) for child in node.required("links").items()], []


def _link(node: Node, item: str, vocabulary: Vocabulary, status: Decision) -> Link:
    problems: list[MetroGraphError] = []
    readers: dict[str, Callable[[Node], object]] = {
        "sdg": lambda child: sdg_of(child, vocabulary),
        "strength": lambda child: child.one_of(Strength),
        "quotes": lambda child: tuple(_quote(one) for one in child.items()),
        "rationale": Node.translated,
        "confidence": _confidence,
    }
    found = read_fields(node, readers, problems)
    problems.extend(missing(node, ("sdg", "strength")))
    if unquoted := missing(node, ("quotes",)):
        accepted = status is Decision.ACCEPTED and "sdg" in found
        problems.extend([RecordError("R123", node.place, id=item, sdg=found["sdg"])] if accepted else unquoted)
    raise_all(problems)
    found.setdefault("rationale", Text())
    return Link(item, **found, at=node.place.line)  # type: ignore[arg-type]  # the readers give each field its type


def sdg_of(node: Node, vocabulary: Vocabulary) -> str:
    """The code of a goal or target that exists."""
    code = node.text()
    if code not in vocabulary.sdg:
        raise RecordError("R116", node.place, value=code, near=near(code, vocabulary.sdg))
    return code


def _quote(node: Node) -> Quote:
    return Quote(node.required("text").text(), node.required("basis").one_of(Basis))


def _confidence(node: Node) -> str:
    if not re.fullmatch(r"0(\.[0-9]+)?|1(\.0+)?", node.text()):
        raise RecordError("R102", node.place, want="share")
    return node.text()


_HEADS = frozenset({Kind.WORK_PLAN, Kind.STRATEGIC_LINE, Kind.OBJECTIVE, Kind.PRODUCT_SERVICE, Kind.WORKSTREAM, Kind.HEADING})


def unquotable(links: Iterable[Link], plan: Plan, path: str) -> list[MetroGraphError]:
    """Quotes that are not the item's own words; those of basis ``context`` may stand in any heading of the plan."""
    heads = tuple(folded for item in plan.items if item.kind in _HEADS for folded in _words(item))
    own = {item.id: _words(item) for item in plan.items}
    return [
        RecordError("R126", Place(path, link.at), id=link.item, quote=quote.text)
        for link in links
        for quote in link.quotes
        if not any(spoken(quote.text) in words for words in (heads if quote.basis is Basis.CONTEXT else ()) + own[link.item])
    ]


def _words(item: Item) -> tuple[str, ...]:
    return tuple(spoken(words) for words in (*(text for _, text in item.label.pairs()), *item.also_says))


def clashes(links: Iterable[Link], none: Iterable[NoLink], path: str) -> list[MetroGraphError]:
    """Links that are there twice, and judgements that nothing applies to an item that has a link."""
    links = tuple(links)
    problems: list[MetroGraphError] = []
    seen: dict[tuple[str, str], Link] = {}
    for link in links:
        first = seen.setdefault((link.item, link.sdg), link)
        if first is not link:
            place = Place(path, link.at)
            problems.append(RecordError("R120", place, id=link.item, sdg=link.sdg, line=first.at))
    linked = {link.item for link in links}
    both = (judged for judged in none if judged.item in linked)
    problems.extend(RecordError("R119", Place(path, judged.at), id=judged.item) for judged in both)
    return problems


def run_text(run: Run) -> str:
    """A run as the text of an alignment file, items in the order of the run; ``read_run`` reads it back."""
    said: dict[str, list[str]] = {}
    for link in run.links:
        said.setdefault(link.item, ["  links:"]).extend(_link_lines(link))
    for judged in run.none:
        said[judged.item] = [f"  none: {_flow(judged.reason)}"]
    head = [f"plan: {run.plan}", f"run: {run.id}", f"method: {run.method}", f"version: {_quoted(run.version)}"]
    head += [f"status: {run.status}", f"description: {_flow(run.description)}", "items:" if said else "items: []"]
    return "\n".join((*head, *(line for item, lines in said.items() for line in (f"- item: {item}", *lines)))) + "\n"


def _link_lines(link: Link) -> list[str]:
    quotes = ", ".join(f"{{text: {_quoted(quote.text)}, basis: {quote.basis}}}" for quote in link.quotes)
    lines = [f"  - sdg: {_quoted(link.sdg)}", f"    strength: {link.strength}", f"    quotes: [{quotes}]"]
    lines += [f"    confidence: {link.confidence}"] if link.confidence else []
    return [*lines, *([f"    rationale: {_flow(link.rationale)}"] if link.rationale else [])]


def _flow(text: Text) -> str:
    return "{" + ", ".join(f"{lang}: {_quoted(words)}" for lang, words in text.pairs()) + "}"


def _quoted(text: str) -> str:
    """A text in double quotes, which YAML reads as JSON does."""
    return json.dumps(text, ensure_ascii=False)
