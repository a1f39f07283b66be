"""Words of the SPARQL Protocol, the Graph Store Protocol and the page of the endpoint."""

TEXTS: dict[str, tuple[str, str, str]] = {
    "sparql.title": ("SPARQL endpoint", "Point d'accès SPARQL", "Punto de acceso SPARQL"),
    "sparql.about": (
        "Ask the data in SPARQL 1.1, here or from any client at this address. These prefixes need no declaration:",
        "Interrogez les données en SPARQL 1.1, ici ou depuis n'importe quel client à cette adresse. Ces préfixes n'ont pas besoin d'être déclarés :",
        "Consulte los datos en SPARQL 1.1, aquí o desde cualquier cliente en esta dirección. Estos prefijos no hace falta declararlos:",
    ),
    "sparql.query": ("Query", "Requête", "Consulta"),
    "sparql.format": ("Format of the answer", "Format de la réponse", "Formato de la respuesta"),
    "sparql.run": ("Ask", "Interroger", "Consultar"),
    "sparql.description": (
        "What this service offers, in Turtle",
        "Ce qu'offre ce service, en Turtle",
        "Lo que ofrece este servicio, en Turtle",
    ),
}

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "W501": (
        (
            "{method} is not answered at this address",
            "{method} n'est pas traité à cette adresse",
            "{method} no se atiende en esta dirección",
        ),
        ("use {allowed}", "utilisez {allowed}", "use {allowed}"),
    ),
    "W502": (
        (
            "the request holds bytes that are no UTF-8 text",
            "la requête contient des octets qui ne sont pas du texte UTF-8",
            "la petición contiene bytes que no son texto UTF-8",
        ),
        (
            "send UTF-8, percent-encoded where it stands in an address or a form: é is %C3%A9",
            "envoyez de l'UTF-8, encodé avec % dans une adresse ou un formulaire : é s'écrit %C3%A9",
            "envíe UTF-8, codificado con % en una dirección o un formulario: é se escribe %C3%A9",
        ),
    ),
    "W503": (
        (
            "a text in {charset} is not read here",
            "un texte en {charset} n'est pas lu ici",
            "aquí no se lee un texto en {charset}",
        ),
        (
            "send it in UTF-8, with charset=utf-8 or without a charset",
            "envoyez-le en UTF-8, avec charset=utf-8 ou sans charset",
            "envíelo en UTF-8, con charset=utf-8 o sin charset",
        ),
    ),
    "W504": (
        (
            "the request has more than {n} fields",
            "la requête a plus de {n} champs",
            "la petición tiene más de {n} campos",
        ),
        ("send fewer", "envoyez-en moins", "envíe menos"),
    ),
    "W505": (
        (
            "a body of type {media} is not read here",
            "un corps de type {media} n'est pas lu ici",
            "aquí no se lee un cuerpo de tipo {media}",
        ),
        (
            "name its type in Content-Type, one of: {choices}",
            "indiquez son type dans Content-Type, parmi : {choices}",
            "indique su tipo en Content-Type, uno de: {choices}",
        ),
    ),
    "W506": (
        (
            "the request holds more than one {field}",
            "la requête HTTP contient plus d'un champ « {field} »",
            "la petición contiene más de un campo «{field}»",
        ),
        ("send one at a time", "envoyez-les un par un", "envíelos de uno en uno"),
    ),
    "W507": (
        (
            "the request holds no {field}",
            "la requête HTTP ne contient pas de champ « {field} »",
            "la petición no contiene ningún campo «{field}»",
        ),
        (
            "give it as {field}=…, or as the body of a POST of type application/sparql-{field}",
            "donnez-le sous la forme {field}=…, ou comme corps d'un POST de type application/sparql-{field}",
            "indíquelo como {field}=…, o como cuerpo de un POST de tipo application/sparql-{field}",
        ),
    ),
    "W508": (
        (
            '"{value}" in {field} is no whole IRI',
            "« {value} » dans {field} n'est pas un IRI complet",
            "«{value}» en {field} no es un IRI completo",
        ),
        (
            "write it with its scheme and percent-encode it, as in {field}=http%3A%2F%2Fexample.org%2Fgraph",
            "écrivez-le avec son schéma et encodez-le, comme dans {field}=http%3A%2F%2Fexample.org%2Fgraph",
            "escríbalo con su esquema y codificado, como en {field}=http%3A%2F%2Fexample.org%2Fgraph",
        ),
    ),
    "W509": (
        (
            "the update says {word}, and the request names graphs too",
            "la mise à jour contient {word}, et la requête HTTP désigne elle aussi des graphes",
            "la actualización contiene {word}, y la petición también nombra grafos",
        ),
        (
            "name them in one place: leave out using-graph-uri and using-named-graph-uri, or {word}",
            "nommez-les à un seul endroit : supprimez using-graph-uri et using-named-graph-uri, ou {word}",
            "nómbrelos en un solo lugar: quite using-graph-uri y using-named-graph-uri, o {word}",
        ),
    ),
    "W511": (
        (
            'there is no format "{value}"',
            "il n'y a pas de format « {value} »",
            "no existe el formato «{value}»",
        ),
        (
            "{hint}choose one of: {choices}",
            "{hint}choisissez parmi : {choices}",
            "{hint}elija uno de: {choices}",
        ),
    ),
    "W512": (
        (
            "this address takes no {field}",
            "cette adresse n'accepte pas « {field} »",
            "esta dirección no acepta «{field}»",
        ),
        (
            "send it to {address}",
            "envoyez-le à {address}",
            "envíelo a {address}",
        ),
    ),
    "W513": (
        (
            'timeout "{value}" is no number of seconds',
            "timeout « {value} » n'est pas un nombre de secondes",
            "timeout «{value}» no es un número de segundos",
        ),
        (
            "write a number above 0, such as timeout=10; it can only shorten the limit of the service",
            "écrivez un nombre supérieur à 0, par exemple timeout=10 ; il ne peut que raccourcir la limite du service",
            "escriba un número mayor que 0, por ejemplo timeout=10; solo puede acortar el límite del servicio",
        ),
    ),
    "W514": (
        (
            "this answer is not given in any of the formats asked for",
            "cette réponse n'existe dans aucun des formats demandés",
            "esta respuesta no se da en ninguno de los formatos pedidos",
        ),
        ("ask for one of: {choices}", "demandez l'un de ceux-ci : {choices}", "pida uno de: {choices}"),
    ),
    "W515": (
        (
            "the answer has more than {limit} rows, and is not given in part",
            "la réponse dépasse {limit} lignes, et n'est pas donnée en partie",
            "la respuesta tiene más de {limit} filas, y no se da en parte",
        ),
        (
            "ask for less, or page by page with ORDER BY, LIMIT and OFFSET",
            "demandez moins, ou page par page avec ORDER BY, LIMIT et OFFSET",
            "pida menos, o página a página con ORDER BY, LIMIT y OFFSET",
        ),
    ),
    "W516": (
        (
            "the answer holds something that {format} cannot say ({detail})",
            "la réponse contient quelque chose que {format} ne peut pas exprimer ({detail})",
            "la respuesta contiene algo que {format} no puede expresar ({detail})",
        ),
        (
            "ask for JSON or TSV, for a graph for Turtle or N-Triples",
            "demandez du JSON ou du TSV, pour un graphe du Turtle ou du N-Triples",
            "pida JSON o TSV, para un grafo Turtle o N-Triples",
        ),
    ),
    "W517": (
        (
            "the answer is larger than {limit} bytes, and is not given in part",
            "la réponse dépasse {limit} octets, et n'est pas donnée en partie",
            "la respuesta supera los {limit} bytes, y no se da en parte",
        ),
        (
            "ask for less, or page by page with ORDER BY, LIMIT and OFFSET",
            "demandez moins, ou page par page avec ORDER BY, LIMIT et OFFSET",
            "pida menos, o página a página con ORDER BY, LIMIT y OFFSET",
        ),
    ),
    "W518": (
        (
            "the request does not say which graph",
            "la requête ne dit pas de quel graphe il s'agit",
            "la petición no dice qué grafo",
        ),
        (
            "give ?graph= and its IRI, or ?default",
            "donnez ?graph= suivi de son IRI, ou ?default",
            "indique ?graph= y su IRI, o ?default",
        ),
    ),
    "W519": (
        (
            "the request names more than one graph",
            "la requête désigne plus d'un graphe",
            "la petición nombra más de un grafo",
        ),
        (
            "give ?graph= once, or ?default, or the address of the graph alone",
            "donnez une seule fois ?graph=, ou ?default, ou l'adresse du graphe seule",
            "indique ?graph= una sola vez, o ?default, o solo la dirección del grafo",
        ),
    ),
    "W520": (
        (
            "there is no graph {graph}",
            "il n'y a pas de graphe {graph}",
            "no existe el grafo {graph}",
        ),
        (
            "{hint}the description at /sparql lists the graphs that are there",
            "{hint}la description à /sparql énumère les graphes présents",
            "{hint}la descripción en /sparql enumera los grafos que hay",
        ),
    ),
    "W521": (
        (
            "a part of the body that is written in {coding} is not read here",
            "une partie du corps écrite en {coding} n'est pas lue ici",
            "aquí no se lee una parte del cuerpo escrita en {coding}",
        ),
        (
            "send it as it is, without Content-Transfer-Encoding",
            "envoyez-la telle quelle, sans Content-Transfer-Encoding",
            "envíela tal cual, sin Content-Transfer-Encoding",
        ),
    ),
    "W522": (
        (
            "the parts of the body cannot be told apart ({detail})",
            "les parties du corps ne se distinguent pas ({detail})",
            "las partes del cuerpo no se distinguen ({detail})",
        ),
        (
            "send multipart/form-data with its boundary, as curl -F does",
            "envoyez du multipart/form-data avec son boundary, comme le fait curl -F",
            "envíe multipart/form-data con su boundary, como hace curl -F",
        ),
    ),
    "W523": (
        (
            "the body holds the graph {graph}, and one graph is written here",
            "le corps contient le graphe {graph}, or un seul graphe est écrit ici",
            "el cuerpo contiene el grafo {graph}, y aquí se escribe un solo grafo",
        ),
        (
            "send its triples alone, to an address of its own, or use INSERT DATA at /update",
            "envoyez ses seuls triplets, à une adresse propre, ou utilisez INSERT DATA à /update",
            "envíe solo sus tripletas, a una dirección propia, o use INSERT DATA en /update",
        ),
    ),
    "W524": (
        (
            "the update speaks of other graphs ({word}), and PATCH changes one graph alone",
            "la mise à jour parle d'autres graphes ({word}), or PATCH ne modifie qu'un seul graphe",
            "la actualización habla de otros grafos ({word}), y PATCH cambia un solo grafo",
        ),
        (
            "leave {word} out, or send the update to /update",
            "supprimez {word}, ou envoyez la mise à jour à /update",
            "quite {word}, o envíe la actualización a /update",
        ),
    ),
}
