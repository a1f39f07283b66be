"""What can be wrong with a store on another machine (T2), and with one of many plans that is asked as a whole (B13)."""

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "T201": (
        (
            "no server answers at this address ({detail})",
            "aucun serveur ne répond à cette adresse ({detail})",
            "ningún servidor responde en esta dirección ({detail})",
        ),
        (
            "start the server, or check host and port",
            "démarrez le serveur ou vérifiez l'hôte et le port",
            "inicie el servidor o compruebe el host y el puerto",
        ),
    ),
    "T202": (
        ("the name of the server is not known", "le nom du serveur est inconnu", "el nombre del servidor no se conoce"),
        (
            "check the address for a slip, and whether this machine is online",
            "vérifiez l'adresse et la connexion de cette machine",
            "compruebe la dirección y la conexión de esta máquina",
        ),
    ),
    "T203": (
        (
            "no safe connection could be made ({detail})",
            "la connexion sécurisée a échoué ({detail})",
            "no se pudo establecer una conexión segura ({detail})",
        ),
        (
            "check the certificate of the server; SSL_CERT_FILE names further authorities to trust",
            "vérifiez le certificat du serveur ; SSL_CERT_FILE indique d'autres autorités de confiance",
            "compruebe el certificado del servidor; SSL_CERT_FILE indica otras autoridades de confianza",
        ),
    ),
    "T204": (
        (
            "the server did not answer within {seconds} s",
            "le serveur n'a pas répondu en {seconds} s",
            "el servidor no respondió en {seconds} s",
        ),
        (
            "ask for less, for example with LIMIT, or wait longer with METROGRAPH_STORE_TIMEOUT",
            "demandez moins, par exemple avec LIMIT, ou attendez davantage avec METROGRAPH_STORE_TIMEOUT",
            "pida menos, por ejemplo con LIMIT, o espere más con METROGRAPH_STORE_TIMEOUT",
        ),
    ),
    "T205": (
        (
            "the server hung up before it answered",
            "le serveur a coupé la connexion avant de répondre",
            "el servidor cortó la conexión antes de responder",
        ),
        (
            "look at the log of the server; what was being written may or may not be there, so run the command again",
            "consultez le journal du serveur ; ce qui était en cours d'écriture y est peut-être ou non, relancez donc la commande",
            "consulte el registro del servidor; lo que se estaba escribiendo puede estar o no, así que repita el comando",
        ),
    ),
    "T206": (
        (
            "the server asks who you are ({wanted}), and no credentials for it were given",
            "le serveur demande une identification ({wanted}) et aucun identifiant n'est indiqué pour lui",
            "el servidor pide identificarse ({wanted}) y no se ha indicado ninguna credencial para él",
        ),
        (
            "set METROGRAPH_STORE_USER, _PASSWORD and _AUTH (basic, digest), or _TOKEN, or name a file with METROGRAPH_STORE_ACCESS; credentials go to one scheme, host and port only",
            "définissez METROGRAPH_STORE_USER, _PASSWORD et _AUTH (basic, digest), ou _TOKEN, ou indiquez un fichier avec METROGRAPH_STORE_ACCESS ; des identifiants ne valent que pour un protocole, un hôte et un port",
            "defina METROGRAPH_STORE_USER, _PASSWORD y _AUTH (basic, digest), o _TOKEN, o indique un archivo con METROGRAPH_STORE_ACCESS; las credenciales valen solo para un protocolo, un host y un puerto",
        ),
    ),
    "T207": (
        (
            'the server does not accept the credentials of "{user}"',
            "le serveur n'accepte pas les identifiants de « {user} »",
            "el servidor no acepta las credenciales de «{user}»",
        ),
        (
            "check name, password or token, their kind (METROGRAPH_STORE_AUTH), and whether they are meant for this server",
            "vérifiez le nom, le mot de passe ou le jeton, leur type (METROGRAPH_STORE_AUTH), et s'ils sont destinés à ce serveur",
            "compruebe el nombre, la contraseña o el token, su tipo (METROGRAPH_STORE_AUTH), y si son para este servidor",
        ),
    ),
    "T208": (
        (
            "the server wants credentials of the kind {wanted}, those given are {given}",
            "le serveur veut des identifiants de type {wanted}, ceux indiqués sont de type {given}",
            "el servidor quiere credenciales de tipo {wanted}, las indicadas son de tipo {given}",
        ),
        (
            "set METROGRAPH_STORE_AUTH, or `kind` in the file of access, to what the server wants",
            "indiquez ce que veut le serveur dans METROGRAPH_STORE_AUTH ou dans `kind` du fichier d'accès",
            "indique lo que quiere el servidor en METROGRAPH_STORE_AUTH o en `kind` del archivo de acceso",
        ),
    ),
    "T209": (
        (
            'the server does not allow this to "{user}" ({detail})',
            "le serveur ne le permet pas à « {user} » ({detail})",
            "el servidor no se lo permite a «{user}» ({detail})",
        ),
        (
            "ask its administrator for the right; in Virtuoso it is the role SPARQL_UPDATE",
            "demandez ce droit à son administrateur ; dans Virtuoso, c'est le rôle SPARQL_UPDATE",
            "pida ese permiso a su administrador; en Virtuoso es el rol SPARQL_UPDATE",
        ),
    ),
    "T210": (
        (
            "there is nothing at this address (status {status})",
            "il n'y a rien à cette adresse (statut {status})",
            "no hay nada en esta dirección (estado {status})",
        ),
        (
            "check the path: Virtuoso is asked at /sparql, Oxigraph at /query, Fuseki at /name/query; METROGRAPH_STORE_UPDATE and METROGRAPH_STORE_DATA name the other addresses",
            "vérifiez le chemin : /sparql pour Virtuoso, /query pour Oxigraph, /nom/query pour Fuseki ; METROGRAPH_STORE_UPDATE et METROGRAPH_STORE_DATA indiquent les autres adresses",
            "compruebe la ruta: /sparql para Virtuoso, /query para Oxigraph, /nombre/query para Fuseki; METROGRAPH_STORE_UPDATE y METROGRAPH_STORE_DATA indican las otras direcciones",
        ),
    ),
    "T211": (
        ("the server takes no {method} here", "le serveur n'accepte pas {method} ici", "el servidor no acepta {method} aquí"),
        (
            "it may be read-only, or this is not the address for it; see METROGRAPH_STORE_UPDATE and METROGRAPH_STORE_DATA",
            "il est peut-être en lecture seule, ou ce n'est pas la bonne adresse ; voyez METROGRAPH_STORE_UPDATE et METROGRAPH_STORE_DATA",
            "puede que sea de solo lectura, o que esta no sea la dirección; vea METROGRAPH_STORE_UPDATE y METROGRAPH_STORE_DATA",
        ),
    ),
    "T212": (
        (
            "what was sent is too large for the server ({size} bytes)",
            "l'envoi est trop volumineux pour le serveur ({size} octets)",
            "lo enviado es demasiado grande para el servidor ({size} bytes)",
        ),
        (
            "raise the limit of the server or of the proxy before it, or send less at once",
            "relevez la limite du serveur ou du proxy qui le précède, ou envoyez moins à la fois",
            "aumente el límite del servidor o del proxy que lo precede, o envíe menos de una vez",
        ),
    ),
    "T213": (
        (
            "the server failed (status {status}: {detail})",
            "le serveur a échoué (statut {status} : {detail})",
            "el servidor falló (estado {status}: {detail})",
        ),
        (
            "look at the log of the server; a simpler query may pass",
            "consultez le journal du serveur ; une requête plus simple passera peut-être",
            "consulte el registro del servidor; puede que una consulta más sencilla funcione",
        ),
    ),
    "T214": (
        (
            "a web page came back ({kind}) instead of an answer",
            "une page web est revenue ({kind}) au lieu d'une réponse",
            "llegó una página web ({kind}) en lugar de una respuesta",
        ),
        (
            "check the address: a page for logging in, a proxy or a form may stand there",
            "vérifiez l'adresse : il s'y trouve peut-être une page de connexion, un proxy ou un formulaire",
            "compruebe la dirección: puede que haya ahí una página de acceso, un proxy o un formulario",
        ),
    ),
    "T215": (
        (
            'the server answered in a form that was not asked for ("{kind}")',
            "le serveur a répondu sous une forme non demandée (« {kind} »)",
            "el servidor respondió en una forma no pedida («{kind}»)",
        ),
        (
            "check that a SPARQL 1.1 service stands at this address",
            "vérifiez qu'un service SPARQL 1.1 se trouve à cette adresse",
            "compruebe que en esta dirección hay un servicio SPARQL 1.1",
        ),
    ),
    "T216": (
        (
            "the answer broke off or cannot be read; nothing of it is used",
            "la réponse est coupée ou illisible ; rien n'en est retenu",
            "la respuesta se cortó o no se puede leer; no se usa nada de ella",
        ),
        (
            "try again; if it stays so, ask for less at once, and look at the log of the server",
            "réessayez ; si cela persiste, demandez moins à la fois et consultez le journal du serveur",
            "vuelva a intentarlo; si persiste, pida menos de una vez y consulte el registro del servidor",
        ),
    ),
    "T217": (
        (
            "the server points from one address to the next without end",
            "le serveur renvoie sans fin d'une adresse à l'autre",
            "el servidor remite sin fin de una dirección a otra",
        ),
        (
            "give the address where it answers itself",
            "indiquez l'adresse où il répond lui-même",
            "indique la dirección donde responde él mismo",
        ),
    ),
    "T218": (
        (
            "the server points to {target}, where nothing is sent unasked",
            "le serveur renvoie à {target}, où rien n'est envoyé sans demande",
            "el servidor remite a {target}, adonde no se envía nada sin pedirlo",
        ),
        (
            "if that is right, give that address itself",
            "si c'est voulu, indiquez cette adresse elle-même",
            "si es correcto, indique esa misma dirección",
        ),
    ),
    "T219": (
        ("the answer is larger than {limit} bytes", "la réponse dépasse {limit} octets", "la respuesta supera {limit} bytes"),
        (
            "ask for less, for example with LIMIT, or by pages",
            "demandez moins, par exemple avec LIMIT, ou par pages",
            "pida menos, por ejemplo con LIMIT, o por páginas",
        ),
    ),
    "T220": (
        ("this is not the address of a store", "ce n'est pas l'adresse d'un entrepôt", "esta no es la dirección de un almacén"),
        ("write it as https://host/sparql", "écrivez-la sous la forme https://hôte/sparql", "escríbala como https://host/sparql"),
    ),
    "T221": (
        (
            "the address holds a name or a password, which would end up in logs",
            "l'adresse contient un nom ou un mot de passe, qui finirait dans des journaux",
            "la dirección contiene un nombre o una contraseña, que acabaría en los registros",
        ),
        (
            "take it out; set METROGRAPH_STORE_USER and METROGRAPH_STORE_PASSWORD, or name a file with METROGRAPH_STORE_ACCESS",
            "retirez-le ; définissez METROGRAPH_STORE_USER et METROGRAPH_STORE_PASSWORD, ou indiquez un fichier avec METROGRAPH_STORE_ACCESS",
            "quítelo; defina METROGRAPH_STORE_USER y METROGRAPH_STORE_PASSWORD, o indique un archivo con METROGRAPH_STORE_ACCESS",
        ),
    ),
    "T222": (
        (
            "the file of access cannot be read ({detail})",
            "le fichier d'accès ne peut pas être lu ({detail})",
            "el archivo de acceso no se puede leer ({detail})",
        ),
        (
            "write it in TOML, with one [[access]] for each server",
            "écrivez-le en TOML, avec un [[access]] par serveur",
            "escríbalo en TOML, con un [[access]] por servidor",
        ),
    ),
    "T223": (
        (
            "others on this machine can read the file of access",
            "d'autres utilisateurs de cette machine peuvent lire le fichier d'accès",
            "otros usuarios de esta máquina pueden leer el archivo de acceso",
        ),
        ("run `chmod 600 {path}`", "exécutez `chmod 600 {path}`", "ejecute `chmod 600 {path}`"),
    ),
    "T224": (
        (
            "a password or token would travel without encryption",
            "un mot de passe ou un jeton circulerait sans chiffrement",
            "una contraseña o un token viajaría sin cifrar",
        ),
        (
            "use https; METROGRAPH_STORE_INSECURE=1 allows it, on a network that you trust",
            "utilisez https ; METROGRAPH_STORE_INSECURE=1 le permet, sur un réseau de confiance",
            "use https; METROGRAPH_STORE_INSECURE=1 lo permite, en una red de confianza",
        ),
    ),
    "T225": (
        (
            "{entry}: missing or wrong: {fields}",
            "{entry} : absent ou incorrect : {fields}",
            "{entry}: falta o es incorrecto: {fields}",
        ),
        (
            "basic and digest need url, kind, user and password; bearer needs url, kind and token",
            "basic et digest demandent url, kind, user et password ; bearer demande url, kind et token",
            "basic y digest necesitan url, kind, user y password; bearer necesita url, kind y token",
        ),
    ),
    "T226": (
        (
            "{quad} holds a blank node, which has no name on another machine",
            "{quad} contient un nœud anonyme, qui n'a pas de nom sur une autre machine",
            "{quad} contiene un nodo anónimo, que no tiene nombre en otra máquina",
        ),
        (
            "give it an IRI; or load the whole graph anew",
            "donnez-lui un IRI ; ou rechargez tout le graphe",
            "dele un IRI; o vuelva a cargar todo el grafo",
        ),
    ),
    "T227": (
        (
            "the server gives no more than {rows} rows, and this query cannot be asked by pages",
            "le serveur ne donne pas plus de {rows} lignes et cette requête ne peut pas être posée par pages",
            "el servidor no da más de {rows} filas y esta consulta no se puede hacer por páginas",
        ),
        (
            "write it as a SELECT query, or ask for less with LIMIT",
            "écrivez une requête SELECT ou demandez moins avec LIMIT",
            "escríbala como consulta SELECT o pida menos con LIMIT",
        ),
    ),
    "T228": (
        (
            "the server is busy (status {status})",
            "le serveur est occupé (statut {status})",
            "el servidor está ocupado (estado {status})",
        ),
        ("try again later", "réessayez plus tard", "vuelva a intentarlo más tarde"),
    ),
    "T229": (
        (
            "the server refuses what was sent ({detail})",
            "le serveur refuse ce qui a été envoyé ({detail})",
            "el servidor rechaza lo enviado ({detail})",
        ),
        (
            "mend what it names; other servers may know other functions",
            "corrigez ce qu'il indique ; d'autres serveurs connaissent peut-être d'autres fonctions",
            "corrija lo que indica; otros servidores pueden conocer otras funciones",
        ),
    ),
    "T230": (
        (
            "the journal of the load cannot be read ({detail})",
            "le journal du chargement ne peut pas être lu ({detail})",
            "el registro de la carga no se puede leer ({detail})",
        ),
        (
            "check the file and its rights, or remove it to begin anew",
            "vérifiez le fichier et ses droits, ou supprimez-le pour recommencer",
            "compruebe el archivo y sus permisos, o bórrelo para empezar de nuevo",
        ),
    ),
    "T231": (
        (
            "this store cannot be written: {name} is not known for it",
            "cet entrepôt ne peut pas être écrit : {name} est inconnu pour lui",
            "este almacén no se puede escribir: no se conoce {name} para él",
        ),
        (
            "set {name} to the address where the server takes changes",
            "définissez {name} avec l'adresse où le serveur accepte les modifications",
            "defina {name} con la dirección donde el servidor acepta cambios",
        ),
    ),
    "T232": (
        (
            "the server stopped in the middle and gave a part of the answer",
            "le serveur s'est arrêté en chemin et n'a donné qu'une partie de la réponse",
            "el servidor se detuvo a medias y dio solo una parte de la respuesta",
        ),
        (
            "make the query smaller, or raise the limit of time of the server",
            "réduisez la requête ou relevez la limite de temps du serveur",
            "reduzca la consulta o aumente el límite de tiempo del servidor",
        ),
    ),
    "B131": (
        (
            "the server holds other graphs than ours, which would answer too, such as {graph}",
            "le serveur contient d'autres graphes que les nôtres, qui répondraient aussi, par exemple {graph}",
            "el servidor contiene otros grafos además de los nuestros, que también responderían, por ejemplo {graph}",
        ),
        (
            "take them off the server, or ask without METROGRAPH_STORE_UNION: then each graph of ours is named",
            "retirez-les du serveur, ou posez vos questions sans METROGRAPH_STORE_UNION : chacun de nos graphes est alors nommé",
            "retírelos del servidor, o pregunte sin METROGRAPH_STORE_UNION: entonces se nombra cada uno de nuestros grafos",
        ),
    ),
    "B132": (
        (
            "the server holds a part of a graph that is being sent, or whose sending broke off: {graph}",
            "le serveur contient une partie d'un graphe en cours d'envoi, ou dont l'envoi s'est interrompu : {graph}",
            "el servidor contiene una parte de un grafo que se está enviando, o cuyo envío se interrumpió: {graph}",
        ),
        (
            "wait until it has arrived; if nobody is sending, run `metrograph build --store` again",
            "attendez qu'il soit arrivé ; si personne n'envoie rien, relancez `metrograph build --store`",
            "espere a que haya llegado; si nadie está enviando nada, vuelva a ejecutar `metrograph build --store`",
        ),
    ),
    "B133": (
        (
            "the server holds triples outside any graph, which are not ours and would answer too",
            "le serveur contient, hors de tout graphe, des triplets qui ne sont pas les nôtres et qui répondraient aussi",
            "el servidor contiene, fuera de todo grafo, triples que no son nuestros y que también responderían",
        ),
        (
            "take them off the server (`DROP DEFAULT`), or ask without METROGRAPH_STORE_UNION",
            "retirez-les du serveur (`DROP DEFAULT`), ou posez vos questions sans METROGRAPH_STORE_UNION",
            "retírelos del servidor (`DROP DEFAULT`), o pregunte sin METROGRAPH_STORE_UNION",
        ),
    ),
    "B134": (
        (
            "the server does not answer from all its graphs at once",
            "le serveur ne répond pas à partir de tous ses graphes à la fois",
            "el servidor no responde a partir de todos sus grafos a la vez",
        ),
        (
            "set it so that its default graph is the union of all graphs, or ask without METROGRAPH_STORE_UNION",
            "réglez-le pour que son graphe par défaut soit l'union de tous les graphes, ou posez vos questions sans METROGRAPH_STORE_UNION",
            "configúrelo para que su grafo predeterminado sea la unión de todos los grafos, o pregunte sin METROGRAPH_STORE_UNION",
        ),
    ),
    "B135": (
        (
            "METROGRAPH_STORE_UNION is {value}, which says neither yes nor no",
            "METROGRAPH_STORE_UNION vaut {value}, ce qui ne dit ni oui ni non",
            "METROGRAPH_STORE_UNION vale {value}, que no dice ni sí ni no",
        ),
        (
            "set it to 1 when the server holds nothing but your graphs, else leave it away",
            "donnez-lui la valeur 1 si le serveur ne contient que vos graphes ; sinon, ne la définissez pas",
            "asígnele 1 si el servidor no contiene más que sus grafos; si no, no la defina",
        ),
    ),
}
