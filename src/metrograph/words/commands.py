"""Help texts and messages of the command line."""

TEXTS: dict[str, tuple[str, str, str]] = {
    "app.help": (
        "The SDG alignment of a city network's work plan: ask, check, review, export. Without a workspace every reading command works on the packaged plan of Metropolis for 2019.",
        "L'alignement ODD du plan de travail d'un réseau de villes : interroger, vérifier, relire, exporter. Sans espace de travail, toute commande de lecture porte sur le plan 2019 de Metropolis, fourni avec le programme.",
        "La alineación con los ODS del plan de trabajo de una red de ciudades: consultar, comprobar, revisar, exportar. Sin espacio de trabajo, todo comando de lectura usa el plan 2019 de Metropolis incluido.",
    ),
    "app.exit": (
        "Exit codes: 0 good, 1 findings, 2 wrong use, 3 unreadable input, 4 query error, 5 limit reached, 130 interrupted. The options above may stand anywhere on the line.",
        "Codes de sortie : 0 tout va bien, 1 constats, 2 mauvais usage, 3 entrée illisible, 4 erreur de requête, 5 limite atteinte, 130 interruption. Les options ci-dessus se placent où l'on veut sur la ligne.",
        "Códigos de salida: 0 correcto, 1 hallazgos, 2 uso incorrecto, 3 entrada ilegible, 4 error de consulta, 5 límite alcanzado, 130 interrupción. Las opciones anteriores pueden ir en cualquier lugar de la línea.",
    ),
    "app.start": (
        """MetroGraph {version} · the SDG alignment of a city network's work plan

Start here:
  metrograph pilots                               the pilots of the 2019 plan: goals, quoted evidence, gaps
  metrograph coverage --by goal                   what the whole plan covers
  metrograph queries list                         the questions you can ask
  metrograph query pilots-by-goal --param goal=6  one of them
  metrograph show mega                            a card for anything with a name
Your own plan:
  metrograph init my-network                      a workspace with the plan as a sample
All commands: metrograph --help""",
        """MetroGraph {version} · l'alignement ODD du plan de travail d'un réseau de villes

Pour commencer :
  metrograph pilots                               les projets pilotes du plan 2019 : objectifs, citations, lacunes
  metrograph coverage --by goal                   ce que couvre l'ensemble du plan
  metrograph queries list                         les questions que l'on peut poser
  metrograph query pilots-by-goal --param goal=6  l'une d'elles
  metrograph show mega                            une fiche pour tout ce qui porte un nom
Votre propre plan :
  metrograph init mon-reseau                      un espace de travail, avec le plan comme exemple
Toutes les commandes : metrograph --help""",
        """MetroGraph {version} · la alineación con los ODS del plan de trabajo de una red de ciudades

Para empezar:
  metrograph pilots                               los proyectos piloto del plan 2019: objetivos, citas, lagunas
  metrograph coverage --by goal                   lo que cubre el conjunto del plan
  metrograph queries list                         las preguntas que se pueden hacer
  metrograph query pilots-by-goal --param goal=6  una de ellas
  metrograph show mega                            una ficha de todo lo que tiene nombre
Su propio plan:
  metrograph init mi-red                          un espacio de trabajo, con el plan como ejemplo
Todos los comandos: metrograph --help""",
    ),
    "help.usage": ("Usage", "Utilisation", "Uso"),
    "help.options": ("Options", "Options", "Opciones"),
    "help.commands": ("Commands", "Commandes", "Comandos"),
    "help.arguments": ("Arguments", "Arguments", "Argumentos"),
    "help.exit": ("Show this message and exit.", "Afficher cette aide.", "Mostrar esta ayuda."),
    "help.install": (
        "Install completion for the current shell.",
        "Installer la complétion des commandes dans ce terminal.",
        "Instalar el autocompletado de comandos en este terminal.",
    ),
    "help.completion": (
        "Show completion for the current shell, to copy it or customize the installation.",
        "Afficher le script de complétion, pour le copier ou adapter l'installation.",
        "Mostrar el script de autocompletado, para copiarlo o adaptar la instalación.",
    ),
    "help.required": ("required", "obligatoire", "obligatorio"),
    "help.default": ("default: ", "par défaut\u00a0: ", "por defecto: "),
    "help.env": ("env var: ", "variable d'environnement\u00a0: ", "variable de entorno: "),
    "help.word.OPTIONS": ("OPTIONS", "OPTIONS", "OPCIONES"),
    "help.word.COMMAND": ("COMMAND", "COMMANDE", "COMANDO"),
    "help.word.ARGS": ("ARGS", "ARGUMENTS", "ARGUMENTOS"),
    "help.word.ADDRESS": ("ADDRESS", "ADRESSE", "DIRECCIÓN"),
    "help.word.CHANGE": ("CHANGE", "CHANGEMENT", "CAMBIO"),
    "help.word.DIR": ("DIR", "DOSSIER", "CARPETA"),
    "help.word.FILE": ("FILE", "FICHIER", "ARCHIVO"),
    "help.word.ITEM": ("ITEM", "ÉLÉMENT", "ELEMENTO"),
    "help.word.KIND": ("KIND", "TYPE", "TIPO"),
    "help.word.LINKS": ("LINKS", "LIENS", "VÍNCULOS"),
    "help.word.NAME": ("NAME", "NOM", "NOMBRE"),
    "help.word.OTHER": ("OTHER", "AUTRE", "OTRO"),
    "help.word.PART": ("PART", "PARTIE", "PARTE"),
    "help.word.SDG": ("SDG", "ODD", "ODS"),
    "help.word.SECONDS": ("SECONDS", "SECONDES", "SEGUNDOS"),
    "help.word.TABLE": ("TABLE", "TABLEAU", "TABLA"),
    "help.word.TAG": ("TAG", "ÉTIQUETTE", "ETIQUETA"),
    "help.word.TEXT": ("TEXT", "TEXTE", "TEXTO"),
    "help.word.decision": ("decision", "décision", "decisión"),
    "help.word.file": ("file", "fichier", "archivo"),
    "help.word.files": ("files", "fichiers", "archivos"),
    "help.word.folder": ("folder", "dossier", "carpeta"),
    "help.word.item": ("item", "élément", "elemento"),
    "help.word.name": ("name", "nom", "nombre"),
    "help.word.source": ("source", "source", "origen"),
    "help.word.target": ("target", "destination", "destino"),
    "help.word.what": ("what", "quoi", "qué"),
    "help.word.float": ("float", "nombre", "número"),
    "help.word.int range": ("int range", "entier", "entero"),
    "help.word.int": ("int", "entier", "entero"),
    "help.word.list": ("list", "liste", "lista"),
    "help.word.path": ("path", "chemin", "ruta"),
    "help.word.str": ("str", "texte", "texto"),
    "option.format": (
        "table, json, jsonl, csv, tsv, md, ttl (table on a terminal, csv in a pipe)",
        "table, json, jsonl, csv, tsv, md, ttl (table à l'écran, csv dans un tube)",
        "table, json, jsonl, csv, tsv, md, ttl (table en pantalla, csv en una tubería)",
    ),
    "option.lang": (
        "language of labels and messages: en, fr, es",
        "langue des libellés et messages : en, fr, es",
        "idioma de etiquetas y mensajes: en, fr, es",
    ),
    "option.workspace": (
        "folder of the workspace (else the one around the current folder)",
        "dossier de l'espace de travail (sinon celui qui entoure le dossier courant)",
        "carpeta del espacio de trabajo (si no, la que rodea la carpeta actual)",
    ),
    "option.store": (
        "folder of a store, or address of a SPARQL service, to ask instead",
        "dossier d'un entrepôt, ou adresse d'un service SPARQL, à interroger à la place",
        "carpeta de un almacén, o dirección de un servicio SPARQL, que consultar en su lugar",
    ),
    "option.quiet": ("results only", "résultats seulement", "solo resultados"),
    "option.verbose": ("say more", "en dire plus", "decir más"),
    "option.color": ("no colours", "sans couleurs", "sin colores"),
    "option.progress": ("no progress bars", "sans barres de progression", "sin barras de progreso"),
    "option.debug": ("show tracebacks", "montrer les traces d'erreur", "mostrar las trazas de error"),
    "pilots.help": (
        "SDG alignment of every pilot, with quoted evidence and what is missing.",
        "Alignement ODD de chaque projet pilote, avec citations et lacunes.",
        "Alineación con los ODS de cada proyecto piloto, con citas y lagunas.",
    ),
    "coverage.help": (
        "How well goals, targets, themes, lines, partners or places are covered; --svg and --png draw it: goals as a wheel, the rest as bars.",
        "Dans quelle mesure objectifs, cibles, thèmes, lignes, partenaires ou lieux sont couverts ; --svg et --png en font une figure : une roue pour les objectifs, des barres pour le reste.",
        "En qué medida se cubren objetivos, metas, temas, líneas, socios o lugares; --svg y --png lo dibujan: los objetivos como rueda, el resto como barras.",
    ),
    "query.help": (
        "Run a saved question, a SPARQL file (-f), or SPARQL from standard input (-).",
        "Poser une question enregistrée, un fichier SPARQL (-f) ou du SPARQL lu sur l'entrée standard (-).",
        "Hacer una pregunta guardada, un archivo SPARQL (-f) o SPARQL de la entrada estándar (-).",
    ),
    "queries.help": ("The catalogue of questions.", "Le catalogue des questions.", "El catálogo de preguntas."),
    "queries.list.help": ("Every question, by topic.", "Toutes les questions, par sujet.", "Todas las preguntas, por tema."),
    "queries.show.help": (
        "One question: parameters and SPARQL.",
        "Une question : paramètres et SPARQL.",
        "Una pregunta: parámetros y SPARQL.",
    ),
    "show.help": (
        "A card for anything, by id, SDG code or words of its name (accents optional).",
        "Une fiche sur tout élément, par id, code ODD ou mots de son nom (accents facultatifs).",
        "Una ficha de cualquier elemento, por id, código ODS o palabras de su nombre (acentos opcionales).",
    ),
    "explain.help": (
        "What a rule (S06) or an error (R101) means, or why a link was made (pilot-mega:7).",
        "Ce que signifie une règle (S06) ou une erreur (R101), ou pourquoi un lien a été établi (pilot-mega:7).",
        "Qué significa una regla (S06) o un error (R101), o por qué se estableció un vínculo (pilot-mega:7).",
    ),
    "stats.help": ("How much there is of what.", "Combien il y a de quoi.", "Cuánto hay de qué."),
    "init.help": (
        "Start a workspace that holds the 2019 plan as a sample; --empty leaves the sample out.",
        "Créer un espace de travail qui contient le plan 2019 comme exemple ; --empty le laisse vide.",
        "Crear un espacio de trabajo que contiene el plan 2019 como ejemplo; --empty lo deja vacío.",
    ),
    "build.help": (
        "Sources, plans and reviews to a validated graph; --link first suggests links for what has none; --store DIR also fills a store on disk.",
        "Des sources, plans et décisions à un graphe validé ; --link propose d'abord des liens pour ce qui n'en a pas ; --store DOSSIER remplit aussi un entrepôt sur disque.",
        "De fuentes, planes y revisiones a un grafo validado; --link sugiere antes vínculos para lo que no tiene; --store CARPETA llena además un almacén en disco.",
    ),
    "validate.help": (
        "Check the workspace, or RDF files, against the shapes: a report in words. Exit code 1 from --fail-on upwards.",
        "Vérifier l'espace de travail, ou des fichiers RDF, au regard des règles : un rapport en clair. Code de sortie 1 à partir de --fail-on.",
        "Comprobar el espacio de trabajo, o archivos RDF, según las reglas: un informe claro. Código de salida 1 a partir de --fail-on.",
    ),
    "validate.shapes": (
        "Your own shapes (FILE.ttl, again for more): files are checked against these alone.",
        "Vos propres formes (FICHIER.ttl, à répéter) : les fichiers sont vérifiés au regard de celles-ci seulement.",
        "Sus propias formas (ARCHIVO.ttl, repetible): los archivos se comprueban solo según ellas.",
    ),
    "validate.engine": (
        "fast, reference (pySHACL), or both: shows where they differ, exit code 3 when they do.",
        "fast, reference (pySHACL) ou both : montre leurs différences, code de sortie 3 s'il y en a.",
        "fast, reference (pySHACL) o both: muestra en qué difieren, código de salida 3 si difieren.",
    ),
    "validate.timeout": (
        "Seconds that a SPARQL constraint may take (60 when not given), or a whole run of pySHACL (no limit when not given).",
        "Secondes accordées à une contrainte SPARQL (60 par défaut), ou à une exécution entière de pySHACL (sans limite par défaut).",
        "Segundos que puede durar una restricción SPARQL (60 si no se indica), o una ejecución entera de pySHACL (sin límite si no se indica).",
    ),
    "validate.seconds": (
        "more than 0 seconds, 86400 at most",
        "plus de 0 seconde, 86400 au plus",
        "más de 0 segundos, 86400 como máximo",
    ),
    "validate.progress": ("{n} triples read", "{n} triplets lus", "{n} tripletas leídas"),
    "validate.progress.one": ("{n} triple read", "{n} triplet lu", "{n} tripleta leída"),
    "validate.fix": (
        "Mend in the files what can be mended for certain; shows the changes first.",
        "Corriger dans les fichiers ce qui peut l'être à coup sûr ; montre d'abord les changements.",
        "Corregir en los archivos lo que puede corregirse con certeza; muestra antes los cambios.",
    ),
    "fix.none": (
        "Nothing can be mended for certain.",
        "Rien ne peut être corrigé à coup sûr.",
        "Nada puede corregirse con certeza.",
    ),
    "fix.ask": ("Write these changes to {path}?", "Écrire ces changements dans {path} ?", "¿Escribir estos cambios en {path}?"),
    "fix.kept": (
        "{path} was left as it is; --yes writes the changes.",
        "{path} est resté tel quel ; --yes écrit les changements.",
        "{path} ha quedado como estaba; --yes escribe los cambios.",
    ),
    "fix.done.one": ("{n} value mended in {path}.", "{n} valeur corrigée dans {path}.", "{n} valor corregido en {path}."),
    "fix.done": ("{n} values mended in {path}.", "{n} valeurs corrigées dans {path}.", "{n} valores corregidos en {path}."),
    "validate.yes": (
        "With --fix: write the changes without asking.",
        "Avec --fix : écrire les changements sans demander.",
        "Con --fix: escribir los cambios sin preguntar.",
    ),
    "review.help": (
        "Accept, reject, change or undo links; one by one without arguments, many with --from.",
        "Accepter, rejeter, modifier ou annuler des liens ; un à un sans arguments, en nombre avec --from.",
        "Aceptar, rechazar, cambiar o deshacer vínculos; uno a uno sin argumentos, en lote con --from.",
    ),
    "export.help": (
        "Write everything, or one graph, in the format of the file's ending (RDF, SSSOM, IATI, CSVW, Parquet …); or, with --site, a folder of web pages.",
        "Écrire tout, ou un graphe, dans le format de l'extension du fichier (RDF, SSSOM, IATI, CSVW, Parquet…) ; ou, avec --site, un dossier de pages web.",
        "Escribir todo, o un grafo, en el formato de la extensión del archivo (RDF, SSSOM, IATI, CSVW, Parquet…); o, con --site, una carpeta de páginas web.",
    ),
    "sdg.help": ("The SDG framework.", "Le cadre des ODD.", "El marco de los ODS."),
    "sdg.import.help": (
        "Add the official UN texts, from the UN's own Turtle, in a graph of their own.",
        "Ajouter les textes officiels de l'ONU, depuis son propre Turtle, dans un graphe à part.",
        "Añadir los textos oficiales de la ONU, desde su propio Turtle, en un grafo aparte.",
    ),
    "doctor.help": (
        "What is installed, what is missing, whether the files are whole.",
        "Ce qui est installé, ce qui manque, si les fichiers sont intacts.",
        "Qué está instalado, qué falta y si los archivos están íntegros.",
    ),
    "version.help": ("The version.", "La version.", "La versión."),
    "pilots.title.one": (
        "SDG alignment of {n} pilot project",
        "Alignement ODD de {n} projet pilote",
        "Alineación con los ODS de {n} proyecto piloto",
    ),
    "pilots.title": (
        "SDG alignment of the {n} pilot projects",
        "Alignement ODD des {n} projets pilotes",
        "Alineación con los ODS de los {n} proyectos piloto",
    ),
    "pilots.unserved": (
        "Goals that no pilot serves: {goals}",
        "Objectifs qu'aucun pilote ne sert : {goals}",
        "Objetivos a los que ningún piloto contribuye: {goals}",
    ),
    "pilots.indirect": (
        "Goals that pilots serve only indirectly: {goals}",
        "Objectifs que les pilotes ne servent qu'indirectement : {goals}",
        "Objetivos a los que los pilotos solo contribuyen indirectamente: {goals}",
    ),
    "pilots.next": (
        "\nNext: metrograph explain {link} (why) · metrograph coverage (whole plan) · metrograph pilots --format csv · metrograph init DIR (your own plan and reviews)",
        "\nEnsuite : metrograph explain {link} (pourquoi) · metrograph coverage (plan entier) · metrograph pilots --format csv · metrograph init DOSSIER (votre plan et vos décisions)",
        "\nDespués: metrograph explain {link} (por qué) · metrograph coverage (todo el plan) · metrograph pilots --format csv · metrograph init CARPETA (su plan y sus revisiones)",
    ),
    "pilots.next.own": (
        "\nNext: metrograph explain {link} (why) · metrograph coverage (whole plan) · metrograph pilots --format csv · metrograph review (decide on what is proposed)",
        "\nEnsuite : metrograph explain {link} (pourquoi) · metrograph coverage (plan entier) · metrograph pilots --format csv · metrograph review (décider de ce qui est proposé)",
        "\nDespués: metrograph explain {link} (por qué) · metrograph coverage (todo el plan) · metrograph pilots --format csv · metrograph review (decidir sobre lo propuesto)",
    ),
    "goal.only": ("{label} (goal, no target)", "{label} (objectif, sans cible)", "{label} (objetivo, sin meta)"),
    "quoted": ("“{words}”", "«\u00a0{words}\u00a0»", "«{words}»"),
    "pilots.gaps": ("Missing: {gaps}", "Ce qui manque\u00a0: {gaps}", "Lo que falta: {gaps}"),
    "rows.one": ("{n} row", "{n} ligne", "{n} fila"),
    "rows": ("{n} rows", "{n} lignes", "{n} filas"),
    "written": ("written: {path}", "écrit : {path}", "escrito: {path}"),
    "show.several": ("{n} things have such a name:", "{n} éléments portent un tel nom :", "{n} elementos tienen un nombre así:"),
    "init.done": (
        "Workspace ready in {folder}. Next: edit plans/metropolis-2019.yaml, then `metrograph build` in that folder; `metrograph review` records decisions.",
        "Espace de travail prêt dans {folder}. Ensuite : modifiez plans/metropolis-2019.yaml, puis `metrograph build` dans ce dossier ; `metrograph review` consigne les décisions.",
        "Espacio de trabajo listo en {folder}. Después: edite plans/metropolis-2019.yaml y ejecute `metrograph build` en esa carpeta; `metrograph review` registra las decisiones.",
    ),
    "init.done.empty": (
        "Workspace ready in {folder}. Next, in that folder: `metrograph extract DOCUMENT --format yaml --out plans/NAME.yaml` reads your plan, then `metrograph build`.",
        "Espace de travail prêt dans {folder}. Ensuite, dans ce dossier : `metrograph extract DOCUMENT --format yaml --out plans/NOM.yaml` lit votre plan, puis `metrograph build`.",
        "Espacio de trabajo listo en {folder}. Después, en esa carpeta: `metrograph extract DOCUMENTO --format yaml --out plans/NOMBRE.yaml` lee su plan; luego, `metrograph build`.",
    ),
    "build.done": ("{quads} quads built: {where}", "{quads} quads construits : {where}", "{quads} quads construidos: {where}"),
    "build.empty": (
        "There is no plan in {folder}: this is the ontology, the goals and the themes alone. `metrograph extract DOCUMENT --out plans/NAME.yaml` reads a plan.",
        "Il n'y a pas de plan dans {folder} : ceci n'est que l'ontologie, les objectifs et les thèmes. `metrograph extract DOCUMENT --out plans/NOM.yaml` lit un plan.",
        "No hay ningún plan en {folder}: esto es solo la ontología, los objetivos y los temas. `metrograph extract DOCUMENTO --out plans/NOMBRE.yaml` lee un plan.",
    ),
    "review.done.one": (
        "{n} decision of {reviewer} added to reviews.jsonl",
        "{n} décision ajoutée à reviews.jsonl, par {reviewer}",
        "{n} decisión añadida a reviews.jsonl, de {reviewer}",
    ),
    "review.done": (
        "{n} decisions of {reviewer} added to reviews.jsonl",
        "{n} décisions ajoutées à reviews.jsonl, par {reviewer}",
        "{n} decisiones añadidas a reviews.jsonl, de {reviewer}",
    ),
    "review.said.one": (
        "{n} comment of {reviewer} noted in reviews.jsonl",
        "{n} commentaire consigné dans reviews.jsonl, par {reviewer}",
        "{n} comentario registrado en reviews.jsonl, de {reviewer}",
    ),
    "review.said": (
        "{n} comments of {reviewer} noted in reviews.jsonl",
        "{n} commentaires consignés dans reviews.jsonl, par {reviewer}",
        "{n} comentarios registrados en reviews.jsonl, de {reviewer}",
    ),
    "review.who": ("Your name", "Votre nom", "Su nombre"),
    "review.ask": (
        "accept (a), reject (r), skip (s), undo the last (u), stop (q)",
        "accepter (a), rejeter (r), passer (s), annuler la dernière (u), arrêter (q)",
        "aceptar (a), rechazar (r), saltar (s), deshacer la última (u), parar (q)",
    ),
    "review.why": ("Why", "Pourquoi", "Por qué"),
    "review.card": (
        "\n[{at}/{n}] {label}\n  → {sdg} {sdgLabel} ({strength})\n  “{quote}”",
        "\n[{at}/{n}] {label}\n  → {sdg} {sdgLabel} ({strength})\n  « {quote} »",
        "\n[{at}/{n}] {label}\n  → {sdg} {sdgLabel} ({strength})\n  «{quote}»",
    ),
    "review.end": (
        "Decisions are in reviews.jsonl; `metrograph pilots` shows them.",
        "Les décisions sont dans reviews.jsonl ; `metrograph pilots` les montre.",
        "Las decisiones están en reviews.jsonl; `metrograph pilots` las muestra.",
    ),
    "sdg.done": (
        "Official texts of {n} goals, targets and indicators added (graph sdg-un)",
        "Textes officiels de {n} objectifs, cibles et indicateurs ajoutés (graphe sdg-un)",
        "Textos oficiales de {n} objetivos, metas e indicadores añadidos (grafo sdg-un)",
    ),
    "one.Violation": ("violation", "violation", "incumplimiento"),
    "one.Warning": ("warning", "avertissement", "advertencia"),
    "one.Info": ("note", "note", "nota"),
    "rule.what": ("What", "Règle", "Regla"),
    "rule.why": ("Why", "Pourquoi", "Por qué"),
    "rule.bad": ("Bad", "Mauvais exemple", "Mal ejemplo"),
    "rule.fix": ("To write", "À écrire", "Qué escribir"),
    "rule.good": ("Good", "Bon exemple", "Buen ejemplo"),
    "doctor.good": ("good", "bien", "bien"),
    "doctor.bad": ("missing", "manque", "falta"),
    "doctor.note": ("optional", "facultatif", "opcional"),
    "doctor.package": ("package", "paquet", "paquete"),
    "doctor.package.hint": ("", "", ""),
    "doctor.java": (
        "Java (for OWL reasoning only)",
        "Java (pour le raisonnement OWL seulement)",
        "Java (solo para el razonamiento OWL)",
    ),
    "doctor.java.hint": (
        "apt-get install default-jre-headless",
        "apt-get install default-jre-headless",
        "apt-get install default-jre-headless",
    ),
    "doctor.model": ("linker's model", "modèle des liens", "modelo de vinculación"),
    "doctor.model.hint": ("", "", ""),
    "doctor.plans": ("plans (items)", "plans (éléments)", "planes (elementos)"),
    "doctor.plans.hint": (
        "none: add a file to plans/",
        "aucun : ajoutez un fichier à plans/",
        "ninguno: añada un archivo a plans/",
    ),
    "doctor.files": ("source files", "fichiers sources", "archivos fuente"),
    "doctor.files.hint": ("", "", ""),
    "doctor.questions": ("questions", "questions", "preguntas"),
    "doctor.questions.hint": ("", "", ""),
    "doctor.build": ("kept graph", "graphe conservé", "grafo conservado"),
    "doctor.build.hint": (
        "not up to date: `metrograph build` refreshes it",
        "pas à jour : `metrograph build` l'actualise",
        "no está al día: `metrograph build` lo actualiza",
    ),
}
