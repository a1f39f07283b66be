"""Words of the reconciliation service."""

TEXTS: dict[str, tuple[str, str, str]] = {
    "reconcile.name": (
        "MetroGraph: themes, SDGs, places, organisations and plans",
        "MetroGraph : thèmes, ODD, lieux, organisations et plans",
        "MetroGraph: temas, ODS, lugares, organizaciones y planes",
    ),
    "reconcile.limit": ("At most", "Au plus", "Como máximo"),
    "reconcile.limit-help": (
        "How many values each row gets; 0 means all",
        "Nombre de valeurs par ligne ; 0 les donne toutes",
        "Número de valores por fila; 0 los da todos",
    ),
    "reconcile.content": ("Values as", "Valeurs sous forme de", "Valores como"),
    "reconcile.content-help": (
        "What a cell holds when its value is a thing of its own",
        "Ce que contient la cellule quand sa valeur est elle-même une entité",
        "Lo que contiene la celda cuando su valor es a su vez una entidad",
    ),
    "reconcile.content.entity": ("matched cells", "cellules réconciliées", "celdas reconciliadas"),
    "reconcile.content.literal": ("names", "noms", "nombres"),
    "reconcile.content.id": ("identifiers", "identifiants", "identificadores"),
    "reconcile.feature.name": ("likeness of the name", "ressemblance du nom", "parecido del nombre"),
    "reconcile.feature.exact": ("exactly this name or code", "exactement ce nom ou ce code", "exactamente este nombre o código"),
    "reconcile.feature.type": ("of the type asked for", "du type demandé", "del tipo pedido"),
    "reconcile.feature.properties": (
        "share of properties that agree",
        "part des propriétés concordantes",
        "proporción de propiedades que coinciden",
    ),
    "reconcile.feature.in_data": ("named in the data", "nommé dans les données", "nombrado en los datos"),
    "reconcile.property.label": ("name", "nom", "nombre"),
    "reconcile.property.description": ("definition", "définition", "definición"),
    "reconcile.property.alsoCalled": ("also called", "aussi appelé", "también llamado"),
    "reconcile.property.type": ("type", "type", "tipo"),
    "reconcile.property.iri": ("IRI", "IRI", "IRI"),
    "reconcile.property.code": ("code (SDG or ISO)", "code (ODD ou ISO)", "código (ODS o ISO)"),
    "reconcile.property.goal": ("goal", "objectif", "objetivo"),
    "reconcile.property.goalCode": ("code of the goal", "code de l'objectif", "código del objetivo"),
    "reconcile.property.directGoal": ("goal, directly", "objectif, directement", "objetivo, directamente"),
    "reconcile.property.target": ("target", "cible", "meta"),
    "reconcile.property.targetCode": ("code of the target", "code de la cible", "código de la meta"),
    "reconcile.property.directTarget": ("target, directly", "cible, directement", "meta, directamente"),
    "reconcile.property.indicator": ("indicator", "indicateur", "indicador"),
    "reconcile.property.contributor": ("what contributes to it", "ce qui y contribue", "lo que contribuye a ello"),
    "reconcile.property.plan": ("plan", "plan", "plan"),
    "reconcile.property.line": ("strategic line", "ligne stratégique", "línea estratégica"),
    "reconcile.property.partOf": ("part of", "fait partie de", "forma parte de"),
    "reconcile.property.theme": ("theme", "thème", "tema"),
    "reconcile.property.place": ("place", "lieu", "lugar"),
    "reconcile.property.organiser": ("organiser", "organisateur", "organizador"),
    "reconcile.property.partner": ("partner", "partenaire", "socio"),
    "reconcile.property.status": ("status", "état", "estado"),
    "reconcile.property.start": ("first day", "premier jour", "primer día"),
    "reconcile.property.end": ("last day", "dernier jour", "último día"),
    "reconcile.property.date": ("date (EDTF)", "date (EDTF)", "fecha (EDTF)"),
    "reconcile.property.category": ("category", "catégorie", "categoría"),
    "reconcile.property.country": ("country", "pays", "país"),
    "reconcile.category.city": ("city", "ville", "ciudad"),
    "reconcile.category.country": ("country", "pays", "país"),
    "reconcile.category.region": ("region", "région", "región"),
    "reconcile.category.metropolitan-area": ("metropolitan area", "aire métropolitaine", "área metropolitana"),
    "reconcile.category.network": ("network", "réseau", "red"),
    "reconcile.category.un": ("United Nations", "Nations Unies", "Naciones Unidas"),
    "reconcile.category.bank": ("bank", "banque", "banco"),
    "reconcile.category.government": ("public authority", "autorité publique", "autoridad pública"),
    "reconcile.category.ngo": (
        "non-governmental organisation",
        "organisation non gouvernementale",
        "organización no gubernamental",
    ),
    "reconcile.category.university": ("university or research", "université ou recherche", "universidad o investigación"),
    "reconcile.category.company": ("company", "entreprise", "empresa"),
    "reconcile.category.initiative": ("initiative", "initiative", "iniciativa"),
    "reconcile.category.coalition": ("coalition", "coalition", "coalición"),
    "reconcile.open": ("Open its page", "Ouvrir sa page", "Abrir su página"),
    "reconcile.unknown": (
        "No plan here names it yet; the identifier is the one that a plan would use.",
        "Aucun plan ne le nomme encore ici ; un plan emploierait cet identifiant.",
        "Ningún plan lo nombra aún aquí; un plan usaría este identificador.",
    ),
    "want.object": ("an object of JSON", "un objet JSON", "un objeto JSON"),
    "want.strictness": ("any, all or should", "any, all ou should", "any, all o should"),
    "want.content": ("entity, literal or id", "entity, literal ou id", "entity, literal o id"),
}

_PROTOCOL = (
    "the form is that of the Reconciliation Service API 0.2: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/",
    "la forme est celle de l'API de réconciliation 0.2 : https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/",
    "la forma es la de la API de reconciliación 0.2: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/",
)

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "W301": (
        (
            "the field {name} is not JSON: line {line}, column {column}",
            "le champ {name} n'est pas du JSON : ligne {line}, colonne {column}",
            "el campo {name} no es JSON: línea {line}, columna {column}",
        ),
        _PROTOCOL,
    ),
    "W302": (
        (
            "the JSON of the field {name} is nested too deeply",
            "le JSON du champ {name} est imbriqué trop profondément",
            "el JSON del campo {name} está anidado a demasiada profundidad",
        ),
        _PROTOCOL,
    ),
    "W303": (
        ("{where} must be {want}", "{where} doit être {want}", "{where} debe ser {want}"),
        _PROTOCOL,
    ),
    "W304": (
        (
            "{name} has {n} entries, and {most} are allowed",
            "{name} compte {n} entrées ; {most} sont admises",
            "{name} tiene {n} entradas y se admiten {most}",
        ),
        (
            "send them in several requests",
            "envoyez-les en plusieurs requêtes",
            "envíelas en varias peticiones",
        ),
    ),
    "W305": (
        (
            "{where} has {n} characters, and {most} are allowed",
            "{where} compte {n} caractères ; {most} sont admis",
            "{where} tiene {n} caracteres y se admiten {most}",
        ),
        (
            "a name is shorter: reconcile a column of names, or cut its texts first",
            "un nom est plus court : réconciliez une colonne de noms, ou abrégez d'abord ses textes",
            "un nombre es más corto: reconcilie una columna de nombres o acorte antes sus textos",
        ),
    ),
    "W306": (
        (
            'nothing has the id "{value}"',
            "rien ne porte l'identifiant « {value} »",
            "nada tiene el identificador «{value}»",
        ),
        (
            "take an id from a candidate or a suggestion, such as sdg/11.2",
            "prenez l'identifiant d'un candidat ou d'une suggestion, par exemple sdg/11.2",
            "tome el identificador de un candidato o de una sugerencia, por ejemplo sdg/11.2",
        ),
    ),
    "W307": (
        (
            'the callback "{value}" is no name of a JavaScript function',
            "le callback « {value} » n'est pas un nom de fonction JavaScript",
            "el callback «{value}» no es un nombre de función de JavaScript",
        ),
        (
            "use letters, digits, _ and $, with dots between names; or leave it out and read JSON",
            "employez des lettres, des chiffres, _ et $, avec des points entre les noms ; ou omettez-le et lisez du JSON",
            "use letras, cifras, _ y $, con puntos entre los nombres; u omítalo y lea JSON",
        ),
    ),
    "W308": (
        (
            "the request asks nothing: it has no field queries, query or extend",
            "la requête ne demande rien : elle n'a pas de champ queries, query ou extend",
            "la petición no pide nada: no tiene ningún campo queries, query ni extend",
        ),
        (
            "send the form field queries; GET without fields gives the description of the service",
            "envoyez le champ de formulaire queries ; GET sans champ donne la description du service",
            "envíe el campo de formulario queries; GET sin campos da la descripción del servicio",
        ),
    ),
}
