"""Words of the folder of pages that needs no service. Error codes begin with W66."""

TEXTS: dict[str, tuple[str, str, str]] = {
    "site.names.one": ("One name.", "Un nom.", "Un nombre."),
    "site.names": ("All {n} names, from A to Z.", "Les {n} noms, de A à Z.", "Los {n} nombres, de la A a la Z."),
    "site.names.how": (
        "Type in the field above to see only the names that hold your words.",
        "Saisissez des mots dans le champ ci-dessus pour ne voir que les noms qui les contiennent.",
        "Escriba en el campo de arriba para ver solo los nombres que contienen sus palabras.",
    ),
    "site.names.none": ("No name holds these words.", "Aucun nom ne contient ces mots.", "Ningún nombre contiene esas palabras."),
    "site.names.found": ("Names found:", "Noms trouvés :", "Nombres encontrados:"),
    "site.letters": ("Letters", "Lettres", "Letras"),
    "site.missing": (
        "There is no page at this address. It may have moved, or the address may be mistyped.",
        "Il n'y a pas de page à cette adresse. Elle a peut-être été déplacée, ou l'adresse est mal saisie.",
        "No hay ninguna página en esta dirección. Puede que se haya movido o que la dirección esté mal escrita.",
    ),
    "site.progress.one": ("{n} file written", "{n} fichier écrit", "{n} archivo escrito"),
    "site.progress": ("{n} files written", "{n} fichiers écrits", "{n} archivos escritos"),
    "site.many": (
        "This makes some {n} files, {size} GB, and takes its time. `--formats ttl` makes fewer; `metrograph serve` shows the same pages.",
        "Cela produit environ {n} fichiers, {size} Go, et prend du temps. `--formats ttl` en produit moins ; `metrograph serve` montre les mêmes pages.",
        "Se crearán unos {n} archivos, {size} GB, y llevará tiempo. Con `--formats ttl` son menos; `metrograph serve` muestra las mismas páginas.",
    ),
    "site.done": (
        "{pages} pages and {others} other files, {size} MB, in {path}. Open {start}, or put the folder on any web server.",
        "{pages} pages et {others} autres fichiers, {size} Mo, dans {path}. Ouvrez {start}, ou placez le dossier sur un serveur web.",
        "{pages} páginas y otros {others} archivos, {size} MB, en {path}. Abra {start} o coloque la carpeta en un servidor web.",
    ),
    "site.unlinked.one": (
        "{n} link to something of which the data says nothing stands there as words only.",
        "{n} lien vers une chose dont les données ne disent rien figure comme simple texte.",
        "{n} enlace a algo de lo que los datos no dicen nada figura solo como texto.",
    ),
    "site.unlinked": (
        "{n} links to things of which the data says nothing stand there as words only.",
        "{n} liens vers des choses dont les données ne disent rien figurent comme simple texte.",
        "{n} enlaces a cosas de las que los datos no dicen nada figuran solo como texto.",
    ),
    "site.help": (
        "a folder for the pages of `metrograph serve`, without review and own queries",
        "un dossier pour les pages de `metrograph serve`, sans relecture ni requêtes libres",
        "una carpeta para las páginas de `metrograph serve`, sin revisión ni consultas propias",
    ),
    "site.address.help": (
        "with --site: where the folder will be on the web, for complete links, sitemap.xml and the 404 page",
        "avec --site : l'adresse du dossier sur le web, pour des liens complets, sitemap.xml et la page 404",
        "con --site: dónde estará la carpeta en la web, para enlaces completos, sitemap.xml y la página 404",
    ),
    "site.formats.help": (
        "with --site: formats of each thing, by commas (ttl, jsonld, nt, rdf, csv, trig, nq)",
        "avec --site : formats de chaque chose, séparés par des virgules (ttl, jsonld, nt, rdf, csv, trig, nq)",
        "con --site: formatos de cada cosa, separados por comas (ttl, jsonld, nt, rdf, csv, trig, nq)",
    ),
}
PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "W660": (
        (
            "{path} is not empty, and is not a site that MetroGraph made",
            "{path} n'est pas vide et n'est pas un site produit par MetroGraph",
            "{path} no está vacía y no es un sitio hecho por MetroGraph",
        ),
        (
            "nothing was changed; choose a new or an empty folder",
            "rien n'a été modifié ; choisissez un dossier nouveau ou vide",
            "no se ha cambiado nada; elija una carpeta nueva o vacía",
        ),
    ),
    "W661": (
        (
            "links of the pages that lead nowhere: {n}. {links}",
            "liens des pages qui ne mènent nulle part : {n}. {links}",
            "enlaces de las páginas que no llevan a ninguna parte: {n}. {links}",
        ),
        (
            "nothing was written; this is a mistake of the program: please report it",
            "rien n'a été écrit ; c'est une erreur du programme : veuillez la signaler",
            "no se ha escrito nada; es un error del programa: le rogamos que lo comunique",
        ),
    ),
    "W662": (
        (
            '"{value}" is not an address of a site',
            "« {value} » n'est pas l'adresse d'un site",
            "«{value}» no es la dirección de un sitio",
        ),
        (
            "give --base-url as https://example.org/plan/",
            "indiquez --base-url sous la forme https://example.org/plan/",
            "indique --base-url como https://example.org/plan/",
        ),
    ),
    "W663": (
        (
            "export needs either --to or --site",
            "export demande soit --to, soit --site",
            "export necesita --to o --site, uno de los dos",
        ),
        (
            "--to FILE writes the data into a file, --site DIR writes pages into a folder",
            "--to FICHIER écrit les données dans un fichier, --site DOSSIER écrit des pages dans un dossier",
            "--to ARCHIVO escribe los datos en un archivo, --site CARPETA escribe páginas en una carpeta",
        ),
    ),
    "W664": (
        ("{name} goes with {other} only", "{name} ne va qu'avec {other}", "{name} solo va con {other}"),
        ("leave out {name}", "retirez {name}", "quite {name}"),
    ),
}
