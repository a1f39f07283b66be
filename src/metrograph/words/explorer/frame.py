"""Words of what surrounds every page of the explorer: menu, tables, forms of the address."""

TEXTS: dict[str, tuple[str, str, str]] = {
    "nav.main": ("Pages", "Pages", "Páginas"),
    "nav.home": ("Home", "Accueil", "Inicio"),
    "nav.more": ("More", "Plus", "Más"),
    "nav.plan": ("Plan", "Plan", "Plan"),
    "nav.pilots": ("Pilots", "Pilotes", "Pilotos"),
    "nav.goals": ("Goals", "Objectifs", "Objetivos"),
    "nav.themes": ("Themes", "Thèmes", "Temas"),
    "nav.calendar": ("Calendar", "Calendrier", "Calendario"),
    "nav.review": ("Review", "Relecture", "Revisión"),
    "nav.query": ("Questions", "Questions", "Preguntas"),
    "nav.quality": ("Quality", "Qualité", "Calidad"),
    "nav.link": ("Link a text", "Relier un texte", "Vincular un texto"),
    "nav.graph": ("Graph", "Graphe", "Grafo"),
    "nav.compare": ("Compare plans", "Comparer des plans", "Comparar planes"),
    "nav.export": ("Download", "Télécharger", "Descargar"),
    "nav.about": ("About and help", "À propos et aide", "Acerca de y ayuda"),
    "nav.search": ("Search", "Rechercher", "Buscar"),
    "nav.search.label": ("Search by name", "Rechercher par nom", "Buscar por nombre"),
    "nav.signin": ("Sign in", "Se connecter", "Iniciar sesión"),
    "nav.signout": ("Sign out", "Se déconnecter", "Cerrar sesión"),
    "nav.signed": ("Signed in as {person}", "Connecté : {person}", "Sesión de {person}"),
    "nav.theme": ("Light or dark", "Clair ou sombre", "Claro u oscuro"),
    "nav.keys": ("Keys", "Touches", "Teclas"),
    "grid.csv": ("CSV", "CSV", "CSV"),
    "grid.csv.label": ("Table “{caption}” as CSV", "Tableau « {caption} » en CSV", "Tabla «{caption}» en CSV"),
    "grid.empty": ("Nothing to show.", "Rien à afficher.", "Nada que mostrar."),
    "grid.rows": ("{first}–{last} of {total}", "{first}–{last} sur {total}", "{first}–{last} de {total}"),
    "grid.before": ("Previous", "Précédent", "Anterior"),
    "grid.after": ("Next", "Suivant", "Siguiente"),
    "grid.pages": ("Pages of the table", "Pages du tableau", "Páginas de la tabla"),
    "grid.twin": ("The figure as a table", "La figure en tableau", "La figura como tabla"),
    "grid.line": ("l. {n}", "l. {n}", "l. {n}"),
}
PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "W601": (
        (
            '"{value}" is no number for "{name}"',
            "« {value} » n'est pas un nombre pour « {name} »",
            "«{value}» no es un número para «{name}»",
        ),
        (
            "give a whole number from {least} to {most}",
            "donnez un nombre entier de {least} à {most}",
            "dé un número entero de {least} a {most}",
        ),
    ),
    "W602": (
        (
            '"{value}" is not among the choices for "{name}"',
            "« {value} » n'est pas un choix pour « {name} »",
            "«{value}» no es una opción para «{name}»",
        ),
        ("choose one of: {choices}", "choisissez parmi : {choices}", "elija una de: {choices}"),
    ),
    "W603": (
        (
            'there is no table "{value}" on this page',
            "il n'y a pas de tableau « {value} » sur cette page",
            "no hay ninguna tabla «{value}» en esta página",
        ),
        (
            "{hint}tables of this page: {choices}",
            "{hint}tableaux de cette page : {choices}",
            "{hint}tablas de esta página: {choices}",
        ),
    ),
}
