"""Words of the service: its command, its limits, who may ask."""

TEXTS: dict[str, tuple[str, str, str]] = {
    "serve.help": (
        "Publish the workspace: SPARQL, linked data and an API on 127.0.0.1:8000; read-only unless there is a --token-file.",
        "Publier l'espace de travail : SPARQL, données liées et API sur 127.0.0.1:8000 ; en lecture seule sans --token-file.",
        "Publicar el espacio de trabajo: SPARQL, datos enlazados y API en 127.0.0.1:8000; solo lectura si no hay --token-file.",
    ),
    "serve.host": (
        "address to listen on",
        "adresse d'écoute",
        "dirección en la que escuchar",
    ),
    "serve.port": (
        "port to listen on; 0 takes a free one",
        "port d'écoute ; 0 prend un port libre",
        "puerto en el que escuchar; 0 toma uno libre",
    ),
    "serve.workers": (
        "processes for quick requests, and as many for long ones; 0: one for each processor",
        "processus pour les requêtes rapides, et autant pour les longues ; 0 : un par processeur",
        "procesos para peticiones rápidas, y otros tantos para las largas; 0: uno por procesador",
    ),
    "serve.base": (
        "base of identifiers, in place of the one in metrograph.toml; also the address shown to clients",
        "base des identifiants, à la place de celle de metrograph.toml ; aussi l'adresse montrée aux clients",
        "base de los identificadores, en lugar de la de metrograph.toml; también la dirección que ven los clientes",
    ),
    "serve.public": (
        "address that clients see, behind a proxy",
        "adresse que voient les clients, derrière un proxy",
        "dirección que ven los clientes, detrás de un proxy",
    ),
    "serve.tokens": (
        "file of those who may write: lines of name:token, or name:token:review PLAN … for links of these plans only",
        "fichier des personnes autorisées à écrire : lignes nom:jeton, ou nom:jeton:review PLAN … pour les seuls liens de ces plans",
        "archivo de quienes pueden escribir: líneas nombre:token, o nombre:token:review PLAN … solo para los vínculos de estos planes",
    ),
    "serve.timeout": (
        "seconds that a request may take",
        "secondes accordées à une requête",
        "segundos que puede durar una petición",
    ),
    "serve.memory": (
        "MiB of memory that a request may take, above the data",
        "Mio de mémoire accordés à une requête, en plus des données",
        "MiB de memoria que puede usar una petición, además de los datos",
    ),
    "serve.origin": (
        "origin of web pages that may read here and, with a token, write; * lets all read (repeatable)",
        "origine de pages web autorisées à lire ici et, avec un jeton, à écrire ; * laisse tout le monde lire (répétable)",
        "origen de páginas web que pueden leer aquí y, con un token, escribir; * deja leer a todas (repetible)",
    ),
    "serve.allow-host": (
        "host name under which the service is reached (repeatable)",
        "nom d'hôte sous lequel le service est joint (répétable)",
        "nombre de host con el que se llega al servicio (repetible)",
    ),
    "serve.proxy": (
        "address or network of a proxy whose X-Forwarded fields are believed; unix for a socket (repeatable)",
        "adresse ou réseau d'un proxy dont les champs X-Forwarded sont crus ; unix pour une socket (répétable)",
        "dirección o red de un proxy cuyos campos X-Forwarded se creen; unix para un socket (repetible)",
    ),
    "serve.rate": (
        "requests a second from one client in the long run; 0: no limit; this machine itself has none",
        "requêtes par seconde d'un même client à la longue ; 0 : sans limite ; cette machine n'en a pas",
        "peticiones por segundo de un mismo cliente a la larga; 0: sin límite; esta máquina no lo tiene",
    ),
    "serve.log": (
        "form of the log: json or text; text on a terminal",
        "forme du journal : json ou text ; text sur un terminal",
        "forma del registro: json o text; text en un terminal",
    ),
    "serve.ended": (
        "the process that holds the data ended; the lines above say why, or the machine is short of memory",
        "le processus qui tient les données s'est arrêté ; les lignes ci-dessus disent pourquoi, ou la machine manque de mémoire",
        "el proceso que guarda los datos terminó; las líneas de arriba dicen por qué, o falta memoria en la máquina",
    ),
    "serve.silent": (
        "the process that keeps the files has not answered for {seconds} seconds; start the service again, and if files of the program were replaced meanwhile, install it anew",
        "le processus qui garde les fichiers ne répond pas depuis {seconds} secondes ; relancez le service et, si des fichiers du programme ont été remplacés entre-temps, réinstallez-le",
        "el proceso que guarda los archivos no responde desde hace {seconds} segundos; vuelva a iniciar el servicio y, si entretanto se sustituyeron archivos del programa, instálelo de nuevo",
    ),
    "serve.open": (
        "open it in the web browser",
        "l'ouvrir dans le navigateur",
        "abrirlo en el navegador",
    ),
    "serve.reading": (
        "{n} triples at {address} (read-only); Ctrl+C stops",
        "{n} triplets à {address} (lecture seule) ; Ctrl+C arrête",
        "{n} tripletas en {address} (solo lectura); Ctrl+C detiene",
    ),
    "serve.writing": (
        "{n} triples at {address} (changes by holders of a token); Ctrl+C stops",
        "{n} triplets à {address} (modifications avec un jeton) ; Ctrl+C arrête",
        "{n} tripletas en {address} (cambios con un token); Ctrl+C detiene",
    ),
}

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "W101": (
        (
            '"{value}" cannot be the base of identifiers',
            "« {value} » ne peut pas être la base des identifiants",
            "«{value}» no puede ser la base de los identificadores",
        ),
        (
            "give an address that begins with http:// or https:// and ends with a slash, such as https://data.example.org/",
            "donnez une adresse qui commence par http:// ou https:// et finit par une barre oblique, p. ex. https://data.example.org/",
            "indique una dirección que empiece por http:// o https:// y acabe en barra, p. ej. https://data.example.org/",
        ),
    ),
    "W102": (
        (
            "the query is larger than {limit} bytes",
            "la requête dépasse {limit} octets",
            "la consulta supera los {limit} bytes",
        ),
        (
            "send the data by /store or by updates in pieces, or shorten the query",
            "envoyez les données par /store ou par mises à jour en plusieurs parties, ou raccourcissez la requête",
            "envíe los datos por /store o mediante actualizaciones por partes, o acorte la consulta",
        ),
    ),
    "W103": (
        (
            "brackets stand more than {limit} deep in each other",
            "des parenthèses ou accolades sont imbriquées sur plus de {limit} niveaux",
            "hay paréntesis o llaves anidados a más de {limit} niveles",
        ),
        (
            "write the query flatter: most need fewer than ten levels",
            "aplanissez la requête : la plupart n'ont pas besoin de dix niveaux",
            "aplane la consulta: la mayoría no necesita diez niveles",
        ),
    ),
    "W104": (
        (
            "the query has more than {limit} patterns",
            "la requête compte plus de {limit} motifs",
            "la consulta tiene más de {limit} patrones",
        ),
        (
            "ask in several queries; lists of values belong into VALUES, which has no such limit",
            "posez plusieurs requêtes ; les listes de valeurs vont dans VALUES, qui n'a pas cette limite",
            "divida la pregunta en varias consultas; las listas de valores van en VALUES, que no tiene ese límite",
        ),
    ),
    "W105": (
        (
            "the query has more than {limit} words and signs outside of lists of data",
            "la requête compte plus de {limit} mots et signes hors des listes de données",
            "la consulta tiene más de {limit} palabras y signos fuera de las listas de datos",
        ),
        (
            "ask in several queries; lists of values belong into VALUES",
            "posez plusieurs requêtes ; les listes de valeurs vont dans VALUES",
            "divida la pregunta en varias consultas; las listas de valores van en VALUES",
        ),
    ),
    "W110": (
        (
            "the answer took longer than the {limit} seconds that a request may take",
            "la réponse a dépassé les {limit} secondes accordées à une requête",
            "la respuesta superó los {limit} segundos que puede durar una petición",
        ),
        (
            "ask for less: add conditions or LIMIT, join patterns by a shared variable; who runs the service can raise --timeout",
            "demandez moins : ajoutez des conditions ou LIMIT, reliez les motifs par une variable commune ; l'exploitant peut augmenter --timeout",
            "pida menos: añada condiciones o LIMIT, enlace los patrones con una variable común; quien gestiona el servicio puede aumentar --timeout",
        ),
    ),
    "W111": (
        (
            "the answer needed more than the {limit} MiB of memory that a request may take",
            "la réponse a demandé plus que les {limit} Mio de mémoire accordés à une requête",
            "la respuesta necesitó más que los {limit} MiB de memoria que puede usar una petición",
        ),
        (
            "ask for less: add conditions, avoid ORDER BY over everything; who runs the service can raise --memory",
            "demandez moins : ajoutez des conditions, évitez ORDER BY sur l'ensemble ; l'exploitant peut augmenter --memory",
            "pida menos: añada condiciones, evite ORDER BY sobre todo; quien gestiona el servicio puede aumentar --memory",
        ),
    ),
    "W112": (
        (
            "the request is nested deeper than the engine can follow",
            "la requête est plus imbriquée que le moteur ne peut suivre",
            "la petición está más anidada de lo que el motor puede seguir",
        ),
        (
            "write it flatter; nobody else was disturbed",
            "aplanissez-la ; personne d'autre n'a été gêné",
            "aplánela; nadie más se ha visto afectado",
        ),
    ),
    "W113": (
        (
            "the service made a mistake of its own over this request",
            "le service a commis une erreur en traitant cette requête",
            "el servicio cometió un error propio con esta petición",
        ),
        (
            "tell who runs the service, with the request id of this answer: the log says where",
            "signalez-le à l'exploitant avec l'identifiant de requête de cette réponse : le journal dit où",
            "avise a quien gestiona el servicio con el identificador de petición de esta respuesta: el registro dice dónde",
        ),
    ),
    "W114": (
        (
            "the service is busy: too many requests wait, or this one waited too long",
            "le service est occupé : trop de requêtes attendent, ou celle-ci a trop attendu",
            "el servicio está ocupado: esperan demasiadas peticiones, o esta esperó demasiado",
        ),
        (
            "try again in a few seconds, as Retry-After says",
            "réessayez dans quelques secondes, comme l'indique Retry-After",
            "vuelva a intentarlo en unos segundos, como indica Retry-After",
        ),
    ),
    "W115": (
        (
            "the process that worked on this request was ended several times",
            "le processus qui traitait cette requête a été interrompu plusieurs fois",
            "el proceso que atendía esta petición fue interrumpido varias veces",
        ),
        (
            "try again; if it happens again, the machine may be short of memory: tell who runs the service",
            "réessayez ; si cela se reproduit, la machine manque peut-être de mémoire : signalez-le à l'exploitant",
            "vuelva a intentarlo; si se repite, quizá falte memoria en la máquina: avise a quien gestiona el servicio",
        ),
    ),
    "W120": (
        (
            "the store {value} is a service already, and is not served a second time",
            "l'entrepôt {value} est déjà un service et n'est pas servi une seconde fois",
            "el almacén {value} ya es un servicio y no se sirve otra vez",
        ),
        (
            "ask it where it is, or name a folder made by `metrograph build --store DIR`",
            "interrogez-le où il est, ou indiquez un dossier créé par `metrograph build --store DIR`",
            "consúltelo donde está, o indique una carpeta creada con `metrograph build --store DIR`",
        ),
    ),
    "W121": (
        (
            "the packaged plan cannot be changed",
            "le plan fourni avec le paquet ne peut pas être modifié",
            "el plan incluido en el paquete no se puede modificar",
        ),
        (
            "make a workspace with `metrograph init DIR` and serve it with --workspace DIR, or leave --token-file out",
            "créez un espace de travail avec `metrograph init DIR` et servez-le avec --workspace DIR, ou omettez --token-file",
            "cree un espacio de trabajo con `metrograph init DIR` y sírvalo con --workspace DIR, o prescinda de --token-file",
        ),
    ),
    "W122": (
        (
            "the workspace mints identifiers under another base than {value}, so that it cannot be changed under this one",
            "l'espace de travail forme ses identifiants sous une autre base que {value} et ne peut donc pas être modifié sous celle-ci",
            "el espacio de trabajo forma sus identificadores con otra base que {value}, por lo que no se puede modificar con esta",
        ),
        (
            "write the base into metrograph.toml, or leave --base or --token-file out",
            "inscrivez la base dans metrograph.toml, ou omettez --base ou --token-file",
            "escriba la base en metrograph.toml, o prescinda de --base o de --token-file",
        ),
    ),
    "W123": (
        (
            "this service is read-only",
            "ce service est en lecture seule",
            "este servicio es de solo lectura",
        ),
        (
            "who runs it can allow changes by people with a token: --token-file",
            "l'exploitant peut autoriser les modifications aux personnes munies d'un jeton : --token-file",
            "quien lo gestiona puede permitir cambios a personas con un token: --token-file",
        ),
    ),
    "W124": (
        (
            "the files have changed a moment ago; nothing was written",
            "les fichiers viennent de changer ; rien n'a été écrit",
            "los archivos acaban de cambiar; no se ha escrito nada",
        ),
        (
            "try again in two seconds, when the service shows them",
            "réessayez dans deux secondes, quand le service les montrera",
            "vuelva a intentarlo en dos segundos, cuando el servicio los muestre",
        ),
    ),
    "W125": (
        (
            "the service cannot start: {detail}",
            "le service ne peut pas démarrer : {detail}",
            "el servicio no puede iniciarse: {detail}",
        ),
        (
            "mend what is told there and start it again",
            "corrigez ce qui est indiqué et relancez-le",
            "corrija lo que se indica y vuelva a iniciarlo",
        ),
    ),
    "W126": (
        (
            "the process that writes was ended in the middle; the change is either made as a whole or not at all",
            "le processus d'écriture a été interrompu ; la modification est faite entièrement ou pas du tout",
            "el proceso que escribe fue interrumpido; el cambio se hizo por completo o no se hizo",
        ),
        (
            "look whether it is there, and send it again if it is not",
            "vérifiez si elle y est, et renvoyez-la sinon",
            "compruebe si está, y vuelva a enviarlo si no",
        ),
    ),
    "W106": (
        (
            "there is nothing at {path}",
            "il n'y a rien à {path}",
            "no hay nada en {path}",
        ),
        (
            "the start page lists what there is; things have addresses such as /id/theme-mobility",
            "la page d'accueil énumère ce qu'il y a ; les choses ont des adresses comme /id/theme-mobility",
            "la página de inicio enumera lo que hay; las cosas tienen direcciones como /id/theme-mobility",
        ),
    ),
    "W127": (
        (
            "the service cannot listen on {host}:{port} ({detail})",
            "le service ne peut pas écouter sur {host}:{port} ({detail})",
            "el servicio no puede escuchar en {host}:{port} ({detail})",
        ),
        (
            "stop what runs there, or choose another --port; --port 0 takes a free one",
            "arrêtez ce qui y tourne, ou choisissez un autre --port ; --port 0 prend un port libre",
            "detenga lo que se ejecuta ahí o elija otro --port; --port 0 toma uno libre",
        ),
    ),
    "W128": (
        (
            "the service needs a system that can fork processes",
            "le service a besoin d'un système capable de dupliquer des processus (fork)",
            "el servicio necesita un sistema que pueda duplicar procesos (fork)",
        ),
        (
            "run it on Linux or macOS, or in a container (WSL on Windows)",
            "lancez-le sous Linux ou macOS, ou dans un conteneur (WSL sous Windows)",
            "ejecútelo en Linux o macOS, o en un contenedor (WSL en Windows)",
        ),
    ),
}
