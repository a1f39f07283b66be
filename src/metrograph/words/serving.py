"""Words of the service: its command, its limits, who may ask."""

TEXTS: dict[str, tuple[str, str, str]] = {}

PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "W101": (
        (
            '"{value}" cannot be the base of identifiers',
            "« {value} » ne peut pas être la base des identifiants",
            "«{value}» no puede ser la base de los identificadores",
        ),
        (
            "give an address that begins with http:// or https:// and ends with a slash, such as https://data.example.org/",
            "donnez une adresse qui commence par http:// ou https:// et finit par une barre oblique, p. ex. https://data.example.org/",
            "indique una dirección que empiece por http:// o https:// y acabe en barra, p. ej. https://data.example.org/",
        ),
    ),
}
