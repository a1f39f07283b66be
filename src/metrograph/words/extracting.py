"""What the commands ``extract`` and ``import`` say, in English, French and Spanish."""

Wording = tuple[str, str, str]
TEXTS: dict[str, Wording] = {
    "extract.help": (
        "Read documents, tables or IATI files into plan items with their sources (--format jsonl, yaml, csv, xlsx, ttl, table or md).",
        "Lire des documents, tableaux ou fichiers IATI et en tirer les éléments d'un plan, avec leurs sources (--format jsonl, yaml, csv, xlsx, ttl, table ou md).",
        "Leer documentos, tablas o archivos IATI y obtener los elementos de un plan, con sus fuentes (--format jsonl, yaml, csv, xlsx, ttl, table o md).",
    ),
    "extract.lang": (
        "language of the documents: auto, en, fr or es",
        "langue des documents : auto, en, fr ou es",
        "idioma de los documentos: auto, en, fr o es",
    ),
    "extract.plan": (
        "id of the plan (yaml, csv, xlsx, ttl); when left out, the name of the plan file of --out, else of the document",
        "identifiant du plan (yaml, csv, xlsx, ttl) ; par défaut, le nom du fichier de plan de --out, sinon celui du document",
        "identificador del plan (yaml, csv, xlsx, ttl); por defecto, el nombre del archivo de plan de --out o, si no, el del documento",
    ),
    "extract.out": (
        "write to this file, whole or not at all; its ending gives the format",
        "écrire dans ce fichier, en entier ou pas du tout ; son extension donne le format",
        "escribir en este archivo, completo o nada; su extensión indica el formato",
    ),
    "extract.report": (
        "write a report of what was read, set aside and doubted to this file (Markdown)",
        "écrire dans ce fichier un rapport de ce qui a été lu, écarté ou mis en doute (Markdown)",
        "escribir en este archivo un informe de lo leído, lo apartado y lo dudoso (Markdown)",
    ),
    "extract.progress": ("{n} pages or rows read …", "{n} pages ou lignes lues…", "{n} páginas o filas leídas…"),
    "extract.progress.one": ("{n} page or row read …", "{n} page ou ligne lue…", "{n} página o fila leída…"),
    "extract.summary": (
        "{file}: {passages}, {items}, {names}",
        "{file} : {passages}, {items}, {names}",
        "{file}: {passages}, {items}, {names}",
    ),
    "extract.passages": ("{n} passages read", "{n} passages lus", "{n} pasajes leídos"),
    "extract.passages.one": ("{n} passage read", "{n} passage lu", "{n} pasaje leído"),
    "extract.items": ("{n} items", "{n} éléments", "{n} elementos"),
    "extract.items.one": ("{n} item", "{n} élément", "{n} elemento"),
    "extract.names": ("{n} places and organisations", "{n} lieux et organisations", "{n} lugares y organizaciones"),
    "extract.names.one": ("{n} place or organisation", "{n} lieu ou organisation", "{n} lugar u organización"),
    "extract.left": (
        "{n} passages of running text are in no item: see --report",
        "{n} passages de texte courant ne sont dans aucun élément : voir --report",
        "{n} pasajes de texto corrido no están en ningún elemento: véase --report",
    ),
    "extract.left.one": (
        "{n} passage of running text is in no item: see --report",
        "{n} passage de texte courant n'est dans aucun élément : voir --report",
        "{n} pasaje de texto corrido no está en ningún elemento: véase --report",
    ),
    "extract.doubts": (
        "{n} doubts: see --report, or the comments of --format yaml",
        "{n} doutes : voir --report, ou les commentaires de --format yaml",
        "{n} dudas: véase --report, o los comentarios de --format yaml",
    ),
    "extract.doubts.one": (
        "{n} doubt: see --report, or the comments of --format yaml",
        "{n} doute : voir --report, ou les commentaires de --format yaml",
        "{n} duda: véase --report, o los comentarios de --format yaml",
    ),
    "extract.count": (
        "{place}: “{text}” announces {announced}, found {found}",
        "{place} : « {text} » en annonce {announced}, trouvé {found}",
        "{place}: «{text}» anuncia {announced}, encontrados {found}",
    ),
    "extract.announced": ("Announced and found", "Annoncé et trouvé", "Anunciado y encontrado"),
    "extract.to-check": ("To be checked", "À vérifier", "Por comprobar"),
    "extract.aside": (
        "Lines that are in no item",
        "Lignes qui ne sont dans aucun élément",
        "Líneas que no están en ningún elemento",
    ),
    "extract.done": ("written to {path}", "écrit dans {path}", "escrito en {path}"),
    "aside.structure": ("structure", "structure", "estructura"),
    "aside.prose": ("running text", "texte courant", "texto corrido"),
    "aside.detail": ("said of the item above", "dit de l'élément précédent", "dicho del elemento anterior"),
    "aside.furniture": (
        "running head, page number, contact",
        "en-tête, numéro de page, contact",
        "encabezado, número de página, contacto",
    ),
    "aside.unread": ("not understood", "non compris", "no comprendido"),
    "aside.front": ("before the first section", "avant la première section", "antes de la primera sección"),
    "place.page": ("page {n}", "page {n}", "página {n}"),
    "place.line": ("line {n}", "ligne {n}", "línea {n}"),
    "import.help": (
        "Bring a corrected spreadsheet (CSV or XLSX) back into a plan file, or links of others (.sssom.tsv) in as proposals; shows the changes first.",
        "Reporter un tableur corrigé (CSV ou XLSX) dans un fichier de plan, ou importer des liens d'autrui (.sssom.tsv) comme propositions ; montre d'abord les changements.",
        "Devolver una hoja corregida (CSV o XLSX) a un archivo de plan, o incorporar vínculos de terceros (.sssom.tsv) como propuestas; muestra antes los cambios.",
    ),
    "import.into": (
        "the plan file to change (or to make, from XLSX); plans/PLAN.yaml of the workspace by default",
        "le fichier de plan à changer (ou à créer, depuis XLSX) ; par défaut plans/PLAN.yaml de l'espace de travail",
        "el archivo de plan que se cambia (o se crea, desde XLSX); por defecto plans/PLAN.yaml del espacio de trabajo",
    ),
    "import.plan": (
        "id of the plan in the workspace",
        "identifiant du plan dans l'espace de travail",
        "identificador del plan en el espacio de trabajo",
    ),
    "import.yes": ("write without asking", "écrire sans demander", "escribir sin preguntar"),
    "import.dry-run": (
        "show the changes and write nothing",
        "montrer les changements sans rien écrire",
        "mostrar los cambios sin escribir nada",
    ),
    "import.ask": (
        "Write these changes to {path}?",
        "Écrire ces changements dans {path} ?",
        "¿Escribir estos cambios en {path}?",
    ),
    "import.same": ("nothing has changed", "rien n'a changé", "nada ha cambiado"),
    "import.kept": ("nothing was written", "rien n'a été écrit", "no se ha escrito nada"),
    "import.done": ("{n} changes written to {path}", "{n} changements écrits dans {path}", "{n} cambios escritos en {path}"),
    "import.done.one": ("{n} change written to {path}", "{n} changement écrit dans {path}", "{n} cambio escrito en {path}"),
}
