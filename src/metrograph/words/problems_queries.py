"""What can be wrong with a query (Q)."""

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "Q101": (
        (
            "the query does not parse here",
            "la requête n'est pas comprise à cet endroit",
            "la consulta no se entiende en este punto",
        ),
        (
            "look for a missing dot, brace or quote just before the mark; typographic quotes “ ” are not quotes of SPARQL",
            'cherchez un point, une accolade ou un guillemet manquant juste avant la marque ; les guillemets “ ” ne valent pas " en SPARQL',
            "busque un punto, una llave o una comilla que falte justo antes de la marca; las comillas “ ” no valen en SPARQL",
        ),
    ),
    "Q102": (
        (
            'the prefix "{prefix}:" is not declared',
            "le préfixe « {prefix}: » n'est pas déclaré",
            "el prefijo «{prefix}:» no está declarado",
        ),
        (
            "{hint}known without declaring: {choices}",
            "{hint}connus sans déclaration : {choices}",
            "{hint}conocidos sin declararlos: {choices}",
        ),
    ),
    "Q103": (
        (
            "the query selects a variable that it never binds or does not group by",
            "la requête sélectionne une variable qui n'est jamais liée ou qui n'est pas dans GROUP BY",
            "la consulta selecciona una variable que nunca se enlaza o que no está en GROUP BY",
        ),
        (
            "use the variable in WHERE, or add it to GROUP BY",
            "utilisez la variable dans WHERE ou ajoutez-la à GROUP BY",
            "use la variable en WHERE o añádala a GROUP BY",
        ),
    ),
    "Q104": (
        (
            "the engine could not finish the query ({detail})",
            "le moteur n'a pas pu terminer la requête ({detail})",
            "el motor no pudo terminar la consulta ({detail})",
        ),
        (
            "make the query smaller, for example with LIMIT",
            "réduisez la requête, par exemple avec LIMIT",
            "reduzca la consulta, por ejemplo con LIMIT",
        ),
    ),
    "Q105": (
        (
            "{word} would fetch from another address, which is not done here",
            "{word} irait chercher ailleurs, ce qui ne se fait pas ici",
            "{word} consultaría otra dirección, lo que aquí no se hace",
        ),
        (
            "leave it out; save what you need from there as a file first",
            "supprimez-le ; enregistrez d'abord en fichier ce dont vous avez besoin",
            "quítelo; guarde antes en un archivo lo que necesite",
        ),
    ),
    "Q106": (
        (
            "a question of the catalogue must be a SELECT query",
            "une question du catalogue doit être une requête SELECT",
            "una pregunta del catálogo debe ser una consulta SELECT",
        ),
        (
            "write SELECT with the columns to show",
            "écrivez SELECT avec les colonnes à montrer",
            "escriba SELECT con las columnas que se muestran",
        ),
    ),
}
