"""What can be wrong with a file (S) or a store (T)."""

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
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
    "S113": (
        (
            "the linker's model is not there or not whole ({detail})",
            "le modèle des liens est absent ou incomplet ({detail})",
            "el modelo de vinculación falta o está incompleto ({detail})",
        ),
        (
            "install metrograph again, or run make model in a checkout",
            "réinstallez metrograph, ou lancez make model dans une copie du dépôt",
            "reinstale metrograph, o ejecute make model en una copia del repositorio",
        ),
    ),
    "S114": (
        (
            "this is not a text but binary data",
            "ce n'est pas un texte mais des données binaires",
            "esto no es un texto sino datos binarios",
        ),
        (
            "save it as plain text in UTF-8 first",
            "enregistrez-le d'abord en texte brut UTF-8",
            "guárdelo primero como texto sin formato en UTF-8",
        ),
    ),
    "S123": (
        (
            "{format} has no way to write {detail}",
            "{format} n'a aucun moyen d'écrire {detail}",
            "{format} no tiene manera de escribir {detail}",
        ),
        (
            "use .ttl, .nt, .nq or .trig",
            "utilisez .ttl, .nt, .nq ou .trig",
            "use .ttl, .nt, .nq o .trig",
        ),
    ),
}
