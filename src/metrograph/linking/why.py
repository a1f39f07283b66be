"""The reasons behind a suggestion, in words a board understands."""

from collections.abc import Iterator
from functools import cache

from metrograph.linking.suggest import Evidence, Suggestion
from metrograph.namespaces import sdg_code
from metrograph.resources import root
from metrograph.turtle import read_triples, value
from metrograph.words import say


@cache
def labels(lang: str) -> dict[str, str]:
    """Our short label of every goal and target in a language.

    >>> labels("fr")["11.2"][:6]
    'Transp'
    """
    found = {}
    for triple in read_triples(root() / "ontology/sdg.ttl"):
        if triple.predicate.value.endswith("#prefLabel") and getattr(triple.object, "language", "") == lang:
            code = sdg_code(value(triple.subject))
            if code:
                found[code] = value(triple.object)
    return found


def explain_one(one: Suggestion, lang: str) -> str:
    """One suggestion with its words and what made them count, in a language."""
    return "\n".join(_lines(one, lang))


def reasons(one: Suggestion, lang: str) -> str:
    """The reasons for one suggestion in one line, as they are kept in the graph."""
    return "; ".join(said(evidence, one.code, lang) for evidence in one.evidence)


def _lines(one: Suggestion, lang: str) -> Iterator[str]:
    code = f"{one.code} {labels(lang).get(one.code, '')}".strip()
    yield say("why.head", lang, code=code, sure=_number(one.confidence, lang), strength=say(f"why.{one.strength}", lang))
    for evidence in one.evidence:
        yield f"  {said(evidence, one.code, lang)}"
    margin = one.signals.get("model", 0.0)
    yield f"  {say('why.model-for' if margin > 0 else 'why.model-against', lang, margin=_number(margin, lang, sign=True))}"


def said(evidence: Evidence, code: str, lang: str) -> str:
    """What one quote rests on, in a language."""
    rule, _, rest = evidence.rule.partition(":")
    quote = " ".join(evidence.quote.split())
    if rule == "lexicon":
        by, _, kind, weight, phrase = rest.split(":", 4)
        return say("why.lexicon", lang, quote=quote, phrase=phrase, code=by, kind=say(f"kind.{kind}", lang), weight=weight)
    if rule == "known":
        return say("why.known", lang, quote=quote, what=rest)
    return say(f"why.{rule}", lang, quote=quote, code=code)


def _number(value: float, lang: str, *, sign: bool = False) -> str:
    text = f"{value:+.2f}" if sign else f"{value:.2f}"
    return text if lang == "en" else text.replace(".", ",")
