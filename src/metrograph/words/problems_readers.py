"""What can go wrong with a document that is read, in English, French and Spanish: what it is, then what to do next."""

Wording = tuple[str, str, str]
PROBLEMS: dict[str, tuple[Wording, Wording]] = {
    "S115": (
        (
            "the document is locked with a password",
            "le document est protégé par un mot de passe",
            "el documento está protegido con una contraseña",
        ),
        (
            "open it with its password, save a copy without one, and read the copy",
            "ouvrez-le avec son mot de passe, enregistrez une copie sans protection et lisez cette copie",
            "ábralo con su contraseña, guarde una copia sin protección y lea esa copia",
        ),
    ),
    "S116": (
        (
            "the document holds pictures of pages and no text",
            "le document contient des images de pages et aucun texte",
            "el documento contiene imágenes de páginas y ningún texto",
        ),
        (
            "it was scanned: run text recognition (OCR) on it first, for instance `ocrmypdf in.pdf out.pdf`",
            "il a été numérisé : passez-le d'abord à la reconnaissance de texte (OCR), par exemple `ocrmypdf in.pdf out.pdf`",
            "fue escaneado: aplíquele antes el reconocimiento de texto (OCR), por ejemplo `ocrmypdf in.pdf out.pdf`",
        ),
    ),
    "S117": (
        (
            "the document is empty",
            "le document est vide",
            "el documento está vacío",
        ),
        (
            "check that it is the right file and that it was saved whole",
            "vérifiez que c'est le bon fichier et qu'il a été enregistré en entier",
            "compruebe que es el archivo correcto y que se guardó completo",
        ),
    ),
    "S118": (
        (
            "the file is damaged and cannot be read as {format} ({detail})",
            "le fichier est endommagé et ne peut pas être lu comme {format} ({detail})",
            "el archivo está dañado y no se puede leer como {format} ({detail})",
        ),
        (
            "open it in the program that made it, save it again, and read that copy",
            "ouvrez-le dans le programme qui l'a créé, enregistrez-le de nouveau et lisez cette copie",
            "ábralo en el programa con el que se creó, guárdelo de nuevo y lea esa copia",
        ),
    ),
    "S119": (
        (
            "this is not a document that can be read here ({found})",
            "ce n'est pas un document lisible ici ({found})",
            "no es un documento que se pueda leer aquí ({found})",
        ),
        (
            "save it as .docx, .pdf, .md, .txt, .html, .xlsx, .csv or IATI .xml",
            "enregistrez-le en .docx, .pdf, .md, .txt, .html, .xlsx, .csv ou .xml IATI",
            "guárdelo como .docx, .pdf, .md, .txt, .html, .xlsx, .csv o .xml IATI",
        ),
    ),
    "S121": (
        (
            "files of this kind cannot be mended in place",
            "les fichiers de ce type ne peuvent pas être corrigés sur place",
            "los archivos de este tipo no se pueden corregir in situ",
        ),
        (
            "--fix changes {choices} files; convert the file first, or mend it by hand",
            "--fix modifie les fichiers {choices} ; convertissez d'abord le fichier ou corrigez-le à la main",
            "--fix modifica archivos {choices}; convierta antes el archivo o corríjalo a mano",
        ),
    ),
    "S122": (
        (
            "the changes cannot be written into this text without touching something else",
            "les changements ne peuvent pas être écrits dans ce texte sans toucher à autre chose",
            "los cambios no se pueden escribir en este texto sin tocar otra cosa",
        ),
        (
            "mend the values by hand, as the report says; the file was left as it is",
            "corrigez les valeurs à la main, comme l'indique le rapport ; le fichier est resté tel quel",
            "corrija los valores a mano, como indica el informe; el archivo ha quedado como estaba",
        ),
    ),
    "S120": (
        (
            "the XML declares a document type or entities, which are not read for safety",
            "le XML déclare un type de document ou des entités, qui ne sont pas lus par sécurité",
            "el XML declara un tipo de documento o entidades, que no se leen por seguridad",
        ),
        (
            "export the file again without <!DOCTYPE …>",
            "exportez de nouveau le fichier sans <!DOCTYPE …>",
            "exporte de nuevo el archivo sin <!DOCTYPE …>",
        ),
    ),
    "L107": (
        (
            "the file has {found} bytes, more than the {limit} that are read",
            "le fichier a {found} octets, plus que les {limit} qui sont lus",
            "el archivo tiene {found} bytes, más que los {limit} que se leen",
        ),
        (
            "split it, or remove pictures from it",
            "divisez-le, ou retirez-en les images",
            "divídalo, o quite las imágenes",
        ),
    ),
    "L108": (
        (
            "the file unpacks to far more than it weighs ({found} bytes, limit {limit}): it may be a trap",
            "le fichier décompressé est bien plus grand que son poids ({found} octets, limite {limit}) : c'est peut-être un piège",
            "el archivo descomprimido es mucho mayor que su peso ({found} bytes, límite {limit}): puede ser una trampa",
        ),
        (
            "if you trust it, open it in its own program and save it again",
            "si vous lui faites confiance, ouvrez-le dans son propre programme et enregistrez-le de nouveau",
            "si confía en él, ábralo en su propio programa y guárdelo de nuevo",
        ),
    ),
    "L109": (
        (
            "the document has {found} pages or rows, more than the {limit} that are read",
            "le document a {found} pages ou lignes, plus que les {limit} qui sont lues",
            "el documento tiene {found} páginas o filas, más que las {limit} que se leen",
        ),
        (
            "split it and read the parts",
            "divisez-le et lisez les parties",
            "divídalo y lea las partes",
        ),
    ),
    "L110": (
        (
            "reading took longer than {limit} seconds",
            "la lecture a dépassé {limit} secondes",
            "la lectura ha superado los {limit} segundos",
        ),
        (
            "split the document and read the parts",
            "divisez le document et lisez les parties",
            "divida el documento y lea las partes",
        ),
    ),
}
PROBLEMS |= {
    "R127": (
        (
            "no row of this table names its columns: there is no column {column}",
            "aucune ligne de ce tableau ne nomme ses colonnes : il n'y a pas de colonne {column}",
            "ninguna fila de esta tabla nombra sus columnas: no hay columna {column}",
        ),
        (
            "keep the first row of the exported sheet as it was",
            "gardez la première ligne de la feuille exportée telle quelle",
            "conserve la primera fila de la hoja exportada como estaba",
        ),
    ),
    "R128": (
        (
            '{cell}: "{value}" is no {column}',
            "{cell} : « {value} » n'est pas une valeur de {column}",
            "{cell}: «{value}» no es un valor de {column}",
        ),
        (
            "{hint}choose one of: {choices}",
            "{hint}choisissez parmi : {choices}",
            "{hint}elija entre: {choices}",
        ),
    ),
    "R129": (
        (
            '{cell}: "{value}" is no date in EDTF',
            "{cell} : « {value} » n'est pas une date EDTF",
            "{cell}: «{value}» no es una fecha EDTF",
        ),
        (
            "write 2019, 2019-06, 2019-06-17, 2019-XX or 2019-02/2019-03; make the cells text first, so that nothing turns them into dates",
            "écrivez 2019, 2019-06, 2019-06-17, 2019-XX ou 2019-02/2019-03 ; mettez d'abord les cellules au format texte, pour que rien ne les change en dates",
            "escriba 2019, 2019-06, 2019-06-17, 2019-XX o 2019-02/2019-03; dé antes a las celdas formato de texto, para que nada las convierta en fechas",
        ),
    ),
    "R130": (
        (
            "{cell}: {value} ends before it begins",
            "{cell} : {value} finit avant de commencer",
            "{cell}: {value} termina antes de empezar",
        ),
        (
            "put the first day before the slash and the last one after it",
            "mettez le premier jour avant la barre oblique et le dernier après",
            "ponga el primer día antes de la barra y el último después",
        ),
    ),
    "R131": (
        (
            '{cell}: there is no SDG goal or target "{value}"',
            "{cell} : il n'y a pas d'objectif ni de cible ODD « {value} »",
            "{cell}: no hay ningún objetivo ni meta ODS «{value}»",
        ),
        (
            "{hint}write goals as 11 and targets as 11.2 or 11.b, parted by semicolons",
            "{hint}écrivez les objectifs comme 11 et les cibles comme 11.2 ou 11.b, séparés par des points-virgules",
            "{hint}escriba los objetivos como 11 y las metas como 11.2 u 11.b, separados por puntos y comas",
        ),
    ),
    "R132": (
        (
            '{cell}: the id "{value}" stands in {first} already',
            "{cell} : l'id « {value} » figure déjà en {first}",
            "{cell}: el id «{value}» ya está en {first}",
        ),
        (
            "remove one of the two rows, or empty the id of the new one: it gets one of its own",
            "retirez l'une des deux lignes, ou videz l'id de la nouvelle : elle en reçoit un",
            "quite una de las dos filas, o vacíe el id de la nueva: recibirá uno propio",
        ),
    ),
}
PROBLEMS |= {
    "R133": (
        (
            "{cell}: {column} is empty",
            "{cell} : {column} est vide",
            "{cell}: {column} está vacío",
        ),
        (
            "every row needs a kind and a label; to remove an element, delete its whole row",
            "chaque ligne a besoin d'un kind et d'un label ; pour retirer un élément, supprimez toute sa ligne",
            "cada fila necesita un kind y un label; para quitar un elemento, elimine toda su fila",
        ),
    ),
    "R134": (
        (
            '{cell}: {column} names "{value}", and no row has that id',
            "{cell} : {column} cite « {value} », et aucune ligne n'a cet id",
            "{cell}: {column} cita «{value}», y ninguna fila tiene ese id",
        ),
        (
            "{hint}write an id of the first column, or add a row for it",
            "{hint}écrivez un id de la première colonne, ou ajoutez une ligne pour lui",
            "{hint}escriba un id de la primera columna, o añada una fila para él",
        ),
    ),
    "R135": (
        (
            '{cell}: "{value}" cannot be an id',
            "{cell} : « {value} » ne peut pas être un id",
            "{cell}: «{value}» no puede ser un id",
        ),
        (
            "use small letters without accents, digits and single hyphens; an empty id is filled in",
            "utilisez des minuscules sans accent, des chiffres et des traits d'union simples ; un id vide est complété",
            "use minúsculas sin acentos, cifras y guiones simples; un id vacío se completa",
        ),
    ),
    "R136": (
        (
            "{cell}: a plan has exactly one row of kind work_plan",
            "{cell} : un plan a exactement une ligne de type work_plan",
            "{cell}: un plan tiene exactamente una fila de tipo work_plan",
        ),
        (
            "leave the row of the plan itself as it was, and give the others another kind",
            "laissez la ligne du plan lui-même telle quelle, et donnez un autre type aux autres",
            "deje la fila del propio plan como estaba, y dé otro tipo a las demás",
        ),
    ),
    "R137": (
        (
            "there is no plan file yet, and the sheet does not say of what plan it is ({detail})",
            "il n'y a pas encore de fichier de plan, et la feuille ne dit pas de quel plan il s'agit ({detail})",
            "aún no hay archivo de plan, y la hoja no dice de qué plan se trata ({detail})",
        ),
        (
            "use the XLSX with its sheet About, or name the plan file to correct",
            "utilisez le XLSX avec sa feuille « À propos », ou indiquez le fichier de plan à corriger",
            "use el XLSX con su hoja «Acerca de», o indique el archivo de plan que se corrige",
        ),
    ),
    "R138": (
        (
            "{cell}: line {line} is named, but the source has {lines} lines",
            "{cell} : la ligne {line} est citée, mais la source compte {lines} lignes",
            "{cell}: se cita la línea {line}, pero la fuente tiene {lines} líneas",
        ),
        (
            "correct the number after the L",
            "corrigez le numéro après le L",
            "corrija el número después de la L",
        ),
    ),
    "R139": (
        (
            "{cell}: the words of the element themselves state SDG {value}",
            "{cell} : les mots mêmes de l'élément indiquent l'ODD {value}",
            "{cell}: las propias palabras del elemento indican el ODS {value}",
        ),
        (
            "leave the code, or correct the label",
            "laissez le code, ou corrigez le label",
            "deje el código, o corrija el label",
        ),
    ),
    "R140": (
        (
            "the sheet is of the plan {found}, the file of the plan {value}",
            "la feuille est celle du plan {found}, le fichier celui du plan {value}",
            "la hoja es del plan {found}, el archivo del plan {value}",
        ),
        (
            "name the file of the same plan, or correct the sheet About",
            "indiquez le fichier du même plan, ou corrigez la feuille « À propos »",
            "indique el archivo del mismo plan, o corrija la hoja «Acerca de»",
        ),
    ),
}
