"""Words of the assessment of a plan: depth, evidence, risk, synergies, peers, scorecard."""

TEXTS: dict[str, tuple[str, str, str]] = {
    "assess.help": (
        "What a plan does for the goals: scorecard, depth, evidence, risks, synergies, peers",
        "Ce qu'un plan apporte aux objectifs : tableau de bord, profondeur, preuves, risques, synergies, comparaison",
        "Lo que un plan aporta a los objetivos: cuadro de indicadores, profundidad, pruebas, riesgos, sinergias, comparación",
    ),
    "assess.plan": ("which plan, where there are several", "quel plan, s'il y en a plusieurs", "qué plan, si hay varios"),
    "assess.what": (
        "one part as a table: {choices}",
        "une partie sous forme de tableau : {choices}",
        "una parte en forma de tabla: {choices}",
    ),
    "assess.with": (
        "a workspace or RDF file whose plans stand beside this one",
        "un espace de travail ou un fichier RDF dont les plans sont mis en regard de celui-ci",
        "un espacio de trabajo o archivo RDF cuyos planes se presentan junto a este",
    ),
    "assess.by": (
        "for depth and coverage: {choices}; for synergies: item, theme, goal",
        "pour la profondeur et la couverture : {choices} ; pour les synergies : item, theme, goal",
        "para la profundidad y la cobertura: {choices}; para las sinergias: item, theme, goal",
    ),
}
TEXTS |= {
    "assess.title": ("Assessment: {plan}", "Évaluation : {plan}", "Evaluación: {plan}"),
    "assess.scorecard": ("Scorecard", "Tableau de bord", "Cuadro de indicadores"),
    "assess.lines": (
        "Scorecard of each strategic line",
        "Tableau de bord de chaque ligne stratégique",
        "Cuadro de indicadores de cada línea estratégica",
    ),
    "assess.depth": ("Depth", "Profondeur", "Profundidad"),
    "assess.depth.goal": ("Depth by goal", "Profondeur par objectif", "Profundidad por objetivo"),
    "assess.depth.target": ("Depth by target", "Profondeur par cible", "Profundidad por meta"),
    "assess.depth.theme": ("Depth by theme", "Profondeur par thème", "Profundidad por tema"),
    "assess.depth.line": ("Depth by strategic line", "Profondeur par ligne stratégique", "Profundidad por línea estratégica"),
    "assess.depth.partner": ("Depth by partner", "Profondeur par partenaire", "Profundidad por socio"),
    "assess.depth.place": ("Depth by place", "Profondeur par lieu", "Profundidad por lugar"),
    "assess.coverage.goal": ("Coverage by goal", "Couverture par objectif", "Cobertura por objetivo"),
    "assess.coverage.target": ("Coverage by target", "Couverture par cible", "Cobertura por meta"),
    "assess.coverage.theme": ("Coverage by theme", "Couverture par thème", "Cobertura por tema"),
    "assess.coverage.line": (
        "Coverage by strategic line",
        "Couverture par ligne stratégique",
        "Cobertura por línea estratégica",
    ),
    "assess.coverage.partner": ("Coverage by partner", "Couverture par partenaire", "Cobertura por socio"),
    "assess.coverage.place": ("Coverage by place", "Couverture par lieu", "Cobertura por lugar"),
    "assess.evidence": ("Evidence of the accepted links", "Preuves des liens acceptés", "Pruebas de los vínculos aceptados"),
    "assess.evidence.head": ("Evidence", "Preuves", "Pruebas"),
    "assess.all": ("All accepted links", "Tous les liens acceptés", "Todos los vínculos aceptados"),
    "assess.risks": ("Risks", "Risques", "Riesgos"),
    "assess.synergies.item": (
        "Elements that serve several goals",
        "Éléments qui servent plusieurs objectifs",
        "Elementos que contribuyen a varios objetivos",
    ),
    "assess.synergies.theme": (
        "Themes that tie several goals together",
        "Thèmes qui relient plusieurs objectifs",
        "Temas que unen varios objetivos",
    ),
    "assess.synergies.goal": (
        "Goals served together by the same elements",
        "Objectifs servis ensemble par les mêmes éléments",
        "Objetivos atendidos conjuntamente por los mismos elementos",
    ),
    "assess.peers": ("Plans side by side", "Plans mis en regard", "Planes en paralelo"),
    "assess.left-out": (
        "Only the plans next to this one by identifier are shown here (left out: {n}). To see others, choose one of them above.",
        "Seuls les plans voisins de celui-ci par leur identifiant figurent ici (non affichés : {n}). Pour en voir d'autres, choisissez l'un d'eux plus haut.",
        "Aquí solo figuran los planes contiguos a este por su identificador (no se muestran: {n}). Para ver otros, elija uno de ellos más arriba.",
    ),
    "assess.peers.items": ("{plan}: elements", "{plan} : éléments", "{plan}: elementos"),
    "assess.peers.share": ("{plan}: share", "{plan} : part", "{plan}: proporción"),
    "assess.peers.direct": ("{plan}: direct", "{plan} : directs", "{plan}: directos"),
    "assess.goal": ("Goal {code}", "L'objectif {code}", "El objetivo {code}"),
    "assess.target": ("Target {code}", "La cible {code}", "La meta {code}"),
    "assess.percent": ("{n}%", "{n} %", "{n} %"),
}
TEXTS |= {
    "picture.coverage.organisation": (
        "SDG coverage: plan elements by partner",
        "Couverture des ODD : éléments du plan par partenaire",
        "Cobertura de los ODS: elementos del plan por socio",
    ),
    "picture.coverage.place": (
        "SDG coverage: plan elements by place",
        "Couverture des ODD : éléments du plan par lieu",
        "Cobertura de los ODS: elementos del plan por lugar",
    ),
}
TEXTS |= {
    "risk.single": ("single support", "appui unique", "apoyo único"),
    "risk.conditional": ("conditional support", "appui conditionnel", "apoyo condicionado"),
    "risk.ending": ("ending support", "appui qui prend fin", "apoyo que termina"),
    "risk.mixed": ("conditional or ending support", "appui conditionnel ou qui prend fin", "apoyo condicionado o que termina"),
    "risk.outside": ("outside knowledge only", "connaissances extérieures seulement", "solo conocimientos externos"),
    "risk.indirect": ("only indirect", "seulement indirect", "solo indirecto"),
    "risk.single.direct": (
        "{what} rests directly on one element alone: {items}.",
        "{what} ne repose directement que sur un seul élément : {items}.",
        "{what} se apoya directamente en un solo elemento: {items}.",
    ),
    "risk.single.indirect": (
        "{what} rests on one element alone, and that only indirectly: {items}.",
        "{what} ne repose que sur un seul élément, et cela de façon indirecte : {items}.",
        "{what} se apoya en un solo elemento, y solo de forma indirecta: {items}.",
    ),
    "risk.conditional.said": (
        "{what} rests only on what depends on a condition: {items}.",
        "{what} ne repose que sur ce qui dépend d'une condition : {items}.",
        "{what} se apoya solo en lo que depende de una condición: {items}.",
    ),
    "risk.ending.said": (
        "{what} rests only on what concludes or stops during the plan: {items}.",
        "{what} ne repose que sur ce qui s'achève ou s'interrompt au cours du plan : {items}.",
        "{what} se apoya solo en lo que concluye o se interrumpe durante el plan: {items}.",
    ),
    "risk.mixed.said": (
        "{what} rests only on what depends on a condition, or concludes or stops during the plan: {items}.",
        "{what} ne repose que sur ce qui dépend d'une condition, ou s'achève ou s'interrompt au cours du plan : {items}.",
        "{what} se apoya solo en lo que depende de una condición, o concluye o se interrumpe durante el plan: {items}.",
    ),
    "risk.outside.said": (
        "{what} rests on what is known from elsewhere, not on words of the plan: {items}.",
        "{what} repose sur ce que l'on sait par ailleurs, et non sur les mots du plan : {items}.",
        "{what} se apoya en lo que se sabe por otras fuentes, no en palabras del plan: {items}.",
    ),
    "risk.indirect.said": (
        "{what} is reached by indirect links only: {items}.",
        "{what} ne repose que sur des liens indirects : {items}.",
        "{what} se apoya solo en vínculos indirectos: {items}.",
    ),
    "risk.told": ("{what}: {risks}. {items}.", "{what} : {risks}. {items}.", "{what}: {risks}. {items}."),
    "risk.item": ("{label}", "{label}", "{label}"),
    "risk.item.status": ("{label} ({status})", "{label} ({status})", "{label} ({status})"),
    "risk.item.condition": (
        "{label} (condition: {condition})",
        "{label} (condition : {condition})",
        "{label} (condición: {condition})",
    ),
    "risk.item.both": (
        "{label} ({status}; condition: {condition})",
        "{label} ({status} ; condition : {condition})",
        "{label} ({status}; condición: {condition})",
    ),
}
TEXTS |= {
    "indicator.assessed": ("Assessed elements", "Éléments évalués", "Elementos evaluados"),
    "indicator.assessed.formula": (
        "elements with a link of any standing, or recorded as serving no goal / elements of the plan, headings aside",
        "éléments ayant un lien, quel qu'en soit l'état, ou constatés sans ODD / éléments du plan, hors titres",
        "elementos con algún vínculo, en cualquier estado, o registrados sin ODS / elementos del plan, sin los encabezados",
    ),
    "indicator.assessed.reading": (
        "How much of the plan was looked at. Below 100%, every other figure speaks of a part of the plan only.",
        "Quelle partie du plan a été examinée. En dessous de 100 %, tous les autres chiffres ne portent que sur une partie du plan.",
        "Qué parte del plan se examinó. Por debajo del 100 %, las demás cifras se refieren solo a una parte del plan.",
    ),
    "indicator.assessed.limits": (
        "High does not mean well assessed: a machine that proposes something for every element reaches 100%.",
        "Une valeur élevée ne dit pas que l'évaluation est bonne : une machine qui propose quelque chose pour chaque élément atteint 100 %.",
        "Un valor alto no significa que la evaluación sea buena: una máquina que propone algo para cada elemento llega al 100 %.",
    ),
    "indicator.linked": (
        "Elements that serve a goal",
        "Éléments qui servent un objectif",
        "Elementos que contribuyen a un objetivo",
    ),
    "indicator.linked.formula": (
        "elements with an accepted link / assessed elements",
        "éléments ayant un lien accepté / éléments évalués",
        "elementos con un vínculo aceptado / elementos evaluados",
    ),
    "indicator.linked.reading": (
        "How much of what was assessed can be tied to the goals at all.",
        "Quelle part de ce qui a été évalué peut être rattachée aux objectifs.",
        "Qué parte de lo evaluado puede vincularse con los objetivos.",
    ),
    "indicator.linked.limits": (
        "Low does not mean a bad plan: fees, statutes and board meetings serve the network and no goal.",
        "Une valeur faible ne dit pas que le plan est mauvais : cotisations, statuts et réunions statutaires servent le réseau, non un objectif.",
        "Un valor bajo no significa que el plan sea malo: cuotas, estatutos y reuniones estatutarias sirven a la red y no a un objetivo.",
    ),
    "indicator.direct": (
        "Elements that serve directly",
        "Éléments qui servent directement",
        "Elementos que contribuyen directamente",
    ),
    "indicator.direct.formula": (
        "elements with an accepted direct link / elements with an accepted link",
        "éléments ayant un lien direct accepté / éléments ayant un lien accepté",
        "elementos con un vínculo directo aceptado / elementos con un vínculo aceptado",
    ),
    "indicator.direct.reading": (
        "How much of the support is named in the text itself and needs no inference.",
        "Quelle part de l'appui est nommée dans le texte même et ne demande aucune déduction.",
        "Qué parte del apoyo se nombra en el propio texto y no requiere ninguna inferencia.",
    ),
    "indicator.direct.limits": (
        "High does not mean effect: direct says what a text names, not what is achieved. Another reading of the protocol moves this figure.",
        "Une valeur élevée ne dit rien de l'effet : « direct » qualifie ce que le texte nomme, non ce qui est obtenu. Une autre lecture du protocole déplace ce chiffre.",
        "Un valor alto no significa efecto: «directo» califica lo que el texto nombra, no lo que se logra. Otra lectura del protocolo altera esta cifra.",
    ),
    "indicator.targets": ("Links that name a target", "Liens qui nomment une cible", "Vínculos que precisan una meta"),
    "indicator.targets.formula": (
        "accepted links to a target / accepted links",
        "liens acceptés vers une cible / liens acceptés",
        "vínculos aceptados con una meta / vínculos aceptados",
    ),
    "indicator.targets.reading": (
        "How precise the links are: a target can be checked, a goal alone is a direction.",
        "À quel point les liens sont précis : une cible se vérifie, un objectif seul n'est qu'une direction.",
        "Cuán precisos son los vínculos: una meta puede comprobarse; un objetivo por sí solo es una dirección.",
    ),
    "indicator.targets.limits": (
        "High does not mean right: two annotators agree on the goal far more often than on the target.",
        "Une valeur élevée ne dit pas que les liens sont justes : deux annotateurs s'accordent bien plus souvent sur l'objectif que sur la cible.",
        "Un valor alto no significa acierto: dos anotadores coinciden mucho más en el objetivo que en la meta.",
    ),
    "indicator.goals": ("Goals served directly", "Objectifs servis directement", "Objetivos atendidos directamente"),
    "indicator.goals.formula": (
        "goals with an accepted direct link / 17",
        "objectifs ayant un lien direct accepté / 17",
        "objetivos con un vínculo directo aceptado / 17",
    ),
    "indicator.goals.reading": (
        "How wide the plan reaches.",
        "Jusqu'où s'étend le plan.",
        "Cuán amplio es el alcance del plan.",
    ),
    "indicator.goals.limits": (
        "17 is no aim: a network may well choose five goals. One element is enough to count, whatever its size.",
        "17 n'est pas une cible à atteindre : un réseau peut choisir cinq objectifs. Un seul élément suffit à compter, quelle que soit son ampleur.",
        "17 no es una aspiración: una red puede elegir cinco objetivos. Basta un elemento para contar, sea cual sea su tamaño.",
    ),
    "indicator.firm": ("Goals on firm support", "Objectifs à l'appui solide", "Objetivos con apoyo firme"),
    "indicator.firm.formula": (
        "goals served directly whose direct support is not single, conditional, ending, a mix of both, or outside knowledge only / goals served directly",
        "objectifs servis directement dont l'appui direct n'est ni unique, ni conditionnel, ni finissant, ni un mélange des deux, ni fondé sur les seules connaissances extérieures / objectifs servis directement",
        "objetivos atendidos directamente cuyo apoyo directo no es único, ni condicionado, ni termina, ni combina ambas cosas, ni se basa solo en conocimientos externos / objetivos atendidos directamente",
    ),
    "indicator.firm.reading": (
        "For how many of the goals served directly the claim survives if one element falls, no budget comes or a project ends.",
        "Pour combien des objectifs servis directement l'affirmation tient encore si un élément tombe, si le budget ne vient pas ou si un projet s'achève.",
        "Para cuántos de los objetivos atendidos directamente la afirmación se mantiene si cae un elemento, no llega el presupuesto o termina un proyecto.",
    ),
    "indicator.firm.limits": (
        "Firm is not safe: only conditions and statuses that the plan states are known. An event is over on its day, and has mostly no status.",
        "Solide ne veut pas dire assuré : seuls sont connus les conditions et les statuts que le plan énonce. Un événement est clos le jour venu et n'a le plus souvent pas de statut.",
        "Firme no significa seguro: solo se conocen las condiciones y los estados que el plan enuncia. Un evento concluye el mismo día y casi nunca tiene estado.",
    ),
    "indicator.words": (
        "Links on the plan's own words",
        "Liens fondés sur les mots du plan",
        "Vínculos basados en las palabras del plan",
    ),
    "indicator.words.formula": (
        "accepted links whose best basis is the element's own words or a code that it states / accepted links",
        "liens acceptés dont la meilleure base est le texte même de l'élément ou un code qu'il énonce / liens acceptés",
        "vínculos aceptados cuya mejor base son las propias palabras del elemento o un código que enuncia / vínculos aceptados",
    ),
    "indicator.words.reading": (
        "How many links can be shown to a board by quoting the element alone.",
        "Combien de liens peuvent être montrés à un conseil en ne citant que l'élément.",
        "Cuántos vínculos pueden mostrarse a un consejo citando solo el elemento.",
    ),
    "indicator.words.limits": (
        "Low does not mean false: who organises an event may say more than its title. High does not mean that the quote proves the link.",
        "Une valeur faible ne dit pas que les liens sont faux : l'organisateur d'un événement en dit parfois plus que son titre. Une valeur élevée ne dit pas que la citation prouve le lien.",
        "Un valor bajo no significa que los vínculos sean falsos: quien organiza un evento puede decir más que su título. Un valor alto no significa que la cita pruebe el vínculo.",
    ),
    "indicator.read": ("Links read by a person", "Liens relus par une personne", "Vínculos revisados por una persona"),
    "indicator.read.formula": (
        "accepted links with a decision of a person in force / accepted links",
        "liens acceptés pour lesquels la décision d'une personne est en vigueur / liens acceptés",
        "vínculos aceptados con una decisión vigente de una persona / vínculos aceptados",
    ),
    "indicator.read.reading": (
        "How much of what is claimed somebody has signed. At 0%, every figure here is a machine's or a reference set's.",
        "Quelle part de ce qui est affirmé a été signée par quelqu'un. À 0 %, tous les chiffres viennent d'une machine ou d'un jeu de référence.",
        "Qué parte de lo afirmado ha firmado alguien. Con 0 %, todas las cifras proceden de una máquina o de un conjunto de referencia.",
    ),
    "indicator.read.limits": (
        "High does not mean read with care: a decision is a name and a time. Low does not mean wrong.",
        "Une valeur élevée ne dit pas que la relecture fut attentive : une décision est un nom et une date. Une valeur faible ne dit pas que les liens sont faux.",
        "Un valor alto no significa una lectura atenta: una decisión es un nombre y una fecha. Un valor bajo no significa error.",
    ),
    "indicator.decided": ("Links decided", "Liens tranchés", "Vínculos decididos"),
    "indicator.decided.formula": (
        "accepted links / accepted and proposed links",
        "liens acceptés / liens acceptés et proposés",
        "vínculos aceptados / vínculos aceptados y propuestos",
    ),
    "indicator.decided.reading": (
        "What still waits: proposed links count in no other figure.",
        "Ce qui attend encore : les liens proposés ne comptent dans aucun autre chiffre.",
        "Lo que aún espera: los vínculos propuestos no cuentan en ninguna otra cifra.",
    ),
    "indicator.decided.limits": (
        "High does not mean agreed by people: links of a reference set are accepted as a set. Rejected links are counted nowhere.",
        "Une valeur élevée ne dit pas que des personnes ont donné leur accord : les liens d'un jeu de référence sont acceptés en bloc. Les liens rejetés ne sont comptés nulle part.",
        "Un valor alto no significa que haya acuerdo entre personas: los vínculos de un conjunto de referencia se aceptan en bloque. Los rechazados no se cuentan en ninguna parte.",
    ),
}
TEXTS |= {
    "assess.note.none": (
        "{plan}: none of its elements is assessed, so no share can be given.",
        "{plan} : aucun élément n'est évalué ; aucune part ne peut donc être donnée.",
        "{plan}: ningún elemento está evaluado, por lo que no puede darse ninguna proporción.",
    ),
    "assess.note.partly": (
        "{plan}: {n} of {whole} elements are assessed; the shares are those of the assessed elements.",
        "{plan} : {n} éléments sur {whole} sont évalués ; les parts portent sur les éléments évalués.",
        "{plan}: {n} de {whole} elementos están evaluados; las proporciones se refieren a los elementos evaluados.",
    ),
    "assess.note.size": (
        "The plans differ in size ({sizes} elements): compare shares, not counts; in a short plan one element moves a share by much.",
        "Les plans n'ont pas la même longueur ({sizes} éléments) : comparez les parts, non les nombres ; dans un plan court, un seul élément déplace beaucoup une part.",
        "Los planes difieren en extensión ({sizes} elementos): compare proporciones, no cantidades; en un plan corto un solo elemento altera mucho una proporción.",
    ),
    "assess.note.method": (
        "Their links were found by different methods ({methods}): a difference may be one of method.",
        "Leurs liens ont été trouvés par des méthodes différentes ({methods}) : un écart peut tenir à la méthode.",
        "Sus vínculos se hallaron con métodos distintos ({methods}): una diferencia puede deberse al método.",
    ),
    "assess.note.read": (
        "They are not reviewed alike ({shares} of the accepted links have a decision of a person).",
        "Ils ne sont pas relus au même degré ({shares} des liens acceptés portent la décision d'une personne).",
        "No están revisados en igual medida ({shares} de los vínculos aceptados llevan la decisión de una persona).",
    ),
    "assess.note.unread": (
        "No person has reviewed any of them: differences are those between annotations.",
        "Aucune personne ne les a relus : les écarts sont des écarts entre annotations.",
        "Ninguna persona los ha revisado: las diferencias son diferencias entre anotaciones.",
    ),
    "assess.note.span": (
        "They cover different times ({spans}).",
        "Ils couvrent des périodes différentes ({spans}).",
        "Abarcan períodos distintos ({spans}).",
    ),
    "assess.note.apart": (
        "They serve no goal in common.",
        "Ils ne servent aucun objectif en commun.",
        "No contribuyen a ningún objetivo en común.",
    ),
    "assess.note.always": (
        "A share counts elements, not money, people or effect.",
        "Une part compte des éléments, et non l'argent, les personnes ou l'effet.",
        "Una proporción cuenta elementos, no dinero, personas ni efectos.",
    ),
    "assess.notes": ("Before you compare", "Avant de comparer", "Antes de comparar"),
}
TEXTS |= {
    "assess.never": (
        "No sum of these figures is made: they measure different things, and a mean would hide which.",
        "Ces chiffres ne sont jamais additionnés : ils mesurent des choses différentes, et une moyenne cacherait lesquelles.",
        "Estas cifras no se suman nunca: miden cosas distintas, y un promedio ocultaría cuáles.",
    ),
    "assess.nolinks": (
        "No link is accepted yet. `metrograph build --link` proposes some, `metrograph review` decides.",
        "Aucun lien n'est encore accepté. `metrograph build --link` en propose, `metrograph review` tranche.",
        "Aún no hay ningún vínculo aceptado. `metrograph build --link` los propone, `metrograph review` decide.",
    ),
    "assess.unserved": (
        "Goals without an accepted link: {goals}",
        "Objectifs sans lien accepté : {goals}",
        "Objetivos sin vínculo aceptado: {goals}",
    ),
    "assess.idle": (
        "Themes without an element: {themes}",
        "Thèmes sans élément : {themes}",
        "Temas sin elementos: {themes}",
    ),
    "assess.targets.more": (
        "Targets at risk: {n} (`metrograph assess --what risk --format csv` lists them)",
        "Cibles à risque : {n} (`metrograph assess --what risk --format csv` les énumère)",
        "Metas en riesgo: {n} (`metrograph assess --what risk --format csv` las enumera)",
    ),
    "assess.next": (
        "One part: `metrograph assess --what {choices}`",
        "Une partie : `metrograph assess --what {choices}`",
        "Una parte: `metrograph assess --what {choices}`",
    ),
}
TEXTS |= {
    "nav.assess": ("Assessment", "Évaluation", "Evaluación"),
    "assess.lead": (
        "How well the plan's claim on the goals is founded: what is direct, what rests on little, what nobody has read yet.",
        "Sur quoi se fonde ce que le plan dit apporter aux objectifs : ce qui est direct, ce qui tient à peu de chose, ce que personne n'a encore relu.",
        "En qué se funda lo que el plan dice aportar a los objetivos: qué es directo, qué descansa en poco, qué no ha revisado nadie aún.",
    ),
    "assess.indicators": (
        "Indicators, each a count over a count",
        "Indicateurs : pour chacun, un nombre sur un autre",
        "Indicadores: en cada uno, una cantidad sobre otra",
    ),
    "assess.scorecard.how": ("How to read it", "Comment le lire", "Cómo leerlo"),
    "assess.risks.lead": (
        "A goal or target rests on the elements that serve it directly or, where none does, on those that serve it indirectly.",
        "Un objectif ou une cible repose sur les éléments qui les servent directement ou, à défaut, sur ceux qui les servent indirectement.",
        "Un objetivo o una meta se apoya en los elementos que contribuyen directamente o, en su defecto, en los que lo hacen indirectamente.",
    ),
    "assess.risks.none": ("No goal is at risk.", "Aucun objectif n'est à risque.", "Ningún objetivo está en riesgo."),
    "assess.risks.table": (
        "Every goal and target at risk, with the elements on which it rests",
        "Chaque objectif et chaque cible à risque, avec les éléments sur lesquels ils reposent",
        "Cada objetivo y cada meta en riesgo, con los elementos en que se apoyan",
    ),
    "assess.none": ("none", "aucun", "ninguno"),
    "assess.first": (
        "The first {n} of {whole} rows; all of them are in the CSV.",
        "Les {n} premières lignes sur {whole} ; toutes figurent dans le CSV.",
        "Las primeras {n} filas de {whole}; todas están en el CSV.",
    ),
    "assess.coverage": ("Coverage", "Couverture", "Cobertura"),
    "assess.synergies": ("Synergies", "Synergies", "Sinergias"),
}
TEXTS |= {
    "column.goalOnly": ("Goal only", "Objectif seulement", "Solo objetivo"),
    "column.proposed": ("Only proposed", "Seulement proposés", "Solo propuestos"),
    "column.statedBasis": ("Code stated", "Code énoncé", "Código enunciado"),
    "column.textBasis": ("Own words", "Texte même", "Palabras propias"),
    "column.contextBasis": ("Heading", "Titre", "Encabezado"),
    "column.externalBasis": ("Outside knowledge", "Connaissances extérieures", "Conocimientos externos"),
    "column.noBasis": ("No basis told", "Base non indiquée", "Base no indicada"),
    "column.quotes": ("Quotes", "Citations", "Citas"),
    "column.reviewed": ("Read by a person", "Relus par une personne", "Revisados por una persona"),
    "column.machine": ("With a machine's confidence", "Avec la confiance d'une machine", "Con la confianza de una máquina"),
    "column.lowest": ("Lowest confidence", "Confiance la plus basse", "Confianza mínima"),
    "column.median": ("Median confidence", "Confiance médiane", "Confianza mediana"),
    "column.risk": ("Risk", "Risque", "Riesgo"),
    "column.riskTerm": ("Risk (term)", "Risque (terme)", "Riesgo (término)"),
    "column.sentence": ("In words", "En toutes lettres", "En palabras"),
    "column.goals": ("Goals", "Objectifs", "Objetivos"),
    "column.numerator": ("Counted", "Comptés", "Contados"),
    "column.denominator": ("Out of", "Sur", "De un total de"),
    "column.share": ("Share", "Part", "Proporción"),
    "column.formula": ("Formula", "Formule", "Fórmula"),
    "column.reading": ("How to read it", "Comment le lire", "Cómo leerlo"),
    "column.limits": ("What it does not say", "Ce que cela ne dit pas", "Lo que no dice"),
    "column.only": ("Only here", "Ici seulement", "Solo aquí"),
    "column.conditional": ("Under a condition", "Sous condition", "Con condición"),
    "column.ending": ("Ending", "Prenant fin", "Que terminan"),
}
PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "A141": (
        (
            "{path} holds no work plan",
            "{path} ne contient aucun plan de travail",
            "{path} no contiene ningún plan de trabajo",
        ),
        (
            "give a workspace folder, or an RDF file written by `metrograph export`; `metrograph extract` turns a document into a plan",
            "indiquez le dossier d'un espace de travail, ou un fichier RDF écrit par `metrograph export` ; `metrograph extract` fait d'un document un plan",
            "indique la carpeta de un espacio de trabajo o un archivo RDF escrito por `metrograph export`; `metrograph extract` convierte un documento en un plan",
        ),
    ),
    "A142": (
        (
            "there are several plans here, and an assessment is about one",
            "il y a ici plusieurs plans, et une évaluation porte sur un seul",
            "hay aquí varios planes, y una evaluación se refiere a uno",
        ),
        ("choose with --plan: {choices}", "choisissez avec --plan : {choices}", "elija con --plan: {choices}"),
    ),
    "A143": (
        (
            "there is only one plan, and nothing to compare it with",
            "il n'y a qu'un plan, et rien à quoi le comparer",
            "solo hay un plan y nada con qué compararlo",
        ),
        (
            "name another workspace or RDF file: --with OTHER",
            "indiquez un autre espace de travail ou un autre fichier RDF : --with AUTRE",
            "indique otro espacio de trabajo o archivo RDF: --with OTRO",
        ),
    ),
    "A144": (
        (
            "none of the plans has an assessed item: there is no common base to compare them on",
            "aucun des plans n'a d'élément évalué : il n'y a pas de base commune pour les comparer",
            "ninguno de los planes tiene un elemento evaluado: no hay base común para compararlos",
        ),
        (
            "propose links first (`metrograph build --link` or `g.propose()`), then review them",
            "proposez d'abord des liens (`metrograph build --link` ou `g.propose()`), puis relisez-les",
            "proponga primero vínculos (`metrograph build --link` o `g.propose()`) y revíselos después",
        ),
    ),
    "A145": (
        (
            "--with goes with --what peers, not with --what {value}",
            "--with accompagne --what peers, et non --what {value}",
            "--with acompaña a --what peers, no a --what {value}",
        ),
        (
            "leave one of them out: `metrograph assess --with OTHER`, or `metrograph assess --what {value}`",
            "omettez l'un des deux : `metrograph assess --with AUTRE`, ou `metrograph assess --what {value}`",
            "omita uno de los dos: `metrograph assess --with OTRO`, o `metrograph assess --what {value}`",
        ),
    ),
}
