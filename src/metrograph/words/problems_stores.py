"""What can be wrong with a store on disk (T1)."""

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "T101": (
        (
            "the store cannot be made here ({detail})",
            "l'entrepôt ne peut pas être créé ici ({detail})",
            "el almacén no se puede crear aquí ({detail})",
        ),
        (
            "choose a folder that you may write, on a disk with room; nothing was written",
            "choisissez un dossier où vous pouvez écrire, sur un disque où il reste de la place ; rien n'a été écrit",
            "elija una carpeta en la que pueda escribir, en un disco con espacio; no se ha escrito nada",
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
            "what was there before still holds; make room or mend the disk, and try again",
            "ce qui s'y trouvait reste valable ; libérez de la place ou réparez le disque, puis réessayez",
            "lo que había sigue siendo válido; libere espacio o repare el disco e inténtelo de nuevo",
        ),
    ),
    "T104": (
        (
            "this folder holds a database of Oxigraph itself, which is read here but not written",
            "ce dossier contient une base d'Oxigraph lui-même, que l'on peut lire ici mais non écrire",
            "esta carpeta contiene una base del propio Oxigraph, que aquí se puede leer pero no escribir",
        ),
        (
            "choose another folder for the store",
            "choisissez un autre dossier pour l'entrepôt",
            "elija otra carpeta para el almacén",
        ),
    ),
    "T105": (
        (
            "the store is damaged or unreadable ({detail})",
            "l'entrepôt est endommagé ou illisible ({detail})",
            "el almacén está dañado o no se puede leer ({detail})",
        ),
        (
            "build it again with `metrograph build --store DIR`, or bring a copy back with `metrograph restore COPY --store DIR`",
            "reconstruisez-le avec `metrograph build --store DOSSIER`, ou rétablissez une copie avec `metrograph restore COPIE --store DOSSIER`",
            "constrúyalo de nuevo con `metrograph build --store CARPETA`, o recupere una copia con `metrograph restore COPIA --store CARPETA`",
        ),
    ),
    "T106": (
        (
            "another program is writing to this store (process {holder})",
            "un autre programme écrit dans cet entrepôt (processus {holder})",
            "otro programa está escribiendo en este almacén (proceso {holder})",
        ),
        (
            "wait until it has finished, or stop it; reading works meanwhile",
            "attendez qu'il ait fini, ou arrêtez-le ; la lecture reste possible",
            "espere a que termine o deténgalo; mientras tanto se puede leer",
        ),
    ),
    "T107": (
        (
            "this store was opened for reading only",
            "cet entrepôt a été ouvert en lecture seule",
            "este almacén se abrió solo para lectura",
        ),
        (
            "open it with LocalStore.create, or change it with `metrograph update --store DIR`",
            "ouvrez-le avec LocalStore.create, ou modifiez-le avec `metrograph update --store DOSSIER`",
            "ábralo con LocalStore.create, o modifíquelo con `metrograph update --store CARPETA`",
        ),
    ),
    "T108": (
        (
            "the update would break rules ({n} violations); nothing was changed",
            "la mise à jour enfreindrait des règles ({n} violations) ; rien n'a été modifié",
            "la actualización incumpliría reglas ({n} infracciones); no se ha cambiado nada",
        ),
        (
            "read the report, mend the update and try again",
            "lisez le rapport, corrigez la mise à jour et réessayez",
            "lea el informe, corrija la actualización e inténtelo de nuevo",
        ),
    ),
    "T109": (
        (
            "this copy is not whole: {name} is missing or was changed",
            "cette copie n'est pas intacte : {name} manque ou a été modifié",
            "esta copia no está íntegra: {name} falta o se ha modificado",
        ),
        (
            "use another copy; nothing was restored",
            "utilisez une autre copie ; rien n'a été rétabli",
            "use otra copia; no se ha restaurado nada",
        ),
    ),
    "T110": (
        (
            "there is something here already",
            "il y a déjà quelque chose ici",
            "aquí ya hay algo",
        ),
        (
            "choose a folder that is not there yet, or restore with --force, which keeps what is there beside it",
            "choisissez un dossier qui n'existe pas encore, ou rétablissez avec --force, qui conserve à côté ce qui s'y trouve",
            "elija una carpeta que aún no exista, o restaure con --force, que conserva al lado lo que hay",
        ),
    ),
    "T111": (
        (
            "there is no update to take back",
            "il n'y a aucune mise à jour à annuler",
            "no hay ninguna actualización que deshacer",
        ),
        (
            "`metrograph history` lists the updates",
            "`metrograph history` énumère les mises à jour",
            "`metrograph history` muestra las actualizaciones",
        ),
    ),
    "T112": (
        (
            "an update says who makes it, and why",
            "une mise à jour indique qui la fait, et pourquoi",
            "una actualización indica quién la hace y por qué",
        ),
        (
            "give by= and why=, on the command line --by and --why",
            "donnez by= et why=, en ligne de commande --by et --why",
            "indique by= y why=, en la línea de comandos --by y --why",
        ),
    ),
    "T113": (
        (
            "the update changes {n} statements about things without an identifier (blank nodes), which the log cannot name",
            "la mise à jour modifie {n} déclarations sur des choses sans identifiant (nœuds anonymes), que le journal ne peut pas nommer",
            "la actualización cambia {n} declaraciones sobre cosas sin identificador (nodos anónimos), que el registro no puede nombrar",
        ),
        (
            "change the file that they come from, or leave them out with FILTER(!isBlank(?x))",
            "modifiez le fichier dont elles proviennent, ou écartez-les avec FILTER(!isBlank(?x))",
            "cambie el archivo del que proceden o exclúyalas con FILTER(!isBlank(?x))",
        ),
    ),
    "T114": (
        (
            "the update names a graph that it cannot use ({detail})",
            "la mise à jour désigne un graphe qu'elle ne peut pas utiliser ({detail})",
            "la actualización nombra un grafo que no puede usar ({detail})",
        ),
        (
            "`metrograph query graphs` lists the graphs; with SILENT (CLEAR SILENT GRAPH …) the update goes on",
            "`metrograph query graphs` énumère les graphes ; avec SILENT (CLEAR SILENT GRAPH …), la mise à jour continue",
            "`metrograph query graphs` muestra los grafos; con SILENT (CLEAR SILENT GRAPH …) la actualización continúa",
        ),
    ),
    "T120": (
        (
            '"{term}" cannot stand there in an RDF graph',
            "« {term} » ne peut pas figurer à cette place dans un graphe RDF",
            "«{term}» no puede estar ahí en un grafo RDF",
        ),
        (
            "use an absolute IRI, a plain blank node or a literal, and an IRI as predicate; nothing was changed",
            "utilisez un IRI absolu, un nœud anonyme simple ou un littéral, et un IRI comme prédicat ; rien n'a été modifié",
            "use un IRI absoluto, un nodo anónimo simple o un literal, y un IRI como predicado; no se ha modificado nada",
        ),
    ),
}
