"""Column headings, states, and the words around tables, cards and reports."""

Wording = tuple[str, str, str]
TEXTS: dict[str, Wording] = {
    "yes": ("yes", "oui", "sí"),
    "no": ("no", "non", "no"),
    "help": ("help:", "aide :", "ayuda:"),
    "more": ("… and {n} more", "… et {n} de plus", "… y {n} más"),
    "did-you-mean": ('did you mean "{near}"? ', "vouliez-vous dire « {near} » ? ", "¿quería decir «{near}»? "),
}
TEXTS |= {
    "want.mapping": ("fields (name: value)", "des champs (nom: valeur)", "campos (nombre: valor)"),
    "want.list": ("a list ([a, b])", "une liste ([a, b])", "una lista ([a, b])"),
    "want.text": ("a text", "un texte", "un texto"),
    "want.number": ("a whole number", "un nombre entier", "un número entero"),
    "want.share": ("a number from 0 to 1", "un nombre de 0 à 1", "un número de 0 a 1"),
    "want.flag": ("true or false", "true ou false", "true o false"),
    "want.digest": (
        "a SHA-256 digest (64 hexadecimal digits)",
        "une empreinte SHA-256 (64 chiffres hexadécimaux)",
        "un resumen SHA-256 (64 cifras hexadecimales)",
    ),
    "want.flat": (
        "values that do not contain themselves, nested 20 deep at most",
        "des valeurs qui ne se contiennent pas elles-mêmes, imbriquées 20 fois au plus",
        "valores que no se contengan a sí mismos, anidados 20 veces como máximo",
    ),
}
TEXTS |= {
    "valid": ("conforms", "conforme", "conforme"),
    "invalid": ("does not conform", "non conforme", "no conforme"),
    "severity.Violation": ("violations", "violations", "incumplimientos"),
    "severity.Warning": ("warnings", "avertissements", "advertencias"),
    "severity.Info": ("notes", "notes", "notas"),
}
TEXTS |= {
    "graph.ontology": (
        "The MetroGraph ontology and its bridges",
        "L'ontologie MetroGraph et ses ponts",
        "La ontología MetroGraph y sus puentes",
    ),
    "graph.sdg": (
        "Goals, targets and indicators, in our own words",
        "Objectifs, cibles et indicateurs, avec nos propres mots",
        "Objetivos, metas e indicadores, con nuestras propias palabras",
    ),
    "graph.sdg-un": (
        "Official texts of the goals, targets and indicators (United Nations)",
        "Textes officiels des objectifs, cibles et indicateurs (Nations Unies)",
        "Textos oficiales de los objetivos, metas e indicadores (Naciones Unidas)",
    ),
    "graph.themes": ("The themes of the network", "Les thèmes du réseau", "Los temas de la red"),
    "graph.plan": ("What the plan {name} says", "Ce que dit le plan {name}", "Lo que dice el plan {name}"),
    "graph.context": (
        "What others say of the elements of {name}",
        "Ce que d'autres disent des éléments de {name}",
        "Lo que otros dicen de los elementos de {name}",
    ),
    "graph.alignments": ("Suggested links: {name}", "Liens suggérés : {name}", "Vínculos sugeridos: {name}"),
    "graph.reviews": ("Decisions of reviewers", "Décisions de relecture", "Decisiones de los revisores"),
    "graph.view": ("Where each link stands", "Où en est chaque lien", "Situación de cada vínculo"),
    "graph.meta": ("Description of all graphs", "Description de tous les graphes", "Descripción de todos los grafos"),
}
TEXTS |= {
    "gap.no-link": ("no SDG link", "aucun lien avec les ODD", "ningún vínculo con los ODS"),
    "gap.none-accepted": ("no accepted SDG link", "aucun lien accepté avec les ODD", "ningún vínculo aceptado con los ODS"),
    "gap.only-indirect": (
        "no direct link: indirect ones only",
        "aucun lien direct : seulement des liens indirects",
        "ningún vínculo directo: solo indirectos",
    ),
    "gap.goal-only": (
        "no direct target (goal {goals} only)",
        "aucune cible directe (objectif {goals} seulement)",
        "ninguna meta directa (solo el objetivo {goals})",
    ),
    "gap.outside": (
        "rests on outside knowledge: {codes}",
        "repose sur des connaissances extérieures : {codes}",
        "se apoya en conocimiento externo: {codes}",
    ),
    "gap.condition": ("depends on: “{condition}”", "dépend de : « {condition} »", "depende de: «{condition}»"),
    "gap.not-reviewed": ("no person has reviewed it", "aucune personne ne l'a relu", "ninguna persona lo ha revisado"),
    "gap.partly-reviewed": (
        "{n} links not reviewed by a person",
        "{n} liens non relus par une personne",
        "{n} vínculos sin revisar por una persona",
    ),
}
TEXTS |= {
    "wheel.title": (
        "SDG coverage: plan elements by goal",
        "Couverture des ODD : éléments du plan par objectif",
        "Cobertura de los ODS: elementos del plan por objetivo",
    ),
    "wheel.about": (
        "Seventeen segments, one a goal; the full part counts elements linked directly, the pale part those linked only indirectly; the longest has {most}.",
        "Dix-sept segments, un par objectif ; la partie pleine compte les éléments reliés directement, la partie pâle ceux qui ne le sont qu'indirectement ; le plus long en a {most}.",
        "Diecisiete segmentos, uno por objetivo; la parte llena cuenta los elementos vinculados directamente y la clara los vinculados solo indirectamente; el más largo tiene {most}.",
    ),
    "wheel.direct": ("linked directly", "lien direct", "vínculo directo"),
    "wheel.indirect": ("linked only indirectly", "lien seulement indirect", "vínculo solo indirecto"),
    "wheel.centre": ("SDGs", "ODD", "ODS"),
    "wheel.scale": ("0 – {most}", "0 – {most}", "0 – {most}"),
    "wheel.segment": (
        "Goal {goal}, {label}: {direct} direct, {indirect} indirect",
        "Objectif {goal}, {label} : {direct} direct, {indirect} indirect",
        "Objetivo {goal}, {label}: {direct} directos, {indirect} indirectos",
    ),
}
TEXTS |= {
    "count.Violation.one": ("{n} violation", "{n} violation", "{n} incumplimiento"),
    "count.Violation": ("{n} violations", "{n} violations", "{n} incumplimientos"),
    "count.Warning.one": ("{n} warning", "{n} avertissement", "{n} advertencia"),
    "count.Warning": ("{n} warnings", "{n} avertissements", "{n} advertencias"),
    "count.Info.one": ("{n} note", "{n} note", "{n} nota"),
    "count.Info": ("{n} notes", "{n} notes", "{n} notas"),
}
