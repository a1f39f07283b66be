"""Words of the API: questions, links, checks."""

TEXTS: dict[str, tuple[str, str, str]] = {
    "api.title": ("MetroGraph API", "API de MetroGraph", "API de MetroGraph"),
    "api.about": (
        "Questions to the work plan, links to the Sustainable Development Goals with their evidence, checks, and decisions. Reading is open; decisions need a token.",
        "Questions au plan de travail, liens avec les Objectifs de développement durable et leurs preuves, contrôles et décisions. La lecture est libre ; les décisions demandent un jeton.",
        "Preguntas al plan de trabajo, vínculos con los Objetivos de Desarrollo Sostenible y sus pruebas, comprobaciones y decisiones. La lectura es libre; las decisiones requieren un token.",
    ),
    "format.json": ("JSON", "JSON", "JSON"),
    "format.jsonl": ("JSON lines", "JSON par lignes", "JSON por líneas"),
    "format.tsv": ("TSV", "TSV", "TSV"),
    "format.md": ("Markdown", "Markdown", "Markdown"),
    "format.srj": ("SPARQL results, JSON", "Résultats SPARQL, JSON", "Resultados SPARQL, JSON"),
    "format.srx": ("SPARQL results, XML", "Résultats SPARQL, XML", "Resultados SPARQL, XML"),
    "api.operation": ("Operation", "Opération", "Operación"),
    "api.does": ("What it does", "Ce qu'elle fait", "Qué hace"),
    "api.curl": ("With curl", "Avec curl", "Con curl"),
    "api.rows": (
        "{n} of {total} rows, after the first {start}",
        "{n} lignes sur {total}, après les {start} premières",
        "{n} filas de {total}, tras las primeras {start}",
    ),
    "api.further": ("The rows after these", "Les lignes suivantes", "Las filas siguientes"),
    "api.done": ("The answer", "La réponse", "La respuesta"),
    "api.token": (
        "A token from the file of tokens of the service, in the header Authorization",
        "Un jeton du fichier de jetons du service, dans l'en-tête Authorization",
        "Un token del archivo de tokens del servicio, en la cabecera Authorization",
    ),
    "api.tag.api": ("The API itself", "L'API elle-même", "La propia API"),
    "api.tag.questions": ("Questions", "Questions", "Preguntas"),
    "api.tag.data": ("The plan at a glance", "Le plan en un coup d'œil", "El plan de un vistazo"),
    "api.tag.links": ("Links and decisions", "Liens et décisions", "Vínculos y decisiones"),
    "api.tag.texts": ("Texts and graphs of your own", "Vos propres textes et graphes", "Sus propios textos y grafos"),
    "api.do.index": ("The operations of the API", "Les opérations de l'API", "Las operaciones de la API"),
    "api.do.openapi": ("This document, in OpenAPI 3.1", "Ce document, en OpenAPI 3.1", "Este documento, en OpenAPI 3.1"),
    "api.do.questions": (
        "The questions of the catalogue, with their parameters",
        "Les questions du catalogue, avec leurs paramètres",
        "Las preguntas del catálogo, con sus parámetros",
    ),
    "api.do.question": ("The answer to a question", "La réponse à une question", "La respuesta a una pregunta"),
    "api.do.question-sparql": (
        "The SPARQL behind a question, its parameters filled in",
        "Le SPARQL d'une question, paramètres compris",
        "El SPARQL de una pregunta, con sus parámetros",
    ),
    "api.do.coverage": (
        "How well goals, targets, themes or strategic lines are covered",
        "La couverture des objectifs, des cibles, des thèmes ou des lignes stratégiques",
        "La cobertura de los objetivos, las metas, los temas o las líneas estratégicas",
    ),
    "api.do.pilots": (
        "Every pilot with its links, their evidence, and what is missing",
        "Chaque projet pilote avec ses liens, leurs preuves et ce qui manque",
        "Cada piloto con sus vínculos, sus pruebas y lo que falta",
    ),
    "api.do.search": (
        "Things by words of their names, accents and capitals aside",
        "Recherche par mots du nom, sans égard aux accents ni aux majuscules",
        "Búsqueda por palabras del nombre, sin distinguir acentos ni mayúsculas",
    ),
    "api.do.history": (
        "The updates that the data have seen: who, when, why",
        "Les mises à jour des données : qui, quand, pourquoi",
        "Las actualizaciones de los datos: quién, cuándo, por qué",
    ),
    "api.do.reviews": (
        "The decisions that people took, in order",
        "Les décisions prises, dans l'ordre",
        "Las decisiones tomadas, en orden",
    ),
    "api.do.review": (
        "Accept, reject or change a link, or undo the last decision on it; with “expected”, only if nobody decided meanwhile",
        "Accepter, rejeter ou modifier un lien, ou annuler la dernière décision ; avec « expected », seulement si personne n'a décidé entre-temps",
        "Aceptar, rechazar o cambiar un vínculo, o deshacer la última decisión; con «expected», solo si nadie decidió entretanto",
    ),
    "api.do.alignments": (
        "The links between elements of the plan and goals or targets",
        "Les liens entre éléments du plan et objectifs ou cibles",
        "Los vínculos entre elementos del plan y objetivos o metas",
    ),
    "api.do.alignment": (
        "One link: suggestions, evidence, decisions",
        "Un lien : suggestions, preuves, décisions",
        "Un vínculo: sugerencias, pruebas, decisiones",
    ),
    "api.do.link": (
        "Goals and targets that a text contributes to, with the words that speak for them; up to 200,000 characters in all",
        "Objectifs et cibles auxquels un texte contribue, avec les mots qui le montrent ; 200 000 caractères au plus en tout",
        "Objetivos y metas a los que contribuye un texto, con las palabras que lo muestran; 200 000 caracteres como máximo en total",
    ),
    "api.do.validate": (
        "A graph held against the shapes, beside our ontology, goals and themes",
        "Un graphe confronté aux formes (shapes), avec notre ontologie, les objectifs et les thèmes",
        "Un grafo contrastado con las formas (shapes), junto a nuestra ontología, los objetivos y los temas",
    ),
    "api.do.examples": (
        "The questions as sh:SPARQLExecutable, for the editors of others",
        "Les questions en sh:SPARQLExecutable, pour d'autres éditeurs",
        "Las preguntas como sh:SPARQLExecutable, para otros editores",
    ),
    "api.do.well-known-examples": (
        "The same examples, where editors look for them",
        "Les mêmes exemples, là où les éditeurs les cherchent",
        "Los mismos ejemplos, donde los editores los buscan",
    ),
    "api.part.name": (
        "the name of a question; with .csv, .tsv, .md and the like at its end, in that format",
        "le nom d'une question ; suivi de .csv, .tsv, .md, etc., dans ce format",
        "el nombre de una pregunta; seguido de .csv, .tsv, .md, etc., en ese formato",
    ),
    "api.part.id": ("the id of a link", "l'identifiant d'un lien", "el identificador de un vínculo"),
    "api.field.lang": ("the language of the answer", "la langue de la réponse", "el idioma de la respuesta"),
    "api.field.format": (
        "the format of the answer, in place of Accept",
        "le format de la réponse, à la place de Accept",
        "el formato de la respuesta, en lugar de Accept",
    ),
    "api.field.limit": ("at most so many rows", "au plus tant de lignes", "como máximo tantas filas"),
    "api.field.offset": ("after so many rows", "après tant de lignes", "después de tantas filas"),
    "api.field.topic": ("questions on one topic", "questions d'un seul sujet", "preguntas de un solo asunto"),
    "api.field.labels": (
        "labels in this language beside identifiers",
        "libellés dans cette langue à côté des identifiants",
        "etiquetas en este idioma junto a los identificadores",
    ),
    "api.field.spreadsheet": (
        "1: cells that a spreadsheet would take for formulas begin with an apostrophe (CSV, TSV)",
        "1 : les cellules qu'un tableur prendrait pour des formules commencent par une apostrophe (CSV, TSV)",
        "1: las celdas que una hoja de cálculo tomaría por fórmulas empiezan por un apóstrofo (CSV, TSV)",
    ),
    "api.field.by": ("covered by what", "selon quoi", "según qué"),
    "api.field.q": ("words of the name", "mots du nom", "palabras del nombre"),
    "api.field.kind": ("things of one kind", "choses d'un seul type", "cosas de un solo tipo"),
    "api.field.item": ("an element, by id or IRI", "un élément, par identifiant ou IRI", "un elemento, por identificador o IRI"),
    "api.field.plan": ("a plan, by id or IRI", "un plan, par identifiant ou IRI", "un plan, por identificador o IRI"),
    "api.field.goal": (
        "a goal and its targets, by number",
        "un objectif et ses cibles, par numéro",
        "un objetivo y sus metas, por número",
    ),
    "api.field.target": ("a goal or target, by code", "un objectif ou une cible, par code", "un objetivo o una meta, por código"),
    "api.field.status": ("where the link stands", "où en est le lien", "en qué estado está el vínculo"),
    "api.field.strength": ("the strength of the link", "la force du lien", "la fuerza del vínculo"),
    "api.field.text_lang": (
        "the language of the text (of text/plain); found out without it",
        "la langue du texte (text/plain) ; reconnue si elle manque",
        "el idioma del texto (text/plain); se reconoce si falta",
    ),
    "api.field.fail_on": (
        "from which severity on a test case of JUnit fails",
        "à partir de quelle gravité un cas de test JUnit échoue",
        "a partir de qué gravedad falla un caso de prueba de JUnit",
    ),
    "api.status.400": ("The request is wrong", "La demande est erronée", "La solicitud es errónea"),
    "api.status.401": ("A token is needed", "Un jeton est nécessaire", "Se necesita un token"),
    "api.status.403": ("Not allowed", "Non autorisé", "No autorizado"),
    "api.status.404": ("Nothing has that name", "Rien ne porte ce nom", "Nada tiene ese nombre"),
    "api.status.406": (
        "None of the formats wanted is there",
        "Aucun des formats voulus n'existe",
        "No existe ninguno de los formatos pedidos",
    ),
    "api.status.409": (
        "Somebody else decided meanwhile",
        "Quelqu'un d'autre a décidé entre-temps",
        "Otra persona decidió entretanto",
    ),
    "api.status.413": ("Too large", "Trop volumineux", "Demasiado grande"),
    "api.status.415": ("A type that is not read", "Un type qui n'est pas lu", "Un tipo que no se lee"),
    "api.status.422": ("Nothing to work on", "Rien à traiter", "Nada que tratar"),
    "api.status.429": ("Too many requests", "Trop de demandes", "Demasiadas solicitudes"),
    "api.status.503": (
        "Too busy, or a limit was reached",
        "Surchargé, ou une limite est atteinte",
        "Saturado, o se alcanzó un límite",
    ),
    "api.status.504": ("It takes too long", "Cela prend trop de temps", "Tarda demasiado"),
}

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "W401": (
        (
            "a graph in the media type “{value}” is not read here",
            "un graphe de type « {value} » n'est pas lu ici",
            "aquí no se lee un grafo del tipo «{value}»",
        ),
        (
            "{hint}send one of these, named in Content-Type: {choices}",
            "{hint}envoyez l'un de ces types, indiqué dans Content-Type : {choices}",
            "{hint}envíe uno de estos tipos, indicado en Content-Type: {choices}",
        ),
    ),
    "W402": (
        ("the document is written in {value}", "le document est codé en {value}", "el documento está codificado en {value}"),
        ("send it in UTF-8", "envoyez-le en UTF-8", "envíelo en UTF-8"),
    ),
    "W403": (
        ("the document is not UTF-8", "le document n'est pas en UTF-8", "el documento no está en UTF-8"),
        (
            "save it as UTF-8 and send it again; line and column say where the first foreign byte stands",
            "enregistrez-le en UTF-8 et renvoyez-le ; la ligne et la colonne indiquent le premier octet étranger",
            "guárdelo en UTF-8 y envíelo de nuevo; la línea y la columna indican el primer byte ajeno",
        ),
    ),
    "W404": (
        (
            "the document cannot be read: {detail}",
            "le document ne peut pas être lu : {detail}",
            "no se puede leer el documento: {detail}",
        ),
        (
            "mend that line, or name the syntax it is written in as Content-Type",
            "corrigez cette ligne, ou indiquez dans Content-Type la syntaxe employée",
            "corrija esa línea, o indique en Content-Type la sintaxis que usa",
        ),
    ),
    "W405": (
        (
            "the document is nested more than {most} levels deep",
            "le document compte plus de {most} niveaux d'imbrication",
            "el documento tiene más de {most} niveles de anidamiento",
        ),
        (
            "name the inner nodes and write them one beside the other",
            "nommez les nœuds intérieurs et écrivez-les côte à côte",
            "dé nombre a los nodos interiores y escríbalos uno al lado del otro",
        ),
    ),
    "W406": (
        (
            "the document takes its @context from another address, which is not fetched",
            "le document prend son @context à une autre adresse, qui n'est pas consultée",
            "el documento toma su @context de otra dirección, que no se consulta",
        ),
        (
            "write the context into the document",
            "écrivez le contexte dans le document",
            "escriba el contexto dentro del documento",
        ),
    ),
    "W407": (
        (
            "the document has a document type (DOCTYPE), which may define entities",
            "le document contient un type de document (DOCTYPE), qui peut définir des entités",
            "el documento contiene un tipo de documento (DOCTYPE), que puede definir entidades",
        ),
        (
            "write without DOCTYPE and entities",
            "écrivez-le sans DOCTYPE ni entités",
            "escríbalo sin DOCTYPE ni entidades",
        ),
    ),
    "W410": (
        ("“{name}” is not known here", "« {name} » n'est pas connu ici", "«{name}» no se conoce aquí"),
        ("{hint}what can be given: {choices}", "{hint}on peut donner : {choices}", "{hint}se puede dar: {choices}"),
    ),
    "W411": (
        ("“{name}” is given twice", "« {name} » est donné deux fois", "«{name}» se da dos veces"),
        ("give it once", "donnez-le une seule fois", "délo una sola vez"),
    ),
    "W412": (
        ("“{name}” is missing", "il manque « {name} »", "falta «{name}»"),
        ("for example: {example}", "par exemple : {example}", "por ejemplo: {example}"),
    ),
    "W413": (
        (
            "a value of {n} characters is too long",
            "une valeur de {n} caractères est trop longue",
            "un valor de {n} caracteres es demasiado largo",
        ),
        ("{most} characters at most", "{most} caractères au plus", "{most} caracteres como máximo"),
    ),
    "W414": (
        (
            "a text holds half a character (U+D800 … U+DFFF)",
            "un texte contient une moitié de caractère (U+D800 … U+DFFF)",
            "un texto contiene medio carácter (U+D800 … U+DFFF)",
        ),
        (
            "send whole characters, in UTF-8",
            "envoyez des caractères entiers, en UTF-8",
            "envíe caracteres enteros, en UTF-8",
        ),
    ),
    "W415": (
        ("the type “{value}” is not read here", "le type « {value} » n'est pas lu ici", "el tipo «{value}» no se lee aquí"),
        (
            "send one of these, named in Content-Type: {choices}",
            "envoyez l'un de ces types, indiqué dans Content-Type : {choices}",
            "envíe uno de estos tipos, indicado en Content-Type: {choices}",
        ),
    ),
    "W416": (
        ("this is not JSON: {detail}", "ce n'est pas du JSON : {detail}", "esto no es JSON: {detail}"),
        (
            "mend it; names and texts stand in double quotes, NaN and Infinity do not exist",
            "corrigez-le ; noms et textes sont entre guillemets droits, NaN et Infinity n'existent pas",
            "corríjalo; los nombres y los textos van entre comillas rectas, NaN e Infinity no existen",
        ),
    ),
    "W417": (
        (
            "“{name}” is not {want}",
            "« {name} » n'est pas de la forme attendue : {want}",
            "«{name}» no tiene la forma esperada: {want}",
        ),
        (
            "see /api for what can be sent",
            "voyez /api pour ce qui peut être envoyé",
            "vea en /api lo que se puede enviar",
        ),
    ),
    "W418": (
        (
            "none of the formats in Accept is there",
            "aucun des formats de Accept n'existe ici",
            "no existe aquí ninguno de los formatos de Accept",
        ),
        ("ask for one of these: {choices}", "demandez l'un de ceux-ci : {choices}", "pida uno de estos: {choices}"),
    ),
    "W419": (
        ("there is no question “{value}”", "il n'y a pas de question « {value} »", "no existe la pregunta «{value}»"),
        ("{hint}/api/questions lists them", "{hint}/api/questions en donne la liste", "{hint}/api/questions las enumera"),
    ),
    "W420": (
        ("the list holds {n} texts", "la liste contient {n} textes", "la lista contiene {n} textos"),
        ("send 1 to {most} texts at once", "envoyez de 1 à {most} textes à la fois", "envíe de 1 a {most} textos a la vez"),
    ),
    "W421": (
        ("the texts have {n} characters", "les textes comptent {n} caractères", "los textos tienen {n} caracteres"),
        (
            "send {most} characters at most at once, paragraph by paragraph",
            "envoyez au plus {most} caractères à la fois, paragraphe par paragraphe",
            "envíe como máximo {most} caracteres a la vez, párrafo por párrafo",
        ),
    ),
    "W422": (
        (
            "there is no link with the id “{value}”",
            "aucun lien n'a l'identifiant « {value} »",
            "ningún vínculo tiene el identificador «{value}»",
        ),
        ("/api/alignments lists them", "/api/alignments en donne la liste", "/api/alignments los enumera"),
    ),
    "W423": (
        (
            "somebody else decided meanwhile: {by}, {time}, {decision}",
            "quelqu'un d'autre a décidé entre-temps : {by}, {time}, {decision}",
            "otra persona decidió entretanto: {by}, {time}, {decision}",
        ),
        (
            "look at the link again, then send “expected”: {n}",
            "regardez de nouveau le lien, puis envoyez « expected » : {n}",
            "vuelva a mirar el vínculo y envíe «expected»: {n}",
        ),
    ),
}
