"""Words of the comparison of two plans."""

TEXTS: dict[str, tuple[str, str, str]] = {
    "diff.help": (
        "What changed from plan A to plan B: new, launched, continued, renamed, recurring, concluded, dropped …",
        "Ce qui a changé du plan A au plan B : nouveau, lancé, poursuivi, renommé, récurrent, conclu, abandonné…",
        "Qué cambió del plan A al plan B: nuevo, lanzado, continuado, renombrado, recurrente, concluido, abandonado…",
    ),
    "diff.side": (
        "a plan of the workspace, a plan file, FOLDER or FOLDER#plan, an RDF file, a document",
        "un plan de l'espace de travail, un fichier de plan, DOSSIER ou DOSSIER#plan, un fichier RDF, un document",
        "un plan del espacio de trabajo, un archivo de plan, CARPETA o CARPETA#plan, un archivo RDF, un documento",
    ),
    "diff.plan": (
        "which plan, where a folder or graph holds several",
        "lequel, si un dossier ou un graphe contient plusieurs plans",
        "cuál, si una carpeta o un grafo contiene varios planes",
    ),
    "diff.ask.help": (
        "settle doubtful pairs one by one",
        "trancher un à un les rapprochements douteux",
        "resolver una a una las correspondencias dudosas",
    ),
    "diff.decide.help": (
        "a table with the columns from, to, same that settles pairs",
        "un tableau de colonnes from, to, same qui tranche des rapprochements",
        "una tabla con las columnas from, to, same que resuelve correspondencias",
    ),
    "diff.matches.help": (
        "where decisions are kept when B is no plan file of a workspace",
        "où garder les décisions quand B n'est pas un fichier de plan d'un espace de travail",
        "dónde guardar las decisiones cuando B no es un archivo de plan de un espacio de trabajo",
    ),
    "diff.why.help": (
        "why each change is told, and how sure it is",
        "pourquoi chaque changement est indiqué",
        "por qué se indica cada cambio",
    ),
    "diff.only.help": ("only these changes", "seulement ces changements", "solo estos cambios"),
    "diff.exit.help": (
        "exit code 1 when anything changed",
        "code de sortie 1 si quelque chose a changé",
        "código de salida 1 si algo cambió",
    ),
    "diff.title": ("From “{earlier}” to “{later}”", "De « {earlier} » à « {later} »", "De «{earlier}» a «{later}»"),
    "diff.document": (
        "{file} is a document: its elements were read out of it just now ({items}); check them with `metrograph extract`",
        "{file} est un document : ses éléments viennent d'en être extraits ({items}) ; vérifiez-les avec `metrograph extract`",
        "{file} es un documento: sus elementos se acaban de extraer ({items}); revíselos con `metrograph extract`",
    ),
    "diff.items": ("{n} elements", "{n} éléments", "{n} elementos"),
    "diff.items.one": ("{n} element", "{n} élément", "{n} elemento"),
    "diff.remark.same": (
        "Both plans are the same: everything goes on.",
        "Les deux plans sont identiques : tout se poursuit.",
        "Los dos planes son idénticos: todo continúa.",
    ),
    "diff.remark.empty-a": (
        "The earlier plan holds no activity: everything in the later one counts as new.",
        "Le plan antérieur ne contient aucune activité : tout ce que contient le suivant est compté comme nouveau.",
        "El plan anterior no contiene ninguna actividad: todo lo del posterior cuenta como nuevo.",
    ),
    "diff.remark.empty-b": (
        "The later plan holds no activity: nothing of the earlier one could go on.",
        "Le plan postérieur ne contient aucune activité : rien du plan antérieur ne pouvait se poursuivre.",
        "El plan posterior no contiene ninguna actividad: nada del anterior podía continuar.",
    ),
    "diff.remark.order": (
        "B is the older plan by its year; to see what changed since, compare B with A.",
        "D'après son année, B est le plan le plus ancien ; pour voir ce qui a changé depuis, comparez B à A.",
        "Por su año, B es el plan más antiguo; para ver qué cambió desde entonces, compare B con A.",
    ),
    "diff.remark.one-year": (
        "Both plans are of the same year: what comes back every year is told as continued.",
        "Les deux plans portent sur la même année : ce qui revient chaque année est compté comme poursuivi.",
        "Los dos planes son del mismo año: lo que vuelve cada año cuenta como continuado.",
    ),
    "diff.remark.apart": (
        "Hardly anything in the one plan is in the other: these may not be successive plans of one network.",
        "Presque rien de l'un des plans ne se retrouve dans l'autre : ce ne sont peut-être pas des plans successifs d'un même réseau.",
        "Casi nada de un plan está en el otro: quizá no sean planes sucesivos de una misma red.",
    ),
    "diff.remark.no-links": (
        "The goals served are not compared: at least one of the plans has no links to the SDGs at hand.",
        "Les objectifs servis ne sont pas comparés : pour l'un des plans au moins, aucun lien avec les ODD n'est disponible.",
        "No se comparan los objetivos atendidos: al menos uno de los planes no tiene vínculos con los ODS disponibles.",
    ),
    "diff.doubts": (
        "{n} pairs are doubtful: `--ask` settles them one by one, `--decide FILE.csv` all at once",
        "{n} rapprochements sont douteux : `--ask` les tranche un à un, `--decide FICHIER.csv` tous à la fois",
        "{n} correspondencias son dudosas: `--ask` las resuelve una a una; `--decide ARCHIVO.csv`, todas a la vez",
    ),
    "diff.doubts.one": (
        "1 pair is doubtful: `--ask` settles it",
        "1 rapprochement est douteux : `--ask` le tranche",
        "1 correspondencia es dudosa: `--ask` la resuelve",
    ),
    "diff.doubts.title": ("Needs a decision", "À trancher", "Por decidir"),
    "diff.doubts.lead": (
        "A person should say of each pair whether it is one thing.",
        "Pour chaque paire, une personne doit dire s'il s'agit de la même chose.",
        "De cada pareja, una persona debe decir si se trata de lo mismo.",
    ),
    "diff.for": ("For: {reasons}", "Pour : {reasons}", "A favor: {reasons}"),
    "diff.against": ("Against: {reasons}", "Contre : {reasons}", "En contra: {reasons}"),
    "diff.card": (
        "\n{at} of {n}   likeness {score}\n  A  {earlier}\n  B  {later}\n  {for_}\n  {against}",
        "\n{at} sur {n}   ressemblance {score}\n  A  {earlier}\n  B  {later}\n  {for_}\n  {against}",
        "\n{at} de {n}   semejanza {score}\n  A  {earlier}\n  B  {later}\n  {for_}\n  {against}",
    ),
    "diff.question": (
        "Is it one thing? y yes, n no, s later, q stop",
        "Est-ce la même chose ? o oui, n non, s plus tard, q arrêter",
        "¿Es lo mismo? s sí, n no, d después, q terminar",
    ),
    "diff.answers": ("y n s q", "o n s q", "s n d q"),
    "diff.settled": ("{n} decisions written to {path}", "{n} décisions écrites dans {path}", "{n} decisiones escritas en {path}"),
    "diff.settled.one": ("1 decision written to {path}", "1 décision écrite dans {path}", "1 decisión escrita en {path}"),
    "diff.unsettled": (
        "Nothing was decided, nothing was written.",
        "Rien n'a été tranché, rien n'a été écrit.",
        "No se decidió ni se escribió nada.",
    ),
    "diff.nothing": ("none", "aucun", "ninguno"),
    # what became of things
    "diff.new": ("New", "Nouveau", "Nuevo"),
    "diff.launched": ("Launched", "Lancé", "Lanzado"),
    "diff.continued": ("Continued", "Poursuivi", "Continuado"),
    "diff.renamed": ("Renamed", "Renommé", "Renombrado"),
    "diff.recurring": ("Recurring", "Récurrent", "Recurrente"),
    "diff.concluded": ("Concluded", "Conclu", "Concluido"),
    "diff.dropped": ("Dropped", "Abandonné", "Abandonado"),
    "diff.promoted": ("Promoted theme", "Thème promu", "Tema promovido"),
    "diff.moved": ("Moved", "Déplacé", "Trasladado"),
    "diff.status": ("Status", "État", "Estado"),
    "diff.date": ("Date", "Date", "Fecha"),
    "diff.coverage": ("SDG coverage", "Couverture des ODD", "Cobertura de los ODS"),
    "diff.board.new": ("What is new", "Ce qui est nouveau", "Lo nuevo"),
    "diff.board.launched": (
        "Announced before, running now",
        "Annoncé auparavant, désormais en cours",
        "Anunciado antes, ahora en marcha",
    ),
    "diff.board.continued": ("What goes on", "Ce qui se poursuit", "Lo que continúa"),
    "diff.board.renamed": ("The same under another name", "La même chose sous un autre nom", "Lo mismo con otro nombre"),
    "diff.board.recurring": ("What comes back", "Ce qui revient", "Lo que vuelve"),
    "diff.board.concluded": ("What came to its end", "Ce qui est arrivé à son terme", "Lo que llegó a su fin"),
    "diff.board.dropped": ("Announced, and no longer mentioned", "Annoncé, et plus mentionné", "Anunciado y ya no mencionado"),
    "diff.board.promoted": ("Themes that gain weight", "Les thèmes qui gagnent en importance", "Los temas que ganan peso"),
    "diff.board.moved": ("What moved", "Ce qui a changé de place", "Lo que cambió de lugar"),
    "diff.board.status": ("What changed status", "Ce qui a changé d'état", "Lo que cambió de estado"),
    "diff.board.date": ("Dates that changed", "Les dates modifiées", "Las fechas modificadas"),
    "diff.board.coverage": ("Goals and targets served", "Les objectifs et cibles servis", "Los objetivos y las metas atendidos"),
    "diff.board.summary": ("In short", "En bref", "En resumen"),
    "diff.board.how": (
        (
            "How sure it is: *stated*, the plans say it themselves; *certain*, the same name or identifier; "
            "*presumed*, it follows from dates, status or a strong likeness; *doubtful*, a person should decide."
        ),
        (
            "Degré de certitude : *énoncé*, les plans le disent eux-mêmes ; *certain*, même nom ou même identifiant ; "
            "*présumé*, déduit des dates, de l'état ou d'une forte ressemblance ; *douteux*, à trancher par une personne."
        ),
        (
            "Grado de certeza: *enunciado*, lo dicen los propios planes; *cierto*, el mismo nombre o identificador; "
            "*presunto*, se deduce de las fechas, del estado o de una gran semejanza; *dudoso*, debe decidirlo una persona."
        ),
    ),
    "diff.board.none": ("Nothing changed.", "Rien n'a changé.", "No cambió nada."),
    "diff.certainty.stated": ("stated", "énoncé", "enunciado"),
    "diff.certainty.certain": ("certain", "certain", "cierto"),
    "diff.certainty.presumed": ("presumed", "présumé", "presunto"),
    "diff.certainty.doubtful": ("doubtful", "douteux", "dudoso"),
    # kinds
    "diff.kind.strategic_line": ("strategic line", "ligne stratégique", "línea estratégica"),
    "diff.kind.objective": ("objective", "objectif", "objetivo"),
    "diff.kind.product_service": ("product or service", "produit ou service", "producto o servicio"),
    "diff.kind.workstream": ("workstream", "volet de travail", "línea de trabajo"),
    "diff.kind.action": ("action", "action", "acción"),
    "diff.kind.training": ("training", "formation", "formación"),
    "diff.kind.internal_action": ("internal action", "action interne", "acción interna"),
    "diff.kind.pilot_project": ("pilot project", "projet pilote", "proyecto piloto"),
    "diff.kind.world_event": ("world event", "événement mondial", "evento mundial"),
    "diff.kind.network_event": ("event of the network", "événement du réseau", "evento de la red"),
    "diff.kind.statutory_meeting": ("statutory meeting", "réunion statutaire", "reunión estatutaria"),
    "diff.kind.publication": ("publication", "publication", "publicación"),
    "diff.kind.partnership_agreement": ("partnership agreement", "accord de partenariat", "acuerdo de colaboración"),
    "diff.kind.award": ("award", "prix", "premio"),
    "diff.kind.theme": ("theme", "thème", "tema"),
    "diff.kind.goal": ("goal", "objectif de développement durable", "Objetivo de Desarrollo Sostenible"),
    "diff.kind.target": ("target", "cible", "meta"),
    "diff.state.planned": ("planned", "prévu", "previsto"),
    "diff.state.to_launch": ("to launch", "à lancer", "por lanzar"),
    "diff.state.ongoing": ("ongoing", "en cours", "en curso"),
    "diff.state.to_conclude": ("to conclude", "à conclure", "por concluir"),
    "diff.state.concluded": ("concluded", "conclu", "concluido"),
    "diff.state.postponed": ("postponed", "reporté", "aplazado"),
    "diff.state.cancelled": ("cancelled", "annulé", "cancelado"),
    # why a change is told
    "diff.why.by.stated": (
        "the later plan names its forerunner",
        "le plan postérieur nomme son antécédent",
        "el plan posterior nombra su antecedente",
    ),
    "diff.why.by.id": ("the same identifier", "même identifiant", "el mismo identificador"),
    "diff.why.by.name": ("the same name", "même nom", "el mismo nombre"),
    "diff.why.by.translation": (
        "the same name in another language",
        "même nom dans une autre langue",
        "el mismo nombre en otro idioma",
    ),
    "diff.why.by.former": ("its former name is told", "son ancien nom est indiqué", "se indica su nombre anterior"),
    "diff.why.by.alias": (
        "a name in common: “{earlier}” and “{later}”",
        "un nom en commun : « {earlier} » et « {later} »",
        "un nombre en común: «{earlier}» y «{later}»",
    ),
    "diff.why.by.acronym": ("the same acronym", "même sigle", "la misma sigla"),
    "diff.why.by.similar": ("the names are alike", "les noms se ressemblent", "los nombres se parecen"),
    "diff.why.by.children": (
        "most of its parts went there",
        "la plupart de ses éléments s'y retrouvent",
        "la mayoría de sus elementos están ahí",
    ),
    "diff.why.cancelled": ("a plan says that it is cancelled", "un plan le dit annulé", "un plan lo da por cancelado"),
    "diff.why.concluded-later": (
        "the later plan says that it is concluded",
        "le plan postérieur le dit conclu",
        "el plan posterior lo da por concluido",
    ),
    "diff.why.launched-status": ("announced, and running now", "annoncé, désormais en cours", "anunciado y ahora en curso"),
    "diff.why.launched-planned": (
        "named beforehand, and part of the later plan",
        "nommé d'avance, et inscrit au plan postérieur",
        "nombrado de antemano e incluido en el plan posterior",
    ),
    "diff.why.launched-silent": (
        "to be launched; the later plan lists it without a status",
        "à lancer ; le plan postérieur le cite sans état",
        "por lanzar; el plan posterior lo cita sin estado",
    ),
    "diff.why.launched-made": (
        "what was to be set up is there",
        "ce qui devait être mis en place existe",
        "lo que había que poner en marcha ya existe",
    ),
    "diff.why.renamed": ("it goes by another name", "il porte un autre nom", "lleva otro nombre"),
    "diff.why.next": ("the next one of a row", "le suivant d'une série", "el siguiente de una serie"),
    "diff.why.phase": (
        "from phase {earlier} to phase {later}",
        "de la phase {earlier} à la phase {later}",
        "de la fase {earlier} a la fase {later}",
    ),
    "diff.why.split": ("one became several", "un seul en est devenu plusieurs", "uno se convirtió en varios"),
    "diff.why.merge": ("several became one", "plusieurs n'en font plus qu'un", "varios se convirtieron en uno"),
    "diff.why.like": ("looks like “{other}”", "ressemble à « {other} »", "se parece a «{other}»"),
    "diff.why.end-stated": (
        "the earlier plan states its end",
        "le plan antérieur en annonce la fin",
        "el plan anterior anuncia su fin",
    ),
    "diff.why.postponed": (
        "postponed, and not mentioned since",
        "reporté, et plus mentionné depuis",
        "aplazado y no mencionado desde entonces",
    ),
    "diff.why.row": (
        "one of a row, with no counterpart in the later plan",
        "élément d'une série, sans équivalent dans le plan postérieur",
        "parte de una serie, sin equivalente en el plan posterior",
    ),
    "diff.why.past": ("its date is past", "sa date est passée", "su fecha ya pasó"),
    "diff.why.ending": ("it was itself an ending", "il s'agissait d'une clôture", "era en sí un cierre"),
    "diff.why.fulfilled": (
        "what it announced or prepared has come",
        "ce qu'il annonçait ou préparait a eu lieu",
        "lo que anunciaba o preparaba se ha cumplido",
    ),
    "diff.why.absent": (
        "no end is stated, and it is gone",
        "aucune fin n'est annoncée, et il n'y est plus",
        "no se anuncia su fin y ya no está",
    ),
    "diff.why.moved-place": ("place: {earlier} → {later}", "lieu : {earlier} → {later}", "lugar: {earlier} → {later}"),
    "diff.why.moved-line": ("line: {earlier} → {later}", "ligne : {earlier} → {later}", "línea: {earlier} → {later}"),
    "diff.why.moved-whole": (
        "part of: {earlier} → {later}",
        "rattachement : {earlier} → {later}",
        "forma parte de: {earlier} → {later}",
    ),
    "diff.why.status": ("{earlier} → {later}", "{earlier} → {later}", "{earlier} → {later}"),
    "diff.why.date": ("{earlier} → {later}", "{earlier} → {later}", "{earlier} → {later}"),
    "diff.why.promoted-aim": (
        "now a line or objective: {aim}",
        "désormais une ligne ou un objectif : {aim}",
        "ahora una línea u objetivo: {aim}",
    ),
    "diff.why.promoted-principal": (
        "principal now in: {lines}",
        "désormais principal dans : {lines}",
        "ahora principal en: {lines}",
    ),
    "diff.why.promoted-more": (
        "principal in more lines: {lines}",
        "principal dans davantage de lignes : {lines}",
        "principal en más líneas: {lines}",
    ),
    "diff.why.coverage-gained": (
        "elements that serve it: {earlier} → {later}",
        "éléments à son service : {earlier} → {later}",
        "elementos que contribuyen: {earlier} → {later}",
    ),
    "diff.why.coverage-lost": (
        "elements that serve it: {earlier} → {later}",
        "éléments à son service : {earlier} → {later}",
        "elementos que contribuyen: {earlier} → {later}",
    ),
    "diff.why.coverage-count": (
        "elements that serve it: {earlier} → {later}",
        "éléments à son service : {earlier} → {later}",
        "elementos que contribuyen: {earlier} → {later}",
    ),
    # what speaks for and against a pair
    "diff.sign.kind": ("kind", "type", "tipo"),
    "diff.sign.line": ("same line", "même ligne", "misma línea"),
    "diff.sign.other-line": ("another line", "autre ligne", "otra línea"),
    "diff.sign.place": ("same place", "même lieu", "mismo lugar"),
    "diff.sign.other-place": ("another place", "autre lieu", "otro lugar"),
    "diff.sign.people": ("same organisations", "mêmes organisations", "mismas organizaciones"),
    "diff.sign.other-people": ("other organisations", "autres organisations", "otras organizaciones"),
    "diff.sign.theme": ("same theme", "même thème", "mismo tema"),
    "diff.sign.acronym": ("same acronym", "même sigle", "misma sigla"),
    "diff.sign.other-acronym": ("another acronym", "autre sigle", "otra sigla"),
    "diff.sign.edition": ("edition", "édition", "edición"),
    "diff.sign.status": ("status follows", "état cohérent", "estado coherente"),
    "diff.sign.status-back": ("status goes back", "retour à un état antérieur", "vuelta a un estado anterior"),
    "diff.sign.month": ("same month", "même mois", "mismo mes"),
    "diff.sign.other-month": ("another month", "autre mois", "otro mes"),
    "diff.sign.other-stage": ("another stage of the work", "autre étape du travail", "otra etapa del trabajo"),
    "diff.sign.children": ("its parts went there", "ses éléments s'y retrouvent", "sus elementos están ahí"),
    "column.change": ("Change", "Changement", "Cambio"),
    "column.from": ("From", "De", "De"),
    "column.to": ("To", "À", "A"),
    "column.label_from": ("Name before", "Nom avant", "Nombre anterior"),
    "column.label_to": ("Name after", "Nom après", "Nombre posterior"),
    "column.certainty": ("Certainty", "Certitude", "Certeza"),
    "column.why": ("Why", "Pourquoi", "Por qué"),
    "column.score": ("Likeness", "Ressemblance", "Semejanza"),
    "column.for": ("For", "Pour", "A favor"),
    "column.against": ("Against", "Contre", "En contra"),
    "compare.all": ("every change", "tous les changements", "todos los cambios"),
    "compare.questions": (
        "The questions below read only what the plans say of each other:",
        "Les questions ci-dessous ne lisent que ce que les plans disent l'un de l'autre :",
        "Las preguntas siguientes solo leen lo que los planes dicen uno del otro:",
    ),
    "compare.field.change": ("Change", "Changement", "Cambio"),
}
PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "A161": (
        (
            'there is no plan "{value}" here',
            'il n\'y a pas ici de plan "{value}"',
            'aquí no hay ningún plan "{value}"',
        ),
        (
            "{hint}name a plan ({choices}), a plan file, a workspace, an RDF file or a document",
            "{hint}nommez un plan ({choices}), un fichier de plan, un espace de travail, un fichier RDF ou un document",
            "{hint}nombre un plan ({choices}), un archivo de plan, un espacio de trabajo, un archivo RDF o un documento",
        ),
    ),
    "A162": (
        (
            "{n} plans are here, and it is not said which is meant: {choices}",
            "il y a ici {n} plans, et rien ne dit lequel est visé : {choices}",
            "aquí hay {n} planes y no se dice cuál: {choices}",
        ),
        (
            "write {path}#{first}, or name it with --plan",
            "écrivez {path}#{first}, ou nommez-le avec --plan",
            "escriba {path}#{first} o nómbrelo con --plan",
        ),
    ),
    "A163": (
        (
            "this folder holds no plans",
            "ce dossier ne contient pas de plans",
            "esta carpeta no contiene planes",
        ),
        (
            "name a workspace (with metrograph.toml and plans/), or a file",
            "nommez un espace de travail (avec metrograph.toml et plans/) ou un fichier",
            "nombre un espacio de trabajo (con metrograph.toml y plans/) o un archivo",
        ),
    ),
    "A164": (
        (
            "there is no plan in it: no item or node of the kind work plan",
            "il n'y a pas de plan là-dedans : aucun élément ni nœud du type plan de travail",
            "no contiene ningún plan: ningún elemento ni nodo del tipo plan de trabajo",
        ),
        (
            "give a plan file, or a graph with an mg:WorkPlan",
            "donnez un fichier de plan, ou un graphe avec un mg:WorkPlan",
            "indique un archivo de plan o un grafo con un mg:WorkPlan",
        ),
    ),
    "A165": (
        (
            "the table of decisions has no column {column}",
            "le tableau des décisions n'a pas de colonne {column}",
            "la tabla de decisiones no tiene la columna {column}",
        ),
        (
            "its columns are from, to, same: ids of items, and yes or no",
            "ses colonnes sont from, to, same : des identifiants d'éléments, et oui ou non",
            "sus columnas son from, to, same: identificadores de elementos, y sí o no",
        ),
    ),
    "A166": (
        (
            'the {side} plan has no item "{value}" that is compared',
            "le plan {side} n'a pas d'élément comparé \"{value}\"",
            'el plan {side} no tiene ningún elemento comparado "{value}"',
        ),
        (
            "{hint}use the ids of `metrograph diff A B --format csv`",
            "{hint}utilisez les identifiants de `metrograph diff A B --format csv`",
            "{hint}use los identificadores de `metrograph diff A B --format csv`",
        ),
    ),
    "A167": (
        (
            '"{value}" is neither yes nor no',
            '"{value}" n\'est ni oui ni non',
            '"{value}" no es ni sí ni no',
        ),
        (
            "write yes or no (oui, non, sí, 1, 0 will do)",
            "écrivez oui ou non (yes, no, 1, 0 conviennent aussi)",
            "escriba sí o no (también valen yes, no, 1, 0)",
        ),
    ),
    "A168": (
        (
            "the decisions have nowhere to go: B is no plan file of a workspace",
            "les décisions n'ont pas où aller : B n'est pas un fichier de plan d'un espace de travail",
            "las decisiones no tienen dónde ir: B no es un archivo de plan de un espacio de trabajo",
        ),
        (
            "name a file for them: --matches decisions.csv",
            "nommez un fichier pour elles : --matches decisions.csv",
            "indique un archivo para ellas: --matches decisions.csv",
        ),
    ),
    "A169": (
        (
            "nobody can answer here: --ask needs a terminal",
            "personne ne peut répondre ici : --ask demande un terminal",
            "aquí nadie puede responder: --ask necesita un terminal",
        ),
        (
            "write the decisions into a table and give it with --decide",
            "écrivez les décisions dans un tableau et donnez-le avec --decide",
            "escriba las decisiones en una tabla e indíquela con --decide",
        ),
    ),
    "A170": (
        (
            '"{value}" is no kind of change',
            '"{value}" n\'est pas un type de changement',
            '"{value}" no es un tipo de cambio',
        ),
        (
            "{hint}choose among {choices}",
            "{hint}choisissez parmi {choices}",
            "{hint}elija entre {choices}",
        ),
    ),
    "A171": (
        (
            '"{earlier}" and "{later}" are settled twice, and not alike',
            '"{earlier}" et "{later}" sont tranchés deux fois, et différemment',
            '"{earlier}" y "{later}" se resuelven dos veces y de forma distinta',
        ),
        (
            "keep one of the two lines",
            "gardez l'une des deux lignes",
            "conserve una de las dos líneas",
        ),
    ),
}
