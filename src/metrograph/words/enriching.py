"""Words of facts that are looked up elsewhere."""

TEXTS: dict[str, tuple[str, str, str]] = {
    "enrich.help": (
        "Look up facts about places and organisations (coordinates, population, identifiers) at a SPARQL endpoint that you name.",
        "Chercher des faits sur des lieux et des organisations (coordonnées, population, identifiants) auprès d'un point d'accès SPARQL que vous désignez.",
        "Buscar datos sobre lugares y organizaciones (coordenadas, población, identificadores) en un punto de acceso SPARQL que usted indique.",
    ),
    "enrich.from": (
        "the address of the SPARQL endpoint; else that of [enrich] in metrograph.toml",
        "l'adresse du point d'accès SPARQL ; à défaut, celle de [enrich] dans metrograph.toml",
        "la dirección del punto de acceso SPARQL; en su defecto, la de [enrich] en metrograph.toml",
    ),
    "enrich.ids": (
        "ids of places and organisations: place-guangzhou",
        "identifiants de lieux et d'organisations : place-guangzhou",
        "identificadores de lugares y organizaciones: place-guangzhou",
    ),
    "enrich.kind": ("place or organisation", "place (lieu) ou organisation", "place (lugar) u organisation (organización)"),
    "enrich.all": (
        "every place and organisation of the plans",
        "tous les lieux et organisations des plans",
        "todos los lugares y organizaciones de los planes",
    ),
    "enrich.lookup": (
        "the lookup to use, in place of the one that suits the endpoint",
        "la recherche à employer, à la place de celle qui convient au point d'accès",
        "la búsqueda que se usará, en lugar de la que conviene al punto de acceso",
    ),
    "enrich.as": (
        "what the one thing named is at the endpoint",
        "ce qu'est, au point d'accès, la chose désignée",
        "qué es, en el punto de acceso, aquello que se nombra",
    ),
    "enrich.choose": (
        "ask which one is meant where several can be",
        "demander laquelle est visée lorsque plusieurs peuvent l'être",
        "preguntar cuál se quiere decir cuando hay varias posibles",
    ),
    "enrich.dry-run": (
        "show what would be asked; nothing is sent or written",
        "montrer ce qui serait demandé ; rien n'est envoyé ni écrit",
        "mostrar lo que se preguntaría; no se envía ni se escribe nada",
    ),
    "enrich.refresh": (
        "ask again for what is known already",
        "redemander ce qui est déjà connu",
        "volver a preguntar lo que ya se sabe",
    ),
    "enrich.forget": (
        "remove looked-up facts instead, of one endpoint with --from",
        "retirer plutôt les faits trouvés, ceux d'un seul point d'accès avec --from",
        "quitar en su lugar los datos encontrados, los de un solo punto de acceso con --from",
    ),
    "enrich.timeout": (
        "seconds to wait for an answer",
        "secondes d'attente d'une réponse",
        "segundos de espera de una respuesta",
    ),
    "enrich.state.found": ("found", "trouvé", "encontrado"),
    "enrich.state.kept": ("known already", "déjà connu", "ya conocido"),
    "enrich.state.choose": ("to be chosen", "à choisir", "por elegir"),
    "enrich.state.elsewhere": ("only in another country", "seulement dans un autre pays", "solo en otro país"),
    "enrich.state.nothing": ("nothing found", "rien trouvé", "nada encontrado"),
    "enrich.state.wrong": ("value not kept", "valeur écartée", "valor descartado"),
    "enrich.state.asked": ("would be asked", "serait demandé", "se preguntaría"),
    "enrich.state.forgotten": ("removed", "retiré", "quitado"),
    "enrich.progress": ("{n} things looked up", "{n} éléments cherchés", "{n} elementos buscados"),
    "enrich.progress.one": ("{n} thing looked up", "{n} élément cherché", "{n} elemento buscado"),
    "enrich.sent": (
        "{n} questions sent to {address} by the lookup {lookup}",
        "{n} questions envoyées à {address} par la recherche {lookup}",
        "{n} preguntas enviadas a {address} con la búsqueda {lookup}",
    ),
    "enrich.sent.one": (
        "{n} question sent to {address} by the lookup {lookup}",
        "{n} question envoyée à {address} par la recherche {lookup}",
        "{n} pregunta enviada a {address} con la búsqueda {lookup}",
    ),
    "enrich.written": (
        "facts are in {path}; `metrograph build` takes them into the graph",
        "les faits sont dans {path} ; `metrograph build` les reprend dans le graphe",
        "los datos están en {path}; `metrograph build` los incorpora al grafo",
    ),
    "enrich.to-choose": (
        "choose with --choose, or add --as IRI for one thing: `metrograph enrich {thing} --as IRI`",
        "choisissez avec --choose, ou ajoutez --as IRI pour une seule chose : `metrograph enrich {thing} --as IRI`",
        "elija con --choose, o añada --as IRI para un solo elemento: `metrograph enrich {thing} --as IRI`",
    ),
    "enrich.would": (
        "{n} questions would be sent to {address} by the lookup {lookup}",
        "{n} questions seraient envoyées à {address} par la recherche {lookup}",
        "se enviarían {n} preguntas a {address} con la búsqueda {lookup}",
    ),
    "enrich.would.one": (
        "{n} question would be sent to {address} by the lookup {lookup}",
        "{n} question serait envoyée à {address} par la recherche {lookup}",
        "se enviaría {n} pregunta a {address} con la búsqueda {lookup}",
    ),
    "enrich.nothing-yet": (
        "nothing new was found; nothing was written",
        "rien de nouveau n'a été trouvé ; rien n'a été écrit",
        "no se encontró nada nuevo; no se escribió nada",
    ),
    "enrich.forgotten": ("{n} records removed", "{n} fiches retirées", "{n} fichas quitadas"),
    "enrich.forgotten.one": ("{n} record removed", "{n} fiche retirée", "{n} ficha quitada"),
    "enrich.which": ("Which one is {label}?", "Laquelle est {label} ?", "¿Cuál es {label}?"),
    "enrich.number": (
        "number, or Enter for none of these",
        "numéro, ou Entrée pour aucune d'elles",
        "número, o Intro para ninguna de ellas",
    ),
    "graph.facts": (
        "What was looked up at {name}",
        "Ce qui a été trouvé auprès de {name}",
        "Lo que se encontró en {name}",
    ),
}
PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "A241": (
        (
            'no place or organisation of the plans is called "{value}"',
            "aucun lieu ni aucune organisation des plans ne s'appelle « {value} »",
            "ningún lugar ni organización de los planes se llama «{value}»",
        ),
        (
            "{hint}`metrograph enrich --all --dry-run` lists those that can be looked up",
            "{hint}`metrograph enrich --all --dry-run` énumère ce qui peut être cherché",
            "{hint}`metrograph enrich --all --dry-run` enumera lo que se puede buscar",
        ),
    ),
    "A242": (
        (
            'there is no lookup "{value}"',
            "il n'existe pas de recherche « {value} »",
            "no hay ninguna búsqueda «{value}»",
        ),
        ("{hint}choose one of: {choices}", "{hint}choisissez parmi : {choices}", "{hint}elija entre: {choices}"),
    ),
    "A243": (
        (
            'no one lookup of the kind "{kind}" suits "{value}"',
            "aucune recherche du type « {kind} » ne convient à elle seule à « {value} »",
            "ninguna búsqueda del tipo «{kind}» conviene por sí sola a «{value}»",
        ),
        (
            "name one with --lookup, and things of its kind with --kind: {choices}",
            "désignez-en une avec --lookup, et des choses de son type avec --kind : {choices}",
            "indique una con --lookup, y elementos de su tipo con --kind: {choices}",
        ),
    ),
    "A244": (
        (
            "nothing was named to be looked up",
            "rien n'a été désigné",
            "no se ha indicado nada",
        ),
        (
            "give ids, or --kind place, --kind organisation, or --all",
            "donnez des identifiants, ou --kind place, --kind organisation, ou --all",
            "indique identificadores, o --kind place, --kind organisation, o --all",
        ),
    ),
    "A245": (
        (
            "the lookup sends the endpoint on to another one (SERVICE)",
            "la recherche renvoie le point d'accès vers un autre (SERVICE)",
            "la búsqueda remite el punto de acceso a otro (SERVICE)",
        ),
        (
            "ask the other endpoint itself, with a lookup of its own",
            "interrogez directement l'autre point d'accès, avec une recherche à lui",
            "pregunte directamente al otro punto de acceso, con una búsqueda propia",
        ),
    ),
    "A246": (
        (
            "the lookup does not answer with {columns}",
            "la recherche ne répond pas par {columns}",
            "la búsqueda no responde con {columns}",
        ),
        (
            "let it begin SELECT DISTINCT ?name ?thing ?fact ?value ?date",
            "faites-la commencer par SELECT DISTINCT ?name ?thing ?fact ?value ?date",
            "haga que empiece por SELECT DISTINCT ?name ?thing ?fact ?value ?date",
        ),
    ),
    "A247": (
        (
            "the lookup has no line VALUES ?{name} {{ … }}, where what is looked up is put in",
            "la recherche n'a pas de ligne VALUES ?{name} {{ … }}, où s'inscrit ce que l'on cherche",
            "la búsqueda no tiene una línea VALUES ?{name} {{ … }}, donde se pone lo que se busca",
        ),
        (
            "write it with an example, or with UNDEF",
            "écrivez-la avec un exemple, ou avec UNDEF",
            "escríbala con un ejemplo, o con UNDEF",
        ),
    ),
    "A248": (
        (
            "the endpoint did not answer within {seconds} s",
            "le point d'accès n'a pas répondu en {seconds} s",
            "el punto de acceso no respondió en {seconds} s",
        ),
        (
            "what was found is kept: run the same command again, or wait longer with --timeout",
            "ce qui a été trouvé est conservé : relancez la même commande, ou attendez davantage avec --timeout",
            "lo encontrado se conserva: repita el mismo comando, o espere más con --timeout",
        ),
    ),
    "A249": (
        (
            "the answer has more than {rows} rows",
            "la réponse compte plus de {rows} lignes",
            "la respuesta tiene más de {rows} filas",
        ),
        (
            "look fewer things up at once, or make the lookup more precise",
            "cherchez moins de choses à la fois, ou précisez la recherche",
            "busque menos elementos a la vez, o precise la búsqueda",
        ),
    ),
    "A250": (
        (
            "that is no address of a SPARQL endpoint",
            "ce n'est pas l'adresse d'un point d'accès SPARQL",
            "no es la dirección de un punto de acceso SPARQL",
        ),
        (
            "give one that begins with http:// or https://, as in https://query.wikidata.org/sparql",
            "donnez-en une qui commence par http:// ou https://, comme https://query.wikidata.org/sparql",
            "indique una que empiece por http:// o https://, como https://query.wikidata.org/sparql",
        ),
    ),
    "A251": (
        (
            "the address holds a user name or password",
            "l'adresse contient un nom d'utilisateur ou un mot de passe",
            "la dirección contiene un nombre de usuario o una contraseña",
        ),
        (
            "put them into a file of access and name it in METROGRAPH_STORE_ACCESS",
            "placez-les dans un fichier d'accès que désigne METROGRAPH_STORE_ACCESS",
            "póngalos en un archivo de acceso indicado en METROGRAPH_STORE_ACCESS",
        ),
    ),
    "A252": (
        (
            "--forget removes facts and {name} looks them up",
            "--forget retire des faits et {name} en cherche",
            "--forget quita datos y {name} los busca",
        ),
        (
            "give one of the two",
            "donnez l'un des deux",
            "indique una de las dos",
        ),
    ),
    "A253": (
        (
            "this file holds the facts of another endpoint, {value}",
            "ce fichier contient les faits d'un autre point d'accès, {value}",
            "este archivo contiene los datos de otro punto de acceso, {value}",
        ),
        (
            "ask that one, or rename the file and its `source`",
            "interrogez celui-là, ou renommez le fichier et son champ `source`",
            "pregunte a ese, o cambie el nombre del archivo y su campo `source`",
        ),
    ),
    "A254": (
        (
            "no endpoint is named",
            "aucun point d'accès n'est désigné",
            "no se ha indicado ningún punto de acceso",
        ),
        (
            "give --from https://…, or write [enrich] with `from` into metrograph.toml; nothing is ever asked of an endpoint that you did not name",
            "donnez --from https://…, ou écrivez [enrich] avec `from` dans metrograph.toml ; aucun point d'accès n'est jamais interrogé sans que vous l'ayez désigné",
            "indique --from https://…, o escriba [enrich] con `from` en metrograph.toml; nunca se pregunta a un punto de acceso que usted no haya indicado",
        ),
    ),
    "A255": (
        (
            "--as says what one thing is, by an address of the web",
            "--as dit ce qu'est une seule chose, par une adresse du web",
            "--as dice qué es un solo elemento, con una dirección de la web",
        ),
        (
            "give one id and one IRI: metrograph enrich place-guangzhou --as http://www.wikidata.org/entity/Q16572",
            "donnez un identifiant et un IRI : metrograph enrich place-guangzhou --as http://www.wikidata.org/entity/Q16572",
            "indique un identificador y un IRI: metrograph enrich place-guangzhou --as http://www.wikidata.org/entity/Q16572",
        ),
    ),
    "A256": (
        (
            "no looked-up facts of these are kept",
            "aucun fait trouvé n'est conservé à leur sujet",
            "no se conserva ningún dato encontrado sobre ello",
        ),
        (
            "{hint}the files in facts/ hold what was looked up",
            "{hint}les fichiers de facts/ contiennent ce qui a été trouvé",
            "{hint}los archivos de facts/ contienen lo encontrado",
        ),
    ),
    "A257": (
        (
            '"{value}" cannot be a value here',
            "« {value} » ne peut pas être une valeur ici",
            "«{value}» no puede ser un valor aquí",
        ),
        (
            "correct it, or remove the record and look it up again: `metrograph enrich ID --refresh`",
            "corrigez-la, ou retirez la fiche et cherchez-la de nouveau : `metrograph enrich ID --refresh`",
            "corríjalo, o quite la ficha y búsquela de nuevo: `metrograph enrich ID --refresh`",
        ),
    ),
    "A258": (
        (
            'the file is called "{name}" and says that its source is "{value}"',
            "le fichier s'appelle « {name} » et dit que sa source est « {value} »",
            "el archivo se llama «{name}» y dice que su fuente es «{value}»",
        ),
        (
            "give both the same name: it is that of the graph",
            "donnez le même nom aux deux : c'est celui du graphe",
            "dé a ambos el mismo nombre: es el del grafo",
        ),
    ),
    "A259": (
        (
            'no plan names "{value}", of which facts were looked up',
            "aucun plan ne nomme « {value} », sur lequel des faits ont été cherchés",
            "ningún plan nombra «{value}», sobre el que se buscaron datos",
        ),
        (
            "remove them with `metrograph enrich --forget {value}`, or name it in a plan",
            "retirez-les avec `metrograph enrich --forget {value}`, ou nommez-le dans un plan",
            "quítelos con `metrograph enrich --forget {value}`, o nómbrelo en un plan",
        ),
    ),
}
