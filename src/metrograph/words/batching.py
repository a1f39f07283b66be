"""Words of the linking of very many records."""

TEXTS: dict[str, tuple[str, str, str]] = {
    "batch.help": (
        "Link very many records from files (.jsonl, .csv, .parquet, IATI .xml; also .gz) into a folder of sorted, compressed N-Quads and Parquet. A run that was stopped goes on when the same command is given again.",
        "Relier un très grand nombre d'enregistrements de fichiers (.jsonl, .csv, .parquet, IATI .xml ; aussi en .gz) et écrire un dossier de N-Quads triés et compressés et de Parquet. Une exécution interrompue reprend avec la même commande.",
        "Vincular un gran número de registros de archivos (.jsonl, .csv, .parquet, IATI .xml; también .gz) y escribir una carpeta de N-Quads ordenados y comprimidos y de Parquet. Una ejecución interrumpida continúa con la misma orden.",
    ),
    "batch.out": (
        "the folder to write, new or of a run that was stopped",
        "le dossier à écrire, nouveau ou d'une exécution interrompue",
        "la carpeta que se escribe, nueva o de una ejecución interrumpida",
    ),
    "batch.plan": (
        "the name under which the records stand in the graph",
        "le nom sous lequel les enregistrements figurent dans le graphe",
        "el nombre con el que los registros figuran en el grafo",
    ),
    "batch.workers": (
        "processes of this machine; the bytes are the same for any number",
        "processus de cette machine ; les octets sont les mêmes quel qu'en soit le nombre",
        "procesos de esta máquina; los bytes son los mismos con cualquier número",
    ),
    "batch.cluster": (
        "the scheduler of a Dask cluster, such as tcp://127.0.0.1:8786, in place of processes",
        "l'ordonnanceur d'une grappe Dask, par exemple tcp://127.0.0.1:8786, au lieu de processus",
        "el planificador de un clúster Dask, por ejemplo tcp://127.0.0.1:8786, en lugar de procesos",
    ),
    "batch.columns": (
        "which columns of a table hold what: text=TITLE,id=CODE,lang=LANGUAGE,context=THEME",
        "quelles colonnes d'un tableau contiennent quoi : text=TITRE,id=CODE,lang=LANGUE,context=THEME",
        "qué columnas de una tabla contienen qué: text=TITULO,id=CODIGO,lang=IDIOMA,context=TEMA",
    ),
    "batch.encoding": (
        "the encoding of JSON lines and CSV",
        "l'encodage des lignes JSON et du CSV",
        "la codificación de las líneas JSON y del CSV",
    ),
    "batch.shard": ("records in each shard", "enregistrements par fragment", "registros por fragmento"),
    "batch.no-parquet": ("N-Quads alone", "N-Quads seulement", "solo N-Quads"),
    "batch.dry-run": (
        "show how the first records of each file are read and linked, and write nothing",
        "montrer comment les premiers enregistrements de chaque fichier sont lus et reliés, sans rien écrire",
        "mostrar cómo se leen y se vinculan los primeros registros de cada archivo, sin escribir nada",
    ),
    "batch.progress": (
        "Records linked: {done} · left: about {left} · {rate} a second · time left: {time}",
        "Enregistrements reliés : {done} · restants : environ {left} · {rate} par seconde · temps restant : {time}",
        "Registros vinculados: {done} · restantes: unos {left} · {rate} por segundo · tiempo restante: {time}",
    ),
    "batch.stopped": (
        "Stopped. The same command goes on from here.",
        "Interrompu. La même commande reprendra ici.",
        "Interrumpido. El mismo comando continuará desde aquí.",
    ),
    "batch.title": ("Records {plan}", "Enregistrements {plan}", "Registros {plan}"),
    "batch.done": (
        "Records: {records} · links: {links} · shards: {shards} · folder: {path}",
        "Enregistrements : {records} · liens : {links} · fragments : {shards} · dossier : {path}",
        "Registros: {records} · vínculos: {links} · fragmentos: {shards} · carpeta: {path}",
    ),
    "batch.found": (
        "{n} shards were there from an earlier run",
        "{n} fragments étaient déjà là, d'une exécution antérieure",
        "{n} fragmentos ya estaban, de una ejecución anterior",
    ),
    "batch.found.one": (
        "1 shard was there from an earlier run",
        "1 fragment était déjà là, d'une exécution antérieure",
        "1 fragmento ya estaba, de una ejecución anterior",
    ),
    "batch.refused": (
        "{n} records were refused; each with its place and reason: {path}",
        "{n} enregistrements ont été refusés, chacun avec son emplacement et la raison : {path}",
        "se han rechazado {n} registros, cada uno con su lugar y el motivo: {path}",
    ),
    "batch.refused.one": (
        "1 record was refused; its place and reason: {path}",
        "1 enregistrement a été refusé ; son emplacement et la raison : {path}",
        "se ha rechazado 1 registro; su lugar y el motivo: {path}",
    ),
}
PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "B101": (
        (
            "{value} holds a run that another one may not continue; what differs: {names} (then {then}, now {now})",
            "{value} contient une exécution qu'une autre ne peut pas poursuivre ; ce qui diffère : {names} (avant {then}, maintenant {now})",
            "{value} contiene una ejecución que otra no puede continuar; lo que difiere: {names} (antes {then}, ahora {now})",
        ),
        (
            "its shards would not be of one kind: give a new folder to --out, or go back to what the run began with",
            "ses fragments ne seraient pas homogènes : donnez un nouveau dossier à --out, ou revenez à ce qu'il y avait au début de l'exécution",
            "sus fragmentos no serían homogéneos: indique una carpeta nueva en --out o vuelva a lo que había al comenzar la ejecución",
        ),
    ),
    "B102": (
        ("{value} holds other things", "{value} contient autre chose", "{value} contiene otras cosas"),
        (
            "give --out a new or empty folder; nothing was written",
            "donnez à --out un dossier nouveau ou vide ; rien n'a été écrit",
            "indique en --out una carpeta nueva o vacía; no se ha escrito nada",
        ),
    ),
    "B103": (
        (
            "this file of a run is not whole: {detail}",
            "ce fichier d'une exécution n'est pas entier : {detail}",
            "este archivo de una ejecución no está entero: {detail}",
        ),
        (
            "delete the folder, or give --out a new one",
            "supprimez le dossier, ou donnez-en un nouveau à --out",
            "borre la carpeta o indique una nueva en --out",
        ),
    ),
    "B104": (
        (
            "this row is no record to link: {detail}",
            "cette ligne n'est pas un enregistrement à relier : {detail}",
            "esta fila no es un registro que vincular: {detail}",
        ),
        (
            "each row needs a text in the encoding of the file (--encoding); the other rows are done",
            "chaque ligne doit avoir un texte dans l'encodage du fichier (--encoding) ; les autres lignes sont traitées",
            "cada fila necesita un texto en la codificación del archivo (--encoding); las demás filas están hechas",
        ),
    ),
    "B105": (
        (
            'the id "{value}" was there before, at {place}',
            "l'identifiant « {value} » existait déjà, en {place}",
            "el identificador «{value}» ya estaba, en {place}",
        ),
        (
            "give each record an id of its own over all files; the first one is linked",
            "donnez à chaque enregistrement un identifiant propre dans l'ensemble des fichiers ; le premier est relié",
            "dé a cada registro un identificador propio en el conjunto de los archivos; el primero se vincula",
        ),
    ),
    "B106": (
        (
            "a worker died {n} times over shard {value}",
            "un processus est mort {n} fois sur le fragment {value}",
            "un proceso ha muerto {n} veces con el fragmento {value}",
        ),
        (
            "it may be out of memory: give the same command again with fewer --workers; what is done is kept",
            "la mémoire manque peut-être : relancez la même commande avec moins de --workers ; ce qui est fait est gardé",
            "puede faltar memoria: repita el mismo comando con menos --workers; lo hecho se conserva",
        ),
    ),
    "B107": (
        (
            "the cluster at {value} does not answer: {detail}",
            "la grappe à l'adresse {value} ne répond pas : {detail}",
            "el clúster en {value} no responde: {detail}",
        ),
        (
            "see that scheduler and workers run, then give the same command again; what is done is kept",
            "vérifiez que l'ordonnanceur et ses processus tournent, puis relancez la même commande ; ce qui est fait est gardé",
            "compruebe que el planificador y sus procesos están en marcha y repita el mismo comando; lo hecho se conserva",
        ),
    ),
    "B108": (
        (
            "the worker {name} of the cluster at {value} has version {found}, here it is {ours}",
            "le processus {name} de la grappe à l'adresse {value} a la version {found}, ici c'est {ours}",
            "el proceso {name} del clúster en {value} tiene la versión {found}; aquí es {ours}",
        ),
        (
            "install the same version of MetroGraph on every machine: shards of two versions would differ",
            "installez la même version de MetroGraph sur chaque machine : les fragments de deux versions différeraient",
            "instale la misma versión de MetroGraph en cada máquina: los fragmentos de dos versiones diferirían",
        ),
    ),
    "B109": (
        ("no records are read from {value}", "on ne lit pas d'enregistrements dans {value}", "no se leen registros de {value}"),
        (
            "files end in {choices}; all but Parquet may be packed as .gz",
            "les fichiers se terminent par {choices} ; tous sauf Parquet peuvent être compressés en .gz",
            "los archivos terminan en {choices}; todos menos Parquet pueden ir comprimidos como .gz",
        ),
    ),
    "B110": (
        (
            'the table has no column "{value}"',
            "le tableau n'a pas de colonne « {value} »",
            "la tabla no tiene ninguna columna «{value}»",
        ),
        (
            "{hint}its columns are: {choices}; say which holds what, as in --columns text=TITLE,id=CODE",
            "{hint}ses colonnes sont : {choices} ; dites laquelle contient quoi, par exemple --columns text=TITRE,id=CODE",
            "{hint}sus columnas son: {choices}; diga cuál contiene qué, por ejemplo --columns text=TITULO,id=CODIGO",
        ),
    ),
    "B111": (
        (
            "the bytes of this record are not {value}",
            "les octets de cet enregistrement ne sont pas du {value}",
            "los bytes de este registro no son {value}",
        ),
        (
            "give the encoding of the file to --encoding (cp1252, latin-1, utf-16), or save the file as UTF-8; the other records are done",
            "indiquez l'encodage du fichier avec --encoding (cp1252, latin-1, utf-16), ou enregistrez-le en UTF-8 ; les autres enregistrements sont traités",
            "indique la codificación del archivo con --encoding (cp1252, latin-1, utf-16) o guárdelo en UTF-8; los demás registros están hechos",
        ),
    ),
    "B112": (
        (
            "{value} is no address of a cluster",
            "{value} n'est pas l'adresse d'une grappe",
            "{value} no es la dirección de un clúster",
        ),
        (
            "write it as the scheduler prints it when it starts: tcp://10.0.0.1:8786",
            "écrivez-la comme l'ordonnanceur l'affiche à son démarrage : tcp://10.0.0.1:8786",
            "escríbala como la muestra el planificador al arrancar: tcp://10.0.0.1:8786",
        ),
    ),
    "B113": (
        (
            "another run is writing into this folder (process {holder})",
            "une autre exécution écrit dans ce dossier (processus {holder})",
            "otra ejecución está escribiendo en esta carpeta (proceso {holder})",
        ),
        (
            "wait until it has finished, or stop it and give the command again",
            "attendez qu'elle ait fini, ou arrêtez-la et relancez la commande",
            "espere a que termine, o deténgala y repita el comando",
        ),
    ),
    "B114": (
        (
            "the memory of this machine does not suffice for shard {value}",
            "la mémoire de cette machine ne suffit pas pour le fragment {value}",
            "la memoria de esta máquina no basta para el fragmento {value}",
        ),
        (
            "give a smaller --shard and a new folder to --out",
            "donnez un --shard plus petit et un nouveau dossier à --out",
            "indique un --shard menor y una carpeta nueva en --out",
        ),
    ),
    "B115": (
        (
            "the memory of a worker of the cluster at {value} does not suffice for a shard",
            "la mémoire d'un processus de la grappe à l'adresse {value} ne suffit pas pour un fragment",
            "la memoria de un proceso del clúster en {value} no basta para un fragmento",
        ),
        (
            "give its workers more memory and the same command again, or a smaller --shard and a new folder to --out",
            "donnez plus de mémoire à ses processus et relancez la même commande, ou donnez un --shard plus petit et un nouveau dossier à --out",
            "dé más memoria a sus procesos y repita el mismo comando, o indique un --shard menor y una carpeta nueva en --out",
        ),
    ),
    "B116": (
        (
            "two of the files are called {value}",
            "deux des fichiers s'appellent {value}",
            "dos de los archivos se llaman {value}",
        ),
        (
            "give each a name of its own: records and errors are told by the name of their file",
            "donnez à chacun un nom propre : enregistrements et erreurs sont désignés par le nom de leur fichier",
            "dé a cada uno un nombre propio: los registros y los errores se indican por el nombre de su archivo",
        ),
    ),
    "B117": (
        ("the folder to write is missing", "il manque le dossier à écrire", "falta la carpeta que se debe escribir"),
        (
            "add --out DIR; or --dry-run, to see how the first records are read",
            "ajoutez --out DIR ; ou --dry-run, pour voir comment les premiers enregistrements sont lus",
            "añada --out DIR; o --dry-run, para ver cómo se leen los primeros registros",
        ),
    ),
}
