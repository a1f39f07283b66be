"""A work-plan graph of any size with a defect in each hundred triples, and the shapes that find them.

    make(Path("plans.ttl"), 10_000)  # the same bytes each time
    Path("shapes.ttl").write_text(shapes(sparql=False))

A plan has a city, four strategic lines and six activities a line, each with an alignment and its evidence: 1,300 triples.
"""

import re
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path
from random import Random

PREFIXES = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/metrograph/id/> .
@prefix mg: <https://w3id.org/metrograph/ns#> .
@prefix mgs: <https://w3id.org/metrograph/shapes#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
@prefix sdgo: <http://metadata.un.org/sdg/ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""
CLASSES = """mg:PlannedActivity rdfs:subClassOf mg:Alignable .
mg:Theme rdfs:subClassOf mg:Alignable .
mg:Action rdfs:subClassOf mg:PlannedActivity .
mg:InternalAction rdfs:subClassOf mg:Action .
mg:PilotProject rdfs:subClassOf mg:PlannedActivity .
mg:Event rdfs:subClassOf mg:PlannedActivity .
mg:NetworkEvent rdfs:subClassOf mg:Event .
"""
WORDS = (
    ("housing", "logement", "vivienda"),
    ("mobility", "mobilité", "movilidad"),
    ("public space", "espace public", "espacio público"),
    ("gender equality", "égalité des genres", "igualdad de género"),
    ("air quality", "qualité de l’air", "calidad del aire"),
    ("resilience", "résilience", "resiliencia"),
    ("governance", "gouvernance", "gobernanza"),
)
STATUS = ("mg:planned", "mg:toLaunch", "mg:ongoing", "mg:toConclude", "mg:concluded", "mg:postponed", "mg:cancelled")
METHODS = ("mg:lexicalRule", "mg:embedding", "mg:languageModel", "mg:humanCuration", "mg:referenceAnnotation")
BASES = ("mg:textBasis", "mg:contextBasis", "mg:externalBasis", "mg:statedBasis")
KINDS = ("mg:Action", "mg:InternalAction", "mg:Action", "mg:PilotProject", "mg:NetworkEvent", "mg:NetworkEvent")
THEMES, GOALS, TARGETS = 24, 17, 8

# How a node is spoilt, one change a line or between bars: a predicate, "=" for another value, that of another predicate
# or none, "+" for one more.
NAMES = f"""
skos:prefLabel = | skos:prefLabel + "a name without language" | skos:prefLabel + "a second name"@en
skos:prefLabel + "ein Name"@de | skos:prefLabel + id:place-1 | skos:prefLabel = "x"@en
skos:prefLabel = "{"a long name " * 12}"@fr"""
CONFIDENCE = """
mg:confidence = 1.7 | mg:confidence = -0.2 | mg:confidence = "high" | mg:confidence + 0.111"""
ACTIVITY = f"""
mg:directPartOf + id:line-1-2 | mg:directPartOf = | mg:directPartOf = id:place-1
mg:inPlan = id:plan-unknown | mg:inLine = id:line-1-1 | mg:preparesFor = mg:directPartOf | mg:preparesFor = id:line-1-1
mg:hasAlignment =
mg:theme = id:theme-unknown | mg:theme = | mg:theme = id:theme-1 , id:theme-2 , id:theme-3 , id:theme-4
mg:activityStatus = "planned" | mg:activityStatus + mg:proposed | rdfs:label = "sans langue"
mg:sourceLineStart = 0 | mg:sourceLineStart = 9000 | mg:sourceLineEnd = "12"{NAMES}"""
DEFECTS = {
    "mg:Theme": f"""
skos:prefLabel + "a second name"@en | skos:broader = id:theme-7 | skos:related = id:theme-2 , id:theme-3 | skos:inScheme =
skos:notation = "T" | skos:altLabel = skos:prefLabel{NAMES}""",
    "sdgo:Target": f"""
skos:notation = "11,2" | sdgo:isTargetOf = id:theme-1 | sdgo:isTargetOf = | rdf:type + sdgo:Goal{NAMES}""",
    "mg:Place": f"""
dcterms:identifier = "number nine" | dcterms:identifier = | schema:latitude = 97.25 | schema:longitude = "12.5"
schema:containedInPlace = id:theme-1 | schema:containedInPlace + id:place-1{NAMES}""",
    "mg:WorkPlan": f"""
mg:earliest = "2033-01-01"^^xsd:date | mg:latest = "the end of 2019" | mg:latest = | mg:place = "Bogotá"
dcterms:title = "A title of its own"@en | mg:directPartOf = id:plan-1{NAMES}""",
    "mg:StrategicLine": f"""
mg:order = 13 | mg:order = "first" | mg:principalTheme = id:theme-unknown | mg:directPartOf = id:line-1-1 | mg:inPlan ={NAMES}""",
    "mg:Action": ACTIVITY,
    "mg:InternalAction": ACTIVITY,
    "mg:PilotProject": f"""
mg:phase = 7 | mg:partner = "a partner in words" | mg:place = | rdf:type + mg:Event{ACTIVITY}""",
    "mg:NetworkEvent": f"""
mg:earliest = "2034-05-31"^^xsd:date | mg:latest = "in May" | mg:latest + "2019-12-30"^^xsd:date | mg:edtf = "mai 2019"
mg:datePrecision = mg:decade | mg:eventFormat = "by telephone" | mg:dateStatus = mg:notStated{ACTIVITY}""",
    "mg:Alignment": """
mg:alignmentOf = id:place-1 | mg:alignmentOf + id:theme-1 | mg:alignedTo = id:theme-2 | mg:alignedTo = "11.2"
mg:alignmentStatus = mg:approved | mg:alignmentStatus = | mg:strength = "direct" | mg:hasReview = | mg:hasSuggestion =""",
    "mg:Suggestion": f"""
mg:method = mg:guess | mg:method = | mg:rationale = "no language" | mg:rationale = | mg:suggestionFor = id:theme-3
mg:hasEvidence ={CONFIDENCE}""",
    "mg:Evidence": f"""
mg:colour = "green" | mg:basis = mg:hearsay | oa:hasSource = "source.pdf" | oa:hasSelector =
oa:hasSelector = id:theme-4 | mg:evidenceFor ={CONFIDENCE}""",
    "oa:TextQuoteSelector": """
oa:exact = "" | oa:exact = | oa:start = 90000 | oa:start = -3 | oa:end = "late" """,
    "mg:Review": """
mg:decision = mg:perhaps | mg:reviewer = "A. Person" | dcterms:date = "yesterday" | dcterms:date =
mg:mood = "cheerful"@en | mg:reviewOf + id:theme-5""",
}

# Twelve node shapes with a target and the shapes they speak of: 142 constraints, each shape with a name.
SHAPES = r"""
mgs:name sh:path skos:prefLabel ; sh:minCount 1 ; sh:datatype rdf:langString ; sh:languageIn ( "en" "fr" "es" ) ;
  sh:uniqueLang true ; sh:minLength 2 ; sh:maxLength 120 .
mgs:english a sh:NodeShape ; sh:languageIn ( "en" ) .
mgs:a-goal a sh:NodeShape ; sh:class sdgo:Goal .
mgs:a-target a sh:NodeShape ; sh:class sdgo:Target .
mgs:a-line a sh:NodeShape ; sh:class mg:StrategicLine .
mgs:a-place a sh:NodeShape ; sh:class mg:Place .
mgs:an-activity a sh:NodeShape ; sh:class mg:PlannedActivity .
mgs:an-event a sh:NodeShape ; sh:class mg:Event .

mgs:Place a sh:NodeShape ; sh:targetClass mg:Place ; sh:nodeKind sh:IRI ; sh:pattern "/id/place-" ;
  sh:property mgs:name, mgs:Place-code, mgs:Place-latitude, mgs:Place-longitude, mgs:Place-within, mgs:Place-world .
mgs:Place-code sh:path dcterms:identifier ; sh:datatype xsd:string ; sh:minCount 1 ; sh:maxCount 1 ;
  sh:pattern "^pl-[0-9a-z]+$" ; sh:flags "i" .
mgs:Place-latitude sh:path schema:latitude ; sh:datatype xsd:decimal ; sh:minInclusive -90 ; sh:maxInclusive 90 .
mgs:Place-longitude sh:path schema:longitude ; sh:datatype xsd:decimal .
mgs:Place-within sh:path schema:containedInPlace ; sh:class mg:Place ; sh:maxCount 1 .
mgs:Place-world sh:path [ sh:zeroOrMorePath schema:containedInPlace ] ; sh:hasValue id:place-world ; sh:severity sh:Warning .

mgs:Theme a sh:NodeShape ; sh:targetClass mg:Theme ; sh:not mgs:a-place ;
  sh:property mgs:name, mgs:Theme-english, mgs:Theme-code, mgs:Theme-scheme, mgs:Theme-broader, mgs:Theme-synonym,
    mgs:Theme-used .
mgs:Theme-english sh:path skos:prefLabel ; sh:qualifiedValueShape mgs:english ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1 .
mgs:Theme-code sh:path skos:notation ; sh:minLength 4 ; sh:maxLength 6 .
mgs:Theme-scheme sh:path skos:inScheme ; sh:hasValue id:themes .
mgs:Theme-broader sh:path skos:broader ; sh:class mg:Theme ; sh:disjoint skos:related .
mgs:Theme-synonym sh:path skos:altLabel ; sh:disjoint skos:prefLabel .
mgs:Theme-used sh:path [ sh:inversePath mg:theme ] ; sh:class mg:PlannedActivity ; sh:severity sh:Info .

mgs:SDG a sh:NodeShape ; sh:targetClass sdgo:Goal, sdgo:Target ; sh:xone ( mgs:a-goal mgs:a-target ) ;
  sh:property mgs:name, mgs:SDG-code, mgs:SDG-goal, mgs:SDG-targets .
mgs:SDG-code sh:path skos:notation ; sh:pattern "^[1-9][0-9]?([.][0-9a-z]+)?$" .
mgs:SDG-goal sh:path sdgo:isTargetOf ; sh:class sdgo:Goal .
mgs:SDG-targets sh:path [ sh:inversePath sdgo:isTargetOf ] ; sh:equals sdgo:hasTarget .

mgs:WorkPlan a sh:NodeShape ; sh:targetClass mg:WorkPlan ;
  sh:property mgs:name, mgs:WorkPlan-title, mgs:WorkPlan-first, mgs:WorkPlan-last, mgs:WorkPlan-place,
    mgs:WorkPlan-lines, mgs:WorkPlan-top .
mgs:WorkPlan-title sh:path dcterms:title ; sh:equals skos:prefLabel ; sh:severity sh:Info .
mgs:WorkPlan-first sh:path mg:earliest ; sh:datatype xsd:date ; sh:lessThan mg:latest ; sh:minInclusive "2000-01-01"^^xsd:date .
mgs:WorkPlan-last sh:path mg:latest ; sh:datatype xsd:date ; sh:minCount 1 .
mgs:WorkPlan-place sh:path mg:place ; sh:class mg:Place .
mgs:WorkPlan-lines sh:path [ sh:inversePath mg:directPartOf ] ; sh:qualifiedValueShape mgs:a-line ; sh:qualifiedMinCount 4 ;
  sh:severity sh:Warning .
mgs:WorkPlan-top sh:path mg:directPartOf ; sh:maxCount 0 .

mgs:StrategicLine a sh:NodeShape ; sh:targetClass mg:StrategicLine ;
  sh:property mgs:name, mgs:Line-plan, mgs:Line-parent, mgs:Line-order, mgs:Line-theme, mgs:Line-parts .
mgs:Line-plan sh:path mg:inPlan ; sh:class mg:WorkPlan ; sh:minCount 1 .
mgs:Line-parent sh:path mg:directPartOf ; sh:equals mg:inPlan .
mgs:Line-order sh:path mg:order ; sh:datatype xsd:integer ; sh:minInclusive 1 ; sh:maxInclusive 12 .
mgs:Line-theme sh:path mg:principalTheme ; sh:class mg:Theme .
mgs:Line-parts sh:path [ sh:inversePath mg:directPartOf ] ; sh:node mgs:an-activity .

mgs:Activity a sh:NodeShape ; sh:targetClass mg:PlannedActivity ;
  sh:property mgs:name, mgs:Activity-words, mgs:Activity-plan, mgs:Activity-line, mgs:Activity-parent, mgs:Activity-theme,
    mgs:Activity-status, mgs:Activity-begin, mgs:Activity-end, mgs:Activity-claims, mgs:Activity-goals, mgs:Activity-one-plan,
    mgs:Activity-next .
mgs:Activity-words sh:path rdfs:label ; sh:datatype rdf:langString ; sh:uniqueLang true ; sh:pattern "[a-z]" .
mgs:Activity-plan sh:path mg:inPlan ; sh:class mg:WorkPlan ; sh:minCount 1 ; sh:maxCount 1 .
mgs:Activity-line sh:path mg:inLine ; sh:class mg:StrategicLine .
mgs:Activity-parent sh:path mg:directPartOf ; sh:minCount 1 ; sh:maxCount 1 ; sh:or ( mgs:a-line mgs:an-activity ) .
mgs:Activity-theme sh:path mg:theme ; sh:class mg:Theme ; sh:minCount 1 ; sh:maxCount 3 ; sh:severity sh:Warning .
mgs:Activity-status sh:path mg:activityStatus ; sh:minCount 1 ; sh:maxCount 1 ;
  sh:in ( mg:planned mg:toLaunch mg:ongoing mg:toConclude mg:concluded mg:postponed mg:cancelled ) .
mgs:Activity-begin sh:path mg:sourceLineStart ; sh:datatype xsd:integer ; sh:minInclusive 1 ;
  sh:lessThanOrEquals mg:sourceLineEnd .
mgs:Activity-end sh:path mg:sourceLineEnd ; sh:datatype xsd:integer .
mgs:Activity-claims sh:path [ sh:inversePath mg:alignmentOf ] ; sh:equals mg:hasAlignment .
mgs:Activity-goals sh:path ( mg:hasAlignment mg:alignedTo ) ; sh:or ( mgs:a-goal mgs:a-target ) ; sh:severity sh:Info .
mgs:Activity-one-plan sh:path ( mg:inLine mg:inPlan ) ; sh:equals mg:inPlan .
mgs:Activity-next sh:path mg:preparesFor ; sh:disjoint mg:directPartOf ; sh:node mgs:an-activity .

mgs:Pilot a sh:NodeShape ; sh:targetClass mg:PilotProject ; sh:not mgs:an-event ;
  sh:property mgs:Pilot-phase, mgs:Pilot-partner, mgs:Pilot-place .
mgs:Pilot-phase sh:path mg:phase ; sh:minInclusive 1 ; sh:maxInclusive 3 .
mgs:Pilot-partner sh:path mg:partner ; sh:nodeKind sh:IRI ; sh:minCount 1 ; sh:severity sh:Info .
mgs:Pilot-place sh:path mg:place ; sh:and ( mgs:a-place mgs:Place ) ; sh:severity sh:Warning .

mgs:Event a sh:NodeShape ; sh:targetClass mg:Event ;
  sh:property mgs:Event-first, mgs:Event-last, mgs:Event-date, mgs:Event-precision, mgs:Event-status, mgs:Event-format .
mgs:Event-first sh:path mg:earliest ; sh:datatype xsd:date ; sh:lessThanOrEquals mg:latest .
mgs:Event-last sh:path mg:latest ; sh:datatype xsd:date ; sh:minCount 1 ; sh:maxCount 1 .
mgs:Event-date sh:path mg:edtf ; sh:pattern "^[0-9]{4}(-[0-9]{2}){0,2}$" .
mgs:Event-precision sh:path mg:datePrecision ; sh:in ( mg:day mg:month mg:year mg:unknown ) .
mgs:Event-status sh:path mg:dateStatus ; sh:hasValue mg:stated ; sh:severity sh:Info .
mgs:Event-format sh:path mg:eventFormat ; sh:in ( "on site" "online" "hybrid" ) .

mgs:Alignment a sh:NodeShape ; sh:targetClass mg:Alignment ; sh:or ( mgs:not-accepted mgs:reviewed ) ;
  sh:property mgs:Alignment-of, mgs:Alignment-to, mgs:Alignment-status, mgs:Alignment-strength, mgs:Alignment-by,
    mgs:Alignment-quoted .
mgs:not-accepted a sh:NodeShape ; sh:not mgs:accepted .
mgs:accepted a sh:NodeShape ; sh:property mgs:has-accepted .
mgs:has-accepted sh:path mg:alignmentStatus ; sh:hasValue mg:accepted .
mgs:reviewed a sh:NodeShape ; sh:property mgs:has-review .
mgs:has-review sh:path mg:hasReview ; sh:minCount 1 .
mgs:Alignment-of sh:path mg:alignmentOf ; sh:class mg:Alignable ; sh:minCount 1 ; sh:maxCount 1 .
mgs:Alignment-to sh:path mg:alignedTo ; sh:xone ( mgs:a-goal mgs:a-target ) ; sh:nodeKind sh:IRI .
mgs:Alignment-status sh:path mg:alignmentStatus ; sh:minCount 1 ; sh:in ( mg:proposed mg:accepted mg:rejected mg:superseded ) .
mgs:Alignment-strength sh:path mg:strength ; sh:in ( mg:direct mg:indirect ) .
mgs:Alignment-by sh:path mg:hasSuggestion ; sh:class mg:Suggestion ; sh:property mgs:Alignment-method .
mgs:Alignment-method sh:path mg:method ; sh:minCount 1 ; sh:severity sh:Info .
mgs:Alignment-quoted sh:path ( mg:hasSuggestion mg:hasEvidence ) ; sh:qualifiedValueShape mgs:quoted ; sh:qualifiedMinCount 1 .
mgs:quoted a sh:NodeShape ; sh:property mgs:Evidence-quote .

mgs:Suggestion a sh:NodeShape ; sh:targetClass mg:Suggestion ;
  sh:property mgs:Suggestion-for, mgs:Suggestion-method, mgs:confidence, mgs:Suggestion-why .
mgs:Suggestion-for sh:path mg:suggestionFor ; sh:class mg:Alignment .
mgs:Suggestion-method sh:path mg:method ;
  sh:in ( mg:lexicalRule mg:embedding mg:languageModel mg:humanCuration mg:referenceAnnotation ) .
mgs:Suggestion-why sh:path [ sh:alternativePath ( mg:rationale mg:translatedRationale ) ] ; sh:minCount 1 ;
  sh:datatype rdf:langString ; sh:minLength 10 .
mgs:confidence sh:path mg:confidence ; sh:datatype xsd:decimal ; sh:minCount 1 ; sh:maxCount 1 ;
  sh:minInclusive 0 ; sh:maxInclusive 1 .

mgs:Evidence a sh:NodeShape ; sh:targetClass mg:Evidence ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ;
  sh:property mgs:Evidence-for, mgs:Evidence-basis, mgs:Evidence-source, mgs:Evidence-selector, mgs:Evidence-quote,
    mgs:confidence .
mgs:Evidence-for sh:path mg:evidenceFor ; sh:minCount 1 .
mgs:Evidence-basis sh:path mg:basis ; sh:in ( mg:textBasis mg:contextBasis mg:externalBasis mg:statedBasis ) .
mgs:Evidence-source sh:path oa:hasSource ; sh:nodeKind sh:IRI .
mgs:Evidence-selector sh:path oa:hasSelector ; sh:node mgs:Selector .
mgs:Evidence-quote sh:path ( oa:hasSelector oa:exact ) ; sh:minCount 1 ; sh:pattern "\\S" .
mgs:Selector a sh:NodeShape ; sh:property mgs:Selector-start, mgs:Selector-end .
mgs:Selector-start sh:path oa:start ; sh:datatype xsd:integer ; sh:minInclusive 0 ; sh:lessThan oa:end .
mgs:Selector-end sh:path oa:end ; sh:datatype xsd:integer .

mgs:Review a sh:NodeShape ; sh:targetClass mg:Review ; sh:closed true ; sh:ignoredProperties ( rdf:type mg:rationale ) ;
  sh:property mgs:Review-of, mgs:Review-decision, mgs:Review-by, mgs:Review-day .
mgs:Review-of sh:path mg:reviewOf ; sh:class mg:Alignment ; sh:maxCount 1 .
mgs:Review-decision sh:path mg:decision ; sh:in ( mg:proposed mg:accepted mg:rejected mg:superseded ) .
mgs:Review-by sh:path mg:reviewer ; sh:nodeKind sh:IRI ; sh:pattern "/id/person-[0-9]+$" .
mgs:Review-day sh:path dcterms:date ; sh:datatype xsd:date ; sh:minCount 1 ; sh:minInclusive "2019-01-01"^^xsd:date .
"""
SPARQL = """
mgs:Plan-prefixes sh:declare [ sh:prefix "mg" ; sh:namespace "https://w3id.org/metrograph/ns#"^^xsd:anyURI ] .
mgs:Activity sh:sparql mgs:Activity-loop, mgs:Activity-strays .
mgs:Alignment sh:sparql mgs:Alignment-decided .
mgs:Activity-loop a sh:SPARQLConstraint ; sh:prefixes mgs:Plan-prefixes ; sh:message "It is part of itself." ;
  sh:select "SELECT $this WHERE { $this mg:directPartOf+ $this }" .
mgs:Activity-strays a sh:SPARQLConstraint ; sh:prefixes mgs:Plan-prefixes ; sh:message "Its line is of another plan." ;
  sh:select '''SELECT $this ?value WHERE {
    $this mg:inLine ?line ; mg:inPlan ?mine . ?line mg:inPlan ?value . FILTER (?mine != ?value) }''' .
mgs:Alignment-decided a sh:SPARQLConstraint ; sh:prefixes mgs:Plan-prefixes ; sh:message "Its review says another thing." ;
  sh:select '''SELECT $this ?value WHERE {
    $this mg:alignmentStatus ?status ; mg:hasReview ?review . ?review mg:decision ?value . FILTER (?status != ?value) }''' .
"""
Facts = dict[str, list[str]]


def shapes(*, sparql: bool) -> str:
    """The shapes in Turtle, with three constraints in SPARQL or without."""
    return PREFIXES + SHAPES + (SPARQL if sparql else "")


def make(path: Path, triples: int) -> int:
    """Write a graph of about so many triples; how many they are."""
    rng = Random(2019)
    changes = {kind: cycle(filter(None, map(str.strip, re.split(r"[|\n]", text)))) for kind, text in DEFECTS.items()}
    written = CLASSES.count("\n")
    with path.open("w", encoding="utf-8") as out:
        out.write(PREFIXES + CLASSES)
        for name, kind, text in _nodes(rng):
            facts = _facts(f"rdf:type {kind} ; {text}")
            if kind in changes and name != "id:place-world" and rng.random() < sum(map(len, facts.values())) / 100:
                _spoil(facts, next(changes[kind]))
            out.write(f"{name} " + " ;\n  ".join(f"{p} {' , '.join(held)}" for p, held in facts.items() if held) + " .\n")
            written += sum(map(len, facts.values()))
            if written >= triples and kind == "mg:WorkPlan":
                break
    return written


def _facts(text: str) -> Facts:
    """The objects of each predicate in the text of a node."""
    pairs = (fact.split(" ", 1) for fact in text.split(" ; "))
    return {predicate: objects.split(" , ") for predicate, objects in pairs}


def _spoil(facts: Facts, change: str) -> None:
    predicate, how, objects = change.split(" ", 2) if change.count(" ") > 1 else (*change.split(" "), "")
    held = facts.get(predicate, []) if how == "+" else []
    more = facts.get(objects) or filter(None, objects.split(" , "))
    facts[predicate] = list(dict.fromkeys((*held, *more)))


def _nodes(rng: Random) -> Iterator[tuple[str, str, str]]:
    """Name, class and facts of each node, without end: what plans share first, then plan after plan."""
    yield "id:place-world", "mg:Place", f'{_names("world")} ; dcterms:identifier "PL-0"'
    for n in range(1, THEMES + 1):
        wider = f" ; skos:broader id:theme-{n % 6 + 1} ; skos:related id:theme-{n - 1}" if n > 7 else ""
        more = f'skos:notation "T{n:03}" ; skos:inScheme id:themes ; skos:altLabel "policy {n}"@en , "politique {n}"@fr'
        yield f"id:theme-{n}", "mg:Theme", f"{_names(n)} ; {more}{wider}"
    for goal in range(1, GOALS + 1):
        targets = [f"{goal}-{n}" for n in range(1, TARGETS + 1)]
        has = " , ".join(f"id:target-{code}" for code in targets)
        yield f"id:goal-{goal}", "sdgo:Goal", f'{_names(goal)} ; skos:notation "{goal}" ; sdgo:hasTarget {has}'
        for code in targets:
            told = f'skos:notation "{code.replace("-", ".")}" ; sdgo:isTargetOf id:goal-{goal}'
            yield f"id:target-{code}", "sdgo:Target", f"{_names(code)} ; {told}"
    for plan in count(1):
        yield from _plan(plan, rng)


def _names(of: object) -> str:
    """Names in three languages."""
    english, french, spanish = WORDS[len(str(of)) * 3 % 7 if not isinstance(of, int) else of % 7]
    return f'skos:prefLabel "{english} {of}"@en , "{french} {of}"@fr , "{spanish} {of}"@es'


def _plan(plan: int, rng: Random) -> Iterator[tuple[str, str, str]]:
    """A city, its plan, the lines of the plan and what stands under each."""
    me, year = f"id:plan-{plan}", 2011 + plan % 15
    where = f"schema:latitude {rng.randint(-8999, 8999) / 100 + 0.001:.3f} ; schema:longitude {rng.randint(-179, 179)}.125"
    within = f"id:place-{plan // 10}" if plan % 10 and plan > 10 else "id:place-world"
    yield (
        f"id:place-{plan}",
        "mg:Place",
        f'{_names(plan)} ; dcterms:identifier "PL-{plan}" ; {where} ; schema:containedInPlace {within}',
    )
    names = _names(plan)
    days = f'mg:earliest "{year}-01-01"^^xsd:date ; mg:latest "{year}-12-31"^^xsd:date'
    title = names.replace("skos:prefLabel", "dcterms:title")
    for line in range(1, 5):
        above = f"mg:inPlan {me} ; mg:directPartOf {me} ; mg:order {line} ; mg:principalTheme id:theme-{rng.randint(1, THEMES)}"
        yield f"id:line-{plan}-{line}", "mg:StrategicLine", f"{_names(f'{plan}-{line}')} ; {above}"
        for n, kind in enumerate(KINDS, 1):
            yield from _activity((plan, line, n), kind, year, rng)
    yield me, "mg:WorkPlan", f"{names} ; {title} ; {days} ; mg:place id:place-{plan}"


def _activity(at: tuple[int, int, int], kind: str, year: int, rng: Random) -> Iterator[tuple[str, str, str]]:
    plan, line, n = at
    code, start = f"{plan}-{line}-{n}", rng.randint(1, 400)
    names = _names(code)
    said = names.replace("skos:prefLabel", "rdfs:label").split(" , ")[1].partition("@")[0]
    up = f"mg:inPlan id:plan-{plan} ; mg:inLine id:line-{plan}-{line} ; mg:directPartOf id:line-{plan}-{line}"
    told = f"mg:theme id:theme-{rng.randint(1, THEMES)} ; mg:activityStatus {rng.choice(STATUS)} ; mg:place id:place-{plan}"
    lines = f"mg:sourceLineStart {start} ; mg:sourceLineEnd {start + rng.randint(0, 3)}"
    facts = f"{names} ; rdfs:label {said}@fr ; {up} ; {told} ; {lines} ; mg:hasAlignment id:alignment-{code}"
    if n > 1:
        facts += f" ; mg:preparesFor id:activity-{plan}-{line}-{n - 1}"
    if kind == "mg:PilotProject":
        facts += f" ; mg:phase {rng.randint(1, 3)} ; mg:partner id:organisation-{rng.randint(1, 40)}"
    if kind == "mg:NetworkEvent":
        month, day = f"{year}-{rng.randint(1, 12):02}", rng.randint(1, 14)
        facts += f' ; mg:earliest "{month}-{day:02}"^^xsd:date ; mg:latest "{month}-{day + 9:02}"^^xsd:date'
        facts += f' ; mg:edtf "{month}" ; mg:datePrecision mg:month ; mg:dateStatus mg:stated ; mg:eventFormat "on site"'
    yield f"id:activity-{code}", kind, facts
    yield from _alignment(code, plan, rng)


def _alignment(code: str, plan: int, rng: Random) -> Iterator[tuple[str, str, str]]:
    me, status = f"id:alignment-{code}", rng.choice(("mg:proposed", "mg:accepted", "mg:accepted", "mg:rejected"))
    target = f"id:target-{rng.randint(1, GOALS)}-{rng.randint(1, TARGETS)}"
    review = f" ; mg:hasReview id:review-{code}" if status != "mg:proposed" else ""
    claim = f"mg:alignmentOf id:activity-{code} ; mg:alignedTo {target} ; mg:strength {rng.choice(('mg:direct', 'mg:indirect'))}"
    yield me, "mg:Alignment", f"{claim} ; mg:alignmentStatus {status} ; mg:hasSuggestion id:suggestion-{code}{review}"
    sure, start = f"mg:confidence 0.{rng.randint(10, 99) * 10 + 1}", rng.randint(0, 60_000)
    why = f'mg:method {rng.choice(METHODS)} ; mg:rationale "It names {rng.choice(WORDS)[0]}."@en'
    yield f"id:suggestion-{code}", "mg:Suggestion", f"mg:suggestionFor {me} ; {why} ; {sure} ; mg:hasEvidence id:evidence-{code}"
    source = f"mg:basis {rng.choice(BASES)} ; oa:hasSource id:document-{plan} ; oa:hasSelector id:selector-{code}"
    yield f"id:evidence-{code}", "mg:Evidence", f"mg:evidenceFor id:suggestion-{code} ; {source} ; {sure}"
    quote = f'oa:exact "le projet de {rng.choice(WORDS)[1]}" ; oa:start {start} ; oa:end {start + rng.randint(5, 80)}'
    yield f"id:selector-{code}", "oa:TextQuoteSelector", quote
    if review:
        day = f'dcterms:date "2020-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"^^xsd:date'
        who = f'mg:reviewer id:person-{rng.randint(1, 9)} ; mg:rationale "Read with {rng.choice(WORDS)[0]} in mind."@en'
        yield f"id:review-{code}", "mg:Review", f"mg:reviewOf {me} ; mg:decision {status} ; {who} ; {day}"
