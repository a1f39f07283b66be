"""Words around stores: building, changing, keeping a copy."""

TEXTS: dict[str, tuple[str, str, str]] = {
    "query.limit": ("at most so many rows", "au plus ce nombre de lignes", "como máximo ese número de filas"),
    "query.timeout": (
        "seconds that the query may take",
        "secondes accordées à la requête",
        "segundos que puede tardar la consulta",
    ),
    "query.labels": (
        "put the label of each identifier in a column beside it",
        "ajouter à côté de chaque identifiant une colonne avec son libellé",
        "añadir junto a cada identificador una columna con su etiqueta",
    ),
    "query.explain": (
        "say what the engine would do, and ask nothing",
        "dire ce que ferait le moteur, sans rien demander",
        "decir qué haría el motor, sin preguntar nada",
    ),
    "query.cut": (
        "only the first {n} rows, as asked by --limit; there may be more",
        "seulement les {n} premières lignes, comme demandé par --limit ; il peut y en avoir d'autres",
        "solo las {n} primeras filas, como pide --limit; puede haber más",
    ),
    "update.help": (
        "Apply a SPARQL update after validating what it leaves (--by, --why); --dry-run shows it, --undo takes the last one back.",
        "Appliquer une mise à jour SPARQL après avoir validé ce qu'elle laisse (--by, --why) ; --dry-run la montre, --undo annule la dernière.",
        "Aplicar una actualización SPARQL tras validar lo que deja (--by, --why); --dry-run la muestra, --undo deshace la última.",
    ),
    "update.nothing": (
        "nothing to change: the data is already as the update wants it",
        "rien à modifier : les données sont déjà telles que la mise à jour les veut",
        "nada que cambiar: los datos ya están como quiere la actualización",
    ),
    "update.done": (
        "version {version}: quads taken away {removed}, put in {added}",
        "version {version} : quads retirés {removed}, ajoutés {added}",
        "versión {version}: quads retirados {removed}, añadidos {added}",
    ),
    "update.dry": (
        "nothing was changed; no rule would break (quads that would go {removed}, come {added})",
        "rien n'a été modifié ; aucune règle ne serait enfreinte (quads à retirer {removed}, à ajouter {added})",
        "no se ha cambiado nada; no se incumpliría ninguna regla (quads que se retirarían {removed}, se añadirían {added})",
    ),
    "history.help": (
        "The updates that were made: who, when, why.",
        "Les mises à jour effectuées : qui, quand, pourquoi.",
        "Las actualizaciones realizadas: quién, cuándo, por qué.",
    ),
    "history.title": ("Updates", "Mises à jour", "Actualizaciones"),
    "backup.help": (
        "Copy the workspace, or the store named by --store, to a new folder, with a digest of each file.",
        "Copier l'espace de travail, ou l'entrepôt désigné par --store, dans un nouveau dossier, avec l'empreinte de chaque fichier.",
        "Copiar el espacio de trabajo, o el almacén indicado con --store, en una carpeta nueva, con la huella de cada archivo.",
    ),
    "backup.done.one": ("{n} file copied to {where}", "{n} fichier copié dans {where}", "{n} archivo copiado en {where}"),
    "backup.done": ("{n} files copied to {where}", "{n} fichiers copiés dans {where}", "{n} archivos copiados en {where}"),
    "restore.help": (
        "Bring a copy back: a workspace to --workspace, a store to --store. --force over what is there.",
        "Rétablir une copie : un espace de travail dans --workspace, un entrepôt dans --store. --force remplace ce qui s'y trouve.",
        "Recuperar una copia: un espacio de trabajo en --workspace, un almacén en --store. --force sobre lo que haya.",
    ),
    "restore.store": (
        "{quads} quads brought back: {where}",
        "{quads} quads rétablis : {where}",
        "{quads} quads recuperados: {where}",
    ),
    "restore.workspace.one": (
        "{n} file brought back: {where}",
        "{n} fichier rétabli : {where}",
        "{n} archivo recuperado: {where}",
    ),
    "restore.workspace": (
        "{n} files brought back: {where}",
        "{n} fichiers rétablis : {where}",
        "{n} archivos recuperados: {where}",
    ),
    "restore.kept": (
        "what was there before is kept in {where}",
        "ce qui s'y trouvait est conservé dans {where}",
        "lo que había antes se conserva en {where}",
    ),
    "build.progress": ("{n} plans made", "{n} plans traités", "{n} planes procesados"),
    "build.progress.one": ("{n} plan made", "{n} plan traité", "{n} plan procesado"),
    "build.sent": ("{n} triples sent", "{n} triplets envoyés", "{n} tripletas enviadas"),
    "build.sent.one": ("{n} triple sent", "{n} triplet envoyé", "{n} tripleta enviada"),
    "doctor.store": ("store", "entrepôt", "almacén"),
    "doctor.store.hint": (
        "damaged: build it again or restore a copy",
        "endommagé : reconstruisez-le ou rétablissez une copie",
        "dañado: constrúyalo de nuevo o restaure una copia",
    ),
}
