"""What the linker says: why it suggests something, and why it says nothing."""

TEXTS: dict[str, tuple[str, str, str]] = {
    "link.help": (
        "The SDG goals and targets that a text contributes to, with the words that show it: TEXT, FILE.txt, FILE.jsonl, or standard input.",
        "Les objectifs et cibles ODD auxquels un texte contribue, avec les mots qui le montrent : TEXTE, FICHIER.txt, FICHIER.jsonl ou entrée standard.",
        "Los objetivos y metas ODS a los que contribuye un texto, con las palabras que lo muestran: TEXTO, ARCHIVO.txt, ARCHIVO.jsonl o entrada estándar.",
    ),
    "link.all": (
        "every goal and target with its confidence, whatever the thresholds",
        "tous les objectifs et cibles avec leur confiance, quels que soient les seuils",
        "todos los objetivos y metas con su confianza, sea cual sea el umbral",
    ),
    "link.text-lang": (
        "language of the texts (en, fr, es); found out by itself otherwise",
        "langue des textes (en, fr, es) ; sinon elle est reconnue",
        "idioma de los textos (en, fr, es); si falta, se reconoce",
    ),
    "link.context": (
        "heading, theme or parent of the text: weaker evidence",
        "titre, thème ou élément parent du texte : indice plus faible",
        "título, tema o elemento superior del texto: indicio más débil",
    ),
    "link.why": (
        "say of each suggestion what it rests on",
        "dire de chaque suggestion sur quoi elle repose",
        "decir de cada sugerencia en qué se apoya",
    ),
    "link.learn": (
        "turn the workspace's accepted and rejected links into a local adjustment, and show it",
        "tirer des liens acceptés et rejetés de l'espace de travail un ajustement local, et le montrer",
        "convertir los vínculos aceptados y rechazados del espacio de trabajo en un ajuste local, y mostrarlo",
    ),
    "link.forget": (
        "delete the local adjustment",
        "supprimer l'ajustement local",
        "eliminar el ajuste local",
    ),
    "link.bad-lines": (
        "{n} lines could not be read; the others are done",
        "{n} lignes n'ont pas pu être lues ; les autres sont traitées",
        "{n} líneas no se pudieron leer; las demás están hechas",
    ),
    "link.bad-lines.one": (
        "1 line could not be read; the others are done",
        "1 ligne n'a pas pu être lue ; les autres sont traitées",
        "1 línea no se pudo leer; las demás están hechas",
    ),
    "link.progress": ("{n} texts linked", "{n} textes traités", "{n} textos procesados"),
    "link.progress.one": ("1 text linked", "1 texte traité", "1 texto procesado"),
    "link.run": (
        "{plan}: {links} links suggested for {items} items, {none} items without, to be reviewed ({path})",
        "{plan} : {links} liens proposés pour {items} éléments, {none} éléments sans lien, à relire ({path})",
        "{plan}: {links} vínculos sugeridos para {items} elementos, {none} elementos sin vínculo, por revisar ({path})",
    ),
    "link.next": (
        "Next: `metrograph query candidates --param maximum=1` lists what is proposed; `metrograph review` asks about one after the other, `metrograph serve --sign-in NAME --open` in a browser.",
        "Ensuite : `metrograph query candidates --param maximum=1` montre ce qui est proposé ; `metrograph review` le soumet un à un, `metrograph serve --sign-in NOM --open` dans un navigateur.",
        "Después: `metrograph query candidates --param maximum=1` muestra lo propuesto; `metrograph review` lo presenta uno por uno, `metrograph serve --sign-in NOMBRE --open` en un navegador.",
    ),
    "link.run-nothing": (
        "{plan}: every item has been assessed already; nothing was suggested",
        "{plan} : chaque élément a déjà été examiné ; rien n'a été proposé",
        "{plan}: cada elemento ya ha sido examinado; no se ha sugerido nada",
    ),
    "link.run-about": (
        "Suggestions of the linker, model {version}",
        "Propositions du programme, modèle {version}",
        "Sugerencias del programa, modelo {version}",
    ),
    "link.learnt": (
        "learnt from {n} reviewed links: {phrases} phrases weigh differently, in {path}; undo with metrograph link --forget",
        "appris de {n} liens relus : {phrases} expressions pèsent autrement, dans {path} ; pour annuler : metrograph link --forget",
        "aprendido de {n} vínculos revisados: {phrases} expresiones pesan de otro modo, en {path}; para deshacer: metrograph link --forget",
    ),
    "link.forgotten": (
        "the local adjustment is deleted; links are as packaged again",
        "l'ajustement local est supprimé ; les liens sont de nouveau ceux d'origine",
        "el ajuste local se ha eliminado; los vínculos vuelven a ser los de origen",
    ),
    "link.texts": ("Texts given to the linker", "Textes donnés au programme", "Textos dados al programa"),
    "abstain.empty": ("there is no text", "il n'y a pas de texte", "no hay texto"),
    "abstain.language": (
        "the language ({lang}) is not supported: English, French or Spanish",
        "la langue ({lang}) n'est pas prise en charge : anglais, français ou espagnol",
        "el idioma ({lang}) no se admite: inglés, francés o español",
    ),
    "abstain.internal": (
        "internal governance of the organisation: it serves no SDG target",
        "gouvernance interne de l'organisation : elle ne sert aucune cible des ODD",
        "gobernanza interna de la organización: no sirve a ninguna meta de los ODS",
    ),
    "abstain.container": (
        "a container: what its parts do is linked part by part",
        "un contenant : ce que font ses parties est relié partie par partie",
        "un contenedor: lo que hacen sus partes se vincula parte por parte",
    ),
    "abstain.weak": (
        "words point to an SDG, but not firmly enough to be defended (see --all)",
        "des mots évoquent un ODD, mais trop faiblement pour être défendus (voir --all)",
        "algunas palabras apuntan a un ODS, pero sin firmeza suficiente para defenderlo (véase --all)",
    ),
    "abstain.nothing": (
        "no words name the object or the outcome of a target",
        "aucun mot ne nomme l'objet ni le résultat d'une cible",
        "ninguna palabra nombra el objeto ni el resultado de una meta",
    ),
    "why.head": ("{code} · confidence {sure} · {strength}", "{code} · confiance {sure} · {strength}", "{code} · confianza {sure} · {strength}"),
    "why.direct": ("direct", "direct", "directo"),
    "why.indirect": ("indirect", "indirect", "indirecto"),
    "why.none": ("No suggestion: {reason}", "Aucune proposition : {reason}", "Ninguna sugerencia: {reason}"),
    "why.lexicon": (
        "“{quote}”: the phrase “{phrase}” of the lexicon speaks for {code} ({kind}, weight {weight} of 3)",
        "« {quote} » : l'expression « {phrase} » du lexique parle pour {code} ({kind}, poids {weight} sur 3)",
        "«{quote}»: la expresión «{phrase}» del léxico habla a favor de {code} ({kind}, peso {weight} de 3)",
    ),
    "why.model": (
        "“{quote}”: the words that count most for the trained model",
        "« {quote} » : les mots qui comptent le plus pour le modèle entraîné",
        "«{quote}»: las palabras que más cuentan para el modelo entrenado",
    ),
    "why.stated": (
        "“{quote}”: the text itself names {code}",
        "« {quote} » : le texte nomme lui-même {code}",
        "«{quote}»: el propio texto nombra {code}",
    ),
    "why.known": (
        "“{quote}”: known from outside the text: {what}",
        "« {quote} » : connu hors du texte : {what}",
        "«{quote}»: conocido fuera del texto: {what}",
    ),
    "why.model-for": (
        "learnt from examples: speaks for it ({margin})",
        "appris d'exemples : parle pour ({margin})",
        "aprendido de ejemplos: habla a favor ({margin})",
    ),
    "why.model-against": (
        "learnt from examples: not enough by itself ({margin})",
        "appris d'exemples : insuffisant à lui seul ({margin})",
        "aprendido de ejemplos: insuficiente por sí solo ({margin})",
    ),
    "kind.object": ("object", "objet", "objeto"),
    "kind.outcome": ("outcome", "résultat", "resultado"),
    "kind.instrument": ("means", "moyen", "medio"),
    "kind.context": ("hint", "indice", "indicio"),
}  # fmt: skip
