"""What shapes may have wrong (H), and the time a constraint may take."""

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "H101": (
        (
            "the shapes cannot be used ({detail})",
            "les formes SHACL ne peuvent pas être utilisées ({detail})",
            "las formas SHACL no se pueden usar ({detail})",
        ),
        (
            "mend the shape named; nothing was validated",
            "corrigez la forme indiquée ; rien n'a été validé",
            "corrija la forma indicada; no se ha validado nada",
        ),
    ),
    "H102": (
        (
            "the shape {shape} is ill-formed: {clause} wants {want}, and has {found}",
            "la forme {shape} est mal formée : {clause} attend {want}, et vaut {found}",
            "la forma {shape} está mal formada: {clause} requiere {want}, y tiene {found}",
        ),
        (
            "mend that shape; nothing was validated, since a report is given only when every constraint was looked at",
            "corrigez cette forme ; rien n'a été validé, car un rapport n'est donné que si chaque contrainte a été examinée",
            "corrija esa forma; no se ha validado nada, porque solo se da un informe cuando se ha examinado cada restricción",
        ),
    ),
    "H103": (
        (
            "the shape {shape} is ill-formed: {clause} may have one value, and has {n}",
            "la forme {shape} est mal formée : {clause} ne peut avoir qu'une valeur, et en a {n}",
            "la forma {shape} está mal formada: {clause} solo puede tener un valor, y tiene {n}",
        ),
        (
            "mend that shape; nothing was validated, since a report is given only when every constraint was looked at",
            "corrigez cette forme ; rien n'a été validé, car un rapport n'est donné que si chaque contrainte a été examinée",
            "corrija esa forma; no se ha validado nada, porque solo se da un informe cuando se ha examinado cada restricción",
        ),
    ),
    "H104": (
        (
            "the shape {shape} is ill-formed: a property shape needs {clause}",
            "la forme {shape} est mal formée : une forme de propriété a besoin de {clause}",
            "la forma {shape} está mal formada: una forma de propiedad necesita {clause}",
        ),
        (
            "add sh:path with the property that the shape is about; nothing was validated",
            "ajoutez sh:path avec la propriété dont parle la forme ; rien n'a été validé",
            "añada sh:path con la propiedad de la que trata la forma; no se ha validado nada",
        ),
    ),
    "H105": (
        (
            "the shape {shape} is ill-formed: a node shape has no {clause}",
            "la forme {shape} est mal formée : une forme de nœud n'a pas de {clause}",
            "la forma {shape} está mal formada: una forma de nodo no tiene {clause}",
        ),
        (
            "make it a sh:PropertyShape, or take the path away; nothing was validated",
            "faites-en une sh:PropertyShape ou retirez le chemin ; rien n'a été validé",
            "conviértala en sh:PropertyShape o quite la ruta; no se ha validado nada",
        ),
    ),
    "H106": (
        (
            "the shape {shape} is ill-formed: {clause} may only stand in a property shape, one with sh:path",
            "la forme {shape} est mal formée : {clause} n'est permis que dans une forme de propriété, avec sh:path",
            "la forma {shape} está mal formada: {clause} solo puede figurar en una forma de propiedad, con sh:path",
        ),
        (
            "put it into a property shape: sh:property [ sh:path …; {clause} … ]; nothing was validated",
            "placez-le dans une forme de propriété : sh:property [ sh:path … ; {clause} … ] ; rien n'a été validé",
            "póngalo en una forma de propiedad: sh:property [ sh:path …; {clause} … ]; no se ha validado nada",
        ),
    ),
    "H107": (
        (
            "the query of the shape {shape} cannot be used ({detail})",
            "la requête de la forme {shape} ne peut pas être utilisée ({detail})",
            "la consulta de la forma {shape} no se puede usar ({detail})",
        ),
        (
            "try the query by itself with `metrograph query -f FILE.rq`; prefixes come from sh:prefixes, not from the file; nothing was validated",
            "essayez la requête seule avec `metrograph query -f FICHIER.rq` ; les préfixes viennent de sh:prefixes, non du fichier ; rien n'a été validé",
            "pruebe la consulta sola con `metrograph query -f ARCHIVO.rq`; los prefijos vienen de sh:prefixes, no del archivo; no se ha validado nada",
        ),
    ),
    "H108": (
        (
            "the query of the shape {shape} may not be used in SHACL: {clause}",
            "la requête de la forme {shape} n'est pas admise en SHACL : {clause}",
            "la consulta de la forma {shape} no se admite en SHACL: {clause}",
        ),
        (
            "SHACL forbids MINUS, VALUES and SERVICE and binding $this anew, and every SELECT must return $this (and $value in an ASK validator); nothing was validated",
            "SHACL interdit MINUS, VALUES et SERVICE ainsi que de lier $this à nouveau, et tout SELECT doit renvoyer $this (et $value dans un validateur ASK) ; rien n'a été validé",
            "SHACL prohíbe MINUS, VALUES y SERVICE y volver a enlazar $this, y todo SELECT debe devolver $this (y $value en un validador ASK); no se ha validado nada",
        ),
    ),
    "H109": (
        (
            "the shape {shape} uses {clause}, which no engine here evaluates",
            "la forme {shape} utilise {clause}, qu'aucun moteur d'ici n'évalue",
            "la forma {shape} usa {clause}, que ningún motor de aquí evalúa",
        ),
        (
            "say it in SHACL Core or SPARQL, or switch the shape off with sh:deactivated true; nothing was validated",
            "exprimez-le en SHACL Core ou en SPARQL, ou désactivez la forme avec sh:deactivated true ; rien n'a été validé",
            "exprésela en SHACL Core o en SPARQL, o desactive la forma con sh:deactivated true; no se ha validado nada",
        ),
    ),
    "H110": (
        (
            "the shapes ask for entailment (sh:entailment of {value}), which is not done here",
            "les formes demandent une inférence (sh:entailment de {value}), qui n'est pas faite ici",
            "las formas piden inferencia (sh:entailment de {value}), que aquí no se hace",
        ),
        (
            "add what follows to the data first, then take the triple with sh:entailment away",
            "ajoutez d'abord aux données ce qui en découle, puis retirez le triplet sh:entailment",
            "añada antes a los datos lo que se deduce y quite después la tripleta sh:entailment",
        ),
    ),
    "H111": (
        (
            "there is no shape with a target in {path}",
            "il n'y a aucune forme avec une cible dans {path}",
            "no hay ninguna forma con un objetivo en {path}",
        ),
        (
            "check that the file holds SHACL shapes with sh:targetClass, sh:targetNode, sh:targetSubjectsOf or sh:targetObjectsOf",
            "vérifiez que le fichier contient des formes SHACL avec sh:targetClass, sh:targetNode, sh:targetSubjectsOf ou sh:targetObjectsOf",
            "compruebe que el archivo contiene formas SHACL con sh:targetClass, sh:targetNode, sh:targetSubjectsOf o sh:targetObjectsOf",
        ),
    ),
    "H112": (
        (
            "the query of the shape {shape} says that it failed (?failure is true)",
            "la requête de la forme {shape} signale un échec (?failure vaut true)",
            "la consulta de la forma {shape} indica un fallo (?failure es true)",
        ),
        (
            "look at the data that the query needs; nothing was reported",
            "vérifiez les données dont la requête a besoin ; rien n'a été rapporté",
            "compruebe los datos que la consulta necesita; no se ha informado de nada",
        ),
    ),
    "H113": (
        (
            "the shapes import {value}, which is not fetched",
            "les formes importent {value}, qui n'est pas téléchargé",
            "las formas importan {value}, que no se descarga",
        ),
        (
            "download it and name it too: --shapes A.ttl --shapes B.ttl; or take the owl:imports triple away; nothing was validated",
            "téléchargez-le et nommez-le aussi : --shapes A.ttl --shapes B.ttl ; ou retirez le triplet owl:imports ; rien n'a été validé",
            "descárguelo y nómbrelo también: --shapes A.ttl --shapes B.ttl; o quite la tripleta owl:imports; no se ha validado nada",
        ),
    ),
    "H114": (
        (
            "shapes are not fetched from another address ({value})",
            "les formes ne sont pas téléchargées depuis une autre adresse ({value})",
            "las formas no se descargan de otra dirección ({value})",
        ),
        (
            "download the file and name it: --shapes shapes.ttl",
            "téléchargez le fichier et nommez-le : --shapes shapes.ttl",
            "descargue el archivo y nómbrelo: --shapes shapes.ttl",
        ),
    ),
    "H115": (
        (
            'the query of the shape {shape} uses a prefix that it does not know: "{prefix}:" (line and column of the query: {where})',
            "la requête de la forme {shape} utilise un préfixe qu'elle ne connaît pas : « {prefix}: » (ligne et colonne de la requête : {where})",
            "la consulta de la forma {shape} usa un prefijo que no conoce: «{prefix}:» (línea y columna de la consulta: {where})",
        ),
        (
            'declare it: sh:prefixes ex:here, and ex:here sh:declare [ sh:prefix "ex" ; sh:namespace "…"^^xsd:anyURI ]; prefixes of the file do not count; nothing was validated',
            'déclarez-le : sh:prefixes ex:ici, et ex:ici sh:declare [ sh:prefix "ex" ; sh:namespace "…"^^xsd:anyURI ] ; les préfixes du fichier ne comptent pas ; rien n\'a été validé',
            'declárelo: sh:prefixes ex:aqui, y ex:aqui sh:declare [ sh:prefix "ex" ; sh:namespace "…"^^xsd:anyURI ]; los prefijos del archivo no cuentan; no se ha validado nada',
        ),
    ),
    "L111": (
        (
            "the shape {shape} took longer than {seconds} seconds",
            "la forme {shape} a dépassé {seconds} secondes",
            "la forma {shape} ha superado los {seconds} segundos",
        ),
        (
            "make its query or pattern simpler, or give it more time with --timeout; nothing was reported",
            "simplifiez sa requête ou son motif, ou donnez-lui plus de temps avec --timeout ; rien n'a été rapporté",
            "simplifique su consulta o su patrón, o dele más tiempo con --timeout; no se ha informado de nada",
        ),
    ),
}
