"""Whether a thing comes back every year or so, by what its name, kind and numbers say.

>>> periodic_words("Réunion annuelle de la communauté"), periodic_words("Réunion de lancement")
(True, False)
"""

import re

from metrograph.compare.entries import Entry, Prepared
from metrograph.folding import fold
from metrograph.model import EVENT_KINDS, Kind

_ALWAYS = re.compile(
    r"(?<!\w)(?:annual(?:ly)?|yearly|biennial|biannual|triennial|monthly|weekly|quarterly|half-yearly|(?:every"
    r"|each) (?:year|month|quarter)"
    r"|annuel(?:le)?s?|annuellement|biennale?s?|triennale?s?|mensuel(?:le)?s?|trimestriel(?:le)?s?|hebdomadaires?"
    r"|semestriel(?:le)?s?"
    r"|chaque (?:annee|mois|trimestre)|tous les (?:ans|mois)|anual(?:es)?|bienal(?:es)?|trienal(?:es)?|mensual(?:es)?"
    r"|trimestral(?:es)?"
    r"|semanal(?:es)?|semestral(?:es)?|cada (?:ano|mes|trimestre)|todos los (?:anos|meses)|anualmente)(?!\w)"
)
_DAY = re.compile(
    r"(?<!\w)(?:(?:journee|semaine|mois|nuit|fete|dia|semana|mes|noche) (?:mondial|international|europeen|national"
    r"|metropolitain|african|de l|de la|du|des|del|de los|de las"
    r"|internacional|europe|nacional|metropolitan|mundial|latinoamerican)|(?:international|world|european|national"
    r"|metropolitan|global|africa[n]?) .{0,60}?\b(?:day|week|month|night)(?!s?\w)"
    r"|(?:8|25|1) (?:mars|novembre|decembre|march|november|december|de marzo|de noviembre|de diciembre)|festival|cities day)"
)
_STUDY = re.compile(
    r"(?<!\w)(?:journees? d'?\s?(?:etude|information|formation|lancement|accueil)|info(?:rmation)? day|study day"
    r"|launch day|dia de (?:lanzamiento|formacion))(?!\w)"
)
_HELD = re.compile(
    r"(?<!\w)(?:congress|congres|congreso|general assembly|assemblee (?:generale|pleniere)|asamblea general"
    r"|general meeting|summer school|winter school"
    r"|ecole d'ete|universite d'ete|escuela de verano|universidad de verano|cop ?\d{1,2}|high-level political forum"
    r"|forum politique de haut niveau"
    r"|foro politico de alto nivel)(?!\w)"
)
_PAPERS = re.compile(
    r"(?<!\w)(?:newsletter|bulletin|infolettre|lettre d'information|boletin|magazine|revue|revista|barometer"
    r"|barometre|barometro|yearbook|annuaire|anuario"
    r"|activity report|rapport d'activites?|informe de actividad(?:es)?|memoria de actividad(?:es)?|memoria institucional)(?!\w)"
)
_BOOKS = re.compile(
    r"(?<!\w)(?:budget|accounts|audit|work (?:plan|programme)|comptes|plan de travail|programme de travail"
    r"|presupuesto|cuentas|auditoria|plan de trabajo|programa de trabajo)(?!\w)"
)


_ONCE = re.compile(
    r"(?<!\w)(?:launch(?:ing)?|lancement|lanzamiento|inaugur\w+|kick-?off|closing|cloture|clausura|(?:final"
    r"|closing) (?:conference|event|meeting)"
    r"|(?:conference|reunion|conferencia) finale?|opening ceremony|signature|firma|one-off|single|unique"
    r"|ponctuel(?:le)?|unic[oa]|puntual)(?!\w)"
)


def periodic_words(text: str) -> bool:
    """Whether a name says that a thing comes back: annual, monthly, every year, or the day of something."""
    flat = fold(text).replace("’", "'")
    return bool(_ALWAYS.search(flat) or (_DAY.search(flat) and not _STUDY.search(flat)))


def periodic(entry: Entry) -> bool:
    """Whether an item is one of a row: a statutory meeting, a prize, a congress, what has an edition or the year in its name."""
    item = entry.item
    texts = [fold(name.text).replace("’", "'") for name in entry.names if name.origin in ("label", "alias")]
    if item.kind in (Kind.STATUTORY_MEETING, Kind.AWARD) or any(map(periodic_words, texts)):
        return item.kind not in (Kind.THEME, Kind.STRATEGIC_LINE, Kind.OBJECTIVE)
    if item.kind in EVENT_KINDS or item.kind is Kind.TRAINING:
        if item.presents_results_of or any(map(_ONCE.search, texts)):
            return bool(entry.edition)
        return bool(entry.edition or entry.years or any(map(_HELD.search, texts)))
    if item.kind is Kind.PUBLICATION:
        return bool(entry.edition or entry.years or any(map(_PAPERS.search, texts))) and not item.part_of_work
    return bool(entry.years) and any(map(_BOOKS.search, texts))


def recurs(a: Entry, b: Entry, sides: tuple[Prepared, Prepared]) -> bool:
    """Whether an item of the later plan is the next one of a row, rather than the same one still to come."""
    if sides[0].year and sides[0].year == sides[1].year and not (a.edition and b.edition and b.edition > a.edition):
        return False
    if a.put_off or b.put_off or a.phase or b.phase or _same_edition(a, b) or _later(a, sides[0]):
        return False
    if b.edition and b.edition > (a.edition or 1):
        return True
    if a.years and b.years and max(b.years) > max(a.years):
        return True
    if periodic(a) or periodic(b):
        return True
    if a.kind in EVENT_KINDS or b.kind in EVENT_KINDS or Kind.TRAINING in (a.kind, b.kind):
        return sides[0].year != sides[1].year and _held_in(a, sides[0]) and _held_in(b, sides[1])
    return _same_day(a, b)


def _same_edition(a: Entry, b: Entry) -> bool:
    return bool(a.edition and a.edition == b.edition)


def _later(entry: Entry, side: Prepared) -> bool:
    """Whether a date lies wholly after the period of its plan."""
    span = entry.item.date.span if entry.item.date else None
    return bool(span and side.last and span.earliest.year > side.last)


def _held_in(entry: Entry, side: Prepared) -> bool:
    span = entry.item.date.span if entry.item.date else None
    return bool(span and side.year and side.last and side.year <= span.earliest.year <= side.last)


def _same_day(a: Entry, b: Entry) -> bool:
    """Whether two things fall on the same day of different years."""
    spans = [entry.item.date.span if entry.item.date else None for entry in (a, b)]
    if any(span is None or span.precision != "day" for span in spans):
        return False
    first, second = (span.earliest for span in spans if span)
    return first.year != second.year and (first.month, first.day) == (second.month, second.day)
