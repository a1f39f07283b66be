"""What a person may type wrong: commands, options, names, parameters (U) and decisions (V)."""

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "U101": (
        (
            "unknown command or option: {value}",
            "commande ou option inconnue : {value}",
            "comando u opción desconocidos: {value}",
        ),
        (
            "{hint}`metrograph --help` lists the commands",
            "{hint}`metrograph --help` donne la liste des commandes",
            "{hint}`metrograph --help` muestra los comandos",
        ),
    ),
    "U102": (
        ('there is no question "{value}"', "il n'y a pas de question « {value} »", "no existe la pregunta «{value}»"),
        (
            "{hint}`metrograph queries list` shows them all",
            "{hint}`metrograph queries list` les montre toutes",
            "{hint}`metrograph queries list` las muestra todas",
        ),
    ),
    "U103": (
        (
            'the question {question} has no parameter "{name}"',
            "la question {question} n'a pas de paramètre « {name} »",
            "la pregunta {question} no tiene el parámetro «{name}»",
        ),
        ("{hint}it takes: {choices}", "{hint}elle accepte : {choices}", "{hint}admite: {choices}"),
    ),
    "U104": (
        (
            'the parameter {name} cannot be "{value}"',
            "le paramètre {name} ne peut pas être « {value} »",
            "el parámetro {name} no puede ser «{value}»",
        ),
        ("give a value such as: {wanted}", "donnez une valeur comme : {wanted}", "dé un valor como: {wanted}"),
    ),
    "U105": (
        (
            'nothing is called "{value}" in the plans at hand',
            "rien ne s'appelle « {value} » dans les plans disponibles",
            "nada se llama «{value}» en los planes disponibles",
        ),
        (
            "{hint}`metrograph show` with a word of its name finds things",
            "{hint}`metrograph show` suivi d'un mot du nom permet de chercher",
            "{hint}`metrograph show` con una palabra del nombre permite buscar",
        ),
    ),
    "U106": (
        (
            '"{value}" is not written name=value',
            "« {value} » n'est pas de la forme nom=valeur",
            "«{value}» no tiene la forma nombre=valor",
        ),
        (
            "write for example --param goal=11",
            "écrivez par exemple --param goal=11",
            "escriba por ejemplo --param goal=11",
        ),
    ),
    "U107": (
        ("{name} is not installed", "{name} n'est pas installé", "{name} no está instalado"),
        ("pip install 'metrograph[{extra}]'", "pip install 'metrograph[{extra}]'", "pip install 'metrograph[{extra}]'"),
    ),
    "U108": (
        (
            '"{value}" is not one of the choices for {name}',
            "« {value} » n'est pas un choix possible pour {name}",
            "«{value}» no es una opción válida para {name}",
        ),
        ("{hint}choose one of: {choices}", "{hint}choisissez parmi : {choices}", "{hint}elija entre: {choices}"),
    ),
    "U109": (
        (
            "this needs a workspace of your own",
            "il faut pour cela un espace de travail à vous",
            "esto requiere un espacio de trabajo propio",
        ),
        (
            "make one with `metrograph init DIR`, then work in that folder or give --workspace DIR",
            "créez-en un avec `metrograph init DOSSIER`, puis travaillez dans ce dossier ou indiquez --workspace DOSSIER",
            "cree uno con `metrograph init CARPETA` y trabaje en ella o indique --workspace CARPETA",
        ),
    ),
    "U110": (
        (
            "give a question, a file with -f, or a query on standard input",
            "donnez une question, un fichier avec -f ou une requête sur l'entrée standard",
            "dé una pregunta, un archivo con -f o una consulta por la entrada estándar",
        ),
        (
            "try `metrograph query pilots-by-goal --param goal=11`",
            "essayez `metrograph query pilots-by-goal --param goal=11`",
            "pruebe `metrograph query pilots-by-goal --param goal=11`",
        ),
    ),
    "U111": (
        (
            'there is no rule or error "{value}"',
            "il n'y a ni règle ni erreur « {value} »",
            "no existe la regla ni el error «{value}»",
        ),
        (
            "{hint}rules are S01, S02 …, errors R101, Q101 …; links are written ITEM:SDG, for example pilot-mega:7",
            "{hint}les règles sont S01, S02 …, les erreurs R101, Q101 … ; les liens s'écrivent ÉLÉMENT:ODD, par exemple pilot-mega:7",
            "{hint}las reglas son S01, S02 …, los errores R101, Q101 …; los vínculos se escriben ELEMENTO:ODS, por ejemplo pilot-mega:7",
        ),
    ),
    "U112": (
        (
            "there is no graph named {value}",
            "il n'y a pas de graphe nommé {value}",
            "no existe el grafo llamado {value}",
        ),
        ("{hint}graphs: {choices}", "{hint}graphes : {choices}", "{hint}grafos: {choices}"),
    ),
    "U113": (
        (
            "the format {value} is not possible here",
            "le format {value} n'est pas possible ici",
            "el formato {value} no es posible aquí",
        ),
        ("choose one of: {choices}", "choisissez parmi : {choices}", "elija entre: {choices}"),
    ),
    "U114": (
        ("say which link and what to do with it", "dites quel lien et qu'en faire", "diga qué vínculo y qué hacer con él"),
        (
            "for example: metrograph review pilot-mega 7 accept --by 'Ana Ruiz', or --from decisions.csv",
            "par exemple : metrograph review pilot-mega 7 accept --by 'Ana Ruiz', ou --from decisions.csv",
            "por ejemplo: metrograph review pilot-mega 7 accept --by 'Ana Ruiz', o --from decisions.csv",
        ),
    ),
    "U116": (
        (
            "the text has {length} characters, more than the {most} that can be one text",
            "le texte compte {length} caractères, plus que les {most} que peut avoir un texte",
            "el texto tiene {length} caracteres, más de los {most} que puede tener un texto",
        ),
        (
            'link its paragraphs instead: one JSON line {{"id": …, "text": …}} for each',
            'traitez ses paragraphes : une ligne JSON {{"id": …, "text": …}} pour chacun',
            'procese sus párrafos: una línea JSON {{"id": …, "text": …}} para cada uno',
        ),
    ),
    "U117": (
        ("there is no text to link", "il n'y a pas de texte à relier", "no hay texto que vincular"),
        (
            'give a text in quotes, a file, or JSON lines on standard input: metrograph link "Night buses for shift workers"',
            'donnez un texte entre guillemets, un fichier, ou des lignes JSON sur l\'entrée standard : metrograph link "Bus de nuit pour les travailleurs postés"',
            'dé un texto entre comillas, un archivo o líneas JSON por la entrada estándar: metrograph link "Autobuses nocturnos para turnos"',
        ),
    ),
    "U118": (
        (
            "several files cannot be one {value}",
            "plusieurs fichiers ne peuvent pas faire un seul {value}",
            "varios archivos no pueden formar un solo {value}",
        ),
        (
            "give one file, or use --format jsonl, table or md, which take several",
            "donnez un seul fichier, ou utilisez --format jsonl, table ou md, qui en prennent plusieurs",
            "indique un solo archivo, o use --format jsonl, table o md, que admiten varios",
        ),
    ),
    "U119": (
        (
            "{value} is a binary format and cannot be shown on a terminal",
            "{value} est un format binaire qui ne s'affiche pas dans un terminal",
            "{value} es un formato binario que no se muestra en un terminal",
        ),
        (
            "write it to a file: --out plan.xlsx",
            "écrivez-le dans un fichier : --out plan.xlsx",
            "escríbalo en un archivo: --out plan.xlsx",
        ),
    ),
    "U122": (
        (
            "--fix needs the RDF files to mend",
            "--fix a besoin des fichiers RDF à corriger",
            "--fix necesita los archivos RDF que hay que corregir",
        ),
        (
            "name them: metrograph validate data.ttl --fix; plan files are mended by hand at the line that the report names",
            "nommez-les : metrograph validate data.ttl --fix ; les fichiers de plan se corrigent à la main, à la ligne indiquée par le rapport",
            "nómbrelos: metrograph validate data.ttl --fix; los archivos de plan se corrigen a mano, en la línea que indica el informe",
        ),
    ),
    "U121": (
        (
            '"{value}" is no id of a plan',
            "« {value} » n'est pas un identifiant de plan",
            "«{value}» no es un identificador de plan",
        ),
        (
            "use small letters, digits and single hyphens: metropolis-2019",
            "utilisez des minuscules, des chiffres et des traits d'union simples : metropolis-2019",
            "use minúsculas, cifras y guiones simples: metropolis-2019",
        ),
    ),
    "U120": (
        (
            "there is no workspace around this folder whose plan could be changed",
            "aucun espace de travail n'entoure ce dossier, dont un plan pourrait être changé",
            "no hay ningún espacio de trabajo en torno a esta carpeta cuyo plan se pueda cambiar",
        ),
        (
            "name the plan file with --into plans/PLAN.yaml, or start a workspace with `metrograph init`",
            "nommez le fichier de plan avec --into plans/PLAN.yaml, ou créez un espace de travail avec `metrograph init`",
            "nombre el archivo de plan con --into plans/PLAN.yaml, o cree un espacio de trabajo con `metrograph init`",
        ),
    ),
    "V101": (
        (
            "there is no link from {item} to {sdg}",
            "il n'y a pas de lien de {item} vers {sdg}",
            "no hay vínculo de {item} a {sdg}",
        ),
        (
            "`metrograph show {item}` lists its links",
            "`metrograph show {item}` donne la liste de ses liens",
            "`metrograph show {item}` muestra sus vínculos",
        ),
    ),
    "V102": (
        (
            "there is no decision of a person to take back on {item} → {sdg}",
            "il n'y a pas de décision d'une personne à annuler sur {item} → {sdg}",
            "no hay ninguna decisión de una persona que deshacer en {item} → {sdg}",
        ),
        (
            "only decisions in the review log can be undone, and comments of your own",
            "seules les décisions du journal des décisions peuvent être annulées, et vos propres commentaires",
            "solo se pueden deshacer las decisiones del registro de revisiones y sus propios comentarios",
        ),
    ),
    "V103": (
        (
            "a decision needs the name of the person who takes it",
            "une décision exige le nom de la personne qui la prend",
            "una decisión requiere el nombre de la persona que la toma",
        ),
        (
            "give --by NAME, or set METROGRAPH_BY",
            "indiquez --by NOM ou définissez METROGRAPH_BY",
            "indique --by NOMBRE o defina METROGRAPH_BY",
        ),
    ),
    "V104": (
        ('"{value}" is not a decision', "« {value} » n'est pas une décision", "«{value}» no es una decisión"),
        (
            "{hint}decisions: accept, reject, change, comment, undo",
            "{hint}décisions : accept, reject, change, comment, undo",
            "{hint}decisiones: accept, reject, change, comment, undo",
        ),
    ),
    "V105": (
        (
            "the decisions file has no column {field}",
            "le fichier de décisions n'a pas de colonne {field}",
            "el archivo de decisiones no tiene la columna {field}",
        ),
        (
            "its first line must be: item,sdg,decision,strength,instead,reason (item, sdg and decision are needed)",
            "sa première ligne doit être : item,sdg,decision,strength,instead,reason (item, sdg et decision sont obligatoires)",
            "su primera línea debe ser: item,sdg,decision,strength,instead,reason (item, sdg y decision son obligatorios)",
        ),
    ),
    "V106": (
        (
            "a change needs a new strength or another target",
            "un changement exige une nouvelle force ou une autre cible",
            "un cambio requiere una nueva fuerza u otra meta",
        ),
        (
            "fill strength (direct or indirect) or instead (a goal or target)",
            "remplissez strength (direct ou indirect) ou instead (un objectif ou une cible)",
            "rellene strength (direct o indirect) o instead (un objetivo o una meta)",
        ),
    ),
    "V107": (
        ("several plans have an item {item}", "plusieurs plans ont un élément {item}", "varios planes tienen un elemento {item}"),
        ("write the plan in front: {choices}", "écrivez le plan devant : {choices}", "escriba el plan delante: {choices}"),
    ),
    "V108": (
        ("a comment needs words", "un commentaire ne peut pas être vide", "un comentario no puede estar vacío"),
        (
            "write what you want to say in the comment (--reason TEXT)",
            "écrivez ce que vous voulez dire dans le commentaire (--reason TEXTE)",
            "escriba lo que quiere decir en el comentario (--reason TEXTO)",
        ),
    ),
    "V109": (
        (
            "this comment is by {reviewer}, and only its author takes it back",
            "ce commentaire est de {reviewer} ; seul son auteur peut le retirer",
            "este comentario es de {reviewer}; solo su autor puede retirarlo",
        ),
        (
            "answer it with a comment of your own",
            "répondez-y par votre propre commentaire",
            "respóndalo con un comentario propio",
        ),
    ),
    "U123": (
        (
            "--param fills in a saved question, not SPARQL of your own",
            "--param remplit une question enregistrée, pas du SPARQL à vous",
            "--param rellena una pregunta guardada, no SPARQL propio",
        ),
        (
            "write the value in the query, or save the query as a question in queries/",
            "écrivez la valeur dans la requête, ou enregistrez la requête comme question dans queries/",
            "escriba el valor en la consulta o guarde la consulta como pregunta en queries/",
        ),
    ),
    "U124": (
        ("there is no update", "il n'y a pas de mise à jour", "no hay ninguna actualización"),
        (
            "give a file (`metrograph update FILE.ru`) or write the update to standard input",
            "donnez un fichier (`metrograph update FICHIER.ru`) ou écrivez la mise à jour sur l'entrée standard",
            "indique un archivo (`metrograph update ARCHIVO.ru`) o escriba la actualización en la entrada estándar",
        ),
    ),
    "U125": (
        (
            "this is the copy of a store, and no store was named to bring it back to",
            "c'est la copie d'un entrepôt, et aucun entrepôt n'a été désigné pour la recevoir",
            "es la copia de un almacén y no se ha indicado ningún almacén que la reciba",
        ),
        (
            "name one: `metrograph restore COPY --store DIR`",
            "désignez-en un : `metrograph restore COPIE --store DOSSIER`",
            "indique uno: `metrograph restore COPIA --store CARPETA`",
        ),
    ),
    "U126": (
        (
            "the option {value} needs a value",
            "l'option {value} demande une valeur",
            "la opción {value} necesita un valor",
        ),
        (
            "write it after the option; `{command} --help` says which",
            "écrivez-la après l'option ; `{command} --help` dit laquelle",
            "escríbalo después de la opción; `{command} --help` dice cuál",
        ),
    ),
    "U127": (
        ("{value} is missing", "il manque {value}", "falta {value}"),
        (
            "`{command} --help` says what the command takes",
            "`{command} --help` dit ce que la commande attend",
            "`{command} --help` dice qué espera el comando",
        ),
    ),
    "U128": (
        (
            "{value} does not take such a value",
            "{value} n'admet pas une telle valeur",
            "{value} no admite ese valor",
        ),
        (
            "`{command} --help` says what it takes",
            "`{command} --help` dit ce qu'elle doit être",
            "`{command} --help` dice qué valor espera",
        ),
    ),
}
