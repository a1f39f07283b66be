"""What can be wrong with a record (R)."""

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "R101": (
        (
            "this is not well-formed YAML: {detail}",
            "ce n'est pas du YAML bien formé : {detail}",
            "no es YAML bien formado: {detail}",
        ),
        (
            "look at the indentation, the colons and the quotes on this line and the one before",
            "vérifiez le retrait, les deux-points et les guillemets de cette ligne et de la précédente",
            "revise la sangría, los dos puntos y las comillas de esta línea y de la anterior",
        ),
    ),
    "R102": (
        ("the value has the wrong form", "la valeur n'a pas la bonne forme", "el valor no tiene la forma correcta"),
        ("write {want} here", "écrivez ici {want}", "escriba aquí {want}"),
    ),
    "R103": (
        ('unknown field "{value}"', "champ inconnu « {value} »", "campo desconocido «{value}»"),
        ("{hint}fields: {choices}", "{hint}champs : {choices}", "{hint}campos: {choices}"),
    ),
    "R104": (
        ('unknown kind "{value}"', "type inconnu « {value} »", "tipo desconocido «{value}»"),
        ("{hint}kinds: {choices}", "{hint}types : {choices}", "{hint}tipos: {choices}"),
    ),
    "R105": (
        ("{id} has no label", "{id} n'a pas de libellé", "{id} no tiene etiqueta"),
        (
            "add the words of the source:  label: {{fr: …}}",
            "ajoutez les mots de la source :  label: {{fr: …}}",
            "añada las palabras de la fuente:  label: {{fr: …}}",
        ),
    ),
    "R106": (
        (
            '{id}: its {field} "{value}" is not an item of this plan',
            "{id} : son champ {field} « {value} » n'est pas un élément de ce plan",
            "{id}: su campo {field} «{value}» no es un elemento de este plan",
        ),
        (
            "{hint}name an id of this file, or add the item",
            "{hint}indiquez un id de ce fichier ou ajoutez l'élément",
            "{hint}indique un id de este archivo o añada el elemento",
        ),
    ),
    "R107": (
        ('{id}: unknown theme "{value}"', "{id} : thème inconnu « {value} »", "{id}: tema desconocido «{value}»"),
        (
            "{hint}`metrograph query themes` lists the themes; or add it to themes/*.ttl, or as an item of kind theme",
            "{hint}`metrograph query themes` donne la liste des thèmes ; sinon, ajoutez-le à themes/*.ttl ou comme élément de type theme",
            "{hint}`metrograph query themes` muestra los temas; si falta, añádalo a themes/*.ttl o como elemento de tipo theme",
        ),
    ),
    "R109": (
        ('"{value}" is not a date in EDTF', "« {value} » n'est pas une date EDTF", "«{value}» no es una fecha EDTF"),
        (
            "write 2019, 2019-06, 2019-06-17, 2019-XX (month unknown) or 2019-02/2019-03",
            "écrivez 2019, 2019-06, 2019-06-17, 2019-XX (mois inconnu) ou 2019-02/2019-03",
            "escriba 2019, 2019-06, 2019-06-17, 2019-XX (mes desconocido) o 2019-02/2019-03",
        ),
    ),
    "R110": (
        (
            "the id {id} is used twice, first on line {line}",
            "l'id {id} est utilisé deux fois, d'abord à la ligne {line}",
            "el id {id} se usa dos veces, primero en la línea {line}",
        ),
        (
            "give one of the two another id, or merge them",
            "donnez un autre id à l'un des deux ou fusionnez-les",
            "dé otro id a uno de los dos o únalos",
        ),
    ),
    "R111": (
        ('"{value}" cannot be an id', "« {value} » ne peut pas être un id", "«{value}» no puede ser un id"),
        (
            "use small letters a-z, digits and single hyphens, for example pilot-mega",
            "utilisez des minuscules a-z, des chiffres et des traits d'union simples, par exemple pilot-mega",
            "use minúsculas a-z, cifras y guiones simples, por ejemplo pilot-mega",
        ),
    ),
    "R112": (
        ('the field "{field}" is missing', "le champ « {field} » manque", "falta el campo «{field}»"),
        ("add it to this record", "ajoutez-le à cet enregistrement", "añádalo a este registro"),
    ),
    "R113": (
        (
            '"{value}" is not one of the choices',
            "« {value} » n'est pas un choix possible",
            "«{value}» no es una opción válida",
        ),
        ("{hint}choose one of: {choices}", "{hint}choisissez parmi : {choices}", "{hint}elija entre: {choices}"),
    ),
    "R114": (
        (
            '"{value}" is not a language of ours',
            "« {value} » n'est pas une de nos langues",
            "«{value}» no es una de nuestras lenguas",
        ),
        ("use en, fr or es", "utilisez en, fr ou es", "use en, fr o es"),
    ),
    "R115": (
        (
            'the field "{field}" is written twice in one record',
            "le champ « {field} » figure deux fois dans un enregistrement",
            "el campo «{field}» figura dos veces en un registro",
        ),
        ("keep one of the two", "gardez l'un des deux", "conserve uno de los dos"),
    ),
    "R116": (
        (
            'there is no goal or target "{value}"',
            "il n'y a ni objectif ni cible « {value} »",
            "no existe el objetivo ni la meta «{value}»",
        ),
        (
            "{hint}goals are 1 to 17, targets are written 11.2 or 13.b",
            "{hint}les objectifs vont de 1 à 17, les cibles s'écrivent 11.2 ou 13.b",
            "{hint}los objetivos van del 1 al 17, las metas se escriben 11.2 o 13.b",
        ),
    ),
    "R117": (
        (
            "a plan file has one item of kind work_plan; this one has {found}",
            "un fichier de plan a un seul élément de type work_plan ; celui-ci en a {found}",
            "un archivo de plan tiene un solo elemento de tipo work_plan; este tiene {found}",
        ),
        ("keep exactly one", "gardez-en exactement un", "deje exactamente uno"),
    ),
    "R118": (
        ('nothing here is called "{value}"', "rien ici ne s'appelle « {value} »", "nada aquí se llama «{value}»"),
        (
            "{hint}name a plan, or an item of the plan, by its id",
            "{hint}indiquez un plan, ou un élément du plan, par son id",
            "{hint}indique un plan, o un elemento del plan, por su id",
        ),
    ),
    "R119": (
        (
            "{id} is both linked and assessed as having no SDG",
            "{id} est à la fois relié et jugé sans ODD",
            "{id} está a la vez vinculado y evaluado como sin ODS",
        ),
        (
            "keep the links or the assessment, not both",
            "gardez les liens ou le constat, pas les deux",
            "conserve los vínculos o la constatación, no ambos",
        ),
    ),
    "R120": (
        (
            "{id} is linked to {sdg} twice, first on line {line}",
            "{id} est relié deux fois à {sdg}, d'abord à la ligne {line}",
            "{id} está vinculado dos veces a {sdg}, primero en la línea {line}",
        ),
        (
            "merge the two: one link may hold several quotes",
            "fusionnez les deux : un lien peut porter plusieurs citations",
            "una los dos: un vínculo puede llevar varias citas",
        ),
    ),
    "R121": (
        (
            "{id} names line {line}, but the source has {lines} lines",
            "{id} cite la ligne {line}, mais la source compte {lines} lignes",
            "{id} cita la línea {line}, pero la fuente tiene {lines} líneas",
        ),
        (
            "correct the number, or `lines` under `source`",
            "corrigez le numéro, ou `lines` sous `source`",
            "corrija el número, o `lines` bajo `source`",
        ),
    ),
    "R122": (
        (
            "this line of the review log cannot be read ({detail})",
            "cette ligne du journal des décisions ne peut pas être lue ({detail})",
            "esta línea del registro de revisiones no se puede leer ({detail})",
        ),
        (
            "restore the log from version control; never edit it by hand",
            "rétablissez le journal depuis la gestion de versions ; ne le modifiez jamais à la main",
            "restaure el registro desde el control de versiones; no lo edite nunca a mano",
        ),
    ),
    "R123": (
        (
            "the accepted link from {id} to {sdg} quotes no words",
            "le lien accepté de {id} vers {sdg} ne cite aucun mot",
            "el vínculo aceptado de {id} a {sdg} no cita ninguna palabra",
        ),
        (
            "add  quotes: [{{text: …, basis: text}}]",
            "ajoutez  quotes: [{{text: …, basis: text}}]",
            "añada  quotes: [{{text: …, basis: text}}]",
        ),
    ),
    "R124": (
        (
            'the id "{value}" is kept for the program',
            "l'id « {value} » est réservé au programme",
            "el id «{value}» está reservado al programa",
        ),
        (
            "choose another one, for example with the kind in front",
            "choisissez-en un autre, par exemple précédé du type",
            "elija otro, por ejemplo precedido del tipo",
        ),
    ),
    "R125": (
        (
            'another file gives "{value}" already: {path}',
            "un autre fichier donne déjà « {value} » : {path}",
            "otro archivo da ya «{value}»: {path}",
        ),
        (
            "give one of the two another name, or merge them",
            "donnez un autre nom à l'un des deux ou fusionnez-les",
            "dé otro nombre a uno de los dos o únalos",
        ),
    ),
    "R126": (
        (
            "{id}: the words “{quote}” are not among its own",
            "{id} : les mots « {quote} » ne sont pas les siens",
            "{id}: las palabras «{quote}» no son suyas",
        ),
        (
            "quote the label, or other words of its lines given in also_says; words of a heading need basis: context",
            "citez le libellé, ou d'autres mots de ses lignes donnés dans also_says ; les mots d'un intertitre exigent basis: context",
            "cite la etiqueta, u otras palabras de sus líneas dadas en also_says; las palabras de un epígrafe requieren basis: context",
        ),
    ),
    "L101": (
        (
            "the first line of this file must name its columns",
            "la première ligne de ce fichier doit nommer ses colonnes",
            "la primera línea de este archivo debe nombrar sus columnas",
        ),
        (
            "write, parted by tabs: {columns}",
            "écrivez, séparés par des tabulations : {columns}",
            "escriba, separados por tabuladores: {columns}",
        ),
    ),
    "L102": (
        (
            "this line has {found} columns, not {wanted}",
            "cette ligne a {found} colonnes, et non {wanted}",
            "esta línea tiene {found} columnas, no {wanted}",
        ),
        (
            "part the columns by single tabs; the last one may be empty",
            "séparez les colonnes par une seule tabulation ; la dernière peut être vide",
            "separe las columnas con un solo tabulador; la última puede estar vacía",
        ),
    ),
    "L103": (
        (
            '"{phrase}" stands twice for {code}, first on line {line}',
            "« {phrase} » figure deux fois pour {code}, d'abord à la ligne {line}",
            "«{phrase}» figura dos veces para {code}, primero en la línea {line}",
        ),
        (
            "keep one of the two: accents, capitals and plurals make no difference",
            "gardez l'un des deux : accents, majuscules et pluriels ne comptent pas",
            "deje uno de los dos: acentos, mayúsculas y plurales no cuentan",
        ),
    ),
    "L104": (
        (
            '"{phrase}" cannot be a phrase',
            "« {phrase} » ne peut pas être une expression",
            "«{phrase}» no puede ser una expresión",
        ),
        (
            "write one to {most} words, without blanks at the ends",
            "écrivez de un à {most} mots, sans blancs aux extrémités",
            "escriba de una a {most} palabras, sin espacios en los extremos",
        ),
    ),
    "L106": (
        (
            "the local adjustment of the linker cannot be read ({detail})",
            "l'ajustement local des liens ne peut pas être lu ({detail})",
            "el ajuste local de los vínculos no se puede leer ({detail})",
        ),
        (
            "correct the file, or delete it with metrograph link --forget",
            "corrigez le fichier, ou supprimez-le avec metrograph link --forget",
            "corrija el archivo, o elimínelo con metrograph link --forget",
        ),
    ),
    "L105": (
        (
            "this line is not a text to link: {detail}",
            "cette ligne n'est pas un texte à relier : {detail}",
            "esta línea no es un texto que vincular: {detail}",
        ),
        (
            'write {{"id": …, "text": …}}, with "lang" and "context" if you like; the other lines are done',
            'écrivez {{"id": …, "text": …}}, avec "lang" et "context" au besoin ; les autres lignes sont traitées',
            'escriba {{"id": …, "text": …}}, con "lang" y "context" si hace falta; las demás líneas están hechas',
        ),
    ),
    "R142": (
        (
            "the theme <{value}> is not at an address of this workspace",
            "le thème <{value}> n'est pas à une adresse de cet espace de travail",
            "el tema <{value}> no está en una dirección de este espacio de trabajo",
        ),
        (
            "write it like <{example}>: small letters, digits, hyphens; name its other address with skos:exactMatch",
            "écrivez-le comme <{example}> : minuscules, chiffres, traits d'union ; indiquez son autre adresse avec skos:exactMatch",
            "escríbalo como <{example}>: minúsculas, cifras, guiones; indique su otra dirección con skos:exactMatch",
        ),
    ),
    "R143": (
        (
            "there is no theme in this file",
            "ce fichier ne contient aucun thème",
            "este archivo no contiene ningún tema",
        ),
        (
            "give each theme the class mg:Theme:  <…/id/theme-name> a mg:Theme ; skos:prefLabel …; a group is a skos:Concept alone",
            "donnez à chaque thème la classe mg:Theme :  <…/id/theme-nom> a mg:Theme ; skos:prefLabel … ; un groupe est un simple skos:Concept",
            "dé a cada tema la clase mg:Theme:  <…/id/theme-nombre> a mg:Theme ; skos:prefLabel …; un grupo es solo un skos:Concept",
        ),
    ),
    "R144": (
        (
            "the quotation marks of this row do not match, or it is longer than 131,072 characters",
            "les guillemets de cette ligne ne vont pas par paires, ou elle dépasse 131 072 caractères",
            "las comillas de esta fila no van por pares, o pasa de 131 072 caracteres",
        ),
        (
            "close what is opened, and double a quotation mark within a quoted text; or save the table as CSV from a spreadsheet",
            "fermez ce qui est ouvert et doublez un guillemet dans un texte entre guillemets ; ou enregistrez le tableau en CSV depuis un tableur",
            "cierre lo que se abre y duplique las comillas dentro de un texto entrecomillado; o guarde la tabla como CSV desde una hoja de cálculo",
        ),
    ),
    "R141": (
        (
            "this line of the log of updates cannot be read ({detail})",
            "cette ligne du journal des mises à jour est illisible ({detail})",
            "esta línea del registro de actualizaciones no se puede leer ({detail})",
        ),
        (
            "bring the line back from a copy (`metrograph backup`); do not edit this file by hand",
            "rétablissez la ligne à partir d'une copie (`metrograph backup`) ; ne modifiez pas ce fichier à la main",
            "recupere la línea de una copia (`metrograph backup`); no edite este archivo a mano",
        ),
    ),
}
