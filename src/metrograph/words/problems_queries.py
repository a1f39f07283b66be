"""What can be wrong with a query (Q)."""

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "Q101": (
        (
            "the query does not parse here",
            "la requête n'est pas comprise à cet endroit",
            "la consulta no se entiende en este punto",
        ),
        (
            "look for a missing dot, brace or quote just before the mark; typographic quotes “ ” are not quotes of SPARQL",
            'cherchez un point, une accolade ou un guillemet manquant juste avant la marque ; les guillemets “ ” ne valent pas " en SPARQL',
            "busque un punto, una llave o una comilla que falte justo antes de la marca; las comillas “ ” no valen en SPARQL",
        ),
    ),
    "Q102": (
        (
            'the prefix "{prefix}:" is not declared',
            "le préfixe « {prefix}: » n'est pas déclaré",
            "el prefijo «{prefix}:» no está declarado",
        ),
        (
            "{hint}known without declaring: {choices}",
            "{hint}connus sans déclaration : {choices}",
            "{hint}conocidos sin declararlos: {choices}",
        ),
    ),
    "Q103": (
        (
            "the query selects a variable that it never binds or does not group by",
            "la requête sélectionne une variable qui n'est jamais liée ou qui n'est pas dans GROUP BY",
            "la consulta selecciona una variable que nunca se enlaza o que no está en GROUP BY",
        ),
        (
            "use the variable in WHERE, or add it to GROUP BY",
            "utilisez la variable dans WHERE ou ajoutez-la à GROUP BY",
            "use la variable en WHERE o añádala a GROUP BY",
        ),
    ),
    "Q104": (
        (
            "the engine could not finish the query ({detail})",
            "le moteur n'a pas pu terminer la requête ({detail})",
            "el motor no pudo terminar la consulta ({detail})",
        ),
        (
            "make the query smaller, for example with LIMIT",
            "réduisez la requête, par exemple avec LIMIT",
            "reduzca la consulta, por ejemplo con LIMIT",
        ),
    ),
    "Q105": (
        (
            "{word} would fetch from another address, which is not done here",
            "{word} irait chercher ailleurs, ce qui ne se fait pas ici",
            "{word} consultaría otra dirección, lo que aquí no se hace",
        ),
        (
            "leave it out; save what you need from there as a file first",
            "supprimez-le ; enregistrez d'abord en fichier ce dont vous avez besoin",
            "quítelo; guarde antes en un archivo lo que necesite",
        ),
    ),
    "Q106": (
        (
            "a question of the catalogue must be a SELECT query",
            "une question du catalogue doit être une requête SELECT",
            "una pregunta del catálogo debe ser una consulta SELECT",
        ),
        (
            "write SELECT with the columns to show",
            "écrivez SELECT avec les colonnes à montrer",
            "escriba SELECT con las columnas que se muestran",
        ),
    ),
    "L112": (
        (
            "the query was not answered within {seconds} seconds",
            "la requête n'a pas eu de réponse en {seconds} secondes",
            "la consulta no obtuvo respuesta en {seconds} segundos",
        ),
        (
            "ask for less (`--limit`, fewer optional parts), look at `--explain`, or give it more time with --timeout",
            "demandez moins (`--limit`, moins de parties facultatives), voyez `--explain`, ou donnez plus de temps avec --timeout",
            "pida menos (`--limit`, menos partes opcionales), consulte `--explain` o dé más tiempo con --timeout",
        ),
    ),
    "Q120": (
        (
            "an update takes no values beside its text ({detail})",
            "une mise à jour n'accepte pas de valeurs à côté de son texte ({detail})",
            "una actualización no admite valores aparte de su texto ({detail})",
        ),
        (
            "write the values into the update, for example as VALUES in its WHERE",
            "écrivez les valeurs dans la mise à jour, par exemple avec VALUES dans WHERE",
            "escriba los valores en la actualización, por ejemplo con VALUES en WHERE",
        ),
    ),
    "Q107": (
        (
            'a "{sign}" is missing here',
            "il manque ici un « {sign} »",
            "aquí falta un «{sign}»",
        ),
        (
            "a dot ends a triple, a semicolon goes on with the same subject, a comma with the same predicate",
            "un point termine un triplet, un point-virgule garde le même sujet, une virgule le même prédicat",
            "un punto termina una tripleta, un punto y coma conserva el sujeto y una coma, el predicado",
        ),
    ),
    "Q108": (
        (
            'this "{sign}" is one too many',
            "ce « {sign} » est de trop",
            "este «{sign}» sobra",
        ),
        (
            "take it out",
            "supprimez-le",
            "quítelo",
        ),
    ),
    "Q109": (
        (
            '"{sign}" stands where "{wanted}" belongs',
            "« {sign} » se trouve là où il faut « {wanted} »",
            "«{sign}» está donde corresponde «{wanted}»",
        ),
        (
            "a dot ends a triple, a semicolon goes on with another predicate, a comma with another object",
            "un point termine un triplet, un point-virgule introduit un autre prédicat, une virgule un autre objet",
            "un punto termina una tripleta, un punto y coma introduce otro predicado y una coma, otro objeto",
        ),
    ),
    "Q110": (
        (
            'the "{opening}" of line {line} is not closed',
            "le « {opening} » de la ligne {line} n'est pas fermé",
            "el «{opening}» de la línea {line} no está cerrado",
        ),
        (
            'write "{sign}" here, or where the part that it opens ends',
            "écrivez « {sign} » ici, ou là où finit la partie ouverte",
            "escriba «{sign}» aquí, o donde termine la parte que abre",
        ),
    ),
    "Q111": (
        (
            'there are more "{sign}" than "{opening}": this one closes nothing',
            "il y a plus de « {sign} » que de « {opening} » : celui-ci ne ferme rien",
            "hay más «{sign}» que «{opening}»: este no cierra nada",
        ),
        (
            "take it out, or open before it what it is to close",
            "supprimez-le, ou ouvrez avant lui ce qu'il doit fermer",
            "quítelo, o abra antes lo que deba cerrar",
        ),
    ),
    "Q112": (
        (
            'a "{sign}" is missing here',
            "il manque ici un « {sign} »",
            "aquí falta un «{sign}»",
        ),
        (
            'write "{sign}"',
            "écrivez « {sign} »",
            "escriba «{sign}»",
        ),
    ),
    "Q113": (
        (
            "the text that starts with {quote} here is not closed on its line",
            "le texte qui commence ici par {quote} n'est pas fermé sur sa ligne",
            "el texto que empieza aquí con {quote} no está cerrado en su línea",
        ),
        (
            "close it with {quote}; write \\ before a {quote} inside of it; a text of several lines stands between {long} and {long}",
            "fermez-le par {quote} ; écrivez \\ devant un {quote} intérieur ; un texte sur plusieurs lignes se place entre {long} et {long}",
            "ciérrelo con {quote}; escriba \\ delante de un {quote} interior; un texto de varias líneas va entre {long} y {long}",
        ),
    ),
    "Q114": (
        (
            "the IRI that starts here is not closed, or has a blank in it: {iri}",
            "l'IRI qui commence ici n'est pas fermé, ou contient un espace : {iri}",
            "el IRI que empieza aquí no está cerrado, o contiene un espacio: {iri}",
        ),
        (
            'close it with ">"; write a blank as %20',
            "fermez-le par « > » ; écrivez un espace %20",
            "ciérrelo con «>»; escriba un espacio como %20",
        ),
    ),
    "Q115": (
        (
            "{found} is no quotation mark of SPARQL",
            "{found} n'est pas un guillemet de SPARQL",
            "{found} no es una comilla de SPARQL",
        ),
        (
            "write {wanted}, at both ends of the text",
            "écrivez {wanted}, des deux côtés du texte",
            "escriba {wanted} a ambos lados del texto",
        ),
    ),
    "Q116": (
        (
            "a character that cannot be seen stands here ({found})",
            "un caractère invisible se trouve ici ({found})",
            "aquí hay un carácter invisible ({found})",
        ),
        (
            "take it out and write a plain space",
            "supprimez-le et écrivez une espace ordinaire",
            "quítelo y escriba un espacio normal",
        ),
    ),
    "Q117": (
        (
            "{found} is no sign of SPARQL",
            "{found} n'est pas un signe de SPARQL",
            "{found} no es un signo de SPARQL",
        ),
        (
            "write {wanted}",
            "écrivez {wanted}",
            "escriba {wanted}",
        ),
    ),
    "Q118": (
        (
            'unknown word "{word}"',
            "mot inconnu « {word} »",
            "palabra desconocida «{word}»",
        ),
        (
            "{hint}here it reads like a misspelt word of SPARQL",
            "{hint}on dirait un mot de SPARQL mal orthographié",
            "{hint}parece una palabra de SPARQL mal escrita",
        ),
    ),
    "Q119": (
        (
            '"{word}" is neither a word of SPARQL nor a variable nor a term',
            "« {word} » n'est ni un mot de SPARQL, ni une variable, ni un terme",
            "«{word}» no es una palabra de SPARQL, ni una variable, ni un término",
        ),
        (
            '{hint}write ?{word} for a variable, mg:{word} for a term, "{word}" for a text',
            '{hint}écrivez ?{word} pour une variable, mg:{word} pour un terme, "{word}" pour un texte',
            '{hint}escriba ?{word} para una variable, mg:{word} para un término, "{word}" para un texto',
        ),
    ),
    "Q154": (
        (
            "a comma is missing here",
            "il manque ici une virgule",
            "aquí falta una coma",
        ),
        (
            "put a comma between two arguments",
            "mettez une virgule entre deux arguments",
            "ponga una coma entre dos argumentos",
        ),
    ),
    "Q153": (
        (
            '"A" in capitals is no word of SPARQL',
            "« A » en majuscule n'est pas un mot de SPARQL",
            "«A» en mayúscula no es una palabra de SPARQL",
        ),
        (
            'write "a": it stands for rdf:type',
            "écrivez « a », qui vaut rdf:type",
            "escriba «a», que equivale a rdf:type",
        ),
    ),
    "Q121": (
        (
            "{found} must be in small letters",
            "{found} doit être en minuscules",
            "{found} debe ir en minúsculas",
        ),
        (
            "write {wanted}",
            "écrivez {wanted}",
            "escriba {wanted}",
        ),
    ),
    "Q122": (
        (
            "{found} is no operator of SPARQL",
            "{found} n'est pas un opérateur de SPARQL",
            "{found} no es un operador de SPARQL",
        ),
        (
            "write {wanted}",
            "écrivez {wanted}",
            "escriba {wanted}",
        ),
    ),
    "Q123": (
        (
            "the condition of {word} must stand in parentheses",
            "la condition de {word} doit être entre parenthèses",
            "la condición de {word} debe ir entre paréntesis",
        ),
        (
            "write {word} ({found})",
            "écrivez {word} ({found})",
            "escriba {word} ({found})",
        ),
    ),
    "Q124": (
        (
            "a column that is computed must stand in parentheses",
            "une colonne calculée doit être entre parenthèses",
            "una columna calculada debe ir entre paréntesis",
        ),
        (
            "write {wanted}",
            "écrivez {wanted}",
            "escriba {wanted}",
        ),
    ),
    "Q125": (
        (
            "AS is missing before {name}",
            "il manque AS devant {name}",
            "falta AS delante de {name}",
        ),
        (
            "write AS {name}",
            "écrivez AS {name}",
            "escriba AS {name}",
        ),
    ),
    "Q126": (
        (
            "what is computed here has no name",
            "ce qui est calculé ici n'a pas de nom",
            "lo que se calcula aquí no tiene nombre",
        ),
        (
            "write AS and a variable before the parenthesis: (COUNT(?x) AS ?n)",
            "écrivez AS et une variable avant la parenthèse : (COUNT(?x) AS ?n)",
            "escriba AS y una variable antes del paréntesis: (COUNT(?x) AS ?n)",
        ),
    ),
    "Q127": (
        (
            "{word} must stand before {before}",
            "{word} doit précéder {before}",
            "{word} debe ir antes de {before}",
        ),
        (
            "the order is WHERE, GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET, VALUES",
            "l'ordre est WHERE, GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET, VALUES",
            "el orden es WHERE, GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET, VALUES",
        ),
    ),
    "Q128": (
        (
            "{word} stands inside of the braces",
            "{word} se trouve à l'intérieur des accolades",
            "{word} está dentro de las llaves",
        ),
        (
            'close the pattern with "}}" first',
            "fermez d'abord le motif par « }} »",
            "cierre antes el patrón con «}}»",
        ),
    ),
    "Q129": (
        (
            "ASC and DESC take what they sort by in parentheses",
            "ASC et DESC prennent entre parenthèses ce qui sert au tri",
            "ASC y DESC llevan entre paréntesis lo que ordenan",
        ),
        (
            "write {wanted}",
            "écrivez {wanted}",
            "escriba {wanted}",
        ),
    ),
    "Q130": (
        (
            "this is no declaration of a prefix",
            "ce n'est pas une déclaration de préfixe",
            "esto no es una declaración de prefijo",
        ),
        (
            "write PREFIX mg: <https://w3id.org/metrograph/ns#>, with colon and angle brackets, without a dot behind",
            "écrivez PREFIX mg: <https://w3id.org/metrograph/ns#>, avec deux-points et chevrons, sans point à la fin",
            "escriba PREFIX mg: <https://w3id.org/metrograph/ns#>, con dos puntos y ángulos, sin punto al final",
        ),
    ),
    "Q131": (
        (
            "no comma stands here",
            "il n'y a pas de virgule à cet endroit",
            "aquí no va ninguna coma",
        ),
        (
            "put a blank between them: SELECT ?a ?b",
            "séparez-les par un espace : SELECT ?a ?b",
            "sepárelos con un espacio: SELECT ?a ?b",
        ),
    ),
    "Q132": (
        (
            "{found} is not SPARQL",
            "{found} n'est pas du SPARQL",
            "{found} no es SPARQL",
        ),
        (
            "write it like this: {wanted}",
            "écrivez plutôt : {wanted}",
            "escríbalo así: {wanted}",
        ),
    ),
    "Q133": (
        (
            "the separator of GROUP_CONCAT is not written like this",
            "le séparateur de GROUP_CONCAT ne s'écrit pas ainsi",
            "el separador de GROUP_CONCAT no se escribe así",
        ),
        (
            'write GROUP_CONCAT(?x ; SEPARATOR=", ")',
            'écrivez GROUP_CONCAT(?x ; SEPARATOR=", ")',
            'escriba GROUP_CONCAT(?x ; SEPARATOR=", ")',
        ),
    ),
    "Q134": (
        (
            "a second query starts here",
            "une deuxième requête commence ici",
            "aquí empieza una segunda consulta",
        ),
        (
            "ask one at a time",
            "posez-les une par une",
            "hágalas de una en una",
        ),
    ),
    "Q135": (
        (
            "{word} changes data, and a query is wanted here",
            "{word} modifie des données, or il faut ici une requête",
            "{word} modifica datos, y aquí se espera una consulta",
        ),
        (
            "ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
            "interrogez avec SELECT, ASK, CONSTRUCT ou DESCRIBE",
            "consulte con SELECT, ASK, CONSTRUCT o DESCRIBE",
        ),
    ),
    "Q136": (
        (
            "{word} asks, and a change of data is wanted here",
            "{word} interroge, or il faut ici une modification",
            "{word} consulta, y aquí se espera una modificación",
        ),
        (
            "write INSERT or DELETE",
            "écrivez INSERT ou DELETE",
            "escriba INSERT o DELETE",
        ),
    ),
    "Q137": (
        (
            "a path cannot be written like this",
            "un chemin ne s'écrit pas ainsi",
            "un camino no se escribe así",
        ),
        (
            "a path joins predicates, not variables: mg:a/mg:b, mg:a|mg:b, ^mg:a, mg:a+, mg:a*, mg:a?; templates take none",
            "un chemin relie des prédicats, pas des variables : mg:a/mg:b, mg:a|mg:b, ^mg:a, mg:a+, mg:a*, mg:a? ; les modèles n'en admettent pas",
            "un camino une predicados, no variables: mg:a/mg:b, mg:a|mg:b, ^mg:a, mg:a+, mg:a*, mg:a?; las plantillas no los admiten",
        ),
    ),
    "Q138": (
        (
            "the triple ends here before it is complete",
            "le triplet s'arrête ici avant d'être complet",
            "la tripleta termina aquí antes de estar completa",
        ),
        (
            "a triple has three parts: subject, predicate, object",
            "un triplet a trois parties : sujet, prédicat, objet",
            "una tripleta tiene tres partes: sujeto, predicado y objeto",
        ),
    ),
    "Q139": (
        (
            "nothing is selected",
            "rien n'est sélectionné",
            "no se selecciona nada",
        ),
        (
            "name the variables behind SELECT, or write SELECT *",
            "nommez les variables après SELECT, ou écrivez SELECT *",
            "nombre las variables después de SELECT, o escriba SELECT *",
        ),
    ),
    "Q140": (
        (
            "{found} means nothing in a text",
            "{found} n'a pas de sens dans un texte",
            "{found} no significa nada en un texto",
        ),
        (
            'write the backslash twice, as in REGEX(?x, "\\\\d+")',
            'doublez la barre oblique inverse, comme dans REGEX(?x, "\\\\d+")',
            'escriba dos veces la barra invertida, como en REGEX(?x, "\\\\d+")',
        ),
    ),
    "Q141": (
        (
            "{word} takes a whole number",
            "{word} prend un nombre entier",
            "{word} lleva un número entero",
        ),
        (
            "write {word} 10",
            "écrivez {word} 10",
            "escriba {word} 10",
        ),
    ),
    "Q142": (
        (
            "{name} is selected beside a grouped or counted column, but is not in GROUP BY",
            "{name} est sélectionnée à côté d'une colonne groupée ou comptée, mais n'est pas dans GROUP BY",
            "{name} se selecciona junto a una columna agrupada o contada, pero no está en GROUP BY",
        ),
        (
            "add GROUP BY {name}, or take one value: (SAMPLE({name}) AS ?one)",
            "ajoutez GROUP BY {name}, ou prenez une valeur : (SAMPLE({name}) AS ?un)",
            "añada GROUP BY {name}, o tome un valor: (SAMPLE({name}) AS ?uno)",
        ),
    ),
    "Q143": (
        (
            "SELECT * cannot be grouped",
            "SELECT * ne peut pas être groupé",
            "SELECT * no se puede agrupar",
        ),
        (
            "name the columns: the variables of GROUP BY and what is counted",
            "nommez les colonnes : les variables de GROUP BY et ce qui est compté",
            "nombre las columnas: las variables de GROUP BY y lo que se cuenta",
        ),
    ),
    "Q144": (
        (
            "{word} cannot stand in the pattern",
            "{word} ne peut pas figurer dans le motif",
            "{word} no puede ir en el patrón",
        ),
        (
            "put the condition behind the closing brace: GROUP BY ?x HAVING (COUNT(?y) > 1)",
            "placez la condition après l'accolade : GROUP BY ?x HAVING (COUNT(?y) > 1)",
            "ponga la condición después de la llave: GROUP BY ?x HAVING (COUNT(?y) > 1)",
        ),
    ),
    "Q145": (
        (
            "{name} has a value already",
            "{name} a déjà une valeur",
            "{name} ya tiene un valor",
        ),
        (
            "choose another name",
            "choisissez un autre nom",
            "elija otro nombre",
        ),
    ),
    "Q146": (
        (
            "this row of VALUES has {found} values for {wanted} variables",
            "cette ligne de VALUES a {found} valeurs pour {wanted} variables",
            "esta fila de VALUES tiene {found} valores para {wanted} variables",
        ),
        (
            "write one value for each variable, UNDEF where there is none",
            "écrivez une valeur par variable, UNDEF là où il n'y en a pas",
            "escriba un valor por variable, UNDEF donde no lo haya",
        ),
    ),
    "Q147": (
        (
            "the blank node {name} stands in two groups",
            "le nœud anonyme {name} figure dans deux groupes",
            "el nodo anónimo {name} está en dos grupos",
        ),
        (
            "write a variable, such as ?x, in both places",
            "écrivez une variable, par exemple ?x, aux deux endroits",
            "escriba una variable, por ejemplo ?x, en los dos sitios",
        ),
    ),
    "Q148": (
        (
            "{iri} is not a whole IRI, and no BASE is declared",
            "{iri} n'est pas un IRI complet, et aucun BASE n'est déclaré",
            "{iri} no es un IRI completo, y no hay ningún BASE declarado",
        ),
        (
            "write the whole of it, such as <http://metadata.un.org/sdg/11>, or a name with prefix, sdg:11",
            "écrivez-le en entier, comme <http://metadata.un.org/sdg/11>, ou avec un préfixe, sdg:11",
            "escríbalo entero, como <http://metadata.un.org/sdg/11>, o con prefijo, sdg:11",
        ),
    ),
    "Q149": (
        (
            "{name} is selected, but stands nowhere in the pattern",
            "{name} est sélectionnée, mais ne figure nulle part dans le motif",
            "{name} se selecciona, pero no aparece en el patrón",
        ),
        (
            "{hint}its column stays empty: write the same name in both places",
            "{hint}sa colonne reste vide : écrivez le même nom aux deux endroits",
            "{hint}su columna queda vacía: escriba el mismo nombre en los dos sitios",
        ),
    ),
    "Q150": (
        (
            "{found} is a text with @ in it, not a text in a language",
            "{found} est un texte contenant @, pas un texte dans une langue",
            "{found} es un texto que contiene @, no un texto en un idioma",
        ),
        (
            "the language stands behind the quotation mark: {wanted}",
            "la langue se place après le guillemet : {wanted}",
            "el idioma va después de la comilla: {wanted}",
        ),
    ),
    "Q151": (
        (
            "unknown term {name}",
            "terme inconnu {name}",
            "término desconocido {name}",
        ),
        (
            "{hint}no vocabulary at hand has it, so nothing can match",
            "{hint}aucun vocabulaire chargé ne le contient, rien ne peut donc correspondre",
            "{hint}ningún vocabulario cargado lo contiene, así que nada puede coincidir",
        ),
    ),
    "Q152": (
        (
            "{found} is an IRI of its own, not a name with prefix",
            "{found} est un IRI à part entière, pas un nom avec préfixe",
            "{found} es un IRI propio, no un nombre con prefijo",
        ),
        (
            "leave out the angle brackets: {wanted}",
            "supprimez les chevrons : {wanted}",
            "quite los ángulos: {wanted}",
        ),
    ),
}
