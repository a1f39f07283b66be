"""Words of the explorer's pages: review, sign-in, refusals. Error codes begin with W63."""

TEXTS: dict[str, tuple[str, str, str]] = {
    "review.lead": (
        "Links between the plan and the goals that nobody has decided on yet, the most uncertain first.",
        "Les liens entre le plan et les objectifs sur lesquels personne ne s'est encore prononcé, les plus incertains d'abord.",
        "Los vínculos entre el plan y los objetivos sobre los que nadie ha decidido todavía, primero los más inciertos.",
    ),
    "review.readonly": (
        "This service only shows the links. Who runs it can let people decide: metrograph serve --sign-in NAME.",
        "Ce service ne fait que montrer les liens. La personne qui le gère peut permettre de décider : metrograph serve --sign-in NOM.",
        "Este servicio solo muestra los vínculos. Quien lo administra puede permitir decidir: metrograph serve --sign-in NOMBRE.",
    ),
    "review.signin": ("Sign in to decide.", "Connectez-vous pour décider.", "Inicie sesión para decidir."),
    "review.progress": ("{n} of {total} decided", "{n} sur {total} décidés", "{n} de {total} decididos"),
    "review.just": ("Just decided", "Décidé à l'instant", "Decidido ahora mismo"),
    "review.filter": ("Choose links", "Choisir des liens", "Elegir vínculos"),
    "review.state": ("Show", "Afficher", "Mostrar"),
    "review.state.waiting": ("waiting for a decision", "en attente d'une décision", "pendientes de decisión"),
    "review.state.decided": ("decided", "décidés", "decididos"),
    "review.state.mine": ("decided by me", "décidés par moi", "decididos por mí"),
    "review.state.all": ("all", "tous", "todos"),
    "review.by.plan": ("Plan", "Plan", "Plan"),
    "review.by.line": ("Line", "Ligne", "Línea"),
    "review.by.goal": ("Goal", "Objectif", "Objetivo"),
    "review.by.kind": ("Kind", "Nature", "Tipo"),
    "review.by.method": ("Method", "Méthode", "Método"),
    "review.any": ("any", "indifférent", "cualquiera"),
    "review.confidence": ("Confidence", "Confiance", "Confianza"),
    "review.from": ("from", "de", "de"),
    "review.to": ("to", "à", "a"),
    "review.apply": ("Show", "Afficher", "Mostrar"),
    "review.reset": ("Show all", "Tout afficher", "Mostrar todo"),
    "review.found": ("{n} links", "{n} liens", "{n} vínculos"),
    "review.found.one": ("{n} link", "{n} lien", "{n} vínculo"),
    "review.none": ("Nothing waits here.", "Rien n'attend ici.", "Aquí no hay nada pendiente."),
    "review.log": ("Log of decisions", "Journal des décisions", "Registro de decisiones"),
    "review.log.lead": (
        "Every decision on a link: who, when, what and why. Nothing is ever taken out; who undoes a decision adds a line.",
        "Chaque décision sur un lien : qui, quand, quoi et pourquoi. Rien n'est jamais retiré ; annuler ajoute une ligne.",
        "Cada decisión sobre un vínculo: quién, cuándo, qué y por qué. Nada se elimina; deshacer añade una línea.",
    ),
    "review.log.none": (
        "Nobody has decided anything yet.",
        "Personne n'a encore rien décidé.",
        "Nadie ha decidido nada todavía.",
    ),
    "review.log.api": ("The same for programs", "La même chose pour les programmes", "Lo mismo para programas"),
    "review.again": ("Not decided yet", "Pas encore décidé", "Todavía sin decidir"),
    "review.now": ("The link as it is now", "Le lien tel qu'il est maintenant", "El vínculo tal como está ahora"),
    "review.conflict": (
        "look at the link as it is now, then decide again: what you typed is kept",
        "regardez le lien tel qu'il est maintenant, puis décidez de nouveau : votre saisie est conservée",
        "mire el vínculo tal como está ahora y decida de nuevo: lo que escribió se conserva",
    ),
    "review.back": ("Back", "Retour", "Volver"),
    "decide.accept": ("Accept", "Accepter", "Aceptar"),
    "decide.confirm": ("Confirm", "Confirmer", "Confirmar"),
    "decide.reject": ("Reject", "Rejeter", "Rechazar"),
    "decide.change": ("Change", "Modifier", "Cambiar"),
    "decide.change.send": ("Change the link", "Modifier le lien", "Cambiar el vínculo"),
    "decide.undo": ("Undo", "Annuler", "Deshacer"),
    "decide.reason": (
        "Comment (needed to reject)",
        "Commentaire (nécessaire pour rejeter)",
        "Comentario (necesario para rechazar)",
    ),
    "decide.target": ("Another goal or target", "Autre objectif ou cible", "Otro objetivo o meta"),
    "decide.strength": ("Strength", "Force", "Fuerza"),
    "decide.keep": ("as it is", "telle quelle", "como está"),
    "decide.direct": ("direct", "direct", "directo"),
    "decide.indirect": ("indirect", "indirect", "indirecto"),
    "decide.signin": ("Sign in to decide", "Se connecter pour décider", "Iniciar sesión para decidir"),
    "keys.walk": ("next, previous", "suivant, précédent", "siguiente, anterior"),
    "keys.close": ("close", "fermer", "cerrar"),
    "session.title": ("Sign in", "Se connecter", "Iniciar sesión"),
    "session.lead": (
        "Your token lets you decide on links. You got it from who runs this service.",
        "Votre jeton vous permet de décider des liens. Vous l'avez reçu de la personne qui gère ce service.",
        "Su token le permite decidir sobre los vínculos. Se lo dio quien administra este servicio.",
    ),
    "session.token": ("Token", "Jeton", "Token"),
    "session.send": ("Sign in and send", "Se connecter et envoyer", "Iniciar sesión y enviar"),
    "session.on": ("Go on", "Continuer", "Continuar"),
    "session.note": (
        "You stay signed in for eight hours, or until you sign out. Your name is written down with each decision.",
        "La session dure huit heures, ou jusqu'à votre déconnexion. Votre nom est noté avec chaque décision.",
        "La sesión dura ocho horas, o hasta que la cierre. Su nombre se anota con cada decisión.",
    ),
    "serve.sign-in": (
        "let this person decide on links in the explorer, during this run, with a token that is printed",
        "laisser cette personne décider des liens dans l'explorateur, le temps de ce lancement, avec un jeton affiché ici",
        "dejar que esta persona decida sobre los vínculos en el explorador, durante esta ejecución, con un token que se muestra",
    ),
    "serve.signer": (
        "{name} signs in at {address} with the token {token}",
        "{name} se connecte à {address} avec le jeton {token}",
        "{name} inicia sesión en {address} con el token {token}",
    ),
    "error.where": ("Asked for", "Demande", "Petición"),
    "error.request": ("Number of the request", "Numéro de la requête", "Número de la petición"),
}
PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "W630": (
        ("a rejection needs a reason", "un rejet demande un motif", "un rechazo necesita un motivo"),
        (
            "say in a few words why the link does not hold",
            "dites en quelques mots pourquoi le lien ne tient pas",
            "diga en pocas palabras por qué el vínculo no se sostiene",
        ),
    ),
    "W631": (
        ("“{value}” is no decision", "« {value} » n'est pas une décision", "«{value}» no es una decisión"),
        ("{hint}choose one of: {choices}", "{hint}choisissez parmi : {choices}", "{hint}elija una de: {choices}"),
    ),
    "W632": (
        (
            "a change needs another target or another strength",
            "une modification demande une autre cible ou une autre force",
            "un cambio necesita otra meta u otra fuerza",
        ),
        ("fill in one of the two fields", "remplissez l'un des deux champs", "rellene uno de los dos campos"),
    ),
    "W633": (
        (
            "there is no goal or target “{value}”",
            "il n'y a pas d'objectif ni de cible « {value} »",
            "no hay ningún objetivo ni meta «{value}»",
        ),
        (
            "{hint}write its number, such as 11 or 11.2",
            "{hint}écrivez son numéro, par exemple 11 ou 11.2",
            "{hint}escriba su número, por ejemplo 11 u 11.2",
        ),
    ),
    "W634": (
        ("this link is not known", "ce lien n'est pas connu", "este vínculo no se conoce"),
        (
            "look for it in the list: the plan may have changed",
            "cherchez-le dans la liste : le plan a peut-être changé",
            "búsquelo en la lista: el plan puede haber cambiado",
        ),
    ),
    "W635": (
        (
            "this form does not belong to your session",
            "ce formulaire n'appartient pas à votre session",
            "este formulario no pertenece a su sesión",
        ),
        (
            "send it again from this page: nothing was changed yet",
            "renvoyez-le depuis cette page : rien n'a encore changé",
            "envíelo de nuevo desde esta página: todavía no ha cambiado nada",
        ),
    ),
    "W636": (
        ("nobody is signed in here", "personne n'est connecté ici", "nadie ha iniciado sesión aquí"),
        (
            "sign in: a session ends after eight hours, and when the service starts anew. What you typed is kept",
            "connectez-vous : une session prend fin après huit heures, et quand le service redémarre. Votre saisie est conservée",
            "inicie sesión: una sesión termina a las ocho horas y cuando el servicio se reinicia. Lo que escribió se conserva",
        ),
    ),
    "W637": (
        (
            "--sign-in is for a workspace on this machine, without --token-file",
            "--sign-in s'emploie avec un espace de travail sur cette machine, sans --token-file",
            "--sign-in es para un espacio de trabajo en esta máquina, sin --token-file",
        ),
        (
            "give --workspace DIR and keep the host at 127.0.0.1; for others make a file of tokens: --token-file FILE",
            "donnez --workspace DOSSIER et gardez l'hôte 127.0.0.1 ; pour d'autres, faites un fichier de jetons : --token-file FICHIER",
            "dé --workspace DIRECTORIO y deje el host 127.0.0.1; para otros, haga un archivo de tokens: --token-file ARCHIVO",
        ),
    ),
    "W638": (
        (
            "“{value}” is no name to sign with",
            "« {value} » n'est pas un nom de signataire",
            "«{value}» no es un nombre para firmar",
        ),
        (
            "give up to 80 characters without a colon: --sign-in 'Ana Ruiz'",
            "donnez au plus 80 caractères sans deux-points : --sign-in 'Ana Ruiz'",
            "dé hasta 80 caracteres sin dos puntos: --sign-in 'Ana Ruiz'",
        ),
    ),
    "W639": (
        ("the token is not known here", "le jeton n'est pas connu ici", "el token no se conoce aquí"),
        (
            "check that you copied all of it, or ask who runs the service for a new one",
            "vérifiez que vous l'avez copié en entier, ou demandez-en un nouveau à la personne qui gère le service",
            "compruebe que lo copió entero, o pida uno nuevo a quien administra el servicio",
        ),
    ),
}
