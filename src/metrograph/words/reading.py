"""What is said of things read out of a document: doubts in a plan file, and what a corrected sheet changes."""

Wording = tuple[str, str, str]
TEXTS: dict[str, Wording] = {
    "doubt.kind-by-heading": (
        "what it is was taken from the heading above it",
        "son type vient de l'intertitre au-dessus",
        "su tipo se tomó del epígrafe que lo precede",
    ),
    "doubt.kind-by-date": (
        "taken as an event only because it has a date",
        "pris pour un événement seulement parce qu'il a une date",
        "se ha tomado por un evento solo porque tiene fecha",
    ),
    "doubt.kind-by-default": (
        "nothing in the text says what it is; taken as an action",
        "rien dans le texte ne dit ce que c'est ; pris pour une action",
        "nada en el texto dice qué es; se ha tomado por una acción",
    ),
    "doubt.whose-event": (
        "it is not clear whether the network or someone else holds this event",
        "on ne sait pas si c'est le réseau ou un autre qui tient cet événement",
        "no está claro si este evento lo celebra la red u otra entidad",
    ),
    "doubt.unknown-sdg": (
        "the text names an SDG code that does not exist: {value}",
        "le texte cite un code ODD qui n'existe pas : {value}",
        "el texto cita un código ODS que no existe: {value}",
    ),
    "doubt.said-twice": (
        "two passages were taken for the same thing; the other one says “{label}”",
        "deux passages ont été pris pour la même chose ; l'autre dit « {label} »",
        "dos pasajes se tomaron por la misma cosa; el otro dice «{label}»",
    ),
    "doubt.parent-not-read": (
        "the activity it belongs to was not read before it: {value}",
        "l'activité dont il fait partie n'a pas été lue avant lui : {value}",
        "la actividad de la que forma parte no se leyó antes: {value}",
    ),
    "doubt.no-title": (
        "the activity has no title and was passed over: {value}",
        "l'activité n'a pas de titre et a été laissée de côté : {value}",
        "la actividad no tiene título y se ha dejado de lado: {value}",
    ),
    "doubt.duplicate-id": (
        "this id was given before; the second one has a number: {value}",
        "cet identifiant a déjà été donné ; le second porte un numéro : {value}",
        "este identificador ya se había usado; el segundo lleva un número: {value}",
    ),
    "doubt.invalid-date": (
        "this is no date: {value}",
        "ce n'est pas une date : {value}",
        "esto no es una fecha: {value}",
    ),
    "doubt.unknown-status": (
        "this status is not in the IATI code list: {value}",
        "ce statut n'est pas dans la liste de codes IATI : {value}",
        "este estado no figura en la lista de códigos IATI: {value}",
    ),
    "doubt.tag-vocabulary-7-8": (
        "a tag uses vocabulary 7 or 8, which are for sectors; it was read as a goal or target: {value}",
        "une étiquette utilise le vocabulaire 7 ou 8, réservé aux secteurs ; elle a été lue comme un objectif ou une cible : {value}",
        "una etiqueta usa el vocabulario 7 u 8, propio de los sectores; se ha leído como un objetivo o una meta: {value}",
    ),
    "doubt.end-before-start": (
        "the end lies before the start: {value}",
        "la fin précède le début : {value}",
        "el final es anterior al inicio: {value}",
    ),
}
TEXTS |= {
    "doubt.day-month-order": (
        "day and month can be read either way round in “{text}”",
        "le jour et le mois peuvent s'inverser dans « {text} »",
        "el día y el mes pueden leerse al revés en «{text}»",
    ),
    "doubt.weekday-mismatch": (
        "the weekday does not fit the date in “{text}”",
        "le jour de la semaine ne correspond pas à la date dans « {text} »",
        "el día de la semana no corresponde a la fecha en «{text}»",
    ),
    "doubt.two-years": (
        "the text names dates in two years; this one was taken: “{text}”",
        "le texte cite des dates de deux années ; celle-ci a été retenue : « {text} »",
        "el texto cita fechas de dos años; se tomó esta: «{text}»",
    ),
    "doubt.either": (
        "the text leaves the choice between dates: “{text}”",
        "le texte laisse le choix entre des dates : « {text} »",
        "el texto deja elegir entre fechas: «{text}»",
    ),
    "doubt.before-plan": (
        "the date lies before the year of the plan: “{text}”",
        "la date précède l'année du plan : « {text} »",
        "la fecha es anterior al año del plan: «{text}»",
    ),
    "doubt.belongs-to-other": (
        "the date may be that of something else in the sentence: “{text}”",
        "la date est peut-être celle d'autre chose dans la phrase : « {text} »",
        "la fecha puede ser la de otra cosa en la frase: «{text}»",
    ),
    "doubt.bad-date": (
        "this date cannot be right and was left out: {text}",
        "cette date ne peut pas être juste et a été écartée : {text}",
        "esta fecha no puede ser correcta y se dejó fuera: {text}",
    ),
    "doubt.plan-from-file-name": (
        "no title was found; this one was made from the name of the file",
        "aucun titre n'a été trouvé ; celui-ci vient du nom du fichier",
        "no se encontró ningún título; este viene del nombre del archivo",
    ),
    "doubt.second-plan": (
        "a plan has one title; this one was taken as a heading",
        "un plan a un seul titre ; celui-ci a été pris pour un intertitre",
        "un plan tiene un solo título; este se tomó por un epígrafe",
    ),
    "doubt.not-translated": (
        "not translated yet: the words of the source stand in every language",
        "pas encore traduit : les mots de la source figurent dans toutes les langues",
        "aún sin traducir: las palabras de la fuente figuran en todos los idiomas",
    ),
    "doubt.unknown-name": (
        "named without an element of its own: {value}",
        "cité sans élément à lui : {value}",
        "citado sin elemento propio: {value}",
    ),
    "doubt.out-of-place": (
        "it could not stand where the text puts it: {value}",
        "il ne pouvait pas rester là où le texte le place : {value}",
        "no podía quedar donde lo sitúa el texto: {value}",
    ),
}
TEXTS |= {
    "planfile.head": (
        "Read from {file} by a machine; a person has not seen it yet. Lines that begin with `# ?` say where to look.",
        "Lu dans {file} par une machine ; personne ne l'a encore relu. Les lignes qui commencent par `# ?` disent où regarder.",
        "Extraído de {file} por una máquina; ninguna persona lo ha revisado aún. Las líneas que empiezan por `# ?` dicen dónde mirar.",
    ),
    "planfile.how": (
        "Edit by hand; `metrograph validate` tells you what is wrong, and where. Every field: docs/reference/plan-file.md",
        "À corriger à la main ; `metrograph validate` dit ce qui ne va pas, et où. Tous les champs : docs/reference/plan-file.md",
        "Corríjalo a mano; `metrograph validate` dice qué está mal y dónde. Todos los campos: docs/reference/plan-file.md",
    ),
    "planfile.formerly": ("Formerly planned for {date}.", "Prévu auparavant pour {date}.", "Previsto antes para {date}."),
    "sheet.about": ("About", "À propos", "Acerca de"),
    "sheet.how": (
        "Correct the sheet Plan and read it back. Leave the column id as it is; parent, section, themes, places and partners hold ids, parted by semicolons. Pale cells with a comment are in doubt.",
        "Corrigez la feuille Plan puis relisez-la. Laissez la colonne id telle quelle ; parent, section, themes, places et partners contiennent des id, séparés par des points-virgules. Les cellules pâles commentées sont douteuses.",
        "Corrija la hoja Plan y vuelva a leerla. Deje la columna id como está; parent, section, themes, places y partners contienen id separados por puntos y comas. Las celdas pálidas con comentario son dudosas.",
    ),
    "changes.none": ("nothing changes", "rien ne change", "nada cambia"),
    "changes.empty": ("(empty)", "(vide)", "(vacío)"),
    "changes.changed": ("{n} changed", "{n} modifiés", "{n} modificados"),
    "changes.changed.one": ("{n} changed", "{n} modifié", "{n} modificado"),
    "changes.added": ("{n} added", "{n} ajoutés", "{n} añadidos"),
    "changes.added.one": ("{n} added", "{n} ajouté", "{n} añadido"),
    "changes.removed": ("{n} removed", "{n} retirés", "{n} retirados"),
    "changes.removed.one": ("{n} removed", "{n} retiré", "{n} retirado"),
}
