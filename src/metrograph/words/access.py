"""Words of the way in: tokens, hosts, origins, limits of HTTP, rates (W531 to W569)."""

TEXTS: dict[str, tuple[str, str, str]] = {}

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "W531": (
        (
            "the token file cannot be read ({detail})",
            "le fichier de jetons ne peut pas être lu ({detail})",
            "no se puede leer el archivo de tokens ({detail})",
        ),
        (
            "name a text file in UTF-8 that the service may read, with one `name:token` on each line",
            "indiquez un fichier texte en UTF-8 que le service peut lire, avec un `nom:jeton` par ligne",
            "indique un archivo de texto en UTF-8 que el servicio pueda leer, con un `nombre:token` por línea",
        ),
    ),
    "W532": (
        (
            "this line is not `name:token`",
            "cette ligne n'est pas de la forme `nom:jeton`",
            "esta línea no tiene la forma `nombre:token`",
        ),
        (
            "write the name of a person or program (up to 80 characters), a colon and the token; a line that begins with # is a comment",
            "écrivez le nom d'une personne ou d'un programme (80 caractères au plus), deux-points et le jeton ; une ligne qui commence par # est un commentaire",
            "escriba el nombre de una persona o de un programa (hasta 80 caracteres), dos puntos y el token; una línea que empieza por # es un comentario",
        ),
    ),
    "W533": (
        (
            'the token of "{name}" cannot be used: {least} to {most} letters, digits and - . _ ~ + / = are needed, and it has {n} characters',
            "le jeton de « {name} » est inutilisable : il faut de {least} à {most} lettres, chiffres et - . _ ~ + / =, et il a {n} caractères",
            "el token de «{name}» no sirve: se necesitan de {least} a {most} letras, cifras y - . _ ~ + / =, y tiene {n} caracteres",
        ),
        (
            "make a new one: python -c 'import secrets; print(secrets.token_urlsafe(32))'",
            "créez-en un nouveau : python -c 'import secrets; print(secrets.token_urlsafe(32))'",
            "cree uno nuevo: python -c 'import secrets; print(secrets.token_urlsafe(32))'",
        ),
    ),
    "W534": (
        (
            'the name or the token of "{name}" already stands on line {line}',
            "le nom ou le jeton de « {name} » figure déjà à la ligne {line}",
            "el nombre o el token de «{name}» ya está en la línea {line}",
        ),
        (
            "give each person and program one line and a token of its own",
            "donnez à chaque personne et à chaque programme une seule ligne et un jeton propre",
            "dé a cada persona y a cada programa una sola línea y un token propio",
        ),
    ),
    "W535": (
        (
            "others may read or change the token file (mode {mode})",
            "d'autres peuvent lire ou modifier le fichier de jetons (mode {mode})",
            "otros pueden leer o cambiar el archivo de tokens (modo {mode})",
        ),
        (
            "run: chmod 600 {path} (640 when the service reads it through its group)",
            "exécutez : chmod 600 {path} (640 si le service le lit par son groupe)",
            "ejecute: chmod 600 {path} (640 si el servicio lo lee por su grupo)",
        ),
    ),
    "W536": (
        (
            "the token file holds no token",
            "le fichier de jetons ne contient aucun jeton",
            "el archivo de tokens no contiene ninguno",
        ),
        (
            "write one `name:token` on each line, or start without --token-file: the service then only reads",
            "écrivez un `nom:jeton` par ligne, ou démarrez sans --token-file : le service est alors en lecture seule",
            "escriba un `nombre:token` por línea, o inicie sin --token-file: el servicio será entonces de solo lectura",
        ),
    ),
    "W537": (
        (
            '"{value}" is not the name or address of a host',
            "« {value} » n'est ni un nom ni une adresse d'hôte",
            "«{value}» no es un nombre ni una dirección de host",
        ),
        (
            "write data.example.org, or data.example.org:8443 for one port only",
            "écrivez data.example.org, ou data.example.org:8443 pour un seul port",
            "escriba data.example.org, o data.example.org:8443 para un solo puerto",
        ),
    ),
    "W538": (
        (
            '"{value}" is not the address of a proxy',
            "« {value} » n'est pas l'adresse d'un serveur mandataire",
            "«{value}» no es la dirección de un proxy",
        ),
        (
            "write an address such as 127.0.0.1, a network such as 10.0.0.0/8, or unix for a socket in the file system",
            "écrivez une adresse comme 127.0.0.1, un réseau comme 10.0.0.0/8, ou unix pour une socket du système de fichiers",
            "escriba una dirección como 127.0.0.1, una red como 10.0.0.0/8, o unix para un socket del sistema de archivos",
        ),
    ),
    "W539": (
        (
            '"{value}" is not an origin of web pages',
            "« {value} » n'est pas une origine de pages web",
            "«{value}» no es un origen de páginas web",
        ),
        (
            "write scheme, host and port, without a path: https://maps.example.org; or * to let every page read",
            "écrivez le protocole, l'hôte et le port, sans chemin : https://maps.example.org ; ou * pour laisser lire toute page",
            "escriba protocolo, host y puerto, sin ruta: https://maps.example.org; o * para que cualquier página pueda leer",
        ),
    ),
    "W540": (
        ("this needs a token", "un jeton est nécessaire", "se necesita un token"),
        (
            "send the header `Authorization: Bearer TOKEN`; who runs the service gives tokens out",
            "envoyez l'en-tête `Authorization: Bearer JETON` ; la personne qui gère le service délivre les jetons",
            "envíe la cabecera `Authorization: Bearer TOKEN`; quien administra el servicio entrega los tokens",
        ),
    ),
    "W541": (
        ("the token is not known here", "le jeton n'est pas connu ici", "el token no se conoce aquí"),
        (
            "check the header `Authorization: Bearer TOKEN`, or ask for a new token; without the header you may still read",
            "vérifiez l'en-tête `Authorization: Bearer JETON`, ou demandez un nouveau jeton ; sans l'en-tête, la lecture reste possible",
            "revise la cabecera `Authorization: Bearer TOKEN`, o pida un token nuevo; sin la cabecera todavía se puede leer",
        ),
    ),
    "W542": (
        (
            "a token does not belong in an address, where logs and histories keep it",
            "un jeton n'a pas sa place dans une adresse, que journaux et historiques conservent",
            "un token no debe ir en una dirección, que los registros y los historiales guardan",
        ),
        (
            "send it in the header `Authorization: Bearer TOKEN`, and have this one replaced: it may have been seen",
            "envoyez-le dans l'en-tête `Authorization: Bearer JETON`, et faites remplacer celui-ci : il a pu être vu",
            "envíelo en la cabecera `Authorization: Bearer TOKEN`, y haga cambiar este: pueden haberlo visto",
        ),
    ),
    "W543": (
        ("this service only reads", "ce service est en lecture seule", "este servicio es de solo lectura"),
        (
            "who runs it can allow changes: metrograph serve --token-file FILE",
            "la personne qui le gère peut permettre les modifications : metrograph serve --token-file FICHIER",
            "quien lo administra puede permitir cambios: metrograph serve --token-file ARCHIVO",
        ),
    ),
    "W544": (
        (
            "tokens cannot be checked at the moment",
            "les jetons ne peuvent pas être vérifiés pour le moment",
            "en este momento no se pueden comprobar los tokens",
        ),
        (
            "try again later; the log of the service says what is wrong with its token file",
            "réessayez plus tard ; le journal du service dit ce qui ne va pas dans son fichier de jetons",
            "vuelva a intentarlo más tarde; el registro del servicio dice qué falla en su archivo de tokens",
        ),
    ),
    "W545": (
        (
            "too many wrong tokens came from your address",
            "trop de jetons erronés sont venus de votre adresse",
            "han llegado demasiados tokens erróneos desde su dirección",
        ),
        (
            "wait {seconds} s, then send the right one; without a token you may still read",
            "attendez {seconds} s, puis envoyez le bon ; sans jeton, la lecture reste possible",
            "espere {seconds} s y envíe el correcto; sin token todavía se puede leer",
        ),
    ),
    "W546": (
        (
            "too much was asked from your address in a short time",
            "trop de demandes sont venues de votre adresse en peu de temps",
            "se ha pedido demasiado desde su dirección en poco tiempo",
        ),
        (
            "wait {seconds} s, then go on more slowly; queries that run long count for more",
            "attendez {seconds} s, puis continuez plus lentement ; les requêtes longues comptent davantage",
            "espere {seconds} s y siga más despacio; las consultas largas cuentan más",
        ),
    ),
    "W547": (
        (
            'this service does not answer for the host "{host}"',
            "ce service ne répond pas pour l'hôte « {host} »",
            "este servicio no responde por el host «{host}»",
        ),
        (
            "use the address that the service told when it started; who runs it can add names: metrograph serve --allow-host {host}",
            "utilisez l'adresse indiquée au démarrage du service ; la personne qui le gère peut ajouter des noms : metrograph serve --allow-host {host}",
            "use la dirección que el servicio indicó al iniciarse; quien lo administra puede añadir nombres: metrograph serve --allow-host {host}",
        ),
    ),
    "W548": (
        (
            "the request names no host, or none that can be read",
            "la requête ne nomme aucun hôte lisible",
            "la petición no nombra ningún host que se pueda leer",
        ),
        (
            "send one header `Host` with name and port",
            "envoyez un seul en-tête `Host`, avec le nom et le port",
            "envíe una sola cabecera `Host`, con nombre y puerto",
        ),
    ),
    "W549": (
        (
            "pages of {origin} may not do this here",
            "les pages de {origin} ne peuvent pas faire cela ici",
            "las páginas de {origin} no pueden hacer esto aquí",
        ),
        (
            "who runs the service can allow them: metrograph serve --allow-origin {origin}",
            "la personne qui gère le service peut les autoriser : metrograph serve --allow-origin {origin}",
            "quien administra el servicio puede permitirlo: metrograph serve --allow-origin {origin}",
        ),
    ),
    "W550": (
        (
            "this page is for the machine that runs the service",
            "cette page est réservée à la machine qui exécute le service",
            "esta página es para la máquina que ejecuta el servicio",
        ),
        (
            "ask from that machine itself, or send a token: `Authorization: Bearer TOKEN`",
            "demandez-la depuis cette machine, ou envoyez un jeton : `Authorization: Bearer JETON`",
            "pídala desde esa misma máquina, o envíe un token: `Authorization: Bearer TOKEN`",
        ),
    ),
    "W551": (
        (
            "the address has more than {limit} bytes",
            "l'adresse dépasse {limit} octets",
            "la dirección supera los {limit} bytes",
        ),
        (
            "send the query by POST, in the body",
            "envoyez la requête par POST, dans le corps",
            "envíe la consulta por POST, en el cuerpo",
        ),
    ),
    "W552": (
        (
            "the body has more than {limit} bytes",
            "le corps dépasse {limit} octets",
            "el cuerpo supera los {limit} bytes",
        ),
        ("send less at once", "envoyez moins à la fois", "envíe menos de una vez"),
    ),
    "W553": (
        (
            "the body came too slowly: {n} bytes in {seconds} s",
            "le corps est arrivé trop lentement : {n} octets en {seconds} s",
            "el cuerpo llegó demasiado despacio: {n} bytes en {seconds} s",
        ),
        (
            "send it again over a faster connection, or less at once",
            "renvoyez-le par une connexion plus rapide, ou en plus petites parties",
            "envíelo de nuevo con una conexión más rápida, o en partes más pequeñas",
        ),
    ),
    "W554": (
        (
            'bodies are not unpacked here (Content-Encoding "{value}")',
            "les corps ne sont pas décompressés ici (Content-Encoding « {value} »)",
            "aquí no se descomprimen los cuerpos (Content-Encoding «{value}»)",
        ),
        ("send it as it is", "envoyez-le tel quel", "envíelo sin comprimir"),
    ),
    "W555": (
        (
            "an answer was held back, since its header field {name} could not be sent",
            "une réponse a été retenue, car son champ d'en-tête {name} ne pouvait pas être envoyé",
            "se retuvo una respuesta porque su campo de cabecera {name} no se podía enviar",
        ),
        (
            "this is a fault of MetroGraph: please report it, with the number of the request",
            "c'est une erreur de MetroGraph : merci de la signaler, avec le numéro de la requête",
            "es un fallo de MetroGraph: comuníquelo, por favor, con el número de la petición",
        ),
    ),
    "W556": (
        (
            "the header has more than {limit} bytes or {fields} fields",
            "l'en-tête dépasse {limit} octets ou {fields} champs",
            "la cabecera supera los {limit} bytes o los {fields} campos",
        ),
        (
            "send fewer and shorter header fields; cookies of other services on this host may be the reason",
            "envoyez des champs moins nombreux et plus courts ; les cookies d'autres services de cet hôte peuvent en être la cause",
            "envíe menos campos y más cortos; la causa pueden ser cookies de otros servicios de este host",
        ),
    ),
    "W557": (
        (
            "the header was not complete after {seconds} s",
            "l'en-tête n'était pas complet au bout de {seconds} s",
            "la cabecera no estaba completa tras {seconds} s",
        ),
        (
            "send the request again, in one piece",
            "renvoyez la requête, en une seule fois",
            "envíe la petición de nuevo, de una vez",
        ),
    ),
    "W558": (
        (
            "more than {limit} connections are open",
            "plus de {limit} connexions sont ouvertes",
            "hay más de {limit} conexiones abiertas",
        ),
        ("try again in a moment", "réessayez dans un instant", "vuelva a intentarlo en un momento"),
    ),
    "W559": (
        (
            "more than {limit} connections are open from your address",
            "plus de {limit} connexions sont ouvertes depuis votre adresse",
            "hay más de {limit} conexiones abiertas desde su dirección",
        ),
        (
            "use the connections that you have for one request after the other",
            "utilisez vos connexions pour une requête après l'autre",
            "use las conexiones que tiene para una petición tras otra",
        ),
    ),
    "W560": (
        (
            "this is not a request of HTTP/1.1 ({detail})",
            "ce n'est pas une requête HTTP/1.1 ({detail})",
            "esto no es una petición HTTP/1.1 ({detail})",
        ),
        (
            "look at what the client or the proxy before us sends",
            "examinez ce qu'envoie le client ou le serveur mandataire en amont",
            "revise qué envía el cliente o el proxy intermedio",
        ),
    ),
}
