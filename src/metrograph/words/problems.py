"""What can be wrong, and what to do next: one entry for each error code.

U wrong use · S a source file · R a record · T a store · Q a query · H shapes · V a review
"""

Wording = tuple[str, str, str]
PROBLEMS: dict[str, tuple[Wording, Wording]] = {
    # ---- wrong use
    "U101": (
        (
            "unknown command or option: {value}",
            "commande ou option inconnue : {value}",
            "orden u opción desconocida: {value}",
        ),
        (
            "{hint}`metrograph --help` lists the commands",
            "{hint}`metrograph --help` donne la liste des commandes",
            "{hint}`metrograph --help` muestra las órdenes",
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
            "{hint}las reglas son S01, S02 …, los errores R101, Q101 …; los enlaces se escriben ELEMENTO:ODS, por ejemplo pilot-mega:7",
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
        ("say which link and what to do with it", "dites quel lien et qu'en faire", "diga qué enlace y qué hacer con él"),
        (
            "for example: metrograph review pilot-mega 7 accept --by 'Ana Ruiz', or --from decisions.csv",
            "par exemple : metrograph review pilot-mega 7 accept --by 'Ana Ruiz', ou --from decisions.csv",
            "por ejemplo: metrograph review pilot-mega 7 accept --by 'Ana Ruiz', o --from decisions.csv",
        ),
    ),
    "U115": (
        (
            "reasoning needs Java, which is not installed",
            "le raisonnement exige Java, qui n'est pas installé",
            "el razonamiento requiere Java, que no está instalado",
        ),
        (
            "apt-get install default-jre-headless; everything else works without it",
            "apt-get install default-jre-headless ; tout le reste fonctionne sans",
            "apt-get install default-jre-headless; todo lo demás funciona sin él",
        ),
    ),
    # ---- source files
    "S101": (
        ("there is no such file", "ce fichier n'existe pas", "este archivo no existe"),
        (
            "check the name, or the folder in which you work",
            "vérifiez le nom ou le dossier dans lequel vous travaillez",
            "compruebe el nombre o la carpeta en la que trabaja",
        ),
    ),
    "S102": (
        (
            "the file cannot be read ({detail})",
            "le fichier ne peut pas être lu ({detail})",
            "el archivo no se puede leer ({detail})",
        ),
        (
            "check that it is a file and that you may read it",
            "vérifiez que c'est bien un fichier et que vous avez le droit de le lire",
            "compruebe que es un archivo y que tiene permiso para leerlo",
        ),
    ),
    "S103": (
        (
            "the file is not in UTF-8 (byte {byte})",
            "le fichier n'est pas en UTF-8 (octet {byte})",
            "el archivo no está en UTF-8 (byte {byte})",
        ),
        (
            "save it again as UTF-8; files of older Windows programs are often cp1252",
            "enregistrez-le en UTF-8 ; les fichiers d'anciens logiciels Windows sont souvent en cp1252",
            "guárdelo en UTF-8; los archivos de programas antiguos de Windows suelen estar en cp1252",
        ),
    ),
    "S104": (
        ("the file is empty", "le fichier est vide", "el archivo está vacío"),
        (
            "start from a file made by `metrograph init`",
            "partez d'un fichier créé par `metrograph init`",
            "parta de un archivo creado por `metrograph init`",
        ),
    ),
    "S105": (
        (
            "this folder is not a workspace",
            "ce dossier n'est pas un espace de travail",
            "esta carpeta no es un espacio de trabajo",
        ),
        (
            "`metrograph init {folder}` makes it one",
            "`metrograph init {folder}` en fait un",
            "`metrograph init {folder}` la convierte en uno",
        ),
    ),
    "S106": (
        (
            "no known format ends in {suffix}",
            "aucun format connu ne se termine par {suffix}",
            "ningún formato conocido termina en {suffix}",
        ),
        (
            "use .ttl, .trig, .nt, .nq, .jsonld, .rdf, .csv or .md",
            "utilisez .ttl, .trig, .nt, .nq, .jsonld, .rdf, .csv ou .md",
            "use .ttl, .trig, .nt, .nq, .jsonld, .rdf, .csv o .md",
        ),
    ),
    "S107": (
        (
            "the folder holds a workspace already",
            "le dossier contient déjà un espace de travail",
            "la carpeta ya contiene un espacio de trabajo",
        ),
        (
            "nothing was changed; choose another folder",
            "rien n'a été modifié ; choisissez un autre dossier",
            "no se ha modificado nada; elija otra carpeta",
        ),
    ),
    "S108": (
        (
            "the file cannot be written ({detail})",
            "le fichier ne peut pas être écrit ({detail})",
            "el archivo no se puede escribir ({detail})",
        ),
        (
            "check the folder, your rights and the space left on the disk",
            "vérifiez le dossier, vos droits et l'espace disque restant",
            "compruebe la carpeta, sus permisos y el espacio libre en disco",
        ),
    ),
    "S109": (
        (
            "this is not well-formed RDF: {detail}",
            "ce n'est pas du RDF bien formé : {detail}",
            "no es RDF bien formado: {detail}",
        ),
        (
            "mend the line shown; nothing of the file was used",
            "corrigez la ligne indiquée ; rien du fichier n'a été utilisé",
            "corrija la línea indicada; no se ha usado nada del archivo",
        ),
    ),
    "S110": (
        (
            "the query has no line VALUES ?{name} {{ … }}",
            "la requête n'a pas de ligne VALUES ?{name} {{ … }}",
            "la consulta no tiene una línea VALUES ?{name} {{ … }}",
        ),
        (
            "add it inside WHERE, with an example as the value",
            "ajoutez-la dans WHERE, avec un exemple comme valeur",
            "añádala dentro de WHERE, con un ejemplo como valor",
        ),
    ),
    "S111": (
        (
            "the file holds no goal, target or indicator of the SDGs",
            "le fichier ne contient aucun objectif, cible ni indicateur des ODD",
            "el archivo no contiene ningún objetivo, meta ni indicador de los ODS",
        ),
        (
            "give the Turtle of the UN's SDG Knowledge Organization System",
            "donnez le Turtle du système d'organisation des connaissances des ODD de l'ONU",
            "dé el Turtle del sistema de organización del conocimiento de los ODS de la ONU",
        ),
    ),
    "S112": (
        (
            "the settings cannot be read: {detail}",
            "les réglages ne peuvent pas être lus : {detail}",
            "la configuración no se puede leer: {detail}",
        ),
        (
            'mend metrograph.toml; it needs a line  base = "https://…/"',
            'corrigez metrograph.toml ; il faut une ligne  base = "https://…/"',
            'corrija metrograph.toml; necesita una línea  base = "https://…/"',
        ),
    ),
    # ---- records
    "R101": (
        (
            "this is not well-formed YAML: {detail}",
            "ce n'est pas du YAML bien formé : {detail}",
            "no es YAML bien formado: {detail}",
        ),
        (
            "look at the indentation, the colons and the quotes on this line and the one before",
            "vérifiez le retrait, les deux-points et les guillemets de cette ligne et de la précédente",
            "revise la sangría, los dos puntos y las comillas de esta línea y de la anterior",
        ),
    ),
    "R102": (
        ("the value has the wrong form", "la valeur n'a pas la bonne forme", "el valor no tiene la forma correcta"),
        ("write {want} here", "écrivez ici {want}", "escriba aquí {want}"),
    ),
    "R103": (
        ('unknown field "{value}"', "champ inconnu « {value} »", "campo desconocido «{value}»"),
        ("{hint}fields: {choices}", "{hint}champs : {choices}", "{hint}campos: {choices}"),
    ),
    "R104": (
        ('unknown kind "{value}"', "type inconnu « {value} »", "tipo desconocido «{value}»"),
        ("{hint}kinds: {choices}", "{hint}types : {choices}", "{hint}tipos: {choices}"),
    ),
    "R105": (
        ("{id} has no label", "{id} n'a pas de libellé", "{id} no tiene etiqueta"),
        (
            "add the words of the source:  label: {{fr: …}}",
            "ajoutez les mots de la source :  label: {{fr: …}}",
            "añada las palabras de la fuente:  label: {{fr: …}}",
        ),
    ),
    "R106": (
        (
            '{id}: its {field} "{value}" is not an item of this plan',
            "{id} : son champ {field} « {value} » n'est pas un élément de ce plan",
            "{id}: su campo {field} «{value}» no es un elemento de este plan",
        ),
        (
            "{hint}name an id of this file, or add the item",
            "{hint}indiquez un id de ce fichier ou ajoutez l'élément",
            "{hint}indique un id de este archivo o añada el elemento",
        ),
    ),
    "R107": (
        ('{id}: unknown theme "{value}"', "{id} : thème inconnu « {value} »", "{id}: tema desconocido «{value}»"),
        (
            "{hint}use a theme of ontology/themes.ttl, or add an item of kind theme",
            "{hint}utilisez un thème de ontology/themes.ttl ou ajoutez un élément de type theme",
            "{hint}use un tema de ontology/themes.ttl o añada un elemento de tipo theme",
        ),
    ),
    "R109": (
        ('"{value}" is not a date in EDTF', "« {value} » n'est pas une date EDTF", "«{value}» no es una fecha EDTF"),
        (
            "write 2019, 2019-06, 2019-06-17, 2019-XX (month unknown) or 2019-02/2019-03",
            "écrivez 2019, 2019-06, 2019-06-17, 2019-XX (mois inconnu) ou 2019-02/2019-03",
            "escriba 2019, 2019-06, 2019-06-17, 2019-XX (mes desconocido) o 2019-02/2019-03",
        ),
    ),
    "R110": (
        (
            "the id {id} is used twice, first on line {line}",
            "l'id {id} est utilisé deux fois, d'abord à la ligne {line}",
            "el id {id} se usa dos veces, primero en la línea {line}",
        ),
        (
            "give one of the two another id, or merge them",
            "donnez un autre id à l'un des deux ou fusionnez-les",
            "dé otro id a uno de los dos o únalos",
        ),
    ),
    "R111": (
        ('"{value}" cannot be an id', "« {value} » ne peut pas être un id", "«{value}» no puede ser un id"),
        (
            "use small letters a-z, digits and single hyphens, for example pilot-mega",
            "utilisez des minuscules a-z, des chiffres et des traits d'union simples, par exemple pilot-mega",
            "use minúsculas a-z, cifras y guiones simples, por ejemplo pilot-mega",
        ),
    ),
    "R112": (
        ('the field "{field}" is missing', "le champ « {field} » manque", "falta el campo «{field}»"),
        ("add it to this record", "ajoutez-le à cet enregistrement", "añádalo a este registro"),
    ),
    "R113": (
        (
            '"{value}" is not one of the choices',
            "« {value} » n'est pas un choix possible",
            "«{value}» no es una opción válida",
        ),
        ("{hint}choose one of: {choices}", "{hint}choisissez parmi : {choices}", "{hint}elija entre: {choices}"),
    ),
    "R114": (
        (
            '"{value}" is not a language of ours',
            "« {value} » n'est pas une de nos langues",
            "«{value}» no es una de nuestras lenguas",
        ),
        ("use en, fr or es", "utilisez en, fr ou es", "use en, fr o es"),
    ),
    "R115": (
        (
            'the field "{field}" is written twice in one record',
            "le champ « {field} » figure deux fois dans un enregistrement",
            "el campo «{field}» figura dos veces en un registro",
        ),
        ("keep one of the two", "gardez l'un des deux", "conserve uno de los dos"),
    ),
    "R116": (
        (
            'there is no goal or target "{value}"',
            "il n'y a ni objectif ni cible « {value} »",
            "no existe el objetivo ni la meta «{value}»",
        ),
        (
            "{hint}goals are 1 to 17, targets are written 11.2 or 13.b",
            "{hint}les objectifs vont de 1 à 17, les cibles s'écrivent 11.2 ou 13.b",
            "{hint}los objetivos van del 1 al 17, las metas se escriben 11.2 o 13.b",
        ),
    ),
    "R117": (
        (
            "a plan file has one item of kind work_plan; this one has {found}",
            "un fichier de plan a un seul élément de type work_plan ; celui-ci en a {found}",
            "un archivo de plan tiene un solo elemento de tipo work_plan; este tiene {found}",
        ),
        ("keep exactly one", "gardez-en exactement un", "deje exactamente uno"),
    ),
    "R118": (
        ('nothing here is called "{value}"', "rien ici ne s'appelle « {value} »", "nada aquí se llama «{value}»"),
        (
            "{hint}name a plan, or an item of the plan, by its id",
            "{hint}indiquez un plan, ou un élément du plan, par son id",
            "{hint}indique un plan, o un elemento del plan, por su id",
        ),
    ),
    "R119": (
        (
            "{id} is both linked and assessed as having no SDG",
            "{id} est à la fois relié et jugé sans ODD",
            "{id} está a la vez vinculado y evaluado como sin ODS",
        ),
        (
            "keep the links or the assessment, not both",
            "gardez les liens ou le constat, pas les deux",
            "conserve los enlaces o la constatación, no ambos",
        ),
    ),
    "R120": (
        (
            "{id} is linked to {sdg} twice, first on line {line}",
            "{id} est relié deux fois à {sdg}, d'abord à la ligne {line}",
            "{id} está vinculado dos veces a {sdg}, primero en la línea {line}",
        ),
        (
            "merge the two: one link may hold several quotes",
            "fusionnez les deux : un lien peut porter plusieurs citations",
            "una los dos: un enlace puede llevar varias citas",
        ),
    ),
    "R121": (
        (
            "{id} names line {line}, but the source has {lines} lines",
            "{id} cite la ligne {line}, mais la source compte {lines} lignes",
            "{id} cita la línea {line}, pero la fuente tiene {lines} líneas",
        ),
        (
            "correct the number, or `lines` under `source`",
            "corrigez le numéro, ou `lines` sous `source`",
            "corrija el número, o `lines` bajo `source`",
        ),
    ),
    "R122": (
        (
            "this line of the review log cannot be read ({detail})",
            "cette ligne du journal des révisions ne peut pas être lue ({detail})",
            "esta línea del registro de revisiones no se puede leer ({detail})",
        ),
        (
            "restore the log from version control; never edit it by hand",
            "rétablissez le journal depuis la gestion de versions ; ne le modifiez jamais à la main",
            "restaure el registro desde el control de versiones; no lo edite nunca a mano",
        ),
    ),
    "R123": (
        (
            "the accepted link from {id} to {sdg} quotes no words",
            "le lien accepté de {id} vers {sdg} ne cite aucun mot",
            "el enlace aceptado de {id} a {sdg} no cita ninguna palabra",
        ),
        (
            "add  quotes: [{{text: …, basis: text}}]",
            "ajoutez  quotes: [{{text: …, basis: text}}]",
            "añada  quotes: [{{text: …, basis: text}}]",
        ),
    ),
    "R124": (
        (
            'the id "{value}" is kept for the program',
            "l'id « {value} » est réservé au programme",
            "el id «{value}» está reservado al programa",
        ),
        (
            "choose another one, for example with the kind in front",
            "choisissez-en un autre, par exemple précédé du type",
            "elija otro, por ejemplo precedido del tipo",
        ),
    ),
    # ---- stores
    "T101": (
        (
            "the store cannot be opened ({detail})",
            "l'entrepôt ne peut pas être ouvert ({detail})",
            "el almacén no se puede abrir ({detail})",
        ),
        (
            "another program may hold it; close that one, or rebuild with `metrograph build`",
            "un autre programme l'utilise peut-être ; fermez-le ou reconstruisez avec `metrograph build`",
            "puede que otro programa lo esté usando; ciérrelo o reconstruya con `metrograph build`",
        ),
    ),
    "T102": (
        ("there is no store here", "il n'y a pas d'entrepôt ici", "aquí no hay ningún almacén"),
        (
            "`metrograph build --store DIR` makes one; reading never does",
            "`metrograph build --store DOSSIER` en crée un ; la lecture n'en crée jamais",
            "`metrograph build --store CARPETA` crea uno; la lectura nunca lo hace",
        ),
    ),
    "T103": (
        (
            "the store could not be written ({detail})",
            "l'écriture dans l'entrepôt a échoué ({detail})",
            "no se pudo escribir en el almacén ({detail})",
        ),
        (
            "nothing was changed; check the disk and try again",
            "rien n'a été modifié ; vérifiez le disque et réessayez",
            "no se ha modificado nada; compruebe el disco y vuelva a intentarlo",
        ),
    ),
    # ---- queries
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
            "known without declaring: {choices}",
            "connus sans déclaration : {choices}",
            "conocidos sin declararlos: {choices}",
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
    # ---- shapes
    "H101": (
        (
            "the shapes cannot be used ({detail})",
            "les formes SHACL ne peuvent pas être utilisées ({detail})",
            "las formas SHACL no se pueden usar ({detail})",
        ),
        (
            "mend the shape named; nothing was validated",
            "corrigez la forme indiquée ; rien n'a été validé",
            "corrija la forma indicada; no se ha validado nada",
        ),
    ),
    # ---- reviews
    "V101": (
        (
            "there is no link from {item} to {sdg}",
            "il n'y a pas de lien de {item} vers {sdg}",
            "no hay enlace de {item} a {sdg}",
        ),
        (
            "`metrograph show {item}` lists its links",
            "`metrograph show {item}` donne la liste de ses liens",
            "`metrograph show {item}` muestra sus enlaces",
        ),
    ),
    "V102": (
        (
            "there is no decision of a person to take back on {item} → {sdg}",
            "il n'y a pas de décision d'une personne à annuler sur {item} → {sdg}",
            "no hay ninguna decisión de una persona que deshacer en {item} → {sdg}",
        ),
        (
            "only decisions in the review log can be undone",
            "seules les décisions du journal des révisions peuvent être annulées",
            "solo se pueden deshacer las decisiones del registro de revisiones",
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
            "{hint}decisions: accept, reject, change, undo",
            "{hint}décisions : accept, reject, change, undo",
            "{hint}decisiones: accept, reject, change, undo",
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
}
