"""Words of reasoning: consistency, explanations, inferred facts."""

TEXTS: dict[str, tuple[str, str, str]] = {
    "reason.help": (
        "Whether ontology and data contradict each other, why, and what follows from them.",
        "Dire si l'ontologie et les données se contredisent, pourquoi, et ce qui en découle.",
        "Indicar si la ontología y los datos se contradicen, por qué, y qué se deduce de ellos.",
    ),
    "reason.files": (
        "RDF files to reason on beside the ontology",
        "fichiers RDF sur lesquels raisonner, à côté de l'ontologie",
        "archivos RDF sobre los que razonar, junto con la ontología",
    ),
    "reason.ontology": (
        "an ontology of your own, in the place of ours; may be repeated",
        "une ontologie à vous, à la place de la nôtre ; l'option peut être répétée",
        "una ontología propia, en lugar de la nuestra; puede repetirse",
    ),
    "reason.rules": (
        "by rules alone (OWL 2 RL), without Java",
        "par règles seulement (OWL 2 RL), sans Java",
        "solo por reglas (OWL 2 RL), sin Java",
    ),
    "reason.timeout": (
        "seconds after which HermiT is stopped",
        "secondes après lesquelles HermiT est arrêté",
        "segundos tras los cuales se detiene HermiT",
    ),
    "reason.out": (
        "FILE.ttl|.trig|.nt|.nq|.jsonld|.rdf: what follows and was not said",
        "FILE.ttl|.trig|.nt|.nq|.jsonld|.rdf : ce qui découle et n'était pas dit",
        "FILE.ttl|.trig|.nt|.nq|.jsonld|.rdf: lo que se deduce y no se había dicho",
    ),
    "reason.seconds": (
        "seconds above 0, 86400 at most",
        "des secondes, plus de 0 et 86400 au plus",
        "segundos, más de 0 y 86400 como máximo",
    ),
    # ---- the judgement
    "reason.consistent": (
        "Consistent: HermiT finds no contradiction.",
        "Cohérent : HermiT ne trouve aucune contradiction.",
        "Consistente: HermiT no encuentra ninguna contradicción.",
    ),
    "reason.consistent-rules": (
        "No contradiction found by rules.",
        "Aucune contradiction trouvée par les règles.",
        "Las reglas no encuentran ninguna contradicción.",
    ),
    "reason.inconsistent": (
        "Inconsistent: ontology and data contradict each other. Nothing follows, and nothing is written.",
        "Incohérent : l'ontologie et les données se contredisent. Rien n'en découle, et rien n'est écrit.",
        "Inconsistente: la ontología y los datos se contradicen. Nada se deduce y nada se escribe.",
    ),
    "reason.satisfiable": (
        "Every class can have members.",
        "Chaque classe peut avoir des membres.",
        "Toda clase puede tener miembros.",
    ),
    "reason.unsatisfiable": (
        "{n} classes can have no member:",
        "{n} classes ne peuvent avoir aucun membre :",
        "{n} clases no pueden tener ningún miembro:",
    ),
    "reason.unsatisfiable.one": (
        "{n} class can have no member:",
        "{n} classe ne peut avoir aucun membre :",
        "{n} clase no puede tener ningún miembro:",
    ),
    "reason.inferred": (
        "{n} facts follow that were not said.",
        "{n} faits découlent sans avoir été dits.",
        "Se deducen {n} hechos que no se habían dicho.",
    ),
    "reason.inferred.one": (
        "{n} fact follows that was not said.",
        "{n} fait découle sans avoir été dit.",
        "Se deduce {n} hecho que no se había dicho.",
    ),
    "reason.agrees": (
        "The links that count are exactly those that follow from the accepted alignments ({n}).",
        "Les liens qui comptent sont exactement ceux qui découlent des alignements acceptés ({n}).",
        "Los vínculos que cuentan son exactamente los que se deducen de las alineaciones aceptadas ({n}).",
    ),
    "reason.differs": (
        "{n} links do not agree with the accepted alignments:",
        "{n} liens ne concordent pas avec les alignements acceptés :",
        "{n} vínculos no concuerdan con las alineaciones aceptadas:",
    ),
    "reason.differs.one": (
        "{n} link does not agree with the accepted alignments:",
        "{n} lien ne concorde pas avec les alignements acceptés :",
        "{n} vínculo no concuerda con las alineaciones aceptadas:",
    ),
    "reason.missing": ("follows, and is not held", "découle, mais manque", "se deduce, pero falta"),
    "reason.unfounded": ("is held, and does not follow", "est présent, mais ne découle pas", "está presente, pero no se deduce"),
    "reason.because": (
        "They contradict each other because:",
        "Ils se contredisent, car :",
        "Se contradicen porque:",
    ),
    "reason.also-because": ("Also because:", "Et aussi, car :", "Y también porque:"),
    "reason.empty-because": (
        "{name} can have no member because:",
        "{name} ne peut avoir aucun membre, car :",
        "{name} no puede tener ningún miembro porque:",
    ),
    "reason.not-minimal": (
        "(Time ended before it was known whether all of this is needed.)",
        "(Le temps a manqué pour savoir si tout cela est nécessaire.)",
        "(No hubo tiempo de saber si todo esto es necesario.)",
    ),
    "reason.as-turtle": ("The same as Turtle:", "La même chose en Turtle :", "Lo mismo en Turtle:"),
    "reason.not-checked": ("Not checked:", "Non vérifié :", "Sin verificar:"),
    "reason.no-java": (
        "What the rules cannot see (OWL 2 DL): Java is not installed. apt-get install default-jre-headless",
        "Ce que les règles ne voient pas (OWL 2 DL) : Java n'est pas installé. apt-get install default-jre-headless",
        "Lo que las reglas no ven (OWL 2 DL): Java no está instalado. apt-get install default-jre-headless",
    ),
    "reason.only-rules": (
        "What the rules cannot see (OWL 2 DL): leave out --rules, and HermiT checks it.",
        "Ce que les règles ne voient pas (OWL 2 DL) : sans --rules, HermiT le vérifie.",
        "Lo que las reglas no ven (OWL 2 DL): sin --rules, HermiT lo comprueba.",
    ),
    "reason.left-out": (
        "{n} values of {datatype}: HermiT does not know this datatype.",
        "{n} valeurs de {datatype} : HermiT ne connaît pas ce type de données.",
        "{n} valores de {datatype}: HermiT no conoce este tipo de datos.",
    ),
    "reason.left-out.one": (
        "{n} value of {datatype}: HermiT does not know this datatype.",
        "{n} valeur de {datatype} : HermiT ne connaît pas ce type de données.",
        "{n} valor de {datatype}: HermiT no conoce este tipo de datos.",
    ),
    "reason.ill-typed": (
        "{n} values that are not what their datatype says; `metrograph validate` names them.",
        "{n} valeurs qui ne sont pas ce que dit leur type ; `metrograph validate` les nomme.",
        "{n} valores que no son lo que dice su tipo; `metrograph validate` los nombra.",
    ),
    "reason.ill-typed.one": (
        "{n} value that is not what its datatype says; `metrograph validate` names it.",
        "{n} valeur qui n'est pas ce que dit son type ; `metrograph validate` la nomme.",
        "{n} valor que no es lo que dice su tipo; `metrograph validate` lo nombra.",
    ),
    "reason.import": (
        "What <{iri}> says: it is imported and not at hand; give its file with another --ontology. Nothing is fetched.",
        "Ce que dit <{iri}> : l'ontologie est importée mais absente ; donnez son fichier par un autre --ontology. Rien n'est téléchargé.",
        "Lo que dice <{iri}>: se importa y no está disponible; dé su archivo con otro --ontology. No se descarga nada.",
    ),
    "reason.unexplained": (
        "Why {n} more classes can have no member: mend the first ones, and ask again.",
        "Pourquoi {n} autres classes ne peuvent avoir aucun membre : corrigez les premières, puis recommencez.",
        "Por qué otras {n} clases no pueden tener ningún miembro: corrija las primeras y vuelva a preguntar.",
    ),
    "reason.unexplained.one": (
        "Why {n} more class can have no member: mend the first ones, and ask again.",
        "Pourquoi {n} autre classe ne peut avoir aucun membre : corrigez les premières, puis recommencez.",
        "Por qué otra clase ({n}) no puede tener ningún miembro: corrija las primeras y vuelva a preguntar.",
    ),
    "reason.no-time": (
        "Why {name} can have no member: time ended. A longer --timeout helps.",
        "Pourquoi {name} ne peut avoir aucun membre : le temps a manqué. Un --timeout plus long y aide.",
        "Por qué {name} no puede tener ningún miembro: se acabó el tiempo. Un --timeout mayor ayuda.",
    ),
    # ---- axioms in words; {a}, {b} are names of things and properties, {c}, {d} of classes
    "says.subClassOf": (
        "Whatever belongs to {c} also belongs to {d}.",
        "Tout ce qui relève de {c} relève aussi de {d}.",
        "Todo lo que pertenece a {c} pertenece también a {d}.",
    ),
    "says.equivalentClass": (
        "{c} and {d} have the same members.",
        "{c} et {d} ont les mêmes membres.",
        "{c} y {d} tienen los mismos miembros.",
    ),
    "says.disjointWith": (
        "Nothing belongs to both {c} and {d}.",
        "Rien ne relève à la fois de {c} et de {d}.",
        "Nada pertenece a la vez a {c} y a {d}.",
    ),
    "says.disjointUnionOf": (
        "{c} has the members of {d}, and none of them belongs to two of these.",
        "{c} réunit les membres de {d}, et aucun ne relève de deux d'entre eux.",
        "{c} reúne los miembros de {d}, y ninguno pertenece a dos de ellos.",
    ),
    "says.AllDisjointClasses": (
        "Nothing belongs to two of these: {names}.",
        "Rien ne relève de deux de ceux-ci à la fois : {names}.",
        "Nada pertenece a dos de estos a la vez: {names}.",
    ),
    "says.hasKey": (
        "Members of {c} that agree in {names} are one and the same.",
        "Les membres de {c} qui concordent sur {names} n'en font qu'un.",
        "Los miembros de {c} que coinciden en {names} son uno solo.",
    ),
    "says.type": ("{a} belongs to {c}.", "{a} relève de {c}.", "{a} pertenece a {c}."),
    "says.fact": ("{a} — {p} — {b}.", "{a} — {p} — {b}.", "{a} — {p} — {b}."),
    "says.sameAs": ("{a} and {b} are the same.", "{a} et {b} ne font qu'un.", "{a} y {b} son lo mismo."),
    "says.differentFrom": ("{a} is not {b}.", "{a} n'est pas {b}.", "{a} no es {b}."),
    "says.AllDifferent": (
        "No two of these are the same: {names}.",
        "Tous sont distincts : {names}.",
        "Todos son distintos: {names}.",
    ),
    "says.NegativePropertyAssertion": (
        "This does not hold: {a} — {p} — {b}.",
        "Ceci n'est pas : {a} — {p} — {b}.",
        "Esto no se da: {a} — {p} — {b}.",
    ),
    "says.subPropertyOf": (
        "Where {a} holds, {b} holds too.",
        "Là où vaut {a}, {b} vaut aussi.",
        "Donde vale {a}, vale también {b}.",
    ),
    "says.equivalentProperty": (
        "{a} and {b} hold in the same places.",
        "{a} et {b} valent aux mêmes endroits.",
        "{a} y {b} valen en los mismos casos.",
    ),
    "says.inverseOf": (
        "{a} and {b} are the inverse of each other.",
        "{a} et {b} sont l'inverse l'une de l'autre.",
        "{a} y {b} son la inversa la una de la otra.",
    ),
    "says.domain": (
        "What has {a} belongs to {c}.",
        "Ce qui possède {a} relève de {c}.",
        "Lo que tiene {a} pertenece a {c}.",
    ),
    "says.range": (
        "What {a} leads to belongs to {c}.",
        "Ce à quoi mène {a} relève de {c}.",
        "Aquello a lo que lleva {a} pertenece a {c}.",
    ),
    "says.propertyChainAxiom": (
        "Where {names} follow one another, {a} holds from the first to the last.",
        "Là où {names} se suivent, {a} vaut du premier au dernier.",
        "Donde {names} se suceden, {a} vale del primero al último.",
    ),
    "says.propertyDisjointWith": (
        "{a} and {b} never hold between the same two things.",
        "{a} et {b} ne valent jamais entre les deux mêmes choses.",
        "{a} y {b} nunca valen entre las mismas dos cosas.",
    ),
    "says.AllDisjointProperties": (
        "No two of these hold between the same two things: {names}.",
        "Deux de celles-ci ne valent jamais entre les deux mêmes choses : {names}.",
        "Dos de estas nunca valen entre las mismas dos cosas: {names}.",
    ),
    "says.FunctionalProperty": (
        "Nothing has two values of {a}.",
        "Rien n'a deux valeurs de {a}.",
        "Nada tiene dos valores de {a}.",
    ),
    "says.InverseFunctionalProperty": (
        "No two things have the same value of {a}.",
        "Deux choses n'ont jamais la même valeur de {a}.",
        "Dos cosas nunca tienen el mismo valor de {a}.",
    ),
    "says.TransitiveProperty": (
        "{a} passes on: from first to second and second to third, it holds from first to third.",
        "{a} se transmet : du premier au deuxième et du deuxième au troisième, donc du premier au troisième.",
        "{a} se transmite: del primero al segundo y del segundo al tercero, luego del primero al tercero.",
    ),
    "says.SymmetricProperty": ("{a} holds both ways.", "{a} vaut dans les deux sens.", "{a} vale en ambos sentidos."),
    "says.AsymmetricProperty": (
        "{a} never holds both ways.",
        "{a} ne vaut jamais dans les deux sens.",
        "{a} nunca vale en ambos sentidos.",
    ),
    "says.ReflexiveProperty": (
        "{a} holds from everything to itself.",
        "{a} vaut de toute chose à elle-même.",
        "{a} vale de toda cosa a sí misma.",
    ),
    "says.IrreflexiveProperty": (
        "{a} holds from nothing to itself.",
        "{a} ne vaut d'aucune chose à elle-même.",
        "{a} no vale de ninguna cosa a sí misma.",
    ),
    # ---- classes without a name
    "class.intersectionOf": (
        "what belongs to all of {names}",
        "ce qui relève à la fois de {names}",
        "lo que pertenece a la vez a {names}",
    ),
    "class.unionOf": (
        "what belongs to one of {names}",
        "ce qui relève de l'un de {names}",
        "lo que pertenece a alguno de {names}",
    ),
    "class.complementOf": ("what does not belong to {c}", "ce qui ne relève pas de {c}", "lo que no pertenece a {c}"),
    "class.oneOf": ("one of {names}", "l'un de {names}", "uno de {names}"),
    "class.someValuesFrom": (
        "what has {p} to some member of {c}",
        "ce qui possède {p} vers au moins un membre de {c}",
        "lo que tiene {p} hacia algún miembro de {c}",
    ),
    "class.allValuesFrom": (
        "what has {p} to members of {c} only",
        "ce qui ne possède {p} que vers des membres de {c}",
        "lo que solo tiene {p} hacia miembros de {c}",
    ),
    "class.hasValue": ("what has {p} to {b}", "ce qui possède {p} vers {b}", "lo que tiene {p} hacia {b}"),
    "class.hasSelf": ("what has {p} to itself", "ce qui possède {p} vers soi-même", "lo que tiene {p} hacia sí mismo"),
    "class.min": (
        "what has {p} at least {n} times to {c}",
        "ce qui possède {p} au moins {n} fois vers {c}",
        "lo que tiene {p} al menos {n} veces hacia {c}",
    ),
    "class.max": (
        "what has {p} at most {n} times to {c}",
        "ce qui possède {p} au plus {n} fois vers {c}",
        "lo que tiene {p} como máximo {n} veces hacia {c}",
    ),
    "class.exactly": (
        "what has {p} exactly {n} times to {c}",
        "ce qui possède {p} exactement {n} fois vers {c}",
        "lo que tiene {p} exactamente {n} veces hacia {c}",
    ),
    "class.thing": ("anything", "n'importe quoi", "cualquier cosa"),
    "class.nothing": ("nothing at all", "rien du tout", "nada en absoluto"),
    "class.other": ("what {text} describes", "ce que décrit {text}", "lo que describe {text}"),
    "property.inverse": ("the inverse of {a}", "l'inverse de {a}", "la inversa de {a}"),
    "reason.quoted": ("“{name}”", "« {name} »", "«{name}»"),
    "kind.contradiction": ("contradiction", "contradiction", "contradicción"),
    "kind.empty": ("class without members", "classe sans membre", "clase sin miembros"),
    "kind.difference": ("difference", "différence", "diferencia"),
    "kind.not-checked": ("not checked", "non vérifié", "sin verificar"),
}
PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "A101": (
        (
            "HermiT needs Java, which is not installed",
            "HermiT exige Java, qui n'est pas installé",
            "HermiT requiere Java, que no está instalado",
        ),
        (
            "apt-get install default-jre-headless; `metrograph reason --rules` works without it",
            "apt-get install default-jre-headless ; `metrograph reason --rules` s'en passe",
            "apt-get install default-jre-headless; `metrograph reason --rules` no lo necesita",
        ),
    ),
    "A102": (
        (
            "HermiT did not come to an end within {seconds} seconds",
            "HermiT n'a pas abouti en {seconds} secondes",
            "HermiT no terminó en {seconds} segundos",
        ),
        (
            "give it more with --timeout, give it less data, or use --rules",
            "donnez-lui plus de temps avec --timeout, moins de données, ou utilisez --rules",
            "déle más tiempo con --timeout, menos datos, o use --rules",
        ),
    ),
    "A103": (
        ("HermiT ran out of memory: {detail}", "HermiT a épuisé la mémoire : {detail}", "HermiT agotó la memoria: {detail}"),
        (
            "give it less data, or use --rules",
            "donnez-lui moins de données, ou utilisez --rules",
            "déle menos datos, o use --rules",
        ),
    ),
    "A104": (
        (
            "HermiT refuses the ontology, which is not OWL 2 DL: {detail}",
            "HermiT refuse l'ontologie, qui n'est pas en OWL 2 DL : {detail}",
            "HermiT rechaza la ontología, que no es OWL 2 DL: {detail}",
        ),
        (
            "change the axiom that it names, or use --rules",
            "modifiez l'axiome qu'il nomme, ou utilisez --rules",
            "cambie el axioma que nombra, o use --rules",
        ),
    ),
    "A105": (
        (
            "ontology and data contradict each other, so that nothing can be inferred",
            "l'ontologie et les données se contredisent : rien ne peut en être déduit",
            "la ontología y los datos se contradicen: nada puede deducirse de ellos",
        ),
        (
            "`metrograph reason` says why",
            "`metrograph reason` dit pourquoi",
            "`metrograph reason` dice por qué",
        ),
    ),
    "A106": (
        (
            "an ontology in {format} cannot be read",
            "une ontologie en {format} ne peut pas être lue",
            "una ontología en {format} no puede leerse",
        ),
        (
            "save it as Turtle, RDF/XML or OWL/XML, for example with Protégé or ROBOT",
            "enregistrez-la en Turtle, RDF/XML ou OWL/XML, par exemple avec Protégé ou ROBOT",
            "guárdela como Turtle, RDF/XML u OWL/XML, por ejemplo con Protégé o ROBOT",
        ),
    ),
    "A107": (
        (
            "there is nothing to reason on in this file",
            "ce fichier ne contient rien sur quoi raisonner",
            "este archivo no contiene nada sobre lo que razonar",
        ),
        (
            "an ontology has classes, properties and axioms; data have triples",
            "une ontologie comporte des classes, des propriétés et des axiomes ; des données, des triplets",
            "una ontología tiene clases, propiedades y axiomas; los datos, tripletas",
        ),
    ),
    "A108": (
        (
            "OWL/XML that cannot be read: {detail}",
            "OWL/XML illisible : {detail}",
            "OWL/XML ilegible: {detail}",
        ),
        (
            "mend the file at this place, or save it as Turtle or RDF/XML",
            "corrigez le fichier à cet endroit, ou enregistrez-le en Turtle ou RDF/XML",
            "corrija el archivo en ese lugar, o guárdelo como Turtle o RDF/XML",
        ),
    ),
}
