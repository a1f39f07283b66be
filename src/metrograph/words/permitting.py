"""Words of rights: who decides on the links of which plans. Error codes: B141 to B149."""

TEXTS: dict[str, tuple[str, str, str]] = {
    "serve.plan": (
        "with --sign-in: this person decides on the links of this plan only (may be repeated)",
        "avec --sign-in : cette personne ne décide que des liens de ce plan (option répétable)",
        "con --sign-in: esta persona decide solo sobre los vínculos de este plan (se puede repetir)",
    ),
    "grant.all": (
        "Your token does not let you decide on any plan that is here. Everybody may read; whoever runs this service gives the right to decide.",
        "Votre jeton ne vous permet de décider pour aucun des plans présents. Tout le monde peut lire ; la personne qui gère ce service donne le droit de décider.",
        "Su token no le permite decidir sobre ninguno de los planes presentes. Todos pueden leer; quien administra este servicio da el derecho a decidir.",
    ),
    "grant.own": (
        "You decide on the links of: {plans}. You may read all others; whoever runs this service gives the right to decide on them.",
        "Vous décidez des liens de : {plans}. Vous pouvez lire tous les autres ; la personne qui gère ce service donne le droit d'en décider.",
        "Usted decide sobre los vínculos de: {plans}. Puede leer todos los demás; quien administra este servicio da el derecho a decidir sobre ellos.",
    ),
    "grant.theirs": (
        "For reading only: this link stands in {plans}, which you do not review",
        "En lecture seule : ce lien figure dans {plans}, dont la relecture ne vous est pas confiée",
        "Solo lectura: este vínculo figura en {plans}, cuya revisión no le corresponde",
    ),
    "grant.mine": ("my plans", "mes plans", "mis planes"),
    "grant.every": ("all plans", "tous les plans", "todos los planes"),
    "grant.todo": ("To decide:", "À décider :", "Por decidir:"),
    "grant.todo.of": ("{n} in {plan}", "{n} dans {plan}", "{n} en {plan}"),
}

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "B141": (
        (
            "{item} → {sdg} is a link of {plan}, and {name} decides on links of: {plans}",
            "{item} → {sdg} est un lien de {plan}, et {name} décide des liens de : {plans}",
            "{item} → {sdg} es un vínculo de {plan}, y {name} decide sobre los vínculos de: {plans}",
        ),
        (
            "nothing was written. Ask a reviewer of that plan, or ask whoever runs the service to add the plan to your line in the token file",
            "rien n'a été enregistré. Adressez-vous à une personne chargée de la relecture de ce plan, ou demandez à la personne qui gère le service d'ajouter le plan à votre ligne dans le fichier de jetons",
            "no se escribió nada. Diríjase a quien revisa ese plan, o pida a quien administra el servicio que añada el plan a su línea en el archivo de tokens",
        ),
    ),
    "B142": (
        (
            "the token of {name} is for deciding on links, not for changing the graph",
            "le jeton de {name} sert à décider des liens, pas à modifier le graphe",
            "el token de {name} sirve para decidir sobre vínculos, no para cambiar el grafo",
        ),
        (
            "decide under /review or /api/alignments/review; for updates, ask whoever runs the service for a token with `edit`",
            "décidez sous /review ou /api/alignments/review ; pour les mises à jour, demandez à la personne qui gère le service un jeton avec `edit`",
            "decida en /review o /api/alignments/review; para actualizaciones, pida a quien administra el servicio un token con `edit`",
        ),
    ),
    "B143": (
        (
            'what the token of "{name}" is for cannot be read',
            "l'usage du jeton de « {name} » est illisible",
            "no se puede leer para qué sirve el token de «{name}»",
        ),
        (
            "{hint}after the token write nothing, or `:edit`, or `:review`, or `:review` and the ids of plans: name:token:review fleuve-2024 fleuve-2025",
            "{hint}après le jeton, n'écrivez rien, ou `:edit`, ou `:review`, ou `:review` et les identifiants de plans : nom:jeton:review fleuve-2024 fleuve-2025",
            "{hint}después del token no escriba nada, o `:edit`, o `:review`, o `:review` y los identificadores de planes: nombre:token:review fleuve-2024 fleuve-2025",
        ),
    ),
    "B144": (
        (
            '"{name}" is to decide on links of {plan}, and there is no such plan',
            "« {name} » doit décider des liens de {plan}, et ce plan n'existe pas ici",
            "«{name}» debe decidir sobre los vínculos de {plan}, y ese plan no existe aquí",
        ),
        (
            "{hint}mend the name if it is wrong; a plan that comes later will count at once. Plans here: {plans}",
            "{hint}corrigez le nom s'il est faux ; un plan ajouté plus tard comptera aussitôt. Plans présents : {plans}",
            "{hint}corrija el nombre si es erróneo; un plan que llegue después contará enseguida. Planes presentes: {plans}",
        ),
    ),
    "B145": (
        (
            "--plan says on whose links the person of --sign-in decides, and nobody is named",
            "--plan indique les plans pour lesquels décide la personne de --sign-in, et personne n'est nommé",
            "--plan indica sobre los vínculos de qué planes decide la persona de --sign-in, y no se nombra a nadie",
        ),
        (
            "add --sign-in 'Ana Ruiz'; for others write the plans into the token file: name:token:review PLAN",
            "ajoutez --sign-in 'Ana Ruiz' ; pour d'autres, inscrivez les plans dans le fichier de jetons : nom:jeton:review PLAN",
            "añada --sign-in 'Ana Ruiz'; para otros, escriba los planes en el archivo de tokens: nombre:token:review PLAN",
        ),
    ),
    "B146": (
        (
            "“{value}” is no id of a plan",
            "« {value} » n'est pas un identifiant de plan",
            "«{value}» no es un identificador de plan",
        ),
        (
            "give the id that stands after `plan:` in its file, once for each plan: --plan metropolis-2019 --plan metropolis-2020",
            "donnez l'identifiant qui suit `plan:` dans son fichier, une fois par plan : --plan metropolis-2019 --plan metropolis-2020",
            "dé el identificador que sigue a `plan:` en su archivo, una vez por cada plan: --plan metropolis-2019 --plan metropolis-2020",
        ),
    ),
    "B147": (
        (
            "{value} is of the kind {kind} here and of the kind {other} in {first}",
            "{value} est de type {kind} ici et de type {other} dans {first}",
            "{value} es de tipo {kind} aquí y de tipo {other} en {first}",
        ),
        (
            "plans share organisations, bodies, communities of practice, places and themes by their id: correct the kind if the two are one thing, else give one of them another id, also where items name it",
            "les plans partagent organisations, instances, communautés de pratique, lieux et thèmes par leur identifiant : corrigez le type si c'est la même chose, sinon donnez à l'une des deux un autre identifiant, y compris là où des éléments la citent",
            "los planes comparten organizaciones, órganos, comunidades de práctica, lugares y temas por su identificador: corrija el tipo si son una misma cosa; si no, dé a una de las dos otro identificador, también donde la mencionen otros elementos",
        ),
    ),
}
