"""What a validation says of a value, and the words around its report."""

Wording = tuple[str, str, str]
TEXTS: dict[str, Wording] = {
    "wrong.MinCount.one": ("a value is missing", "il manque une valeur", "falta un valor"),
    "wrong.MinCount": (
        "at least {limit} values are needed",
        "il faut au moins {limit} valeurs",
        "hacen falta al menos {limit} valores",
    ),
    "wrong.MaxCount.one": (
        "there is more than one value",
        "il y a plus d'une valeur",
        "hay más de un valor",
    ),
    "wrong.MaxCount": (
        "there are more than {limit} values",
        "il y a plus de {limit} valeurs",
        "hay más de {limit} valores",
    ),
    "wrong.MaxCount.none": ("no value is allowed", "aucune valeur n'est admise", "no se admite ningún valor"),
    "wrong.Class": (
        "{value} is not recorded as {kind}",
        "{value} n'est pas enregistré comme {kind}",
        "{value} no está registrado como {kind}",
    ),
    "wrong.Datatype": ("{value} is not {form}", "{value} n'est pas {form}", "{value} no es {form}"),
    "wrong.NodeKind": ("{value} is not {form}", "{value} n'est pas {form}", "{value} no es {form}"),
    "wrong.MinExclusive": (
        "{value} is not greater than {limit}",
        "{value} n'est pas supérieur à {limit}",
        "{value} no es mayor que {limit}",
    ),
    "wrong.MinInclusive": (
        "{value} is not {limit} or more",
        "{value} n'est pas au moins égal à {limit}",
        "{value} no es igual o mayor que {limit}",
    ),
    "wrong.MaxExclusive": (
        "{value} is not less than {limit}",
        "{value} n'est pas inférieur à {limit}",
        "{value} no es menor que {limit}",
    ),
    "wrong.MaxInclusive": (
        "{value} is not {limit} or less",
        "{value} n'est pas au plus égal à {limit}",
        "{value} no es igual o menor que {limit}",
    ),
    "wrong.MinLength.one": ("{value} has no character", "{value} ne compte aucun caractère", "{value} no tiene ningún carácter"),
    "wrong.MaxLength.one": (
        "{value} is longer than {limit} character",
        "{value} compte plus de {limit} caractère",
        "{value} tiene más de {limit} carácter",
    ),
    "wrong.MinLength": (
        "{value} is shorter than {limit} characters",
        "{value} compte moins de {limit} caractères",
        "{value} tiene menos de {limit} caracteres",
    ),
    "wrong.MaxLength": (
        "{value} is longer than {limit} characters",
        "{value} compte plus de {limit} caractères",
        "{value} tiene más de {limit} caracteres",
    ),
    "wrong.Pattern": (
        "{value} does not have the form that is wanted ({limit})",
        "{value} n'a pas la forme voulue ({limit})",
        "{value} no tiene la forma requerida ({limit})",
    ),
    "wrong.Pattern.long": (
        "{value} does not have the form that is wanted",
        "{value} n'a pas la forme voulue",
        "{value} no tiene la forma requerida",
    ),
    "wrong.LanguageIn": (
        "{value} is not in one of these languages: {limit}",
        "{value} n'est pas dans l'une de ces langues : {limit}",
        "{value} no está en ninguno de estos idiomas: {limit}",
    ),
    "wrong.UniqueLang": (
        "two values are in the same language",
        "deux valeurs sont dans la même langue",
        "dos valores están en el mismo idioma",
    ),
    "wrong.In": (
        "{value} is none of the values allowed ({limit})",
        "{value} ne fait pas partie des valeurs admises ({limit})",
        "{value} no es ninguno de los valores admitidos ({limit})",
    ),
    "wrong.HasValue": ("{limit} is missing", "il manque {limit}", "falta {limit}"),
    "wrong.Equals": (
        "the values differ from those of {other}: {value}",
        "les valeurs diffèrent de celles de {other} : {value}",
        "los valores difieren de los de {other}: {value}",
    ),
    "wrong.Disjoint": (
        "{value} is a value of {other} as well",
        "{value} est aussi une valeur de {other}",
        "{value} es también un valor de {other}",
    ),
    "wrong.LessThan": (
        "{value} is not before the value of {other}",
        "{value} n'est pas antérieur à la valeur de {other}",
        "{value} no es anterior al valor de {other}",
    ),
    "wrong.LessThanOrEquals": (
        "{value} comes after the value of {other}",
        "{value} est postérieur à la valeur de {other}",
        "{value} es posterior al valor de {other}",
    ),
    "wrong.Closed": (
        "this property is not expected here; its value is {value}",
        "cette propriété n'est pas prévue ici ; sa valeur est {value}",
        "esta propiedad no está prevista aquí; su valor es {value}",
    ),
    "wrong.Not": (
        "{value} meets a condition that excludes it",
        "{value} remplit une condition qui l'exclut",
        "{value} cumple una condición que lo excluye",
    ),
    "wrong.And": (
        "{value} misses one of the conditions that must all be met",
        "{value} ne remplit pas l'une des conditions exigées ensemble",
        "{value} no cumple una de las condiciones exigidas a la vez",
    ),
    "wrong.Or": (
        "{value} meets none of the conditions of which one must be met",
        "{value} ne remplit aucune des conditions dont une au moins est exigée",
        "{value} no cumple ninguna de las condiciones de las que se exige al menos una",
    ),
    "wrong.Xone": (
        "{value} must meet exactly one of several conditions",
        "{value} doit remplir une seule condition parmi plusieurs",
        "{value} debe cumplir exactamente una de varias condiciones",
    ),
    "wrong.Node": (
        "{value} does not meet the conditions of {other}",
        "{value} ne remplit pas les conditions de {other}",
        "{value} no cumple las condiciones de {other}",
    ),
    "wrong.QualifiedMinCount": (
        "fewer values than {limit} meet the condition",
        "moins de {limit} valeurs remplissent la condition",
        "menos de {limit} valores cumplen la condición",
    ),
    "wrong.QualifiedMinCount.one": (
        "no value meets the condition",
        "aucune valeur ne remplit la condition",
        "ningún valor cumple la condición",
    ),
    "wrong.QualifiedMaxCount": (
        "more values than {limit} meet the condition",
        "plus de {limit} valeurs remplissent la condition",
        "más de {limit} valores cumplen la condición",
    ),
    "wrong.SPARQL": (
        "this does not fit the rule: {value}",
        "ceci ne respecte pas la règle : {value}",
        "esto no respeta la regla: {value}",
    ),
    "wrong.SPARQL.alone": (
        "this does not fit the rule",
        "ceci ne respecte pas la règle",
        "esto no respeta la regla",
    ),
    "wrong.itself": ("it", "cet élément", "este elemento"),
    "wrong.of": ("{path}: {what}", "{path} : {what}", "{path}: {what}"),
}
TEXTS |= {
    "form.IRI": ("an identifier (IRI)", "un identifiant (IRI)", "un identificador (IRI)"),
    "form.BlankNode": ("a node without a name", "un nœud sans nom", "un nodo sin nombre"),
    "form.Literal": ("a text, a number or a date", "un texte, un nombre ou une date", "un texto, un número o una fecha"),
    "form.BlankNodeOrIRI": (
        "an identifier or a node without a name",
        "un identifiant ou un nœud sans nom",
        "un identificador o un nodo sin nombre",
    ),
    "form.BlankNodeOrLiteral": (
        "a node without a name, a text, a number or a date",
        "un nœud sans nom, un texte, un nombre ou une date",
        "un nodo sin nombre, un texto, un número o una fecha",
    ),
    "form.IRIOrLiteral": (
        "an identifier, a text, a number or a date",
        "un identifiant, un texte, un nombre ou une date",
        "un identificador, un texto, un número o una fecha",
    ),
    "form.string": ("a text without a language", "un texte sans langue", "un texto sin idioma"),
    "form.langString": (
        'a text with its language ("ville"@fr)',
        'un texte accompagné de sa langue ("ville"@fr)',
        'un texto acompañado de su idioma ("ville"@fr)',
    ),
    "form.integer": ("a whole number (integer)", "un nombre entier (integer)", "un número entero (integer)"),
    "form.decimal": (
        "a decimal number (decimal, such as 0.75)",
        "un nombre décimal (decimal, par exemple 0.75)",
        "un número decimal (decimal, por ejemplo 0.75)",
    ),
    "form.boolean": (
        "true or false (boolean)",
        "vrai ou faux (boolean : true, false)",
        "verdadero o falso (boolean: true, false)",
    ),
    "form.date": (
        "a date (date, such as 2019-03-08)",
        "une date (date, par exemple 2019-03-08)",
        "una fecha (date, por ejemplo 2019-03-08)",
    ),
    "form.dateTime": (
        "a date and time (dateTime, such as 2019-03-08T09:30:00Z)",
        "une date et une heure (dateTime, par exemple 2019-03-08T09:30:00Z)",
        "una fecha y hora (dateTime, por ejemplo 2019-03-08T09:30:00Z)",
    ),
    "form.gYear": ("a year (gYear, such as 2019)", "une année (gYear, par exemple 2019)", "un año (gYear, por ejemplo 2019)"),
    "form.anyURI": ("an address (anyURI)", "une adresse (anyURI)", "una dirección (anyURI)"),
    "form.other": (
        "a value of the datatype {name}",
        "une valeur du type de données {name}",
        "un valor del tipo de datos {name}",
    ),
    "review.named": (
        "decision of {date} on {link}",
        "décision du {date} sur {link}",
        "decisión del {date} sobre {link}",
    ),
    "path.back": (
        "{path} (said of it elsewhere)",
        "{path} (dit de lui ailleurs)",
        "{path} (dicho de él en otro lugar)",
    ),
    "joined.or": ("{first} or {second}", "{first} ou {second}", "{first} o {second}"),
}
TEXTS |= {
    "term.rdf:type": ("kind", "nature", "clase"),
    "term.rdfs:label": ("name in the document", "nom dans le document", "nombre en el documento"),
    "term.rdfs:comment": ("comment", "commentaire", "comentario"),
    "term.skos:prefLabel": ("name", "nom", "nombre"),
    "term.skos:altLabel": ("other name", "autre nom", "otro nombre"),
    "term.skos:definition": ("definition", "définition", "definición"),
    "term.skos:inScheme": ("list of themes", "liste de thèmes", "lista de temas"),
    "term.dcterms:title": ("title", "titre", "título"),
    "term.dcterms:description": ("description", "description", "descripción"),
    "term.dcterms:language": ("language", "langue", "idioma"),
    "term.oa:hasSource": ("document", "document", "documento"),
    "term.oa:hasSelector": ("place of the words", "emplacement des mots", "lugar de las palabras"),
    "term.oa:exact": ("words quoted", "mots cités", "palabras citadas"),
    "term.prov:wasGeneratedBy": ("made by", "produit par", "producido por"),
    "term.prov:endedAtTime": ("time", "moment", "momento"),
    "term.prov:used": ("source used", "source utilisée", "fuente utilizada"),
    "term.sdgo:isTargetOf": ("goal of the target", "objectif de la cible", "objetivo de la meta"),
}
TEXTS |= {
    "report.good": ("For example:", "Par exemple :", "Por ejemplo:"),
    "report.fast": ("fast engine", "moteur rapide", "motor rápido"),
    "report.delegated": (
        "{engine} for {shapes}",
        "{engine} pour {shapes}",
        "{engine} para {shapes}",
    ),
    "report.summary": ("{state}: {counts} ({engine})", "{state} : {counts} ({engine})", "{state}: {counts} ({engine})"),
    "report.title": ("Validation report", "Rapport de validation", "Informe de validación"),
    "report.empty": ("Nothing to mend.", "Rien à corriger.", "Nada que corregir."),
    "differences.none.one": (
        "Both engines give the same result.",
        "Les deux moteurs donnent le même résultat.",
        "Los dos motores dan el mismo resultado.",
    ),
    "differences.none": (
        "Both engines give the same {n} results.",
        "Les deux moteurs donnent les mêmes {n} résultats.",
        "Los dos motores dan los mismos {n} resultados.",
    ),
    "differences.some.one": (
        "The engines differ in {n} result:",
        "Les moteurs diffèrent sur {n} résultat :",
        "Los motores difieren en {n} resultado:",
    ),
    "differences.some": (
        "The engines differ in {n} results:",
        "Les moteurs diffèrent sur {n} résultats :",
        "Los motores difieren en {n} resultados:",
    ),
    "differences.fast": ("only the fast engine", "seul le moteur rapide", "solo el motor rápido"),
    "differences.reference": ("only pySHACL", "seul pySHACL", "solo pySHACL"),
}
TEXTS |= {
    "want.iri": ("an IRI", "un IRI", "un IRI"),
    "want.literal": ("a literal", "un littéral", "un literal"),
    "want.integer": (
        "a whole number (xsd:integer)",
        "un nombre entier (xsd:integer)",
        "un número entero (xsd:integer)",
    ),
    "want.boolean": ("true or false", "true ou false", "true o false"),
    "want.kind": (
        "sh:IRI, sh:BlankNode, sh:Literal, sh:BlankNodeOrIRI, sh:BlankNodeOrLiteral or sh:IRIOrLiteral",
        "sh:IRI, sh:BlankNode, sh:Literal, sh:BlankNodeOrIRI, sh:BlankNodeOrLiteral ou sh:IRIOrLiteral",
        "sh:IRI, sh:BlankNode, sh:Literal, sh:BlankNodeOrIRI, sh:BlankNodeOrLiteral o sh:IRIOrLiteral",
    ),
    "want.shape": ("a shape", "une forme (shape)", "una forma (shape)"),
    "want.property": ("a property shape", "une forme de propriété (property shape)", "una forma de propiedad (property shape)"),
    "want.shapes": (
        "a list of shapes: ( ex:A ex:B )",
        "une liste de formes : ( ex:A ex:B )",
        "una lista de formas: ( ex:A ex:B )",
    ),
    "want.nodes": ("a list: ( ex:A ex:B )", "une liste : ( ex:A ex:B )", "una lista: ( ex:A ex:B )"),
    "want.iris": ("a list of IRIs: ( ex:a ex:b )", "une liste d'IRI : ( ex:a ex:b )", "una lista de IRI: ( ex:a ex:b )"),
    "want.texts": ('a list of texts: ( "en" "fr" )', 'une liste de textes : ( "en" "fr" )', 'una lista de textos: ( "en" "fr" )'),
    "want.message": (
        "a text, with or without a language",
        "un texte, avec ou sans langue",
        "un texto, con o sin idioma",
    ),
    "want.path": (
        "a property path: an IRI, a list of two paths or more, or one of sh:inversePath, sh:alternativePath, sh:zeroOrMorePath, sh:oneOrMorePath, sh:zeroOrOnePath",
        "un chemin de propriétés : un IRI, une liste d'au moins deux chemins, ou l'un de sh:inversePath, sh:alternativePath, sh:zeroOrMorePath, sh:oneOrMorePath, sh:zeroOrOnePath",
        "una ruta de propiedades: un IRI, una lista de al menos dos rutas, o uno de sh:inversePath, sh:alternativePath, sh:zeroOrMorePath, sh:oneOrMorePath, sh:zeroOrOnePath",
    ),
    "want.node shape": (
        "a node shape, one without sh:path",
        "une forme de nœud, sans sh:path",
        "una forma de nodo, sin sh:path",
    ),
    "want.parameter": (
        "parameters with one sh:path each, that end in different names which SHACL does not keep for itself, and one of them not optional",
        "des paramètres avec un seul sh:path chacun, aux noms différents et non réservés par SHACL, dont un au moins n'est pas facultatif",
        "parámetros con un solo sh:path cada uno, de nombres distintos y no reservados por SHACL, y al menos uno no opcional",
    ),
    "want.prefix": (
        "a prefix (text) with one namespace (xsd:anyURI), each prefix once",
        "un préfixe (texte) avec un seul espace de noms (xsd:anyURI), chaque préfixe une fois",
        "un prefijo (texto) con un solo espacio de nombres (xsd:anyURI), cada prefijo una vez",
    ),
    "want.pattern": (
        "a regular expression of SPARQL",
        "une expression régulière de SPARQL",
        "una expresión regular de SPARQL",
    ),
}
