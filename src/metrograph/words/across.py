"""Words of several plans in one workspace: things that they share, similar items, who else works on a goal."""

TEXTS: dict[str, tuple[str, str, str]] = {
    "similar.help": (
        "Items of other plans that resemble one, or a text, in any of the three languages, and why.",
        "Les éléments d'autres plans qui ressemblent à un élément ou à un texte, dans l'une des trois langues, et pourquoi.",
        "Los elementos de otros planes que se parecen a uno, o a un texto, en cualquiera de los tres idiomas, y por qué.",
    ),
    "similar.item": (
        "the id of an item, alone or with its plan",
        "l'identifiant d'un élément, seul ou avec son plan",
        "el identificador de un elemento, solo o con su plan",
    ),
    "similar.text": (
        "a text in the place of an item; - reads standard input",
        "un texte à la place d'un élément ; - lit l'entrée standard",
        "un texto en lugar de un elemento; - lee la entrada estándar",
    ),
    "similar.plan": (
        "look in this plan only; may be repeated",
        "ne chercher que dans ce plan ; peut être répété",
        "buscar solo en este plan; puede repetirse",
    ),
    "similar.across": (
        "leave out the item's own plan",
        "laisser de côté le plan de l'élément lui-même",
        "dejar fuera el plan del propio elemento",
    ),
    "similar.limit": ("at most so many", "ce nombre au plus", "como máximo, este número"),
    "similar.title": ("Similar to “{name}”", "Ce qui ressemble à « {name} »", "Lo que se parece a «{name}»"),
    "similar.page": ("Similar elsewhere", "Éléments semblables dans d'autres plans", "Elementos semejantes en otros planes"),
    "similar.page.note": (
        "Items of other plans, by the words, targets, themes and organisations that they have in common. A likeness is a hint, no link: nobody has decided on it.",
        "Éléments d'autres plans, d'après les mots, cibles, thèmes et organisations qu'ils ont en commun. Une ressemblance est un indice, non un lien : personne ne l'a validée.",
        "Elementos de otros planes, según las palabras, metas, temas y organizaciones que tienen en común. Una semejanza es un indicio, no un vínculo: nadie la ha validado.",
    ),
    "similar.none": (
        "Nothing in other plans resembles it.",
        "Rien dans les autres plans n'y ressemble.",
        "Nada en los demás planes se le parece.",
    ),
    "similar.nothing": (
        "Nothing here resembles it: no likeness of at least {least}.",
        "Rien ici n'y ressemble : aucune ressemblance d'au moins {least}.",
        "Nada de lo que hay aquí se le parece: ninguna semejanza de al menos {least}.",
    ),
    "similar.alone": (
        "This workspace holds one plan. Put plans of other networks or years into plans/, and their items are compared too.",
        "Cet espace de travail ne contient qu'un plan. Placez dans plans/ ceux d'autres réseaux ou d'autres années : leurs éléments seront comparés aussi.",
        "Este espacio de trabajo contiene un solo plan. Ponga en plans/ los de otras redes o de otros años y también se compararán sus elementos.",
    ),
    "similar.why.words": ("words: {values}", "mots : {values}", "palabras: {values}"),
    "similar.why.targets": ("goals and targets: {values}", "objectifs et cibles : {values}", "objetivos y metas: {values}"),
    "similar.why.themes": ("themes: {values}", "thèmes : {values}", "temas: {values}"),
    "similar.why.ties": (
        "organisations and places: {values}",
        "organisations et lieux : {values}",
        "organizaciones y lugares: {values}",
    ),
    "similar.pair": ("{ours} ~ {theirs}", "{ours} ~ {theirs}", "{ours} ~ {theirs}"),
    "column.wordsPart": ("Words", "Mots", "Palabras"),
    "column.targetsPart": ("Targets", "Cibles", "Metas"),
    "column.themesPart": ("Themes", "Thèmes", "Temas"),
    "column.tiesPart": ("Organisations and places", "Organisations et lieux", "Organizaciones y lugares"),
    "column.reasons": ("In common", "En commun", "En común"),
    "column.plan": ("Plan", "Plan", "Plan"),
    "column.planLabel": ("Name of the plan", "Intitulé du plan", "Nombre del plan"),
    "column.network": ("Network", "Réseau", "Red"),
    "column.networkLabel": ("Name of the network", "Nom du réseau", "Nombre de la red"),
    "column.elements": ("Elements", "Éléments", "Elementos"),
    "column.continued": ("Continued", "Poursuivis", "Continuados"),
    "column.thing": ("Thing", "Chose nommée", "Cosa nombrada"),
    "across.who": ("Who else works on this", "Qui d'autre y travaille", "Quién más trabaja en esto"),
    "across.who.caption": ("Plans that serve {code}", "Plans qui servent {code}", "Planes que atienden {code}"),
    "across.who.note": (
        "Each plan at hand with an accepted link: the elements that serve this directly, the others, and the pilots among them.",
        "Chaque plan disponible qui compte un lien accepté : les éléments qui servent ceci directement, les autres, et les projets pilotes parmi eux.",
        "Cada plan disponible con un vínculo aceptado: los elementos que atienden esto directamente, los demás y los proyectos piloto entre ellos.",
    ),
}

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "B151": (
        (
            'several plans have a "{value}"',
            "plusieurs plans ont un « {value} »",
            "varios planes tienen un «{value}»",
        ),
        (
            "say which: {choices}",
            "précisez lequel : {choices}",
            "indique cuál: {choices}",
        ),
    ),
    "B152": (
        (
            "one thing to look for is wanted: an item or a text",
            "il faut une chose à chercher : un élément ou un texte",
            "hace falta algo que buscar: un elemento o un texto",
        ),
        (
            'give the id of an item, or a text: metrograph similar --text "Night buses"',
            "donnez l'identifiant d'un élément, ou un texte : metrograph similar --text \"Bus de nuit\"",
            'indique el identificador de un elemento o un texto: metrograph similar --text "Autobuses nocturnos"',
        ),
    ),
    "B153": (
        (
            "the limit must be a number from 1 to {most}, not {value}",
            "la limite doit être un nombre de 1 à {most}, et non {value}",
            "el límite debe ser un número de 1 a {most}, no {value}",
        ),
        ("for example --limit 10", "par exemple --limit 10", "por ejemplo, --limit 10"),
    ),
    "B154": (
        (
            '"{value}" is no item that can be compared: it is a heading, a plan, or a thing that plans share',
            "« {value} » n'est pas un élément comparable : c'est un titre, un plan ou une chose que des plans partagent",
            "«{value}» no es un elemento comparable: es un encabezado, un plan o una cosa que los planes comparten",
        ),
        (
            "give an action, a pilot, an event, a publication or an agreement; or its words with --text",
            "donnez une action, un projet pilote, un événement, une publication ou un accord ; ou ses mots avec --text",
            "indique una acción, un proyecto piloto, un evento, una publicación o un acuerdo; o sus palabras con --text",
        ),
    ),
}
