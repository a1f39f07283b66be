"""Words of the network of items, goals and targets."""

TEXTS: dict[str, tuple[str, str, str]] = {
    "network.help": (
        "Which goals are served together, what holds the plan together, what is missing nearby.",
        "Les objectifs servis ensemble, ce qui fait tenir le plan, ce qui manque à proximité.",
        "Qué objetivos se atienden juntos, qué sostiene el plan y qué falta cerca de él.",
    ),
    "network.out": (
        "write the network to this file: GraphML, GEXF (Gephi), Cytoscape JSON, a list of links, or a picture of the goals",
        "écrire le réseau dans ce fichier : GraphML, GEXF (Gephi), JSON Cytoscape, liste de liens ou image des objectifs",
        "escribir la red en este archivo: GraphML, GEXF (Gephi), JSON de Cytoscape, lista de vínculos o imagen de los objetivos",
    ),
    "network.what": (
        "one table in place of the summary",
        "un seul tableau au lieu du résumé",
        "una sola tabla en lugar del resumen",
    ),
    "network.of": (
        "which network --out writes (items by default)",
        "le réseau que --out écrit (items par défaut)",
        "la red que escribe --out (items por defecto)",
    ),
    "network.plan": (
        "one plan of several, by its name",
        "un seul plan parmi plusieurs, par son nom",
        "un solo plan entre varios, por su nombre",
    ),
    "network.proposed": (
        "count proposed links too, not only accepted ones",
        "compter aussi les liens proposés, et non les seuls liens acceptés",
        "contar también los vínculos propuestos y no solo los aceptados",
    ),
    "network.next": (
        "Whole tables: `metrograph network --what gaps`. Files for Gephi or Cytoscape: `metrograph network --out network.gexf`.",
        "Tableaux complets : `metrograph network --what gaps`. Fichiers pour Gephi ou Cytoscape : `metrograph network --out reseau.gexf`.",
        "Tablas completas: `metrograph network --what gaps`. Archivos para Gephi o Cytoscape: `metrograph network --out red.gexf`.",
    ),
    "network.first": ("The first {shown} of {n}.", "Les {shown} premiers sur {n}.", "Los {shown} primeros de {n}."),
    "network.page.first": (
        "The first {shown} are shown; the CSV file has them all.",
        "Les {shown} premières lignes sont affichées ; le fichier CSV les contient toutes.",
        "Se muestran las {shown} primeras filas; el archivo CSV las contiene todas.",
    ),
    "network.title": ("Goals served together", "Objectifs servis ensemble", "Objetivos atendidos juntos"),
    "network.summary": (
        "Accepted links: {links}, between {items} elements and {codes} goals and targets. Goals served: {goals} of 17; pairs of goals served together: {pairs}.",
        "Liens acceptés : {links}, entre {items} éléments et {codes} objectifs et cibles. Objectifs servis : {goals} sur 17 ; paires d'objectifs servis ensemble : {pairs}.",
        "Vínculos aceptados: {links}, entre {items} elementos y {codes} objetivos y metas. Objetivos atendidos: {goals} de 17; pares de objetivos atendidos juntos: {pairs}.",
    ),
    "network.summary.proposed": (
        "Accepted and proposed links: {links}, between {items} elements and {codes} goals and targets. Goals served: {goals} of 17; pairs of goals served together: {pairs}. Nobody has decided on proposed links yet.",
        "Liens acceptés et proposés : {links}, entre {items} éléments et {codes} objectifs et cibles. Objectifs servis : {goals} sur 17 ; paires d'objectifs servis ensemble : {pairs}. Les liens proposés n'ont encore fait l'objet d'aucune décision.",
        "Vínculos aceptados y propuestos: {links}, entre {items} elementos y {codes} objetivos y metas. Objetivos atendidos: {goals} de 17; pares de objetivos atendidos juntos: {pairs}. Nadie ha decidido aún sobre los vínculos propuestos.",
    ),
    "network.none": (
        "No link is accepted yet, so there is no network. Review the proposed links first.",
        "Aucun lien n'est encore accepté : il n'y a donc pas de réseau. Examinez d'abord les liens proposés.",
        "Todavía no hay ningún vínculo aceptado, de modo que no hay red. Revise primero los vínculos propuestos.",
    ),
    "network.drawn": (
        "The seventeen goals on a circle in their order; {goals} of them are served, and {pairs} lines join goals that the same elements serve, the thickest for {most}.",
        "Les dix-sept objectifs disposés en cercle dans leur ordre ; {goals} sont servis, et {pairs} traits relient ceux que servent les mêmes éléments, le plus épais pour {most}.",
        "Los diecisiete objetivos en círculo y por orden; {goals} se atienden y {pairs} líneas unen los que atienden los mismos elementos, la más gruesa para {most}.",
    ),
    "network.told": (
        "{both}, {lift} times chance; {verdict}",
        "{both}, {lift} fois le hasard ; {verdict}",
        "{both}, {lift} veces el azar; {verdict}",
    ),
    "network.both": ("{n} elements serve both", "{n} éléments servent les deux", "{n} elementos atienden ambos"),
    "network.both.one": ("{n} element serves both", "{n} élément sert les deux", "{n} elemento atiende ambos"),
    "network.verdict.more": ("more often than by chance", "plus souvent que par hasard", "más a menudo que por azar"),
    "network.verdict.hint": (
        "a hint, not beyond doubt",
        "un indice, sans certitude",
        "un indicio, sin certeza",
    ),
    "network.verdict.none": ("no sign of more than chance", "rien qui dépasse le hasard", "nada que supere el azar"),
    "network.verdict.few": ("too few to conclude", "trop peu pour conclure", "muy pocos para concluir"),
    "network.legend.more": ("more often than by chance", "plus souvent que par hasard", "más a menudo que por azar"),
    "network.legend.hint": ("a hint", "un indice", "un indicio"),
    "network.legend.none": (
        "no sign of more than chance, or too few to tell",
        "rien qui dépasse le hasard, ou trop peu pour conclure",
        "nada que supere el azar, o muy pocos para concluir",
    ),
    "network.cut.link": ("Link", "Lien", "Vínculo"),
    "network.cut.item": ("Element", "Élément", "Elemento"),
    "network.cut.code": ("Goal or target", "Objectif ou cible", "Objetivo o meta"),
    "network.near.proposed": (
        "a link is proposed, not decided",
        "un lien est proposé, sans décision",
        "hay un vínculo propuesto sin decidir",
    ),
    "network.near.theme": (
        "elements on a theme that is linked to it",
        "des éléments sur un thème qui lui est lié",
        "elementos sobre un tema vinculado con ella",
    ),
    "network.near.idle": (
        "a theme is linked to it that no element is on",
        "un thème lui est lié, sur lequel ne porte aucun élément",
        "hay un tema vinculado con ella sobre el que no trata ningún elemento",
    ),
    "network.near.goal": (
        "elements serve other targets of its goal",
        "des éléments servent d'autres cibles de son objectif",
        "hay elementos que atienden otras metas de su objetivo",
    ),
    "network.cobenefits": (
        "Goals served together, beside chance",
        "Objectifs servis ensemble, au regard du hasard",
        "Objetivos atendidos juntos, frente al azar",
    ),
    "network.themes": (
        "Themes and the goals of their elements",
        "Thèmes et objectifs de leurs éléments",
        "Temas y objetivos de sus elementos",
    ),
    "network.partners": (
        "Partners and the goals of their elements",
        "Partenaires et objectifs de leurs éléments",
        "Socios y objetivos de sus elementos",
    ),
    "network.lines": (
        "Strategic lines and the goals of their elements",
        "Lignes stratégiques et objectifs de leurs éléments",
        "Líneas estratégicas y objetivos de sus elementos",
    ),
    "network.communities": ("Goals that belong together", "Objectifs qui vont ensemble", "Objetivos que van juntos"),
    "network.clusters": (
        "Elements with the targets that they share",
        "Éléments et cibles qu'ils partagent",
        "Elementos y metas que comparten",
    ),
    "network.centrality.goal": ("Where each goal stands", "La place de chaque objectif", "El lugar de cada objetivo"),
    "network.centrality.item": ("Where each element stands", "La place de chaque élément", "El lugar de cada elemento"),
    "network.centrality.target": ("Where each target stands", "La place de chaque cible", "El lugar de cada meta"),
    "network.bridges": (
        "What holds the network together",
        "Ce qui fait tenir le réseau",
        "Lo que mantiene unida la red",
    ),
    "network.gaps": (
        "Near what the plan does, served by none",
        "Proches de ce que fait le plan, servies par aucun élément",
        "Cerca de lo que hace el plan, sin ningún elemento",
    ),
    "network.robustness": (
        "What is lost if an element falls",
        "Ce qui est perdu si un élément disparaît",
        "Lo que se pierde si desaparece un elemento",
    ),
    "network.cascade": (
        "What is left when the elements with most links go",
        "Ce qui reste quand partent les éléments les plus liés",
        "Lo que queda cuando se van los elementos con más vínculos",
    ),
    "network.modularity": (
        "Modularity {n}; {agreeing} of {runs} runs found just these communities.",
        "Modularité {n} ; {agreeing} des {runs} calculs ont trouvé exactement ces groupes.",
        "Modularidad {n}; {agreeing} de {runs} cálculos hallaron exactamente estos grupos.",
    ),
    "network.estimated": (
        "Betweenness is an estimate here, from the ways that begin at {n} of {total} things.",
        "L'intermédiarité est ici une estimation, d'après les chemins qui partent de {n} nœuds sur {total}.",
        "La intermediación es aquí una estimación, según los caminos que parten de {n} de {total} nodos.",
    ),
    # ---- what each measure says, and where it misleads
    "network.about.cobenefits": (
        "Two goals belong together here when the same elements serve both. A count alone says little: goals that many elements serve meet often by chance. Lift and p set it beside chance. That elements serve both does not show that one goal helps the other.",
        "Deux objectifs sont rapprochés ici quand les mêmes éléments servent les deux. Un nombre seul dit peu : des objectifs que beaucoup d'éléments servent se rencontrent souvent par hasard. Le rapport au hasard et p en tiennent compte. Que des éléments servent les deux ne prouve pas qu'un objectif favorise l'autre.",
        "Dos objetivos se relacionan aquí cuando los mismos elementos atienden ambos. Un número solo dice poco: los objetivos que atienden muchos elementos coinciden a menudo por azar. La razón frente al azar y p lo tienen en cuenta. Que haya elementos que atienden ambos no demuestra que un objetivo favorezca al otro.",
    ),
    "network.about.expected": (
        "How many elements would serve both by chance: a·b/n, of n elements that serve any goal, a the one and b the other.",
        "Le nombre d'éléments qui serviraient les deux par hasard : a·b/n, pour n éléments qui servent un objectif, dont a l'un et b l'autre.",
        "Cuántos elementos atenderían ambos por azar: a·b/n, de n elementos que atienden algún objetivo, a uno y b el otro.",
    ),
    "network.about.lift": (
        "How many times more elements serve both goals than chance would have it: 1 is chance, 2 twice as many. With small numbers it is high at once: one element that alone serves two goals gives the highest lift of all. Read it with p.",
        "Combien de fois plus d'éléments servent les deux objectifs que par hasard : 1 est le hasard, 2 le double. Avec de petits nombres il monte tout de suite : un seul élément qui est seul à servir deux objectifs donne le rapport le plus élevé. À lire avec p.",
        "Cuántas veces más elementos atienden ambos objetivos que por azar: 1 es el azar, 2 el doble. Con números pequeños sube enseguida: un solo elemento, único en atender dos objetivos, da la razón más alta. Léase junto con p.",
    ),
    "network.about.p": (
        "How likely it is that as many elements or more serve both by chance alone (Fisher's exact test, one-sided). It takes elements as independent; elements of one line or series are not.",
        "La probabilité qu'autant d'éléments, ou plus, servent les deux par le seul hasard (test exact de Fisher, unilatéral). Il suppose les éléments indépendants ; ceux d'une même ligne ou d'une même série ne le sont pas.",
        "La probabilidad de que tantos elementos, o más, atiendan ambos por puro azar (prueba exacta de Fisher, unilateral). Supone que los elementos son independientes; los de una misma línea o serie no lo son.",
    ),
    "network.about.adjusted": (
        "p after Holm's correction for the number of pairs tested: among a hundred pairs some look striking by chance. Up to 0.05 it counts as more than chance.",
        "p après la correction de Holm pour le nombre de paires testées : parmi cent paires, certaines paraissent frappantes par hasard. Jusqu'à 0,05, on y voit plus que le hasard.",
        "p tras la corrección de Holm por el número de pares probados: entre cien pares, algunos llaman la atención por azar. Hasta 0,05 cuenta como más que el azar.",
    ),
    "network.about.verdict": (
        "More often than by chance: adjusted p up to 0.05. A hint: only p itself. Too few: not even the greatest overlap possible would be a sign, or the sign is one single element. No sign is no proof that there is nothing.",
        "Plus souvent que par hasard : p corrigé d'au plus 0,05. Un indice : seulement p lui-même. Trop peu : même le plus grand recoupement possible ne serait pas un signe, ou le signe tient à un seul élément. L'absence de signe ne prouve pas l'absence de lien.",
        "Más a menudo que por azar: p corregida de 0,05 como máximo. Un indicio: solo la propia p. Muy pocos: ni la mayor coincidencia posible sería una señal, o la señal es un solo elemento. Que no haya señal no prueba que no haya nada.",
    ),
    "network.about.degree": (
        "How many others it is joined to. It grows with the number of elements alone.",
        "Le nombre d'autres nœuds auxquels il est relié. Il croît avec le seul nombre d'éléments.",
        "Con cuántos otros está unido. Crece con el mero número de elementos.",
    ),
    "network.about.weight": (
        "All its links added up: between goals the number of elements, between an element and a target 2 for a direct link and 1 for an indirect one. That 2 is our choice, not a measurement.",
        "La somme de ses liens : entre objectifs le nombre d'éléments, entre un élément et une cible 2 pour un lien direct et 1 pour un lien indirect. Ce 2 est notre choix, pas une mesure.",
        "La suma de sus vínculos: entre objetivos el número de elementos; entre un elemento y una meta, 2 por un vínculo directo y 1 por uno indirecto. Ese 2 es una elección nuestra, no una medición.",
    ),
    "network.about.betweenness": (
        "The share of shortest ways between two others that lead through it, from 0 to 1. It finds what joins separate parts; a single link can change it much, and it does not know how strong links are.",
        "La part des plus courts chemins entre deux autres qui passent par lui, de 0 à 1. Elle repère ce qui relie des parties séparées ; un seul lien peut la changer beaucoup, et elle ignore la force des liens.",
        "La proporción de los caminos más cortos entre otros dos que pasan por él, de 0 a 1. Descubre lo que une partes separadas; un solo vínculo puede cambiarla mucho y no tiene en cuenta la fuerza de los vínculos.",
    ),
    "network.about.closeness": (
        "How near all the others are: the mean of one divided by the number of steps, from 0 to 1. In a small network nearly all are near, and differences mean little.",
        "La proximité de tous les autres : la moyenne de un divisé par le nombre de pas, de 0 à 1. Dans un petit réseau presque tous sont proches, et les écarts disent peu.",
        "La cercanía de todos los demás: la media de uno dividido por el número de pasos, de 0 a 1. En una red pequeña casi todos están cerca y las diferencias dicen poco.",
    ),
    "network.about.rank": (
        "How often a random walk along the links comes by (PageRank); all ranks add up to 1. It says where links gather, not what matters most.",
        "La fréquence à laquelle une marche au hasard le long des liens y passe (PageRank) ; la somme des rangs vaut 1. Il dit où les liens se concentrent, non ce qui importe le plus.",
        "Con qué frecuencia pasa por él un paseo al azar por los vínculos (PageRank); todos los rangos suman 1. Dice dónde se concentran los vínculos, no qué importa más.",
    ),
    "network.about.centrality": (
        "Where each stands in the network. A central goal is one that many elements share with others; it is neither the best served nor the most important one.",
        "La place de chacun dans le réseau. Un objectif central est partagé par beaucoup d'éléments avec d'autres ; ce n'est ni le mieux servi ni le plus important.",
        "El lugar de cada uno en la red. Un objetivo central es el que muchos elementos comparten con otros; no es ni el mejor atendido ni el más importante.",
    ),
    "network.about.communities": (
        "Groups of goals that are served together more than with the rest (Louvain, best of twenty runs). Other groupings may be nearly as good: look at how many runs agree.",
        "Des groupes d'objectifs servis ensemble plus qu'avec les autres (Louvain, le meilleur de vingt calculs). D'autres regroupements peuvent être presque aussi bons : voyez combien de calculs concordent.",
        "Grupos de objetivos que se atienden juntos más que con el resto (Louvain, el mejor de veinte cálculos). Otras agrupaciones pueden ser casi igual de buenas: véase cuántos cálculos coinciden.",
    ),
    "network.about.modularity": (
        "How marked groups are: the share of links inside them beyond what chance would put there. Below 0.3 they are hardly more than a way to sort.",
        "À quel point les groupes sont marqués : la part des liens à l'intérieur au-delà de ce que le hasard y mettrait. Au-dessous de 0,3, ce n'est guère qu'une façon de trier.",
        "Lo marcados que están los grupos: la proporción de vínculos internos por encima de lo que pondría el azar. Por debajo de 0,3 apenas son más que una manera de ordenar.",
    ),
    "network.about.clusters": (
        "Elements with the goals and targets that they share, by the same method. An element is in one group only, though it may serve targets of several.",
        "Des éléments et les objectifs et cibles qu'ils partagent, par la même méthode. Un élément n'est que dans un groupe, même s'il sert des cibles de plusieurs.",
        "Elementos con los objetivos y metas que comparten, por el mismo método. Un elemento está en un solo grupo, aunque atienda metas de varios.",
    ),
    "network.about.bridges": (
        "Without it, parts of the network that hang together would no longer do so; single leaves aside. It says how links hang together, not that the work would stop.",
        "Sans lui, des parties du réseau qui se tiennent ne se tiendraient plus ; les feuilles isolées ne comptent pas. Cela décrit la façon dont les liens se tiennent, et non un arrêt du travail.",
        "Sin él, partes de la red que están unidas dejarían de estarlo, sin contar las hojas sueltas. Dice cómo se sostienen los vínculos, no que el trabajo se detendría.",
    ),
    "network.about.gaps": (
        "Targets that no element serves, near what elements do: a link is proposed, or a theme is linked to the target, or elements serve its goal, one of them directly. It shows where to look; many targets are rightly none of the plan's business.",
        "Des cibles qu'aucun élément ne sert, proches de ce que font les éléments : un lien est proposé, ou un thème est lié à la cible, ou des éléments servent son objectif, dont un directement. C'est une invitation à regarder ; beaucoup de cibles ne relèvent pas du plan.",
        "Metas que ningún elemento atiende, cerca de lo que hacen los elementos: hay un vínculo propuesto, o un tema vinculado con la meta, o elementos que atienden su objetivo, uno de ellos directamente. Indica dónde mirar; muchas metas no competen al plan.",
    ),
    "network.about.robustness": (
        "Goals and targets that only this element serves, and goals that only it serves directly. It counts links, not effects: a second, weak element hides a risk.",
        "Les objectifs et cibles que seul cet élément sert, et les objectifs qu'il est seul à servir directement. On compte des liens, non des effets : un second élément, faible, masque un risque.",
        "Los objetivos y metas que solo este elemento atiende, y los objetivos que solo él atiende directamente. Cuenta vínculos, no efectos: un segundo elemento débil oculta un riesgo.",
    ),
    "network.about.cascade": (
        "Elements go one after the other, those with most links first. A steep fall says that much rests on few. Plans do not lose their elements in this order.",
        "Les éléments partent l'un après l'autre, les plus liés d'abord. Une chute rapide dit que beaucoup repose sur peu. Un plan ne perd pas ses éléments dans cet ordre.",
        "Los elementos se van uno tras otro, primero los que tienen más vínculos. Una caída rápida dice que mucho descansa en pocos. Los planes no pierden sus elementos en ese orden.",
    ),
    "network.about.themes": (
        "How many elements on a theme serve a goal, beside chance among the elements that serve any goal. Themes carried by one or two elements say little.",
        "Combien d'éléments sur un thème servent un objectif, au regard du hasard parmi les éléments qui servent un objectif. Un thème porté par un ou deux éléments dit peu.",
        "Cuántos elementos sobre un tema atienden un objetivo, frente al azar entre los elementos que atienden algún objetivo. Los temas de uno o dos elementos dicen poco.",
    ),
    "network.about.partners": (
        "How many elements that an organisation organises or is a partner in serve a goal, beside chance. It says what they do together in the plan, not what the organisation does.",
        "Combien d'éléments qu'une organisation organise ou dont elle est partenaire servent un objectif, au regard du hasard. Cela dit ce qu'ils font ensemble dans le plan, non ce que fait l'organisation.",
        "Cuántos elementos que una organización organiza o en los que es socia atienden un objetivo, frente al azar. Dice qué hacen juntos en el plan, no qué hace la organización.",
    ),
    "network.about.lines": (
        "How many elements of a strategic line serve a goal, beside chance among the elements that serve any goal.",
        "Combien d'éléments d'une ligne stratégique servent un objectif, au regard du hasard parmi les éléments qui servent un objectif.",
        "Cuántos elementos de una línea estratégica atienden un objetivo, frente al azar entre los elementos que atienden algún objetivo.",
    ),
    # ---- the page
    "network.page": ("Network", "Réseau", "Red"),
    "network.lead": (
        "Which goals the same elements serve, what holds the plan together, what would be lost with one element, and which targets are near. Each table says where it misleads.",
        "Les objectifs que servent les mêmes éléments, ce qui fait tenir le plan, ce qu'un seul élément emporterait, les cibles proches. Chaque tableau dit où il peut tromper.",
        "Qué objetivos atienden los mismos elementos, qué sostiene el plan, qué se perdería con un solo elemento y qué metas están cerca. Cada tabla dice dónde puede engañar.",
    ),
    "network.word.modularity": ("Modularity", "Modularité", "Modularidad"),
    "network.terms": ("What the columns say", "Ce que disent les colonnes", "Qué dicen las columnas"),
    "network.contents": ("On this page", "Sur cette page", "En esta página"),
    "network.see": (
        "The network of goals: co-benefits, gaps, robustness",
        "Le réseau des objectifs : co-bénéfices, lacunes, robustesse",
        "La red de los objetivos: cobeneficios, lagunas, solidez",
    ),
    "network.around": ("The graph around one thing", "Le graphe autour d'une chose", "El grafo en torno a una cosa"),
    "network.nothing": ("Nothing here.", "Rien ici.", "Aquí no hay nada."),
}
PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "A121": (
        (
            "no accepted link: there is no network to look at",
            "aucun lien accepté : il n'y a pas de réseau à examiner",
            "no hay ningún vínculo aceptado: no hay red que examinar",
        ),
        (
            "accept links with `metrograph review`, or count proposed ones with `--proposed` (`proposed=True`)",
            "acceptez des liens avec `metrograph review`, ou comptez les liens proposés avec `--proposed` (`proposed=True`)",
            "acepte vínculos con `metrograph review`, o cuente los propuestos con `--proposed` (`proposed=True`)",
        ),
    ),
    "A122": (
        (
            'there is no plan "{value}" here{hint}',
            "il n'y a pas de plan « {value} » ici{hint}",
            "no hay ningún plan «{value}» aquí{hint}",
        ),
        (
            "plans at hand: {choices}",
            "plans disponibles : {choices}",
            "planes disponibles: {choices}",
        ),
    ),
}
