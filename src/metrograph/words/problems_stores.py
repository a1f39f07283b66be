"""What can be wrong with a store on disk (T1)."""

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
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
}
