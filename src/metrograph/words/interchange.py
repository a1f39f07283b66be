"""Words of the forms in which others read links and plans: SSSOM, IATI, CSVW, Parquet, RDF 1.2, framing."""

TEXTS: dict[str, tuple[str, str, str]] = {
    "exchange.sssom-title": (
        "Links to the Sustainable Development Goals: {plans}",
        "Liens vers les Objectifs de développement durable : {plans}",
        "Vínculos con los Objetivos de Desarrollo Sostenible: {plans}",
    ),
    "exchange.no-reporting-org": (
        'the identifier of the reporting organisation is a placeholder ({value}): before you publish, write  [iati] reporting_org = "…"  into metrograph.toml',
        "l'identifiant de l'organisation déclarante est provisoire ({value}) : avant de publier, inscrivez  [iati] reporting_org = \"…\"  dans metrograph.toml",
        'el identificador de la organización que informa es provisional ({value}): antes de publicar, escriba  [iati] reporting_org = "…"  en metrograph.toml',
    ),
    "exchange.run-about": (
        "Mappings of others, from {file} ({id}, licence {licence}), imported by {by}; proposals until reviewed here",
        "Correspondances d'autrui, tirées de {file} ({id}, licence {licence}), importées par {by} ; propositions tant qu'elles n'ont pas été relues ici",
        "Correspondencias de terceros, de {file} ({id}, licencia {licence}), importadas por {by}; propuestas mientras no se revisen aquí",
    ),
    "exchange.nothing-found": (
        "the file of mappings says that nothing corresponds",
        "le fichier de correspondances indique que rien ne correspond",
        "el archivo de correspondencias indica que nada corresponde",
    ),
    "exchange.denied": (
        "{n} rows deny a link (Not) and are not taken over; `metrograph review ITEM SDG reject` records such a decision: {rows}",
        "{n} lignes nient un lien (Not) et ne sont pas reprises ; `metrograph review ITEM SDG reject` consigne une telle décision : {rows}",
        "{n} filas niegan un vínculo (Not) y no se incorporan; `metrograph review ITEM SDG reject` registra esa decisión: {rows}",
    ),
    "exchange.denied.one": (
        "one row denies a link (Not) and is not taken over; `metrograph review ITEM SDG reject` records such a decision: {rows}",
        "une ligne nie un lien (Not) et n'est pas reprise ; `metrograph review ITEM SDG reject` consigne une telle décision : {rows}",
        "una fila niega un vínculo (Not) y no se incorpora; `metrograph review ITEM SDG reject` registra esa decisión: {rows}",
    ),
    "exchange.passed-over": (
        "columns that SSSOM does not know and the file does not define are passed over: {names}",
        "les colonnes que SSSOM ne connaît pas et que le fichier ne définit pas sont ignorées : {names}",
        "se pasan por alto las columnas que SSSOM no conoce y que el archivo no define: {names}",
    ),
    "exchange.brought": (
        "{n} changes written to {path}; all links are proposals: `metrograph build`, then `metrograph review`",
        "{n} modifications écrites dans {path} ; tous les liens sont des propositions : `metrograph build`, puis `metrograph review`",
        "{n} cambios escritos en {path}; todos los vínculos son propuestas: `metrograph build` y después `metrograph review`",
    ),
    "exchange.brought.one": (
        "1 change written to {path}; all links are proposals: `metrograph build`, then `metrograph review`",
        "1 modification écrite dans {path} ; tous les liens sont des propositions : `metrograph build`, puis `metrograph review`",
        "1 cambio escrito en {path}; todos los vínculos son propuestas: `metrograph build` y después `metrograph review`",
    ),
    "exchange.by": (
        "who imports, for the description of the run",
        "qui importe, pour la description de la passe",
        "quién importa, para la descripción de la pasada",
    ),
    "exchange.iati-condition": (
        ". Condition: {value}",
        ". Condition : {value}",
        ". Condición: {value}",
    ),
    "exchange.iati-date": (
        "The plan says {value} (EDTF); this is the first or last day that it may mean",
        "Le plan indique {value} (EDTF) ; ceci est le premier ou le dernier jour possible",
        "El plan dice {value} (EDTF); este es el primer o el último día posible",
    ),
    "exchange.iati-no-date": (
        "The plan states no date for this; this is the first or last day of the plan ({value})",
        "Le plan ne donne pas de date ; ceci est le premier ou le dernier jour du plan ({value})",
        "El plan no indica fecha; este es el primer o el último día del plan ({value})",
    ),
    "exchange.plan": ("Plan", "Plan", "Plan"),
    "exchange.link": ("Link", "Lien", "Vínculo"),
    "exchange.ask": ("Write {path}?", "Écrire {path} ?", "¿Escribir {path}?"),
    "exchange.triple-terms": (
        "accepted links also as triple terms of RDF 1.2 (.ttl .trig .nt .nq)",
        "liens acceptés aussi sous forme de termes triplets de RDF 1.2 (.ttl .trig .nt .nq)",
        "vínculos aceptados también como términos triple de RDF 1.2 (.ttl .trig .nt .nq)",
    ),
    "exchange.plain": (
        "for large graphs: faster, not laid out",
        "pour les grands graphes : plus rapide, sans mise en page",
        "para grafos grandes: más rápido, sin maquetar",
    ),
    "exchange.frame": (
        "the class that .framed.jsonld nests: PilotProject, WorldEvent, Theme …",
        "la classe qu'imbrique .framed.jsonld : PilotProject, WorldEvent, Theme …",
        "la clase que anida .framed.jsonld: PilotProject, WorldEvent, Theme …",
    ),
}

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "A181": (
        (
            'nothing is written with the ending "{value}"',
            "rien ne s'écrit avec l'extension « {value} »",
            "nada se escribe con la extensión «{value}»",
        ),
        ("{hint}endings: {choices}", "{hint}extensions : {choices}", "{hint}extensiones: {choices}"),
    ),
    "A182": (
        (
            "this format is written for whole plans, not for the graph {value}",
            "ce format s'écrit pour des plans entiers, non pour le graphe {value}",
            "este formato se escribe para planes enteros, no para el grafo {value}",
        ),
        (
            "{hint}leave --graph out, or choose one of: {choices}",
            "{hint}omettez --graph ou choisissez parmi : {choices}",
            "{hint}omita --graph o elija entre: {choices}",
        ),
    ),
    "A183": (
        (
            "{value} cannot hold triple terms of RDF 1.2",
            "{value} ne peut contenir de termes triplets de RDF 1.2",
            "{value} no puede contener términos triple de RDF 1.2",
        ),
        (
            "choose one of {choices}, or leave --triple-terms out",
            "choisissez parmi {choices} ou omettez --triple-terms",
            "elija entre {choices} u omita --triple-terms",
        ),
    ),
    "A184": (
        (
            'there is nothing of the class "{value}" to be framed',
            "il n'y a rien de la classe « {value} » à imbriquer",
            "no hay nada de la clase «{value}» que anidar",
        ),
        ("{hint}classes: {choices}", "{hint}classes : {choices}", "{hint}clases: {choices}"),
    ),
    "A185": (
        (
            "the file has no table: no row of column names follows the header",
            "le fichier n'a pas de tableau : aucune ligne de noms de colonnes ne suit l'en-tête",
            "el archivo no tiene tabla: ninguna fila de nombres de columnas sigue al encabezado",
        ),
        (
            "an SSSOM file has comment lines (#) first, then column names separated by tabs: subject_id, predicate_id, object_id, mapping_justification …",
            "un fichier SSSOM comporte d'abord des lignes de commentaire (#), puis des noms de colonnes séparés par des tabulations : subject_id, predicate_id, object_id, mapping_justification …",
            "un archivo SSSOM tiene primero líneas de comentario (#) y después nombres de columnas separados por tabulaciones: subject_id, predicate_id, object_id, mapping_justification …",
        ),
    ),
    "A186": (
        (
            "these columns are missing: {value}",
            "il manque ces colonnes : {value}",
            "faltan estas columnas: {value}",
        ),
        (
            "add them; columns are separated by tabs, and those found here are: {found}",
            "ajoutez-les ; les colonnes sont séparées par des tabulations, et celles trouvées ici sont : {found}",
            "añádalas; las columnas se separan con tabulaciones, y las encontradas aquí son: {found}",
        ),
    ),
    "A187": (
        (
            'the column "{value}" is none of SSSOM, or is there twice',
            "la colonne « {value} » n'est pas de SSSOM, ou figure deux fois",
            "la columna «{value}» no es de SSSOM, o figura dos veces",
        ),
        (
            "{hint}correct the name, or define a column of your own in extension_definitions",
            "{hint}corrigez le nom ou définissez votre propre colonne dans extension_definitions",
            "{hint}corrija el nombre o defina su propia columna en extension_definitions",
        ),
    ),
    "A188": (
        (
            '{slot}: the prefix "{value}" is not known',
            "{slot} : le préfixe « {value} » n'est pas connu",
            "{slot}: el prefijo «{value}» no se conoce",
        ),
        (
            "{hint}say what it stands for in curie_map, or write the whole identifier",
            "{hint}dites ce qu'il représente dans curie_map ou écrivez l'identifiant entier",
            "{hint}diga qué representa en curie_map o escriba el identificador entero",
        ),
    ),
    "A189": (
        ("{slot} is empty", "{slot} est vide", "{slot} está vacío"),
        (
            "every mapping needs subject_id, predicate_id, object_id and mapping_justification",
            "toute correspondance requiert subject_id, predicate_id, object_id et mapping_justification",
            "toda correspondencia requiere subject_id, predicate_id, object_id y mapping_justification",
        ),
    ),
    "A190": (
        (
            "{value} is no item of the plans of this workspace",
            "{value} n'est pas un élément des plans de cet espace de travail",
            "{value} no es un elemento de los planes de este espacio de trabajo",
        ),
        (
            "{hint}name an item by its id in the plan file; --plan says which plan is meant",
            "{hint}désignez un élément par son id dans le fichier du plan ; --plan dit quel plan est visé",
            "{hint}designe un elemento por su id en el archivo del plan; --plan dice de qué plan se trata",
        ),
    ),
    "A191": (
        (
            "{value} is no goal or target of the 2030 Agenda",
            "{value} n'est ni un objectif ni une cible du Programme 2030",
            "{value} no es un objetivo ni una meta de la Agenda 2030",
        ),
        (
            "{hint}write sdg:11, sdg:11.2, http://metadata.un.org/sdg/11.2 or 11.2",
            "{hint}écrivez sdg:11, sdg:11.2, http://metadata.un.org/sdg/11.2 ou 11.2",
            "{hint}escriba sdg:11, sdg:11.2, http://metadata.un.org/sdg/11.2 o 11.2",
        ),
    ),
    "A192": (
        (
            "{value} does not say that something contributes to a goal or target",
            "{value} ne dit pas qu'une chose contribue à un objectif ou à une cible",
            "{value} no dice que algo contribuya a un objetivo o a una meta",
        ),
        ("use one of: {choices}", "employez l'un de : {choices}", "use uno de: {choices}"),
    ),
    "A193": (
        (
            'confidence "{value}" is no number from 0 to 1',
            "la confiance « {value} » n'est pas un nombre de 0 à 1",
            "la confianza «{value}» no es un número de 0 a 1",
        ),
        ("write 0.87, or leave it empty", "écrivez 0.87 ou laissez vide", "escriba 0.87 o déjelo vacío"),
    ),
    "A194": (
        (
            "a program found this link and does not say how sure it is",
            "un programme a trouvé ce lien et n'indique pas son degré de certitude",
            "un programa encontró este vínculo y no indica su grado de certeza",
        ),
        (
            "give the confidence from 0 to 1 (rule S25); if a person found it, write semapv:ManualMappingCuration",
            "donnez la confiance de 0 à 1 (règle S25) ; si une personne l'a trouvé, écrivez semapv:ManualMappingCuration",
            "dé la confianza de 0 a 1 (regla S25); si lo encontró una persona, escriba semapv:ManualMappingCuration",
        ),
    ),
    "A196": (
        (
            "this row has {found} cells, the table {n} columns",
            "cette ligne a {found} cellules, le tableau {n} colonnes",
            "esta fila tiene {found} celdas; la tabla, {n} columnas",
        ),
        (
            "a tab too many: put a text that holds a tab in double quotes",
            "une tabulation de trop : mettez entre guillemets doubles un texte qui contient une tabulation",
            "sobra una tabulación: ponga entre comillas dobles un texto que contenga una tabulación",
        ),
    ),
    "A197": (
        (
            "{value} is in several plans: {choices}",
            "{value} figure dans plusieurs plans : {choices}",
            "{value} está en varios planes: {choices}",
        ),
        (
            "say which with --plan, or in the column subject_source",
            "précisez lequel avec --plan ou dans la colonne subject_source",
            "diga cuál con --plan o en la columna subject_source",
        ),
    ),
    "A200": (
        (
            '{slot}: "{value}" is not known here',
            "{slot} : « {value} » n'est pas connu ici",
            "{slot}: «{value}» no se conoce aquí",
        ),
        ("{hint}choose one of: {choices}", "{hint}choisissez parmi : {choices}", "{hint}elija entre: {choices}"),
    ),
    "A201": (
        (
            "IATI needs a start date for each activity, and the plan {value} has no date",
            "IATI exige une date de début pour chaque activité, et le plan {value} n'a pas de date",
            "IATI exige una fecha de inicio para cada actividad, y el plan {value} no tiene fecha",
        ),
        (
            'give the item of kind work_plan in plans/{value}.yaml its period:  date: {{edtf: "2027"}}',
            'donnez sa période à l\'élément de type work_plan de plans/{value}.yaml :  date: {{edtf: "2027"}}',
            'dé su periodo al elemento de tipo work_plan de plans/{value}.yaml:  date: {{edtf: "2027"}}',
        ),
    ),
    "A202": (
        (
            "there is no plan here to write",
            "il n'y a ici aucun plan à écrire",
            "aquí no hay ningún plan que escribir",
        ),
        (
            "open a workspace with a plan in plans/, or a graph that holds one",
            "ouvrez un espace de travail avec un plan dans plans/ ou un graphe qui en contient un",
            "abra un espacio de trabajo con un plan en plans/ o un grafo que contenga uno",
        ),
    ),
}
