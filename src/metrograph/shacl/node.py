"""RDF terms as their N-Triples text, which is how this package holds them: equal texts are equal terms.

```
<https://w3id.org/metrograph/ns#Action>     an IRI
_:b0                                        a blank node
"ville"@fr  "2"^^<http://…#integer>  "x"    literals, as written: nothing is normalised
```
"""

import re
from typing import TypeAlias

import pyoxigraph as ox

from metrograph.namespaces import RDF, SH, XSD

Node: TypeAlias = str
"""An RDF term as its N-Triples text."""

STRING = XSD + "string"
TRUE = f'"true"^^<{XSD}boolean>'
LANG_STRING = RDF + "langString"
DIR_LANG_STRING = RDF + "dirLangString"

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_CHARACTERS = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


def iri(text: str) -> Node:
    """An IRI as a node.

    >>> iri("http://example.org/a")
    '<http://example.org/a>'
    """
    return f"<{text}>"


def sh(name: str) -> Node:
    """A term of the SHACL vocabulary as a node."""
    return iri(SH + name)


def literal(text: str, datatype: str = STRING, language: str = "") -> Node:
    """A literal as a node.

    >>> literal("oui", language="fr"), literal("2", XSD + "integer")
    ('"oui"@fr', '"2"^^<http://www.w3.org/2001/XMLSchema#integer>')
    """
    made = ox.Literal(text, language=language) if language else ox.Literal(text, datatype=ox.NamedNode(datatype))
    return str(made)


def is_iri(node: Node) -> bool:
    """Whether a node is an IRI."""
    return node[0] == "<" and node[1] != "<"


def is_blank(node: Node) -> bool:
    """Whether a node is a blank node."""
    return node[0] == "_"


def is_literal(node: Node) -> bool:
    """Whether a node is a literal."""
    return node[0] == '"'


def lexical(node: Node) -> str:
    """The text of a node, as SPARQL's ``str`` gives it: an IRI without brackets, a literal without quotes and datatype.

    >>> lexical('"ville"@fr'), lexical("<http://example.org/a>")
    ('ville', 'http://example.org/a')
    """
    if node[0] == '"':
        text = node[1 : node.rindex('"')]
        return _ESCAPE.sub(_character, text) if "\\" in text else text
    return node[1:-1] if node[0] == "<" else node


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _CHARACTERS.get(match[3], match[3])


def datatype(node: Node) -> str:
    """The IRI of the datatype of a literal; empty for other nodes.

    >>> datatype('"2"^^<http://www.w3.org/2001/XMLSchema#integer>')[-7:], datatype('"x"@fr')[-10:], datatype("<a>")
    ('integer', 'langString', '')
    """
    if node[0] != '"':
        return ""
    tail = node[node.rindex('"') + 1 :]
    if not tail:
        return STRING
    if tail[0] == "^":
        return tail[3:-1]
    return DIR_LANG_STRING if "--" in tail else LANG_STRING


def language(node: Node) -> str:
    """The language tag of a literal; empty when it has none.

    >>> language('"ville"@fr-CA'), language('"ville"')
    ('fr-CA', '')
    """
    if node[0] != '"':
        return ""
    tail = node[node.rindex('"') + 1 :]
    return tail[1:].partition("--")[0] if tail[:1] == "@" else ""
