"""Workspaces of many plans, made up: several networks, the years 2016 to 2024, three languages; the same bytes each time.

    python bench/plans.py FOLDER [--plans 5000] [--items 2] [--defects 0.01]

A network brings out a plan each year: some items go on, some are worded anew, some are new. Cities and organisations are those
of data/*.tsv, so that plans share them, as they share themes. About half of the runs are accepted as a whole; of the rest, which
is proposed, people have reviewed a quarter. ``--defects`` is the share of plans with a fault that validation finds.

With 2 items, beside their line, cities and organisations, a plan becomes some 210 triples, and each item more some 70.
"""

import argparse
import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import count, islice, product
from pathlib import Path
from random import Random

from metrograph.handover.plan_yaml import plan_lines
from metrograph.model import (
    Basis,
    Decision,
    Item,
    Kind,
    Link,
    NoLink,
    Plan,
    Quote,
    Review,
    Run,
    Source,
    Status,
    Strength,
    Text,
    When,
)
from metrograph.records import ReviewLog, run_text
from metrograph.resources import root

YEARS = range(2016, 2025)
LANGUAGES = ("en", "fr", "es")
REVIEWERS = ("Ana Ruiz", "Bao Nguyen", "Chloé Martin", "Diego Sosa")


@dataclass(frozen=True, slots=True)
class Subject:
    """What an item is about: its name in three languages, the target that it serves, one that it serves by the way, a theme."""

    name: Text
    direct: str
    indirect: str
    theme: str


# English | French | Spanish | direct target | indirect target | theme
_SUBJECTS = """
rain gardens|jardins de pluie|jardines de lluvia|11.5|13.1|climate-change
cool roofs|toitures fraîches|techos fríos|13.1|7.3|climate-change
heat shelters for older people|refuges climatiques pour personnes âgées|refugios climáticos para mayores|13.1|3.d|climate-change
flood warning by phone|alerte aux crues par téléphone|alerta de inundaciones por teléfono|11.5|13.3|climate-change
night bus network|réseau de bus de nuit|red de autobuses nocturnos|11.2|11.6|mobility
safe cycling routes|itinéraires cyclables sûrs|rutas ciclistas seguras|11.2|3.6|mobility
fare integration|intégration tarifaire|integración tarifaria|11.2|10.2|mobility
walkable school streets|rues scolaires à pied|calles escolares a pie|3.6|11.2|mobility
electric delivery vans|camionnettes de livraison électriques|furgonetas de reparto eléctricas|11.6|7.3|mobility
cable car for hillside districts|téléphérique pour les quartiers de pente|teleférico para barrios de ladera|11.2|11.1|mobility
rental housing register|registre des logements loués|registro de viviendas en alquiler|11.1|10.2|adequate-housing
upgrading of informal settlements|amélioration des quartiers informels|mejora de asentamientos informales|11.1|1.4|adequate-housing
social rental agency|agence immobilière sociale|agencia de alquiler social|11.1|1.4|adequate-housing
energy retrofit of housing blocks|rénovation énergétique des immeubles|rehabilitación energética de bloques|7.3|11.1|adequate-housing
rooftop solar on public schools|solaire en toiture des écoles publiques|solar en techos de escuelas públicas|7.2|13.2|climate-change
district heating from waste heat|chauffage urbain par chaleur perdue|calefacción urbana con calor residual|7.3|9.4|climate-change
kerbside sorting of organic waste|tri à la source des biodéchets|separación de residuos orgánicos|12.5|11.6|climate-change
surplus food sharing|partage des surplus alimentaires|reparto de excedentes de alimentos|12.3|2.1|social-inclusion
school canteens with local produce|cantines scolaires aux produits locaux|comedores escolares con productos locales|2.1|12.7|inequalities
urban vegetable gardens|potagers urbains|huertos urbanos|2.4|11.7|social-inclusion
drinking fountains|fontaines d'eau potable|fuentes de agua potable|6.1|3.9|inequalities
leak detection in water mains|détection des fuites d'eau|detección de fugas de agua|6.4|9.1|urban-innovation
river restoration|restauration de la rivière|restauración del río|6.6|15.1|climate-change
faecal sludge treatment|traitement des boues de vidange|tratamiento de lodos fecales|6.2|6.3|inequalities
public toilets in markets|toilettes publiques sur les marchés|baños públicos en los mercados|6.2|5.4|gender-equality
women in city planning|femmes dans la planification urbaine|mujeres en la planificación urbana|5.5|11.3|gender-equality
shelters for women in danger|foyers pour femmes en danger|casas de acogida para mujeres|5.2|11.1|gender-equality
care services for families|services de soin aux familles|servicios de cuidados a familias|5.4|8.5|gender-equality
gender budget|budget sensible au genre|presupuesto con enfoque de género|5.c|16.6|gender-equality
welcome desks for migrants|guichets d'accueil des migrants|oficinas de acogida de migrantes|10.7|16.9|migration
language courses for newcomers|cours de langue pour nouveaux arrivants|cursos de idioma para recién llegados|10.7|4.4|migration
participatory budget|budget participatif|presupuesto participativo|16.7|11.3|transparency
open contracts register|registre ouvert des marchés publics|registro abierto de contratos|16.5|16.6|transparency
open data portal|portail de données ouvertes|portal de datos abiertos|16.10|17.18|digitalisation
digital skills for older people|compétences numériques des aînés|competencias digitales de mayores|4.4|10.2|digitalisation
sensors for air quality|capteurs de qualité de l'air|sensores de calidad del aire|11.6|3.9|digitalisation
green bonds|obligations vertes|bonos verdes|17.3|13.a|local-finance
property tax reform|réforme de la taxe foncière|reforma del impuesto predial|17.1|16.6|local-finance
shared procurement of buses|achat groupé de bus|compra conjunta de autobuses|12.7|11.2|public-private-partnerships
start-up incubator|incubateur de jeunes entreprises|incubadora de empresas|8.3|9.3|local-economic-development
apprenticeships for young people|apprentissage des jeunes|aprendizaje de jóvenes|8.6|4.4|local-economic-development
night markets|marchés de nuit|mercados nocturnos|8.3|11.a|local-economic-development
metropolitan plan for land use|plan métropolitain d'aménagement|plan metropolitano de usos del suelo|11.3|11.a|metropolitan-governance
twin parks along the border|parcs jumelés le long de la frontière|parques gemelos en la frontera|11.7|15.5|city-internationalisation
heritage trail|sentier du patrimoine|ruta del patrimonio|11.4|8.9|city-internationalisation
pocket parks|jardins de poche|parques de bolsillo|11.7|3.4|social-inclusion
barrier-free libraries|bibliothèques accessibles à tous|bibliotecas accesibles|10.2|4.5|social-inclusion
street tree register|registre des arbres de rue|registro de árboles urbanos|15.5|13.1|urban-innovation
"""
# What is said of a subject ({0}) and a city ({1}), in the three languages, by the kind of item.
_FORMS = {
    Kind.PILOT_PROJECT: (
        ("Pilot in {1}: {0}", "Projet pilote à {1} : {0}", "Proyecto piloto en {1}: {0}"),
        ("{0} tried out in {1}", "{0} à l'essai à {1}", "{0} a prueba en {1}"),
        ("First round of {0} with the city of {1}", "Premier cycle : {0}, avec la ville de {1}", "Primera ronda: {0}, con {1}"),
    ),
    Kind.ACTION: (
        ("Guide for members: {0}", "Guide pour les membres : {0}", "Guía para los miembros: {0}"),
        ("Support to {1} with {0}", "Appui à {1} : {0}", "Apoyo a {1}: {0}"),
        ("Exchange of practice on {0}", "Échange de pratiques : {0}", "Intercambio de prácticas: {0}"),
    ),
    Kind.NETWORK_EVENT: (
        ("Members' workshop in {1}: {0}", "Atelier des membres à {1} : {0}", "Taller de miembros en {1}: {0}"),
        ("Study visit to {1}: {0}", "Visite d'étude à {1} : {0}", "Visita de estudio a {1}: {0}"),
    ),
    Kind.TRAINING: (
        ("Course on {0} for city staff", "Formation des agents municipaux : {0}", "Curso para personal municipal: {0}"),
        ("Online school: {0}", "École en ligne : {0}", "Escuela en línea: {0}"),
    ),
    Kind.PUBLICATION: (
        ("Report on {0} in {1}", "Rapport : {0} à {1}", "Informe: {0} en {1}"),
        ("Policy brief: {0}", "Note de synthèse : {0}", "Nota de políticas: {0}"),
    ),
    Kind.WORLD_EVENT: (
        ("World conference in {1}: {0}", "Conférence mondiale à {1} : {0}", "Conferencia mundial en {1}: {0}"),
        ("{1} forum on {0}", "Forum de {1} : {0}", "Foro de {1}: {0}"),
    ),
    Kind.INTERNAL_ACTION: (
        ("Internal review of the work on {0}", "Revue interne des travaux : {0}", "Revisión interna del trabajo: {0}"),
        ("Staff meeting on {0}", "Réunion d'équipe : {0}", "Reunión de equipo: {0}"),
    ),
}  # fmt: skip
_ORDER = (
    Kind.PILOT_PROJECT,
    Kind.ACTION,
    Kind.NETWORK_EVENT,
    Kind.TRAINING,
    Kind.PILOT_PROJECT,
    Kind.PUBLICATION,
    Kind.INTERNAL_ACTION,
    Kind.ACTION,
    Kind.WORLD_EVENT,
)
_EVENTS = (Kind.NETWORK_EVENT, Kind.WORLD_EVENT, Kind.TRAINING)
_LINES = (
    Text("Voice of cities", "Voix des villes", "Voz de las ciudades"),
    Text("Learning from each other", "Apprendre les uns des autres", "Aprender unos de otros"),
    Text("Trials in cities", "Essais dans les villes", "Ensayos en las ciudades"),
    Text("Knowledge for all", "Des savoirs pour tous", "Conocimiento para todos"),
)
_REGIONS = ("andes", "sahel", "baltic", "maghreb", "danube", "caribbean", "mekong", "balkans", "nordic", "iberian", "alpine", "gulf",
            "pampas", "atlantic", "adriatic", "savanna", "volga", "pacific", "levant", "amazon", "great-lakes", "deltas", "islands",
            "highlands")  # fmt: skip
_FIELDS = ("cities", "ports", "capitals", "rivers", "mayors", "mobility", "climate", "housing", "water", "food", "energy", "culture",
           "health", "schools", "finance", "youth", "women", "migration", "heritage", "parks", "safety", "data", "waste", "coasts")  # fmt: skip
_MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    "es": ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
}  # fmt: skip
_TITLE = ("Work plan {} of the {} network", "Plan de travail {} du réseau {}", "Plan de trabajo {} de la red {}")
_RATIONALE = (
    "The words name the object of the target",
    "Les mots nomment l'objet de la cible",
    "El texto nombra el objeto de la meta",
)
_BY_THE_WAY = ("One step leads from it to the target", "Un pas mène de là à la cible", "Un paso lleva de ahí a la meta")
_NONE = ("internal work", "travail interne", "trabajo interno")


@cache
def subjects() -> tuple[Subject, ...]:
    """The subjects."""
    rows = (row.split("|") for row in _SUBJECTS.strip().splitlines())
    return tuple(Subject(Text(en, fr, es), one, other, f"theme-{theme}") for en, fr, es, one, other, theme in rows)


@cache
def shared(kind: str) -> tuple[tuple[str, Text], ...]:
    """The ``places`` or ``organisations`` of our tables that have a name of one word or more in English: id and names."""
    with (root() / "data" / f"{kind}.tsv").open(encoding="utf-8", newline="") as file:
        rows = tuple(csv.DictReader(file, delimiter="\t"))
    wanted = [row for row in rows if row["en"] and row["type"] not in ("country", "region")]
    return tuple((row["id"], Text(*((row[lang] or row["en"]).split("|")[0] for lang in LANGUAGES))) for row in wanted)


def networks() -> Iterator[str]:
    """The names of networks, without an end: ``andes-cities``, and in the second round ``andes-cities-2``."""
    for number in count(1):
        for field, region in product(_FIELDS, _REGIONS):
            yield f"{region}-{field}" + (f"-{number}" if number > 1 else "")


@dataclass(frozen=True, slots=True)
class Made:
    """One plan, what a run says of it, and what people decided."""

    plan: Plan
    run: Run
    reviews: tuple[Review, ...]


def plans(number: int, items: int = 2, defects: float = 0.0) -> Iterator[Made]:
    """So many plans, network by network and year by year."""
    pairs = ((network, year) for network in networks() for year in YEARS)
    for at, (network, year) in enumerate(islice(pairs, number)):
        made = _made(network, year, items)
        turn, rest = divmod(at, round(1 / defects)) if defects else (0, 1)
        yield made if rest else _spoilt(made, turn)


def write(folder: Path, plans: Iterable[Made]) -> None:
    """A workspace of plans: nothing in it is built yet."""
    for name in ("plans", "alignments"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "metrograph.toml").write_text('base = "https://w3id.org/metrograph/"\n', encoding="utf-8")
    reviews: list[Review] = []
    for made in plans:
        plan, run = made.plan, made.run
        lines = plan_lines(plan.id, plan.source, plan.items, (), lambda _: {})
        (folder / "plans" / f"{plan.id}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (folder / "alignments" / f"{run.id}.yaml").write_text(run_text(run), encoding="utf-8")
        reviews += made.reviews
    if reviews:
        ReviewLog(folder / "reviews.jsonl").append(tuple(reviews))


def _made(network: str, year: int, items: int) -> Made:
    luck = Random(f"{network}/{year}")
    lang = LANGUAGES[Random(network).randrange(3)]
    name = f"{network}-{year}"
    title = Text(*(form.format(year, network.replace("-", " ").title()) for form in _TITLE))
    lines = count(3)
    heads = [_head(number, lang, next(lines)) for number in range(1 + items // 12)]
    found = [_slot(network, year, slot, lang, heads[slot % len(heads)].id, next(lines)) for slot in range(items)]
    own = tuple(item for item, _ in found)
    things = tuple(_things(own, lang, lines))
    plan_item = _item("plan", Kind.WORK_PLAN, title, lang, date=When(str(year), str(year)), lines=(1,))
    source = Source(_in(title, lang), "plan.txt", hashlib.sha256(name.encode()).hexdigest(), lang, next(lines))
    plan = Plan(name, source, (plan_item, *heads, *own, *things))
    run = _run(plan, found, luck)
    return Made(plan, run, tuple(_reviews(run, year, luck)))


def _in(text: Text, lang: str) -> Text:
    return Text(**{lang: text.best(lang)})


def _item(name: str, kind: Kind, words: Text, lang: str, **fields: object) -> Item:
    others = Text(**{one: words.best(one) for one in LANGUAGES if one != lang})
    return Item(name, kind, _in(words, lang), others, **fields)  # type: ignore[arg-type]  # each is a field of an item


def _head(number: int, lang: str, line: int) -> Item:
    name, words = f"line-{number + 1}", _LINES[number % len(_LINES)]
    return _item(name, Kind.STRATEGIC_LINE, words, lang, section=name, parent="plan", order=number + 1, lines=(line,))


def _slot(network: str, year: int, slot: int, lang: str, head: str, line: int) -> tuple[Item, Subject]:
    """The item of a network in a slot: it stays for up to three years, now and then in other words."""
    begun = max(year - (year + slot) % 3, YEARS.start)
    work = Random(f"{network}/{slot}/{begun}")
    kind, (at, subject) = _ORDER[slot % len(_ORDER)], work.choice(tuple(enumerate(subjects())))
    place, city = work.choice(shared("places"))
    partners = tuple(sorted({name for name, _ in work.choices(shared("organisations"), k=slot % 2)}))
    luck = Random(f"{network}/{slot}/{year}")
    form = luck.choice(_FORMS[kind]) if luck.random() < 0.3 else work.choice(_FORMS[kind])
    words = (pattern.format(getattr(subject.name, one), getattr(city, one)) for pattern, one in zip(form, LANGUAGES, strict=True))
    name = f"{kind.value.replace('_', '-')}-{slot + 1}-{at + 1}"
    month = luck.randrange(12)
    return _item(
        name,
        kind,
        Text(*(text[0].upper() + text[1:] for text in words)),
        lang,
        section=head,
        parent=head,
        status=tuple(Status)[min(year - begun, 2) + 1] if kind is Kind.PILOT_PROJECT else None,
        date=When(f"{year}-{month + 1:02d}", _MONTHS[lang][month]) if kind in _EVENTS else None,
        themes=(subject.theme,),
        places=(place,) if "{1}" in form[0] else (),
        partners=partners,
        continues=f"{network}-{year - 1}/{name}" if year > begun else "",
        lines=(line,),
    ), subject


def _things(items: tuple[Item, ...], lang: str, lines: Iterator[int]) -> Iterator[Item]:
    """The cities and organisations that items name, each once."""
    for kind, table, field in ((Kind.PLACE, "places", "places"), (Kind.ORGANISATION, "organisations", "partners")):
        names = dict(shared(table))
        for name in sorted({one for item in items for one in getattr(item, field)}):
            yield _item(name, kind, names[name], lang, lines=(next(lines),))


def _run(plan: Plan, found: list[tuple[Item, Subject]], luck: Random) -> Run:
    accepted = luck.random() < 0.5
    links: list[Link] = []
    none: list[NoLink] = []
    for item, subject in found:
        if item.kind is Kind.INTERNAL_ACTION:
            none.append(NoLink(item.id, Text(*_NONE)))
            continue
        quote = (Quote(_quoted(item, subject, plan.source.lang), Basis.TEXT),)
        sure = "" if accepted else f"{luck.uniform(0.4, 0.99):.2f}"
        links.append(Link(item.id, subject.direct, Strength.DIRECT, quote, Text(*_RATIONALE), sure))
        if luck.random() < 0.3:
            links.append(Link(item.id, subject.indirect, Strength.INDIRECT, quote, Text(*_BY_THE_WAY), sure))
    method, status = ("referenceAnnotation", Decision.ACCEPTED) if accepted else ("lexicalRule", Decision.PROPOSED)
    about = Text("Made up for measuring", "Inventé pour mesurer", "Inventado para medir")
    return Run(f"{plan.id}-links", plan.id, method, "1", status, about, tuple(links), tuple(none))


def _quoted(item: Item, subject: Subject, lang: str) -> str:
    """The words of the label that name the subject."""
    words, label = subject.name.best(lang), item.label.best(lang)
    return words if words in label else words[0].upper() + words[1:]


def _reviews(run: Run, year: int, luck: Random) -> Iterator[Review]:
    if run.status is Decision.ACCEPTED or luck.random() < 0.75:
        return
    by = luck.choice(REVIEWERS)
    for link in run.links:
        accepted = luck.random() < 0.7
        when = f"{year}-{luck.randrange(1, 13):02d}-{luck.randrange(1, 28):02d}T{luck.randrange(8, 18):02d}:00:00Z"
        decision, reason = (
            (Decision.ACCEPTED, "") if accepted else (Decision.REJECTED, "The words say less than the target asks.")
        )
        yield Review(run.plan, link.item, link.sdg, decision, by, when, reason, lang="" if accepted else "en")


def _spoilt(made: Made, turn: int) -> Made:
    """A plan with one fault, in turn: an item without its place, and one that is part of itself."""
    items = list(made.plan.items)
    where = next(number for number, item in enumerate(items) if item.kind in _ORDER)
    parent = items[where].id if turn % 2 else ""
    items[where] = replace(items[where], parent=parent)
    return replace(made, plan=replace(made.plan, items=tuple(items)))


def main() -> None:
    """Write a workspace."""
    options = argparse.ArgumentParser(description="A workspace of many plans.")
    options.add_argument("folder", type=Path)
    options.add_argument("--plans", type=int, default=5000)
    options.add_argument("--items", type=int, default=2)
    options.add_argument("--defects", type=float, default=0.0)
    given = options.parse_args()
    write(given.folder, plans(given.plans, given.items, given.defects))


if __name__ == "__main__":
    main()
